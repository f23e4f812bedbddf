"""Versions of letters, each holding exactly what was written, approved and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Least

from foi.letters.facts import Purpose
from foi.letters.purposes import concluded_review
from foi.organisation.languages import Language
from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest
from foi.requests.together import answered_in_letter_of, what_a_letter_waits_for
from workflows import clock
from workflows.letter_flow import BOUND, IN_HAND, LIVE, LetterFlow, LetterState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from foi.letters.standing import Standing
    from foi.reviews.models import Review

#: what a second person agrees to before it leaves, always; other notices where the authority wants it
ALWAYS_APPROVED = (Purpose.RESPONSE, Purpose.REVIEW)
APPROVED_BY_CHOICE = (Purpose.FEES, Purpose.EXTENSION)


class LetterQuerySet(models.QuerySet["LetterVersion"]):
    def of_purpose(self, purpose: str) -> LetterQuerySet:
        return self.filter(purpose=purpose)

    def responses(self) -> LetterQuerySet:
        return self.of_purpose(Purpose.RESPONSE)

    def telling_of(self, review: Review) -> LetterVersion | None:
        """The letter that tells what a review came to: in hand, or issued since it was concluded."""
        letters = self.of_purpose(Purpose.REVIEW).filter(foi_request=review.foi_request_id)
        since = letters.filter(Q(issued_on__isnull=True) | Q(issued_on__gte=review.concluded_on))
        return since.exclude(state=LetterState.SUPERSEDED).defer("document", "content").order_by("number").first()

    def with_due_date(self) -> LetterQuerySet:
        """Adds `due_on`, the earliest date of the requests that a letter answers, and `others`, how many there are
        besides its own."""
        along = FoiRequest.objects.filter(answered_with=OuterRef("foi_request")).order_by().values("answered_with")
        of_response = Q(purpose=Purpose.RESPONSE)
        return self.annotate(
            due_on=Least(
                "foi_request__due_on", Case(When(of_response, then=along.annotate(first=Min("due_on")).values("first")))
            ),
            others=Case(
                When(of_response, then=Coalesce(Subquery(along.annotate(many=Count("pk")).values("many")), 0)),
                default=0,
            ),
        )


class LetterVersion(LetterFlow):
    """One version of one letter. `content` is the structure (foi.letters.structure) as it was when drafted.

    A request has one response, and may have other letters beside it; versions are counted by purpose.
    """

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="letters")
    purpose = models.CharField(
        max_length=20, choices=[(one.value, one.label) for one in Purpose], default=Purpose.RESPONSE.value
    )
    number = models.PositiveIntegerField()
    # What the officer adds to what the answers give:
    details = models.JSONField(default=dict)  # what a notice says: foi.letters.details
    added_paragraphs = models.TextField(blank=True)
    layout = models.JSONField(default=dict)  # where this letter differs from the authority's choice
    caveat_changes = models.JSONField(default=dict)  # LET-20: {"added": {code: reason}, "dropped": {code: reason}}
    signatory_name = models.CharField(max_length=120)
    signatory_role = models.CharField(max_length=120, blank=True)
    language = models.CharField(
        max_length=5, choices=[(one.value, one.label) for one in Language], default=Language.ENGLISH.value
    )
    # What it says, and proof of it:
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)  # without the date of the letter
    wording_versions = models.JSONField(default=dict)
    settings = models.JSONField(default=dict)  # the authority's, as it was drafted with them (letters.authority_facts)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    document = models.BinaryField(null=True)  # the bytes approved, then the bytes issued
    document_sha256 = models.CharField(max_length=64, blank=True)
    # Whose look it was approved in, and goes out in; None: the house style, or not approved.
    template = models.ForeignKey("foi.LetterTemplate", models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    channel = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)  # the approver's last comment, or why the approval is void

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["foi_request", "purpose", "number"], name="letter_number_unique"),
            models.UniqueConstraint(
                fields=["foi_request"],
                condition=Q(purpose=Purpose.RESPONSE.value, state__in=[state.value for state in LIVE]),
                name="one_live_response_a_request",
            ),
            models.UniqueConstraint(
                fields=["foi_request", "purpose"],
                condition=Q(state__in=[state.value for state in IN_HAND]),
                name="one_letter_of_each_purpose_in_hand",
            ),
        ]
        ordering = ["foi_request_id", "purpose", "-number"]

    objects = LetterQuerySet.as_manager()

    #: where a page has looked already; `perform` reads the row anew and looks anew
    standing: Standing | None = None

    def __str__(self) -> str:
        name = "Letter" if self.is_response else self.kind.label
        return f"{name} {self.number} of {self.foi_request.reference}"

    @property
    def kind(self) -> Purpose:
        return Purpose(self.purpose)

    @property
    def is_response(self) -> bool:
        return self.kind is Purpose.RESPONSE

    @property
    def needs_approval(self) -> bool:
        if self.kind in APPROVED_BY_CHOICE:
            return self.authority.notices_need_approval
        return self.kind in ALWAYS_APPROVED

    def requests(self) -> list[FoiRequest]:
        """What it is about, in the order in which it came: a response may answer several requests of one person."""
        return answered_in_letter_of(self.foi_request) if self.is_response else [self.foi_request]

    def request_allows_it(self) -> bool:
        """Whether such a letter may be written and leave now, by where the request stands."""
        return request_allows(self.foi_request, self.kind)

    def what_it_waits_for(self) -> list[str]:
        """Of several requests answered together: which of them, and why."""
        return what_a_letter_waits_for(self.foi_request) if self.is_response else []

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return FoiRequest, self.foi_request_id

    @property
    def authority(self) -> Authority:
        return self.foi_request.authority

    @property
    def answering_department(self) -> None:
        return None

    @property
    def is_bound(self) -> bool:
        return self.state in BOUND

    def beside_the_records(self) -> Standing:
        from foi.letters.standing import Standing

        return self.standing or Standing(self)

    def is_current(self) -> bool:
        """Whether the letter composed from today's record is still, word for word, this one."""
        return self.beside_the_records().is_current

    def forget_approval(self) -> None:
        self.submitted_by = self.approved_by = self.approved_at = self.document = self.template = None
        self.approved_hash = self.document_sha256 = ""

    def gaps(self) -> list[str]:
        """The gaps that show in the letter itself, in sentences; an issuable letter has none."""
        return list(self.content.get("gaps", []))

    def what_is_missing(self) -> list[str]:
        """What bars the letter from being submitted, in sentences: see foi.letters.completeness."""
        return self.beside_the_records().completeness.in_the_way()


