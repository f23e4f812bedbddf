"""The letter's page: drafting, reading, editing, and what changed from version to version."""

from typing import Any

import pytest
from django.urls import reverse

from foi.answers.actions import submit
from foi.answers.content import AnswerContent
from foi.law.outcomes import Outcome
from foi.letters import actions, standing
from foi.letters.compose import compose
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest
from foi.web.presenters.letters import DONE, PAGES, Line, compare
from tests import factories as f
from workflows.letter_flow import LetterState
from workflows.models import AuditEvent
from workflows.perform import perform, transitions_of

pytestmark = pytest.mark.django_db


def read(client: Any, foi_request: FoiRequest) -> str:
    response = client.get(reverse("letter", args=[foi_request.pk]))
    assert response.status_code == 200
    return response.content.decode()


def take(client: Any, version: LetterVersion, name: str, **facts: str) -> Any:
    return client.post(reverse("letter_step", args=[version.pk, name]), facts, follow=True)


def answer_anew(foi_request: FoiRequest, text: str) -> None:
    """The first answer is reopened, returned, answered with other words and agreed again."""
    question = f.first_question(foi_request)
    perform(question.reopen, by=f.officer(), reason="The year was wrong.")
    perform(question.send_back, by=f.officer(), comment="For 2025, please.")
    submit(
        question, AnswerContent(outcome=Outcome.PROVIDED, text=text, source="The training record"), by=f.contributor()
    )
    perform(question.agree, by=f.officer())


# --- drafting -------------------------------------------------------------------------------------------------------


def test_before_all_is_agreed_the_page_says_what_is_still_open(signed_in: Any) -> None:
    question = f.answered_question()
    page = read(signed_in(f.officer()), question.foi_request)
    assert "The letter can be drafted when every question is agreed or withdrawn" in page
    assert reverse("question", args=[question.pk]) in page
    assert "Answer to check" in page
    assert reverse("letter_draft", args=[question.foi_request_id]) not in page


def test_drafting_too_early_is_refused_in_words(signed_in: Any) -> None:
    foi_request = f.answered_question().foi_request
    page = signed_in(f.officer()).post(reverse("letter_draft", args=[foi_request.pk]), follow=True).content.decode()
    assert "all questions must be agreed or withdrawn first" in page
    assert not foi_request.letters.exists()


