"""The request, its questions, and the person who asked (kept apart from both)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from foi.law.clock import State
from foi.law.regimes import FOIA, REGIMES
from foi.law.time_limits import Reading
from foi.organisation.models import Authority, Department, User
from foi.requests.querysets import FoiRequestQuerySet, QuestionQuerySet
from workflows import clock
from workflows.models import AuditEvent
from workflows.question_flow import QuestionFlow, QuestionState
from workflows.request_flow import OPEN, RequestFlow, RequestState


class Requester(models.Model):
    """Who asked. A table of its own, with its own permission (REQ-20): departments have no path to it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, max_length=254)
    # The address as the message itself gave it, never retyped; "" where a person typed what came on paper.
    came_from = models.CharField(blank=True, max_length=254, editable=False)
    address = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Requester {self.pk}"  # never the name: this string reaches logs and the audit trail


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    WEB_FORM = "web_form", "Web form"
    POST = "post", "Post"
    SOCIAL = "social", "Social media"
    OTHER = "other", "Other"


REGIME_CHOICES = [(regime.code, regime.name) for regime in REGIMES.values()]
CLOCK_STATES = [(state.value, state.value.replace("_", " ").capitalize()) for state in State]
#: the clock stands still until the requester does something
WAITING = (State.AWAITING_CLARIFICATION.value, State.AWAITING_FEE.value)


class FoiRequest(RequestFlow):
    """One letter from one requester: the unit of correspondence and of the statutory clock."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="requests")
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    requester = models.ForeignKey(Requester, models.PROTECT, related_name="requests")
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="requests")
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    text = models.TextField(editable=False)  # the requester's own words: never changed after logging
    # [{start, end, kind, question}]: what each stretch of the text was taken for, and the id of its question
    passages = models.JSONField(default=list)
    scope = models.JSONField(default=list)  # passages that qualify every question
    notes = models.JSONField(default=list)
    told = models.JSONField(default=dict)  # what the text says of who wrote it (foi.intake.blind.Told), read once
    # [{id, level, message, hint, place, about}]: what its words should make an officer think of (foi.intake.triage)
    hints = models.JSONField(default=list)
    asked_digest = models.CharField(max_length=64, blank=True, db_index=True)  # the same for the same questions
    masks = models.JSONField(default=list)  # [{text, masked}]: what an officer hid from departments, or let them see
    regime = models.CharField(max_length=10, choices=REGIME_CHOICES, default=FOIA.code)
    received_on = models.DateField()
    logged_at = models.DateTimeField(default=clock.now)
    # What follows from the clock's events (foi.requests.clock) and lists need. No date while all of it waits.
    due_on = models.DateField(null=True)
    clock_state = models.CharField(max_length=30, choices=CLOCK_STATES, default=State.RUNNING.value)
    receipt_reading = models.CharField(max_length=1, default=Reading.RECEIVED_THAT_DAY.value)  # CLK-10, kept with it
    calendar_version = models.CharField(max_length=60)  # which bank holidays it is counted with
    issued_on = models.DateField(null=True, blank=True)
    imported_from = models.CharField(
        max_length=200, blank=True
    )  # "past.csv, row 12": what came before was done elsewhere
    submission_key = models.UUIDField(null=True, unique=True)  # one press of the button logs one request
    # The request of the same person whose letter answers this one, too (foi.requests.together).
    answered_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_along", editable=False
    )

    goes_with = "answered_with"
    objects = FoiRequestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="reference_unique")]
        indexes = [
            models.Index(
                fields=["authority", "due_on", "id"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="open_by_due_date",
            ),
            models.Index(
                fields=["authority", "id"],
                condition=Q(state__in=[state.value for state in OPEN], clock_state__in=WAITING),
                name="open_and_waiting",
            ),
            models.Index(fields=["authority", "-received_on", "-id"], name="by_received_date"),
        ]
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return FoiRequest, self.pk

    @property
    def answering_department(self) -> None:
        return None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_split(self) -> bool:
        return self.state != RequestState.LOGGED

    @property
    def was_done_elsewhere(self) -> bool:
        """Imported when it was over: it has no questions, answers or letter here, and will get none."""
        return bool(self.imported_from) and not self.is_open and not self.questions.exists()

    @property
    def has_cost_limit(self) -> bool:
        """COST-16: s.12 is the Act's; the Regulations have none."""
        return REGIMES[self.regime].has_cost_limit

    def split_is_complete(self) -> bool:
        questions = list(self.questions.all())
        return bool(questions) and all(question.is_assigned for question in questions)

    def nothing_sent_yet(self) -> bool:
        return (
            not self.questions.exclude(state__in=[QuestionState.PROPOSED, QuestionState.READY])
            .exclude(state=QuestionState.AGREED, kind=QuestionKind.ABOUT_ANSWERS)
            .exists()
        )

    def is_ready_for_letter(self) -> bool:
        """Whether its response may be written and leave, with all that it answers."""
        from foi.requests.together import what_a_letter_waits_for

        return self.has_all_answers and not what_a_letter_waits_for(self)

    @property
    def has_all_answers(self) -> bool:
        return self.state in (RequestState.DRAFTING, RequestState.IN_APPROVAL, RequestState.APPROVED)

    @property
    def is_waiting(self) -> bool:
        """Whether nothing is due until the requester clarifies or pays."""
        return self.is_open and self.clock_state in WAITING

    def names_questions(self) -> bool:
        """Whether the clock has events of single questions (CLK-23)."""
        return any(event.questions for event in self.clock_events.all())

    def duty_has_ended(self) -> bool:
        """Whether an answer is no longer owed on this day: nobody clarified or paid, or it was transferred."""
        from foi.requests.clock import clock_of

        return clock_of(self).state_on(today()).is_over

    def has_proposed_date(self) -> bool:
        return self.date_changes.filter(decided_at__isnull=True).exists()


