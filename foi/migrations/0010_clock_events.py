"""The shipped bank holidays become version 1, and what is known of existing requests becomes events of their clocks."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from foi.law.working_days import Calendar

STATES = {"issued": "answered", "withdrawn": "withdrawn"}


def keep_shipped_holidays(apps: Any, schema_editor: Any) -> None:
    shipped = Calendar.shipped()
    apps.get_model("foi", "HolidayVersion").objects.create(
        name=shipped.version, data=shipped.as_json(), source=shipped.source, in_force_at=timezone.now(),
        reason="The bank holidays that came with the product.",
    )  # fmt: skip


def write_events(apps: Any, schema_editor: Any) -> None:
    FoiRequest, ClockEvent = apps.get_model("foi", "FoiRequest"), apps.get_model("foi", "ClockEvent")
    AuditEvent = apps.get_model("workflows", "AuditEvent")
    withdrawals = {
        event.subject_id: event
        for event in AuditEvent.objects.filter(subject_model="foi.FoiRequest", action="withdraw").order_by("id")
    }
    for one in FoiRequest.objects.select_related("authority").defer("text", "passages").iterator():
        facts = {"foi_request_id": one.pk, "questions": [], "exemptions": []}
        events = [
            ClockEvent(kind="received", on=one.received_on, recorded_by_id=one.officer_id, recorded_at=one.logged_at, **facts)
        ]
        if one.issued_on:
            events.append(ClockEvent(kind="answered", on=one.issued_on, **facts))
        elif one.state == "withdrawn" and (withdrawn := withdrawals.get(one.pk)):
            events.append(
                ClockEvent(
                    kind="withdrawn", on=timezone.localdate(withdrawn.at), recorded_by_id=withdrawn.actor_id,
                    recorded_at=withdrawn.at, reason=withdrawn.detail.get("reason", ""), **facts,
                )
            )  # fmt: skip
        ClockEvent.objects.bulk_create(events)
    for state, clock_state in STATES.items():
        FoiRequest.objects.filter(state=state).update(clock_state=clock_state)
    for reading in ("A", "B"):
        FoiRequest.objects.filter(authority__receipt_reading=reading).update(receipt_reading=reading)


class Migration(migrations.Migration):
    dependencies = [("foi", "0009_clock"), ("workflows", "0001_initial")]

    operations = [
        migrations.RunPython(keep_shipped_holidays, migrations.RunPython.noop),
        migrations.RunPython(write_events, migrations.RunPython.noop),
    ]
