"""The Word file: what was written is read back with another library, checked by a validator and by our own check."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from foi.disclosure.checks.document import check_document
from foi.law.outcomes import Outcome
from foi.letters import house_style
from foi.letters.compose import compose
from foi.letters.facts import AttachmentFacts, LetterFacts, Purpose, TableFacts
from foi.letters.markdown import NOT_XML, plain
from foi.letters.package import contents
from foi.letters.render_docx import render_docx
from foi.letters.structure import lines
from foi.letters.word_template import HOUSE_STYLE, TemplateNotUsable
from tests.letters.examples import (
    FORCE,
    LAW_ENFORCEMENT,
    TRAINED,
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)
from tests.letters.word_reader import read_back

LETTERS = {
    "training": training_request(),
    "training, dated": replace(training_request(), dated_on=date(2026, 10, 1)),
    "partly refused": partly_refused_request(),
    "refused": refused_request(),
    "not held": not_held_request(),
    "acknowledgement": replace(training_request(), purpose=Purpose.ACKNOWLEDGEMENT),
}
each_letter = pytest.mark.parametrize("facts", LETTERS.values(), ids=LETTERS)


def as_lines(data: bytes) -> list[str]:
    """The file's text in the form in which `lines` gives a letter's."""
    found = []
    for line in read_back(data):
        if line.rows:
            found += [" | ".join(row) for row in line.rows]
        elif line.style == "Address":
            found += line.text.split("\n")
        elif line.text or not line.style.startswith("Source"):
            found.append(line.text)
    return [line.replace("\u00a0", " ") for line in found]


def bare(line: str) -> str:
    """A line without the marks in front of quotes and list items, and with one kind of space."""
    line = line.replace(":\t", ": ").replace("\t", " ").removeprefix("> ").strip()
    return line.removeprefix("- ")


@each_letter
def test_every_word_of_the_letter_is_in_the_file_in_its_order(facts):
    letter = compose(facts)
    written = [bare(line) for line in as_lines(render_docx(letter))]
    meant = [bare(line) for line in lines(letter)]
    # Word numbers list items itself, so the number is not in the text.
    assert written == [line.split(". ", 1)[1] if line not in written and line[:1].isdigit() else line for line in meant]


@each_letter
def test_a_validator_finds_no_error(facts, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(render_docx(compose(facts)))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@each_letter
def test_our_own_check_finds_nothing(facts):
    assert check_document(render_docx(compose(facts))) == []


@each_letter
def test_the_same_letter_gives_the_same_bytes(facts):
    letter = compose(facts)
    assert render_docx(letter) == render_docx(compose(facts))


def test_the_date_is_the_only_difference_that_issuing_makes():
    draft, issued = (contents(render_docx(compose(LETTERS[name]))) for name in ("training", "training, dated"))
    assert {name for name in draft if draft[name] != issued[name]} == {"word/document.xml", "docProps/core.xml"}
    old, new = (files["word/document.xml"].decode() for files in (draft, issued))
    assert old.replace("to be added when the letter is issued", "1\u00a0October\u00a02026") == new


class TestStructure:
    @pytest.fixture
    def letter(self):
        return read_back(render_docx(compose(training_request())))

    def test_headings_are_word_headings(self, letter):
        assert [line.text for line in letter if line.style == "Heading 1"] == [
            "Freedom of Information request 214/26: stalking and coercive control training"
        ]
        assert "Your questions and our answers" in [line.text for line in letter if line.style == "Heading 2"]
        assert [line.text for line in letter if line.style == "Group Heading"] == [
            "“If you cannot answer or have no figures”"
        ]

    def test_questions_stand_in_order_each_with_its_answer_under_it(self, letter):
        asked = [line.text.split("\t", 1)[-1] for line in letter if line.style == "Request Item"]
        meant = [question.text for question in training_request().questions]
        meant.insert(1, training_request().questions[1].context)
        assert asked == meant
        after = {letter[at + 1].style for at, line in enumerate(letter) if line.style == "Request Item"}
        assert after == {"Normal", "List Number", "Request Item"}  # the last: a part under its lead-in

    def test_printed_labels_are_kept(self, letter):
        labels = [line.text.split("\t")[0] for line in letter if line.style == "Request Item"]
        assert labels == [
            "1.",
            "2.",
            "(a)",
            "(b)",
            "(c)",
            "(d)",
            "(e)",
            "1.",
            *["1.", "2.", "3.", "4.", "5.", "6.", "1.", "2.", "3."],
        ]

    def test_the_table_is_a_table_with_caption_and_note(self, letter):
        (at,) = [number for number, line in enumerate(letter) if line.rows]
        assert letter[at].rows == (TRAINED.header, *TRAINED.rows)
        assert letter[at].style == "Letter Table"
        assert (letter[at - 1].style, letter[at - 1].text) == (
            "Caption",
            "Table 1: officers who completed the course, by year and command",
        )
        assert (letter[at + 1].style, letter[at + 1].text) == ("Source Note", TRAINED.note)

    def test_its_header_row_repeats_and_no_row_splits(self):
        table = Document(io.BytesIO(render_docx(compose(training_request())))).tables[0]
        rows = [[etree.QName(child).localname for child in row._tr.trPr] for row in table.rows]
        assert rows == [["cantSplit", "tblHeader"], *[["cantSplit"]] * len(TRAINED.rows)]

    def test_a_row_longer_than_a_page_may_split(self):
        long = TableFacts(header=("A", "B"), rows=(("1", "word " * 3_000), ("2", "short")))
        table = Document(io.BytesIO(render_docx(compose(letter_facts(question(tables=(long,))))))).tables[0]
        assert [row._tr.trPr is not None for row in table.rows] == [True, False, True]

    def test_figures_are_set_right_and_words_left(self):
        table = Document(io.BytesIO(render_docx(compose(training_request())))).tables[0]
        assert [cell.paragraphs[0].style.name for cell in table.rows[4].cells] == ["Table Text", *["Table Figure"] * 3]

    def test_every_numbered_list_begins_again(self):
        text = "1. one\n2. two\n   1. inner\n\n   more of two\n\nThen\n\n1. again\n\nThen\n\n7. seven"
        data = render_docx(compose(letter_facts(question(answer_text=text))))
        lines_of_lists = [line for line in read_back(data) if line.style == "List Number"]
        items = [line for line in lines_of_lists if line.list_number]
        assert [line.text for line in lines_of_lists if not line.list_number] == ["more of two"]
        assert [(item.text, item.level) for item in items] == [
            *[("one", "0"), ("two", "0"), ("inner", "1"), ("again", "0"), ("seven", "0")]
        ]
        assert len({item.list_number for item in items}) == 4
        numbering = etree.fromstring(contents(data)["word/numbering.xml"])
        name = f"{{{numbering.nsmap['w']}}}"
        starts = {
            number.get(f"{name}numId"): number.find(f"{name}lvlOverride/{name}startOverride").get(f"{name}val")
            for number in numbering.iter(f"{name}num")
            if number.find(f"{name}lvlOverride") is not None
        }
        assert [starts[item.list_number] for item in items] == ["1", "1", "1", "1", "7"]

    def test_bold_italic_and_links_are_there(self):
        answer = "A **bold** and *slanted* word, [a page](https://a.example/x?y=1&z=2) and https://b.example/."
        document = Document(io.BytesIO(render_docx(compose(letter_facts(question(answer_text=answer))))))
        (paragraph,) = [one for one in document.paragraphs if one.text.startswith("A bold")]
        assert [run.text for run in paragraph.runs if run.bold] == ["bold"]
        assert [run.text for run in paragraph.runs if run.italic] == ["slanted"]
        assert [(link.text, link.url) for link in paragraph.hyperlinks] == [
            ("a page", "https://a.example/x?y=1&z=2"),
            ("https://b.example/", "https://b.example/"),
        ]

    @pytest.mark.parametrize(
        "href",
        ["http://[", "https://a b.example", "https://a.example:x/", "mailto:nobody", "http://é.example"],
    )
    def test_a_link_that_word_could_not_open_a_file_with_is_printed_as_text(self, href, tmp_path):
        data = render_docx(compose(letter_facts(question(answer_text=f"See [here]({href.replace(' ', '%20')}) now."))))
        path = tmp_path / "letter.docx"
        path.write_bytes(data)
        assert "here" in "".join(as_lines(data))
        assert OpenXmlValidator().validate(str(path)).is_valid

    def test_the_letterhead_is_on_the_first_page_and_the_reference_on_the_others(self):
        section = Document(io.BytesIO(render_docx(compose(training_request())))).sections[0]
        assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [
            "Trentshire Police",
            "Information Rights Team",
            "Force Headquarters, Beacon Hill Lane, Market Aldwick, TS1 4QX\n"
            "Telephone 01632 960 140 | foi@trentshire.police.example | www.trentshire.police.example",
        ]
        assert section.header.paragraphs[0].text == "Trentshire Police: our reference 214/26"
        for footer in (section.first_page_footer, section.footer):
            xml = etree.tostring(footer._element).decode()
            assert "OFFICIAL" in xml
            assert 'w:instr=" PAGE "' in xml
            assert 'w:instr=" NUMPAGES "' in xml
            assert footer.paragraphs[0].text == "OFFICIAL\tPage  of "  # the numbers are fields


class TestProperties:
    def test_title_author_and_language_and_nobody_else(self):
        properties = Document(io.BytesIO(render_docx(compose(LETTERS["training, dated"])))).core_properties
        assert properties.title == "Freedom of Information request 214/26: stalking and coercive control training"
        assert properties.author == FORCE.name
        assert properties.language == "en-GB"
        assert properties.created.date() == date(2026, 10, 1)
        assert (properties.comments, properties.keywords, properties.last_modified_by, properties.subject) == ("",) * 4

    def test_the_language_is_british_english_in_styles_and_settings(self):
        files = contents(render_docx(compose(training_request())))
        for name in ("word/styles.xml", "word/settings.xml"):
            assert b"en-GB" in files[name]
            assert b"en-US" not in files[name]

    def test_nothing_is_in_the_file_that_nobody_reads(self):
        names = set(contents(render_docx(compose(training_request()))))
        assert not [name for name in names if "custom" in name.lower() or "thumbnail" in name or "comments" in name]

    def test_the_archive_carries_no_date_of_its_own(self):
        with zipfile.ZipFile(io.BytesIO(render_docx(compose(training_request())))) as opened:
            assert opened.testzip() is None
            assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert opened.namelist()[0] == "[Content_Types].xml"


class TestAnyText:
    """Whatever is typed at any field, the file stays valid and the text whole."""

    awkward = st.one_of(
        st.text(max_size=40),
        st.text(st.characters(categories=["Cc", "Cf", "Co", "So", "Zs", "Zl", "Zp"]), max_size=20),
        st.sampled_from(
            [
                "\x00\x01NUL", "]]></w:t>&amp;<w:p/>", "{{ reference }} ${x} {reference}", "=1+1", "w" * 10_000,
                "\U0001f469\u200d\U0001f467",
                "\u202eRTL\u202c שלום عربي", "a\nb\tc\r\nd\x0be", "\ufffe\uffff\ufeff", "  two  spaces  ", "\ud800",
                "MERGEFIELD x \\* MERGEFORMAT", "_x0041_", "%41%", "'\"><script>", "-", "1.", "\u2028\u2029\x85",
            ]
        ),
    )  # fmt: skip

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(awkward, awkward, awkward)
    def test_the_file_stays_valid_and_the_text_whole(self, tmp_path_factory, one, two, three):
        facts = everywhere(one, two, three)
        letter = compose(facts)
        data = render_docx(letter)
        text = "\n".join(as_lines(data))
        for typed in (one, two, three):
            for word in plain(typed).replace("\u00a0", " ").split():
                assert word in text
        path = tmp_path_factory.mktemp("letters") / "letter.docx"
        path.write_bytes(data)
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []

    @settings(max_examples=150, deadline=None)
    @given(awkward)
    def test_a_question_is_printed_as_it_was_typed(self, typed):
        data = render_docx(compose(letter_facts(question("1", text=f"[{typed}]"), question("2"))))
        asked = next(line.text for line in read_back(data) if line.style == "Request Item")
        assert asked == f"1.\t[{NOT_XML.sub('', plain(typed))}]"

    @settings(max_examples=150, deadline=None)
    @given(awkward)
    def test_a_cell_holds_what_was_typed(self, typed):
        table = TableFacts(header=("A", "B"), rows=((typed, "x"),))
        data = render_docx(compose(letter_facts(question(tables=(table,)))))
        (found,) = [line for line in read_back(data) if line.rows]
        assert found.rows[1] == (plain(typed), "x")


def everywhere(one: str, two: str, three: str) -> LetterFacts:
    """A letter with awkward text in every field that anybody types."""
    claim = replace(LAW_ENFORCEMENT, name=f"x{one}", reason=two, harm=three, public_interest_for=one)
    table = TableFacts(header=(f"h{one}", two), rows=((one, two), (three, "0")), caption=three, note=one)
    answered = question(
        "1",
        Outcome.PROVIDED_IN_PART,
        text=one,
        context=f"{two}\n{three}",
        group=f"g{three}",
        printed_label=f"({two[:50]})",
        answer_text=f"a {two}",
        reason=three,
        claims=(claim,),
        tables=(table,),
        attachments=(AttachmentFacts(file_name=f"f{one}", description=two, redacted=True),),
        source=one,
        has_figures=True,
        counting_note=two,
        coverage_note=three,
        third_party=one,
        signpost=two,
        field_not_recorded=three,
    )
    return letter_facts(
        answered,
        question(f"2{one[:50]}", text=two),
        authority=replace(FORCE, name=f"Force {one}", team_name=two, email=three, telephone=one, security_marking=two),
        subject=one,
        reference=f"r{two}",
        your_reference=three,
        requester_name=one,
        requester_address_lines=(two, three),
        scope_passages=(one,),
        notes=(two,),
        extra_paragraphs=three,
        signatory_name=f"s{one}",
        signatory_role=two,
    )


class TestTemplates:
    def test_the_committed_house_style_is_what_its_recipe_makes(self):
        assert contents(HOUSE_STYLE.read_bytes()) == contents(house_style.build())

    def test_a_template_of_the_authority_gives_its_own_look_and_the_same_words(self):
        document = Document(io.BytesIO(HOUSE_STYLE.read_bytes()))
        document.styles["Heading 1"].font.size = Pt(20)
        document.add_paragraph("Text that the person who made the template forgot.")
        own = io.BytesIO()
        document.save(own)
        letter = compose(training_request())
        data = render_docx(letter, own.getvalue())
        assert as_lines(data) == as_lines(render_docx(letter))
        assert Document(io.BytesIO(data)).styles["Heading 1"].font.size == Pt(20)
        assert check_document(data) == []

    def test_leftovers_of_a_template_do_not_reach_the_letter(self):
        document = Document(io.BytesIO(HOUSE_STYLE.read_bytes()))
        document.core_properties.author = "A. Person"
        document.core_properties.last_modified_by = "B. Person"
        document.core_properties.comments = "Draft for C. Person"
        document.add_comment(document.add_paragraph("x").runs, "Ask C. Person", "A. Person", "AP")
        own = io.BytesIO()
        document.save(own)
        data = render_docx(compose(training_request()), own.getvalue())
        assert check_document(data) == []
        assert not [name for name, content in contents(data).items() if b". Person" in content]

    @pytest.mark.parametrize("data", [b"", b"not a zip file", b"PK\x03\x04 broken"])
    def test_what_is_no_word_file_is_refused_in_a_sentence(self, data):
        with pytest.raises(TemplateNotUsable, match="Word document"):
            render_docx(compose(training_request()), data)

    def test_a_template_without_our_styles_is_refused_by_their_names(self):
        other = io.BytesIO()
        Document().save(other)
        with pytest.raises(TemplateNotUsable, match=r"lacks these styles: .*Request Text"):
            render_docx(compose(training_request()), other.getvalue())

    def test_a_template_with_macros_is_refused(self):
        with_macros = io.BytesIO(HOUSE_STYLE.read_bytes())
        with zipfile.ZipFile(with_macros, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"macro")
        with pytest.raises(TemplateNotUsable, match="macros"):
            render_docx(compose(training_request()), with_macros.getvalue())


class TestLibreOffice:
    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: opening is not tried")
    def test_it_opens_the_letter_and_every_question_is_on_its_pages(self, tmp_path):
        path = tmp_path / "letter.docx"
        path.write_bytes(render_docx(compose(training_request())))
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text",
                "--outdir", str(tmp_path), str(path),
            ],
            check=True, capture_output=True, timeout=150,
        )  # fmt: skip
        text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
        assert all(asked.text in text for asked in training_request().questions)
