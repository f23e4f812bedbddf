"""How the story is told: requests side by side, day after day, each step at its own time on the clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from foi.answers import actions as answers
from foi.answers import cost_actions as costs
from foi.answers.content import AnswerContent, ClaimContent
from foi.demo.people import FORCE, HELEN, PRIYA, Person
from foi.disclosure.small_numbers import Decision
from foi.intake import actions as intake
from foi.intake import split_changes
from foi.intake.message import IncomingMessage
from foi.intake.split_changes import QuestionEdit
from foi.law.clock import Clock, Kind
from foi.law.cost_limit import CostLine
from foi.law.working_days import Calendar
from foi.letters import actions as letters
from foi.letters.completeness import completeness
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.letters.waivers import waive
from foi.notices.reminders import remind
from foi.organisation.models import Authority, Department, Membership, User
from foi.requests import actions as requests
from foi.requests.clock import clock_of
from foi.requests.clock_actions import record_event
from foi.requests.models import FoiRequest, Question
from foi.requests.together import answer_together
from foi.reviews import actions as reviews
from workflows import clock
from workflows.perform import perform

TEXTS = Path(__file__).parent / "requests"
UK = ZoneInfo("Europe/London")
#: between two steps of one person, and between two cases of one day
A_MOMENT, A_WHILE = datetime.timedelta(minutes=3), datetime.timedelta(minutes=20)

#: a tale yields the working day, counted from receipt, on which it goes on
Tale = Iterator[int]


@dataclass(frozen=True, slots=True)
class Requester:
    name: str
    email: str = ""
    address: str = ""


def by_email(name: str) -> Requester:
    mailbox = name.lower().replace(".", "").replace(" ", ".")
    return Requester(name, email=f"{mailbox}@mail.example")


def by_post(name: str, address: str) -> Requester:
    return Requester(name, address=address)


@dataclass(frozen=True, slots=True)
class Plot:
    """One request of the story. `text` is a file under requests/; today is working day `age` after its receipt."""

    text: str
    age: int
    requester: Requester
    tell: Callable[[Case], Tale]
    title: str = ""
    officer: Person = PRIYA
    approver: Person = HELEN
    authority: str = FORCE["name"]
    channel: str = "email"


@dataclass
class Case:
    """What the people of the story do with one request. Questions are called by our number: "2a"."""

    plot: Plot
    people: Mapping[str, User]
    started: int  # the day of receipt, counted in the working days of the story
    pk: int = field(default=0, init=False)
    moment: datetime.datetime = field(init=False)

    def __post_init__(self) -> None:
        self.goes_on: int | None = self.started
        self.tale = self.plot.tell(self)

    def live_through_a_day(self) -> None:
        if self.goes_on == self.started:
            self.receive()
        number = next(self.tale, None)
        self.goes_on = None if number is None else self.started + number
        if number is not None and number >= self.plot.age:
            raise ValueError(f"{self.plot.text}: day {number} has not come yet, for today is day {self.plot.age}.")

    # --- intake -----------------------------------------------------------------------------------------------------

    def receive(self) -> None:
        plot, on = self.plot, self.moment.date()
        message = IncomingMessage(
            text=(TEXTS / f"{plot.text}.txt").read_text(encoding="utf-8"),
            received_on=on,
            requester_name=plot.requester.name,
            requester_email=plot.requester.email,
            requester_address=plot.requester.address,
            channel=plot.channel,
            title=plot.title,
        )
        authority = Authority.objects.get(name=plot.authority)
        self.pk = self._do(lambda: intake.receive(message, authority, by=self.officer)).pk

    def assign(self, departments: Mapping[str, str]) -> None:
        """Choose departments where the suggestion was wrong or there was none."""
        edits = []
        for number, name in departments.items():
            question = self.question(number)
            department = Department.objects.get(authority__name=self.plot.authority, name=name)
            edits.append(
                QuestionEdit(
                    question_id=question.pk,
                    text=question.text,
                    kind=question.kind,
                    department=department,
                    due_on=question.due_on,
                )
            )
        self._do(lambda: split_changes.save_edits(self.foi_request, edits, by=self.officer))

    def confirm(self) -> None:
        self._do(lambda: split_changes.confirm(self.foi_request, by=self.officer))

    def send(self) -> None:
        self._do(lambda: requests.send_all(self.foi_request, by=self.officer))

    # --- departments ------------------------------------------------------------------------------------------------

    def accept(self, *numbers: str) -> None:
        for number in numbers:
            question = self.question(number)
            self._step(question.accept, self.member_of(question))

    def decline(self, number: str, reason: str) -> None:
        question = self.question(number)
        self._step(question.decline, self.member_of(question), reason=reason)

    def save_draft(self, number: str, content: AnswerContent) -> None:
        question = self.question(number)
        self._do(lambda: answers.save_draft(question, content, by=self.member_of(question)))

    def answer(self, contents: Mapping[str, AnswerContent]) -> None:
        for number, content in contents.items():
            question = self.question(number)
            self._do(lambda q=question, c=content: answers.submit(q, c, by=self.member_of(q)))  # type: ignore[misc]

    def estimate(self, number: str, *lines: CostLine, by_officer: bool = False) -> None:
        question = self.question(number)
        who = self.officer if by_officer else self.member_of(question)
        self._do(lambda: costs.estimate_cost(question, lines, by=who))

    # --- the officer ------------------------------------------------------------------------------------------------

    def reassign(self, number: str, department: str, reason: str) -> None:
        chosen = Department.objects.get(authority__name=self.plot.authority, name=department)
        question = self.question(number)
        self._do(lambda: requests.reassign(question, by=self.officer, department=chosen, reason=reason))

    def return_answer(self, number: str, comment: str) -> None:
        self._step(self.question(number).send_back, self.officer, comment=comment)

    def decide(self, number: str, content: AnswerContent, *claims: ClaimContent) -> None:
        self._do(lambda: answers.decide(self.question(number), content, claims, by=self.officer))

    def decide_small_numbers(self, number: str, decision: Decision, reason: str, exemption: str = "") -> None:
        question = self.question(number)
        self._do(
            lambda: answers.decide_small_numbers(
                question, decision, by=self.officer, reason=reason, exemption=exemption
            )
        )

    def agree(self, *numbers: str) -> None:
        """These, or all that are answered."""
        waiting = self.foi_request.questions.filter(state="answered").order_by("position")
        for question in [self.question(number) for number in numbers] or list(waiting):
            self._step(question.agree, self.officer)

    def count_together(self, *numbers: str, because: str) -> None:
        questions = [self.question(number).pk for number in numbers]
        together = costs.Together(questions=questions, others={}, same_information=because)
        self._do(lambda: costs.count_together(self.foi_request, together, by=self.officer))

    def advise(self, advice: str) -> None:
        """How the request could be brought under the cost limit."""
        self._do(lambda: costs.write_advice(self.foi_request, advice, by=self.officer))

    def reopen(self, number: str, reason: str) -> None:
        self._step(self.question(number).reopen, self.officer, reason=reason)

    def withdraw(self, reason: str) -> None:
        self._step(self.foi_request.withdraw, self.officer, reason=reason)

    def happens(self, kind: Kind, *numbers: str, **details: Any) -> None:
        """An event of the clock, today: of these questions, or of the whole letter."""
        asked = [self.question(number) for number in numbers]
        self._do(
            lambda: record_event(
                self.foi_request, kind, by=self.officer, on=self.moment.date(), questions=asked, **details
            )
        )

    def file(self, direction: str, subject: str, body: str = "") -> None:
        self._do(
            lambda: requests.file_correspondence(
                self.foi_request,
                by=self.officer,
                direction=direction,
                on=self.moment.date(),
                subject=subject,
                body=body,
            )
        )

    # --- the letter -------------------------------------------------------------------------------------------------

    def draft(self, added: str = "") -> None:
        self._do(lambda: letters.draft(self.foi_request, by=self.officer))
        if added:
            who = self.officer
            self._do(
                lambda: letters.edit(
                    self.letter,
                    by=who,
                    added_paragraphs=added,
                    signatory_name=who.full_name,
                    signatory_role=who.job_title,
                )
            )

    def answer_together(self, *titles: str) -> None:
        """In the letter of this request, with others of the same person."""
        others = list(FoiRequest.objects.filter(title__in=titles))
        self._do(lambda: answer_together(self.foi_request, others, by=self.officer))

    def let_stand(self, rule: str, reason: str) -> None:
        """Every warning of a rule that is found now."""
        found = [one.key for one in completeness(self.foi_request).open_warnings if one.id == rule]
        for key in found:
            self._do(partial(waive, self.foi_request, key, by=self.officer, reason=reason))

    def submit(self) -> None:
        self._do(lambda: letters.submit(self.letter, by=self.officer))

    def approve(self) -> None:
        self._do(lambda: letters.approve(self.letter, by=self.approver))

    def send_letter_back(self, comment: str) -> None:
        self._do(lambda: letters.send_back(self.letter, by=self.approver, comment=comment))

    def issue(self, channel: str = "E-mail") -> None:
        self._do(lambda: letters.issue(self.letter, by=self.officer, channel=channel))

    def write(self, purpose: Purpose, **details: Any) -> None:
        """A letter beside the response: written, approved where it has to be, and issued."""
        letter = self._do(lambda: letters.draft(self.foi_request, by=self.officer, purpose=purpose, details=details))
        if letter.needs_approval:
            self._do(lambda: letters.submit(letter, by=self.officer))
            self._do(lambda: letters.approve(letter, by=self.approver))
        self._do(lambda: letters.issue(letter, by=self.officer, channel="e-mail"))

    # --- after the answer -------------------------------------------------------------------------------------------

    def ask_for_review(self, grounds: str, reviewer: Person) -> None:
        on = self.moment.date()
        review = self._do(lambda: reviews.ask(self.foi_request, by=self.officer, asked_on=on, grounds=grounds))
        self._do(lambda: reviews.allocate(review, by=self.officer, reviewer=self.people[reviewer.email]))

    # --- who and what -----------------------------------------------------------------------------------------------

    @property
    def day(self) -> datetime.date:
        return self.moment.date()

    @property
    def officer(self) -> User:
        return self.people[self.plot.officer.email]

    @property
    def approver(self) -> User:
        return self.people[self.plot.approver.email]

    def member_of(self, question: Question) -> User:
        email = (
            Membership.objects.filter(department=question.department).order_by("pk").values_list("user__email").first()
        )
        return self.people[email[0] if email else ""]

    @property
    def foi_request(self) -> FoiRequest:
        return FoiRequest.objects.select_related("authority").get(pk=self.pk)

    @property
    def foi_request_clock(self) -> Clock:
        return clock_of(self.foi_request)

    def question(self, number: str) -> Question:
        return Question.objects.select_related("department", "foi_request__authority").get(
            foi_request=self.pk, number=number
        )

    @property
    def letter(self) -> LetterVersion:
        return LetterVersion.objects.responses().filter(foi_request=self.pk).latest("number")

    def _step(self, bound_transition: Any, by: User, **facts: Any) -> None:
        self._do(lambda: perform(bound_transition, by=by, **facts))

    def _do(self, action: Callable[[], Any]) -> Any:
        with clock.at_moment(self.moment):
            done = action()
        self.moment += A_MOMENT
        return done


def tell(plots: list[Plot], today: datetime.date) -> list[Case]:
    """Tell all of them side by side, from the first receipt to yesterday; each morning the reminders go out.

    `today` stays free: a story told at eight in the morning must not have happened at noon.
    """
    calendar = Calendar.shipped()
    days = working_days_until(today, max(plot.age for plot in plots) + 1, calendar)
    people = {user.email: user for user in User.objects.all()}
    cases = [Case(plot, people, started=len(days) - 1 - plot.age) for plot in plots]
    for index, day in enumerate(days[:-1]):
        with clock.at_moment(datetime.datetime.combine(day, datetime.time(7, 0), UK)):
            remind(day, calendar)
        for place, case in enumerate(cases):
            if case.goes_on == index:
                case.moment = datetime.datetime.combine(day, datetime.time(9, 5), UK) + place * A_WHILE
                case.live_through_a_day()
    return cases


def working_days_until(today: datetime.date, number: int, calendar: Calendar) -> list[datetime.date]:
    """The last `number` working days up to `today`, oldest first."""
    days: list[datetime.date] = []
    day = today
    while len(days) < number:
        if calendar.is_working_day(day):
            days.append(day)
        day -= datetime.timedelta(days=1)
    return days[::-1]
