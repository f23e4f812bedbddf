"""From a message to a request with proposed questions."""

import datetime
import logging
import uuid

import pytest

from foi.intake.actions import MOST_QUESTIONS, receive
from foi.intake.passages import LEFT_OVER
from foi.intake.splitter import weighing
from foi.law.time_limits import Reading, due
from foi.requests.models import Correspondence, FoiRequest, Requester
from tests import factories
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPermitted

pytestmark = pytest.mark.django_db

TRAINING = """\
Training on modern slavery

1 April 2023 - 31 March 2024 and 1 April 2024 - 31 March 2025

1. What is taught on the compulsory course?
2. Please confirm whether the course covered:
(a) what the law says;
(b) the signs to look for.

1. How long was the course?

NOTE: I ask as a member of the public.

If unable to answer

1. If you cannot answer a question, why not?
"""


def test_the_requesters_words_are_kept_as_they_came() -> None:
    foi_request = factories.a_request("  Dear   Sir,\n\n\n1.  How many courses?\t\n")
    assert FoiRequest.objects.get(pk=foi_request.pk).text == "  Dear   Sir,\n\n\n1.  How many courses?\t\n"


def test_every_character_belongs_to_something() -> None:
    foi_request = factories.a_request(TRAINING)
    end = 0
    for passage in foi_request.passages:
        assert passage["start"] == end
        end = passage["end"]
    assert end == len(foi_request.text)


def test_of_more_than_a_thousand_questions_the_rest_is_left_over_and_none_is_lost() -> None:
    rows = [f"{row % 30 + 1}. How many dogs are in kennel {row}?" for row in range(MOST_QUESTIONS + 20)]
    foi_request = factories.a_request("\n".join(rows))

    assert foi_request.questions.count() == MOST_QUESTIONS
    last = foi_request.passages[-1]
    assert (last["kind"], last["end"]) == (LEFT_OVER, len(foi_request.text))
    assert foi_request.text[last["start"] :] == "\n".join(rows[MOST_QUESTIONS:])


def test_printed_labels_restart_and_our_numbers_do_not() -> None:
    questions = factories.a_request(TRAINING).questions.order_by("position")
    assert [(question.printed_label, question.number) for question in questions] == [
        ("1.", "1"), ("(a)", "2a"), ("(b)", "2b"), ("1.", "3"), ("1.", "4"),
    ]  # fmt: skip
    assert "covered" in questions[1].context
    assert questions[4].is_about_answers


def test_the_heading_names_it_the_dates_qualify_all_of_it_and_the_note_is_kept() -> None:
    foi_request = factories.a_request(TRAINING)
    assert foi_request.title == "Training on modern slavery"
    assert "1 April 2023" in foi_request.scope[0]
    assert "member of the public" in foi_request.notes[0]


def test_what_the_splitter_proposed_is_kept_to_learn_from() -> None:
    question = factories.proposed_question()
    assert question.proposal["text"] == question.text
    assert question.proposal["cues"]


def test_what_the_splitter_was_not_sure_of_is_kept_with_the_passages_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weighing, "DOUBT", 1_000_000)  # whatever may be a question or may be none is in doubt
    foi_request = factories.a_request(TRAINING)
    doubts = {passage["kind"]: passage.get("doubt") for passage in foi_request.passages}
    assert doubts["question"] == "no_question"
    assert doubts["note"] == "asks"
    assert "doubt" not in foi_request.passages[-1]  # a sign-off is none, whatever its words
    assert all("was in doubt" in one.proposal["cues"] for one in foi_request.questions.all())


def test_a_department_is_suggested_with_the_words_that_point_to_it() -> None:
    question = factories.proposed_question()
    assert question.department == factories.department()
    assert question.department_reason == "Mentions “course”"


def test_no_department_is_suggested_for_a_question_about_the_answers() -> None:
    assert factories.a_request().questions.get(kind="about_answers").department is None


def test_CLK_1_the_day_of_receipt_is_day_0_and_departments_have_until_day_10() -> None:
    received_on = datetime.date(2026, 3, 2)
    foi_request = factories.a_request(received_on=received_on)
    assert foi_request.due_on == due(received_on).due_on
    assert {question.due_on for question in foi_request.questions.all()} == {due(received_on).day(10)}
    assert foi_request.calendar_version


def test_CLK_10_the_authority_chooses_how_a_sunday_counts() -> None:
    sunday = datetime.date(2026, 3, 1)
    stricter = factories.a_request(received_on=sunday)
    force = factories.the_force()
    force.receipt_reading = Reading.RECEIVED_NEXT_WORKING_DAY
    force.save()
    later = factories.a_request(received_on=sunday)
    assert later.due_on > stricter.due_on == due(sunday).due_on


def test_who_asked_is_in_a_table_of_its_own() -> None:
    foi_request = factories.a_request()
    assert foi_request.requester.name == "Morgan Quillfeather"
    assert "Quillfeather" not in f"{foi_request} {foi_request.requester}"
    assert "name" not in {field.name for field in FoiRequest._meta.fields}


def test_the_audit_trail_and_the_logs_do_not_say_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        foi_request = factories.a_request()
    for event in AuditEvent.objects.all():
        assert "Quillfeather" not in f"{event.subject_name} {event.label} {event.detail}"
    assert "Quillfeather" not in caplog.text
    assert "hedgehog" not in caplog.text
    assert history_of(foi_request).get(action="log").detail["questions"] == 3


