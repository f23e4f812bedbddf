"""The pages of requests that one letter answers: choosing them, the letter, the lists; what departments see of it."""

import datetime
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foi.answers.attachments import attach
from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest, today
from foi.requests.together import answer_together
from foi.web.presenters.dates import in_words
from tests import factories as f
from tests.letters.test_actions_issue import words_of
from workflows.perform import perform

pytestmark = pytest.mark.django_db


def fresh(subject: Any) -> Any:
    return type(subject).objects.get(pk=subject.pk)


def page(client: Any, name: str, *args: Any, status: int = 200, follow: bool = False) -> str:
    response = client.get(reverse(name, args=args), follow=follow)
    assert response.status_code == status
    return response.content.decode()


def choose(client: Any, lead: FoiRequest, *others: FoiRequest) -> Any:
    url = reverse("request_together", args=[lead.pk])
    return client.post(url, {"others": [one.pk for one in others]}, follow=True)


def test_the_journey_from_choosing_to_the_word_file(signed_in: Any) -> None:
    lead = f.request_ready_for_letter(title="Hedgehog rescue")
    other = f.request_ready_for_letter(title="Badger setts")
    officer, approver = signed_in(f.officer()), signed_in(f.approver())
    assert reverse("request_together", args=[lead.pk]) in page(officer, "request", lead.pk)
    form = page(officer, "request_together", lead.pk)
    assert f"{other.reference} Badger setts" in form
    assert "due" in form

    shown = choose(officer, lead, other).content.decode()
    assert "The letter of this request answers another request, too." in shown
    assert "Answered together" in shown
    along = page(officer, "request", other.pk)
    assert f"They go into the letter of {lead.reference}." in along
    assert reverse("letter", args=[lead.pk]) in along
    assert reverse("request_together", args=[other.pk]) not in along

    officer.post(reverse("letter_draft", args=[lead.pk]))
    letter = LetterVersion.objects.get()
    read = page(officer, "letter", other.pk, follow=True)  # one letter: the same page
    assert f"Request A: {lead.title}" in read
    assert f"Request B: {other.title}" in read
    officer.post(reverse("letter_step", args=[letter.pk, "submit"]))
    approver.post(reverse("letter_step", args=[letter.pk, "approve"]), {"seen": letter.content_hash})
    officer.post(reverse("letter_step", args=[letter.pk, "issue"]), {"channel": "post", "checked": "on"})
    assert [fresh(one).state for one in (letter, lead, other)] == ["issued"] * 3
    words = words_of(officer.get(reverse("letter_document", args=[letter.pk])).content)
    assert "Request A: Hedgehog rescue" in words
    assert "Request B: Badger setts" in words
    for one in (lead, other):
        assert reverse("letter", args=[lead.pk]) in page(officer, "letters", one.pk)
        assert "Response letter, version 1" in page(officer, "request_correspondence", one.pk)
        assert officer.get(reverse("review_ask", args=[one.pk])).status_code == 200


def test_a_request_of_somebody_else_is_neither_offered_nor_taken(signed_in: Any) -> None:
    lead = f.request_ready_for_letter()
    strange = f.request_ready_for_letter(requester_email="somebody@else.example", title="Not the same person")
    f.request_ready_for_letter()
    officer = signed_in(f.officer())
    assert "Not the same person" not in page(officer, "request_together", lead.pk)
    answer = choose(officer, lead, strange).content.decode()
    assert "There is a problem" in answer
    assert "cannot be answered in this letter any more" in answer
    assert fresh(strange).answered_with is None


def test_the_step_is_not_offered_where_the_person_asked_nothing_else(signed_in: Any) -> None:
    lead = f.request_ready_for_letter()
    officer = signed_in(f.officer())
    assert reverse("request_together", args=[lead.pk]) not in page(officer, "request", lead.pk)
    assert "No other request of the same person is open" in page(officer, "request_together", lead.pk)


@pytest.mark.parametrize(
    ("person", "status"), [("approver", 403), ("reviewer", 403), ("contributor", 404), ("outsider", 404)]
)
def test_nobody_but_an_officer_of_the_authority_gets_to_choose(signed_in: Any, person: str, status: int) -> None:
    lead, other = f.request_ready_for_letter(), f.request_ready_for_letter()
    client = signed_in(getattr(f, person)())
    page(client, "request_together", lead.pk, status=status)
    assert choose(client, lead, other).status_code == status
    answer_together(lead, [other], by=f.officer())
    step = reverse("request_step", args=[other.pk, "answer_by_itself"])
    assert client.post(step).status_code == status
    assert fresh(other).answered_with == lead


@pytest.mark.parametrize("name", ["be_answered_with", "let_go", "answer_together"])
def test_the_steps_behind_it_have_no_address_of_their_own(signed_in: Any, name: str) -> None:
    lead = f.leading_request()
    crafted = signed_in(f.officer()).post(reverse("request_step", args=[lead.pk, name]), {"lead": "1/26"})
    assert crafted.status_code == 404


