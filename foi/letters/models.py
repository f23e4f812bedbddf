"""Versions of the response letter, each holding exactly what was written, approved and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from foi.organisation.languages import Language
from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest
from workflows import clock
from workflows.letter_flow import BOUND, LIVE, LetterFlow

if TYPE_CHECKING:
    from foi.letters.completeness import Completeness


class LetterVersion(LetterFlow):
    """One version of the letter. `content` is the structure (foi.letters.structure) as it was when drafted."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    # What the officer adds to what the answers give:
    added_paragraphs = models.TextField(blank=True)
    signatory_name = models.CharField(max_length=120)
    signatory_role = models.CharField(max_length=120, blank=True)
    language = models.CharField(
        max_length=5, choices=[(one.value, one.label) for one in Language], default=Language.ENGLISH.value
    )
    # What it says, and proof of it:
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)  # without the date of the letter
    wording_versions = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    document = models.BinaryField(null=True)  # the bytes approved, then the bytes issued
    document_sha256 = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(null=True)
    channel = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)  # the approver's last comment, or why the approval is void

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["foi_request", "number"], name="letter_number_unique"),
            models.UniqueConstraint(
                fields=["foi_request"],
                condition=Q(state__in=[state.value for state in LIVE]),
                name="one_live_letter_a_request",
            ),
        ]
        ordering = ["foi_request_id", "-number"]

    def __str__(self) -> str:
        return f"Letter {self.number} of {self.foi_request.reference}"

    #: what is missing, where a page has found it out already; `perform` reads the row anew and asks anew
    found: Completeness | None = None

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

    def is_current(self) -> bool:
        """Whether the letter composed from today's record is still, word for word, this one."""
        from foi.letters.assemble import compose_letter
        from foi.letters.structure import content_hash

        return content_hash(compose_letter(self)) == self.content_hash

    def forget_approval(self) -> None:
        self.submitted_by = self.approved_by = self.approved_at = self.document = None
        self.approved_hash = self.document_sha256 = ""

    def gaps(self) -> list[str]:
        """The gaps that show in the letter itself, in sentences; an issuable letter has none."""
        return list(self.content.get("gaps", []))

    def what_is_missing(self) -> list[str]:
        """What bars the letter from being submitted, in sentences: see foi.letters.completeness."""
        from foi.letters.completeness import completeness

        found = self.found or completeness(self.foi_request, letter=self)
        return found.in_the_way()


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
