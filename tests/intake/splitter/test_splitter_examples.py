"""Invented requests of every form that we know, each with what a person finds in it."""

import pytest

from tests.intake.splitter import gold

EXAMPLES = gold.examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_finds_the_questions_a_person_finds(example: gold.Example) -> None:
    score = gold.score(example)

    assert score.perfect, str(score)
    assert score.labels_right, str(score)
