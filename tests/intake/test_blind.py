"""Applicant-blind (REQ-20, REQ-21): who asked is masked, what is asked is not."""

# ruff: noqa: E501 - what goes in and what comes out in one line

import itertools

import pytest

from foi.intake.blind import MARK, blinded, find_identity, mask, signed_name

NAME, EMAIL = "Morgan Quillfeather", "morgan@quillfeather.example"
ADDRESS = "7 Nightjar Row\nTrentvale\nTV1 2AB"


def masked(text: str, name: str = NAME, **more: str) -> str:
    return blinded(text, name, EMAIL, ADDRESS, **more)


@pytest.mark.parametrize(
    "written",
    [
        "Morgan Quillfeather", "MORGAN QUILLFEATHER", "morgan  quillfeather", "Morgan\nQuillfeather", "Quillfeather, Morgan",
        "M. Quillfeather", "M Quillfeather", "Mr Quillfeather", "Dr. Morgan Quillfeather", "Quillfeather", "Morgan",
        "Morgan\u00a0Quillfeather", "Mor\u00adgan Quill\u200bfeather", "Morgan_Quillfeather", "Morgan-Quillfeather",
    ],
)  # fmt: skip
def test_the_name_goes_however_it_is_written(written: str) -> None:
    assert masked(f"This is for {written} only.") == f"This is for {MARK} only."


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (
            "Siân ap Gwilym-Ŵyn",
            ["SIÂN AP GWILYM-ŴYN", "Sian ap Gwilym Wyn", "Sia\u0302n Gwilym-W\u0302yn", "Gwilym", "siân"],
        ),
        ("Niamh O’Brien", ["Niamh O'Brien", "N. O’BRIEN", "OBrien", "o brien"]),
        ("Jean-Luc Smith-Jones", ["Jean Luc Smith Jones", "JL Smith-Jones", "Jones", "Smith-Jones"]),
        ("J. R. Hartlepoole", ["JR Hartlepoole", "Mr J R Hartlepoole", "Hartlepoole"]),
        ("Łukasz Żółty", ["Lukasz Zolty", "ŁUKASZ ŻÓŁTY"]),
        ("Nguyễn Văn An", ["Nguyen Van An", "NGUYỄN VĂN AN"]),
        ("Zoë Straße", ["ZOE STRASSE", "Zoë Strasse"]),
    ],
)
def test_names_with_accents_hyphens_and_initials(name: str, written: list[str]) -> None:
    for form in written:
        assert masked(f"It was {form}, he said.", name) == f"It was {MARK}, he said."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Theresa May", "How many stops were there in May 2024, and may I have the figures for each may?"),
        ("Mark Force", "Does the Force mark its vehicles, and which mark of Taser does the force use?"),
        ("Rose Price", "What price did you pay in Rose Lane, and by how much has it risen?"),
        ("Will Grant", "Will the grant be renewed? Which grants will end?"),
        ("Bill Constable", "How many Constable posts are vacant, and what was the bill?"),
        ("Jack Law", "Which law did the Chief rely on?"),
        ("An Do", "Do you hold an index of policies? Please do not send it all."),
        ("David Quill", "What did David Cameron's visit cost?"),
        ("Hedgehog Rescue Ltd", "How many hedgehog incidents needed a rescue?"),
        ("Trent Ramblers Association", "Which paths does the Ramblers survey cover? Is there an association?"),
    ],
)
def test_words_of_the_question_stay_though_the_requester_is_called_so(name: str, text: str) -> None:
    assert masked(text, name) == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Theresa May", "It is Theresa May asking about May 2024.", f"It is {MARK} asking about May 2024."),
        (
            "Mark Force",
            "MARK FORCE asks about the force. Mr Force waits.",
            f"{MARK} asks about the force. Mr {MARK} waits.",
        ),
        ("Rose Price", "My name is Rose. What is the price?", f"My name is {MARK}. What is the price?"),
        ("Hedgehog Rescue Ltd", "We, Hedgehog Rescue Ltd, ask.", f"We, {MARK}, ask."),
    ],
)
def test_a_name_that_is_a_word_goes_where_the_person_is_meant(name: str, text: str, expected: str) -> None:
    assert masked(text, name) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Jess Thistlewood", "Who blocked @jessthistlewood?", f"Who blocked {MARK}?"),
        ("Jessica Thistlewood", "Who blocked @jess.thistlewood2.", f"Who blocked {MARK}."),
        ("Jane Fairweather", "Who read janefairweather.example/blog?", f"Who read {MARK}.example/blog?"),
        ("Jane Fairweather", "See https://social.example/jfairweather/posts.", f"See https://social.example/{MARK}/posts."),
        ("Mark Ford", "Who blocked @markford and @mford?", f"Who blocked {MARK} and {MARK}?"),
        ("Jess Thistlewood", "How many dogs?\n\nJT", f"How many dogs?\n\n{MARK}"),
        ("Jess Thistlewood", "How many dogs? - J.T.\nAnd cats?", f"How many dogs? - {MARK}\nAnd cats?"),
        ("Jess Ann Thistlewood", "Was J.T. seen, or J.A.T., at the show?", f"Was {MARK} seen, or {MARK}, at the show?"),
        ("Jessica Thistlewood", "Did you write to Jess Thistlewood?", f"Did you write to {MARK}?"),
        ("Thistlewood", "Did you write to Jess Thistlewood?", f"Did you write to {MARK}?"),
        ("Siobhán O'Hara-Blythe", "Write to s.oharablythe at example.org please", f"Write to {MARK} please"),
        ("Siobhán O'Hara-Blythe", "Write to siobhan (at) post [dot] example please", f"Write to {MARK} please"),
        ("Jess Thistlewood", "My e-mail is jt99(at)post.example", f"My e-mail is {MARK}"),
    ],
)  # fmt: skip
def test_the_name_goes_joined_up_shortened_and_beside_another_first_name(name: str, text: str, expected: str) -> None:
    assert masked(text, name) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jess Thistlewood", "Who blocked @tomthistle and @trentvale? Look at social.example/dogs at trent.example."),
        ("Ian Thorpe", "IT\n1. How many servers, and who runs IT?\nIT"),
        ("Jess Thistlewood", "In the case of J.T. Smith, what did jt mean?\njt"),
        ("Will Power", "How is willpower tested, and what is an aftershave?"),
        ("Rose Wood", "What is the rosewood in Rosewood House worth?"),
        ("Ann Other", "What is another dog worth?"),
        ("Morgan Hill", "Were officers at the show at hill.example, or at morg.example?"),
        ("Percy Smithers", "Chief Constable"),
    ],
)
def test_what_only_looks_like_the_name_stays(name: str, text: str) -> None:
    assert masked(text, name) == text


