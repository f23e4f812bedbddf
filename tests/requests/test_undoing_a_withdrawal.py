"""A withdrawal that was recorded by mistake: the request goes on where it was, and both steps stay on record."""

import pytest

from foi.law.clock import Kind
from foi.letters.models import LetterVersion
from foi.requests import actions
from foi.requests.clock_actions import undo_withdrawal
from foi.requests.models import FoiRequest
from tests import factories as f
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
WHY = "It was recorded on the wrong request."


def withdrawn(foi_request: FoiRequest) -> FoiRequest:
    return actions.withdraw(foi_request, by=f.officer(), reason="I no longer need it.")


def undone(foi_request: FoiRequest) -> FoiRequest:
    return undo_withdrawal(withdrawn(foi_request), by=f.officer(), reason=WHY)


@pytest.mark.parametrize("made", [
    f.a_request, f.request_with_questions_sent, f.request_awaiting_clarification, f.request_whose_fee_lapsed,
    f.request_ready_for_letter,
])  # fmt: skip
def test_it_is_where_it_was_with_the_date_that_it_had(made: object) -> None:
    foi_request = made()  # type: ignore[operator]
    before = (foi_request.state, foi_request.due_on, foi_request.clock_state)
    again = undone(foi_request)
    assert (again.state, again.due_on, again.clock_state) == before


def test_the_withdrawal_stays_in_view_marked_as_undone_with_who_and_why() -> None:
    again = undone(f.request_with_questions_sent())
    event = again.clock_events.get(kind=Kind.WITHDRAWN)
    assert (event.undone_by, event.undone_reason) == (f.officer(), WHY)
    recorded = AuditEvent.objects.get(action="undo_withdrawal")
    assert (recorded.actor_name, recorded.detail["reason"]) == (f.officer().full_name, WHY)


def test_departments_have_their_questions_back() -> None:
    question = f.first_question(undone(f.request_with_questions_sent()))
    assert question.closed_because() == ""
    assert question.state == "sent"


def test_a_letter_that_was_in_approval_is_not_approved_by_the_undoing() -> None:
    again = undone(f.approved_letter().foi_request)
    assert again.state == "drafting"
    assert LetterVersion.objects.get(foi_request=again).state == "void"


def test_it_can_be_withdrawn_once_more() -> None:
    again = withdrawn(undone(f.a_request()))
    assert (again.state, again.due_on) == ("withdrawn", None)
    assert again.clock_events.filter(kind=Kind.WITHDRAWN).count() == 2


def test_it_needs_a_reason_and_an_officer() -> None:
    foi_request = withdrawn(f.a_request())
    with pytest.raises(NotPossible, match="enter a reason"):
        undo_withdrawal(foi_request, by=f.officer(), reason="  ")
    with pytest.raises(NotPermitted):
        undo_withdrawal(foi_request, by=f.approver(), reason=WHY)


def test_what_was_never_worked_on_here_is_not_opened() -> None:
    foi_request = withdrawn(f.a_request())
    foi_request.questions.all().delete()
    FoiRequest.objects.filter(pk=foi_request.pk).update(imported_from="past.csv, line 12")
    with pytest.raises(NotPossible, match="taken over from the office's list"):
        undo_withdrawal(FoiRequest.objects.get(pk=foi_request.pk), by=f.officer(), reason=WHY)
