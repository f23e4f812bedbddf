"""The preview: the same words, safe on a page, with headings a screen reader can walk."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.render_html import render_html
from foi.letters.structure import lines
from tests.letters.examples import (
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)

EMPTY = {"br", "hr"}


class Page(HTMLParser):
    """Text, elements and attributes of a page; complains of elements that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)
        elif tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text)


@pytest.mark.parametrize("facts", [training_request(), partly_refused_request(), refused_request(), not_held_request()])
def test_every_line_of_the_letter_is_on_the_page(facts):
    letter = compose(facts)
    page = squeezed(Page(render_html(letter)).text)
    for line in lines(letter):
        for cell in re.sub(r"^(> |- |\d+\. (?=\w))", "", line).replace(": ", " | ").split(" | "):
            assert squeezed(cell).removeprefix(">") in page


def test_headings_go_one_level_down_at_a_time_below_the_pages_own():
    page = Page(render_html(compose(training_request()), first_level=2))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_question_can_be_linked_to():
    page = Page(render_html(compose(training_request())))
    anchors = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert anchors[:3] == ["letter-question-1", "letter-question-2-a", "letter-question-2-b"]
    assert len(anchors) == len(set(anchors)) == 16


def test_the_table_has_a_caption_and_column_headings():
    page = Page(render_html(compose(training_request())))
    assert [attributes["scope"] for tag, attributes in page.elements if tag == "th"] == ["col"] * 4
    assert "caption" in [tag for tag, _ in page.elements]


def test_an_open_point_is_seen_and_heard():
    html = render_html(compose(letter_facts(question(outcome=None))))
    assert "govuk-warning-text" in html
    assert "Still open: " in html
    assert "This question has no agreed answer yet." in html


ALLOWED = {
    *("article", "header", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "strong", "em", "a", "div"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "dl", "dt", "dd", "span"),
}

hostile = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "[x](javascript:alert(1))",
            '[x](https://a.example/"onmouseover=alert(1))',
            "https://a.example/'><svg/onload=1>",
            "</article>",
            "&lt;b&gt;",
        ]
    ),
)


@given(hostile, hostile)
def test_nothing_typed_becomes_part_of_the_page(one, two):
    facts = letter_facts(
        question("1", text=one, answer_text=two, reason=one, group=two, context=one, source=two, printed_label=one),
        question(f"2{one}", Outcome.NOT_HELD, reason=two),
        subject=one,
        requester_name=two,
        extra_paragraphs=one,
    )
    page = Page(render_html(compose(facts)))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    for _, attributes in page.elements:
        assert set(attributes) <= {"class", "id", "lang", "href", "rel", "start", "scope", "role", "tabindex"} | {
            "aria-hidden",
            "aria-label",
        }
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:"))
