"""Two authorities with their people, for the tests of the pages."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from foi.intake.actions import receive
from foi.intake.message import IncomingMessage
from foi.organisation.models import Authority, Department, Membership, User
from foi.requests.models import FoiRequest
from workflows.clock import today
from workflows.roles import Role

REQUESTER = {
    "requester_name": "Wilhelmina Applegarth",
    "requester_email": "w.applegarth@example.org",
    "requester_address": "14 Tansy Rise, Burbage",
}

LETTER = """Dear Sir or Madam,

Body-worn video

1. How many body-worn cameras does the force own?
2. Please provide, for each camera:
(a) the date of purchase;
(b) the price paid.
3. If you are unable to answer any question, why not?

NOTE: This is not a legal document, nor is it meant as one.

Yours faithfully,
Wilhelmina Applegarth
"""


def authority(name: str, short_name: str) -> Authority:
    return Authority.objects.create(
        name=name, short_name=short_name, address="1 Station Road\nOakham", email=f"foi@{short_name.lower()}.example"
    )


def person(name: str, role: Role, of: Authority, department: Department | None = None) -> User:
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@{of.short_name.lower()}.example", full_name=name)
    Membership.objects.create(user=user, authority=of, department=department, role=role)
    return user


@pytest.fixture
def force(db: None) -> Authority:
    return authority("Rutland Vale Police", "RVP")


@pytest.fixture
def equipment(force: Authority) -> Department:
    return Department.objects.create(authority=force, name="Equipment", topics="body-worn, holster")


@pytest.fixture
def finance(force: Authority) -> Department:
    return Department.objects.create(authority=force, name="Finance", topics="price, budget")


@pytest.fixture
def officer(force: Authority) -> User:
    return person("Olive Officer", Role.FOI_OFFICER, force)


@pytest.fixture
def colleague(force: Authority) -> User:
    return person("Corin Colleague", Role.FOI_OFFICER, force)


@pytest.fixture
def approver(force: Authority) -> User:
    return person("Amina Approver", Role.APPROVER, force)


@pytest.fixture
def contributor(force: Authority, equipment: Department, finance: Department) -> User:
    """Works in Equipment; Finance has somebody too."""
    person("Fergus Finance", Role.CONTRIBUTOR, force, finance)
    return person("Edwin Equipment", Role.CONTRIBUTOR, force, equipment)


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of another authority."""
    return person("Sunil Stranger", Role.FOI_OFFICER, authority("Office of the Rutland Vale Commissioner", "ORVC"))


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def log(force: Authority, officer: User) -> Callable[..., FoiRequest]:
    """Logs a request as the officer does, received today unless `days_ago` says otherwise."""

    def receive_one(text: str = LETTER, *, days_ago: int = 0, **message: Any) -> FoiRequest:
        received_on = today() - datetime.timedelta(days=days_ago)
        message = {**REQUESTER, **message}
        return receive(IncomingMessage(text=text, received_on=received_on, **message), force, by=officer)

    return receive_one


@pytest.fixture
def foi_request(log: Callable[..., FoiRequest], equipment: Department, finance: Department) -> FoiRequest:
    """A request with a proposed split."""
    return log()
