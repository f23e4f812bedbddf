"""Evidence for exemptions: files of the FOI team, in no letter and before no department."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foi.answers.actions import decide
from foi.answers.content import AnswerContent
from foi.answers.evidence import Evidence
from foi.law.outcomes import Outcome
from foi.letters import actions
from foi.letters.render_docx import render_docx
from foi.requests.actions import withdraw
from foi.requests.models import Question
from tests import factories as f
from tests.claims import complete_claim
from workflows.models import AuditEvent
from workflows.perform import perform

pytestmark = pytest.mark.django_db

OPINION = "36(2)(b)(i)"
SECRET = "Opinion of the Chief Constable, signed"


def withheld_question() -> Question:
    question = f.answered_question()
    content = AnswerContent(outcome=Outcome.WITHHELD, reason="It would inhibit advice.")
    decide(question, content, [complete_claim(OPINION)], by=f.officer())
    return Question.objects.get(pk=question.pk)


def keep(client: Any, question: Question, name: str = "opinion.pdf", **given: str) -> str:
    data = {
        "upload": SimpleUploadedFile(name, b"%PDF-1.7 opinion"),
        "description": SECRET,
        "exemption": OPINION,
        **given,
    }
    return str(client.post(reverse("question_evidence", args=[question.pk]), data, follow=True).content.decode())


def test_the_signed_opinion_is_kept_with_the_claim_read_and_taken_away(signed_in: Any) -> None:
    question, client = withheld_question(), signed_in(f.officer())
    assert "Keep a file as evidence" in client.get(reverse("question", args=[question.pk])).content.decode()
    assert SECRET in keep(client, question)
    [kept] = question.evidence.all()
    file = reverse("question_evidence_file", args=[question.pk, kept.pk])
    assert file in client.get(reverse("question", args=[question.pk])).content.decode()
    assert b"".join(signed_in(f.approver()).get(file).streaming_content) == b"%PDF-1.7 opinion"
    event = AuditEvent.objects.get(action="change_evidence")
    assert event.detail["exemption"] == OPINION
    client = signed_in(f.officer())
    page = client.post(reverse("question_evidence", args=[question.pk]), {"remove": kept.pk}, follow=True)
    assert "There is none yet." in page.content.decode()
    assert question.foi_request.files.exists()  # what was once relied on stays on record


def test_it_survives_a_new_decision_and_is_in_no_letter(signed_in: Any) -> None:
    question = withheld_question()
    keep(signed_in(f.officer()), question)
    content = AnswerContent(outcome=Outcome.WITHHELD, reason="For the same reason.")
    decide(question, content, [complete_claim(OPINION)], by=f.officer())
    perform(Question.objects.get(pk=question.pk).agree, by=f.officer())
    for other in question.foi_request.questions.exclude(pk=question.pk):
        perform(other.withdraw, by=f.officer(), reason="No longer asked.")
    version = actions.draft(f.fresh(question.foi_request), by=f.officer())
    letter = actions.letter_of(version)
    assert letter.enclosures == ()
    assert SECRET not in str(version.content)
    assert b"opinion.pdf" not in render_docx(letter)
    assert actions.enclosed(version) == []
    assert Evidence.objects.count() == 1


def test_REQ_20_no_department_learns_of_it(signed_in: Any) -> None:
    question = withheld_question()
    keep(signed_in(f.officer()), question)
    kept = question.evidence.get()
    department = signed_in(f.contributor())
    assert department.get(reverse("question_evidence", args=[question.pk])).status_code == 404
    assert department.get(reverse("question_evidence_file", args=[question.pk, kept.pk])).status_code == 404
    page = department.get(reverse("question", args=[question.pk])).content.decode()
    assert SECRET not in page and "vidence" not in page.partition("<main")[2]
    assert signed_in(f.outsider()).get(reverse("question_evidence", args=[question.pk])).status_code == 404


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"exemption": "31(1)(a)"}, "Select a valid choice"),
        ({"exemption": ""}, "Select the exemption"),
        ({"description": " "}, "Say what it is"),
        ({"name": "tool.exe"}, "of a kind that is not kept here"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    given: dict[str, str], words: str, signed_in: Any
) -> None:
    question = withheld_question()
    page = keep(signed_in(f.officer()), question, **given)
    assert words in page
    assert given.get("description", SECRET).strip() in page
    assert not Evidence.objects.exists()


def test_an_approver_reads_but_does_not_change_it(signed_in: Any) -> None:
    question = withheld_question()
    page = signed_in(f.approver()).get(reverse("question_evidence", args=[question.pk])).content.decode()
    assert "Keep the file" not in page
    assert "your role does not allow this" in keep(signed_in(f.approver()), question)
    assert not Evidence.objects.exists()


def test_when_the_request_is_over_nothing_more_is_kept(signed_in: Any) -> None:
    question = withheld_question()
    keep(signed_in(f.officer()), question)
    withdraw(f.fresh(question.foi_request), by=f.officer(), reason="No longer wanted.")
    page = signed_in(f.officer()).get(reverse("question", args=[question.pk])).content.decode()
    assert SECRET in page
    assert "Add or take away evidence" not in page
    keep(signed_in(f.officer()), question)
    assert Evidence.objects.count() == 1


def test_without_a_claim_there_is_nothing_to_keep_evidence_for(signed_in: Any) -> None:
    question = f.answered_question()
    page = signed_in(f.officer()).get(reverse("question_evidence", args=[question.pk])).content.decode()
    assert "No exemption is claimed for this question." in page
    assert (
        "Evidence for the exemptions"
        not in signed_in(f.officer()).get(reverse("question", args=[question.pk])).content.decode()
    )
