"""The people of the journeys, in their own words. Each has a browser of their own and reads pages as a person does:
by headings, labels and the words on buttons. Every page that somebody lands on is checked by axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.conftest import axe_findings

PASSWORD = "a-long-enough-password-for-a-test"


class Person:
    """Somebody at a browser."""

    def __init__(self, new_context: Callable[..., BrowserContext], **options: Any) -> None:
        self.has_scripts = options.get("java_script_enabled", True)
        self.page: Page = new_context(**options).new_page()
        self.console: list[str] = []
        self.page.on("console", lambda said: self.console.append(said.text) if said.type == "error" else None)

    def signs_in(self, email: str) -> None:
        self.page.goto("/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.presses("Sign in")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.looks_round()

    def opens(self, address: str) -> None:
        response = self.page.goto(address)
        assert response is not None and response.status < 500
        self.looks_round()

    def follows(self, words: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=words).first.click()
        self.looks_round()

    def presses(self, words: str, *, within: Locator | None = None) -> None:
        """A button, or a link that looks like one."""
        place: Any = within or self.page
        named = place.get_by_role("button", name=words, exact=True)
        named.first.click()
        self.looks_round()

    def reads(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def does_not_read(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def looks_round(self) -> None:
        """No page of a journey has anything that axe minds, or that the browser refused to run. Only a page that is
        there to its end can be judged: a click returns when the first words of the next page are."""
        self.page.wait_for_load_state()
        if self.has_scripts:
            found = axe_findings(self.page)
            assert not found, "\n".join([self.page.url, *found])
            assert not self.console, "\n".join([self.page.url, *self.console])


class Officer(Person):
    def logs_the_request(self, text: str, *, requester: str, email: str) -> None:
        self.presses("Log a request")
        self.page.get_by_label("The request, in the requester’s own words").fill(text)
        self.page.get_by_label("Requester’s name").fill(requester)
        self.page.get_by_label("Requester’s e-mail address").fill(email)
        self.presses("Log the request")

    def question(self, number: str) -> Locator:
        """The card of one question on the confirmation page."""
        return self.page.get_by_role("region", name=re.compile(rf"^Question {re.escape(number)}(\s|$)"))

    def gives_question(self, number: str, department: str) -> None:
        self.question(number).get_by_label("Department", exact=True).select_option(label=department)

    def gives_the_rest_to(self, department: str) -> None:
        region = self.page.get_by_role("region", name="Give many questions to one department")
        region.get_by_label("Department").select_option(label=department)
        region.get_by_role("button", name=re.compile("Those without a department")).click()
        self.page.wait_for_load_state()

    def confirms_the_split(self) -> None:
        self.presses("Confirm the split")

    def opens_question(self, number: str) -> None:
        self.page.get_by_role("link", name=re.compile(rf"^Question {re.escape(number)}: ")).click()
        self.looks_round()

    def agrees_the_answer(self) -> None:
        self.presses("Agree answer")

    def downloads_the_letter(self) -> Any:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=re.compile("as a Word file")).click()
        path = waiting.value.path()
        return Document(BytesIO(path.read_bytes())), path.read_bytes(), waiting.value.suggested_filename


class DepartmentMember(Person):
    def opens_the_next_question(self) -> None:
        self.follows("Questions for us")
        self.page.locator("main table tbody a").first.click()
        self.looks_round()

    def answers(
        self,
        outcome: str,
        *,
        text: str = "",
        reason: str = "",
        no_search: str = "",
        table: str = "",
        source: str = "",
        facts: tuple[str, ...] = (),
        taken_on: tuple[str, str, str] | None = None,
    ) -> None:
        self.page.get_by_label(outcome, exact=True).check()
        if text:
            self.page.get_by_label("The answer", exact=True).fill(text)
        if reason:
            self.page.get_by_label("Reason", exact=True).fill(reason)
        if no_search:
            field = self.page.get_by_label("If nobody looked, why was there no need to?")
            if not field.is_visible():
                self.page.locator("summary", has_text=re.compile("search", re.IGNORECASE)).first.click()
            field.fill(no_search)
        if table:
            self.page.locator("summary", has_text="Add a table").click()
            self.page.get_by_label("Paste a table").fill(table)
        if source:
            self.page.get_by_label("Where did the information come from?").fill(source)
        for fact in facts:
            self.page.get_by_label(fact).check()
        if taken_on:
            for name, value in zip(("Day", "Month", "Year"), taken_on, strict=True):
                self.page.get_by_label(name, exact=True).fill(value)
        self.presses("Submit answer")


class Approver(Person):
    pass
