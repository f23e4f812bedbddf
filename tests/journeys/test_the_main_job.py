"""From a pasted request to the letter in Word, by the people whose job it is.

The request has the structure of a real one: numbers that restart, lettered parts under a lead-in, a note of the
requester's between two questions, a period that qualifies all of them, and three questions about the other answers.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from docx.oxml.ns import qn

from foi.disclosure.checks.document import check_document
from foi.intake.splitter import Split, split
from tests import factories as some
from tests.journeys.people import PASSWORD, Approver, DepartmentMember, Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

REQUEST = """\
Modern slavery awareness among staff

1 April 2024 - 31 March 2025 and 1 April 2025 - 31 March 2026

1. Please describe what is taught in the compulsory awareness courses (their titles were given in an earlier reply).
2. Please say whether the compulsory courses deal with:

(a) What the law means by slavery and servitude;

(b) Signs that somebody may be exploited;

(c) The duty of staff to tell the national mechanism about suspects who may themselves have been

exploited;

(d) How such a referral is made;

(e) The rule that people who were made to offend should not be punished for it.

1. Please give the length and the form (for instance classroom or online) of the compulsory courses.

NOTE: I am not a lawyer. This letter is a request for information and nothing else.

1. Please say whether staff had to come back for refresher

sessions, or whether one session was all.

1. Please say how many officers completed the compulsory courses.
2. Please say how their attendance was recorded.
3. Please say how what they had learnt was tested.
4. If officers were tested, please say how many of them passed.
5. If officers were not tested - why not?

If you cannot give an answer

1. If you cannot answer a question, why not?
2. If you cannot answer a question, is the information recorded anywhere?
3. If the information is not recorded, why not?
"""
REPLY_OF_THE_FORCE = """

Please find attached our response.

