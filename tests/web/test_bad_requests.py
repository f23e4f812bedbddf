"""What a browser sends that cannot be read: words, and no 500."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_post_that_is_too_large_says_so(signed_in: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    question = f.sent_question()
    client = signed_in(f.contributor())
    response = client.post(reverse("question_answer", args=[question.pk]), {"outcome": "provided", "text": "x" * 2_000})
    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert not question.answers.exists()


def test_too_many_fields_are_too_large_too(signed_in: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
    question = f.sent_question()
    fields = {f"field-{number}": "x" for number in range(60)}
    response = signed_in(f.contributor()).post(reverse("question_answer", args=[question.pk]), fields)
    assert response.status_code == 413


def test_what_cannot_be_read_at_all_is_a_bad_request_in_words(signed_in: Any) -> None:
    question = f.sent_question()
    response = signed_in(f.contributor()).post(
        reverse("question_answer", args=[question.pk]), b"--x\r\nbroken", content_type="multipart/form-data; boundary="
    )
    assert response.status_code == 400
    assert "could not read what your browser sent" in response.content.decode()


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_numbers_that_no_record_has_are_not_found(signed_in: Any, pk: str) -> None:
    client = signed_in(f.officer())
    for path in (f"/questions/{pk}/", f"/requests/{pk}/letter/", f"/letters/{pk}/document/", f"/outbox/{pk}/"):
        assert client.get(path).status_code == 404
