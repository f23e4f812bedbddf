"""Situations, named, reached through the real actions. Each builder goes on from the one before it."""

from __future__ import annotations

import datetime
import io
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from foi.answers.actions import submit
from foi.answers.content import AnswerContent
from foi.intake.actions import receive
from foi.intake.message import IncomingMessage
from foi.intake.split_changes import confirm
from foi.law.clock import ClarificationReason, Kind
from foi.law.outcomes import Outcome
from foi.law.working_days import BankHoliday
from foi.letters import actions as letters
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.organisation.models import Authority, Department, Membership, User
from foi.requests.actions import send_all
from foi.requests.calendars import current_calendar
from foi.requests.clock import clock_of
from foi.requests.clock_actions import record_event
from foi.requests.clock_records import ClockEvent
from foi.requests.holidays import propose, put_in_force
from foi.requests.models import FoiRequest, Question, today
from foi.requests.together import answer_together
from workflows.perform import perform
from workflows.roles import Role

REQUESTER = {
    "requester_name": "Morgan Quillfeather",
    "requester_email": "morgan@quillfeather.example",
    "requester_address": "7 Nightjar Row\nTrentvale",
}
#: two questions for a department and one that the letter answers
TEXT = """\
Dear Sir or Madam,

1. How many officers completed the course on hedgehog rescue in 2025?
2. How long does the course take?
3. If you are not able to answer a question, why not?

Yours faithfully,
Morgan Quillfeather
"""
ANSWER = AnswerContent(outcome=Outcome.PROVIDED, text="Two hundred and six officers.", source="The training record")


