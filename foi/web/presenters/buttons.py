"""The buttons of a page, read from a flow: what a person may do now, and what is in the way of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from workflows.perform import AvailableAction


@dataclass(frozen=True, slots=True)
class Button:
    """One step. `post`: the button takes it; else it leads to the page that asks for what the step needs."""

    label: str
    url: str
    post: bool
    main: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)  # sent along


@dataclass(frozen=True, slots=True)
class Barred:
    """A step that the person's role allows, but that something stands in the way of."""

    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a flow's steps are taken. `own`: step -> name and label of the page that takes it; several steps may share
    one. `elsewhere`: steps that other pages take. `main`: the steps a page is for, the likeliest first."""

    step: str
    own: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    elsewhere: Collection[str] = ()
    main: tuple[str, ...] = ()

    def buttons(
        self, pk: int, actions: Iterable[AvailableAction], fields: Mapping[str, Mapping[str, str]] | None = None
    ) -> list[Button]:
        """One button for each page or step, the main one first. `fields`: step -> what its button sends along."""
        possible = [action for action in actions if not action.unmet and action.name not in self.elsewhere]
        names = {action.name for action in possible}
        main = next((name for name in self.main if name in names), "")
        possible.sort(key=lambda action: action.name != main)
        found: dict[str, Button] = {}
        for action in possible:
            button = self._button(pk, action, main=action.name == main, fields=(fields or {}).get(action.name, {}))
            found.setdefault(button.url, button)
        return list(found.values())

    def barred(self, actions: Iterable[AvailableAction]) -> list[Barred]:
        """Steps that share their reason are named together."""
        by_reason: dict[str, list[str]] = {}
        for action in actions:
            if action.unmet and action.name not in self.elsewhere:
                by_reason.setdefault(action.unmet, []).append(action.label)
        return [Barred(", ".join(labels), because) for because, labels in by_reason.items()]

    def _button(self, pk: int, action: AvailableAction, *, main: bool, fields: Mapping[str, str]) -> Button:
        if action.name in self.own:
            page, label = self.own[action.name]
            return Button(label or action.label, reverse(page, args=[pk]), post=False, main=main)
        return Button(action.label, reverse(self.step, args=[pk, action.name]), not action.needs, main, fields)
