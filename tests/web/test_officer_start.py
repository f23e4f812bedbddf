"""Where people land, and the officer's lists."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from foi.organisation.models import User
from foi.requests import actions

pytestmark = pytest.mark.django_db


def test_somebody_who_is_not_signed_in_is_asked_to(client: Any) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_everybody_lands_where_their_work_is(
    signed_in: Any, officer: User, approver: User, contributor: User
) -> None:
    assert signed_in(officer).get("/").url == reverse("requests")
    assert signed_in(approver).get("/").url == reverse("approvals")
    assert signed_in(contributor).get("/").url == reverse("queue")


def test_somebody_without_a_role_is_told_whom_to_ask(signed_in: Any) -> None:
    user = User.objects.create_user("new@example.org", full_name="Nia New")
    assert "Ask your authority’s FOI team" in signed_in(user).get("/").content.decode()


def test_a_list_says_where_the_clock_and_the_answers_stand(signed_in: Any, officer: User, foi_request: Any) -> None:
    page = signed_in(officer).get(reverse("requests")).content.decode()
    assert foi_request.reference in page
    assert "Body-worn video" in page
    assert "Day 0 of 20" in page
    assert "0 of 4 answered" in page
    assert "Split to confirm" in page
    assert "Log a request" in page
    assert "Olive Officer" in page
