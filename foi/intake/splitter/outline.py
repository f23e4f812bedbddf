"""Blocks to an outline: which list a label belongs to, and which item a paragraph without a label goes on with.

Nothing is decided here about what is a question; labels and layout alone are looked at. A label goes under the nearest
open item whose style it does not continue.
"""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.headings import is_titled_part
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import ASKS_ANEW, opens
from foi.intake.splitter.result import PassageKind

_TITLE = 40  # characters
_ANEW = re.compile(r"(?:and|or|also|plus|then|as well as)\b")  # a line that begins with one of these is no mere rest


class Item:
    """An entry of a list. `blocks` are its own words: its block, and the lines that a mail program broke off from it;
    none if another label follows on the same line."""

    __slots__ = ("blocks", "label", "lists", "parent")

    def __init__(self, label: Label, parent: Listing) -> None:
        self.label = label
        self.parent = parent
        self.blocks: list[Block] = []
        self.lists: list[Listing] = []


class Listing:
    """Items of one style in a row. `owner` is the item they stand under, None at top level."""

    __slots__ = ("items", "owner")

    def __init__(self, owner: Item | None) -> None:
        self.owner = owner
        self.items: list[Item] = []


class Outliner:
    """Places one block after another. `stack` holds the open items, outermost first."""

    def __init__(self, blocks: list[Block], kinds: list[PassageKind | None]) -> None:
        self.blocks = blocks
        self.kinds = kinds
        self.listings: list[Listing] = []  # every list, however deep
        self.stack: list[Item] = []
        self.stale: list[Item] = []  # the stack before a note or the like interrupted the list
        self.apart = False  # nothing before the label at hand leads to it
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

    def run(self) -> list[Item | None]:
        """For each block the item that it is, or goes on with."""
        found: list[Item | None] = []
        last: Block | None = None  # of the item at hand
        for index, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            item: Item | None = None
            if kind is not None:
                if kind is not PassageKind.TABLE:  # a table to fill in stands between two questions of one list
                    self._close()
            elif not block.labels:
                if self.stack and self._belongs(block, last, index):
                    item = self.stack[-1]
                    if _is_own(block, item, last):
                        item.blocks.append(block)
                else:
                    self._close()
            elif is_titled_part(block, self.upcoming[index]):
                self._close()
            else:
                item = self._place(block, last)
            last = block if item is not None else None
            found.append(item)
        return found

    def _close(self) -> None:
        if self.stack:
            self.stale = self.stack
            self.stack = []

    # --- blocks with labels

    def _place(self, block: Block, last: Block | None) -> Item:
        for label in block.labels:
            item = self._insert(label, block, last)
            last = None
        if block.body:
            item.blocks.append(block)
        return item

    def _insert(self, label: Label, block: Block, last: Block | None) -> Item:
        interrupted = not self.stack and self.stale and not label.is_first
        if interrupted and any(label.continues(one.label) for one in self.stale[1:]):
            self.stack = self.stale[:]  # "c)" after a note that stood between b) and c)
        self.apart = last is not None and not opens(last.body)
        depth = self._depth(label)
        if label.kind == "b":
            depth = self._depth_of_bullet(depth, block, last)
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
            if owner is not None:
                owner.lists.append(listing)
        item = Item(label, listing)
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
            return 0  # numbers after letters: another list, unless the last letter leads to it
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
        if not stack[-1].blocks:
            return len(stack)
        return 0 if label.kind in "nw" else 1

    def _depth_of_bullet(self, depth: int, block: Block, last: Block | None) -> int:
        """Bullets of one style go two deep: "- how many moved to:" and its "- a flat", until the next that asks."""
        stack = self.stack
        if depth >= len(stack) or not stack[depth].blocks:
            return depth
        if depth + 1 < len(stack) and stack[depth + 1].label.style != stack[depth].label.style:
            return depth  # it has bullets of another style under it, and they are at an end
        sibling = stack[depth]
        shift = block.indent - sibling.blocks[0].indent
        whole = block.body[-1:] == "?" or ASKS_ANEW.match(block.body) is not None or opens(block.body)
        if last is not None and depth + 1 == len(stack) and opens(last.body) and (shift > 0 or not (shift or whole)):
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

    def _belongs(self, block: Block, last: Block | None, index: int) -> bool:
        """Whether a paragraph without a label goes on with the item before it."""
        item = self.stack[-1]
        alone = not (item.blocks or item.lists)  # a label on a line of its own
        if alone or last is None or opens(last.body) or block.body[0].islower():
            return True
        upcoming = self.upcoming[index]
        return upcoming is not None and any(
            one.label.same_family(upcoming) and one.label.ordinal < upcoming.ordinal for one in self.stack
        )


def _is_own(block: Block, item: Item, before: Block | None) -> bool:
    """Whether it is what a label on a line of its own stands for, or a line that a mail program broke off."""
    if not item.blocks:
        return not item.lists
    if before is not item.blocks[-1] or _ANEW.match(block.body):
        return False
    end = before.body[-1:]
    return not (before.flattened or block.body[0].isupper()) and (end.isalnum() or end == ",")


def _is_title(item: Item) -> bool:
    if not item.blocks:
        return True
    body = item.blocks[0].body
    return len(item.blocks) == 1 and len(body) <= _TITLE and body[-1].isalnum()
