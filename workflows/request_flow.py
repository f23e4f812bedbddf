"""The life of a request. Most of it follows from its questions and its letter: steps marked `automatic`."""

import datetime
from typing import Any

from django_fsm import FSMField, transition

from workflows.roles import automatic, foi_officer
from workflows.states import Flow, State


class RequestState(State):
    LOGGED = "logged", "Split to confirm", "yellow"
    GATHERING = "gathering", "Gathering answers", "blue"
    DRAFTING = "drafting", "Letter to prepare", "purple"
    IN_APPROVAL = "in_approval", "Awaiting approval", "orange"
    APPROVED = "approved", "Approved, to be issued", "turquoise"
    ISSUED = "issued", "Answered", "green"
    WITHDRAWN = "withdrawn", "Withdrawn", "grey"
    CLOSED = "closed", "Closed without an answer", "grey"


S = RequestState

#: an answer is owed, even while the clock waits for the requester
OPEN = (S.LOGGED, S.GATHERING, S.DRAFTING, S.IN_APPROVAL, S.APPROVED)
#: no letter is before an approver, or approved
UNBOUND = (S.LOGGED, S.GATHERING, S.DRAFTING)
#: no answer is owed any more; letters may still be on their way
OVER = (S.ISSUED, S.WITHDRAWN, S.CLOSED)


def split_is_complete(foi_request: Any) -> bool:
    """Every question needs a department, or has to be one that the letter answers; there must be at least one."""
    return foi_request.split_is_complete()


def nothing_sent_yet(foi_request: Any) -> bool:
    """A question has already been sent to a department."""
    return foi_request.nothing_sent_yet()


def no_question_has_a_clock_of_its_own(foi_request: Any) -> bool:
    """Something was recorded for single questions on the clock, so the questions have to stay as they are."""
    return not foi_request.names_questions()


def duty_has_ended(foi_request: Any) -> bool:
    """An answer is still owed."""
    return foi_request.duty_has_ended()


def was_worked_on_here(foi_request: Any) -> bool:
    """It was over before it was taken over from the office's list: there is nothing here to go on with."""
    return not foi_request.was_done_elsewhere


def a_new_date_is_proposed(foi_request: Any) -> bool:
    """No new date waits to be accepted."""
    return foi_request.has_proposed_date()


def answers_by_its_own_letter(foi_request: Any) -> bool:
    """It is answered together with another request, in that request's letter."""
    return foi_request.answered_with_id is None


def is_answered_with_another(foi_request: Any) -> bool:
    """It is answered by itself already."""
    return foi_request.answered_with_id is not None


def has_cost_limit(foi_request: Any) -> bool:
    """The Environmental Information Regulations have no cost limit: a request of that size gets more time
    (regulation 7) or is manifestly unreasonable (regulation 12(4)(b))."""
    return foi_request.has_cost_limit


