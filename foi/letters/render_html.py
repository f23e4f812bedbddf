"""A letter as HTML for the preview: the same structure, in the page's own typography. All text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from foi.letters.markdown import is_safe_link, plain
from foi.letters.structure import (
    Address,
    Block,
    Blocks,
    Columns,
    Heading,
    KeyValues,
    Letter,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Signature,
    Table,
)

_SIZES = {1: "l", 2: "m", 3: "s", 4: "s", 5: "s", 6: "s"}
_NOT_AN_ID = re.compile(r"[^A-Za-z0-9_-]+")


def render_html(letter: Letter, *, first_level: int = 2, id_prefix: str = "letter-") -> str:
    """Safe HTML for a page whose own headings are above `first_level`. The letter's title is its first heading."""
    return "".join(_Html(letter, first_level - 1, id_prefix).all())


def render_blocks(blocks: Iterable[Block], *, first_level: int = 3, id_prefix: str = "") -> str:
    """Safe HTML for a part of a letter by itself, such as the text of one answer."""
    letter = Letter(title="", reference="", plan="", language="en-GB", letterhead=Letterhead(""), blocks=tuple(blocks))
    return "".join(_Html(letter, first_level - 1, id_prefix).blocks(letter.blocks))


class _Html:
    def __init__(self, letter: Letter, deeper: int, id_prefix: str) -> None:
        self.letter = letter
        self.deeper = deeper
        self.id_prefix = id_prefix

    def all(self) -> Iterator[str]:
        head = self.letter.letterhead
        yield f'<article class="app-letter" lang="{escape(self.letter.language)}">'
        yield '<header class="app-letter__head">'
        if head.marking:
            yield f'<p class="govuk-body-s">{self.text(head.marking)}</p>'
        yield f'<p class="govuk-body-l app-letter__authority">{self.text(head.authority)}</p>'
        for line in (head.team, *head.contact):
            if line:
                yield f'<p class="govuk-body-s">{self.text(line)}</p>'
        yield "</header>"
        yield from self.blocks(self.letter.blocks)
        yield "</article>"

    def blocks(self, blocks: Blocks | Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                level = min(block.level + self.deeper, 6)
                anchor = _NOT_AN_ID.sub("-", block.anchor).strip("-")
                identity = f' id="{escape(self.id_prefix)}{anchor}"' if anchor else ""
                size = _SIZES[block.level]
                yield f'<h{level} class="govuk-heading-{size}"{identity}>{self.text(block.text)}</h{level}>'
            case Paragraph(role="source"):
                yield f'<p class="govuk-body-s app-letter__source">{self.runs(block.runs)}</p>'
            case Paragraph(role="gap"):
                yield '<div class="govuk-warning-text app-letter__gap"><span class="govuk-warning-text__icon" '
                yield 'aria-hidden="true">!</span><strong class="govuk-warning-text__text">'
                yield f'<span class="govuk-visually-hidden">Still open: </span>{self.runs(block.runs)}</strong></div>'
            case Paragraph():
                yield f'<p class="govuk-body">{self.runs(block.runs)}</p>'
            case ListBlock():
                yield from self.list(block)
            case Table():
                yield from self.table(block)
            case Columns():
                yield from self.columns(block)
            case Quote():
                yield from self.quote(block)
            case KeyValues():
                yield '<dl class="govuk-summary-list govuk-summary-list--no-border app-letter__particulars">'
                for row in block.rows:
                    yield '<div class="govuk-summary-list__row">'
                    yield f'<dt class="govuk-summary-list__key">{self.text(row.key)}</dt>'
                    yield f'<dd class="govuk-summary-list__value">{self.runs(row.value)}</dd></div>'
                yield "</dl>"
            case Address():
                yield f'<p class="govuk-body app-letter__address">{self.lines(block.lines)}</p>'
            case Signature():
                yield f'<p class="govuk-body app-letter__closing">{self.text(block.closing)}</p>'
                yield f'<p class="govuk-body app-letter__signature">{self.lines(block.lines)}</p>'
            case PageBreak():
                yield '<hr class="govuk-section-break govuk-section-break--xl govuk-section-break--visible">'

    def list(self, block: ListBlock) -> Iterator[str]:
        tag, kind = ("ol", "number") if block.ordered else ("ul", "bullet")
        start = f' start="{int(block.start)}"' if block.ordered and block.start != 1 else ""
        yield f'<{tag} class="govuk-list govuk-list--{kind}"{start}>'
        for item in block.items:
            yield "<li>"
            if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
                yield self.runs(item.blocks[0].runs)
            else:
                yield from self.blocks(item.blocks)
            yield "</li>"
        yield f"</{tag}>"

    def table(self, block: Table) -> Iterator[str]:
        # Wide tables scroll by themselves; a region that scrolls must be reachable by keyboard, and have a name.
        yield f'<div class="app-letter__table" role="region" tabindex="0" aria-label="{escape(plain(block.caption))}">'
        yield f'<table class="govuk-table"><caption class="govuk-table__caption">{self.text(block.caption)}</caption>'
        yield '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        yield from (f'<th scope="col" class="govuk-table__header">{self.text(cell)}</th>' for cell in block.header)
        yield '</tr></thead><tbody class="govuk-table__body">'
        for row in block.rows:
            yield '<tr class="govuk-table__row">'
            yield from (f'<td class="govuk-table__cell">{self.text(cell)}</td>' for cell in row)
            yield "</tr>"
        yield "</tbody></table></div>"
        if block.note:
            yield f'<p class="govuk-body-s app-letter__source">{self.text(block.note)}</p>'

    def columns(self, block: Columns) -> Iterator[str]:
        yield f'<div class="app-letter__table" role="region" tabindex="0" aria-label="{escape(plain(block.caption))}">'
        yield '<table class="govuk-table app-letter__columns"><caption class="govuk-visually-hidden">'
        yield f'{self.text(block.caption)}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">'
        yield from (f'<th scope="col" class="govuk-table__header">{self.text(cell)}</th>' for cell in block.header)
        yield '</tr></thead><tbody class="govuk-table__body">'
        for pair in block.rows:
            yield '<tr class="govuk-table__row">'
            for blocks in (pair.left, pair.right):
                yield '<td class="govuk-table__cell">'
                yield from self.blocks(blocks)
                yield "</td>"
            yield "</tr>"
        yield "</tbody></table></div>"

    def quote(self, block: Quote) -> Iterator[str]:
        other = self.letter.quoted_language if block.role != "quote" else ""
        lang = f' lang="{escape(other)}"' if other not in ("", self.letter.language) else ""
        yield f'<blockquote class="govuk-inset-text app-letter__quote app-letter__quote--{block.role}"{lang}>'
        first, *rest = block.blocks or (Paragraph(()),)
        label = f'<span class="app-letter__label">{self.text(block.label)}</span> ' if block.label else ""
        if isinstance(first, Paragraph):
            yield f'<p class="govuk-body">{label}{self.runs(first.runs)}</p>'
        else:
            yield f'<p class="govuk-body">{label}</p>' if label else ""
            rest = [first, *rest]
        yield from self.blocks(rest)
        yield "</blockquote>"

    # words

    def text(self, text: str) -> str:
        return escape(plain(text)).replace("\n", "<br>")

    def lines(self, lines: Iterable[str]) -> str:
        return "<br>".join(self.text(line) for line in lines)

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        html = self.text(self.letter.slot(run))
        if run.italic:
            html = f"<em>{html}</em>"
        if run.bold:
            html = f"<strong>{html}</strong>"
        if run.href and is_safe_link(run.href):
            href = escape(plain(run.href).replace("\n", ""))
            html = f'<a class="govuk-link" href="{href}" rel="noreferrer noopener">{html}</a>'
        return html
