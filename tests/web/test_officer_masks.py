"""REQ-21: the officer sees what is hidden from departments, shows what was hidden wrongly, and hides more."""

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.intake import masks, split_changes
from foi.letters import actions as letters
from foi.requests.actions import send_all
from foi.requests.models import FoiRequest, Question
from tests import factories as f
from workflows.audit import history_of
from workflows.perform import NotPermitted

pytestmark = pytest.mark.django_db

TEXT = """\
Dear Sir or Madam,

1. How many officers completed the course that Morgan Quillfeather asked about?
2. Who led the Lantern Lane course?

Yours faithfully,
Morgan Quillfeather
"""
HIDDEN = "How many officers completed the course that [requester] asked about?"


@pytest.fixture
def question() -> Question:
    return f.first_question(f.request_with_questions_sent(TEXT))


def as_the_department_reads(signed_in: Any, question: Question, *pages: str) -> str:
    client = signed_in(f.contributor())
    places = [reverse("queue"), reverse("question", args=[question.pk]), reverse("question_answer", args=[question.pk])]
    return "".join(client.get(place).content.decode() for place in places)


def change(client: Any, question: Question, **sent: str) -> Any:
    return client.post(reverse("question_seen", args=[question.pk]), sent)


def test_the_department_reads_a_mark_and_the_officer_both(signed_in: Any, question: Question) -> None:
    page = as_the_department_reads(signed_in, question)
    assert page.count(HIDDEN) == 3
    assert "Quillfeather" not in page
    page = signed_in(f.officer()).get(reverse("question", args=[question.pk])).content.decode()
    assert "the course that Morgan Quillfeather asked about?" in page
    assert "What the department sees: 1 part is hidden" in page
    assert "<bdi>Morgan Quillfeather</bdi>" in page
    question.refresh_from_db()
    assert "Morgan Quillfeather" in question.text


def test_the_steps_of_the_department_are_blind_too(signed_in: Any, question: Question) -> None:
    page = signed_in(f.contributor()).get(reverse("question_step", args=[question.pk, "decline"])).content.decode()
    assert HIDDEN in page
    assert "Quillfeather" not in page


def test_words_that_were_hidden_wrongly_are_shown_and_can_be_hidden_again(signed_in: Any, question: Question) -> None:
    client = signed_in(f.officer())
    for _ in range(2):  # a second press does no harm
        response = change(client, question, show="Morgan Quillfeather")
        assert response.url == reverse("question_seen", args=[question.pk])
    assert "the course that Morgan Quillfeather asked about?" in as_the_department_reads(signed_in, question)
    page = client.get(response.url).content.decode()
    assert "Shown by an officer" in page
    change(client, question, again="Morgan Quillfeather")
    assert "Quillfeather" not in as_the_department_reads(signed_in, question)
    recorded = history_of(question.foi_request).filter(action__in=["show_words", "hide_words"])
    assert [event.action for event in recorded] == ["show_words", "hide_words"]
    assert "Quillfeather" not in str([event.detail for event in recorded])  # more people read the trail


def test_more_words_are_hidden_everywhere_in_the_request(signed_in: Any, question: Question) -> None:
    other = question.foi_request.questions.order_by("position")[1]
    client = signed_in(f.officer())
    assert change(client, other, words=" lantern  LANE ").status_code == 302
    page = as_the_department_reads(signed_in, other)
    assert "Who led the [requester] course?" in page
    assert "Lantern" not in page
    assert "Who led the [requester] course?" in as_the_department_reads(signed_in, question)
    page = client.get(reverse("question_seen", args=[other.pk])).content.decode()
    assert "Hidden by an officer" in page
    change(client, other, show="Lantern Lane")
    assert "Who led the Lantern Lane course?" in as_the_department_reads(signed_in, other)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Enter the words to hide"),
        ("   ", "Enter the words to hide"),
        ("badgers", "These words do not stand like this in the question"),
        ("x" * 301, "300"),
        ("\x00(.*", "These words do not stand like this in the question"),
    ],
)
def test_what_cannot_be_hidden_is_said_and_kept_in_the_box(
    signed_in: Any, question: Question, words: str, said: str
) -> None:
    response = change(signed_in(f.officer()), question, words=words)
    assert response.status_code == 200
    page = response.content.decode()
    assert said in page
    assert "There is a problem" in page
    assert not FoiRequest.objects.get().masks


