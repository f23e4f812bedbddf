"""References: unique under concurrency, in each authority's own format, gaps allowed."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from foi.intake.actions import receive
from foi.organisation.models import reference_format_is_safe
from foi.requests.models import FoiRequest, ReferenceCounter
from foi.requests.reference import next_reference
from tests import factories
from tests.at_once import at_once

MARCH_2026 = datetime.date(2026, 3, 3)


@pytest.mark.django_db(transaction=True)
def test_eight_officers_who_log_at_once_get_eight_references() -> None:
    force, officer = factories.the_force(), factories.officer()
    message = factories.a_message(received_on=MARCH_2026)
    logged = at_once([lambda: receive(message, force, by=officer)] * 8)
    assert sorted(one.reference for one in logged) == [f"{number}/26" for number in range(1, 9)]
    assert FoiRequest.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_the_same_submission_eight_times_at_once_is_one_request() -> None:
    """A double click, or a browser that tries again."""
    force, officer = factories.the_force(), factories.officer()
    message = factories.a_message(received_on=MARCH_2026, submission_key=uuid.uuid4())
    logged = at_once([lambda: receive(message, force, by=officer)] * 8)
    assert {getattr(one, "pk", one) for one in logged} == {FoiRequest.objects.get().pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pattern", "reference"),
    [
        ("{sequence}/{yy}", "9635/26"),
        ("FOI-{year}-{sequence:06d}", "FOI-2026-009635"),
        ("{yy}/FOI/{sequence:04d}", "26/FOI/9635"),
        ("F{sequence}", "F9635"),
    ],
)
def test_each_authority_has_its_own_format(pattern: str, reference: str) -> None:
    reference_format_is_safe(pattern)
    force = factories.the_force(reference_format=pattern)
    ReferenceCounter.objects.create(authority=force, year=2026, last=9634)
    assert next_reference(force, MARCH_2026) == reference


@pytest.mark.parametrize(
    "pattern",
    ["", "FOI", "{sequence", "{sequence}{sequence}", "{sequence.__class__}", "{sequence!r}", "{0}",
     "{sequence:>99999999}", "<b>{sequence}", "{yy}/{year}"],
)  # fmt: skip
def test_a_format_that_could_do_harm_or_repeat_itself_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        reference_format_is_safe(pattern)


@pytest.mark.django_db
def test_numbers_go_on_past_9999() -> None:
    """Numbers are counted as numbers: sorted as text, 10000 would come before 9999 and be given again."""
    force = factories.the_force(reference_format="{sequence:04d}/{yy}")
    ReferenceCounter.objects.create(authority=force, year=2026, last=9998)
    assert [next_reference(force, MARCH_2026) for _ in range(3)] == ["9999/26", "10000/26", "10001/26"]


@pytest.mark.django_db
def test_a_reference_is_not_given_again_when_its_request_is_gone() -> None:
    first = factories.a_request(received_on=MARCH_2026)
    FoiRequest.objects.filter(pk=first.pk).delete()
    assert factories.a_request(received_on=MARCH_2026).reference == "2/26"


@pytest.mark.django_db
def test_numbering_begins_again_each_year_where_the_authority_wants_it_so() -> None:
    yearly, for_ever = factories.the_force(), factories.the_office()
    for_ever.reference_restarts_yearly = False
    dates = [datetime.date(2025, 12, 31), datetime.date(2026, 1, 2)]
    assert [next_reference(yearly, on) for on in dates] == ["1/25", "1/26"]
    assert [next_reference(for_ever, on) for on in dates] == ["1/25", "2/26"]


@pytest.mark.django_db
def test_what_was_not_logged_after_all_leaves_at_most_a_gap() -> None:
    force = factories.the_force()
    with pytest.raises(RuntimeError), transaction.atomic():
        next_reference(force, MARCH_2026)
        raise RuntimeError("the power went")
    assert next_reference(force, MARCH_2026) in ("1/26", "2/26")
