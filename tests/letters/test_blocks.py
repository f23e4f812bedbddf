"""What a letter says, read as a requester would read it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.facts import AttachmentFacts, ClaimFacts, LetterFacts, Purpose, TableFacts
from foi.letters.structure import Heading, Letter, Quote, Table, lines
from tests.letters.examples import (
    FORCE,
    LAW_ENFORCEMENT,
    LAW_ENFORCEMENT_SILENT,
    PERSONAL_DATA,
    SECURITY_BODIES_SILENT,
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)


def text_of(facts: LetterFacts) -> str:
    return "\n".join(lines(compose(facts)))


def headings(letter: Letter) -> list[str]:
    return [block.text for block in letter.blocks if isinstance(block, Heading)]


def under(facts: LetterFacts, heading: str) -> list[str]:
    """The lines under one heading, up to the next."""
    letter = compose(facts)
    names = set(headings(letter))
    found: list[str] = []
    inside = False
    for line in lines(letter):
        if line in names:
            inside = line == heading
        elif inside:
            found.append(line)
    return found


class TestTheRequestRestated:
    def test_twelve_numbered_questions_with_sixteen_answers_keep_the_requesters_order(self):
        asked = [name for name in headings(compose(training_request())) if name.startswith("Question ")]
        assert asked == [
            *["Question 1", "Question 2(a)", "Question 2(b)", "Question 2(c)", "Question 2(d)", "Question 2(e)"],
            *[f"Question {number}" for number in range(3, 13)],
        ]

    def test_every_question_stands_word_for_word_with_the_label_the_requester_printed(self):
        facts = training_request()
        quoted = [
            (block.label, block.blocks[0].runs[0].text)
            for block in compose(facts).blocks
            if isinstance(block, Quote) and block.role == "question"
        ]
        assert quoted == [(asked.printed_label, asked.text) for asked in facts.questions]

    def test_a_lead_in_over_five_parts_is_printed_once_with_its_own_label(self):
        letter = compose(training_request())
        lead_ins = [block for block in letter.blocks if isinstance(block, Quote) and block.role == "context"]
        assert [(one.label, one.blocks[0].runs[0].text) for one in lead_ins] == [
            ("2.", "Please say whether the compulsory courses dealt with:")
        ]

    def test_a_question_that_is_itself_the_lead_in_is_not_repeated_under_it(self):
        parent = question("1", text="How many stops were there?")
        part = question("1(a)", path=("1", "a"), printed_label="a)", context=parent.text, text="How many at night?")
        assert text_of(letter_facts(parent, part)).count(parent.text) == 1

    def test_the_period_for_all_questions_and_the_requesters_note_are_quoted_once(self):
        facts = training_request()
        text = text_of(facts)
        assert text.count(facts.scope_passages[0]) == text.count(facts.notes[0]) == 1

    def test_a_sub_heading_of_the_request_stands_over_its_questions_in_quotation_marks(self):
        names = headings(compose(training_request()))
        place = names.index("“If you cannot answer or have no figures”")
        assert names[place - 1 : place + 2 : 2] == ["Question 9", "Question 10"]

    def test_numbers_that_restart_are_explained(self):
        assert "used more than once" in text_of(training_request())
        assert "used more than once" not in text_of(partly_refused_request())

    def test_questions_without_labels_get_numbers_and_the_letter_says_so(self):
        prose = [replace(question(str(number)), printed_label="", path=()) for number in (1, 2)]
        assert "we have numbered your questions" in text_of(letter_facts(*prose))

    def test_a_request_of_one_question_needs_no_number(self):
        assert not [name for name in headings(compose(refused_request())) if name.startswith("Question")]
        assert "question 1" not in text_of(refused_request()).lower()

    def test_marks_in_the_requesters_words_are_not_read_as_marks(self):
        asked = "Does **every** [car](http://a.example) have {a: camera} > 5?"
        assert f"> 1. {asked}" in text_of(letter_facts(question(text=asked), question("2")))


class TestTheDecision:
    def test_it_stands_before_the_answers(self):
        names = headings(compose(partly_refused_request()))
        assert names.index("Our decision") < names.index("Your questions and our answers")

    def test_it_says_of_each_question_what_became_of_it(self):
        decision = under(partly_refused_request(), "Our decision")
        assert decision[:5] == [
            "- We provide the information you asked for in question 6.",
            "- We provide part of the information you asked for in questions 3 and 5. "
            "Our answer says which part, and why not the rest.",
            "- The information you asked for in question 4 is already available to you. We say where to find it.",
            "- We hold the information you asked for in question 2, but it is exempt from disclosure and we are "
            "withholding it.",
            "- We neither confirm nor deny that we hold the information you asked for in question 1.",
        ]

    def test_long_stretches_of_numbers_are_drawn_together(self):
        decision = under(training_request(), "Our decision")
        assert decision[0] == "- We provide the information you asked for in questions 1, 2(a) to 2(e), 3 to 7 and 9."

    def test_LET_3_a_refusal_says_that_it_is_a_notice_under_section_17(self):
        assert "this letter is a refusal notice under section 17(1)" in text_of(partly_refused_request())
        assert "This letter is a refusal notice under section 17(1) of the Act." in text_of(refused_request())

    def test_LET_2_a_letter_that_withholds_nothing_does_not_speak_of_refusal(self):
        for facts in (training_request(), not_held_request()):
            assert "refus" not in text_of(facts).lower()
            assert "exempt" not in text_of(facts).lower()

    def test_section_17_5_is_the_notice_for_cost_and_for_section_14(self):
        facts = letter_facts(question("1", Outcome.COST_LIMIT, estimate="300 files."), question("2", Outcome.VEXATIOUS))
        assert "refusal notice under section 17(5)" in text_of(facts)
        assert "17(1)" not in text_of(facts)

    def test_it_names_the_departments_that_were_asked(self):
        assert "To find the information, we asked the following: Crime Training and Human Resources." in text_of(
            training_request()
        )


class TestAnswers:
    def test_LET_2_what_is_not_held_is_said_in_so_many_words_with_the_reason(self):
        assert under(training_request(), "Question 8")[1:] == [
            "We do not hold this information.",
            "The learning system records who has completed a course. It does not record who is required to take it, "
            "and no rate of compliance has been worked out for this course.",
        ]

    def test_what_was_never_written_down_is_called_unrecorded(self):
        assert (
            "We hold no recorded information that answers this question." in under(not_held_request(), "Question 2")[1]
        )

    def test_LET_3_a_withheld_answer_confirms_that_it_is_held_and_names_the_subsection(self):
        answer = under(partly_refused_request(), "Question 2")[1]
        assert "We hold this information and are withholding it under section 31(1)(a)" in answer

    def test_LET_8_section_21_gives_the_exact_place(self):
        answer = under(partly_refused_request(), "Question 4")
        assert "section 21(1)" in answer[1]
        assert answer[2] == "Table 4 of https://www.trentshire.police.example/spending/2025-26"

    def test_LET_9_a_part_answer_gives_the_part_and_says_what_holds_the_rest_back(self):
        answer = under(partly_refused_request(), "Question 3")
        assert answer[1].startswith("17 officers did not pass")
        assert "withholding the rest under section 40(2)" in answer[-1]

    def test_tables_are_tables_with_numbered_captions_and_say_where_the_figures_come_from(self):
        letter = compose(training_request())
        (table,) = [block for block in letter.blocks if isinstance(block, Table)]
        assert table.caption == "Table 1: officers who completed the course, by year and command"
        assert {"0", "not recorded"} <= {cell for row in table.rows for cell in row}
        assert "Source: force learning system, as at 14 September 2026." in list(lines(letter))

    def test_files_are_named_in_the_answer_and_listed_in_a_schedule(self):
        files = (AttachmentFacts(file_name="214-26_attachment_01.csv", description="Monthly counts"),)
        letter = compose(letter_facts(question(answer_text="", attachments=files), question("2")))
        said = "The information is in the attached file 214-26_attachment_01.csv, which is listed under “Files that"
        assert any(line.startswith(said) for line in lines(letter))
        (schedule,) = [block for block in letter.blocks if isinstance(block, Table)]
        assert schedule.rows == (("214-26_attachment_01.csv", "Monthly counts", "Question\u00a01"),)

    def test_section_16_another_body_is_named(self):
        facts = letter_facts(question("1", Outcome.NOT_HELD, signpost="the Example Courts Service."))
        assert "Another body may hold this information: the Example Courts Service." in text_of(facts)


class TestQuestionsAboutTheAnswers:
    def meta(self, number="3"):
        return question(number, Outcome.BY_REFERENCE, kind="about_answers", text="If not, why not?")

    def test_they_point_at_the_questions_that_were_not_answered_in_full(self):
        assert under(training_request(), "Question 10")[1:] == [
            "This letter answers your other questions, except for the following.",
            "- Question 8: we do not hold this information, so there is nothing that we could provide. "
            "Our answer gives the reason, where there is one on record.",
        ]

    def test_the_second_points_at_the_first(self):
        assert "Please see our answer to question 10" in under(training_request(), "Question 12")[1]

    def test_they_say_so_when_everything_was_answered(self):
        facts = letter_facts(question("1"), question("2"), self.meta())
        assert under(facts, "Question 3")[1] == "This does not arise: we have answered all of your other questions."

    def test_LET_5_they_do_not_say_whether_an_unconfirmed_answer_is_held(self):
        silent = question("1", Outcome.NEITHER_CONFIRM_NOR_DENY, claims=(LAW_ENFORCEMENT_SILENT,))
        answer = "\n".join(under(letter_facts(silent, question("2"), self.meta()), "Question 3"))
        assert "Question 1: we neither confirm nor deny" in answer
        assert "we hold this" not in answer.replace("deny that we hold this", "")


class TestTheRefusal:
    def test_each_exemption_stands_once_for_all_its_questions(self):
        facts = letter_facts(
            *(question(str(number), Outcome.WITHHELD, claims=(LAW_ENFORCEMENT,)) for number in (1, 2, 3))
        )
        letter = compose(facts)
        assert headings(letter).count("Section\u00a031(1)(a): law enforcement (prevention or detection of crime)") == 1
        assert "This exemption covers information asked for in questions 1 to 3." in list(lines(letter))

    def test_different_reasons_for_one_exemption_stand_with_their_questions(self):
        other = replace(PERSONAL_DATA, reason="The names are those of junior staff.")
        facts = letter_facts(
            question("1", Outcome.WITHHELD, claims=(PERSONAL_DATA,)), question("2", Outcome.WITHHELD, claims=(other,))
        )
        text = text_of(facts)
        assert text.index("For question 1:") < text.index(PERSONAL_DATA.reason) < text.index(other.reason)
        assert "For question 2:\nThe names are those of junior staff." in text

    def test_LET_3_harm_its_level_and_both_sides_of_the_public_interest_are_there(self):
        names = headings(compose(refused_request()))
        start = names.index("Why we are withholding information")
        assert names[start + 2 : start + 6] == [
            "The harm",
            "In favour of disclosing the information",
            "In favour of withholding the information",
            "Where the balance lies",
        ]
        assert "disclosure would be likely to cause the harm" in text_of(refused_request())

    def test_an_absolute_exemption_has_no_public_interest_test(self):
        facts = letter_facts(question("1", Outcome.WITHHELD, claims=(PERSONAL_DATA,)))
        assert not [name for name in headings(compose(facts)) if name.startswith(("In favour", "Where the balance"))]

    def test_section_17_4_reasons_that_would_disclose_are_left_out_and_the_letter_says_so(self):
        claim = replace(LAW_ENFORCEMENT, reason_would_disclose=True)
        text = text_of(letter_facts(question("1", Outcome.WITHHELD, claims=(claim,))))
        assert "section 17(4)" in text
        assert LAW_ENFORCEMENT.reason not in text

    def test_sections_stand_in_the_order_of_the_act(self):
        claims = (PERSONAL_DATA, LAW_ENFORCEMENT, ClaimFacts(code="22A(1)", name="research", reason="It is under way."))
        names = headings(compose(letter_facts(question("1", Outcome.WITHHELD, claims=claims))))
        assert [name[8:].partition("(")[0] for name in names if name.startswith("Section")] == ["22A", "31", "40"]


class TestNeitherConfirmingNorDenying:
    def facts(self, **changes):
        silent = question("1", Outcome.NEITHER_CONFIRM_NOR_DENY, claims=(LAW_ENFORCEMENT_SILENT,), **changes)
        return letter_facts(silent, question("2"))

    def test_LET_5_it_names_the_duty_the_subsection_and_forbids_conclusions(self):
        text = text_of(self.facts())
        assert "that duty does not arise, because of section 31(3)" in text
        assert "Nothing in this letter should be taken as showing" in text

    @pytest.mark.parametrize(
        "leak",
        [
            {"answer_text": "SECRET-1"},
            {"tables": (TableFacts(header=("SECRET-2",), rows=(("1",),)),)},
            {"reason": "SECRET-3"},
            {"source": "SECRET-4"},
            {"searched_departments": ("SECRET-5",)},
            {"attachments": (AttachmentFacts(file_name="SECRET-6.csv"),)},
            {"estimate": "SECRET-7", "advice": "SECRET-8", "signpost": "SECRET-9"},
            {"coverage_note": "SECRET", "counting_note": "SECRET", "third_party": "SECRET", "has_figures": True},
            {"field_not_recorded": "SECRET", "keyword_search": True, "live_system": True, "as_at": date(2026, 9, 1)},
        ],
    )
    def test_LET_5_nothing_recorded_with_the_answer_reaches_the_letter(self, leak):
        facts = self.facts(**leak)
        assert "SECRET" not in text_of(facts)
        said = [block for block in compose(facts).blocks if getattr(block, "role", "") != "gap"]
        assert tuple(said) == compose(self.facts()).blocks

    def test_LET_5_an_exemption_from_disclosure_beside_it_is_not_printed_and_bars_the_letter(self):
        silent = question("1", Outcome.NEITHER_CONFIRM_NOR_DENY, claims=(LAW_ENFORCEMENT_SILENT, PERSONAL_DATA))
        letter = compose(letter_facts(silent, question("2")))
        assert "40(2)" not in "\n".join(line for line in lines(letter))
        assert any("would confirm that the information is held" in gap for gap in letter.gaps)

    def test_a_security_body_tail_on_an_answer_speaks_of_other_information_only(self):
        text = text_of(letter_facts(question("1", claims=(SECURITY_BODIES_SILENT,)), question("2")))
        assert "For anything beyond our answer to question 1, that duty does not arise" in text
        assert "Nothing in this letter should be taken as showing" in text
        assert compose(letter_facts(question("1", claims=(SECURITY_BODIES_SILENT,)))).gaps == ()


class TestTheCostLimit:
    def test_LET_6_held_the_limit_the_estimate_and_help_to_come_under_it(self):
        facts = letter_facts(
            question("1", Outcome.COST_LIMIT, estimate="3,715 files at 3 minutes each are 185 hours.",
                     advice="Three months instead of ten years would come under the limit."),
            question("2"),
        )  # fmt: skip
        section = "\n".join(under(facts, "How we reached the estimate"))
        assert "185 hours" in section
        assert "We hold information that you asked for in question 1." in text_of(facts)
        assert "Three months" in "\n".join(under(facts, "How you could bring your request under the limit"))

    def test_section_12_2_does_not_say_whether_it_is_held(self):
        facts = letter_facts(question("1", Outcome.COST_LIMIT_TO_CONFIRM, reason="Ten archives."), question("2"))
        assert "confirming whether we hold the information would alone exceed the limit" in text_of(facts)
        assert "We hold information that you asked for" not in text_of(facts)

    def test_COST_13_what_is_given_as_goodwill_keeps_the_right_to_rely_on_section_12(self):
        facts = letter_facts(
            question("1", Outcome.COST_LIMIT, estimate="300 hours.", goodwill=True, answer_text="In 2025: 12."),
            question("2", Outcome.NOT_HELD),
        )
        text = text_of(facts)
        assert "In 2025: 12." in text
        assert "given outside the Act" in text


class TestPlans:
    @pytest.mark.parametrize(
        ("facts", "plan"),
        [
            (letter_facts(question()), "full_response"),
            (training_request(), "partial_response"),
            (partly_refused_request(), "partial_response"),
            (refused_request(), "full_refusal"),
            (not_held_request(), "not_held"),
            (letter_facts(question("1", Outcome.COST_LIMIT), question("2", Outcome.NOT_HELD)), "full_refusal"),
            (replace(training_request(), purpose=Purpose.ACKNOWLEDGEMENT), "acknowledgement"),
        ],
    )
    def test_the_plan_follows_from_the_outcomes(self, facts, plan):
        assert compose(facts).plan == plan

    def test_every_response_ends_with_both_rights_and_a_signature(self):
        for facts in (letter_facts(question()), training_request(), refused_request(), not_held_request()):
            names = headings(compose(facts))
            assert names[-3:] == [
                "If you are not content with our response",
                "Complaining to the regulator",
                "If you have a question about this letter",
            ]
            assert list(lines(compose(facts)))[-5:] == [
                *["Yours sincerely", "Priya Castellane", "Disclosure Decision Maker"],
                *["Information Rights Team", "Trentshire Police"],
            ]

    def test_no_heading_level_is_skipped(self):
        for facts in (training_request(), partly_refused_request(), refused_request(), not_held_request()):
            levels = [block.level for block in compose(facts).blocks if isinstance(block, Heading)]
            assert levels[0] == 1
            assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_an_acknowledgement_repeats_the_questions_and_names_the_day_of_the_reply(self):
        facts = replace(training_request(), purpose=Purpose.ACKNOWLEDGEMENT)
        text = text_of(facts)
        assert "We will reply by 5 October 2026." in text
        assert all(asked.text in text for asked in facts.questions)
        assert "We do not hold" not in text
        assert compose(facts).gaps == ()

    def test_a_late_letter_apologises(self):
        late = replace(training_request(), dated_on=date(2026, 10, 6))
        on_time = replace(training_request(), dated_on=date(2026, 10, 5))
        assert "We should have replied by 5 October 2026." in text_of(late)
        assert "We should have replied" not in text_of(on_time)

    def test_a_requester_without_a_name_is_greeted_and_left_properly(self):
        text = text_of(replace(training_request(), requester_name="", requester_address_lines=()))
        assert "Dear requester" in text
        assert "Yours faithfully" in text

    def test_the_review_is_asked_for_where_the_authority_says_and_within_its_days(self):
        authority = replace(
            FORCE,
            review_address_lines=("Review Officer", "Room 9"),
            review_window_working_days=60,
            review_reply_working_days=30,
        )
        text = text_of(letter_facts(question(), authority=authority))
        assert "within 60 working days" in text
        assert "within 30 working days" in text
        assert "Post: Review Officer, Room 9" in text
