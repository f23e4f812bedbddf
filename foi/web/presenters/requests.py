"""Requests and their questions as officers see them: rows of lists, and the buttons of a request's page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from foi.law.outcomes import Outcome
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from foi.requests.together import has_others
from foi.web.presenters.buttons import Button, Pages
from foi.web.presenters.dates import SOON, day_count, in_words, is_late
from foi.web.presenters.questions import shown_state
from workflows.perform import available_actions
from workflows.question_flow import SETTLED, WITH_DEPARTMENT, QuestionState
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
    needless = {"take_on"} if foi_request.officer_id == user.pk else set()
    possible = available_actions(foi_request, user)
    if any(action.name == "answer_together" for action in possible) and not has_others(foi_request):
        needless.add("answer_together")
    return PAGES.buttons(foi_request.pk, [action for action in possible if action.name not in needless])
