"""Every rule about a letter: what it finds, and the same mended, where it finds nothing. No rule without a case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi.law.clock import ClockEvent, Kind
from foi.law.outcomes import Outcome
from foi.letters.caveats import LATE
from foi.letters.completeness import DRAFTED, TIMED, Drafted, Timed
from foi.letters.compose import compose
from foi.letters.facts import AttachmentFacts, AuthorityFacts, CaveatChange
from foi.letters.gaps import LETTER, QUESTION
from foi.letters.wording_records import WordingVersion
from tests.letters.examples import (
    PERSONAL_DATA,
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)
from tests.letters.plan_examples import CLARIFICATION, REVIEW

COMPLETE = [training_request(), partly_refused_request(), refused_request(), not_held_request()]
REFUSED = letter_facts(question(outcome=Outcome.WITHHELD, claims=(PERSONAL_DATA,)))
FIGURES = CaveatChange("CAV_SOURCES", "To be safe.")


def drafted(*questions: Any, **changes: Any) -> Drafted:
    facts = letter_facts(*(questions or (question(),)), **changes)
    return Drafted(facts, compose(facts))


def without(letter: Drafted, *, wording: tuple[str, ...] = (), caveats: tuple[str, ...] = ()) -> Drafted:
    kept = tuple(used for used in letter.letter.wording if used.id not in wording)
    said = tuple(used for used in letter.letter.caveats if used.code not in caveats)
    return replace(letter, letter=replace(letter.letter, wording=kept, caveats=said))


LATE_LETTER = drafted(drafted_on=date(2026, 10, 6))

LETTER_CASES = {
    "letter.questions": (letter_facts(), letter_facts(question())),
    "letter.signatory": (letter_facts(question(), signatory_name="", signatory_role=""), letter_facts(question())),
    "letter.address": (letter_facts(question(), authority=AuthorityFacts(name="Trentshire")), letter_facts(question())),
    "LET-21.caveat": (
        letter_facts(question(outcome=Outcome.NOT_HELD), added_caveats=(FIGURES,)),
        letter_facts(question(has_figures=True), added_caveats=(FIGURES,)),
    ),
}
OVER_THE_LIMIT = question(outcome=Outcome.COST_LIMIT, reason="It would take 30 hours.")
LETTER_CASES["LET-10.ground"] = (letter_facts(OVER_THE_LIMIT, act="EIR"), letter_facts(OVER_THE_LIMIT))
OVERDUE = WordingVersion(key="contact.body", number=3, review_on=date(2026, 3, 3))
DRAFTED_CASES = {
    "LET-3.rights": (
        without(Drafted(REFUSED, compose(REFUSED)), wording=("regulator.body",)),
        Drafted(REFUSED, compose(REFUSED)),
    ),
    "CAV_LATE.apology": (without(LATE_LETTER, caveats=(LATE,)), LATE_LETTER),
    "D9.placeholder": (drafted(extra_paragraphs="On [insert date]."), drafted(extra_paragraphs="On 3 March.")),
    "D9.stand-in": (drafted(extra_paragraphs="The rate is XXX."), drafted(extra_paragraphs="The rate is 3.")),
    "wording.review": (replace(drafted(question()), overdue=(OVERDUE,)), drafted(question())),
    "attachment.missing": (
        drafted(question(answer_text="The policy is attached.")),
        drafted(question(answer_text="The policy is attached.", attachments=(AttachmentFacts(file_name="a.pdf"),))),
    ),
}

NOTICE = ClockEvent(
    Kind.PIT_EXTENSION, date(2026, 9, 30), reason="Weighing.", exemptions=("31(1)(a)",), estimated_on=date(2026, 11, 2)
)
MENDED = Timed((NOTICE,), (date(2026, 9, 30),), frozenset({"31(1)(a)"}))
TIMED_CASES = {
    "CLK-29.notice": (replace(MENDED, sent_on=()), MENDED),
    "CLK-28.exemption": (replace(MENDED, claimed=frozenset({"42(1)"})), MENDED),
    "CLK-20.waiting": (Timed(waiting_since=date(2026, 9, 30)), Timed()),
}


def ids(book: Any, subject: Any) -> set[str]:
    return {finding.id for finding in book.find(subject)}


@pytest.mark.parametrize("rule", LETTER_CASES)
def test_a_rule_about_the_facts_finds_what_it_is_about_and_nothing_once_mended(rule):
    wrong, mended = LETTER_CASES[rule]
    assert rule in ids(LETTER, wrong)
    assert rule not in ids(LETTER, mended)


@pytest.mark.parametrize("rule", DRAFTED_CASES)
def test_a_rule_about_the_drafted_letter_finds_what_it_is_about_and_nothing_once_mended(rule):
    wrong, mended = DRAFTED_CASES[rule]
    assert rule in ids(DRAFTED, wrong)
    assert rule not in ids(DRAFTED, mended)


@pytest.mark.parametrize("rule", TIMED_CASES)
def test_a_rule_about_the_clock_finds_what_it_is_about_and_nothing_once_mended(rule):
    wrong, mended = TIMED_CASES[rule]
    assert rule in ids(TIMED, wrong)
    assert rule not in ids(TIMED, mended)


def test_an_extension_that_was_undone_needs_no_notice():
    assert ids(TIMED, Timed((replace(NOTICE, undone=True),))) == set()


@pytest.mark.parametrize("act", ["FOIA", "EIR"])
def test_LET_3_the_outcome_of_a_review_tells_of_the_regulator_and_of_no_second_review(act):
    facts = replace(REVIEW, act=act)
    letter = Drafted(facts, compose(facts))
    assert letter.refuses
    assert "LET-3.rights" not in ids(DRAFTED, letter)
    told = {used.id for used in letter.letter.wording if used.id.endswith("regulator.body_after_review")}
    assert "LET-3.rights" in ids(DRAFTED, without(letter, wording=tuple(told)))


def test_LET_3_a_question_to_the_requester_beside_an_answer_that_refuses_is_no_refusal():
    facts = replace(CLARIFICATION, questions=REFUSED.questions)
    assert "LET-3.rights" not in ids(DRAFTED, Drafted(facts, compose(facts)))


def test_every_rule_has_its_case():
    for book, cases in ((LETTER, LETTER_CASES), (DRAFTED, DRAFTED_CASES), (TIMED, TIMED_CASES)):
        assert set(book.rules) == set(cases)
    # Those about one question have theirs in test_gaps.py, sentence by sentence.
    assert len(QUESTION.rules) >= 15


@pytest.mark.parametrize("facts", COMPLETE)
def test_a_complete_letter_has_nothing_to_find(facts):
    assert ids(LETTER, facts) == set()
    assert ids(DRAFTED, Drafted(facts, compose(facts))) == set()


def test_what_the_requester_wrote_is_theirs():
    asked = replace(question(), text="Who signed [name] on TBC? Please see the attached list.")
    assert ids(DRAFTED, drafted(asked)) == set()


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(list(Outcome)))
def test_whatever_a_letter_says_the_rules_have_an_opinion(text, added, outcome):
    letter = drafted(question(outcome=outcome, answer_text=text, reason=text), extra_paragraphs=added)
    assert all(finding.message for finding in DRAFTED.find(letter, "letter"))
    assert all(finding.message for finding in QUESTION.find(letter.facts.questions[0], "question:1"))
