"""The caveats: which facts call for each, why it is there, and the words it uses (domain reference 3.5).

LET-20: facts choose them; an officer may add or drop one, with a reason. LET-21: none may contradict the outcome.
LET-22: each is one paragraph, printed once. To add one: an entry here and its text in the wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foi.law.outcomes import Outcome
from foi.letters.facts import CaveatChange, LetterFacts, QuestionFacts

Test = Callable[[QuestionFacts], bool]

_LINK = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caveat:
    """One caveat. `when` calls for it; `possible` says where an officer may add it without contradicting the answer."""

    code: str
    name: str
    because: str  # why it is there, as the officer reads it after "Because"
    when: Test
    possible: Test
    impossible: str  # the refusal, when it is possible nowhere
    detail: Callable[[QuestionFacts], str] | None = None  # what is said question by question
    block: str = "caveats"  # where it is printed
    required: bool = False  # the law or its logic wants it: it cannot be dropped

    @property
    def wording(self) -> str:
        return f"caveats.{self.code.removeprefix('CAV_').lower()}"


@dataclass(frozen=True, slots=True)
class ChosenCaveat:
    """A caveat that this letter prints, for these questions, for this reason."""

    caveat: Caveat
    questions: tuple[QuestionFacts, ...]
    because: str

    @property
    def code(self) -> str:
        return self.caveat.code


@dataclass(frozen=True, slots=True)
class Choice:
    """The caveats of a letter, in print order, and the officer's changes that cannot stand, as sentences."""

    caveats: tuple[ChosenCaveat, ...]
    problems: tuple[str, ...] = ()


def _given(question: QuestionFacts) -> bool:
    return question.gives_information


def _figures(question: QuestionFacts) -> bool:
    return _given(question) and question.has_figures


def _nothing_on_record(question: QuestionFacts) -> bool:
    return question.outcome in (Outcome.NOT_HELD, Outcome.NOT_RECORDED, Outcome.PROVIDED_IN_PART)


def _silent(question: QuestionFacts) -> bool:
    return bool(question.silent_claims) or question.outcome == Outcome.NEITHER_CONFIRM_NOR_DENY


def _over_limit(question: QuestionFacts) -> bool:
    return question.outcome in (Outcome.COST_LIMIT, Outcome.COST_LIMIT_TO_CONFIRM)


def _suppressed_under_exemption(question: QuestionFacts) -> bool:
    return question.outcome == Outcome.PROVIDED_IN_PART and bool(question.refusing_claims)


_NO_FIGURES = "no figures are provided in this letter"
_NOTHING_GIVEN = "no information is provided in this letter"

SCOPE = "CAV_SCOPE"
ARTICLE = "CAV_ARTICLE"
LATE = "CAV_LATE"
GOODWILL = "CAV_GOODWILL"

