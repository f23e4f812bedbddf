"""Which reasons the requester reads: the pages say of each outcome whether the letter prints it."""

import pytest

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.structure import lines
from tests.letters.examples import LAW_ENFORCEMENT, LAW_ENFORCEMENT_SILENT, letter_facts, question


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_reason_is_printed_with_just_the_outcomes_that_say_so(outcome: Outcome) -> None:
    silent = outcome is Outcome.NEITHER_CONFIRM_NOR_DENY
    claims = (LAW_ENFORCEMENT_SILENT if silent else LAW_ENFORCEMENT,) if outcome.is_refusal else ()
    asked = question("1", outcome, reason="We were too busy.", claims=claims)
    printed = "\n".join(lines(compose(letter_facts(asked))))
    assert ("We were too busy." in printed) is outcome.prints_reason
