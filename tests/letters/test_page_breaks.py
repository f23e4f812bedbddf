"""What stays together on a page, said in the paragraphs: an authority's own styles may say nothing of it."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from foi.letters.compose import compose
from foi.letters.draft import lead
from foi.letters.facts import Layout, LetterFacts, TableFacts
from foi.letters.markdown import blocks as marked
from foi.letters.render_docx import render_docx
from foi.letters.structure import Letter, Letterhead
from foi.letters.template.adopt import adopt
from foi.organisation.letter_layout import RightsPlace
from tests.letters import word_templates
from tests.letters.examples import letter_facts, question

YEARS = tuple((str(year), "1") for year in range(2019, 2026))
in_each_template = pytest.mark.parametrize("template", [None, word_templates.with_crest], ids=["house style", "own"])


def body_of(letter: Letter | LetterFacts, template: Any = None) -> Any:
    word_file = adopt(template(), "Fenmarsh").template if template else None
    composed = compose(letter) if isinstance(letter, LetterFacts) else letter
    return Document(io.BytesIO(render_docx(composed, word_file))).element.body


def stays(paragraph: Any) -> bool:
    return paragraph.pPr.keepNext is not None


def with_table(note: str = "", rows: tuple[tuple[str, str], ...] = YEARS) -> LetterFacts:
    return letter_facts(question(tables=(TableFacts(header=("Year", "Number"), rows=rows, note=note),)))


@in_each_template
def test_a_caption_stays_with_its_table_and_the_first_rows_with_their_heading(template: Any) -> None:
    (table,) = body_of(with_table(), template).iter(qn("w:tbl"))
    assert stays(table.getprevious())
    rows = [all(map(stays, row.iter(qn("w:p")))) for row in table.iter(qn("w:tr"))]
    assert rows == [True, True, True, False, False, False, False, False]


def test_the_last_row_stays_with_the_note_below_the_table() -> None:
    (table,) = body_of(with_table("To May.")).iter(qn("w:tbl"))
    *_, before_last, last = table.iter(qn("w:tr"))
    assert all(map(stays, last.iter(qn("w:p"))))
    assert not any(map(stays, before_last.iter(qn("w:p"))))


def test_a_table_of_one_row_does_not_hold_on_to_what_follows_it() -> None:
    (table,) = body_of(with_table(rows=YEARS[:1])).iter(qn("w:tbl"))
    *_, last = table.iter(qn("w:tr"))
    assert not any(map(stays, last.iter(qn("w:p"))))


@in_each_template
def test_headings_stay_with_what_follows(template: Any) -> None:
    headings = [one for one in body_of(with_table(), template).iter(qn("w:p")) if str(one.style).startswith("Heading")]
    assert headings
    assert all(map(stays, headings))


def test_a_lead_in_stays_with_what_it_leads_to() -> None:
    letter = Letter(
        title="", reference="", plan="", language="en-GB", letterhead=Letterhead("Authority"),
        blocks=(lead("For question 3:"), *marked("The names.")),
    )  # fmt: skip
    for_question, names = body_of(letter).iter(qn("w:p"))
    assert (stays(for_question), stays(names)) == (True, False)


def test_the_annex_begins_a_page_with_its_heading_and_no_empty_line() -> None:
    body = body_of(letter_facts(question(), layout=Layout(rights=RightsPlace.ANNEX)))
    breaking = [one for one in body.iter(qn("w:p")) if one.pPr.find(qn("w:pageBreakBefore")) is not None]
    assert [one.text for one in breaking] == ["Your rights if you are not content with our response"]
    assert not [one for one in body.iter(qn("w:br")) if one.get(qn("w:type")) == "page"]
