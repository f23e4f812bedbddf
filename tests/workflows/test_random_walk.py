"""Whatever people press, in whatever order: some things always hold."""

from datetime import timedelta
from inspect import signature
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from foi.answers.actions import decide, record_for_department, save_draft, submit
from foi.answers.content import AnswerContent
from foi.intake.split_changes import confirm, reopen
from foi.law.clock import Kind
from foi.law.outcomes import Outcome
from foi.letters import actions as letters
from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.structure import content_hash
from foi.requests.actions import correct_details, reassign, send_all
from foi.requests.clock_actions import change_regime, correct_receipt, record_event, undo_event, undo_withdrawal
from foi.requests.models import WAITING, FoiRequest, Question, today
from foi.requests.recount import accept_date
from foi.requests.together import answer_by_itself, answer_together
from tests import factories
from workflows.letter_flow import LIVE, LetterState
from workflows.models import AuditEvent
from workflows.perform import Refused, available_actions, perform, transitions_of
from workflows.question_flow import SETTLED, QuestionState
from workflows.request_flow import RequestState

WORDS = {"reason": "For a reason.", "comment": "Please look again.", "channel": "e-mail", "decision": "as_they_are"}
ANSWERS = st.sampled_from([
    factories.ANSWER,
    AnswerContent(outcome=Outcome.NOT_HELD, reason="No such course is run.", no_search_because="We run no courses."),
    AnswerContent(outcome=Outcome.PROVIDED, text="It takes *two* days.\n\n- Monday\n- Tuesday"),
    AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="The register is being moved."),
])  # fmt: skip
PEOPLE = {
    "officer": factories.officer,
    "second officer": factories.second_officer,
    "approver": factories.approver,
    "second approver": factories.second_approver,
    "department": factories.contributor,
    "other department": lambda: factories.contributor(factories.department("Stores", topics="")),
    "outsider": factories.outsider,
}
STARTS = {
    "logged": factories.a_request,
    "sent": factories.request_with_questions_sent,
    "ready": factories.request_ready_for_letter,
    "submitted": lambda: factories.letter_awaiting_approval().foi_request,
    "approved": lambda: factories.approved_letter().foi_request,
}
WHICH = st.sampled_from([0, 1])


