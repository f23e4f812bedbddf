"""What is said to one question, as the rules read it, and the book of rules about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foi.answers.cited import Cited, cited
from foi.disclosure.rulebook import Rulebook
from foi.law.outcomes import Outcome

if TYPE_CHECKING:
    from foi.answers.attachments import Attachment
    from foi.answers.earlier import Earlier
    from foi.answers.estimate import Costing
    from foi.answers.models import Answer, Claim, Search


@dataclass(frozen=True)
class Said:
    """One version of an answer with what belongs to it, loaded. Unsaved instances do: rules only read fields."""

    answer: Answer
    claims: tuple[Claim, ...] = ()
    searches: tuple[Search, ...] = ()
    costing: Costing | None = None  # of the request, where section 12 is relied on
    earlier: tuple[Earlier, ...] = ()  # those on file here that section 14(2) is said to rest on
    files: tuple[Attachment, ...] = ()  # of the question; they go out with the letter if something is provided

    @property
    def number(self) -> str:
        return self.answer.question.number

    @property
    def outcome(self) -> Outcome:
        return self.answer.decided

    @property
    def refusing(self) -> list[Cited]:
        """The exemptions from giving information that are claimed."""
        return [one for claim in self.claims if (one := cited(claim.exemption)) and not one.confirms_nor_denies]

    @property
    def silent(self) -> list[Cited]:
        """The exemptions from saying whether it is held that are claimed."""
        return [one for claim in self.claims if (one := cited(claim.exemption)) and one.confirms_nor_denies]

    @property
    def has_parts_removed(self) -> bool:
        return any(file.redacted for file in self.files)


ANSWER: Rulebook[Said] = Rulebook()
