"""What is put on a request's file: messages, notes, and files byte for byte."""

import datetime
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foi.requests.actions import file_correspondence, store_file
from foi.requests.models import FoiRequest
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 3)


def test_a_message_is_filed_with_its_files() -> None:
    foi_request = factories.a_request()
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 \x00\xff")
    filed = file_correspondence(
        foi_request, by=factories.officer(), direction="in", on=ON, subject="A clarification", files=[upload]
    )
    stored = filed.files.get()
    assert stored.original() == b"%PDF-1.7 \x00\xff"
    assert stored.sha256 == hashlib.sha256(b"%PDF-1.7 \x00\xff").hexdigest()
    assert history_of(foi_request).get(action="file_correspondence").detail["files"] == 1


def test_correspondence_can_be_filed_after_the_answer_too() -> None:
    foi_request = factories.issued_letter().foi_request
    file_correspondence(foi_request, by=factories.officer(), direction="in", on=ON, subject="Thank you")
    assert FoiRequest.objects.get(pk=foi_request.pk).state == "issued"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "Morgan Quillfeather.docx", "a" * 300 + ".pdf", "résumé\u202egpj.exe", "/abs.txt"]
)
def test_the_name_of_a_persons_file_never_becomes_a_path(name: str) -> None:
    foi_request = factories.a_request()
    stored = store_file(foi_request, SimpleUploadedFile(name, b"words"), by=factories.officer())
    assert stored.content.name.startswith(f"files/{foi_request.pk}/{stored.sha256}")
    assert ".." not in stored.content.name
    assert "Quillfeather" not in stored.content.name
    assert len(stored.name) <= 200


def test_a_file_that_is_too_large_is_refused_in_words() -> None:
    foi_request = factories.a_request()
    film = SimpleUploadedFile("film.mp4", b"x")
    film.size = 20 * 1024 * 1024 + 1
    with pytest.raises(NotPossible, match="larger than 20 MB"):
        file_correspondence(
            foi_request,
            by=factories.officer(),
            direction="in",
            on=ON,
            subject="A film",
            files=[film],
        )
    assert foi_request.correspondence.count() == 1, "only the request itself: all or nothing"


def test_only_officers_file() -> None:
    foi_request = factories.request_with_questions_sent()
    for person in (factories.approver(), factories.contributor(), factories.outsider()):
        with pytest.raises(NotPermitted):
            file_correspondence(foi_request, by=person, direction="note", on=ON, subject="A call")
