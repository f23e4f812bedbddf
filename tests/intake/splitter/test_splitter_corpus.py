"""The example requests that are kept beside the project, where they are there."""

import json
from pathlib import Path

import pytest

from foi.intake.splitter import split
from tests.intake.splitter import gold

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "splitting" / "requests"

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the example requests are not beside this checkout")


def load() -> list[gold.Example]:
    found = []
    for path in sorted(CORPUS.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        questions = tuple((one["label"], one["text"]) for one in wanted["questions"])
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found.append(gold.Example(path.stem, text, questions, tuple(wanted["not_questions"])))
    return found


@needs_corpus
def test_the_corpus_is_split_as_well_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    scores = [gold.score(example) for example in load()]
    result = gold.total(scores)
    with capsys.disabled():
        print(f"\nsplitting the example requests: {result}")  # noqa: T201
    failures = "\n".join(str(score) for score in scores if not score.perfect)

    assert result["f1"] >= 0.95, failures
    assert result["perfect"] >= 0.80, failures
    assert result["reported"] <= 0.02, failures


@needs_corpus
def test_every_character_of_the_corpus_has_its_place() -> None:
    for example in load():
        found = split(example.text)
        assert "".join(example.text[one.start : one.end] for one in found.passages) == example.text
