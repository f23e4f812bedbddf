"""What is said to one question, as plain values: a form makes them, an action writes them down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields, replace
from typing import Any

from foi.law.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContent:
    """One place where somebody looked. `made_by` is for the file, never printed."""

    system: str
    terms: str = ""
    made_on: datetime.date | None = None
    made_by: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContent:
    """What is said to one question. `table` is {"caption", "header", "rows"} of text cells."""

    outcome: Outcome | None  # None: a draft that has not come to one
    text: str = ""
    reason: str = ""
    note_to_officer: str = ""
    table: dict[str, Any] | None = None
    source: str = ""
    as_at: datetime.date | None = None
    has_figures: bool = False
    from_live_system: bool = False
    specially_collated: bool = False
    keyword_search: bool = False
    coverage: str = ""
    held: str = ""
    earlier_request: str = ""
    no_search_because: str = ""
    searches: tuple[SearchContent, ...] = ()

    def fields(self) -> dict[str, Any]:
        """The columns of an answer; its outcome and its searches are written by themselves."""
        return {name: getattr(self, name) for name in self.columns()}

    @classmethod
    def columns(cls) -> list[str]:
        return [one.name for one in fields(cls) if one.name not in ("outcome", "searches")]

    def as_decided(self) -> AnswerContent:
        """As an officer's decision keeps it. One that says nothing about holding keeps nothing of what was found, so
        that nothing of it can ever reach a letter, a list or a return (LET-5); the department's version has it."""
        if self.outcome is None:
            return self
        held = self.held if len(self.outcome.held_choices) > 1 else ""
        earlier = self.earlier_request if self.outcome is Outcome.REPEATED else ""
        if not self.outcome.says_nothing:
            return replace(self, held=held, earlier_request=earlier)
        silent = self.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY  # its claims say why, and nothing else may
        return AnswerContent(outcome=self.outcome, reason="" if silent else self.reason, earlier_request=earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContent:
    """One exemption as the officer argues it. Which parts it needs: foi.answers.claim_parts."""

    exemption: str
    explanation: str = ""
    harm: str = ""
    prejudice_level: str = ""
    limbs: list[str] = field(default_factory=list)
    particulars: dict[str, str] = field(default_factory=dict)
    opinion_by: str = ""
    opinion_position: str = ""
    opinion_on: datetime.date | None = None
    opinion: str = ""
    opinion_submission: str = ""
    public_interest_for: str = ""
    public_interest_against: str = ""
    public_interest_balance: str = ""
    consulted: str = ""
    evidence: str = ""
