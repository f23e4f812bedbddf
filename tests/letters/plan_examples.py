"""One invented letter for every plan: complete, so that it could be issued."""

from dataclasses import replace
from datetime import date

from foi.law.outcomes import Outcome
from foi.letters.facts import (
    Basis,
    ClaimFacts,
    ClarificationFacts,
    ExtensionFacts,
    FeesFacts,
    LetterFacts,
    Purpose,
    RequestFacts,
    ReviewFacts,
    ReviewResult,
)
from foi.letters.plans import Plan
from tests.letters.examples import (
    LAW_ENFORCEMENT,
    LAW_ENFORCEMENT_SILENT,
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)

NIGHT_PATROLS = (
    question("1", Outcome.PROVIDED, text="How many wardens patrol the canal at night?", printed_label="1)"),
    question("2", Outcome.PROVIDED, text="Please send the rota for the lock at Nether Coombe.", printed_label="2)"),
)

CLARIFICATION = replace(
    letter_facts(*NIGHT_PATROLS, subject="night patrols"),
    purpose=Purpose.CLARIFICATION,
    clarification=ClarificationFacts(
        unclear="- which part of the canal you mean: it crosses three districts\n- which year, or years",
        options="We keep the rotas by district and month. For one district and one year we could answer easily.",
        numbers=("2",),
    ),
)

FEES = replace(
    letter_facts(*NIGHT_PATROLS, subject="night patrols"),
    purpose=Purpose.FEES,
    fees=FeesFacts(
        amount="£14.20",
        breakdown="- 120 sheets of A4 at 10p: £12.00\n- postage: £2.20",
        how_to_pay="Please pay by card on 01632 960 140, or send a cheque made out to Trentshire Police.",
    ),
)

EXTENSION = replace(
    letter_facts(*NIGHT_PATROLS, subject="night patrols"),
    purpose=Purpose.EXTENSION,
    extension=ExtensionFacts(
        decide_by=date(2026, 11, 2),
        reason="The rota is in use, and we are asking those who rely on it what its disclosure would do.",
        claims=(LAW_ENFORCEMENT,),
    ),
)

COST = letter_facts(
    question(
        "1",
        Outcome.COST_LIMIT,
        text="Please send every note made on patrol since 2015.",
        estimate="There are about 9,400 notebooks. We timed 30 of them: finding and copying the notes took six minutes "
        "each, so all of them would take about 940 hours.",
        advice="The notes of one warden for one month would take about two hours. If you ask for those, we can help.",
        searched_departments=("Canal Wardens",),
    ),
    question("2", Outcome.COST_LIMIT_TO_CONFIRM, text="Does any note mention otters?"),
    subject="notes made on patrol",
)

REPEATED = letter_facts(
    question(
        "1",
        Outcome.REPEATED,
        text="Please send the rota for June.",
        reason="We sent you this rota on 3 August 2026 (our reference 188/26), and it has not changed.",
    ),
    subject="rota for June",
)

ELSEWHERE = letter_facts(
    question(
        "1",
        Outcome.ACCESSIBLE_ELSEWHERE,
        text="What did the new boats cost?",
        claims=(
            ClaimFacts(
                code="21(1)",
                name="information accessible by other means",
                reason="It is published.",
                where_to_find="Table 2 of https://www.trentshire.police.example/spending/boats-2025",
            ),
        ),
        searched_departments=("Finance",),
    ),
    subject="cost of boats",
)

SILENT = letter_facts(
    question(
        "1",
        Outcome.NEITHER_CONFIRM_NOR_DENY,
        text="Does the force use listening posts on the canal?",
        claims=(LAW_ENFORCEMENT_SILENT,),
        searched_departments=("Intelligence",),
    ),
    subject="listening posts",
)

