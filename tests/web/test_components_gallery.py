"""Every component in a real browser: readable to assistive technology, on a telephone, and without JavaScript."""

import datetime
import mimetypes
import re
from collections.abc import Callable, Iterator

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Engine
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from playwright.sync_api import Browser, Page, Route

from foi.web.forms.fields import GovukDateField
from foi.web.forms.widgets import GovukCheckboxes, GovukRadios, GovukTextarea

WEB = settings.BASE_DIR / "foi/web"
AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
ADDRESS = "http://gallery.test/"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-gallery'; style-src 'self'; img-src 'self' data:; form-action 'self'"
)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not (WEB / "static/build/app.css").exists() or not AXE.exists(),
        reason="the front-end is not built (make setup)",
    ),
]


class Everything(forms.Form):
    reference = forms.CharField(help_text="Printed on the letter", max_length=20)
    email = forms.EmailField(label="Requester’s email address")
    received_on = GovukDateField(label="Date received", help_text="For example, 27 3 2026")
    text = forms.CharField(label="Text of the request", widget=GovukTextarea(limit=200))
    department = forms.ChoiceField(choices=[("", "Choose a department"), ("hr", "Human resources")])
    outcome = forms.ChoiceField(
        choices=[("provided", "Provided"), ("refused", "Refused"), ("not_held", "Not held")],
        widget=GovukRadios(
            hints={"not_held": "You searched, and there is nothing"},
            reveals={"refused": ("exemption", "why"), "not_held": "searched"},
        ),
    )
    exemption = forms.CharField(label="Exemption relied on", required=False)
    why = forms.CharField(label="Why it applies", required=False, widget=GovukTextarea(rows=3))
    searched = forms.CharField(label="Where you searched", required=False)
    came_by = forms.MultipleChoiceField(
        label="How it came",
        choices=[("e", "Email"), ("p", "Post")],
        widget=GovukCheckboxes(hints={"p": "Scan it first"}),
    )
    priority = forms.ChoiceField(choices=[("a", "Usual"), ("b", "Urgent")], widget=GovukRadios(inline=True, small=True))
    table = forms.FileField(help_text="A CSV file of at most 5 MB")
    password = forms.CharField(widget=forms.PasswordInput)
    checked = forms.BooleanField(label="I have checked the figures")


class Filter(forms.Form):
    words = forms.CharField(required=False)


LONG = "averyveryverylongunbrokenaddress@some-long-domain-name.example.org"


def gallery(form: Everything) -> str:
    request = RequestFactory().get("/")
    request.csp_nonce = "gallery"
    messages = [Message(25, "The question was sent."), Message(20, "This is an old version."), Message(40, "Too late.")]
    link = mark_safe('<a class="govuk-link" href="/1">FOI/2026/0142</a>')
    context = {
        "request": request,
        "authority": "Mercia Vale Police",
        "form": form,
        "filter_form": Filter(auto_id="filter_%s"),
        "messages": [] if form.is_bound else messages,
        "navigation": [
            {"text": "Requests", "url": "/r", "active": True, "count": None},
            {"text": "Letters to approve", "url": "/l", "active": False, "count": 2},
        ],
        "page": Paginator(range(612), 25).page(9),
        "crumbs": [{"text": "Requests", "url": "/"}, {"text": "FOI/2026/0142", "url": "/1"}, {"text": "Question 3"}],
        "lists": [
            {"text": "Mine", "url": "/", "active": True, "count": 12},
            {"text": "All", "url": "/all", "count": 340},
            {"text": "Overdue", "url": "/overdue", "count": 0},
        ],
        "head": ["Reference", "Request", "Received", "Days left", "State"],
        "requests": [[link, "Modern slavery training", "1 November 2026", 4, "In hand"]],
        "years": ["Year", "Recorded", "Charged"],
        "figures": [["2024", "1,204", "310"], ["2025", "1,310", "402"]],
        "colours": ["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"],
        "today": datetime.date(2026, 11, 21),
        "now": datetime.datetime(2026, 11, 21, 14, 5, tzinfo=datetime.UTC),
        "facts": [
            {"key": "Reference", "value": "FOI/2026/0142"},
            {"key": "Requester", "value": LONG, "actions": [{"text": "Change", "url": "/"}, {"text": "x", "url": "/"}]},
        ],
        "tasks": [
            {"title": "Question 1", "url": "/q1", "hint": "How many officers completed it?", "status": "Answered"},
            {"title": "Question 2", "url": "/q2", "status": "With the department", "colour": "blue"},
            {"title": "Letter", "status": "Cannot start yet"},
        ],
        "events": [
            {"title": "Sent", "by": "Ada Officer", "at": datetime.date(2026, 11, 2), "text": "Please\nsend all."},
            {"title": "Logged", "at": datetime.date(2026, 11, 1)},
        ],
        "chosen": [{"text": "Overdue", "url": "/"}],
    }  # fmt: skip
    source = (settings.BASE_DIR / "tests/web/gallery.html").read_text()
    return Engine.get_default().from_string(source).render(Context(context))


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Show the gallery; what a console would complain of fails the test at its end."""
    contexts, complaints = [], []

    def show(form: Everything, *, width: int = 1280, scripts: bool = True, policy: str = POLICY) -> Page:
        body = gallery(form)

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ADDRESS)
            if not path:
                headers = {"content-type": "text/html", "content-security-policy": policy}
                return route.fulfill(body=body, headers=headers)
            file = WEB / path  # STATIC_URL is /static/ and the directory is static/
            return route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0])

        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(ADDRESS)
        return page

    yield show
    for context in contexts:
        context.close()
    assert complaints == []


WRONG = {"received_on_day": "31", "received_on_month": "2", "received_on_year": "2026", "outcome": "refused"}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("form", [Everything, lambda: Everything(WRONG)], ids=["untouched", "wrong"])
def test_axe_finds_nothing_in_any_component(show, form, width):
    page = show(form(), width=width, policy="default-src 'self' 'unsafe-inline' data:")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_the_page_never_scrolls_sideways(show, width):
    page = show(Everything(WRONG), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_scripts_run_under_the_content_security_policy(show):
    page = show(Everything(WRONG))
    assert "govuk-frontend-supported" in page.locator("body").get_attribute("class")
    assert page.get_by_role("button", name="Show password").is_visible()
    assert page.get_by_text("You have 200 characters remaining").first.is_visible()
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_choice_shows_its_fields_with_and_without_javascript(show, scripts):
    page = show(Everything(), scripts=scripts)
    assert not page.get_by_label("Exemption relied on").is_visible()
    page.get_by_label("Refused").check()
    assert page.get_by_label("Exemption relied on").is_visible()
    assert not page.get_by_label("Where you searched").is_visible()


def test_every_error_of_the_summary_leads_to_the_control_to_change(show):
    page = show(Everything(WRONG))
    links = page.locator(".govuk-error-summary__list a").all()
    assert len(links) > 8
    for link in links:
        link.click()
        assert page.evaluate("document.activeElement.id") == link.get_attribute("href").removeprefix("#")


# --- the built style sheet --------------------------------------------------------------------------------------------


def test_the_style_sheet_carries_no_typeface_crown_or_address_of_others():
    css = (WEB / "static/build/app.css").read_text()
    assert "Arial" in css
    assert not re.search(r"GDS Transport|crown|crest|@import|@font-face", css)
    urls = re.findall(r"url\(([^)]*)\)", css)
    assert urls
    for url in urls:
        assert (WEB / "static/build" / url.strip("'\"")).is_file(), url
