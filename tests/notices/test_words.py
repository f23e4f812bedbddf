"""What an e-mail says: plain text, a subject that fits, and of which letter it speaks."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from foi.letters.dispatch import Dispatch, issue_by_email
from foi.letters.models import LetterVersion
from foi.notices.models import OutboxMessage
from foi.organisation.models import Department
from foi.requests.models import FoiRequest
from tests import factories as f
from workflows.perform import perform
from workflows.roles import SYSTEM

pytestmark = pytest.mark.django_db


def latest(notice: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(key__startswith=f"{notice}:").latest("id")


def test_the_name_of_a_department_reads_as_it_is_written() -> None:
    question = f.sent_question()
    Department.objects.filter(pk=question.department_id).update(name="Legal & Compliance <East>")
    question = type(question).objects.get(pk=question.pk)
    perform(question.decline, by=f.contributor(question.department), reason="Not ours.")
    told = latest("question_declined")
    assert told.subject == f"{question.foi_request.reference}: Legal & Compliance <East> declined question 1"
    assert told.body.startswith("Legal & Compliance <East> says that")


def test_no_notice_asks_for_plain_text_by_itself() -> None:
    for path in (Path(settings.BASE_DIR) / "templates" / "notices").glob("*.txt"):
        assert "autoescape" not in path.read_text(encoding="utf-8"), path.name


def test_long_names_stop_no_step() -> None:
    question, member = f.ready_question(), f.contributor()
    Department.objects.filter(pk=question.department_id).update(name="D" * 120)
    FoiRequest.objects.filter(pk=question.foi_request_id).update(reference="R" * 60)
    question = type(question).objects.get(pk=question.pk)
    perform(question.send, by=f.officer())
    perform(question.decline, by=member, reason="Not ours.")
    for notice in ("question_sent", "question_declined"):
        told = latest(notice)
        assert len(told.subject) == 200
        assert told.subject.endswith("…")
        assert "{count}" in told.subject_of_many
        assert len(told.subject_of_many) <= 200


@pytest.mark.parametrize(
    ("letter", "named"),
    [(f.approved_letter, "response to"), (f.approved_fees_notice, "fees notice for")],
)
def test_trouble_with_a_letter_says_which_letter(letter: Any, named: str) -> None:
    issue_by_email(letter(), by=f.officer(), typed=f.REQUESTER["requester_email"])
    reference = LetterVersion.objects.get().foi_request.reference
    for steps, notice in (
        (["hand_over", "give_up"], "letter_not_sent"),
        (["send_again", "hand_over", "lose_sight"], "letter_unclear"),
        (["bounce"], "letter_came_back"),
    ):
        for step in steps:
            facts = {"cause": "It was refused."} if step in ("give_up", "bounce") else {}
            perform(getattr(Dispatch.objects.get(), step), by=f.officer() if step == "send_again" else SYSTEM, **facts)
        assert f"he {named} request {reference}" in latest(notice).body
