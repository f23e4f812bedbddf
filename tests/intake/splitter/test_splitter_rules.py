"""The rules that read a sentence: that the quick checks before a pattern never hide what the pattern would find."""

import pytest

from foi.intake.splitter import PassageKind, asks, openings, signs, split
from foi.intake.splitter.blocks import read_blocks
from foi.intake.splitter.lines import read_lines
from foi.intake.splitter.parts import Paragraph
from foi.intake.splitter.reading import read
from foi.intake.splitter.readings import Role
from foi.intake.splitter.sentences import sentences
from foi.intake.splitter.vocabulary import plain, words_in
from tests.intake.splitter import gold


def every_sentence() -> list[str]:
    found = []
    for example in gold.examples():
        for block in read_blocks(read_lines(example.text)):
            found += [sentence.text for sentence in Paragraph(block).sentences]
    return found


SENTENCES = [plain(sentence) for sentence in every_sentence() if plain(sentence)]
EXTRA = [
    "please send it in a spreadsheet if possible",
    "we would prefer paper copies",
    "this goes beyond the cost limit",
    "i ask under the freedom of information act 2000",
    "please justify all deletions",
    "the figures should cover 2019",
    "for all questions, give the year",
    "ensure that nothing is left out",
    "and also list the firms",
    "for each firm please list it",
]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (signs.HANDLING, signs.HANDLING_WORDS),
        (signs.LEGAL.pattern, signs.LEGAL_WORDS),
        (signs.FORMAT_WISH, signs.FORMAT_WORDS),
        (signs.ACT, signs.ACT_WORDS),
    ],
)
def test_a_pattern_never_matches_without_one_of_its_words(pattern, needed: frozenset[str]) -> None:
    for sentence in SENTENCES + EXTRA:
        if pattern.search(sentence):
            assert not needed.isdisjoint(words_in(sentence)), sentence


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (asks.COMMAND, asks.COMMAND_STARTS),
        (signs.CONDITION, signs.CONDITION_STARTS),
        (signs.SCOPE_OPENING, signs.SCOPE_STARTS),
    ],
)
def test_a_pattern_never_begins_with_another_word(pattern, starts: frozenset[str]) -> None:
    for sentence in SENTENCES + EXTRA:
        if sentence[0].isalpha() and pattern.match(sentence):
            assert words_in(sentence)[0] in starts, sentence


def test_every_opening_row_names_the_words_it_begins_with() -> None:
    for firsts, reason, _role, pattern in openings.ROWS:
        whole, _ = openings.rules([(reason, Role.ADDS, pattern)])
        for sentence in SENTENCES + EXTRA:
            if whole.match(sentence):
                first = words_in(sentence)[0] if sentence[0].isalpha() else ""
                assert first in firsts.split() or (first == "" and firsts[:1] in ("", " ")), (reason, sentence)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("How many dogs were there?", Role.ASK),
        ("Please tell me who decided it.", Role.ASK),
        ("Provide the minutes of the meeting.", Role.ASK),
        ("I should be glad to have a copy of the lease.", Role.ASK),
        ("The number of dogs seized", Role.NOUN),
        ("Please provide the following information:", Role.LEAD),
        ("I am writing to make a request under the Freedom of Information Act 2000.", Role.LEAD),
        ("I would like information about dogs.", Role.TOPIC),
        ("Please break this down by year.", Role.ADDS),
        ("If so, why?", Role.ADDS),
        ("1 April 2019 to 31 March 2020", Role.PERIOD),
        ("All figures should be as at 1 June 2023.", Role.SCOPE),
        ("Please note that I do not want names.", Role.NOTE),
        ("By dogs I mean dogs of any age.", Role.DEFINITION),
        ("If this would cost too much, please let me know.", Role.BOILERPLATE),
        ("I would prefer the answer as a spreadsheet.", Role.FORMAT),
        ("Please acknowledge receipt of this request.", Role.COURTESY),
        ("Is there a charge for this?", Role.COURTESY),
        ("How can anyone defend this?", Role.STATEMENT),
        ("The dog was seized in May and has since died.", Role.STATEMENT),
        ("staff and dogs", Role.FRAGMENT),
        ("https://example.org/dogs", Role.LINK),
    ],
)
def test_what_a_sentence_is(sentence: str, role: Role) -> None:
    assert read(sentence).role is role


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The cost was £1.5m in No. 10 St. Mary's Road. Who paid?", 2),
        ("See s.12 of the Act. Cllr. Example said so.", 2),
        ("It was lecture, e-learning etc. Please say which.", 2),
        ("How many? which ones? and why?", 3),
        ("He (who left. She stayed) went on. Then it ended.", 2),
        ("We asked for it in May 2022 Please could you say where it is", 2),
        ("A. B. Writer asked i.e. wrote", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lines_of_a_form_are_asked_one_by_one() -> None:
    text = (
        "Dear Team,\n\nPlease could you supply the figures below\n\nTotal boats:\nTotal moorings:\nAverage age:\n\nJo"
    )
    assert [question.text for question in split(text).questions] == ["Total boats:", "Total moorings:", "Average age:"]


def texts_of(request: str) -> list[str]:
    return [question.text for question in split(request).questions]


def test_bullets_that_were_pasted_into_one_line_are_a_list() -> None:
    request = "Dear Council Please provide the following. • The rota of the bathing huts. • Any e-mails about the huts."
    assert texts_of(request) == ["The rota of the bathing huts.", "Any e-mails about the huts."]


def test_a_requester_who_thanks_for_a_question_about_the_request_goes_on_asking() -> None:
    request = (
        "Thank you for your letter of 4 May, in which you asked what I meant by huts.\n\n"
        "By huts I mean those on the north beach.\n\nQ1: How many huts were let in 2024?\n\nQ2: What was the rent?"
    )
    assert texts_of(request) == ["How many huts were let in 2024?", "What was the rent?"]


def test_a_list_is_what_is_asked_where_no_rule_knows_the_language() -> None:
    request = (
        "Annwyl Syr,\n\nRhowch i mi, am bob blwyddyn:\n\n1. Nifer y cytiau traeth.\n2. Y rhent a dalwyd:\n"
        "a) yn yr haf\nb) yn y gaeaf\n\nYn gywir,\nA. Enw"
    )
    assert texts_of(request) == ["Nifer y cytiau traeth.", "yn yr haf", "yn y gaeaf"]


def test_the_first_number_may_follow_other_words_where_the_rest_count_on() -> None:
    request = "Form 7 Answers Q1 How many huts are there? Q2 Who lets them? Q3 What is the rent?"
    assert texts_of(request) == ["How many huts are there?", "Who lets them?", "What is the rent?"]


def test_a_lead_in_may_end_on_a_semicolon() -> None:
    request = (
        "I would like to know:\n\n1. How many huts were let to;\na. Residents.\nb. Visitors.\n2. Who lets the huts?"
    )
    assert texts_of(request) == ["Residents.", "Visitors.", "Who lets the huts?"]


def test_R2_a_wish_after_a_numbered_list_is_told_as_a_courtesy_and_one_before_it_as_its_introduction() -> None:
    found = split(
        "I am interested in the number of lamps.\n\n1. How many lamps are there?\n2. Who lights them?\n\n"
        "I would be grateful for the names of the lamps."
    )
    kinds = {found.text[one.start : one.end].strip()[:12]: one.kind for one in found.passages}
    assert [one.label for one in found.questions] == ["1.", "2."]
    assert kinds["I am interes"] is PassageKind.INTRODUCTION
    assert kinds["I would be g"] is PassageKind.COURTESY
