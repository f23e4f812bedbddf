"""What can become of a question, in the words of the Act, and what that makes of the letter.

A name and its meaning add one outcome: the forms, the letter, the statistics and the roll-up read this list.
Source: FOIA 2000 ss.1, 12, 14, 17, 21.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Held(StrEnum):
    """What may be *said* about whether the information is held: s.1(1)(a). Not what is known inside."""

    YES = "yes"
    IN_PART = "in_part"
    NO = "no"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return _HELD_LABELS[self]


_HELD_LABELS = {
    Held.YES: "Held",
    Held.IN_PART: "Held in part",
    Held.NO: "Not held",
    Held.NOT_SAID: "Not stated",
}


@dataclass(frozen=True)
class _Meaning:
    label: str  # for officers
    sentence: str  # for departments and for the plain reading of a page
    law: str
    held: Held
    gives: bool = False  # some information goes out
    is_refusal: bool = False  # something is refused, so a notice under s.17 is owed
    needs_reason: bool = True
    may_be_proposed_by_department: bool = False
    decided: bool = True
    counts: bool = True  # weighs in the outcome of the letter
    prints_reason: bool = True  # the reason goes to the requester; else nothing, or the exemptions, say why


class Outcome(StrEnum):
    """The decision on one question (LET-1 to LET-9). What each means stands in the list below."""

    PROVIDED = "provided"
    PROVIDED_IN_PART = "provided_in_part"
    NOT_HELD = "not_held"
    NOT_RECORDED = "not_recorded"
    WITHHELD = "withheld"
    ACCESSIBLE_ELSEWHERE = "accessible_elsewhere"
    NEITHER_CONFIRM_NOR_DENY = "ncnd"
    COST_LIMIT = "cost_12_1"
    COST_LIMIT_TO_CONFIRM = "cost_12_2"
    VEXATIOUS = "vexatious"
    REPEATED = "repeated"
    BY_REFERENCE = "by_reference"
    CLARIFICATION_LAPSED = "clarification_lapsed"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    # A department's honest "we do not know". It is no decision in law: an officer has to make one of it.
    CANNOT_ANSWER = "cannot_answer"

    @property
    def label(self) -> str:
        """Its name on an officer's page."""
        return _MEANINGS[self].label

    @property
    def sentence(self) -> str:
        """What choosing it means, for a department."""
        return _MEANINGS[self].sentence

    @property
    def law(self) -> str:
        return _MEANINGS[self].law

    @property
    def held(self) -> Held:
        """What the letter may say about holding, unless the officer records more precisely."""
        return _MEANINGS[self].held

    @property
    def held_choices(self) -> tuple[Held, ...]:
        """What an officer may record about holding. One that leaves no choice is never recorded but follows (LET-5)."""
        if self.held is Held.YES and self is not Outcome.PROVIDED:
            return (Held.YES, Held.IN_PART)
        return (self.held,)

    def says_held(self, recorded: str = "") -> Held:
        """What the letter says about holding: as recorded, where the outcome leaves that open."""
        choice = Held(recorded) if recorded else self.held
        return choice if choice in self.held_choices else self.held

    @property
    def says_nothing(self) -> bool:
        """The duty to confirm or deny is itself refused, so nothing that is known inside may show (LET-5, s.12(2))."""
        return self.is_refusal and self.held is Held.NOT_SAID

    @property
    def gives_information(self) -> bool:
        return _MEANINGS[self].gives

    @property
    def is_refusal(self) -> bool:
        """Something is refused, so the letter owes a notice under s.17 with its rights."""
        return _MEANINGS[self].is_refusal

    @property
    def needs_reason(self) -> bool:
        return _MEANINGS[self].needs_reason

    @property
    def prints_reason(self) -> bool:
        """Whether the letter prints the reason that was given, word for word."""
        return _MEANINGS[self].prints_reason

    @property
    def may_be_proposed_by_department(self) -> bool:
        return _MEANINGS[self].may_be_proposed_by_department

    @property
    def decided(self) -> bool:
        """False where the law wants a decision that nobody has made yet."""
        return _MEANINGS[self].decided

    @property
    def counts(self) -> bool:
        """False for questions that fell away or only point at the others."""
        return _MEANINGS[self].counts

    @classmethod
    def for_departments(cls) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in cls if outcome.may_be_proposed_by_department)

    @classmethod
    def for_officers(cls) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in cls if outcome.decided)


