"""Which letter the facts make, and what each kind of letter must and must not say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.facts import (
    ClarificationFacts,
    ExtensionFacts,
    FeesFacts,
    Layout,
    LetterFacts,
    Purpose,
    ReviewFacts,
)
from foi.letters.plans import Plan, choose_plan
from foi.letters.structure import Columns, Heading, PageBreak, Table, lines
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace
from tests.letters.examples import (
    FORCE,
    LAW_ENFORCEMENT,
    LAW_ENFORCEMENT_SILENT,
    PERSONAL_DATA,
    letter_facts,
    question,
    training_request,
)
from tests.letters.plan_examples import CLARIFICATION, ENVIRONMENTAL, EXTENSION, FEES, PLAN_EXAMPLES, REVIEW, SEVERAL


def text_of(facts: LetterFacts) -> str:
    return "\n".join(lines(compose(facts)))


def headings(facts: LetterFacts, level: int = 2) -> list[str]:
    return [block.text for block in compose(facts).blocks if isinstance(block, Heading) and block.level == level]


def laid_out(**choices: object) -> LetterFacts:
    return replace(training_request(), layout=Layout(**choices))  # type: ignore[arg-type]


class TestWhichPlan:
    @pytest.mark.parametrize(
        ("outcomes", "plan"),
        [
            ([Outcome.PROVIDED, Outcome.PROVIDED], Plan.FULL_RESPONSE),
            ([Outcome.PROVIDED, Outcome.NOT_HELD], Plan.PARTIAL_RESPONSE),
            ([Outcome.WITHHELD, Outcome.COST_LIMIT], Plan.FULL_REFUSAL),
            ([Outcome.NEITHER_CONFIRM_NOR_DENY, Outcome.BY_REFERENCE], Plan.NCND),
            ([Outcome.COST_LIMIT, Outcome.COST_LIMIT_TO_CONFIRM], Plan.COST_LIMIT),
            ([Outcome.VEXATIOUS, Outcome.REPEATED], Plan.SECTION_14),
            ([Outcome.ACCESSIBLE_ELSEWHERE], Plan.SECTION_21),
            ([Outcome.NOT_HELD, Outcome.NOT_RECORDED], Plan.NOT_HELD),
            ([Outcome.TRANSFERRED], Plan.TRANSFER),
            ([None, Outcome.NEITHER_CONFIRM_NOR_DENY], Plan.NCND),
            ([None], Plan.PARTIAL_RESPONSE),
        ],
    )
    def test_the_outcomes_make_the_plan(self, outcomes, plan):
        questions = [question(str(number), outcome) for number, outcome in enumerate(outcomes, 1)]
        assert choose_plan(letter_facts(*questions)) is plan

    def test_silence_about_the_rest_keeps_every_block(self):
        mixed = question("1", Outcome.ACCESSIBLE_ELSEWHERE, claims=(LAW_ENFORCEMENT_SILENT,))
        assert choose_plan(letter_facts(mixed)) is Plan.FULL_REFUSAL

    def test_a_signpost_for_everything_that_is_not_held_is_a_letter_of_its_own(self):
        elsewhere = question("1", Outcome.NOT_HELD, signpost="the county council.")
        assert choose_plan(letter_facts(elsewhere)) is Plan.TRANSFER
        assert choose_plan(letter_facts(elsewhere, question("2", Outcome.NOT_HELD))) is Plan.NOT_HELD


class TestEnvironmentalInformation:
    """LET-10: EIR words, and not a section number of the other Act."""

    NOT_EIR = re.compile(r"[Ss]ection[ \u00a0]\d|exempt|Freedom of Information|the Act\b|“the Act”")

    @pytest.mark.parametrize("name", ["response", *Purpose])
    def test_LET_10_no_word_of_the_freedom_of_information_act(self, name):
        facts = {
            "response": ENVIRONMENTAL,
            Purpose.ACKNOWLEDGEMENT: replace(ENVIRONMENTAL, purpose=Purpose.ACKNOWLEDGEMENT),
            Purpose.CLARIFICATION: replace(CLARIFICATION, act="EIR"),
            Purpose.FEES: replace(FEES, act="EIR"),
            Purpose.EXTENSION: replace(EXTENSION, act="EIR", extension=replace(EXTENSION.extension, claims=())),
            Purpose.REVIEW: replace(REVIEW, act="EIR"),
        }.get(name, ENVIRONMENTAL)
        assert self.NOT_EIR.findall(text_of(facts)) == []

    @pytest.mark.parametrize("place", RightsPlace)
    def test_LET_10_nor_in_the_rights_wherever_they_stand(self, place):
        authority = replace(FORCE, rights_url="https://force.example/reviews")
        text = text_of(replace(ENVIRONMENTAL, authority=authority, layout=Layout(rights=place)))
        assert self.NOT_EIR.findall(text) == []
        assert "regulation 11" in text
        assert "regulation 18" in text

    @pytest.mark.parametrize("outcome", [Outcome.NOT_HELD, Outcome.NOT_RECORDED])
    def test_not_holding_it_is_an_exception_that_wants_a_notice(self, outcome):
        text = text_of(letter_facts(question("1", outcome), act="EIR"))
        assert "regulation 12(4)(a)" in text
        assert "his letter is a refusal under regulation 14(1)" in text


class TestClarification:
    def test_CLK_20_the_time_begins_again_when_the_details_come(self):
        assert "20 working days from the day after we receive your reply" in text_of(CLARIFICATION)

    def test_CLK_21_a_question_that_only_helps_moves_nothing(self):
        asked = replace(CLARIFICATION, clarification=replace(CLARIFICATION.clarification, needed=False))
        assert "Whether or not we hear from you, we will reply by 5 October 2026" in text_of(asked)
        assert "20 working days" not in text_of(asked)

    def test_CLK_23_questions_that_are_clear_keep_their_date(self):
        text = text_of(CLARIFICATION)
        assert "We are working on question 1 in the meantime, and will answer by 5 October 2026" in text
        assert "How many wardens" not in text

    def test_it_needs_to_say_what_is_unclear(self):
        facts = replace(CLARIFICATION, clarification=ClarificationFacts())
        assert compose(facts).gaps == ("Say what is unclear (section 1(3)).",)


def test_CLK_27_a_fees_notice_says_how_much_how_and_until_when():
    text = text_of(FEES)
    assert "£14.20" in text
    assert "three months, beginning with the date of this letter" in text
    assert len(compose(replace(FEES, fees=FeesFacts())).gaps) == 3


class TestExtension:
    def test_LET_4_no_balance_but_no_decision_yet_and_a_date(self):
        text = text_of(EXTENSION)
        assert "2 November 2026" in text
        assert "We have not yet reached a decision on that balance" in text
        assert LAW_ENFORCEMENT.public_interest_balance not in text
        assert LAW_ENFORCEMENT.public_interest_for.split("\n")[0][2:] not in text
        assert LAW_ENFORCEMENT.reason in text
        assert "internal review" in text  # s.17(7)

    def test_LET_4_the_date_is_never_blank(self):
        facts = replace(EXTENSION, extension=replace(EXTENSION.extension, decide_by=None))
        assert compose(facts).gaps == ("Give the date by which you expect to decide (section 17(2)).",)

    def test_CLK_30_no_more_time_for_an_absolute_exemption(self):
        facts = replace(EXTENSION, extension=replace(EXTENSION.extension, claims=(PERSONAL_DATA,)))
        assert compose(facts).gaps == (
            "Section 40(2) is absolute, so there is no public interest to weigh and no more time for it.",
        )

    def test_the_date_is_after_the_one_that_is_due(self):
        late = ExtensionFacts(decide_by=date(2026, 10, 5), reason="Busy.", claims=(LAW_ENFORCEMENT,))
        assert "not later" in compose(replace(EXTENSION, extension=late)).gaps[0]


class TestInternalReview:
    def test_it_says_whether_the_first_answer_was_in_time(self):
        assert "which was late" in text_of(REVIEW)
        in_time = replace(REVIEW, review=replace(REVIEW.review, answered_on=date(2026, 10, 5)))
        assert "which was in time" in text_of(in_time)

    def test_what_is_left_is_the_regulator(self):
        assert "You may ask for an internal review" not in text_of(REVIEW)
        assert "This completes our internal review" in text_of(REVIEW)

    def test_it_needs_a_result_and_findings(self):
        assert len(compose(replace(REVIEW, review=ReviewFacts())).gaps) == 3


class TestLayouts:
    @pytest.mark.parametrize("arrangement", Arrangement)
    def test_every_word_asked_and_answered_is_in_every_arrangement(self, arrangement):
        facts = laid_out(arrangement=arrangement)
        text = text_of(facts)
        for one in facts.questions:
            assert one.text in text
        assert "Partly. Orders of the criminal courts are covered." in text
        assert "3,535" in text

    def test_all_questions_come_before_all_answers(self):
        text = text_of(laid_out(arrangement=Arrangement.APART))
        assert text.index("If they do not exists, why not?") < text.index("There are two compulsory courses.")
        assert "5 2. Please state how many officers" in text  # our number, then the label as printed

    def test_a_wide_table_stands_below_the_two_columns(self):
        blocks = compose(laid_out(arrangement=Arrangement.TABLE)).blocks
        [columns] = [block for block in blocks if isinstance(block, Columns)]
        assert len(columns.rows) == 16
        assert isinstance(blocks[blocks.index(columns) + 1], Table)
        assert "which follows below" in text_of(laid_out(arrangement=Arrangement.TABLE))

    def test_neighbours_with_the_same_answer_are_answered_once(self):
        facts = laid_out(arrangement=Arrangement.GROUPED)
        assert "Questions\u00a02(a) and 2(b)" in headings(facts, 3)
        assert text_of(facts).count("Yes, in both courses.") == 1

    def test_what_is_not_settled_is_never_answered_together_with_another(self):
        facts = letter_facts(question("1", None), question("2", None), layout=Layout(arrangement=Arrangement.GROUPED))
        assert headings(facts, 3)[:2] == ["Question 1", "Question 2"]

    def test_rights_on_a_page_of_their_own_come_last(self):
        facts = laid_out(rights=RightsPlace.ANNEX)
        blocks = compose(facts).blocks
        after = blocks[[isinstance(block, PageBreak) for block in blocks].index(True) :]
        text = "\n".join(block.text for block in after if isinstance(block, Heading))
        assert "Complaining to the regulator" in text
        assert "You have the right to ask us for an internal review" in text_of(facts)  # s.17(7), in the letter itself

    def test_a_link_never_takes_the_place_of_saying_that_there_are_rights(self):
        facts = replace(
            laid_out(rights=RightsPlace.LINKED), authority=replace(FORCE, rights_url="https://force.example/reviews")
        )
        text = text_of(facts)
        assert "within 40 working days" in text
        assert "section 50" in text
        assert "https://force.example/reviews" in text
        assert "Exampleton" not in text

    def test_without_a_page_to_link_to_the_rights_are_printed(self):
        assert text_of(laid_out(rights=RightsPlace.LINKED)) == text_of(laid_out())

    def test_caveats_before_or_after_the_answers(self):
        for place, first in ((CaveatsPlace.BEFORE, True), (CaveatsPlace.AFTER, False)):
            found = headings(laid_out(caveats=place))
            before = found.index("Understanding this information") < found.index("Your questions and our answers")
            assert before is first

    def test_LET_22_they_are_printed_once(self):
        assert headings(laid_out(caveats=CaveatsPlace.BEFORE)).count("Understanding this information") == 1


class TestSeveralRequestsInOneLetter:
    def test_each_has_its_reference_date_and_section(self):
        text = text_of(SEVERAL)
        assert "Our references: 214/26 and 219/26" in text
        assert "Request B: 219/26, stalking training, received on 9 September 2026" in text
        assert [name for name in headings(SEVERAL) if name.startswith("Request")] == [
            "Request A: night patrols",
            "Request B: stalking training",
        ]

    def test_numbers_begin_with_the_letter_of_the_request(self):
        assert "questions A1, A2 and B6" in text_of(SEVERAL)

    def test_a_stretch_of_numbers_never_runs_from_one_request_into_the_next(self):
        everything = replace(
            SEVERAL, questions=tuple(replace(q, outcome=Outcome.NOT_HELD, claims=()) for q in SEVERAL.questions)
        )
        assert "A1, A2 and B1 to B6" in text_of(replace(everything, questions=(
            *everything.questions, replace(everything.questions[-1], canonical_number="B7", outcome=Outcome.WITHHELD)
        )))  # fmt: skip

    @pytest.mark.parametrize("arrangement", Arrangement)
    def test_every_arrangement_can_be_used(self, arrangement):
        letter = compose(replace(SEVERAL, layout=Layout(arrangement=arrangement)))
        assert "Please send me the feedback forms." in "\n".join(lines(letter))


@pytest.mark.parametrize("plan", Plan)
def test_no_plan_prints_a_block_twice(plan):
    found = headings(PLAN_EXAMPLES[plan])
    assert len(found) == len(set(found))
