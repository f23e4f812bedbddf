"""From the records to the letter's facts. The letter itself is composed by plain code that knows no database."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from string import ascii_uppercase
from typing import TYPE_CHECKING

from foi.answers.attachments import ending_of
from foi.answers.estimate import COST_LIMIT, Costing, costing_of, limit_of
from foi.disclosure.small_numbers import Decision, masked
from foi.law.outcomes import Held, Outcome
from foi.letters.authority_facts import authority_facts, authority_for
from foi.letters.claims import claim_facts
from foi.letters.compose import compose
from foi.letters.estimate_words import estimate_in_words
from foi.letters.facts import (
    AttachmentFacts,
    CaveatChange,
    Layout,
    LetterFacts,
    QuestionFacts,
    RequestFacts,
    SearchFacts,
    TableFacts,
)
from foi.letters.purposes import facts_of_purpose
from foi.letters.regulator import regulator_on
from foi.letters.wording import Wording, shipped_wording
from foi.letters.wording_records import wording_of
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace
from foi.requests.models import today
from workflows.question_flow import QuestionState

if TYPE_CHECKING:
    from foi.answers.models import Answer
    from foi.letters.models import LetterVersion
    from foi.letters.structure import Letter
    from foi.requests.models import FoiRequest, Question


def compose_letter(version: LetterVersion, dated_on: datetime.date | None = None) -> Letter:
    """The letter as today's records give it. `dated_on` None: not dated yet (the day is put in when it is issued)."""
    wording = wording_for(version)
    return compose(facts_of(version, dated_on, wording=wording), wording)


def wording_for(version: LetterVersion) -> Wording:
    held = version.wording_versions if version.is_bound else None  # an approval rests on these
    return wording_of(version.foi_request.authority, version.language, held=held)


class Records:
    """What a letter takes from the records of a request: each part is read once, when it is first asked for.

    `agreeing`: a question whose answer is taken as agreed, to see what the letter would make of it.
    """

    def __init__(self, foi_request: FoiRequest, *, agreeing: Question | None = None) -> None:
        self.foi_request = foi_request
        self.agreeing = agreeing

    @cached_property
    def questions(self) -> list[Question]:
        """What is answered, in its order, with all that is said to it: the same few queries for any number."""
        questions = self.foi_request.questions.exclude(state=QuestionState.WITHDRAWN)
        return list(
            questions.select_related("department").prefetch_related(
                "attachments__stored", "answers__claims", "answers__searches"
            )
        )

    @cached_property
    def costing(self) -> Costing:
        return costing_of(self.foi_request)


def facts_of(
    version: LetterVersion,
    dated_on: datetime.date | None = None,
    records: Sequence[Records] | None = None,
    wording: Wording | None = None,
) -> LetterFacts:
    """`records`: of what `version.requests()` gives. `wording`: for what is told in sentences, such as an estimate; the
    shipped one if None."""
    foi_request: FoiRequest = version.foi_request
    requester = foi_request.requester
    records = [Records(one) for one in version.requests()] if records is None else records
    wording = wording or shipped_wording(version.language)
    several = _several(records)
    return LetterFacts(
        purpose=version.kind,
        act=foi_request.regime.upper(),
        authority=authority_facts(authority_for(version), version.language),
        regulator=regulator_on(dated_on or today()),
        reference=foi_request.reference,
        subject="; ".join(one.foi_request.title for one in records),
        received_on=foi_request.received_on,
        due_on=min((one.foi_request.due_on for one in records if one.foi_request.due_on), default=None),
        requester_name=requester.name,
        requester_address_lines=tuple(requester.address.splitlines()),
        requester_email=requester.email,
        drafted_on=today(),
        dated_on=dated_on,
        questions=tuple(
            fact
            for one, mark in zip(records, [request.mark for request in several] or [""], strict=True)
            for fact in _questions_of(one, mark, wording)
        ),
        scope_passages=tuple(foi_request.scope),
        notes=tuple(foi_request.notes),
        cost_limit=limit_of(foi_request),
        extra_paragraphs=version.added_paragraphs,
        signatory_name=version.signatory_name,
        signatory_role=version.signatory_role,
        layout=layout_of(version),
        requests=several,
        added_caveats=_changes(version, "added"),
        dropped_caveats=_changes(version, "dropped"),
        **facts_of_purpose(version, records[0].questions),
    )


def _several(records: Sequence[Records]) -> tuple[RequestFacts, ...]:
    """The requests of a letter that answers more than one, marked A, B, C as they came."""
    if len(records) == 1:
        return ()
    asked = [one.foi_request for one in records]
    return tuple(
        RequestFacts(
            mark=mark,
            reference=one.reference,
            subject=one.title,
            received_on=one.received_on,
            due_on=one.due_on,
            scope_passages=tuple(one.scope),
            notes=tuple(one.notes),
        )
        for mark, one in zip(ascii_uppercase, asked, strict=False)
    )


def _questions_of(records: Records, mark: str, wording: Wording) -> tuple[QuestionFacts, ...]:
    """One request's part of the letter; `mark` begins its numbers where the letter answers several."""
    foi_request = records.foi_request
    asked = tuple(question_facts(one, agreed=one == records.agreeing) for one in records.questions)
    facts = _with_costs(asked, records, mark, wording)
    facts = tuple(_with_names_of_files(facts, file_stem(foi_request)))
    if not mark:
        return facts
    return tuple(
        replace(fact, canonical_number=mark + fact.canonical_number, request=foi_request.reference) for fact in facts
    )


