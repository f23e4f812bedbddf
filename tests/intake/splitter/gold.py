"""Invented requests with the questions a person finds in them, and how a split is scored against them.

A request file holds sections: `### name`, the text, `---`, then one line per question, `[label] words`, in
which " … " stands for any words between, and `! words` for words that must not be reported. A question counts as
found if most of its words are there, with or without its lead-in; order counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foi.intake.splitter import Split, split

HERE = Path(__file__).parent / "requests"
_QUOTE_MARKS = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LABELLED = re.compile(r"\[([^\]]*)\]\s+")


@dataclass(frozen=True)
class Example:
    name: str
    text: str
    questions: tuple[tuple[str, str], ...]  # label, words
    not_questions: tuple[str, ...]
    optional: tuple[str, ...] = ()  # may be reported or not


def examples(*stems: str) -> list[Example]:
    return [one for path in sorted(HERE.glob("*.txt")) if not stems or path.stem in stems for one in _read(path)]


def _read(path: Path) -> list[Example]:
    found = []
    for section in re.split(r"(?m)^### ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = section.partition("\n")
        text, _, gold = rest.partition("\n---\n")
        flat = " ".join(_QUOTE_MARKS.sub("", text).split())
        questions = []
        for line in gold.splitlines():
            label = _LABELLED.match(line)
            if label:
                questions.append((label[1], _unfold(line[label.end() :], flat, head)))
        barred = tuple(line[2:] for line in gold.splitlines() if line.startswith("! "))
        found.append(Example(f"{path.stem}:{head.strip()}", text, tuple(questions), barred))
    return found


def _unfold(words: str, flat: str, name: str) -> str:
    first, gap, last = words.partition(" … ")
    start = flat.find(first)
    end = flat.find(last, start + len(first)) if gap else start
    if start < 0 or end < 0:
        raise ValueError(f"{name}: {words!r} is not in the text")
    return flat[start : end + len(last)] if gap else first


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def where(text: str, words: str, at: int = 0) -> tuple[int, int]:
    """Where words stand in a text, however it is wrapped or quoted."""
    found = re.compile(r"[\s>]+".join(map(re.escape, words.split()))).search(text, at)
    if not found:
        raise ValueError(f"{words!r} is not in the text")
    return found.span()


def alike(one: str, other: str) -> bool:
    """Whether most words are shared, or the shorter is in the longer, which may be three times as long."""
    a, b = Counter(tokens(one)), Counter(tokens(other))
    if not a or not b:
        return False
    shared, short, long = (a & b).total(), *sorted((a.total(), b.total()))
    return shared / (a | b).total() >= 0.8 or (long <= 3 * short and shared / short >= 0.8)


@dataclass(frozen=True)
class Score:
    example: Example
    split: Split
    found: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    reported: tuple[str, ...]
    labels_right: bool

    @property
    def perfect(self) -> bool:
        return not (self.missed or self.extra or self.reported)

    def __str__(self) -> str:
        rows = [f"missed: {words}" for words in self.missed] + [f"extra: {words}" for words in self.extra]
        rows += [f"reported: {words}" for words in self.reported]
        labels = "" if self.labels_right else " labels: " + " | ".join(one.label for one in self.split.questions)
        return "\n   ".join([self.example.name + labels, *rows])


def score(example: Example) -> Score:
    result = split(example.text)
    gold, at = list(example.questions), 0
    missed, extra, pairs = [], [], []
    for question in result.questions:
        for ahead in range(at, len(gold)):
            words = gold[ahead][1]
            if alike(question.text, words) or alike(f"{question.context} {question.text}", words):
                missed += [one[1] for one in gold[at:ahead]]
                pairs.append((question, gold[ahead]))
                at = ahead + 1
                break
        else:
            if not any(alike(question.text, words) for words in example.optional):
                extra.append(question.text)
    missed += [one[1] for one in gold[at:]]
    spoken = [" ".join(tokens(question.text)) for question in result.questions]
    wanted = " | ".join(" ".join(tokens(words)) for _, words in gold)
    barred = [(words, " ".join(tokens(words))) for words in example.not_questions]
    reported = [words for words, bare in barred if bare not in wanted and any(bare in one for one in spoken)]
    labels = all(_bare(question.label) == _bare(wanted[0]) for question, wanted in pairs)
    return Score(example, result, len(pairs), tuple(missed), tuple(extra), tuple(reported), labels)


def _bare(label: str) -> str:
    return re.sub(r"\W", "", label).lower()


def total(scores: Iterable[Score]) -> dict[str, float]:
    scores = list(scores)
    found = sum(one.found for one in scores)
    gold = sum(len(one.example.questions) for one in scores)
    given = found + sum(len(one.extra) for one in scores)
    barred = sum(len(one.example.not_questions) for one in scores)
    return {
        "requests": len(scores),
        "f1": round(2 * found / max(1, gold + given), 4),
        "perfect": round(sum(one.perfect for one in scores) / max(1, len(scores)), 4),
        "reported": round(sum(len(one.reported) for one in scores) / max(1, barred), 4),
    }
