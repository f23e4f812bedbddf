"""How an estimate under section 12 was reached, in the words of a letter (COST-8), and the advice offered (COST-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.answers.estimate import Costing
from foi.law.cost_limit import Basis, CostLine, Estimate
from foi.law.cost_words import cost_in_words, hours_in_words, plain, pounds
from foi.law.outcomes import Outcome
from foi.letters.structure import date_words
from foi.letters.wording import Wording, Words, shipped_wording

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def estimate_in_words(costing: Costing, number: str, outcome: Outcome, wording: Wording, mark: str = "") -> str:
    """The estimate that the refusal of question `number` rests on, as Markdown; "" if there is none.

    Questions that are counted together get the same text, so that the letter prints it once. The questions of other
    requests, and who asked them, are not told: only how many requests there are and what they come to. `mark`: what the
    numbers begin with in a letter that answers several requests.
    """
    weighed, own = costing.weighed_with(number), costing.estimate.of(*(costing.together or (number,)))
    if number not in costing.together:
        own = costing.estimate.of(number)
    if outcome is Outcome.COST_LIMIT_TO_CONFIRM:
        # LET-6, COST-9: to tell of extracting it would say that it is held
        weighed, own = weighed.to_confirm(), own.to_confirm()
    if not weighed.lines:
        return ""
    words, language = Words(wording, {}), wording.language
    parts = [*_by_question(words, own, mark)]
    if number in costing.together and costing.others:
        days = [other.received_on for other in costing.others]
        elsewhere = weighed.minutes - own.minutes
        parts.append(
            words.phrase(
                "estimate.others", count=str(len(days)), first=date_words(min(days), language),
                last=date_words(max(days), language),
                time=hours_in_words(elsewhere, language),
            )
        )  # fmt: skip
    parts.append(
        words.phrase(
            "estimate.total", time=hours_in_words(weighed.minutes, language), rate=pounds(weighed.limit.hourly_rate),
            cost=cost_in_words(weighed, language), limit=pounds(weighed.limit.amount),
        )
    )  # fmt: skip
    return "\n\n".join(parts)


def advice_in_words(costing: Costing) -> str:
    """What an officer is offered as the advice of section 16: the questions that would fit within the limit, if not
    all of them do."""
    words = Words(shipped_wording(), {})
    estimate = costing.estimate
    fitting = estimate.would_fit()
    parts = []
    if fitting and len(fitting) < len(estimate.questions):
        listed = fitting[0] if len(fitting) == 1 else f"{', '.join(fitting[:-1])} and {fitting[-1]}"
        questions = f"question {listed}" if len(fitting) == 1 else f"questions {listed} together"
        time = hours_in_words(estimate.of(*fitting).minutes)
        parts.append(words.phrase("advice.fits", questions=questions, time=time))
    return "\n\n".join([*parts, words.phrase("advice.shorter")])


def _by_question(words: Words, estimate: Estimate, mark: str) -> Iterator[str]:
    for question in estimate.questions:
        if len(estimate.questions) > 1:
            yield words.phrase("estimate.question", number=mark + question)
        yield "\n".join(f"- {_line(words, line)}" for line in estimate.of(question).lines)


def _line(words: Words, line: CostLine) -> str:
    what = words.phrase(f"estimate.{line.activity.value}")
    if line.system:
        what = words.phrase("estimate.where", what=what, system=_MARKS.sub(r"\\\1", line.system))
    if not line.minutes:
        return words.phrase("estimate.only_other_cost", what=what, cost=pounds(line.other_cost))
    key = "record" if line.records == 1 else "records"
    if line.people > 1:
        key = "record_people" if line.records == 1 else "people"
    said = [
        words.phrase(
            f"estimate.{key}", what=what, records=plain(line.records), minutes=plain(line.minutes_per_record),
            people=str(line.people), time=hours_in_words(line.minutes, words.wording.language),
        ),
        words.phrase(f"estimate.{line.basis.value}", sample=plain(line.sample_size or 0))
        if line.basis is Basis.SAMPLE else words.phrase(f"estimate.{line.basis.value}"),
    ]  # fmt: skip
    if line.other_cost:
        said.append(words.phrase("estimate.other_cost", cost=pounds(line.other_cost)))
    return " ".join(said)
