"""Caveats follow from recorded facts, contradict nothing, and stand once (LET-20, LET-21, LET-22)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foi.law.outcomes import Outcome
from foi.letters.caveats import CAVEATS, why_not
from foi.letters.compose import compose
from foi.letters.facts import AttachmentFacts, CaveatChange, LetterFacts
from foi.letters.structure import Heading, lines
from foi.letters.wording import shipped_wording
from tests.letters.examples import (
    LAW_ENFORCEMENT_SILENT,
    PERSONAL_DATA,
    letter_facts,
    not_held_request,
    question,
    refused_request,
    training_request,
)

FIGURES: dict[str, Any] = {"has_figures": True, "answer_text": "There were 12."}


def codes(facts: LetterFacts) -> list[str]:
    return [caveat.code for caveat in compose(facts).caveats]


def test_the_training_letter_carries_exactly_the_caveats_that_its_facts_call_for():
    assert codes(training_request()) == [
        *["CAV_SCOPE", "CAV_SOURCES", "CAV_ADHOC", "CAV_LIVE", "CAV_COUNTING", "CAV_NO_CREATE", "CAV_ARTICLE"]
    ]


def test_its_three_standing_caveats_stand_once_each_in_this_order():
    text = "\n".join(lines(compose(training_request())))
    several_sources = "They come from records that are kept for operational work"
    collated_for_this = "were put together specially to answer your request"
    care_when_publishing = "If you intend to publish this information or write about it"
    places = [text.index(words) for words in (several_sources, collated_for_this, care_when_publishing)]
    assert places == sorted(places)
    assert all(text.count(words) == 1 for words in (several_sources, collated_for_this, care_when_publishing))


def test_LET_22_caveats_never_stand_inside_the_refusal():
    letter = compose(
        letter_facts(
            question("1", Outcome.PROVIDED_IN_PART, claims=(PERSONAL_DATA,), suppressed=True, **FIGURES), question("2")
        )
    )
    names = [block.text for block in letter.blocks if isinstance(block, Heading)]
    assert names.index("Why we are withholding information") < names.index("Understanding this information")


PLAIN = {"CAV_SCOPE"}
WITH_FIGURES = PLAIN | {"CAV_SOURCES", "CAV_ARTICLE"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, PLAIN),
        (FIGURES, WITH_FIGURES),
        ({**FIGURES, "ad_hoc": True}, WITH_FIGURES | {"CAV_ADHOC"}),
        ({**FIGURES, "ad_hoc": True, "already_published": True}, WITH_FIGURES),
        ({**FIGURES, "live_system": True, "as_at": date(2026, 9, 1)}, WITH_FIGURES | {"CAV_LIVE"}),
        ({**FIGURES, "live_system": True}, WITH_FIGURES),  # the date is asked for instead
        ({**FIGURES, "comparable": True}, WITH_FIGURES | {"CAV_COMPARE"}),
        ({**FIGURES, "counting_note": "offences"}, WITH_FIGURES | {"CAV_COUNTING"}),
        ({**FIGURES, "unaudited": True}, WITH_FIGURES | {"CAV_UNAUDITED"}),
        ({**FIGURES, "rounded": True}, WITH_FIGURES | {"CAV_ROUND"}),
        ({"coverage_note": "records begin in 2019"}, PLAIN | {"CAV_COVERAGE"}),
        ({"keyword_search": True}, PLAIN | {"CAV_KEYWORD"}),
        ({"third_party": "the Example Trust supplied it"}, PLAIN | {"CAV_THIRD"}),
        ({"answer_text": "See https://other.example/page."}, PLAIN | {"CAV_LINK"}),
        ({"field_not_recorded": "the colour of the car"}, PLAIN | {"CAV_NOTHELD_FIELD"}),
        ({"attachments": (AttachmentFacts(file_name="a.pdf", redacted=True),)}, PLAIN | {"CAV_REDACTED"}),
        ({"ad_hoc": True, "comparable": True, "rounded": True}, PLAIN),  # no figures: nothing to qualify
        ({"outcome": Outcome.NOT_HELD, "answer_text": "", "not_calculated": True}, PLAIN | {"CAV_NO_CREATE"}),
        ({"outcome": Outcome.NOT_HELD, "answer_text": "", "has_figures": True}, PLAIN),
        (
            {**FIGURES, "outcome": Outcome.PROVIDED_IN_PART, "claims": (PERSONAL_DATA,), "suppressed": True},
            WITH_FIGURES | {"CAV_SMALL"},
        ),
    ],
)
def test_LET_20_the_recorded_facts_choose(facts, expected):
    assert set(codes(letter_facts(question(**facts)))) == expected


def test_LET_21_a_letter_that_gives_nothing_says_nothing_about_figures():
    silent = {"has_figures": True, "ad_hoc": True, "live_system": True, "as_at": date(2026, 9, 1)}
    facts = refused_request()
    facts = replace(facts, questions=(replace(facts.questions[0], **silent),))
    assert codes(facts) == []


def test_suppression_without_an_exemption_is_a_gap_and_not_a_caveat():
    facts = letter_facts(question(suppressed=True, **FIGURES))
    assert "CAV_SMALL" not in codes(facts)
    assert any("no exemption is named" in gap for gap in compose(facts).gaps)


def test_every_caveat_says_why_it_is_there():
    for caveat in compose(training_request()).caveats:
        assert caveat.because.startswith("Because ")


def test_every_caveat_has_its_text():
    assert {caveat.wording for caveat in CAVEATS} <= set(shipped_wording().texts)


class TestTheOfficersChanges:
    def changed(self, facts: LetterFacts, **changes: tuple[CaveatChange, ...]) -> LetterFacts:
        return replace(facts, **changes)

    def test_one_is_dropped_with_a_reason_and_goes_from_the_letter(self):
        facts = self.changed(training_request(), dropped_caveats=(CaveatChange("CAV_COUNTING", "Said in the table."),))
        assert "CAV_COUNTING" not in codes(facts)
        assert compose(facts).gaps == ()

    def test_without_a_reason_it_stays_and_the_letter_waits(self):
        facts = self.changed(training_request(), dropped_caveats=(CaveatChange("CAV_COUNTING", " "),))
        assert "CAV_COUNTING" in codes(facts)
        assert compose(facts).gaps == ("Say why the caveat “What is counted” is dropped.",)

    def test_one_is_added_with_a_reason_that_the_draft_shows(self):
        change = CaveatChange("CAV_COMPARE", "The same request went to all forces.")
        letter = compose(self.changed(training_request(), added_caveats=(change,)))
        (added,) = [caveat for caveat in letter.caveats if caveat.code == "CAV_COMPARE"]
        assert added.because == "Added by an officer: The same request went to all forces."
        assert any("record and count in different ways" in line for line in lines(letter))

    def test_LET_21_one_that_would_contradict_the_answers_is_refused_in_words(self):
        change = CaveatChange("CAV_SOURCES", "It is always there.")
        facts = self.changed(not_held_request(), added_caveats=(change,))
        assert "CAV_SOURCES" not in codes(facts)
        assert compose(facts).gaps == (
            "The caveat “Figures from operational records” would contradict the answers: "
            "no figures are provided in this letter.",
        )

    def test_LET_5_the_warning_against_conclusions_cannot_be_dropped(self):
        silent = question("1", Outcome.NEITHER_CONFIRM_NOR_DENY, claims=(LAW_ENFORCEMENT_SILENT,))
        change = CaveatChange("CAV_NOINF", "Too long.")
        facts = letter_facts(silent, dropped_caveats=(change,))
        assert "CAV_NOINF" in codes(facts)
        assert "cannot be dropped" in why_not(facts, change, adds=False)

    def test_publishing_advice_goes_when_the_caveats_that_it_rests_on_go(self):
        dropped = tuple(CaveatChange(code, "Published figures.") for code in ("CAV_SOURCES", "CAV_ADHOC"))
        assert "CAV_ARTICLE" not in codes(self.changed(training_request(), dropped_caveats=dropped))

    def test_small_numbers_cannot_be_added_in_place_of_an_exemption(self):
        change = CaveatChange("CAV_SMALL", "Small numbers.")
        facts = letter_facts(question(**FIGURES))
        assert "cannot stand in for one" in why_not(facts, change, adds=True)

    def test_an_unknown_caveat_is_refused(self):
        assert why_not(training_request(), CaveatChange("CAV_NONE", "x"), adds=True)


def test_what_is_said_question_by_question_stands_in_one_paragraph():
    facts = letter_facts(
        question("1", counting_note="offences", **FIGURES),
        question("2", counting_note="persons.", **FIGURES),
        question("3", counting_note="offences", **FIGURES),
    )
    text = "\n".join(lines(compose(facts)))
    assert "What the figures count. Questions 1 and 3: offences. Question 2: persons." in text


def test_two_extract_dates_are_both_named():
    facts = letter_facts(
        question("1", live_system=True, as_at=date(2026, 9, 1), **FIGURES),
        question("2", live_system=True, as_at=date(2026, 9, 3), **FIGURES),
    )
    text = "\n".join(lines(compose(facts)))
    assert "correct as at 1 September 2026 (question 1) and 3 September 2026 (question 2)." in text


def test_CAV_SCOPE_does_not_claim_the_day_of_receipt_for_figures_of_another_day():
    facts = letter_facts(question("1", live_system=True, as_at=date(2026, 9, 14), **FIGURES))
    elsewhere = "that day, apart from figures for which this letter gives another day."
    assert elsewhere in "\n".join(lines(compose(replace(facts, received_on=date(2026, 9, 7)))))
    same_day = "\n".join(lines(compose(replace(facts, received_on=date(2026, 9, 14)))))
    assert "that we held on that day." in same_day
    assert "another day." not in same_day


def test_CAV_REDACTED_says_that_parts_were_removed_and_not_how_they_were_marked():
    removed = AttachmentFacts(file_name="a.pdf", redacted=True)
    facts = letter_facts(question(outcome=Outcome.PROVIDED_IN_PART, claims=(PERSONAL_DATA,), attachments=(removed,)))
    for act in ("FOIA", "EIR"):
        text = "\n".join(lines(compose(replace(facts, act=act))))
        assert "have been removed." in text
        assert "marked" not in text


def test_goodwill_is_a_caveat_only_beside_the_cost_limit():
    assert "CAV_GOODWILL" not in codes(letter_facts(question(goodwill=True)))
    both = letter_facts(question("1", goodwill=True), question("2", Outcome.COST_LIMIT, estimate="300 hours."))
    assert "CAV_GOODWILL" in codes(both)
