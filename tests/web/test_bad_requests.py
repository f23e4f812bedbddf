"""What a browser sends that cannot be read: words, and no 500."""

from typing import Any

import pytest
from django.urls import reverse

from foi.intake.split_changes import last_change
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


@pytest.mark.parametrize("typed", ["²", "٢٠٢٦", "9" * 5_000])
def test_numbers_that_are_none_do_no_harm(signed_in: Any, typed: str) -> None:
    officer, question = signed_in(f.officer()), f.answered_question()
    assert officer.get(reverse("bank_holidays"), {"year": typed}).status_code == 200
    for name in ("question_files", "question_evidence"):
        assert officer.post(reverse(name, args=[question.pk]), {"remove": typed}).status_code in (302, 404)
    proposed = f.proposed_question()
    given = {"do": f"divide:{proposed.pk}:{typed}", "seen": last_change(proposed.foi_request).pk}
    assert officer.post(reverse("request_split", args=[proposed.foi_request_id]), given).status_code == 302
