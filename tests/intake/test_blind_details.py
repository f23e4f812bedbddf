"""Applicant-blind (REQ-20, REQ-21): telephone numbers, addresses, forms, relatives and the requester's own numbers."""

# ruff: noqa: E501 - what goes in and what comes out in one line

import pytest

from foi.intake.blind import MARK, blinded
from foi.intake.blind_details import speaks_of_requester

SIGNED_WITH_A_NUMBER = "How many dogs?\n\nYours faithfully,\nMorgan Quillfeather\n{}\n"


@pytest.mark.parametrize("signed", ["01632 960456", "Tel: +44 (0)1632 960456", "(0044) 1632 960 456"])
@pytest.mark.parametrize(
    "written",
    [
        "+44 1632 960456", "+441632960456", "0044 1632 960 456", "+44 (0)1632 960 456", "(+44)1632960456",
        "01632 960456", "(01632) 960-456", "+44-1632-960-456", "44 1632 960456",
    ],
)  # fmt: skip
def test_a_telephone_number_is_one_at_home_and_from_abroad(signed: str, written: str) -> None:
    letter = SIGNED_WITH_A_NUMBER.format(signed)
    assert blinded(f"Who rang {written} on Monday?", letter=letter) == f"Who rang {MARK} on Monday?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please call me on +44 1632 960123.", f"Please call me on {MARK}."),
        ("Call +44 1632 960123 to reach me.", f"Call {MARK} to reach me."),
        ("01632 960123 is my number.", f"{MARK} is my number."),
        ("My number is 0044 7700 900456, evenings.", f"My number is {MARK}, evenings."),
        ("Ring me\non (+44)1632960456 please", f"Ring me\non {MARK} please"),
        ("You can contact me by e-mail or on +44 (0)1632 960 456.", f"You can contact me by e-mail or on {MARK}."),
    ],
)
def test_a_number_to_ring_goes_in_its_international_form(text: str, expected: str) -> None:
    assert blinded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "How many calls did Taser Supplies Ltd take on +44 1632 960999 and 01632 960998?",
        "Please tell me how many calls to 0845 123 4567 were answered.",
        "Did callers to 0845 123 4567 speak to you?",
        "Send me the number of calls to +44 1632 960999.",
        "What is the cost of 44 100 200 300 leaflets?",
    ],
)
def test_the_telephone_numbers_of_others_stay(text: str) -> None:
    assert blinded(text, letter=text + SIGNED_WITH_A_NUMBER.format("01632 960456")) == text


SIGNED_WITH_AN_ADDRESS = "{}\n\nYours faithfully,\nMorgan Quillfeather\n14 Marsh Street\nTrentvale TV2 3CD\n"


@pytest.mark.parametrize(
    ("signed", "written"),
    [
        ("14 Marsh Street\nTrentvale TV2 3CD", ["14 Marsh Street", "14 marsh st", "TV2 3CD", "tv23cd", "14, Marsh St., Trentvale"]),
        ("14 Marsh Street, Trentvale, TV2 3CD", ["14 Marsh Street", "14 Marsh Street, Trentvale TV2 3CD"]),
        ("7 Otter Lane", ["7 otter ln", "7 OTTER LANE"]),
        ("Flat 3, 12a St Mary’s Road\nTV2 3CD", ["12a St Marys Rd", "Flat 3, 12A Saint Mary's Road"]),
        ("Weir Cottages\nMill Lane\nTrentvale TV4 8QT", ["Weir Cotts", "weir cottages, Mill Ln, Trentvale"]),
        ("2 Weir Cottages, TV4 8QT\nTel: 01632 960456", ["2 Weir Cotts", "TV4 8QT"]),
        ("Reporter\n4 Tern Close Trentvale TV4 8QT", ["4 Tern Close", "4 tern cl"]),
    ],
)  # fmt: skip
def test_the_address_under_the_name_goes_wherever_it_stands(signed: str, written: list[str]) -> None:
    letter = SIGNED_WITH_AN_ADDRESS.replace("14 Marsh Street\nTrentvale TV2 3CD", signed).format("How many dogs?")
    for form in written:
        assert blinded(f"Who called at {form} on Monday?", letter=letter) == f"Who called at {MARK} on Monday?"


@pytest.mark.parametrize(
    "text",
    [
        "How many thefts were there in Marsh Street and in Trentvale?",
        "What did 140 Marsh Street and 14 Marsh Road cost?",
        "How many offices in TV2 and TV3 4CD are there?",
        "How many of the 14 officers live in Weir Street?",
    ],
)
def test_the_streets_and_towns_near_the_address_stay(text: str) -> None:
    letter = SIGNED_WITH_AN_ADDRESS.format(text)
    assert blinded(text, letter=letter) == text


def test_no_address_is_learnt_from_what_is_asked_after_thanks() -> None:
    letter = "Thanks\n12 people in Marsh Street\nWho was at 3 Weir Road?"
    assert blinded("Were there 12 people in Marsh Street?", letter=letter) == "Were there 12 people in Marsh Street?"


