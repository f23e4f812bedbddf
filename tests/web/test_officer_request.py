"""The page of one request, what can be done from it, and the pages around it."""

import ast
import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foi.answers.actions import record_for_department
from foi.answers.content import AnswerContent
from foi.intake import split_changes
from foi.law.outcomes import Outcome
from foi.organisation.models import Department, Membership, User
from foi.requests import actions
from foi.requests.models import FoiRequest
from foi.web.presenters.timeline import WORDS
from workflows.clock import today
from workflows.models import AuditEvent
from workflows.perform import transitions_of
from workflows.states import Flow

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(foi_request: FoiRequest, officer: User, equipment: Department, contributor: User) -> FoiRequest:
    """The split is confirmed; nothing has been sent."""
    foi_request.questions.filter(department=None).exclude(kind="about_answers").update(department=equipment)
    return split_changes.confirm(foi_request, by=officer)


def url(name: str, foi_request: FoiRequest, *more: Any) -> str:
    return reverse(name, args=[foi_request.pk, *more])


def read(client: Any, name: str, foi_request: FoiRequest, *more: Any) -> str:
    response = client.get(url(name, foi_request, *more))
    assert response.status_code == 200
    return response.content.decode()


# --- what happens next ----------------------------------------------------------------------------------------


def test_a_logged_request_asks_for_its_split_to_be_confirmed(
    signed_in: Any, officer: User, foi_request: FoiRequest
) -> None:
    page = read(signed_in(officer), "request", foi_request)
    assert "Check the proposed questions" in page
    assert f'href="{url("request_split", foi_request)}"' in page
    assert "Day 0 of 20" in page
    assert "2a" in page
    assert "Please provide, for each camera:" in page


def test_all_questions_are_sent_at_once(signed_in: Any, officer: User, confirmed: FoiRequest) -> None:
    client = signed_in(officer)
    assert "Send 3 questions to 2 departments" in read(client, "request", confirmed)
    response = client.post(url("request_send_all", confirmed), follow=True)
    assert "3 questions are with Equipment, Finance." in response.content.decode()
    assert "Waiting for 3 answers from 2 departments. The first is due" in response.content.decode()


def test_a_second_press_of_send_says_that_nothing_is_left(signed_in: Any, officer: User, confirmed: FoiRequest) -> None:
    client = signed_in(officer)
    client.post(url("request_send_all", confirmed))
    response = client.post(url("request_send_all", confirmed), follow=True)
    assert response.redirect_chain == [(url("request", confirmed), 302)]
    assert "There is no question left to send." in response.content.decode()


def test_a_department_without_members_is_named_and_nothing_is_sent(
    signed_in: Any, officer: User, confirmed: FoiRequest, finance: Department
) -> None:
    Membership.objects.filter(department=finance).delete()
    page = signed_in(officer).post(url("request_send_all", confirmed), follow=True).content.decode()
    assert "Finance has no members who could answer. Add a member, or choose another department." in page
    assert "Send 3 questions to 2 departments" in page


def test_answers_to_check_come_before_waiting(signed_in: Any, officer: User, confirmed: FoiRequest) -> None:
    actions.send_all(confirmed, by=officer)
    first = confirmed.questions.first()
    assert first is not None
    record_for_department(
        first,
        AnswerContent(outcome=Outcome.NOT_HELD, reason="Not kept.", no_search_because="None is kept."),
        by=officer,
    )
    page = read(signed_in(officer), "request", confirmed)
    assert "1 question to check: agree the answer, or return it with a comment (1)." in page
    assert "Check question 1" in page
    assert "Not held" in page


def test_an_approver_reads_where_it_stands_without_the_officers_buttons(
    signed_in: Any, approver: User, confirmed: FoiRequest
) -> None:
    page = read(signed_in(approver), "request", confirmed)
    assert "3 questions can go to 2 departments" in page
    assert "<button" not in page.split("<main", 1)[1]


