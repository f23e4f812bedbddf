"""Whether a question still asks in the requester's words, and what those were."""

import pytest

from foi.intake import split_changes, stretches
from foi.intake.as_received import DIFFERS, NOT_THERE, OTHER_LEAD_IN, Received, received
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPossible

pytestmark = pytest.mark.django_db

TEXT = """\
1. How many courses were held, and who
taught them?
2. Please say for each course:
(a) how long the course took;
(b) what the course cost.
3. Which rooms did the course use?

It would help to have the names
of the teachers. What is the average mark?
"""


@pytest.fixture
def foi_request() -> FoiRequest:
    foi_request = factories.a_request(TEXT)
    assert [question.number for question in of(foi_request)][:4] == ["1", "2a", "2b", "3"]
    return foi_request


def of(foi_request: FoiRequest) -> list[Question]:
    return list(Question.objects.filter(foi_request=foi_request).order_by("position"))


def fresh(foi_request: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.get(pk=foi_request.pk)


def said(foi_request: FoiRequest) -> dict[str, Received]:
    questions = of(foi_request)
    found = received(fresh(foi_request), questions)
    return {question.number: found[question.pk] for question in questions if found[question.pk].says}


def edit(foi_request: FoiRequest, number: str, text: str = "", context: str | None = None) -> None:
    [question] = [one for one in of(foi_request) if one.number == number]
    one = split_changes.QuestionEdit(
        question_id=question.pk, text=text, kind=question.kind, department=question.department,
        due_on=question.due_on, context=context,
    )  # fmt: skip
    split_changes.save_edits(fresh(foi_request), [one], by=factories.officer())


def test_nothing_is_said_of_a_split_as_it_was_proposed(foi_request: FoiRequest) -> None:
    assert said(foi_request) == {}


def test_a_question_that_was_rewritten_differs_and_the_words_as_received_are_there(foi_request: FoiRequest) -> None:
    edit(foi_request, "1", "How many courses were cancelled?")
    words = "1. How many courses were held, and who taught them?"
    assert said(foi_request) == {"1": Received((DIFFERS,), words)}
    edit(foi_request, "1", "How many courses were held, and who taught them?")
    assert said(foi_request) == {}


@pytest.mark.parametrize(
    "text",
    [
        "how many  courses were held,\r\nand who taught them?",
        "1. How many courses were held, and who taught them?",
    ],
    ids=["white space, wraps, the first letter", "with its label"],
)
def test_what_only_looks_otherwise_does_not_differ(foi_request: FoiRequest, text: str) -> None:
    edit(foi_request, "1", text)
    assert said(foi_request) == {}


@pytest.mark.parametrize(
    "text", ["How many courses were held and who taught them?", "How many courses were not held, and who taught them?"]
)
def test_one_word_or_one_stop_makes_a_difference(foi_request: FoiRequest, text: str) -> None:
    edit(foi_request, "1", text)
    assert list(said(foi_request)) == ["1"]


def test_a_first_letter_in_capitals_is_no_difference(foi_request: FoiRequest) -> None:
    edit(foi_request, "2a", "How long the course took;")
    assert said(foi_request) == {}


def test_words_cut_from_a_question_differ_until_they_are_asked_elsewhere(foi_request: FoiRequest) -> None:
    edit(foi_request, "1", "How many courses were held,")
    assert list(said(foi_request)) == ["1"]
    start = TEXT.index("and who")
    stretches.make_question(fresh(foi_request), start, TEXT.index("them?") + 5, by=factories.officer())
    assert said(foi_request) == {}


def test_merged_and_divided_questions_have_the_requesters_words(foi_request: FoiRequest) -> None:
    split_changes.merge_with_previous(of(foi_request)[2], by=factories.officer())
    split_changes.merge_with_previous(of(foi_request)[1], by=factories.officer())  # with its lead-in and its label
    assert of(foi_request)[0].text.endswith(
        "Please say for each course: (a) how long the course took; (b) what the course cost."
    )
    assert said(foi_request) == {}
    rooms = of(foi_request)[1]
    split_changes.split_question(rooms, ["Which rooms did", "the course use?"], by=factories.officer())
    assert said(foi_request) == {}


def test_a_stretch_that_was_added_is_the_requesters_too(foi_request: FoiRequest) -> None:
    start = TEXT.index("It would")
    end = TEXT.index("teachers.") + 9
    stretches.add_to_question(of(foi_request)[0], start, end, by=factories.officer())
    assert said(foi_request) == {}


def test_a_lead_in_in_other_words_is_said_too(foi_request: FoiRequest) -> None:
    edit(foi_request, "2a", context="Please say for every course since 2020:")
    assert said(foi_request) == {"2a": Received((OTHER_LEAD_IN,))}
    edit(foi_request, "2a", context="")
    assert said(foi_request) == {}


def test_a_request_that_was_not_taken_apart_here_has_nothing_said_of_it(foi_request: FoiRequest) -> None:
    foi_request.passages = []
    assert received(foi_request, of(foi_request)) == {}


# --- a question typed by hand -----------------------------------------------------------------------------------------


def add(foi_request: FoiRequest, text: str) -> Question:
    return stretches.add_typed(fresh(foi_request), text, by=factories.officer())


def test_a_typed_question_whose_words_are_in_the_text_is_taken_from_there_with_its_place(
    foi_request: FoiRequest,
) -> None:
    split_changes.mark_as_not_a_question(of(foi_request)[2], by=factories.officer())
    made = add(foi_request, "What the  course cost")
    assert (made.number, made.printed_label, made.text) == ("2b", "(b)", "what the course cost.")
    assert made.context == "Please say for each course:"
    assert (made.start, made.end) == (TEXT.index("(b)"), TEXT.index("cost.") + 5)
    assert said(foi_request) == {}


def test_a_typed_question_in_words_that_the_request_has_not_says_so(foi_request: FoiRequest) -> None:
    made = add(foi_request, "What did the rooms cost?")
    assert of(foi_request)[-1] == made
    assert said(foi_request) == {made.number: Received((NOT_THERE,))}


def test_a_part_of_a_word_is_not_in_the_text(foi_request: FoiRequest) -> None:
    assert add(foi_request, "How man").start is None


def test_words_that_are_asked_already_are_not_asked_twice(foi_request: FoiRequest) -> None:
    with pytest.raises(NotPossible, match="These words are question 3 already"):
        add(foi_request, "Which rooms did the course use?")


def test_a_question_that_was_never_asked_does_not_hold_up_the_confirmation(foi_request: FoiRequest) -> None:
    add(foi_request, "What did the rooms cost?")
    split_changes.assign_all(fresh(foi_request), factories.department("Stores"), by=factories.officer(), only_open=True)
    stretches_left = fresh(foi_request)
    split_changes.confirm(stretches_left, by=factories.officer())
    assert fresh(foi_request).state == "gathering"


def test_the_record_of_an_edit_holds_from_what_to_what(foi_request: FoiRequest) -> None:
    edit(foi_request, "2b", "what it cost.", context="Say for each course:")
    recorded = history_of(foi_request).filter(action="change_split").latest("id")
    assert recorded.detail["edits"] == [
        {"question": "2b", "what": "words", "from": "what the course cost.", "to": "what it cost."},
        {"question": "2b", "what": "lead-in", "from": "Please say for each course:", "to": "Say for each course:"},
    ]
