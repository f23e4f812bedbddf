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
    GREETING_AND_MORE,
    POSTSCRIPT,
    QUOTES_REQUEST,
    REPLY_BEGINS,
    REQUEST_ADDRESS,
    Frame,
)
from foi.intake.splitter.result import PassageKind as P

_ASKS = re.compile(r"\?|\b(?:please|i\s+(?:would|want|wish|request|ask)|how\s+many|could\s+you)\b", re.IGNORECASE)
_SENDER = re.compile(r"from\s*:", re.IGNORECASE)
_QUESTIONS_HEADING = re.compile(r"(?:the\s+|my\s+)?(?:questions?|information\s+requested|annex|appendix|schedule|request)\b[^.?]{0,40}$", re.IGNORECASE)


class _Voice:
    """The state while walking down the text: who writes at each depth of quotation."""

    __slots__ = ("asked", "authority", "footer", "replied", "writer")

    def __init__(self) -> None:
        self.authority: dict[int, bool] = {}
        self.asked = False
        self.footer = False
        self.replied = False
        self.writer: bool | None = None  # named by an attribution line: True for the authority


def voices(blocks: list[Block]) -> list[P | None]:
    """For each block the kind of frame that it is, or None where the requester may be asking."""
    kinds: list[P | None] = []
    voice = _Voice()
    top_asks = _own_asks(blocks)
    depth = 0
    speaker: bool | None = None  # True: the authority
    for index, block in enumerate(blocks):
        if block.depth != depth:
            speaker = _change_depth(voice, depth, block.depth, speaker)
            depth = block.depth
            voice.footer = False
            voice.replied = False
        kind, speaker = _kind(block, index, blocks, voice, speaker)
        voice.authority[depth] = bool(speaker)
        if speaker and kind in (None, P.GREETING, P.SIGN_OFF, P.FOOTER):
            kind = P.QUOTED_TRAIL
        if kind is None and depth and top_asks >= 3:
            kind = P.QUOTED_TRAIL
        if kind is None and not voice.asked and (block.labels or _ASKS.search(block.body)):
            voice.asked = True
        kinds.append(kind)
    return kinds


def _own_asks(blocks: list[Block]) -> int:
    """How many labelled or marked questions the newest message holds by itself, if older ones are quoted below it."""
    if not any(block.depth for block in blocks) or blocks[0].depth:
        return 0
    return sum(1 for block in blocks if not block.depth and block.frame is None and (block.labels or "?" in block.body))


def _change_depth(voice: _Voice, before: int, after: int, speaker: bool | None) -> bool | None:  # noqa: FBT001
    if voice.writer is not None:
        speaker, voice.writer = voice.writer, None
        return speaker
    if after < before:
        return voice.authority.get(after, False)
    if speaker is None:
        return None
    if after > before + 1:
        return speaker
    return voice.authority.get(after, not speaker) if before in voice.authority else speaker


def _kind(block: Block, index: int, blocks: list[Block], voice: _Voice, speaker: bool | None) -> tuple[P | None, bool | None]:  # noqa: FBT001
    frame = block.frame
    if frame is Frame.ATTRIBUTION:
        voice.footer = voice.replied = False
        writer = _is_authority(block.body) if "rote" in block.body else None
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is not None and following.depth != block.depth:
            voice.writer = writer
            return P.QUOTED_TRAIL, speaker
        return P.QUOTED_TRAIL, writer
    if frame is Frame.HEADER:
        if _SENDER.match(block.body.lstrip("*")):
            voice.footer = voice.replied = False
            speaker = _is_authority(block.body)
        if voice.footer:
            return P.FOOTER, speaker
        return P.HEADER, speaker
    if voice.replied:
        return P.REPLY, speaker
    if voice.footer:
        if POSTSCRIPT.match(block.body) or _questions_after_all(index, blocks):
            voice.footer = False
        else:
            return P.FOOTER, speaker
    if frame is Frame.WEB:
        return P.FOOTER if voice.asked else P.TITLE, speaker
    if frame is Frame.SEPARATOR:
        return P.FOOTER, speaker
    if frame is Frame.GREETING:
        return P.GREETING, speaker
    if frame in (Frame.SIGN_OFF, Frame.THANKS):
        if voice.asked or frame is Frame.SIGN_OFF or speaker:
            voice.footer = True
        return P.SIGN_OFF, speaker
    if voice.asked and not speaker and REPLY_BEGINS.match(block.body) and (block.depth == 0 or not block.labels):
        voice.replied = True
        return P.REPLY, speaker
    if speaker and not block.depth and QUOTES_REQUEST.match(block.body) and len(block.body) < 250:
        return P.REPLY, False
    if not voice.asked and not speaker and QUOTES_REQUEST.match(block.body) and len(block.body) < 250:
        return P.REPLY, speaker
    if not voice.asked and not speaker and AUTHORITY_VOICE.match(block.body):
        return P.QUOTED_TRAIL, True
    return None, speaker


def _is_authority(words: str) -> bool:
    return bool(AUTHORITY_NAME.search(words)) and not REQUEST_ADDRESS.search(words)


def _questions_after_all(index: int, blocks: list[Block]) -> bool:
    """Questions set out below the signature: a heading such as "Questions" or a list that asks."""
    block = blocks[index]
    if block.labels and block.labels[0].is_first and block.labels[0].kind != "b":
        return any("?" in other.body or _ASKS.search(other.body) for other in blocks[index : index + 3] if other.labels)
    if _QUESTIONS_HEADING.match(block.body) and index + 1 < len(blocks):
        return bool(blocks[index + 1].labels or "?" in blocks[index + 1].body)
    return False


def greeting_length(body: str) -> int:
    """How much of a paragraph is a greeting before the request on the same line."""
    found = GREETING_AND_MORE.match(body)
    return found.end() if found and found.end() < len(body) else 0
