"""Lists to questions: each item that is asked, with its parents' words as context."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.drafts import Draft, Marks
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.lists import Verdict, is_context, judge, mostly_asks, needed
from foi.intake.splitter.parts import Item, Listing, Sentence
from foi.intake.splitter.reading import is_handling
from foi.intake.splitter.readings import QUESTION_MARK, Reading, Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import AUX, word_set

# Labelled or not, these ask for nothing (R8).
_NO_QUESTION = frozenset(
    (Role.FORMAT, Role.COURTESY, Role.BOILERPLATE, Role.NOTE, Role.DEFINITION, Role.LINK, Role.SCOPE, Role.PERIOD)
)


_VERB_FIRST = re.compile(rf"{AUX} (?!(?:you|the|your|there|any|it|they|we|this|that|these|those|all|he|she)\b)")
_ONESELF = word_set("i we my our i'm we're i've we've i'd we'd")


class ListDrafting:
    """What a walk over the outline has drafted so far, and how it drafts lists."""

    def __init__(self, *, trusting: bool = False) -> None:
        self.trusting = trusting  # nothing else asks: what the writer set out as a list is what they ask
        self.drafts: list[Draft] = []
        self.marks = Marks()
        self.group = ""
        self.section: P | None = None  # under a heading such as "Definitions"
        self.leads: list[Sentence] = []  # lead-ins still open
        self.previous: Draft | None = None  # the ask in prose that an addition may belong to
        self.asks_elsewhere = False

    def _listing(
        self, listing: Listing, lead: Sentence | None, path: tuple[str, ...], context: tuple[str, ...] = ()
    ) -> None:
        """A list whose items are questions, or lead to questions."""
        if lead is None and not path and not self.trusting and self._is_no_list_of_questions(listing):
            return
        if _are_groups(listing):
            for item in listing.items:
                self.group = item.label.printed
                self.marks.label(item, P.HEADING)
                for inner in item.lists:
                    self._listing(inner, None, path, context)
            return
        if lead is not None:
            listing.completes = _is_broken_off(lead)
            wanted = needed(lead, listing.items)
            self.marks.sentence(lead, P.CONTEXT if wanted else P.INTRODUCTION)
            if wanted:
                context = (*context, *(one.text for one in self.leads if is_context(one)), lead.text)
        self.leads = []
        self.previous = None
        for number, item in enumerate(listing.items, 1):
            self._item(item, number, path, context)

    def _is_no_list_of_questions(self, listing: Listing) -> bool:
        """A list with no lead-in that is background, a note or periods: set it aside."""
        verdict = judge(listing, None, asks_elsewhere=self.asks_elsewhere)
        if verdict is not Verdict.SAME and not (self.section and not mostly_asks(listing)):
            return False
        first = listing.items[0].role
        kind = self.section or {Role.LINK: P.NOTE, Role.PERIOD: P.SCOPE}.get(first, P.BACKGROUND)
        for item in listing.items:
            self.marks.item(item, kind)
        for words in listing.all_words():
            self.marks.remember(words, kind)
        return True

    def _item(self, item: Item, number: int, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        parts = item.label.parts if item.label.kind != "b" else (f"#{number}",)
        if len(parts) > 1 and path[1 - len(parts) :] == parts[:-1]:
            parts = parts[-1:]  # "1b)" under 1
        here = (*path, *parts)
        if not item.lists:
            self._leaf(item, here, context)
            return
        own = list(item.sentences())
        if not own:
            self.marks.label(item, P.CONTEXT)
        elif not self.trusting and all(
            _remarks(inner, own) or judge(inner, own[-1]) is not Verdict.LEAVES for inner in item.lists
        ):
            if own[-1].role is Role.LEAD and all(_only_periods(inner) for inner in item.lists):
                self.marks.item(item, P.SCOPE)
                self.marks.remember(
                    " ".join([item.words, *(words for one in item.lists for words in one.all_words())]), P.SCOPE
                )
            else:
                self._leaf(item, here, context)
            return
        else:
            context = self._parent(item, own, here, context)
        for inner in item.lists:
            inner.completes = bool(own) and _is_broken_off(own[-1])
            self._listing(inner, None, here, context)

    def _parent(
        self, item: Item, own: list[Sentence], path: tuple[str, ...], context: tuple[str, ...]
    ) -> tuple[str, ...]:
        """An item above sub-items: a question as well if it asks something itself (R3). Returns their context."""
        lead = own[-1]
        inside = any(_asks_by_itself(listing.items[0]) for listing in item.lists)
        stops = lead.text[-1] in ".?!)" or (lead.text[-1] == ";" and last_word(lead.text) not in UNFINISHED)
        complete = not lead.opens and (stops or inside)
        if complete and any(one.role in (Role.ASK, Role.NOUN, Role.CLAUSE) for one in own):
            self._leaf(item, path, context, own)
            return context if inside else (*context, " ".join(one.text for one in own))
        before = own[:-1]
        if any(one.role is Role.ASK for one in before):
            self._leaf(item, path, context, before)
            self.marks.sentence(lead, P.CONTEXT)
            return (*context, lead.text)
        for paragraph in item.paragraphs:
            self.marks.add(paragraph.block.start, paragraph.block.end, P.CONTEXT)
        return (*context, item.words)

    def _leaf(
        self, item: Item, path: tuple[str, ...], context: tuple[str, ...], only: list[Sentence] | None = None
    ) -> None:
        """One labelled question with all its sentences (R2), or nothing if it asks for nothing."""
        label = item.label.printed
        if not item.paragraphs:
            if item.lists:
                self._leaf_of_values(item, path, context)
            else:
                self.marks.label(item, P.CONTEXT)
            return
        if only is None and len(item.paragraphs) == 1 and not item.lists and "?" in item.words:
            block = item.paragraphs[0].block
            if item.parent.items[-1] is not item or block.body[-1] == "?":
                self._plain_leaf(item, block, path, context)
                return
        found = only if only is not None else list(item.sentences())
        if (
            not item.parent.completes
            and item.role is not Role.ASK
            and (all(_asks_nothing(one) for one in found) or (not context and _speaks_of_oneself(found)))
        ):
            self.marks.label(item, P.NOTE)
            for one in item.all_sentences():
                self.marks.set_aside(one)
            return
        dropped: list[Sentence] = []
        if found[0].block.flattened and item.parent.items[-1] is item and only is None:
            found, dropped = without_tail(found)
        if item.parent.items[-1] is item and not item.lists:
            while len(found) > 1 and found[-1].text[-1] != "?" and found[-1].role in (Role.COURTESY, Role.BOILERPLATE):
                dropped.append(found.pop())
        draft = Draft(label, path, [], found[0].block.start, found[-1].span[1])
        draft.context = context
        draft.group = self.group
        draft.item = item
        self.drafts.append(draft)
        whole = only is None and not dropped
        for number, paragraph in enumerate(item.paragraphs):
            block = paragraph.block
            if number and block.labels:
                draft.pieces += [one.printed for one in block.labels]
            inside = [block.body] if whole else [one.text for one in found if one.block is block]
            if not inside:
                break
            draft.pieces += inside
            end = block.end if whole else max(one.span[1] for one in found if one.block is block)
            self.marks.add(block.start, end, P.QUESTION, draft)
        if only is None:
            for listing in item.lists:
                self._swallow(draft, listing)
        draft.cues = label_cues(item, found[0].reading, context)
        for one in reversed(dropped):
            self.marks.set_aside(one)

    def _plain_leaf(self, item: Item, block: Block, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        """The common case, quickly: a label and its question."""
        draft = Draft(item.label.printed, path, [block.body], block.start, block.end)
        draft.context, draft.group, draft.item = context, self.group, item
        self.drafts.append(draft)
        self.marks.add(block.start, block.end, P.QUESTION, draft)
        draft.cues = label_cues(item, QUESTION_MARK, context)

    def _leaf_of_values(self, item: Item, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        start = item.printed_at if item.printed_at >= 0 else item.lists[0].items[0].paragraphs[0].block.start
        draft = Draft(item.label.printed, path, [], start, start + len(item.label.printed))
        draft.context, draft.group, draft.item = context, self.group, item
        self.drafts.append(draft)
        for listing in item.lists:
            self._swallow(draft, listing)
        draft.cues = label_cues(item, None, context)

    def _swallow(self, draft: Draft, listing: Listing) -> None:
        """Add a list's words to a question."""
        for item in listing.items:
            for paragraph in item.paragraphs:
                block = paragraph.block
                draft.pieces += [label.printed for label in block.labels]
                draft.pieces.append(block.body)
                draft.end = max(draft.end, block.end)
                self.marks.add(block.start, block.end, P.QUESTION, draft)
            for inner in item.lists:
                self._swallow(draft, inner)


