"""What an officer may do with a stretch of the request's text: make it a question, give it to one, say what else it is.

Whatever was taken for something else before gives way: a question loses the words that are no longer its own, and one
that has none left is a question no more.
"""

from __future__ import annotations

from typing import Any

from foi.intake import lead_ins, wording
from foi.intake.lead_ins import label_and_words, with_label
from foi.intake.passages import LEFT_OVER, Passage, Stretch, joined, places_of, taken_anew, trimmed, with_stops
from foi.intake.passages import left_over as left_over_in
from foi.intake.question_list import make_room, new_question, renumber, sibling_of
from foi.intake.split_changes import add_question, change
from foi.intake.splitter import PassageKind
from foi.intake.splitter.headings import names_subject
from foi.intake.splitter.labels import Label
from foi.intake.tables_asked import joined_words
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from workflows.perform import NotPossible

#: what an officer may say that a stretch is, when it is no question, the likeliest first
OTHER_KINDS = (
    PassageKind.BACKGROUND,
    PassageKind.NOTE,
    PassageKind.SCOPE,
    PassageKind.DEFINITION,
    PassageKind.CONTEXT,
    PassageKind.INTRODUCTION,
    PassageKind.HEADING,
    PassageKind.FORMAT_WISH,
    PassageKind.BOILERPLATE,
    PassageKind.COURTESY,
    PassageKind.GREETING,
    PassageKind.SIGN_OFF,
    PassageKind.FOOTER,
    PassageKind.HEADER,
    PassageKind.QUOTED_TRAIL,
    PassageKind.REPLY,
    PassageKind.TABLE,
    PassageKind.TITLE,
)
LONGEST_QUESTION = 100_000


def make_question(foi_request: FoiRequest, start: int, end: int, *, by: User) -> Question:
    """A question of exactly the words from `start` to `end`, wraps joined, at its place in the requester's order.

    A label that stands right before them comes along, as its label. A question all of whose words are in there is the
    one that stays, with its department and date.
    """
    start, end = _stretch(foi_request, start, end)
    start = with_label(foi_request.text, start)
    label, text = label_and_words(foi_request.text, start, end)
    made: list[Question] = []

    def work(locked: FoiRequest) -> dict[str, Any]:
        shortened, emptied = _give_way(locked, start, end)
        if emptied:
            question = emptied.pop(0)
            question.text = text
            question.save(update_fields=["text"])
        else:
            question = _placed(locked, start, text, label, shortened)
        _hand_on(locked, emptied, kind="question", to=question)
        _take(locked, start, end, "question", question.pk)
        renumber(locked)
        question.refresh_from_db()
        made.append(question)
        return {"text": text, "number": question.number, "instead_of": [gone.text for gone in emptied]}

    change(foi_request, f"Question made of “{_short(text)}”", work, by=by)
    return made[0]


def add_typed(foi_request: FoiRequest, text: str, *, by: User) -> Question:
    """A question that was missed: taken from the text like selected words where its words stand there, else as typed,
    at the end of the list."""
    place = _unasked_place(foi_request, text)
    if place is None:
        return add_question(foi_request, text, by=by)
    words = joined_words(foi_request.text, *place)
    for question in foi_request.questions.filter(start__lte=place[0], end__gte=place[1]):
        if question.text == words:
            raise NotPossible(f"These words are question {question.number} already.")
    return make_question(foi_request, *place, by=by)


def add_to_question(question: Question, start: int, end: int, *, by: User) -> Question:
    """The words from `start` to `end` become part of `question`: before its own words or after them, as they stand."""
    foi_request = question.foi_request
    start, end = _stretch(foi_request, start, end)
    words = joined_words(foi_request.text, start, end)

    def work(locked: FoiRequest) -> dict[str, Any]:
        _, emptied = _give_way(locked, start, end, besides=question.pk)
        mine = wording.own_words(locked.text, locked.passages, question.pk)
        own = {word.start for word in mine if word.kind == "question"}
        new = [word for word in wording.words_in(locked.text, start, end) if word.start not in own]
        if new:
            added = " ".join(locked.text[word.start : word.end] for word in new)
            first = question.start is not None and start < question.start
            question.text = f"{added} {question.text}" if first else f"{question.text} {added}"
            question.save(update_fields=["text"])
        _hand_on(locked, emptied, kind="question", to=question)
        _take(locked, start, end, "question", question.pk)
        renumber(locked)
        return {"text": words, "question": question.number}

    change(foi_request, f"“{_short(words)}” made part of question {question.number}", work, by=by)
    question.refresh_from_db()
    return question


