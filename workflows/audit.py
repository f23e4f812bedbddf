"""Writing and reading the audit trail."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import QuerySet

from workflows.models import AuditEvent
from workflows.roles import Actor


def record(
    subject: Any,
    action: str,
    label: str,
    *,
    by: Actor,
    source: str = "",
    target: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append one event about `subject`; call it inside the transaction of the change itself."""
    root_model, root_id = subject.root
    return AuditEvent.objects.create(
        actor_id=by.pk,
        actor_name=by.get_full_name(),
        root_model=root_model._meta.label,
        root_id=root_id if root_id is not None else subject.pk,
        subject_model=subject._meta.label,
        subject_id=subject.pk,
        subject_name=str(subject)[:300],
        action=action,
        label=label,
        source=source,
        target=target,
        detail=_plain(detail or {}),
    )


def history_of(root: models.Model) -> QuerySet[AuditEvent]:
    """Everything recorded about a request and all that belongs to it, oldest first."""
    return AuditEvent.objects.filter(root_model=root._meta.label, root_id=root.pk).order_by("id")


def _plain(detail: dict[str, Any]) -> dict[str, Any]:
    """JSON values only: models by their name, dates in ISO form."""
    named = {key: str(value) if isinstance(value, models.Model) else value for key, value in detail.items()}
    plain: dict[str, Any] = json.loads(json.dumps(named, cls=DjangoJSONEncoder))
    return plain
