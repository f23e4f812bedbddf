"""What bars a letter from leaving: every point the law wants settled, in a sentence that says what to do."""

from dataclasses import replace
from datetime import date

import pytest

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.facts import AttachmentFacts
from foi.letters.structure import Paragraph
from tests.letters.examples import (
    LAW_ENFORCEMENT,
    LAW_ENFORCEMENT_SILENT,
    PERSONAL_DATA,
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)

REDACTED = AttachmentFacts(file_name="a.pdf", redacted=True)
SECTION_21 = replace(PERSONAL_DATA, code="21(1)", name="accessible by other means", reason="")


@pytest.mark.parametrize("facts", [training_request(), partly_refused_request(), refused_request(), not_held_request()])
def test_a_complete_letter_has_no_gap(facts):
    assert compose(facts).gaps == ()


@pytest.mark.parametrize(
    ("asked", "gap"),
    [
        (question(outcome=None), "no agreed answer yet"),
        (question(outcome=Outcome.CANNOT_ANSWER), "Decide what the answer in law is"),
        (question(answer_text="  "), "no text, table or file to provide"),
        (question(claims=(PERSONAL_DATA,)), "One of the two is wrong"),
        (question(outcome=Outcome.NOT_HELD, claims=(PERSONAL_DATA,)), "One of the two is wrong"),
        (question(outcome=Outcome.PROVIDED_IN_PART), "Part of it is not provided. Say why"),
        (question(outcome=Outcome.WITHHELD), "no exemption is named (section 17(1)(b))"),
        (question(outcome=Outcome.WITHHELD, claims=(replace(PERSONAL_DATA, code="40"),)), "with its subsection"),
        (question(outcome=Outcome.WITHHELD, claims=(replace(PERSONAL_DATA, reason=" "),)), "say why it applies"),
        (
            question(outcome=Outcome.WITHHELD, claims=(replace(LAW_ENFORCEMENT, prejudice_level=None),)),
            "would, or would be likely to",
        ),
        (
            question(outcome=Outcome.WITHHELD, claims=(replace(LAW_ENFORCEMENT, public_interest_for=""),)),
            "the public interest for disclosure is missing",
        ),
        (
            question(outcome=Outcome.WITHHELD, claims=(replace(LAW_ENFORCEMENT, public_interest_balance=""),)),
            "where the balance lies is missing",
        ),
        (question(outcome=Outcome.ACCESSIBLE_ELSEWHERE, claims=(SECTION_21,)), "exactly where"),
        (
            question(
                outcome=Outcome.ACCESSIBLE_ELSEWHERE,
                claims=(replace(SECTION_21, where_to_find="See https://www.trentshire.police.example/"),),
            ),
            "only to a home page",
        ),
        (question(outcome=Outcome.NEITHER_CONFIRM_NOR_DENY), "Name the exemption from the duty"),
        (
            question(outcome=Outcome.NEITHER_CONFIRM_NOR_DENY, claims=(LAW_ENFORCEMENT_SILENT,), answer_text="We do."),
            "must not say whether this is held",
        ),
        (question(outcome=Outcome.COST_LIMIT), "how the estimate of the cost was reached"),
        (question(suppressed=True, has_figures=True), "Small numbers are suppressed, but no exemption is named"),
        (question(suppressed=True, has_figures=True), "provided in part, not in full"),
        (question(attachments=(REDACTED,)), "Parts of a file are removed, but no exemption is named"),
        (question(live_system=True, has_figures=True), "Give the date on which the data was taken"),
        (question(outcome=Outcome.BY_REFERENCE), "Say which"),
    ],
)
def test_an_open_point_is_named_shown_at_its_question_and_bars_the_letter(asked, gap):
    letter = compose(letter_facts(asked, question("2")))
    assert [sentence for sentence in letter.gaps if gap in sentence and sentence.startswith("Question 1: ")]
    shown = [block.runs[0].text for block in letter.blocks if isinstance(block, Paragraph) and block.role == "gap"]
    assert [sentence for sentence in shown if gap in sentence]


def test_a_letter_that_nobody_signs_cannot_leave():
    facts = letter_facts(question(), signatory_name="", signatory_role="")
    assert compose(facts).gaps == ("Nobody is named to sign the letter.",)


def test_a_letter_without_questions_cannot_leave():
    assert compose(letter_facts()).gaps == ("The request has no questions yet.",)


def test_a_date_for_the_extract_closes_the_gap():
    asked = question(live_system=True, has_figures=True, as_at=date(2026, 9, 1))
    assert compose(letter_facts(asked)).gaps == ()