def take_for(foi_request: FoiRequest, start: int, end: int, kind: PassageKind, *, by: User) -> None:
    """The words from `start` to `end` are no question but `kind`."""
    if kind not in OTHER_KINDS:
        raise NotPossible("Choose what this part of the text is.")
    start, end = _stretch(foi_request, start, end)
    words = joined_words(foi_request.text, start, end)

    def work(locked: FoiRequest) -> dict[str, Any]:
        _, emptied = _give_way(locked, start, end)
        _hand_on(locked, emptied, kind=kind.value, to=None)
        _take(locked, start, end, kind.value, None)
        renumber(locked)
        return {"text": words, "kind": kind.value, "questions": [gone.text for gone in emptied]}

    change(foi_request, f"“{_short(words)}” taken for: {kind.label.lower()}", work, by=by)


def leave_the_rest(foi_request: FoiRequest, *, by: User) -> int:
    """All that is left over is background; returns how many places that were. Only ever an officer's own decision."""
    found = left_over_in(foi_request.passages, len(foi_request.text))
    if not found:
        raise NotPossible("Nothing of the text is left over.")

    def work(locked: FoiRequest) -> dict[str, Any]:
        passages = _without_gaps(locked)
        locked.passages = [
            {**p, "kind": PassageKind.BACKGROUND.value, "question": None} if p["kind"] == LEFT_OVER else p
            for p in passages
        ]
        return {"places": len(found), "texts": [locked.text[start:end] for start, end in found]}

    change(foi_request, "What was left over taken for background", work, by=by)
    return len(found)


def _unasked_place(foi_request: FoiRequest, words: str) -> Stretch | None:
    """Where the words stand in the text, if they do; rather where nothing is asked yet."""
    found = places_of(words, foi_request.text)
    asked = [(p["start"], p["end"]) for p in foi_request.passages if p["kind"] == "question"]
    free = (place for place in found if not any(start < place[1] and place[0] < end for start, end in asked))
    return next(free, found[0] if found else None)


def _stretch(foi_request: FoiRequest, start: int, end: int) -> tuple[int, int]:
    found = trimmed(foi_request.text, start, end)
    if found is None:
        raise NotPossible("Select some words of the request first.")
    found = with_stops(foi_request.text, *found)
    if found[1] - found[0] > LONGEST_QUESTION:
        raise NotPossible(f"Select fewer than {LONGEST_QUESTION:,} characters.")
    return found


def _give_way(
    foi_request: FoiRequest, start: int, end: int, *, besides: int | None = None
) -> tuple[list[Question], list[Question]]:
    """The questions that lose words to the stretch: those that keep some, shortened, and those that keep none."""
    ids = _owners(foi_request, start, end) - ({besides} if besides else set())
    shortened, emptied = [], []
    for question in foi_request.questions.filter(pk__in=ids).order_by("position"):
        text = wording.without(foi_request.text, foi_request.passages, question.pk, question.text, start, end)
        if not text:
            emptied.append(question)
            continue
        if text != question.text:
            question.text = text
            question.save(update_fields=["text"])
        shortened.append(question)
    return shortened, emptied


