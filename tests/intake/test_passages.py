"""However an officer changes the split, every character of the text keeps a place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foi.intake.passages import Passage, handed_over, place_of, released, taken_anew

KINDS = ("question", "context", "note", "greeting", "blank")


@st.composite
def covered_texts(draw: st.DrawFn) -> list[Passage]:
    lengths = draw(st.lists(st.integers(1, 9), min_size=1, max_size=12))
    passages, start = [], 0
    for length in lengths:
        kind = draw(st.sampled_from(KINDS))
        question = draw(st.integers(1, 4)) if kind == "question" else None
        passages.append({"start": start, "end": start + length, "kind": kind, "question": question})
        start += length
    return passages


def covers(passages: list[Passage], length: int) -> bool:
    edges = [(p["start"], p["end"]) for p in passages]
    follows_on = all(before[1] == after[0] for before, after in pairwise(edges))
    return follows_on and edges[0][0] == 0 and edges[-1][1] == length and all(start < end for start, end in edges)


@given(covered_texts(), st.integers(0, 120), st.integers(1, 60), st.data())
def test_nothing_of_the_text_vanishes(passages: list[Passage], start: int, width: int, data: st.DataObject) -> None:
    length = passages[-1]["end"]
    wanted = data.draw(st.sampled_from(KINDS))
    taken = taken_anew(
        passages, start, start + width, kind="question", question=9, which=lambda passage: passage["kind"] == wanted
    )
    assert covers(taken, length)
    assert covers(handed_over(taken, from_question=9, to_question=1), length)
    assert covers(released(taken, 9), length)
    for passage in taken:
        if passage["question"] == 9:
            assert start <= passage["start"] < passage["end"] <= start + width


def test_what_was_a_question_becomes_background() -> None:
    passages = [{"start": 0, "end": 4, "kind": "question", "question": 2}]
    assert released(passages, 2) == [{"start": 0, "end": 4, "kind": "background", "question": None}]


def test_words_are_found_however_the_lines_are_wrapped() -> None:
    text = "Please tell me how\n  many cameras (1.5kg?) you own."
    assert place_of("how many cameras (1.5kg?)", text) == (15, 42)
    assert place_of("how few cameras", text) is None
    assert place_of("  ", text) is None
    assert place_of("how many", text, 0, 12) is None
