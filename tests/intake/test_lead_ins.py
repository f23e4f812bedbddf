"""Words that questions depend on: which questions have them, whatever an officer changes in the split."""

import pytest

from foi.intake import revisions, split_changes, stretches
from foi.intake.splitter import PassageKind
from foi.requests.models import FoiRequest, Question
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """\
Dear FOI team,

I write about the Section 136 suite.

1. How many people were brought there in 2025?
2. How many were discharged?
3. In how many of the discharges did the person:
(a) have no fixed address;
(b) appear to be under the influence of drink;
(c) come back within a week?

I'd like to see:
- the policy on discharge
- the form that is used

How long does an assessment take?
"""
DISCHARGES = "In how many of the discharges did the person:"
B = "(b) appear to be under the influence of drink;"


@pytest.fixture
def foi_request() -> FoiRequest:
    foi_request = factories.a_request(TEXT)
    assert [question.number for question in of(foi_request)] == ["1", "2", "3a", "3b", "3c", "4", "5", "6"]
    return foi_request


def of(foi_request: FoiRequest) -> list[Question]:
    return list(Question.objects.filter(foi_request=foi_request).order_by("position"))


def fresh(foi_request: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.get(pk=foi_request.pk)


def goes_with(foi_request: FoiRequest) -> dict[str, str]:
    return {question.number: question.context for question in of(foi_request) if question.context}


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def ask(foi_request: FoiRequest, words: str) -> Question:
    return stretches.make_question(fresh(foi_request), *place(words, foi_request.text), by=factories.officer())


def say(foi_request: FoiRequest, words: str, kind: PassageKind) -> None:
    stretches.take_for(fresh(foi_request), *place(words, foi_request.text), kind, by=factories.officer())


def drop(foi_request: FoiRequest, *numbers: str) -> None:
    for question in [one for one in of(foi_request) if one.number in numbers]:
        split_changes.mark_as_not_a_question(question, by=factories.officer())


# --- a question takes the lead-in of its list -------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["3a", "3b", "3c"])
def test_not_a_question_and_a_question_again_leaves_the_list_as_it_was(foi_request: FoiRequest, number: str) -> None:
    before = of(foi_request)
    [gone] = [one for one in before if one.number == number]
    drop(foi_request, number)
    ask(foi_request, TEXT[gone.start : gone.end])
    columns = [(one.number, one.printed_label, one.path, one.context, one.text) for one in before]
    assert [(one.number, one.printed_label, one.path, one.context, one.text) for one in of(foi_request)] == columns


def test_a_list_of_which_nothing_was_asked_any_more_is_built_again_under_its_lead_in(foi_request: FoiRequest) -> None:
    drop(foi_request, "3a", "3b", "3c")
    assert ask(foi_request, B).number == "3a"
    again = ask(foi_request, "(c) come back within a week?")
    assert (again.number, again.context, again.path) == ("3b", DISCHARGES, ["3", "c"])


def test_an_item_with_a_bullet_takes_the_lead_in_of_its_list(foi_request: FoiRequest) -> None:
    drop(foi_request, "5")
    again = ask(foi_request, "- the form that is used")
    assert (again.number, again.context, again.printed_label) == ("5", "I'd like to see:", "-")


def test_a_question_outside_the_list_takes_no_lead_in(foi_request: FoiRequest) -> None:
    drop(foi_request, "1", "6")
    assert ask(foi_request, "How long does an assessment take?").context == ""
    first = ask(foi_request, "1. How many people were brought there in 2025?")
    assert (first.number, first.context) == ("1", "")


def test_the_department_is_looked_for_in_the_lead_in_too(foi_request: FoiRequest) -> None:
    custody = factories.department("Custody", topics="discharges")
    drop(foi_request, "3b")
    assert ask(foi_request, B).department == custody


def test_both_parts_of_a_divided_question_have_its_lead_in(foi_request: FoiRequest) -> None:
    third = of(foi_request)[3]
    parts = ["appear to be under", "the influence of drink;"]
    split_changes.split_question(third, parts, by=factories.officer())
    assert [goes_with(foi_request)[number] for number in ("3a", "3b", "3c", "3d")] == [DISCHARGES] * 4


def test_a_part_that_is_taken_out_of_a_merged_question_has_its_label_again(foi_request: FoiRequest) -> None:
    split_changes.merge_with_previous(of(foi_request)[3], by=factories.officer())
    again = ask(foi_request, B)
    assert (again.number, again.printed_label, again.context) == ("3b", "(b)", DISCHARGES)


def test_a_question_between_two_with_a_lead_in_that_an_officer_wrote_takes_it(foi_request: FoiRequest) -> None:
    of(foi_request)
    foi_request.questions.filter(number__in=["1", "2"]).update(context="Since 2020:")
    drop(foi_request, "3a", "3b", "3c")
    middle = stretches.make_question(fresh(foi_request), *place("were discharged?"), by=factories.officer())
    assert middle.context == "Since 2020:"


# --- words that an officer says are a lead-in -------------------------------------------------------------------------


def test_a_lead_in_taken_for_background_leaves_the_questions_that_had_it(foi_request: FoiRequest) -> None:
    say(foi_request, f"3. {DISCHARGES}", PassageKind.BACKGROUND)
    assert set(goes_with(foi_request)) == {"4", "5"}
    say(foi_request, f"3. {DISCHARGES}", PassageKind.CONTEXT)
    assert {n: c for n, c in goes_with(foi_request).items() if c == DISCHARGES}.keys() == {"3a", "3b", "3c"}


def test_a_lead_in_of_which_a_part_is_taken_for_something_else_keeps_the_rest(foi_request: FoiRequest) -> None:
    say(foi_request, "did the person:", PassageKind.BACKGROUND)
    assert goes_with(foi_request)["3b"] == "In how many of the discharges"


def test_a_lead_in_that_becomes_a_question_leaves_the_questions_that_had_it(foi_request: FoiRequest) -> None:
    ask(foi_request, "I'd like to see:")
    assert "I'd like to see:" not in goes_with(foi_request).values()


def test_the_same_words_said_twice_are_two_lead_ins() -> None:
    text = "1. For each year, say:\n(a) how many dogs;\n(b) how many cats.\n2. For each year, say:\n(a) how many cars."
    foi_request = factories.a_request(text)
    stretches.take_for(
        foi_request, text.rindex("For each"), text.rindex("For each") + 19, PassageKind.NOTE, by=factories.officer()
    )
    assert [question.context for question in of(foi_request)] == ["For each year, say:", "For each year, say:", ""]


def test_words_said_to_be_a_lead_in_go_with_the_list_after_them_and_with_nothing_behind_it(
    foi_request: FoiRequest,
) -> None:
    say(foi_request, "I'd like to see:", PassageKind.BACKGROUND)
    assert not {"4", "5"} & goes_with(foi_request).keys()
    say(foi_request, "I'd like to see:", PassageKind.CONTEXT)
    assert [one.number for one in of(foi_request) if one.context == "I'd like to see:"] == ["4", "5"]


def test_words_that_belonged_to_a_question_become_its_lead_in(foi_request: FoiRequest) -> None:
    say(foi_request, "How long does", PassageKind.CONTEXT)
    last = of(foi_request)[-1]
    assert (last.context, last.text) == ("How long does", "an assessment take?")


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("By year:\n1. How many dogs?\n2. How many cats?\nStaff\n3. How many officers?", "How many officers?"),
        ("By year:\n1. How many dogs?\n2. How many cats?\n\nHow many officers?", "How many officers?"),
        ("By year:\n1. How many dogs?\n2. Say for all:\n(a) how many cats\n(b) how many mice", "how many mice"),
        ("By year:\n(a) how many dogs?\n(b) how many cats?\n4. How many officers?", "How many officers?"),
        ("By year:\nHow many dogs?\nHow many cats?\n4. How many officers?", "How many officers?"),
    ],
    ids=["a heading", "a paragraph without a label", "the next lead-in", "an outer label", "a label after lines"],
)
def test_a_lead_in_ends_where_its_list_does(text: str, behind: str) -> None:
    foi_request = factories.a_request(text)
    if "Staff" in text:
        say(foi_request, "Staff", PassageKind.HEADING)
    if "Say for all:" in text:
        say(foi_request, "2. Say for all:", PassageKind.CONTEXT)
    say(foi_request, "By year:", PassageKind.BACKGROUND)
    say(foi_request, "By year:", PassageKind.CONTEXT)
    had = {one.text: "By year:" in one.context.splitlines() for one in of(foi_request)}
    assert had[next(text for text in had if "dogs" in text)]
    assert not had[behind]


