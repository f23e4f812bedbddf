"""Learns what the splitter's signals are worth from requests that readers split.

    make weights              writes foi/intake/splitter/weights.json
    make weights W=--try      writes nothing: learns from all files but some, in turn, and scores those

The learner is a conditional random field (python-crfsuite, L-BFGS with an L2 penalty): it is needed here only;
the splitter itself just adds up what stands in the file. Besides `tests/intake/splitter/corpus/learnt` it learns from
the invented examples and sentences of the splitter's tests, and never from `corpus/apart`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from itertools import chain
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from foi.intake.splitter.signals import signals  # noqa: E402
from foi.intake.splitter.splitting import units_of  # noqa: E402
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER, Unit  # noqa: E402
from foi.intake.splitter.weighing import FILE, HUNDREDTHS, TAGS  # noqa: E402
from tests.intake.splitter import corpus, gold  # noqa: E402

FORBIDDEN = -20  # what a step is worth that was never seen
LEAST = 5  # hundredths between the tags that a signal favours most and least; what says less is left out
# Hundredths added to what coming to OTHER is worth: text that asks for nothing should seldom be reported. Chosen on
# files held out: it takes away a quarter of such text, and one request in three hundred is no longer split perfectly.
RELUCTANCE = 60
FOLDS = 6
OWN = 2  # how much one of the tests' own examples counts
SETTINGS = {"c2": 1.0, "max_iterations": 150, "feature.minfreq": 2, "feature.possible_transitions": True}

Row = tuple[list[list[str]], list[str]]  # signals and right tags of one request


def tags(request: corpus.Request, units: list[Unit]) -> list[str]:
    """What each unit is by the marks: a unit belongs to the span that holds most of it."""
    found, begun = [], set()
    for unit in units:
        most, tag, owner = 0, OTHER, -1
        for mark, right in (("q", BEGINS), ("c", LEADS)):
            for number, (start, end) in enumerate(request.spans[mark]):
                shared = min(unit.end, end) - max(unit.start, start)
                if shared > most and shared * 2 >= min(unit.end - unit.start, end - start):
                    most, tag, owner = shared, right, number
        if tag == BEGINS:
            tag = GOES_ON if owner in begun else BEGINS
            begun.add(owner)
        found.append(tag)
    return found


def row(request: corpus.Request) -> Row:
    units = units_of(request.text)
    return [sorted(one.names()) for one in signals(units)], tags(request, units)  # in order: the same in every run


class Learnt(NamedTuple):
    """As in the file: rows and columns in the order of TAGS; a row of `steps` is the tag that one comes from."""

    steps: list[list[int]]
    signals: dict[str, list[int]]


def learn(rows: list[Row]) -> Learnt:
    trainer = pycrfsuite.Trainer(verbose=False)
    for names, right in rows:
        trainer.append(names, right)
    trainer.set_params(SETTINGS)
    with tempfile.NamedTemporaryFile(suffix=".crf") as model:
        trainer.train(model.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(model.name)
        learnt = tagger.info()
    worth: dict[str, list[int]] = defaultdict(lambda: [0] * len(TAGS))
    for (name, tag), value in learnt.state_features.items():
        worth[name][TAGS.index(tag)] = round(value * HUNDREDTHS)
    steps = [[round(learnt.transitions.get((a, b), FORBIDDEN) * HUNDREDTHS) for b in TAGS] for a in TAGS]
    for values in steps:
        values[TAGS.index(OTHER)] += RELUCTANCE
    return Learnt(steps, {name: values for name, values in sorted(worth.items()) if max(values) - min(values) >= LEAST})


def write(learnt: Learnt, path: Path) -> None:
    """A line for each signal, so that a difference between two versions can be read."""
    rows = [
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(values, separators=(',', ':'))}"
        for name, values in learnt.signals.items()
    ]
    lines = ",\n".join(rows)
    path.write_text(f'{{"steps": {json.dumps(learnt.steps)},\n"signals": {{\n{lines}\n}}}}\n', encoding="utf-8")


def attempt(held: list[corpus.Request], others: list[Row]) -> list[gold.Score]:
    """Scores of some requests with weights learnt from the others."""
    from foi.intake.splitter import weighing

    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        write(learn(others), Path(file.name))
        weighing.FILE = Path(file.name)
        weighing.weights.cache_clear()
        return [gold.score(request.example()) for request in held]


def file_of(request: corpus.Request) -> str:
    return request.name.partition("-")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--try", action="store_true", dest="only_try", help="write nothing, say how well it would do")
    only_try = parser.parse_args().only_try
    written = list(corpus.requests("learnt"))
    taught = [*written, *corpus.bare(written), *corpus.invented() * OWN]
    with Pool() as pool:
        rows = pool.map(row, taught, chunksize=20)
        if not only_try:
            write(learn(rows), FILE)
            print(f"{len(written)} requests and {len(taught) - len(written)} examples gave {FILE.name}")  # noqa: T201
            return
        files = sorted(set(map(file_of, written)))
        tasks = []
        for held in (set(files[fold::FOLDS]) for fold in range(FOLDS)):
            others = [one for request, one in zip(taught, rows, strict=True) if file_of(request) not in held]
            tasks.append(([request for request in written if file_of(request) in held], others))
        scores = list(chain.from_iterable(pool.starmap(attempt, tasks, chunksize=1)))
    for file in files:
        print(file, gold.total(one for one in scores if one.example.name.partition("-")[0] == file))  # noqa: T201
    print("all", gold.total(scores))  # noqa: T201


if __name__ == "__main__":
    main()
