"""The outline to questions: which sentences and items are asked, with their context, and what the rest is."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.drafts import KIND_OF_ROLE, Draft, Marks
from foi.intake.splitter.headings import section
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lists import Verdict, is_context, judge, mostly_asks, needed, needed_in_prose
from foi.intake.splitter.parts import Framed, Heading, Item, Listing, Paragraph, Part, Sentence
from foi.intake.splitter.reading import is_handling
from foi.intake.splitter.readings import NAMES, QUESTION_MARK, Reading, Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import plain
from foi.intake.splitter.frame import greeting_length

_NAMES_SUBJECTS = ("announces the questions", "asks on a subject")
# Labelled or not, these ask for nothing (R8).
_NO_QUESTION = frozenset(
    (Role.FORMAT, Role.COURTESY, Role.BOILERPLATE, Role.NOTE, Role.DEFINITION, Role.LINK, Role.SCOPE, Role.PERIOD)
)
_FOLLOWING = re.compile(r"\b(?:following|these|below|this)\b")
_EXAMPLE_FOLLOWS = re.compile(r"\b(?:e\.?g\.?|for example|for instance|i\.?e\.?|such as)[ :,.–-]*$")
# "For each vehicle please give:" takes up the ask before it; so does "I would like this list:".
_TAKES_UP = re.compile(
    r"(?:(?:and|please|also) ){0,3}(?:for (?:each|every|all (?:of )?(?:these|those))|in (?:each|every)|of (?:each|these|those)"
    r"|(?:include|including|showing|giving|with)\b|(?:it|they|this|these|the (?:list|table|spreadsheet|answer))"
    r" (?:should|must|needs?))\b"
)
_THAT_ANSWER = re.compile(r"\b(?:this|that|the) (?:list|table|breakdown|spreadsheet|summary|report)\b")
_UNLABELLED = Label("", "b", "b", ("",), 0, bare=True)


class Drafting:
    """Walks over the outline once."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.marks = Marks()
        self.group = ""
        self.section: P | None = None  # under a heading such as "Definitions"
        self.leads: list[Sentence] = []  # lead-ins still open
        self.previous: Draft | None = None  # the ask in prose that an addition may belong to
        self.exemplified: Block | None = None  # a paragraph in which "e.g." began a row of example questions
        self.noted: Block | None = None  # a paragraph that began as a note stays one
        self.asks_elsewhere = False

    def run(self, parts: list[Part]) -> None:
        self.asks_elsewhere = _asks_somewhere(parts)
        index = 0
        while index < len(parts):
            part = parts[index]
            if isinstance(part, Framed):
                self.marks.add(part.block.start, part.block.end, part.kind)
                self.previous = None
                if part.kind is not P.FOOTER:
                    self.leads = []
            elif isinstance(part, Heading):
                self._heading(part, parts, index)
            elif isinstance(part, Paragraph):
                index = self._paragraph(part, parts, index)
            elif self.leads:
                self._lead_list(self.leads.pop(), part)
                self.leads = []
            else:
                self._listing(part, None, ())
            index += 1

    # --- headings and paragraphs

    def _heading(self, heading: Heading, parts: list[Part], index: int) -> None:
        block = heading.block
        self.leads = []
        self.previous = None
        self.section = section(heading.words)
        following = parts[index + 1] if index + 1 < len(parts) else None
        opening = all(isinstance(part, Framed) and part.kind is not P.GREETING for part in parts[:index][:9]) and index < 9
        if opening and self.section is None and len(heading.words.split()) > 1 and not isinstance(following, Listing):
            self.marks.add(block.start, block.end, P.TITLE)
            return
        self.marks.add(block.start, block.end, P.HEADING)
        self.group = "" if self.section else heading.words

    def _paragraph(self, paragraph: Paragraph, parts: list[Part], index: int) -> int:
        """Handle one paragraph and whatever it opens; returns the index of the last part used."""
        block = paragraph.block
        found = paragraph.sentences
        cut = greeting_length(block.body)
        if cut:
            self.marks.add(block.start, block.offset(cut - 1) + 1, P.GREETING)
            found = [one if one.start >= cut else Sentence(block, cut, one.end) for one in found if one.end > cut]
        if index and isinstance(parts[index - 1], Listing):
            self.previous = None
        following = parts[index + 1] if index + 1 < len(parts) else None
        last = len(found) - 1
        for number, sentence in enumerate(found):
            if number == last and isinstance(following, Listing) and _leads_to(sentence, following):
                self._lead_list(sentence, following)
                return index + 1
            if number == last and isinstance(following, Paragraph) and (sentence.opens or _unstopped(sentence)):
                return self._lead_paragraphs(sentence, parts, index)
            self._sentence(sentence)
        return index

    def _sentence(self, sentence: Sentence) -> None:
        """One sentence of prose: a question, part of the one before, or neither."""
        role = sentence.role
        if role is Role.ASK:
            if self.previous is not None and self.exemplified is sentence.block and sentence.text.endswith("?"):
                self._extend(self.previous, sentence)  # one more example after "E.g. ...?"
            else:
                self._prose(sentence)
            return
        if self.section:
            self.marks.set_aside(sentence, self.section)
            return
        if self.noted is sentence.block and role not in (Role.COURTESY, Role.BOILERPLATE):
            self.marks.set_aside(sentence, P.NOTE)
            return
        if role is Role.TOPIC:
            self._prose(sentence).topic = True
            return
        if role is Role.NOUN and (self.leads or len(sentence.text.split(None, 3)) >= 4):
            self._prose(sentence)
            return
        if role in (Role.FRAGMENT, Role.CLAUSE) and (self._completes_a_lead(sentence) or self._goes_on_naming(sentence)):
            self._prose(sentence)
            return
        if role in (Role.ADDS, Role.PERIOD) and self.previous is not None:
            if sentence.reading.cue == "gives an example" and sentence.text.endswith("?"):
                self.exemplified = sentence.block
            self._extend(self.previous, sentence)
            return
        self.marks.set_aside(sentence)
        if role is Role.LEAD and _FOLLOWING.search(plain(sentence.text)):
            self.leads = [sentence]
        elif role in (Role.BOILERPLATE, Role.COURTESY, Role.NOTE):
            self.leads = []
            self.previous = None
            if role is Role.NOTE:
                self.noted = sentence.block

    def _completes_a_lead(self, sentence: Sentence) -> bool:
        """ "I would like to know:" and, on a line of its own, a thing without a verb."""
        if not any(lead.role is not Role.FRAGMENT for lead in self.leads):
            return False
        return self.leads[-1].block is not sentence.block or self.leads[-1].opens

    def _goes_on_naming(self, sentence: Sentence) -> bool:
        """ "The number of thefts. The number of charges. The dearest bicycle stolen.": one ask after another."""
        before = self.previous
        if sentence.role is not Role.FRAGMENT or before is None or before.block is not sentence.block:
            return False
        return before.cues[0] == NAMES.cue and before.pieces[0].split(None, 1)[0] == sentence.text.split(None, 1)[0]

    def _prose(self, sentence: Sentence) -> Draft:
        start, end = sentence.span
        draft = Draft("", (), [sentence.text], start, end)
        draft.context = tuple(lead.text for lead in self.leads if needed_in_prose(lead, sentence))
        draft.group = self.group
        draft.block = sentence.block
        draft.cues = [sentence.reading.cue]
        if draft.context:
            draft.cues.append("follows a lead-in")
        self.drafts.append(draft)
        self.marks.add(start, end, P.QUESTION, draft)
        self.previous = draft
        return draft

    def _extend(self, draft: Draft, sentence: Sentence) -> None:
        start, end = sentence.span
        draft.pieces.append(sentence.text)
        draft.end = max(draft.end, end)
        self.marks.add(start, end, P.QUESTION, draft)

    # --- lead-ins

    def _lead_paragraphs(self, lead: Sentence, parts: list[Part], index: int) -> int:
        """A lead-in before paragraphs without labels: each may be a question, a column, or the rest of a note."""
        following = parts[index + 1]
        assert isinstance(following, Paragraph)
        if lead.role in (Role.NOTE, Role.DEFINITION, Role.FORMAT):
            self.marks.set_aside(lead)
            if any(sentence.role is Role.ASK for sentence in following.sentences):
                return index
            for sentence in following.sentences:
                self.marks.set_aside(sentence, KIND_OF_ROLE[lead.role])
            return index + 1
        if _EXAMPLE_FOLLOWS.search(plain(lead.text[-60:])):
            return self._example(lead, parts, index)
        lines = _short_lines(parts, index + 1)
        end = index + len(lines)
        periods = bool(lines) and all(line.role is Role.PERIOD for line in lines)
        if periods and end + 1 < len(parts) and isinstance(parts[end + 1], Listing):
            # "... for the last three years:" the three periods, and then the list
            for line in lines:
                self.marks.set_aside(line.sentences[0], P.SCOPE)
            self.marks.sentence(lead, P.CONTEXT)
            self.leads = [lead]
            return end
        if len(lines) >= 2:
            self._lead_list(lead, _as_list(lines))
            return end
        if lead.role is Role.STATEMENT or (lead.role is Role.FRAGMENT and not self.leads and not is_context(lead)):
            self.marks.set_aside(lead)
        elif lead.role is Role.ASK and following.role not in (Role.NOUN, Role.CLAUSE, Role.FRAGMENT, Role.ASK):
            self._sentence(lead)
        else:
            self.marks.sentence(lead, P.CONTEXT if is_context(lead) else P.INTRODUCTION)
            self.leads = [lead] if lead.role in (Role.LEAD, Role.ASK) or not self.leads else [*self.leads, lead]
        return index

    def _example(self, lead: Sentence, parts: list[Part], index: int) -> int:
        """ "... for each council, e.g." and then some lines that show one: they belong to the ask."""
        self._sentence(lead)
        draft = self.previous
        while draft is not None and index + 1 < len(parts):
            part = parts[index + 1]
            if not isinstance(part, Paragraph) or part.role in (Role.ASK, Role.LEAD):
                break
            for sentence in part.sentences:
                self._extend(draft, sentence)
            index += 1
        return index

    def _lead_list(self, lead: Sentence, listing: Listing) -> None:
        verdict = judge(listing, lead, asks_elsewhere=self.asks_elsewhere)
        if self.section and not mostly_asks(listing):
            verdict = Verdict.SAME
        if verdict is Verdict.LEAVES:
            before = len(self.drafts)
            self._listing(listing, lead, ())
            if lead.reading.cue in _NAMES_SUBJECTS and all(item.role is Role.FRAGMENT for item in listing.items):
                for draft in self.drafts[before:]:
                    draft.subject = True
            return
        draft = self._owner_of_values(lead) if verdict is Verdict.VALUES else None
        if draft is not None:
            self._swallow(draft, listing)
            draft.cues.append("its list gives values, not questions")
            return
        kind = self.section or KIND_OF_ROLE.get(lead.role, P.BACKGROUND)
        if kind is P.INTRODUCTION:
            kind = P.BACKGROUND
        self.marks.sentence(lead, kind)
        for item in listing.items:
            self.marks.item(item, kind)
        self.marks.remember(" ".join([lead.text, *listing.all_words()]), kind)

    def _owner_of_values(self, lead: Sentence) -> Draft | None:
        """The question to which a list of values belongs: the one before, or one that its lead-in asks."""
        before = self.previous
        words = plain(lead.text)
        taken_up = _TAKES_UP.match(words) or (lead.role is Role.LEAD and _THAT_ANSWER.search(words))
        if before is not None and taken_up:
            self._extend(before, lead)
        elif lead.role in (Role.ASK, Role.NOUN, Role.TOPIC, Role.LEAD) or (self.leads and before is None):
            before = self._prose(lead)
            before.topic = lead.role is Role.TOPIC
        elif before is not None:
            self._extend(before, lead)
        return before

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

    # --- lists

    def _listing(
        self, listing: Listing, lead: Sentence | None, path: tuple[str, ...], context: tuple[str, ...] = ()
    ) -> None:
        """A list whose items are questions, or lead to questions."""
        if lead is None and not path and self._is_no_list_of_questions(listing):
            return
        if _are_groups(listing):
            for item in listing.items:
                self.group = item.label.printed
                self.marks.label(item, P.HEADING)
                for inner in item.lists:
                    self._listing(inner, None, path, context)
            return
        if lead is not None:
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
        elif all(judge(inner, own[-1]) is not Verdict.LEAVES for inner in item.lists):
            self._leaf(item, here, context)
            return
        else:
            context = self._parent(item, own, here, context)
        for inner in item.lists:
            self._listing(inner, None, here, context)

    def _parent(
        self, item: Item, own: list[Sentence], path: tuple[str, ...], context: tuple[str, ...]
    ) -> tuple[str, ...]:
        """An item above sub-items: a question as well if it asks something itself (R3). Returns their context."""
        lead = own[-1]
        inside = any(inner.role is Role.ASK for listing in item.lists for inner in listing.items)
        complete = not lead.opens and (lead.text[-1] in ".?!" or inside)
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
        if item.role is not Role.ASK and all(_asks_nothing(one) for one in found):
            self.marks.label(item, P.NOTE)
            for one in item.all_sentences():
                self.marks.set_aside(one)
            return
        dropped: list[Sentence] = []
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
        draft.cues = _label_cues(item, found[0].reading, context)
        for one in reversed(dropped):
            self.marks.set_aside(one)

    def _plain_leaf(self, item: Item, block: Block, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        """The common case, quickly: a label and its question."""
        draft = Draft(item.label.printed, path, [block.body], block.start, block.end)
        draft.context, draft.group, draft.item = context, self.group, item
        self.drafts.append(draft)
        self.marks.add(block.start, block.end, P.QUESTION, draft)
        draft.cues = _label_cues(item, QUESTION_MARK, context)

    def _leaf_of_values(self, item: Item, path: tuple[str, ...], context: tuple[str, ...]) -> None:
        start = item.printed_at if item.printed_at >= 0 else item.lists[0].items[0].paragraphs[0].block.start
        draft = Draft(item.label.printed, path, [], start, start + len(item.label.printed))
        draft.context, draft.group, draft.item = context, self.group, item
        self.drafts.append(draft)
        for listing in item.lists:
            self._swallow(draft, listing)
        draft.cues = _label_cues(item, None, context)


def _label_cues(item: Item, reading: Reading | None, context: tuple[str, ...]) -> list[str]:
    if item.label.kind != "b":
        cues = [f"has the label {item.label.printed}"]
    else:
        cues = ["is an item of a list" if item.label.printed else "is a line under a lead-in"]
    if reading is not None and reading.role in (Role.ASK, Role.NOUN, Role.CLAUSE):
        cues.append(reading.cue)
    if context:
        cues.append("follows a lead-in")
    return cues


def _leads_to(sentence: Sentence, listing: Listing) -> bool:
    """Whether the list belongs to this sentence, which may lack its colon."""
    if sentence.opens or sentence.role in (Role.LEAD, Role.NOUN, Role.TOPIC):
        return True
    return sentence.text[-1] not in ".?!" and sentence.role in (Role.ASK, Role.FRAGMENT) and not listing.labelled


def _unstopped(sentence: Sentence) -> bool:
    return sentence.text[-1].isalpha() and sentence.role is Role.LEAD


def _short_lines(parts: list[Part], index: int) -> list[Paragraph]:
    """The paragraphs from `index` on that could be a list without labels."""
    lines: list[Paragraph] = []
    while index < len(parts):
        part = parts[index]
        if not isinstance(part, Paragraph) or len(part.sentences) != 1 or part.opens:
            break
        if part.role not in (Role.FRAGMENT, Role.NOUN, Role.CLAUSE, Role.PERIOD):
            break
        before_list = index + 1 < len(parts) and isinstance(parts[index + 1], Listing)
        if before_list and part.role is not Role.PERIOD:
            break
        lines.append(part)
        index += 1
    return lines


def _as_list(lines: list[Paragraph]) -> Listing:
    listing = Listing(None)
    for line in lines:
        item = Item(_UNLABELLED, listing, line.block.start)
        item.paragraphs.append(line)
        listing.items.append(item)
    return listing


def _asks_nothing(sentence: Sentence) -> bool:
    if sentence.role is Role.BOILERPLATE and not is_handling(sentence.text):
        return False
    return sentence.role in _NO_QUESTION


def _asks_somewhere(parts: list[Part]) -> bool:
    for part in parts:
        if isinstance(part, Listing) and any(item.asks_inside() for item in part.items):
            return True
        if isinstance(part, Paragraph) and any(one.role is Role.ASK for one in part.sentences):
            return True
    return False


def _are_groups(listing: Listing) -> bool:
    """Bare labels over a numbering that runs on: "a)" 1. 2. 3. "b)" 4. 5. - headings, not parents."""
    items = listing.items
    if len(items) < 2 or items[0].paragraphs or any(item.paragraphs or not item.lists for item in items):
        return False
    return all(item.lists[0].items[0].label.ordinal > 1 for item in items[1:])
