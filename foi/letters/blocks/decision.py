"""B08: the decision before the answers, because readers stop early and the Act wants the fact of refusal stated."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.draft import Draft
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Blocks, Heading, ListBlock, ListItem

# Good news first, then what is not held, then what is refused.
_ORDER = (
    Outcome.PROVIDED,
    Outcome.PROVIDED_IN_PART,
    Outcome.NOT_HELD,
    Outcome.NOT_RECORDED,
    Outcome.ACCESSIBLE_ELSEWHERE,
    Outcome.WITHHELD,
    Outcome.NEITHER_CONFIRM_NOR_DENY,
    Outcome.COST_LIMIT,
    Outcome.COST_LIMIT_TO_CONFIRM,
    Outcome.VEXATIOUS,
    Outcome.REPEATED,
    Outcome.TRANSFERRED,
    Outcome.WITHDRAWN,
    Outcome.CLARIFICATION_LAPSED,
    Outcome.BY_REFERENCE,
)


def decision(draft: Draft) -> Iterator[Block]:
    yield Heading(draft.phrase("decision.heading"), 2)
    statements = list(_statements(draft))
    if len(statements) == 1:
        yield from statements[0]
    elif statements:
        yield ListBlock(tuple(ListItem(blocks) for blocks in statements))
    yield from _searched(draft)
    if draft.facts.is_environmental:
        yield from _notice(draft, draft.exempt(), "14(1)")
    else:
        yield from _notice(draft, draft.exempt(), "17(1)")
        yield from _notice(draft, draft.not_obliged(), "17(5)")


def _notice(draft: Draft, questions: tuple[QuestionFacts, ...], section: str) -> Iterator[Block]:
    """The fact of refusal, as a notice under s.17 (EIR reg 14) has to state it."""
    sections = draft.phrase("numbers.section", numbers=section)
    if questions and len(questions) == len(draft.counted()):
        yield from draft.say("decision.refusal_notice_all", sections=sections)
    elif questions:
        yield from draft.say("decision.refusal_notice", questions=draft.numbers(questions), sections=sections)


def _statements(draft: Draft) -> Iterator[Blocks]:
    for outcome in _ORDER:
        if not (questions := draft.having(outcome)):
            continue
        key = f"decision.{outcome.value}"
        everything = len(questions) == len(draft.counted()) and not draft.having(Outcome.TRANSFERRED)
        if everything and draft.words.has(f"{key}_all"):
            yield draft.say(f"{key}_all")
        else:
            yield draft.say(key, questions=draft.numbers(questions))


def _searched(draft: Draft) -> Iterator[Block]:
    """Where we looked. Nothing of it for questions on which the letter keeps silent (LET-5)."""
    departments: dict[str, None] = {}
    for question in draft.facts.questions:
        if question.outcome in (Outcome.NOT_HELD, Outcome.NOT_RECORDED, Outcome.COST_LIMIT, Outcome.WITHHELD) or (
            question.gives_information
        ):
            departments.update(dict.fromkeys(question.searched_departments))
    if departments:
        yield from draft.say("decision.searched", departments=draft.listed(list(departments)))
