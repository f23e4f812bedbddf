"""The stored clock: facts are recorded and undone, and every date follows from them."""

import datetime
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from foi.law.clock import ClarificationReason, Kind, State
from foi.requests.clock import clock_of, clocks_of
from foi.requests.clock_actions import change_regime, correct_receipt, record_event, undo_event
from foi.requests.clock_records import ClockEvent
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db

CASES = [
    case
    for case in json.loads((Path(__file__).parents[1] / "law" / "cases.json").read_text())
    if case["what"] == "clock" and "regime" not in case["given"]
]
#: Tuesday 1 September 2026: due on Tuesday 29 September
RECEIVED = date(2026, 9, 1)
CANNOT_LOCATE = {"reason_code": ClarificationReason.CANNOT_LOCATE.value}


@pytest.fixture(autouse=True)
def late_in_2026() -> Iterator[None]:
    with time_machine.travel(datetime.datetime(2026, 12, 1, 9), tick=False):
        yield


def september(day: int) -> date:
    return date(2026, 9, day)


def fresh(foi_request: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)


def tell(foi_request: FoiRequest, kind: Kind, on: date, **details: Any) -> FoiRequest:
    """An officer records it, with what the law wants to know."""
    if kind is Kind.CLARIFICATION_ASKED:
        details = CANNOT_LOCATE | details
    if kind is Kind.PIT_EXTENSION:
        details = {"exemptions": ["31(1)(a)"], "reason": "Policing", "estimated_on": date(2026, 10, 27)} | details
    if kind in (Kind.EIR_EXTENSION, Kind.TRANSFERRED):
        details = {"reason": "For a reason."} | details
    return record_event(fresh(foi_request), kind, by=factories.officer(), on=on, **details)


def last_event(foi_request: FoiRequest) -> ClockEvent:
    return foi_request.clock_events.latest("id")


# --- what happened, and what it did to the date -----------------------------------------------------------------------


def test_a_logged_request_has_its_receipt_and_its_twentieth_day() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    assert [(event.kind, event.on) for event in foi_request.clock_events.all()] == [("received", RECEIVED)]
    assert foi_request.due_on == clock_of(foi_request).due_on == september(29)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_CLK_worked_cases_give_the_same_date_through_the_officers_steps(case: dict[str, Any]) -> None:
    with time_machine.travel(datetime.datetime(2028, 6, 1, 9), tick=False):
        foi_request = factories.a_request(received_on=date.fromisoformat(case["given"]["received"]))
        for words in case["given"].get("events", ()):
            kind, _, on = words.partition("=")
            details = {"estimated_on": None} if kind == Kind.PIT_EXTENSION else {}
            if kind == Kind.PIT_EXTENSION:
                # The notice must carry an estimate: the outer limit, as the case does without one.
                details = {"estimated_on": clock_of(fresh(foi_request)).day40_on}
            if kind == Kind.EIR_EXTENSION:
                change_regime(fresh(foi_request), by=factories.officer(), regime="eir", reason="About a river.")
            tell(foi_request, Kind(kind), date.fromisoformat(on), **details)
        if "due_on" in case["expect"]:
            expected = case["expect"]["due_on"]
            assert fresh(foi_request).due_on == (date.fromisoformat(expected) if expected else None)


def test_CLK_20_clarification_resets_the_clock_and_nothing_is_due_meanwhile() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    waiting = fresh(foi_request)
    assert (waiting.due_on, waiting.clock_state, waiting.is_waiting) == (None, State.AWAITING_CLARIFICATION, True)
    tell(foi_request, Kind.CLARIFICATION_RECEIVED, september(24))
    assert (fresh(foi_request).due_on, fresh(foi_request).clock_state) == (date(2026, 10, 22), State.RUNNING)


def test_CLK_20_the_departments_date_moves_with_the_clock_unless_an_officer_chose_it() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    first, second = foi_request.questions.filter(state="sent").order_by("position")
    Question.objects.filter(pk=second.pk).update(due_on=september(18))
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    tell(foi_request, Kind.CLARIFICATION_RECEIVED, september(24))
    assert Question.objects.get(pk=first.pk).due_on == date(2026, 10, 8)
    assert Question.objects.get(pk=second.pk).due_on == september(18)
    undo_event(last_event(foi_request), by=factories.officer(), reason="Another request's reply.")
    assert Question.objects.get(pk=first.pk).due_on == september(15)


def test_CLK_21_a_question_that_was_not_needed_leaves_the_date_alone() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), reason_code=ClarificationReason.WOULD_HELP.value)
    assert fresh(foi_request).due_on == september(29)