def test_a_question_that_is_overdue_in_its_department_says_so(
    signed_in: Any, officer: User, confirmed: FoiRequest
) -> None:
    actions.send_all(confirmed, by=officer)
    confirmed.questions.update(due_on=today() - datetime.timedelta(days=1))
    assert "Overdue" in read(signed_in(officer), "request", confirmed)


@pytest.mark.parametrize("questions", [1, 60])
def test_the_page_takes_the_same_number_of_queries_however_many_questions(
    questions: int, signed_in: Any, officer: User, log: Any, finance: Department, django_assert_num_queries: Any
) -> None:
    foi_request = log("\n".join(f"{n}. How many officers worked in area {n}?" for n in range(1, questions + 1)))
    client = signed_in(officer)
    # Session, user, roles; request; where its questions stand, how many they are, those of the page, their answers;
    # the last events; whether the split could be confirmed; what came by itself; who
    # asked (section 8), who asked the same and which hints are set aside; what is answered together, who asked and
    # whether they asked something else; the menu's arrivals.
    with django_assert_num_queries(19):
        page = read(client, "request", foi_request)
    assert page.count('scope="row"') == questions


# --- steps ----------------------------------------------------------------------------------------


def test_a_colleague_takes_the_request_on(signed_in: Any, colleague: User, foi_request: FoiRequest) -> None:
    client = signed_in(colleague)
    assert "Take on" in read(client, "request", foi_request)
    page = client.post(url("request_step", foi_request, "take_on"), follow=True).content.decode()
    assert "You have taken on this request." in page
    assert "Taken on by Corin Colleague" in page
    foi_request.refresh_from_db()
    assert foi_request.officer == colleague
    assert ">Take on<" not in page


def test_the_split_stays_as_it_is_once_a_department_was_asked(
    signed_in: Any, officer: User, confirmed: FoiRequest
) -> None:
    client = signed_in(officer)
    assert "Change the split again" in read(client, "request", confirmed)
    actions.send_all(confirmed, by=officer)
    page = client.post(url("request_step", confirmed, "reopen_split"), follow=True).content.decode()
    assert "A question has already been sent to a department." in page
    assert "Change the split again" not in page.replace("Change the split again: ", "")


@pytest.mark.parametrize("name", ["confirm_split", "change_split", "letter_issued", "amend", "nonsense", "__init__"])
def test_no_other_step_can_be_taken_by_its_address(
    signed_in: Any, officer: User, foi_request: FoiRequest, name: str
) -> None:
    assert signed_in(officer).post(url("request_step", foi_request, name)).status_code == 404


# --- history ----------------------------------------------------------------------------------------


def test_every_step_of_every_flow_has_its_words_in_the_history() -> None:
    flows = [model for model in apps.get_models() if issubclass(model, Flow)]
    steps = {f"{model.__name__}.{step.name}" for model in flows for step in transitions_of(model)}
    assert {"FoiRequest.withdraw", "Question.send", "LetterVersion.issue"} <= steps
    assert steps <= set(WORDS)


def test_every_act_that_is_recorded_on_a_request_besides_its_flow_has_its_words_too() -> None:
    """Those that begin something or only write the trail are in no flow: the code is read for them."""
    acts = set()
    for source in (Path(settings.BASE_DIR) / "foi").rglob("*.py"):
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("begin", "record"):
                acts |= {word.value for word in call.args[1:2] if isinstance(word, ast.Constant)}
    known = {name.partition(".")[2] for name in WORDS}
    assert {"log", "import_past", "draft", "view"} <= acts
    of_arrivals, of_holidays = {"wait", "set_aside"}, {"propose", "put_in_force", "discard"}  # on no request
    of_wording, of_templates = {"change_wording"}, {"upload", "choose_template"}
    of_notices = {"send_notice_again"}
    assert acts - of_arrivals - of_holidays - of_wording - of_templates - of_notices <= known


