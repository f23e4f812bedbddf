"""What becomes of a question, and what that makes of the letter (domain reference 6.4)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.law.outcomes import Held, LetterOutcome, Outcome, letter_held, letter_outcome

O = Outcome  # noqa: E741  the tables below are read across


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_be_read_by_officers_and_departments(outcome: Outcome) -> None:
    assert outcome.label and outcome.sentence.endswith(".")
    assert Outcome(outcome.value) is outcome


def test_a_department_chooses_among_five() -> None:
    assert [outcome.label for outcome in Outcome.for_departments()] == [
        "Provided",
        "Provided in part",
        "Not held",
        "Refused",
        "Cannot answer",
    ]


def test_cannot_answer_is_no_decision_that_an_officer_may_leave() -> None:
    assert not Outcome.CANNOT_ANSWER.decided
    assert Outcome.CANNOT_ANSWER not in Outcome.for_officers()
    assert letter_outcome([O.PROVIDED, O.CANNOT_ANSWER]) is LetterOutcome.UNDECIDED


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], LetterOutcome.UNDECIDED),
        ([O.PROVIDED], LetterOutcome.GRANTED_IN_FULL),
        ([O.PROVIDED, O.BY_REFERENCE], LetterOutcome.GRANTED_IN_FULL),
        ([O.BY_REFERENCE], LetterOutcome.GRANTED_IN_FULL),
        ([O.PROVIDED, O.WITHDRAWN], LetterOutcome.GRANTED_IN_FULL),
        ([O.NOT_HELD, O.NOT_RECORDED], LetterOutcome.NOT_HELD),
        ([O.PROVIDED, O.NOT_HELD], LetterOutcome.PART),
        ([O.PROVIDED, O.ACCESSIBLE_ELSEWHERE], LetterOutcome.PART),
        ([O.PROVIDED, O.COST_LIMIT], LetterOutcome.PART),
        ([O.PROVIDED_IN_PART], LetterOutcome.PART),
        ([O.PROVIDED, O.NEITHER_CONFIRM_NOR_DENY], LetterOutcome.PART),
        ([O.WITHHELD], LetterOutcome.REFUSED_IN_FULL),
        ([O.NOT_HELD, O.WITHHELD], LetterOutcome.REFUSED_IN_FULL),
        ([O.NOT_HELD, O.NEITHER_CONFIRM_NOR_DENY], LetterOutcome.REFUSED_IN_FULL),
        ([O.VEXATIOUS], LetterOutcome.REFUSED_IN_FULL),
        ([O.WITHDRAWN, O.TRANSFERRED], LetterOutcome.CLOSED),
        ([O.CLARIFICATION_LAPSED], LetterOutcome.CLOSED),
    ],
)
def test_the_letters_outcome_follows_from_its_questions(outcomes: list[Outcome], expected: LetterOutcome) -> None:
    assert letter_outcome(outcomes) is expected
    assert letter_outcome(reversed(outcomes)) is expected


def test_a_refusal_to_say_reads_like_any_other_refusal() -> None:
    """Nobody can tell from the outcome of a letter whether a question was withheld or not even confirmed."""
    others = [outcome for outcome in Outcome.for_officers() if outcome.counts]
    for first, second in product(others, repeat=2):
        silent = letter_outcome([first, second, O.NEITHER_CONFIRM_NOR_DENY])
        assert silent is letter_outcome([first, second, O.WITHHELD])


@given(st.lists(st.sampled_from(list(Outcome))))
def test_one_question_that_says_nothing_makes_the_whole_say_nothing(outcomes: list[Outcome]) -> None:
    assert letter_held([*outcomes, O.NEITHER_CONFIRM_NOR_DENY]) is Held.NOT_SAID


def test_what_a_return_may_say_about_holding() -> None:
    assert letter_held([O.PROVIDED, O.WITHHELD]) is Held.YES
    assert letter_held([O.PROVIDED, O.NOT_HELD]) is Held.IN_PART
    assert letter_held([O.NOT_HELD, O.BY_REFERENCE]) is Held.NO
    assert letter_held([]) is Held.NOT_SAID