TRANSFER = letter_facts(
    question(
        "1",
        Outcome.TRANSFERRED,
        text="Who owns the towpath?",
        reason="The Example Canal Trust answers this. Its address is hello@canal-trust.example.",
    ),
    question(
        "2",
        Outcome.NOT_HELD,
        text="How many boats were licensed in 2025?",
        signpost="the Example Canal Trust, which licenses boats.",
        searched_departments=("Canal Wardens",),
    ),
    subject="towpath and licences",
)

ENVIRONMENTAL = letter_facts(
    question(
        "1", text="What is in the water at the lock?", answer_text="The readings are 4, 5 and 4 mg/l.", has_figures=True
    ),
    question(
        "2",
        Outcome.WITHHELD,
        text="Please send the report on the leak.",
        claims=(
            ClaimFacts(
                code="12(5)(b)",
                name="the course of justice",
                qualified=True,
                basis=Basis.ADVERSE_EFFECT,
                reason="A prosecution is being prepared, and the report is its main evidence.",
                harm="Witnesses could fit their accounts to it, and a fair trial would be harder.",
                public_interest_for="People who live on the bank want to know what leaked.",
                public_interest_against="A fair trial matters to all of them.",
                public_interest_balance="The readings above tell what was in the water. The rest weighs for the trial.",
            ),
        ),
    ),
    question("3", Outcome.NOT_HELD, text="How many fish died?", searched_departments=("Canal Wardens",)),
    act="EIR",
    subject="leak at the lock",
)

REVIEW = replace(
    refused_request(),
    purpose=Purpose.REVIEW,
    signatory_name="Jo Farrow",
    signatory_role="Head of Legal Services",
    review=ReviewFacts(
        asked_on=date(2026, 10, 12),
        grounds="I do not believe that the whole plan can be a secret. Please look again.",
        result=ReviewResult.PARTLY_UPHELD,
        findings="We withheld the whole plan. Its first two pages name the topics of the lessons, which are taught "
        "in public and published elsewhere. Nothing in them would help anybody to avoid detection.",
        now="We enclose pages 1 and 2. We uphold our decision on the rest, for the reasons in our first response.",
        answered_on=date(2026, 10, 7),
    ),
)


def _of(facts: LetterFacts, mark: str, reference: str) -> LetterFacts:
    return replace(
        facts,
        questions=tuple(
            replace(one, canonical_number=mark + one.canonical_number, request=reference) for one in facts.questions
        ),
    )


_FIRST, _SECOND = _of(letter_facts(*NIGHT_PATROLS), "A", "214/26"), _of(partly_refused_request(), "B", "219/26")
SEVERAL = replace(
    _FIRST,
    subject="night patrols, and stalking training",
    questions=(*_FIRST.questions, *_SECOND.questions),
    requests=(
        RequestFacts(mark="A", reference="214/26", subject="night patrols", received_on=date(2026, 9, 7)),
        RequestFacts(
            mark="B",
            reference="219/26",
            subject="stalking training",
            received_on=date(2026, 9, 9),
            scope_passages=("For the year 2025 only, please.",),
        ),
    ),
)

PLAN_EXAMPLES: dict[Plan, LetterFacts] = {
    Plan.ACKNOWLEDGEMENT: replace(training_request(), purpose=Purpose.ACKNOWLEDGEMENT),
    Plan.CLARIFICATION: CLARIFICATION,
    Plan.FEES_NOTICE: FEES,
    Plan.EXTENSION_NOTICE: EXTENSION,
    Plan.FULL_RESPONSE: letter_facts(*NIGHT_PATROLS, subject="night patrols"),
    Plan.PARTIAL_RESPONSE: partly_refused_request(),
    Plan.FULL_REFUSAL: refused_request(),
    Plan.NCND: SILENT,
    Plan.COST_LIMIT: COST,
    Plan.SECTION_14: REPEATED,
    Plan.SECTION_21: ELSEWHERE,
    Plan.NOT_HELD: not_held_request(),
    Plan.TRANSFER: TRANSFER,
    Plan.EIR_RESPONSE: ENVIRONMENTAL,
    Plan.REVIEW_OUTCOME: REVIEW,
}