def a_pdf(words: str = "forms") -> bytes:
    """A page, with nothing in the file that the page does not show. Other words, other bytes."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    shown = StreamObject()
    shown.set_data(f"BT ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(shown)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


# --- who ------------------------------------------------------------------------------------------------------------


def the_force(**fields: Any) -> Authority:
    return _authority("Trentvale Police", "Trentvale", **fields)


def the_office() -> Authority:
    """A second public authority in the same installation."""
    return _authority("Office of the Commissioner for Trentvale", "OPCC")


def _authority(name: str, short_name: str, **fields: Any) -> Authority:
    defaults = {"short_name": short_name, "address": "1 Weir Street\nTrentvale", "email": "foi@trentvale.example"}
    return Authority.objects.get_or_create(name=name, defaults={**defaults, **fields})[0]


def department(
    name: str = "Crime Training", *, topics: str = "course, training", authority: Authority | None = None
) -> Department:
    """A department with one member."""
    made, is_new = Department.objects.get_or_create(
        authority=authority or the_force(), name=name, defaults={"topics": topics}
    )
    if is_new:
        contributor(made)
    return made


def officer() -> User:
    return person("Asha Verma", Role.FOI_OFFICER)


def second_officer() -> User:
    return person("Tom Birch", Role.FOI_OFFICER)


def approver() -> User:
    return person("Ruth Calder", Role.APPROVER)


def second_approver() -> User:
    return person("Ian Sedge", Role.APPROVER)


def reviewer() -> User:
    """Looks at answers again, and has no part in the first decision."""
    return person("Wyn Harcourt", Role.REVIEWER)


def contributor(of: Department | None = None) -> User:
    """The member of a department."""
    of = of or department()
    return person(f"Member of {of.name}", Role.CONTRIBUTOR, department=of, authority=of.authority)


def outsider() -> User:
    """An officer and approver, but of the other authority."""
    person("Una Outsider", Role.APPROVER, authority=the_office())
    return person("Una Outsider", Role.FOI_OFFICER, authority=the_office())


def person(name: str, role: Role, *, authority: Authority | None = None, department: Department | None = None) -> User:
    """Read anew each time, as the sign-in does."""
    email = f"{name.lower().replace(' ', '.')}@people.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, password="a long enough password", full_name=name, job_title=role.label
    )
    Membership.objects.get_or_create(user=user, role=role, authority=authority or the_force(), department=department)
    return User.objects.get(pk=user.pk)


# --- the request ----------------------------------------------------------------------------------------------------


def a_message(text: str = TEXT, *, received_on: datetime.date | None = None, **fields: Any) -> IncomingMessage:
    return IncomingMessage(text=text, received_on=received_on or today(), **{**REQUESTER, **fields})


def a_request(text: str = TEXT, *, received_on: datetime.date | None = None, **fields: Any) -> FoiRequest:
    """Logged; its split is to be confirmed."""
    department()
    return receive(a_message(text, received_on=received_on, **fields), the_force(), by=officer())


def request_with_split_confirmed(text: str = TEXT, **fields: Any) -> FoiRequest:
    foi_request = a_request(text, **fields)
    confirm(foi_request, by=officer())
    return foi_request


def request_with_questions_sent(text: str = TEXT, **fields: Any) -> FoiRequest:
    foi_request = request_with_split_confirmed(text, **fields)
    send_all(foi_request, by=officer())
    return FoiRequest.objects.get(pk=foi_request.pk)


def withdrawn_request() -> FoiRequest:
    foi_request = request_with_questions_sent()
    return perform(foi_request.withdraw, by=officer(), reason="I no longer need it.")


def an_event(foi_request: FoiRequest, kind: Kind, on: datetime.date, **details: Any) -> FoiRequest:
    """Recorded on the clock by an officer, with what the law wants to know unless it is given."""
    wanted: dict[Kind, dict[str, Any]] = {
        Kind.CLARIFICATION_ASKED: {"reason_code": ClarificationReason.CANNOT_LOCATE.value},
        Kind.PIT_EXTENSION: {"exemptions": ["31(1)(a)"], "reason": "It would tell when patrols are thin."},
        Kind.EIR_EXTENSION: {"reason": "It is complex and large."},
        Kind.TRANSFERRED: {"reason": "To the commissioner's office; the requester agreed."},
    }
    if kind is Kind.PIT_EXTENSION:
        wanted[kind]["estimated_on"] = clock_of(fresh(foi_request)).day40_on
    return record_event(fresh(foi_request), kind, by=officer(), on=on, **wanted.get(kind, {}) | details)


def a_mistyped_estimate(foi_request: FoiRequest, on: datetime.date) -> ClockEvent:
    """As one could be recorded once: the year of the estimate lies beyond all known bank holidays."""
    return ClockEvent.objects.create(
        foi_request=foi_request, kind=Kind.PIT_EXTENSION, on=on, exemptions=["31(1)(a)"], reason="Policing.",
        estimated_on=datetime.date(2062, 10, 27), recorded_by=officer(),
    )  # fmt: skip


def fresh(foi_request: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)


def request_awaiting_clarification(**fields: Any) -> FoiRequest:
    """Received 10 days ago; asked for clarification the day after."""
    received_on = today() - datetime.timedelta(days=10)
    foi_request = request_with_questions_sent(received_on=received_on, **fields)
    return an_event(foi_request, Kind.CLARIFICATION_ASKED, received_on + datetime.timedelta(days=1))


def request_closed_unclarified() -> FoiRequest:
    received_on = today() - datetime.timedelta(days=70)
    foi_request = request_with_questions_sent(received_on=received_on)
    an_event(foi_request, Kind.CLARIFICATION_ASKED, received_on + datetime.timedelta(days=1))
    return an_event(foi_request, Kind.CLARIFICATION_LAPSED, today())


def request_whose_fee_lapsed() -> FoiRequest:
    received_on = today() - datetime.timedelta(days=110)
    return an_event(a_request(received_on=received_on), Kind.FEE_NOTICE, received_on + datetime.timedelta(days=1))


def administrator() -> User:
    return person("Adam Minster", Role.ADMINISTRATOR)


def a_holiday_in_force(day: datetime.date, name: str = "Proclaimed holiday") -> None:
    """Newer bank holidays with one more day, in force from now on."""
    current = current_calendar()
    changed = current.with_days(added=[BankHoliday(day, name)], version=f"with {day}", source="A proclamation")
    put_in_force(propose(changed, by=administrator(), reason="Proclaimed."), by=administrator())


def request_with_proposed_date() -> FoiRequest:
    """A bank holiday was proclaimed while it was open (CLK-33)."""
    foi_request = request_with_questions_sent()
    a_holiday_in_force(current_calendar().add_working_days(today(), 3))
    return fresh(foi_request)


# --- the question ---------------------------------------------------------------------------------------------------


def first_question(foi_request: FoiRequest) -> Question:
    question = foi_request.questions.order_by("position").first()
    assert question is not None
    return question


def proposed_question() -> Question:
    return first_question(a_request())


def ready_question() -> Question:
    return first_question(request_with_split_confirmed())


def sent_question(**fields: Any) -> Question:
    return first_question(request_with_questions_sent(**fields))


def accepted_question() -> Question:
    return perform(sent_question().accept, by=contributor())


def declined_question() -> Question:
    return perform(sent_question().decline, by=contributor(), reason="Human Resources keeps these figures.")


def answered_question(content: AnswerContent = ANSWER) -> Question:
    return submit(accepted_question(), content, by=contributor())


def returned_question() -> Question:
    return perform(answered_question().send_back, by=officer(), comment="Please give the figure by rank.")


def agreed_question() -> Question:
    return perform(answered_question().agree, by=officer())


def withdrawn_question() -> Question:
    return perform(sent_question().withdraw, by=officer(), reason="The requester narrowed the request.")


def question_about_answers() -> Question:
    """Confirmed with the split, and left to the letter."""
    return request_with_split_confirmed().questions.get(kind="about_answers")


# --- the letter -----------------------------------------------------------------------------------------------------


def request_ready_for_letter(**fields: Any) -> FoiRequest:
    """Every question is answered and agreed."""
    foi_request = request_with_questions_sent(**fields)
    for question in foi_request.questions.unsettled():
        submit(question, ANSWER, by=contributor())
        perform(question.agree, by=officer())
    return FoiRequest.objects.get(pk=foi_request.pk)


def drafted_letter(**fields: Any) -> LetterVersion:
    return letters.draft(request_ready_for_letter(**fields), by=officer())


def letter_awaiting_approval(**fields: Any) -> LetterVersion:
    return letters.submit(drafted_letter(**fields), by=officer())


def letter_sent_back() -> LetterVersion:
    return letters.send_back(letter_awaiting_approval(), by=approver(), comment="Say which year the figure is for.")


def approved_letter(**fields: Any) -> LetterVersion:
    return letters.approve(letter_awaiting_approval(**fields), by=approver())


def void_letter() -> LetterVersion:
    letter = approved_letter()
    perform(first_question(letter.foi_request).reopen, by=officer(), reason="The figure was for 2024.")
    return LetterVersion.objects.get(pk=letter.pk)


def superseded_letter() -> LetterVersion:
    letter = letter_sent_back()
    letters.draft(letter.foi_request, by=officer())
    return LetterVersion.objects.get(pk=letter.pk)


def issued_letter(**fields: Any) -> LetterVersion:
    return letters.issue(approved_letter(**fields), by=officer(), channel="e-mail")


# --- several requests of one person in one letter ---------------------------------------------------------------------


def leading_request(*others: FoiRequest, **fields: Any) -> FoiRequest:
    """Ready for a letter that answers another one of the same person, too."""
    lead = request_ready_for_letter(**fields)
    return answer_together(lead, others or [request_ready_for_letter()], by=officer())


def request_answered_along() -> FoiRequest:
    return _along(leading_request())


def request_along_in_approval() -> FoiRequest:
    return _along(letters.submit(letters.draft(leading_request(), by=officer()), by=officer()).foi_request)


def letter_for_several(*others: FoiRequest, **fields: Any) -> LetterVersion:
    """Approved."""
    letter = letters.draft(leading_request(*others, **fields), by=officer())
    return letters.approve(letters.submit(letter, by=officer()), by=approver())


def answered_along() -> FoiRequest:
    return _along(letters.issue(letter_for_several(), by=officer(), channel="e-mail").foi_request)


def _along(lead: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.select_related("authority").get(answered_with=lead.pk)


# --- letters beside the response -------------------------------------------------------------------------------------

FEES = {"amount": "£14.20", "breakdown": "Paper and postage.", "how_to_pay": "By card."}


def drafted_acknowledgement(**fields: Any) -> LetterVersion:
    return letters.draft(a_request(**fields), by=officer(), purpose=Purpose.ACKNOWLEDGEMENT)


def issued_acknowledgement() -> LetterVersion:
    return letters.issue(drafted_acknowledgement(), by=officer(), channel="e-mail")


def drafted_clarification(**details: Any) -> LetterVersion:
    given = {"reason_code": "cannot_identify", "unclear": "- which year", "options": "", "questions": [], **details}
    return letters.draft(a_request(), by=officer(), purpose=Purpose.CLARIFICATION, details=given)


def drafted_fees_notice() -> LetterVersion:
    return letters.draft(request_with_questions_sent(), by=officer(), purpose=Purpose.FEES, details=FEES)


def approved_fees_notice() -> LetterVersion:
    return letters.approve(letters.submit(drafted_fees_notice(), by=officer()), by=approver())


# What follows builds on the situations above.
from tests.factories.afterwards import (  # noqa: E402, I001
    complaint_closed as complaint_closed,
    complaint_made as complaint_made,
    letter_in_hand as letter_in_hand,
    letter_not_sent as letter_not_sent,
    letter_out_of_sight as letter_out_of_sight,
    letter_sent as letter_sent,
    letter_that_came_back as letter_that_came_back,
    letter_that_went_by_post as letter_that_went_by_post,
    letter_to_be_sent as letter_to_be_sent,
    notice_served as notice_served,
    notice_under_appeal as notice_under_appeal,
    review_asked as review_asked,
    review_concluded as review_concluded,
    review_considered as review_considered,
    review_declined as review_declined,
    review_under_way as review_under_way,
    review_withdrawn as review_withdrawn,
)
