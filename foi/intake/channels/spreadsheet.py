"""Past requests out of the spreadsheet that an office keeps (.csv): columns by headings, mistakes by rows."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from foi.intake.channels.reading import MAX_FILE_BYTES, Kind, Unreadable
from foi.intake.channels.sniff import sniff
from foi.intake.channels.text import decode
from foi.intake.channels.uk_dates import NoSuchDay, uk_date
from foi.intake.message import IncomingMessage, storable

LONGEST_CELL = 2_000_000  # characters
MAX_ROWS = 100_000


def _listed(words: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in words.replace("\n", " ").split(","))


#: what we know -> how offices head the column. Compared without case, blanks and punctuation.
HEADINGS: dict[str, tuple[str, ...]] = {
    "reference": _listed(
        """
        reference, ref, ref no, reference no, reference number, ref number, foi ref, foi reference, foi no,
        foi number, our ref, our reference, case, case ref, case reference, case no, case number, request
        no, request number, request ref, request reference, log no, log number, id, request id, case id
        """
    ),
    "received_on": _listed(
        """
        received, received on, date received, received date, date of receipt, receipt date, date in, request
        date, date of request, date requested, request received, date request received, date logged
        """
    ),
    "due_on": _listed(
        """
        due, due on, due date, date due, deadline, statutory deadline, target date, target, response due,
        response due date, 20 day date, 20 working days, date response due
        """
    ),
    "closed_on": _listed(
        """
        closed, closed on, date closed, closed date, response date, date of response, date responded,
        responded, response sent, date response sent, reply date, date sent, issued, issued on, date issued,
        completed, completed on, completed date, date completed, completion date, answered, answered on,
        date answered
        """
    ),
    "status": _listed(
        """
        status, state, case status, request status, current status
        """
    ),
    "outcome": _listed(
        """
        outcome, decision, result, disposal, final outcome, response type, outcome of request
        """
    ),
    "title": _listed(
        """
        title, subject, summary, topic, request title, request summary, request subject, subject matter,
        brief description
        """
    ),
    "text": _listed(
        """
        text, request, request text, question, questions, full request, request details, details, details of
        request, information requested, request wording, wording, description, request description, request
        made
        """
    ),
    "requester_name": _listed(
        """
        name, requester, requester name, requesters name, requestor, requestor name, applicant, applicant
        name, applicants name, customer, customer name, full name
        """
    ),
    "requester_email": _listed(
        """
        email, email address, requester email, requestor email, applicant email, contact email, e mail
        address
        """
    ),
    "requester_address": _listed(
        """
        address, postal address, requester address, applicant address
        """
    ),
    "channel": _listed(
        """
        channel, method, received by, received via, how received, method of receipt, source
        """
    ),
}
NEEDED = ("reference", "received_on")

_CHANNELS = {
    **dict.fromkeys(("email", "mail", "whatdotheyknow", "wdtk"), "email"),
    **dict.fromkeys(("web", "webform", "website", "onlineform", "form", "online", "portal"), "web_form"),
    **dict.fromkeys(("post", "letter", "royalmail"), "post"),
    **dict.fromkeys(("twitter", "x", "facebook", "socialmedia"), "social"),
}
_OPEN_WORDS = (
    "open",
    "ongoing",
    "inprogress",
    "pending",
    "live",
    "active",
    "new",
    "awaiting",
    "received",
    "allocated",
    "due",
)
# Looked for anywhere in the status: "Case closed", "Part disclosure", "Not held".
_ANSWERED_WORDS = (
    "closed", "complete", "answered", "respon", "replied", "reply", "issued", "sent", "disclos", "released", "provided",
    "supplied", "granted", "refus", "exempt", "held", "done", "finished", "finalised", "resolved", "archived",
    "section",
)  # fmt: skip
_WITHDRAWN_WORDS = ("withdrawn", "withdrew", "cancelled", "canceled")
# Closed, but not by an answer: counted with those withdrawn, under the office's own word.
_NO_ANSWER_WORDS = (
    "lapsed", "noclarification", "clarificationnotreceived", "transferred", "invalid", "duplicate", "notfoi",
    "abandoned",
)  # fmt: skip


class Fate(StrEnum):
    """Where a row of the spreadsheet stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRequest:
    """One row that can be imported. `number`: as the spreadsheet counts rows, a cell of several lines being in one.
    `columns`: every cell under its heading, also those that nobody asked for."""

    number: int
    message: IncomingMessage
    fate: Fate
    closed_on: datetime.date | None
    due_on: datetime.date | None
    closed_as: str  # the office's own word: "Part disclosure", "Lapsed"
    columns: Mapping[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that cannot be imported, and what to mend. Row 1 holds the headings; 0 is the file as a whole."""

    number: int
    message: str


@dataclass(slots=True)
class Sheet:
    """What was understood of a file."""

    mapping: dict[str, str] = field(default_factory=dict)  # field -> heading
    unused: tuple[str, ...] = ()
    rows: list[PastRequest] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


class WrongSheet(ValueError):
    """The file as a whole cannot be imported; the text says what to mend."""


def read_sheet(data: bytes, name: str, *, mapping: Mapping[str, str], today: datetime.date) -> Sheet:
    """Every row as a past request or a mistake.

    mapping: field -> heading, for the columns whose headings are not among HEADINGS or fit twice.
    Raises WrongSheet when the file is no table with the columns needed.
    """
    table = _table(data, name)
    try:
        _, headings = next(table)
    except StopIteration:
        raise WrongSheet("The file is empty.") from None
    except csv.Error as fault:
        raise WrongSheet(f"The file is no table of comma-separated values: {fault}.") from fault
    columns = _columns(headings, mapping)
    sheet = Sheet({key: headings[at] for key, at in columns.items()})
    sheet.unused = tuple(heading for at, heading in enumerate(headings) if heading and at not in columns.values())
    seen: dict[str, tuple[int, Sequence[str]]] = {}
    try:
        for number, cells in table:
            if not any(cells):
                continue
            if len(seen) + len(sheet.mistakes) >= MAX_ROWS:
                sheet.mistakes.append(Mistake(number, f"Only {MAX_ROWS:,} rows are read. Divide the file."))
                break
            _take_row(sheet, seen, number, cells, headings, columns, today)
    except csv.Error as fault:
        sheet.mistakes.append(Mistake(0, f"The file breaks off: {fault}."))
    return sheet


def _take_row(
    sheet: Sheet, seen: dict[str, tuple[int, Sequence[str]]], number: int, cells: Sequence[str],
    headings: Sequence[str], columns: Mapping[str, int], today: datetime.date,
) -> None:  # fmt: skip
    try:
        row = _row(number, cells, headings, columns, today)
    except ValueError as mistake:
        sheet.mistakes.append(Mistake(number, str(mistake)))
        return
    first, before = seen.setdefault(row.message.reference, (number, cells))
    if first == number:
        sheet.rows.append(row)
    elif list(before) != list(cells):
        sheet.mistakes.append(
            Mistake(number, f"{row.message.reference} is already in row {first}, with other details.")
        )


# --- the table ------------------------------------------------------------------------------------------------


def _table(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the row, its cells)."""
    try:
        if len(data) > MAX_FILE_BYTES or sniff(data, name).kind not in (Kind.TEXT, Kind.EMAIL):
            raise WrongSheet("The file is not comma-separated text. In your spreadsheet choose Save as, CSV UTF-8.")
    except Unreadable as refusal:
        raise WrongSheet(f"{refusal} In your spreadsheet choose Save as, CSV UTF-8.") from refusal
    text, _ = storable(decode(data)[0].removeprefix("\ufeff"))
    csv.field_size_limit(LONGEST_CELL)
    lines = text.split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(lines), strict=False)
    for number, cells in enumerate(reader, start=1):
        yield number, [cell.strip() for cell in cells]


