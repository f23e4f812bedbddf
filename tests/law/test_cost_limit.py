"""Section 12: what counts, when it is too much, and which requests add up. COST-1 to COST-12."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.law.cost_limit import (
    NOT_COUNTABLE,
    Activity,
    Basis,
    CostLine,
    Estimate,
    NotCountable,
    Related,
    activity,
    aggregation,
    aggregation_ends_on,
    limit_on,
)

TODAY = date(2026, 11, 2)
FORCE = limit_on(TODAY)


def line(question: str = "1", records: int = 1080, minutes: str = "1", **more: object) -> CostLine:
    return CostLine(question, Activity.EXTRACT, "Crime recording", records, Decimal(minutes), **more)  # type: ignore[arg-type]


def test_COST_1_and_COST_2_police_have_eighteen_hours_and_departments_of_state_twenty_four() -> None:
    assert (FORCE.amount, FORCE.hours) == (450, 18)
    assert limit_on(TODAY, schedule_1_part_1=True).hours == 24
    with pytest.raises(ValueError, match="no limit in force"):
        limit_on(date(2004, 12, 31))


def test_COST_3_exactly_eighteen_hours_does_not_exceed() -> None:
    exact = Estimate((line(),), FORCE)
    assert (exact.hours, exact.cost, exact.exceeds) == (18, 450, False)
    assert Estimate((line(minutes="1.0001"),), FORCE).exceeds
    assert Estimate((line(records=1081),), FORCE).exceeds


def test_COST_3_one_penny_over_the_limit_exceeds() -> None:
    thirds = tuple(line(records=360, minutes="1") for _ in range(3))
    assert not Estimate(thirds, FORCE).exceeds
    assert Estimate((*thirds, line(records=0, minutes="0", other_cost=Decimal("0.01"))), FORCE).exceeds


def test_COST_4_only_four_activities_count() -> None:
    assert [member.value for member in Activity] == ["determine", "locate", "retrieve", "extract"]


@pytest.mark.parametrize("code", [*NOT_COUNTABLE, "think"])
def test_COST_5_redaction_and_reading_are_refused_with_the_reason(code: str) -> None:
    with pytest.raises(NotCountable, match="Only these may"):
        activity(code)
    with pytest.raises(NotCountable):
        CostLine("1", code, "Crime recording", 10, Decimal(1))  # type: ignore[arg-type]


def test_COST_6_a_real_cost_of_the_four_activities_counts() -> None:
    archive = line(records=0, minutes="0", other_cost=Decimal("450.01"))
    assert Estimate((archive,), FORCE).exceeds


def test_COST_8_records_times_minutes_with_a_basis() -> None:
    estimate = Estimate((line(records=3715, minutes="3", basis=Basis.SAMPLE, sample_size=40),), FORCE)
    assert (estimate.hours, estimate.exceeds) == (Decimal("185.75"), True)
    with pytest.raises(ValueError, match="how many records were sampled"):
        line(basis=Basis.SAMPLE)
    with pytest.raises(ValueError, match="sampled"):
        line(records=10, basis=Basis.SAMPLE, sample_size=11)
    with pytest.raises(ValueError, match="negative"):
        line(records=-1)


def test_two_people_take_twice_the_time() -> None:
    assert Estimate((line(people=2),), FORCE).hours == 36


def test_the_running_total_grows_line_by_line() -> None:
    lines = (line("1", 60), line("2", 120))
    assert [total for _, total in Estimate(lines, FORCE).running()] == [60, 180]


def test_COST_12_the_questions_that_would_fit_are_the_most_there_can_be_in_the_order_asked() -> None:
    estimate = Estimate((line("1", 900), line("2", 600), line("3", 400), line("4", 10)), FORCE)
    assert estimate.exceeds
    assert estimate.would_fit() == ("2", "3", "4")
    assert Estimate((line("1", 5000),), FORCE).would_fit() == ()


@given(st.lists(st.integers(1, 1500), max_size=8))
def test_COST_12_what_is_said_to_fit_does_fit(sizes: list[int]) -> None:
    estimate = Estimate(tuple(line(str(number), size) for number, size in enumerate(sizes)), FORCE)
    assert not estimate.of(*estimate.would_fit()).exceeds
    assert estimate.exceeds == (estimate.would_fit() != estimate.questions)


def test_COST_11_sixty_working_days_begin_with_the_first_request() -> None:
    assert aggregation_ends_on(date(2026, 9, 1)) == date(2026, 11, 23)


def related(reference: str, received_on: date, **how: bool) -> Related:
    return Related(reference, received_on, **({"same_person": True, "same_information": True} | how))


def test_COST_11_similar_requests_of_one_person_within_sixty_days_add_up() -> None:
    found = aggregation("F3", date(2026, 11, 23), [related("F1", date(2026, 9, 1)), related("F2", date(2026, 8, 28))])
    assert found is not None
    assert found.references == ("F3", "F1"), "F2 came one working day too early"
    assert (found.first_on, found.last_on) == (date(2026, 9, 1), date(2026, 11, 23))
    assert found.evidence == (
        "F1, received Tuesday 1 September 2026: the same or similar information, from the same person.",
    )


@pytest.mark.parametrize(
    "how",
    [{"same_information": False}, {"same_person": False}],
    ids=["about something else", "from an unconnected person"],
)
def test_COST_11_both_conditions_are_needed(how: dict[str, bool]) -> None:
    assert aggregation("F3", date(2026, 9, 10), [related("F1", date(2026, 9, 1), **how)]) is None


def test_COST_11_a_campaign_adds_up_across_people() -> None:
    campaign = related("F1", date(2026, 9, 1), same_person=False, acting_together=True)
    found = aggregation("F3", date(2026, 9, 10), [campaign])
    assert found is not None and "act together" in found.evidence[0]


def test_COST_11_requests_before_and_after_must_fit_one_period_together() -> None:
    before, after = related("F1", date(2026, 7, 1)), related("F5", date(2026, 11, 2))
    found = aggregation("F3", date(2026, 9, 1), [before, after, related("F6", date(2026, 11, 3))])
    assert found is not None and found.references == ("F3", "F5", "F6")
