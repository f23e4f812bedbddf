"""What an answer needs before a department may submit it, and before the officer may agree to it (LET-1 to LET-9)."""

import pytest

from foi.answers.cited import cited
from foi.answers.completeness import missing_from, missing_from_submission
from foi.answers.content import AnswerContent, SearchContent
from foi.answers.models import Answer, Claim
from foi.law.outcomes import Outcome


def content(outcome: Outcome | None, **fields):
    return AnswerContent(outcome=outcome, **fields)


def answer(outcome: Outcome, **fields) -> Answer:
    return Answer(outcome=outcome, proposed_outcome=outcome, **fields)


def gaps_of(claim: Claim, outcome: Outcome = Outcome.WITHHELD) -> list[str]:
    return missing_from(answer(outcome, reason="It would help offenders."), [claim])


ARGUED = {
    "harm": "It would show where patrols are thin.",
    "prejudice_level": "would be likely to",
    "public_interest_for": "Openness about policing.",
    "public_interest_against": "Crime would be harder to prevent.",
    "public_interest_balance": "Prevention weighs more.",
}


# --- submitting -----------------------------------------------------------------------------------------------------


def test_a_submission_needs_an_outcome_before_anything_else():
    assert list(missing_from_submission(content(None))) == ["outcome"]


def test_LET_1_what_is_provided_needs_something_to_provide():
    assert list(missing_from_submission(content(Outcome.PROVIDED))) == ["text"]
    assert missing_from_submission(content(Outcome.PROVIDED, text="206")) == {}
    assert missing_from_submission(content(Outcome.PROVIDED), has_files=True) == {}
    assert missing_from_submission(content(Outcome.PROVIDED, table={"header": ["a"], "rows": [["1"]]})) == {}


@pytest.mark.parametrize("outcome", [Outcome.WITHHELD, Outcome.CANNOT_ANSWER])
def test_every_other_answer_needs_a_reason(outcome):
    assert list(missing_from_submission(content(outcome))) == ["reason"]
    assert missing_from_submission(content(outcome, reason="Not recorded since 2019.")) == {}


def test_LET_2_not_held_needs_a_search_or_why_there_was_none():
    looked = SearchContent(system="The training record", terms="hedgehog", result="nothing")
    assert list(missing_from_submission(content(Outcome.NOT_HELD, reason="Never run."))) == ["no_search_because"]
    assert missing_from_submission(content(Outcome.NOT_HELD, reason="Never run.", searches=(looked,))) == {}
    assert missing_from_submission(content(Outcome.NOT_HELD, reason="Never run.", no_search_because="No herd.")) == {}


def test_CAV_LIVE_figures_need_a_source_and_a_live_system_a_date():
    given = content(Outcome.PROVIDED, text="206", has_figures=True, from_live_system=True)
    assert list(missing_from_submission(given)) == ["source", "as_at"]


# --- agreeing -------------------------------------------------------------------------------------------------------


def test_cannot_answer_is_no_decision_under_the_act():
    (gap,) = missing_from(answer(Outcome.CANNOT_ANSWER, reason="We do not know."), [])
    assert "Decide the outcome" in gap


@pytest.mark.parametrize("outcome", [Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE, Outcome.NEITHER_CONFIRM_NOR_DENY])
def test_LET_3_a_refusal_names_its_exemption(outcome):
    (gap,) = missing_from(answer(outcome, reason="It would help offenders."), [])
    assert "Name the exemption" in gap


def test_LET_2_not_held_is_not_agreed_without_a_search():
    (gap,) = missing_from(answer(Outcome.NOT_HELD, reason="Never run."), [])
    assert gap.startswith("Say where it was searched for")
    assert missing_from(answer(Outcome.NOT_HELD, reason="Never run.", no_search_because="We have no herd."), []) == []
    assert missing_from(answer(Outcome.NOT_RECORDED, reason="Nobody wrote it down."), []) == []


def test_LET_9_what_is_left_out_may_be_not_held_or_exempt_but_is_explained():
    assert missing_from(answer(Outcome.PROVIDED_IN_PART, text="206", reason="No record before 2019."), []) == []
    assert missing_from(answer(Outcome.PROVIDED_IN_PART, text="206"), []) == ["Say what is left out and why."]


def test_a_section_alone_cannot_be_cited():
    assert cited("31") is None
    assert gaps_of(Claim(exemption="31", **ARGUED)) == [
        "Name the exemption that is relied on (section 17(1)(b)).",
        "Section 31: choose the subsection that is relied on.",
    ]


def test_a_qualified_prejudice_based_exemption_needs_all_its_parts():
    assert gaps_of(Claim(exemption="31(1)(a)", **ARGUED)) == []
    bare = gaps_of(Claim(exemption="31(1)(a)"))
    assert len(bare) == 5
    assert any("explain the harm" in gap for gap in bare)
    assert any("would be likely to" in gap for gap in bare)
    assert sum("public interest" in gap for gap in bare) == 3


def test_an_absolute_class_based_exemption_needs_no_harm_and_no_public_interest():
    assert gaps_of(Claim(exemption="32(1)(b)", explanation="We have it only because it was served on us.")) == []


def test_reasons_that_would_give_the_secret_away_may_stay_out():
    assert gaps_of(Claim(exemption="23(1)")) == []  # s.17(4)


def test_LET_5_neither_confirm_nor_deny_takes_its_own_subsection():
    silent = Claim(exemption="31(3)", limbs=["31(1)(a)"], **ARGUED)
    assert gaps_of(silent, Outcome.NEITHER_CONFIRM_NOR_DENY) == []
    gaps = gaps_of(Claim(exemption="31(1)(a)", **ARGUED), Outcome.NEITHER_CONFIRM_NOR_DENY)
    assert any("would confirm that we hold it" in gap for gap in gaps)


def test_a_refusal_cannot_rest_on_a_subsection_that_neither_confirms_nor_denies():
    assert "Name the exemption" in gaps_of(Claim(exemption="31(3)", **ARGUED))[0]


def test_an_exemption_and_full_disclosure_contradict_each_other():
    gaps = missing_from(answer(Outcome.PROVIDED, text="206"), [Claim(exemption="31(1)(a)", **ARGUED)])
    assert gaps == ["Section 31(1)(a) is claimed, but the outcome is “Provided”. Change one of the two."]


def test_an_answer_may_neither_confirm_nor_deny_that_there_is_more():
    assert missing_from(answer(Outcome.PROVIDED, text="206"), [Claim(exemption="23(5)")]) == []
