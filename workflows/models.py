"""The append-only record of what was done."""

import pgtrigger
from django.conf import settings
from django.db import models

from workflows import clock


class AuditEvent(models.Model):
    """One thing that was done, by whom, and what it changed.

    Subjects are named, not linked: the record must outlive what it is about. `root` is the request that
    the subject belongs to, so that its whole history is one query.
    """

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    root_model = models.CharField(max_length=60)
    root_id = models.BigIntegerField()
    subject_model = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_name = models.CharField(max_length=300)
    action = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["root_model", "root_id", "id"]),
            models.Index(fields=["subject_model", "subject_id", "id"]),
        ]
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.label}: {self.subject_name}"