FORM = "Name: Jo Featherstonehaugh Email: jo@post.example Address: 4 Tern Close, Trentvale TV4 8QT"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FORM, f"Name: {MARK} Email: {MARK} Address: {MARK}"),
        (f"{FORM} Request: How many dogs?", f"Name: {MARK} Email: {MARK} Address: {MARK} Request: How many dogs?"),
        (f"{FORM} How many dogs do you own?", f"Name: {MARK} Email: {MARK} Address: {MARK} How many dogs do you own?"),
        ("Address:\n4 Tern Close\nTrentvale\nTV4 8QT\nHow many dogs?", f"Address:{MARK}\nHow many dogs?"),
        ("Were there dogs at 4 Tern Cl?\nPhone: 01632 960456\nAddress: 4 Tern Close, Trentvale TV4 8QT", f"Were there dogs at {MARK}?\nPhone: {MARK}\nAddress: {MARK}"),
    ],
)  # fmt: skip
def test_what_was_filled_in_on_a_web_form_goes(text: str, expected: str) -> None:
    assert blinded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "For each station give:\nName:\nAddress:\nPostcode:\nTelephone:",
        "Subject: dogs Date: 3 May 2025",
        "Please list the following: Name: and Address: of each kennel, please",
    ],
)
def test_the_fields_that_the_answer_should_have_stay(text: str) -> None:
    assert blinded(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why was my son Tom held?", f"Why was my son {MARK} held?"),
        ("My late husband, Peter Bloggs-Ash, died there.", f"My late husband, {MARK}, died there."),
        ("My daughter Niamh goes to Weir School.", f"My daughter {MARK} goes to Weir School."),
        ("My brother is called Fred. Who saw Fred?", f"My brother is called {MARK}. Who saw {MARK}?"),
        ("I am Tom's mother. Who arrested Tom?", f"I am {MARK}'s mother. Who arrested {MARK}?"),
        ("I’m the sister of Seán Ó Briain; who met Mr Ó Briain?", f"I’m the sister of {MARK}; who met Mr {MARK}?"),
        ("What happened at my arrest on 3 March 2025 (crime number 42/12345/25)?",
         f"What happened at my arrest on {MARK} (crime number {MARK})?"),
        ("Who used my collar number 4411?", f"Who used my collar number {MARK}?"),
        ("My warrant no. is 77.", f"My warrant no. is {MARK}."),
        ("My date of birth is 3/4/1980.", f"My date of birth is {MARK}."),
        ("I was born on 3rd April 1980 in Trentvale.", f"I was born on {MARK} in Trentvale."),
        ("Who stopped my vehicle AB12 CDE? Was AB12CDE seized?", f"Who stopped my vehicle {MARK}? Was {MARK} seized?"),
        ("My complaint (CO/00123/25) was closed. Who closed CO/00123/25?", f"My complaint ({MARK}) was closed. Who closed {MARK}?"),
    ],
)  # fmt: skip
def test_relatives_and_the_requester_s_own_numbers_go(text: str, expected: str) -> None:
    assert blinded(text, letter=f"{text} ") == expected


@pytest.mark.parametrize(
    "text",
    [
        "How many sons and daughters of officers, such as Tom Bloggs, were hired on 3 March 2025?",
        "Was Tom’s mother told? Is Niamh his daughter? Did Peter tell his husband, Paul?",
        "What happened at the arrest on 3 March 2025 (crime number 42/12345/25)?",
        "What does collar number 4411 stand for, and was the vehicle AB12 CDE sold?",
        "Further to my request of 3 March 2025 (FOI 123/24), and my question number 3, how many dogs?",
        "Since my arrest in 2019, how many arrests were made in 2020?",
        "My car was on the A614 and the M25 for an hour. What was the cost to the force?",
        "My son asks: how many dogs were bought on 3 March 2025 for £12,500?",
        "My wife and I want the figures. My son I will not name. In my case please give 2024/25 figures.",
    ],
)
def test_the_names_numbers_and_dates_of_others_stay(text: str) -> None:
    assert blinded(text, letter=f"{text} ") == text


def test_a_relative_s_given_name_is_not_hidden_of_somebody_else() -> None:
    part = "What did Tom Jones sing, and what was it that Tom heard on 3 March 2025?"
    expected = f"What did Tom Jones sing, and what was it that {MARK} heard on 3 March 2025?"
    assert blinded(part, letter=f"My son Tom was there. My arrest was on 3 March 2025.\n{part}") == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("How many dogs? I was dismissed in May. Why?", ("I was dismissed in May.",)),
        ("My son Tom was held.\nWho held him?", ("My son Tom was held.",)),
        ("Who made my arrest, and when? Who signed it?", ("Who made my arrest, and when?",)),
        ("I am Tom’s mother", ("I am Tom’s mother",)),
        ("How many crimes were there in our parish? And elsewhere?", ("How many crimes were there in our parish?",)),
        ("What was paid for the doors in my own block?", ("What was paid for the doors in my own block?",)),
        ("My request for schools in the area, and our letter about the estate, are urgent. I was keen to ask.", ()),
        ("How many dogs do you own? I was wondering what they cost. My request is urgent.", ()),
        ("What did his son, and the arrest, cost? Who was dismissed?", ()),
        (
            "As leader of Hallow Council, how many horses are there? As of May, how many are lame?",
            ("As leader of Hallow Council, how many horses are there?",),
        ),
    ],
)
def test_sentences_that_speak_of_the_requester_are_pointed_out(text: str, told: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in speaks_of_requester(text)) == told
