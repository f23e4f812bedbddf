"""What stands round the questions: who wrote, who sent it on, headings, and what holds for all of them."""

import pytest

from foi.intake.splitter import Doubt, PassageKind, split


@pytest.mark.parametrize(
    "signed",
    [
        "A. Person\n14 Mill Lane\nWeirton WE2 3CD",
        "A. Person\n14a Mill Lane, Weirton\nTel: 01632 960001",
        "A. Person\n\na.person@weirton.example",
        "A. Person\n+44 (0)1632 960 001",
    ],
)
def test_addresses_under_the_name_that_ends_a_letter_are_its_sign_off(signed: str) -> None:
    found = split(f"1. How many boats are there?\n2. What do they cost?\n\nThe boats are old.\n\n{signed}\n")
    said = {found.text[one.start : one.end].strip(): one.kind for one in found.passages}
    assert {said[part] for part in said if part and part in signed} == {PassageKind.SIGN_OFF}


@pytest.mark.parametrize("head", ["-----Original Message-----\n", ""])
@pytest.mark.parametrize(
    "ending",
    ["Thanks\nSam", "Sam", "Sam Jones\nFront Office", "Thanks\nSam Jones\nFront Office Team Leader\nTel 01632 960000"],
)
def test_who_sends_a_request_on_is_no_heading_of_its_questions(ending: str, head: str) -> None:
    found = split(
        f"Hi team, this came to the front desk.\n\n{ending}\n\n{head}From: A. Person\nSent: 16 November 2026\n\n"
        "1. How many boats are there?\n2. What do they cost?\n"
    )
    assert [(one.group, one.text) for one in found.questions] == [
        ("", "How many boats are there?"),
        ("", "What do they cost?"),
    ]
    kinds = {one.kind for one in found.passages if "Sam" in found.text[one.start : one.end]}
    assert kinds <= {PassageKind.SIGN_OFF, PassageKind.FOOTER}


def test_a_lead_in_that_names_a_period_applies_to_its_own_list_only() -> None:
    found = split(
        "The figures should cover 2024 and 2025.\n\n1. How many boats are there?\n"
        "2. For each of the last three financial years:\n   a) the number of trips;\n   b) the number of passengers.\n"
    )
    assert [one.context for one in found.questions] == ["", *["For each of the last three financial years:"] * 2]
    assert found.scope == ("The figures should cover 2024 and 2025.",)


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("Boats on the lake", "Boats on the lake"),
        ("Information requested", ""),
        ("FREEDOM OF INFORMATION REQUEST", ""),
        ("Request under the Freedom of Information (Scotland) Act 2002", ""),
        ("Under FOI I’d like to know:", ""),
        ("Hi, can I please have the following", ""),
        ("Page 1 of 2", ""),
    ],
)
def test_questions_stand_under_a_heading_only_if_it_names_a_subject(heading: str, group: str) -> None:
    found = split(f"Dear all,\n\n{heading}\n\nHow many boats are there?\nWhat do they cost?\n")
    assert [one.group for one in found.questions] == [group, group]


def test_the_words_of_an_item_are_the_lead_in_of_the_items_under_it() -> None:
    found = split("1. Boats\n   a) How many are there?\n   b) What do they cost?\n2. Oars\n   a) Who makes them?\n")
    assert [(one.context, one.text) for one in found.questions] == [
        ("Boats", "How many are there?"),
        ("Boats", "What do they cost?"),
        ("Oars", "Who makes them?"),
    ]


def test_a_lettered_line_above_a_list_that_goes_on_is_its_heading() -> None:
    found = split(
        "Hello\n\nA. Boats\n1. How many boats are there?\n2. What did they cost?\n\nB. Oars\n"
        "3. How many oars are there?\n4. What did they cost?\n"
    )
    assert [one.group for one in found.questions] == ["A. Boats", "A. Boats", "B. Oars", "B. Oars"]


def test_a_blank_line_ends_an_ask_that_has_no_stop_where_another_begins() -> None:
    found = split(
        "hi how many gazebos and gas tents did the training dept buy in 2025 and what did they cost\n\n"
        "do u have a contract for them\n\nalso do u keep a list of broken ones\n\nta\nbob\n"
    )
    assert [one.text.split()[0] for one in found.questions] == ["how", "do", "also"]


def test_the_years_of_a_sentence_that_introduces_whole_questions_apply_to_all_of_them() -> None:
    years = "Hoffwn ofyn am yr wybodaeth ganlynol ar gyfer y blynyddoedd 2023, 2024 a 2025:"
    found = split(f"{years}\n\n1. Faint o gychod sydd gennych?\n2. Beth yw eu cost?\n")
    assert found.scope == (years,) or {one.context for one in found.questions} == {years}

    years = "Please supply information on boats over the last two financial years, answering the following questions:"
    found = split(f"{years}\n\n1. How many boats are there?\n2. Who owns them?\n")
    assert (found.scope, {one.context for one in found.questions}) == ((years,), {""})
    years = "Please answer for the financial years 2023/24, 2024/25 and 2025/26."
    found = split(f"Dear all,\n\n{years}\n\n1. How many boats were sold in each year?\n2. Who owns them?\n")
    assert (found.scope, {one.context for one in found.questions}) == ((years,), {""})

    found = split(
        "Under the Freedom of Information Act 2000 I ask:\n\n1. How many boats are there?\n2. Who owns them?\n"
    )
    assert found.scope == ()


