"""perform: the one door for every change of state, and the record that it leaves."""

from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction
from django.test.utils import isolate_apps
from django_fsm import FSMField, transition

from foi.answers.actions import submit
from foi.requests.actions import correct_details
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows import audit, checks
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPossible, perform, transitions_of
from workflows.roles import SYSTEM, foi_officer
from workflows.signals import performed
from workflows.states import Flow, State

pytestmark = pytest.mark.django_db


# --- there is no other way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, Flow)])
def test_no_transition_can_be_called_past_the_door(model: type[Flow]) -> None:
    for step in transitions_of(model):
        if not step.conditions:  # a guard would refuse the empty record before the door does
            subject = model(state=step.source)
            with pytest.raises(RuntimeError, match="use perform"):
                getattr(subject, step.name)()
            assert subject.state == step.source, step.name


def test_a_step_outside_perform_fails_loudly() -> None:
    question = factories.sent_question()
    with pytest.raises(RuntimeError, match="use perform"):
        question.accept()
    assert question.state == "sent"


def test_opening_the_door_for_one_record_does_not_open_it_for_another() -> None:
    one, other = factories.sent_question(), factories.sent_question()

    def both(_: Question) -> None:
        other.accept()

    with pytest.raises(RuntimeError, match="use perform"):
        perform(one.accept, by=factories.contributor(), work=both)
    one.refresh_from_db()
    assert one.state == "sent"


def test_no_state_can_be_set_by_hand() -> None:
    """No status from a raw value: neither by assignment nor through the constructor of a form."""
    question = factories.sent_question()
    with pytest.raises(AttributeError):
        question.state = "agreed"
    assert not Question._meta.get_field("state").editable


# --- the system check -----------------------------------------------------------------------------------------------


class Light(State):
    RED = "red", "Red"
    GREEN = "green", "Green"


@isolate_apps("workflows")
def test_a_transition_without_permission_or_label_is_found_by_manage_py_check() -> None:
    class Crossing(Flow):
        States = Light
        state = FSMField(default=Light.RED.value, protected=True)

        class Meta:
            app_label = "workflows"

        @transition("state", Light.RED, Light.GREEN, custom={"label": "Go"})
        def anybody(self) -> None: ...

        @transition("state", Light.GREEN, Light.RED, permission=foi_officer)
        def nameless(self) -> None: ...

        @transition("state", Light.GREEN, Light.RED, permission="foi.word", custom={"label": "Stop"})
        def worded(self) -> None: ...

        @transition("state", Light.GREEN, Light.RED, permission=foi_officer, custom={"label": "Stop"})
        def proper(self) -> None: ...

    errors = checks.transition_errors(Crossing)
    assert [(error.id, error.msg.split()[0]) for error in errors] == [
        ("workflows.E001", "workflows.Crossing.anybody"),
        ("workflows.E002", "workflows.Crossing.nameless"),
        ("workflows.E001", "workflows.Crossing.worded"),
    ]


def test_the_flows_pass_their_own_check() -> None:
    assert [error for error in run_checks() if error.id and error.id.startswith("workflows.")] == []


# --- one transaction, one record ------------------------------------------------------------------------------------


def test_a_step_leaves_who_what_from_where_to_where_and_why() -> None:
    question = factories.sent_question()
    perform(question.decline, by=factories.contributor(), reason="  Not ours.  ")
    event = history_of(question.foi_request).last()
    assert event is not None
    assert (event.actor_name, event.label, event.source, event.target) == (
        "Member of Crime Training", "Decline", "sent", "declined",
    )  # fmt: skip
    assert event.detail == {"reason": "Not ours."}
    assert event.subject_name == str(question)


def test_every_step_of_a_whole_journey_is_in_the_history_of_the_request() -> None:
    letter = factories.issued_letter()
    actions = [event.action for event in history_of(letter.foi_request)]
    assert actions[0] == "log"
    assert actions[-1] == "letter_issued"
    expected = """confirm_split confirm answer_by_reference send answer agree all_answers_agreed
        draft submit letter_submitted approve letter_approved issue"""
    assert set(expected.split()) <= set(actions)


def test_a_failure_in_what_follows_undoes_the_whole_step() -> None:
    question = factories.sent_question()
    recorded = AuditEvent.objects.count()

    def broken(**news: Any) -> None:
        raise OSError("the disk is full")

    performed.connect(broken, weak=False)
    try:
        with pytest.raises(OSError, match="disk"), transaction.atomic():
            perform(question.accept, by=factories.contributor())
    finally:
        performed.disconnect(broken)
    assert Question.objects.get(pk=question.pk).state == "sent"
    assert AuditEvent.objects.count() == recorded


