"""Confirming the split: what an officer may change before anything is sent. Each change is one audited step."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from foi.intake import revisions, wording
from foi.intake.lead_ins import one_a_line
from foi.intake.passages import handed_over, left_over, place_of, released, taken_anew
from foi.intake.question_list import make_room, neighbour, new_question, renumber, sibling_of
from foi.intake.split_outcome import forget_outcomes, record_outcomes
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest, Question, QuestionKind
from workflows.audit import history_of
from workflows.clock import today
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, hold, perform

#: what the record says was edited of a question
WORDS, LEAD_IN = "words", "lead-in"
STEPS = ("log", "change_split", "confirm_split", "reopen_split")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEdit:
    """What the confirmation page says of one question."""

    question_id: int
    text: str
    kind: str
    department: Department | None
    due_on: datetime.date | None
    context: str | None = None  # its lead-ins, one a line; None: as they are


class ChangedMeanwhile(NotPossible):
    """The split is no longer what the person had in front of them.

    seen: the columns of each question as they were then, by its id; nothing if that can no longer be told.
    """

    def __init__(self, words: str, seen: dict[int, dict[str, Any]]) -> None:
        super().__init__(words)
        self.seen = seen


def last_change(foi_request: FoiRequest) -> AuditEvent:
    """The step that made the split what it is: its id says whether a page still shows the present split."""
    return history_of(foi_request).filter(action__in=STEPS).latest("id")


@contextmanager
def as_seen(foi_request: FoiRequest, last_seen: int) -> Iterator[None]:
    """Hold the request while a person's changes are made; refuse if somebody changed the split since they looked."""
    with transaction.atomic():
        hold(foi_request)
        latest = last_change(foi_request)
        if latest.pk != last_seen:
            what = latest.detail.get("change") or latest.label
            raise ChangedMeanwhile(
                f"{latest.actor_name} changed the split after you opened this page: “{what}”.",
                seen=_questions_after(foi_request, last_seen),
            )
        yield


def _questions_after(foi_request: FoiRequest, step: int) -> dict[int, dict[str, Any]]:
    """The questions as that step left them. What was changed and undone since does not stand in the way; but a state
    that was itself undone is kept nowhere."""
    history = history_of(foi_request)
    if not history.filter(pk=step, action__in=STEPS).exists():
        return {}
    changes = 0
    for detail in history.filter(pk__gt=step, action="change_split").values_list("detail", flat=True):
        changes += -1 if "undone" in detail else 1
        if changes < 0:
            return {}
    then = revisions.before_the_last(foi_request, changes)
    return {question["id"]: question for question in then["questions"]} if then else {}


def change(
    foi_request: FoiRequest, words: str, work: Callable[[FoiRequest], dict[str, Any] | None], *, by: User
) -> None:
    """One step of the work on a split, audited, that can be taken back."""

    def kept_and_done(locked: FoiRequest) -> dict[str, Any] | None:
        revisions.keep(locked, words, by=by)
        return work(locked)

    perform(foi_request.change_split, by=by, change=words, work=kept_and_done)


def undo(foi_request: FoiRequest, revision_id: int, *, by: User) -> str:
    """Take back the last change, which has to be the one named, and say what it was. Nothing else was done since."""
    last = revisions.last_of(foi_request)
    if last is None:
        raise NotPossible("There is nothing to undo: this is the split as it was proposed.")
    if last.pk != revision_id:
        raise NotPossible(f"The last change is another one now: “{last.what}”. Press Undo again to take that one back.")

    def work(locked: FoiRequest) -> dict[str, Any]:
        revisions.put_back(locked, last)
        return {"undone": last.number}

    perform(foi_request.change_split, by=by, change=f"Undone: {last.what}"[:200], work=work)
    return last.what


