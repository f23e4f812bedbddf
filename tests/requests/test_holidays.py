"""Bank holidays change while requests are open (CLK-4, CLK-33)."""

import datetime
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine

from foi.law.clock import Kind
from foi.law.working_days import BankHoliday, Calendar, Division
from foi.notices.models import OutboxMessage
from foi.notices.reminders import remind
from foi.requests import holidays
from foi.requests.calendars import HolidayVersion, current_calendar
from foi.requests.checks import the_coming_year_is_published
from foi.requests.clock import clock_of
from foi.requests.clock_records import DateChange
from foi.requests.recount import accept_date, accept_dates, recount_open, would_move
from tests import factories
from tests.at_once import at_once
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db

#: Tuesday 1 September 2026: due on Tuesday 29 September; Monday the 21st is to be proclaimed
RECEIVED, DUE, DAY_AFTER = date(2026, 9, 1), date(2026, 9, 29), date(2026, 9, 30)
PROCLAIMED = date(2026, 9, 21)


@pytest.fixture(autouse=True)
def early_september() -> Iterator[None]:
    with time_machine.travel(datetime.datetime(2026, 9, 8, 9), tick=False):
        yield


def gov_uk(calendar: Calendar) -> dict[str, Any]:
    """The official format, made from a calendar."""
    names = {"england-and-wales": "EW", "scotland": "SCT", "northern-ireland": "NI"}
    return {
        key: {
            "division": key,
            "events": [
                {"title": one.name, "date": one.on.isoformat(), "notes": "Substitute day" if one.substitute else ""}
                for one in calendar.holidays
                if Division(code) in one.divisions
            ],
        }
        for key, code in names.items()
    }


def test_the_shipped_days_are_the_first_version_and_hold_the_scottish_day_of_june_2026() -> None:
    [first] = HolidayVersion.objects.all()
    assert (first.name, first.source != "", first.in_force_at is not None) == (Calendar.shipped().version, True, True)
    [world_cup] = first.calendar.holidays_on(date(2026, 6, 15))
    assert world_cup.divisions == {Division.SCOTLAND}


def test_CLK_33_a_proclaimed_day_is_proposed_and_the_earlier_date_holds_until_an_officer_accepts() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    factories.a_holiday_in_force(PROCLAIMED)
    waiting = factories.fresh(foi_request)
    assert waiting.due_on == clock_of(waiting).due_on == DUE
    change = waiting.date_changes.get()
    assert (change.old_due_on, change.new_due_on, change.accepted_by) == (DUE, DAY_AFTER, None)
    assert "21 September 2026: Proclaimed holiday" in change.cause

    accept_date(waiting, by=factories.officer())
    accepted = factories.fresh(foi_request)
    assert accepted.due_on == clock_of(accepted).due_on == DAY_AFTER
    change.refresh_from_db()
    assert change.accepted_by == factories.officer()
    assert [event.action for event in history_of(foi_request).filter(action__in=["recount", "accept_date"])] == [
        "recount",
        "accept_date",
    ]


def test_CLK_33_reminders_go_by_the_earlier_date_until_then() -> None:
    factories.request_with_questions_sent(received_on=RECEIVED)
    factories.a_holiday_in_force(PROCLAIMED)
    OutboxMessage.objects.all().delete()
    remind(DUE)
    assert OutboxMessage.objects.filter(key__startswith="request_due_today").exists()


def test_CLK_33_a_holiday_that_is_taken_away_makes_the_earlier_date_hold_at_once() -> None:
    factories.a_holiday_in_force(PROCLAIMED)
    foi_request = factories.a_request(received_on=RECEIVED)
    assert foi_request.due_on == DAY_AFTER
    [day] = current_calendar().holidays_on(PROCLAIMED)
    without = holidays.with_change(removed=[day], source="The proclamation was revoked")
    holidays.put_in_force(
        holidays.propose(without, by=factories.administrator(), reason="Revoked."), by=factories.administrator()
    )
    assert factories.fresh(foi_request).due_on == DUE
    assert factories.fresh(foi_request).has_proposed_date()


def test_a_request_that_the_day_does_not_concern_takes_over_the_new_days_silently() -> None:
    before = factories.a_request(received_on=date(2026, 9, 7))
    factories.a_holiday_in_force(date(2026, 12, 21))
    after = factories.fresh(before)
    assert (after.due_on, after.calendar_version) == (before.due_on, current_calendar().version)
    assert not DateChange.objects.exists()
    assert recount_open() == 0


def test_CLK_33_the_day_20_of_an_extended_request_does_not_move_unseen() -> None:
    with time_machine.travel(datetime.datetime(2026, 9, 16, 9), tick=False):
        foi_request = factories.a_request(received_on=RECEIVED)
        factories.an_event(foi_request, Kind.PIT_EXTENSION, date(2026, 9, 16))
        factories.a_holiday_in_force(PROCLAIMED)
        after = factories.fresh(foi_request)
        assert (after.due_on, clock_of(after).notice_due_on) == (date(2026, 10, 27), DUE)
        assert not after.has_proposed_date()


def test_what_happens_afterwards_overtakes_the_proposed_date() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    factories.a_holiday_in_force(PROCLAIMED)
    factories.an_event(foi_request, Kind.CLARIFICATION_ASKED, date(2026, 9, 3))
    assert not factories.fresh(foi_request).has_proposed_date()
    factories.an_event(foi_request, Kind.CLARIFICATION_RECEIVED, date(2026, 9, 8))
    assert factories.fresh(foi_request).due_on == date(2026, 10, 7)  # the proclaimed day does not count any more


