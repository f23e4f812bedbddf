"""The name never survives, whatever the text; and masking is linear in its length."""

# ruff: noqa: E501 - what goes in and what comes out in one line

import gc
import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi.intake.blind import MARK, blinded, find_identity, mask
from foi.intake.blind_words import ALSO_WORDS, NOT_NAMES, ORGANISATION, TITLES

WORDS = st.sampled_from(
    [
        "how",
        "many",
        "officers",
        "may",
        "the",
        "force",
        "mark",
        "in",
        "May",
        "2024",
        "please",
        "list",
        "costs",
        "by",
        "year",
        "Taser",
        "dogs?",
        "1.",
        "(a)",
        "£5",
        "I",
        "am",
        "a",
        "as",
        "on",
        "behalf",
        "of",
        "Kind",
        "regards,",
        "Name:",
        "tel",
        "my",
        "Dear",
        "Sir\n",
        "\n\n",
        ">",
        "-",
        "*",
        "[requester]",
        "@",
        "x@y.example",
        "Ŵ",
        "é",
        "’",
        "07700",
        "900123",
    ]
)
PROSE = st.lists(WORDS, max_size=30).map(" ".join)
LETTERS = "abcdefghijklmnoprstuvwyzàâéêëîïôŵŷñłøß"
PART = st.text(LETTERS, min_size=4, max_size=12).filter(
    lambda part: (
        not {*words_of(part)} & (ALSO_WORDS | TITLES | NOT_NAMES | ORGANISATION | {"please", "many", "officers"})
    )
)
NAMES = st.lists(PART, min_size=1, max_size=3)
BETWEEN = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t", " \n "])
CASES = st.sampled_from([str.upper, str.lower, str.title, lambda word: unicodedata.normalize("NFD", word)])


def words_of(text: str) -> list[str]:
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", plain.replace("ł", "l").replace("ø", "o"))


@settings(max_examples=300, deadline=None)
@given(before=PROSE, after=PROSE, name=NAMES, between=BETWEEN, case=CASES)
def test_the_name_never_survives_in_any_case_or_spacing(
    before: str, after: str, name: list[str], between: str, case: object
) -> None:
    written = between.join(case(part) for part in name)  # type: ignore[operator]
    said = blinded(f"{before} {written} {after}", " ".join(name))
    left = words_of(said.replace(MARK, " "))
    for part in words_of(" ".join(name)):
        if part not in words_of(f"{before} {after}"):
            assert part not in left


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300), name=st.text(max_size=40), email=st.text(max_size=20), address=st.text(max_size=40))
def test_any_text_and_any_details_are_taken(text: str, name: str, email: str, address: str) -> None:
    spans = find_identity(text, name, email, address, letter=text + "\nRegards\nJo Bloggs")
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    at, kept = 0, []
    for span in spans:
        assert span.start >= at
        kept.append(text[at : span.start])
        at = span.end
    assert mask(text, spans) == MARK.join([*kept, text[at:]])


@settings(max_examples=100, deadline=None)
@given(text=PROSE, name=NAMES)
def test_masking_what_is_masked_changes_nothing_of_the_name(text: str, name: list[str]) -> None:
    once = blinded(f"{text} {' '.join(name)} {text}", " ".join(name))
    assert not any(span.reason == "The requester’s name" for span in find_identity(once, " ".join(name)))


SHAPES = ["i am a ", "thanks\n", "thanks ", "a" * 50, "Kind regards,\nJo Li\n", "0", "07700 ", "x@", "x@y.", "- ", "Name: ", "\n", "> ", "é",
          "+44 ", "call me on (0", "Name: ", "Name: Jo Email: ", "Address: 4 Tern Close, ", "Regards\n14 Marsh St\n", "Flat 3, ", "my son ", "my son Tom ", "I am a's ", "my arrest 3 ", "my arrest on 3 May 2025 ", "my a number ", "AB12 ", "I was born ", "@", "@quill", "MQ\n", "M.Q. ", "Jess Quillfeather ", "m at ", "m.quill (at) ", "a dot ", "here ", "We at ", "I, a ", "I am Jo ", ", and a ", ", the ", "For an article in ", "this is ", "44 1", "on behalf of ", "I am writing ", "Quillfeather ", "M. ", "my ", "as a ", "as chair of Hallow ", ". As chair of ", "I am chair of ", "I ask as ", ", as a governor", "e\u0301", "TV1 2AB ", "7 Nightjar Row, ", " \t"]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_twice_as_long_takes_no_more_than_a_few_times_as_many_steps(shape: str) -> None:
    """Counted in work done, not in seconds: how often the interpreter enters a function or the text is searched."""

    def steps(length: int) -> int:
        count = 0

        def tick(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        gc.collect()
        gc.disable()  # what it would clean up after other tests is no work of ours
        sys.setprofile(tick)
        try:
            blinded(
                (shape * length)[:length], "Morgan Quillfeather", "m@quill.example", "7 Nightjar Row\nTrentvale TV1 2AB"
            )
        finally:
            sys.setprofile(None)
            gc.enable()
        return count

    steps(100)  # patterns are compiled once
    assert steps(20_000) <= 3 * steps(10_000) + 1_000
