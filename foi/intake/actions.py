"""From a message to a request with proposed questions."""

from __future__ import annotations

import datetime
from collections.abc import Container
from dataclasses import asdict, replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from foi.intake.blind import Told, find_identity, mask, told_by
from foi.intake.message import IncomingMessage
from foi.intake.passages import LEFT_OVER, Passage
from foi.intake.splitter import ProposedQuestion, Split, split
from foi.intake.tables_asked import with_tables
from foi.intake.titles import title_of
from foi.intake.triage import digest_of, triage
from foi.law.regimes import regime
from foi.law.time_limits import Reading, due
from foi.organisation.models import Authority
from foi.requests.actions import store_file
from foi.requests.calendars import current_calendar
from foi.requests.models import Correspondence, FoiRequest, Question, Requester
from foi.requests.reference import next_reference
from foi.routing.suggest import Suggester
from workflows.perform import begin
from workflows.roles import Actor, automatic, foi_officer

# Nobody asks so much: past this it is a table or a mistake. The rest of the text stands as left over, so the split is
# not confirmed before an officer has said what it is.
MOST_QUESTIONS = 1_000
MOST_BY_ONE = 200  # requests of one person, the latest, that are looked through for the same words


def receive(message: IncomingMessage, authority: Authority, *, by: Actor) -> FoiRequest:
    """Log `message`, work out its due date and propose its questions. The same submission twice is one request.

    by: the officer, who takes it on; SYSTEM for what comes by mail, which then waits for an officer.
    """
    if already := _logged_already(message):
        return already
    proposal, told = with_tables(split(message.text)), replace(told_by(message.text), others=message.others)
    proposed = proposal.questions[:MOST_QUESTIONS]
    limit = due(
        message.received_on, regime=regime(message.regime), calendar=current_calendar(),
        reading=Reading(authority.receipt_reading), timetable=authority.timetable,
    )  # fmt: skip
    with transaction.atomic():
        reference = message.reference or next_reference(authority, message.received_on)
        # Two presses at once: the second has waited for the first at the counter, so it can be seen now.
        if already := _logged_already(message):
            return already
        foi_request = FoiRequest(
            authority=authority,
            reference=reference,
            title=message.title.strip() or title_of(proposal, message, told, authority.name),
            requester=Requester.objects.create(
                authority=authority,
                name=message.requester_name,
                email=message.requester_email,
                came_from=message.came_from,
                address=message.requester_address,
            ),
            officer_id=by.pk,
            channel=message.channel,
            text=message.text,
            scope=list(proposal.scope),
            notes=list(proposal.notes),
            told=asdict(told),
            hints=_hints(proposal, message, told),
            asked_digest=digest_of(proposal),
            regime=message.regime,
            received_on=message.received_on,
            due_on=limit.due_on,
            receipt_reading=authority.receipt_reading,
            calendar_version=limit.calendar.version,
            submission_key=message.submission_key,
        )
        begin(foi_request, "log", "Request logged", by=by, permission=foi_officer | automatic, channel=message.channel,
              received_on=message.received_on, due_on=limit.due_on, questions=len(proposed))  # fmt: skip
        doubtful = {one.question for one in proposal.passages if one.doubt}
        questions = _propose_questions(foi_request, proposed, doubtful, limit.return_on)
        foi_request.passages = _passages(proposal, questions)
        foi_request.save(update_fields=["passages"])
        filed = Correspondence.objects.create(
            foi_request=foi_request, direction=Correspondence.Direction.IN, on=message.received_on,
            subject=f"Request: {foi_request.title}"[:200], body=message.text, filed_by_id=by.pk,
        )  # fmt: skip
        for original in message.originals:
            file = ContentFile(original.data, name=original.name)
            store_file(foi_request, file, by=by, correspondence=filed, largest=None)
    return foi_request


def logged_before(message: IncomingMessage, authority: Authority) -> FoiRequest | None:
    """The latest request in which the same person, by name or e-mail address, says the same, blanks aside; not the one
    that this very submission made."""
    who = Q()
    if message.requester_name:
        who |= Q(requester__name__iexact=message.requester_name)
    if message.requester_email:
        who |= Q(requester__email__iexact=message.requester_email)
    if not who:
        return None
    theirs = FoiRequest.objects.filter(who, authority=authority).exclude(submission_key=message.submission_key)
    latest = theirs.only("reference", "received_on", "text").order_by("-received_on", "-id")[:MOST_BY_ONE]
    words = message.text.split()
    return next((one for one in latest if one.text.split() == words), None)


def asks_more_than_was_taken(foi_request: FoiRequest, questions: int) -> bool:
    """Whether its text went on past MOST_QUESTIONS and nobody has said yet what the rest is."""
    passages = foi_request.passages
    return questions >= MOST_QUESTIONS and bool(passages) and passages[-1]["kind"] == LEFT_OVER


def _logged_already(message: IncomingMessage) -> FoiRequest | None:
    if message.submission_key is None:
        return None
    return FoiRequest.objects.filter(submission_key=message.submission_key).first()


def _passages(proposal: Split, questions: list[Question]) -> list[Passage]:
    """What every stretch of the text was taken for; left over from the first question on that is not in `questions`."""
    found: list[Passage] = []
    for start, end, kind, question, doubt in proposal.passages:
        if question is not None and question >= len(questions):
            return [*found, {"start": start, "end": len(proposal.text), "kind": LEFT_OVER, "question": None}]
        asked = None if question is None else questions[question].pk
        passage = {"start": start, "end": end, "kind": kind.value, "question": asked}
        found.append(passage | {"doubt": doubt.value} if doubt else passage)
    return found


def _propose_questions(
    foi_request: FoiRequest,
    proposed: tuple[ProposedQuestion, ...],
    doubtful: Container[int | None],
    department_due_on: datetime.date,
) -> list[Question]:
    """Stores them, in that order; `doubtful` are the places of those that the splitter was not sure of."""
    suggester = Suggester.for_authority(foi_request.authority)
    rows = []
    for position, found in enumerate(proposed, start=1):
        suggestion = None if found.kind == "about_answers" else suggester.suggest(f"{found.context}\n{found.text}")
        cues = [*found.cues, "was in doubt"] if position - 1 in doubtful else list(found.cues)
        rows.append(
            Question(
                foi_request=foi_request,
                position=position,
                printed_label=found.label[:60],
                path=list(found.path),
                number=found.canonical_number,
                text=found.text,
                context=found.context,
                group=found.group,
                kind=found.kind.value,
                proposal={"text": found.text, "kind": found.kind.value, "cues": cues},
                start=found.start,
                end=found.end,
                department=suggestion.department if suggestion else None,
                department_reason=suggestion.reason if suggestion else "",
                due_on=department_due_on,
            )
        )
    Question.objects.bulk_create(rows)
    hangs_on = {i: found.depends_on for i, found in enumerate(proposed) if found.depends_on is not None}
    for index, on in hangs_on.items():
        rows[index].depends_on = rows[on]
    Question.objects.bulk_update([rows[index] for index in hangs_on], ["depends_on"])
    return rows


def _hints(proposal: Split, message: IncomingMessage, told: Told) -> list[dict[str, Any]]:
    """Their quotations are read where nobody needs to know who asked."""
    who = (message.requester_name, message.requester_email, message.requester_address)
    found = [asdict(hint) for hint in triage(proposal, on=message.received_on)]
    for hint in found:
        hint["about"] = mask(hint["about"], find_identity(hint["about"], *who, told=told))
        hint["level"] = hint["level"].value
    return found
