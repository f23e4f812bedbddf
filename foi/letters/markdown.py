"""The closed set of marks an answer may use, read into structure: paragraphs, bold, italic, lists, links, quotes.

Everything else stays the text it is: no HTML, no headings, no images, no code. What a person typed is never lost,
at worst it is printed as typed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token

from foi.letters.structure import Block, Blocks, ListBlock, ListItem, Paragraph, Quote, Run, Runs

# Characters that XML 1.0 cannot carry, in no spelling: they would make the document unreadable.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_BARE_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?()\[\]]")
_GREATER_THAN = re.compile(r">\s*[\d£$€=.]")  # "> 5 officers" is a statement, not a quotation


def plain(text: str) -> str:
    """Text that a document can carry: line ends as newlines, characters that XML forbids taken out."""
    return NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_safe_link(href: str) -> bool:
    """True for links that may stand in a letter: the web and e-mail."""
    try:
        return urlsplit(href).scheme in ("http", "https", "mailto")
    except ValueError:
        return False


# Deeper than this a mark is printed as typed. (The parser's own limit would drop the text.)
_DEEPEST = 8  # a list and its item are two levels, a quote is one


def _blockquote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 (its signature)
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.level >= _DEEPEST or _GREATER_THAN.match(state.src, start):
        return False
    return blockquote(state, start_line, end_line, silent)


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 (its signature)
    return state.level < _DEEPEST and list_block(state, start_line, end_line, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False})
    parser.enable(["list", "blockquote", "newline", "emphasis", "link", "balance_pairs", "fragments_join"])
    parser.block.ruler.at("blockquote", _blockquote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.validateLink = is_safe_link  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


_markdown = _parser()


@lru_cache(maxsize=2048)
def blocks(text: str) -> Blocks:
    """Paragraphs, lists and quotes of a Markdown text."""
    tokens = iter(_markdown.parse(plain(text)))
    return tuple(_blocks(tokens, ""))


def runs(text: str) -> Runs:
    """The first paragraph's runs, for a text that is one line."""
    for block in blocks(text):
        if isinstance(block, Paragraph):
            return block.runs
    return (Run(plain(text)),) if text else ()


def _blocks(tokens: Iterator[Token], until: str) -> Iterator[Block]:
    for token in tokens:
        match token.type:
            case "inline":
                yield Paragraph(tuple(_runs(token.children or [])))
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                items = tuple(_items(tokens, token.type.replace("open", "close")))
                if any(item.blocks for item in items):
                    yield ListBlock(items, ordered=ordered, start=int(token.attrs.get("start", 1)))
                else:  # a lone "-" means "nothing", not an empty list
                    yield Paragraph((Run("\n".join(_mark(token, n) for n, _ in enumerate(items))),))
            case "blockquote_open":
                yield Quote(tuple(_blocks(tokens, "blockquote_close")))
            case closing if closing == until:
                return
            case _:
                pass


def _mark(token: Token, index: int) -> str:
    return token.markup if token.type == "bullet_list_open" else f"{int(token.attrs.get('start', 1)) + index}."


def _items(tokens: Iterator[Token], until: str) -> Iterator[ListItem]:
    for token in tokens:
        if token.type == "list_item_open":
            yield ListItem(tuple(_blocks(tokens, "list_item_close")))
        elif token.type == until:
            return


def _runs(tokens: list[Token]) -> Iterator[Run]:
    bold = italic = 0
    href = ""
    for token in tokens:
        match token.type:
            case "text":
                if token.content:
                    look: dict[str, Any] = {"bold": bold > 0, "italic": italic > 0}
                    yield from [Run(token.content, href=href, **look)] if href else _linked(token.content, look)
            case "softbreak" | "hardbreak":
                yield Run("\n", bold=bold > 0, italic=italic > 0, href=href)
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                href = str(token.attrs["href"])
            case "link_close":
                href = ""


def _linked(text: str, look: dict[str, Any]) -> Iterator[Run]:
    """Addresses of the web become links: readers click them, and a check can see them."""
    end = 0
    for match in _BARE_LINK.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()], **look)
        yield Run(match[0], href=match[0] if is_safe_link(match[0]) else "", **look)
        end = match.end()
    if end < len(text):
        yield Run(text[end:], **look)
