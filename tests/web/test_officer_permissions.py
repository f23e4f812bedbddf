"""Who may open the officers' pages: nobody else learns even that a request exists."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foi.organisation.models import User
from foi.requests import actions
from foi.requests.models import FoiRequest
from tests.web.conftest import REQUESTER
from workflows.clock import today

pytestmark = pytest.mark.django_db

PAGES = [
    ("get", "request"),
    ("get", "request_history"),
    ("get", "request_requester"),
    ("get", "request_details"),
    ("post", "request_details"),
    ("get", "request_correspondence"),
    ("post", "request_correspondence"),
    ("post", "request_send_all"),
    ("get", "request_split"),
    ("post", "request_split"),
]
STEPS = ["take_on", "withdraw", "reopen_split"]


def addresses(foi_request: FoiRequest, officer: User) -> list[tuple[str, str]]:
    filed = actions.file_correspondence(
        foi_request, by=officer, direction="in", on=today(), subject="From Wilhelmina Applegarth",
        files=[SimpleUploadedFile("applegarth.txt", b"words")],
    )  # fmt: skip
    stored = filed.files.get()
    question = foi_request.questions.first()
    assert question is not None
    found = [(method, reverse(name, args=[foi_request.pk])) for method, name in PAGES]
    found += [
        (method, reverse("request_step", args=[foi_request.pk, step])) for step in STEPS for method in ("get", "post")
    ]
    found.append(("get", reverse("request_file", args=[foi_request.pk, stored.pk])))
    found += [(method, reverse("split_divide", args=[foi_request.pk, question.pk])) for method in ("get", "post")]
    return found


def test_a_department_finds_none_of_the_officers_pages_and_no_word_of_who_asked(
    signed_in: Any, officer: User, contributor: User, foi_request: FoiRequest
) -> None:
    client = signed_in(contributor)
    for method, address in addresses(foi_request, officer):
        response = getattr(client, method)(address)
        assert response.status_code == 404, address
        body = response.content.decode()
        for secret in (*REQUESTER.values(), "Applegarth", foi_request.title, foi_request.reference):
            assert secret not in body


def test_a_department_is_told_that_the_lists_are_not_theirs(signed_in: Any, contributor: User) -> None:
    client = signed_in(contributor)
    for name in ("requests", "log_request"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("log_request"), {"text": "How many?"}).status_code == 403
    assert not FoiRequest.objects.exists()


def test_an_officer_of_another_authority_finds_nothing(
    signed_in: Any, officer: User, stranger: User, foi_request: FoiRequest
) -> None:
    client = signed_in(stranger)
    for method, address in addresses(foi_request, officer):
        assert getattr(client, method)(address).status_code == 404, address
    assert foi_request.title not in client.get(f"{reverse('requests')}?show=all").content.decode()


def test_somebody_who_is_not_signed_in_is_sent_to_the_sign_in_page(
    client: Any, officer: User, foi_request: FoiRequest
) -> None:
    for method, address in addresses(foi_request, officer):
        response = getattr(client, method)(address)
        assert response.url.startswith(reverse("account_login")), address


@pytest.mark.parametrize("name", ["request_details", "request_send_all", "request_split"])
def test_an_approver_cannot_do_the_officers_work(
    signed_in: Any, approver: User, foi_request: FoiRequest, name: str
) -> None:
    response = signed_in(approver).post(reverse(name, args=[foi_request.pk]))
    assert response.status_code == 403
    assert "your role does not allow this" in response.content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_an_approver_takes_none_of_the_officers_steps(
    signed_in: Any, approver: User, foi_request: FoiRequest, step: str
) -> None:
    response = signed_in(approver).post(reverse("request_step", args=[foi_request.pk, step]), {"reason": "Because"})
    assert response.status_code == 403
    foi_request.refresh_from_db()
    assert foi_request.is_open


def test_the_file_of_one_request_is_not_found_under_another(
    signed_in: Any, officer: User, foi_request: FoiRequest, log: Any
) -> None:
    other = log(title="Another")
    filed = actions.file_correspondence(
        other, by=officer, direction="in", on=today(), subject="Mail", files=[SimpleUploadedFile("a.txt", b"a")]
    )
    address = reverse("request_file", args=[foi_request.pk, filed.files.get().pk])
    assert signed_in(officer).get(address).status_code == 404


def test_no_such_request_is_not_found_whatever_its_number(signed_in: Any, officer: User) -> None:
    for number in (0, 10**9, 10**30):
        assert signed_in(officer).get(f"/requests/{number}/").status_code == 404
