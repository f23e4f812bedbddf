"""The life of a complaint to the regulator: from its letter to a decision notice, and what the notice asks (CLK-54 to
CLK-57)."""

from typing import Any

from django_fsm import FSMField, transition

from workflows.roles import foi_officer
from workflows.states import Flow, State


class ComplaintState(State):
    WITH_REGULATOR = "with_regulator", "With the regulator", "orange"
    NOTICE_SERVED = "notice_served", "Decision notice served", "red"
    APPEALED = "appealed", "Under appeal", "purple"
    CLOSED = "closed", "Closed", "green"


S = ComplaintState


def notice_asks_nothing_more(complaint: Any) -> bool:
    """Record what was done to comply with the decision notice."""
    return complaint.comply_by is None or complaint.complied_on is not None


class ComplaintFlow(Flow):
    States = ComplaintState
    state = FSMField(default=S.WITH_REGULATOR.value, protected=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    @transition(
        "state", S.WITH_REGULATOR, None, permission=foi_officer,
        custom={"label": "Record a date for our reply", "needs": ["reply_by"]},
    )  # fmt: skip
    def ask_for_reply(self, reply_by: Any) -> None:
        """The regulator wants the authority's side by a date."""
        self.reply_by = reply_by

    @transition(
        "state", S.WITH_REGULATOR, S.NOTICE_SERVED, permission=foi_officer,
        custom={"label": "Record the decision notice", "needs": ["decision", "notice_on"]},
    )  # fmt: skip
    def serve_notice(self, decision: str, notice_on: Any) -> None:
        """s.50(3)(b): it starts the time to appeal, and the time to comply that it sets itself."""

    @transition(
        "state", S.NOTICE_SERVED, None, permission=foi_officer,
        custom={"label": "Record compliance", "needs": ["done"]},
    )  # fmt: skip
    def comply(self, done: str) -> None:
        """What the notice asked for was done."""

    @transition(
        "state", S.NOTICE_SERVED, S.APPEALED, permission=foi_officer,
        custom={"label": "Record an appeal", "needs": ["reason"]},
    )  # fmt: skip
    def appeal(self, reason: str) -> None:
        """Either side may go to the tribunal (s.57)."""

    @transition(
        "state", [S.WITH_REGULATOR, S.NOTICE_SERVED, S.APPEALED], S.CLOSED, conditions=[notice_asks_nothing_more],
        permission=foi_officer, custom={"label": "Close the complaint", "needs": ["reason"]},
    )  # fmt: skip
    def close(self, reason: str) -> None:
        """Settled informally, withdrawn, complied with, or decided by the tribunal."""