def request_allows(foi_request: FoiRequest, purpose: Purpose) -> bool:
    """A response, when every question is settled; a review's outcome, when there was an answer to review; all other
    letters as long as the request is open."""
    if purpose is Purpose.RESPONSE:
        return foi_request.is_ready_for_letter()
    if purpose is Purpose.REVIEW:
        return concluded_review(foi_request) is not None
    return foi_request.is_open


def with_letter_owed(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Adds `letter_owed`: the review is concluded, and no letter has told the requester since."""
    told = LetterVersion.objects.of_purpose(Purpose.REVIEW).filter(
        foi_request=OuterRef("foi_request"), issued_on__gte=OuterRef("concluded_on")
    )
    owed = Q(concluded_on__isnull=False) & ~Exists(told)
    return reviews.annotate(letter_owed=ExpressionWrapper(owed, output_field=BooleanField()))


class Waiver(models.Model):
    """A warning that a named person lets stand, with a reason. `key`: exactly which one (Finding.key)."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="waivers")
    key = models.CharField(max_length=32)
    rule = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True)
    message = models.TextField()  # as it read when it was waived
    reason = models.TextField()
    waived_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    waived_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["foi_request", "key"], name="one_waiver_a_finding")]
        ordering = ["waived_at", "id"]

    def __str__(self) -> str:
        return f"{self.rule} waived on {self.foi_request.reference}"
