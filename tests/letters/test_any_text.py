"""Whatever is typed into a letter of any kind and layout: the file stays valid, and the text whole."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from foi.letters.compose import compose
from foi.letters.facts import (
    ClarificationFacts,
    ExtensionFacts,
    FeesFacts,
    Layout,
    LetterFacts,
    Purpose,
    RequestFacts,
    ReviewFacts,
)
from foi.letters.markdown import plain
from foi.letters.render_docx import render_docx
from foi.letters.render_html import render_html
from foi.letters.structure import content_hash, from_json, to_json
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace
from tests.letters.examples import LAW_ENFORCEMENT, letter_facts
from tests.letters.plan_examples import EXTENSION, FEES, REVIEW
from tests.letters.test_render_docx import everywhere

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

awkward = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "\x00\x01NUL", "]]></w:t>&amp;<w:p/>", "{{ reference }} ${x} {reference}", "=1+1", "@SUM(A1)", "w" * 10_000,
            "\U0001f469‍\U0001f467", "‮RTL‬ שלום عربي", "a\nb\tc\r\nd\x0be", "  two  spaces  ",
            "MERGEFIELD x \\* MERGEFORMAT", "_x0041_", "'\"><script>", "2\u00a0(a)", "\ud800",
        ]
    ),
)  # fmt: skip


def words_of(data: bytes) -> str:
    """Every word of the document, those in cells of cells too; line breaks and tabs as the spaces they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    found = []
    for paragraph in body.iter(f"{W}p"):
        found.append(
            "".join(
                node.text or "" if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            )
        )
    return "\n".join(found)


def check(facts: LetterFacts, typed: tuple[str, ...], folder: Path) -> None:
    letter = compose(facts)
    data = render_docx(letter)
    text = words_of(data)
    for one in typed:
        for word in plain(one).split():
            assert word in text
    path = folder / "letter.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert content_hash(from_json(to_json(letter))) == content_hash(letter)
    assert "<script>" not in render_html(letter)


@pytest.mark.parametrize("arrangement", Arrangement)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(awkward, awkward, awkward, st.sampled_from(RightsPlace), st.sampled_from(CaveatsPlace))
def test_in_every_layout(tmp_path_factory, arrangement, one, two, three, rights, caveats):
    layout = Layout(arrangement=arrangement, rights=rights, caveats=caveats)
    check(replace(everywhere(one, two, three), layout=layout), (one, two, three), tmp_path_factory.mktemp("letters"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(awkward, awkward, st.sampled_from(Arrangement))
def test_in_a_letter_about_several_requests(tmp_path_factory, one, two, arrangement):
    facts = everywhere(one, two, one)
    questions = tuple(
        replace(asked, canonical_number=f"A{asked.canonical_number}", request="1/26") for asked in facts.questions
    )
    request = RequestFacts(
        mark="A", reference="1/26", subject=one, received_on=facts.received_on, scope_passages=(two,), notes=(one,)
    )
    several = replace(facts, questions=questions, requests=(request,), layout=Layout(arrangement=arrangement))
    check(several, (one, two), tmp_path_factory.mktemp("letters"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(awkward, awkward, awkward)
def test_in_every_letter_beside_the_response(tmp_path_factory, one, two, three):
    folder = tmp_path_factory.mktemp("letters")
    x, y, z = f"x{one}", f"y{two}", f"z{three}"  # a mark at the start would be read as one
    typed = (x, y, z)
    clarification = ClarificationFacts(unclear=f"{x}\n\n{y}", options=z)
    asks = replace(letter_facts(), purpose=Purpose.CLARIFICATION, clarification=clarification)
    check(asks, typed, folder)
    check(replace(FEES, fees=FeesFacts(amount=x, breakdown=y, how_to_pay=z)), (y, z), folder)
    claim = replace(LAW_ENFORCEMENT, name=x, reason=y)
    extension = ExtensionFacts(decide_by=EXTENSION.extension.decide_by, reason=z, claims=(claim,))
    check(replace(EXTENSION, extension=extension), typed, folder)
    review = ReviewFacts(
        asked_on=REVIEW.review.asked_on, grounds=one, result=REVIEW.review.result, findings=y, now=z,
        answered_on=REVIEW.review.answered_on,
    )  # fmt: skip
    check(replace(REVIEW, review=review), (one, y, z), folder)
