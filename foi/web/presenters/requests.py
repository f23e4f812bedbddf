"""Requests and their questions as officers see them: rows of lists, and what happens next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from foi.law.clock import Kind
from foi.law.clock import State as Waits
from foi.law.outcomes import Outcome
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from foi.requests.together import has_others, what_a_letter_waits_for
from foi.reviews.models import Review
from foi.web.presenters.buttons import Button, Pages
from foi.web.presenters.dates import SOON, day_count, in_words, is_late
from foi.web.presenters.questions import shown_state
from foi.web.presenters.reviews import review_in_hand
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.perform import available_actions
from workflows.question_flow import SETTLED, WITH_DEPARTMENT, QuestionState
from workflows.request_flow import RequestState
from workflows.roles import Role
from workflows.states import State

#: the lists of the start page: name -> words; "closed" has no count, it only grows
LISTS = {
    "mine": "My requests",
    "all": "All open",
    "due-soon": "Due in 7 days",
    "overdue": "Overdue",
    "waiting": "Waiting for the requester",
    "closed": "Closed",
}

EMPTY = {
    "mine": "You have no open requests. Log one, or take one on from “All open”.",
    "all": "There are no open requests.",
    "due-soon": "Nothing is due in the next 7 days.",
    "overdue": "Nothing is overdue.",
    "waiting": "No request is waiting for clarification or a fee.",
    "closed": "No request has been answered or withdrawn yet.",
}


def requests_in(show: str, user: User, on: datetime.date) -> Any:
    """The requests of one of LISTS that `user` may see, in the order that the list shows them."""
    visible = FoiRequest.objects.visible_to(user)
    match show:
        case "mine":
            return visible.open().filter(officer=user)
        case "due-soon":
            return visible.due_between(on, on + SOON)
        case "overdue":
            return visible.overdue_on(on)
        case "waiting":
            return visible.waiting()
        case "closed":
            return visible.closed().order_by("-received_on", "-id")
    return visible.open()


def lists(user: User, show: str, on: datetime.date) -> list[dict[str, Any]]:
    """The links to the lists with how many requests each holds. One query a list, each answered from an index."""
    names = [name for name in LISTS if name != "mine" or user.authorities(Role.FOI_OFFICER)]
    return [
        {
            "text": LISTS[name],
            "url": f"{reverse('requests')}?show={name}",
            "active": name == show,
            "count": None if name == "closed" else requests_in(name, user, on).count(),
        }
        for name in names
    ]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of a list."""

    url: str
    reference: str
    title: str
    received_on: datetime.date
    due_on: datetime.date | None  # None while nothing is due, and where nothing is owed
    standing: str  # "Day 7 of 20", "Answered on 3 March 2026"
    late: bool
    state: State
    answered: int
    total: int
    officer: str
    answered_with: str  # the reference of the request whose letter answers it, too


def rows(ids: Iterable[int], on: datetime.date) -> list[RequestRow]:
    """The requests of one page of a list, in the order of `ids`. One query."""
    found = (
        FoiRequest.objects.filter(pk__in=list(ids))
        .with_progress()
        .with_clock()
        .select_related("officer", "answered_with")
        .defer("text", "passages", "scope", "notes")
        .in_bulk()
    )
    return [_row(found[pk], on) for pk in ids if pk in found]


def _row(foi_request: Any, on: datetime.date) -> RequestRow:
    return RequestRow(
        url=reverse("request", args=[foi_request.pk]),
        reference=foi_request.reference,
        title=foi_request.title,
        received_on=foi_request.received_on,
        due_on=foi_request.due_on,
        standing=standing(foi_request, on),
        late=is_late(foi_request, on),
        state=foi_request.current,
        answered=foi_request.questions_answered,
        total=foi_request.questions_total,
        officer=str(foi_request.officer or "Nobody yet"),
        answered_with=foi_request.answered_with.reference if foi_request.answered_with else "",
    )


def standing(foi_request: FoiRequest, on: datetime.date) -> str:
    """Where the clock stands, in words."""
    if foi_request.issued_on:
        late = " (late)" if foi_request.due_on and foi_request.issued_on > foi_request.due_on else ""
        return f"Answered on {in_words(foi_request.issued_on)}{late}"
    return day_count(foi_request, on)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of a request's table of questions."""

    url: str
    reference: str
    number: str
    printed_label: str  # empty where it says no more than our number
    context: str
    text: str
    department: str
    due_on: datetime.date | None
    overdue: bool
    waiting: bool  # for the requester: it has a clock of its own, or the whole letter waits
    state: State
    outcome: str


