"""Letters: content in memory to bytes, by our renderer and by the ways others take, in turn, on the same content.

A small letter has 12 questions and 2 tables of 12 rows, a big one 120 questions and 20 tables of 50 rows. Every way
uses the house style and writes the same paragraphs and cells; that is checked before anything is timed. The ways:

- ours: `render_docx`, from the composed letter
- compose: from the facts to the letter (not part of the comparison: the others get their content ready-made)
- floor: the same XML built with lxml, all parts zipped anew by zipfile
- docxtpl: a template with its own marks in it, filled in
- python-docx: the library used as its documentation shows, table cells by `cell(row, column)`
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from foi.letters.compose import compose
from foi.letters.facts import LetterFacts, TableFacts
from foi.letters.render_docx import render_docx
from foi.letters.structure import Letter
from foi.letters.word_template import HOUSE_STYLE
from tests.letters.examples import letter_facts, question

SIZES = {"small": (12, 2, 12), "big": (120, 20, 50)}
ROUNDS = {"small": 30, "big": 7}

_ANSWER = (
    "The **numbers** are in the table.\n\n- one point about how they were taken\n- another point\n\n"
    "They were taken from the system on the day of the request."
)


def facts(questions: int, tables: int, rows: int) -> LetterFacts:
    """A letter of that size."""
    cells = tuple(
        (f"Station {row}", str(row * 7), str(row * 3), "not recorded" if row % 9 == 0 else str(row), f"{row}%")
        for row in range(rows)
    )
    header = ("Station", "2023", "2024", "2025", "Share")
    return letter_facts(
        *(
            question(
                str(number),
                text=f"Please state for each year how many officers who attended course {number} passed it that year.",
                answer_text=_ANSWER,
                tables=(TableFacts(header=header, rows=cells, caption=f"course {number}"),) if number <= tables else (),
                has_figures=number <= tables,
                source="learning system",
            )
            for number in range(1, questions + 1)
        )
    )


@dataclass(frozen=True)
class Piece:
    """A paragraph (style and runs: text, bold) or a table, read out of our own file, so that all write the same."""

    style: str
    runs: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def pieces_of(data: bytes) -> list[Piece]:
    found = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if hasattr(block, "rows"):
            rows = tuple(tuple(cell.text for cell in row.cells) for row in block.rows)
            found.append(Piece("Letter Table", rows=rows))
        else:
            runs = tuple((run.text, bool(run.bold)) for part in block.iter_inner_content() for run in _runs(part))
            found.append(Piece(block.style.name, runs))
    return found


def _runs(part: Any) -> list[Any]:
    return part.runs if hasattr(part, "runs") else [part]


def text_of(data: bytes) -> list[str]:
    return [
        "|".join("/".join(row) for row in piece.rows) or "".join(text for text, _ in piece.runs)
        for piece in pieces_of(data)
    ]


# The ways


def floor(pieces: list[Piece]) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def w(name: str) -> str:
        return f"{{{word}}}{name}"

    add = etree.SubElement
    root = etree.Element(w("document"), nsmap={"w": word})
    body = add(root, w("body"))

    def paragraph(parent: Any, style: str, runs: tuple[tuple[str, bool], ...]) -> None:
        made = add(parent, w("p"))
        add(add(made, w("pPr")), w("pStyle"), {w("val"): style.replace(" ", "")})
        for text, bold in runs:
            run = add(made, w("r"))
            if bold:
                add(add(run, w("rPr")), w("b"))
            for number, line in enumerate(text.split("\n")):
                if number:
                    add(run, w("br"))
                add(run, w("t")).text = line

    for piece in pieces:
        if not piece.rows:
            paragraph(body, piece.style, piece.runs)
            continue
        table = add(body, w("tbl"))
        add(add(table, w("tblPr")), w("tblStyle"), {w("val"): "LetterTable"})
        grid = add(table, w("tblGrid"))
        for _ in piece.rows[0]:
            add(grid, w("gridCol"), {w("w"): "1800"})
        for row in piece.rows:
            line = add(table, w("tr"))
            for text in row:
                cell = add(line, w("tc"))
                add(add(cell, w("tcPr")), w("tcW"), {w("w"): "1800", w("type"): "dxa"})
                paragraph(cell, "TableText", ((text, False),))
    written = io.BytesIO()
    with zipfile.ZipFile(HOUSE_STYLE) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, etree.tostring(root, xml_declaration=True) if name == "word/document.xml" else content
            )
    return written.getvalue()


def python_docx(pieces: list[Piece]) -> bytes:
    document = Document(str(HOUSE_STYLE))
    for piece in pieces:
        if piece.rows:
            table = document.add_table(len(piece.rows), len(piece.rows[0]), style="Letter Table")
            for at, row in enumerate(piece.rows):
                for column, text in enumerate(row):
                    table.cell(at, column).text = text
        else:
            paragraph = document.add_paragraph(style=piece.style)
            for text, bold in piece.runs:
                paragraph.add_run(text).bold = bold or None
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def docxtpl_way(pieces: list[Piece]) -> Callable[[], bytes]:
    """Its template has a branch for each style, since a style cannot be a value. It is made once, opened each time."""
    from docxtpl import DocxTemplate

    template = Document(str(HOUSE_STYLE))
    template.add_paragraph("{%p for piece in pieces %}")
    for style in sorted({piece.style for piece in pieces if not piece.rows}):
        template.add_paragraph(f"{{%p if piece.style == '{style}' %}}")
        line = template.add_paragraph(style=style)
        line.add_run("{% for text, bold in piece.runs %}{% if bold %}")
        line.add_run("{{ text }}").bold = True
        line.add_run("{% else %}")
        line.add_run("{{ text }}")
        line.add_run("{% endif %}{% endfor %}")
        template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p if piece.rows %}")
    columns = max((len(piece.rows[0]) for piece in pieces if piece.rows), default=1)
    table = template.add_table(3, columns, style="Letter Table")
    table.rows[0].cells[0].text = "{%tr for row in piece.rows %}"
    for number, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ row[{number}] }}}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    saved = io.BytesIO()
    template.save(saved)

    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(saved.getvalue()))
        document.render({"pieces": pieces}, autoescape=True)
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return render


def ways(letter: Letter) -> dict[str, Callable[[], bytes]]:
    pieces = pieces_of(render_docx(letter))
    return {
        "ours": lambda: render_docx(letter),
        "floor": lambda: floor(pieces),
        "docxtpl": docxtpl_way(pieces),
        "python-docx": lambda: python_docx(pieces),
    }


# Measuring


def _milliseconds(way: Callable[[], Any]) -> float:
    start = time.perf_counter()
    way()
    return (time.perf_counter() - start) * 1000


def measure(size: str) -> dict[str, float]:
    """Median milliseconds by way, all taken in turn."""
    asked = facts(*SIZES[size])
    letter = compose(asked)
    taken = ways(letter)
    meant = text_of(taken["ours"]())
    for name, way in taken.items():
        if size == "big" and name == "python-docx":
            continue  # its table cells take minutes; it is timed once below
        if text_of(way()) != meant:
            raise SystemExit(f"{name} does not write the same letter")
    times: dict[str, list[float]] = {"compose": []}
    for turn in range(ROUNDS[size]):
        times["compose"].append(_milliseconds(lambda: compose(asked)))
        for name, way in taken.items():
            if turn == 0 or size == "small" or name != "python-docx":
                times.setdefault(name, []).append(_milliseconds(way))
    return {name: statistics.median(taken_times) for name, taken_times in times.items()}


def growth() -> float:
    """How many times longer a letter with one table takes when its rows go from 50 to 200."""
    few, many = (compose(facts(1, 1, rows)) for rows in (50, 200))
    times = [(_milliseconds(lambda: render_docx(few)), _milliseconds(lambda: render_docx(many))) for _ in range(60)]
    return statistics.median(many for _, many in times[5:]) / statistics.median(few for few, _ in times[5:])


def peak_memory(way: str) -> float:
    """Megabytes at the peak of a process of its own that writes the big letter ten times."""
    command = [sys.executable, "-m", "bench.letters", way]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def report() -> str:
    """Every figure, as the lines that `make bench` shows."""
    lines = []
    for size, (questions, tables, rows) in SIZES.items():
        times = measure(size)
        lines.append(f"Letters, {size}: {questions} questions, {tables} tables of {rows} rows")
        lines.append(f"  {'way':<12} {'ms':>10} {'x floor':>9} {'x docxtpl':>10}")
        for name, taken in times.items():
            lines.append(
                f"  {name:<12} {taken:>10.2f} {taken / times['floor']:>9.2f} {taken / times['docxtpl']:>10.3f}"
            )
    ours, theirs = peak_memory("ours"), peak_memory("docxtpl")
    lines.append(f"One table, 50 -> 200 rows: {growth():.2f} times as long (4 is linear)")
    lines.append(f"Peak memory, ten big letters: {ours:.0f} MB; docxtpl {theirs:.0f} MB ({ours / theirs:.2f} x)")
    return "\n".join(lines) + "\n"


def _one(way: str) -> None:
    # What the others need is loaded only for them: the process is the size of what it uses.
    letter = compose(facts(*SIZES["big"]))
    write = (lambda: render_docx(letter)) if way == "ours" else docxtpl_way(pieces_of(render_docx(letter)))
    for _ in range(10):
        write()
    # Not getrusage: a child's figure begins with that of the process that started it.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    sys.stdout.write(str(int(status["VmHWM"].split()[0]) / 1024))


if __name__ == "__main__":
    _one(sys.argv[1]) if len(sys.argv) > 1 else sys.stdout.write(report())
