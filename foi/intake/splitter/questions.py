"""The outline to questions: which sentences and items are asked, with their context, and what the rest is."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.coverage import Mark
from foi.intake.splitter.reading import is_handling
from foi.intake.splitter.readings import Role
from foi.intake.splitter.lists import Verdict, first_role, judge, mostly_asks, needs
from foi.intake.splitter.outline import Framed, Heading, Item, Label, Listing, Paragraph, Part, Sentence
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.voices import greeting_length

_NAMES_SUBJECTS = ("announces the questions", "asks on a subject")
_KIND_OF_ROLE = {
    Role.LEAD: P.INTRODUCTION,
    Role.TOPIC: P.INTRODUCTION,
    Role.SCOPE: P.SCOPE,
    Role.PERIOD: P.SCOPE,
    Role.ADDS: P.SCOPE,
    Role.NOTE: P.NOTE,
    Role.LINK: P.NOTE,
    Role.DEFINITION: P.DEFINITION,
    Role.BOILERPLATE: P.BOILERPLATE,
    Role.FORMAT: P.FORMAT_WISH,
    Role.COURTESY: P.COURTESY,
}
_NO_QUESTION = frozenset((Role.FORMAT, Role.COURTESY, Role.BOILERPLATE, Role.NOTE, Role.DEFINITION, Role.LINK, Role.SCOPE, Role.PERIOD))


class Draft:
    """A question in the making."""

    __slots__ = ("block", "context", "cues", "end", "group", "item", "label", "numbers", "path", "start", "subject", "text", "topic")

    def __init__(self, label: str, path: tuple[str, ...], text: str, start: int, end: int) -> None:
        self.label = label
        self.path = path
        self.text = text
        self.start = start
        self.end = end
        self.context: tuple[str, ...] = ()
        self.group = ""
        self.cues: list[str] = []
        self.item: Item | None = None
        self.block: Block | None = None
        self.numbers: tuple[object, ...] = ()
        self.topic = False  # "I want information about X": stands only if nothing more exact is asked
        self.subject = False  # one of the subjects that a request names before its list of questions


class Drafting:
    """Walks over the outline once. `marks` says what every stretch was taken for."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.marks: list[tuple[int, int, P, Draft | None]] = []
        self.scope: list[str] = []
        self.notes: list[str] = []
        self.group = ""
        self.sticky: P | None = None  # under a heading such as "Definitions"
        self.leads: list[Sentence] = []  # lead-ins still open
        self.previous: Draft | None = None  # the ask in prose that an addition may belong to
        self.asks_elsewhere = False
        self.exemplified: Block | None = None  # a paragraph in which "e.g." began a row of example questions
        self.noted: Block | None = None  # a paragraph that began as a note stays one

    def run(self, parts: list[Part]) -> None:
        self.asks_elsewhere = _asks_somewhere(parts)
        index = 0
        while index < len(parts):
            part = parts[index]
            following = parts[index + 1] if index + 1 < len(parts) else None
            if isinstance(part, Framed):
                self.mark(part.block.start, part.block.end, part.kind)
                if part.kind is not P.FOOTER:
                    self.leads = []
                self.previous = None
            elif isinstance(part, Heading):
                self.heading(part, first=index == 0 or not self.drafts and isinstance(parts[index - 1], Framed))
            elif isinstance(part, Listing):
                if self.leads:
                    lead = self.leads.pop()
                    self.lead_list(lead, part)
                    self.leads = []
                else:
                    self.listing(part, None, ())
            else:
                index = self.paragraph(part, parts, index)
            index += 1

    # --- marks

    def mark(self, start: int, end: int, kind: P, draft: Draft | None = None) -> None:
        self.marks.append((start, end, kind, draft))

    def mark_sentence(self, sentence: Sentence, kind: P, draft: Draft | None = None) -> None:
        block = sentence.block
        self.mark(block.offset(sentence.start), block.offset(sentence.end - 1) + 1, kind, draft)

    def set_aside(self, sentence: Sentence, kind: P | None = None) -> None:
        """A sentence that is no question: remember what it is."""
        kind = kind or _KIND_OF_ROLE.get(sentence.role, P.BACKGROUND)
        self.mark_sentence(sentence, kind)
        if kind is P.SCOPE:
            self.scope.append(sentence.text)
        elif kind is P.NOTE:
            self.notes.append(sentence.text)

    # --- headings and paragraphs

    def heading(self, heading: Heading, *, first: bool) -> None:
        block = heading.block
        words = f"{block.labels[0].printed} {block.body}".strip() if block.labels else block.body
        self.leads = []
        self.previous = None
        self.sticky = _sticky(words)
        if first and not self.drafts and len(words.split()) > 1 and self.sticky is None:
            self.mark(block.start, block.end, P.TITLE)
            return
        self.mark(block.start, block.end, P.HEADING)
        self.group = "" if self.sticky else words

    def paragraph(self, paragraph: Paragraph, parts: list[Part], index: int) -> int:
        """Handle one paragraph and whatever it opens; returns the index of the last part used."""
        following = parts[index + 1] if index + 1 < len(parts) else None
        block = paragraph.block
        cut = greeting_length(block.body)
        found = paragraph.sentences
        if cut:
            self.mark(block.start, block.offset(cut - 1) + 1, P.GREETING)
            found = _without_greeting(paragraph, cut)
        elif block.labels == [] and block.start < block.offset(0):
            self.mark(block.start, block.offset(0), P.BACKGROUND)
        before = self.previous
        self.previous = before if before is not None and not isinstance(parts[index - 1] if index else None, Listing) else None
        for number, sentence in enumerate(found):
            last = number == len(found) - 1
            if last and isinstance(following, Listing) and (sentence.opens or self._leads_in(sentence, following)):
                self.lead_list(sentence, following)
                return index + 1
            unstopped = sentence.role is Role.LEAD and sentence.text[-1].isalpha()
            if last and (sentence.opens or unstopped) and isinstance(following, Paragraph):
                return self.lead_paragraphs(sentence, parts, index)
            self.sentence(sentence)
        return index

    def _leads_in(self, sentence: Sentence, listing: Listing) -> bool:
        """A lead-in without a colon: generic, or a fragment that only the list completes."""
        if sentence.role in (Role.LEAD, Role.NOUN, Role.SCOPE) and sentence.role is not Role.SCOPE:
            return True
        if sentence.role is Role.TOPIC:
            return True
        return sentence.text[-1:] not in ".?!" and sentence.role in (Role.ASK, Role.FRAGMENT) and not listing.labelled

    def sentence(self, sentence: Sentence) -> None:
        role = sentence.role
        if self.sticky and role is not Role.ASK:
            self.set_aside(sentence, self.sticky)
            return
        if self.noted is sentence.block and role not in (Role.ASK, Role.COURTESY, Role.BOILERPLATE):
            self.set_aside(sentence, P.NOTE)
            return
        if role is Role.NOTE:
            self.noted = sentence.block
        if role is Role.ASK and self.previous is not None and self.exemplified is sentence.block and sentence.text.endswith("?"):
            self.extend(self.previous, sentence)  # one more example after "E.g. ...?"
            return
        if role is Role.ASK or role is Role.TOPIC:
            draft = self.prose(sentence)
            draft.topic = role is Role.TOPIC
            return
        if role is Role.NOUN and (self.leads or len(sentence.text.split()) >= 4):
            self.prose(sentence)
            return
        if role in (Role.FRAGMENT, Role.CLAUSE) and any(one.role is not Role.FRAGMENT for one in self.leads) and (self.leads[-1].block is not sentence.block or self.leads[-1].opens):
            self.prose(sentence)
            return
        if role is Role.FRAGMENT and self._goes_on_naming(sentence):
            self.prose(sentence)
            return
        if role in (Role.ADDS, Role.PERIOD) and self.previous is not None:
            if sentence.reading.cue == "gives an example" and sentence.text.endswith("?"):
                self.exemplified = sentence.block
            self.extend(self.previous, sentence)
            return
        self.set_aside(sentence)
        if role is Role.LEAD and _FOLLOWING.search(sentence.text):
            self.leads = [sentence]
        if role in (Role.BOILERPLATE, Role.COURTESY, Role.NOTE):
            self.leads = []
            self.previous = None

    def _goes_on_naming(self, sentence: Sentence) -> bool:
        """"The number of thefts. The number of charges. The dearest bicycle stolen.": one ask after another."""
        before = self.previous
        if before is None or before.block is not sentence.block or before.cues[0] != "names a thing that is asked for":
            return False
        return before.text.split(None, 1)[0] == sentence.text.split(None, 1)[0]

    def prose(self, sentence: Sentence, *lead: Sentence) -> Draft:
        block = sentence.block
        start = block.offset(sentence.start)
        draft = Draft("", (), _tidy(sentence.text), start, block.offset(sentence.end - 1) + 1)
        draft.context = tuple(one.text for one in (*self.leads, *lead) if needs_in_prose(one, sentence))
        draft.group = self.group
        draft.block = block
        draft.cues = [sentence.reading.cue]
        if draft.context:
            draft.cues.append("follows a lead-in")
        self.drafts.append(draft)
        self.mark(draft.start, draft.end, P.QUESTION, draft)
        self.previous = draft
        return draft

    def extend(self, draft: Draft, sentence: Sentence) -> None:
        draft.text = f"{draft.text} {_tidy(sentence.text)}"
        self.mark_sentence(sentence, P.QUESTION, draft)
        block = sentence.block
        draft.end = max(draft.end, block.offset(sentence.end - 1) + 1)

    # --- lead-ins

    def lead_paragraphs(self, lead: Sentence, parts: list[Part], index: int) -> int:
        """A lead-in before paragraphs without labels: each may be a question, a column, or the rest of a note."""
        kind = _KIND_OF_ROLE.get(lead.role)
        if lead.role in (Role.NOTE, Role.DEFINITION, Role.FORMAT):
            self.set_aside(lead)
            following = parts[index + 1]
            assert isinstance(following, Paragraph)
            for sentence in following.sentences:
                if sentence.role is Role.ASK and not self.sticky:
                    return index
            for sentence in following.sentences:
                self.set_aside(sentence, kind)
            return index + 1
        if _EXAMPLE_FOLLOWS.search(lead.text):
            return self.example(lead, parts, index)
        end = index + 1
        items: list[Paragraph] = []
        while end < len(parts):
            part = parts[end]
            if not isinstance(part, Paragraph) or len(part.sentences) != 1 or part.role not in (Role.FRAGMENT, Role.NOUN, Role.CLAUSE, Role.PERIOD):
                break
            if part.opens or (part.role is not Role.PERIOD and end + 1 < len(parts) and isinstance(parts[end + 1], Listing)):
                break
            items.append(part)
            end += 1
        if items and all(part.role is Role.PERIOD for part in items) and end < len(parts) and isinstance(parts[end], Listing):
            # "... for the last three years:" the three periods, and then the list
            for part in items:
                self.set_aside(part.sentences[0], P.SCOPE)
            self.mark_sentence(lead, P.CONTEXT)
            self.leads = [lead]
            return end - 1
        if len(items) >= 2:
            listing = Listing("", None)
            for part in items:
                item = Item(_UNLABELLED, listing, part.block.start)
                item.paragraphs.append(part)
                listing.items.append(item)
            self.lead_list(lead, listing)
            return end - 1
        if lead.role is Role.STATEMENT or lead.role is Role.FRAGMENT and not self.leads and not needs_context(lead):
            self.set_aside(lead)
            return index
        if lead.role is Role.ASK and not items and not _completes(parts[index + 1]):
            self.sentence(lead)
            return index
        self.mark_sentence(lead, P.CONTEXT if needs_context(lead) else P.INTRODUCTION)
        self.leads = [lead] if lead.role in (Role.LEAD, Role.ASK) or not self.leads else [*self.leads, lead]
        return index

    def example(self, lead: Sentence, parts: list[Part], index: int) -> int:
        """"... for each council, e.g." and then some lines that show one: they belong to the ask."""
        self.sentence(lead)
        draft = self.previous
        while draft is not None and index + 1 < len(parts):
            part = parts[index + 1]
            if not isinstance(part, Paragraph) or part.role in (Role.ASK, Role.LEAD):
                break
            for sentence in part.sentences:
                self.extend(draft, sentence)
            index += 1
        return index

    def lead_list(self, lead: Sentence, listing: Listing) -> None:
        verdict = judge(listing, lead, asks_elsewhere=self.asks_elsewhere)
        if self.sticky and not mostly_asks(listing):
            verdict = Verdict.SAME
        if verdict is Verdict.LEAVES:
            before = len(self.drafts)
            self.listing(listing, lead, ())
            if lead.reading.cue in _NAMES_SUBJECTS and all(first_role(item) is Role.FRAGMENT for item in listing.items):
                for draft in self.drafts[before:]:
                    draft.subject = True
            return
        if verdict is Verdict.VALUES:
            draft = self.previous
            if draft is not None and (_TAKES_UP.match(lead.text) or (lead.role is Role.LEAD and _THAT_ANSWER.search(lead.text))):
                self.extend(draft, lead)
            elif lead.role in (Role.ASK, Role.NOUN, Role.TOPIC, Role.LEAD) or (self.leads and draft is None):
                draft = self.prose(lead)
                draft.topic = lead.role is Role.TOPIC
            elif draft is not None:
                self.extend(draft, lead)
            if draft is not None:
                self.swallow(draft, listing)
                draft.cues.append("its list gives values, not questions")
                return
        kind = self.sticky or _KIND_OF_ROLE.get(lead.role, P.BACKGROUND)
        if kind is P.INTRODUCTION:
            kind = P.BACKGROUND
        self.mark_sentence(lead, kind)
        self.mark_listing(listing, kind)
        words = " ".join([lead.text, *_all_words(listing)])
        if kind is P.SCOPE:
            self.scope.append(words)
        elif kind is P.NOTE:
            self.notes.append(words)

    # --- lists

    def listing(self, listing: Listing, lead: Sentence | None, path: tuple[str, ...], context: tuple[str, ...] = ()) -> None:
        """A list whose items are questions, or lead to questions."""
        if lead is None and not path:
            verdict = judge(listing, None, asks_elsewhere=self.asks_elsewhere)
            if verdict is Verdict.SAME or (self.sticky and not mostly_asks(listing)):
                kind = self.sticky or (P.NOTE if first_role(listing.items[0]) is Role.LINK else P.BACKGROUND)
                if all(first_role(item) is Role.PERIOD for item in listing.items):
                    kind = P.SCOPE
                    self.scope.extend(_all_words(listing))
                self.mark_listing(listing, kind)
                return
        if _are_groups(listing):
            for item in listing.items:
                self.group = item.label.printed
                self.mark(item.printed_at, item.printed_at + len(item.label.printed), P.HEADING)
                for inner in item.lists:
                    self.listing(inner, None, path, context)
            return
        if lead is not None:
            wanted = any(needs(lead, item) for item in listing.items)
            self.mark_sentence(lead, P.CONTEXT if wanted else P.INTRODUCTION)
            if wanted:
                context = (*context, *(one.text for one in self.leads if needs_context(one)), lead.text)
        self.leads = []
        self.previous = None
        for number, item in enumerate(listing.items, 1):
            self.item(item, number, path, context)

    def item(self, item: Item, number: int, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        label = item.label
        parts = label.parts if label.kind != "b" else (f"#{number}",)
        if len(parts) > 1 and path[-len(parts) + 1 :] == parts[:-1]:
            parts = parts[-1:]
        here = (*path, *parts)
        if not item.lists:
            self.leaf(item, here, context)
            return
        own = list(item.sentences())
        lead = own[-1] if own else None
        if lead is not None:
            verdicts = [judge(inner, lead) for inner in item.lists]
            if all(verdict is not Verdict.LEAVES for verdict in verdicts):
                self.leaf(item, here, context)
                return
        elif all(judge(inner, None) is Verdict.SAME for inner in item.lists) and False:
            return
        inner_context = context
        if lead is not None:
            asks_itself = [one for one in own if one.role in (Role.ASK, Role.NOUN, Role.CLAUSE)]
            if lead.opens or (lead.text[-1:] not in ".?!" and not _asks_inside(item)) or not asks_itself:
                own = own[:-1] if any(one.role is Role.ASK for one in own[:-1]) and lead is not own[0] else []
                if own:
                    self.leaf(item, here, context, own)
                    self.mark_sentence(lead, P.CONTEXT)
                    inner_context = (*context, lead.text)
                else:
                    words = " ".join(paragraph.block.body for paragraph in item.paragraphs)
                    for paragraph in item.paragraphs:
                        self.mark(paragraph.block.start, paragraph.block.end, P.CONTEXT)
                    inner_context = (*context, words)
            else:
                self.leaf(item, here, context, own)
                if not _asks_inside(item):
                    inner_context = (*context, " ".join(one.text for one in own))
        elif item.printed_at >= 0:
            self.mark(item.printed_at, item.printed_at + len(item.label.printed), P.CONTEXT)
        for inner in item.lists:
            self.listing(inner, None, here, inner_context)

    def leaf(self, item: Item, path: tuple[str, ...], context: tuple[str, ...], only: list[Sentence] | None = None) -> None:
        """One labelled question with all its sentences (rule R2), or nothing if it asks for nothing."""
        found = only if only is not None else list(item.all_sentences())
        if not found or (item.label.kind != "" and all(_asks_nothing(one) for one in found)):
            for one in found:
                self.set_aside(one)
            if item.printed_at >= 0:
                self.mark(item.printed_at, item.printed_at + len(item.label.printed), P.CONTEXT if not found else P.NOTE)
            return
        dropped: list[Sentence] = []
        last = item.parent.items[-1] is item and not item.lists
        while last and len(found) > 1 and found[-1].role in (Role.COURTESY, Role.BOILERPLATE) and not found[-1].text.endswith("?"):
            dropped.append(found.pop())
        blocks = list(dict.fromkeys(id(one.block) for one in found))
        by_id = {id(one.block): one.block for one in found}
        words: list[str] = []
        draft = Draft(item.label.printed, path, "", found[0].block.start, found[-1].block.offset(found[-1].end - 1) + 1)
        for number, block_id in enumerate(blocks):
            block = by_id[block_id]
            inside = [one for one in found if one.block is block]
            if number and block.labels:
                words.append(" ".join(one.printed for one in block.labels))
            words += [one.text for one in inside]
            self.mark(block.start, block.offset(inside[-1].end - 1) + 1, P.QUESTION, draft)
        draft.text = _tidy(" ".join(words))
        draft.context = context
        draft.group = self.group
        draft.item = item
        draft.cues = [f"has the label {item.label.printed}"] if item.label.kind != "b" else ["is an item of a list"] if item.label.printed else ["is a line under a lead-in"]
        draft.cues += list(dict.fromkeys(one.reading.cue for one in found if one.role in (Role.ASK, Role.NOUN, Role.CLAUSE)))
        if context:
            draft.cues.append("follows a lead-in")
        self.drafts.append(draft)
        for one in reversed(dropped):
            self.set_aside(one)

    def swallow(self, draft: Draft, listing: Listing) -> None:
        """Add a list's words to a question."""
        for item in listing.items:
            for sentence in item.all_sentences():
                block = sentence.block
                if sentence.start == 0:
                    if block.labels:
                        draft.text = f"{draft.text} {' '.join(one.printed for one in block.labels)}"
                    self.mark(block.start, block.offset(0), P.QUESTION, draft)
                self.extend(draft, sentence)

    def mark_listing(self, listing: Listing, kind: P) -> None:
        for item in listing.items:
            if item.printed_at >= 0 and not item.paragraphs:
                self.mark(item.printed_at, item.printed_at + len(item.label.printed), kind)
            for paragraph in item.paragraphs:
                self.mark(paragraph.block.start, paragraph.block.end, kind)
            for inner in item.lists:
                self.mark_listing(inner, kind)


_FOLLOWING = re.compile(r"\b(?:following|these|below|this)\b", re.IGNORECASE)
_EXAMPLE_FOLLOWS = re.compile(r"\b(?:e\.?g\.?|for\s+example|for\s+instance|i\.?e\.?|such\s+as)[\s:,.–-]*$", re.IGNORECASE)
# "For each vehicle please give:" takes up the ask before it.
_TAKES_UP = re.compile(r"(?:(?:and|please|also)\s+)*(?:for\s+(?:each|every|all\s+(?:of\s+)?(?:these|those))|in\s+(?:each|every)|of\s+(?:each|these|those)|(?:include|including|showing|giving|with)\b|(?:it|they|this|these|the\s+(?:list|table|spreadsheet|answer))\s+(?:should|must|needs?))\b", re.IGNORECASE)
_THAT_ANSWER = re.compile(r"\b(?:this|that|the)\s+(?:list|table|breakdown|spreadsheet|summary|report)\b", re.IGNORECASE)
_UNLABELLED = Label("", "b", "b", ("",), 0, bare=True)


def _completes(part: Part) -> bool:
    """Whether a paragraph can be what a lead-in asks for."""
    return isinstance(part, Paragraph) and part.role in (Role.NOUN, Role.CLAUSE, Role.FRAGMENT, Role.ASK)


def _asks_nothing(sentence: Sentence) -> bool:
    if sentence.text.endswith("?"):
        return False
    if sentence.role is Role.BOILERPLATE and not is_handling(sentence.text):
        return False
    return sentence.role in _NO_QUESTION


def _asks_inside(item: Item) -> bool:
    return any(first_role(inner) is Role.ASK for listing in item.lists for inner in listing.items)


def _asks_somewhere(parts: list[Part]) -> bool:
    for part in parts:
        if isinstance(part, Paragraph) and any(one.role is Role.ASK for one in part.sentences):
            return True
        if isinstance(part, Listing) and any(one.role is Role.ASK for item in part.items for one in item.all_sentences()):
            return True
    return False


def _are_groups(listing: Listing) -> bool:
    """Bare labels over a numbering that runs on: "a)" 1. 2. 3. "b)" 4. 5. - headings, not parents."""
    items = listing.items
    if len(items) < 2 or any(item.paragraphs or not item.lists for item in items):
        return False
    return all(item.lists[0].items[0].label.ordinal > 1 for item in items[1:])


def _all_words(listing: Listing) -> list[str]:
    words: list[str] = []
    for item in listing.items:
        body = " ".join(paragraph.block.body for paragraph in item.paragraphs)
        words.append(f"{item.label.printed} {body}".strip())
        for inner in item.lists:
            words += _all_words(inner)
    return words


def _without_greeting(paragraph: Paragraph, cut: int) -> list[Sentence]:
    kept: list[Sentence] = []
    for sentence in paragraph.sentences:
        if sentence.start >= cut:
            kept.append(sentence)
        elif sentence.end > cut:
            kept.append(Sentence(sentence.block, cut, sentence.end))
    return kept


def _tidy(text: str) -> str:
    return " ".join(text.split())


_STICKY = (
    (("definition", "glossary", "interpretation", "meaning"), P.DEFINITION),
    (("note", "notes", "nb", "n.b.", "guidance", "explanatory", "exclusion", "exclusions", "clarification", "clarifications"), P.NOTE),
    (("background", "context", "introduction", "purpose", "justification", "rationale", "reason", "reasons", "why", "about", "summary"), P.BACKGROUND),
    (("format", "delivery"), P.FORMAT_WISH),
    (("scope", "period", "timeframe", "timescale", "dates"), P.SCOPE),
)


def _sticky(words: str) -> P | None:
    """Headings that say what stands under them."""
    found = words.strip(" *_#:-").lower().split()
    if not found or len(found) > 5:
        return None
    first = found[0].strip(":,")
    for names, kind in _STICKY:
        if first in names and (len(found) <= 3):
            return kind
    if " ".join(found[:2]) in ("public interest", "legal basis"):
        return P.BACKGROUND
    if " ".join(found[:2]) in ("time period", "date range", "time frame", "time scale", "period covered"):
        return P.SCOPE
    return None


def needs_context(lead: Sentence) -> bool:
    from foi.intake.splitter.lists import _FILLED, _SETS, _SETTING  # noqa: PLC0415

    if lead.role is Role.FRAGMENT:
        return bool(_SETTING.match(lead.text))
    return not _FILLED.search(lead.text) or bool(_SETS.search(lead.text))


def needs_in_prose(lead: Sentence, sentence: Sentence) -> bool:
    return needs_context(lead) and (sentence.role is not Role.ASK or lead.role is Role.FRAGMENT)