def test_CLK_21_clarification_without_a_reason_code_is_not_recorded() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    with pytest.raises(NotPossible, match="Say why clarification is needed"):
        tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), reason_code="")
    assert foi_request.clock_events.count() == 1


def test_CLK_23_the_clear_questions_keep_their_date() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    first, second = foi_request.questions.filter(state="sent").order_by("position")
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), questions=[second])
    assert fresh(foi_request).due_on == september(29)
    second.refresh_from_db()
    assert second.is_waiting and not Question.objects.get(pk=first.pk).is_waiting
    assert clock_of(fresh(foi_request), second).state is State.AWAITING_CLARIFICATION
    tell(foi_request, Kind.CLARIFICATION_RECEIVED, september(24), questions=[second])
    assert clock_of(fresh(foi_request), second).due_on == date(2026, 10, 22)
    assert clock_of(fresh(foi_request), first).due_on == fresh(foi_request).due_on == september(29)


def test_CLK_23_when_the_clear_questions_are_withdrawn_the_letter_waits_with_the_other() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    unclear = factories.first_question(foi_request)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), questions=[unclear])
    for question in foi_request.questions.exclude(pk=unclear.pk):
        perform(question.withdraw, by=factories.officer(), reason="Not wanted.")
    assert (fresh(foi_request).due_on, fresh(foi_request).clock_state) == (None, State.AWAITING_CLARIFICATION)


def test_CLK_23_questions_with_a_clock_of_their_own_keep_the_split_as_it_is() -> None:
    foi_request = factories.request_with_split_confirmed(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), questions=[factories.first_question(foi_request)])
    with pytest.raises(NotPossible, match="have to stay as they are"):
        perform(fresh(foi_request).reopen_split, by=factories.officer())


def test_CLK_24_a_request_closed_for_want_of_clarification_is_opened_by_a_reply() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    with pytest.raises(NotPossible, match="waits until"):
        tell(foi_request, Kind.CLARIFICATION_LAPSED, date(2026, 10, 13))
    tell(foi_request, Kind.CLARIFICATION_LAPSED, date(2026, 10, 14))
    assert (fresh(foi_request).state, fresh(foi_request).due_on) == ("closed", None)
    tell(foi_request, Kind.CLARIFICATION_RECEIVED, date(2026, 11, 2))
    assert (fresh(foi_request).state, fresh(foi_request).due_on) == ("gathering", date(2026, 12, 1))


def test_CLK_24_the_authority_says_how_long_it_waits() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    authority = foi_request.authority
    authority.close_unclarified_after = 5
    authority.save()
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    tell(foi_request, Kind.CLARIFICATION_LAPSED, september(23))
    assert fresh(foi_request).state == "closed"
    undo_event(last_event(foi_request), by=factories.officer(), reason="The reply was in another mailbox.")
    assert (fresh(foi_request).state, fresh(foi_request).is_waiting) == ("logged", True)


def test_CLK_26_a_fees_notice_pauses_and_both_ends_are_disregarded() -> None:
    foi_request = factories.a_request(received_on=date(2026, 3, 2))
    tell(foi_request, Kind.FEE_NOTICE, date(2026, 3, 11))
    assert (fresh(foi_request).due_on, fresh(foi_request).clock_state) == (None, State.AWAITING_FEE)
    tell(foi_request, Kind.FEE_PAID, date(2026, 3, 24))
    assert fresh(foi_request).due_on == date(2026, 4, 15)


def test_CLK_27_an_unpaid_fee_ends_the_duty_after_three_months_and_not_before() -> None:
    foi_request = factories.a_request(received_on=date(2026, 3, 2))
    tell(foi_request, Kind.FEE_NOTICE, date(2026, 3, 11))
    with time_machine.travel(datetime.datetime(2026, 6, 10, 9)), pytest.raises(NotPossible, match="still owed"):
        perform(fresh(foi_request).close_unanswered, by=factories.officer())
    with time_machine.travel(datetime.datetime(2026, 6, 11, 9)):
        assert perform(fresh(foi_request).close_unanswered, by=factories.officer()).state == "closed"