def _placed(foi_request: FoiRequest, start: int, text: str, label: Label | None, shortened: list[Question]) -> Question:
    """A new question after the last one that begins before it, in the same list if the text shows that."""
    cut = next((q for q in shortened if q.start is not None and q.start <= start), None)
    begun = [q for q in foi_request.questions.all() if q.start is not None and q.start <= start]
    if cut is not None and cut.start == start:  # what is left of it comes after the new one
        begun.remove(cut)
        cut.printed_label = ""
        cut.save(update_fields=["printed_label"])
    before = max(begun, key=lambda question: (question.start or 0, question.position), default=None)
    after = before.position if before else 0
    make_room(foi_request, after=after, places=1)
    if cut is not None:
        return sibling_of(cut, after + 1, text, label=label)
    context, path = lead_ins.place_in_list(foi_request, start, label)
    printed = label.printed if label else ""
    return new_question(foi_request, after + 1, text, after=before, label=printed, context=context, path=path)


def _hand_on(foi_request: FoiRequest, questions: list[Question], *, kind: str, to: Question | None) -> None:
    """What still belongs to questions that are none any more goes with their words; what was cut stays cut."""
    ids = {question.pk for question in questions}
    foi_request.passages = [
        {**p, "kind": kind if p["kind"] == "question" else p["kind"], "question": to.pk if to else None}
        if p["question"] in ids
        else p
        for p in foi_request.passages
    ]
    for question in questions:
        question.delete()


def _take(foi_request: FoiRequest, start: int, end: int, kind: str, question: int | None) -> None:
    touched = _owners(foi_request, start, end) | ({question} if question else set())
    was = foi_request.passages
    passages = _without_gaps(foi_request)
    passages = taken_anew(passages, start, end, kind=kind, question=question, which=lambda p: p["kind"] != "blank")
    foi_request.passages = joined(passages)
    _say_again(foi_request, joined_words(foi_request.text, start, end), kind)
    for one in foi_request.questions.filter(pk__in=touched):
        own = [p for p in foi_request.passages if (p["kind"], p["question"]) == ("question", one.pk)]
        one.start, one.end = (own[0]["start"], own[-1]["end"]) if own else (None, None)
        one.save(update_fields=["start", "end"])
    lead_ins.told_anew(foi_request, start, end, was, kind)
    _headings_anew(foi_request, was)


def _owners(foi_request: FoiRequest, start: int, end: int) -> set[int]:
    return {p["question"] for p in foi_request.passages if p["question"] and p["start"] < end and start < p["end"]}


def _without_gaps(foi_request: FoiRequest) -> list[Passage]:
    """A stretch that no passage held is one that is left over."""
    result, position = [], 0
    for passage in [*foi_request.passages, {"start": len(foi_request.text), "end": len(foi_request.text)}]:
        if passage["start"] > position:
            result.append({"start": position, "end": passage["start"], "kind": LEFT_OVER, "question": None})
        if passage["start"] < passage["end"]:
            result.append(passage)
        position = passage["end"]
    return result


def _headings_anew(foi_request: FoiRequest, was: list[Passage]) -> None:
    """Questions stand under the last heading above them, where that one has come or gone."""
    before, now = _headings(was), _headings(foi_request.passages)
    changed = before ^ now
    moved = []
    for question in foi_request.questions.filter(start__isnull=False) if changed else ():
        above = [one for one in before | now if one[1] <= (question.start or 0)]
        if above and max(above) in changed:
            there = max(now.intersection(above), default=None)
            words = joined_words(foi_request.text, *there) if there else ""
            question.group = words if there in changed or names_subject(words) else ""
            moved.append(question)
    Question.objects.bulk_update(moved, ["group"])


def _headings(passages: list[Passage]) -> set[Stretch]:
    return {(p["start"], p["end"]) for p in passages if p["kind"] == PassageKind.HEADING}


def _say_again(foi_request: FoiRequest, words: str, kind: str) -> None:
    """The letter repeats what applies to all questions and the requester's notes: it has to repeat what now stands."""
    for name, of in (("scope", (PassageKind.SCOPE, PassageKind.DEFINITION)), ("notes", (PassageKind.NOTE,))):
        said = [one for one in getattr(foi_request, name) if " ".join(one.split()) not in words]
        setattr(foi_request, name, [*said, words] if kind in of else said)


def _short(words: str) -> str:
    return words if len(words) <= 50 else f"{words[:49]}…"