def test_the_rank_or_the_first_word_before_the_surname_stays() -> None:
    assert masked("Did Quillfeather ask Chief Superintendent Quillfeather?") == (
        f"Did {MARK} ask Chief Superintendent {MARK}?"
    )


def test_longer_words_that_begin_like_the_name_stay() -> None:
    text = "Morganatic marriages, and a Quillfeatherish hat?"
    assert masked(text) == text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I am a reporter at the Hedgehog Gazette and I would like to know how many dogs you own.",
         f"I am {MARK} and I would like to know how many dogs you own."),
        ("I'm an undergraduate at Trentvale University looking for figures on dogs.", f"I'm {MARK} looking for figures on dogs."),
        ("As a student at the University of Trent, how many dogs do you own?", f"As {MARK}, how many dogs do you own?"),
        ("I am writing on behalf of Trent Ramblers to ask how many dogs you own.",
         f"I am writing on behalf of {MARK} to ask how many dogs you own."),
        ("This request is made on behalf of Sable & Co Solicitors.", f"This request is made on behalf of {MARK}."),
        ("I work for St. Jude's Hospital. How many dogs do you own?", f"I work for {MARK}. How many dogs do you own?"),
        ("We are a small charity that helps dogs, please tell us how many you own.", f"We are {MARK}, please tell us how many you own."),
        ("I live in Weir Street and want to know the cost of the dogs.", f"I live in {MARK} and want to know the cost of the dogs."),
        ("For my dissertation at Leeds, what did the dogs cost?", f"For {MARK}, what did the dogs cost?"),
        ("I am the parent of a pupil at Hill School: what did it cost?", f"I am {MARK}: what did it cost?"),
        ("As a resident\nof Trentvale I would like the figures.", f"As {MARK} I would like the figures."),
        ("I have a question which I am asking as one of many. I am a freelance journalist working for the Trentvale Evening Post\n"
         "and other papers. How many dogs?",
         f"I have a question which I am asking as one of many. I am {MARK}. How many dogs?"),
        ("My name is Jo Bloggs and I want the figures.", f"My name is {MARK} and I want the figures."),
        ("As I am Jo Bloggs, who was arrested at Weir Road, and a reporter at the Trentvale Echo, I ask how many dogs you own.",
         f"As I am {MARK}, I ask how many dogs you own."),
        ("I am a mother of two, and a reporter at the Trentvale Echo. How many dogs?", f"I am {MARK}. How many dogs?"),
        ("I am Jo, a reporter at the Trentvale Echo, and I ask for the figures.", f"I am {MARK}, and I ask for the figures."),
        ("Being a reporter at the Trentvale Echo, I would like the figures.", f"Being {MARK}, I would like the figures."),
        ("I, a reporter at the Trentvale Echo, would like the figures.", f"I, {MARK}, would like the figures."),
        ("I, Jess Bloggs, a reporter at the Trentvale Echo, would like the figures.", f"I, Jess Bloggs, {MARK}, would like the figures."),
        ("I am a reporter with a paper (the Trentvale Echo). How many dogs?", f"I am {MARK}). How many dogs?"),
        ("Hello. Reporter at the Trentvale Echo here. How many dogs?", f"Hello. {MARK} here. How many dogs?"),
        ("Hi, Trentvale Echo reporter here, how many dogs?", f"Hi, {MARK} here, how many dogs?"),
        ("Jo Bloggs from the Trentvale Echo here.\nHow many dogs?", f"{MARK} here.\nHow many dogs?"),
        ("This is Jo Bloggs of the Trentvale Echo. How many dogs?", f"This is {MARK}. How many dogs?"),
        ("I am reporting for the Trentvale Echo. How many dogs?", f"I am reporting for {MARK}. How many dogs?"),
        ("I am writing a story for the Trentvale Echo and would like the figures.",
         f"I am writing a story for {MARK} and would like the figures."),
        ("We at the Trentvale Echo would like the figures.", f"We at {MARK} would like the figures."),
        ("For an article in the Trentvale Echo, how many dogs do you own?", f"For {MARK}, how many dogs do you own?"),
        ("This is for an article in the Trentvale Echo. How many dogs?", f"This is for {MARK}. How many dogs?"),
        ("For my newspaper, the Trentvale Echo, how many dogs do you own?", f"For {MARK}, how many dogs do you own?"),
    ],
)  # fmt: skip
def test_REQ_21_what_they_say_of_themselves_goes_and_the_question_stays(said: str, expected: str) -> None:
    assert masked(said) == expected


