"""Confirming the split: what an officer may change before anything is sent. Each change is one audited step."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from foi.intake.passages import handed_over, place_of, released, taken_anew
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest, Question, QuestionKind
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform

STEPS = ("log", "change_split", "confirm_split", "reopen_split")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEdit:
    """What the confirmation page says of one question."""

    question_id: int
    text: str
    kind: str
    department: Department | None
    due_on: datetime.date | None


class ChangedMeanwhile(NotPossible):
    """The split is no longer what the person had in front of them."""


def last_change(foi_request: FoiRequest) -> AuditEvent:
    """The step that made the split what it is: its id says whether a page still shows the present split."""
    return history_of(foi_request).filter(action__in=STEPS).latest("id")


@contextmanager
def as_seen(foi_request: FoiRequest, last_seen: int) -> Iterator[None]:
    """Hold the request while a person's changes are made; refuse if somebody changed the split since they looked."""
    with transaction.atomic():
        FoiRequest.objects.select_for_update(of=("self",)).only("pk").get(pk=foi_request.pk)
        latest = last_change(foi_request)
        if latest.pk != last_seen:
            what = latest.detail.get("change") or latest.label
            raise ChangedMeanwhile(f"{latest.actor_name} changed the split after you opened this page: “{what}”.")
        yield


def _change(foi_request: FoiRequest, by: User, words: str, work: Callable[[FoiRequest], dict[str, Any] | None]) -> None:
    perform(foi_request.change_split, by=by, change=words, work=work)


def save_edits(foi_request: FoiRequest, edits: Iterable[QuestionEdit], *, by: User) -> int:
    """Store what was typed; returns how many questions changed. Nothing changed, nothing recorded."""
    current = {question.pk: question for question in foi_request.questions.all()}
    changed: list[Question] = []
    for edit in edits:
        question = current.get(edit.question_id)
        if question is None:
            raise NotPossible("One of these questions has been removed by somebody else. Reload the page.")
        _refuse_another_authority(foi_request, edit.department)
        text = edit.text.strip() or question.text
        before = (question.text, question.kind, question.department_id, question.due_on)
        after = (text, edit.kind, edit.department.pk if edit.department else None, edit.due_on)
        if before != after:
            question.text, question.kind, question.due_on = text, edit.kind, edit.due_on
            if before[2] != after[2]:
                question.department, question.department_reason = edit.department, ""
            changed.append(question)
    if changed:

        def work(_: FoiRequest) -> dict[str, Any]:
            Question.objects.bulk_update(changed, ["text", "kind", "department", "department_reason", "due_on"])
            return {"questions": [question.number for question in changed]}

        _change(foi_request, by, "Questions edited", work)
    return len(changed)


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

        _change(foi_request, by, f"{count} questions given to {department}", work)
    return count


def _refuse_another_authority(foi_request: FoiRequest, department: Department | None) -> None:
    if department is not None and department.authority_id != foi_request.authority_id:
        raise NotPermitted(f"{department} belongs to another authority.")


def merge_with_previous(question: Question, *, by: User) -> Question:
    """The question becomes part of the one before it; nothing of its words is lost."""
    previous = _neighbour(question, -1)
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

    _change(question.foi_request, by, f"Question {question.number} merged into {previous.number}", work)
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
        _make_room(foi_request, after=question.position, places=len(parts) - 1)
        question.text = parts[0]
        question.save()
        made.append(question)
        for offset, part in enumerate(parts[1:], start=1):
            new = _new_question(foi_request, question.position + offset, part, like=question)
            place = place_of(part, foi_request.text, question.start or 0, question.end)
            if place and question.start is not None:
                _claim(foi_request, new, place, which=lambda passage: passage.get("question") == question.pk)
            made.append(new)
        renumber(foi_request)
        return {"parts": parts}

    _change(question.foi_request, by, f"Question {question.number} divided into {len(parts)}", work)
    return made


def move(question: Question, by_places: int, *, by: User) -> None:
    """One place up (-1) or down (+1)."""
    other = _neighbour(question, by_places)
    if other is None:
        raise NotPossible("It is already at the end of the list.")

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        question.position, other.position = other.position, question.position
        Question.objects.bulk_update([question, other], ["position"])
        renumber(foi_request)
        return {}

    _change(question.foi_request, by, f"Question {question.number} moved {'up' if by_places < 0 else 'down'}", work)