def test_a_lettered_heading_right_after_a_lead_in_is_no_question() -> None:
    found = split(
        "I would like the following for the years 2022 to 2024:\n\nA. Boats\n1. How many boats are there?\n"
        "2. What did they cost?\n\nB. Oars\n3. How many oars are there?\n4. What did they cost?\n"
    )
    assert [one.group for one in found.questions] == ["A. Boats", "A. Boats", "B. Oars", "B. Oars"]


def test_what_a_word_means_is_told_with_every_question() -> None:
    means = 'For the purposes of this request "boat" means anything that floats.'
    found = split(f"1. How many boats are there?\n2. What do they cost?\n\n{means}\n")
    assert found.scope == (means,)


@pytest.mark.parametrize("opening", ["Hi when", "hi and when", "Hello, when", "hey all when"])
def test_what_follows_a_greeting_without_a_stop_is_asked(opening: str) -> None:
    found = split(f"{opening} was the boat last painted\n\nThanks\nBob\n")
    assert [one.text.rpartition("was")[2] for one in found.questions] == [" the boat last painted"]


def test_a_heading_above_a_quoted_message_does_not_reach_into_it() -> None:
    found = split(
        "Boats on the lake\n\n1. How many boats are there?\n\nFrom: A. Person\nSent: 16 November 2026\n\n"
        "2. What do the oars cost?\n"
    )
    assert [one.group for one in found.questions] == ["Boats on the lake", ""]


def test_who_writes_line_by_line_without_capitals_or_stops_asks_in_each_line() -> None:
    found = split(
        "alright\n\nhow many fires was started by e scooters last year\nwas anyone killed\n"
        "do u have a leaflet about charging them ive looked\nand who wrote it\n\ncheers\n"
    )
    assert [one.text.split()[0] for one in found.questions][:3] == ["how", "was", "do"]


def test_a_letter_without_capitals_that_a_program_wrapped_is_read_as_sentences() -> None:
    found = split(
        "please tell me how many officers were on duty at the football\nground last season when the supporters of both "
        "clubs came late\nbecause trains were held up, and what their overtime cost\n\nthank you\n"
    )
    assert found.questions[0].text.startswith(
        "please tell me how many officers were on duty at the football ground last season when the supporters"
    )


def test_a_sentence_above_a_table_to_fill_in_is_marked_if_it_is_not_taken_for_a_question() -> None:
    asked = "Under the Freedom of Information Act please complete the table below for your force."
    found = split(
        f"{asked}\n\nYear | Boats | Oars\n2024 | | |\n2025 | | |\n\nAlso, how are boats sold?\nAnd who decides?\n"
    )
    (above,) = [one for one in found.passages if found.text[one.start : one.end].startswith("Under")]
    assert above.kind is PassageKind.QUESTION or above.doubt is Doubt.ASKS


# --- tables -----------------------------------------------------------------------------------------------------------

TABBED = "Year\tBoats\tOars\n2024\t\t\n2025\t\t\n"


def test_rows_that_a_word_processor_left_with_tabs_are_a_table() -> None:
    found = split(f"How many boats does the force own?\n\n{TABBED}\nWho rows them?\n")
    assert [question.text for question in found.questions] == ["How many boats does the force own?", "Who rows them?"]
    assert [one.kind for one in found.passages if "Oars" in found.text[one.start : one.end]] == [PassageKind.TABLE]


def test_tabs_after_labels_make_no_table() -> None:
    found = split("1.\tThe number of boats\tby year\tand pier\n2.\tThe number of oars\tby year\tand pier\n")
    assert [question.label for question in found.questions] == ["1.", "2."]
    assert PassageKind.TABLE not in {one.kind for one in found.passages}


@pytest.mark.parametrize("table", [TABBED, "Year | Boats | Oars\n2024 | | |\n2025 | | |\n"])
def test_a_table_is_asked_for_by_an_item_or_where_no_list_asks(table: str) -> None:
    for asked in ("1. Please complete this table.", "In the interest of openness, please fill in the table below."):
        found = split(f"Dear all,\n\n{asked}\n\n{table}\nYours\n")
        assert [question.text for question in found.questions] == [asked.removeprefix("1. ")]


def test_a_question_right_under_a_table_is_no_row_of_it() -> None:
    found = split(f"1. How many boats are there?\n{TABBED}Who sold the oars in 2024?\n")
    assert [question.text for question in found.questions][-1].endswith("Who sold the oars in 2024?")
