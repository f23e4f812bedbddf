"""Internal reviews and complaints as officers and reviewers see them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from foi.law.time_limits import DayNumber, day_number
from foi.law.working_days import BeyondCalendar
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion, with_letter_owed
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from foi.reviews.actions import standing
from foi.reviews.models import Complaint, Review
from foi.web.presenters.answers import answer_view
from foi.web.presenters.buttons import Button, Pages
from foi.web.presenters.dates import in_words
from workflows.complaint_flow import ComplaintState
from workflows.perform import available_actions
from workflows.review_flow import OPEN_REVIEW, ReviewState
from workflows.roles import foi_officer
from workflows.states import State

REVIEW_PAGES = Pages(step="review_step", own={"consider": ("review_consider", "")}, main=("allocate",))
#: the reviewer is at work: to choose another one is possible, but nothing to be led to
ALLOCATED = replace(REVIEW_PAGES, main=("consider",))
TO_CONCLUDE = replace(REVIEW_PAGES, main=("conclude", "consider"))
COMPLAINT_PAGES = Pages(step="complaint_step", main=("comply", "serve_notice"))

DONE = {
    "allocate": "The reviewer is chosen, and has been told.",
    "extend": "The review has more time. Tell the requester so, and why.",
    "conclude": "The review is concluded, and the officer has been told. Its letter can be prepared.",
    "decline": "The review is not taken up. Tell the requester so, and that they can go to the regulator.",
    "withdraw": "The review is withdrawn.",
    "ask_for_reply": "The date for our reply is on record.",
    "serve_notice": "The decision notice is on record.",
    "comply": "What was done is on record. The complaint can be closed.",
    "appeal": "The appeal is on record.",
    "close": "The complaint is closed.",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases."""

    url: str
    name: str  # "12/26: review 1"
    title: str
    came_on: datetime.date
    due_on: datetime.date | None
    late: bool
    state: State
    who: str
    letter_owed: bool = False


#: the lists of the page: name -> words, kind of case, its states, what to say when there is none
LISTS: dict[str, tuple[str, Any, Any, str]] = {
    "reviews": ("Internal reviews", Review, tuple(OPEN_REVIEW), "No internal review is open."),
    "mine": ("For me to review", Review, (ReviewState.UNDER_REVIEW,), "You have no review to do."),
    "complaints": (
        "With the regulator", Complaint, tuple(set(ComplaintState) - {ComplaintState.CLOSED}),
        "The regulator has no complaint about us.",
    ),
    "closed-reviews": (
        "Closed reviews", Review, (ReviewState.CONCLUDED, ReviewState.DECLINED, ReviewState.WITHDRAWN),
        "No review has been closed yet.",
    ),
    "closed-complaints": (
        "Closed complaints", Complaint, (ComplaintState.CLOSED,), "No complaint has been closed yet.",
    ),
}  # fmt: skip


def cases_in(show: str, user: User) -> QuerySet[Any]:
    """The cases of one of LISTS that `user` may see, what is due first on top."""
    _, kind, states, _ = LISTS[show]
    cases = kind.objects.visible_to(user).select_related("foi_request__authority")
    if kind is Complaint:
        cases = cases.filter(state__in=list(states))
        return cases.order_by("-made_on" if show.startswith("closed") else "made_on", "id")
    cases = with_letter_owed(cases.select_related("reviewer"))
    if show == "reviews":  # nobody loses sight of one before the requester knows what came of it
        cases = cases.filter(Q(state__in=list(states)) | Q(letter_owed=True))
    else:
        cases = cases.filter(Q(letter_owed=False), state__in=list(states))
    if show == "mine":
        cases = cases.filter(reviewer=user)
    return cases.order_by("-due_on" if show.startswith("closed") else "due_on", "id")


def row(case: Review | Complaint, on: datetime.date) -> CaseRow:
    """`case` with `foi_request` (and `reviewer`) loaded."""
    asked = case.foi_request
    due_on: datetime.date | None
    if isinstance(case, Review):
        came_on, due_on, who = case.asked_on, case.due_on, str(case.reviewer or "Nobody yet")
        url, late = reverse("review", args=[case.pk]), case.is_late(on)
    else:
        came_on, due_on, who = case.made_on, case.next_date, case.their_reference
        url, late = reverse("complaint", args=[case.pk]), due_on is not None and due_on < on
    name = f"{asked.reference}: {str(case).split(' of ')[0].lower()}"
    letter_owed = getattr(case, "letter_owed", False)
    return CaseRow(url, name, asked.title, came_on, due_on, late, case.current, who, letter_owed)


