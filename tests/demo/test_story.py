"""The demo: a month of requests in every state, told through the real actions."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from foi.demo import people, sign_ins
from foi.demo.story import PLOTS, tell_the_story
from foi.demo.telling import TEXTS, working_days_until
from foi.law.time_limits import working_days_taken
from foi.law.working_days import Calendar
from foi.letters.models import LetterVersion
from foi.notices.models import OutboxMessage
from foi.organisation.models import Authority, User
from foi.requests.clock import clock_of, clocks_of
from foi.requests.models import FoiRequest, Question, today
from foi.routing.suggest import Suggester
from workflows.audit import history_of
from workflows.letter_flow import LetterState
from workflows.models import AuditEvent
from workflows.question_flow import QuestionState
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """Told once for all of these tests, which only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {case.plot.text: case.pk for case in tell_the_story()}
        transaction.set_rollback(True)


@pytest.fixture
def story(told: dict[str, int], db: None) -> dict[str, FoiRequest]:
    return {name: FoiRequest.objects.get(pk=pk) for name, pk in told.items()}


def test_every_state_of_a_request_a_question_and_a_letter_is_there_to_be_seen(story: dict[str, FoiRequest]) -> None:
    assert {one.state for one in FoiRequest.objects.all()} == {state.value for state in RequestState}
    seen = {one.state for one in Question.objects.all()}
    assert seen == {state.value for state in QuestionState} - {"withdrawn"}
    assert {one.state for one in LetterVersion.objects.all()} == {state.value for state in LetterState}


def test_each_tale_ends_where_it_says(story: dict[str, FoiRequest]) -> None:
    ends = {name: one.state for name, one in story.items()}
    assert ends == {
        "call_answering": "gathering",
        "uniform_spending": "issued",
        "patrol_plans": "issued",
        "police_dogs": "withdrawn",
        "board_minutes": "issued",
        "vetting_times": "approved",
        "leavers": "gathering",
        "modern_slavery_training": "in_approval",
        "agency_workers": "drafting",
        "interpreters": "drafting",
        "complaint_footage": "drafting",
        "speed_cameras": "in_approval",
        "speed_camera_team": "in_approval",
        "body_worn_video": "gathering",
        "misconduct_hearings": "gathering",
        "victim_grants": "gathering",
        "e_scooters": "gathering",
        "supply_chain": "gathering",
        "number_plate_cameras": "logged",
        "drones": "gathering",
        "firearms_certificates": "gathering",
        "old_photographs": "gathering",
        "council_cameras": "closed",
    }


def test_the_flagship_has_twelve_questions_and_sixteen_to_answer(story: dict[str, FoiRequest]) -> None:
    training = story["modern_slavery_training"]
    numbers = [question.number for question in training.questions.all()]
    assert " ".join(numbers) == "1 2a 2b 2c 2d 2e 3 4 5 6 7 8 9 10 11 12"
    letter = training.letters.get()
    assert (letter.state, letter.gaps()) == ("submitted", [])
    assert "No compliance rate" in str(letter.content)
    assert {use["code"] for use in letter.content["caveats"]} >= {"CAV_SOURCES", "CAV_ADHOC", "CAV_ARTICLE"}


def test_two_requests_of_one_person_are_answered_in_one_letter(story: dict[str, FoiRequest]) -> None:
    lead, along = story["speed_cameras"], story["speed_camera_team"]
    assert along.answered_with == lead
    letter = lead.letters.get()
    assert (letter.state, letter.gaps()) == ("submitted", [])
    assert all(one.reference in str(letter.content) for one in (lead, along))


def test_one_request_is_late_and_one_was_refused_in_full(story: dict[str, FoiRequest]) -> None:
    late = story["call_answering"]
    assert list(FoiRequest.objects.overdue_on(today())) == [late]
    refused = story["patrol_plans"].letters.get(state="issued")
    assert "31(1)(a)" in str(refused.content)
    assert "40(2) with 40(3A)(a)" in str(refused.content)