class QuestionKind(models.TextChoices):
    """What kind of ask it is; the splitter proposes, the officer decides."""

    ASKS = "asks", "Asks for information"
    CONDITIONAL = "conditional", "Depends on another answer"
    ABOUT_ANSWERS = "about_answers", "About the other answers (the letter answers it)"


class Question(QuestionFlow):
    """One thing asked: the unit of decision, with its own department, state, answer and place in the letter."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    printed_label = models.CharField(max_length=60, blank=True)
    path = models.JSONField(default=list)
    number = models.CharField("canonical number", max_length=20)  # ours: "2a"; unique within the request
    text = models.TextField()
    context = models.TextField(blank=True)
    group = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=QuestionKind, default=QuestionKind.ASKS)
    depends_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    proposal = models.JSONField(default=dict)  # what the splitter proposed, with its cues: kept to learn from
    start = models.PositiveIntegerField(null=True)  # its stretch of FoiRequest.text; null when typed by an officer
    end = models.PositiveIntegerField(null=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="questions")
    department_reason = models.CharField(max_length=300, blank=True)  # why it was suggested
    due_on = models.DateField(null=True, blank=True)  # internal date for the department
    clock_state = models.CharField(max_length=30, choices=CLOCK_STATES, default=State.RUNNING.value)  # CLK-23

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["foi_request", "position"],
                name="question_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        indexes = [models.Index(fields=["department", "state", "due_on"], name="department_queue")]
        ordering = ["foi_request_id", "position"]

    def __str__(self) -> str:
        return f"{self.foi_request.reference} question {self.number}"

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return FoiRequest, self.foi_request_id

    @property
    def authority(self) -> Authority:
        return self.foi_request.authority

    @property
    def answering_department(self) -> Department | None:
        return self.department

    def closed_because(self) -> str:
        # What was answered stays as it was answered: a change of mind afterwards is a new letter, not a new answer.
        asked = self.foi_request
        return "" if asked.is_open else f"The request is {asked.current.label.lower()}; its questions are closed."

    @property
    def is_waiting(self) -> bool:
        """Whether it cannot be answered until the requester clarifies or pays: nobody is chased for it."""
        return self.clock_state in WAITING

    @property
    def is_about_answers(self) -> bool:
        return self.kind == QuestionKind.ABOUT_ANSWERS

    @property
    def is_assigned(self) -> bool:
        """Whether it is clear who answers it: a department, or the letter itself."""
        return self.department_id is not None or self.is_about_answers

    def state_before_withdrawal(self) -> str:
        """Where the question was when it was last withdrawn. Raises AuditEvent.DoesNotExist if it never was."""
        told = AuditEvent.objects.filter(subject_model=self._meta.label, subject_id=self.pk, action="withdraw")
        return told.latest("id").source

    @property
    def current_answer(self) -> Any:
        """The latest submitted answer (foi.answers.models.Answer), or None. One query unless prefetched."""
        submitted = [answer for answer in self.answers.all() if not answer.is_draft]
        return max(submitted, key=lambda answer: answer.version, default=None)

    def answer_is_complete(self) -> bool:
        answer = self.current_answer
        return answer is not None and not answer.missing()

    def has_small_numbers(self) -> bool:
        answer = self.current_answer
        return answer is not None and bool(answer.small_numbers or answer.found_small_numbers())


class ReferenceCounter(models.Model):
    """The last number given, by authority and year (year 0: never restarts). Its row lock orders concurrent logging."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "year"], name="reference_counter_unique")]

    def __str__(self) -> str:
        return f"{self.authority} {self.year or ''}: {self.last}"


class Correspondence(models.Model):
    """A message in or out, or a note of a call, on the request's file."""

    class Direction(models.TextChoices):
        IN = "in", "Received"
        OUT = "out", "Sent"
        NOTE = "note", "Note"

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="correspondence")
    direction = models.CharField(max_length=4, choices=Direction)
    on = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)  # of an e-mail of ours: answers name it
    other_sender = models.CharField(max_length=254, blank=True)  # where it is not the requester's recorded address
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.subject


def stored_path(stored: StoredFile, filename: str) -> str:
    # The name of the person's file never becomes a path: it may hold names, or "../".
    return f"files/{stored.foi_request_id}/{stored.sha256}"


class StoredFile(models.Model):
    """A file on the request, byte for byte as it came. Reached only through a view that checks permission."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="files")
    correspondence = models.ForeignKey(Correspondence, models.CASCADE, null=True, related_name="files")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=200)
    content = models.FileField(upload_to=stored_path, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["stored_at", "id"]

    def __str__(self) -> str:
        return self.name

    def original(self) -> bytes:
        """The bytes as they came. Raises FileNotFoundError where they are gone from the disk."""
        with self.content.open("rb") as file:
            return bytes(file.read())


def today() -> datetime.date:
    """The civil date in the United Kingdom (CLK-7)."""
    return clock.today()
