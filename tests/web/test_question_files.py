"""Files that go out with the letter: who adds them, which may not go, and under what name they are sent."""

import importlib
import io
import re
import zipfile
from typing import Any, NoReturn

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from foi.answers import attachments
from foi.letters import actions
from foi.letters.assemble import facts_of, file_stem
from foi.letters.completeness import findings_of_question
from foi.letters.dispatch import _Changed, _enclosures
from foi.letters.structure import lines
from foi.requests.actions import reassign
from foi.requests.models import Question
from tests import factories as f
from workflows.perform import perform
from workflows.roles import Role

pytestmark = pytest.mark.django_db

FORMS = f.a_pdf("forms")


def add(client: Any, question: Question, name: str = "forms.pdf", content: bytes = FORMS, **given: str) -> Any:
    upload = SimpleUploadedFile(name, content)
    data = {"upload": upload, "description": "Feedback forms, 41 pages", **given}
    return client.post(reverse("question_files", args=[question.pk]), data, follow=True)


def test_a_department_adds_a_file_and_takes_it_away(signed_in: Any) -> None:
    question = f.accepted_question()
    client = signed_in(f.contributor())
    page = add(client, question).content.decode()
    assert "Feedback forms, 41 pages" in page
    [attachment] = question.attachments.all()
    got = client.get(reverse("question_file", args=[question.pk, attachment.pk]))
    assert b"".join(got.streaming_content) == FORMS
    page = client.post(reverse("question_files", args=[question.pk]), {"remove": attachment.pk}, follow=True)
    assert "There is none yet." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("figures.xlsx", "hidden rows"),
        ("tool.exe", "of a kind that cannot go out"),
        ("letter.docx", "cannot go out as it is"),
    ],
)
def test_LET_1_what_could_hide_something_does_not_go_out(signed_in: Any, name: str, words: str) -> None:
    question = f.accepted_question()
    page = add(signed_in(f.contributor()), question, name, b"PK\x03\x04 not really").content.decode()
    assert words in page
    assert "Feedback forms, 41 pages" in page  # nothing typed is lost
    assert not question.attachments.exists()


@pytest.mark.parametrize("name", ["figures.csv", "figures.pdf", "figures.txt", "figures.jpg"])
def test_LET_1_a_spreadsheet_under_another_name_is_one_all_the_same(signed_in: Any, name: str) -> None:
    question = f.accepted_question()
    workbook = b"PK\x03\x04\x14\0\6\0 xl/workbook.xml"
    page = add(signed_in(f.contributor()), question, name, workbook).content.decode()
    assert f"{name} cannot go out as it is. It is an Office file or an archive, whatever its name says." in page
    assert not question.attachments.exists()


def test_a_damaged_word_file_is_refused_with_words(signed_in: Any) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * 1_000)
    data = bytearray(packed.getvalue())
    data[47:55] = b"\xff" * 8  # behind the name of the part
    page = add(signed_in(f.contributor()), f.accepted_question(), "letter.docx", bytes(data))
    assert page.status_code == 200
    assert "damaged, encrypted or not a .docx file. Save it anew as a Word document" in page.content.decode()


def test_a_file_is_looked_through_only_for_those_who_may_add_it(signed_in: Any, monkeypatch: Any) -> None:
    def looked_through(data: bytes, name: str) -> NoReturn:
        raise AssertionError("It was looked through.")

    monkeypatch.setattr(attachments, "check_apart", looked_through)
    assert add(signed_in(f.contributor()), f.answered_question()).status_code == 403


def test_what_a_file_tells_besides_is_read_by_who_adds_it_and_cleared_by_the_officer(signed_in: Any) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(FORMS))
    writer.add_metadata({"/Author": "S. Mith"})
    made = io.BytesIO()
    writer.write(made)
    question = f.accepted_question()
    page = add(signed_in(f.contributor()), question, content=made.getvalue()).content.decode()
    assert "Its properties say “S. Mith” (Author). Clear the properties" in page
    submit(signed_in(f.contributor()), question)
    page = signed_in(f.officer()).get(reverse("question", args=[question.pk])).content.decode()
    assert "Look at the file “Feedback forms, 41 pages” before it goes out. Its properties say “S. Mith”" in page


