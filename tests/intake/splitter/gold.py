"""Invented requests with the questions a person finds in them, and how a split is scored against them.

A request file holds sections: `### name`, the text, `---`, then one line per question, `[label] words`, in
which " … " stands for any words between, and `! words` for words that must not be reported. Scoring follows the
rules used for splitters elsewhere: a question counts as found if most of its words are there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from foi.intake.splitter import Split, split

HERE = Path(__file__).parent / "requests"


@dataclass(frozen=True)
class Example:
    name: str
    text: str
    questions: tuple[tuple[str, str], ...]
    not_questions: tuple[str, ...]


def examples(*names: str) -> list[Example]:
    return [one for path in sorted(HERE.glob("*.txt")) if not names or path.stem in names for one in _read(path)]


def _read(path: Path) -> list[Example]:
    found = []
    for section in re.split(r"(?m)^### ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = section.partition("\n")
        text, _, gold = rest.partition("\n---\n")
        flat = " ".join(re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", "", text).split())
        questions = []
        for line in gold.splitlines():
            label = re.match(r"\[([^\]]*)\]\s+", line)
            if label:
                questions.append((label[1], _unfold(line[label.end() :], flat, head)))
        barred = tuple(line[2:] for line in gold.splitlines() if line.startswith("! "))
        found.append(Example(f"{path.stem}:{head.strip()}", text, tuple(questions), barred))
    return found


def _unfold(words: str, flat: str, name: str) -> str:
    first, gap, last = words.partition(" … ")
    start = flat.find(first)
    assert start >= 0, f"{name}: {first!r} is not in the text"
    if not gap:
        return first
    end = flat.find(last, start + len(first))
    assert end >= 0, f"{name}: {last!r} is not in the text"
    return flat[start : end + len(last)]


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower().replace("’", "'"))


def alike(one: str, other: str) -> bool:
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


def score(example: Example) -> Score:
    """Matches in order: a question out of order counts as missed and as extra."""
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
            extra.append(question.text)
    missed += [one[1] for one in gold[at:]]
    barred = [
        words
        for words in example.not_questions
        if any(" ".join(tokens(words)) in " ".join(tokens(question.text)) for question in result.questions)
    ]
    labels = all(tokens(question.label) == tokens(wanted[0]) for question, wanted in pairs)
    return Score(example, result, len(pairs), tuple(missed), tuple(extra), tuple(barred), labels)


def total(scores: list[Score]) -> dict[str, float]:
    found = sum(one.found for one in scores)
    gold = sum(len(one.example.questions) for one in scores)
    reported = found + sum(len(one.extra) for one in scores)
    barred = sum(len(one.example.not_questions) for one in scores)
    return {
        "requests": len(scores),
        "f1": round(2 * found / (gold + reported), 4),
        "perfect": round(sum(one.perfect for one in scores) / len(scores), 4),
        "not questions reported": round(sum(len(one.reported) for one in scores) / max(1, barred), 4),
    }


def show(scores: list[Score]) -> None:
    for one in scores:
        if not one.perfect or not one.labels_right:
            print(f"\n== {one.example.name}{'' if one.labels_right else ' labels: ' + ' | '.join(q.label for q in one.split.questions)}")
            for kind, words in (("missed", one.missed), ("extra", one.extra), ("reported", one.reported)):
                for line in words:
                    print(f"   {kind}: {line[:160]}")


if __name__ == "__main__":
    import sys

    scores = [score(one) for one in examples(*sys.argv[1:])]
    show(scores)
    print(total(scores))
