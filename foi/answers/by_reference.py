"""Questions about the other answers ("if you cannot, why not?") are left to the letter when they are confirmed."""

from typing import Any

from django.dispatch import receiver

from foi.answers.actions import answer_by_reference
from foi.requests.models import Question
from workflows.signals import performed


@receiver(performed, dispatch_uid="foi.answers.by_reference")
def leave_to_the_letter(sender: type, subject: Any, transition: str, by: Any, **news: Any) -> None:
    if isinstance(subject, Question) and transition == "confirm" and subject.is_about_answers:
        answer_by_reference(subject, by=by)
