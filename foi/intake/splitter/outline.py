"""Blocks to an outline: what hangs under what.

Nothing is decided here about what is a question. A label goes under the nearest open item whose style it does not
continue; a paragraph without a label stays with the item before it as long as it plainly goes on with it (rule R2).
"""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.headings import in_title_case, is_heading, is_title, is_titled_part
from foi.intake.splitter.labels import Label
from foi.intake.splitter.parts import Framed, Heading, Item, Listing, Paragraph, Part
from foi.intake.splitter.readings import SAYS_SO, Role
from foi.intake.splitter.result import PassageKind

_NEVER_IN_ITEM = frozenset(
    (Role.NOTE, Role.BOILERPLATE, Role.FORMAT, Role.COURTESY, Role.SCOPE, Role.DEFINITION, Role.LEAD, Role.TOPIC)
)
_NO_ASKS = frozenset((Role.FRAGMENT, Role.PERIOD, Role.STATEMENT, Role.CLAUSE))
_NAMES = frozenset((Role.NOUN, Role.CLAUSE, Role.FRAGMENT))
_POINTS_BACK = re.compile(
    r"\b(?:they|them|their|those|these|such|it|its|this (?!request|information|letter|email)\w+|that (?:kind|sort|type"
    r"|period|time|figure|number|total|year)|said|above|same|each (?:case|one|of these)|if so|of that)\b"
)
# "For 2a, 2b and 2c, please ...", "For each of the above ...": a wish about several questions (rule R7)
_SEVERAL = re.compile(
    r"(?:(?:and|also|please) ){0,3}(?:for|in|with|regarding|to|on) (?:(?:all|each|any|every|both) (?:of )?(?:the "
    r"|these )?(?:above|questions?|answers?|\d\w*|parts?|points?|three|two|four|five)|(?:questions? |q\.? ?|parts? "
    r"|points? )?\(?\d{1,2}[a-z]?\)? ?(?:,|and|&|to|-|–) ?(?:q\.? ?)?\(?\d{1,2}[a-z]?)"
)
_WHICH_OF_THESE = re.compile(r"\bwhich (?:one |ones )?of (?:the following|these)\b[^?]{0,40}:$")
_FORM_LINE = 60
# After a blank line these begin something new.
_NEXT = ("and ", "or ", "also", "lastly", "finally", "separately", "in addition,", "additionally", "furthermore")
_SPEAKS_OF_ALL = re.compile(
    r"\b(?:all|each|every|both|any|above|answers?|figures|data|information|questions?|q ?\d+)\b"
)