def test_another_request_s_masks_do_not_count(signed_in: Any, question: Question) -> None:
    masks.show(question.foi_request, "Morgan Quillfeather", by=f.officer())
    other = f.first_question(f.request_with_questions_sent(TEXT))
    assert HIDDEN in signed_in(f.contributor()).get(reverse("question", args=[other.pk])).content.decode()


def test_a_corrected_name_is_hidden_from_then_on(signed_in: Any) -> None:
    question = f.first_question(f.request_with_questions_sent(TEXT.replace("Morgan Quillfeather", "Wilma Birdwhistle")))
    requester = question.foi_request.requester
    requester.name = "Zebedee Lane"
    requester.save()
    Question.objects.filter(pk=question.pk).update(text="What did Zebedee ask?")
    assert "What did [requester] ask?" in as_the_department_reads(signed_in, question)


def test_the_letter_keeps_the_requester_s_words(question: Question) -> None:
    foi_request = f.request_ready_for_letter(text=TEXT)
    letter = letters.draft(foi_request, by=f.officer())
    assert "the course that Morgan Quillfeather asked about?" in str(letter.content)
    assert masks.Blind(foi_request)(foi_request.text) != foi_request.text


def test_only_officers_change_it_and_departments_do_not_know_the_page(signed_in: Any, question: Question) -> None:
    place = reverse("question_seen", args=[question.pk])
    for person in (f.contributor(), f.outsider()):
        assert signed_in(person).get(place).status_code == 404
        assert signed_in(person).post(place, {"show": "Morgan Quillfeather"}).status_code == 404
    client = signed_in(f.approver())
    page = client.get(place)
    assert page.status_code == 200
    assert "Hide these words" not in page.content.decode()
    assert client.post(place, {"show": "Morgan Quillfeather"}).status_code == 403
    assert not FoiRequest.objects.get().masks
    with pytest.raises(NotPermitted):
        masks.hide(question.foi_request, "course", by=f.contributor())


def test_a_lead_in_that_an_officer_wrote_is_blind_to_departments_too(signed_in: Any) -> None:
    foi_request = f.a_request(TEXT)
    page = signed_in(f.officer())
    first, second = foi_request.questions.order_by("position")
    edits = [
        split_changes.QuestionEdit(
            question_id=one.pk, text=one.text, kind=one.kind, department=one.department, due_on=one.due_on,
            context=f"In the year that Morgan Quillfeather names of {one.number}:",
        )
        for one in (first, second)
    ]  # fmt: skip
    split_changes.save_edits(foi_request, edits, by=f.officer())
    split_changes.confirm(FoiRequest.objects.get(pk=foi_request.pk), by=f.officer())
    send_all(FoiRequest.objects.get(pk=foi_request.pk), by=f.officer())
    read = as_the_department_reads(signed_in, first)
    assert "In the year that [requester] names of 1:" in read
    assert "Quillfeather" not in read
    assert "Morgan Quillfeather names of 1:" in page.get(reverse("question", args=[first.pk])).content.decode()


SPEAKS = "Speaks of the requester: look whether the department may know it"


def test_the_officer_is_led_to_sentences_that_speak_of_the_requester_before_they_are_sent(signed_in: Any) -> None:
    text = "1. Why was my son Tom not on the course?\n2. How many officers completed the course?\n"
    foi_request = f.request_with_questions_sent(text)
    son, officers = foi_request.questions.order_by("position")
    client = signed_in(f.officer())
    for page in ("question", "question_seen"):
        told = client.get(reverse(page, args=[son.pk])).content.decode()
        assert SPEAKS in told
        assert '<li><bdi class="app-verbatim">Why was my son Tom not on the course?</bdi></li>' in told
        assert SPEAKS not in client.get(reverse(page, args=[officers.pk])).content.decode()
    request_page = client.get(reverse("request", args=[foi_request.pk])).content.decode()
    assert "It speaks of the requester: look whether the department may know it." in request_page
    read = as_the_department_reads(signed_in, son)
    assert "Why was my son [requester] not on the course?" in read
    assert SPEAKS not in read
    assert "Tom" not in read


