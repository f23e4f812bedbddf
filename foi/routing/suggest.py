"""Question -> suggested department, and why. A suggestion: the officer decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foi.organisation.models import Authority, Department


@dataclass(frozen=True, slots=True)
class Suggestion:
    department: Department
    reason: str


@dataclass(frozen=True, slots=True)
class Suggester:
    """Scores departments by their own topic words: longer topics say more than short ones."""

    departments: Sequence[Department]

    @classmethod
    def for_authority(cls, authority: Authority) -> Suggester:
        return cls(list(authority.departments.filter(is_active=True)))

    def suggest(self, text: str) -> Suggestion | None:
        """The department with most of its topics in `text`, and the words that point to it; None if no topic occurs."""
        words = " " + " ".join(re.findall(r"[\w’'-]+", text.lower())) + " "
        best: tuple[int, Department, list[str]] | None = None
        for department in self.departments:
            found = [topic for topic in topics_of(department) if _occurs(topic, words)]
            score = sum(len(topic) for topic in found)
            if found and (best is None or score > best[0]):
                best = (score, department, found)
        if best is None:
            return None
        _, department, found = best
        return Suggestion(department, "Mentions " + ", ".join(f"“{topic}”" for topic in found))


def topics_of(department: Department) -> list[str]:
    return [topic for topic in (part.strip().lower() for part in department.topics.split(",")) if topic]


def _occurs(topic: str, words: str) -> bool:
    """As a whole word or phrase; a plural still counts."""
    return f" {topic} " in words or f" {topic}s " in words