def test_CLK_28_a_public_interest_extension_wants_a_qualified_exemption_a_reason_and_an_estimate() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    for lacking, sentence in (
        ({"exemptions": ["40(2) with 40(3A)(a)"]}, "qualified exemption"),
        ({"exemptions": ["99(9)"]}, "There is no"),
        ({"reason": ""}, "Say why the exemption applies"),
        ({"estimated_on": None}, "Give the date by which you expect to decide"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            tell(foi_request, Kind.PIT_EXTENSION, september(25), **lacking)
    tell(foi_request, Kind.PIT_EXTENSION, september(25))
    assert fresh(foi_request).due_on == date(2026, 10, 27)
    assert clock_of(fresh(foi_request)).notice_due_on == september(29)


def test_CLK_29_a_notice_of_extension_after_day_20_extends_nothing() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.PIT_EXTENSION, september(30))
    assert fresh(foi_request).due_on == september(29)


def test_the_extension_of_one_law_is_not_in_the_other() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    with pytest.raises(NotPossible, match="no such extension"):
        tell(foi_request, Kind.EIR_EXTENSION, september(25))
    change_regime(fresh(foi_request), by=factories.officer(), regime="eir", reason="About a river.")
    tell(foi_request, Kind.EIR_EXTENSION, september(25))
    assert fresh(foi_request).due_on == date(2026, 10, 27)
    with pytest.raises(NotPossible, match="no such extension"):
        change_regime(fresh(foi_request), by=factories.officer(), regime="foia", reason="It is not, after all.")
    assert fresh(foi_request).regime == "eir"


def test_CLK_32_a_transferred_question_leaves_the_others_and_a_transferred_letter_is_closed() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    gone = factories.first_question(foi_request)
    tell(foi_request, Kind.TRANSFERRED, september(10), questions=[gone])
    assert (fresh(foi_request).state, fresh(foi_request).due_on) == ("gathering", september(29))
    tell(foi_request, Kind.PIT_EXTENSION, september(20))  # of the whole letter: of what is left of it
    assert fresh(foi_request).due_on == date(2026, 10, 27)
    tell(foi_request, Kind.TRANSFERRED, september(21))
    assert (fresh(foi_request).state, fresh(foi_request).due_on) == ("closed", None)


def test_CLK_34_withdrawal_and_answer_are_events_of_the_clock() -> None:
    withdrawn = fresh(factories.withdrawn_request())
    assert last_event(withdrawn).reason == "I no longer need it."
    assert (withdrawn.clock_state, withdrawn.due_on) == (State.WITHDRAWN, None)
    with time_machine.travel(datetime.datetime(2026, 9, 20, 9), tick=False):
        issued = fresh(factories.issued_letter(received_on=RECEIVED).foi_request)
    assert (issued.clock_state, issued.due_on) == (State.ANSWERED, september(29))
    assert not clock_of(issued).is_late(september(30))


def test_CLK_10_the_reading_stays_with_the_request() -> None:
    """Received on Saturday 21 November 2026: due on the 21st, or by the later reading on the 22nd of December."""
    authority = factories.the_force()
    authority.receipt_reading = "B"
    authority.save()
    later = factories.a_request(received_on=date(2026, 11, 21))
    authority.receipt_reading = "A"
    authority.save()
    earlier = factories.a_request(received_on=date(2026, 11, 21))
    tell(later, Kind.ACKNOWLEDGED, date(2026, 11, 23))
    assert fresh(later).due_on == date(2026, 12, 22)
    assert fresh(earlier).due_on == date(2026, 12, 21)


def test_CLK_5_the_date_of_receipt_is_corrected_and_the_former_stays_in_view() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    correct_receipt(fresh(foi_request), by=factories.officer(), received_on=date(2026, 8, 28), reason="In a mailbox.")
    corrected = fresh(foi_request)
    assert (corrected.received_on, corrected.due_on) == (date(2026, 8, 28), september(28))
    assert [(event.on, bool(event.undone_at)) for event in corrected.clock_events.order_by("id")] == [
        (RECEIVED, True),
        (date(2026, 8, 28), False),
    ]
    detail = AuditEvent.objects.filter(action="correct_receipt").latest("id").detail
    assert (detail["former_due_on"], detail["due_on"]) == ("2026-09-29", "2026-09-28")


def test_the_date_of_receipt_cannot_come_after_what_happened_to_the_request() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(3))
    with pytest.raises(NotPossible, match="nothing can have happened before it"):
        correct_receipt(fresh(foi_request), by=factories.officer(), received_on=september(4), reason="By mistake.")
    assert fresh(foi_request).received_on == RECEIVED
    assert clock_of(fresh(foi_request)).received_on == RECEIVED


# --- the record -------------------------------------------------------------------------------------------------------


def test_every_event_is_audited_with_the_date_before_and_after() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    event = history_of(foi_request).filter(action="record_event").get()
    assert event.actor_name == "Asha Verma"
    assert (event.detail["former_due_on"], event.detail["due_on"]) == ("2026-09-29", None)


def test_facts_are_never_changed() -> None:
    factories.a_request(received_on=RECEIVED)
    for change in ({"on": september(2)}, {"kind": "withdrawn"}, {"questions": [1]}, {"reason": "Another"}):
        with pytest.raises((ProgrammingError, InternalError), match="pgtrigger"), transaction.atomic():
            ClockEvent.objects.update(**change)


