"""Who speaks in each block, and what the frame of the message is: everything that is settled before the outline.

A pasted request may carry the authority's reply, an e-mail trail with several writers, headers, a signature and
the wording of a mail system. Only the requester's own words can hold questions.
"""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.frame import (
    AUTHORITY_NAME,
    AUTHORITY_VOICE,
    POSTSCRIPT,
    QUOTES_AT_END,
    QUOTES_REQUEST,
    REPLY_BEGINS,
    REQUEST_ADDRESS,
    VOICE_STARTS,
    Frame,
)
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import plain

_ASKS = re.compile(r"\b(?:please|i (?:would|want|wish|request|ask)|how many|could you)\b")
_QUESTIONS_BELOW = re.compile(
    r"(?:the |my )?(?:questions?|information requested|annex|appendix|schedule|request)\b[^.?]{0,40}$"
)
# The writer of the newest message quotes a request of his own.
_SENDS_AGAIN = re.compile(
    r"\bre-?send|\b(?:send|sent|forward|submit|post)\w* (?:\w+ ){0,3}again\b|\b(?:my|our) (?:\w+ )?(?:request|e-?mail"
    r"|letter|message|questions?) (?:of .{3,40} )?(?:is |are |was )?(?:below|underneath|copied)"
    r"|\b(?:reply|response|answer|acknowledgement) to (?:the|my|our) |\bchas(?:e|ing)\b|\bremind"
)
_FRAME_KINDS = {Frame.GREETING: P.GREETING, Frame.SEPARATOR: P.FOOTER, Frame.TABLE: P.TABLE}
_FAREWELLS = (Frame.SIGN_OFF, Frame.THANKS)
_QUOTABLE = (None, P.GREETING, P.SIGN_OFF, P.FOOTER)
_MOST_SIGNED, _LONGEST_SIGNED = 8, 60  # lines under a short message that sends on another; characters of each
_SHORT = 250  # characters; an authority's sentence that introduces the request is no longer


def voices(blocks: list[Block]) -> list[P | None]:
    """For each block the kind of frame that it is, or None where the requester may be asking."""
    return _Walk(blocks).kinds()


