"""The outbox: written with its cause, delivered once, and nothing is lost on the way."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from foi.celery import app
from foi.notices import outbox, tasks
from foi.notices.models import OutboxMessage
from foi.notices.notices import QUESTION_SENT
from tests import factories
from tests.at_once import at_once
from workflows.perform import NotPermitted, perform

WAITING, SENT, FAILED = OutboxMessage.State.WAITING, OutboxMessage.State.SENT, OutboxMessage.State.FAILED


class Post(BaseEmailBackend):
    """A mail server that remembers, and that can be told to be out of order."""

    taken: list[EmailMessage] = []
    fails = False
    lock = Lock()
    stops: BaseException | None = None  # what ends the run at the third e-mail

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            email.message()  # as every backend does: a header that is none is refused here
            with Post.lock:
                Post.taken.append(email)
            if Post.stops and len(Post.taken) == 3:
                raise Post.stops
            if Post.fails:
                raise ConnectionRefusedError("The mail server is away.")
            time.sleep(0.002)  # long enough for the others to try for the same message
        return len(email_messages)


@pytest.fixture
def post(settings: Any) -> type[Post]:
    settings.EMAIL_BACKEND = f"{__name__}.Post"
    Post.taken, Post.fails, Post.stops = [], False, None
    return Post


def fill(number: int) -> None:
    OutboxMessage.objects.bulk_create(
        OutboxMessage(key=f"test:{n}", to=f"person{n}@people.example", subject=f"News {n}", body="Text\n")
        for n in range(number)
    )


def ids(messages: Sequence[EmailMessage]) -> list[str]:
    return [message.extra_headers["Message-ID"] for message in messages]


# --- written with its cause -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_notice_is_written_in_the_transaction_of_the_step_and_undone_with_it() -> None:
    question = factories.ready_question()
    with transaction.atomic():
        perform(question.send, by=factories.officer())
        assert OutboxMessage.objects.filter(key__startswith="question_sent:").count() == 1
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_refused_step_tells_nobody() -> None:
    question = factories.sent_question()
    before = OutboxMessage.objects.count()
    with pytest.raises(NotPermitted):
        perform(question.decline, by=factories.outsider(), reason="Not ours.")
    assert OutboxMessage.objects.count() == before


@pytest.mark.django_db
def test_the_same_news_is_written_once_however_often_it_is_told() -> None:
    question = factories.sent_question()
    assert outbox.write(QUESTION_SENT, question, occasion="again") == 1
    assert outbox.write(QUESTION_SENT, question, occasion="again") == 0
    assert outbox.write(QUESTION_SENT, question, occasion="once more") == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_stops_no_step_and_loses_no_message(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise ConnectionError("Redis is away")

    monkeypatch.setattr(outbox.current_app, "send_task", away)
    question = factories.ready_question()
    with caplog.at_level(logging.WARNING):
        perform(question.send, by=factories.officer())
    assert question.state == "sent"
    assert "will be delivered by the timetable" in caplog.text
    assert OutboxMessage.objects.get().state == WAITING
    assert tasks.deliver() == 1
    assert OutboxMessage.objects.get().state == SENT


def test_nobody_waits_for_a_broker_that_is_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Left alone, the library tries three times and sleeps in between, for each of sixteen questions sent at once."""

    def waited(seconds: float) -> None:
        raise AssertionError(f"The person who pressed the button waits {seconds} seconds.")

    monkeypatch.setattr("kombu.utils.functional.sleep", waited)
    with app.connection_for_write(url=f"redis+socket://{tmp_path}/nowhere") as away, pytest.raises(OperationalError):
        tasks.deliver.apply_async(retry=False, connection=away)


# --- delivered once -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_six_relays_at_once_send_each_message_once(post: type[Post]) -> None:
    fill(60)
    counts = at_once([outbox.deliver_waiting] * 6)
    assert sum(counts) == 60
    assert len(ids(post.taken)) == len(set(ids(post.taken))) == 60
    assert not OutboxMessage.objects.exclude(state=SENT).exists()


