"""The life of one question, from the proposed split to its place in the letter."""

from datetime import date
from typing import Any

from django_fsm import GET_STATE, FSMField, transition

from workflows.roles import answering_department, approver, foi_officer
from workflows.states import Flow, State


class QuestionState(State):
    PROPOSED = "proposed", "Proposed", "grey"
    READY = "ready", "To be sent", "yellow"
    SENT = "sent", "With department", "light-blue"
    ACCEPTED = "accepted", "Being answered", "blue"
    DECLINED = "declined", "Declined by department", "red"
    ANSWERED = "answered", "Answer to check", "purple"
    RETURNED = "returned", "Returned to department", "orange"
    AGREED = "agreed", "Agreed", "green"
    WITHDRAWN = "withdrawn", "Withdrawn", "grey"


S = QuestionState

#: the department has it and owes an answer
WITH_DEPARTMENT = (S.SENT, S.ACCEPTED, S.RETURNED)
#: nothing more is to come: the letter can be written
SETTLED = (S.AGREED, S.WITHDRAWN)
#: it is asked, and may be taken back
ASKED = (S.READY, S.SENT, S.ACCEPTED, S.DECLINED, S.ANSWERED, S.RETURNED, S.AGREED)
#: the officer has to do something
WITH_OFFICER = (S.PROPOSED, S.READY, S.DECLINED, S.ANSWERED)


def split_is_confirmed(question: Any) -> bool:
    """Confirm the split of the whole request."""
    return question.foi_request.is_split


def split_is_open(question: Any) -> bool:
    """Take the whole request back to the split."""
    return not question.foi_request.is_split


def has_department(question: Any) -> bool:
    """Choose a department first."""
    return question.department_id is not None


def department_has_members(question: Any) -> bool:
    """This department has no members who could answer. Add a member, or choose another department."""
    return question.department is None or question.department.has_members()


def is_about_answers(question: Any) -> bool:
    """Only a question about the other answers can be left to the letter."""
    return question.is_about_answers


def no_department_was_asked(question: Any) -> bool:
    """A department has already been asked."""
    return question.state == QuestionState.READY or question.is_about_answers


def answer_is_complete(question: Any) -> bool:
    """The answer is not complete yet: see what is missing on the question's page."""
    return question.answer_is_complete()


def has_small_numbers(question: Any) -> bool:
    """The answer has no numbers from 1 to 4."""
    return question.has_small_numbers()


def has_cost_limit(question: Any) -> bool:
    """The Environmental Information Regulations have no cost limit: a request of that size gets more time
    (regulation 7) or is manifestly unreasonable (regulation 12(4)(b))."""
    return question.foi_request.has_cost_limit


def where_it_was(question: Any, **facts: Any) -> str:
    return str(question.state_before_withdrawal())


