"""Requests written after real ones and split by readers: what the weights are learnt from, and what tries them.

A file holds many requests, each after a line `%%% name`. Marks in the text: `<q>` a question, `<c>` a lead-in that
holds for the questions after it up to `<e/>`, `<o>` a wish about several questions, `<s>` what says the scope of all,
`<n>` what must not be taken for a question. The files in `learnt` have taught `foi/intake/splitter/weights.json`
(`scripts/weigh.py`), those in `apart` nothing and nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from tests.intake.splitter import gold

HERE = Path(__file__).parent / "corpus"
SENTENCES = Path(__file__).parent / "sentences"
_BARE = 8  # every eighth request gives its first question
# What stands above a question that somebody sent on.
_SENT_ON = (
    "Please see below.\n\nFrom: A. Person <person@example.org>\nDate: 3 March 2026\nSubject: Request",
    "This came to the front desk.\n\nThanks\nFront desk\n\nFrom: A. Person\nSent: 3 March 2026 10:02\nTo: Reception\n"
    "Subject: A question",
    "Hello,\nThe enclosed came in today.\nRegards\nSam\n\nAttachment: letter.docx",
    "From: A. Person <person@example.org>\nSubject: Information\nDate: Tue, 3 Mar 2026 10:02",
)
_MARK = re.compile(r"<(/?)([qcosn])>|<e/>")
_QUOTE_MARKS = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")

Span = tuple[int, int]


@dataclass
class Request:
    """`text` is without marks; the spans are offsets in it, by the letter of the mark."""

    name: str
    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=lambda: {mark: [] for mark in "qcosn"})

    def words(self, mark: str) -> list[str]:
        found = (_QUOTE_MARKS.sub("", self.text[start:end]) for start, end in self.spans[mark])
        return [" ".join(words.split()) for words in found]

    def example(self) -> gold.Example:
        questions = tuple(("", words) for words in self.words("q"))
        return gold.Example(self.name, self.text, questions, tuple(self.words("n")), tuple(self.words("o")))


def requests(folder: str) -> Iterator[Request]:
    """Those of "learnt" or "apart"."""
    for path in sorted((HERE / folder).glob("*.txt")):
        for section in re.split(r"(?m)^%%% ", path.read_text(encoding="utf-8"))[1:]:
            name, _, marked = section.partition("\n")
            yield read(f"{path.stem}-{name}", marked)


def read(name: str, marked: str) -> Request:
    request = Request(name)
    at = begun = 0
    for mark in _MARK.finditer(marked):
        request.text += marked[at : mark.start()]
        at = mark.end()
        if mark[2] and not mark[1]:
            begun = len(request.text)
        elif mark[2]:
            request.spans[mark[2]].append((begun, len(request.text)))
    request.text += marked[at:]
    return request


def invented() -> list[Request]:
    """The examples and sentences of the tests as requests."""
    found = []
    for example in gold.examples():
        marked, at = example.text, 0
        for _, words in example.questions:
            start, end = gold.where(marked, words, at)
            marked = f"{marked[:start]}<q>{marked[start:end]}</q>{marked[end:]}"
            at = end + len("<q></q>")
        found.append(read(example.name, marked))
    ask = "Do you have a policy on ladders?"
    for stem, form in (("asks", "<q>{}</q>"), ("no_asks", "{}"), ("additions", f"<q>{ask} {{}}</q>")):
        for line in (SENTENCES / f"{stem}.txt").read_text(encoding="utf-8").splitlines():
            found.append(read(line, f"Dear Council,\n\n{form.format(line)}\n\nYours faithfully,\nA. Person\n"))
    return found


def bare(written: list[Request]) -> list[Request]:
    """Some of their questions with nothing round them, and as somebody sends them on: not every message is a letter."""
    found = []
    for above, request in zip(cycle(_SENT_ON), written[::_BARE], strict=False):
        for start, end in request.spans["q"][:1]:
            asked = f"<q>{request.text[start:end]}</q>"
            found.append(read(f"{request.name}-bare", asked))
            found.append(read(f"{request.name}-sent-on", f"{above}\n\n{asked}\n"))
    return found
