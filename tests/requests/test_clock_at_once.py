"""Two officers at the same clock."""

from datetime import timedelta

import pytest

from foi.law.clock import Kind
from foi.requests.clock_actions import undo_event
from foi.requests.models import FoiRequest, today
from tests import factories
from tests.at_once import at_once, of_kind
from workflows.perform import NotPossible

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_record_the_same_fees_notice_and_one_is_told() -> None:
    foi_request = factories.a_request(received_on=today() - timedelta(days=3))
    results = at_once([lambda: factories.an_event(foi_request, Kind.FEE_NOTICE, today())] * 2)
    assert len(of_kind(results, FoiRequest)) == 1
    [refusal] = of_kind(results, NotPossible)
    assert "not while a fee is awaited" in str(refusal)
    assert foi_request.clock_events.filter(kind=Kind.FEE_NOTICE).count() == 1


def test_two_officers_undo_the_same_event_and_it_is_undone_once() -> None:
    foi_request = factories.request_awaiting_clarification()
    event = foi_request.clock_events.latest("id")
    officers = [factories.officer(), factories.second_officer()]
    results = at_once([lambda by=by: undo_event(event, by=by, reason="By mistake.") for by in officers])
    assert len(of_kind(results, FoiRequest)) == 1
    assert len(of_kind(results, NotPossible)) == 1
    assert factories.fresh(foi_request).due_on is not None
