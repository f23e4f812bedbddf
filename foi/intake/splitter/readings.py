"""What a sentence can be, and the names of the reasons."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Role(Enum):
    ASK = "ask"  # asks something with a content of its own
    NOUN = "noun ask"  # "The number of ...": names what is asked for
    CLAUSE = "clause"  # "What is done to ...": an ask in a list or after a lead-in, else part of an argument
    LEAD = "lead-in"  # "Please provide the following:" asks, but for nothing of its own
    TOPIC = "topic"  # "I request information about X": an ask if nothing more exact follows
    ADDS = "addition"  # adds a breakdown, a period, an explanation, an "if so" to the ask before (rule R6)
    SCOPE = "scope"
    PERIOD = "period"
    NOTE = "note"
    DEFINITION = "definition"
    BOILERPLATE = "boilerplate"
    FORMAT = "format wish"
    COURTESY = "courtesy"
    LINK = "link"
    FRAGMENT = "fragment"  # a few words without a verb: an item of a list, a heading
    STATEMENT = "statement"

    __hash__ = object.__hash__  # roles are looked up in sets all the time, and an Enum's own hash is slow


class Reading(NamedTuple):
    """The role and, in words for an officer, why."""

    role: Role
    cue: str


class Rules(NamedTuple):
    """Rules in their order as one pattern; the number of the group that matched finds the reading."""

    pattern: re.Pattern[str]
    readings: list[Reading]


def rules(rows: list[tuple[str, Role, str]]) -> Rules:
    """Rows of a reason, a role and a pattern."""
    pattern = "|".join(f"({pattern})" for _, _, pattern in rows)
    return Rules(re.compile(pattern), [Reading(role, reason) for reason, role, _ in rows])


def by_first_word(rows: list[tuple[str, str, Role, str]]) -> dict[str, Rules]:
    """For each first word the rules that can begin with it. A row that starts with a blank holds for "" as well."""
    found: dict[str, list[tuple[str, Role, str]]] = {}
    for firsts, *rule in rows:
        words = dict.fromkeys(firsts.split())
        if firsts[:1] in ("", " "):
            words[""] = None
        for first in words:
            found.setdefault(first, []).append(tuple(rule))  # type: ignore[arg-type]
    same: dict[tuple[object, ...], Rules] = {}
    return {first: same.setdefault(tuple(group), rules(group)) for first, group in found.items()}


QUESTION_MARK = Reading(Role.ASK, "ends with a question mark")
INTERROGATIVE = Reading(Role.ASK, "begins like a question")
PLEASE = Reading(Role.ASK, "asks with please")
COULD_YOU = Reading(Role.ASK, "asks whether you could")
WANT = Reading(Role.ASK, "says what is wanted")
IMPERATIVE = Reading(Role.ASK, "begins with a verb of giving")
NAMES = Reading(Role.NOUN, "names a thing that is asked for")
CLAUSE = Reading(Role.CLAUSE, "begins with a question word")
COMMANDS = Reading(Role.CLAUSE, "begins like a command")
ROW = Reading(Role.FRAGMENT, "is a row of a table")
LEAD = Reading(Role.LEAD, "announces the questions")
HANDLES = Reading(Role.COURTESY, "is about how to deal with the request")
PROCESS = Reading(Role.COURTESY, "asks about the handling of the request")
RHETORICAL = Reading(Role.STATEMENT, "is an argument put as a question")
SAYS_SO = Reading(Role.ADDS, "asks to say so")
CONDITION = Reading(Role.BOILERPLATE, "says what to do if the request cannot be met")
FORMAT = Reading(Role.FORMAT, "speaks of the format")
SCOPE = Reading(Role.SCOPE, "says what all the answers should cover")
PERIOD = Reading(Role.PERIOD, "is a period")
FRAGMENT = Reading(Role.FRAGMENT, "has no verb")
STATEMENT = Reading(Role.STATEMENT, "states something")
