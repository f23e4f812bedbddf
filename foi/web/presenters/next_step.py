"""What a person is led to on a request's page: one thing at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import Truncator

from foi.law.clock import Kind
from foi.law.clock import State as Waits
from foi.requests.models import FoiRequest, Question
from foi.requests.together import what_a_letter_waits_for
from foi.reviews.models import Review
from foi.web.presenters.dates import in_words
from foi.web.presenters.reviews import review_in_hand
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.question_flow import WITH_DEPARTMENT, QuestionState
from workflows.request_flow import RequestState
from workflows.states import State


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