def test_many_dates_are_accepted_together_and_twice_is_told() -> None:
    requests = [factories.a_request(received_on=RECEIVED) for _ in range(3)]
    factories.a_holiday_in_force(PROCLAIMED)
    accept_date(requests[0], by=factories.second_officer())
    accepted, refused = accept_dates(requests, by=factories.officer())
    assert (accepted, len(refused)) == (2, 1)
    assert "No new date waits" in refused[0]
    with pytest.raises(NotPermitted):
        accept_date(requests[0], by=factories.approver())


def test_only_an_administrator_changes_bank_holidays() -> None:
    changed = holidays.with_change(added=[BankHoliday(PROCLAIMED, "A day")], source="A proclamation")
    for who in (factories.officer(), factories.approver(), factories.contributor(), factories.outsider()):
        with pytest.raises(NotPermitted):
            holidays.propose(changed, by=who, reason="Because.")
    proposed = holidays.propose(changed, by=factories.administrator(), reason="Because.")
    with pytest.raises(NotPermitted):
        holidays.put_in_force(proposed, by=factories.officer())
    assert current_calendar() == Calendar.shipped()


def test_the_official_file_is_read_and_shown_as_a_difference_first() -> None:
    shipped = Calendar.shipped()
    newer = shipped.with_days(added=[BankHoliday(PROCLAIMED, "Proclaimed")], version="x", source="x")
    official = json.dumps(gov_uk(newer)).encode()
    factories.a_request(received_on=RECEIVED)
    proposed = holidays.propose(holidays.from_file(official), by=factories.administrator(), reason="New file.")
    difference = holidays.difference(current_calendar(), proposed.calendar)
    assert [one.on for one in difference.added] == [PROCLAIMED]
    assert would_move(proposed.calendar) == 1
    assert current_calendar() == shipped
    assert holidays.put_in_force(proposed, by=factories.administrator()) == 1
    with pytest.raises(NotPossible, match="put this version in force"):
        holidays.put_in_force(proposed, by=factories.administrator())
    with pytest.raises(NotPossible, match="says the same"):
        holidays.propose(holidays.from_file(official), by=factories.administrator(), reason="Again.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a JSON file"),
        (b"<html>", "not a JSON file"),
        (b"\xff\xfe\x00", "not a JSON file"),
        (b"[1, 2]", "not the official bank holidays file"),
        (b'{"england-and-wales": {"events": []}}', "not the official bank holidays file"),
        (b"[" * 100_000, "not a JSON file"),
        (b" " * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        holidays.from_file(content)


def test_an_official_site_that_cannot_be_reached_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: Any, **__: Any) -> BytesIO:
        raise TimeoutError("timed out")

    monkeypatch.setattr(holidays.urllib.request, "urlopen", unreachable)
    with pytest.raises(NotPossible, match=r"could not be reached.*upload it"):
        holidays.from_official_site()


def test_a_missing_year_is_warned_of_by_the_system_check() -> None:
    assert the_coming_year_is_published(None, databases=["default"]) == []
    with time_machine.travel(datetime.datetime(2028, 1, 1, 9)):
        [warning] = the_coming_year_is_published(None, databases=["default"])
    assert "2029 are missing" in warning.msg


def test_reminders_pause_while_the_requester_is_awaited() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    factories.an_event(foi_request, Kind.CLARIFICATION_ASKED, date(2026, 9, 8))
    OutboxMessage.objects.all().delete()
    with time_machine.travel(datetime.datetime(2026, 10, 20, 9), tick=False):
        assert remind(date(2026, 10, 20)) == 0
        factories.an_event(foi_request, Kind.CLARIFICATION_RECEIVED, date(2026, 9, 15))
        assert remind(date(2026, 10, 20)) > 0


def test_reminders_go_on_for_the_questions_that_are_clear() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    unclear, clear = foi_request.questions.filter(state="sent")
    factories.an_event(foi_request, Kind.CLARIFICATION_ASKED, date(2026, 9, 8), questions=[unclear])
    OutboxMessage.objects.all().delete()
    remind(date(2026, 9, 18))
    keys = " ".join(OutboxMessage.objects.values_list("key", flat=True))
    assert f"Question:{clear.pk}" in keys or str(clear.pk) in keys.split(":")
    assert not any(f":{unclear.pk}:" in key for key in OutboxMessage.objects.values_list("key", flat=True))


def proposed(day: date, name: str) -> HolidayVersion:
    changed = holidays.with_change(added=[BankHoliday(day, name)], source="A proclamation")
    return holidays.propose(changed, by=factories.administrator(), reason="Proclaimed.")


@pytest.mark.django_db(transaction=True)
def test_CLK_4_of_two_administrators_who_propose_at_once_one_proposal_is_left() -> None:
    factories.administrator()
    at_once([lambda: proposed(PROCLAIMED, "One"), lambda: proposed(PROCLAIMED, "Other")])
    assert HolidayVersion.objects.filter(in_force_at__isnull=True).count() == 1


def test_CLK_4_an_older_version_cannot_be_put_in_force_over_a_newer_one() -> None:
    older = proposed(PROCLAIMED, "One")
    data = current_calendar().with_days(added=[BankHoliday(DUE, "Other")], version="newer", source="A proclamation")
    newer = HolidayVersion.objects.create(name="newer", data=data.as_json(), source="A proclamation")
    holidays.put_in_force(newer, by=factories.administrator())
    with pytest.raises(NotPossible, match="newer version is in force"):
        holidays.put_in_force(older, by=factories.administrator())
    assert current_calendar().version == "newer"