def mark_as_not_a_question(question: Question, *, by: User) -> None:
    """The words stay in the request's text, shown as background; the proposal stays in the audit trail."""

    def work(foi_request: FoiRequest) -> dict[str, Any]:
        foi_request.passages = released(foi_request.passages, question.pk)
        gone = {"text": question.text, "label": question.printed_label, "proposal": question.proposal}
        question.delete()
        renumber(foi_request)
        return gone

    _change(question.foi_request, by, f"Question {question.number} marked as not a question", work)


def add_question(foi_request: FoiRequest, text: str, *, by: User) -> Question:
    """A question that the splitter did not find, at the end of the list."""
    text = text.strip()
    if not text:
        raise NotPossible("Enter the words of the question.")
    made: list[Question] = []

    def work(locked: FoiRequest) -> dict[str, Any]:
        last = locked.questions.order_by("-position").first()
        question = _new_question(locked, last.position + 1 if last else 1, text, like=last)
        if place := place_of(text, locked.text):
            _claim(locked, question, place, which=lambda passage: passage["kind"] not in ("question", "blank"))
        renumber(locked)
        question.refresh_from_db(fields=["number"])
        made.append(question)
        return {"text": text}

    _change(foi_request, by, "Question added", work)
    return made[0]


def confirm(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """The split stands: every question is confirmed, and those about the other answers are left to the letter."""
    with transaction.atomic():
        perform(foi_request.confirm_split, by=by)
        for question in foi_request.questions.all():
            perform(question.confirm, by=by)
    return foi_request


def reopen(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """Back to the split, while no department has been asked."""
    with transaction.atomic():
        perform(foi_request.reopen_split, by=by)
        for question in foi_request.questions.all():
            # An answer there can only be the letter's own, made by confirming: it goes with the confirmation.
            perform(question.unconfirm, by=by, work=lambda locked: locked.answers.all().delete() and None)
    return foi_request


def renumber(foi_request: FoiRequest) -> None:
    """Give the canonical numbers anew: 1, 2a, 2b, 3 ... in the order of the list, over restarts of the printed ones."""
    number, letter, before = 0, 0, None
    questions = list(foi_request.questions.order_by("position"))
    for question in questions:
        parent = question.path[:-1]
        if parent and before is not None and (before.path[:-1] == parent and before.context == question.context):
            letter += 1
        elif parent and before is not None and before.path == parent:
            letter = 1  # the parent asks something itself and has just been numbered
        else:
            number, letter = number + 1, 1 if parent else 0
        question.number = f"{number}{_letters(letter)}" if letter else str(number)
        before = question
    Question.objects.bulk_update(questions, ["number"])


def _letters(place: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _neighbour(question: Question, places: int) -> Question | None:
    others = question.foi_request.questions.all()
    if places < 0:
        return others.filter(position__lt=question.position).order_by("-position").first()
    return others.filter(position__gt=question.position).order_by("position").first()


def _claim(
    foi_request: FoiRequest, question: Question, place: tuple[int, int], *, which: Callable[[Any], bool]
) -> None:
    """A stretch of the text becomes the question's."""
    question.start, question.end = place
    question.save(update_fields=["start", "end"])
    foi_request.passages = taken_anew(foi_request.passages, *place, kind="question", question=question.pk, which=which)


def _make_room(foi_request: FoiRequest, *, after: int, places: int) -> None:
    later = list(foi_request.questions.filter(position__gt=after))
    for question in later:
        question.position += places
    Question.objects.bulk_update(later, ["position"])


def _new_question(foi_request: FoiRequest, position: int, text: str, *, like: Question | None) -> Question:
    return Question.objects.create(
        foi_request=foi_request,
        position=position,
        number="new",
        text=text,
        context=like.context if like else "",
        group=like.group if like else "",
        path=[*like.path[:-1], f"#{position}"] if like else [],
        kind=QuestionKind.ASKS,
        department=like.department if like else None,
        due_on=like.due_on if like else None,
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)
