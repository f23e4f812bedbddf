"""Reminders: in working days of the Act, each once."""

import datetime

import pytest
import time_machine

from foi.law.working_days import Calendar
from foi.notices.models import OutboxMessage
from foi.notices.reminders import remind
from foi.notices.tasks import remind as remind_task
from foi.requests.actions import reassign
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.perform import perform

pytestmark = pytest.mark.django_db

#: Wednesday 24 June 2026: day 10 is 8 July and day 20 is 23 July, for 12 July (kept on Monday 13th) does not count
RECEIVED = datetime.date(2026, 6, 24)


def july(day: int) -> datetime.date:
    return datetime.date(2026, 7, day)


@pytest.fixture
def question() -> Question:
    """With its department since the day after receipt; nothing else waits."""
    with time_machine.travel(datetime.datetime(2026, 6, 25, 9), tick=False):
        question = factories.sent_question(received_on=RECEIVED)
        for other in question.foi_request.questions.unsettled().exclude(pk=question.pk):
            perform(other.withdraw, by=factories.officer(), reason="Not wanted.")
    OutboxMessage.objects.all().delete()
    return question


def kinds() -> list[str]:
    return [message.key.split(":")[0] for message in OutboxMessage.objects.order_by("id")]


def reminded_through(first: datetime.date, last: datetime.date) -> dict[str, list[str]]:
    """Beat runs often and every day; by day, what was new."""
    new: dict[str, list[str]] = {}
    day = first
    while day <= last:
        before = set(OutboxMessage.objects.values_list("pk", flat=True))
        for _ in range(3):
            remind(day)
        told = OutboxMessage.objects.exclude(pk__in=before).order_by("id")
        if told:
            new[f"{day:%a %d %b}"] = [message.key.split(":")[0] for message in told]
        day += datetime.timedelta(days=1)
    return new


def test_a_department_is_reminded_two_working_days_before_on_the_day_and_once_after(question: Question) -> None:
    assert question.due_on == july(8)
    assert reminded_through(july(1), july(20)) == {
        "Mon 06 Jul": ["question_due_in_two_days"],
        "Wed 08 Jul": ["question_due_today"],
        "Thu 09 Jul": ["question_overdue", "question_overdue"],  # the department and the officer
    }


def test_the_officer_is_reminded_of_the_statutory_date_in_the_same_way(question: Question) -> None:
    assert question.foi_request.due_on == july(23)
    reminded_through(july(1), july(20))
    assert reminded_through(july(21), july(31)) == {
        "Tue 21 Jul": ["request_due_in_two_days"],
        "Thu 23 Jul": ["request_due_today"],
        "Fri 24 Jul": ["request_overdue"],
    }


def test_CLK_2_nobody_is_reminded_on_a_bank_holiday_of_another_part_of_the_kingdom(question: Question) -> None:
    """12 July is kept on Monday the 13th in Northern Ireland, so s.10(6) takes that Monday off everywhere."""
    Question.objects.filter(pk=question.pk).update(due_on=july(14))
    assert not Calendar.shipped().is_working_day(july(13))
    told = reminded_through(july(9), july(16))
    assert list(told) == ["Thu 09 Jul", "Tue 14 Jul", "Wed 15 Jul"], "two working days before the 14th is the 9th"


def test_nobody_is_reminded_at_the_weekend_and_monday_catches_up(question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(due_on=july(4))  # a Saturday, typed by hand
    assert reminded_through(july(4), july(6)) == {"Mon 06 Jul": ["question_overdue", "question_overdue"]}


def test_a_day_without_electricity_is_caught_up_with(question: Question) -> None:
    remind(july(10))
    assert kinds() == ["question_overdue", "question_overdue"]


def test_a_new_date_is_a_new_reminder(question: Question) -> None:
    remind(july(8))
    stores = factories.department("Stores", topics="")
    reassign(question, by=factories.officer(), department=stores, due_on=july(16))
    OutboxMessage.objects.filter(key__startswith="question_sent").delete()
    assert reminded_through(july(9), july(17)) == {
        "Tue 14 Jul": ["question_due_in_two_days"],
        "Thu 16 Jul": ["question_due_today"],
        "Fri 17 Jul": ["question_overdue", "question_overdue"],
    }
    assert OutboxMessage.objects.filter(key__contains=july(16).isoformat()).exclude(
        to__in=[factories.contributor(stores).email, factories.officer().email]
    ).count() == 0  # fmt: skip


@pytest.mark.parametrize("step", ["withdraw the question", "withdraw the request", "decline", "answer"])
def test_nobody_is_reminded_of_what_they_no_longer_owe(question: Question, step: str) -> None:
    if step == "withdraw the question":
        perform(question.withdraw, by=factories.officer(), reason="Not wanted.")
    elif step == "withdraw the request":
        perform(question.foi_request.withdraw, by=factories.officer(), reason="Not wanted.")
    elif step == "decline":
        perform(question.decline, by=factories.contributor(), reason="Not ours.")
    else:
        perform(question.answer, by=factories.contributor())
    OutboxMessage.objects.all().delete()
    assert "question_" not in str(reminded_through(july(6), july(10)))


def test_a_request_of_nobody_is_everybodys() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    factories.second_officer()
    FoiRequest.objects.filter(pk=foi_request.pk).update(officer=None)
    OutboxMessage.objects.all().delete()
    remind(july(23))
    told = OutboxMessage.objects.filter(key__startswith="request_due_today").values_list("to", flat=True)
    assert sorted(told) == sorted([factories.officer().email, factories.second_officer().email])


def test_the_task_reminds_of_today_in_the_united_kingdom(question: Question) -> None:
    with time_machine.travel(datetime.datetime(2026, 7, 7, 23, 30, tzinfo=datetime.UTC), tick=False):
        remind_task()  # already the 8th in London
    assert kinds() == ["question_due_today"]