def test_a_choice_from_a_page_of_yesterday_is_refused_in_words(signed_in: Any) -> None:
    lead, other = f.request_ready_for_letter(), f.request_ready_for_letter()
    letter = letters.submit(letters.draft(lead, by=f.officer()), by=f.officer())
    answer = choose(signed_in(f.officer()), lead, other)
    assert answer.redirect_chain == [(reverse("request", args=[lead.pk]), 302)]
    assert "It is now “Awaiting approval”" in answer.content.decode()
    assert fresh(letter).state == "submitted"


def test_the_letter_can_be_left_from_the_page_of_the_request(signed_in: Any) -> None:
    lead = f.leading_request()
    other = lead.answered_along.get()
    officer = signed_in(f.officer())
    step = reverse("request_step", args=[other.pk, "answer_by_itself"])
    assert step in page(officer, "request", other.pk)
    assert "answered by itself again" in officer.post(step, follow=True).content.decode()
    assert fresh(other).answered_with is None
    assert f"{other.reference} is no longer answered together" in page(officer, "request_history", lead.pk)


def test_the_letters_page_says_which_requests_it_waits_for(signed_in: Any) -> None:
    lead, other = f.request_ready_for_letter(), f.request_with_questions_sent()
    answer_together(lead, [other], by=f.officer())
    officer = signed_in(f.officer())
    shown = page(officer, "letter", lead.pk)
    assert f"Question 1 of {other.reference}" in shown
    assert reverse("letter_draft", args=[lead.pk]) not in shown
    assert f"{other.reference} is still" in page(officer, "request", lead.pk)
    refused = officer.post(reverse("letter_draft", args=[lead.pk]), follow=True).content.decode()
    assert f"{other.reference} is still “Gathering answers”" in refused


def test_what_is_missing_is_told_for_each_request_and_leads_to_its_own_pages(signed_in: Any) -> None:
    lead = f.leading_request()
    other = lead.answered_along.get()
    question = f.first_question(other)
    question.answers.update(text="")
    letters.draft(lead, by=f.officer())
    shown = page(signed_in(f.officer()), "letter", lead.pk)
    assert f"{other.reference}: question 1" in shown
    assert reverse("question_step", args=[question.pk, "reopen"]) in shown


def test_the_list_says_with_which_and_takes_the_same_number_of_queries(signed_in: Any) -> None:
    def queries(client: Any) -> int:
        with CaptureQueriesContext(connection) as made:
            page(client, "requests")
        return len(made)

    officer = signed_in(f.officer())
    leads = [f.request_ready_for_letter()]
    without = queries(officer)
    for lead in leads:
        answer_together(lead, [f.request_ready_for_letter(), f.request_ready_for_letter()], by=f.officer())
    FoiRequest.objects.update(officer=f.officer())
    assert f"Answered together with {leads[0].reference}" in page(officer, "requests")
    assert queries(officer) == without


def test_letters_to_approve_name_how_many_requests_and_the_earliest_date(signed_in: Any) -> None:
    early = f.request_ready_for_letter(received_on=today() - datetime.timedelta(days=10))
    letter = letters.submit(letters.draft(f.leading_request(early), by=f.officer()), by=f.officer())
    shown = page(signed_in(f.approver()), "approvals")
    assert letter.foi_request.reference in shown
    assert "and 1 other request" in shown
    assert in_words(fresh(early).due_on) in shown.replace("\u00a0", " ")


def test_departments_see_nothing_of_it(signed_in: Any) -> None:
    """Two departments that compare notes must not learn that one person asked both."""
    lead, other = f.request_with_questions_sent(), f.request_with_questions_sent()
    department = signed_in(f.contributor())

    def seen() -> list[str]:
        urls = [reverse("queue"), *(reverse("question", args=[f.first_question(one).pk]) for one in (lead, other))]
        return [department.get(url).content.decode() for url in urls]

    def without_tokens(pages: list[str]) -> list[str]:
        return [re.sub(r'(csrfmiddlewaretoken" value="|nonce(?:="|-))[^"\']+', r"\1", one) for one in pages]

    before = without_tokens(seen())
    answer_together(lead, [other], by=f.officer())
    assert without_tokens(seen()) == before
    for name in ("request", "letter", "request_together", "letters"):
        assert department.get(reverse(name, args=[other.pk])).status_code == 404


def test_an_enclosure_of_the_other_request_is_downloaded_from_the_letter(signed_in: Any) -> None:
    lead = f.leading_request()
    question = f.first_question(lead.answered_along.get())
    perform(question.reopen, by=f.officer(), reason="A file is to go along.")
    plan = ContentFile(f.a_pdf("plan"), name="plan.pdf")
    attach(question, plan, by=f.officer(), description="The plan", redacted=False)
    perform(fresh(question).agree, by=f.officer())
    letter = letters.draft(fresh(lead), by=f.officer())
    response = signed_in(f.officer()).get(reverse("letter_enclosure", args=[letter.pk, 1]))
    assert b"".join(response.streaming_content) == f.a_pdf("plan")
