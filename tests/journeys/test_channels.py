"""A request comes as a file, or by itself, and an officer sees to it, with a browser."""

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from typing import Any
from zlib import crc32

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfWriter

from foi.intake.arrivals import take_in
from foi.requests.models import FoiRequest
from tests import factories as some
from tests.journeys.people import DepartmentMember, Officer
from workflows.clock import now, today

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[..., Any]
PHONE = {"viewport": {"width": 375, "height": 667}, "has_touch": True}


@pytest.fixture(autouse=True)
def _authority(db: Any) -> None:
    some.department()
    some.department("Dog Section", topics="dogs")


def a_letter() -> bytes:
    """Its numbers are only drawn by Word."""
    document = Document()
    document.add_paragraph("Dear Sir or Madam,")
    document.add_paragraph("I am a reporter at the Trentvale Echo.")
    for words in (
        "How many dogs does the force own?",
        "What did Morgan Quillfeather’s training course on dogs cost, as I, Morgan Quillfeather, asked before?",
    ):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Yours faithfully,")
    document.add_paragraph("Morgan Quillfeather")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def a_mail(text: str, subject: str, attached: bytes = b"") -> bytes:
    mail = EmailMessage()
    stamp = now().strftime("%a, %d %b %Y %H:%M:%S +0000")
    mail["Received"] = f"from mx.example by mail.trentvale.example with ESMTPS id 1; {stamp}"
    mail["From"] = "Morgan Quillfeather <morgan@quillfeather.example>"
    mail["To"] = "foi@trentvale.example"
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{crc32(subject.encode())}@quillfeather.example>"
    mail.set_content(text)
    if attached:
        mail.add_attachment(
            attached, maintype="application",
            subtype="vnd.openxmlformats-officedocument.wordprocessingml.document", filename="questions.docx",
        )  # fmt: skip
    return mail.as_bytes()


def a_scan() -> bytes:
    """A PDF of one page without any text."""
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(written)
    return written.getvalue()


def uploads(officer: Officer, data: bytes, name: str) -> None:
    officer.opens("/requests/log/")
    officer.page.get_by_label("The file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    officer.presses("Read the file")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_a_letter_is_uploaded_corrected_and_logged_and_departments_do_not_learn_who_asked(
    sign_in_as: SignIn, options: dict[str, Any]
) -> None:
    officer = sign_in_as(some.officer(), Officer, **options)
    letter = a_letter()
    uploads(officer, letter, "letter.docx")
    officer.reads("Check what was read and log it")
    expect(officer.page.get_by_label("Requester’s name")).to_have_value("Morgan Quillfeather")
    officer.presses("Log the request")
    officer.reads("There is a problem")  # how it came and where the answer goes, a letter does not say
    officer.page.get_by_label("Requester’s e-mail address").fill("morgan@quillfeather.example")
    officer.page.get_by_label("Post", exact=True).check()
    officer.presses("Log the request")
    officer.reads("The file is kept with it, just as it came.")
    logged = FoiRequest.objects.get()
    assert logged.questions.count() == 2
    assert logged.files.get().original() == letter

    officer.gives_question("1", "Dog Section")
    officer.gives_question("2", "Dog Section")
    officer.confirms_the_split()
    officer.presses("Send 2 questions to 1 department")
    officer.opens_question("2")
    officer.page.locator("summary", has_text="What the department sees").click()
    officer.looks_round()
    officer.follows("Change what is hidden")
    officer.page.get_by_label("Words that say who asked").fill("asked before")
    officer.presses("Hide these words")
    officer.reads("These words are hidden from departments everywhere in this request.")

    member = sign_in_as(some.contributor(some.department("Dog Section")), DepartmentMember, **options)
    member.opens("/queue/")
    member.does_not_read("Quillfeather")
    member.follows("question 2")
    member.reads("training course on dogs cost, as I, [requester], [requester]?")
    member.does_not_read("Quillfeather")
    member.does_not_read("Trentvale Echo")