def test_after_the_answer_is_in_only_the_officer_changes_its_files(signed_in: Any) -> None:
    question = f.answered_question()
    add(signed_in(f.contributor()), question)
    assert not question.attachments.exists()
    add(signed_in(f.officer()), question)
    assert question.attachments.count() == 1
    perform(question.agree, by=f.officer())
    add(signed_in(f.officer()), question)
    assert question.attachments.count() == 1


def test_nobody_else_gets_the_file(signed_in: Any) -> None:
    question = f.answered_question()
    add(signed_in(f.officer()), question)
    url = reverse("question_file", args=[question.pk, question.attachments.get().pk])
    assert signed_in(f.outsider()).get(url).status_code == 404
    assert signed_in(f.contributor(f.department("Stores", topics=""))).get(url).status_code == 404


def test_after_a_question_is_given_on_the_next_department_neither_reads_nor_removes_the_files(signed_in: Any) -> None:
    question = f.accepted_question()
    add(signed_in(f.contributor()), question, "first-department.pdf", description="The first list")
    add(signed_in(f.officer()), question, "foi-team.pdf", f.a_pdf("team"), description="A note of the team")
    first, team = question.attachments.all()
    stores = f.department("Stores", topics="")
    reassign(question, by=f.officer(), department=stores, reason="Stores keeps them.")
    page, client = reverse("question_files", args=[question.pk]), signed_in(f.contributor(stores))
    for url in (page, reverse("question", args=[question.pk]), reverse("question_answer", args=[question.pk])):
        said = client.get(url).content.decode()
        assert not re.search("The first list|first-department|A note of the team|foi-team", said), url
    for kept in (first, team):
        assert client.get(reverse("question_file", args=[question.pk, kept.pk])).status_code == 404
        client.post(page, {"remove": kept.pk})
    assert question.attachments.count() == 2
    # An answer that gives information is not complete by somebody else's file.
    assert "Enter the answer, or add a table or a file." in submit(client, question)
    add(client, question, description="The stock list")
    assert "The stock list" in client.get(page).content.decode()
    everything = signed_in(f.officer()).get(page).content.decode()
    assert all(one in everything for one in ("first-department.pdf", "foi-team.pdf", "The stock list"))
    reassign(Question.objects.get(pk=question.pk), by=f.officer(), department=f.department(), reason="Back again.")
    again = signed_in(f.contributor()).get(page).content.decode()
    assert "first-department.pdf" in again
    assert "The stock list" not in again


def test_files_of_before_belong_to_the_department_of_who_added_them_or_to_the_foi_team(signed_in: Any) -> None:
    question, stores = f.accepted_question(), f.department("Stores", topics="")
    both = f.contributor(stores)
    f.person(both.full_name, Role.CONTRIBUTOR, department=f.department())
    for who in (f.contributor(), f.officer(), both):
        add(signed_in(who), question)
    question.attachments.update(department=None)
    migration = importlib.import_module("foi.migrations.0023_whose_files_were")
    migration.told_by_who_added_them(apps, None)
    assert [one.department for one in question.attachments.all()] == [f.department(), None, None]