def test_a_failure_in_the_work_of_a_step_undoes_the_step() -> None:
    question = factories.sent_question()

    def work(_: Question) -> None:
        raise NotPossible("The table has no columns.")

    with pytest.raises(NotPossible, match="no columns"):
        perform(question.answer, by=factories.contributor(), work=work)
    assert Question.objects.get(pk=question.pk).state == "sent"


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_reason_that_is_needed_cannot_be_blank(reason: str) -> None:
    question = factories.sent_question()
    with pytest.raises(NotPossible, match="Decline: enter a reason"):
        perform(question.decline, by=factories.contributor(), reason=reason)
    assert Question.objects.get(pk=question.pk).state == "sent"


def test_a_page_that_is_out_of_date_is_told_where_the_question_stands_now() -> None:
    question = factories.sent_question()
    on_another_page = Question.objects.get(pk=question.pk)
    perform(question.decline, by=factories.contributor(), reason="Not ours.")
    with pytest.raises(NotPossible, match="It is now “Declined by department”"):
        perform(on_another_page.accept, by=factories.contributor())


def test_a_record_that_is_gone_is_said_to_be_gone() -> None:
    question = factories.proposed_question()
    Question.objects.get(pk=question.pk).delete()
    with pytest.raises(NotPossible, match="removed by somebody else"):
        perform(question.confirm, by=factories.officer())


def test_the_callers_record_is_up_to_date_with_all_that_followed() -> None:
    """The step voids the approval, and that moves the request on: the caller sees where it ended."""
    foi_request = factories.approved_letter().foi_request
    assert foi_request.state == "approved"
    correct_details(foi_request, by=factories.officer(), title="Hedgehogs", **factories.REQUESTER)
    assert foi_request.state == "drafting" == FoiRequest.objects.get(pk=foi_request.pk).state


def test_reading_a_record_anew_reads_its_state() -> None:
    question = factories.sent_question()
    perform(Question.objects.get(pk=question.pk).accept, by=factories.contributor())
    question.refresh_from_db()
    assert question.state == "accepted"
    perform(Question.objects.get(pk=question.pk).decline, by=factories.contributor(), reason="Not ours.")
    question.refresh_from_db(fields=["state"])
    assert question.state == "declined"


# --- append-only ----------------------------------------------------------------------------------------------------


def test_postgresql_itself_refuses_to_change_or_remove_what_was_recorded() -> None:
    factories.a_request()
    event = AuditEvent.objects.latest("id")
    for attempt in (
        lambda: AuditEvent.objects.filter(pk=event.pk).update(actor_name="Somebody else"),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
        lambda: event.save(),
        lambda: _sql("UPDATE workflows_auditevent SET label = 'Nothing' WHERE id = %s", event.pk),
        lambda: _sql("DELETE FROM workflows_auditevent WHERE id = %s", event.pk),
    ):
        with pytest.raises(DatabaseError, match=r"append_only|Cannot update or delete"), transaction.atomic():
            attempt()
    assert AuditEvent.objects.get(pk=event.pk).actor_name == "Asha Verma"


def test_the_record_outlives_the_request() -> None:
    """Retention removes a request one day; what was done with it stays."""
    foi_request = factories.request_with_questions_sent()
    before = history_of(foi_request).count()
    assert before
    pk = foi_request.pk
    foi_request.correspondence.all().delete()
    foi_request.delete()
    assert AuditEvent.objects.filter(root_model="foi.FoiRequest", root_id=pk).count() == before


def test_the_record_names_steps_of_the_system_as_such() -> None:
    foi_request = factories.request_ready_for_letter()
    event = history_of(foi_request).get(action="all_answers_agreed")
    assert (event.actor, event.actor_name) == (None, SYSTEM.get_full_name())


def test_what_is_recorded_is_plain_text_and_dates() -> None:
    foi_request = factories.a_request()
    event = audit.record(
        foi_request, "note", "Noted", by=factories.officer(),
        detail={"on": foi_request.received_on, "department": factories.department()},
    )  # fmt: skip
    event.refresh_from_db()
    assert event.detail == {"on": foi_request.received_on.isoformat(), "department": "Crime Training"}


def test_who_signed_off_is_who_was_signed_in() -> None:
    letter = factories.approved_letter()
    approved = history_of(letter.foi_request).get(action="approve")
    assert approved.actor == factories.approver() == letter.approved_by
    submitted = history_of(letter.foi_request).get(action="submit")
    assert submitted.actor == factories.officer() == letter.submitted_by


def test_steps_on_saved_records_are_what_the_page_shows_afterwards() -> None:
    question = factories.sent_question()
    submit(question, factories.ANSWER, by=factories.contributor())
    saved = Question.objects.get(pk=question.pk)
    assert saved.state == question.state == "answered"
    assert saved.current_answer.text == factories.ANSWER.text


def _sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
