"""What a department said to one question, and what the officer decided."""

from __future__ import annotations

from dataclasses import fields

from django.db import models
from django.db.models import Q

from foi.answers.completeness import missing_from, small_numbers_of
from foi.answers.content import AnswerContent, ClaimContent, SearchContent
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Held, Outcome
from foi.organisation.models import Department, User
from foi.requests.models import Question
from workflows import clock


class Answer(models.Model):
    """One version of the answer to a question. A new submission is a new version; earlier ones stay."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    version = models.PositiveIntegerField()
    # Whose words these are; null where the FOI team decided it or wrote it down.
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    is_draft = models.BooleanField(default=False)
    proposed_outcome = models.CharField(max_length=30)  # the department's word
    outcome = models.CharField(max_length=30)  # the officer's, the department's until then; a draft may have none
    text = models.TextField(blank=True)  # Markdown, the closed set of foi.letters.markdown
    reason = models.TextField(blank=True)  # why nothing, or not everything, is provided
    # What may be said about holding, where the outcome leaves that open: "yes" or "in_part" (law.outcomes.Held).
    held = models.CharField(max_length=10, blank=True)
    earlier_request = models.CharField(max_length=300, blank=True)  # s.14(2): which one, and when it was answered
    no_search_because = models.CharField(max_length=500, blank=True)  # not held, and plainly so
    note_to_officer = models.TextField(blank=True)  # never printed
    table = models.JSONField(null=True, blank=True)  # {"caption", "header": [..], "rows": [[..]]}: values only
    source = models.CharField(max_length=200, blank=True)  # where the data came from
    as_at = models.DateField(null=True, blank=True)  # the date the extract was taken
    # Facts that call for caveats (LET-20): recorded with the answer, never ticked at the end.
    has_figures = models.BooleanField(default=False)
    from_live_system = models.BooleanField(default=False)
    specially_collated = models.BooleanField(default=False)
    keyword_search = models.BooleanField(default=False)
    coverage = models.CharField(max_length=300, blank=True)
    # What an officer decided about its small numbers (7.4); empty: nothing yet.
    small_numbers = models.CharField(max_length=20, blank=True, choices=[(one.value, one.label) for one in Decision])
    small_numbers_reason = models.TextField(blank=True)
    small_numbers_exemption = models.CharField(max_length=30, blank=True)  # where they are left out
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "version"], name="answer_version_unique"),
            models.UniqueConstraint(
                fields=["question", "department"], condition=Q(is_draft=True), name="one_draft_a_department"
            ),
        ]
        ordering = ["question_id", "version"]

    def __str__(self) -> str:
        return f"Answer {self.version} to {self.question}"

    @property
    def decided(self) -> Outcome:
        return Outcome(self.outcome)

    @property
    def proposed(self) -> Outcome:
        return Outcome(self.proposed_outcome)

    def found_small_numbers(self) -> list[str]:
        """Its numbers from 1 to 4, each with where it stands."""
        return small_numbers_of(self)

    def content(self) -> AnswerContent:
        """What it says, as a value."""
        plain = {name: getattr(self, name) for name in AnswerContent.columns()}
        outcome = Outcome(self.outcome) if self.outcome else None
        searches = tuple(search.content() for search in self.searches.all())
        return AnswerContent(outcome=outcome, searches=searches, **plain)

    @property
    def says_held(self) -> Held:
        return self.decided.says_held(self.held)

    def missing(self) -> list[str]:
        """What it lacks before it may be agreed, in words for the officer. Empty: nothing."""
        claims = [] if self.pk is None else list(self.claims.all())
        return missing_from(self, claims)


class Search(models.Model):
    """Where somebody looked for the information: the ground of "not held", and what an internal review asks for."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="searches")
    position = models.PositiveSmallIntegerField()
    system = models.CharField(max_length=200)  # the system, file or place
    terms = models.CharField(max_length=300, blank=True)
    made_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=200, blank=True)  # a person's name: never printed
    result = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "position"], name="search_position_unique")]
        ordering = ["position"]
        verbose_name_plural = "searches"

    def __str__(self) -> str:
        return self.system

    def content(self) -> SearchContent:
        return SearchContent(**{one.name: getattr(self, one.name) for one in fields(SearchContent)})


class Claim(models.Model):
    """An exemption claimed for (part of) an answer: the officer's, never the department's (LET-3)."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="claims")
    exemption = models.CharField(max_length=30)  # code in foi/law/exemptions.toml, at subsection level
    explanation = models.TextField(blank=True)  # why it applies: s.17(1)(c)
    harm = models.TextField(blank=True)
    prejudice_level = models.CharField(max_length=20, blank=True)  # "would" or "would be likely to"
    limbs = models.JSONField(default=list, blank=True)  # of a 31(3): the codes of what saying neither protects
    particulars = models.JSONField(default=dict, blank=True)  # what else the notice says: {NoticePart: text}
    # s.36: the qualified person's own opinion. What was put to them is for the file.
    opinion_by = models.CharField(max_length=200, blank=True)
    opinion_position = models.CharField(max_length=200, blank=True)
    opinion_on = models.DateField(null=True, blank=True)
    opinion = models.TextField(blank=True)
    opinion_submission = models.TextField(blank=True)  # never printed
    public_interest_for = models.TextField(blank=True)
    public_interest_against = models.TextField(blank=True)
    public_interest_balance = models.TextField(blank=True)
    consulted = models.TextField(blank=True)  # who was asked first, and what they said: never printed
    evidence = models.TextField(blank=True)  # never printed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "exemption"], name="claim_unique")]
        ordering = ["exemption"]

    def __str__(self) -> str:
        return f"s.{self.exemption}"

    def content(self) -> ClaimContent:
        return ClaimContent(**{one.name: getattr(self, one.name) for one in fields(ClaimContent)})
