"""What holds for every text: it splits, nothing is lost, and what a mail program does to it changes no question."""

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi.intake.splitter import PassageKind, split
from tests.intake.splitter import gold

EXAMPLES = gold.examples()
LINES = st.sampled_from(
    [
        "1. How many?",
        "2. Which?",
        "a) the cost",
        "(b) the number of dogs",
        "- a fragment",
        "• what is it?",
        "Dear Sir,",
        "Yours faithfully,",
        "> quoted",
        ">> twice",
        "",
        "   ",
        "Please provide:",
        "For each year:",
        "NOTE: a note.",
        "From: A. Writer",
        "On 3 May 2021, FOI Team wrote:",
        "2018 - 2019",
        "Heading",
        "If so, why?",
        "i) one",
        "ii) two",
        "Q3. Who?",
        "It is a fact.",
        "Please find attached our response.",
        "(",
        "\x00",
        "\u202e",
        "1.",
        "x" * 90,
        "\t|\t",
        "the rest of a line",
        "I would like to know how many there are",
        "1) x 2) y 3) z",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(LINES, max_size=25).map("\n".join))


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_any_text_splits_and_its_passages_join_to_the_text(text: str) -> None:
    found = split(text)

    assert "".join(text[one.start : one.end] for one in found.passages) == text
    at = 0
    for passage in found.passages:
        assert passage.start == at < passage.end
        at = passage.end


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_questions_stand_in_the_order_of_the_text_and_own_their_stretches(text: str) -> None:
    found = split(text)

    starts = [question.start for question in found.questions]
    assert starts == sorted(starts)
    assert len({question.canonical_number for question in found.questions}) == len(found.questions)
    for question in found.questions:
        assert 0 <= question.start < question.end <= len(text)
        assert question.text.strip()
        assert question.depends_on is None or question.depends_on < len(found.questions)
    marked = {passage.question for passage in found.passages if passage.kind is PassageKind.QUESTION}
    assert marked <= set(range(len(found.questions)))


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_equal_texts_split_alike(text: str) -> None:
    assert split(text) == split(text)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_crlf_and_trailing_blanks_change_no_question(text: str) -> None:
    text = "\n".join(text.splitlines())
    plain = [(one.label, one.text, one.kind) for one in split(text).questions]

    for changed in (text.replace("\n", "\r\n"), "\n".join(f"{line} \t" for line in text.split("\n"))):
        assert [(one.label, one.text, one.kind) for one in split(changed).questions] == plain


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing_blanks(text: str) -> str:
    return "\n".join(f"{line}   " for line in text.split("\n"))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def more_blank_lines(text: str) -> str:
    return "\n\n" + re.sub(r"\n[ \t]*\n", "\n\n\n\n", text) + "\n\n"


def double_spaced(text: str) -> str:
    return text.replace("\n", "\n\n")


def wrapped_at_72(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        marks = re.match(r"[ \t]*(?:>[ \t]?)*", line)
        lead = marks.group() if marks else ""
        again = lead if ">" in lead else ""
        wrapped = textwrap.wrap(
            line[len(lead) :], 72, initial_indent=lead, subsequent_indent=again, break_long_words=False
        )
        lines += wrapped if len(line) > 72 else [line]
    return "\n".join(lines)


@pytest.mark.parametrize("change", [crlf, trailing_blanks, quoted, more_blank_lines, double_spaced, wrapped_at_72])
@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_what_a_mail_program_does_changes_no_question(example: gold.Example, change: object) -> None:
    assert callable(change)
    before = [(one.label, one.text, one.path) for one in split(example.text).questions]

    assert [(one.label, one.text, one.path) for one in split(change(example.text)).questions] == before
