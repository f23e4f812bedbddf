"""Texts made to be slow. There is no assertion on time: a test that never ends is stopped and named."""

import gc

import pytest

from foi.intake.splitter import split

MEGABYTE = 1_000_000
LINES = 150_000  # characters of texts made of very short lines: the work is by the line

LONG = {
    "one letter": "a",
    "blanks": " ",
    "empty lines": "\n",
    "quote marks": ">",
    "brackets opened": "(",
    "brackets closed": ")",
    "full stops": ".",
    "question marks": "?",
    "quotation marks": '"',
    "stars": "*",
    "NUL": "\x00",
    "please": "please ",
    "which Please": "which Please ",
    "for please": "for please ",
    "under the": "under the ",
    "how": "how ",
    "24 hours": "24 hours ",
    "the Act": "freedom of information ",
    "letters in a row": "(a) the number (b) the cost ",
    "numbers in a row": "1. How many? ",
    "items out of step": "1. a? 3. The x? ",
    "no punctuation": "how many are there and what is it and who pays ",
    "additions": "How many? These should include x. ",
    "dates": "2017 - 2018 ",
}
SHORT = {
    "questions": "?\n",
    "items": "1. How many?\n",
    "bullets": "- x\n",
    "tight stars": "*how many dogs\n",
    "lead-ins": "Please provide:\n- x\n",
    "nested": "1. Of these:\na) how many\nb) which\n",
    "conditions": "If question 9 is yes, what?\n",
    "greetings": "Dear Sir,\n",
    "headers": "From: a\n",
    "attributions": "On 3 May 2021 a b wrote:\n",
    "headings": "Heading\n\n",
    "quoted": ">> a\n",
    "labels alone": "1.\n",
    "colons": "x:\n",
    "lead-ins alone": "I would like to know:\n\n",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_a_megabyte_of_one_thing_ends(unit: str) -> None:
    text = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]

    assert sum(one.end - one.start for one in split(text).passages) == MEGABYTE


@pytest.mark.parametrize("unit", SHORT.values(), ids=SHORT)
def test_very_many_lines_end(unit: str) -> None:
    text = unit * (LINES // len(unit))

    assert sum(one.end - one.start for one in split(text).passages) == len(text)


@pytest.mark.parametrize("text", ["İ. How many?", "2İ. How many?", "(İ) which", "Here: 1İ) how many 2İ) which"])
def test_a_letter_that_only_looks_like_a_label_to_a_pattern_is_none(text: str) -> None:
    """The Turkish dotted I passes for an "i" where a pattern ignores case; it has no place in any numbering."""
    assert [one.label for one in split(text).questions if "İ" in one.label] == []


def test_one_lead_in_as_long_as_its_list() -> None:
    text = "Please provide " + "the thing " * 20_000 + ":\n" + "\n".join(f"- x{number}" for number in range(10_000))

    assert split(text).passages[-1].end == len(text)


def test_quotation_as_deep_as_it_is_long() -> None:
    text = "\n".join(">" * depth + " x" for depth in range(1, 800))

    assert split(text).passages[-1].end == len(text)


@pytest.mark.parametrize("working", [True, False])
def test_a_long_text_leaves_pythons_collector_as_it_was(working: bool) -> None:
    before = gc.isenabled()
    try:
        gc.enable() if working else gc.disable()
        split("How many bins were emptied in 2023? " * 5_000)
        assert gc.isenabled() is working
    finally:
        gc.enable() if before else gc.disable()
