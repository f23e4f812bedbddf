"""Every rule about an answer: what it finds, and the same mended, where it finds nothing. No rule without a case."""

import datetime
import string
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from foi.answers.cited import all_cited
from foi.answers.completeness import ANSWER, Said, findings_in
from foi.answers.models import Answer, Claim
from foi.disclosure.finding import Level
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome

CODE = "40(2) with 40(3A)(a)"
ARGUED = {
    "explanation": "It would show where patrols are thin.",
    "prejudice_level": "would be likely to",
    "public_interest_for": "Openness about policing.",
    "public_interest_against": "Crime would be harder to prevent.",
    "public_interest_balance": "Prevention weighs more.",
}
TABLE = {"caption": "", "header": ["Station", "Officers"], "rows": [["Weir Street", "3"], ["Mill Lane", "12"]]}
TOTALLED = {**TABLE, "rows": [*TABLE["rows"], ["Total", "15"]]}
LEFT_OUT = {"small_numbers": Decision.SUPPRESSED.value, "small_numbers_exemption": CODE}
NO_PEOPLE = {"small_numbers": Decision.NOT_PEOPLE.value}
PERSONAL = [{"exemption": CODE, "explanation": "Colleagues could tell."}]


def said(outcome: Outcome, claims: list[dict[str, str]] | None = None, **fields: Any) -> Said:
    answer = Answer(outcome=outcome.value, proposed_outcome=outcome.value, **fields)
    return Said(answer, tuple(Claim(answer=answer, **claim) for claim in claims or []))


def a_claim(code: str = "31(1)(a)", **changes: str) -> list[dict[str, str]]:
    return [{"exemption": code, **ARGUED, **changes}]


def given(text: str = "206.", **fields: Any) -> Said:
    return said(Outcome.PROVIDED, text=text, **fields)


def withheld(claims: list[dict[str, str]] | None = None) -> Said:
    return said(Outcome.WITHHELD, claims, reason="It would help offenders.")


def silent(claims: list[dict[str, str]] | None = None) -> Said:
    return said(Outcome.NEITHER_CONFIRM_NOR_DENY, claims, reason="Silence keeps offenders unsure.")


def in_part(claims: list[dict[str, str]] | None = None, **fields: Any) -> Said:
    return said(Outcome.PROVIDED_IN_PART, claims, **{"table": TABLE, **fields})


#: rule -> what it finds something in, and the same put right
CASES: dict[str, tuple[Said, Said]] = {
    "LET-1.decision": (said(Outcome.CANNOT_ANSWER, reason="?"), said(Outcome.NOT_HELD, reason="We looked.")),
    "LET-1.content": (given(""), given("206.")),
    "LET-2.why": (said(Outcome.NOT_HELD), said(Outcome.NOT_HELD, reason="We looked.")),
    "LET-9.left-out": (in_part(text="206."), in_part(text="206.", reason="Not recorded before 2019.")),
    "LET-20.source": (given(has_figures=True), given(has_figures=True, source="HR")),
    "LET-20.as-at": (given(from_live_system=True), given(from_live_system=True, as_at=datetime.date(2026, 3, 2))),
    "LET-20.unmarked": (
        given(table=TABLE, **NO_PEOPLE),
        given(table=TABLE, has_figures=True, source="HR", **NO_PEOPLE),
    ),
    "LET-20.undated": (given(has_figures=True), given(has_figures=True, as_at=datetime.date(2026, 3, 2))),
    "LET-3.exemption": (withheld(), withheld(a_claim())),
    "LET-5.exemption": (silent(), silent(a_claim("31(3)"))),
    "LET-5.confirms": (silent(a_claim() + a_claim("31(3)")), silent(a_claim("31(3)"))),
    "LET-3.contradiction": (said(Outcome.PROVIDED, a_claim(), text="206."), given()),
    "LET-3.subsection": (withheld(a_claim("31")), withheld(a_claim())),
    "LET-3.reason": (withheld(a_claim(explanation="")), withheld(a_claim())),
    "LET-3.harm": (withheld(a_claim(prejudice_level="")), withheld(a_claim(prejudice_level="would"))),
    "LET-3.balance": (withheld(a_claim(public_interest_balance="")), withheld(a_claim())),
    "small-numbers.decision": (given(table=TABLE), given(table=TABLE, small_numbers=Decision.NOT_PEOPLE.value)),
    "LET-9.suppressed": (in_part(reason="Few.", **LEFT_OUT), in_part(PERSONAL, **LEFT_OUT)),
    "LET-9.in-full": (given(table=TABLE, **LEFT_OUT), in_part(PERSONAL, **LEFT_OUT)),
    "small-numbers.text": (in_part(PERSONAL, text="3 officers left.", **LEFT_OUT), in_part(PERSONAL, **LEFT_OUT)),
    "small-numbers.totals": (in_part(PERSONAL, table=TOTALLED, **LEFT_OUT), in_part(PERSONAL, **LEFT_OUT)),
}
#: rules that read more than the answer and its claims: their cases are in test_cost.py
ELSEWHERE = {"COST-3.estimate", "COST-3.exceeds", "COST-9.confirm", "COST-12.advice"}


