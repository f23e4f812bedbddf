"""The way of a letter that the service sends by e-mail: out once, and nobody guesses whether it went.

A program that is killed while it hands a letter to the mail server cannot know whether the server took it. Such a
letter is never sent again by itself: somebody looks, and says.
"""

from django_fsm import FSMField, transition

from workflows.roles import automatic, foi_officer
from workflows.states import Flow, State


class DispatchState(State):
    WAITING = "waiting", "Waiting to be sent", "yellow"
    HANDING_OVER = "handing_over", "Being sent", "blue"
    SENT = "sent", "Sent", "green"
    FAILED = "failed", "Not sent", "red"
    UNCLEAR = "unclear", "Unclear whether it was sent", "red"
    BOUNCED = "bounced", "Came back", "red"
    SETTLED = "settled", "Settled another way", "grey"


S = DispatchState

#: somebody has to look
TROUBLED = (S.FAILED, S.UNCLEAR, S.BOUNCED)


class DispatchFlow(Flow):
    States = DispatchState
    state = FSMField(default=S.WAITING.value, protected=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    @transition("state", S.WAITING, S.HANDING_OVER, permission=automatic, custom={"label": "Hand to the mail server"})
    def hand_over(self) -> None:
        """Committed before the mail server is spoken to."""

    @transition("state", S.HANDING_OVER, S.SENT, permission=automatic, custom={"label": "Letter sent"})
    def confirm_sent(self) -> None:
        """The mail server has taken it."""

    @transition("state", S.HANDING_OVER, S.WAITING, permission=automatic, custom={"label": "Letter not taken yet"})
    def put_off(self, cause: str) -> None:
        """The mail server did not take it; it is tried again."""

    @transition("state", S.HANDING_OVER, S.FAILED, permission=automatic, custom={"label": "Letter not sent"})
    def give_up(self, cause: str) -> None:
        """The mail server refused it for good, or too often."""

    @transition("state", S.HANDING_OVER, S.UNCLEAR, permission=automatic, custom={"label": "Unclear whether it went"})
    def lose_sight(self) -> None:
        """Whoever handed it over was stopped in the middle."""

    @transition("state", [S.SENT, S.UNCLEAR], S.BOUNCED, permission=automatic, custom={"label": "Letter came back"})
    def bounce(self, cause: str) -> None:
        """The requester's mail system did not take it."""

    @transition("state", TROUBLED, S.WAITING, permission=foi_officer, custom={"label": "Send it again"})
    def send_again(self) -> None:
        """The same letter, byte for byte, to the address that the request has now."""

    @transition(
        "state", TROUBLED, S.SETTLED, permission=foi_officer,
        custom={"label": "It reached the requester", "needs": ["reason"]},
    )  # fmt: skip
    def settle(self, reason: str) -> None:
        """By post, by a portal, or it had arrived after all."""
