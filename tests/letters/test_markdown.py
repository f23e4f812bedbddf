"""The closed set of marks: what is read, what stays text, and that nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.letters.markdown import blocks, is_safe_link, plain
from foi.letters.structure import Block, ListBlock, Paragraph, Quote, Run


def words(found: tuple[Block, ...]) -> str:
    pieces = []
    for block in found:
        match block:
            case Paragraph():
                pieces.append("".join(run.text for run in block.runs))
            case ListBlock():
                pieces.extend(words(item.blocks) for item in block.items)
            case Quote():
                pieces.append(words(block.blocks))
    return " ".join(pieces)


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


def test_paragraphs_bold_italic_and_line_breaks():
    first, second = blocks("One **two** *three*\nfour\n\nfive")
    assert first == Paragraph(
        (Run("One "), Run("two", bold=True), Run(" "), Run("three", italic=True), Run("\n"), Run("four"))
    )
    assert second == Paragraph((Run("five"),))


def test_lists_nest_and_keep_the_number_they_begin_with():
    found = only("3. three\n   - a\n   - b\n4. four")
    assert isinstance(found, ListBlock)
    assert (found.ordered, found.start, len(found.items)) == (True, 3, 2)
    inner = found.items[0].blocks[1]
    assert isinstance(inner, ListBlock)
    assert [words(item.blocks) for item in inner.items] == ["a", "b"]


def test_links_are_read_in_both_spellings():
    paragraph = only("See [the page](https://a.example/x) or https://b.example/y?z=1.")
    assert [(run.text, run.href) for run in paragraph.runs if run.href] == [
        ("the page", "https://a.example/x"),
        ("https://b.example/y?z=1", "https://b.example/y?z=1"),
    ]


def test_quotes():
    assert isinstance(only("> They said so."), Quote)


@pytest.mark.parametrize("text", ["> 5 officers", ">5", "> £1,000", ">= 10"])
def test_greater_than_is_a_statement_and_not_a_quotation(text):
    assert only(text) == Paragraph((Run(text),))


@pytest.mark.parametrize("text", ["-", "*", "+", "1."])
def test_a_lone_mark_means_nothing_and_is_no_empty_list(text):
    assert only(text) == Paragraph((Run(text),))


@pytest.mark.parametrize(
    "text",
    [
        "# not a heading",
        "<b>not bold</b> <script>alert(1)</script>",
        "&amp; &lt; &#65;",
        "`code` ~~gone~~ | table |",
        "[run](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "a\\*b C:\\new",
        "***",
        "snake_case_name and 2*3*4",
        "* and ** and _ and __",
        "{reference} {{ reference }} {% if %}",
    ],
)
def test_what_is_not_in_the_set_stays_the_text_it_is(text):
    assert words(blocks(text)).replace("*", "").split() == text.replace("*", "").split()
    assert not [run for block in blocks(text) if isinstance(block, Paragraph) for run in block.runs if run.href]


@given(st.text(st.sampled_from(list("ab1 .*_>-+\n[]()#`!<&\\\"'é\u202e\U0001f600"))))
def test_no_word_is_lost_whatever_is_typed(text):
    def letters(value: str) -> list[str]:
        return [character for character in value if character.isalpha() or character in "#`!<&é\u202e\U0001f600"]

    if "](" not in text:  # the address and the title of a link are not its words
        assert letters(words(blocks(text))) == letters(text)


@given(st.integers(1, 400), st.sampled_from([">", "- ", "1. ", "> - ", "**", "[", "*a ", "[a]("]))
def test_deep_or_endless_marks_neither_fail_nor_swallow_the_text(times, mark):
    assert "kernel" in words(blocks(mark * times + "kernel"))


def test_a_hundred_thousand_characters_are_read():
    text = ("A sentence with **bold** words and [brackets. " * 2_200)[:100_000]
    assert len(words(blocks(text))) > 90_000


def test_control_characters_are_taken_out_and_line_ends_made_one():
    assert plain("a\x00b\x0bc\r\nd\re\ufffe") == "abc\nd\ne"
    assert plain("tab\tand \u202eright to left\u202c stay 😀") == "tab\tand \u202eright to left\u202c stay 😀"


@pytest.mark.parametrize(
    "href", ["javascript:x", "data:x", "file:///c:/x", "//host/x", "/x", "", "http://[", "vbscript:x"]
)
def test_only_the_web_and_mail_may_be_linked(href):
    assert not is_safe_link(href)
    assert is_safe_link("https://a.example") and is_safe_link("mailto:a@b.example")
