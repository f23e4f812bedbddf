"""What every flow shares: a protected state field and labels that live with the states."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Self

from django.db import models


class State(StrEnum):
    """A state with the words that people see and the colour of its tag (GOV.UK tag colours)."""

    label: str
    colour: str

    def __new__(cls, value: str, label: str = "", colour: str = "grey") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.colour = colour
        return member


Guard = Callable[[Any], bool]


def explained_by(method: str) -> Callable[[Guard], Guard]:
    """Mark a guard whose refusal goes on with the sentences that `subject.<method>()` returns."""

    def mark(guard: Guard) -> Guard:
        guard.explained_by = method  # type: ignore[attr-defined]
        return guard

    return mark


def explanation_of(guard: Guard, subject: Any) -> list[str]:
    """What a guard that is not met has to say beyond its docstring."""
    method = getattr(guard, "explained_by", "")
    return list(getattr(subject, method)()) if method else []


class Flow(models.Model):
    """Base of the flows: a model whose `state` only `perform` changes."""

    #: set by each flow: the enum of its states
    States: type[State]
    state: Any
    #: of a flow whose subjects may go with another of their kind: the field that names it (see `perform.hold`)
    goes_with: str = ""

    class Meta:
        abstract = True

    def closed_because(self) -> str:
        """Words when nothing may be done with it any more, whatever its own state; "" otherwise."""
        return ""

    @property
    def current(self) -> State:
        """The state as enum member, with label and colour."""
        return next(state for state in self.States if state == self.state)

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        # The protected descriptor refuses to overwrite a loaded state, and the library's own remedy lifts
        # the protection for the whole process while it reads; taking the value out first needs neither. What is
        # taken out counts as deferred and would be left unread, so every field is asked for by its name.
        if fields is None:
            self._prefetched_objects_cache: dict[str, Any] = {}
            names = [field.attname for field in self._meta.concrete_fields if field.attname in self.__dict__]
        else:
            names = list(fields)
        kept = self.__dict__.pop("state", None) if "state" in names else None
        try:
            super().refresh_from_db(using=using, fields=names, from_queryset=from_queryset)
        finally:
            if kept is not None:
                self.__dict__.setdefault("state", kept)