def ids(of: Said) -> set[str]:
    return {finding.id for finding in ANSWER.find(of, "question:1")}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_what_it_is_about_and_nothing_where_that_is_mended(rule):
    wrong, mended = CASES[rule]
    assert rule in ids(wrong)
    assert rule not in ids(mended)


def test_every_rule_has_its_case():
    assert set(ANSWER.rules) == set(CASES) | ELSEWHERE


def test_findings_say_what_where_and_how_grave():
    found = findings_in(withheld().answer, [], place="question:2a")
    (refusal,) = [finding for finding in found if finding.id == "LET-3.exemption"]
    assert (refusal.level, refusal.place) == (Level.BLOCK, "question:2a")
    assert refusal.message.endswith(".")


# --- every entry of the catalogue: the incomplete claim is found, the complete one passes ---------------------------


@pytest.mark.parametrize("code", all_cited())
def test_LET_3_every_exemption_claimed_bare_lacks_what_the_law_asks_of_it(code):
    one = all_cited()[code]
    outcome = silent if one.confirms_nor_denies else withheld
    lacks = ids(outcome([{"exemption": code}]))
    assert ("LET-3.reason" in lacks) == (not one.may_omit_reasons)
    assert ("LET-3.harm" in lacks) == one.needs_level
    assert ("LET-3.balance" in lacks) == one.needs_public_interest


# --- nothing makes it fall over -------------------------------------------------------------------------------------

words = st.text(max_size=30) | st.text(alphabet=string.digits + " .,<>%()", max_size=12)
words |= st.sampled_from(["3 officers", "Total", "1"])
tables = st.none() | st.fixed_dictionaries(
    {"caption": words, "header": st.lists(words, max_size=4), "rows": st.lists(st.lists(words, max_size=5), max_size=4)}
)
claims = st.fixed_dictionaries(
    {
        "exemption": words | st.sampled_from(sorted(all_cited())),
        "explanation": words,
        "prejudice_level": st.sampled_from(["", "would", "would be likely to"]),
        "public_interest_for": words,
        "public_interest_against": words,
        "public_interest_balance": words,
    }
)
answers = st.fixed_dictionaries(
    {
        "text": words,
        "reason": words,
        "table": tables,
        "source": words,
        "as_at": st.none() | st.dates(),
        "has_figures": st.booleans(),
        "from_live_system": st.booleans(),
        "small_numbers": st.sampled_from(["", *Decision]),
        "small_numbers_exemption": words | st.just(CODE),
    }
)


@settings(deadline=None)
@for_any(st.sampled_from(list(Outcome)), answers, st.lists(claims, max_size=3))
def test_whatever_is_said_the_rules_have_an_opinion_and_the_same_one_twice(outcome, fields, claimed):
    of = said(outcome, claimed, **fields)
    first = list(ANSWER.find(of, "question:1"))
    assert first == list(ANSWER.find(of, "question:1"))
    assert len({finding.key for finding in first}) == len(set(first))
    assert all(finding.id in ANSWER.rules and finding.message for finding in first)
