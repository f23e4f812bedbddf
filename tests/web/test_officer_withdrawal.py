"""A request is withdrawn, and that is undone; and where the pages of a request are offered."""

from typing import Any

import pytest
from django.urls import reverse

from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


def url(name: str, foi_request: FoiRequest, *more: Any) -> str:
    return reverse(name, args=[foi_request.pk, *more])


def read(client: Any, name: str, foi_request: FoiRequest) -> str:
    response = client.get(url(name, foi_request))
    assert response.status_code == 200
    return response.content.decode()


def test_CLK_34_a_request_is_withdrawn_with_the_requesters_words(
    signed_in: Any, officer: User, foi_request: FoiRequest
) -> None:
    client, step = signed_in(officer), url("request_step", foi_request, "withdraw")
    assert "Why is it withdrawn?" in client.get(step).content.decode()
    assert "Enter the reason" in client.post(step, {"reason": "  "}).content.decode()
    page = client.post(step, {"reason": "I found it on your website."}, follow=True).content.decode()
    assert "The request is withdrawn." in page
    assert "“I found it on your website.”" in page
    foi_request.refresh_from_db()
    assert foi_request.state == RequestState.WITHDRAWN
    again = client.post(step, {"reason": "Again"}, follow=True)
    assert again.redirect_chain == [(url("request", foi_request), 302)]
    assert "not possible any more" in again.content.decode()


def test_a_withdrawal_by_mistake_is_undone_on_the_request_or_its_clock(
    signed_in: Any, officer: User, foi_request: FoiRequest
) -> None:
    client, step = signed_in(officer), url("request_step", foi_request, "undo_withdrawal")
    client.post(url("request_step", foi_request, "withdraw"), {"reason": "I found it on your website."})
    assert step in read(client, "request", foi_request)
    assert step in read(client, "request_clock", foi_request)
    assert "Why is the withdrawal undone?" in client.get(step).content.decode()
    assert "Enter the reason" in client.post(step, {"reason": " "}).content.decode()
    page = client.post(step, {"reason": "It was another request."}, follow=True).content.decode()
    assert "The withdrawal is undone." in page
    assert "“It was another request.”" in page
    assert step not in read(client, "request_clock", foi_request)


def test_each_page_of_a_request_is_offered_in_one_place(signed_in: Any, officer: User, foi_request: FoiRequest) -> None:
    page = read(signed_in(officer), "request", foi_request)
    for name in ("request_cost", "request_correspondence", "request_requester", "letters", "request_details"):
        assert page.count(f'href="{url(name, foi_request)}"') == 1, name
