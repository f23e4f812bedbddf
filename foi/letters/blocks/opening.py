"""B05 and B06: which request this is, when it came, how the letter is laid out, and an apology if it is late."""

from collections.abc import Iterator

from foi.letters.caveats import LATE, SCOPE
from foi.letters.draft import Draft
from foi.letters.facts import RequestFacts
from foi.letters.structure import Block, ListBlock, ListItem, Paragraph, Run, date_words


def opening(draft: Draft) -> Iterator[Block]:
    yield from draft.letter_gaps()
    if draft.facts.requests:
        yield from draft.say("opening.several")
        yield ListBlock(tuple(ListItem(_request(draft, request)) for request in draft.facts.requests))
    else:
        yield from draft.say("opening.response")
    if scope := draft.caveat(SCOPE):
        several, dated = "_several" if draft.facts.requests else "", "_dated" if _gives_another_day(draft) else ""
        yield from draft.say(f"{scope.caveat.wording}{several}{dated}")
    if late := draft.caveat(LATE):
        yield from _late(draft, late.caveat.wording)
    one = len(draft.facts.questions) == 1
    yield from draft.say(f"opening.{'one' if one else 'many'}_{draft.facts.layout.arrangement}")
    yield from numbering(draft)


def _gives_another_day(draft: Draft) -> bool:
    """Whether figures are told as at a day on which their request had not come, or had come already (s.1(4))."""
    received = {request.reference: request.received_on for request in draft.facts.requests}
    live = draft.caveat("CAV_LIVE")
    return live is not None and any(q.as_at != received.get(q.request, draft.facts.received_on) for q in live.questions)


def acknowledgement(draft: Draft) -> Iterator[Block]:
    yield from draft.letter_gaps()
    yield from draft.say("opening.acknowledgement")


def numbering(draft: Draft) -> Iterator[Block]:
    """Our numbers, where they are not simply the requester's."""
    if draft.facts.requests:
        yield from draft.say("opening.marked")
    elif draft.repeats_numbers:
        yield from draft.say("opening.renumbered")
    elif draft.renumbers:
        labelled = any(question.printed_label.strip() for question in draft.facts.questions)
        yield from draft.say("opening.numbered" if labelled else "opening.unnumbered")


def _late(draft: Draft, wording: str) -> Iterator[Block]:
    late = [request for request in draft.facts.requests if draft.facts.is_after(request.due_on)]
    if not late:
        yield from draft.say(wording)
        return
    language = draft.facts.authority.language
    dates = [
        draft.phrase(f"{wording}_request", mark=request.mark, due_on=date_words(request.due_on, language))
        for request in late
        if request.due_on
    ]
    yield from draft.say(f"{wording}_several", dates=draft.listed(dates))


def _request(draft: Draft, request: RequestFacts) -> tuple[Block, ...]:
    key = "requests.line" if request.subject.strip() else "requests.line_without_subject"
    received_on = date_words(request.received_on, draft.facts.authority.language)
    text = draft.phrase(
        key, mark=request.mark, reference=request.reference, subject=request.subject, received=received_on
    )
    return (Paragraph((Run(text),)),)