def question_rows(questions: Iterable[Question], on: datetime.date) -> list[QuestionRow]:
    """`questions` with `department` and `answers` loaded."""
    return [
        QuestionRow(
            url=reverse("question", args=[question.pk]),
            reference=question.foi_request.reference,
            number=question.number,
            printed_label=telling_label(question),
            context=Truncator(question.context).chars(120),
            text=Truncator(question.text).chars(160),
            department=_who_answers(question),
            due_on=None if question.is_about_answers else question.due_on,
            overdue=question.foi_request.is_open and is_overdue(question, on),
            waiting=question.is_waiting and question.state not in SETTLED,
            state=shown_state(question),
            outcome=_outcome(question),
        )
        for question in questions
    ]


def is_overdue(question: Question, on: datetime.date) -> bool:
    """Whether the department is late. It is not while the clock waits for the requester."""
    owed = question.state in WITH_DEPARTMENT and not question.is_waiting
    return owed and question.due_on is not None and question.due_on < on


def telling_label(question: Question) -> str:
    """The label as the requester printed it, unless it is our number anyway."""
    label = question.printed_label
    return "" if label.strip("().: ").lower() == question.number.lower() else label


def _who_answers(question: Question) -> str:
    return "The letter itself" if question.is_about_answers else str(question.department or "Not chosen yet")


def _outcome(question: Question) -> str:
    if question.state not in (QuestionState.ANSWERED, QuestionState.AGREED):
        return ""
    answer = question.current_answer
    return Outcome(answer.outcome).label if answer and answer.outcome else ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next, and the one button that makes it happen. `post`: the button does it, no page between."""

    words: str
    button: str = ""
    url: str = ""
    post: bool = False


@dataclass(slots=True)
class Tally:
    """How many questions stand where: what decides what happens next."""

    by_state: dict[str, list[Question]] = field(default_factory=dict)

    @classmethod
    def of(cls, questions: Iterable[Question]) -> Tally:
        found = cls()
        for question in questions:
            found.by_state.setdefault(question.state, []).append(question)
        return found

    def at(self, *states: State) -> list[Question]:
        return [question for state in states for question in self.by_state.get(state, [])]

    def to_send(self) -> list[Question]:
        return [question for question in self.at(QuestionState.READY) if question.department_id]


def next_step(foi_request: FoiRequest, tally: Tally, *, is_officer: bool) -> NextStep:
    """The one thing to do now. An approver reads the same words without the button that is not theirs."""
    # Whoever sees the request sees its reviews.
    if foi_request.state == RequestState.ISSUED and (review := review_in_hand(foi_request)):
        return _of_review(review)
    step = _next_step(foi_request, tally)
    letter = step.url == _letter_of(foi_request)
    return step if is_officer or letter else NextStep(step.words)


def _of_review(review: Review) -> NextStep:
    if review.is_open:
        words = (
            f"The request is answered, and an internal review was asked for. It is due on {in_words(review.due_on)}."
        )
    else:
        words = "The internal review is concluded. The requester has to be told what came of it."
    return NextStep(words, "See the review", reverse("review", args=[review.pk]))


def _letter_of(foi_request: FoiRequest) -> str:
    """The page of the letter that answers it: another request's, where they are answered together."""
    return reverse("letter", args=[foi_request.answered_with_id or foi_request.pk])


def _next_step(foi_request: FoiRequest, tally: Tally) -> NextStep:
    if foi_request.was_done_elsewhere:
        how = "answered" if foi_request.state == RequestState.ISSUED else "closed"
        return NextStep(
            f"The request was {how} before it was taken over from the office’s list. Nothing has to be done here. "
            "What that list says of it is on its file.",
            "See what is on file",
            reverse("request_correspondence", args=[foi_request.pk]),
        )
    letter = _letter_of(foi_request)
    match foi_request.state:
        case RequestState.LOGGED | RequestState.GATHERING if foi_request.clock_state == Waits.AWAITING_CLARIFICATION:
            return NextStep(
                "Waiting for the requester to say what is meant. Record the reply when it comes: the time begins again "
                "with it.",
                "Record the reply",
                reverse("clock_record", args=[foi_request.pk, Kind.CLARIFICATION_RECEIVED.value]),
            )
        case RequestState.LOGGED:
            return NextStep(
                "Check the proposed questions, choose who answers each, and confirm the split. "
                "No department sees anything before that.",
                "Confirm the split",
                reverse("request_split", args=[foi_request.pk]),
            )
        case RequestState.GATHERING:
            return _gathering(foi_request, tally)
        case RequestState.DRAFTING if foi_request.answered_with:
            reference = foi_request.answered_with.reference
            return NextStep(
                f"All answers are agreed. They go into the letter of {reference}.", "See the letter", letter
            )
        case RequestState.DRAFTING if waits := what_a_letter_waits_for(foi_request):
            return NextStep(f"All answers are agreed. The letter waits: {' '.join(waits)}", "See the letter", letter)
        case RequestState.DRAFTING:
            return _drafting(foi_request)
        case RequestState.IN_APPROVAL:
            return NextStep("The letter is waiting for somebody else’s approval.", "See the letter", letter)
        case RequestState.APPROVED:
            return NextStep("The letter is approved. It can be issued to the requester.", "Issue the letter", letter)
        case RequestState.ISSUED:
            return NextStep("The request is answered. Nothing more has to be done.", "See the letter", letter)
        case RequestState.CLOSED:
            return NextStep(
                "No answer is owed any more. If the requester replies, record it on the clock.",
                "See the clock", reverse("request_clock", args=[foi_request.pk]),
            )  # fmt: skip
    return NextStep(
        "The requester has taken the request back. Nothing more has to be done. If it was recorded by mistake, it can "
        "be undone below."
    )


