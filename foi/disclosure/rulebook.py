"""Rules that find things, kept the way Django keeps its system checks: each a small function with an id and a level.

    ANSWER: Rulebook[Said] = Rulebook()

    @ANSWER.rule("LET-20.source", Level.BLOCK)
    def figures_say_where_they_came_from(said: Said) -> Iterator[Point]:
        if said.answer.has_figures and not said.answer.source:
            yield Point("Say where the figures came from.")

That is all there is to adding one: whoever asks the book, asks every rule in it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from foi.disclosure.finding import Finding, Level

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Point:
    """What a rule has to say: the message, what to do about it, and (`Finding`) the place and what it is about."""

    message: str
    hint: str = ""
    place: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """`id`: the rule of law or practice and what it asks for, such as "LET-3.harm". It stays once it is in use."""

    id: str
    level: Level
    check: Callable[[Subject], Iterable[Point]]


class Rulebook(Generic[Subject]):
    """The rules about one kind of thing, in the order in which they were written down."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule[Subject]] = {}

    def rule(
        self, id: str, level: Level
    ) -> Callable[[Callable[[Subject], Iterable[Point]]], Callable[[Subject], Iterable[Point]]]:
        """Register a function as the rule `id`. Raises ValueError for an id that is taken."""
        if id in self.rules:
            raise ValueError(f"There is a rule {id} already.")

        def register(check: Callable[[Subject], Iterable[Point]]) -> Callable[[Subject], Iterable[Point]]:
            self.rules[id] = Rule(id, level, check)
            return check

        return register

    def find(self, subject: Subject, place: str = "") -> Iterator[Finding]:
        """What the rules find in `subject`. `place`: where that is, unless a rule knows better."""
        for rule in self.rules.values():
            for point in rule.check(subject):
                yield Finding(rule.level, rule.id, point.message, point.hint, point.place or place, point.about)