def test_lists_with_empty_lines_between_their_items_are_one_list() -> None:
    foi_request = factories.a_request(
        "By year:\n\n1. How many dogs?\n\n2. How many cats?\n\n(a) of which old?\n\n3. Why?"
    )
    say(foi_request, "By year:", PassageKind.NOTE)
    say(foi_request, "By year:", PassageKind.CONTEXT)
    assert all(question.context == "By year:" for question in of(foi_request) if question.text != "of which old?")


def test_an_inner_lead_in_stands_under_the_outer_one(foi_request: FoiRequest) -> None:
    say(foi_request, "(a) have no fixed address;", PassageKind.CONTEXT)
    assert goes_with(foi_request)["3a"] == DISCHARGES  # (b) is no item of a list under (a)
    text = "3. For each station, say:\n(a) of the staff:\n- how many left?\n- how many came?"
    other = factories.a_request(text)
    say(other, "(a) of the staff:", PassageKind.NOTE)
    say(other, "(a) of the staff:", PassageKind.CONTEXT)
    assert {question.context for question in of(other)} == {"For each station, say:\nof the staff:"}


def test_a_lead_in_that_changes_is_taken_back_with_one_undo(foi_request: FoiRequest) -> None:
    before = revisions.snapshot(foi_request)
    say(foi_request, f"3. {DISCHARGES}", PassageKind.BACKGROUND)
    last = revisions.last_of(foi_request)
    assert last is not None
    split_changes.undo(fresh(foi_request), last.pk, by=factories.officer())
    assert revisions.snapshot(fresh(foi_request)) == before


