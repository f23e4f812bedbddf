"""After the answer: review, regulator, tribunal. CLK-50 to CLK-57."""

from datetime import date

import pytest

from foi.law.regimes import EIR, FOIA
from foi.law.review import (
    Windows,
    appeal_by,
    ask_review_by,
    complain_by,
    comply_by,
    may_complain_without_review,
    review_limit,
    review_owed,
    why_not_reviewer,
)


def test_CLK_50_forty_working_days_to_ask_for_a_review() -> None:
    assert ask_review_by(date(2026, 9, 29)) == date(2026, 11, 24)


def test_CLK_51_twenty_working_days_to_review_and_forty_at_most() -> None:
    limit = review_limit(date(2026, 11, 16))
    assert (limit.due_on, limit.latest_on) == (date(2026, 12, 15), date(2027, 1, 18))


def test_CLK_51_under_eir_forty_working_days_and_no_more() -> None:
    limit = review_limit(date(2026, 11, 16), regime=EIR)
    assert limit.due_on == limit.latest_on == date(2027, 1, 18)


def test_CLK_52_whoever_decided_may_not_review() -> None:
    involved = {"Asha Pell", "Tom Wren"}
    assert why_not_reviewer("Asha Pell", involved) == (
        "Asha Pell had a part in the first decision. Choose somebody who had none."
    )
    assert why_not_reviewer("Gil Moss", involved) == ""


def test_CLK_53_a_review_is_law_under_eir_and_expected_under_foia() -> None:
    assert "must reconsider" in review_owed(EIR)
    assert "does not require" in review_owed(FOIA)


def test_CLK_54_six_weeks_to_complain_and_the_period_is_a_setting() -> None:
    assert complain_by(date(2026, 11, 2)) == date(2026, 12, 14)
    assert complain_by(date(2026, 11, 2), windows=Windows(complaint=92)) == date(2027, 2, 2)


def test_CLK_55_no_answer_at_all_opens_the_way_to_the_regulator() -> None:
    due_on = date(2026, 9, 29)
    assert may_complain_without_review(on=due_on, due_on=due_on, answered=False) == ""
    assert "no answer by Tuesday 29 September 2026" in may_complain_without_review(
        on=date(2026, 9, 30), due_on=due_on, answered=False
    )


def test_CLK_55_a_review_that_takes_more_than_forty_working_days_opens_it_too() -> None:
    asked_on = date(2026, 11, 16)
    assert may_complain_without_review(on=date(2027, 1, 18), review_asked_on=asked_on) == ""
    assert "had not come" in may_complain_without_review(on=date(2027, 1, 19), review_asked_on=asked_on)


def test_CLK_56_twenty_eight_days_to_appeal() -> None:
    assert appeal_by(date(2026, 11, 2)) == date(2026, 11, 30)


def test_CLK_57_a_decision_notice_sets_its_own_time() -> None:
    assert comply_by(date(2026, 11, 2), 35) == date(2026, 12, 7)
    with pytest.raises(ValueError, match="calendar days"):
        comply_by(date(2026, 11, 2), 0)
