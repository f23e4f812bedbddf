"""Role x state x action: everything that anybody may do, written out. Whoever changes a flow changes these tables.

Each row is a situation of tests/factories.py, reached through the real steps. What stands in a cell must be offered
as a button and be possible; everything else must be refused, with words, and change nothing.
"""

import datetime
from typing import Any

import pytest
from django.db import transaction

from tests import factories
from workflows.models import AuditEvent
from workflows.perform import (
    NotPermitted,
    NotPossible,
    actions_of_role,
    available_actions,
    may,
    perform,
    transitions_of,
)
from workflows.roles import SYSTEM, Role

pytestmark = pytest.mark.django_db

REQUESTS = """
situation                    | officer                                                                     | approver | system
a_request                    | change_split confirm_split take_on amend file_correspondence waive unwaive set_aside_hint withdraw TOGETHER CLOCK | -        | file_correspondence let_go recount
request_with_split_confirmed | reopen_split take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw TOGETHER CLOCK               | -        | file_correspondence let_go recount all_answers_agreed
request_with_questions_sent  | take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw TOGETHER CLOCK                            | -        | file_correspondence let_go recount all_answers_agreed
request_with_proposed_date   | take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw TOGETHER CLOCK accept_date                | -        | file_correspondence let_go recount all_answers_agreed
request_whose_fee_lapsed     | change_split confirm_split take_on amend file_correspondence waive unwaive set_aside_hint withdraw TOGETHER CLOCK close_unanswered | -  | file_correspondence let_go close_unanswered recount
request_ready_for_letter     | take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw TOGETHER CLOCK                            | -        | file_correspondence let_go recount answers_reopened letter_submitted
request_in_approval          | take_on amend file_correspondence waive set_aside_hint decide_cost withdraw CLOCK                            | -        | file_correspondence let_go recount answers_reopened letter_came_back letter_approved
approved_request             | take_on amend file_correspondence waive set_aside_hint decide_cost withdraw CLOCK                            | -        | file_correspondence let_go recount answers_reopened letter_came_back letter_issued
leading_request              | take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw TOGETHER CLOCK            | -        | file_correspondence let_go recount answers_reopened letter_submitted
request_answered_along       | take_on amend file_correspondence waive unwaive set_aside_hint decide_cost withdraw answer_by_itself CLOCK           | -        | file_correspondence answer_by_itself let_go recount answers_reopened letter_submitted
request_along_in_approval    | take_on amend file_correspondence waive set_aside_hint decide_cost withdraw answer_by_itself CLOCK           | -        | file_correspondence answer_by_itself let_go recount answers_reopened letter_came_back letter_approved
answered_along               | correct_contact file_correspondence                                         | -        | file_correspondence
answered_request             | correct_contact file_correspondence                                         | -        | file_correspondence
withdrawn_request            | correct_contact file_correspondence undo_withdrawal                         | -        | file_correspondence let_go open_again_to_split open_again
request_closed_unclarified   | correct_contact file_correspondence record_event undo_event                 | -        | file_correspondence let_go open_again_to_split open_again
""".replace("CLOCK", "record_event undo_event correct_receipt change_regime").replace(  # noqa: E501
    "TOGETHER", "answer_together be_answered_with"
)


QUESTIONS = """
situation                     | officer                                               | approver  | department
proposed_question             | -                                                     | -         | -
ready_question                | send reassign record_answer correct_estimate change_files withdraw | -         | -
question_left_to_the_letter   | change_evidence reopen withdraw                       | -         | -
sent_question                 | reassign record_answer correct_estimate change_files withdraw      | -         | accept decline give_estimate answer change_files
accepted_question             | reassign record_answer correct_estimate change_files withdraw      | -         | decline save_draft give_estimate answer change_files
declined_question             | reassign record_answer correct_estimate change_files withdraw      | -         | -
answered_question             | correct_estimate change_files change_evidence decide agree send_back withdraw      | send_back | -
returned_question             | reassign record_answer correct_estimate change_files withdraw      | -         | decline save_draft give_estimate answer change_files
agreed_question               | change_evidence send_back reopen withdraw                             | send_back | -
withdrawn_question            | undo_withdrawal                                       | -         | -
question_of_answered_request  | -                                                     | -         | -
question_of_withdrawn_request | -                                                     | -         | -
"""  # noqa: E501

