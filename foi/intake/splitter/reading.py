"""What one sentence is, taken by itself: the rules of `openings`, `asks` and `signs` in the order that decides."""

from __future__ import annotations

import re

from foi.intake.splitter import asks, signs
from foi.intake.splitter.openings import opening
from foi.intake.splitter.readings import (
    CLAUSE,
    COMMANDS,
    CONDITION,
    COULD_YOU,
    FORMAT,
    FRAGMENT,
    HANDLES,
    IMPERATIVE,
    INTERROGATIVE,
    LEAD,
    NAMES,
    PERIOD,
    PLEASE,
    PROCESS,
    QUESTION_MARK,
    RHETORICAL,
    ROW,
    SAYS_SO,
    SCOPE,
    STATEMENT,
    WANT,
    Reading,
    Role,
)
from foi.intake.splitter.vocabulary import plain, words_in


def read(sentence: str) -> Reading:
    """The role of a sentence and the reason for it."""
    return read_plain(plain(sentence))


def read_plain(low: str) -> Reading:
    """The same of `plain` text."""
    if not low:
        return FRAGMENT
    if "|" in low and low.count("|") > 1:
        return ROW
    words = words_in(low)
    marked = low[-1] == "?" or low[-2:-1] == "?"
    first = words[0] if words and low[0].isalpha() else ""
    if not marked:
        if first in signs.CONDITION_STARTS and words[-1] in signs.SAY_SO_ENDS and signs.SAY_SO.search(low[-60:]):
            return SAYS_SO
        if first in signs.FILL_IN_STARTS and signs.FILL_IN.match(low):
            return HANDLES
    begun = opening(low, words)
    if begun is not None:
        reading = _opened(low, words, *begun, marked=marked)
        if reading is not None:
            return reading
    if (
        len(low) < 200
        and signs.PERIOD_WORDS.issuperset(words)
        and signs.PERIOD_ONLY.match(low)
        and signs.NAMES_PERIOD.search(low)
    ):
        return PERIOD
    if not marked:
        if first in signs.CONDITION_STARTS and signs.CONDITION.match(low) and not signs.within_limit(low):
            return CONDITION
        if first in signs.SCOPE_STARTS and signs.SCOPE_OPENING.match(low):
            return SCOPE
        named = signs.NAMED_THING.match(low)
        if named and not _says_of_it(named.group(), words) and not _wishes_format(low, words):
            return NAMES
    if first in asks.COMMAND_STARTS or not first:
        command = asks.COMMAND.match(low)
        if command and not command["behave"]:
            return _asked_for(low, words, command.end(), IMPERATIVE, marked=marked)
        if command and not marked:
            return HANDLES
    opener = _opener(low, words, first, marked=marked)
    if opener is not None:
        return _asked(low, words, opener, marked=marked)
    if marked:
        if signs.asks_about_process(low):
            return PROCESS
        return RHETORICAL if signs.RHETORICAL_QUESTION.match(low) else QUESTION_MARK
    return _unasked(low, words)


def is_handling(sentence: str) -> bool:
    """Whether the words speak of cost, exemptions, narrowing the request or passing it on."""
    return signs.HANDLING.search(plain(sentence)) is not None


def begins_with_ask(words: str) -> bool:
    """Whether the very first words ask: "the number of ...", "how many ...", "please state ..." (rule R5)."""
    low = plain(words)
    patterns = (signs.NAMED_THING, signs.QUESTION_WORD, asks.COMMAND, asks.OPENER_AT_START)
    return any(pattern.match(low) for pattern in patterns)


def _opened(low: str, words: list[str], reading: Reading, end: int, *, marked: bool) -> Reading | None:
    role = reading.role
    if role is Role.COURTESY:
        inner = _inner_opener(low, end, marked=marked)
        if marked and inner:
            return _asked(low, words, inner, marked=marked)
        return _asked(low, words, inner, marked=marked) if inner and inner["please"] else reading
    if role is Role.ADDS and not marked:
        if not signs.HANDLING_WORDS.isdisjoint(words) and signs.HANDLING.search(low):
            return CONDITION
        holds = reading.cue == "says what the answer should hold"
        if holds and signs.SCOPE_OPENING.match(low) and signs.HAS_DATE.search(low):
            return SCOPE
    if marked and reading.cue == "asks the same for another period" and signs.HANDLING.search(low):
        return PROCESS
    return reading if role is not Role.DEFINITION or not marked else None


