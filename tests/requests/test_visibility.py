"""Who may see what: authorities apart, departments blind to who asked (REQ-20), a look at the requester recorded."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import models

from foi.organisation.models import User
from foi.requests.actions import correct_details, reassign, see_requester
from foi.requests.models import FoiRequest, Question, Requester
from tests import factories
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPermitted
from workflows.roles import Role

pytestmark = pytest.mark.django_db


def requests_of(user: User) -> set[int]:
    return set(FoiRequest.objects.visible_to(user).values_list("pk", flat=True))


def questions_of(user: User) -> set[int]:
    return set(Question.objects.visible_to(user).values_list("pk", flat=True))


def test_officers_and_approvers_see_the_requests_of_their_authority() -> None:
    foi_request = factories.request_with_questions_sent()
    for person in (factories.officer(), factories.second_officer(), factories.approver()):
        assert requests_of(person) == {foi_request.pk}
        assert questions_of(person) == {question.pk for question in foi_request.questions.all()}


def test_another_authority_sees_nothing() -> None:
    factories.request_with_questions_sent()
    assert requests_of(factories.outsider()) == set()
    assert questions_of(factories.outsider()) == set()


def test_a_department_sees_no_request_and_only_its_own_questions() -> None:
    foi_request = factories.request_with_questions_sent()
    person = factories.contributor()
    assert requests_of(person) == set()
    assert questions_of(person) == {q.pk for q in foi_request.questions.filter(department=factories.department())}
    stores = factories.contributor(factories.department("Stores", topics=""))
    assert questions_of(stores) == set()


def test_a_department_sees_a_question_only_once_it_was_sent() -> None:
    factories.a_request()
    factories.request_with_split_confirmed()
    assert questions_of(factories.contributor()) == set()


def test_a_reassigned_question_is_no_longer_seen_by_the_first_department() -> None:
    question = factories.declined_question()
    stores = factories.department("Stores", topics="")
    reassign(question, by=factories.officer(), department=stores)
    assert question.pk not in questions_of(factories.contributor())
    assert questions_of(factories.contributor(stores)) == {question.pk}


def test_somebody_with_two_roles_sees_what_each_allows() -> None:
    foi_request = factories.request_with_questions_sent()
    factories.person("Asha Verma", Role.CONTRIBUTOR, department=factories.department())
    both = factories.officer()
    assert requests_of(both) == {foi_request.pk}
    assert both.works_in(factories.department())


def test_nothing_leads_from_a_department_to_who_asked() -> None:
    """By construction: of all that a department's page reads, only the request itself knows its requester."""
    knows = {
        relation.related_model
        for relation in Requester._meta.related_objects
        if isinstance(relation, models.ManyToOneRel)
    }
    assert knows == {FoiRequest}
    assert {field.name for field in Question._meta.get_fields()}.isdisjoint({"requester", "requester_name"})


# --- the requester's page -------------------------------------------------------------------------------------------


def looks(foi_request: FoiRequest) -> int:
    return history_of(foi_request).filter(action="view").count()


def test_REQ_22_opening_the_requesters_details_is_recorded_once_a_day_for_each_reader() -> None:
    with time_machine.travel(datetime.datetime(2026, 3, 3, 10), tick=False):
        foi_request = factories.a_request()
        for _ in range(3):
            assert see_requester(foi_request, by=factories.officer()).name == "Morgan Quillfeather"
        assert looks(foi_request) == 1
        see_requester(foi_request, by=factories.approver())
        assert looks(foi_request) == 2
    with time_machine.travel(datetime.datetime(2026, 3, 4, 9), tick=False):
        see_requester(foi_request, by=factories.officer())
    assert looks(foi_request) == 3


@pytest.mark.parametrize("person", [factories.contributor, factories.outsider])
def test_nobody_else_opens_them(person: Any) -> None:
    foi_request = factories.request_with_questions_sent()
    with pytest.raises(NotPermitted):
        see_requester(foi_request, by=person())
    assert looks(foi_request) == 0


def test_correcting_the_details_is_recorded_without_the_details() -> None:
    foi_request = factories.a_request()
    correct_details(
        foi_request,
        by=factories.officer(),
        title=foi_request.title,
        requester_name="Morgan Quill",
        requester_email="quill@elsewhere.example",
        requester_address="9 Plover Way",
    )
    event = history_of(foi_request).get(action="amend")
    assert event.detail == {"changed": ["requester's name", "requester's email", "requester's address"]}
    assert Requester.objects.get().name == "Morgan Quill"


def test_the_whole_audit_trail_names_no_requester() -> None:
    foi_request = factories.issued_letter().foi_request
    see_requester(foi_request, by=factories.officer())
    for event in AuditEvent.objects.all():
        said = f"{event.subject_name} {event.label} {event.detail} {event.actor_name}"
        for secret in ("Quillfeather", "quillfeather", "Nightjar"):
            assert secret not in said
