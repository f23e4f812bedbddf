"""`manage.py seed_demo`: once, on any day, and not in production by accident."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foi.demo import sign_ins
from foi.demo.story import tell_the_story
from foi.management.commands import up
from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest
from workflows.models import AuditEvent
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "on",
    [
        datetime.date(2026, 1, 2),
        datetime.date(2026, 4, 7),
        datetime.date(2026, 12, 29),
    ],
    ids=["a holiday in January", "after Easter", "between the years"],
)
def test_it_can_be_told_on_any_day(on: datetime.date) -> None:
    cases = tell_the_story(on)
    assert {case.foi_request.state for case in cases} == {state.value for state in RequestState}
    assert max(case.foi_request.received_on for case in cases) < on


def test_it_is_told_once(settings: Any) -> None:
    settings.SHOW_DEMO_SIGN_INS = True
    said = StringIO()
    call_command("seed_demo", stdout=said)
    assert "23 invented requests" in said.getvalue()
    assert sign_ins()[0].email in said.getvalue()
    before = (FoiRequest.objects.count(), AuditEvent.objects.count(), User.objects.count())
    again = StringIO()
    call_command("seed_demo", stdout=again)
    assert "here already" in again.getvalue()
    assert (FoiRequest.objects.count(), AuditEvent.objects.count(), User.objects.count()) == before


def test_it_is_not_told_in_production_by_accident(settings: Any) -> None:
    settings.SHOW_DEMO_SIGN_INS = False
    with pytest.raises(CommandError, match="--force"):
        call_command("seed_demo")
    assert not Authority.objects.exists()


@pytest.mark.parametrize("force", [False, True])
def test_it_is_not_told_beside_an_authority_that_is_there(settings: Any, force: bool) -> None:
    settings.SHOW_DEMO_SIGN_INS = True
    Authority.objects.create(name="Marshmere Constabulary", short_name="Marshmere")
    with pytest.raises(CommandError, match="only for an empty database"):
        call_command("seed_demo", force=force)
    assert [one.name for one in Authority.objects.all()] == ["Marshmere Constabulary"]
    assert not User.objects.exists()


def test_make_run_leaves_the_demo_out_where_an_authority_is(settings: Any) -> None:
    Authority.objects.create(name="Marshmere Constabulary", short_name="Marshmere")
    settings.SHOW_DEMO_SIGN_INS = True
    said = StringIO()
    assert not up.Command(stdout=said).tell_the_demo()
    assert "only for an empty database" in said.getvalue()
    assert not User.objects.exists()


def test_told_without_a_word_its_people_stand_on_the_sign_in_page_and_not_before(
    settings: Any, client: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SHOW_DEMO_SIGN_INS = True
    assert sign_ins()[0].email not in client.get("/sign-in/").content.decode()
    call_command("seed_demo", verbosity=0)
    assert capsys.readouterr().out == ""
    assert sign_ins()[0].email in client.get("/sign-in/").content.decode()