LETTERS = """
situation                    | officer                 | approver          | system
drafted_letter               | edit submit supersede   | -                 | supersede
letter_awaiting_approval     | recall                  | approve send_back | void
letter_sent_back             | supersede               | -                 | supersede
approved_letter              | recall issue            | send_back         | void
void_letter                  | supersede               | -                 | supersede
issued_letter                | -                       | -                 | -
superseded_letter            | -                       | -                 | -
drafted_acknowledgement      | edit issue_directly supersede | -           | supersede
issued_acknowledgement       | -                       | -                 | -
drafted_fees_notice          | edit submit supersede   | -                 | supersede
approved_fees_notice         | recall issue            | send_back         | void
"""


REVIEWS = """
situation         | officer                           | reviewer
review_asked      | allocate withdraw                 | -
review_under_way  | allocate extend withdraw          | consider extend
review_considered | allocate extend withdraw          | consider extend conclude
review_concluded  | -                                 | -
review_declined   | -                                 | -
review_withdrawn  | -                                 | -
"""

COMPLAINTS = """
situation           | officer
complaint_made      | ask_for_reply serve_notice close
notice_served       | comply appeal
notice_under_appeal | -
complaint_closed    | -
"""

DISPATCHES = """
situation                | officer           | system
letter_to_be_sent        | -                 | hand_over
letter_in_hand           | -                 | confirm_sent put_off give_up lose_sight
letter_sent              | -                 | bounce
letter_not_sent          | send_again settle | -
letter_out_of_sight      | send_again settle | bounce
letter_that_came_back    | send_again settle | -
letter_that_went_by_post | -                 | -
"""

TABLES = (REQUESTS, QUESTIONS, LETTERS, REVIEWS, COMPLAINTS, DISPATCHES)


def rows(*tables: str) -> list[tuple[str, dict[str, list[str]]]]:
    found = []
    for table in tables:
        lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        for line in lines[1:]:
            cells = {role: [] if cell == "-" else cell.split() for role, cell in zip(lines[0], line, strict=True)}
            found.append((line[0], {role: cells.get(role, []) for role in ROLES}))
    return found


ROLES = {
    "officer": factories.officer,
    "approver": factories.approver,
    "reviewer": factories.reviewer,
    "department": factories.contributor,
    "another department": lambda: factories.contributor(factories.department("Stores", topics="")),
    "another authority": factories.outsider,
    "system": lambda: SYSTEM,
}

#: what a person would type
FACTS: dict[str, dict[str, Any]] = {
    "change_split": {"change": "Question 1 edited"},
    "file_correspondence": {"subject": "A call"},
    "change_files": {"change": "Added: a form"},
    "change_evidence": {"change": "Added: an opinion"},
    "waive": {"reason": "The figure is right."},
    "set_aside_hint": {"reason": "The dog's file is not the requester's."},
    "unwaive": {"reason": "It has to be looked at after all."},
    "undo_withdrawal": {"reason": "Recorded on the wrong request."},
    "decide_cost": {"change": "Advice"},
    "withdraw": {"reason": "No longer wanted."},
    "decline": {"reason": "Not ours."},
    "reopen": {"reason": "The figure was wrong."},
    "send_back": {"comment": "Please look again."},
    "issue": {"channel": "e-mail"},
    "issue_directly": {"channel": "e-mail"},
    "void": {"cause": "An answer changed"},
    **{name: {"cause": "The mail server refused it."} for name in ("put_off", "give_up", "bounce")},
    "settle": {"reason": "Sent by post."},
    "extend": {"reason": "The files are in the archive."},
    "conclude": {"conclusion": "We uphold our answer."},
    "serve_notice": {"decision": "upheld", "notice_on": datetime.date(2026, 3, 2)},
    "ask_for_reply": {"reply_by": datetime.date(2026, 3, 2)},
    "comply": {"done": "The figures were sent."},
    "appeal": {"reason": "We disagree."},
    "close": {"reason": "Settled informally."},
    "record_event": {"kind": "acknowledged"},
    "undo_event": {"reason": "By mistake."},
    "correct_receipt": {"received_on": "2026-09-01", "reason": "It was in another mailbox."},
    "change_regime": {"regime": "eir", "reason": "It is about a river."},
    "recount": {"cause": "A day was proclaimed"},
    "answer_together": {"requests": []},
    "be_answered_with": {"lead": "FOI-2026-0002"},
    "let_go": {"request": "FOI-2026-0002"},
}