class Office(RuleBasedStateMachine):
    """Two requests of one person, and everybody who may or may not touch them."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(start=st.sampled_from(sorted(STARTS)), second=st.sampled_from(["sent", "ready"]))
    def begin(self, start: str, second: str) -> None:
        self.pks = [STARTS[start]().pk, STARTS[second]().pk]

    # --- what people do ---------------------------------------------------------------------------------------------

    @rule(data=st.data(), who=st.sampled_from(sorted(PEOPLE)), content=ANSWERS)
    def press_a_button_that_is_offered(self, data: st.DataObject, who: str, content: AnswerContent) -> None:
        person = PEOPLE[who]()
        subjects = self.subjects
        offered = [(one, action.name) for one in subjects for action in available_actions(one, person)]
        if offered:
            subject, name = data.draw(st.sampled_from(offered))
            self.take(subject, name, person, content)

    @rule(data=st.data(), who=st.sampled_from(sorted(PEOPLE)), content=ANSWERS)
    def send_any_step_from_a_page_of_yesterday(self, data: st.DataObject, who: str, content: AnswerContent) -> None:
        subject = data.draw(st.sampled_from(self.subjects))
        names = list(dict.fromkeys(step.name for step in transitions_of(type(subject))))
        self.take(subject, data.draw(st.sampled_from(names)), PEOPLE[who](), content)

    @rule(who=st.sampled_from(sorted(PEOPLE)), which=WHICH)
    def send_all(self, who: str, which: int) -> None:
        self.attempt(lambda: send_all(self.requests[which], by=PEOPLE[who]()))

    @rule(who=st.sampled_from(["officer", "approver", "department"]), which=WHICH)
    def draft(self, who: str, which: int) -> None:
        """What is drafted already leaves no trace."""
        self.attempt(lambda: letters.draft(self.requests[which], by=PEOPLE[who]()), leaves_a_trace=False)

    @rule(who=st.sampled_from(["officer", "officer", "department"]), which=WHICH, both=st.booleans())
    def choose_what_one_letter_answers(self, who: str, which: int, both: bool) -> None:
        lead, other = self.requests[which], self.requests[1 - which]
        self.attempt(lambda: answer_together(lead, [other] if both else [], by=PEOPLE[who]()), leaves_a_trace=False)

    @rule(
        title=st.sampled_from(["Hedgehogs", "Training on hedgehogs"]),
        who=st.sampled_from(["officer", "outsider"]),
        which=WHICH,
    )
    def correct_the_title(self, title: str, who: str, which: int) -> None:
        asked = self.requests[which]
        self.attempt(lambda: correct_details(asked, by=PEOPLE[who](), title=title, **factories.REQUESTER))

    def take(self, subject: Any, name: str, person: Any, content: AnswerContent) -> None:
        step = getattr(subject, name)
        by_action = {
            (FoiRequest, "confirm_split"): lambda: confirm(subject, by=person),
            (FoiRequest, "reopen_split"): lambda: reopen(subject, by=person),
            (FoiRequest, "take_on"): lambda: perform(step, by=person, officer=person),
            (FoiRequest, "change_split"): lambda: perform(step, by=person, change="Edited"),
            (FoiRequest, "record_event"): lambda: self.something_happens_to_the_clock(subject, person),
            (FoiRequest, "undo_event"): lambda: undo_event(
                subject.clock_events.latest("id"), by=person, reason="By mistake."
            ),
            (FoiRequest, "correct_receipt"): lambda: correct_receipt(
                subject, by=person, received_on=subject.received_on - timedelta(days=1), reason="In another mailbox."
            ),
            (FoiRequest, "change_regime"): lambda: change_regime(
                subject, by=person, regime="eir" if subject.regime == "foia" else "foia", reason="About a river."
            ),
            (FoiRequest, "undo_withdrawal"): lambda: undo_withdrawal(subject, by=person, reason="By mistake."),
            (FoiRequest, "accept_date"): lambda: accept_date(subject, by=person),
            (FoiRequest, "answer_together"): lambda: answer_together(
                subject, [one for one in self.requests if one != subject], by=person
            ),
            (FoiRequest, "be_answered_with"): lambda: answer_together(
                next(one for one in self.requests if one != subject), [subject], by=person
            ),
            (FoiRequest, "answer_by_itself"): lambda: answer_by_itself(subject, by=person),
            (FoiRequest, "let_go"): lambda: perform(step, by=person, request="0"),
            (FoiRequest, "file_correspondence"): lambda: perform(step, by=person, subject="A call"),
            (Question, "save_draft"): lambda: save_draft(subject, content, by=person),
            (Question, "answer"): lambda: submit(subject, content, by=person),
            (Question, "record_answer"): lambda: record_for_department(subject, content, by=person),
            (Question, "decide"): lambda: decide(subject, content, [], by=person),
            (Question, "reassign"): lambda: reassign(subject, by=person, department=factories.department("Stores")),
            (LetterVersion, "edit"): lambda: letters.edit(
                subject, by=person, added_paragraphs="Thank you.", signatory_name="A. Verma", signatory_role=""
            ),
            (LetterVersion, "submit"): lambda: letters.submit(subject, by=person),
            (LetterVersion, "approve"): lambda: letters.approve(subject, by=person),
            (LetterVersion, "send_back"): lambda: letters.send_back(subject, by=person, comment="Say more."),
            (LetterVersion, "issue"): lambda: letters.issue(subject, by=person, channel="post"),
            (LetterVersion, "issue_directly"): lambda: letters.issue(subject, by=person, channel="post"),
            (LetterVersion, "void"): lambda: perform(step, by=person, cause="Because"),
        }
        asked_for = [one.name for one in signature(step).parameters.values() if one.default is one.empty]
        facts = {one: WORDS.get(one, "Words.") for one in asked_for if one not in ("changes", "details")}
        plain = lambda: perform(step, by=person, **facts)  # noqa: E731
        # What is chosen already leaves no trace.
        self.attempt(by_action.get((type(subject), name), plain), leaves_a_trace="together" not in name)

    def something_happens_to_the_clock(self, foi_request: FoiRequest, person: Any) -> None:
        """The next thing that the law knows: asked, answered, a fee, an extension, a transfer."""
        waits = foi_request.clock_state in WAITING or foi_request.state == RequestState.CLOSED
        kind = Kind.CLARIFICATION_RECEIVED if waits else Kind.CLARIFICATION_ASKED
        if foi_request.clock_events.count() % 4 == 3:
            kind = Kind.TRANSFERRED
        record_event(
            foi_request, kind, by=person, on=today(), reason_code="cannot_locate", reason="The requester agreed."
        )

    def attempt(self, action: Any, *, leaves_a_trace: bool = True) -> None:
        """Done, or refused in words and nothing changed. Anything else is a defect."""
        before = AuditEvent.objects.count()
        try:
            with transaction.atomic():
                action()
        except Refused as refusal:
            assert str(refusal)
            assert AuditEvent.objects.count() == before
        else:
            assert AuditEvent.objects.count() > before or not leaves_a_trace

    # --- what always holds ------------------------------------------------------------------------------------------

    @property
    def requests(self) -> list[FoiRequest]:
        return [FoiRequest.objects.get(pk=pk) for pk in self.pks]

    @property
    def questions(self) -> list[Question]:
        return list(Question.objects.filter(foi_request__in=self.pks))

    @property
    def letters(self) -> list[LetterVersion]:
        return list(LetterVersion.objects.filter(foi_request__in=self.pks))

    @property
    def subjects(self) -> list[Any]:
        return [*self.requests, *self.questions, *self.letters]

    @invariant()
    def at_most_one_letter_is_alive(self) -> None:
        for asked in self.requests:
            live = asked.letters.filter(state__in=LIVE).count()
            assert live <= (asked.answered_with_id is None)  # answered together: in the other one's letter alone

    @invariant()
    def a_letter_that_somebody_relies_on_says_what_the_records_say(self) -> None:
        for letter in self.letters:
            if letter.state in (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED):
                assert letter.content_hash == content_hash(compose_letter(letter))
            if letter.state in (LetterState.APPROVED, LetterState.ISSUED):
                assert letter.approved_hash == letter.content_hash
                assert letter.approved_by_id not in (None, letter.submitted_by_id)
                assert letter.gaps() == []

    @invariant()
    def the_request_stands_where_its_questions_and_its_letter_are(self) -> None:
        for asked in self.requests:
            self.stands_where_it_should(asked)

    def stands_where_it_should(self, asked: FoiRequest) -> None:
        state = RequestState(asked.state)
        states = [question.state for question in asked.questions.all()]
        settled = all(one in SETTLED for one in states)
        letters_of_it = (asked.answered_with or asked).letters.all()
        bound = {letter.state for letter in letters_of_it} & {"submitted", "approved", "issued"}
        expected: dict[RequestState, bool] = {
            RequestState.LOGGED: set(states) == {QuestionState.PROPOSED} and not bound,
            RequestState.GATHERING: not settled and QuestionState.PROPOSED not in states and not bound,
            RequestState.DRAFTING: settled and not bound,
            RequestState.IN_APPROVAL: settled and bound == {"submitted"},
            RequestState.APPROVED: settled and bound == {"approved"},
            RequestState.ISSUED: settled and bound == {"issued"},
            RequestState.WITHDRAWN: not bound,
            RequestState.CLOSED: not bound,
        }
        assert expected[state], (state, states, bound)

    @invariant()
    def every_state_can_be_told_from_the_record(self) -> None:
        """Each event begins where the one before it ended, and the last one ends where the subject is."""
        for subject in self.subjects:
            events = AuditEvent.objects.filter(
                subject_model=subject._meta.label, subject_id=subject.pk
            ).order_by("id").values_list("source", "target")  # fmt: skip
            state = "proposed" if isinstance(subject, Question) else ""
            for source, target in events:
                assert source == state, (str(subject), list(events))
                state = target
            assert state == subject.state


@pytest.mark.django_db
def test_a_random_walk_of_everybody() -> None:
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