def test_undoing_twice_is_refused_and_what_rests_on_an_event_comes_first() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    asked = last_event(foi_request)
    tell(foi_request, Kind.CLARIFICATION_RECEIVED, september(24))
    with pytest.raises(NotPossible, match="Undo what came after it first"):
        undo_event(asked, by=factories.officer(), reason="By mistake.")
    undo_event(last_event(foi_request), by=factories.officer(), reason="By mistake.")
    undo_event(asked, by=factories.officer(), reason="By mistake.")
    assert fresh(foi_request).due_on == september(29)
    with pytest.raises(NotPossible, match="undone this event already"):
        undo_event(asked, by=factories.second_officer(), reason="By mistake.")
    with pytest.raises(NotPossible, match="reason"):
        undo_event(asked, by=factories.officer(), reason=" ")


@pytest.mark.parametrize("who", ["approver", "contributor", "outsider"])
def test_only_officers_of_the_authority_touch_the_clock(who: str) -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    tell(foi_request, Kind.CLARIFICATION_ASKED, september(15))
    person = getattr(factories, who)()
    for attempt in (
        lambda: record_event(fresh(foi_request), Kind.CLARIFICATION_RECEIVED, by=person, on=september(16)),
        lambda: undo_event(last_event(foi_request), by=person, reason="No."),
        lambda: correct_receipt(fresh(foi_request), by=person, received_on=september(2), reason="No."),
        lambda: change_regime(fresh(foi_request), by=person, regime="eir", reason="No."),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_nothing_is_recorded_for_a_day_to_come_or_for_a_question_of_somebody_else() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    with pytest.raises(NotPossible, match="today or in the past"):
        tell(foi_request, Kind.CLARIFICATION_ASKED, date(2026, 12, 2))
    other = factories.first_question(factories.request_with_questions_sent(received_on=RECEIVED))
    with pytest.raises(NotPossible, match="no longer asked"):
        tell(foi_request, Kind.CLARIFICATION_ASKED, september(15), questions=[other])


def test_a_letter_that_was_approved_is_not_late_any_more_once_the_clock_says_so() -> None:
    """The apology is no longer true, so the approval is void by itself."""
    letter = factories.approved_letter(received_on=date(2026, 10, 20))  # it was due on 17 November
    tell(letter.foi_request, Kind.CLARIFICATION_ASKED, date(2026, 10, 22))
    tell(letter.foi_request, Kind.CLARIFICATION_RECEIVED, date(2026, 11, 20))
    letter.refresh_from_db()
    assert letter.state == "void"


def test_a_request_that_turns_out_to_be_environmental_gets_a_letter_under_the_regulations() -> None:
    letter = factories.drafted_letter()
    change_regime(letter.foi_request, by=factories.officer(), regime="eir", reason="It is about a river.")
    letter.refresh_from_db()
    assert "Environmental Information Regulations" in str(letter.content)


class Undoing(TestCase):
    """Undoing an event restores the former date exactly, whatever went before."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.data())
    def test_an_event_and_its_undoing_cancel_out_in_the_records(self, data: st.DataObject) -> None:
        foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
        questions = list(foi_request.questions.all())
        kinds = [Kind.CLARIFICATION_ASKED, Kind.CLARIFICATION_RECEIVED, Kind.FEE_NOTICE, Kind.FEE_PAID,
                 Kind.PIT_EXTENSION, Kind.TRANSFERRED, Kind.CLARIFICATION_LAPSED]  # fmt: skip
        on = RECEIVED
        before = after = self.everything(foi_request)
        for _ in range(data.draw(st.integers(1, 5))):
            on += timedelta(days=data.draw(st.integers(0, 20)))
            kind = data.draw(st.sampled_from(kinds))
            some = data.draw(st.sets(st.sampled_from(questions), max_size=2)) if "fee" not in kind else set()
            known = foi_request.clock_events.count()
            try:
                was = self.everything(foi_request)
                tell(foi_request, kind, on, questions=some)
            except NotPossible:
                assert foi_request.clock_events.count() == known
                continue
            before, after = was, self.everything(foi_request)
        if after != before:
            undo_event(last_event(foi_request), by=factories.officer(), reason="By mistake.")
            assert self.everything(foi_request) == before

    @staticmethod
    def everything(foi_request: FoiRequest) -> Any:
        now = fresh(foi_request)
        dates = list(Question.objects.filter(foi_request=now).order_by("pk").values_list("due_on", "clock_state"))
        return now.due_on, now.clock_state, now.state, dates, clocks_of(now).leading.due_on
