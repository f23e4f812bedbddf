"""How good the proposals were: what became of each kind of proposed question in all confirmed requests."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foi.intake.split_outcome import Form
from foi.intake.split_records import Fate, SplitOutcome
from foi.requests.models import QuestionKind


@dataclass(slots=True)
class Line:
    """One kind of proposal, and how often each thing became of it."""

    name: str
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def proposed(self) -> int:
        return self.fates.total() - self.fates[Fate.ADDED]

    @property
    def right(self) -> float | None:
        """The share that an officer left as it was; None if nothing of the kind was proposed."""
        return self.fates[Fate.ACCEPTED] / self.proposed if self.proposed else None

    def as_json(self) -> dict[str, Any]:
        share = None if self.right is None else round(self.right, 4)
        return {"name": self.name, "proposed": self.proposed, "right": share, **{f.value: self.fates[f] for f in Fate}}


@dataclass(frozen=True, slots=True)
class Report:
    requests: int
    untouched: int  # requests of which every question was right and none was missed
    total: Line
    by_kind: list[Line]
    by_form: list[Line]
    by_cue: list[Line]

    def as_json(self) -> dict[str, Any]:
        groups = {"by_kind": self.by_kind, "by_form": self.by_form, "by_cue": self.by_cue}
        return {
            "requests": self.requests,
            "untouched": self.untouched,
            "total": self.total.as_json(),
            **{name: [line.as_json() for line in lines] for name, lines in groups.items()},
        }


def report() -> Report:
    """Over all requests whose split is confirmed. A proposal counts once for each of its cues."""
    rows = SplitOutcome.objects.values_list("foi_request_id", "fate", "kind", "form", "cues").iterator()
    total = Line("All questions")
    by_kind, by_form, by_cue = _Lines(QuestionKind), _Lines(Form), _Lines()
    perfect: dict[int, bool] = defaultdict(lambda: True)
    for request_id, fate, kind, form, cues in rows:
        perfect[request_id] &= fate == Fate.ACCEPTED
        total.fates[fate] += 1
        by_kind[kind].fates[fate] += 1
        by_form[form].fates[fate] += 1
        for cue in set(cues):
            by_cue[cue].fates[fate] += 1
    return Report(len(perfect), sum(perfect.values()), total, by_kind.sorted(), by_form.sorted(), by_cue.sorted())


class _Lines(dict[str, Line]):
    def __init__(self, choices: Any = None) -> None:
        super().__init__()
        self.labels: dict[str, str] = dict(choices.choices) if choices else {}

    def __missing__(self, key: str) -> Line:
        line = self[key] = Line(self.labels.get(key, key))
        return line

    def sorted(self) -> list[Line]:
        return sorted(self.values(), key=lambda line: (-line.fates.total(), line.name))


def as_text(found: Report) -> str:
    if not found.requests:
        return "No split has been confirmed yet: there is nothing to report."
    lines = [
        f"{found.requests} confirmed requests, {found.untouched} of them without a touch.",
        *_table("", [found.total]),
        *_table("By kind of question", found.by_kind),
        *_table("By how it was marked in the text", found.by_form),
        *_table("By what made it a question", found.by_cue),
    ]
    return "\n".join(lines)


def _table(title: str, lines: Iterable[Line]) -> Iterable[str]:
    heads = ["proposed", "right", *(fate.value for fate in Fate)]
    width = 52
    yield f"\n{title:<{width}}" + "".join(f"{head:>10}" for head in heads)
    for line in lines:
        share = "-" if line.right is None else f"{line.right:.0%}"
        figures = [line.proposed, share, *(line.fates[fate] for fate in Fate)]
        yield f"{line.name[: width - 1]:<{width}}" + "".join(f"{figure:>10}" for figure in figures)