def test_the_message_is_the_first_letter_on_the_file() -> None:
    foi_request = factories.a_request()
    filed = Correspondence.objects.get(foi_request=foi_request)
    assert (filed.direction, filed.on, filed.body) == ("in", foi_request.received_on, foi_request.text)


def test_the_same_submission_again_is_the_same_request() -> None:
    key = uuid.uuid4()
    first, again = (factories.a_request(submission_key=key) for _ in range(2))
    assert first == again
    assert Requester.objects.count() == 1


def test_two_requests_with_the_same_words_are_two_requests() -> None:
    assert factories.a_request() != factories.a_request()


def test_only_officers_of_the_authority_log() -> None:
    for person in (factories.approver(), factories.contributor(), factories.outsider()):
        with pytest.raises(NotPermitted):
            receive(factories.a_message(), factories.the_force(), by=person)
    assert not FoiRequest.objects.exists()
    assert not Requester.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n   \n",
        "No question here, thank you.",
        "\u202eHow many courses were held\u202c and where?",
        "<script>alert(1)</script> How many courses? {{ 7*7 }}",
        "1. " + "How many courses? " * 3000,
        "\n".join(f"{number}. How many courses in week {number}?" for number in range(1, 301)),
    ],
    ids=["empty", "blank", "no question", "right to left", "markup", "very long question", "300 questions"],
)
def test_any_text_can_be_logged(text: str) -> None:
    foi_request = factories.a_request(text)
    assert foi_request.state == "logged"
    assert foi_request.title
    assert foi_request.text == text
    numbers = [question.number for question in foi_request.questions.all()]
    assert len(numbers) == len(set(numbers))


def test_REQ_21_a_title_taken_from_the_text_does_not_say_who_asked() -> None:
    foi_request = factories.a_request("What became of the complaint of Morgan Quillfeather?\n\nMorgan Quillfeather\n")
    assert foi_request.title == "What became of the complaint of [requester]?"


WEB_FORM = "Name: Wilma Birdwhistle Email: wilma@post.example Address: 4 Tern Close, Trentvale TV4 8QT"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{WEB_FORM}\n\nHow many dogs do you own?", "How many dogs do you own?"),
        (f"{WEB_FORM} Request: How many dogs do you own?", "How many dogs do you own?"),
        (f"{WEB_FORM}\n\nPolice dogs\n\n1. How many dogs do you own?\n2. What do they cost?", "Police dogs"),
        (
            "How many dogs visited 14 Marsh St?\n\nRegards\nWilma Birdwhistle\n14 Marsh Street\nTrentvale TV2 3CD",
            "How many dogs visited [requester]?",
        ),
    ],
)
def test_REQ_21_a_title_is_made_of_words_of_the_request_and_not_of_a_form(text: str, title: str) -> None:
    assert factories.a_request(text).title == title


def test_a_long_title_ends_with_a_whole_word_and_what_is_hidden_is_not_cut_in_two() -> None:
    foi_request = factories.a_request("How many " + "wonderful " * 10 + "dogs did Morgan Quillfeather see?")
    assert foi_request.title == "How many " + "wonderful " * 10 + "dogs did …"


def test_a_title_made_of_the_end_of_a_sentence_has_its_beginning_too() -> None:
    text = "How many people were stopped because officers saw them:\n\na) carry a bag?\nb) run away?\n"
    title = factories.a_request(text).title
    assert title == "How many people were stopped because officers saw them: carry a bag?"


@pytest.mark.parametrize(
    "opening",
    [
        "Freedom of Information Officer\nTrentvale Police\n\nFREEDOM OF INFORMATION REQUEST",
        "Request under the Freedom of Information Act 2000",
        "Cais o dan Ddeddf Rhyddid Gwybodaeth 2000",
    ],
)
def test_a_title_names_what_is_asked_about(opening: str) -> None:
    title = factories.a_request(f"{opening}\n\nDear Sir,\n\nHow many boats does the force own?\n").title
    assert title == "How many boats does the force own?"


def test_a_title_made_of_an_entry_of_a_list_says_what_the_list_is_about() -> None:
    text = "1. Body worn video\n   a. Number of devices held on 1 April 2026\n   b. Number lost since\n"
    assert factories.a_request(text).title == "Body worn video: Number of devices held on 1 April 2026"


QUESTIONS = "1. How many people were detained in custody (under 18, 18-24, 25+)?\n2. How many of them saw a nurse?\n"


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (
            "I am writing to request information about the detention of children in\ncustody, under the Freedom of "
            "Information Act 2000. Please answer these:",
            "The detention of children in custody",
        ),
        (
            "I would like information about the following:",
            "How many people were detained in custody",
        ),
        ("I seek data on my own arrest.", "How many people were detained in custody"),  # it would say who asks
        ("I request information regarding Morgan Quillfeather.", "How many people were detained in custody"),
    ],
)
def test_several_questions_are_called_by_what_they_are_said_to_be_about(opening: str, title: str) -> None:
    found = factories.a_request(f"Dear Sir or Madam,\n\n{opening}\n\n{QUESTIONS}").title
    assert found.startswith(title)


def test_one_question_is_its_own_title() -> None:
    text = "I am writing to request information about dogs.\n\nHow many dogs does the force own?\n"
    assert factories.a_request(text).title == "How many dogs does the force own?"
