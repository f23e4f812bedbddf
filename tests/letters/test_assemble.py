"""From the records to the facts of the letter: what is handed over, and what is not."""

import datetime

import pytest

from foi.answers.actions import decide
from foi.answers.content import AnswerContent, ClaimContent
from foi.law.outcomes import Outcome
from foi.letters.assemble import facts_of
from foi.letters.models import LetterVersion
from tests import factories
from workflows.perform import perform

pytestmark = pytest.mark.django_db


def test_the_questions_come_in_the_requesters_order_and_words() -> None:
    facts = facts_of(factories.drafted_letter())
    assert [question.text for question in facts.questions] == [
        "How many officers completed the course on hedgehog rescue in 2025?",
        "How long does the course take?",
        "If you are not able to answer a question, why not?",
    ]
    assert [question.canonical_number for question in facts.questions] == ["1", "2", "3"]
    assert facts.questions[-1].outcome is Outcome.BY_REFERENCE


def test_a_withdrawn_question_is_not_in_the_letter() -> None:
    letter = factories.drafted_letter()
    perform(factories.first_question(letter.foi_request).withdraw, by=factories.officer(), reason="Not wanted.")
    assert [question.canonical_number for question in facts_of(letter).questions] == ["2", "3"]


def test_only_an_agreed_answer_is_handed_over() -> None:
    letter = factories.drafted_letter()
    perform(factories.first_question(letter.foi_request).reopen, by=factories.officer(), reason="Wrong year.")
    reopened = facts_of(letter).questions[0]
    assert (reopened.outcome, reopened.answer_text) == (None, "")


def test_a_note_to_the_officer_never_gets_near_the_letter() -> None:
    question = factories.answered_question()
    note = "Between us: the sergeant lost the list."
    decide(
        question, AnswerContent(outcome=Outcome.PROVIDED, text="Six.", note_to_officer=note), [], by=factories.officer()
    )
    perform(question.agree, by=factories.officer())
    letter = LetterVersion(foi_request=question.foi_request, signatory_name="A. Verma")
    assert note not in repr(facts_of(letter))


def test_LET_20_the_facts_that_call_for_caveats_travel_with_the_answer() -> None:
    question = factories.answered_question()
    content = AnswerContent(
        outcome=Outcome.PROVIDED, text="See the table.", source="The training record", has_figures=True,
        from_live_system=True, as_at=datetime.date(2026, 3, 2), specially_collated=True, keyword_search=True,
        coverage="Held from 2021 only.",
        table={"caption": "Officers", "header": ["Year", "Officers"], "rows": [["2024", "0"], ["2025", "206"]]},
    )  # fmt: skip
    decide(question, content, [], by=factories.officer())
    perform(question.agree, by=factories.officer())
    fact = facts_of(LetterVersion(foi_request=question.foi_request, signatory_name="A. Verma")).questions[0]
    assert (fact.has_figures, fact.live_system, fact.ad_hoc, fact.keyword_search) == (True, True, True, True)
    assert (fact.as_at, fact.coverage_note) == (datetime.date(2026, 3, 2), "Held from 2021 only.")
    assert fact.tables[0].rows == (("2024", "0"), ("2025", "206"))


def test_LET_3_each_claim_carries_its_own_argument() -> None:
    question = factories.answered_question()
    claim = ClaimContent(
        exemption="31(1)(a)", harm="It would show where patrols are thin.", prejudice_level="would",
        public_interest_for="Openness.", public_interest_against="Safety.",
        public_interest_balance="Safety weighs more.",
    )  # fmt: skip
    decide(question, AnswerContent(outcome=Outcome.WITHHELD, reason="Operational."), [claim], by=factories.officer())
    perform(question.agree, by=factories.officer())
    [fact] = facts_of(LetterVersion(foi_request=question.foi_request, signatory_name="A. Verma")).questions[0].claims
    assert fact.code == "31(1)(a)"
    assert "patrols are thin" in fact.harm
    assert fact.qualified


def test_the_requester_is_addressed_and_nobody_else_is_named() -> None:
    facts = facts_of(factories.drafted_letter())
    assert facts.requester_name == "Morgan Quillfeather"
    assert facts.requester_address_lines == ("7 Nightjar Row", "Trentvale")
    assert "Member of Crime Training" not in repr(facts)
