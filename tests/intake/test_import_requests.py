"""An office's own spreadsheet of past requests: imported once, closed ones closed, mistakes by their rows."""

# ruff: noqa: E501 - rows of a table in one line

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from foi.intake.actions import receive
from foi.intake.channels.spreadsheet import Fate, WrongSheet, read_sheet
from foi.intake.channels.uk_dates import uk_date
from foi.requests.models import FoiRequest, Question
from tests import factories
from tests.intake.channels.made import zipped
from workflows.audit import history_of
from workflows.perform import available_actions

TODAY = datetime.date(2026, 3, 4)
SHEET = """\
Ref No,Date Received,Applicant,Subject,Request,Due Date,Date Closed,Status,Outcome,Directorate
1/25,03/02/2025,Morgan Quillfeather,Police dogs,How many dogs do you own?,03/03/2025,28/02/2025,Closed,Full disclosure,Operations
2/25,4 Feb 2025,Jo Bloggs,"Vans, and their cost","1. How many vans?
2. What did they cost?",,05-Mar-25,Closed,Part - s.31,Fleet
3/25,2025-02-05,,Cats,How many cats?,,10/02/2025,Withdrawn,,
4/25,06/02/25,Al Gwynedd,Horses,How many horses?,,01/04/2025,Closed,Lapsed - no clarification,
9/26,02/03/2026,Cai Rhys,Boats,1. How many boats?,,,Open,,Marine
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "past.csv"
    file.write_text(SHEET, encoding="utf-8")
    return file


def run(file: Path, *more: str, by: str = "asha.verma@people.example") -> None:
    call_command("import_requests", str(file), "--authority", "trentvale", "--by", by, *more)


@pytest.fixture
def _office(db: None) -> None:
    factories.the_force()
    factories.department("Marine", topics="boats")
    factories.officer()


def parse(text: str, **mapping: str):  # type: ignore[no-untyped-def]
    return read_sheet(text.encode(), "past.csv", mapping=mapping, today=TODAY)


# --- importing ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_office")
def test_past_requests_are_there_in_the_state_in_which_they_ended(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet)
    found = {one.reference: one for one in FoiRequest.objects.all()}
    assert {reference: one.state for reference, one in found.items()} == {
        "1/25": "issued", "2/25": "issued", "3/25": "withdrawn", "4/25": "withdrawn", "9/26": "logged",
    }  # fmt: skip
    dogs = found["1/25"]
    assert (dogs.received_on, dogs.due_on, dogs.issued_on) == (
        datetime.date(2025, 2, 3),
        datetime.date(2025, 3, 3),
        datetime.date(2025, 2, 28),
    )
    assert (dogs.text, dogs.title, dogs.requester.name) == (
        "How many dogs do you own?",
        "Police dogs",
        "Morgan Quillfeather",
    )
    assert found["2/25"].due_on == datetime.date(2025, 3, 4)  # worked out here: the sheet names none
    assert found["2/25"].text == "1. How many vans?\n2. What did they cost?"
    assert found["3/25"].issued_on is None
    said = capsys.readouterr().out
    assert "5 imported: 1 open, 2 answered, 2 withdrawn. 0 were there already." in said
    assert "row 5: “Lapsed - no clarification” is imported as withdrawn" in said
    assert "Kept in a note on each file: Directorate" in said


@pytest.mark.usefixtures("_office")
def test_what_was_answered_elsewhere_does_not_pretend_to_have_gone_through_our_steps(sheet: Path) -> None:
    run(sheet)
    dogs = FoiRequest.objects.get(reference="1/25")
    assert dogs.imported_from == "past.csv, row 2"
    assert not Question.objects.filter(foi_request=dogs).exists()
    [event] = history_of(dogs)
    assert (event.action, event.source, event.target, event.actor_name) == ("import_past", "", "issued", "Asha Verma")
    assert event.detail["closed_as"] == "Full disclosure"
    assert "Quillfeather" not in str(event.detail)
    offered = {action.name for action in available_actions(dogs, factories.officer())}
    assert offered == {"file_correspondence", "correct_contact"}  # they may move, and ask for a review
    note = dogs.correspondence.get(direction="note")
    assert "Directorate: Operations" in note.body
    assert "Outcome: Full disclosure" in note.body
    assert dogs.passages == [{"start": 0, "end": len(dogs.text), "kind": "background", "question": None}]


@pytest.mark.usefixtures("_office")
def test_an_open_request_is_worked_on_from_here(sheet: Path) -> None:
    run(sheet)
    boats = FoiRequest.objects.get(reference="9/26")
    assert [question.text for question in boats.questions.all()] == ["How many boats?"]
    assert boats.officer == factories.officer()
    assert boats.imported_from == "past.csv, row 6"


@pytest.mark.usefixtures("_office")
def test_the_same_sheet_twice_imports_once_and_a_longer_one_only_what_is_new(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet)
    sheet.write_text(SHEET + "5/25,07/02/2025,,Goats,How many goats?,,01/03/2025,Closed,,\n", encoding="utf-8")
    run(sheet)
    assert FoiRequest.objects.count() == 6
    assert "1 imported: 0 open, 1 answered, 0 withdrawn. 5 were there already." in capsys.readouterr().out


@pytest.mark.usefixtures("_office")
def test_another_request_under_a_known_reference_is_told_and_not_dropped(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet)
    other = "1/25,03/02/2025,Al Gwynedd,Geese,How many geese?,,28/02/2025,Closed,,\n"
    again = SHEET.replace("9/26,02/03/2026", "9/26,02/03/never").replace("How many cats?", "How many  cats?")
    sheet.write_text(again.replace("Jo Bloggs", "J. Bloggs") + other, encoding="utf-8")
    sheet.write_text(sheet.read_text().replace(SHEET.splitlines()[1] + "\n", ""), encoding="utf-8")
    with pytest.raises(CommandError, match="2 rows cannot be imported"):
        run(sheet)
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "row 5: “02/03/never” is no date received: write it as 31/12/2026, day first.",
        "row 6: 1/25 is here already, with other details.",
    ]
    assert "3 were there already." in said.out
    assert FoiRequest.objects.get(reference="1/25").text == "How many dogs do you own?"


@pytest.mark.usefixtures("_office")
def test_what_is_told_of_rows_is_told_in_their_order(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(sheet)
    rows = ["1/25,03/02/2025,,Geese,How many geese?,,,,,", "x,never,,,,,,,,", "2/25,04/02/2025,,Geese,Geese?,,,,,", "y"]
    sheet.write_text("\n".join([SHEET.splitlines()[0], *rows]), encoding="utf-8")
    with pytest.raises(CommandError, match="4 rows cannot be imported"):
        run(sheet)
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == ["row 2", "row 3", "row 4", "row 5"]


@pytest.mark.usefixtures("_office")
def test_references_given_afterwards_go_on_after_the_imported_ones(sheet: Path) -> None:
    run(sheet)
    officer, force = factories.officer(), factories.the_force()
    new = receive(factories.a_message(received_on=datetime.date(2026, 3, 3)), force, by=officer)
    assert new.reference == "10/26"
    assert receive(factories.a_message(received_on=datetime.date(2025, 12, 30)), force, by=officer).reference == "5/25"


@pytest.mark.usefixtures("_office")
def test_a_dry_run_reports_the_same_and_changes_nothing(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(sheet, "--dry-run")
    assert "5 would be imported: 1 open, 2 answered, 2 withdrawn." in capsys.readouterr().out
    assert not FoiRequest.objects.exists()
    run(sheet)
    assert (
        receive(
            factories.a_message(received_on=datetime.date(2026, 3, 3)), factories.the_force(), by=factories.officer()
        ).reference
        == "10/26"
    )


@pytest.mark.usefixtures("_office")
def test_a_row_that_cannot_be_imported_is_told_by_its_number_and_the_others_are(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet.write_text(
        SHEET.replace("03/02/2025", "31/02/2025") + "6/25,01/02/1997,,Old,How old?,,02/02/1997,Closed,,\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match="2 rows cannot be imported"):
        run(sheet)
    said = capsys.readouterr().err
    assert "row 2: There is no 31 February 2025: correct the date received." in said
    assert "row 7:" in said
    assert FoiRequest.objects.count() == 4


@pytest.mark.usefixtures("_office")
def test_only_an_officer_of_the_authority_imports(sheet: Path) -> None:
    with pytest.raises(CommandError, match="Nobody with the e-mail"):
        run(sheet, by="nobody@people.example")
    with pytest.raises(CommandError, match="role does not allow"):
        run(sheet, by=factories.contributor().email)
    with pytest.raises(CommandError, match="There is no authority"):
        call_command("import_requests", str(sheet), "--authority", "Nowhere", "--by", "asha.verma@people.example")
    with pytest.raises(CommandError, match="cannot be read"):
        run(Path("/nowhere.csv"))


@pytest.mark.usefixtures("_office")
def test_a_mapping_names_columns_that_nobody_would_guess(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Nr;Kam am;Worum\n7/25;1.2.2025;How many dogs?\n", encoding="cp1252")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('received_on = "Kam am"\ntext = "Worum"\n')
    with pytest.raises(CommandError, match="No column was recognised as reference or as received_on"):
        run(file)
    run(file, "--mapping", str(mapping), "--mapping", "reference=Nr")
    assert FoiRequest.objects.get().reference == "7/25"


# --- reading the sheet ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("03/04/2026", (2026, 4, 3)), ("3/4/26", (2026, 4, 3)), ("3.4.2026", (2026, 4, 3)), ("03-04-2026", (2026, 4, 3)),
        ("3 April 2026", (2026, 4, 3)), ("3rd Apr 26", (2026, 4, 3)), ("03-Apr-26", (2026, 4, 3)), ("2026-04-03", (2026, 4, 3)),
        ("Friday, 3 April 2026", (2026, 4, 3)), ("Fri 3 Apr. 2026", (2026, 4, 3)), ("03/04/2026 14:30", (2026, 4, 3)),
        ("2026-04-03T00:00:00", (2026, 4, 3)), ("03/04/2026 00:00:00", (2026, 4, 3)), ("46115", (2026, 4, 3)),
        ("1st September 2025", (2025, 9, 1)), ("29/02/2024", (2024, 2, 29)),
    ],
)  # fmt: skip
def test_dates_as_they_are_written_in_the_united_kingdom(written: str, day: tuple[int, int, int]) -> None:
    assert uk_date(written) == datetime.date(*day)


@pytest.mark.parametrize(
    "written", ["04/13/2026", "29/02/2025", "yesterday", "2026", "3/4", "31 Foo 2026", "32/01/2026", "12", "999999"]
)
def test_what_is_no_date_in_the_united_kingdom(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        uk_date(written)


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        (",01/02/2026,Dogs,,", "no reference"),
        ("1/26,,Dogs,,", "no date received"),
        ("1/26,29 Feb 2025,Dogs,,", "There is no 29 February 2025: correct the date received."),
        ("1/26,04/13/2026,Dogs,,", "“04/13/2026” is no date received: write it as 31/12/2026, day first."),
        ("1/26,01/02/2026,,,", "nothing of what was asked"),
        ("1/26,05/03/2026,Dogs,,", "still to come"),
        ("1/26,01/02/2026,Dogs,Closed,", "Its status is “Closed”, but it has no closing date"),
        ("1/26,01/02/2026,Dogs,Withdrawn,", "withdrawn, but has no closing date"),
        ("1/26,01/02/2026,Dogs,Open,02/02/2026", "yet it has a closing date"),
        ("1/26,01/02/2026,Dogs,Closed,31/01/2026", "before it was received"),
        ("1/26,01/02/2026,Dogs,Closed,31/03/2026", "still to come"),
        ("1/26,01/02/2026,Dogs,Whatever,03/02/2026", "Its status “Whatever” is not known. Write Open, Answered or"),
        ("1/26,01/02/2026,Dogs", "fewer cells than there are headings"),
        ("1/26,01/02/2026,Dogs,,,too,many", "more cells than there are headings"),
        (f"{'1' * 61},01/02/2026,Dogs,,", "longer than 60"),
    ],
)
def test_mistakes_in_a_row_say_what_to_mend(row: str, mistake: str) -> None:
    sheet = parse(f"Reference,Received,Subject,Status,Closed\n{row}\n")
    assert sheet.rows == []
    [found] = sheet.mistakes
    assert found.number == 2
    assert mistake in found.message
    assert found.message.endswith(".")


def test_rows_are_numbered_as_the_spreadsheet_shows_them_where_cells_have_lines_and_some_are_empty() -> None:
    sheet = parse('Reference,Received,Request\n1/26,01/02/2026,"a\nb\nc"\n,,\n\n2/26,never,x\n3/26,01/02/2026,y\n')
    assert [row.number for row in sheet.rows] == [2, 6]
    assert [mistake.number for mistake in sheet.mistakes] == [5]


def test_the_same_row_twice_is_one_and_another_of_its_reference_is_a_mistake() -> None:
    sheet = parse("Reference,Received,Request\n1/26,01/02/2026,a\n1/26,01/02/2026,a\n1/26,02/02/2026,b\n")
    assert len(sheet.rows) == 1
    [mistake] = sheet.mistakes
    assert (mistake.number, "already in row 2" in mistake.message) == (4, True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheet_programs_call_csv(delimiter: str, encoding: str) -> None:
    text = "REFERENCE NO.,Date_Received,Details of request\r\n1/26,01/02/2026,£5?\r\n".replace(",", delimiter)
    sheet = read_sheet(text.encode(encoding), "past.csv", mapping={}, today=TODAY)
    assert [(row.message.reference, row.message.text) for row in sheet.rows] == [("1/26", "£5?")]


@pytest.mark.parametrize(
    "status",
    ["Closed", "Case complete", "Answered", "Response sent", "Part disclosure", "Refused - s.12", "Not held", ""],
)
def test_what_offices_call_an_answered_request_is_known(status: str) -> None:
    sheet = parse(f"Reference,Received,Subject,Status,Closed\n1/26,01/02/2026,Dogs,{status},03/02/2026\n")
    assert [row.fate for row in sheet.rows] == [Fate.ANSWERED]


def test_channels_and_fates() -> None:
    sheet = parse(
        "Ref,Received,Title,Method,Outcome,Closed\n1,01/02/2026,a,WhatDoTheyKnow,,\n2,01/02/2026,b,Letter,Transferred,03/02/2026\n3,01/02/2026,c,,Refused,n/a\n"
    )
    assert [(row.message.channel, row.fate) for row in sheet.rows] == [
        ("email", Fate.OPEN),
        ("post", Fate.WITHDRAWN),
        ("email", Fate.OPEN),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (zipped(**{"xl/workbook_DOT_xml": "<x/>"}), "CSV UTF-8"),
        (b"Received,Date received,Ref,Title\n", "may both be received_on"),
        (b"Ref,Received\n1,2\n", "title or text"),
    ],
)
def test_a_file_that_is_no_such_sheet_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(WrongSheet, match=words):
        read_sheet(data, "past.csv", mapping={}, today=TODAY)


def test_a_mapping_of_what_is_not_there_is_told() -> None:
    with pytest.raises(WrongSheet, match="There is no column “Nr”"):
        parse("Ref,Received,Title\n", reference="Nr")
    with pytest.raises(WrongSheet, match="There is no field colour"):
        parse("Ref,Received,Title\n", colour="Ref")


def test_a_file_that_breaks_off_keeps_what_was_read() -> None:
    sheet = parse('Ref,Received,Title\n1,01/02/2026,a\n2,01/02/2026,"' + "x" * 2_100_000)
    assert len(sheet.rows) == 1
    assert "breaks off" in sheet.mistakes[0].message
