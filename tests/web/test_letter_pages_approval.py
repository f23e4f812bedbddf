"""Approving, issuing and downloading: who may, and that what leaves is what was approved."""

import hashlib
import io
from typing import Any

import docx
import pytest
from django.urls import reverse

from foi.letters import actions
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest
from tests import factories as f
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.models import AuditEvent
from workflows.perform import perform
from workflows.request_flow import RequestState
from workflows.roles import Role

pytestmark = pytest.mark.django_db


def take(client: Any, version: LetterVersion, name: str, **facts: str) -> Any:
    return client.post(reverse("letter_step", args=[version.pk, name]), facts, follow=True)


def approve(client: Any, version: LetterVersion, seen: str | None = None) -> Any:
    return take(client, version, "approve", seen=version.content_hash if seen is None else seen)


def state_of(version: LetterVersion) -> str:
    return LetterVersion.objects.get(pk=version.pk).state


def download(client: Any, version: LetterVersion) -> Any:
    return client.get(reverse("letter_document", args=[version.pk]))


def printed(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


# --- who may --------------------------------------------------------------------------------------------------------


def test_an_approver_approves_what_is_on_the_page(signed_in: Any) -> None:
    version = f.letter_awaiting_approval()
    client = signed_in(f.approver())
    page = client.get(reverse("letter", args=[version.foi_request_id])).content.decode()
    assert f'<input type="hidden" name="seen" value="{version.content_hash}">' in page
    assert "You have approved version 1." in approve(client, version).content.decode()
    version.refresh_from_db()
    assert (version.state, version.approved_by, version.approved_hash) == (
        LetterState.APPROVED, f.approver(), version.content_hash,
    )  # fmt: skip


def test_nobody_approves_their_own_letter(signed_in: Any) -> None:
    f.person("Asha Verma", Role.APPROVER)
    version = f.letter_awaiting_approval()
    client = signed_in(f.officer())
    page = client.get(reverse("letter", args=[version.foi_request_id])).content.decode()
    assert reverse("letter_step", args=[version.pk, "approve"]) not in page
    assert "You submitted it: another approver has to approve it" in client.get(reverse("approvals")).content.decode()
    assert approve(client, version).status_code == 403
    assert state_of(version) == LetterState.SUBMITTED


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("second_officer", 403), ("contributor", 404), ("outsider", 404)]
)
def test_nobody_else_approves_or_sends_back(signed_in: Any, who: str, status: int) -> None:
    version = f.letter_awaiting_approval()
    client = signed_in(getattr(f, who)())
    assert approve(client, version).status_code == status
    assert take(client, version, "send_back", comment="No.").status_code == status
    assert state_of(version) == LetterState.SUBMITTED


@pytest.mark.parametrize(("who", "status"), [("approver", 403), ("contributor", 404), ("outsider", 404)])
def test_only_officers_of_the_authority_draft_edit_submit_and_issue(signed_in: Any, who: str, status: int) -> None:
    client = signed_in(getattr(f, who)())
    draft, approved = f.drafted_letter(), f.approved_letter()
    assert client.post(reverse("letter_draft", args=[draft.foi_request_id])).status_code == status
    edited = client.post(reverse("letter_edit", args=[draft.pk]), {"signatory_name": "Mallory"})
    assert edited.status_code == status
    assert take(client, draft, "submit").status_code == status
    assert take(client, approved, "issue", channel="post", checked="on").status_code == status
    assert (state_of(draft), state_of(approved)) == (LetterState.DRAFT, LetterState.APPROVED)


@pytest.mark.parametrize("who", ["contributor", "outsider"])
@pytest.mark.parametrize("page", ["letter_version", "letter_document", "letter_edit"])
def test_a_letter_does_not_exist_for_others(signed_in: Any, who: str, page: str) -> None:
    version = f.approved_letter()
    client = signed_in(getattr(f, who)())
    assert client.get(reverse(page, args=[version.pk])).status_code == 404
    assert client.get(reverse("letter", args=[version.foi_request_id])).status_code == 404
    assert not AuditEvent.objects.filter(action="view", actor=getattr(f, who)()).exists()


# --- exact content --------------------------------------------------------------------------------------------------


