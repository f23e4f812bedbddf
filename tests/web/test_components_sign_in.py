"""The pages for signing in and for a forgotten password, from the first to the last."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from foi.organisation.models import User

pytestmark = pytest.mark.django_db

OLD, NEW = "correct horse battery", "staple of the new day"


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("ada@example.police.uk", OLD, full_name="Ada Officer")


def sign_in(client: Client, password: str):
    return client.post(reverse("account_login"), {"login": "ada@example.police.uk", "password": password})


def test_a_wrong_password_is_said_at_the_top_and_in_the_title(client, officer):
    page = sign_in(client, "wrong").content.decode()
    assert "<title>Error: Sign in – FOI response workflow</title>" in page
    assert "govuk-error-summary" in page
    assert "wrong" not in page


@pytest.mark.parametrize(("name", "field"), [("account_login", "login"), ("account_reset_password", "email")])
def test_a_wrong_address_is_told_how_one_looks_as_on_every_page(client, name, field):
    page = client.post(reverse(name), {field: "ada at example", "password": "x"}).content.decode()
    assert "Enter an e-mail address in the correct format, like name@example.com" in page
    assert "valid email" not in page


def test_an_empty_sign_in_asks_for_both_by_name(client):
    page = client.post(reverse("account_login"), {}).content.decode()
    assert re.findall(r'<a href="#(id_\w+)">([^<]+)</a>', page) == [
        ("id_login", "Enter the email"),
        ("id_password", "Enter the password"),
    ]


def test_signing_in_puts_up_no_banner(client, officer):
    assert sign_in(client, OLD).status_code == 302
    assert not list(client.get(reverse("account_change_password")).context["messages"])


def test_a_forgotten_password_can_be_replaced_by_way_of_a_mail(client, officer):
    asked = client.post(reverse("account_reset_password"), {"email": officer.email}, follow=True)
    assert "Check your email" in asked.content.decode()
    [message] = mail.outbox
    assert "Choose a new password" in message.subject
    link = re.search(r"https?://\S+", message.body)
    assert link

    chosen = client.get(link[0], follow=True)
    assert '<h1 class="govuk-heading-l">Choose a new password</h1>' in chosen.content.decode()
    address = chosen.redirect_chain[-1][0]
    done = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your password has been changed" in done.content.decode()
    assert sign_in(Client(), NEW).status_code == 302

    used = Client().get(link[0], follow=True)
    assert "This link no longer works" in used.content.decode()


def test_an_address_nobody_signs_in_with_gets_the_same_page_and_no_mail(client):
    asked = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "Check your email" in asked.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["account_change_password", "account_logout"])
def test_the_pages_of_somebody_signed_in(client, officer, name):
    client.force_login(officer)
    page = client.get(reverse(name)).content.decode()
    assert "Ada Officer" in page
    assert page.count("<h1") == 1


def test_signing_out_is_asked_first_and_then_said(client, officer):
    client.force_login(officer)
    after = client.post(reverse("account_logout"), follow=True)
    assert "You have signed out." in after.content.decode()


def test_too_many_attempts_get_a_page_that_says_how_long_to_wait(client, officer, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/key"}
    client.post(reverse("account_reset_password"), {"email": officer.email})
    refused = client.post(reverse("account_reset_password"), {"email": officer.email})
    assert refused.status_code == 429
    assert "Wait five minutes" in refused.content.decode()
