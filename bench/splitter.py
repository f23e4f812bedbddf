"""How fast the splitter is, beside two sentence splitters, on the same texts.

    python bench/splitter.py [FOLDER OF .txt FILES]

Prints requests a second for ours (all its logic), for spaCy's blank sentencizer and for pysbd: in turns within one run
and in processor time, because only ratios of one run mean anything. Then the time per byte of one long text at 50 kB
and at 5 MB. Without an argument it composes a thousand requests of an ordinary length out of the invented requests of
the tests and the demonstration; no two are the same, and the splitter remembers no sentence from one to the next.
pysbd and spaCy come from `requirements/bench.txt`.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "intake" / "splitter")]

from foi.intake.splitter import PassageKind, split  # noqa: E402

ROUNDS = 5
SECONDS = 1.0  # per splitter and round
COMPOSED = 1_000
LENGTH, SPREAD = 612, 300  # characters of a request at least, between greeting and sign-off: 878 on average in all
_FRAME = {PassageKind.GREETING, PassageKind.SIGN_OFF, PassageKind.FOOTER, PassageKind.HEADER, PassageKind.QUOTED_TRAIL}


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def texts(folder: str | None) -> list[str]:
    if folder:
        return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    import gold

    invented = [example.text for example in gold.examples()]
    invented += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "foi/demo/requests").glob("*.txt"))]
    return composed([body for body in map(without_frame, invented) if body])


def without_frame(text: str) -> str:
    """A request without greeting and signature: what follows a signature is hardly read, and would flatter us."""
    kept = [text[one.start : one.end] for one in split(text).passages if one.kind not in _FRAME]
    return "".join(kept).strip()


def composed(bodies: list[str]) -> list[str]:
    """Requests of several subjects each, the same ones in every run."""
    chance = random.Random(1)  # noqa: S311
    requests: dict[str, None] = {}
    while len(requests) < COMPOSED:
        least = chance.gauss(LENGTH, SPREAD)
        parts = [chance.choice(bodies)]
        while sum(map(len, parts)) < least:
            parts.append(chance.choice(bodies))
        requests["\n\n".join(["Dear Sir or Madam,", *parts, "Yours faithfully,\nA. Requester"])] = None
    return list(requests)


def rivals() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    try:
        import spacy

        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
        found["spaCy blank sentencizer"] = lambda text: [sentence.text for sentence in nlp(text).sents]
    except ImportError:
        say("spaCy is not installed; install requirements/bench.txt to compare with it.")
    try:
        import pysbd

        segmenter = pysbd.Segmenter(language="en", clean=False)
        found["pysbd"] = segmenter.segment
    except ImportError:
        say("pysbd is not installed; install requirements/bench.txt to compare with it.")
    return found


def rate(work: Callable[[str], object], batch: list[str]) -> float:
    """Texts a second over about `SECONDS`."""
    done = 0
    start = time.process_time()
    while True:
        for text in batch:
            work(text)
            done += 1
            if done % 16 == 0 and time.process_time() - start > SECONDS:
                return done / (time.process_time() - start)


def main() -> None:
    batch = texts(sys.argv[1] if len(sys.argv) > 1 else None)
    size = sum(len(text) for text in batch) / len(batch)
    say(f"{len(batch)} texts, {size:.0f} characters each on average; median of {ROUNDS} rounds")
    splitters: dict[str, Callable[[str], object]] = {"ours": split, **rivals()}
    rates: dict[str, list[float]] = {name: [] for name in splitters}
    for _ in range(ROUNDS):
        for name, work in splitters.items():
            rates[name].append(rate(work, batch))
    ours = median(rates["ours"])
    for name, found in rates.items():
        ratio = "" if name == "ours" else f"   ours is {ours / median(found):.1f}x"
        say(f"{name:24} {median(found):9.0f} requests/s  ({min(found):.0f}-{max(found):.0f}){ratio}")
    say()
    paragraph = "\n\n".join(batch)
    per_byte = []
    for target in (50_000, 5_000_000):
        text = (paragraph * (target // len(paragraph) + 1))[:target]
        start = time.process_time()
        split(text)
        taken = time.process_time() - start
        per_byte.append(taken / target)
        say(f"one text of {target / 1000:.0f} kB: {taken:.2f} s, {target / taken / 1e6:.2f} MB/s")
    say(f"time per byte at 5 MB against 50 kB: {per_byte[1] / per_byte[0]:.2f}")


if __name__ == "__main__":
    main()