def _drafting(foi_request: FoiRequest) -> NextStep:
    page = _letter_of(foi_request)
    last = foi_request.letters.responses().only("state", "comment").order_by("number").last()
    if last is not None and last.state == LetterState.SENT_BACK:
        said = Truncator(last.comment).chars(300)
        return NextStep(f"The approver has sent the letter back: “{said}”", "Change the letter", page)
    if last is not None and last.state == LetterState.DRAFT:
        return NextStep("The letter is drafted. Read it through, then submit it for approval.", "See the letter", page)
    return NextStep("All answers are agreed. The letter can be prepared.", "Prepare the letter", page)


def _gathering(foi_request: FoiRequest, tally: Tally) -> NextStep:
    if ready := tally.at(QuestionState.READY):
        to_send = tally.to_send()
        if not to_send:
            return _about(ready, "to settle: no department has been chosen, or the letter can answer", "Settle")
        departments = {question.department_id for question in to_send}
        return NextStep(
            f"{_count(len(to_send), 'question')} can go to {_count(len(departments), 'department')}. "
            "Each department sees its own questions, never who asked.",
            f"Send {_count(len(to_send), 'question')} to {_count(len(departments), 'department')}",
            reverse("request_send_all", args=[foi_request.pk]),
            post=True,
        )
    if declined := tally.at(QuestionState.DECLINED):
        return _about(declined, "declined. Choose another department, or answer it yourself", "Look at")
    if answered := tally.at(QuestionState.ANSWERED):
        return _about(answered, "to check: agree the answer, or return it with a comment", "Check")
    waiting = tally.at(*WITH_DEPARTMENT)
    dates = [question.due_on for question in waiting if question.due_on]
    first = ""
    if dates:
        verb = "was" if min(dates) < today() else "is"
        first = f" The first {verb} due {in_words(min(dates))}."
    words = f"Waiting for {_count(len(waiting), 'answer')} from {_names(waiting)}.{first}"
    return NextStep(words if waiting else "Nothing is open; the request moves on by itself.")


def _about(questions: list[Question], what: str, verb: str) -> NextStep:
    first = questions[0]
    numbers = ", ".join(question.number for question in questions[:10])
    more = " and more" if len(questions) > 10 else ""
    return NextStep(
        f"{_count(len(questions), 'question')} {what} ({numbers}{more}).",
        f"{verb} question {first.number}",
        reverse("question", args=[first.pk]),
    )


def _names(questions: Iterable[Question]) -> str:
    names = sorted({str(question.department) for question in questions if question.department})
    return names[0] if len(names) == 1 else _count(len(names), "department")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


CLOCK = "Record something on the clock"


def correction_of(foi_request: FoiRequest) -> Any:
    """The step that corrects who asked: with the title while it is open, without it afterwards."""
    return foi_request.amend if foi_request.is_open else foi_request.correct_contact


PAGES = Pages(
    step="request_step",
    own={
        **dict.fromkeys(("amend", "correct_contact"), ("request_details", "")),
        "answer_together": ("request_together", "Answer together with…"),
        **dict.fromkeys(("record_event", "undo_event", "correct_receipt", "change_regime"), ("request_clock", CLOCK)),
    },
    # steps of pages that the request's own page links to anyway, and what comes up where it is needed
    elsewhere=(
        "change_split",
        "confirm_split",
        "waive",
        "unwaive",
        "set_aside_hint",
        "file_correspondence",
        "decide_cost",
        "be_answered_with",
    ),
)


def buttons(foi_request: FoiRequest, user: User) -> list[Button]:
    """The steps of the request's flow, besides the one that comes next."""
    possible = available_actions(foi_request, user)
    if foi_request.officer_id == user.pk:
        possible = [action for action in possible if action.name != "take_on"]
    if not any(action.name == "answer_together" for action in possible) or has_others(foi_request):
        return PAGES.buttons(foi_request.pk, possible)
    possible = [action for action in possible if action.name != "answer_together"]
    return PAGES.buttons(foi_request.pk, possible)