class _Walk:
    """The state while walking down the text. `authority` is True while the authority speaks, None while nobody is "
    "named."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.authority: bool | None = None
        self.at_depth: dict[int, bool] = {}  # who spoke last at each depth of quotation
        self.writer: bool | None = None  # named by an attribution line for the quotation that follows
        self.asked = False
        self.footer = False
        self.replied = False
        # "Thanks" before a later farewell does not end the message.
        farewells = [index for index, block in enumerate(blocks) if block.frame in _FAREWELLS and not block.depth]
        self.last_farewell = farewells[-1] if farewells else 0
        # A newest message with questions of its own stands for the older ones that it quotes.
        quoted = any(block.depth for block in blocks) and not blocks[0].depth
        self.enough = quoted and _count_asks(blocks) >= 3
        self.sends_again = quoted and any(
            not block.depth and _SENDS_AGAIN.search(plain(block.body[:_SHORT])) is not None for block in blocks
        )

    def kinds(self) -> list[P | None]:
        found: list[P | None] = []
        depth = 0
        for index, block in enumerate(self.blocks):
            if block.depth != depth:
                self._change_depth(depth, block.depth)
                depth = block.depth
            if block.labels and not (self.footer or self.replied):
                kind = None
            else:
                kind = self._kind(block, index)
            self.at_depth[depth] = bool(self.authority)
            if (self.authority and kind in _QUOTABLE) or (kind is None and depth and self.enough):
                kind = P.QUOTED_TRAIL
            if kind is None and not self.asked:
                self.asked = bool(block.labels) or _may_ask(block)
            found.append(kind)
        return found

    def _change_depth(self, before: int, after: int) -> None:
        self.footer = self.replied = False
        if self.writer is not None:
            self.authority, self.writer = self.writer, None
        elif after < before or (after == before + 1 and self.authority is False and self.sends_again):
            self.authority = self.at_depth.get(after, False)
        elif self.authority is not None and after == before + 1:
            self.authority = self.at_depth.get(after, not self.authority)

    def _kind(self, block: Block, index: int) -> P | None:
        frame = block.frame
        if frame is Frame.ATTRIBUTION:
            return self._attribution(block, index)
        if frame is Frame.HEADER:
            says_who = _says_who(block)
            if says_who or self._is_attached(index):
                self.footer = self.replied = False
                # "FOI team reply.docx" may hold a requester's questions: a file's name tells nobody's voice.
                self.authority = says_who and _is_authority(block.body)
                self._name_writer(index)
            return P.FOOTER if self.footer else P.HEADER
        if self.replied:
            return P.REPLY
        if self.footer:
            if not (POSTSCRIPT.match(block.body.lower()) or self._questions_below(index)):
                return P.FOOTER
            self.footer = False
        if frame is Frame.WEB:
            return P.FOOTER if self.asked else P.TITLE
        if frame in (Frame.SIGN_OFF, Frame.THANKS):
            ends = frame is Frame.SIGN_OFF or (self.asked and index >= self.last_farewell)
            self.footer = ends or bool(self.authority) or self._quotes_soon(index)
            return P.SIGN_OFF
        if frame is not None:
            return _FRAME_KINDS[frame]
        return None if block.labels else self._voice(block)

    def _quotes_soon(self, index: int) -> bool:
        """Whether a message ends here: some short lines on begins the one that it sends on."""
        for block in self.blocks[index + 1 : index + 1 + _MOST_SIGNED]:
            if block.frame is Frame.ATTRIBUTION or _says_who(block):
                return True
            if block.labels or len(block.body) > _LONGEST_SIGNED:
                return False
        return False

    def _is_attached(self, index: int) -> bool:
        """ "Attachment: questions.docx" that opens what follows it; in the head of a message it only lists a file."""
        opens = self.blocks[index].body[:11].lower() == "attachment:"
        return opens and not (index and self.blocks[index - 1].frame is Frame.HEADER)

    def _name_writer(self, index: int) -> None:
        """ "From: A. Requester" over a quotation: the quoted words are that writer's."""
        for block in self.blocks[index + 1 : index + 8]:
            if block.frame is not Frame.HEADER:
                self.writer = self.authority if block.depth > self.blocks[index].depth else None
                return

    def _attribution(self, block: Block, index: int) -> P:
        self.footer = self.replied = False
        writer = _is_authority(block.body) if "rote" in block.body or block.body.endswith(">>>") else None
        if index + 1 < len(self.blocks) and self.blocks[index + 1].depth != block.depth:
            self.writer = writer
        else:
            self.authority = writer
        return P.QUOTED_TRAIL

    def _voice(self, block: Block) -> P | None:
        """Whether a paragraph is in the authority's voice."""
        low = plain(block.body[:_SHORT])
        if low.split(" ", 1)[0].rstrip(":,") not in VOICE_STARTS:
            return None
        short = len(block.body) < _SHORT
        if self.asked and not self.authority:
            if REPLY_BEGINS.match(low):
                self.replied = True
                return P.REPLY
            return None
        if short and QUOTES_REQUEST.match(low) and not _ASKS.search(low) and not (self.authority and block.depth):
            self.authority = False if self.authority else self.authority
            return P.REPLY
        if not self.authority and AUTHORITY_VOICE.match(low):
            self.authority = not QUOTES_AT_END.search(plain(block.body[-120:]))
            return P.QUOTED_TRAIL
        return None

    def _questions_below(self, index: int) -> bool:
        """Questions set out below the signature: a heading such as "Questions" or a list that asks."""
        block = self.blocks[index]
        if block.labels and block.labels[0].is_first and block.labels[0].kind != "b":
            return any(other.labels and _may_ask(other) for other in self.blocks[index : index + 3])
        if index + 1 < len(self.blocks) and _QUESTIONS_BELOW.match(plain(block.body[:80])):
            following = self.blocks[index + 1]
            return bool(following.labels) or "?" in following.body
        return False


def _says_who(block: Block) -> bool:
    return block.frame is Frame.HEADER and block.body.lstrip("*")[:5].lower() == "from:"


def _count_asks(blocks: list[Block]) -> int:
    return sum(block.frame is None and not block.depth and _may_ask(block) for block in blocks)


def _may_ask(block: Block) -> bool:
    return "?" in block.body or _ASKS.search(plain(block.body)) is not None


def _is_authority(words: str) -> bool:
    low = plain(words)
    return bool(AUTHORITY_NAME.search(low)) and not REQUEST_ADDRESS.search(low)