def save_edits(foi_request: FoiRequest, edits: Iterable[QuestionEdit], *, by: User) -> int:
    """Store what was typed; returns how many questions changed. Nothing changed, nothing recorded."""
    current = {question.pk: question for question in foi_request.questions.select_related("department")}
    changed: list[Question] = []
    changes: list[dict[str, str]] = []
    for edit in edits:
        question = current.get(edit.question_id)
        if question is None:
            raise NotPossible("One of these questions has been removed by somebody else. Reload the page.")
        _refuse_another_authority(foi_request, edit.department)
        if of_this_one := _edited(question, edit):
            changed.append(question)
            changes += of_this_one
    if changed:

        def work(locked: FoiRequest) -> dict[str, Any]:
            columns = ["text", "context", "kind", "department", "department_reason", "due_on"]
            Question.objects.bulk_update(changed, columns)
            by_number = {question.number: question for question in changed}
            for one in changes:
                if one["what"] == WORDS:
                    pk = by_number[one["question"]].pk
                    locked.passages = wording.edited(locked.text, locked.passages, pk, one["from"], one["to"])
            if any(one["what"] == LEAD_IN for one in changes):
                renumber(locked)
            return {"questions": list(by_number), "edits": changes}

        numbers = ", ".join(question.number for question in changed[:3]) + (" and others" if len(changed) > 3 else "")
        change(foi_request, f"Question{'s' if len(changed) > 1 else ''} {numbers} edited", work, by=by)
    return len(changed)


def _edited(question: Question, edit: QuestionEdit) -> list[dict[str, str]]:
    """Put on the question what was typed; returns what changed, from what to what, for the record."""
    was = _on_record(question)
    question.text = edit.text.strip() or question.text
    if edit.context is not None and one_a_line(edit.context) != one_a_line(question.context):
        question.context = one_a_line(edit.context)
    if question.department_id != (edit.department.pk if edit.department else None):
        question.department, question.department_reason = edit.department, ""
    question.kind, question.due_on = edit.kind, edit.due_on
    now = _on_record(question)
    return [
        {"question": question.number, "what": what, "from": was[what], "to": now[what]}
        for what in was
        if was[what] != now[what]
    ]


def _on_record(question: Question) -> dict[str, str]:
    return {
        WORDS: question.text,
        LEAD_IN: question.context,
        "kind": QuestionKind(question.kind).label,
        "department": str(question.department or ""),
        "date": question.due_on.isoformat() if question.due_on else "",
    }


def assign_all(foi_request: FoiRequest, department: Department, *, by: User, only_open: bool) -> int:
    """Give the questions to one department: all but those that the letter answers, or only those without one."""
    _refuse_another_authority(foi_request, department)
    questions = foi_request.questions.exclude(kind=QuestionKind.ABOUT_ANSWERS).exclude(department=department)
    if only_open:
        questions = questions.filter(department=None)
    count = questions.count()
    if count:

        def work(_: FoiRequest) -> dict[str, Any]:
            questions.update(department=department, department_reason="")
            return {"department": department, "count": count}

        what = "1 question" if count == 1 else f"{count} questions"
        change(foi_request, f"{what} given to {department}", work, by=by)
    return count


def date_the_rest(foi_request: FoiRequest, due_on: datetime.date, *, by: User) -> int:
    """Give the departments' date to the questions that have none or one that has passed; not to the letter's own."""
    stale = Q(due_on=None) | Q(due_on__lt=today())
    questions = foi_request.questions.filter(stale).exclude(kind=QuestionKind.ABOUT_ANSWERS)
    count = questions.count()
    if count:

        def work(_: FoiRequest) -> dict[str, Any]:
            questions.update(due_on=due_on)
            return {"due_on": due_on, "count": count}

        what = "1 question" if count == 1 else f"{count} questions"
        change(foi_request, f"{what} given the date {due_on.day} {due_on:%B %Y}", work, by=by)
    return count


def _refuse_another_authority(foi_request: FoiRequest, department: Department | None) -> None:
    if department is not None and department.authority_id != foi_request.authority_id:
        raise NotPermitted(f"{department} belongs to another authority.")


def merge_with_previous(question: Question, *, by: User) -> Question:
    """The question becomes part of the one before it; nothing of its words is lost."""
    previous = neighbour(question, -1)
    if previous is None:
        raise NotPossible("There is no question before this one to merge it with.")

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        lead = f"{question.context} " if question.context and question.context != previous.context else ""
        label = f"{question.printed_label} " if question.printed_label else ""
        previous.text = f"{previous.text} {lead}{label}{question.text}"
        if previous.start is not None and question.start is not None and question.end is not None:
            previous.start, previous.end = min(previous.start, question.start), max(previous.end or 0, question.end)
        previous.save()
        foi_request.passages = handed_over(foi_request.passages, from_question=question.pk, to_question=previous.pk)
        numbers = [previous.number, question.number]
        question.delete()
        renumber(foi_request)
        return {"questions": numbers}

    change(question.foi_request, f"Question {question.number} merged into {previous.number}", work, by=by)
    return previous


