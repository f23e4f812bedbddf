"""The one door for every change of state.

`perform(question.send, by=officer)` locks the row, checks role, state and guards, runs the transition,
saves, writes the audit record and tells the receivers of `performed`, all in one transaction. A refusal
is an exception whose text is meant for the person. A transition started any other way fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.db import models, transaction
from django.dispatch import receiver
from django_fsm import Transition
from django_fsm.signals import pre_transition
from rules import Predicate

from workflows.audit import record
from workflows.roles import Actor
from workflows.signals import performed
from workflows.states import Flow, explanation_of


class Refused(Exception):
    """The step may not be taken; the text says why, for a person."""


class NotPermitted(Refused):
    """Right step, wrong person."""


class NotPossible(Refused):
    """Right person, wrong moment: the state has moved on, a guard is not met, or a reason is missing."""


_performing: ContextVar[tuple[str, int | None, str] | None] = ContextVar("performing", default=None)


def perform(
    bound_transition: Any,
    *,
    by: Actor,
    work: Callable[[Any], dict[str, Any] | None] | None = None,
    **facts: Any,
) -> Any:
    """Take one step of a flow.

    bound_transition: a django-fsm transition bound to its model instance (`question.send`).
    by: who acts; `roles.SYSTEM` for the steps that follow by themselves.
    work: further writes that belong to the step; gets the locked, changed instance, may return facts for the audit.
    facts: arguments of the transition; what it `needs` is required to be present and not blank. All are audited.

    Returns the caller's instance, brought up to date. Raises NotPermitted or NotPossible.
    """
    caller: Flow = bound_transition.__self__
    name: str = bound_transition.__name__
    with transaction.atomic():
        subject = _locked(caller)
        step = _permitted_step(subject, name, by)
        facts = {key: value.strip() if isinstance(value, str) else value for key, value in facts.items()}
        for needed in step.custom.get("needs", ()):
            if not facts.get(needed):
                raise NotPossible(f"{step.custom['label']}: enter a {needed}.")
        source = subject.state
        with _door_open(subject, name):
            getattr(subject, name)(**facts)
        subject.save()
        detail = dict(facts)
        if work is not None:
            detail |= work(subject) or {}
            subject.save()
        event = record(subject, name, step.custom["label"], by=by, source=source, target=subject.state, detail=detail)
        performed.send(
            sender=type(subject),
            subject=subject,
            transition=name,
            source=source,
            target=subject.state,
            by=by,
            event=event,
        )
    caller.refresh_from_db()  # not from `subject`: what followed from the step may have moved it on
    return caller


def begin(subject: Flow, name: str, label: str, *, by: Actor, permission: Any, **detail: Any) -> Any:
    """Save a new subject in its first state: role checked, audited, told, in one transaction."""
    if not permission.test(subject, by):
        raise NotPermitted(f"{label}: your role does not allow this.")
    with transaction.atomic():
        subject.save(force_insert=True)
        event = record(subject, name, label, by=by, source="", target=subject.state, detail=detail)
        performed.send(
            sender=type(subject),
            subject=subject,
            transition=name,
            source="",
            target=subject.state,
            by=by,
            event=event,
        )
    return subject


@dataclass(frozen=True, slots=True)
class AvailableAction:
    """One button: what a person may do with a subject now. `unmet` says what is in its way, if anything is."""

    name: str
    label: str
    needs: tuple[str, ...]
    warning: bool
    unmet: str = ""


def actions_of_role(subject: Flow, user: Actor) -> list[AvailableAction]:
    """What `user`'s role allows in the present state, in the order of the flow file, with the guard not met yet."""
    return [
        AvailableAction(
            step.name,
            step.custom["label"],
            tuple(step.custom.get("needs", ())),
            step.custom.get("warning", False),
            _unmet(step, subject),
        )
        for step in transitions_of(type(subject))
        if step.source == subject.state and word_of(step).test(subject, user)
    ]


def available_actions(subject: Flow, user: Actor) -> list[AvailableAction]:
    """What `user` may do with `subject` now, in the order of the flow file."""
    return [action for action in actions_of_role(subject, user) if not action.unmet]