def test_the_letter_is_drafted_with_one_press_and_once(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    client = signed_in(f.officer())
    assert "Draft the letter" in read(client, foi_request)
    for _ in range(2):
        page = client.post(reverse("letter_draft", args=[foi_request.pk]), follow=True).content.decode()
    assert "Version 1 is drafted from the answers." in page
    assert "Two hundred and six officers." in page
    assert foi_request.letters.count() == 1


def test_the_preview_shows_the_addressee_and_that_it_was_opened_is_on_record(signed_in: Any) -> None:
    foi_request = f.drafted_letter().foi_request
    page = read(signed_in(f.officer()), foi_request)
    assert "Morgan Quillfeather" in page.partition("<main")[2]
    views = AuditEvent.objects.filter(root_id=foi_request.pk, action="view", actor=f.officer())
    assert views.count() == 1  # REQ-22


def test_each_caveat_says_why_it_is_there(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    question = f.first_question(foi_request)
    perform(question.reopen, by=f.officer(), reason="It gives figures.")
    perform(question.send_back, by=f.officer(), comment="Say that it gives figures.")
    figures = AnswerContent(outcome=Outcome.PROVIDED, text="206", source="HR", has_figures=True)
    submit(question, figures, by=f.contributor())
    perform(question.agree, by=f.officer())
    actions.draft(FoiRequest.objects.get(pk=foi_request.pk), by=f.officer())
    page = read(signed_in(f.officer()), foi_request)
    assert "Figures from operational records" in page
    assert "Because figures are provided." in page


def test_gaps_stand_above_the_preview_and_bar_submitting(signed_in: Any) -> None:
    version = f.drafted_letter()
    actions.edit(version, by=f.officer(), added_paragraphs="", signatory_name="", signatory_role="")
    page = read(signed_in(f.officer()), version.foi_request)
    assert "What is missing" in page
    assert "1 thing must be put right." in page
    assert "Nobody is named to sign the letter." in page
    assert reverse("letter_step", args=[version.pk, "submit"]) not in page


# --- editing --------------------------------------------------------------------------------------------------------


def test_an_officer_adds_paragraphs_and_names_who_signs(signed_in: Any) -> None:
    version = f.drafted_letter()
    client = signed_in(f.officer())
    url = reverse("letter_edit", args=[version.pk])
    assert "Asha Verma" in client.get(url).content.decode()
    given = {"added_paragraphs": "We met\x00 **twice**.", "signatory_name": "Chief Inspector Low", "signatory_role": ""}
    page = client.post(url, given, follow=True).content.decode()
    assert "The letter is changed." in page
    assert "<strong>twice</strong>" in page
    assert "Chief Inspector Low" in page


def test_somebody_has_to_sign(signed_in: Any) -> None:
    version = f.drafted_letter()
    url = reverse("letter_edit", args=[version.pk])
    page = signed_in(f.officer()).post(url, {"added_paragraphs": "Kept on the page."}).content.decode()
    assert "Enter a name, a role, or both" in page
    assert "Kept on the page." in page


def test_a_submitted_letter_cannot_be_edited_and_nothing_typed_is_lost(signed_in: Any) -> None:
    version = f.letter_awaiting_approval()
    client = signed_in(f.officer())
    url = reverse("letter_edit", args=[version.pk])
    assert "It is now “Awaiting approval”" in client.get(url, follow=True).content.decode()
    page = client.post(url, {"added_paragraphs": "Typed at length.", "signatory_name": "A"}).content.decode()
    assert "It is now “Awaiting approval”" in page
    assert "Typed at length." in page


# --- versions -------------------------------------------------------------------------------------------------------


def test_a_reopened_answer_voids_the_approval_loudly(signed_in: Any) -> None:
    version = f.approved_letter()
    question = f.first_question(version.foi_request)
    client = signed_in(f.officer())
    client.post(reverse("question_step", args=[question.pk, "reopen"]), {"reason": "The year was wrong."})
    version.refresh_from_db()
    assert version.state == LetterState.VOID
    page = read(client, version.foi_request)
    assert "This approval no longer holds" in page
    assert "Do not send version 1." in page
    assert f"What changed it: Reopen: {question}." in page
    assert "Questions that are open again" in page
    assert reverse("letter_step", args=[version.pk, "issue"]) not in page


def test_the_next_version_shows_what_changed_since_the_approved_one(signed_in: Any) -> None:
    foi_request = f.approved_letter().foi_request
    answer_anew(foi_request, "Two hundred and seven officers.")
    client = signed_in(f.officer())
    assert "Draft a new version" in read(client, foi_request)
    page = client.post(reverse("letter_draft", args=[foi_request.pk]), follow=True).content.decode()
    assert "What has changed since version 1, which was approved" in page
    assert "<del>Two hundred and six officers.</del>" in page
    assert "<ins>Two hundred and seven officers.</ins>" in page


def test_an_older_version_stays_readable_and_says_that_it_is_old(signed_in: Any) -> None:
    old = f.approved_letter()
    answer_anew(old.foi_request, "Two hundred and seven officers.")
    actions.draft(FoiRequest.objects.get(pk=old.foi_request_id), by=f.officer())
    page = signed_in(f.officer()).get(reverse("letter_version", args=[old.pk])).content.decode()
    assert "This is an older version, kept as it was." in page
    assert "Two hundred and six officers." in page
    assert f"/letters/{old.pk}/step/" not in page


def test_the_current_version_has_one_address(signed_in: Any) -> None:
    version = f.drafted_letter()
    response = signed_in(f.officer()).get(reverse("letter_version", args=[version.pk]))
    assert response.url == reverse("letter", args=[version.foi_request_id])


def test_a_sent_back_letter_shows_the_comment_and_is_drafted_anew(signed_in: Any) -> None:
    version = f.letter_sent_back()
    client = signed_in(f.officer())
    assert "Say which year the figure is for." in read(client, version.foi_request)
    client.post(reverse("letter_draft", args=[version.foi_request_id]))
    assert [each.state for each in version.foi_request.letters.order_by("number")] == ["superseded", "draft"]


def test_a_letter_that_the_calendar_overtook_can_be_brought_up_to_date(signed_in: Any, time_machine: Any) -> None:
    version = f.drafted_letter()
    time_machine.move_to(version.foi_request.due_on.replace(year=version.foi_request.due_on.year + 1))
    client = signed_in(f.officer())
    page = read(client, version.foi_request)
    assert "Submit for approval:</strong> Its content is no longer what today&#x27;s records give" in page
    assert "Bring the draft up to date" in page
    page = client.post(reverse("letter_draft", args=[version.foi_request_id]), follow=True).content.decode()
    assert reverse("letter_step", args=[version.pk, "submit"]) in page


@pytest.mark.parametrize(
    ("situation", "reader"),
    [
        (f.drafted_letter, f.officer),
        (f.letter_awaiting_approval, f.approver),
        (f.approved_letter, f.officer),
        (f.issued_letter, f.officer),
    ],
)
def test_the_letter_is_composed_once_a_page_and_the_queries_do_not_grow_with_the_questions(
    signed_in: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any, monkeypatch: Any,
    situation: Any, reader: Any,
) -> None:  # fmt: skip
    version = situation()
    client = signed_in(reader())
    read(client, version.foi_request)  # the first look is put on record, which is a query more
    composed: list[str] = []
    monkeypatch.setattr(
        standing, "compose", lambda facts, wording: composed.append(facts.reference) or compose(facts, wording)
    )
    with django_assert_max_num_queries(20) as once:
        read(client, version.foi_request)
        queries = len(once)
    assert composed == ([] if version.state == LetterState.ISSUED else [version.foi_request.reference])
    sixty = "\n".join(f"{number}. How many courses were held in month {number}?" for number in range(1, 61))
    longer = situation(text=f"Dear Sir,\n\n{sixty}\n")
    assert longer.foi_request.questions.count() == 60
    read(client, longer.foi_request)
    with django_assert_num_queries(queries):
        read(client, longer.foi_request)


# --- words ----------------------------------------------------------------------------------------------------------


def test_every_step_of_the_flow_says_what_happened() -> None:
    by_hand = {step.name for step in transitions_of(LetterVersion)} - {"void"} - set(PAGES.elsewhere)
    assert by_hand == set(DONE)


def test_a_comparison_shows_each_change_with_the_line_before_and_after() -> None:
    before = ["a", "b", "c", "d", "e", "f", "g"]
    after = ["a", "b", "x", "d", "e", "f", "g", "h"]
    assert list(compare(before, after)) == [
        Line("same", "b"), Line("removed", "c"), Line("added", "x"), Line("same", "d"),
        Line("gap"), Line("same", "g"), Line("added", "h"),
    ]  # fmt: skip
    assert list(compare(before, before)) == []
