"""B14: the caveats that the recorded facts call for, each once, in one place (LET-22)."""

from collections.abc import Callable, Iterator

from foi.letters.caveats import ChosenCaveat
from foi.letters.draft import Draft
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Blocks, Heading, date_words
from foi.organisation.letter_layout import CaveatsPlace


def caveats_before(draft: Draft) -> Iterator[Block]:
    if draft.facts.layout.caveats is CaveatsPlace.BEFORE:
        yield from _caveats(draft)


def caveats_after(draft: Draft) -> Iterator[Block]:
    if draft.facts.layout.caveats is CaveatsPlace.AFTER:
        yield from _caveats(draft)


def _caveats(draft: Draft) -> Iterator[Block]:
    chosen = [item for item in draft.caveats if item.caveat.block == "caveats"]
    if not chosen:
        return
    yield Heading(draft.phrase("caveats.heading"), 2)
    for item in chosen:
        yield from _caveat(draft, item)


def _caveat(draft: Draft, chosen: ChosenCaveat) -> Blocks:
    values = {"questions": draft.numbers(chosen.questions) if chosen.questions else ""}
    if chosen.caveat.detail is not None:
        values["details"] = _details(draft, chosen.questions, chosen.caveat.detail)
    if chosen.code == "CAV_LIVE":
        values["dates"] = _dates(draft, chosen)
    if chosen.code == "CAV_SMALL":
        values["heading"] = draft.phrase("refusal.heading")
    return draft.say(chosen.caveat.wording, **values)


def _details(draft: Draft, questions: tuple[QuestionFacts, ...], detail_of: Callable[[QuestionFacts], str]) -> str:
    """What each answer says, one after the other in one paragraph; the same words for several questions once."""
    by_detail: dict[str, list[QuestionFacts]] = {}
    for question in questions:
        by_detail.setdefault(detail_of(question).strip(), []).append(question)
    sentences = []
    for detail, alike in by_detail.items():
        text = draft.phrase("caveats.detail", questions=draft.numbers(alike, first_word=True), detail=detail)
        sentences.append(text if text.endswith((".", "!", "?")) else f"{text}.")
    return " ".join(sentences)


def _dates(draft: Draft, chosen: ChosenCaveat) -> str:
    by_day: dict[str, list[QuestionFacts]] = {}
    for question in chosen.questions:
        if question.as_at:
            day = date_words(question.as_at, draft.facts.authority.language)
            by_day.setdefault(day, []).append(question)
    return draft.listed(
        [
            draft.phrase("caveats.live_date", questions=draft.numbers(questions), as_at=day)
            for day, questions in by_day.items()
        ]
    )