def test_a_letter_that_changed_while_it_was_read_is_not_approved(signed_in: Any) -> None:
    version = f.letter_awaiting_approval()
    read = version.content_hash
    perform(version.recall, by=f.officer())
    actions.edit(version, by=f.officer(), added_paragraphs="One more thing.", signatory_name="A", signatory_role="")
    actions.submit(version, by=f.officer())
    page = approve(signed_in(f.approver()), version, seen=read).content.decode()
    assert "the letter has changed since you opened this page" in page
    assert state_of(version) == LetterState.SUBMITTED


def test_an_approval_without_what_was_read_is_none(signed_in: Any) -> None:
    version = f.letter_awaiting_approval()
    approve(signed_in(f.approver()), version, seen="")
    assert state_of(version) == LetterState.SUBMITTED


def test_the_steps_of_the_machine_have_no_address(signed_in: Any) -> None:
    version = f.approved_letter()
    assert take(signed_in(f.officer()), version, "void", cause="x").status_code == 403
    assert take(signed_in(f.officer()), version, "supersede").status_code == 404
    assert take(signed_in(f.officer()), version, "nonsense").status_code == 404
    assert state_of(version) == LetterState.APPROVED


def test_sending_back_needs_a_comment_and_reaches_the_officer(signed_in: Any) -> None:
    version = f.letter_awaiting_approval()
    client = signed_in(f.approver())
    assert "Say what has to change" in take(client, version, "send_back", comment=" ").content.decode()
    take(client, version, "send_back", comment="Say which year.")
    assert state_of(version) == LetterState.SENT_BACK
    assert FoiRequest.objects.get(pk=version.foi_request_id).state == RequestState.DRAFTING


def test_the_request_page_says_that_the_letter_was_sent_back_and_why(signed_in: Any) -> None:
    version = f.letter_sent_back()
    address = reverse("request", args=[version.foi_request_id])
    client = signed_in(f.officer())
    page = client.get(address).content.decode()
    assert "The approver has sent the letter back: “Say which year the figure is for.”" in page
    assert "The letter can be prepared" not in page
    client.post(reverse("letter_draft", args=[version.foi_request_id]))
    assert "The letter is drafted. Read it through, then submit it" in client.get(address).content.decode()


def test_the_approver_reads_their_own_comment_beside_what_has_changed_since(signed_in: Any) -> None:
    version = actions.draft(f.letter_sent_back().foi_request, by=f.officer())
    actions.edit(version, by=f.officer(), added_paragraphs="The figure is for 2025.")
    actions.submit(version, by=f.officer())
    page = signed_in(f.approver()).get(reverse("letter", args=[version.foi_request_id])).content.decode()
    changes = page.partition("What has changed since version 1, which was sent back")[2].partition("</section>")[0]
    assert "Say which year the figure is for." in changes
    assert "The figure is for 2025." in changes


def test_what_voided_a_letter_is_not_told_as_a_comment_of_the_approver(signed_in: Any) -> None:
    foi_request = f.void_letter().foi_request
    perform(f.first_question(foi_request).agree, by=f.officer())
    version = actions.draft(FoiRequest.objects.get(pk=foi_request.pk), by=f.officer())
    page = signed_in(f.officer()).get(reverse("letter", args=[version.foi_request_id])).content.decode()
    assert "What has changed since version 1" in page
    assert "What the approver said of it" not in page


# --- issuing --------------------------------------------------------------------------------------------------------


def test_issuing_asks_how_and_whether_it_was_checked(signed_in: Any) -> None:
    version = f.approved_letter()
    client = signed_in(f.officer())
    page = take(client, version, "issue", channel="pigeon").content.decode()
    assert "Select a valid choice" in page
    assert "Check the addressee and the letter, then tick the box" in page
    assert state_of(version) == LetterState.APPROVED
    page = take(client, version, "issue", channel="post", checked="on").content.decode()
    assert "Download it and send it by post." in page
    version.refresh_from_db()
    assert (version.state, version.issued_on, version.channel) == (LetterState.ISSUED, today(), "post")
    assert FoiRequest.objects.get(pk=version.foi_request_id).state == RequestState.ISSUED


def test_a_second_press_of_issue_issues_nothing_twice(signed_in: Any) -> None:
    version = f.approved_letter()
    client = signed_in(f.officer())
    take(client, version, "issue", channel="post", checked="on")
    page = take(client, version, "issue", channel="e-mail", checked="on").content.decode()
    assert "It is now “Issued”" in page
    version.refresh_from_db()
    assert version.channel == "post"
    assert version.foi_request.correspondence.filter(direction="out").count() == 1