@pytest.mark.parametrize(
    "text",
    [
        "How many payments were made on behalf of the Chief Constable?",
        "Please send it as a spreadsheet, and the rate as a percentage of the whole.",
        "I am aware of the report. I am asking about the second one. I am interested in costs.",
        "How many officers work as a driver, and how many as a reporter?",
        "Which teams work for the Chief Constable? Who do they represent?",
        "I would like to know how many students live in the area.",
        "How much was spent on the training course at Hendon for a documentary?",
        "This request is for the number of dogs.",
        "1. Name of the force\n2. Address of each station:\n3. Telephone number of each station: please give the main one",
        "How many calls did 0845 123 4567 and 101 receive?",
        "How many e-mails did foi@trentvale.police.uk receive from lobby@tobacco.example?",
        "How many officers are based at Trentvale and live in the county?",
        "Best value duty\nHow was it met?\nThanks for your help with this\nHow long did it take?",
        "Is the I am Safe campaign run by a company?",
        "How much was paid for an article in the Trentvale Echo, and who wrote it?",
        "How many people from the Trentvale Echo were here?",
        "List the staff of the council here. Please say how many reporters from the Echo work here.",
        "I am writing in relation to Sunday’s Chronicle article on the harbour.",
        "I am writing for information about dogs. I am Writing To Ask how many.",
        "Was the driver, being a guest of the officer, charged?",
        "This is a request for the minutes of the press office and the news desk.",
        "What do I, and what does the public, pay for a reporter at the council?",
        "How can the public reach us at the station, and who are we at risk from?",
        "In the case of R v Quill, what was the cost? Regards must be had to section 12.",
    ],
)
def test_words_of_questions_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to Morgan@Quillfeather.example please", f"Write to {MARK} please"),
        ("Reply to request-123456-AbC9def0@whatdotheyknow.com", f"Reply to {MARK}"),
        ("My e-mail address is mq7@post.example.", f"My e-mail address is {MARK}."),
        ("Ask m.quillfeather@work.example too", f"Ask {MARK} too"),
        ("Call me on 07700 900123 or (01632) 960 001.", f"Call me on {MARK} or {MARK}."),
        ("Tel: +44 7700 900123", f"{'Tel: '}{MARK}"),
        ("I can be found at 7 Nightjar Row, Trentvale, TV1 2AB.", f"I can be found at {MARK}."),
        ("It is near TV12AB in Trentvale.", f"It is near {MARK} in Trentvale."),
        ("Name: M Q\nPostcode: TV9 9ZZ\nHow many dogs?", f"Name: {MARK}\nPostcode: {MARK}\nHow many dogs?"),
    ],
)
def test_addresses_and_telephone_numbers_of_the_requester_go(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_the_town_of_the_address_is_what_requests_are_about() -> None:
    text = "How many dogs does Trentvale Police keep in Trentvale?"
    assert masked(text) == text


LETTER = """\
Dear Sir,

I am the news editor at the Trentvale Evening Post.

1. How many dogs do you own?
2. Did the Trentvale Evening Post ask before, and did Jo Featherstonehaugh?

Kind regards,

Jo Featherstonehaugh
News editor
The Old Mill, Weir Street

PS. How old are they?
"""


def test_the_signature_goes_and_what_is_asked_after_it_stays() -> None:
    said = masked(LETTER, name="")
    for told in ("Featherstonehaugh", "Evening Post", "News editor", "news editor", "Old Mill"):
        assert told not in said.replace("2. Did the Trentvale Evening Post", "")
    assert "PS. How old are they?" in said
    assert "1. How many dogs do you own?" in said


def test_a_part_of_the_letter_is_masked_with_what_the_whole_letter_tells() -> None:
    part = "Did the Trentvale Evening Post ask before, and did Jo Featherstonehaugh?"
    assert blinded(part, letter=LETTER) == f"Did the {MARK} ask before, and did {MARK}?"


@pytest.mark.parametrize(
    "covering",
    [
        "I am Jo, a reporter at the Trentvale Echo.", "I, a reporter at the Trentvale Echo, would like figures.",
        "Reporter at the Trentvale Echo here.", "I am reporting for the Trentvale Echo.", "We at the Trentvale Echo would like figures.",
        "For an article in the Trentvale Echo, I want figures.", "Jo Bloggs from the Trentvale Echo here.",
        "For my newspaper, the Trentvale Echo, I want figures.", "Being a reporter at the Trentvale Echo, I want figures.",
        "As I am Jo, who was arrested at Weir Road, and a reporter at the Trentvale Echo, I want figures.",
    ],
)  # fmt: skip
def test_a_newspaper_that_is_known_as_the_requester_s_goes_wherever_it_stands(covering: str) -> None:
    part = "Who spoke to the Trentvale Echo, and who to the Westport Echo?"
    expected = f"Who spoke to the {MARK}, and who to the Westport Echo?"
    assert blinded(part, letter=f"{covering}\n\n1. {part}") == expected


def test_a_kind_of_newspaper_is_no_name() -> None:
    part = "What did adverts in a local newspaper and on local radio cost?"
    assert blinded(part, letter=f"I am a reporter for a local newspaper. I work for local radio.\n\n{part}") == part


def test_who_signed_is_read_from_the_letter() -> None:
    assert signed_name(LETTER) == "Jo Featherstonehaugh"
    assert signed_name("How many dogs?\n\nMany thanks,\nSiân ap Rhys\n") == "Siân ap Rhys"
    assert signed_name("How many dogs?\n\nThanks for your help\nPlease hurry\n") == ""


def test_the_name_of_a_team_under_a_quoted_reply_is_not_learned() -> None:
    letter = "How many dogs?\n\nRegards\nTrentvale Police FOI Team\n"
    assert blinded("How many dogs has Trentvale Police?", letter=letter) == "How many dogs has Trentvale Police?"


def test_the_mark_has_one_length_whatever_it_hides() -> None:
    assert masked("It is Jo.", "Jo Li").count("[") == masked("It is Jo Li.", "Jo Li").count("[") - 1 == 0
    for name in ("Al Gwynedd", "Bartholomew Featherstonehaugh-Cholmondeley"):
        assert masked(f"From {name}", name) == f"From {MARK}"


def test_every_span_says_why_and_lies_in_the_text() -> None:
    text = f"{LETTER}\nTel: 07700 900123\n{EMAIL}\n7 Nightjar Row"
    spans = find_identity(text, NAME, EMAIL, ADDRESS)
    assert spans == tuple(sorted(spans))
    assert all(span.reason and 0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert mask(text, ()) == text


def test_nothing_known_masks_nothing_but_what_the_text_tells() -> None:
    assert blinded("How many dogs do you own?") == "How many dogs do you own?"
    assert blinded("") == ""