def may(bound_transition: Any, user: Actor) -> bool:
    """Whether `perform(bound_transition, by=user)` would be let through the door now."""
    subject = bound_transition.__self__
    return any(action.name == bound_transition.__name__ for action in available_actions(subject, user))


def require(bound_transition: Any, *, by: Actor) -> None:
    """Raise what `perform` would raise now: asked before somebody is given a form to fill in."""
    _permitted_step(bound_transition.__self__, bound_transition.__name__, by)


def transitions_of(model: type[models.Model]) -> list[Transition]:
    """Every transition of a flow, one entry for each source state, in the order of the flow file."""
    order = {name: position for position, name in enumerate(_names_in_file_order(model))}
    found = model._meta.get_field("state").get_all_transitions(model)  # type: ignore[union-attr]
    return sorted(found, key=lambda step: order[step.name])


def word_of(step: Transition) -> Predicate:
    """Who may take the step, a word of `roles`. `manage.py check` refuses a flow in which a step has none (E001)."""
    return cast(Predicate, step.permission)


def _names_in_file_order(model: type[models.Model]) -> list[str]:
    return [name for base in reversed(model.__mro__) for name in vars(base)]


def hold(subject: Flow) -> None:
    """Lock the root of `subject` (its request) until the transaction ends. For writes that are no step themselves.

    The root is locked before all that belongs to it, and before a root the one that it goes with: in this order,
    always, so that two steps wait for each other instead of deadlocking. Raises NotPossible where that changed while
    we waited: to lock the other one now would be the wrong order.
    """
    root_model, root_pk = subject.root  # type: ignore[attr-defined]
    rows = root_model._base_manager.select_for_update(of=("self",))
    if not getattr(root_model, "goes_with", ""):
        list(rows.filter(pk=root_pk).values_list("pk"))
        return
    link = root_model._meta.get_field(root_model.goes_with)
    leads = list(rows.filter(**{link.related_query_name(): root_pk}).values_list("pk", flat=True))
    if [lead for lead in rows.filter(pk=root_pk).values_list(link.attname, flat=True) if lead] != leads:
        raise NotPossible("Somebody else was at this request at the same moment. Please try again.")


def _locked(caller: Flow) -> Any:
    """The row as it is now, locked."""
    hold(caller)
    try:
        return type(caller)._base_manager.select_for_update(of=("self",)).get(pk=caller.pk)
    except type(caller).DoesNotExist:
        raise NotPossible("This has been removed by somebody else. Reload the page.") from None


def _permitted_step(subject: Any, name: str, by: Actor) -> Transition:
    steps = [step for step in transitions_of(type(subject)) if step.name == name]
    label = steps[0].custom["label"]
    now = [step for step in steps if step.source == subject.state]
    # The role comes first: somebody without it learns nothing of the state.
    if not any(word_of(step).test(subject, by) for step in (now or steps)):
        raise NotPermitted(f"{label}: your role does not allow this.")
    if not now:
        raise NotPossible(
            f"{label}: not possible any more. It is now “{subject.current.label}”; "
            "somebody may have acted before you. Reload the page to see where it stands."
        )
    if unmet := _unmet(now[0], subject):
        raise NotPossible(f"{label}: {unmet}")
    return now[0]


def _unmet(step: Transition, subject: Any) -> str:
    """The words of the first guard that is not met: its docstring, and what it is `explained_by`."""
    if closed := subject.closed_because():
        return closed
    for condition in step.conditions:
        if not condition(subject):
            words = (condition.__doc__ or condition.__name__).strip()
            return " ".join([words, *explanation_of(condition, subject)])
    return ""


@contextmanager
def _door_open(subject: Any, name: str) -> Iterator[None]:
    token = _performing.set((subject._meta.label, subject.pk, name))
    try:
        yield
    finally:
        _performing.reset(token)


@receiver(pre_transition, dispatch_uid="workflows.only_through_perform")
def _only_through_perform(sender: type[models.Model], instance: Any, name: str, **kwargs: Any) -> None:
    if _performing.get() != (instance._meta.label, instance.pk, name):
        raise RuntimeError(f"{instance._meta.label}.{name} was called directly; use perform({name}, by=...).")
