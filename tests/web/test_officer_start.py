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


def test_everybody_lands_where_their_work_is(signed_in: Any, officer: User, approver: User, contributor: User) -> None:
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


def page_of(client: Any, query: str = "") -> str:
    return client.get(f"{reverse('requests')}{query}").content.decode()


def test_the_lists_are_mine_all_due_soon_overdue_and_closed(
    signed_in: Any, officer: User, colleague: User, log: Any, equipment: Any
) -> None:
    log(title="Fresh and mine")
    log(title="Nearly due", days_ago=25)
    log(title="Late", days_ago=60)
    actions.take_on(log(title="Of a colleague"), by=colleague)
    actions.withdraw(log(title="Taken back"), by=officer, reason="No longer wanted")
    client = signed_in(officer)

    mine = page_of(client)
    assert "My requests" in mine
    assert [title in mine for title in ("Fresh and mine", "Nearly due", "Late", "Of a colleague")] == [True] * 3 + [
        False
    ]
    everything = page_of(client, "?show=all")
    assert "Of a colleague" in everything
    assert "Taken back" not in everything
    soon = page_of(client, "?show=due-soon")
    assert ("Nearly due" in soon, "Fresh and mine" in soon, "Late" in soon) == (True, False, False)
    overdue = page_of(client, "?show=overdue")
    assert ("Late" in overdue, "Nearly due" in overdue) == (True, False)
    assert "working days late" in overdue
    assert "Taken back" in page_of(client, "?show=closed")
    for words in ("My requests <span", "(3)", "(4)", "(1)"):
        assert words in mine


def test_the_most_urgent_request_comes_first(signed_in: Any, officer: User, log: Any) -> None:
    log(title="Later", days_ago=1)
    log(title="Sooner", days_ago=12)
    page = page_of(signed_in(officer))
    assert page.index("Sooner") < page.index("Later")


def test_a_request_is_found_by_its_reference_or_title(signed_in: Any, officer: User, log: Any) -> None:
    cameras, drones = log(title="Cameras"), log(title="Drones")
    client = signed_in(officer)
    assert "Drones" not in page_of(client, "?q=camer")
    assert "Cameras" not in page_of(client, f"?q={drones.reference}")
    assert "Cameras" in page_of(client, f"?q={cameras.reference}")
    nothing = page_of(client, "?q=helicopter&show=mine")
    assert "No request in this list has “helicopter”" in nothing
    assert client.get(f"{reverse('requests')}?q=%00&show=nonsense&page=99").status_code == 200


def test_an_empty_list_says_so(signed_in: Any, officer: User, approver: User) -> None:
    assert "You have no open requests" in page_of(signed_in(officer))
    assert "There are no open requests" in page_of(signed_in(approver))
    assert "Nothing is overdue" in page_of(signed_in(officer), "?show=overdue")


def test_an_approver_sees_the_lists_but_cannot_log(signed_in: Any, approver: User, foi_request: Any) -> None:
    page = page_of(signed_in(approver))
    assert "Body-worn video" in page
    assert "Log a request" not in page
    assert "My requests" not in page


@pytest.mark.parametrize("requests", [1, 60])
def test_a_list_takes_the_same_number_of_queries_however_long_it_is(
    requests: int, signed_in: Any, officer: User, log: Any, django_assert_num_queries: Any
) -> None:
    for _ in range(requests):
        log("How many officers are there?")
    client = signed_in(officer)
    # Session, user, roles; one count for each of four lists; the page's count, its ids and its rows; the
    # menu's arrivals; whether the mailbox was reached.
    with django_assert_num_queries(16):
        page = page_of(client)
    assert page.count('class="govuk-table__row"') == min(requests, 25) + 1


def test_a_request_received_on_a_bank_holiday_weekend_says_day_0(signed_in: Any, officer: User, log: Any) -> None:
    import time_machine

    # CLK-1, CLK-2: Good Friday to Easter Monday 2026 are no working days.
    with time_machine.travel(datetime.datetime(2026, 4, 6, 12, tzinfo=datetime.UTC)):
        log(days_ago=3)
        assert "Day 0 of 20" in page_of(signed_in(officer))


def test_requests_are_found_by_who_asked(
    signed_in: Any, officer: User, approver: User, stranger: User, contributor: User, log: Any,
    django_assert_num_queries: Any, django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    log(title="His", requester_name="Bob Smith", requester_email="bob.smith@example.org")
    log(title="Hers")
    client = signed_in(officer)
    assert "requester’s name or e-mail address" in page_of(client)
    with django_assert_max_num_queries(20) as once:
        page_of(client, "?q=His")
    for words in ("smith", "bob.smith@", "BOB SMITH"):
        with django_assert_num_queries(len(once)):
            page = page_of(client, f"?q={words}")
        assert ("His" in page, "Hers" in page) == (True, False)
    assert "His" in page_of(signed_in(approver), "?show=all&q=smith")  # an approver may see who asked
    assert "His" not in page_of(signed_in(stranger), "?show=all&q=smith")
    assert signed_in(contributor).get(f"{reverse('requests')}?q=smith").status_code == 403
