"""Writing an answer: what is kept, what is refused, and with which words."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from foi.answers.actions import save_draft
from foi.answers.content import AnswerContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.letters.tables import MAX_ROWS
from foi.requests.models import Question
from tests import factories as f
from workflows.perform import perform
from workflows.question_flow import QuestionState

pytestmark = pytest.mark.django_db

#: as Excel puts cells on the clipboard
PASTED = "Year\tOfficers\r\n2024\t96\r\n2025\t110\r\n"


def address(question: Question) -> str:
    return reverse("question_answer", args=[question.pk])


def send(client: Any, question: Question, do: str = "submit", **fields: Any) -> Any:
    return client.post(address(question), {"do": do, **fields}, follow=True)


def provided(client: Any, question: Question, do: str = "submit", **fields: Any) -> Any:
    return send(client, question, do, **{"outcome": "provided", "text": "206 officers.", **fields})


def latest(question: Question) -> Answer:
    return Answer.objects.filter(question=question).latest("version")


def state_of(question: Question) -> str:
    return Question.objects.get(pk=question.pk).state


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- the department -------------------------------------------------------------------------------------------------


def test_an_answer_with_all_its_parts_goes_to_the_officer(signed_in: Any) -> None:
    question = f.sent_question()
    page = provided(
        signed_in(f.contributor()), question,
        table_paste=PASTED, table_caption="Officers trained", source="The training record",
        facts=["has_figures", "from_live_system", "keyword_search"],
        as_at_day="2", as_at_month="November", as_at_year="2025",
        coverage="Records begin in 2024.", note_to_officer="Rounded to the nearest officer.",
    ).content.decode()  # fmt: skip
    assert "has gone to the FOI team" in page
    assert state_of(question) == QuestionState.ANSWERED
    answer = latest(question)
    assert answer.table == {
        "caption": "Officers trained", "header": ["Year", "Officers"], "rows": [["2024", "96"], ["2025", "110"]]
    }  # fmt: skip
    assert (answer.has_figures, answer.from_live_system, answer.specially_collated, answer.keyword_search) == (
        True, True, False, True,
    )  # fmt: skip
    assert str(answer.as_at) == "2025-11-02"
    assert answer.coverage == "Records begin in 2024."
    assert answer.note_to_officer == "Rounded to the nearest officer."
    assert answer.department == f.department()


def test_the_department_is_told_that_the_requester_reads_its_reason(signed_in: Any) -> None:
    page = signed_in(f.contributor()).get(address(f.sent_question())).content.decode()
    assert "The requester reads it in the letter, unless you select “Refused” or “Cannot answer”." in page


def test_what_is_missing_is_said_at_its_field_and_everything_typed_is_kept(signed_in: Any) -> None:
    question = f.sent_question()
    page = send(
        signed_in(f.contributor()), question, outcome="not_held", text="Nothing found.", source="HR system",
        facts=["from_live_system"], note_to_officer="Ask Jo.", table_paste=PASTED, as_at_day="31", as_at_month="2",
        as_at_year="2025",
    ).content.decode()  # fmt: skip
    assert "Error: Answer" in page
    assert "Say why the information is not held." in page
    assert "The date it was taken must be a real date" in page
    for typed in ("Nothing found.", "HR system", "Ask Jo.", "2024\t96", 'value="31"'):
        assert typed in page
    assert state_of(question) == QuestionState.SENT
    assert not question.answers.exists()


def test_a_draft_may_have_gaps_and_is_taken_up_again(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.contributor())
    page = send(client, question, "save_draft", text="So far I count 190.", table_paste=PASTED).content.decode()
    assert "Draft saved." in page
    assert "So far I count 190." in page
    assert "Remove the table" in page
    assert state_of(question) == QuestionState.ACCEPTED  # who begins an answer has accepted the question
    provided(client, question, text="I count 206.", table_caption="By year")
    answer = latest(question)
    assert (answer.version, answer.is_draft, answer.text) == (1, False, "I count 206.")
    assert answer.table["caption"] == "By year"
    assert answer.table["rows"] == [["2024", "96"], ["2025", "110"]]


def test_a_draft_with_a_date_that_is_none_is_not_saved_but_kept_on_the_page(signed_in: Any) -> None:
    question = f.sent_question()
    page = send(
        signed_in(f.contributor()), question, "save_draft", text="So far", facts=["from_live_system"],
        as_at_day="1", as_at_month="1", as_at_year="2999",
    ).content.decode()  # fmt: skip
    assert "The date it was taken must be today or in the past" in page
    assert "So far" in page
    assert not question.answers.exists()


def test_the_form_begins_with_the_departments_own_words_after_a_return(signed_in: Any) -> None:
    page = signed_in(f.contributor()).get(address(f.returned_question())).content.decode()
    assert "Two hundred and six officers." in page


def test_a_new_submission_is_a_new_version(signed_in: Any) -> None:
    question = f.returned_question()
    provided(signed_in(f.contributor()), question, text="200 constables and 6 sergeants.")
    assert [answer.text for answer in question.answers.order_by("version")] == [
        "Two hundred and six officers.", "200 constables and 6 sergeants.",
    ]  # fmt: skip


def test_two_people_of_a_department_at_once_lose_nothing(signed_in: Any) -> None:
    question = f.sent_question()
    colleague = f.person("Second Member", f.Role.CONTRIBUTOR, department=f.department())
    provided(signed_in(colleague), question, text="From the colleague.")
    page = provided(signed_in(f.contributor()), question, text="From the one who was slower.").content.decode()
    assert "It is now “Answer to check”" in page
    assert "From the one who was slower." in page
    assert latest(question).text == "From the colleague."


# --- the officer, for a department ----------------------------------------------------------------------------------


def test_an_officer_writes_down_what_was_said_on_the_telephone(signed_in: Any) -> None:
    question = f.sent_question()
    page = signed_in(f.officer()).get(address(question)).content.decode()
    assert "Record an answer yourself" in page
    assert "Save draft" not in page
    provided(signed_in(f.officer()), question, "save_draft", text="206, says Jo.")
    assert state_of(question) == QuestionState.ANSWERED
    assert latest(question).author == f.officer()


def test_what_an_officer_writes_down_is_nobody_elses_answer(signed_in: Any) -> None:
    question = f.sent_question()
    officer, department = signed_in(f.officer()), signed_in(f.contributor())
    form = officer.get(address(question)).content.decode()
    assert "You propose this" not in form
    assert "What is your answer?" not in form
    page = provided(officer, question, text="206, says Jo.").content.decode()
    assert "Version 1: recorded by Asha Verma, FOI team" in page
    assert "Version 1: Crime Training" not in page
    theirs = department.get(reverse("question", args=[question.pk])).content.decode()
    assert "206, says Jo." not in theirs
    assert "Your answer" not in theirs
    assert "The FOI team has answered this question itself." in theirs
    perform(Question.objects.get(pk=question.pk).send_back, by=f.officer(), comment="Please confirm.")
    assert "206, says Jo." not in department.get(address(question)).content.decode()


def test_what_an_officer_writes_down_leaves_the_departments_draft_alone(signed_in: Any) -> None:
    question = f.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="So far I count 190."), by=f.contributor())
    provided(signed_in(f.officer()), question, text="206, says Jo.")
    question = Question.objects.get(pk=question.pk)
    assert question.current_answer.text == "206, says Jo."
    perform(question.send_back, by=f.officer(), comment="Please confirm.")
    client = signed_in(f.contributor())
    assert "So far I count 190." in client.get(address(question)).content.decode()
    provided(client, question, text="I count 206.")
    assert Question.objects.get(pk=question.pk).current_answer.text == "I count 206."


def test_an_approver_may_not_write_answers(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.approver())
    assert client.get(address(question)).status_code == 403
    assert provided(client, question).status_code == 403
    assert not question.answers.exists()


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_csv_file_as_excel_saves_it(signed_in: Any) -> None:
    question = f.sent_question()
    content = '\ufeffStation,"Spent, in £"\r\n"Oakham, Main","1,250"\r\n'.encode()
    provided(signed_in(f.contributor()), question, table_file=upload("spend.csv", content))
    assert latest(question).table == {
        "caption": "", "header": ["Station", "Spent, in £"], "rows": [["Oakham, Main", "1,250"]]
    }  # fmt: skip


def test_a_csv_file_in_the_code_page_of_windows(signed_in: Any) -> None:
    question = f.sent_question()
    provided(signed_in(f.contributor()), question, table_file=upload("spend.CSV", "Spent\r\n£5\r\n".encode("cp1252")))
    assert latest(question).table["rows"] == [["£5"]]


def test_cells_that_look_like_formulas_stay_text(signed_in: Any) -> None:
    question = f.sent_question()
    provided(signed_in(f.contributor()), question, table_paste='Name\tSum\n=HYPERLINK("http://x")\t-5+2\n@SUM(A1)\t+44')
    assert latest(question).table["rows"] == [['=HYPERLINK("http://x")', "-5+2"], ["@SUM(A1)", "+44"]]


def workbook() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("figures.xlsx", workbook(), "figures.xlsx: The workbook is damaged or not one of Excel. Copy the cells"),
        ("figures.xls", b"x", "figures.xls is not of a kind that can be read. In Excel choose File"),
        ("figures.xlsm", workbook(), "figures.xlsm is not of a kind that can be read. In Excel choose File"),
        ("figures.csv", workbook(), "figures.csv: It does not contain text, whatever its name says"),
        ("figures.pdf", b"%PDF-1.7", "figures.pdf is neither an Excel workbook (.xlsx) nor a CSV file"),
        ("figures", b"a,b\n1,2\n", "figures is neither an Excel workbook (.xlsx) nor a CSV file"),
        ("figures.csv", b"", "The table is empty."),
        ("figures.csv", b"Year,Officers\n", "headings but no rows"),
        ("figures.csv", b"Year,Officers\n2024,1,250\n", "Row 2 has 3 cells, but there are 2 headings"),
        ("figures.csv", b'Year,Officers\n"2024,96\n', "quotation mark is opened and not closed"),
        ("figures.csv", b"x\n" + b"1\n" * (MAX_ROWS + 1), "The table has more than 5,000 rows"),
        ("figures.csv", b"x\n" + b"1234567890" * 600_000, "figures.csv is larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(signed_in: Any, name: str, content: bytes, words: str) -> None:
    question = f.sent_question()
    page = provided(signed_in(f.contributor()), question, table_file=upload(name, content)).content.decode()
    assert words in page
    assert "206 officers." in page
    assert state_of(question) == QuestionState.SENT


def test_a_pasted_table_with_an_error_is_kept_in_its_box(signed_in: Any) -> None:
    page = provided(signed_in(f.contributor()), f.sent_question(), table_paste="Year\t\n2024\t96").content.decode()
    assert "2024\t96" in page
    assert '<details class="govuk-details" open>' in page.replace(' open=""', " open")


def test_a_file_does_not_have_to_be_chosen_again_when_something_else_is_wrong(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.contributor())
    page = send(client, question, outcome="", table_file=upload("f.csv", b"Year,Officers\n2024,96\n")).content.decode()
    assert "Select what your answer is" in page
    assert "Year,Officers\n2024,96" in page


def figures(*, hidden: bool = False) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in (("Year", "Officers, all"), (2024, 96)):
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[2].hidden = hidden
    book.save(kept)
    return kept.getvalue()


def test_an_excel_workbook_gives_its_values(signed_in: Any) -> None:
    question = f.sent_question()
    provided(signed_in(f.contributor()), question, table_file=upload("Figures.XLSX", figures()))
    assert latest(question).table == {"caption": "", "header": ["Year", "Officers, all"], "rows": [["2024", "96"]]}


def test_a_workbook_with_hidden_rows_is_refused_and_what_was_typed_is_kept(signed_in: Any) -> None:
    question = f.sent_question()
    page = provided(
        signed_in(f.contributor()), question, table_file=upload("f.xlsx", figures(hidden=True))
    ).content.decode()
    assert "f.xlsx: There are hidden or filtered rows (2). Show them" in page
    assert "206 officers." in page
    assert not question.answers.exists()


def test_the_cells_of_a_workbook_are_in_the_box_when_something_else_is_wrong(signed_in: Any) -> None:
    client, question = signed_in(f.contributor()), f.sent_question()
    page = send(client, question, outcome="", table_file=upload("f.xlsx", figures())).content.decode()
    assert "Year,&quot;Officers, all&quot;\n2024,96" in page


def test_pasting_and_choosing_a_file_at_once_is_one_too_many(signed_in: Any) -> None:
    question = f.sent_question()
    page = provided(
        signed_in(f.contributor()), question, table_paste=PASTED, table_file=upload("f.csv", b"a\n1\n")
    ).content.decode()
    assert "Paste the table or choose a file, not both" in page


def test_a_table_is_kept_until_it_is_removed(signed_in: Any) -> None:
    question = f.accepted_question()
    client = signed_in(f.contributor())
    provided(client, question, "save_draft", table_paste=PASTED)
    provided(client, question, "save_draft", text="Changed.")
    assert latest(question).table["header"] == ["Year", "Officers"]
    provided(client, question, "save_draft", table_paste="Month\tOfficers\nMay\t9")
    assert latest(question).table["header"] == ["Month", "Officers"]
    provided(client, question, "save_draft", table_remove="on")
    assert latest(question).table is None


# --- large and strange ----------------------------------------------------------------------------------------------


def test_five_thousand_rows_are_taken_and_the_first_are_shown(signed_in: Any) -> None:
    question = f.sent_question()
    rows = "\n".join(f"{number}\tStation {number}" for number in range(MAX_ROWS))
    page = provided(signed_in(f.contributor()), question, table_paste=f"No\tStation\n{rows}").content.decode()
    assert len(latest(question).table["rows"]) == MAX_ROWS
    assert "All 5000 rows go into the letter." in page
    assert "Station 19<" in page
    assert "Station 20<" not in page


def test_an_answer_of_a_hundred_thousand_characters_is_taken(signed_in: Any) -> None:
    question = f.sent_question()
    long = "A sentence that is neither here nor there. " * 2_400
    assert len(long) > 100_000
    provided(signed_in(f.contributor()), question, text=long)
    assert latest(question).text == long.strip()


def test_an_answer_that_is_longer_still_is_refused_with_its_length_and_kept(signed_in: Any) -> None:
    question = f.sent_question()
    long = "x" * 2_000_000
    page = provided(signed_in(f.contributor()), question, text=long).content.decode()
    assert "This text has 2000000 characters. Shorten it to 200,000 or fewer" in page
    assert long in page
    assert not question.answers.exists()


def test_control_characters_go_and_writing_from_right_to_left_stays(signed_in: Any) -> None:
    question = f.sent_question()
    provided(
        signed_in(f.contributor()), question, text="two\x00 hundred\x1b \u202eabc\u202c", source="HR\x07",
        table_paste="A\x00\tB\n1\t\x0b2",
    )  # fmt: skip
    answer = latest(question)
    assert "\x00" not in answer.text
    assert "\x1b" not in answer.text
    assert "\u202eabc\u202c" in answer.text
    assert answer.source == "HR"
    assert "\x00" not in str(answer.table)


@pytest.mark.parametrize("outcome", ["by_reference", "ncnd", "vexatious", "nonsense"])
def test_a_department_cannot_choose_an_outcome_that_is_not_its_own(signed_in: Any, outcome: str) -> None:
    question = f.sent_question()
    provided(signed_in(f.contributor()), question, outcome=outcome, reason="Because.")
    assert state_of(question) == QuestionState.SENT


def test_every_outcome_that_a_department_may_choose_works(signed_in: Any) -> None:
    for outcome in Outcome.for_departments():
        question = f.sent_question()
        provided(signed_in(f.contributor()), question, outcome=outcome, reason="Because.", no_search_because="None.")
        assert latest(question).proposed is outcome
