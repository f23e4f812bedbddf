"""Questions about the other answers ("if you cannot answer, why not?"): answered out of this letter's own decisions."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.draft import Draft
from foi.letters.facts import QuestionFacts
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Blocks, ListBlock, ListItem

# Outcome -> the wording of what the letter says about it, and the heading under which the reasons stand.
_SAID = {
    Outcome.PROVIDED_IN_PART: ("provided_in_part", ""),
    Outcome.NOT_HELD: ("not_held", ""),
    Outcome.NOT_RECORDED: ("not_recorded", ""),
    Outcome.ACCESSIBLE_ELSEWHERE: ("accessible_elsewhere", ""),
    Outcome.WITHHELD: ("withheld", "refusal.heading"),
    Outcome.NEITHER_CONFIRM_NOR_DENY: ("ncnd", "ncnd.heading"),
    Outcome.COST_LIMIT: ("cost_12_1", "cost_limit.heading"),
    Outcome.COST_LIMIT_TO_CONFIRM: ("cost_12_2", "cost_limit.heading"),
    Outcome.VEXATIOUS: ("section_14", "section_14.heading"),
    Outcome.REPEATED: ("section_14", "section_14.heading"),
}


def by_reference(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    if question.has_content:
        yield from marked(question.answer_text)
        return
    first = draft.having(Outcome.BY_REFERENCE)[0]
    not_in_full = [said for outcome in _SAID if (said := _said(draft, outcome))]
    if not not_in_full:
        yield from draft.say("by_reference.all_answered")
    elif question is not first and not first.has_content:
        yield from draft.say("by_reference.repeated", number=first.canonical_number)
    else:
        yield from draft.say("by_reference.summary")
        yield ListBlock(tuple(ListItem(blocks) for blocks in not_in_full))


def _said(draft: Draft, outcome: Outcome) -> Blocks:
    if not (questions := draft.having(outcome)):
        return ()
    key, heading = _SAID[outcome]
    values = {"questions": draft.numbers(questions, first_word=True)}
    if heading:
        values["heading"] = draft.phrase(heading)
    return draft.say(f"by_reference.{key}", **values)
