"""Confirming the split: an officer may change everything before anything is sent; no word of the text is lost."""

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi.intake import revisions, split_changes
from foi.intake.split_changes import QuestionEdit
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible, Refused

pytestmark = pytest.mark.django_db

TEXT = """\
1. How many courses were held, and who taught them?
2. Please say for each course:
(a) how long the course took;
(b) what the course cost.
3. Which rooms did the course use?
"""
HALVES = ["How many courses were held,", "and who taught them?"]


def of(foi_request: FoiRequest) -> list[Question]:
    return list(Question.objects.filter(foi_request=foi_request).order_by("position"))


def listed(foi_request: FoiRequest) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in of(foi_request)]


def edit_of(question: Question, **changes: Any) -> QuestionEdit:
    return QuestionEdit(
        **{
            "question_id": question.pk,
            "text": question.text,
            "kind": question.kind,
            "department": question.department,
            "due_on": question.due_on,
            **changes,
        }
    )


@pytest.fixture
def foi_request() -> FoiRequest:
    foi_request = factories.a_request(TEXT)
    assert [question.number for question in of(foi_request)] == ["1", "2a", "2b", "3"]
    return foi_request


def test_words_kind_department_and_date_can_be_edited_at_once(foi_request: FoiRequest) -> None:
    stores = factories.department("Stores", topics="")
    first, second, *rest = of(foi_request)
    edits = [edit_of(first, text="How many courses?"), edit_of(second, department=stores), *map(edit_of, rest)]
    assert split_changes.save_edits(foi_request, edits, by=factories.officer()) == 2
    first, second, *_ = of(foi_request)
    assert (first.text, second.department, second.department_reason) == ("How many courses?", stores, "")
    assert history_of(foi_request).filter(action="change_split").count() == 1


def test_saving_without_a_change_records_nothing(foi_request: FoiRequest) -> None:
    assert split_changes.save_edits(foi_request, map(edit_of, of(foi_request)), by=factories.officer()) == 0
    assert not history_of(foi_request).filter(action="change_split").exists()


def test_an_emptied_question_keeps_its_words(foi_request: FoiRequest) -> None:
    [first, *_] = of(foi_request)
    split_changes.save_edits(foi_request, [edit_of(first, text=" \n")], by=factories.officer())
    assert of(foi_request)[0].text == first.text


def test_a_department_of_another_authority_cannot_be_chosen(foi_request: FoiRequest) -> None:
    elsewhere = factories.department("Policy", authority=factories.the_office())
    edit = edit_of(of(foi_request)[0], department=elsewhere)
    with pytest.raises(NotPermitted, match="another authority"):
        split_changes.save_edits(foi_request, [edit], by=factories.officer())
    with pytest.raises(NotPermitted, match="another authority"):
        split_changes.assign_all(foi_request, elsewhere, by=factories.officer(), only_open=False)


def test_a_question_of_another_request_cannot_be_edited(foi_request: FoiRequest) -> None:
    edit = dataclasses.replace(edit_of(factories.proposed_question()), text="Mine now")
    with pytest.raises(NotPossible, match="removed by somebody else"):
        split_changes.save_edits(foi_request, [edit], by=factories.officer())


def test_merging_keeps_the_words_of_both(foi_request: FoiRequest) -> None:
    split_changes.merge_with_previous(of(foi_request)[3], by=factories.officer())
    assert listed(foi_request)[-1] == ("2b", "what the course cost. 3. Which rooms did the course use?")
    assert len(of(foi_request)) == 3


def test_there_is_nothing_before_the_first(foi_request: FoiRequest) -> None:
    with pytest.raises(NotPossible, match="no question before this one"):
        split_changes.merge_with_previous(of(foi_request)[0], by=factories.officer())


def test_dividing_keeps_the_words_and_gives_each_part_a_number(foi_request: FoiRequest) -> None:
    split_changes.split_question(of(foi_request)[0], HALVES, by=factories.officer())
    assert [text for _, text in listed(foi_request)][:2] == HALVES
    numbers = [number for number, _ in listed(foi_request)]
    assert len(set(numbers)) == 5
    assert of(foi_request)[0].printed_label == "1."


