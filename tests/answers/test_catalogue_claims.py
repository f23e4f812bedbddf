"""Every entry of the catalogue, claimed incompletely (blocked, with the finding that says what is missing) and
completely (passes): LET-3, LET-5, LET-8, and s.17 of the Act."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foi.answers import cited as cited_module
from foi.answers.cited import all_cited, cited, offered
from foi.answers.claim_parts import claim_gaps, notice_part, parts_of
from foi.answers.completeness import missing_from
from foi.answers.models import Answer, Claim
from foi.law import exemptions
from foi.law.exemption_terms import NoticePart
from foi.law.exemptions import Type, catalogue, find
from foi.law.outcomes import Outcome
from foi.letters.claims import claim_facts
from foi.letters.wording import shipped_wording
from foi.web.forms.claims import ClaimForm, grouped
from foi.web.presenters.answers import claim_title
from tests.claims import claim_of, complete_claim

#: what an exclusion is relied on through: it is an outcome, not a claim (domain reference 2.2)
RELIED_ON_BY = {
    "1(3)": Outcome.CLARIFICATION_LAPSED,
    "12(1)": Outcome.COST_LIMIT,
    "12(2)": Outcome.COST_LIMIT_TO_CONFIRM,
    "14(1)": Outcome.VEXATIOUS,
    "14(2)": Outcome.REPEATED,
}
CODES = [code for code, one in all_cited().items() if one.exemption.offered]
PARTS = [(code, part.name) for code in CODES for part in parts_of(all_cited()[code]) if part.missing]


def gaps_of(claim: Claim) -> list[str]:
    one = cited(claim.exemption)
    silent = one is not None and one.confirms_nor_denies
    outcome = Outcome.NEITHER_CONFIRM_NOR_DENY if silent else Outcome.WITHHELD
    return missing_from(Answer(outcome=outcome, proposed_outcome=outcome), [claim])


def test_every_entry_can_be_relied_on_as_a_claim_or_as_an_outcome() -> None:
    for entry in catalogue():
        assert (entry.code in RELIED_ON_BY) == (entry.type is Type.EXCLUSION), entry.code
        assert (cited(entry.code) is None) == (entry.type is Type.EXCLUSION), entry.code
        assert entry.ncnd is None or cited(entry.ncnd.code), entry.code


@pytest.mark.parametrize("code", CODES)
def test_LET_3_the_complete_claim_passes(code: str) -> None:
    assert gaps_of(claim_of(complete_claim(code))) == []


@pytest.mark.parametrize("code", ["40(2) with 40(4A)", "40(5B)(c) or (d)"])
def test_s_40_5B_a_code_without_its_limb_is_still_read_but_neither_offered_nor_agreed(code: str) -> None:
    relied_on = cited(code)
    assert relied_on is not None and "no right of access" in claim_title(code)
    assert gaps_of(claim_of(complete_claim(code))) == [f"Section {code}: choose the subsection that is relied on."]
    codes = {one.code for one in offered("foia", date(2026, 9, 1))}
    assert code not in codes
    assert codes >= {"40(2) with 40(4A)(a)", "40(2) with 40(4A)(b)", "40(5B)(a)(ii)", "40(5B)(c)", "40(5B)(d)"}


@pytest.mark.parametrize(("code", "left_out"), PARTS)
def test_LET_3_a_claim_that_leaves_one_part_out_is_blocked_and_told_which(code: str, left_out: str) -> None:
    relied_on = all_cited()[code]
    (part,) = [each for each in parts_of(relied_on) if each.name == left_out]
    nothing: Any = {"date": None, "limbs": []}.get(part.kind, "  " if part.kind == "text" else "")
    claim = claim_of(complete_claim(code, **{left_out: nothing}))
    assert gaps_of(claim) == [f"{relied_on}: {part.missing}"]
    assert [gap.name for gap, _ in claim_gaps(claim)] == [left_out]


@pytest.mark.parametrize("code", CODES)
def test_LET_3_the_bare_claim_lacks_what_the_law_wants_of_its_kind(code: str) -> None:
    relied_on = all_cited()[code]
    missing = {part.name for part, _ in claim_gaps(Claim(exemption=code))}
    assert ("prejudice_level" in missing) == relied_on.needs_level
    assert ("public_interest_balance" in missing) == relied_on.needs_public_interest
    assert ("opinion" in missing) == relied_on.exemption.needs_qualified_person
    assert missing or relied_on.may_omit_reasons  # s.17(4)
    if relied_on.exemption.needs_harm and not relied_on.may_omit_reasons:
        assert "harm" in missing


@pytest.mark.parametrize("code", [code for code in CODES if all_cited()[code].confirms_nor_denies])
def test_LET_5_no_part_of_a_silent_claim_speaks_of_the_information_itself(code: str) -> None:
    assert "notice" not in {part.rule for part in parts_of(all_cited()[code])}


@pytest.mark.parametrize(("code", "outcome"), RELIED_ON_BY.items())
def test_an_exclusion_says_why_through_its_outcome(code: str, outcome: Outcome) -> None:
    assert find(code).type is Type.EXCLUSION
    bare = Answer(outcome=outcome, proposed_outcome=outcome)
    assert "Say why: the letter prints the reason." in missing_from(bare, [])
    told = Answer(outcome=outcome, proposed_outcome=outcome, reason="It would.", earlier_request="FOI/2026/0001")
    assert missing_from(told, []) == []


def test_LET_7_a_repeated_request_names_the_earlier_one() -> None:
    answer = Answer(outcome=Outcome.REPEATED, proposed_outcome=Outcome.REPEATED, reason="Nothing has changed since.")
    assert missing_from(answer, []) == ["Name the earlier request, and when it was answered (section 14(2))."]


def test_every_part_of_a_notice_that_is_asked_for_has_words_in_the_letter() -> None:
    asked = {part.name for code in CODES for part in parts_of(all_cited()[code]) if part.rule == "notice"}
    words = shipped_wording("en-GB")
    for name in asked - {NoticePart.WHERE.value}:  # which stands under the question itself
        assert f"refusal.particular_{name}" in words.texts


# --- one entry, everywhere ------------------------------------------------------------------------------------------

NEW = """
[[entry]]
name = "Hedgehog welfare"
kind = "qualified"
basis = "prejudice"
ncnd = "45(3)"
ask_first = ["provider"]
notice = ["whose_interests"]
policing = "Rescue courses."
covers = { "45(1)(a)" = "the welfare of hedgehogs" }
"""


@pytest.fixture
def a_new_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for file in exemptions.HERE.glob("*.toml"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "exemptions.toml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    caches = (exemptions.catalogue, cited_module.all_cited)
    monkeypatch.setattr(exemptions, "HERE", tmp_path)
    for each in caches:
        each.cache_clear()
    yield
    monkeypatch.undo()
    for each in caches:
        each.cache_clear()


@pytest.mark.usefixtures("a_new_entry")
def test_one_entry_adds_one_exemption_to_the_form_the_checks_and_the_letter() -> None:
    labels = [label for _, group in grouped(all_cited().values())[1:] for _, label in group]
    assert "45(1)(a) the welfare of hedgehogs" in labels
    assert "45(3) Hedgehog welfare" in labels
    form = ClaimForm(initial={"exemption": "45(1)(a)"})
    assert {"harm", "prejudice_level", "whose_interests", "public_interest_for"} <= set(form.fields)
    assert "opinion" not in form.fields
    gaps = [sentence for _, sentence in claim_gaps(Claim(exemption="45(1)(a)"))]
    assert "Section 45(1)(a): explain the harm that would follow." in gaps
    complete = claim_of(complete_claim("45(1)(a)"))
    assert gaps_of(complete) == []
    facts = claim_facts(complete)
    assert (facts.name, facts.qualified) == ("Hedgehog welfare", True)
    assert facts.particulars == (("whose_interests", "45(1)(a) whose_interests in words."),)
    assert notice_part(NoticePart.WHOSE_INTERESTS).label == "Whose commercial interests"
