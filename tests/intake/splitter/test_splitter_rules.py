"""Forms of requests that took the splitter in, each in words of our own."""

import pytest

from foi.intake.splitter import PassageKind, split
from foi.intake.splitter.sentences import sentences


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


def test_a_list_is_what_is_asked_in_a_language_that_nobody_taught() -> None:
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
