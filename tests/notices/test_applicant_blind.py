"""Notices never say who asked, nor what: a reference, a number, a date and a link (REQ-20)."""

import datetime
import re

import pytest

from foi.answers.actions import submit
from foi.letters import actions as letters
from foi.notices import notices
from foi.notices.models import OutboxMessage
from foi.notices.outbox import message_id
from foi.notices.reminders import remind
from foi.notices.triggers import BY_ITSELF, TRIGGERS
from foi.requests.actions import correct_details, reassign
from foi.requests.models import FoiRequest
from foi.reviews import actions as reviews
from tests import factories
from workflows.clock import at_moment
from workflows.perform import perform

pytestmark = pytest.mark.django_db

TEXT = """\
I am Morgan Quillfeather of Nightjar Row, from the Hedgehog Gazette.

1. How many officers completed the course on hedgehog rescue in 2025?
2. How long does the training course that PC Brambling gives take?
"""
SECRETS = ("Quillfeather", "quillfeather", "Morgan", "Nightjar", "Gazette", "hedgehog", "Hedgehog", "Brambling",
           "rescue", "Not ours, ask", "Which year", "Please say more")  # fmt: skip


@pytest.fixture
def everything_mailed() -> list[OutboxMessage]:
    """One request through every notice there is."""
    stores = factories.department("Stores", topics="")
    foi_request = factories.request_with_questions_sent(TEXT, title="Hedgehog rescue for Morgan Quillfeather")
    first, second = foi_request.questions.order_by("position")
    for days in (0, 1, 12, 13, 14, 15, 16, 19, 20, 25, 26, 27, 28, 29, 30, 31, 32, 35):
        remind(foi_request.received_on + datetime.timedelta(days=days))
    perform(first.decline, by=factories.contributor(), reason="Not ours, ask Morgan.")
    reassign(first, by=factories.officer(), department=stores)
    perform(second.withdraw, by=factories.officer(), reason="Morgan does not want it.")
    perform(second.undo_withdrawal, by=factories.officer(), reason="Morgan wants it.")
    perform(second.accept, by=factories.contributor())
    submit(second, factories.ANSWER, by=factories.contributor())
    perform(second.send_back, by=factories.officer(), comment="Which year does Quillfeather mean?")
    submit(second, factories.ANSWER, by=factories.contributor())
    submit(first, factories.ANSWER, by=factories.contributor(stores))
    for question in (first, second):
        perform(question.agree, by=factories.officer())
    letter = letters.submit(letters.draft(foi_request, by=factories.officer()), by=factories.officer())
    letters.send_back(letter, by=factories.approver(), comment="Please say more to Morgan.")
    letter = letters.submit(letters.draft(foi_request, by=factories.officer()), by=factories.officer())
    letters.approve(letter, by=factories.approver())
    after_the_answer(foi_request)
    letters_that_went_astray()
    review = factories.review_considered()
    reviews.conclude(review, by=factories.reviewer(), conclusion="Morgan Quillfeather is right.")
    correct_details(foi_request, by=factories.officer(), title="Hedgehogs", **factories.REQUESTER)
    return list(OutboxMessage.objects.all())


def after_the_answer(foi_request: FoiRequest) -> None:
    """None came in time: the requester goes on to a review and to the regulator."""
    day = foi_request.due_on + datetime.timedelta(days=1)
    with at_moment(datetime.datetime.combine(day, datetime.time(12), datetime.UTC)):
        review = reviews.ask(foi_request, by=factories.officer(), asked_on=day, grounds="Morgan Quillfeather waits.")
        reviews.allocate(review, by=factories.officer(), reviewer=factories.reviewer())
        reviews.complain(
            foi_request, by=factories.officer(), made_on=day, about="Morgan Quillfeather got no answer.", reply_by=day
        )
    for days in (0, 24, 26, 28, 30, 40, 41, 42):
        remind(day + datetime.timedelta(days=days))


def letters_that_went_astray() -> None:
    factories.letter_not_sent()
    factories.letter_out_of_sight()
    factories.letter_that_came_back()


def test_every_notice_was_written(everything_mailed: list[OutboxMessage]) -> None:
    every = [notice for notice in vars(notices).values() if isinstance(notice, notices.Notice)]
    assert {message.key.split(":")[0] for message in everything_mailed} == {
        notice.template.removesuffix(".txt")
        for notice in every
        # tests/intake/test_what_comes_by_itself_is_told.py
        if notice not in (*BY_ITSELF.values(), notices.CORRESPONDENCE_FROM_ELSEWHERE)
    }
    assert {*TRIGGERS.values(), *BY_ITSELF.values()} <= set(every)


def test_none_says_who_asked_or_what(everything_mailed: list[OutboxMessage]) -> None:
    for message in everything_mailed:
        said = "\n".join([message.subject, message.body, message.to, message.key, message_id(message)])
        for secret in SECRETS:
            assert secret not in said, message.key


def test_each_says_which_and_where(everything_mailed: list[OutboxMessage]) -> None:
    for message in everything_mailed:
        assert re.match(r"\d+/\d\d\b", message.subject), message.key
        assert re.search(r"^http://testserver/\S+$", message.body, re.MULTILINE), message.key
        assert "\n" not in message.subject
        assert len(message.subject) < 120
        assert not re.search(r"{{|}}|{%|None", message.subject + message.body), message.key


def test_departments_are_linked_to_their_question_only(everything_mailed: list[OutboxMessage]) -> None:
    """A link to the request would be a page they may not see."""
    contributors = {factories.contributor().email, factories.contributor(factories.department("Stores")).email}
    for message in everything_mailed:
        if message.to in contributors:
            links = re.findall(r"//[^/]+(/\w+/)", message.body)
            assert links, message.key
            assert set(links) <= {"/questions/", "/queue/"}
            assert "/requests/" not in message.body


def test_the_approver_is_told_and_not_the_one_who_submitted(everything_mailed: list[OutboxMessage]) -> None:
    told = {message.to for message in everything_mailed if message.key.startswith("letter_awaiting")}
    assert told == {factories.approver().email}


def test_the_shared_mailbox_of_a_department_is_told_too() -> None:
    department = factories.department()
    department.email = "training@trentvale.example"
    department.save()
    factories.request_with_questions_sent()
    told = set(OutboxMessage.objects.values_list("to", flat=True))
    assert told == {"training@trentvale.example", factories.contributor().email}
