"""What is missing before a request can be answered: every rule asked of everything on record, as one list of findings.

Here the two books of the work below (questions, answers) meet those of the letter; the rooms below know nothing of it.
To add a rule: a function in the file of its subject, here or in foi/answers/completeness (docs/adding.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foi.answers.completeness import ANSWER, Said
from foi.answers.earlier import Earlier, earlier_named
from foi.answers.estimate import COST_LIMIT, Costing, costing_of
from foi.disclosure.finding import Finding, Level
from foi.law.clock import Kind, State
from foi.letters.assemble import Records, question_facts, with_cost
from foi.letters.completeness.asked import ASKED
from foi.letters.completeness.drafted import DRAFTED, Drafted
from foi.letters.completeness.timed import EXTENSIONS, TIMED, Timed
from foi.letters.gaps import LETTER, QUESTION
from foi.letters.gaps_of_notices import NOTICE
from foi.letters.models import Waiver
from foi.letters.structure import from_json
from foi.letters.wording import shipped_wording
from foi.letters.wording_records import overdue
from foi.requests.models import Correspondence
from workflows.question_flow import QuestionState

if TYPE_CHECKING:
    from foi.letters.standing import Standing
    from foi.requests.models import FoiRequest, Question

MOST_TOLD = 6  # sentences of a refusal; the letter's page has them all


@dataclass(frozen=True)
class Completeness:
    """What was found, worst first within each place, and who let which warning stand."""

    findings: tuple[Finding, ...] = ()
    waivers: dict[str, Waiver] = field(default_factory=dict)  # by Finding.key
    others: tuple[tuple[FoiRequest, Completeness], ...] = ()  # the other requests that the letter answers

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is Level.BLOCK]

    @property
    def open_warnings(self) -> list[Finding]:
        """Neither mended nor let stand."""
        return [one for one in self.findings if one.level is Level.WARN and one.key not in self.waivers]

    @property
    def waived(self) -> list[tuple[Finding, Waiver]]:
        return [(one, self.waivers[one.key]) for one in self.findings if one.key in self.waivers]

    def find(self, key: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.key == key), None)

    def in_the_way(self) -> list[str]:
        """What bars the letter from being submitted, in sentences that say where."""
        told = [_where(finding) + finding.message for finding in (*self.blocking, *self.open_warnings)]
        for other, found in self.others:
            barring = (*found.blocking, *found.open_warnings)
            told += [f"{other.reference}, {_where(finding)}{finding.message}" for finding in barring]
        more = len(told) - MOST_TOLD
        return [*told[:MOST_TOLD], f"And {more} more."] if more > 0 else told


def completeness(foi_request: FoiRequest, *, standing: Standing | None = None) -> Completeness:
    """Everything that the rules find on a request. `standing`: of its current letter, looked up if None.

    A constant number of queries for each request that the letter answers, however many questions there are. Waivers
    that no longer fit a finding stay out.
    """
    standing = standing or _of_the_response(foi_request)
    if standing is None:
        return _completeness_of(Records(foi_request), ())
    about_letter = [*LETTER.find(standing.facts, "letter"), *_about_draft(standing)]
    mine = standing.of(foi_request)
    others = tuple((one.foi_request, _completeness_of(one, ())) for one in standing.records if one is not mine)
    return replace(_completeness_of(mine, about_letter), others=others)


def _completeness_of(records: Records, about_letter: Iterable[Finding]) -> Completeness:
    foi_request, questions = records.foi_request, records.questions
    costing = records.costing if any(map(_rests_on_cost, questions)) else None
    answers = [answer for question in questions if (answer := question.current_answer) is not None]
    earlier = earlier_named(foi_request, answers)
    found = [finding for question in questions for finding in _about_question(question, costing, earlier)]
    found += about_letter
    found += TIMED.find(_timed(foi_request, questions), "request")
    keys = {finding.key for finding in found if finding.level is Level.WARN}
    waived = foi_request.waivers.select_related("waived_by") if keys else ()
    return Completeness(tuple(found), {waiver.key: waiver for waiver in waived if waiver.key in keys})


def _of_the_response(foi_request: FoiRequest) -> Standing | None:
    if foi_request.answered_with_id is not None:  # its letter is that of another request
        return None
    version = foi_request.letters.responses().defer("document").order_by("-number").first()
    if version is None:
        return None
    version.foi_request = foi_request  # known already, with what is loaded of it
    return version.beside_the_records()


def completeness_of_notice(standing: Standing) -> Completeness:
    """What is missing in a letter that answers nothing: nobody waits for the answers with an acknowledgement."""
    found = [*LETTER.find(standing.facts, "letter"), *NOTICE.find(standing.facts, "letter"), *_about_draft(standing)]
    return Completeness(tuple(finding for finding in found if finding.level is Level.BLOCK))


def findings_of_question(question: Question) -> list[Finding]:
    """What is found about one question and its current answer, whether it is agreed or not."""
    answer = question.current_answer
    earlier = earlier_named(question.foi_request, [answer]) if answer is not None else {}
    return _about_question(question, costing_of(question.foi_request) if _rests_on_cost(question) else None, earlier)


def _rests_on_cost(question: Question) -> bool:
    answer = question.current_answer
    return answer is not None and answer.outcome in COST_LIMIT


def place_of(question: Question) -> str:
    return f"question:{question.number}"


def _about_question(
    question: Question, costing: Costing | None, earlier: Mapping[str, tuple[Earlier, ...]]
) -> list[Finding]:
    place = place_of(question)
    found = list(ASKED.find(question, place))
    answer = question.current_answer
    if answer is not None and question.state in (QuestionState.ANSWERED, QuestionState.AGREED):
        said = Said(
            answer,
            tuple(answer.claims.all()),
            tuple(answer.searches.all()),
            costing if _rests_on_cost(question) else None,
            earlier.get(answer.earlier_request, ()),
            files=tuple(question.attachments.all()),
        )
        found += ANSWER.find(said, place)
        told = {finding.id for finding in found}
        # The letter asks some of the same of its own facts: under one id, so that it is told once.
        facts = question_facts(question)
        if costing is not None:
            facts = with_cost(facts, costing, shipped_wording(), refused_together=False)
        if facts.outcome is not None:
            found += [finding for finding in QUESTION.find(facts, place) if finding.id not in told]
    return found


def _about_draft(standing: Standing) -> Iterable[Finding]:
    version = standing.version
    return DRAFTED.find(Drafted(standing.facts, from_json(version.content), tuple(overdue(version))), "letter")


def _timed(foi_request: FoiRequest, questions: Sequence[Question]) -> Timed:
    events = [event.as_law for event in foi_request.clock_events.all() if event.undone_at is None]
    extended = any(event.kind in EXTENSIONS for event in events)
    sent = foi_request.correspondence.filter(direction=Correspondence.Direction.OUT) if extended else None
    asked = [event.on for event in events if event.kind is Kind.CLARIFICATION_ASKED]
    waits = foi_request.clock_state == State.AWAITING_CLARIFICATION and asked
    return Timed(
        events=events,
        sent_on=tuple(sent.values_list("on", flat=True)) if sent is not None else (),
        claimed=frozenset(
            claim.exemption
            for question in questions
            if (answer := question.current_answer) is not None
            for claim in answer.claims.all()
        ),
        waiting_since=max(asked) if waits else None,
    )


def _where(finding: Finding) -> str:
    kind, _, number = finding.place.partition(":")
    return f"Question {number}: " if kind == "question" else ""