class RequestFlow(Flow):
    States = RequestState
    state = FSMField(default=S.LOGGED.value, protected=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    # --- the officer --------------------------------------------------------------------------

    @transition("state", S.LOGGED, None, permission=foi_officer, custom={"label": "Change the split"})
    def change_split(self, change: str) -> None:
        """Edit, merge, split, reorder, mark as not a question, choose department and date."""

    @transition(
        "state", S.LOGGED, S.GATHERING, conditions=[split_is_complete], permission=foi_officer,
        custom={"label": "Confirm the split"},
    )  # fmt: skip
    def confirm_split(self) -> None:
        """The questions stand as they are; they can be sent."""

    @transition(
        "state", S.GATHERING, S.LOGGED, conditions=[nothing_sent_yet, no_question_has_a_clock_of_its_own],
        permission=foi_officer, custom={"label": "Change the split again"},
    )  # fmt: skip
    def reopen_split(self) -> None:
        """Only while no department has been asked."""

    @transition("state", OPEN, None, permission=foi_officer, custom={"label": "Take on"})
    def take_on(self, officer: Any) -> None:
        """An officer makes the request theirs."""
        self.officer = officer

    @transition("state", OPEN, None, permission=foi_officer, custom={"label": "Correct the details"})
    def amend(self, **details: Any) -> None:
        """Title, requester's details; the requester's own words never change."""

    @transition("state", OVER, None, permission=foi_officer, custom={"label": "Correct the requester’s details"})
    def correct_contact(self, **details: Any) -> None:
        """A letter came back, or they moved. What was sent stays as it went out."""

    @transition("state", tuple(S), None, permission=foi_officer | automatic, custom={"label": "File correspondence"})
    def file_correspondence(self, subject: str) -> None:
        """A message, note or file is put on the request."""

    @transition(
        "state", OPEN, None, permission=foi_officer, custom={"label": "Let a warning stand", "needs": ["reason"]}
    )
    def waive(self, reason: str) -> None:
        """A named person takes it upon themselves, with a reason, that a warning does not stop the letter."""

    @transition(
        "state", [S.LOGGED, S.GATHERING, S.DRAFTING], None, permission=foi_officer,
        custom={"label": "Take back that a warning stands", "needs": ["reason"]},
    )  # fmt: skip
    def unwaive(self, reason: str) -> None:
        """The warning counts again. Not while a letter is in approval: its approver relies on the name and reason."""

    @transition("state", OPEN, None, permission=foi_officer, custom={"label": "Set a hint aside", "needs": ["reason"]})
    def set_aside_hint(self, reason: str) -> None:
        """What its words made one think of does not apply, and why not."""

    @transition(
        "state", [S.GATHERING, S.DRAFTING, S.IN_APPROVAL, S.APPROVED], None, conditions=[has_cost_limit],
        permission=foi_officer, custom={"label": "Decide on the cost limit"},
    )  # fmt: skip
    def decide_cost(self, change: str) -> None:
        """What is counted together, and what the letter advises (s.12 and s.16)."""

    @transition(
        "state", OPEN, S.WITHDRAWN, permission=foi_officer,
        custom={"label": "Withdraw request", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def withdraw(self, reason: str) -> None:
        """The requester has taken the request back (CLK-34): their words are the reason."""

    @transition(
        "state", S.WITHDRAWN, None, conditions=[was_worked_on_here], permission=foi_officer,
        custom={"label": "Undo the withdrawal", "needs": ["reason"]},
    )  # fmt: skip
    def undo_withdrawal(self, reason: str) -> None:
        """It was recorded by mistake. The request opens again by itself, with the date that it had."""

    # --- several requests of one person in one letter: that of the request that leads --------------------------------

    @transition(
        "state", UNBOUND, None, conditions=[answers_by_its_own_letter], permission=foi_officer,
        custom={"label": "Answer together with other requests"},
    )  # fmt: skip
    def answer_together(self, requests: list[str]) -> None:
        """Its letter answers these others, too; none: itself alone again."""

    @transition(
        "state", UNBOUND, None, conditions=[answers_by_its_own_letter], permission=foi_officer,
        custom={"label": "Answered together with another request", "needs": ["lead"]},
    )  # fmt: skip
    def be_answered_with(self, lead: str) -> None:
        """The letter of the request `lead` answers it. Its questions and its clock stay its own."""

    @transition(
        "state", (*OPEN, S.WITHDRAWN, S.CLOSED), None, conditions=[is_answered_with_another],
        permission=foi_officer | automatic, custom={"label": "Answer by itself"},
    )  # fmt: skip
    def answer_by_itself(self) -> None:
        """It gets a letter of its own again, or none. An approval that covered it is void."""

    @transition(
        "state", (*OPEN, S.WITHDRAWN, S.CLOSED), None, permission=automatic,
        custom={"label": "One request fewer to answer together"},
    )  # fmt: skip
    def let_go(self, request: str) -> None: ...

    # --- the clock (foi.law.clock): each event is a fact, and the due date follows from all of them ------------------

    @transition(
        "state", (*OPEN, S.CLOSED), None, permission=foi_officer, custom={"label": "Record an event of the clock"}
    )
    def record_event(self, kind: str, on: datetime.date | None = None, **details: Any) -> None:
        """Clarification, fees notice, extension, transfer: what the law makes of it is worked out, never typed."""

    @transition(
        "state", (*OPEN, S.CLOSED), None, permission=foi_officer,
        custom={"label": "Undo an event of the clock", "needs": ["reason"]},
    )  # fmt: skip
    def undo_event(self, reason: str, **details: Any) -> None:
        """It was recorded by mistake. It stays in view, marked as undone; the former date is back."""

    @transition(
        "state", OPEN, None, permission=foi_officer,
        custom={"label": "Correct the date of receipt", "needs": ["received_on", "reason"]},
    )  # fmt: skip
    def correct_receipt(self, received_on: datetime.date, reason: str) -> None:
        """It reached somebody in the authority on another day than the one that was entered (CLK-5)."""

    @transition(
        "state", OPEN, None, permission=foi_officer,
        custom={"label": "Change the law it comes under", "needs": ["regime", "reason"]},
    )  # fmt: skip
    def change_regime(self, regime: str, reason: str) -> None:
        """It turns out to be for environmental information, or not to be: the events are counted anew."""

    @transition(
        "state", OPEN, None, conditions=[a_new_date_is_proposed], permission=foi_officer,
        custom={"label": "Accept the new date"},
    )  # fmt: skip
    def accept_date(self) -> None:
        """Bank holidays changed while the request was open (CLK-33): from now on the new date holds."""

    @transition(
        "state", OPEN, S.CLOSED, conditions=[duty_has_ended], permission=foi_officer | automatic,
        custom={"label": "Close: no answer is owed"},
    )  # fmt: skip
    def close_unanswered(self) -> None:
        """No clarification came, the fee was not paid, or another authority answers."""

    @transition(
        "state", [S.CLOSED, S.WITHDRAWN], S.LOGGED, permission=automatic, custom={"label": "Opened again, to be split"}
    )
    def open_again_to_split(self) -> None: ...

    @transition("state", [S.CLOSED, S.WITHDRAWN], S.GATHERING, permission=automatic, custom={"label": "Opened again"})
    def open_again(self) -> None: ...

    @transition("state", OPEN, None, permission=automatic, custom={"label": "Bank holidays changed"})
    def recount(self, cause: str = "", **details: Any) -> None: ...

    # --- what follows from the questions and the letter ------------------------------------------

    @transition("state", S.GATHERING, S.DRAFTING, permission=automatic, custom={"label": "All answers agreed"})
    def all_answers_agreed(self) -> None: ...

    @transition(
        "state", [S.DRAFTING, S.IN_APPROVAL, S.APPROVED], S.GATHERING, permission=automatic,
        custom={"label": "An answer was reopened"},
    )  # fmt: skip
    def answers_reopened(self) -> None: ...

    @transition("state", S.DRAFTING, S.IN_APPROVAL, permission=automatic, custom={"label": "Letter submitted"})
    def letter_submitted(self) -> None: ...

    @transition(
        "state", [S.IN_APPROVAL, S.APPROVED], S.DRAFTING, permission=automatic,
        custom={"label": "Letter back with the officer"},
    )  # fmt: skip
    def letter_came_back(self) -> None: ...

    @transition("state", S.IN_APPROVAL, S.APPROVED, permission=automatic, custom={"label": "Letter approved"})
    def letter_approved(self) -> None: ...

    @transition("state", S.APPROVED, S.ISSUED, permission=automatic, custom={"label": "Answered"})
    def letter_issued(self) -> None: ...
