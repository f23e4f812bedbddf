"""A question as each side sees it. What a department sees is made here without a path to who asked (REQ-20)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice

from django.urls import reverse
from django.utils.text import Truncator

from foi.answers.actions import draft_of, last_submitted
from foi.answers.attachments import files_seen_by
from foi.answers.evidence import Evidence, exemptions_claimed
from foi.answers.models import Answer
from foi.intake.blind_details import speaks_of_requester
from foi.intake.masks import Blind
from foi.law.working_days import BeyondCalendar, Calendar
from foi.letters.assemble import takes_files_along
from foi.letters.preview import printed
from foi.organisation.models import User
from foi.requests.models import Question
from foi.web.presenters.answers import AnswerView, answer_view, printed_view
from foi.web.presenters.buttons import Barred, Button, Pages
from foi.web.presenters.completeness import Item, missing_at
from foi.web.presenters.dates import in_words
from foi.web.presenters.timeline import Entry, entries
from workflows.models import AuditEvent
from workflows.perform import actions_of_role
from workflows.question_flow import SETTLED, WITH_DEPARTMENT, QuestionState
from workflows.states import State

PAGES = Pages(
    step="question_step",
    own={
        "answer": ("question_answer", "Answer this question"),
        "save_draft": ("question_answer", "Answer this question"),
        "record_answer": ("question_answer", "Record an answer yourself"),
        "decide": ("question_decide", "Decide the outcome"),
        "give_estimate": ("question_estimate", "Estimate the cost"),
        "correct_estimate": ("question_estimate", "Estimate the cost"),
        "change_files": ("question_files", "Files for the letter"),
    },
    # The split page confirms all questions of a request together.
    elsewhere=("confirm", "unconfirm", "change_evidence"),
    main=("answer", "send", "agree", "decide", "reassign"),
)

#: while a department has it, giving it to another one is possible, but nothing to be led to
TO_BE_GIVEN = (QuestionState.READY, QuestionState.DECLINED)
WITH_OTHERS = replace(PAGES, main=tuple(name for name in PAGES.main if name != "reassign"))

#: what to say when a step has been taken, with what comes next
DONE = {
    "send": "{it} has been sent to {department}.",
    "reassign": "{it} has been given to {department}.",
    "accept": "You have accepted {it}. {due}",
    "decline": "{it} has gone back to the FOI team. You do not need to do anything more.",
    "save_draft": "Draft saved. Only your department sees it until you submit it.",
    "answer": "Your answer to {it} has gone to the FOI team. They will agree it, or return it with a comment.",
    "give_estimate": "The cost estimate of {it} is saved. You can change it until you submit your answer.",
    "correct_estimate": "The cost estimate of {it} is saved. What it replaces stays on record.",
    "change_files": "The files of {it} are changed.",
    "record_answer": "The answer to {it} is recorded. Check it, then agree it.",
    "decide": "Your decision on {it} is saved as a new version. Earlier versions stay on record.",
    "decide_small_numbers": "Your decision about the small numbers in {it} is on record.",
    "agree": "The answer to {it} is agreed and goes into the letter.",
    "answer_by_reference": "{it} is left to the letter, which answers it from the other answers.",
    "send_back": "{it} has been returned to {department} with your comment.",
    "reopen": "The answer to {it} is open again. A letter that rested on it is no longer approved.",
    "withdraw": "{it} is withdrawn. It will not be in the letter.",
    "undo_withdrawal": "The withdrawal of {it} is undone. It goes on where it was.",
}


def done(step: str, question: Question) -> str:
    due = f"Answer it by {in_words(question.due_on)}." if question.due_on else ""
    words = DONE.get(step, "Done: {it}.").format(it=name_of(question), department=question.department, due=due)
    return words[0].upper() + words[1:].strip()


def name_of(question: Question) -> str:
    return f"question {question.number} of {question.foi_request.reference}"


@dataclass(frozen=True, slots=True)
class Due:
    """A department's date and how it stands."""

    on: datetime.date | None
    words: str = ""
    late: bool = False


def due(question: Question, on: datetime.date) -> Due:
    """What is said only while the department owes the answer, and not while the clock waits for the requester."""
    if not question.foi_request.is_open:
        return Due(question.due_on)
    if question.is_waiting and question.state in WITH_DEPARTMENT:
        return Due(None, "Waiting for the requester")
    if question.due_on is None or question.state not in WITH_DEPARTMENT:
        return Due(question.due_on)
    if question.due_on < on:
        return Due(question.due_on, _overdue(question.due_on, on), late=True)
    if question.due_on == on:
        return Due(question.due_on, "Due today")
    return Due(question.due_on)