def layout_of(version: LetterVersion) -> Layout:
    """The authority's choice, where the officer did not choose otherwise for this letter."""
    authority, own = authority_for(version), version.layout
    return Layout(
        arrangement=Arrangement(own.get("arrangement") or authority.letter_arrangement),
        rights=RightsPlace(own.get("rights") or authority.letter_rights),
        caveats=CaveatsPlace(own.get("caveats") or authority.letter_caveats),
    )


def _changes(version: LetterVersion, kind: str) -> tuple[CaveatChange, ...]:
    return tuple(CaveatChange(code, reason) for code, reason in version.caveat_changes.get(kind, {}).items())


def question_facts(question: Question, *, agreed: bool = False) -> QuestionFacts:
    # Only an agreed answer is in the letter: anything else is "not settled yet", and cannot be submitted.
    agreed = agreed or question.state == QuestionState.AGREED
    answer: Answer | None = question.current_answer if agreed else None
    asked = QuestionFacts(
        canonical_number=question.number,
        printed_label=question.printed_label,
        path=tuple(question.path),
        text=question.text,
        context=question.context,
        group=question.group,
        kind=question.kind,
        searched_departments=(question.department.name,) if question.department else (),
    )
    if answer is None:
        return asked
    suppressed = answer.small_numbers == Decision.SUPPRESSED
    return replace(
        asked,
        outcome=answer.decided,
        answer_text=answer.text,
        tables=(_table(answer.table, hides=suppressed),) if answer.table else (),
        attachments=_files(question, answer.decided),
        reason=answer.reason,
        searches=tuple(
            SearchFacts(system=one.system, terms=one.terms, made_on=one.made_on, result=one.result)
            for one in answer.searches.all()
        ),
        no_search_because=answer.no_search_because,
        held_in_part=answer.says_held is Held.IN_PART,
        earlier_request=answer.earlier_request,
        claims=tuple(claim_facts(claim) for claim in answer.claims.all()),
        source=answer.source,
        as_at=answer.as_at,
        has_figures=answer.has_figures,
        live_system=answer.from_live_system,
        ad_hoc=answer.specially_collated,
        keyword_search=answer.keyword_search,
        coverage_note=answer.coverage,
        suppressed=suppressed,
    )


def _with_costs(
    questions: tuple[QuestionFacts, ...], records: Records, mark: str, wording: Wording
) -> tuple[QuestionFacts, ...]:
    """Where section 12 is relied on: how the estimate was reached (COST-8), the advice (COST-12), and what is given
    although the limit is exceeded (COST-13). A letter without section 12 asks for none of it."""
    if not any(question.outcome in COST_LIMIT for question in questions):
        return questions
    costing = records.costing
    refused_together = any(q.outcome in COST_LIMIT and q.canonical_number in costing.together for q in questions)
    return tuple(
        with_cost(question, costing, wording, refused_together=refused_together, mark=mark) for question in questions
    )


def with_cost(
    question: QuestionFacts, costing: Costing, wording: Wording, *, refused_together: bool, mark: str = ""
) -> QuestionFacts:
    if question.outcome in COST_LIMIT:
        return replace(
            question,
            estimate=estimate_in_words(costing, question.canonical_number, question.outcome, wording, mark),
            advice=costing.advice,
            goodwill=question.outcome is Outcome.COST_LIMIT and question.has_content,
        )
    counted = refused_together and question.canonical_number in costing.together and costing.counted.exceeds
    return replace(question, goodwill=counted and question.gives_information)


def takes_files_along(outcome: Outcome) -> bool:
    """With section 12 something may still be given, outside the Act (COST-13)."""
    return outcome.gives_information or outcome is Outcome.COST_LIMIT


def _files(question: Question, outcome: Outcome) -> tuple[AttachmentFacts, ...]:
    """What may go out with this outcome, still under the names that the files came with."""
    if not takes_files_along(outcome):
        return ()
    return tuple(
        AttachmentFacts(
            file_name=one.stored.name, description=one.description, redacted=one.redacted, sha256=one.stored.sha256
        )
        for one in question.attachments.all()
    )


def _with_names_of_files(questions: Iterable[QuestionFacts], stem: str) -> Iterator[QuestionFacts]:
    """B10: files are named from the reference of their request, and numbered in the order of its questions."""
    numbers = itertools.count(1)
    for question in questions:
        named = (
            replace(one, file_name=f"{stem}_attachment_{next(numbers):02d}{ending_of(one.file_name)}")
            for one in question.attachments
        )
        yield replace(question, attachments=tuple(named)) if question.attachments else question


def file_stem(foi_request: FoiRequest) -> str:
    """The reference as a file name can have it: "9635-19". Never a name of a person."""
    return re.sub(r"[^A-Za-z0-9]+", "-", foi_request.reference).strip("-") or "letter"


def _table(table: dict, *, hides: bool) -> TableFacts:
    """`hides`: small numbers are left out. The answer keeps them, so that the decision can be taken back."""
    header, rows = tuple(table["header"]), tuple(tuple(row) for row in table["rows"])
    return TableFacts(header=header, rows=masked(header, rows) if hides else rows, caption=table.get("caption", ""))
