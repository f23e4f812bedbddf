"""Every rule about an answer: what it finds, and the same mended, where it finds nothing. No rule without a case.

Each entry of the catalogue of exemptions, complete and incomplete: test_catalogue_claims.py.
"""

import datetime
import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from foi.answers.attachments import Attachment
from foi.answers.cited import all_cited
from foi.answers.completeness import ANSWER, Said, findings_in
from foi.answers.earlier import Earlier
from foi.answers.models import Answer, Claim
from foi.disclosure.finding import Level
from foi.disclosure.small_numbers import Decision
from foi.law.exemption_terms import NoticePart
from foi.law.outcomes import Outcome
from tests.claims import claim_of, complete_claim

CODE = "40(2) with 40(3A)(a)"
TABLE = {"caption": "", "header": ["Station", "Officers"], "rows": [["Weir Street", "3"], ["Mill Lane", "12"]]}
TOTALLED = {**TABLE, "rows": [*TABLE["rows"], ["Total", "15"]]}
LEFT_OUT = {"small_numbers": Decision.SUPPRESSED.value, "small_numbers_exemption": CODE}
NO_PEOPLE = {"small_numbers": Decision.NOT_PEOPLE.value}
SILENT = "31(3)"


def said(outcome: Outcome, *claims: Claim, files: tuple[Attachment, ...] = (), **fields: Any) -> Said:
    return Said(Answer(outcome=outcome.value, proposed_outcome=outcome.value, **fields), claims, files=files)


def a_claim(code: str = "31(1)(a)", **changes: Any) -> Claim:
    return claim_of(complete_claim(code, **changes))


def given(text: str = "206.", **fields: Any) -> Said:
    return said(Outcome.PROVIDED, text=text, **fields)


def withheld(*claims: Claim) -> Said:
    return said(Outcome.WITHHELD, *claims, reason="It would help offenders.")


def silent(*claims: Claim) -> Said:
    return said(Outcome.NEITHER_CONFIRM_NOR_DENY, *claims, reason="Silence keeps offenders unsure.")


def in_part(*claims: Claim, **fields: Any) -> Said:
    return said(Outcome.PROVIDED_IN_PART, *claims, **{"table": TABLE, **fields})


def repeated(*earlier: Earlier) -> Said:
    named = said(Outcome.REPEATED, reason="Answered.", earlier_request="1209/26, answered on 3 March 2026")
    return replace(named, earlier=earlier)


PERSONAL = a_claim(CODE)
REDACTED = (Attachment(description="Minutes", redacted=True),)
WARNED_OF = (
    Attachment(
        description="Minutes", findings=[{"level": "warn", "id": "P6", "message": "It names A.", "hint": "Clear it."}]
    ),
)

#: rule -> what it finds something in, and the same put right
CASES: dict[str, tuple[Said, Said]] = {
    "LET-1.decision": (said(Outcome.CANNOT_ANSWER, reason="?"), said(Outcome.NOT_HELD, reason="We looked.")),
    "LET-1.content": (given(""), given("206.")),
    "LET-1.carries": (
        said(Outcome.PROVIDED, files=WARNED_OF),
        said(Outcome.PROVIDED, files=(Attachment(description="Minutes"),)),
    ),
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
    "LET-5.exemption": (silent(), silent(a_claim(SILENT))),
    "LET-5.confirms": (silent(a_claim(), a_claim(SILENT)), silent(a_claim(SILENT))),
    "LET-3.contradiction": (said(Outcome.PROVIDED, a_claim(), text="206."), given()),
    "LET-3.subsection": (withheld(Claim(exemption="31")), withheld(a_claim())),
    "LET-3.reason": (silent(a_claim(SILENT, limbs=[])), silent(a_claim(SILENT))),
    "LET-3.harm": (withheld(a_claim(prejudice_level="")), withheld(a_claim(prejudice_level="would"))),
    "LET-3.balance": (withheld(a_claim(public_interest_balance="")), withheld(a_claim())),
    "LET-3.opinion": (withheld(a_claim("36(2)(c)", opinion="")), withheld(a_claim("36(2)(c)"))),
    "LET-3.notice": (withheld(Claim(exemption=CODE, explanation="-")), withheld(PERSONAL)),
    "LET-2.searches": (
        said(Outcome.NOT_HELD, reason="Never run."),
        said(Outcome.NOT_HELD, reason="Never run.", no_search_because="There is no herd."),
    ),
    "LET-7.earlier": (
        said(Outcome.REPEATED, reason="Answered."),
        said(Outcome.REPEATED, reason="Answered.", earlier_request="FOI/2026/1"),
    ),
    "LET-7.earlier-answered": (
        repeated(Earlier("1209/26", answered=False, same_requester=True)),
        repeated(Earlier("1209/26", answered=True, same_requester=True)),
    ),
    "small-numbers.decision": (given(table=TABLE), given(table=TABLE, small_numbers=Decision.NOT_PEOPLE.value)),
    "LET-9.redacted": (in_part(files=REDACTED, **NO_PEOPLE), in_part(PERSONAL, files=REDACTED, **NO_PEOPLE)),
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
        "harm": words,
        "limbs": st.lists(words, max_size=2),
        "particulars": st.dictionaries(st.sampled_from(list(NoticePart)) | words, words, max_size=3),
        "opinion_on": st.none() | st.dates(),
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
    of = said(outcome, *(Claim(**one) for one in claimed), **fields)
    first = list(ANSWER.find(of, "question:1"))
    assert first == list(ANSWER.find(of, "question:1"))
    assert len({finding.key for finding in first}) == len(set(first))
    assert all(finding.id in ANSWER.rules and finding.message for finding in first)
