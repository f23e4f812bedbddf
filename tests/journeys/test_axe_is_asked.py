"""The journeys ask axe about every kind of page once, and about whatever is new on one."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import axe_findings

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGE = """<!doctype html><html lang="en"><title>Hedgehogs</title><main><h1>Hedgehogs</h1>{}</main></html>"""
GOOD = "<label for='found'>Found</label> <input id='found'> <p id='told'>None.</p>"


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("<label for='found'>Found</label> <input id='lost'> <p id='told'>None.</p>", "label"),
        ("<label for='found'>Found</label> <input id='found'> <p id='told' style='color: #ddd'>None.</p>", "contrast"),
        (f"{GOOD} <label for='found-2'></label> <input id='found-2'>", "label"),
        (f"{GOOD} <h2></h2>", "empty-heading"),
        (f"{GOOD} <p>Two.</p> <h4>Two too many</h4>", "heading-order"),
    ],
)
def test_what_is_wrong_is_found_after_a_page_like_it_that_was_right(
    new_context: Callable[..., Any], wrong: str, rule: str
) -> None:
    page = new_context().new_page()
    for body, is_wrong in ((GOOD, False), (GOOD.replace("None", "Many"), False), (wrong, True), (wrong, True)):
        page.set_content(PAGE.format(body))
        findings = axe_findings(page)
        assert any(rule in found for found in findings) is is_wrong, findings