def test_the_history_says_who_did_what_with_the_latest_first(
    signed_in: Any, officer: User, confirmed: FoiRequest
) -> None:
    actions.send_all(confirmed, by=officer)
    page = read(signed_in(officer), "request_history", confirmed)
    for words in (
        "Question 2a sent to Equipment",
        "Question 3 left to the letter",
        "Split confirmed",
        "Request logged",
    ):
        assert words in page
    assert page.index("sent to Equipment") < page.index("Split confirmed") < page.index("Request logged")
    assert "by Olive Officer" in page
    assert "3 questions sent to departments" in read(signed_in(officer), "request", confirmed)


def test_a_long_history_is_read_page_by_page_with_the_same_queries(
    signed_in: Any, officer: User, foi_request: FoiRequest, django_assert_num_queries: Any
) -> None:
    client = signed_in(officer)
    # Session, user, roles; request, how many events, the events of the page; the menu's arrivals.
    with django_assert_num_queries(7):
        read(client, "request_history", foi_request)
    for number in range(60):
        actions.file_correspondence(foi_request, by=officer, direction="note", on=today(), subject=f"Call {number}")
    with django_assert_num_queries(7):
        page = read(client, "request_history", foi_request)
    assert "Showing 1 to 25 of 61 entries" in page
    assert "Put on file: Call 59" in page


# --- who asked ----------------------------------------------------------------------------------------


def test_REQ_22_opening_who_asked_is_on_record_once_a_day(
    signed_in: Any, officer: User, foi_request: FoiRequest
) -> None:
    client = signed_in(officer)
    page = read(client, "request_requester", foi_request)
    assert "Wilhelmina Applegarth" in page
    assert "14 Tansy Rise" in page
    read(client, "request_requester", foi_request)
    assert AuditEvent.objects.filter(action="view", actor=officer).count() == 1
    assert "Requester’s details opened" in read(client, "request_history", foi_request)


def test_the_request_page_and_its_history_do_not_say_who_asked(
    signed_in: Any, officer: User, confirmed: FoiRequest
) -> None:
    client = signed_in(officer)
    for page in ("request", "request_history"):
        assert "Applegarth" not in read(client, page, confirmed)
    assert "Applegarth" not in client.get(reverse("requests")).content.decode()


def test_details_are_corrected_and_the_history_says_which_not_what(
    signed_in: Any, officer: User, foi_request: FoiRequest
) -> None:
    client = signed_in(officer)
    new = {
        "title": "Cameras",
        "requester_name": "W. B. Applegarth",
        "requester_email": "w.applegarth@example.org",
        "requester_address": "14 Tansy Rise, Burbage",
    }
    response = client.post(url("request_details", foi_request), new, follow=True)
    assert "The details are corrected." in response.content.decode()
    assert "W. B. Applegarth" in response.content.decode()
    history = read(client, "request_history", foi_request)
    assert "Changed: title, requester’s name" in history.replace("&#x27;", "’")
    assert "W. B." not in history


def test_details_without_an_address_have_to_be_meant(signed_in: Any, officer: User, foi_request: FoiRequest) -> None:
    client, sent = signed_in(officer), {"title": "Cameras", "requester_name": "W. Applegarth"}
    page = client.post(url("request_details", foi_request), sent).content.decode()
    assert "Enter an e-mail or a postal address" in page
    assert client.post(url("request_details", foi_request), {**sent, "although_incomplete": "on"}).status_code == 302


# --- correspondence and files ----------------------------------------------------------------------------------------


def note(**changed: Any) -> dict[str, Any]:
    on = changed.pop("date", today())
    return {
        "direction": "note",
        "on_day": on.day,
        "on_month": on.month,
        "on_year": on.year,
        "subject": "Call with the requester",
        "body": "They want figures by calendar year.",
        **changed,
    }