class QuestionFlow(Flow):
    States = QuestionState
    state = FSMField(default=S.PROPOSED.value, protected=True, editable=False, db_index=True)

    department: Any
    due_on: date | None
    taken_from: Any = None  # by the step that has just given it to another department; not stored

    class Meta:
        abstract = True

    # --- the officer sends it out -------------------------------------------------------------

    @transition(
        "state", S.PROPOSED, S.READY, conditions=[split_is_confirmed], permission=foi_officer,
        custom={"label": "Confirm question"},
    )  # fmt: skip
    def confirm(self) -> None:
        """Part of confirming the split of the whole request."""

    @transition(
        "state", [S.READY, S.AGREED], S.PROPOSED, conditions=[split_is_open, no_department_was_asked],
        permission=foi_officer, custom={"label": "Take back to the split"},
    )  # fmt: skip
    def unconfirm(self) -> None:
        """Part of reopening the split, while nothing has been sent."""

    @transition(
        "state", S.READY, S.SENT, conditions=[has_department, department_has_members], permission=foi_officer,
        custom={"label": "Send to department"},
    )  # fmt: skip
    def send(self) -> None:
        """The department is asked; its internal date starts to matter."""

    @transition(
        "state", [S.READY, S.SENT, S.ACCEPTED, S.DECLINED, S.RETURNED], S.SENT, permission=foi_officer,
        custom={"label": "Reassign", "needs": ["department"]},
    )  # fmt: skip
    def reassign(self, department: Any, due_on: date | None = None, reason: str = "") -> None:
        """Another department is asked instead."""
        self.taken_from = self.department if self.department != department else None
        self.department = department
        if due_on is not None:
            self.due_on = due_on

    # --- the department answers ---------------------------------------------------------------

    @transition("state", S.SENT, S.ACCEPTED, permission=answering_department, custom={"label": "Accept"})
    def accept(self) -> None:
        """The department says: this is ours."""

    @transition(
        "state", [S.SENT, S.ACCEPTED, S.RETURNED], S.DECLINED, permission=answering_department,
        custom={"label": "Decline", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def decline(self, reason: str) -> None:
        """“Not ours”: back to the officer with a reason. It does not stop the statutory clock."""

    @transition(
        "state", [S.ACCEPTED, S.RETURNED], None, permission=answering_department, custom={"label": "Save draft"}
    )
    def save_draft(self) -> None:
        """The department keeps what it has so far; nobody else sees it yet."""

    @transition(
        "state", [S.SENT, S.ACCEPTED, S.RETURNED], None, conditions=[has_cost_limit],
        permission=answering_department, custom={"label": "Estimate the cost"},
    )  # fmt: skip
    def give_estimate(self) -> None:
        """What finding the information would take, in the four activities that count (s.12)."""

    @transition(
        "state", [S.SENT, S.ACCEPTED, S.RETURNED], S.ANSWERED, permission=answering_department,
        custom={"label": "Submit answer"},
    )  # fmt: skip
    def answer(self) -> None:
        """The answer goes to the officer."""

    @transition(
        "state", [S.READY, S.SENT, S.ACCEPTED, S.DECLINED, S.RETURNED], S.ANSWERED, permission=foi_officer,
        custom={"label": "Record an answer yourself"},
    )  # fmt: skip
    def record_answer(self) -> None:
        """The answer came by telephone or e-mail, or the FOI team knows it."""

    @transition(
        "state", [S.READY, S.SENT, S.ACCEPTED, S.DECLINED, S.ANSWERED, S.RETURNED], None,
        conditions=[has_cost_limit], permission=foi_officer,
        custom={"label": "Enter or correct the cost estimate"},
    )  # fmt: skip
    def correct_estimate(self) -> None:
        """The officer writes down an estimate, or puts one right; what it replaces stays on record."""

    @transition(
        "state", [S.SENT, S.ACCEPTED, S.RETURNED], None, permission=answering_department | foi_officer,
        custom={"label": "Files for the letter"},
    )  # fmt: skip
    @transition(
        "state", [S.READY, S.DECLINED, S.ANSWERED], None, permission=foi_officer,
        custom={"label": "Files for the letter"},
    )  # fmt: skip
    def change_files(self, change: str) -> None:
        """A file that is to go out with the letter is added or taken away."""

    # --- the officer decides ------------------------------------------------------------------

    @transition(
        "state", [S.ANSWERED, S.AGREED], None, permission=foi_officer, custom={"label": "Evidence for the exemptions"}
    )
    def change_evidence(self, change: str) -> None:
        """A file that shows why an exemption applies is kept or taken away. No letter and no department gets it."""

    @transition("state", S.ANSWERED, None, permission=foi_officer, custom={"label": "Decide the outcome"})
    def decide(self) -> None:
        """The officer's own decision on outcome, reasons and exemptions; the department's words stay on record."""

    @transition(
        "state", [S.ANSWERED, S.AGREED], None, conditions=[has_small_numbers], permission=foi_officer,
        custom={"label": "Decide about the small numbers", "needs": ["decision", "reason"]},
    )  # fmt: skip
    def decide_small_numbers(self, decision: str, reason: str) -> None:
        """Whether they go out as they are, are left out under an exemption, or are not about people."""

    @transition(
        "state", S.ANSWERED, S.AGREED, conditions=[answer_is_complete], permission=foi_officer,
        custom={"label": "Agree answer"},
    )  # fmt: skip
    def agree(self) -> None:
        """The answer goes into the letter as it stands."""

    @transition(
        "state", S.READY, S.AGREED, conditions=[is_about_answers], permission=foi_officer,
        custom={"label": "Let the letter answer it"},
    )  # fmt: skip
    def answer_by_reference(self) -> None:
        """A question about the other answers: the letter answers it from their outcomes."""

    @transition(
        "state", [S.ANSWERED, S.AGREED], S.RETURNED, conditions=[has_department], permission=foi_officer | approver,
        custom={"label": "Return to department", "needs": ["comment"], "warning": True},
    )  # fmt: skip
    def send_back(self, comment: str, due_on: date | None = None) -> None:
        """The department is asked to look again; an approval that rested on the answer is void."""
        if due_on is not None:
            self.due_on = due_on

    @transition(
        "state", S.AGREED, S.ANSWERED, permission=foi_officer,
        custom={"label": "Reopen", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def reopen(self, reason: str) -> None:
        """The officer takes back the agreement."""

    @transition(
        "state", ASKED, S.WITHDRAWN, permission=foi_officer,
        custom={"label": "Withdraw question", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def withdraw(self, reason: str) -> None:
        """The requester no longer asks it."""

    @transition(
        "state", S.WITHDRAWN, GET_STATE(where_it_was, states=ASKED), permission=foi_officer,
        custom={"label": "Undo the withdrawal", "needs": ["reason"]},
    )  # fmt: skip
    def undo_withdrawal(self, reason: str) -> None:
        """The requester asks it after all: it goes on where it was."""
