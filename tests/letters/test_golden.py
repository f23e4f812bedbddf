"""Every plan and every layout, as Word has it: text, styles, lists and tables, read back and compared with a kept copy.

After a wanted change: `python -m tests.letters.test_golden` writes the copies anew; read the difference line by line.
"""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from foi.disclosure.checks.document import check_document
from foi.letters.compose import compose
from foi.letters.facts import Layout, LetterFacts
from foi.letters.plans import PLANS, Plan
from foi.letters.render_docx import render_docx
from foi.letters.render_html import render_html
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace
from tests.letters.examples import FORCE, training_request
from tests.letters.plan_examples import PLAN_EXAMPLES, SEVERAL
from tests.letters.word_reader import read_back

KEPT = Path(__file__).with_name("golden")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_WITH_PAGE = replace(FORCE, rights_url="https://www.trentshire.police.example/foi/reviews")


def _laid_out(**choices: object) -> LetterFacts:
    return replace(training_request(), dated_on=date(2026, 10, 1), layout=Layout(**choices))  # type: ignore[arg-type]


def _in_welsh(facts: LetterFacts) -> LetterFacts:
    return replace(facts, authority=replace(facts.authority, language="cy-GB"), dated_on=date(2026, 10, 1))


LETTERS: dict[str, LetterFacts] = {
    **{f"plan-{plan.value.replace('_', '-')}": facts for plan, facts in PLAN_EXAMPLES.items()},
    **{f"layout-{choice}": _laid_out(arrangement=choice) for choice in Arrangement},
    "layout-annex": _laid_out(rights=RightsPlace.ANNEX),
    "layout-linked": replace(_laid_out(rights=RightsPlace.LINKED), authority=_WITH_PAGE),
    "layout-caveats-first": _laid_out(caveats=CaveatsPlace.BEFORE),
    "layout-several": SEVERAL,
    "welsh-partial-response": _in_welsh(PLAN_EXAMPLES[Plan.PARTIAL_RESPONSE]),
    "welsh-eir-response": _in_welsh(PLAN_EXAMPLES[Plan.EIR_RESPONSE]),
}
each_letter = pytest.mark.parametrize("name", LETTERS)


def written(name: str) -> bytes:
    return render_docx(compose(LETTERS[name]))


def outline(data: bytes) -> str:
    """A line a paragraph: its style, its list and level, its text. A table: a line a row."""
    found = []
    for line in read_back(data):
        if line.rows:
            found += [f"{line.style} | {' | '.join(cell.replace(chr(10), ' / ') for cell in row)}" for row in line.rows]
        else:
            place = f" [list {line.list_number}, level {line.level}]" if line.list_number else ""
            found.append(f"{line.style}{place}: {line.text}".rstrip())
    return "\n".join(found).replace("\u00a0", "~").replace("\t", " → ") + "\n"


@each_letter
def test_the_word_file_is_the_one_that_was_looked_at(name: str) -> None:
    assert outline(written(name)) == (KEPT / f"{name}.txt").read_text(encoding="utf-8")


@each_letter
def test_it_is_a_valid_file_in_which_our_own_check_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(data := written(name))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert check_document(data) == []


@each_letter
def test_headings_skip_no_level_and_the_language_is_said(name: str) -> None:
    levels = [int(line.style[-1]) for line in read_back(written(name)) if line.style.startswith("Heading ")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with zipfile.ZipFile(io.BytesIO(written(name))) as parts:
        styles = etree.fromstring(parts.read("word/styles.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
    languages = {element.get(f"{W}val") for part in (styles, body) for element in part.iter(f"{W}lang")}
    # The requester asked in English: those words stay marked as English in a Welsh letter.
    assert languages == ({"cy-GB", "en-GB"} if name.startswith("welsh") else {"en-GB"})


@each_letter
def test_a_long_table_repeats_its_headings_and_no_short_row_is_torn(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(name))) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    for table in body.iter(f"{W}tbl"):
        first, *rows = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        short = [row for row in rows if len("".join(row.itertext())) < 400]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in short)


@each_letter
def test_the_letter_could_leave_and_the_preview_says_the_same(name: str) -> None:
    letter = compose(LETTERS[name])
    assert letter.gaps == ()
    html = render_html(letter)
    assert all(title in html for title in ("Trentshire Police", LETTERS[name].reference))


def test_every_plan_has_an_example_that_makes_it() -> None:
    assert {plan: compose(facts).plan for plan, facts in PLAN_EXAMPLES.items()} == {plan: plan.value for plan in Plan}
    assert set(PLANS) == set(Plan)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed.")
def test_libreoffice_opens_every_one_of_them(tmp_path: Path) -> None:
    for name in LETTERS:
        (tmp_path / f"{name}.docx").write_bytes(written(name))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{name}.docx") for name in LETTERS]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    assert {path.stem for path in tmp_path.glob("*.pdf")} == set(LETTERS)


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for each in LETTERS:
        (KEPT / f"{each}.txt").write_text(outline(written(each)), encoding="utf-8")