class Outliner:
    """Places one block after another. `stack` holds the open items, outermost first."""

    def __init__(self, blocks: list[Block], kinds: list[PassageKind | None]) -> None:
        self.blocks = blocks
        self.kinds = kinds
        self.parts: list[Part] = []
        self.listings: list[Listing] = []  # every list, however deep
        self.stack: list[Item] = []
        self.stale: list[Item] = []  # the stack before a note or the like interrupted the list
        self.led = False  # the paragraph before is led to by words above it
        self.apart = False  # a blank line before the label at hand, and nothing before it that leads to it
        self.reached: dict[str, int] = {}  # the last ordinal of each style
        self.upcoming: list[Label | None] = [None] * len(blocks)  # the next label after each block
        following: Label | None = None
        for index in range(len(blocks) - 1, -1, -1):
            self.upcoming[index] = following
            if kinds[index] is None:
                if blocks[index].labels:
                    following = blocks[index].labels[0]
            elif kinds[index] in (PassageKind.SIGN_OFF, PassageKind.GREETING):
                following = None

    def run(self) -> list[Part]:
        for index, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            if kind is not None:
                if kind is not PassageKind.TABLE:  # a table to fill in stands between two questions of one list
                    self._close()
                self.parts.append(Framed(block, kind))
            elif not block.labels:
                self._paragraph(index, block)
            elif is_titled_part(block, self.upcoming[index]):
                self._close()
                self.parts.append(Heading(block))
            else:
                self._place(block)
        return self.parts

    def _close(self) -> None:
        if self.stack:
            self.stale = self.stack
            self.stack = []

    # --- blocks with labels

    def _place(self, block: Block) -> None:
        printed_at = block.start
        paragraph = Paragraph(block, labelled=True)
        for label in block.labels:
            item = self._insert(label, printed_at, paragraph)
            printed_at = -1
        if block.body:
            item.paragraphs.append(paragraph)

    def _insert(self, label: Label, printed_at: int, paragraph: Paragraph) -> Item:
        interrupted = not self.stack and self.stale and not label.is_first
        if interrupted and any(label.continues(one.label) for one in self.stale[1:]):
            self.stack = self.stale[:]  # "c)" after a note that stood between b) and c)
        last = self.stack[-1].paragraphs if self.stack else []
        self.apart = paragraph.block.gap and bool(last) and not last[-1].opens
        depth = self._depth(label)
        if label.kind == "b":
            depth = self._depth_of_bullet(depth, paragraph)
        self.reached[label.style] = label.ordinal
        listing: Listing | None = None
        if depth < len(self.stack):
            sibling = self.stack[depth]
            restarts = label.is_first and label.kind != "b"
            if not restarts or sibling.label.ordinal == label.ordinal == 1:
                listing = sibling.parent
        if listing is None:
            owner = self.stack[depth - 1] if depth else None
            listing = Listing(owner)
            self.listings.append(listing)
            if owner is None:
                self.parts.append(listing)
            else:
                owner.lists.append(listing)
        item = Item(label, listing, printed_at)
        listing.items.append(item)
        del self.stack[depth:]
        self.stack.append(item)
        return item

    def _depth(self, label: Label) -> int:
        """How deep a label belongs: the index in the stack at which its item goes."""
        stack = self.stack
        if len(label.parts) > 1:
            return self._depth_of_composite(label)
        style = label.style
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].label.style == style:
                return depth
        if label.is_first and label.kind == "n" and self.apart and not any(one.label.kind in "nw" for one in stack):
            return 0  # numbers after letters, apart from them: another list, unless the last letter leads to it
        if label.is_first or not stack:
            return len(stack)
        if self.reached.get(style) == label.ordinal - 1 and _is_title(stack[-1]):
            return len(stack)  # "B. Costs": the numbers run on under it
        family = [depth for depth, one in enumerate(stack) if one.label.same_family(label)]
        for depth in reversed(family):
            if label.continues(stack[depth].label):
                return depth
        if family:
            return family[-1]
        if not stack[-1].paragraphs:
            return len(stack)
        return 0 if label.kind in "nw" else 1

    def _depth_of_bullet(self, depth: int, paragraph: Paragraph) -> int:
        """Bullets of one style go two deep: "- how many moved to:" and its "- a flat", until the next that asks."""
        stack = self.stack
        if depth >= len(stack) or not stack[depth].paragraphs:
            return depth
        if depth + 1 < len(stack) and stack[depth + 1].label.style != stack[depth].label.style:
            return depth  # it has bullets of another style under it, and they are at an end
        sibling, indent = stack[depth], paragraph.block.indent
        shift = indent - sibling.paragraphs[0].block.indent
        whole = paragraph.role in (Role.ASK, Role.LEAD) or paragraph.opens
        if sibling.paragraphs[-1].opens and (shift > 0 or not (shift or whole)):
            return depth + 1
        above = sibling.parent.owner
        nested = above is not None and above.label.style == sibling.label.style
        return depth - 1 if nested and (shift < 0 or (not shift and whole)) else depth

    def _depth_of_composite(self, label: Label) -> int:
        """ "1b)" belongs under the 1 before it, "2.1" under the 2."""
        stack = self.stack
        for depth in range(len(stack) - 1, -1, -1):
            other = stack[depth].label
            if other.style == label.style and (other.parts[:-1] == label.parts[:-1] or depth == 0):
                return depth
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].label.parts[-1:] == label.parts[-2:-1]:
                return depth + 1
        return 0

    # --- blocks without a label

    def _paragraph(self, index: int, block: Block) -> None:
        paragraph = Paragraph(block)
        paragraph.to_fill = self._is_to_fill(index)
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) and self.kinds[index + 1] is None else None
        before = self.parts[-1] if self.parts else None
        if self.stack:
            if self._belongs(paragraph, index, following):
                self.stack[-1].paragraphs.append(paragraph)
                return
            self._close()
        # A heading has some space above it: a line right under other lines is one of them.
        led = isinstance(before, Paragraph) and (before.leads or (not block.gap and before.role in _NAMES))
        titles = index == 0 and following is None and self._before_greeting(index) and is_title(block)
        stands_above_list = following is not None and bool(following.labels)
        led = led and not (block.gap and stands_above_list and in_title_case(block.body))
        # Lines of a list without labels, each with a blank line above it: "categories:", "Noise", "Smell", "Light".
        led = led or (self.led and isinstance(before, Paragraph) and paragraph.role in _NAMES and not stands_above_list)
        self.led = led
        if titles or (not led and not paragraph.to_fill and is_heading(paragraph, following, first=index == 0)):
            self.parts.append(Heading(block))
        else:
            self.parts.append(paragraph)

    def _is_to_fill(self, index: int) -> bool:
        """ "Total vehicles:" with another such line right above or below it."""
        at = self.blocks[index]
        if at.body[-1:] != ":" or len(at.body) > _FORM_LINE:
            return False
        above, below = self.blocks[max(0, index - 1)], self.blocks[min(index + 1, len(self.blocks) - 1)]
        return any(
            one is not at and one.body[-1:] == ":" and len(one.body) <= _FORM_LINE and not (lower.gap or one.labels)
            for one, lower in ((above, at), (below, below))
        )

    def _before_greeting(self, index: int) -> bool:
        return index + 1 < len(self.kinds) and self.kinds[index + 1] is PassageKind.GREETING

    def _belongs(self, paragraph: Paragraph, index: int, following: Block | None) -> bool:
        """Whether a paragraph without a label goes on with the item before it."""
        item = self.stack[-1]
        gap = paragraph.block.gap
        role = paragraph.role
        if not item.paragraphs:
            return bool(item.lists) or role is not Role.NOTE
        last = item.paragraphs[-1]
        if "|" in paragraph.block.body and "|" in last.block.body:
            return True  # the next row of a table
        upcoming = self.upcoming[index]
        if role in _NAMES and last.role in _NAMES and item.announces and (upcoming is not None or last.block.gap):
            return True  # one more line of what a colon announced
        if last.opens:
            return not (gap and role in (Role.NOTE, Role.SCOPE))
        if item.role is Role.ASK and _WHICH_OF_THESE.search(paragraph.block.body):
            return True  # "Please say which of the following applies:" and the answers to choose from
        if role in _NEVER_IN_ITEM or (gap and item.label.kind == "b"):
            return False
        if item.announces and not gap:
            return True
        goes_on = restarts = False
        if upcoming is not None:
            labels = [one.label for one in self.stack]
            restarts = upcoming.is_first and any(label.style == upcoming.style for label in labels)
            goes_on = any(label.same_family(upcoming) and label.ordinal < upcoming.ordinal for label in labels)
        if restarts and paragraph.opens:
            return False
        if role is Role.ASK and not goes_on and _is_choice(item, gap=gap):
            return False
        if is_heading(paragraph, following, first=False):
            return not gap and goes_on and not paragraph.block.body[-1].isalnum()
        first = paragraph.sentences[0].low if paragraph.sentences else ""
        if _SEVERAL.match(first):
            return False
        if paragraph.opens and upcoming is not None and upcoming.is_first and _POINTS_BACK.search(first):
            return True  # "Of those:" and a list of another style
        if not gap and item.label.kind == "b" and not goes_on and role is Role.ASK and last.block.body[-1] in ".?":
            return False
        if not gap:
            return goes_on or role is not Role.STATEMENT
        if goes_on:
            return role in (Role.ADDS, Role.ASK, Role.NOUN, Role.CLAUSE)
        if role is Role.ADDS:
            return not (_SPEAKS_OF_ALL.search(first) or paragraph.sentences[0].reading is SAYS_SO)
        if role not in (Role.ASK, Role.NOUN, Role.CLAUSE) or paragraph.opens or first.startswith(_NEXT):
            return False
        return _POINTS_BACK.search(first, 0, 80 if role is Role.ASK else 40) is not None


def _is_choice(item: Item, *, gap: bool) -> bool:
    """The last of some items that ask for nothing by themselves: a whole ask after them is a new one."""
    others = item.parent.items[:-1]
    return bool(others) and sum(one.role in _NO_ASKS for one in others) * (1 + gap) >= len(others)


def _is_title(item: Item) -> bool:
    return not item.paragraphs or (len(item.paragraphs) == 1 and item.paragraphs[0].role is Role.FRAGMENT)
