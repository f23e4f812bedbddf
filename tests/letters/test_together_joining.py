"""Which requests one letter answers: what may join it, and what leaving it does."""

from collections.abc import Callable
from typing import Any

import pytest

from foi.law.clock import Kind
from foi.letters import actions as letters
from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.structure import content_hash
from foi.requests import together
from foi.requests.clock_actions import change_regime
from foi.requests.models import FoiRequest, today
from foi.requests.together import answer_by_itself, answer_together, others_of
from tests import factories as f
from tests.letters.together import fresh, pair, states, steps_of, words_in
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db

# --- joining ----------------------------------------------------------------------------------------------------------


def other_person() -> FoiRequest:
    return f.request_ready_for_letter(requester_email="somebody@else.example")


def of_another_authority() -> FoiRequest:
    foi_request = f.request_ready_for_letter()
    FoiRequest.objects.filter(pk=foi_request.pk).update(authority=f.the_office())
    return fresh(foi_request)


def under_another_law() -> FoiRequest:
    return change_regime(f.request_ready_for_letter(), by=f.officer(), regime="eir", reason="About a river.")


REFUSED: dict[str, tuple[Callable[[], FoiRequest], str]] = {
    "another person": (other_person, "does not come from the same requester"),
    "another authority": (of_another_authority, "your role does not allow this"),
    "another law": (under_another_law, "comes under another law"),
    "its letter is before an approver": (lambda: f.letter_awaiting_approval().foi_request, "not possible any more"),
    "answered": (lambda: f.issued_letter().foi_request, "not possible any more"),
    "withdrawn": (f.withdrawn_request, "not possible any more"),
    "answered with another": (f.request_answered_along, "together with another request"),
    "answers others": (f.leading_request, "Its own letter answers other requests"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_answered_in_this_letter_is_refused_and_nothing_changes(name: str) -> None:
    make, words = REFUSED[name]
    other = make()
    lead = f.request_ready_for_letter()
    before = (steps_of(lead), steps_of(other))
    with pytest.raises((NotPossible, NotPermitted), match=words):
        answer_together(lead, [other], by=f.officer())
    assert (steps_of(lead), steps_of(other)) == before
    assert not lead.answered_along.exists()


def test_a_request_is_not_answered_together_with_itself() -> None:
    lead = f.request_ready_for_letter()
    with pytest.raises(NotPossible):
        answer_together(lead, [lead], by=f.officer())


@pytest.mark.parametrize("person", [f.approver, f.reviewer, f.contributor, f.outsider])
def test_only_officers_of_the_authority_choose(person: Callable[[], Any]) -> None:
    lead, other = f.request_ready_for_letter(), f.request_ready_for_letter()
    with pytest.raises(NotPermitted):
        answer_together(lead, [other], by=person())
    answer_together(lead, [other], by=f.officer())
    with pytest.raises(NotPermitted):
        answer_by_itself(fresh(other), by=person())


def test_no_other_request_joins_once_a_letter_is_before_an_approver() -> None:
    letter = f.letter_awaiting_approval()
    with pytest.raises(NotPossible, match="Awaiting approval"):
        answer_together(letter.foi_request, [f.request_ready_for_letter()], by=f.officer())


def test_the_name_alone_does_not_make_one_person_of_two() -> None:
    """A letter that tells Jo Smith of one street what Jo Smith of another asked is a breach."""
    paper = {"requester_email": "", "requester_name": "Jo Smith"}
    one = f.a_request(**paper, requester_address="1 Weir Street")
    f.a_request(**paper, requester_address="9 Lock Lane")
    f.a_request(**paper, requester_address="")
    same = f.a_request(**{**paper, "requester_name": "JO  SMITH"}, requester_address="1 Weir Street ")
    assert [other.foi_request for other in others_of(one)] == ([same] if same.requester.name == "JO SMITH" else [])


def test_what_is_offered_is_open_and_says_why_it_cannot_be_added() -> None:
    lead = f.request_ready_for_letter()
    other_person()
    f.withdrawn_request()
    free, waiting = f.request_with_questions_sent(), f.letter_awaiting_approval().foi_request
    named = f.a_request(requester_name="The news desk", requester_email=f.REQUESTER["requester_email"].upper())
    offered = {one.foi_request: one for one in others_of(lead)}
    assert set(offered) == {free, waiting, named}
    assert offered[free].because == ""
    assert "before an approver" in offered[waiting].because
    assert (offered[named].because, offered[named].other_name) == ("", True)


def test_a_draft_of_its_own_is_replaced_by_the_letter_of_all() -> None:
    draft = f.drafted_letter()
    answer_together(f.request_ready_for_letter(), [draft.foi_request], by=f.officer())
    assert states(draft) == ["superseded"]


def test_the_same_choice_twice_is_one_step() -> None:
    lead, along = pair()
    answer_together(lead, [along], by=f.second_officer())
    assert steps_of(lead).count("answer_together") == 1
    assert steps_of(along).count("be_answered_with") == 1


def test_a_letter_answers_no_more_than_a_person_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 2)
    lead, *others = (f.request_ready_for_letter() for _ in range(3))
    with pytest.raises(NotPossible, match="at most 2 requests"):
        answer_together(lead, others, by=f.officer())


def test_joining_brings_a_draft_up_to_date() -> None:
    letter = f.drafted_letter()
    other = f.request_ready_for_letter(title="Joined later")
    answer_together(letter.foi_request, [other], by=f.officer())
    assert "Joined later" in words_in(letter)
    assert fresh(letter).content_hash == content_hash(compose_letter(fresh(letter)))


# --- leaving ----------------------------------------------------------------------------------------------------------


def test_leaving_a_draft_rebuilds_it() -> None:
    lead, along = pair()
    letter = letters.draft(lead, by=f.officer())
    with_both = letter.content_hash
    answer_by_itself(along, by=f.officer())
    letter = fresh(letter)
    assert letter.state == "draft"
    assert letter.content_hash not in (with_both, "")
    assert along.reference not in words_in(letter)
    assert "answer_by_itself" in steps_of(along)
    assert "let_go" in steps_of(lead)


@pytest.mark.parametrize("approved", [False, True])
def test_leaving_makes_an_approval_void_and_both_requests_go_back_to_the_officer(approved: bool) -> None:
    lead, along = pair()
    letter = letters.submit(letters.draft(lead, by=f.officer()), by=f.officer())
    if approved:
        letter = letters.approve(letter, by=f.approver())
    answer_by_itself(along, by=f.officer())
    assert states(letter, lead, along) == ["void", "drafting", "drafting"]
    assert letters.draft(fresh(along), by=f.officer()).requests() == [along]
    assert letters.draft(fresh(lead), by=f.officer()).requests() == [lead]


def test_a_request_that_was_taken_back_is_in_nobodys_letter() -> None:
    letter = f.letter_for_several()
    lead, along = letter.foi_request, letter.foi_request.answered_along.get()
    perform(along.withdraw, by=f.officer(), reason="No longer needed.")
    assert states(letter, lead, along) == ["void", "drafting", "withdrawn"]
    assert fresh(along).answered_with is None
    issued = letters.issue(approve_again(lead), by=f.officer(), channel="post")
    assert along.reference not in words_in(issued)
    assert states(lead, along) == ["issued", "withdrawn"]


def approve_again(lead: FoiRequest) -> LetterVersion:
    letter = letters.submit(letters.draft(fresh(lead), by=f.officer()), by=f.officer())
    return letters.approve(letter, by=f.approver())


def test_when_the_one_that_leads_is_taken_back_the_others_are_answered_by_themselves() -> None:
    letter = f.letter_for_several()
    lead, along = letter.foi_request, letter.foi_request.answered_along.get()
    perform(lead.withdraw, by=f.officer(), reason="No longer needed.")
    assert states(letter, lead, along) == ["void", "withdrawn", "drafting"]
    assert fresh(along).answered_with is None
    assert letters.issue(approve_again(along), by=f.officer(), channel="post").state == "issued"


def test_a_request_that_is_closed_leaves_and_opens_again_by_itself() -> None:
    lead, along = pair()
    closed = f.an_event(along, Kind.TRANSFERRED, today())
    assert (closed.state, closed.answered_with) == ("closed", None)
    assert letters.draft(lead, by=f.officer()).requests() == [lead]


def test_nothing_leaves_a_letter_that_has_gone_out() -> None:
    along = f.answered_along()
    with pytest.raises(NotPossible):
        answer_by_itself(along, by=f.officer())
    assert fresh(along).answered_with is not None
