"""The decision about small numbers (7.4): asked for, kept with its version of the answer, carried out in the letter."""

import pytest

from foi.answers.actions import agree, decide, decide_small_numbers
from foi.answers.content import AnswerContent, ClaimContent
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome
from foi.letters.assemble import question_facts
from tests import factories as f
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db

TABLE = {"caption": "Dismissed", "header": ["Station", "Officers"], "rows": [["Weir Street", "3"], ["Mill Lane", "12"]]}
FIGURES = AnswerContent(outcome=Outcome.PROVIDED, table=TABLE, source="HR", has_figures=True)
PERSONAL = ClaimContent(
    exemption="40(2) with 40(3A)(a)", particulars={"legitimate_interests": "Colleagues could tell who they are."}
)


def with_small_numbers():
    return f.answered_question(FIGURES)


def settle(question, decision=Decision.AS_THEY_ARE, **facts):
    return decide_small_numbers(question, decision, by=f.officer(), reason="They are public already.", **facts)


def test_an_answer_with_small_numbers_is_not_agreed_before_somebody_has_decided():
    question = with_small_numbers()
    assert any("3 (Weir Street, Officers)" in gap for gap in question.current_answer.missing())
    with pytest.raises(NotPossible, match="not complete"):
        agree(question, by=f.officer())
    agree(settle(question), by=f.officer())


def test_only_officers_decide_and_only_where_there_are_small_numbers():
    question = with_small_numbers()
    for person in (f.contributor(), f.approver()):
        with pytest.raises(NotPermitted):
            decide_small_numbers(question, Decision.NOT_PEOPLE, by=person, reason="Posts.")
    with pytest.raises(NotPossible, match="reason"):
        decide_small_numbers(question, Decision.NOT_PEOPLE, by=f.officer(), reason=" ")
    with pytest.raises(NotPossible, match="changed since"):
        settle(question, version=7)


def test_an_answer_without_small_numbers_needs_no_decision():
    with pytest.raises(NotPossible, match="no numbers from 1 to 4"):
        settle(f.answered_question())


@pytest.mark.parametrize("exemption", ["", "40", "40(5B)(a)(i)", "99(1)"])
def test_what_is_left_out_is_left_out_under_an_exemption_that_refuses(exemption):
    with pytest.raises(NotPossible, match="Select the exemption"):
        settle(with_small_numbers(), Decision.SUPPRESSED, exemption=exemption)


def test_LET_9_leaving_numbers_out_is_a_refusal_of_part_with_its_exemption():
    question = settle(with_small_numbers(), Decision.SUPPRESSED, exemption="40(2) with 40(3A)(a)")
    gaps = " ".join(question.current_answer.missing())
    assert "section 40(2) with 40(3A)(a), but it is not claimed" in gaps
    assert "provided in part, not in full" in gaps
    in_part = AnswerContent(outcome=Outcome.PROVIDED_IN_PART, table=TABLE, source="HR", has_figures=True)
    question = agree(decide(question, in_part, [PERSONAL], by=f.officer()), by=f.officer())
    facts = question_facts(question)
    assert facts.suppressed
    assert facts.tables[0].rows == (("Weir Street", "suppressed"), ("Mill Lane", "12"))
    assert question.current_answer.table == TABLE, "the answer keeps them"


def test_a_decision_stands_for_the_numbers_that_were_looked_at():
    question = settle(with_small_numbers(), Decision.NOT_PEOPLE)
    fewer = AnswerContent(outcome=Outcome.PROVIDED, text="No table.", table=None)
    assert decide(question, fewer, [], by=f.officer()).current_answer.small_numbers == Decision.NOT_PEOPLE
    more = AnswerContent(outcome=Outcome.PROVIDED, text="In one case 2 officers resigned.", table=TABLE, source="HR")
    question = decide(question, more, [], by=f.officer())
    assert question.current_answer.small_numbers == ""
    assert any("“2 officers”" in gap for gap in question.current_answer.missing())
