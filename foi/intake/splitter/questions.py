"""The outline to questions: which sentences and items are asked, with their context, and what the rest is."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.drafts import KIND_OF_ROLE, Draft
from foi.intake.splitter.following import (
    are_taken_up,
    as_list,
    asks_somewhere,
    leads_to,
    lines_before_list,
    points_below,
    short_lines,
    unstopped,
)
from foi.intake.splitter.frame import greeting_length
from foi.intake.splitter.headings import section
from foi.intake.splitter.items import ListDrafting
from foi.intake.splitter.lists import (
    TOGETHER_WITH,
    Verdict,
    asks_of_each,
    is_context,
    judge,
    may_include,
    mostly_asks,
    needed_in_prose,
)
from foi.intake.splitter.parts import Framed, Heading, Listing, Paragraph, Part, Sentence
from foi.intake.splitter.readings import NAMES, ROW, Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import plain

_NAMES_SUBJECTS = ("announces the questions", "asks on a subject")
_QUESTIONS_FOLLOW = re.compile(r"\bquestions? (?:that follow|which follow|below|set out below)\b|\bquestionnaire\b")
_FOLLOWING = re.compile(r"\b(?:following|these|below|this)\b")
_ANNOUNCES = re.compile(r"\b(?:following|these|below|this|questions?|requests?|information|data|details|answers?)\b")
_EXAMPLE_FOLLOWS = re.compile(r"\b(?:e\.?g\.?|for example|for instance|i\.?e\.?|such as)[ :,.–-]*$")
# "For each vehicle please give:" takes up the ask before it; so does "I would like this list:".
_TAKES_UP = re.compile(
    r"(?:(?:and|please|also) ){0,3}(?:for (?:each|every|all (?:of )?(?:these|those))|in (?:each|every)|of (?:each"
    r"|these|those)|(?:include|including|showing|giving|with)\b|(?:it|they|this|these|the (?:list|table|spreadsheet"
    r"|answer)) (?:should|must|needs?))\b"
)
_THAT_ANSWER = re.compile(r"\b(?:this|that|the) (?:list|table|breakdown|spreadsheet|summary|report)\b")
_IF_SO_STATE = re.compile(
    r"(?:and )?(?:if|where) (?!possible)[^.?]{5,120}?,? please (?:also )?"
    r"(?:state|specify|indicate|say|note|make|name|list|give)\b"
)
# "Data related to trees under preservation orders.": a title, or a topic, if something more exact is asked after it
_NAMES_SUBJECT = re.compile(
    r"(?:information|data|details|statistics|figures|documents|records) (?:related|relating|about|regarding"
    r"|concerning|pertaining|in relation|on|to do with)\b"
)
# "... in the following categories:", and then questions "for each category"
_IN_CATEGORIES = re.compile(
    r"\b(?:following|these|below) (?:\w+ ){0,2}(?:categor(?:y|ies)|types|kinds|groups|services|contracts|areas|sites)\b"
)
_NAMING = ("Any", "All", "The", "Every", "Each", "A", "An", "Copies", "Number", "Full")


class Drafting(ListDrafting):
    """Walks over the outline once."""

    def __init__(self, *, trusting: bool = False) -> None:
        super().__init__(trusting=trusting)
        self.exemplified: Block | None = None  # a paragraph in which "e.g." began a row of example questions
        self.noted: Block | None = None  # a paragraph that began as a note stays one
        self.at_top = True  # only titles and headers so far

    def run(self, parts: list[Part]) -> None:
        self.asks_elsewhere = asks_somewhere(parts)
        index = 0
        while index < len(parts):
            part = parts[index]
            if isinstance(part, Paragraph | Listing) or (isinstance(part, Framed) and part.kind is P.GREETING):
                self.at_top = False
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
                before = len(self.drafts)
                self._listing(part, None, ())
                if len(self.drafts) > before and are_taken_up(part, parts[index + 1 : index + 6]):
                    for draft in self.drafts[before:]:
                        draft.subject = True
            index += 1

    # --- headings and paragraphs

    def _heading(self, heading: Heading, parts: list[Part], index: int) -> None:
        block = heading.block
        self.leads = []
        self.previous = None
        self.section = section(heading.words)
        following = parts[index + 1] if index + 1 < len(parts) else None
        above_all = self.at_top and self.section is None and len(heading.words.split()) > 1
        if above_all and not isinstance(following, Listing):
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
        following = parts[index + 1] if index + 1 < len(parts) else None
        last = len(found) - 1
        for number, sentence in enumerate(found):
            if number == last and isinstance(following, Listing) and leads_to(sentence, following):
                self._lead_list(sentence, following)
                return index + 1
            if number < last and isinstance(following, Listing) and points_below(sentence, found[number + 1 :]):
                self.marks.sentence(sentence, P.CONTEXT)
                self.leads = [sentence]
                for other in found[number + 1 :]:
                    self.marks.set_aside(other)
                return index
            if (
                number == last
                and isinstance(following, Paragraph)
                and (sentence.opens or unstopped(sentence, to_fill=following.to_fill))
            ):
                return self._lead_paragraphs(sentence, parts, index)
            self._sentence(sentence)
        return index

    def _sentence(self, sentence: Sentence) -> None:
        """One sentence of prose: a question, part of the one before, or neither."""
        role = sentence.role
        if role is Role.ASK and self._qualifies_what_was_listed(sentence):
            self.marks.set_aside(sentence, P.NOTE)
            return
        if role is Role.ASK:
            if self.previous is not None and self.exemplified is sentence.block:
                self._extend(self.previous, sentence)  # one more example after "E.g. ...?"
            else:
                self._prose(sentence)
                if _EXAMPLE_FOLLOWS.search(sentence.low):
                    self.exemplified = sentence.block
            return
        if self.section or sentence.reading is ROW:
            self.marks.set_aside(sentence, self.section or P.NOTE)
            return
        if self.noted is sentence.block and role not in (Role.COURTESY, Role.BOILERPLATE):
            self.marks.set_aside(sentence, P.NOTE)
            return
        if role is Role.TOPIC:
            self._prose(sentence).topic = True
            return
        if role is Role.NOUN and (self.leads or len(sentence.text.split(None, 3)) >= 4):
            self._prose(sentence).topic = not self.leads and _NAMES_SUBJECT.match(sentence.low) is not None
            return
        if role in (Role.FRAGMENT, Role.CLAUSE) and (
            self._completes_a_lead(sentence) or self._goes_on_naming(sentence)
        ):
            self._prose(sentence)
            return
        if role in (Role.ADDS, Role.PERIOD) and self.previous is not None:
            example = sentence.reading.cue == "gives an example"
            if example and (sentence.text.endswith("?") or _EXAMPLE_FOLLOWS.match(sentence.low)):
                self.exemplified = sentence.block
            self._extend(self.previous, sentence)
            return
        if role is Role.LEAD and self.previous is not None and _asks_for_it(sentence, self.previous):
            self._extend(self.previous, sentence)
            return
        self.marks.set_aside(sentence)
        if role is Role.LEAD and _FOLLOWING.search(sentence.low):
            self.leads = [sentence]
        elif role in (Role.BOILERPLATE, Role.COURTESY, Role.NOTE):
            self.leads = []
            self.previous = None
            if role is Role.NOTE:
                self.noted = sentence.block

    def _qualifies_what_was_listed(self, sentence: Sentence) -> bool:
        """ "If the contract is part of a framework, please state which." after a list, or among notes."""
        if not _IF_SO_STATE.match(sentence.low):
            return False
        after_list = self.previous is None and bool(self.drafts) and self.drafts[-1].item is not None
        return after_list or self.noted is sentence.block

    def _completes_a_lead(self, sentence: Sentence) -> bool:
        """ "I would like to know:" and, on a line of its own, a thing without a verb."""
        if not any(lead.role is not Role.FRAGMENT for lead in self.leads):
            return False
        if self.leads[-1].block is not sentence.block or self.leads[-1].opens:
            return True
        words = sentence.text.split(None, 4)
        return len(words) > 4 and words[0] in _NAMING  # on the same line, after a full stop

    def _goes_on_naming(self, sentence: Sentence) -> bool:
        """ "The number of thefts. The number of charges. The dearest bicycle stolen.": one ask after another."""
        before = self.previous
        if sentence.role is not Role.FRAGMENT or before is None:
            return False
        if before.cues[0] != NAMES.cue:
            return False
        words = sentence.text.split(None, 4)
        return (len(words) > 4 and words[0] in _NAMING) or before.pieces[0].split(None, 1)[0] == sentence.text.split(
            None, 1
        )[0]

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
        if not isinstance(following, Paragraph):
            return index
        if lead.role in (Role.NOTE, Role.DEFINITION, Role.FORMAT):
            self.marks.set_aside(lead)
            if any(sentence.role is Role.ASK for sentence in following.sentences):
                return index
            for sentence in following.sentences:
                self.marks.set_aside(sentence, KIND_OF_ROLE[lead.role])
            return index + 1
        if _EXAMPLE_FOLLOWS.search(plain(lead.text[-60:])):
            return self._example(lead, parts, index)
        lines = short_lines(parts, index + 1)
        end = index + len(lines)
        if may_include(lead):
            lines = lines_before_list(parts, index + 1)
            end = index + len(lines)
        periods = bool(lines) and (may_include(lead) or all(line.role is Role.PERIOD for line in lines))
        if periods and end + 1 < len(parts) and isinstance(parts[end + 1], Listing):
            # "... for the last three years:" the three periods, or "... which may include:" examples, and then the list
            for sentence in (one for line in lines for one in line.sentences):
                self.marks.set_aside(sentence, P.SCOPE if sentence.role is Role.PERIOD else P.NOTE)
            self.marks.sentence(lead, P.CONTEXT)
            self.leads = [lead]
            return end
        if len(lines) >= 2:
            self._lead_list(lead, as_list(lines))
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
        if self.trusting and len(listing.items) > 1:
            verdict = Verdict.LEAVES
        if verdict is Verdict.LEAVES:
            if lead.role in (Role.ASK, Role.NOUN) and TOGETHER_WITH.search(lead.low):
                self._prose(lead)
            before = len(self.drafts)
            self._listing(listing, lead, ())
            named = lead.reading.cue in _NAMES_SUBJECTS or _QUESTIONS_FOLLOW.search(lead.low)
            subject = bool(named) and all(one.role is Role.FRAGMENT for one in listing.items)
            detailed = asks_of_each(lead)
            for draft in self.drafts[before:] if subject or detailed else ():
                draft.subject, draft.detailed = subject, detailed
            return
        owner = self._owner_of_values(lead) if verdict is Verdict.VALUES else None
        if owner is not None:
            self._swallow(owner, listing)
            owner.cues.append("its list gives values, not questions")
            owner.subject = owner.start == lead.span[0] and _IN_CATEGORIES.search(lead.low) is not None
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
        words = lead.low
        taken_up = _TAKES_UP.match(words) or (lead.role is Role.LEAD and _THAT_ANSWER.search(words))
        if before is not None and taken_up:
            self._extend(before, lead)
        elif lead.role in (Role.ASK, Role.NOUN, Role.TOPIC, Role.LEAD) or (self.leads and before is None):
            asked = self._prose(lead)
            asked.topic = lead.role is Role.TOPIC
            return asked
        elif before is not None:
            self._extend(before, lead)
        return before


def _asks_for_it(sentence: Sentence, before: Draft) -> bool:
    """ "Is there a policy? Please send it.": asks for what the ask before it names."""
    words = sentence.text
    return (
        sentence.block is before.block and len(words) < 80 and words[-1] != ":" and not _ANNOUNCES.search(sentence.low)
    )