def test_an_answer_cannot_be_reopened_after_the_letter_is_out(signed_in: Any) -> None:
    question = f.first_question(f.issued_letter().foi_request)
    page = signed_in(f.officer()).post(
        reverse("question_step", args=[question.pk, "reopen"]), {"reason": "x"}, follow=True
    )
    assert "The request is answered; its questions are closed." in page.content.decode()
    question.refresh_from_db()
    assert question.state == "agreed"


# --- the document ---------------------------------------------------------------------------------------------------


def test_what_is_downloaded_after_approval_is_exactly_what_was_kept(signed_in: Any) -> None:
    version = f.approved_letter()
    response = download(signed_in(f.officer()), version)
    assert response.content == bytes(version.document)
    assert hashlib.sha256(response.content).hexdigest() == version.document_sha256
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"] == 'attachment; filename="1-26-response.docx"'


def test_what_is_downloaded_after_issue_is_dated_and_exactly_what_was_kept(signed_in: Any) -> None:
    version = f.issued_letter()
    first, second = (download(signed_in(f.officer()), version).content for _ in range(2))
    assert first == second == bytes(version.document)
    assert hashlib.sha256(first).hexdigest() == version.document_sha256


def test_a_draft_says_in_its_name_that_it_is_one(signed_in: Any) -> None:
    version = f.drafted_letter()
    response = download(signed_in(f.officer()), version)
    assert response["Content-Disposition"] == 'attachment; filename="1-26-response-version-1-draft.docx"'
    assert "Two hundred and six officers." in printed(response.content)


def test_a_void_letter_is_not_named_like_one_that_may_go_out(signed_in: Any) -> None:
    response = download(signed_in(f.officer()), f.void_letter())
    assert response["Content-Disposition"] == 'attachment; filename="1-26-response-version-1-void.docx"'


def test_downloading_is_on_record(signed_in: Any) -> None:
    version = f.approved_letter()
    download(signed_in(f.approver()), version)
    assert AuditEvent.objects.filter(root_id=version.foi_request_id, action="view", actor=f.approver()).count() == 1


# --- the approver's list --------------------------------------------------------------------------------------------


def approvals(client: Any, **query: str) -> str:
    response = client.get(reverse("approvals"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_letters_wait_in_the_order_of_their_dates(signed_in: Any) -> None:
    client = signed_in(f.approver())
    assert "No letter is waiting." in approvals(client)
    version = f.letter_awaiting_approval()
    page = approvals(client)
    assert reverse("letter", args=[version.foi_request_id]) in page
    assert "Asha Verma" in page
    approve(client, version)
    assert "No letter is waiting." in approvals(client)
    assert "Ruth Calder" in approvals(client, show="approved").partition("<main")[2]


def test_the_list_is_for_approvers_and_of_their_authority(signed_in: Any) -> None:
    f.letter_awaiting_approval()
    assert signed_in(f.officer()).get(reverse("approvals")).status_code == 403
    assert "No letter is waiting." in approvals(signed_in(f.outsider()))


@pytest.mark.parametrize("show", ["waiting", "approved"])
def test_the_number_of_queries_does_not_grow_with_the_letters(
    signed_in: Any, django_assert_num_queries: Any, show: str
) -> None:
    version = f.letter_awaiting_approval() if show == "waiting" else f.approved_letter()
    client = signed_in(f.approver())
    # session, user, memberships; the number in the menu; how many; the letters; when they were submitted
    with django_assert_num_queries(7):
        approvals(client, show=show)
    like = version.foi_request
    requests = FoiRequest.objects.bulk_create(
        FoiRequest(
            authority=like.authority, reference=f"X{place}", title="More", requester=like.requester, text="",
            received_on=like.received_on, due_on=like.due_on, calendar_version=like.calendar_version, state=like.state,
        )
        for place in range(60)
    )  # fmt: skip
    LetterVersion.objects.bulk_create(
        LetterVersion(
            foi_request=each, number=1, drafted_by=f.officer(), submitted_by=f.officer(), state=version.state,
            approved_by=version.approved_by, approved_at=version.approved_at,
        )
        for each in requests
    )  # fmt: skip
    with django_assert_num_queries(7):
        page = approvals(client, show=show)
    assert "Showing 1 to 25 of 61 letters" in page