def _unasked(low: str, words: list[str]) -> Reading:
    """A sentence that neither opens with an ask nor ends with a question mark."""
    if _wishes_format(low, words):
        return FORMAT
    if signs.QUESTION_WORD.match(low):
        return STATEMENT if signs.RELATIVE_START.match(low) else CLAUSE
    if words and words[0] in signs.SPEAKERS:
        return STATEMENT
    if signs.PROPOSITION.match(low):
        return STATEMENT
    titled = signs.TITLE.match(low)
    if titled:
        reading = read(low[titled.end() :])
        if reading.role in (Role.ASK, Role.NOUN, Role.CLAUSE):
            return reading
    if asks.ANY_COMMAND.match(low) and words[0] not in asks.NO_COMMANDS:
        return COMMANDS
    if not signs.LEGAL_WORDS.isdisjoint(words):
        found = signs.LEGAL.pattern.search(low)
        if found and found.lastindex:
            return signs.LEGAL.readings[found.lastindex - 1]
    return STATEMENT if _states(words, signs.FINITE_WORDS) else FRAGMENT


def _wishes_format(low: str, words: list[str]) -> bool:
    return not signs.FORMAT_WORDS.isdisjoint(words) and signs.FORMAT_WISH.search(low) is not None


def _states(words: list[str], verbs: frozenset[str]) -> bool:
    """Whether a finite verb comes before any word that could make its clause a relative one."""
    before = ""
    for word in words[:60]:
        if word in verbs and not (word == "may" and before in signs.JOINTS):
            return True
        if word in signs.RELATIVE_WORDS:
            return False
        before = word
    return False


def _says_of_it(thing: str, words: list[str]) -> bool:
    """Whether a named thing has a verb of its own: "copies of letters you have sent" has none."""
    plural = thing[-1] == "s"
    inside = clause = False  # a clause about it: "letters you have sent", "sites the trust has sold"
    before = ""
    for at, word in enumerate(words[:60]):
        if word == "may" and before in signs.JOINTS:
            pass  # the month
        elif word in signs.AUXILIARIES:
            if before == "to":
                pass  # "bicycles said to have been stolen"
            elif inside or before in signs.PRONOUNS:
                inside, clause = False, True
            elif before not in signs.AUXILIARIES and not (plural and word in signs.SINGULAR_VERBS):
                return True
        elif word in signs.SAYS:
            return True
        elif word in signs.RELATIVE_WORDS:
            return False
        elif clause and word in signs.FINITE_WORDS:
            return True  # "figures I have seen show ..."
        elif at > 1 and word in signs.DETERMINERS and before not in signs.JOINTS and before[-3:] != "ing":
            inside = True
        before = word
    return False


def _opener(low: str, words: list[str], first: str, *, marked: bool) -> re.Match[str] | None:
    if not first or first in asks.OPENER_STARTS or first.startswith(asks.GLUED):
        found = asks.OPENER_AT_START.match(low)
        if found:
            return found
    if not marked and asks.OPENER_WORDS.isdisjoint(words):
        return None
    found = _inner_opener(low, 0, marked=marked)
    if first in asks.SETTING_STARTS:
        late = asks.LATE_OPENER.search(low, 0, found.start() if found else len(low))
        if late and not (late["wh"] or late["aux"]):
            return late
    return found


def _inner_opener(low: str, at: int, *, marked: bool = False) -> re.Match[str] | None:
    """An opener at the beginning of a later clause."""
    for edge in asks.CLAUSE_EDGE.finditer(low, at):
        found = asks.OPENER_HERE.match(low, edge.end())
        if (
            found
            and found["wh"]
            and not marked
            and low[edge.start()] == ","
            and asks.RELATIVE_CLAUSE.match(low, edge.end())
        ):
            continue  # ", which may ..."
        if (
            found
            and found["wh"]
            and not marked
            and edge.group() == " know "
            and asks.KNOWN.search(low, max(0, edge.start() - 12), edge.start())
        ):
            continue  # "the public has a right to know how ..."
        if found:
            return found
    return None


def _asked(low: str, words: list[str], opener: re.Match[str], *, marked: bool) -> Reading:
    end = opener.end()
    kind = opener.lastgroup or ""
    if kind in ("wh", "aux"):
        if kind == "aux" and not marked and opener.start() > 0:
            return STATEMENT
        if signs.asks_about_process(low):
            return PROCESS
        if kind == "aux" and asks.BE_SENT.match(low, opener.start("aux")) and not signs.FORMAT_WORDS.isdisjoint(words):
            return FORMAT
        return RHETORICAL if marked and signs.RHETORICAL_QUESTION.match(low) else INTERROGATIVE
    if kind in ("please", "you", "pleaseyou"):
        verb = {"please": "verb", "you": "youverb", "pleaseyou": "pyverb"}[kind]
        if kind == "please" and asks.FORM_PROMPT.search(low, end, end + 60):
            return HANDLES
        mine = opener[verb] in ("see", "look", "read") and asks.MINE.match(low, opener.start(kind))
        if asks.HANDLE_AT.match(low, opener.start(verb)) and opener[verb] != "be" and not mine:
            leads = (
                low[-1] not in ".!?"
                and opener[verb] in asks.TREATS
                and asks.QUESTIONS_FOLLOW.search(low, end, len(low) - 1)
            )
            if asks.AND_GIVE.search(low, end):
                return PLEASE  # "Please look through the register and give the name of ..."
            return LEAD if leads else HANDLES
        return _asked_for(low, words, end, PLEASE if kind == "please" else COULD_YOU, marked=marked)
    if kind in ("want", "grateful"):
        return _wanted(low, words, opener, marked=marked)
    if kind == "this" and not asks.REQUEST_FOR.match(_without_act(low[end:], words)):
        return LEAD
    return _asked_for(low, words, end, WANT, marked=marked)