# --- a lead-in that an officer writes ---------------------------------------------------------------------------------


def write(foi_request: FoiRequest, number: str, context: str) -> int:
    [question] = [one for one in of(foi_request) if one.number == number]
    edit = split_changes.QuestionEdit(
        question_id=question.pk, text=question.text, kind=question.kind, department=question.department,
        due_on=question.due_on, context=context,
    )  # fmt: skip
    return split_changes.save_edits(fresh(foi_request), [edit], by=factories.officer())


def test_a_lead_in_written_by_hand_is_kept_one_a_line(foi_request: FoiRequest) -> None:
    assert write(foi_request, "1", " For each  year:\r\n\r\nof the staff: ") == 1
    assert goes_with(foi_request)["1"] == "For each year:\nof the staff:"
    assert write(foi_request, "1", "") == 1
    assert "1" not in goes_with(foi_request)


def test_a_lead_in_that_is_sent_as_it_stands_is_no_change(foi_request: FoiRequest) -> None:
    assert write(foi_request, "3a", f"{DISCHARGES}\r\n") == 0


def test_a_question_whose_lead_in_is_edited_keeps_its_number_in_the_list(foi_request: FoiRequest) -> None:
    write(foi_request, "3b", "In how many of the cases did the person:")
    assert [one.number for one in of(foi_request)] == ["1", "2", "3a", "3b", "3c", "4", "5", "6"]


def test_what_an_officer_wrote_stays_when_the_text_is_taken_for_something_else(foi_request: FoiRequest) -> None:
    write(foi_request, "3b", f"Since 2020:\n{DISCHARGES}")
    say(foi_request, f"3. {DISCHARGES}", PassageKind.BACKGROUND)
    assert goes_with(foi_request)["3b"] == "Since 2020:"
