"""What a department must say before its answer may go to the officer: only the department can know these things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi.law.outcomes import Outcome

if TYPE_CHECKING:
    from foi.answers.content import AnswerContent


def missing_from_submission(content: AnswerContent, *, has_files: bool = False) -> dict[str, str]:
    """The gaps of what a department is about to submit, by field, each in words that say what to do.

    `has_files`: files go out with the letter. They may be the whole answer.
    """
    gaps: dict[str, str] = {}
    if content.outcome is None:
        return {"outcome": "Select what your answer is."}
    if content.outcome.gives_information and not (content.text or content.table or has_files):
        gaps["text"] = "Enter the answer, or add a table or a file."
    if content.outcome.needs_reason and not content.reason:
        gaps["reason"] = _WHY.get(content.outcome, "Say why.")
    if content.outcome is Outcome.NOT_HELD and not content.searches and not content.no_search_because:
        gaps["no_search_because"] = "Enter where you looked, or say why there was no need to."
    if content.has_figures and not content.source:
        gaps["source"] = "Say where the figures came from."
    if content.from_live_system and content.as_at is None:
        gaps["as_at"] = "Enter the date on which the data was taken from the system."
    return gaps


_WHY = {
    Outcome.PROVIDED_IN_PART: "Say what is left out, and why.",
    Outcome.NOT_HELD: "Say why the information is not held.",
    Outcome.WITHHELD: "Say why it should not go out, and what harm it could do.",
    Outcome.CANNOT_ANSWER: "Say what is missing, or who might know.",
}