def without_tail(found: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The last item of a list that was run into one paragraph, and what the request says after it (last one first)."""
    for at in range(1, len(found)):
        if _asks_nothing(found[at]):
            return found[:at], found[at:][::-1]
    return found, []


def label_cues(item: Item, reading: Reading | None, context: tuple[str, ...]) -> list[str]:
    if item.label.kind != "b":
        cues = [f"has the label {item.label.printed}"]
    else:
        cues = ["is an item of a list" if item.label.printed else "is a line under a lead-in"]
    if reading is not None and reading.role in (Role.ASK, Role.NOUN, Role.CLAUSE):
        cues.append(reading.cue)
    if context:
        cues.append("follows a lead-in")
    return cues


def _is_broken_off(lead: Sentence) -> bool:
    """ "... how many were for refusing to:" ends in the middle of a sentence: its items end it, however they look."""
    return last_word(lead.text.rstrip(" :–-")) in UNFINISHED


def _asks_nothing(sentence: Sentence) -> bool:
    if sentence.role is Role.BOILERPLATE and not is_handling(sentence.text):
        return False
    return sentence.role in _NO_QUESTION


def _speaks_of_oneself(found: list[Sentence]) -> bool:
    """ "3. We are a charity. Our members come from all over the county.": the requester's own statements (R8)."""
    own = False
    for one in found:
        if one.text[-1] != "." or not (one.role in (Role.STATEMENT, Role.FRAGMENT) or _asks_nothing(one)):
            return False
        words = one.low.split()
        own = own or words[0] in _ONESELF or (one.role is Role.STATEMENT and not _ONESELF.isdisjoint(words))
    return own


def _asks_by_itself(item: Item) -> bool:
    """ "how many of them were on full pay" does, "has a standard form for it" goes on with the words above it."""
    if item.role is not Role.ASK:
        return False
    return "?" in item.words or _VERB_FIRST.match(item.words) is None


def _remarks(listing: Listing, own: list[Sentence]) -> bool:
    """One bullet under a labelled question is a remark on it, and no list (R2)."""
    return (
        len(listing.items) == 1 and not listing.labelled and own[0].role in (Role.ASK, Role.NOUN) and not own[-1].opens
    )


def _only_periods(listing: Listing) -> bool:
    return all(item.role is Role.PERIOD for item in listing.items)


def _are_groups(listing: Listing) -> bool:
    """Bare labels over a numbering that runs on: "a)" 1. 2. 3. "b)" 4. 5. - headings, not parents."""
    items = listing.items
    if len(items) < 2 or items[0].paragraphs or any(item.paragraphs or not item.lists for item in items):
        return False
    return all(item.lists[0].items[0].label.ordinal > 1 for item in items[1:])
