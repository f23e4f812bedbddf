"""The audit trail in words: who did what, when, and with which reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.text import Truncator

from foi.disclosure.small_numbers import Decision
from foi.law.clock import Kind
from foi.law.outcomes import Outcome
from foi.requests.models import Channel, FoiRequest
from foi.web.presenters.dates import in_words
from workflows.audit import history_of
from workflows.models import AuditEvent

#: flow.step -> what happened. {subject} is "Question 2a" or "Letter 1"; the others come from the event's facts.
WORDS = {
    "FoiRequest.log": "Request logged",
    "FoiRequest.import_past": "Taken over from the office’s list of past requests",
    "FoiRequest.change_split": "{change}",
    "FoiRequest.confirm_split": "Split confirmed",
    "FoiRequest.reopen_split": "Split taken back",
    "FoiRequest.take_on": "Taken on by {officer}",
    "FoiRequest.amend": "Details corrected",
    "FoiRequest.correct_contact": "Requester’s details corrected",
    "FoiRequest.file_correspondence": "Put on file: {subject_line}",
    "FoiRequest.waive": "A warning was let stand: {message}",
    "FoiRequest.unwaive": "A warning that was let stand counts again: {message}",
    "FoiRequest.set_aside_hint": "A hint was set aside: {message}",
    "FoiRequest.decide_cost": "Cost limit: {change}",
    "FoiRequest.withdraw": "Request withdrawn",
    "FoiRequest.undo_withdrawal": "Withdrawal undone",
    "FoiRequest.answer_together": "{together}",
    "FoiRequest.be_answered_with": "Answered together with {lead}, in its letter",
    "FoiRequest.answer_by_itself": "Answered by itself again, not with {lead}",
    "FoiRequest.let_go": "{other} is no longer answered together with this request",
    "FoiRequest.record_event": "Clock: {event}",
    "FoiRequest.undo_event": "Clock: {event} undone",
    "FoiRequest.correct_receipt": "Date of receipt corrected",
    "FoiRequest.change_regime": "Law changed",
    "FoiRequest.accept_date": "New date accepted",
    "FoiRequest.close_unanswered": "Closed: no answer is owed",
    "FoiRequest.open_again": "Opened again",
    "FoiRequest.open_again_to_split": "Opened again, to be split",
    "FoiRequest.recount": "Bank holidays changed: a new date is proposed",
    "FoiRequest.all_answers_agreed": "All answers agreed",
    "FoiRequest.answers_reopened": "Back to gathering answers",
    "FoiRequest.letter_submitted": "Letter put up for approval",
    "FoiRequest.letter_came_back": "Letter back with the officer",
    "FoiRequest.letter_approved": "Letter ready to be issued",
    "FoiRequest.letter_issued": "Request answered",
    "FoiRequest.hide_words": "Words hidden from departments",
    "FoiRequest.show_words": "Words shown to departments again",
    "Requester.view": "Requester’s details opened",
    "Question.confirm": "{subject} confirmed",
    "Question.unconfirm": "{subject} taken back to the split",
    "Question.send": "{subject} sent to {department}",
    "Question.reassign": "{subject} given to {department}",
    "Question.accept": "{subject} accepted by the department",
    "Question.decline": "{subject} declined by the department",
    "Question.save_draft": "{subject}: draft answer saved",
    "Question.answer": "{subject} answered",
    "Question.record_answer": "{subject}: answer recorded by the FOI team",
    "Question.change_evidence": "{subject}: evidence for the exemptions changed",
    "Question.change_files": "{subject}: files for the letter changed",
    "Question.give_estimate": "{subject}: cost estimated by the department",
    "Question.correct_estimate": "{subject}: cost estimate entered by the FOI team",
    "Question.decide": "{subject}: outcome decided",
    "Question.decide_small_numbers": "{subject}: small numbers – {decision}",
    "Question.agree": "{subject}: answer agreed",
    "Question.answer_by_reference": "{subject} left to the letter",
    "Question.send_back": "{subject} returned to the department",
    "Question.reopen": "{subject} reopened",
    "Question.withdraw": "{subject} withdrawn",
    "Question.undo_withdrawal": "Withdrawal of {subject} undone",
    "LetterVersion.draft": "{subject} drafted",
    "LetterVersion.edit": "{subject} edited",
    "LetterVersion.submit": "{subject} submitted for approval",
    "LetterVersion.recall": "{subject} taken back from approval",
    "LetterVersion.approve": "{subject} approved",
    "LetterVersion.send_back": "{subject} sent back by the approver",
    "LetterVersion.issue": "{subject} issued",
    "LetterVersion.issue_directly": "{subject} issued",
    "LetterVersion.void": "Approval of {subject} void: its content changed",
    "LetterVersion.supersede": "{subject} replaced by a new version",
    "LetterVersion.make_pdf": "PDF of {subject} asked for",
    "Dispatch.prepare": "Letter to be sent by e-mail",
    "Dispatch.hand_over": "Letter handed to the mail server",
    "Dispatch.confirm_sent": "Letter sent by e-mail",
    "Dispatch.put_off": "Letter not taken by the mail server yet",
    "Dispatch.give_up": "Letter not sent",
    "Dispatch.lose_sight": "Unclear whether the letter was sent",
    "Dispatch.bounce": "Letter came back",
    "Dispatch.send_again": "Letter to be sent again",
    "Dispatch.settle": "Letter reached the requester another way",
    "Review.ask": "{subject} asked for",
    "Review.allocate": "{subject} given to {reviewer}",
    "Review.consider": "{subject}: findings recorded",
    "Review.extend": "{subject} takes more time",
    "Review.conclude": "{subject} concluded",
    "Review.decline": "{subject} not taken up",
    "Review.withdraw": "{subject} withdrawn",
    "Complaint.complain": "{subject} to the regulator",
    "Complaint.ask_for_reply": "{subject}: the regulator asks for our reply",
    "Complaint.serve_notice": "{subject}: decision notice served",
    "Complaint.comply": "{subject}: decision notice complied with",
    "Complaint.appeal": "{subject}: appeal made",
    "Complaint.close": "{subject} closed",
}

#: steps that are taken for many questions at once: one line for all of them
MANY = {
    "Question.send": "{count} questions sent to departments",
    "Question.answer_by_reference": "{count} questions left to the letter",
}

#: steps that another line already tells of
TOLD_BY_OTHERS = ("confirm", "unconfirm", "view", "hand_over")
RECENT_EVENTS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, as {% timeline %} draws it."""

    title: str
    by: str
    at: datetime.datetime
    text: str = ""