def _overdue(due_on: datetime.date, on: datetime.date) -> str:
    try:
        days = Calendar.shipped().working_days_between(due_on, on)
    except BeyondCalendar:
        return "Overdue"
    return {0: "Overdue", 1: "1 working day overdue"}.get(days, f"{days} working days overdue")


#: a text as the person who looks at the page may read it: as it is, or blinded (foi.intake.masks.Blind)
Reads = Callable[[str], str]
MOST_TOLD = 10  # sentences listed: a text that has more of them is read as a whole
ENOUGH_FOR_A_ROW = 5_000  # characters that are blinded, of a text that a row shows the beginning of


def verbatim(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class QueueRow:
    url: str
    reference: str
    number: str
    context: str
    words: str
    department: str
    due: Due
    state: State


def queue_row(question: Question, on: datetime.date, reads: Reads) -> QueueRow:
    context, words = question.context[:ENOUGH_FOR_A_ROW], question.text[:ENOUGH_FOR_A_ROW]
    return QueueRow(
        url=reverse("question", args=[question.pk]),
        reference=question.foi_request.reference,
        number=question.number,
        context=Truncator(" ".join(reads(context).split())).chars(100),
        words=Truncator(reads(words)).chars(140),
        department=str(question.department),
        due=due(question, on),
        state=shown_state(question),
    )


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file for the letter."""

    pk: int
    description: str
    name: str
    size: int
    redacted: bool
    warnings: list[str]  # what to look at before it goes out


def file_rows(question: Question, user: User, reads: Reads) -> list[FileRow]:
    return [
        FileRow(
            one.pk, reads(one.description), reads(one.stored.name), one.stored.size, redacted=one.redacted,
            warnings=[reads(warning) for warning in one.warnings],
        )
        for one in files_seen_by(question, user)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What everybody who may open the question sees of it."""

    pk: int
    reference: str
    number: str
    printed_label: str
    text: str
    context: list[str]
    group: str
    scope: list[str]
    notes: list[str]
    department: str
    due: Due
    state: State
    others: list[QueueRow]
    buttons: list[Button]
    barred: list[Barred]
    message: str = ""  # what the FOI team said when it returned or passed on the question
    answers: list[AnswerView] = field(default_factory=list)
    draft: AnswerView | None = None
    files: list[FileRow] = field(default_factory=list)
    files_stay: bool = False  # as the answer stands, they do not go out
    # officers and approvers only
    printed: str = ""  # safe HTML: what the letter makes of an answer that is to be checked
    missing: list[Item] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    may_keep_evidence: bool = False
    declined_because: str = ""
    history: list[Entry] = field(default_factory=list)
    seen: list[SeenText] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # sentences that speak of the requester

    @property
    def hidden_words(self) -> str:
        """ "2 parts are hidden", for the officer; "" where departments see all."""
        hidden = sum(piece.reason != "" for text in self.seen for piece in text.pieces)
        return "" if not hidden else "1 part is hidden" if hidden == 1 else f"{hidden} parts are hidden"

    @property
    def title(self) -> str:
        return f"Question {self.number}"

    @property
    def is_answered(self) -> bool:
        return self.state in (QuestionState.ANSWERED, QuestionState.AGREED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `reason` says why departments do not see it, and is empty where they do."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeenText:
    """One of the texts of a question page, with what of it is hidden from the department."""

    label: str
    pieces: list[Piece]


def texts_of(question: Question) -> list[tuple[str, str]]:
    """Every text of the request that the department's page shows, with what it is."""
    asked = question.foi_request
    found = [("Heading", question.group), ("Lead-in", question.context), ("Question", question.text)]
    found += [("For all questions", passage) for passage in asked.scope] + [("Note", note) for note in asked.notes]
    return [(label, text) for label, text in found if text]


def told_of_requester(question: Question) -> list[str]:
    """The sentences that speak of the requester: an officer looks whether departments may read them."""
    told = (text[start:end] for _, text in texts_of(question) for start, end in speaks_of_requester(text))
    return list(islice(dict.fromkeys(told), MOST_TOLD))


def seen_by_department(question: Question, blind: Blind) -> list[SeenText]:
    return [SeenText(label, _pieces(text, blind)) for label, text in texts_of(question)]


def _pieces(text: str, blind: Blind) -> list[Piece]:
    pieces, at = [], 0
    for span in blind.spans(text):
        pieces += [Piece(text[at : span.start], ""), Piece(text[span.start : span.end], span.reason)]
        at = span.end
    return [piece for piece in (*pieces, Piece(text[at:], "")) if piece.text]


def question_view(question: Question, user: User, on: datetime.date, *, for_officer: bool) -> QuestionView:
    """`question` with its request, requester, department and answers (author, department, claims) loaded."""
    blind = Blind(question.foi_request)
    reads: Reads = verbatim if for_officer else blind
    events = list(AuditEvent.objects.filter(subject_model=Question._meta.label, subject_id=question.pk).order_by("-id"))
    recorded = {event.detail.get("version") for event in events if event.action == "record_answer"}
    actions = actions_of_role(question, user)
    submitted = [answer for answer in question.answers.all() if not answer.is_draft]
    current = question.current_answer
    seen = submitted if for_officer else [one for one in submitted if one.department_id == question.department_id]
    # The officer agrees to what is on this page, and to nothing that came after it was opened.
    fields = {"agree": {"version": str(current.version)}} if current else {}
    return QuestionView(
        pk=question.pk,
        reference=question.foi_request.reference,
        number=question.number,
        printed_label=question.printed_label,
        text=reads(question.text),
        context=reads(question.context).splitlines(),
        group=reads(question.group),
        scope=[reads(passage) for passage in question.foi_request.scope],
        notes=[reads(note) for note in question.foi_request.notes],
        department=str(question.department or ""),
        due=due(question, on),
        state=shown_state(question),
        others=[queue_row(other, on, reads) for other in others_with_the_same_department(question)],
        buttons=(PAGES if question.state in TO_BE_GIVEN else WITH_OTHERS).buttons(question.pk, actions, fields),
        barred=PAGES.barred(action for action in actions if action.name != "decide_small_numbers"),  # there are none
        message=reads(_message(question, events)),
        answers=[answer_view(one, for_officer=for_officer, recorded=one.version in recorded) for one in reversed(seen)],
        draft=None if for_officer else _draft(question),
        files=file_rows(question, user, reads),
        files_stay=for_officer and current is not None and not takes_files_along(current.decided),
        printed=_printed(question) if for_officer else "",
        missing=missing_at(question, user) if for_officer else [],
        evidence=list(question.evidence.all()) if for_officer else [],
        may_keep_evidence=bool(exemptions_claimed(question))
        and any(one.name == "change_evidence" and not one.unmet for one in actions),
        declined_because=_said(events, "decline", "reason") if for_officer else "",
        history=entries(events) if for_officer else [],
        seen=seen_by_department(question, blind) if for_officer else [],
        told=told_of_requester(question) if for_officer else [],
    )


def _printed(question: Question) -> str:
    """Whoever agrees an answer agrees to these words."""
    current = question.current_answer
    if question.state != QuestionState.ANSWERED or current is None or not current.decided.decided:
        return ""
    return printed_view(printed(question))


def others_with_the_same_department(question: Question) -> list[Question]:
    """The other questions of the request that the same department has: answers should agree with each other."""
    if question.department_id is None:
        return []
    asked = Question.objects.filter(foi_request=question.foi_request_id, department=question.department_id)
    return list(
        asked.exclude(pk=question.pk)
        .exclude(state__in=[QuestionState.PROPOSED, QuestionState.READY])
        .as_rows()
        .order_by("position")
    )


def next_to_check(question: Question) -> Question | None:
    """The answered question of the same request that comes after this one; after the last, the first."""
    answered = Question.objects.filter(foi_request=question.foi_request_id, state=QuestionState.ANSWERED)
    answered = answered.exclude(pk=question.pk).only("number", "position").order_by("position")
    return answered.filter(position__gt=question.position).first() or answered.first()


def shown_state(question: Question) -> State:
    """Where it stands: of a request that is over, nothing that was still open is with anybody any more."""
    over = not question.foi_request.is_open and question.state not in SETTLED
    return question.foi_request.current if over else question.current


def own_words(question: Question) -> Answer | None:
    """What a department itself last submitted, whatever the FOI team decided since."""
    return last_submitted(answer for answer in question.answers.all() if answer.department_id)


def _draft(question: Question) -> AnswerView | None:
    draft = draft_of(question)
    return answer_view(draft, for_officer=False) if draft and question.state in WITH_DEPARTMENT else None


def _message(question: Question, events: list[AuditEvent]) -> str:
    """The FOI team's last word to the department, while it is still to be acted on."""
    if question.state == QuestionState.RETURNED:
        return _said(events, "send_back", "comment")
    if question.state in (QuestionState.SENT, QuestionState.ACCEPTED):
        return _said(events, "reassign", "reason")
    return ""


def _said(events: list[AuditEvent], action: str, fact: str) -> str:
    """What was said with the latest step of a kind; `events` newest first."""
    return next((event.detail.get(fact) or "" for event in events if event.action == action), "")