_MEANINGS: dict[Outcome, _Meaning] = {
    Outcome.PROVIDED: _Meaning(
        label="Provided",
        sentence="We hold this, and here it is.",
        law="s.1(1)",
        held=Held.YES,
        gives=True,
        needs_reason=False,
        may_be_proposed_by_department=True,
    ),
    Outcome.PROVIDED_IN_PART: _Meaning(
        label="Provided in part",
        sentence="Here is some of it. The rest we do not hold, or think should not go out.",
        law="s.1(1) and s.17",
        held=Held.YES,
        gives=True,
        is_refusal=True,
        may_be_proposed_by_department=True,
    ),
    Outcome.NOT_HELD: _Meaning(
        label="Not held",
        sentence="We have looked, and we do not hold this.",
        law="s.1(1)(a)",
        held=Held.NO,
        may_be_proposed_by_department=True,
    ),
    Outcome.NOT_RECORDED: _Meaning(
        label="No recorded information",
        sentence="This asks for an opinion or an explanation that is not written down anywhere.",
        law="s.1 and s.84",
        held=Held.NO,
    ),
    Outcome.WITHHELD: _Meaning(
        label="Refused",
        sentence="We hold this, but think it should not go out.",
        law="s.17(1)",
        held=Held.YES,
        is_refusal=True,
        prints_reason=False,
        may_be_proposed_by_department=True,
    ),
    Outcome.ACCESSIBLE_ELSEWHERE: _Meaning(
        label="Already available",
        sentence="The requester can already get this, and we say exactly where.",
        law="s.21",
        held=Held.YES,
        is_refusal=True,
    ),
    Outcome.NEITHER_CONFIRM_NOR_DENY: _Meaning(
        label="Neither confirmed nor denied",
        sentence="We do not say whether we hold this.",
        law="s.1(1)(a) and s.17(1)",
        held=Held.NOT_SAID,
        is_refusal=True,
        prints_reason=False,
    ),
    Outcome.COST_LIMIT: _Meaning(
        label="Over the cost limit",
        sentence="We hold this, but finding it would take longer than the law asks of us.",
        law="s.12(1) and s.17(5)",
        held=Held.YES,
        is_refusal=True,
    ),
    Outcome.COST_LIMIT_TO_CONFIRM: _Meaning(
        label="Over the cost limit even to find out whether it is held",
        sentence="Even finding out whether we hold this would take longer than the law asks of us.",
        law="s.12(2) and s.17(5)",
        held=Held.NOT_SAID,
        is_refusal=True,
    ),
    Outcome.VEXATIOUS: _Meaning(
        label="Vexatious request",
        sentence="The request is refused as vexatious.",
        law="s.14(1) and s.17(5)",
        held=Held.NOT_SAID,
        is_refusal=True,
    ),
    Outcome.REPEATED: _Meaning(
        label="Repeated request",
        sentence="The same person asked the same thing not long ago and was answered.",
        law="s.14(2) and s.17(5)",
        held=Held.NOT_SAID,
        is_refusal=True,
    ),
    Outcome.BY_REFERENCE: _Meaning(
        label="Answered by the other answers",
        sentence="This asks about the other answers, and they answer it.",
        law="s.1(1)",
        held=Held.NOT_SAID,
        needs_reason=False,
        counts=False,
        prints_reason=False,
    ),
    Outcome.CLARIFICATION_LAPSED: _Meaning(
        label="Closed: not clarified",
        sentence="We asked what was meant and had no reply.",
        law="s.1(3)",
        held=Held.NOT_SAID,
        counts=False,
    ),
    Outcome.WITHDRAWN: _Meaning(
        label="Withdrawn",
        sentence="The requester no longer wants this.",
        law="s.1",
        held=Held.NOT_SAID,
        needs_reason=False,
        counts=False,
    ),
    Outcome.TRANSFERRED: _Meaning(
        label="Transferred",
        sentence="Another public authority answers this, as the requester agreed.",
        law="s.45 Code of Practice",
        held=Held.NOT_SAID,
        counts=False,
    ),
    Outcome.CANNOT_ANSWER: _Meaning(
        label="Cannot answer",
        sentence="We cannot answer this. The reason says who might, or what is missing.",
        law="",
        held=Held.NOT_SAID,
        may_be_proposed_by_department=True,
        decided=False,
        prints_reason=False,
    ),
}


class LetterOutcome(StrEnum):
    """What the whole letter comes to. Derived from its questions, never typed."""

    GRANTED_IN_FULL = "granted_in_full"
    PART = "part"
    NOT_HELD = "not_held"
    REFUSED_IN_FULL = "refused_in_full"
    CLOSED = "closed"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return _LETTER_LABELS[self]


_LETTER_LABELS = {
    LetterOutcome.GRANTED_IN_FULL: "Provided in full",
    LetterOutcome.PART: "Provided in part",
    LetterOutcome.NOT_HELD: "Not held",
    LetterOutcome.REFUSED_IN_FULL: "Refused in full",
    LetterOutcome.CLOSED: "Closed without a decision",
    LetterOutcome.UNDECIDED: "Not decided yet",
}


def letter_outcome(outcomes: Iterable[Outcome]) -> LetterOutcome:
    """The outcome of a letter from those of its questions (domain reference 6.4).

    It sees nothing but the outcomes, so what is really held behind an NCND answer cannot show in it.
    """
    everything = list(outcomes)
    if not everything or not all(outcome.decided for outcome in everything):
        return LetterOutcome.UNDECIDED
    weighed = {outcome for outcome in everything if outcome.counts}
    if not weighed:
        only_references = Outcome.BY_REFERENCE in everything
        return LetterOutcome.GRANTED_IN_FULL if only_references else LetterOutcome.CLOSED
    if weighed == {Outcome.PROVIDED}:
        return LetterOutcome.GRANTED_IN_FULL
    if any(outcome.gives_information for outcome in weighed):
        return LetterOutcome.PART
    if any(outcome.is_refusal for outcome in weighed):
        return LetterOutcome.REFUSED_IN_FULL
    return LetterOutcome.NOT_HELD


def letter_held(answers: Iterable[Outcome | tuple[Outcome, str]]) -> Held:
    """Whether the letter as a whole says that information is held, for returns and the public log.

    `answers`: the outcome of each question, with what is recorded about holding ("" or a `Held`) if that is known.
    One question that says nothing makes the whole say nothing: anything else would let a reader subtract.
    """
    pairs = [(one, "") if isinstance(one, Outcome) else one for one in answers]
    statuses = {outcome.says_held(recorded) for outcome, recorded in pairs if outcome.counts}
    if not statuses or Held.NOT_SAID in statuses:
        return Held.NOT_SAID
    return statuses.pop() if len(statuses) == 1 else Held.IN_PART
