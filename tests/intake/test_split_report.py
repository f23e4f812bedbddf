"""What became of the proposed questions, and the report over all confirmed requests."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from foi.intake import revisions, split_changes, stretches
from foi.intake.split_records import SplitOutcome
from foi.organisation.models import Department
from foi.requests.models import FoiRequest, Question
from tests import factories
from tests.intake.test_split_stretches import edit, of, place

pytestmark = pytest.mark.django_db


def confirmed(foi_request: FoiRequest) -> list[tuple[str, str]]:
    fresh, officer = FoiRequest.objects.get(pk=foi_request.pk), factories.officer()
    split_changes.assign_all(fresh, Department.objects.get(), by=officer, only_open=False)
    split_changes.confirm(FoiRequest.objects.get(pk=fresh.pk), by=officer)
    return [(one.fate, one.proposed or one.confirmed) for one in SplitOutcome.objects.filter(foi_request=fresh)]


FIVE = """\
1. How many courses were held in 2025, and who taught them?
2. Where were they held?
3. What did they cost?
4. Who paid?
5. Is there a list of the staff who came?

Thank you for your help with all of this.
"""


def test_each_proposal_is_kept_with_what_became_of_it() -> None:
    foi_request, officer = factories.a_request(FIVE), factories.officer()
    one, _, three, four, five = of(foi_request)
    stretches.make_question(foi_request, *place("and who taught them?", FIVE), by=officer)
    split_changes.merge_with_previous(Question.objects.get(pk=four.pk), by=officer)
    split_changes.mark_as_not_a_question(Question.objects.get(pk=five.pk), by=officer)
    split_changes.add_question(FoiRequest.objects.get(pk=foi_request.pk), "What else is there?", by=officer)
    assert confirmed(foi_request) == [
        ("divided", one.text), ("accepted", "Where were they held?"), ("merged", three.text), ("merged", four.text),
        ("dropped", five.text), ("added", "What else is there?"),
    ]  # fmt: skip


def test_an_edited_question_counts_as_edited_and_one_that_was_put_back_as_right() -> None:
    foi_request = factories.a_request(FIVE)
    first, second, *_ = of(foi_request)
    edit(foi_request, first, "How many courses were held in 2024, and who taught them?")
    edit(foi_request, second, "In which places were they held?")
    last = revisions.last_of(foi_request)
    assert last is not None
    split_changes.undo(foi_request, last.pk, by=factories.officer())
    assert [fate for fate, _ in confirmed(foi_request)] == ["edited", "accepted", "accepted", "accepted", "accepted"]


def test_a_split_that_is_opened_again_does_not_count_until_it_is_confirmed_anew() -> None:
    foi_request = factories.a_request(FIVE)
    confirmed(foi_request)
    split_changes.reopen(FoiRequest.objects.get(pk=foi_request.pk), by=factories.officer())
    assert not SplitOutcome.objects.exists()
    assert len(confirmed(foi_request)) == 5


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("split_report", *arguments, stdout=out)
    return out.getvalue()


def test_the_report_says_so_when_there_is_nothing_to_report() -> None:
    assert said() == "No split has been confirmed yet: there is nothing to report.\n"
    found = json.loads(said("--json"))
    assert found["requests"] == 0
    assert found["total"]["right"] is None


def test_the_report_counts_each_kind_form_and_cue_over_all_confirmed_requests() -> None:
    untouched, touched = factories.a_request(FIVE), factories.a_request(FIVE)
    factories.a_request(FIVE)  # not confirmed: it does not count
    split_changes.mark_as_not_a_question(of(touched)[4], by=factories.officer())
    confirmed(untouched), confirmed(touched)
    found = json.loads(said("--json"))
    assert (found["requests"], found["untouched"]) == (2, 1)
    assert (found["total"]["proposed"], found["total"]["accepted"], found["total"]["dropped"]) == (10, 9, 1)
    assert found["total"]["right"] == 0.9
    [numbered] = found["by_form"]
    assert (numbered["name"], numbered["proposed"]) == ("Numbered: 1. 2) Q3", 10)
    assert sum(line["proposed"] for line in found["by_kind"]) == 10
    assert {"has a label"} <= {line["name"] for line in found["by_cue"]}
    assert "2 confirmed requests, 1 of them without a touch." in said()