def test_one_clock_waits_for_a_question_one_was_extended_and_one_is_paused(story: dict[str, FoiRequest]) -> None:
    drones = clocks_of(story["drones"])
    assert [clock.state for clock in drones.own.values()] == ["awaiting_clarification"]
    assert drones.leading.state == "running"
    assert clock_of(story["firearms_certificates"]).extended
    assert story["old_photographs"].clock_state == "awaiting_fee"
    assert clock_of(story["council_cameras"]).state == "transferred"


def test_answered_requests_were_answered_in_time(story: dict[str, FoiRequest]) -> None:
    for foi_request in FoiRequest.objects.filter(state="issued"):
        assert foi_request.issued_on is not None
        assert working_days_taken(foi_request.received_on, foi_request.issued_on) <= 20


def test_history_reads_like_a_month_and_ends_before_today(story: dict[str, FoiRequest]) -> None:
    for foi_request in story.values():
        moments = [event.at for event in history_of(foi_request)]
        assert moments == sorted(moments)
        assert moments[0].date() == foi_request.received_on
    first, last = AuditEvent.objects.order_by("at").first(), AuditEvent.objects.order_by("at").last()
    assert first is not None
    assert last is not None
    assert (last.at - first.at) > datetime.timedelta(days=28)
    assert last.at.date() < today()


def test_reminders_went_out_on_the_way(story: dict[str, FoiRequest]) -> None:
    kinds = {message.key.split(":")[0] for message in OutboxMessage.objects.all()}
    assert {"question_due_in_two_days", "question_due_today", "question_overdue", "request_overdue"} <= kinds


def test_working_days_are_counted_back_over_bank_holidays() -> None:
    days = working_days_until(datetime.date(2026, 4, 7), 3, Calendar.shipped())
    assert days == [datetime.date(2026, 4, 1), datetime.date(2026, 4, 2), datetime.date(2026, 4, 7)]


# --- people ---------------------------------------------------------------------------------------------------------


def test_everybody_named_on_the_sign_in_page_can_sign_in(story: dict[str, FoiRequest]) -> None:
    assert [one.role for one in sign_ins()][:2] == ["FOI officer", "Approver"]
    for one in sign_ins():
        user = User.objects.get(email=one.email)
        assert user.check_password(one.password)
        assert user.roles
    officer = sign_ins()[0]
    assert authenticate(None, email=officer.email, password=officer.password) is not None


def test_nobody_and_nothing_in_it_can_be_reached(story: dict[str, FoiRequest]) -> None:
    """Invented addresses only: RFC 2606 keeps .example free, and 01632 960 is no exchange."""
    for user in User.objects.all():
        assert user.email.endswith(".example")
    for authority in Authority.objects.all():
        assert authority.email.endswith(".example")
        assert authority.telephone.startswith("01632 960")
    for foi_request in FoiRequest.objects.select_related("requester"):
        assert not foi_request.requester.email or foi_request.requester.email.endswith(".example")


def test_each_department_has_members_and_words_that_point_to_it(story: dict[str, FoiRequest]) -> None:
    suggester = Suggester.for_authority(Authority.objects.get(name=people.FORCE["name"]))
    suggested = {
        "How many 999 calls were received?": "Contact Management",
        "Which supplier holds the uniform contract?": "Procurement",
        "How many misconduct hearings were held?": "Professional Standards",
        "Please confirm the length of the e-learning course.": "Crime Training",
        "How many referrals to the National Referral Mechanism were made?": "Modern Slavery Team",
    }
    for question, department in suggested.items():
        suggestion = suggester.suggest(question)
        assert suggestion is not None
        assert suggestion.department.name == department
        assert suggestion.department.has_members()


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    assert {path.stem for path in TEXTS.glob("*.txt")} == {plot.text for plot in PLOTS}
