"""The life of one version of a letter: the response, or one that is written beside it.

An approval holds for exact content: when an answer or the letter changes afterwards, `void` follows by itself.
"""

from datetime import date
from typing import Any

from django_fsm import FSMField, transition

from workflows.roles import approver, automatic, foi_officer, goes_by_approval, submitter
from workflows.states import Flow, State, explained_by


class LetterState(State):
    DRAFT = "draft", "Draft", "grey"
    SUBMITTED = "submitted", "Awaiting approval", "orange"
    SENT_BACK = "sent_back", "Sent back", "red"
    APPROVED = "approved", "Approved", "turquoise"
    VOID = "void", "Approval void", "red"
    ISSUED = "issued", "Issued", "green"
    SUPERSEDED = "superseded", "Superseded", "grey"


S = LetterState

#: it rests on exact content: a change of that content voids it
BOUND = (S.SUBMITTED, S.APPROVED)
#: a version that another one may replace
UNBOUND = (S.DRAFT, S.SENT_BACK, S.VOID)
#: being prepared: a request has at most one of each kind of letter
IN_HAND = (S.DRAFT, S.SUBMITTED, S.APPROVED)
#: a request has at most one response that is any of these
LIVE = (*IN_HAND, S.ISSUED)


@explained_by("what_it_waits_for")
def request_is_drafting(letter: Any) -> bool:
    """All questions must be agreed or withdrawn first, and the request must still be open."""
    return letter.request_allows_it()


def is_current(letter: Any) -> bool:
    """Its content is no longer what today's records give: an answer or a detail changed, or the letter is now late.
    Take it back and look at it again."""
    return letter.is_current()


@explained_by("what_is_missing")
def nothing_is_missing(letter: Any) -> bool:
    """Something is still missing."""
    return not letter.what_is_missing()


class LetterFlow(Flow):
    States = LetterState
    state = FSMField(default=S.DRAFT.value, protected=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def forget_approval(self) -> None:
        """Who put it forward, who approved it, and what it was."""
        raise NotImplementedError

    @transition("state", S.DRAFT, None, permission=foi_officer, custom={"label": "Edit letter"})
    def edit(self, **changes: Any) -> None:
        """The parts of the letter that an officer writes: added paragraphs, signatory."""

    @transition(
        "state", S.DRAFT, S.SUBMITTED, conditions=[request_is_drafting, is_current, nothing_is_missing],
        permission=foi_officer & goes_by_approval, custom={"label": "Submit for approval"},
    )  # fmt: skip
    def submit(self) -> None:
        """From here on the content is fixed."""

    @transition("state", BOUND, S.DRAFT, permission=foi_officer, custom={"label": "Take back from approval"})
    def recall(self) -> None:
        """The officer saw something before the approver did. What was approved until then is no more."""
        self.forget_approval()

    @transition(
        "state", S.SUBMITTED, S.APPROVED, conditions=[request_is_drafting, is_current],
        permission=approver & ~submitter, custom={"label": "Approve"},
    )  # fmt: skip
    def approve(self) -> None:
        """A second person agrees to exactly this content."""

    @transition(
        "state", [S.SUBMITTED, S.APPROVED], S.SENT_BACK, permission=approver,
        custom={"label": "Send back", "needs": ["comment"], "warning": True},
    )  # fmt: skip
    def send_back(self, comment: str) -> None:
        """To the officer, with what has to change."""

    @transition(
        "state", S.APPROVED, S.ISSUED, conditions=[request_is_drafting, is_current], permission=foi_officer,
        custom={"label": "Issue", "needs": ["channel"]},
    )  # fmt: skip
    def issue(self, channel: str, issued_on: date | None = None) -> None:
        """The letter leaves; a response answers the request."""

    @transition(
        "state", S.DRAFT, S.ISSUED, conditions=[request_is_drafting, is_current, nothing_is_missing],
        permission=foi_officer & ~goes_by_approval, custom={"label": "Issue", "needs": ["channel"]},
    )  # fmt: skip
    def issue_directly(self, channel: str, issued_on: date | None = None) -> None:
        """An acknowledgement or a question to the requester leaves without a second person."""

    # --- what follows ---------------------------------------------------------------------------

    @transition("state", BOUND, S.VOID, permission=automatic, custom={"label": "Approval void: content changed"})
    def void(self, cause: str) -> None: ...

    @transition(
        "state", UNBOUND, S.SUPERSEDED, permission=foi_officer | automatic,
        custom={"label": "Replaced by a new version"},
    )  # fmt: skip
    def supersede(self) -> None: ...