def split_question(question: Question, parts: list[str], *, by: User) -> list[Question]:
    """One question becomes several; the first part keeps the printed label."""
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < 2:
        raise NotPossible(
            "Put an empty line where the question should be divided, so that there are at least two parts."
        )
    if _words(" ".join(parts)) != _words(question.text):
        raise NotPossible("Divide the question without changing its words. Edit the words afterwards if you need to.")
    made: list[Question] = []

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        make_room(foi_request, after=question.position, places=len(parts) - 1)
        question.text = parts[0]
        question.save()
        made.append(question)
        for offset, part in enumerate(parts[1:], start=1):
            new = sibling_of(question, question.position + offset, part)
            place = place_of(part, foi_request.text, question.start or 0, question.end)
            if place and question.start is not None:
                _claim(foi_request, new, place, which=lambda passage: passage.get("question") == question.pk)
            made.append(new)
        renumber(foi_request)
        return {"parts": parts}

    change(question.foi_request, f"Question {question.number} divided into {len(parts)}", work, by=by)
    return made


def move(question: Question, by_places: int, *, by: User) -> None:
    """One place up (-1) or down (+1)."""
    other = neighbour(question, by_places)
    if other is None:
        raise NotPossible("It is already at the end of the list.")

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        question.position, other.position = other.position, question.position
        Question.objects.bulk_update([question, other], ["position"])
        renumber(foi_request)
        return {}

    change(question.foi_request, f"Question {question.number} moved {'up' if by_places < 0 else 'down'}", work, by=by)


def mark_as_not_a_question(question: Question, *, by: User) -> Question | None:
    """The words stay in the request's text, shown as background; the proposal stays in the audit trail. Returns the
    question that follows it or, after the last, the one before."""
    beside = neighbour(question, +1) or neighbour(question, -1)

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        foi_request.passages = released(foi_request.passages, question.pk)
        gone = {"text": question.text, "label": question.printed_label, "proposal": question.proposal}
        question.delete()
        renumber(foi_request)
        return gone

    change(question.foi_request, f"Question {question.number} marked as not a question", work, by=by)
    return beside


def add_question(foi_request: FoiRequest, text: str, *, by: User) -> Question:
    """A question in words that the text does not have, at the end of the list."""
    text = text.strip()
    if not text:
        raise NotPossible("Enter the words of the question.")
    made: list[Question] = []

    def work(locked: FoiRequest) -> dict[str, Any]:
        last = locked.questions.order_by("-position").first()
        question = new_question(locked, last.position + 1 if last else 1, text, after=last)
        renumber(locked)
        question.refresh_from_db(fields=["number"])
        made.append(question)
        return {"text": text}

    change(foi_request, "Question added", work, by=by)
    return made[0]


def confirm(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """The split stands: every question is confirmed, and those about the other answers are left to the letter."""
    with transaction.atomic():
        perform(foi_request.confirm_split, by=by, work=_refuse_what_is_left_over)
        for question in foi_request.questions.all():
            perform(question.confirm, by=by)
        record_outcomes(foi_request)
    return foi_request


def _refuse_what_is_left_over(foi_request: FoiRequest) -> None:
    found = left_over(foi_request.passages, len(foi_request.text))
    found = [(start, end) for start, end in found if foi_request.text[start:end].strip()]
    if found:
        start, end = found[0]
        words = " ".join(foi_request.text[start:end].split())
        shown = words if len(words) <= 80 else f"{words[:79]}…"
        more = "" if len(found) == 1 else f" (and {len(found) - 1} more)"
        raise NotPossible(
            f"Part of the text is left over: “{shown}”{more}. Make it a question or say what it is, then confirm."
        )


def reopen(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """Back to the split, while no department has been asked."""
    with transaction.atomic():
        perform(foi_request.reopen_split, by=by)
        for question in foi_request.questions.all():
            # An answer there can only be the letter's own, made by confirming: it goes with the confirmation.
            perform(question.unconfirm, by=by, work=lambda locked: locked.answers.all().delete() and None)
        forget_outcomes(foi_request)
    return foi_request


def _claim(
    foi_request: FoiRequest, question: Question, place: tuple[int, int], *, which: Callable[[Any], bool]
) -> None:
    """A stretch of the text becomes the question's."""
    question.start, question.end = place
    question.save(update_fields=["start", "end"])
    foi_request.passages = taken_anew(foi_request.passages, *place, kind="question", question=question.pk, which=which)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)
