"""Files that go out with the letter: who adds them, which may not go, and under what name they are sent."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foi.letters import actions
from foi.letters.assemble import facts_of
from foi.letters.dispatch import _Changed, _enclosures
from foi.requests.models import Question
from tests import factories as f
from workflows.perform import perform

pytestmark = pytest.mark.django_db


def add(
    client: Any, question: Question, name: str = "forms.pdf", content: bytes = b"%PDF-1.7 forms", **given: str
) -> Any:
    upload = SimpleUploadedFile(name, content)
    data = {"upload": upload, "description": "Feedback forms, 41 pages", **given}
    return client.post(reverse("question_files", args=[question.pk]), data, follow=True)


def test_a_department_adds_a_file_and_takes_it_away(signed_in: Any) -> None:
    question = f.accepted_question()
    client = signed_in(f.contributor())
    page = add(client, question).content.decode()
    assert "Feedback forms, 41 pages" in page
    [attachment] = question.attachments.all()
    got = client.get(reverse("question_file", args=[question.pk, attachment.pk]))
    assert b"".join(got.streaming_content) == b"%PDF-1.7 forms"
    page = client.post(reverse("question_files", args=[question.pk]), {"remove": attachment.pk}, follow=True)
    assert "There is none yet." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("figures.xlsx", "hidden rows"),
        ("tool.exe", "of a kind that cannot go out"),
        ("letter.docx", "cannot go out as it is"),
    ],
)
def test_LET_1_what_could_hide_something_does_not_go_out(signed_in: Any, name: str, words: str) -> None:
    question = f.accepted_question()
    page = add(signed_in(f.contributor()), question, name, b"PK\x03\x04 not really").content.decode()
    assert words in page
    assert "Feedback forms, 41 pages" in page  # nothing typed is lost
    assert not question.attachments.exists()


def test_after_the_answer_is_in_only_the_officer_changes_its_files(signed_in: Any) -> None:
    question = f.answered_question()
    add(signed_in(f.contributor()), question)
    assert not question.attachments.exists()
    add(signed_in(f.officer()), question)
    assert question.attachments.count() == 1
    perform(question.agree, by=f.officer())
    add(signed_in(f.officer()), question)
    assert question.attachments.count() == 1


def test_nobody_else_gets_the_file(signed_in: Any) -> None:
    question = f.answered_question()
    add(signed_in(f.officer()), question)
    url = reverse("question_file", args=[question.pk, question.attachments.get().pk])
    assert signed_in(f.outsider()).get(url).status_code == 404
    assert signed_in(f.contributor(f.department("Stores", topics=""))).get(url).status_code == 404


def test_the_letter_lists_it_under_a_name_made_from_the_reference(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    client = signed_in(f.officer())
    question = foi_request.questions.first()
    perform(question.reopen, by=f.officer(), reason="A file was forgotten.")
    add(client, question)
    perform(question.agree, by=f.officer())
    letter = actions.draft(foi_request, by=f.officer())
    [file] = [file for one in facts_of(letter).questions for file in one.attachments]
    assert file.file_name.endswith("_attachment_01.pdf")
    page = client.get(reverse("letter", args=[foi_request.pk])).content.decode()
    assert "Files that come with this letter" in page
    got = client.get(reverse("letter_enclosure", args=[letter.pk, 1]))
    assert file.file_name in got["Content-Disposition"]
    assert b"".join(got.streaming_content) == b"%PDF-1.7 forms"
    assert letter.content["enclosures"][0]["sha256"] == file.sha256
    assert client.get(reverse("letter_enclosure", args=[letter.pk, 2])).status_code == 404


def test_a_letter_that_the_service_sends_takes_its_files_along(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    question = foi_request.questions.first()
    perform(question.reopen, by=f.officer(), reason="A file was forgotten.")
    add(signed_in(f.officer()), question)
    perform(question.agree, by=f.officer())
    letter = actions.submit(actions.draft(foi_request, by=f.officer()), by=f.officer())
    issued = actions.issue(actions.approve(letter, by=f.approver()), by=f.officer(), channel="post")
    assert [content for _, content in _enclosures(issued)] == [b"%PDF-1.7 forms"]
    issued.foi_request.files.get().content.storage.delete(issued.foi_request.files.get().content.name)
    with pytest.raises(_Changed):
        list(_enclosures(issued))
