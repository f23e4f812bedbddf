"""B09: one answer: what the decision is, what is provided, why not more (LET-1, LET-2, LET-3, LET-5, LET-8)."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.blocks.by_reference import by_reference
from foi.letters.draft import SECTION_14, Draft
from foi.letters.facts import QuestionFacts, SearchFacts, TableFacts
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, ListBlock, ListItem, Paragraph, Run, Table, date_words


def answer(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    match question.outcome:
        case Outcome.PROVIDED | Outcome.PROVIDED_IN_PART:
            yield from _held_in_part(draft, question)
            yield from _content(draft, question)
            yield from marked(question.reason)
        case Outcome.NOT_HELD | Outcome.NOT_RECORDED:
            yield from draft.say(f"answer.{question.outcome.value}")
            yield from marked(question.reason)
            yield from _searches(draft, question)
            yield from _content(draft, question)
        case Outcome.WITHHELD:
            yield from _held_in_part(draft, question)  # the rest is said by the claims below
        case Outcome.ACCESSIBLE_ELSEWHERE:
            yield from _place(draft, question)
        case Outcome.NEITHER_CONFIRM_NOR_DENY:
            yield from draft.say("answer.ncnd", heading=draft.phrase("ncnd.heading"))
            return  # LET-5: nothing else, whatever the record holds
        case Outcome.COST_LIMIT:
            yield from _held_in_part(draft, question)
            yield from draft.say("answer.cost_12_1", heading=draft.phrase("cost_limit.heading"))
            if question.goodwill:
                yield from _content(draft, question)
        case Outcome.COST_LIMIT_TO_CONFIRM:
            yield from draft.say("answer.cost_12_2", heading=draft.phrase("cost_limit.heading"))
            return
        case outcome if outcome in SECTION_14:
            yield from draft.say("answer.section_14", heading=draft.phrase("section_14.heading"))
            return
        case Outcome.BY_REFERENCE:
            yield from by_reference(draft, question)
        case Outcome.TRANSFERRED | Outcome.WITHDRAWN | Outcome.CLARIFICATION_LAPSED:
            yield from draft.say(f"answer.{question.outcome.value}")
            yield from marked(question.reason)
        case _:
            return
    yield from _refused(draft, question)
    if question.signpost.strip():  # s.16
        yield from draft.say("answer.another_body", signpost=question.signpost)


def _held_in_part(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    if question.held_in_part:
        yield from draft.say("answer.held_in_part")


def _searches(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    """Where we looked, which is why we say that we do not hold it (LET-2). Who looked is nobody's business."""
    yield from marked(question.no_search_because)
    if question.searches:
        yield from draft.say("answer.searches")
        lines = [(Paragraph((Run(_search(draft, search)),)),) for search in question.searches]
        yield ListBlock(tuple(ListItem(line) for line in lines))


def _search(draft: Draft, search: SearchFacts) -> str:
    system, terms, result = (text.strip().rstrip(".") for text in (search.system, search.terms, search.result))
    searched = draft.phrase("answer.search_terms" if terms else "answer.search", system=system, terms=terms)
    if search.made_on:
        day = date_words(search.made_on, draft.facts.authority.language)
        searched = draft.phrase("answer.search_on", searched=searched, made_on=day)
    return draft.phrase("answer.search_result", searched=searched, result=result) if result else searched


def _content(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    yield from marked(question.answer_text)
    for table in question.tables:
        yield _table(draft, question, table)
    if question.attachments:
        names = [file.file_name for file in question.attachments]
        alone = not question.answer_text.strip() and not question.tables
        key = f"answer.{'' if alone else 'also_'}attached{'_several' if len(names) > 1 else ''}"
        yield from draft.say(key, files=draft.listed(names), heading=draft.phrase("attachments.heading"))
    yield from _source(draft, question)


def _table(draft: Draft, question: QuestionFacts, table: TableFacts) -> Table:
    draft.tables += 1
    caption = table.caption.strip() or draft.phrase("table.untitled", questions=draft.numbers([question]))
    caption = draft.phrase("table.caption", number=str(draft.tables), caption=caption)
    return Table(table.header, table.rows, caption, table.note)


def _source(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    day = date_words(question.as_at, draft.facts.authority.language) if question.as_at else ""
    source = question.source.strip().rstrip(".")
    if source and day:
        text = draft.phrase("answer.source_and_date", source=source, as_at=day)
    elif source:
        text = draft.phrase("answer.source", source=source)
    elif day:
        text = draft.phrase("answer.as_at", as_at=day)
    else:
        return
    yield Paragraph((Run(text),), role="source")


def _place(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    """s.21: the fact, and precisely where (LET-8)."""
    yield from draft.say("answer.accessible_elsewhere", sections=draft.sections(question.refusing_claims))
    yield from marked(question.answer_text)
    yield from marked(question.reason)
    for claim in question.refusing_claims:
        yield from marked(claim.where_to_find)


def _refused(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    if question.refusing_claims and question.outcome != Outcome.ACCESSIBLE_ELSEWHERE:
        key = "answer.withheld" if question.outcome == Outcome.WITHHELD else "answer.part_refused"
        sections = draft.sections(question.refusing_claims)
        yield from draft.say(key, sections=sections, heading=draft.phrase("refusal.heading"))
    if question.silent_claims:
        yield from draft.say("answer.ncnd_rest", heading=draft.phrase("ncnd.heading"))
