"""Stretches of the text that an officer takes for something else; what is left over; taking changes back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi.intake import revisions, split_changes, stretches
from foi.intake.passages import left_over, trimmed
from foi.intake.split_changes import QuestionEdit
from foi.intake.split_records import SplitRevision
from foi.intake.splitter import PassageKind
from foi.organisation.models import Department
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible, Refused

pytestmark = pytest.mark.django_db

TEXT = """\
Dear Sir or Madam,

I am writing about the courses that staff attend.

1. How many courses were held, and who taught them?
2. Please say for each course:
(a) how long the course took;
(b) what the course cost.

It would help to have the names
of the rooms.

NOTE: This is not a legal document.
"""


@pytest.fixture
def foi_request() -> FoiRequest:
    foi_request = factories.a_request(TEXT)
    assert [question.number for question in of(foi_request)][:3] == ["1", "2a", "2b"]
    return foi_request


def of(foi_request: FoiRequest) -> list[Question]:
    return list(Question.objects.filter(foi_request=foi_request).order_by("position"))


def texts(foi_request: FoiRequest) -> list[str]:
    return [question.text for question in of(foi_request)]


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def taken_for(foi_request: FoiRequest, words: str) -> set[str]:
    fresh = FoiRequest.objects.get(pk=foi_request.pk)
    start, end = place(words)
    return {p["kind"] for p in fresh.passages if p["start"] < end and start < p["end"]} - {"blank"}


def edit(foi_request: FoiRequest, question: Question, text: str) -> None:
    change = QuestionEdit(
        question_id=question.pk,
        text=text,
        kind=question.kind,
        department=question.department,
        due_on=question.due_on,
    )
    split_changes.save_edits(FoiRequest.objects.get(pk=foi_request.pk), [change], by=factories.officer())


def left(foi_request: FoiRequest) -> list[str]:
    fresh = FoiRequest.objects.get(pk=foi_request.pk)
    return [" ".join(fresh.text[a:b].split()) for a, b in left_over(fresh.passages, len(fresh.text))]


@pytest.mark.parametrize(
    ("asked", "selected", "left"),
    [
        ("What did it cost, and what is the price paid?", "the price paid", ["What did it cost, and what is"]),
        ("What did “Operation Kestrel” cost?", "Operation Kestrel", ["What did cost?"]),
        ("Was it and/or the other (if any)?", "if any", ["Was it and/or the other"]),
        ("Was it and/or the other?", "and", ["Was it and/or the other?"]),
    ],
)
def test_stops_and_quotation_marks_go_with_the_words_that_stand_in_them(
    asked: str, selected: str, left: list[str]
) -> None:
    foi_request = factories.a_request(f"Dear all,\n\n1. {asked}\n\nYours\nM. Carr\n")
    stretches.take_for(foi_request, *place(selected, foi_request.text), PassageKind.NOTE, by=factories.officer())
    assert texts(foi_request) == left


# --- a question of a stretch ------------------------------------------------------------------------------------------


def test_a_question_is_made_of_exactly_the_selected_words_with_their_wrap_joined(foi_request: FoiRequest) -> None:
    start, end = place("the names\nof the rooms.")
    question = stretches.make_question(foi_request, start, end, by=factories.officer())
    assert (question.text, question.start, question.end) == ("the names of the rooms.", start, end)
    assert taken_for(foi_request, "the names\nof the rooms.") == {"question"}
    assert question.due_on == of(foi_request)[0].due_on


def test_it_stands_where_the_requester_put_it(foi_request: FoiRequest) -> None:
    stretches.make_question(foi_request, *place("I am writing about the courses"), by=factories.officer())
    assert texts(foi_request)[0] == "I am writing about the courses"
    assert [question.number for question in of(foi_request)][:4] == ["1", "2", "3a", "3b"]


def test_white_space_round_the_selection_is_no_part_of_it(foi_request: FoiRequest) -> None:
    start, end = place("\n\nIt would help to have the names\nof the rooms.\n\n")
    question = stretches.make_question(foi_request, start, end, by=factories.officer())
    assert question.text == "It would help to have the names of the rooms."


def test_a_printed_label_is_kept_as_the_label(foi_request: FoiRequest) -> None:
    first = of(foi_request)[0]
    split_changes.mark_as_not_a_question(first, by=factories.officer())
    words = "1. How many courses were held, and who taught them?"
    question = stretches.make_question(foi_request, *place(words), by=factories.officer())
    assert (question.printed_label, question.text) == ("1.", "How many courses were held, and who taught them?")


def test_words_in_the_middle_of_a_question_are_divided_from_it(foi_request: FoiRequest) -> None:
    stretches.make_question(foi_request, *place("and who taught them?"), by=factories.officer())
    assert texts(foi_request)[:2] == ["How many courses were held,", "and who taught them?"]
    assert left(foi_request) == []


def test_the_first_words_of_a_question_are_divided_from_it_with_its_label(foi_request: FoiRequest) -> None:
    stretches.make_question(foi_request, *place("How many courses were held,"), by=factories.officer())
    assert [(one.number, one.printed_label, one.text) for one in of(foi_request)][:2] == [
        ("1", "1.", "How many courses were held,"),
        ("2", "", "and who taught them?"),
    ]


def test_a_selection_over_whole_questions_makes_one_of_them(foi_request: FoiRequest) -> None:
    first = of(foi_request)[1]
    words = "(a) how long the course took;\n(b) what the course cost."
    question = stretches.make_question(foi_request, *place(words), by=factories.officer())
    assert question.pk == first.pk
    assert question.text == "how long the course took; (b) what the course cost."
    assert len(of(foi_request)) == 2 + ("It would help" in " ".join(texts(foi_request)))


@pytest.mark.parametrize("stretch", [(0, 0), (5, 3), (-1, 4), (0, 10**9), (18, 20)])
def test_a_selection_without_words_is_refused(foi_request: FoiRequest, stretch: tuple[int, int]) -> None:
    with pytest.raises(NotPossible, match="Select some words"):
        stretches.make_question(foi_request, *stretch, by=factories.officer())


def test_words_are_added_to_a_question_before_or_after_its_own(foi_request: FoiRequest) -> None:
    first = of(foi_request)[0]
    stretches.add_to_question(first, *place("the names\nof the rooms."), by=factories.officer())
    stretches.add_to_question(first, *place("I am writing about the courses"), by=factories.officer())
    assert texts(foi_request)[0] == (
        "I am writing about the courses How many courses were held, and who taught them? the names of the rooms."
    )


def test_words_that_a_question_has_already_are_not_added_twice(foi_request: FoiRequest) -> None:
    first = of(foi_request)[0]
    before = first.text
    stretches.add_to_question(first, *place("who taught them?"), by=factories.officer())
    assert texts(foi_request)[0] == before


def test_a_question_that_loses_all_its_words_to_something_else_is_none(foi_request: FoiRequest) -> None:
    words = "1. How many courses were held, and who taught them?"
    stretches.take_for(foi_request, *place(words), PassageKind.BACKGROUND, by=factories.officer())
    assert "How many courses" not in " ".join(texts(foi_request))
    assert taken_for(foi_request, words) == {"background"}


def test_what_the_letter_repeats_follows_what_the_officer_says(foi_request: FoiRequest) -> None:
    stretches.take_for(foi_request, *place("of the rooms."), PassageKind.SCOPE, by=factories.officer())
    fresh = FoiRequest.objects.get(pk=foi_request.pk)
    assert fresh.scope[-1] == "of the rooms."
    notes = len(fresh.notes)
    words = "NOTE: This is not a legal document."
    stretches.take_for(fresh, *place(words), PassageKind.BACKGROUND, by=factories.officer())
    assert len(FoiRequest.objects.get(pk=foi_request.pk).notes) == notes - 1


def test_a_stretch_cannot_be_called_blank_or_a_question_of_nobody(foi_request: FoiRequest) -> None:
    for kind in (PassageKind.BLANK, PassageKind.QUESTION):
        with pytest.raises(NotPossible, match="Choose what"):
            stretches.take_for(foi_request, *place("of the rooms."), kind, by=factories.officer())


# --- what is left over ------------------------------------------------------------------------------------------------


def test_words_that_are_cut_from_a_question_are_left_over_until_they_are_put_back(foi_request: FoiRequest) -> None:
    first = of(foi_request)[0]
    edit(foi_request, first, "How many courses were held?")
    assert left(foi_request) == ["and who taught them?"]
    edit(foi_request, first, "How many courses were held, and who taught them?")
    assert left(foi_request) == []
    assert taken_for(foi_request, "1. How many courses were held, and who taught them?") == {"question"}


@pytest.mark.parametrize(
    "text",
    [
        "How many courses were there, and who taught them?",  # one word for another
        "HOW MANY COURSES WERE HELD AND WHO TAUGHT THEM",
        "Please say how many courses were held, and who taught them, in a table.",
    ],
)
def test_a_question_that_is_only_put_otherwise_leaves_nothing_over(foi_request: FoiRequest, text: str) -> None:
    edit(foi_request, of(foi_request)[0], text)
    assert left(foi_request) == []


def test_nothing_is_confirmed_while_something_is_left_over(foi_request: FoiRequest) -> None:
    officer = factories.officer()
    split_changes.assign_all(foi_request, Department.objects.get(), by=officer, only_open=False)
    edit(foi_request, of(foi_request)[0], "How many courses were held?")
    fresh = FoiRequest.objects.get(pk=foi_request.pk)
    with pytest.raises(NotPossible, match="left over: “and who taught them"):
        split_changes.confirm(fresh, by=officer)
    assert {question.state for question in of(foi_request)} == {"proposed"}
    assert stretches.leave_the_rest(fresh, by=officer) == 1
    assert taken_for(foi_request, "and who taught them?") == {"background"}
    split_changes.confirm(fresh, by=officer)
    assert FoiRequest.objects.get(pk=foi_request.pk).state == "gathering"


def test_a_stretch_that_no_passage_holds_is_left_over_too(foi_request: FoiRequest) -> None:
    officer = factories.officer()
    split_changes.assign_all(foi_request, Department.objects.get(), by=officer, only_open=False)
    foi_request.passages = [p for p in foi_request.passages if p["kind"] != "greeting"]
    foi_request.save(update_fields=["passages"])
    assert left(foi_request) == ["Dear Sir or Madam,"]
    with pytest.raises(NotPossible, match="left over"):
        split_changes.confirm(foi_request, by=officer)


# --- taking changes back ----------------------------------------------------------------------------------------------


def test_a_change_is_taken_back_once_and_both_are_on_record(foi_request: FoiRequest) -> None:
    before = revisions.snapshot(foi_request)
    split_changes.merge_with_previous(of(foi_request)[2], by=factories.officer())
    last = revisions.last_of(foi_request)
    assert last is not None
    assert split_changes.undo(foi_request, last.pk, by=factories.second_officer()) == "Question 2b merged into 2a"
    assert revisions.snapshot(FoiRequest.objects.get(pk=foi_request.pk)) == before
    said = [
        (event.actor_name, event.detail["change"]) for event in history_of(foi_request).filter(action="change_split")
    ]
    assert said == [
        ("Asha Verma", "Question 2b merged into 2a"),
        ("Tom Birch", "Undone: Question 2b merged into 2a"),
    ]
    with pytest.raises(NotPossible, match="nothing to undo"):
        split_changes.undo(foi_request, last.pk, by=factories.officer())


def test_only_the_last_change_can_be_taken_back(foi_request: FoiRequest) -> None:
    split_changes.move(of(foi_request)[1], -1, by=factories.officer())
    seen = revisions.last_of(foi_request)
    assert seen is not None
    split_changes.move(of(foi_request)[1], -1, by=factories.second_officer())
    with pytest.raises(NotPossible, match="The last change is another one now"):
        split_changes.undo(foi_request, seen.pk, by=factories.officer())


def test_a_change_of_another_request_is_not_taken_back(foi_request: FoiRequest) -> None:
    other = factories.a_request("1. How many hedgehogs were found?\n2. Where were they?")
    split_changes.move(of(other)[1], -1, by=factories.officer())
    split_changes.move(of(foi_request)[1], -1, by=factories.officer())
    with pytest.raises(NotPossible):
        split_changes.undo(foi_request, SplitRevision.objects.get(foi_request=other).pk, by=factories.officer())


@pytest.mark.parametrize("person", [factories.approver, factories.contributor, factories.outsider])
def test_only_officers_mark_the_text(foi_request: FoiRequest, person: Any) -> None:
    split_changes.move(of(foi_request)[1], -1, by=factories.officer())
    last = revisions.last_of(foi_request)
    assert last is not None
    stretch = place("of the rooms.")
    for change in (
        lambda: stretches.make_question(foi_request, *stretch, by=person()),
        lambda: stretches.add_to_question(of(foi_request)[0], *stretch, by=person()),
        lambda: stretches.take_for(foi_request, *stretch, PassageKind.NOTE, by=person()),
        lambda: split_changes.undo(foi_request, last.pk, by=person()),
    ):
        with pytest.raises(NotPermitted):
            change()


CHANGES = st.sampled_from(["merge", "up", "down", "drop", "divide", "add", "ask", "add to", "take for", "cut", "put"])
STEPS = st.lists(st.tuples(CHANGES, st.integers(0, 9), st.integers(0, len(TEXT)), st.integers(1, 120)), max_size=7)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_is_changed_the_text_is_covered_and_undo_restores_it_exactly(
    steps: list[tuple[str, int, int, int]],
) -> None:
    foi_request, officer = factories.a_request(TEXT), factories.officer()
    states = [revisions.snapshot(foi_request)]
    for what, which, start, length in steps:
        foi_request = FoiRequest.objects.get(pk=foi_request.pk)
        questions = of(foi_request)
        end = min(len(TEXT), start + length)
        try:
            if what == "add":
                split_changes.add_question(foi_request, "What else is there?", by=officer)
            elif what == "ask":
                stretches.make_question(foi_request, start, end, by=officer)
                stretch = trimmed(TEXT, start, end)
                assert stretch is not None
                assert (
                    taken_for(foi_request, TEXT[slice(*stretch)]) == {"question"}
                    or TEXT.count(TEXT[slice(*stretch)]) > 1
                )
            elif what == "take for":
                stretches.take_for(foi_request, start, end, stretches.OTHER_KINDS[which], by=officer)
            elif not questions:
                continue
            else:
                _change_question(what, questions[which % len(questions)], start, end)
        except Refused:
            continue
        fresh = FoiRequest.objects.get(pk=foi_request.pk)
        _is_covered(fresh)
        if (now := revisions.snapshot(fresh)) != states[-1]:
            states.append(now)
    while states:
        fresh = FoiRequest.objects.get(pk=foi_request.pk)
        expected = states.pop()
        # A step that left everything as it was is a change too.
        while (last := revisions.last_of(fresh)) and not states and revisions.snapshot(fresh) == expected:
            split_changes.undo(fresh, last.pk, by=officer)
            fresh = FoiRequest.objects.get(pk=foi_request.pk)
        assert revisions.snapshot(fresh) == expected
        if states:
            while revisions.snapshot(FoiRequest.objects.get(pk=fresh.pk)) == expected:
                last = revisions.last_of(fresh)
                assert last is not None
                split_changes.undo(FoiRequest.objects.get(pk=fresh.pk), last.pk, by=officer)


def _change_question(what: str, question: Question, start: int, end: int) -> None:
    officer, words = factories.officer(), question.text.split()
    if what == "merge":
        split_changes.merge_with_previous(question, by=officer)
    elif what in ("up", "down"):
        split_changes.move(question, -1 if what == "up" else 1, by=officer)
    elif what == "drop":
        split_changes.mark_as_not_a_question(question, by=officer)
    elif what == "add to":
        stretches.add_to_question(question, start, end, by=officer)
    elif what == "divide":
        middle = len(words) // 2
        split_changes.split_question(question, [" ".join(words[:middle]), " ".join(words[middle:])], by=officer)
    else:
        cut = words[: max(1, len(words) // 2)] if what == "cut" else [*words, "at", "present"]
        edit(question.foi_request, question, " ".join(cut))


def _is_covered(foi_request: FoiRequest) -> None:
    ends = [0, *(passage["end"] for passage in foi_request.passages)]
    assert [passage["start"] for passage in foi_request.passages] == ends[:-1]
    assert ends[-1] == len(TEXT)
    questions = of(foi_request)
    assert {passage["question"] for passage in foi_request.passages} - {None} <= {question.pk for question in questions}
    assert all(question.text.strip() for question in questions)
    assert len({question.number for question in questions}) == len(questions)
