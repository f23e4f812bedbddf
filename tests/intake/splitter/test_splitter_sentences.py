"""Single sentences: what asks by itself, what only adds to the ask before it, and what asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi.intake.splitter import Split, split

HERE = Path(__file__).parent / "sentences"


def sentences(stem: str) -> list[str]:
    return (HERE / f"{stem}.txt").read_text(encoding="utf-8").splitlines()


def letter(*sentences: str) -> Split:
    return split(f"Dear Council,\n\n{' '.join(sentences)}\n\nYours faithfully,\nA. Person\n")


@pytest.mark.parametrize("sentence", sentences("asks"))
def test_a_sentence_that_asks_is_one_question(sentence: str) -> None:
    assert [question.text for question in letter(sentence).questions] == [sentence]


@pytest.mark.parametrize("sentence", sentences("no_asks"))
def test_a_sentence_that_asks_for_nothing_is_no_question(sentence: str) -> None:
    assert not letter(sentence).questions


@pytest.mark.parametrize("sentence", sentences("additions"))
def test_an_addition_belongs_to_the_ask_before_it(sentence: str) -> None:
    ask = "Do you have a policy on ladders?"
    assert [question.text for question in letter(ask, sentence).questions] == [f"{ask} {sentence}"]
