"""Confirming the split, button by button. Every button keeps what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.intake import split_changes
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest, Question, QuestionKind
from workflows.question_flow import QuestionState
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


class Page:
    """The confirmation page in front of an officer: fields as they are shown, until they are changed."""

    def __init__(self, client: Any, foi_request: FoiRequest) -> None:
        self.client, self.foi_request = client, foi_request
        self.url = reverse("request_split", args=[foi_request.pk])
        self.open()

    def open(self, query: str = "") -> str:
        response = self.client.get(self.url + query)
        assert response.status_code == 200
        self.html = response.content.decode()
        self.fields = {"seen": re.search(r'name="seen" value="(\d+)"', self.html)[1]}  # type: ignore[index]
        for form in response.context["split"].questions:
            for name, value in form.initial.items():
                if name == "due_on" and value:
                    for part in ("day", "month", "year"):
                        self.fields[f"{form.prefix}-due_on_{part}"] = str(getattr(value, part))
                else:
                    self.fields[f"{form.prefix}-{name}"] = "" if value is None else str(value)
        return self.html

    def press(self, button: str, **typed: Any) -> str:
        """`typed`: field name with `__` for the hyphen. Returns the page that comes of it."""
        changed = {name.replace("__", "-"): value for name, value in typed.items()}
        response = self.client.post(self.url, {**self.fields, **changed, "do": button}, follow=True)
        assert response.status_code == 200
        self.last = response
        return response.content.decode()

    def texts(self) -> list[str]:
        return list(self.foi_request.questions.values_list("text", flat=True))

    def numbers(self) -> list[str]:
        return list(self.foi_request.questions.values_list("number", flat=True))


@pytest.fixture
def page(signed_in: Any, officer: User, foi_request: FoiRequest) -> Page:
    return Page(signed_in(officer), foi_request)


def question(page: Page, number: str) -> Question:
    return page.foi_request.questions.get(number=number)


def labelled(html: str) -> list[tuple[str, str]]:
    """What the text shows: the label of each stretch, and its words."""
    found = re.findall(
        r'app-stretch__label"[^>]*>(.*?)(?:<span class="govuk-visually-hidden">.*?</span>)?</(?:a|button|span)> '
        r'<span data-start="\d+">(.*?)</span>',
        html,
        re.DOTALL,
    )
    return [(label, " ".join(words.split())) for label, words in found]


def covered(foi_request: FoiRequest) -> str:
    """The text put together again from its passages."""
    foi_request.refresh_from_db()
    return "".join(foi_request.text[p["start"] : p["end"]] for p in foi_request.passages)


def test_the_text_stands_beside_the_questions_with_what_each_part_was_taken_for(page: Page) -> None:
    for label in ("Question 1", "Question 2a", "Lead-in", "Note", "Sign-off", "Greeting"):
        assert label in dict(labelled(page.html)), label
    assert "Nothing of the text is unaccounted for: each of its 325 characters has its place" in page.html
    assert "printed as (a)" in page.html
    assert "Goes with: <bdi>Please provide, for each camera:</bdi>" in page.html
    assert covered(page.foi_request) == page.foi_request.text


def test_a_department_is_suggested_and_the_page_says_why(page: Page, finance: Department) -> None:
    assert "Mentions “price”" in page.html
    assert question(page, "2b").department == finance


def test_saving_keeps_what_was_typed(page: Page, finance: Department) -> None:
    first = question(page, "1")
    html = page.press(
        "save",
        **{
            f"q{first.pk}__text": "How many cameras?",
            f"q{first.pk}__department": str(finance.pk),
            f"q{first.pk}__kind": "conditional",
            f"q{first.pk}__due_on_day": "3",
            f"q{first.pk}__due_on_month": "March",
            f"q{first.pk}__due_on_year": "2027",
        },
    )
    assert "Saved. Nothing has been sent to a department yet." in html
    first.refresh_from_db()
    assert (first.text, first.department, first.kind, str(first.due_on)) == (
        "How many cameras?", finance, "conditional", "2027-03-03",
    )  # fmt: skip
    assert "this leaves no time for the letter" in html


@pytest.mark.parametrize(
    "button", ["merge:{2b}", "up:{2b}", "down:{1}", "drop:{3}", "divide:{1}", "assign:rest", "add"]
)
def test_every_button_keeps_what_was_typed_elsewhere_on_the_page(page: Page, button: str, finance: Department) -> None:
    ids = {f"{{{q.number}}}": str(q.pk) for q in page.foi_request.questions.all()}
    for number, pk in ids.items():
        button = button.replace(number, pk)
    edited = question(page, "2a")
    page.press(
        button,
        new_text="And what do they weigh?",
        everything_to=str(finance.pk),
        **{f"q{edited.pk}__text": "the day of it"},
    )
    assert any("the day of it" in text for text in page.texts())


def test_a_question_is_merged_with_the_one_above(page: Page) -> None:
    html = page.press(f"merge:{question(page, '2b').pk}")
    assert "Question 2b is now part of the one above" in html
    assert page.texts()[1] == "the date of purchase; (b) the price paid."
    assert page.numbers() == ["1", "2a", "3"]
    assert [label for label, _ in labelled(html)].count("Question 2a") == 2
    assert covered(page.foi_request) == page.foi_request.text


def test_questions_change_places(page: Page) -> None:
    page.press(f"down:{question(page, '1').pk}")
    assert page.texts()[:2] == ["the date of purchase;", "How many body-worn cameras does the force own?"]
    page.open()
    page.press(f"up:{question(page, '4').pk}")
    assert page.texts()[2] == "If you are unable to answer any question, why not?"


def test_what_is_not_a_question_becomes_background_and_does_not_vanish(page: Page) -> None:
    html = page.press(f"drop:{question(page, '3').pk}")
    assert len(page.texts()) == 3
    assert ("Background", "3. If you are unable to answer any question, why not?") in labelled(html)
    assert covered(page.foi_request) == page.foi_request.text


def test_words_taken_out_of_a_box_do_not_stand_in_the_way_of_not_a_question(page: Page) -> None:
    last = question(page, "3")
    page.press(f"drop:{last.pk}", **{f"q{last.pk}__text": ""})
    assert len(page.texts()) == 3


def test_a_missed_question_is_added_and_marked_in_the_text(page: Page) -> None:
    html = page.press("add", new_text="NOTE: This is not  a legal document,")
    assert "Question 4 is added at the end" in html
    assert ("Question 4", "NOTE: This is not a legal document,") in labelled(html)
    assert covered(page.foi_request) == page.foi_request.text


def test_adding_nothing_is_an_error_at_the_box(page: Page) -> None:
    assert "Enter the words of the question that you want to add" in page.press("add", new_text=" ")


def test_all_questions_go_to_one_department(page: Page, equipment: Department, finance: Department) -> None:
    html = page.press("assign:all", everything_to=str(finance.pk))
    assert "2 questions go to Finance. Nothing has been sent." in html
    asks = page.foi_request.questions.filter(kind=QuestionKind.ASKS)
    assert set(asks.values_list("department__name", flat=True)) == {"Finance"}
    assert "Choose the department that the questions go to" in page.press("assign:all", everything_to="")


def test_a_question_is_divided_where_an_empty_line_was_put(page: Page) -> None:
    first = question(page, "1")
    page.press(f"divide:{first.pk}")
    assert page.last.redirect_chain[-1][0] == reverse("split_divide", args=[page.foi_request.pk, first.pk])
    url = reverse("split_divide", args=[page.foi_request.pk, first.pk])
    assert "at least two parts" in page.client.post(url, {"parts": first.text}).content.decode()
    other_words = page.client.post(url, {"parts": "Something\n\nelse"}).content.decode()
    assert "without changing its words" in other_words
    assert "Something\n\nelse" in other_words
    done = page.client.post(url, {"parts": "How many body-worn cameras\r\n \r\ndoes the force own?"}, follow=True)
    assert "There are now 2 questions in its place" in done.content.decode()
    assert page.texts()[:2] == ["How many body-worn cameras", "does the force own?"]
    assert covered(page.foi_request) == page.foi_request.text
    assert all(words for _, words in labelled(page.open()))  # the blank between the two is neither's


def test_an_error_names_its_question_and_nothing_typed_is_lost(page: Page) -> None:
    first, second = question(page, "1"), question(page, "2a")
    html = page.press(
        "save",
        **{f"q{first.pk}__text": " ", f"q{second.pk}__text": "Typed but not saved", f"q{second.pk}__due_on_day": "41"},
    )
    assert "<title>Error: Confirm the split" in html
    assert f'<a href="#id_q{first.pk}-text">Question 1: enter its words, or press “Not a question”</a>' in html
    assert "Question 2a: the department’s date must be a real date: check the day" in html
    assert "Typed but not saved" in html
    assert page.texts()[1] == "the date of purchase;"


def test_a_department_of_another_authority_cannot_be_chosen(page: Page, stranger: User) -> None:
    foreign = Department.objects.create(authority=stranger.roles[0].authority, name="Elsewhere")
    html = page.press("save", **{f"q{question(page, '1').pk}__department": str(foreign.pk)})
    assert "Select a valid choice" in html
    assert question(page, "1").department != foreign


@pytest.mark.parametrize(
    "button", ["", "nonsense", "merge:", "merge:x", "up:99999999999999999999", "drop:0", "page:-1"]
)
def test_a_button_that_does_not_exist_does_no_harm(page: Page, button: str) -> None:
    before = page.texts()
    page.press(button)
    assert page.texts() == before


def test_confirming_leaves_questions_about_the_answers_to_the_letter(page: Page, equipment: Department) -> None:
    html = page.press("confirm", **{f"q{question(page, '2a').pk}__department": str(equipment.pk)})
    assert "The split is confirmed. Nothing has been sent yet" in html
    assert "Send 3 questions to 2 departments" in html
    states = dict(page.foi_request.questions.values_list("number", "state"))
    assert states == {
        "1": QuestionState.READY, "2a": QuestionState.READY, "2b": QuestionState.READY, "3": QuestionState.AGREED,
    }  # fmt: skip
    assert "Answered by the other answers" in html


def test_confirming_without_a_department_names_each_question_that_lacks_one(page: Page) -> None:
    html = page.press("confirm", **{f"q{question(page, '1').pk}__text": "How many, then?"})
    assert "Question 2a: choose a department, or say that the letter answers it" in html
    page.foi_request.refresh_from_db()
    assert page.foi_request.state == RequestState.LOGGED
    assert "How many, then?" in page.texts()


def test_a_split_is_taken_back_while_nobody_has_been_asked(
    page: Page, equipment: Department, signed_in: Any, officer: User
) -> None:
    page.press("confirm", **{f"q{question(page, '2a').pk}__department": str(equipment.pk)})
    url = reverse("request_step", args=[page.foi_request.pk, "reopen_split"])
    html = page.client.post(url, follow=True).content.decode()
    assert "The split is open again" in html
    assert set(page.foi_request.questions.values_list("state", flat=True)) == {QuestionState.PROPOSED}


def test_a_text_without_questions_asks_for_them_by_hand(signed_in: Any, officer: User, log: Any) -> None:
    page = Page(signed_in(officer), log("Good morning."))
    assert "No questions were found. Add them by hand, choose who answers each" in page.html
    assert "Check each one" not in page.html
    html = page.press("add", new_text="How many dogs are there?")
    assert page.texts() == ["How many dogs are there?"]
    assert "1 question found" in html


def test_the_second_officer_is_told_and_keeps_what_they_typed(
    page: Page, signed_in: Any, colleague: User, officer: User
) -> None:
    theirs = Page(signed_in(colleague), page.foi_request)
    merged, edited = question(page, "2b"), question(page, "1")
    page.press(f"merge:{merged.pk}", **{f"q{edited.pk}__text": "How many cameras?"})
    html = theirs.press("save", **{f"q{merged.pk}__text": "My own words", f"q{edited.pk}__text": "Count the cameras"})
    assert "The split has changed since you opened this page" in html
    assert "Olive Officer changed the split after you opened this page: “Question 2b merged into 2a”." in html
    assert '<li class="app-verbatim">My own words</li>' in html
    assert '<p>On record now:</p><ul class="govuk-list"><li>Question: <bdi>How many cameras?</bdi></li></ul>' in html
    assert "Count the cameras</textarea>" in html
    assert question(page, "1").text == "How many cameras?"
    # Having seen that, the second press counts.
    theirs.fields["seen"] = re.search(r'name="seen" value="(\d+)"', html)[1]  # type: ignore[index]
    theirs.press("save", **{f"q{edited.pk}__text": "Count the cameras"})
    assert question(page, "1").text == "Count the cameras"


def test_two_officers_confirm_and_the_second_sees_how_things_stand(
    page: Page, signed_in: Any, colleague: User, equipment: Department
) -> None:
    question(page, "2a").department = equipment
    split_changes.save_edits(page.foi_request, [], by=colleague)
    theirs = Page(signed_in(colleague), page.foi_request)
    chosen = {f"q{question(page, '2a').pk}__department": str(equipment.pk)}
    page.press("confirm", **chosen)
    html = theirs.press("confirm", **chosen)
    assert "not possible any more" in html
    assert "Gathering answers" in html


def test_once_confirmed_the_page_shows_the_split_and_offers_no_button(
    page: Page, equipment: Department, signed_in: Any, approver: User
) -> None:
    page.press("confirm", **{f"q{question(page, '2a').pk}__department": str(equipment.pk)})
    for person in (page.client, signed_in(approver)):
        html = person.get(page.url).content.decode()
        assert "The request as received, and its split" in html
        assert 'name="do"' not in html


def test_sixty_questions_are_confirmed_in_one_go(signed_in: Any, officer: User, log: Any, finance: Department) -> None:
    text = "\n".join(f"{n}. How many officers worked in area {n}?" for n in range(1, 61))
    page = Page(signed_in(officer), log(text))
    page.press("assign:all", everything_to=str(finance.pk))
    page.open()
    html = page.press("confirm")
    assert "Send 60 questions to 1 department" in html


def test_very_many_questions_are_shown_a_hundred_at_a_time(
    signed_in: Any, officer: User, log: Any, finance: Department
) -> None:
    text = "\n".join(f"{n}. How many officers worked in area {n}?" for n in range(1, 251))
    page = Page(signed_in(officer), log(text))
    assert "Questions 1 to 100 of 250" in page.html
    first = page.foi_request.questions.first()
    html = page.press("page:2", **{f"q{first.pk}__text": "Typed on page 1"})
    assert "Questions 101 to 200 of 250" in html
    assert page.texts()[0] == "Typed on page 1"


def test_a_press_leads_to_where_the_person_was(signed_in: Any, officer: User, log: Any) -> None:
    text = "\n".join(f"{n}. How many officers worked in area {n}?" for n in range(1, 131))
    page = Page(signed_in(officer), log(text))
    ids = list(page.foi_request.questions.values_list("pk", flat=True))

    def goes_to(button: str, **typed: Any) -> str:
        page.press(button, **typed)
        page.open()
        return page.last.redirect_chain[-1][0].removeprefix(page.url)

    assert goes_to("save") == "#questions"
    assert goes_to(f"save:{ids[40]}") == f"#question-{ids[40]}"
    # Without a script: the last question that was changed.
    typed = {f"q{ids[3]}__text": "How many, and where?", f"q{ids[30]}__kind": "conditional"}
    assert goes_to("save", **typed) == f"#question-{ids[30]}"
    assert goes_to(f"drop:{ids[50]}") == f"#question-{ids[51]}"
    assert goes_to(f"drop:{ids[129]}") == f"?page=2#question-{ids[128]}"


@pytest.mark.parametrize("questions", [1, 60])
def test_the_page_takes_the_same_number_of_queries_however_many_questions(
    questions: int, signed_in: Any, officer: User, log: Any, finance: Department, django_assert_num_queries: Any
) -> None:
    text = "\n".join(f"{n}. How many officers worked in area {n}?" for n in range(1, questions + 1))
    foi_request = log(text)
    client = signed_in(officer)
    # Session, user, roles, request, whether the split may be changed, questions, departments, the last change, and
    # what can be undone; which hints are set aside, who asked (section 8) and who asked the same; the menu's arrivals.
    with django_assert_num_queries(15):
        response = client.get(reverse("request_split", args=[foi_request.pk]))
    assert len(response.context["questions"]) == questions