@pytest.mark.django_db
def test_a_message_that_was_sent_is_not_sent_again(post: type[Post]) -> None:
    fill(3)
    assert [outbox.deliver_waiting() for _ in range(3)] == [3, 0, 0]
    assert len(post.taken) == 3


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_on_the_real_broker_delivers_after_the_step(celery_worker: Any) -> None:
    question = factories.ready_question()
    perform(question.send, by=factories.officer())
    until = time.monotonic() + 30
    while OutboxMessage.objects.filter(state=SENT).count() < 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert OutboxMessage.objects.get().state == SENT
    assert [message.to for message in mail.outbox] == [[factories.contributor().email]]


KILLED = """
import os, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
django.setup()
from django.core.mail.backends import locmem
def send_and_die(self, messages):
    print(messages[0].extra_headers["Message-ID"], flush=True)
    os.kill(os.getpid(), 9)
locmem.EmailBackend.send_messages = send_and_die
from foi.notices.outbox import deliver_waiting
deliver_waiting()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_nothing_and_the_second_copy_has_the_same_message_id(
    post: type[Post],
) -> None:
    """Killed after the mail server took the message and before that was written down: the worst moment."""
    fill(3)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"])],
        cwd=settings.BASE_DIR, env={**os.environ, "DJANGO_SETTINGS_MODULE": "foi.settings.test"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert killed.returncode == -9, killed.stderr
    first_copy = killed.stdout.strip().splitlines()[-1]
    until = time.monotonic() + 30
    while OutboxMessage.objects.exclude(state=SENT).exists() and time.monotonic() < until:
        outbox.deliver_waiting()  # the dead connection holds its rows for a moment
        time.sleep(0.05)
    assert len(post.taken) == 3
    assert first_copy in ids(post.taken)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stopped", [SystemExit(), SoftTimeLimitExceeded()])
def test_a_run_that_takes_too_long_is_stopped_and_what_it_had_sent_is_not_sent_again(
    post: type[Post], stopped: BaseException
) -> None:
    """A slow mail server and a full outbox: the worker is told to stop after four minutes, and stopped after five."""
    fill(6)
    post.stops = stopped
    with pytest.raises(type(stopped)):
        outbox.deliver_waiting()
    rows = OutboxMessage.objects.order_by("id").values_list("state", "attempts")
    assert list(rows) == [(SENT, 1), (SENT, 1)] + 4 * [(WAITING, 0)], "being stopped is no failure of an e-mail"
    post.stops = None
    assert outbox.deliver_waiting() == 4
    assert len(set(ids(post.taken))) == 6
    assert len(post.taken) == 7, "only the one that was in hand goes twice, with the same Message-ID"


# --- tried again ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_tried_again_later_with_the_same_message_id(post: type[Post]) -> None:
    fill(1)
    post.fails = True
    with time_machine.travel("2026-03-03 10:00", tick=False) as clock:
        OutboxMessage.objects.update(next_attempt_at=timezone.now())
        assert outbox.deliver_waiting() == 0
        assert outbox.deliver_waiting() == 0, "not before a minute has gone"
        assert len(post.taken) == 1
        clock.shift(61)
        outbox.deliver_waiting()
        clock.shift(61)
        outbox.deliver_waiting()
        assert len(post.taken) == 2, "the second pause is longer"
        post.fails = False
        clock.shift(61)
        assert outbox.deliver_waiting() == 1
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts, message.last_error) == (SENT, 3, "")
    assert len(set(ids(post.taken))) == 1


@pytest.mark.django_db
def test_one_bad_address_does_not_hold_up_the_rest(post: type[Post]) -> None:
    fill(2)
    OutboxMessage.objects.filter(key="test:0").update(to="nobody\nBcc: everybody@people.example")
    assert outbox.deliver_waiting() == 1
    bad = OutboxMessage.objects.get(key="test:0")
    assert (bad.state, bad.attempts) == (WAITING, 1)
    assert bad.last_error


@pytest.mark.django_db
def test_after_the_last_attempt_a_person_has_to_look(post: type[Post]) -> None:
    fill(1)
    post.fails = True
    for _ in range(outbox.MAX_ATTEMPTS + 2):
        OutboxMessage.objects.update(next_attempt_at=timezone.now())
        outbox.deliver_waiting()
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts) == (FAILED, outbox.MAX_ATTEMPTS)
    assert "mail server is away" in message.last_error


@pytest.mark.django_db
def test_a_mail_server_may_be_away_over_a_long_week_end(post: type[Post]) -> None:
    fill(1)
    post.fails = True
    pauses: list[float] = []
    with time_machine.travel("2026-03-06 17:00", tick=False) as clock:
        OutboxMessage.objects.update(next_attempt_at=timezone.now())
        outbox.deliver_waiting()
        while (message := OutboxMessage.objects.get()).state == WAITING:
            pauses.append((message.next_attempt_at - timezone.now()).total_seconds())
            clock.shift(pauses[-1])
            outbox.deliver_waiting()
    assert pauses[:3] == [60, 120, 240]
    assert max(pauses) == 24 * 3600
    assert 4 < sum(pauses) / (24 * 3600) < 7


@pytest.mark.django_db
def test_what_is_given_up_is_an_error_in_the_log(post: type[Post], caplog: pytest.LogCaptureFixture) -> None:
    fill(1)
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
    post.fails = True
    outbox.deliver_waiting()
    assert [record.levelname for record in caplog.records if "is given up" in record.message] == ["ERROR"]


@pytest.mark.django_db
def test_what_went_wrong_is_logged_without_address_or_words(post: type[Post], caplog: pytest.LogCaptureFixture) -> None:
    """Personal data does not reach the logs."""
    fill(1)
    post.fails = True
    with caplog.at_level(logging.DEBUG):
        outbox.deliver_waiting()
    assert "was not sent" in caplog.text
    assert "person0" not in caplog.text
    assert "News 0" not in caplog.text


# --- one e-mail for many questions ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_department_that_is_sent_several_questions_gets_one_e_mail(mailoutbox: list[EmailMessage]) -> None:
    foi_request = factories.request_with_questions_sent()
    assert OutboxMessage.objects.count() == 2
    assert outbox.deliver_waiting() == 2
    (mail,) = mailoutbox
    assert mail.subject == f"{foi_request.reference}: 2 questions for Crime Training"
    for question in foi_request.questions.filter(state="sent"):
        assert f"/questions/{question.pk}/" in mail.body
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {SENT}


@pytest.mark.django_db(transaction=True)
def test_relays_at_once_do_not_tear_an_e_mail_of_many_apart(post: type[Post]) -> None:
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            key=f"test:{n}", to=f"person{n % 4}@people.example", subject=f"News {n}", body="Text\n",
            thread="news", subject_of_many="{count} news",
        )
        for n in range(40)
    )  # fmt: skip
    assert sum(at_once([outbox.deliver_waiting] * 6)) == 40
    assert [message.subject for message in post.taken] == 4 * ["10 news"]


@pytest.mark.django_db
def test_one_question_keeps_its_own_subject(mailoutbox: list[EmailMessage]) -> None:
    question = factories.ready_question()
    perform(question.send, by=factories.officer())
    outbox.deliver_waiting()
    (mail,) = mailoutbox
    assert mail.subject.startswith(f"{question.foi_request.reference}: question 1 for Crime Training, due ")


@pytest.mark.django_db
def test_a_failed_e_mail_of_several_is_tried_again_whole_with_its_message_id(
    mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.request_with_questions_sent()
    tried: list[str] = []

    def away(mail: EmailMessage, **kwargs: Any) -> int:
        tried.append(mail.extra_headers["Message-ID"])
        raise ConnectionError("the mail server is away")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", away)
        assert outbox.deliver_waiting() == 0
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {(WAITING, 1)}
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    assert outbox.deliver_waiting() == 2
    assert [mail.extra_headers["Message-ID"] for mail in mailoutbox] == tried