# In the order in which they are printed.
CAVEATS: tuple[Caveat, ...] = (
    Caveat(
        SCOPE,
        "As held on the day of the request",
        "the Act covers what was held when the request came (section 1(4))",
        when=lambda q: _given(q) or q.outcome == Outcome.NOT_HELD,
        possible=lambda q: _given(q) or q.outcome == Outcome.NOT_HELD,
        impossible=_NOTHING_GIVEN,
        block="opening",
    ),
    Caveat(
        "CAV_SOURCES",
        "Figures from operational records",
        "figures are provided",
        when=_figures,
        possible=_figures,
        impossible=_NO_FIGURES,
    ),
    Caveat(
        "CAV_ADHOC",
        "Figures put together for this request",
        "figures were specially put together",
        when=lambda q: _figures(q) and q.ad_hoc and not q.already_published,
        possible=lambda q: _figures(q) and not q.already_published,
        impossible="no figures were specially put together for this letter",
    ),
    Caveat(
        "CAV_LIVE",
        "From a system in daily use",
        "the extract is from a system in daily use",
        when=lambda q: _given(q) and q.live_system and q.as_at is not None,
        possible=lambda q: _given(q) and q.as_at is not None,
        impossible="no date is recorded on which data was extracted",
    ),
    Caveat(
        "CAV_COUNTING",
        "What is counted",
        "the answer says what its figures count",
        when=lambda q: _figures(q) and bool(q.counting_note.strip()),
        possible=lambda q: _figures(q) and bool(q.counting_note.strip()),
        impossible="no answer says what its figures count",
        detail=lambda q: q.counting_note,
    ),
    Caveat(
        "CAV_COVERAGE",
        "What the records cover",
        "the period asked for and the period held differ",
        when=lambda q: _given(q) and bool(q.coverage_note.strip()),
        possible=lambda q: _given(q) and bool(q.coverage_note.strip()),
        impossible="no answer says what its records cover",
        detail=lambda q: q.coverage_note,
    ),
    Caveat(
        "CAV_UNAUDITED",
        "Provisional figures",
        "the figures are provisional",
        when=lambda q: _figures(q) and q.unaudited,
        possible=_figures,
        impossible=_NO_FIGURES,
    ),
    Caveat(
        "CAV_KEYWORD",
        "Result of a search for words",
        "the answer rests on a search for key words",
        when=lambda q: q.keyword_search and (_given(q) or q.outcome == Outcome.NOT_HELD),
        possible=lambda q: _given(q) or q.outcome == Outcome.NOT_HELD,
        impossible=_NOTHING_GIVEN,
    ),
    Caveat(
        "CAV_ROUND",
        "Rounded figures",
        "figures are rounded",
        when=lambda q: _figures(q) and q.rounded,
        possible=_figures,
        impossible=_NO_FIGURES,
    ),
    Caveat(
        "CAV_SMALL",
        "Small numbers not shown",
        "small numbers are suppressed and an exemption is named for that",
        when=lambda q: q.suppressed and _suppressed_under_exemption(q),
        possible=_suppressed_under_exemption,
        impossible="no exemption is named for leaving numbers out, and this caveat cannot stand in for one",
        required=True,
    ),
    Caveat(
        "CAV_NOTHELD_FIELD",
        "Not recorded on the system",
        "a part of what was asked is not recorded",
        when=lambda q: bool(q.field_not_recorded.strip()) and (_given(q) or _nothing_on_record(q)),
        possible=lambda q: bool(q.field_not_recorded.strip()) and (_given(q) or _nothing_on_record(q)),
        impossible="no answer says that anything is not recorded",
        detail=lambda q: q.field_not_recorded,
    ),
    Caveat(
        "CAV_NO_CREATE",
        "No duty to create information",
        "a calculation or an opinion was asked for that is not held",
        when=lambda q: q.not_calculated and _nothing_on_record(q),
        possible=_nothing_on_record,
        impossible="everything that was asked for is held",
    ),
    Caveat(
        "CAV_THIRD",
        "From or about somebody else",
        "information came from, or concerns, somebody else",
        when=lambda q: _given(q) and bool(q.third_party.strip()),
        possible=lambda q: _given(q) and bool(q.third_party.strip()),
        impossible="no answer names somebody else",
        detail=lambda q: q.third_party,
    ),
    Caveat(
        "CAV_REDACTED",
        "Parts of files removed",
        "a file has parts removed",
        when=lambda q: _given(q) and any(file.redacted for file in q.attachments),
        possible=lambda q: _given(q) and bool(q.attachments),
        impossible="no file goes with this letter",
    ),
    Caveat(
        "CAV_COMPARE",
        "Not comparable with others",
        "the figures may be laid beside those of others",
        when=lambda q: _figures(q) and q.comparable,
        possible=_figures,
        impossible=_NO_FIGURES,
    ),
    Caveat(
        "CAV_LINK",
        "Links to others’ websites",
        "an answer links to a website",
        when=lambda q: _given(q) and bool(_LINK.search(q.answer_text)),
        possible=_given,
        impossible=_NOTHING_GIVEN,
    ),
    # Last: it asks the reader to mind the others. It is a request: disclosure under the Act has no conditions.
    Caveat(
        ARTICLE,
        "Care when publishing",
        "the caveats above should travel with the figures",
        when=lambda q: False,  # see choose()
        possible=_figures,
        impossible=_NO_FIGURES,
    ),
    Caveat(
        LATE,
        "Apology for lateness",
        "the letter is later than its due date",
        when=lambda q: False,  # see choose()
        possible=lambda q: False,
        impossible="the letter is not late",
        block="opening",
    ),
    Caveat(
        GOODWILL,
        "Given outside the Act",
        "something is provided although the cost limit applies",
        when=lambda q: _given(q) and q.goodwill,
        possible=_given,
        impossible=_NOTHING_GIVEN,
        block="cost_limit",
        required=True,
    ),
    Caveat(
        "CAV_NOINF",
        "No conclusion to be drawn",
        "the letter neither confirms nor denies that something is held",
        when=_silent,
        possible=_silent,
        impossible="nothing in this letter is neither confirmed nor denied",
        block="ncnd",
        required=True,  # LET-5
    ),
)

