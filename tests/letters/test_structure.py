"""A letter is a value: it can be stored, compared and dated."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.letters.compose import compose
from foi.letters.structure import content_hash, date_words, from_json, lines, to_json
from tests.letters.examples import letter_facts, partly_refused_request, question, training_request


@pytest.mark.parametrize("facts", [training_request(), partly_refused_request()], ids=["training", "partly refused"])
def test_a_letter_comes_back_from_storage_as_it_was(facts):
    letter = compose(facts)
    assert from_json(json.loads(json.dumps(to_json(letter)))) == letter


def test_what_is_not_a_letter_is_refused():
    with pytest.raises(ValueError, match="blocks"):
        from_json({"title": "A letter without a body"})


def test_an_approval_holds_while_only_the_date_is_added():
    facts = training_request()
    approved = compose(facts)
    issued = compose(replace(facts, dated_on=date(2026, 10, 1)))
    assert content_hash(issued) == content_hash(approved)
    assert "Date: 1 October 2026" in list(lines(issued))
    assert "Date: to be added when the letter is issued" in list(lines(approved))


def test_an_approval_does_not_hold_when_one_character_of_an_answer_changes():
    before, after = (compose(letter_facts(question(answer_text=text))) for text in ("Yes.", "Yes,"))
    assert content_hash(before) != content_hash(after)


def test_an_approval_does_not_hold_when_the_letter_has_become_late():
    facts = letter_facts(question())
    late = replace(facts, dated_on=date(2026, 10, 6))
    assert content_hash(compose(late)) != content_hash(compose(facts))


@given(st.text(), st.text())
def test_equal_facts_make_equal_hashes_and_other_words_make_others(one, other):
    first, second = (compose(letter_facts(question(text=f"Question about {text}"))) for text in (one, other))
    assert (content_hash(first) == content_hash(second)) == (first.blocks == second.blocks)


def test_dates_are_written_out_in_the_language_of_the_letter():
    assert date_words(date(2026, 3, 1)).replace("\u00a0", " ") == "1 March 2026"
    assert date_words(date(2026, 3, 1), "cy-GB").replace("\u00a0", " ") == "1 Mawrth 2026"