@pytest.mark.parametrize(
    ("parts", "words"),
    [(["How many courses were held, and who taught them?"], "at least two parts"),
     (["How many courses?", "Who taught them?"], "without changing its words")],
)  # fmt: skip
def test_dividing_cannot_smuggle_in_other_words(foi_request: FoiRequest, parts: list[str], words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        split_changes.split_question(of(foi_request)[0], parts, by=factories.officer())


def test_moving_changes_the_order_and_the_numbers(foi_request: FoiRequest) -> None:
    split_changes.move(of(foi_request)[3], -1, by=factories.officer())
    assert [text for _, text in listed(foi_request)][2:] == ["Which rooms did the course use?", "what the course cost."]
    with pytest.raises(NotPossible, match="end of the list"):
        split_changes.move(of(foi_request)[3], +1, by=factories.officer())


def test_what_is_not_a_question_stays_in_the_text(foi_request: FoiRequest) -> None:
    question = of(foi_request)[3]
    split_changes.mark_as_not_a_question(question, by=factories.officer())
    assert [number for number, _ in listed(foi_request)] == ["1", "2a", "2b"]
    fresh = FoiRequest.objects.get(pk=foi_request.pk)
    [passage] = [one for one in fresh.passages if "rooms" in fresh.text[one["start"] : one["end"]]]
    assert passage["kind"] == "background"
    recorded = history_of(foi_request).filter(action="change_split").last()
    assert recorded is not None
    assert recorded.detail["text"] == "Which rooms did the course use?"


def test_a_question_that_was_overlooked_can_be_added(foi_request: FoiRequest) -> None:
    split_changes.add_question(foi_request, "What did the rooms cost?", by=factories.officer())
    assert listed(foi_request)[-1][1] == "What did the rooms cost?"
    with pytest.raises(NotPossible, match="Enter the words"):
        split_changes.add_question(foi_request, "  ", by=factories.officer())


def test_two_officers_do_not_overwrite_each_other(foi_request: FoiRequest) -> None:
    seen = split_changes.last_change(foi_request).pk
    [first, *_] = of(foi_request)
    with split_changes.as_seen(foi_request, seen):
        split_changes.save_edits(foi_request, [edit_of(first, text="How many?")], by=factories.officer())
    with (
        pytest.raises(split_changes.ChangedMeanwhile, match="Asha Verma changed the split"),
        split_changes.as_seen(foi_request, seen),
    ):
        split_changes.merge_with_previous(of(foi_request)[1], by=factories.second_officer())
    assert len(of(foi_request)) == 4


def test_who_comes_second_is_told_with_what_they_had_seen_as_long_as_it_is_kept(foi_request: FoiRequest) -> None:
    officer = factories.officer()

    def seen_at(step: int) -> list[str]:
        with pytest.raises(split_changes.ChangedMeanwhile) as refusal, split_changes.as_seen(foi_request, step):
            pass
        return [row["text"] for row in refusal.value.seen.values()]

    proposed, opened = [text for _, text in listed(foi_request)], split_changes.last_change(foi_request).pk
    split_changes.merge_with_previous(of(foi_request)[2], by=officer)
    merged, after_merging = [text for _, text in listed(foi_request)], split_changes.last_change(foi_request).pk
    split_changes.move(of(foi_request)[1], -1, by=officer)
    assert seen_at(opened) == proposed
    assert seen_at(after_merging) == merged
    for _ in range(2):
        split_changes.undo(foi_request, revisions.last_of(foi_request).pk, by=officer)  # type: ignore[union-attr]
    assert seen_at(opened) == proposed
    assert seen_at(after_merging) == []
    assert seen_at(0) == []


def test_after_confirming_the_split_is_fixed(foi_request: FoiRequest) -> None:
    split_changes.confirm(foi_request, by=factories.officer())
    assert {question.state for question in of(foi_request)} == {"ready"}
    with pytest.raises(NotPossible, match="Change the split: not possible any more"):
        split_changes.mark_as_not_a_question(of(foi_request)[0], by=factories.officer())
    assert len(of(foi_request)) == 4


def test_it_can_be_opened_again_while_nobody_has_been_asked() -> None:
    foi_request = factories.request_with_split_confirmed()
    split_changes.reopen(foi_request, by=factories.officer())
    assert {question.state for question in of(foi_request)} == {"proposed"}
    assert foi_request.questions.get(kind="about_answers").current_answer is None
    split_changes.confirm(foi_request, by=factories.officer())
    assert [question.state for question in of(foi_request)] == ["ready", "ready", "agreed"]
    sent = factories.request_with_questions_sent()
    with pytest.raises(NotPossible, match="already been sent"):
        split_changes.reopen(sent, by=factories.officer())


def test_a_question_without_a_department_holds_up_the_confirmation(foi_request: FoiRequest) -> None:
    split_changes.save_edits(foi_request, [edit_of(of(foi_request)[0], department=None)], by=factories.officer())
    with pytest.raises(NotPossible, match="Every question needs a department"):
        split_changes.confirm(foi_request, by=factories.officer())
    assert {question.state for question in of(foi_request)} == {"proposed"}


def test_a_request_without_questions_cannot_be_confirmed() -> None:
    foi_request = factories.a_request("Thank you for your help last week.")
    for question in of(foi_request):
        split_changes.mark_as_not_a_question(question, by=factories.officer())
    with pytest.raises(NotPossible, match="at least one"):
        split_changes.confirm(foi_request, by=factories.officer())


@pytest.mark.parametrize("person", [factories.approver, factories.contributor, factories.outsider])
def test_only_officers_change_the_split(foi_request: FoiRequest, person: Any) -> None:
    first, second, *_ = of(foi_request)
    for change in (
        lambda: split_changes.save_edits(foi_request, [edit_of(first, text="x")], by=person()),
        lambda: split_changes.merge_with_previous(second, by=person()),
        lambda: split_changes.move(second, -1, by=person()),
        lambda: split_changes.mark_as_not_a_question(first, by=person()),
        lambda: split_changes.add_question(foi_request, "Why?", by=person()),
        lambda: split_changes.split_question(first, HALVES, by=person()),
        lambda: split_changes.confirm(foi_request, by=person()),
    ):
        with pytest.raises(NotPermitted):
            change()
    assert listed(foi_request)[0][1] == first.text


CHANGES = st.sampled_from(["merge", "up", "down", "not a question", "divide", "add", "add from the text"])


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(CHANGES, st.integers(0, 7)), max_size=8))
def test_whatever_is_changed_no_character_of_the_request_gets_lost(changes: list[tuple[str, int]]) -> None:
    foi_request = factories.a_request(TEXT)
    officer = factories.officer()
    for change, place in changes:
        questions = of(foi_request)
        question = questions[place % len(questions)] if questions else None
        try:
            if change == "add":
                split_changes.add_question(foi_request, "What else is there?", by=officer)
            elif change == "add from the text":
                split_changes.add_question(foi_request, "Please say for each course:", by=officer)
            elif question is None:
                continue
            elif change == "merge":
                split_changes.merge_with_previous(question, by=officer)
            elif change in ("up", "down"):
                split_changes.move(question, -1 if change == "up" else 1, by=officer)
            elif change == "not a question":
                split_changes.mark_as_not_a_question(question, by=officer)
            else:
                words = question.text.split()
                middle = len(words) // 2
                split_changes.split_question(question, [" ".join(words[:middle]), " ".join(words[middle:])], by=officer)
        except Refused:
            continue
    fresh, questions = FoiRequest.objects.get(pk=foi_request.pk), of(foi_request)
    assert fresh.text == TEXT
    ends = [0, *(passage["end"] for passage in fresh.passages)]
    assert [passage["start"] for passage in fresh.passages] == ends[:-1]
    assert ends[-1] == len(TEXT)
    assert {passage["question"] for passage in fresh.passages} - {None} <= {question.pk for question in questions}
    assert len({question.number for question in questions}) == len(questions)
    assert all(re.fullmatch(r"\d+[a-z]*", question.number) for question in questions)
    positions = [question.position for question in questions]
    assert positions == sorted(set(positions))
