"""Reads the design system's own examples, and compares markup by what matters in it."""

import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from lxml import html

COMPONENTS = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/components"

# Labels and legends are bold by default here, and a field's name is not part of how it looks.
OUR_CLASSES = {"govuk-label--s", "govuk-fieldset__legend--s", "govuk-breadcrumbs--collapse-on-mobile"}
NOT_COMPARED = {"name"}


@cache
def examples(component: str) -> dict[str, dict[str, Any]]:
    """The examples of a component that GOV.UK Frontend ships, by name: {"options", "html"}; {} if not installed."""
    path = COMPONENTS / component / "fixtures.json"
    if not path.exists():
        return {}
    return {example["name"]: example for example in json.loads(path.read_text())["fixtures"]}


def example_html(component: str, name: str) -> str:
    if not examples(component):
        pytest.skip("GOV.UK Frontend is not installed (npm ci), so there are no examples to compare with")
    return examples(component)[name]["html"]


Shape = tuple[Any, ...]


def shape(markup: str, root: str = "") -> Shape:
    """Markup as (tag, classes, attributes, (text or shape, ...)), whitespace evened out; from the first `root` on."""
    fragment = html.fragment_fromstring(markup, create_parent="div")
    element = fragment.find(f".//{root}") if root else fragment[0]
    assert element is not None, f"there is no <{root}> in {markup}"
    return _shape(element)


def _shape(element: html.HtmlElement) -> Shape:
    classes = frozenset(element.get("class", "").split()) - OUR_CLASSES
    attributes = {name: value for name, value in element.items() if name not in NOT_COMPARED | {"class"}}
    parts: list[Any] = [_even(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag != "path":  # an icon's strokes are a matter of taste
            parts.append(_shape(child))
        parts.append(_even(child.tail))
    return element.tag, classes, tuple(sorted(attributes.items())), tuple(part for part in parts if part)


def _even(text: str | None) -> str:
    return " ".join((text or "").split())