def test_the_letter_lists_it_under_a_name_made_from_the_reference(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    client = signed_in(f.officer())
    question = foi_request.questions.first()
    perform(question.reopen, by=f.officer(), reason="A file was forgotten.")
    add(client, question)
    perform(question.agree, by=f.officer())
    letter = actions.draft(foi_request, by=f.officer())
    [file] = [file for one in facts_of(letter).questions for file in one.attachments]
    assert file.file_name.endswith("_attachment_01.pdf")
    page = client.get(reverse("letter", args=[foi_request.pk])).content.decode()
    assert "Files that come with this letter" in page
    got = client.get(reverse("letter_enclosure", args=[letter.pk, 1]))
    assert file.file_name in got["Content-Disposition"]
    assert b"".join(got.streaming_content) == FORMS
    assert letter.content["enclosures"][0]["sha256"] == file.sha256
    assert client.get(reverse("letter_enclosure", args=[letter.pk, 2])).status_code == 404


def test_a_letter_that_the_service_sends_takes_its_files_along(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    question = foi_request.questions.first()
    perform(question.reopen, by=f.officer(), reason="A file was forgotten.")
    add(signed_in(f.officer()), question)
    perform(question.agree, by=f.officer())
    letter = actions.submit(actions.draft(foi_request, by=f.officer()), by=f.officer())
    issued = actions.issue(actions.approve(letter, by=f.approver()), by=f.officer(), channel="post")
    assert [content for _, content in _enclosures(issued)] == [FORMS]
    issued.foi_request.files.get().content.storage.delete(issued.foi_request.files.get().content.name)
    with pytest.raises(_Changed):
        list(_enclosures(issued))


# --- a file that is the whole answer --------------------------------------------------------------------------------

ANSWER = {
    "outcome": "provided",
    "source": "The training record",
    "searches-TOTAL_FORMS": "0",
    "searches-INITIAL_FORMS": "0",
}


def submit(client: Any, question: Question, do: str = "submit", **given: str) -> str:
    url = reverse("question_answer", args=[question.pk])
    return str(client.post(url, {**ANSWER, "do": do, **given}, follow=True).content.decode())


def test_a_department_answers_with_a_file_alone_and_the_letter_says_where_the_information_is(signed_in: Any) -> None:
    question = f.accepted_question()
    department, officer = signed_in(f.contributor()), signed_in(f.officer())
    assert "Enter the answer, or add a table or a file." in submit(department, question)
    page = submit(department, question, "add_file")
    assert "Add a file" in page
    assert "Go on with the answer" in add(department, question).content.decode()
    page = department.get(reverse("question_answer", args=[question.pk])).content.decode()
    assert "Feedback forms, 41 pages" in page
    assert "The training record" in page  # the draft was kept
    assert "has gone to the FOI team" in submit(department, question)

    page = officer.get(reverse("question", args=[question.pk])).content.decode()
    assert reverse("question_file", args=[question.pk, question.attachments.get().pk]) in page
    assert "What is missing before" not in page
    perform(Question.objects.get(pk=question.pk).agree, by=f.officer())
    for other in question.foi_request.questions.exclude(pk=question.pk):
        perform(other.withdraw, by=f.officer(), reason="No longer asked.")
    letter = actions.draft(f.fresh(question.foi_request), by=f.officer())
    stem = file_stem(letter.foi_request)
    said = f"The information is in the attached file {stem}_attachment_01.pdf, which is listed under “Files that come"
    assert any(said in line for line in lines(actions.letter_of(letter)))
    assert letter.gaps() == letter.what_is_missing() == []
    assert actions.submit(letter, by=f.officer()).state == "submitted"


def test_LET_1_an_answer_whose_only_file_is_taken_away_cannot_be_agreed(signed_in: Any) -> None:
    question = f.accepted_question()
    add(signed_in(f.contributor()), question)
    submit(signed_in(f.contributor()), question)
    officer = signed_in(f.officer())
    officer.post(reverse("question_files", args=[question.pk]), {"remove": question.attachments.get().pk})
    page = officer.get(reverse("question", args=[question.pk])).content.decode()
    assert "or add the file that holds it" in page
    assert reverse("question_step", args=[question.pk, "agree"]) not in page


def test_an_officer_records_an_answer_that_is_a_file(signed_in: Any) -> None:
    question = f.ready_question()
    officer = signed_in(f.officer())
    assert "Add or take away files" in officer.get(reverse("question_answer", args=[question.pk])).content.decode()
    add(officer, question)
    submit(officer, question)
    assert Question.objects.get(pk=question.pk).answer_is_complete()


def test_LET_9_a_file_with_parts_removed_is_not_provided_in_full(signed_in: Any) -> None:
    question = f.accepted_question()
    add(signed_in(f.contributor()), question, redacted="on")
    submit(signed_in(f.contributor()), question)
    found = {one.id for one in findings_of_question(Question.objects.get(pk=question.pk))}
    assert "LET-9.in-full" in found
    assert not Question.objects.get(pk=question.pk).answer_is_complete()


def test_the_officer_reads_that_files_of_a_refusal_stay(signed_in: Any) -> None:
    question = f.accepted_question()
    add(signed_in(f.contributor()), question)
    submit(signed_in(f.contributor()), question, outcome="withheld", reason="It would help offenders.")
    page = signed_in(f.officer()).get(reverse("question", args=[question.pk])).content.decode()
    assert "With this outcome nothing is provided, so they do not go out." in page
    page = signed_in(f.contributor()).get(reverse("question", args=[question.pk])).content.decode()
    assert "Feedback forms, 41 pages" in page
    assert "they do not go out" not in page