@dataclass(frozen=True, slots=True)
class Window:
    """One thing the requester may do after the answer, and until when."""

    what: str
    until: datetime.date | None
    words: str
    no_day: str = "Not counting yet"


def windows(foi_request: FoiRequest, on: datetime.date) -> list[Window]:
    """CLK-50, CLK-54, CLK-55 in words: what the requester may still do, for a colleague who has never seen the Code."""
    stands = standing(foi_request, on)
    regulator = stands.straight_to_regulator or (
        "A complaint that comes later is for the regulator to take up or not." if stands.complain_by else
        "The regulator will want to see an answer first, unless it is overdue."
    )  # fmt: skip
    review = stands.owed
    if stands.ask_by and on > stands.ask_by:
        review = "The time has run out. The authority may still take a review up, but need not."
    return [
        Window(
            "Ask for an internal review", stands.ask_by, review,
            "Not known: its bank holidays are not in the calendar" if stands.answered_on else "Not counting yet",
        ),
        Window("Complain to the regulator", stands.complain_by, regulator),
    ]  # fmt: skip


def day_of_review(review: Review, on: datetime.date) -> str:
    """ "Day 7 of 20" of the review's own clock; "" once it is closed, or beyond the calendar."""
    if not review.is_open:
        return ""
    try:
        day, limit = (day_number(review.asked_on, until).number for until in (on, review.due_on))
    except BeyondCalendar:
        return ""
    return str(DayNumber(day, limit)).capitalize()


def review_buttons(review: Review, user: User) -> list[Button]:
    if letter := letter_button(review, user):
        return [letter]
    if review.reviewer_id is None:
        return REVIEW_PAGES.buttons(review.pk, available_actions(review, user))
    pages = ALLOCATED if review.left_alone().exists() else TO_CONCLUDE
    buttons = pages.buttons(review.pk, available_actions(review, user))
    other = reverse("review_step", args=[review.pk, "allocate"])
    return [replace(one, label="Choose another reviewer") if one.url == other else one for one in buttons]


def complaint_buttons(complaint: Complaint, user: User) -> list[Button]:
    return COMPLAINT_PAGES.buttons(complaint.pk, available_actions(complaint, user))


def to_consider(forms: list[tuple[Question, Any]]) -> list[dict[str, Any]]:
    """Each question as the answer pages show it, with its answer and the form for what is found of it."""
    return [
        {
            "question": question,
            "context": question.context.splitlines(),
            "answer": answer_view(answer, for_officer=True) if (answer := question.current_answer) else None,
            "form": form,
        }
        for question, form in forms
    ]


def letter_button(review: Review, user: User) -> Button | None:
    """To the letter that tells the outcome, or to where an officer writes it."""
    if review.concluded_on is None:
        return None
    if letter := LetterVersion.objects.telling_of(review):
        label = "See the letter" if letter.issued_on else "Go on with the letter"
        return Button(label, reverse("letter_version", args=[letter.pk]), post=False, main=letter.issued_on is None)
    if foi_officer.test(review.foi_request, user):
        write = reverse("letter_write", args=[review.foi_request_id, Purpose.REVIEW.value])
        return Button("Write the letter", write, post=False, main=True)
    return None


def review_in_hand(foi_request: FoiRequest) -> Review | None:
    """The review that is not done with: it is open, or the requester has not been told what came of it."""
    reviews = with_letter_owed(foi_request.reviews.all())
    return reviews.filter(Q(state__in=list(OPEN_REVIEW)) | Q(letter_owed=True)).order_by("-number").first()


def next_of_review(review: Review, user: User) -> str:
    """What happens next, in a sentence."""
    match review.state:
        case ReviewState.ASKED:
            return "Choose somebody who had no part in the first decision."
        case ReviewState.UNDER_REVIEW:
            left = review.left_alone().count()
            whose = "You look" if review.reviewer_id == user.pk else f"{review.reviewer} looks"
            if not left:
                return "Every question has been looked at. The review can be concluded."
            return (
                f"{whose} afresh at each question that the complaint is about: {left} to go, or to leave alone. "
                f"The review is due on {in_words(review.due_on)}."
            )
        case ReviewState.CONCLUDED:
            found = f"{review.outcome.label if review.outcome else ''}."
            letter = LetterVersion.objects.telling_of(review)
            if letter and letter.issued_on:
                return f"{found} The requester was told on {in_words(letter.issued_on)}."
            if letter or foi_officer.test(review.foi_request, user):
                return f"{found} Tell the requester, and that they may go to the regulator: the letter says both."
            return f"{found} The officer has been told, and writes the letter."
    return "Nothing more has to be done."