def history(foi_request: FoiRequest) -> QuerySet[AuditEvent]:
    """Everything recorded about a request, newest first."""
    return history_of(foi_request).order_by("-id")


def entries(events: Iterable[AuditEvent]) -> list[Entry]:
    return [entry_of(event) for event in events]


def recent(foi_request: FoiRequest, limit: int = 6) -> list[Entry]:
    """The last things that happened, with steps on many questions drawn together. One query."""
    events = history(foi_request).exclude(action__in=TOLD_BY_OTHERS)[:RECENT_EVENTS]
    runs: list[list[AuditEvent]] = []
    for event in events:
        if runs and _name(event) in MANY and _same_step(event, runs[-1][0]):
            runs[-1].append(event)
        elif len(runs) == limit:
            break
        else:
            runs.append([event])
    return [entry_of(run[0]) if len(run) == 1 else _many(run) for run in runs]


def entry_of(event: AuditEvent) -> Entry:
    words = WORDS.get(_name(event), event.label)
    return Entry(_filled(words, event), event.actor_name, event.at, "\n".join(_facts(event.detail)))


def _many(run: list[AuditEvent]) -> Entry:
    numbers = ", ".join(event.subject_name.rsplit(" ", 1)[-1] for event in reversed(run))
    return Entry(MANY[_name(run[0])].format(count=len(run)), run[0].actor_name, run[0].at, f"Questions {numbers}")


def _same_step(one: AuditEvent, other: AuditEvent) -> bool:
    return (_name(one), one.actor_id) == (_name(other), other.actor_id)


def _name(event: AuditEvent) -> str:
    return f"{event.subject_model.rsplit('.', 1)[-1]}.{event.action}"


def _filled(words: str, event: AuditEvent) -> str:
    detail = event.detail
    return words.format(
        subject=_subject(event),
        subject_line=detail.get("subject") or "a message",
        change=detail.get("change") or event.label,
        department=detail.get("department") or "its department",
        officer=detail.get("officer") or event.actor_name,
        event=Kind(detail["kind"]).label.lower() if detail.get("kind") in list(Kind) else "an event",
        decision=_decision(detail.get("decision")),
        message=detail.get("message") or "see the letter",
        reviewer=detail.get("reviewer") or "a reviewer",
        together=_together(detail.get("requests") or []),
        lead=detail.get("lead") or "another request",
        other=detail.get("request") or "Another request",
    )


def _together(references: list[str]) -> str:
    return f"The letter also answers {', '.join(references)}" if references else "The letter answers this request alone"


def _decision(value: Any) -> str:
    return Decision(value).label.lower() if value in list(Decision) else "decided about"


def _subject(event: AuditEvent) -> str:
    """ "12/26 question 2a" -> "Question 2a"; "Letter 1 of 12/26" -> "Letter 1"."""
    name = event.subject_name
    if event.subject_model.endswith(".Question"):
        return f"Question {name.rsplit(' ', 1)[-1]}"
    return name.split(" of ", 1)[0]


def _facts(detail: dict[str, Any]) -> list[str]:
    """The facts of an event that say something to an officer, each as a line."""
    lines = []
    if reason := detail.get("reason") or detail.get("comment"):
        lines.append(f"“{reason}”")
    if cause := detail.get("cause"):
        lines.append(f"Because of: {cause}")
    if detail.get("outcome") in list(Outcome):
        lines.append(f"Outcome: {Outcome(detail['outcome']).label}")
    if due_on := parse_date(str(detail.get("due_on") or "")):
        lines.append(f"Due {in_words(due_on)}")
    if time := detail.get("time"):
        lines.append(f"Estimate: {time}")
    if changed := detail.get("changed"):
        lines.append(f"Changed: {', '.join(changed)}")
    if closed_on := parse_date(str(detail.get("closed_on") or "")):
        lines.append(f"Closed on {in_words(closed_on)}")
    if closed_as := detail.get("closed_as"):
        lines.append(f"Closed as: {closed_as}")
    if imported_from := detail.get("imported_from"):
        lines.append(f"From {imported_from}")
    if result := detail.get("result"):
        lines.append(result)
    if channel := detail.get("channel"):
        lines.append(f"By {dict(Channel.choices).get(channel, channel).lower()}")
    lines += [_edit(edit) for edit in detail.get("edits") or []]
    if files := detail.get("files"):
        lines.append("1 file" if files == 1 else f"{files} files")
    return lines


def _edit(edit: dict[str, str]) -> str:
    was, now = (_shortly(edit[name], is_date=edit["what"] == "date") for name in ("from", "to"))
    return f"Question {edit['question']}, {edit['what']}: from {was} to {now}"


def _shortly(value: str, *, is_date: bool) -> str:
    if is_date and (day := parse_date(value)):
        return in_words(day)
    return f"“{Truncator(' '.join(value.split())).chars(500)}”" if value else "nothing"
