"""A real browser against the real pages, with the accessibility checker at hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
_open_contexts: list[BrowserContext] = []
# What axe can judge of a page, but for its words and numbers: each kind of element with all that it stands in, the
# order of the headings, whether fields have labels. Of a sixteenth question's page it says no more than of the first's.
KINDS = """() => {
  const told = ['class', 'role', 'type', 'tabindex', 'scope', 'lang', 'dir', 'open', 'hidden', 'disabled', 'style',
    'aria-hidden', 'aria-live', 'aria-expanded', 'aria-current'];
  const value = (one, name) => told.includes(name) ? one.getAttribute(name) : one.getAttribute(name) !== '';
  const attribute = (one, name) => `${name}=${value(one, name)}`;
  const has_words = one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const kinds = new Set();
  const look = (one, within) => {
    const attributes = one.getAttributeNames().map(name => attribute(one, name));
    const kind = [within, one.tagName, ...attributes, has_words(one), one.labels?.length].join(' ');
    kinds.add(kind);
    for (const inner of one.children) look(inner, kind);
  };
  look(document.documentElement, String(innerWidth));
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => one.tagName);
  kinds.add('headings ' + headings.filter((one, place) => one !== headings[place - 1]));
  kinds.add('ids are unique ' + (new Set(ids).size === ids.length));
  return [...kinds];
}"""
_nothing_found: set[str] = set()


@pytest.fixture
def new_context(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """A browser window of somebody's own: cookies are not shared between people."""
    _open_contexts.clear()

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, bypass_csp=True, accept_downloads=True, **options)
        context.set_default_timeout(15_000)
        _open_contexts.append(context)
        return context

    yield make
    for context in _open_contexts:
        context.close()


@pytest.fixture
def sign_in_as(new_context: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Any]:
    """A person of tests/factories.py at a browser, signed in without the sign-in page."""
    from tests.journeys.people import Person

    def enter(user: Any, kind: type[Person] = Person, **options: Any) -> Person:
        person = kind(new_context, **options)
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        person.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return person

    return enter


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each; empty is what we want. A page of which every kind of
    element was on pages with nothing to find is not gone through again: that was half of all the journeys' time."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`.")
    kinds = set(page.evaluate(KINDS))
    if kinds <= _nothing_found:
        return []
    page.add_script_tag(path=AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    if not result["violations"]:
        _nothing_found.update(kinds)
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {node['html'][:160]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """When a journey fails, show where it had come to: a picture of every open page, under var/test-pictures."""
    report = yield
    if report.when == "call" and report.failed:  # type: ignore[attr-defined]
        for number, context in enumerate(_open_contexts):
            for page in context.pages:
                folder = Path(settings.BASE_DIR) / "var" / "test-pictures"
                folder.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=folder / f"{item.name}-{number}.png", full_page=True)
    return report