def test_a_note_is_put_on_file(signed_in: Any, officer: User, foi_request: FoiRequest) -> None:
    response = signed_in(officer).post(url("request_correspondence", foi_request), note(), follow=True)
    page = response.content.decode()
    assert "“Call with the requester” is on file." in page
    assert "They want figures by calendar year." in page
    assert "Put on file: Call with the requester" in read(signed_in(officer), "request", foi_request)


@pytest.mark.parametrize("name", ["plan.pdf", "noextension", "../../etc/passwd", "tab\tle.exe", "„Übersicht“.xlsx"])
def test_any_file_is_kept_byte_for_byte_and_only_ever_saved(
    signed_in: Any, officer: User, foi_request: FoiRequest, name: str
) -> None:
    content = b"\x00\xff<script>alert(1)</script>\r\n"
    client = signed_in(officer)
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    page = client.post(url("request_correspondence", foi_request), note(uploads=[upload]), follow=True).content.decode()
    stored = foi_request.files.get()
    assert f"Download <bdi>{stored.name}" in page
    response = client.get(url("request_file", foi_request, stored.pk))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment;")
    assert "/" not in response["Content-Disposition"].split("filename")[1]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_several_files_come_with_one_message(signed_in: Any, officer: User, foi_request: FoiRequest) -> None:
    uploads = [SimpleUploadedFile(f"{n}.txt", b"words") for n in range(3)]
    signed_in(officer).post(url("request_correspondence", foi_request), note(uploads=uploads))
    assert foi_request.files.count() == 3


def test_a_file_that_is_too_large_is_refused_and_the_text_stays(
    signed_in: Any, officer: User, foi_request: FoiRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foi.web.forms.requests.MAX_FILE_BYTES", 10)
    sent = note(uploads=[SimpleUploadedFile("long.txt", b"x" * 11)])
    page = signed_in(officer).post(url("request_correspondence", foi_request), sent).content.decode()
    assert "long.txt is larger than 20 MB" in page
    assert "They want figures by calendar year." in page
    assert not foi_request.files.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"date": today() + datetime.timedelta(days=2)}, "must be today or in the past"),
        ({"subject": ""}, "Enter the subject"),
        ({"subject": "s" * 201}, "There is a problem"),
        ({"body": "b" * 100_001}, "This text has 100001 characters. Shorten it to 100,000 or fewer"),
        ({"direction": "sideways"}, "There is a problem"),
    ],
)
def test_what_cannot_go_on_file_is_said_and_kept(
    signed_in: Any, officer: User, foi_request: FoiRequest, changed: dict[str, Any], words: str
) -> None:
    response = signed_in(officer).post(url("request_correspondence", foi_request), note(**changed))
    assert words in response.content.decode()
    assert foi_request.correspondence.count() == 1


def test_an_approver_reads_the_correspondence_but_files_nothing(
    signed_in: Any, approver: User, foi_request: FoiRequest
) -> None:
    client = signed_in(approver)
    assert "Put something on file" not in read(client, "request_correspondence", foi_request)
    assert client.post(url("request_correspondence", foi_request), note()).status_code == 403


def test_correspondence_takes_the_same_number_of_queries_however_much_there_is(
    signed_in: Any, officer: User, foi_request: FoiRequest, django_assert_num_queries: Any
) -> None:
    client = signed_in(officer)
    # Session, user, roles; request, whether it may be filed, how many, the items, their files, the loose files; the
    # menu's arrivals.
    with django_assert_num_queries(9):
        read(client, "request_correspondence", foi_request)
    for number in range(60):
        actions.file_correspondence(
            foi_request, by=officer, direction="in", on=today(), subject=f"Mail {number}",
            files=[SimpleUploadedFile("a.txt", b"a")],
        )  # fmt: skip
    with django_assert_num_queries(9):
        page = read(client, "request_correspondence", foi_request)
    assert "Showing 1 to 25 of 61 items" in page