def facts_for(name: str) -> dict[str, Any]:
    if name == "reassign":
        return {"department": factories.department("Stores", topics="")}
    if name == "take_on":
        return {"officer": factories.officer()}
    if name == "allocate":
        return {"reviewer": factories.reviewer()}
    return FACTS.get(name, {})


def situation(name: str) -> Any:
    from_letter = {
        "request_in_approval": factories.letter_awaiting_approval,
        "approved_request": factories.approved_letter,
        "answered_request": factories.issued_letter,
    }
    if name in from_letter:
        return from_letter[name]().foi_request
    if name == "question_left_to_the_letter":
        return factories.question_about_answers()
    if name == "question_of_answered_request":
        return factories.first_question(factories.issued_letter().foi_request)
    if name == "question_of_withdrawn_request":
        return factories.first_question(factories.withdrawn_request())
    return getattr(factories, name)()


@pytest.mark.parametrize(("name", "allowed"), [pytest.param(*row, id=row[0]) for row in rows(*TABLES)])
def test_the_table_is_what_can_be_done(name: str, allowed: dict[str, list[str]]) -> None:
    subject = situation(name)
    steps = list(dict.fromkeys(step.name for step in transitions_of(type(subject))))
    people = {role: person() for role, person in ROLES.items()}

    offered = {role: [action.name for action in available_actions(subject, who)] for role, who in people.items()}
    assert offered == allowed

    for role, who in people.items():
        for step in steps:
            state, recorded = subject.state, AuditEvent.objects.count()
            place = f"{role}: {step} of {name}"
            if step in allowed[role]:
                with transaction.atomic():
                    perform(getattr(subject, step), by=who, **facts_for(step))
                    assert AuditEvent.objects.count() > recorded, place
                    transaction.set_rollback(True)
                subject.refresh_from_db()
            else:
                with pytest.raises((NotPermitted, NotPossible)) as refusal:
                    perform(getattr(subject, step), by=who, **facts_for(step))
                assert str(refusal.value).rstrip().endswith("."), place
                assert AuditEvent.objects.count() == recorded, place
            subject.refresh_from_db()
            assert subject.state == state, place


def test_every_state_of_every_flow_is_in_a_table() -> None:
    seen: dict[type, set[str]] = {}
    for name, _ in rows(*TABLES):
        subject = situation(name)
        seen.setdefault(type(subject), set()).add(subject.state)
    for flow, states in seen.items():
        assert states == {state.value for state in flow.States}


def test_nobody_approves_the_letter_they_submitted() -> None:
    """The second-person check: holding both roles does not make two people of one."""
    both = factories.person("Asha Verma", Role.APPROVER)
    letter = factories.letter_awaiting_approval()  # submitted by Asha Verma
    assert not may(letter.approve, both)
    assert may(letter.approve, factories.approver())
    with pytest.raises(NotPermitted, match="Approve"):
        perform(letter.approve, by=both)


def test_a_step_in_the_way_of_a_guard_is_explained_not_hidden_from_the_officer() -> None:
    question = factories.answered_question()
    question.answers.update(text="")
    [agree] = [action for action in actions_of_role(question, factories.officer()) if action.name == "agree"]
    assert "not complete" in agree.unmet
    with pytest.raises(NotPossible, match="not complete"):
        perform(question.agree, by=factories.officer())


def test_somebody_without_the_role_learns_nothing_of_the_state() -> None:
    with pytest.raises(NotPermitted) as at_start:
        perform(factories.sent_question().agree, by=factories.outsider())
    with pytest.raises(NotPermitted) as at_end:
        perform(factories.agreed_question().agree, by=factories.outsider())
    assert str(at_start.value) == str(at_end.value)