BY_CODE = {caveat.code: caveat for caveat in CAVEATS}


def choose(facts: LetterFacts) -> Choice:
    """The caveats that the facts call for, with the officer's changes where they can stand."""
    dropped = {change.code: change for change in facts.dropped_caveats}
    added = {change.code: change for change in facts.added_caveats}
    changes = [(change, True) for change in facts.added_caveats] + [(change, False) for change in facts.dropped_caveats]
    problems = [problem for change, adds in changes if (problem := why_not(facts, change, adds=adds))]
    chosen: list[ChosenCaveat] = []
    for caveat in CAVEATS:
        questions = _called_for(caveat, facts, chosen)
        if questions is not None:
            if caveat.code not in dropped or caveat.required or not dropped[caveat.code].reason.strip():
                chosen.append(ChosenCaveat(caveat, questions, f"Because {caveat.because}."))
        elif caveat.code in added and not why_not(facts, added[caveat.code], adds=True):
            questions = tuple(filter(caveat.possible, facts.questions))
            chosen.append(ChosenCaveat(caveat, questions, f"Added by an officer: {added[caveat.code].reason.strip()}"))
    return Choice(tuple(chosen), tuple(problems))


def _called_for(caveat: Caveat, facts: LetterFacts, chosen: list[ChosenCaveat]) -> tuple[QuestionFacts, ...] | None:
    """The questions whose facts call for a caveat; None if nothing does."""
    if caveat.code == ARTICLE:
        lead = [item for item in chosen if item.code in ("CAV_SOURCES", "CAV_ADHOC")]
        return tuple(filter(_figures, facts.questions)) if lead else None
    if caveat.code == LATE:
        return () if facts.is_late else None
    if caveat.code == GOODWILL and not any(map(_over_limit, facts.questions)):
        return None
    return tuple(filter(caveat.when, facts.questions)) or None


def why_not(facts: LetterFacts, change: CaveatChange, *, adds: bool) -> str:
    """Why an officer's change cannot be made, in a sentence; "" if it can."""
    caveat = BY_CODE.get(change.code)
    if caveat is None:
        return f"There is no caveat called “{change.code}”."
    if not change.reason.strip():
        return f"Say why the caveat “{caveat.name}” is {'added' if adds else 'dropped'}."
    if adds and not any(map(caveat.possible, facts.questions)):  # LET-21
        return f"The caveat “{caveat.name}” would contradict the answers: {caveat.impossible}."
    if not adds and caveat.required and any(map(caveat.when, facts.questions)):
        return f"The caveat “{caveat.name}” cannot be dropped, because {caveat.because}."
    return ""