def _delimiter(lines: list[str]) -> str:
    heading = next((line for line in lines if line.strip()), "")
    return max(",;\t|", key=heading.count)


def _plain(heading: str) -> str:
    return "".join(mark for mark in heading.casefold() if mark.isalnum())


_FIELD_OF = {_plain(heading): key for key, headings in HEADINGS.items() for heading in headings}


def _columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """field -> column."""
    if unknown := sorted(set(mapping) - set(HEADINGS)):
        raise WrongSheet(f"There is no field {', '.join(unknown)}. The fields are {', '.join(HEADINGS)}.")
    found: dict[str, int] = {}
    for key, heading in mapping.items():
        fitting = [at for at, one in enumerate(headings) if _plain(one) == _plain(heading)]
        if not fitting:
            raise WrongSheet(f"There is no column “{heading}”. The columns are: {', '.join(filter(None, headings))}.")
        found[key] = fitting[0]
    for at, heading in enumerate(headings):
        key_of = _FIELD_OF.get(_plain(heading))
        if key_of is None or key_of in mapping or at in found.values():
            continue
        if key_of in found:
            raise WrongSheet(
                f"“{headings[found[key_of]]}” and “{heading}” may both be {key_of}. Say which, for example "
                f'--mapping {key_of}="{heading}".'
            )
        found[key_of] = at
    missing = [key for key in NEEDED if key not in found]
    if not {"title", "text"} & set(found):
        missing.append("title or text")
    if missing:
        raise WrongSheet(
            f"No column was recognised as {' or as '.join(missing)}. Say which one it is, for example "
            f'--mapping {missing[0].split()[0]}="{next(filter(None, headings), "Heading")}". '
            f"The columns are: {', '.join(filter(None, headings))}."
        )
    return found