Every effort is made to ensure that what is provided is accurate.
"""
NAME, EMAIL = "Rhiannon Postlethwaite", "rhiannon@postlethwaite.example"
LEAVES = ["1", "2a", "2b", "2c", "2d", "2e", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


@pytest.fixture
def people() -> dict[str, Any]:
    """A force with three departments, one officer, one approver, and a member in each department."""
    force = some.the_force()
    training = some.department("Crime Training", topics="course, taught, session, tested, refresher")
    hr = some.department("Human Resources", topics="how many officers, attendance, passed")
    who = {
        "officer": some.officer(), "approver": some.approver(),
        "training": training.memberships.get().user, "hr": hr.memberships.get().user,
    }  # fmt: skip
    for person in who.values():
        person.set_password(PASSWORD)
        person.save()
    return {"force": force, **{role: person.email for role, person in who.items()}}


def test_from_a_pasted_request_to_the_letter_in_word(new_context: Any, people: dict[str, Any]) -> None:
    """An officer logs a request of sixteen parts, two departments answer, an approver approves, the letter goes out."""
    _the_main_job(new_context, people, REQUEST + REPLY_OF_THE_FORCE)


def test_the_main_job_without_javascript(new_context: Any, people: dict[str, Any]) -> None:
    _the_main_job(new_context, people, REQUEST, java_script_enabled=False)


SEED = Path(settings.BASE_DIR).parent / "shared" / "seeds" / "004_79ab4438e08d6894.txt"


@pytest.mark.skipif(
    not SEED.exists(), reason="the real request is not at hand; the invented one above has its structure"
)
def test_the_main_job_with_the_real_request_of_9635_19(new_context: Any, people: dict[str, Any]) -> None:
    _the_main_job(new_context, people, SEED.read_text(encoding="utf-8"))


def _the_main_job(new_context: Any, people: dict[str, Any], text: str, **options: Any) -> None:
    officer = Officer(new_context, **options)
    officer.signs_in(people["officer"])
    officer.logs_the_request(text, requester=NAME, email=EMAIL)

    # The split is proposed: sixteen questions under twelve numbers, the note is a note, the period qualifies all.
    officer.reads("16 questions found")
    officer.reads("Nothing of the text is unaccounted for")
    for number in LEAVES:
        assert officer.question(number).count() == 1, number
    assert officer.question("10").get_by_label("Kind").input_value() == "about_answers"
    officer.gives_question("5", "Human Resources")
    officer.gives_question("8", "Human Resources")
    officer.gives_the_rest_to("Crime Training")
    officer.confirms_the_split()
    officer.reads("The split is confirmed")
    request_page = officer.page.url
    officer.presses(_send_button(officer))

    # Departments see their own questions, and nobody's name.
    training = DepartmentMember(new_context, **options)
    training.signs_in(people["training"])
    _answers_all(training, first_table=False)
    hr = DepartmentMember(new_context, **options)
    hr.signs_in(people["hr"])
    _answers_all(hr, first_table=True)

    # The officer agrees each answer, and the request moves on by itself.
    for number in LEAVES[:13]:
        officer.opens(request_page)
        officer.opens_question(number)
        officer.agrees_the_answer()
    officer.opens(request_page)
    officer.reads("Letter to prepare")
    officer.follows("Response letter")
    officer.presses("Draft the letter")
    officer.reads("Preview of version 1")
    officer.presses("Submit for approval")
    letter_page = officer.page.url

    approver = Approver(new_context, **options)
    approver.signs_in(people["approver"])
    approver.opens("/approvals/")
    approver.page.locator("main table tbody a").first.click()
    approver.presses("Approve")
    approver.reads("Approved")

    officer.opens(letter_page)
    officer.presses("Issue")
    officer.page.get_by_label("By e-mail, which you send yourself").check()
    officer.page.get_by_label(re.compile("^I have checked the addressee")).check()
    officer.presses("Issue")
    officer.opens(request_page)
    officer.reads("Answered")
    officer.opens(letter_page)
    document, _, name = officer.downloads_the_letter()
    assert NAME.split()[1].lower() not in name.lower()
    _read_back(document, split(text))


def _send_button(officer: Officer) -> str:
    button = officer.page.get_by_role("button", name=re.compile(r"^Send \d+ questions"))
    return button.first.inner_text().strip()


def _answers_all(member: DepartmentMember, *, first_table: bool) -> None:
    for turn in range(20):
        member.opens("/queue/")
        links = member.page.locator("main table tbody a")
        if not links.count():
            break
        member.does_not_read(NAME)
        member.does_not_read(EMAIL)
        links.first.click()
        member.looks_round()
        if member.page.get_by_role("button", name="Accept", exact=True).count():
            member.presses("Accept")
        member.presses("Answer this question")
        if first_table and turn == 0:
            member.answers(
                "Provided", text="The table gives the numbers for both years.",
                table="Year\tOfficers\n2024-25\t1,204\n2025-26\t0", source="The training record",
                facts=("It gives figures", "The figures were put together specially for this request"),
            )  # fmt: skip
        elif turn == 1:
            member.answers(
                "Not held",
                reason="The e-learning system keeps no rate of completion.",
                no_search="The system has no field for it.",
            )
        else:
            member.answers("Provided", text=f"Answer number {turn} of the department.")
    else:
        raise AssertionError("the queue never became empty")


def _read_back(document: Any, asked: Split) -> None:
    """The letter as somebody who opens it in Word finds it."""
    words = [paragraph.text for paragraph in document.paragraphs]
    text = "\n".join(words)
    assert NAME in text

    # Every question, in the requester's words and order.
    place = 0
    for question in asked.questions:
        found = text.find(question.text, place)
        assert found >= 0, question.text
        place = found + 1
    assert asked.scope[0] in text

    # The answers: what is provided, what is not held and why, real tables in which nothing and nought differ.
    assert "The table gives the numbers for both years." in text
    assert "The e-learning system keeps no rate of completion." in text
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["2024-25", "1,204"] in cells
    assert ["2025-26", "0"] in cells
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None

    # The three caveats that these facts call for (CAV_SOURCES, CAV_ADHOC, CAV_ARTICLE), and the requester's rights.
    for caveat in ("figures", "specially", "publish"):
        assert re.search(caveat, text, re.I), caveat
    assert re.search("internal review", text, re.I)
    assert re.search("Information Commission", text)

    # No placeholder, no leftovers, British English, a title, real headings.
    assert not re.search(r"\{\w*\}|\[insert|XXX|TODO|Lorem", text)
    properties = document.core_properties
    assert properties.author == "Trentvale Police"
    assert properties.last_modified_by in ("", "Trentvale Police")
    assert properties.title
    assert not properties.comments
    assert any(paragraph.style.name.startswith("Heading") for paragraph in document.paragraphs)
    assert check_document(_bytes(document)) == []


def _bytes(document: Any) -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
