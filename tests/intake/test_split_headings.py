"""Headings and definitions that an officer finds in the text: the questions follow."""

import pytest

from foi.intake import revisions, split_changes, stretches
from foi.intake.splitter import PassageKind
from foi.requests.models import FoiRequest
from tests import factories
from tests.intake.test_split_stretches import of, place

pytestmark = pytest.mark.django_db


def groups(foi_request: FoiRequest) -> list[str]:
    return [question.group for question in of(foi_request)]


def test_questions_stand_under_a_heading_that_an_officer_finds_in_the_text_until_it_is_none_again() -> None:
    asked = (
        "Dear all,\n\nA few words about drones.\n\n1. How many are there?\n2. What do they cost?\n\n"
        "Another word about horses.\n\n3. How many are there?\n\nYours\nM. Carr\n"
    )
    foi_request = factories.a_request(asked)
    assert groups(foi_request) == ["", "", ""]
    for words in ("A few words about drones.", "Another word about horses."):
        by = factories.officer()
        stretches.take_for(foi_request, *place(words, foi_request.text), PassageKind.HEADING, by=by)
    assert groups(foi_request) == [*["A few words about drones."] * 2, "Another word about horses."]

    drones = place("A few words about drones.", foi_request.text)
    stretches.take_for(foi_request, *drones, PassageKind.BACKGROUND, by=factories.officer())
    assert groups(foi_request) == ["", "", "Another word about horses."]

    split_changes.undo(foi_request, revisions.last_of(foi_request).pk, by=factories.officer())
    assert groups(foi_request) == [*["A few words about drones."] * 2, "Another word about horses."]


def test_what_a_word_means_goes_to_the_departments_with_the_questions() -> None:
    foi_request = factories.a_request(
        "1. How many strip searches were made in 2025?\n2. Of whom?\n\nA note at the end.\n"
    )
    note = place("A note at the end.", foi_request.text)
    stretches.take_for(foi_request, *note, PassageKind.DEFINITION, by=factories.officer())
    assert FoiRequest.objects.get(pk=foi_request.pk).scope == ["A note at the end."]