def _wanted(low: str, words: list[str], opener: re.Match[str], *, marked: bool) -> Reading:
    """ "I would like ...", or, where that is no ask, what a later clause of the sentence asks for."""
    end = opener.end()
    later = _inner_opener(low, end, marked=marked)
    settled = None
    verb = opener["want"].rpartition(" ")[2] if opener["want"] else ""
    if verb in asks.LETTER_VERBS:
        if asks.ABOUT_A_REQUEST.match(low, end):
            return LEAD
        purpose = asks.PURPOSE.search(low, end, later.start() if later else len(low))
        if purpose:
            end = purpose.end()
        else:
            settled = LEAD if asks.QUESTIONS_FOLLOW.search(low, end) else STATEMENT
    else:
        settled = _own_business(low, opener)
    if settled is None:
        return _asked_for(low, words, end, WANT, marked=marked)
    if later is None or (later.lastgroup in ("wh", "aux") and not (marked and settled is STATEMENT)):
        return settled
    if later.lastgroup in ("want", "grateful"):
        if (later["want"] or "").rpartition(" ")[2] in asks.LETTER_VERBS:
            return settled
        return _own_business(low, later) or _asked_for(low, words, later.end(), WANT, marked=marked)
    return _asked(low, words, later, marked=marked)


def _own_business(low: str, opener: re.Match[str]) -> Reading | None:
    """ "I would like ..." that is no ask: what the requester will do, or why."""
    end = opener.end()
    wish = opener["want"] or opener["grateful"]
    more = asks.WANT_MORE.match(low, end)
    verb = more["verb"] if more and more["you"] else None
    if verb and verb not in ("be", "see", "find") and asks.HANDLE_AT.match(verb):
        return LEAD if low[-1] == ":" and asks.QUESTIONS_FOLLOW.search(low, end, len(low) - 1) else HANDLES
    if asks.TO_BE_DONE.match(low, end):
        return HANDLES
    if asks.WILLING.search(low, opener.start(), end + 40):
        return HANDLES
    if asks.OWN_DOING.match(low, end) or asks.BECAUSE.match(low, end):
        return STATEMENT
    if wish.endswith((" have", " would")):
        return LEAD if asks.QUESTIONS_FOLLOW.search(low, end) else STATEMENT
    if wish.endswith("prefer") and signs.FORMAT_WISH.search(low):
        return FORMAT
    return None


def _without_act(rest: str, words: list[str]) -> str:
    """The words without "under the Freedom of Information Act 2000"."""
    if not signs.FORMAT_WORDS.isdisjoint(words):
        rest = signs.FORMAT_ASIDE.sub("", rest)
    if signs.ACT_WORDS.isdisjoint(words) or not signs.ACT.search(rest):
        return rest
    return f" {' '.join(signs.ACT_PHRASE.sub(' ', rest).split())}"


def _asked_for(low: str, words: list[str], at: int, ask: Reading, *, marked: bool) -> Reading:
    """What comes after the opener: something of its own, or only the frame of an ask?"""
    if "review" in words and signs.ASKS_FOR_REVIEW.search(low):
        return CONDITION
    handled = not signs.HANDLING_WORDS.isdisjoint(words) and not signs.COUNTS.search(low)
    if handled and signs.HANDLING.search(low, signs.within_limit(low)):
        return PROCESS if marked else CONDITION
    if marked and signs.asks_about_process(low):
        return PROCESS
    rest = _without_act(low[at:], words)
    given = asks.GIVE_ME.match(rest)
    start = given.end() if given else 0
    next_word = asks.NEXT_WORD.match(rest, start)
    known = asks.OBJECTS_BUT_FORMAT if signs.FORMAT_WORDS.isdisjoint(words) else asks.OBJECTS
    objects = known.get(next_word[1] if next_word else "")
    found = objects.pattern.match(rest, start) if objects else None
    if objects is None or not found or not found.lastindex:
        return LEAD if low[-1] == ":" and asks.THESE_THINGS.search(rest) else ask
    reading = objects.readings[found.lastindex - 1]
    if reading.role is Role.LEAD:
        # "... this information: the fee and the name of every firm": the colon is followed by the ask itself
        colon = max(rest.find(":", start), rest.find(";", start))
        if 0 <= colon < len(rest) - 2 and colon - found.end() < 60:
            return ask
    if reading.role is Role.ADDS and asks.AND_MORE.search(rest):
        return ask
    if reading.role is Role.TOPIC and (
        asks.FOLLOWS.search(found.group()) or asks.FOLLOWS_HERE.match(rest, found.end())
    ):
        return LEAD
    return reading
