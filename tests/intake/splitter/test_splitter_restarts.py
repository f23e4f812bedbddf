"""A request of the hardest known structure, in our own words: a title, two periods, numbering that starts again four
times, lettered parts, a note between questions, items broken over paragraphs, a heading over questions about the
answers - and the authority's reply pasted along with it.
"""

import pytest

from foi.intake.splitter import PassageKind, QuestionKind, Split, split

REQUEST = """Home

Firearms licensing (77/21)


Firearms licensing and domestic abuse

1 April 2018 – 31 March 2019 and 1 April 2019 – 31 March 2020

  1. Please set out what the induction of licensing staff contains (its name was given in reply to an earlier request).
  2. Please say whether the induction covered:

(a) How domestic abuse is defined in law;

(b) Signs of controlling/coercive behaviour;

(c) What licensing staff must do when a partner or a former partner of the person who applies raises

a worry with the force or with a doctor;

(d) Where to pass such a worry on;


(e) The rule on interim removal (as the guidance has it) – under which

weapons are taken first and questions asked later.

  1. Please say how long the induction lasts and how it is given (i.e. in a room/on a screen).

NOTE: I write as a member of the public, and nothing in this letter is to be read as legal advice or as a claim.

  1. Please say whether staff had to come to any later session on domestic abuse

in those years, or whether the induction was all there was.

  1. Please say how many members of staff took the induction.
  2. Please say how their attendance was recorded.
  3. Please say how their grasp of it was tested.
  4. If staff were tested, please say how many passed.
  5. If staff were not tested – why not?

If not able to answer/give figures

  1. If you are not able to answer a question, why not?
  2. If you are not able to answer a question, do the data exist?
  3. If the data does not exist, why is that so?


Please find attached our response.

We take care that what we give out is right. Could you bear in mind that recording systems differ?

1. The figures are our own.
"""


@pytest.fixture(scope="module")
def found() -> Split:
    return split(REQUEST)


def test_sixteen_questions_under_twelve_numbers(found: Split) -> None:
    numbers = [question.canonical_number for question in found.questions]

    assert numbers == ["1", "2a", "2b", "2c", "2d", "2e", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


def test_printed_labels_and_paths_are_kept_though_they_repeat(found: Split) -> None:
    labels = [question.label for question in found.questions]

    assert labels == [
        "1.",
        "(a)",
        "(b)",
        "(c)",
        "(d)",
        "(e)",
        "1.",
        "1.",
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "1.",
        "2.",
        "3.",
    ]
    assert found.questions[2].path == ("2", "b")
    assert found.questions[13].path == ("1",)


def test_an_item_broken_over_paragraphs_is_joined(found: Split) -> None:
    assert found.questions[3].text == (
        "What licensing staff must do when a partner or a former partner of the person who applies raises a worry with "
        "the force or with a doctor;"
    )
    assert found.questions[7].text.endswith("in those years, or whether the induction was all there was.")


def test_lettered_parts_have_their_lead_in_as_context(found: Split) -> None:
    assert {question.context for question in found.questions[1:6]} == {"Please say whether the induction covered:"}


def test_the_note_is_a_note_and_the_periods_are_the_scope(found: Split) -> None:
    assert found.scope == ("1 April 2018 – 31 March 2019 and 1 April 2019 – 31 March 2020",)
    assert len(found.notes) == 1
    assert found.notes[0].startswith("NOTE: I write as a member of the public")


def test_the_heading_groups_the_questions_about_the_answers(found: Split) -> None:
    groups = [question.group for question in found.questions]

    assert groups == [""] * 13 + ["If not able to answer/give figures"] * 3
    assert [question.kind for question in found.questions[13:]] == [QuestionKind.ABOUT_ANSWERS] * 3


def test_conditional_questions_know_what_they_hang_on(found: Split) -> None:
    tested, not_tested = found.questions[11], found.questions[12]

    assert tested.kind is not_tested.kind is QuestionKind.CONDITIONAL
    assert tested.depends_on == not_tested.depends_on == 10


def test_the_reply_is_not_the_requesters(found: Split) -> None:
    reply = [passage for passage in found.passages if passage.kind is PassageKind.REPLY]

    assert len(reply) == 1
    assert REQUEST[reply[0].start :].startswith("Please find attached our response.")


def test_every_character_has_its_place(found: Split) -> None:
    assert "".join(REQUEST[passage.start : passage.end] for passage in found.passages) == REQUEST
    titles = [passage for passage in found.passages if passage.kind is PassageKind.TITLE]
    assert "Firearms licensing (77/21)" in REQUEST[titles[0].start : titles[-1].end]


def test_each_question_says_why_it_is_one(found: Split) -> None:
    assert found.questions[0].cues == ("has the label 1.", "asks with please")
    assert "follows a lead-in" in found.questions[1].cues
    assert all(question.cues for question in found.questions)


def test_offsets_point_at_the_questions_own_stretch(found: Split) -> None:
    second = found.questions[2]

    assert REQUEST[second.start : second.end] == "(b) Signs of controlling/coercive behaviour;"
