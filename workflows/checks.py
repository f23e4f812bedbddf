"""System check: every transition says who may take it and what it is called."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from rules import Predicate

from workflows.perform import transitions_of
from workflows.states import Flow


@register
def every_transition_is_guarded_and_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if issubclass(model, Flow):
            found += transition_errors(model)
    return found


def transition_errors(model: type[Flow]) -> list[CheckMessage]:
    """One error for each transition of `model` without a permission word or a label."""
    found: list[CheckMessage] = []
    for step in {step.name: step for step in transitions_of(model)}.values():
        place = f"{model._meta.label}.{step.name}"
        if not isinstance(step.permission, Predicate):
            found.append(
                Error(
                    f"{place} has no permission: anybody could take it.",
                    hint="Give it a word from workflows/roles.py.",
                    id="workflows.E001",
                )
            )
        if not step.custom.get("label"):
            found.append(
                Error(
                    f"{place} has no label: its button would have no words.",
                    hint='Give it custom={"label": "..."}.',
                    id="workflows.E002",
                )
            )
    return found
