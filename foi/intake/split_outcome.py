"""What became of each proposed question, worked out from the split as proposed and the split as confirmed.

Nothing is noted along the way, so that a change that was taken back leaves no trace in the figures: what counts is
which question holds the words of a proposal in the end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from foi.intake.passages import Passage
from foi.intake.revisions import Snapshot, proposal_of, snapshot
from foi.intake.split_records import Fate, SplitOutcome
from foi.requests.models import FoiRequest


class Form(models.TextChoices):
    """How a question was marked in the text."""

    NUMBERED = "numbered", "Numbered: 1. 2) Q3"
    LETTERED = "lettered", "Lettered: (a) b."
    BULLETED = "bulleted", "Bulleted"
    LISTED = "listed", "In a list without labels"
    PROSE = "prose", "In running text"


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    kind: str
    form: Form
    cues: tuple[str, ...] = ()
    proposed: str = ""
    confirmed: str = ""


def record_outcomes(foi_request: FoiRequest) -> None:
    """Keep what became of the proposals of a split that has just been confirmed, in place of an earlier account."""
    found = outcomes(proposal_of(foi_request), snapshot(foi_request))
    forget_outcomes(foi_request)
    SplitOutcome.objects.bulk_create(
        SplitOutcome(
            foi_request=foi_request, position=position, fate=one.fate, kind=one.kind, form=one.form,
            cues=list(one.cues), proposed=one.proposed, confirmed=one.confirmed,
        )
        for position, one in enumerate(found, start=1)
    )  # fmt: skip


def forget_outcomes(foi_request: FoiRequest) -> None:
    SplitOutcome.objects.filter(foi_request=foi_request).delete()


def outcomes(proposed: Snapshot, confirmed: Snapshot) -> list[Outcome]:
    """One for each proposed question, in order, then one for each that was added."""
    stood = {question["id"]: question for question in proposed["questions"] if question["proposal"]}
    stands = {question["id"]: question for question in confirmed["questions"]}
    holders = _holders(proposed["passages"], confirmed["passages"], set(stands))  # proposal -> who has its words now
    sources: dict[int, set[int]] = defaultdict(set)  # question -> the proposals whose words it has
    for source, held_by in holders.items():
        for holder in held_by:
            sources[holder].add(source)
    results = [_of_proposal(question, stands, holders[pk], sources) for pk, question in stood.items()]
    added = [one for pk, one in stands.items() if pk not in stood and not sources[pk] & set(stood)]
    results += [Outcome(Fate.ADDED, one["kind"], form_of(one, ()), confirmed=one["text"]) for one in added]
    return results


def _of_proposal(
    was: Mapping[str, Any], stands: Mapping[int, Mapping[str, Any]], holders: set[int], sources: Mapping[int, set[int]]
) -> Outcome:
    pk, proposal = was["id"], was["proposal"]
    now = stands.get(pk)
    others = holders - {pk}
    # Words that another proposed question has now: the two were one, unless both are still there.
    absorbed = now is not None and any(source not in stands for source in sources.get(pk, set()) - {pk})
    if now is None:
        fate = (
            Fate.DROPPED if not others else Fate.MERGED if any(stands[o]["proposal"] for o in others) else Fate.EDITED
        )
    elif absorbed:
        fate = Fate.MERGED
    elif any(not stands[other]["proposal"] for other in others):
        fate = Fate.DIVIDED
    elif (now["text"], now["kind"]) == (proposal["text"], proposal["kind"]):
        fate = Fate.ACCEPTED
    else:
        fate = Fate.EDITED
    confirmed = now["text"] if now else " / ".join(stands[other]["text"] for other in sorted(others))
    cues = tuple(_general(cue) for cue in proposal["cues"])
    return Outcome(fate, proposal["kind"], form_of(was, cues), cues, proposal["text"], confirmed)


def _holders(proposed: Iterable[Passage], confirmed: list[Passage], there: set[int]) -> dict[int, set[int]]:
    """Which questions hold words that were proposed as those of each question. Both lists cover the text in order."""
    holders: dict[int, set[int]] = defaultdict(set)
    index = 0
    for passage in proposed:
        if passage["kind"] != "question":
            continue
        while index < len(confirmed) and confirmed[index]["end"] <= passage["start"]:
            index += 1
        for now in confirmed[index:]:
            if now["start"] >= passage["end"]:
                break
            if now["kind"] == "question" and now["question"] in there:
                holders[passage["question"]].add(now["question"])
    return holders


def form_of(question: Mapping[str, Any], cues: Iterable[str]) -> Form:
    label = re.sub(r"\W", "", question["printed_label"])
    if question["printed_label"] and (not label or label == "o"):
        return Form.BULLETED
    if re.search(r"\d", label):
        return Form.NUMBERED
    if label:
        return Form.LETTERED
    return Form.LISTED if any(cue.startswith(("is an item", "is a line")) for cue in cues) else Form.PROSE


def _general(cue: str) -> str:
    """ "has the label (a)" says the same of every label, "says “copy”" of every word."""
    if cue.startswith("says “"):
        return "says words that others ask with"
    return "has a label" if cue.startswith("has the label") else cue
