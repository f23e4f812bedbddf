"""Past requests from an office's spreadsheet become requests here, each once, closed ones closed.

A request that was answered elsewhere never went through our steps, and nothing pretends that it did: it begins in its
last state, by an act of its own that the audit trail shows, and carries the mark `imported_from`. It has no questions,
answers or letters here; what the office had written down about it is a note on its file.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from foi.intake.actions import receive
from foi.intake.channels.spreadsheet import Fate, PastRequest
from foi.law.clock import State
from foi.law.time_limits import Reading, due
from foi.organisation.models import Authority, User
from foi.requests.calendars import current_calendar
from foi.requests.models import Correspondence, FoiRequest, Requester
from foi.requests.reference import take_note_of
from workflows.perform import NotPermitted, begin
from workflows.request_flow import RequestState
from workflows.roles import Role, foi_officer

_CLOCKS = {Fate.ANSWERED: State.ANSWERED, Fate.WITHDRAWN: State.WITHDRAWN}
_STATES = {Fate.ANSWERED: RequestState.ISSUED, Fate.WITHDRAWN: RequestState.WITHDRAWN}


class OtherRequest(ValueError):
    """Another request has the reference of the row; the text says so."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one row. `foi_request` is None where it was there already."""

    foi_request: FoiRequest | None
    remarks: tuple[str, ...] = ()


def import_past(row: PastRequest, authority: Authority, *, by: User, source: str) -> Imported:
    """Import one row; one that is there already (by its reference) stays as it is.

    source: the file's name, for the mark and the audit trail. Raises BeyondCalendar where it has no due date and none
    can be worked out, OtherRequest where the one that is there is not that of the row.
    """
    if not by.holds(Role.FOI_OFFICER, authority):
        raise NotPermitted("Import requests: your role does not allow this.")
    mark = f"{source}, row {row.number}"[:200]
    with transaction.atomic():
        # The counter's lock makes a second import of the same file wait until it can see what the first has made.
        take_note_of(row.message.reference, authority, row.message.received_on)
        there = FoiRequest.objects.filter(authority=authority, reference=row.message.reference).first()
        if there is not None:
            if not _is_that_of(row, there):
                raise OtherRequest(f"{there.reference} is here already, with other details.")
            return Imported(None)
        made, remarks = _begun(row, authority, by=by, mark=mark)
        FoiRequest.objects.filter(pk=made.pk).update(imported_from=mark)
        Correspondence.objects.create(
            foi_request=made, direction=Correspondence.Direction.NOTE, on=row.closed_on or row.message.received_on,
            subject=f"Imported from {mark}"[:200], filed_by=by,
            body=_note_of(row),
        )  # fmt: skip
    made.imported_from = mark
    return Imported(made, (*row.remarks, *remarks))


def _note_of(row: PastRequest) -> str:
    return "\n".join(f"{heading}: {value}" for heading, value in row.columns.items())


def _is_that_of(row: PastRequest, there: FoiRequest) -> bool:
    """The very row, or the same words received on the same day: what else a sheet says of a request may change."""
    message = row.message
    same = " ".join(there.text.split()) == " ".join(message.text.split()) and there.received_on == message.received_on
    return same or there.correspondence.filter(direction=Correspondence.Direction.NOTE, body=_note_of(row)).exists()


def _begun(row: PastRequest, authority: Authority, *, by: User, mark: str) -> tuple[FoiRequest, tuple[str, ...]]:
    if row.fate is not Fate.OPEN:
        return _closed(row, authority, by=by, mark=mark), ()
    # An open one is worked on from here: logged like any other, under the reference that it has.
    made = receive(row.message, authority, by=by)
    if row.due_on and row.due_on != made.due_on:
        return made, (f"The sheet says due on {row.due_on:%d/%m/%Y}; worked out here it is {made.due_on:%d/%m/%Y}.",)
    return made, ()


def _closed(row: PastRequest, authority: Authority, *, by: User, mark: str) -> FoiRequest:
    message = row.message
    if row.due_on is None:
        limit = due(message.received_on, calendar=current_calendar(), reading=Reading(authority.receipt_reading))
        due_on, calendar = limit.due_on, limit.calendar.version
    else:
        due_on, calendar = row.due_on, "as imported"  # the date in force then, extensions included
    state = _STATES[row.fate]
    made = FoiRequest(
        authority=authority, reference=message.reference, title=message.title, channel=message.channel,
        text=message.text,
        requester=Requester.objects.create(
            authority=authority, name=message.requester_name, email=message.requester_email,
            address=message.requester_address,
        ),
        passages=[{"start": 0, "end": len(message.text), "kind": "background", "question": None}],
        received_on=message.received_on, due_on=due_on, calendar_version=calendar, state=state.value,
        clock_state=_CLOCKS[row.fate].value, receipt_reading=authority.receipt_reading,
        issued_on=row.closed_on if row.fate is Fate.ANSWERED else None, imported_from=mark,
    )  # fmt: skip
    begin(
        made, "import_past", f"Imported as {state.label.lower()}", by=by, permission=foi_officer,
        received_on=message.received_on, closed_on=row.closed_on, closed_as=row.closed_as[:200], imported_from=mark,
    )  # fmt: skip
    Correspondence.objects.create(
        foi_request=made, direction=Correspondence.Direction.IN, on=message.received_on,
        subject=f"Request: {made.title}"[:200], body=message.text, filed_by=by,
    )  # fmt: skip
    return made