# --- one row --------------------------------------------------------------------------------------------------


def _row(
    number: int, cells: Sequence[str], headings: Sequence[str], columns: Mapping[str, int], today: datetime.date
) -> PastRequest:
    """Raises ValueError with what to mend."""

    def cell(key: str) -> str:
        at = columns.get(key)
        return cells[at] if at is not None and at < len(cells) else ""

    if len(cells) > len(headings) and any(cells[len(headings) :]):
        raise ValueError("It has more cells than there are headings: put text with commas between double quotes.")
    if len(cells) < max(at for at, heading in enumerate(headings, start=1) if heading):
        raise ValueError("It has fewer cells than there are headings: a comma or a quotation mark may be missing.")
    reference = " ".join(cell("reference").split())
    if not reference:
        raise ValueError("It has no reference.")
    if len(reference) > 60:
        raise ValueError("Its reference is longer than 60 characters.")
    received_on = _needed_date(cell("received_on"), "date received")
    if received_on > today:
        raise ValueError(f"It was received on {_told(received_on)}, which is still to come.")
    closed_on, due_on = _date_of(cell("closed_on"), "closing date"), _date_of(cell("due_on"), "due date")
    fate, remarks = _fate(cell("status"), cell("outcome"), closed_on)
    if closed_on and closed_on < received_on:
        raise ValueError(f"It was closed on {_told(closed_on)}, before it was received on {_told(received_on)}.")
    if closed_on and closed_on > today:
        raise ValueError(f"It was closed on {_told(closed_on)}, which is still to come.")
    if due_on and due_on <= received_on:
        raise ValueError(f"It was due on {_told(due_on)}, not after it was received on {_told(received_on)}.")
    email = cell("requester_email")
    if email and not re.fullmatch(r"[^\s@]+@[^\s@]+", email):
        raise ValueError(f"“{email[:80]}” is no e-mail address.")
    text, title = cell("text"), " ".join((cell("title") or cell("text")).split())
    if not title:
        raise ValueError("It says nothing of what was asked.")
    message = IncomingMessage(
        text=text or title, title=title[:120], received_on=received_on, reference=reference,
        requester_name=cell("requester_name")[:200], requester_email=email[:254],
        requester_address=cell("requester_address"),
        channel=_CHANNELS.get(_plain(cell("channel")), "other" if cell("channel") else "email"),
    )  # fmt: skip
    named = {heading: value for heading, value in zip(headings, cells, strict=False) if heading and value}
    return PastRequest(
        number=number, message=message, fate=fate, closed_on=closed_on, due_on=due_on, columns=named, remarks=remarks,
        closed_as=cell("outcome") or cell("status"),
    )  # fmt: skip


def _fate(status: str, outcome: str, closed_on: datetime.date | None) -> tuple[Fate, tuple[str, ...]]:
    said = [_plain(status), _plain(outcome)]
    if any(word in one for one in said for word in _WITHDRAWN_WORDS):
        if closed_on is None:
            raise ValueError("It was withdrawn, but has no closing date.")
        return Fate.WITHDRAWN, ()
    if any(word in one for one in said for word in _NO_ANSWER_WORDS):
        if closed_on is None:
            raise ValueError(f"It was closed (“{outcome or status}”), but has no closing date.")
        return Fate.WITHDRAWN, (f"“{outcome or status}” is imported as withdrawn, with that word on its file.",)
    is_open = any(said[0].startswith(word) for word in _OPEN_WORDS)
    if closed_on is not None:
        if is_open:
            raise ValueError(f"Its status is “{status}”, yet it has a closing date.")
        if status and not any(word in said[0] for word in _ANSWERED_WORDS):
            raise ValueError(
                f"Its status “{status[:80]}” is not known. Write Open, Answered or Withdrawn, or leave it empty: with "
                "a closing date it counts as answered."
            )
        return Fate.ANSWERED, ()
    if status and not is_open:
        raise ValueError(f"Its status is “{status}”, but it has no closing date.")
    return Fate.OPEN, ()


def _date_of(words: str, what: str) -> datetime.date | None:
    return _needed_date(words, what) if words.strip(" -") and _plain(words) not in ("na", "tbc", "none") else None


def _needed_date(words: str, what: str) -> datetime.date:
    if not words.strip():
        raise ValueError(f"It has no {what}.")
    try:
        return uk_date(words)
    except NoSuchDay as day:
        raise ValueError(f"There is no {day}: correct the {what}.") from None
    except ValueError:
        raise ValueError(f"“{words[:40]}” is no {what}: write it as 31/12/2026, day first.") from None


def _told(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