def test_a_mail_with_its_questions_in_an_attachment_is_read_whole(sign_in_as: SignIn) -> None:
    officer = sign_in_as(some.officer(), Officer)
    data = a_mail("Please see my request attached.\n\nMorgan Quillfeather\n", "Police dogs", a_letter())
    uploads(officer, data, "message.eml")
    officer.reads("questions.docx")
    expect(officer.page.get_by_label("Requester’s e-mail address")).to_have_value("morgan@quillfeather.example")
    expect(officer.page.get_by_label("The request, in the requester’s own words")).to_contain_text("1. How many dogs")
    officer.presses("Log the request")
    officer.reads("Logged as")
    logged = FoiRequest.objects.get()
    assert (logged.title, logged.received_on) == ("Police dogs", today())
    assert {file.name for file in logged.files.all()} == {"message.eml", "questions.docx"}

    uploads(officer, data, "message.eml")
    officer.reads(f"This message is on file already, with {logged.reference}.")

    uploads(officer, a_mail("I meant 2025.\n", f"Re: {logged.reference} Police dogs"), "reply.eml")
    officer.reads(f"It seems to belong to request {logged.reference}")
    officer.presses("Put it on this request")
    officer.reads(f"It is on file with {logged.reference}.")
    assert FoiRequest.objects.count() == 1


def test_a_scan_that_came_by_folder_waits_and_is_typed_beside_its_original(sign_in_as: SignIn) -> None:
    take_in(a_scan(), "scan.pdf", source="folder", arrived_on=today())
    take_in(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "advert.png", source="folder", arrived_on=today())
    officer = sign_in_as(some.officer(), Officer, **PHONE)
    officer.opens("/arrivals/")
    assert officer.page.evaluate("document.documentElement.scrollWidth") == 375
    officer.follows("advert.png")
    officer.presses("Set it aside")
    officer.reads("Enter a reason")
    officer.page.get_by_label("Why does it need no answer?").fill("Advertising")
    officer.presses("Set it aside")
    officer.reads("It is set aside.")
    officer.follows("scan.pdf")
    assert officer.page.evaluate("document.documentElement.scrollWidth") == 375
    officer.presses("Log it as a request")
    officer.reads("No text could be taken from the file.")
    officer.page.get_by_label("The request, in the requester’s own words").fill("How many dogs are there?")
    officer.page.get_by_label("Requester’s name").fill("Morgan Quillfeather")
    officer.page.get_by_label("Requester’s postal address").fill("7 Nightjar Row")
    officer.presses("Log the request")
    officer.reads("Logged as")
    assert FoiRequest.objects.get().files.get().original() == a_scan()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_a_scan_and_what_is_typed_beside_it_are_sent_with_one_press(
    sign_in_as: SignIn, options: dict[str, Any]
) -> None:
    officer = sign_in_as(some.officer(), Officer, **options)
    officer.opens("/requests/log/")
    text = officer.page.get_by_label("The request, in the requester’s own words")
    text.fill("How many dogs are there?")
    officer.page.get_by_label("Requester’s name").fill("Morgan Quillfeather")
    officer.presses("Read the file")
    officer.reads("Choose the file, or press “Log the request” to log what you typed")
    expect(text).to_have_value("How many dogs are there?")
    officer.page.get_by_label("Requester’s e-mail address").fill("morgan@quillfeather.example")
    officer.page.get_by_label("The file").set_input_files(
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": a_scan()}
    )
    officer.presses("Log the request")
    officer.reads("What you had typed is kept.")
    expect(text).to_have_value("How many dogs are there?")
    expect(officer.page.get_by_label("Requester’s name")).to_have_value("Morgan Quillfeather")
    officer.presses("Log the request")
    officer.reads("The file is kept with it, just as it came.")
    assert FoiRequest.objects.get().files.get().original() == a_scan()
