"""The pages of the letters beside the response, of layouts, and of caveats."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest
from tests import factories as f
from workflows.letter_flow import LetterState

pytestmark = pytest.mark.django_db

CLARIFICATION = {"reason_code": "cannot_identify", "unclear": "- which year you mean", "options": ""}


def listing(client: Any, foi_request: FoiRequest) -> str:
    response = client.get(reverse("letters", args=[foi_request.pk]))
    assert response.status_code == 200
    return response.content.decode()


def write(client: Any, foi_request: FoiRequest, purpose: Purpose, **given: Any) -> Any:
    return client.post(reverse("letter_write", args=[foi_request.pk, purpose.value]), given, follow=True)


def test_the_page_offers_what_can_be_written_now(signed_in: Any) -> None:
    client = signed_in(f.officer())
    page = listing(client, f.a_request())
    assert "Acknowledge the request" in page
    assert "Ask what is meant" in page
    assert "Tell the outcome of the review" not in page
    answered = listing(client, f.issued_letter().foi_request)
    assert "Acknowledge the request" not in answered
    assert "Response letter" in answered


def test_an_approver_reads_but_writes_none(signed_in: Any) -> None:
    foi_request = f.drafted_acknowledgement().foi_request
    client = signed_in(f.approver())
    assert "Write another letter" not in listing(client, foi_request)
    assert client.get(reverse("letter_write", args=[foi_request.pk, "fees"])).status_code == 403


@pytest.mark.parametrize("who", [f.contributor, f.outsider])
def test_nobody_else_learns_that_there_are_letters(signed_in: Any, who: Any) -> None:
    foi_request = f.drafted_acknowledgement().foi_request
    client = signed_in(who())
    for page in (
        reverse("letters", args=[foi_request.pk]),
        reverse("letter_write", args=[foi_request.pk, "acknowledgement"]),
    ):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("purpose", ["response", "valentine"])
def test_there_is_no_page_for_writing_other_things(signed_in: Any, purpose: str) -> None:
    assert signed_in(f.officer()).get(reverse("letter_write", args=[f.a_request().pk, purpose])).status_code == 404


def test_an_acknowledgement_is_drafted_read_and_issued(signed_in: Any) -> None:
    foi_request = f.a_request()
    client = signed_in(f.officer())
    page = write(client, foi_request, Purpose.ACKNOWLEDGEMENT).content.decode()
    assert "We will reply by" in page
    letter = LetterVersion.objects.get()
    issue = reverse("letter_step", args=[letter.pk, "issue_directly"])
    assert issue in page
    assert "Submit for approval" not in page
    assert "the request is answered" not in client.get(issue).content.decode()
    page = client.post(issue, {"channel": "post", "checked": "on"}, follow=True).content.decode()
    assert "Acknowledgement issued. Download it and send it by post." in page
    letter.refresh_from_db()
    assert letter.state == LetterState.ISSUED
    name = client.get(reverse("letter_document", args=[letter.pk]))["Content-Disposition"]
    assert name.endswith('-acknowledgement.docx"')


def test_a_clarification_keeps_what_was_typed_when_something_is_missing(signed_in: Any) -> None:
    foi_request = f.a_request()
    client = signed_in(f.officer())
    page = write(client, foi_request, Purpose.CLARIFICATION, unclear="- which year you mean").content.decode()
    assert "Select why you have to ask" in page
    assert "- which year you mean" in page
    assert not foi_request.letters.exists()


def test_CLK_23_only_the_questions_chosen_are_asked_about(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    first, *_ = foi_request.questions.all()
    client = signed_in(f.officer())
    page = write(client, foi_request, Purpose.CLARIFICATION, **CLARIFICATION, questions=[first.pk]).content.decode()
    assert "which year you mean" in page
    letter = LetterVersion.objects.get()
    assert letter.details["questions"] == [first.pk]


def test_an_extension_names_its_exemptions_as_the_catalogue_has_them(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    client = signed_in(f.officer())
    given = {"reason": "To weigh it.", **decide_by(foi_request.due_on + datetime.timedelta(days=20))}
    for codes, words in (("31", "There is no exemption 31"), ("21(1)", "Section 21(1) is absolute")):
        page = write(client, foi_request, Purpose.EXTENSION, exemptions=codes, **given).content.decode()
        assert words in page
    write(client, foi_request, Purpose.EXTENSION, exemptions="31(1)(a), 24(1)", explanation="It would help.", **given)
    assert LetterVersion.objects.get().details["exemptions"] == ["31(1)(a)", "24(1)"]


def decide_by(day: datetime.date) -> dict[str, str]:
    return {"decide_by_day": str(day.day), "decide_by_month": str(day.month), "decide_by_year": str(day.year)}


def test_CLK_29_an_extension_cannot_be_to_a_year_that_was_mistyped(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    given = {"reason": "To weigh it.", "exemptions": "31(1)(a)", "explanation": "It would help."}
    page = write(
        signed_in(f.officer()), foi_request, Purpose.EXTENSION, **given, **decide_by(datetime.date(2062, 3, 1))
    )
    assert "Check the year; you entered 2062." in page.content.decode()
    assert 'value="2062"' in page.content.decode()
    assert not foi_request.letters.exists()


def test_what_a_notice_says_can_be_changed(signed_in: Any) -> None:
    letter = f.drafted_fees_notice()
    client = signed_in(f.officer())
    edit = reverse("letter_edit", args=[letter.pk])
    page = client.get(edit).content.decode()
    assert "£14.20" in page
    assert "Questions and answers" not in page  # no layout to choose
    given = {**f.FEES, "amount": "£9.80", "added_paragraphs": "", "signatory_name": "A. Verma", "signatory_role": ""}
    page = client.post(edit, given, follow=True).content.decode()
    assert "£9.80" in page
    assert "£14.20" not in page.partition("<article")[2]


def test_a_notice_that_was_sent_back_is_written_again_from_what_it_said(signed_in: Any) -> None:
    from foi.letters import actions

    letter = actions.send_back(actions.submit(f.drafted_fees_notice(), by=f.officer()), by=f.approver(), comment="£2.")
    client = signed_in(f.officer())
    page = client.get(reverse("letter_version", args=[letter.pk])).content.decode()
    again = reverse("letter_write", args=[letter.foi_request_id, "fees"])
    assert again in page
    assert "£14.20" in client.get(again).content.decode()


def test_an_officer_lays_out_one_letter_otherwise(signed_in: Any) -> None:
    letter = f.drafted_letter()
    client = signed_in(f.officer())
    edit = reverse("letter_edit", args=[letter.pk])
    assert "As usual: each question, with its answer under it" in client.get(edit).content.decode()
    given = {"arrangement": "table", "added_paragraphs": "", "signatory_name": "A. Verma", "signatory_role": ""}
    page = client.post(edit, given, follow=True).content.decode()
    assert "What you asked</th>" in page
    assert "Our answer</th>" in page


class TestCaveats:
    def test_each_says_why_it_is_there_and_can_be_left_out_with_a_reason(self, signed_in: Any) -> None:
        letter = f.drafted_letter()
        client = signed_in(f.officer())
        url = reverse("letter_caveat", args=[letter.pk, "CAV_SCOPE"])
        page = client.get(reverse("letter", args=[letter.foi_request_id])).content.decode()
        assert url in page
        assert "Because the Act covers what was held" in page
        assert "Say why you leave it out" in client.post(url, {"reason": ""}).content.decode()
        page = client.post(url, {"reason": "It is said above."}, follow=True).content.decode()
        assert "Left out by an officer: It is said above." in page
        assert "Our answers rest on the information that we held" not in page
        page = client.post(url, follow=True).content.decode()
        assert "Our answers rest on the information that we held" in page

    def test_LET_21_one_that_would_contradict_is_not_offered_and_is_refused_with_words(self, signed_in: Any) -> None:
        letter = f.drafted_letter()
        client = signed_in(f.officer())
        url = reverse("letter_caveat", args=[letter.pk, "CAV_NOINF"])
        offered = client.get(reverse("letter_caveats", args=[letter.pk])).content.decode()
        assert url not in offered
        assert reverse("letter_caveat", args=[letter.pk, "CAV_LINK"]) in offered
        page = client.post(url, {"reason": "To be safe."}).content.decode()
        assert "would contradict the answers" in page
        assert "To be safe." in page

    def test_nothing_changes_once_it_is_submitted(self, signed_in: Any) -> None:
        letter = f.letter_awaiting_approval()
        client = signed_in(f.officer())
        url = reverse("letter_caveat", args=[letter.pk, "CAV_SCOPE"])
        assert url not in client.get(reverse("letter", args=[letter.foi_request_id])).content.decode()
        client.post(url, {"reason": "Late."})
        assert LetterVersion.objects.get(pk=letter.pk).caveat_changes == {}
        assert signed_in(f.contributor()).get(url).status_code == 404