BEFORE_SENDING = """\
1. As deputy editor of the Hallow Gazette I would like to know how many officers completed the course.
2. How many officers led the course? I am the headteacher of Hallow Academy and would like to know for each year.
3. Why was my son not on the course?
4. I would like to know what the course cost. Please send me the figure.
"""


def ready_to_send(text: str) -> FoiRequest:
    foi_request = f.a_request(text)
    foi_request.questions.update(department=f.department())
    split_changes.confirm(foi_request, by=f.officer())
    return foi_request


def words_before_sending(client: Any, foi_request: FoiRequest) -> str:
    page = client.get(reverse("request", args=[foi_request.pk])).content.decode()
    section = page.split('<section class="app-next"', 1)[1].split("</section>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", "", section).split())


def test_the_officer_is_told_beside_the_button_what_is_hidden_and_what_still_speaks_of_the_requester(
    signed_in: Any,
) -> None:
    foi_request = ready_to_send(BEFORE_SENDING)
    numbered = {one.number: one for one in foi_request.questions.all()}
    client = signed_in(f.officer())
    said = words_before_sending(client, foi_request)
    assert "Parts of questions 1 and 2 are hidden from departments, because they say who asked." in said
    assert "Check what departments see: question 1, question 2." in said
    assert "What departments will read of question 3 speaks of the requester." in said
    assert "question 4" not in said  # "I would like to know" says nothing of anybody
    page = client.get(reverse("request", args=[foi_request.pk])).content.decode()
    for number in "123":
        assert f'href="{reverse("question_seen", args=[numbered[number].pk])}"' in page
    masks.hide(foi_request, "my son", by=f.officer())
    assert "speaks of the requester" not in words_before_sending(client, foi_request)
    send_all(foi_request, by=f.officer())
    assert "are hidden from departments" not in words_before_sending(client, foi_request)


def test_nothing_is_said_before_sending_where_nothing_tells_who_asked_and_never_to_approvers(signed_in: Any) -> None:
    plain = ready_to_send("1. How many dogs do you own?\n2. I would like to know what they cost.\n")
    said = words_before_sending(signed_in(f.officer()), plain)
    assert "Send 2 questions" in said
    assert "hidden" not in said
    assert "requester" not in said
    telling = ready_to_send(BEFORE_SENDING)
    assert "are hidden" not in words_before_sending(signed_in(f.approver()), telling)


@pytest.mark.parametrize("number", [2, 40])
def test_looking_before_sending_takes_as_many_queries_for_two_questions_as_for_forty(
    signed_in: Any, django_assert_num_queries: Any, number: int
) -> None:
    lines = "\n".join(f"{n}. How many of my neighbours rang in area {n}?" for n in range(1, number + 1))
    foi_request = ready_to_send(f"As chair of Hallow Council I would like:\n\n{lines}\n")
    client = signed_in(f.officer())
    client.get(reverse("request", args=[foi_request.pk]))
    with django_assert_num_queries(24):
        said = words_before_sending(client, foi_request)
    if number == 40:
        assert "Parts of 40 questions are hidden" in said
        assert "question 10 and 30 more." in said


def test_each_question_of_the_split_leads_to_what_departments_see_and_back(signed_in: Any) -> None:
    foi_request = f.a_request(TEXT)
    client = signed_in(f.officer())
    split = reverse("request_split", args=[foi_request.pk])
    page = client.get(split).content.decode()
    for question in foi_request.questions.all():
        seen = reverse("question_seen", args=[question.pk])
        assert f'href="{seen}">What departments see<' in page
        assert f'<a href="{split}" class="govuk-back-link">Back to the split</a>' in client.get(seen).content.decode()
