"""Several people at requests that are answered together, at the same moment. Real threads, real connections."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.actions import correct_details
from foi.requests.models import FoiRequest, Question
from foi.requests.recount import recount_open
from foi.requests.together import answer_by_itself, answer_together
from tests import factories as f
from tests.at_once import at_once, of_kind
from workflows.audit import history_of
from workflows.perform import NotPossible, perform

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(subject: Any) -> Any:
    return type(subject).objects.get(pk=subject.pk)


def chooses(lead: FoiRequest, *others: FoiRequest, by: Callable[[], Any] = f.officer) -> Callable[[], Any]:
    """A press of "Save" on a page that was opened before."""
    on_page, chosen, who = fresh(lead), [fresh(one) for one in others], by()
    return lambda: answer_together(on_page, chosen, by=who)


def reopens(foi_request: FoiRequest) -> Callable[[], Any]:
    question, who = f.first_question(foi_request), f.second_officer()
    return lambda: perform(Question.objects.get(pk=question.pk).reopen, by=who, reason="For another year.")


def no_deadlock(results: list[Any]) -> None:
    """Done, or refused in words."""
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, NotPossible)] == []
    assert of_kind(results, OperationalError) == []


def test_of_two_officers_who_choose_each_others_request_one_is_told() -> None:
    one, other = f.request_ready_for_letter(), f.request_ready_for_letter()
    results = at_once([chooses(one, other), chooses(other, one, by=f.second_officer)])
    assert len(of_kind(results, FoiRequest)) == 1
    assert len(of_kind(results, NotPossible)) == 1
    assert sorted([fresh(one).answered_with_id is None, fresh(other).answered_with_id is None]) == [False, True]


def test_a_request_that_two_officers_choose_for_two_letters_is_in_one() -> None:
    first, second, wanted = (f.request_ready_for_letter() for _ in range(3))
    results = at_once([chooses(first, wanted), chooses(second, wanted, by=f.second_officer)])
    assert len(of_kind(results, NotPossible)) == 1
    assert fresh(wanted).answered_with in (first, second)
    assert list(history_of(wanted).values_list("action", flat=True)).count("be_answered_with") == 1


def test_a_double_click_joins_once() -> None:
    lead, other = f.request_ready_for_letter(), f.request_ready_for_letter()
    results = at_once([chooses(lead, other)] * 4)
    assert len(of_kind(results, FoiRequest)) == 4, results
    assert history_of(lead).filter(action="answer_together").count() == 1


def test_issuing_while_an_answer_of_the_other_request_is_reopened_never_sends_half_and_never_deadlocks() -> None:
    """One holds the letter's request and wants the other, the other way round: the order is always the same."""
    for _ in range(3):
        letter = f.letter_for_several()
        lead, along = letter.foi_request, letter.foi_request.answered_along.get()
        results = at_once([
            lambda pk=letter.pk: letters.issue(  # type: ignore[misc]
                LetterVersion.objects.get(pk=pk), by=f.officer(), channel="post"
            ),
            reopens(along),
            reopens(lead),
        ])  # fmt: skip
        no_deadlock(results)
        states = [fresh(letter).state, fresh(lead).state, fresh(along).state]
        assert states == ["issued"] * 3 or (states[0] == "void" and "gathering" in states[1:]), states


def test_steps_on_all_of_them_at_once_wait_for_each_other() -> None:
    letter = f.letter_for_several(f.request_ready_for_letter(), f.request_ready_for_letter())
    lead, *along = letter.foi_request, *letter.foi_request.answered_along.all()

    def corrects(foi_request: FoiRequest) -> Callable[[], Any]:
        who = f.officer()
        return lambda: correct_details(fresh(foi_request), by=who, title="Other words", **f.REQUESTER)

    f.administrator()
    results = at_once([*(corrects(one) for one in (lead, *along)), *(reopens(one) for one in along), recount_open])
    no_deadlock(results)
    assert fresh(letter).state == "void"


def test_leaving_and_issuing_at_once_is_one_or_the_other() -> None:
    for _ in range(3):
        letter = f.letter_for_several()
        along = letter.foi_request.answered_along.get()
        who = f.second_officer()
        results = at_once([
            lambda pk=letter.pk: letters.issue(  # type: ignore[misc]
                LetterVersion.objects.get(pk=pk), by=f.officer(), channel="post"
            ),
            lambda one=along, by=who: answer_by_itself(fresh(one), by=by),  # type: ignore[misc]
        ])  # fmt: skip
        no_deadlock(results)
        told = (fresh(letter).state, fresh(along).state, fresh(along).answered_with_id is None)
        assert told in {("issued", "issued", False), ("void", "drafting", True)}


def test_joining_while_the_other_is_worked_on_leaves_a_letter_that_says_what_the_records_say() -> None:
    for _ in range(3):
        lead, other = f.drafted_letter().foi_request, f.request_ready_for_letter()
        results = at_once([chooses(lead, other), reopens(other), reopens(lead)])
        no_deadlock(results)
        letter = lead.letters.get()
        assert letter.is_current()
