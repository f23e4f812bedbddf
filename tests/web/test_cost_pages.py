"""The pages of the cost limit: a department's estimate, the officer's total, what is counted together, the paper."""

from typing import Any

import pytest
from django.urls import reverse

from foi.answers.cost_actions import estimate_cost
from foi.law import cost_limit as law
from foi.requests.models import FoiRequest, Question
from tests import factories as f
from tests.answers.test_cost import EXACT, line, numbered

pytestmark = pytest.mark.django_db

LINE = {
    "activity": "locate",
    "system": "Crime recording system",
    "records": "3,715",
    "minutes_per_record": "3",
    "basis": "sample",
    "sample_size": "40",
}


def post(client: Any, question: Question, *rows: dict[str, str], do: str = "save", **fields: str) -> Any:
    data = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0", "do": do, "read": "", **fields}
    for number, row in enumerate(rows):
        data |= {f"lines-{number}-{name}": value for name, value in row.items()}
    return client.post(reverse("question_estimate", args=[question.pk]), data, follow=True)


def test_COST_8_a_department_says_records_times_minutes_with_its_sample(signed_in: Any) -> None:
    question = f.accepted_question()
    client = signed_in(f.contributor())
    assert "Estimate the cost" in client.get(reverse("question", args=[question.pk])).content.decode()
    page = post(client, question, LINE).content.decode()
    assert "The cost estimate of question 1" in page
    stored = question.cost_lines.get()
    assert (stored.records, stored.minutes_per_record, stored.sample_size) == (3715, 3, 40)
    page = client.get(reverse("question_estimate", args=[question.pk])).content.decode()
    assert "185.75 hours" in page
    assert 'value="3,715"' in page


@pytest.mark.parametrize("code", law.NOT_COUNTABLE)
def test_COST_5_what_may_not_be_counted_is_refused_with_the_reason_and_what_was_typed_stays(
    signed_in: Any, code: str
) -> None:
    question = f.accepted_question()
    page = post(signed_in(f.contributor()), question, {**LINE, "activity": code, "note": "Two hours."})
    text = page.content.decode()
    assert law.NOT_COUNTABLE[code].split(":")[0].partition(" EWHC")[0] in text.replace("&#x27;", "'")
    for typed in ("Crime recording system", "3,715", "Two hours."):
        assert typed in text
    assert not question.cost_lines.exists()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("records", "1e400", "The number of records must be a number, such as 3,715"),
        ("records", "NaN", "must be a number"),
        ("records", "٣٧", "must be a number"),
        ("records", "-5", "cannot be less than 0"),
        ("records", "1000000000000", "must be 999,999,999 or less"),
        ("records", "3.5", "must be a whole number"),
        ("records", "9" * 5000, "must be a number"),
        ("records", "37,15", "must be a number"),
        ("minutes_per_record", "1/2", "The minutes must be a number, such as 3,715 or 2.5"),
        ("minutes_per_record", "Infinity", "must be a number"),
        ("minutes_per_record", "0.0001", "at most 3 decimal places"),
        ("minutes_per_record", "0", "Enter the minutes for each record"),
        ("sample_size", "3716", "The sample cannot be larger than the number of records"),
        ("sample_size", "", "Enter how many records were in the sample"),
        ("basis", "", "Select how you know the minutes"),
        ("activity", "", "Select what has to be done"),
        ("activity", "divine", "Select a valid choice"),
        ("people", "0", "Somebody has to do the work"),
        ("other_cost", "12.345", "at most 2 decimal places"),
        ("system", "x" * 201, "at most 200 characters"),
    ],
)
def test_COST_3_hostile_numbers_are_told_and_kept(signed_in: Any, field: str, typed: str, told: str) -> None:
    question = f.accepted_question()
    page = post(signed_in(f.contributor()), question, {**LINE, field: typed})
    assert page.status_code == 200
    assert told in page.content.decode()
    assert not question.cost_lines.exists()


@pytest.mark.parametrize(("typed", "minutes"), [("2.5", "2.5"), (".5", "0.5"), ("1,000", "1000"), (" 3 ", "3")])
def test_fractions_and_commas_are_read_as_people_type_them(signed_in: Any, typed: str, minutes: str) -> None:
    question = f.accepted_question()
    post(signed_in(f.contributor()), question, {**LINE, "minutes_per_record": typed})
    assert question.cost_lines.get().minutes_per_record == law.Decimal(minutes)


def test_COST_6_a_real_cost_needs_no_records(signed_in: Any) -> None:
    question = f.accepted_question()
    post(signed_in(f.contributor()), question, {"activity": "retrieve", "other_cost": "£450.01"})
    assert question.cost_lines.get().other_cost == law.Decimal("450.01")


def test_add_another_line_works_without_scripts_and_keeps_what_was_typed(signed_in: Any) -> None:
    question = f.accepted_question()
    page = post(signed_in(f.contributor()), question, {**LINE, "records": "many"}, do="add").content.decode()
    assert "Line 2" in page
    assert 'value="many"' in page
    assert "There is a problem" not in page
    assert not question.cost_lines.exists()


def test_a_line_is_removed_and_a_broken_form_is_words_not_an_error(signed_in: Any) -> None:
    question, client = f.accepted_question(), signed_in(f.contributor())
    post(client, question, LINE)
    read = str(question.cost_lines.get().pk)
    post(client, question, {**LINE, "DELETE": "on"}, read=read)
    assert not question.cost_lines.in_force().exists()
    for broken in ({"lines-TOTAL_FORMS": "x"}, {"lines-TOTAL_FORMS": "999999"}, {"read": "1;2"}, {"do": "add"}):
        address = reverse("question_estimate", args=[question.pk])
        assert client.post(address, broken).status_code == 200


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(signed_in: Any) -> None:
    question = f.answered_question()
    estimate_cost(question, [EXACT], by=f.second_officer())
    page = post(signed_in(f.officer()), question, LINE).content.decode()  # the page was opened before
    assert "has changed since you opened this page" in page
    assert "3,715" in page
    assert question.cost_lines.in_force().get().records == 1080


# --- who sees what --------------------------------------------------------------------------------------------------


def test_a_department_sees_its_own_question_s_lines_and_nothing_of_the_request(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    own, other = numbered(foi_request, "1"), numbered(foi_request, "2")
    f.contributor(f.department("Stores", topics=""))
    Question.objects.filter(pk=other.pk).update(department=f.department("Stores"))
    estimate_cost(own, [line(60, "1")], by=f.contributor())
    estimate_cost(other, [line(777, "7")], by=f.officer())
    client = signed_in(f.contributor())
    page = client.get(reverse("question_estimate", args=[own.pk])).content.decode()
    assert "1 hour" in page
    assert "777" not in page
    assert "90.65" not in page
    assert client.get(reverse("question_estimate", args=[other.pk])).status_code == 404
    for name in ("request_cost", "request_cost_print", "request_cost_together"):
        assert client.get(reverse(name, args=[foi_request.pk])).status_code == 404


def test_an_approver_reads_the_total_and_changes_nothing(signed_in: Any) -> None:
    question = f.answered_question()
    estimate_cost(question, [line()], by=f.officer())
    client, pk = signed_in(f.approver()), question.foi_request_id
    page = client.get(reverse("request_cost", args=[pk])).content.decode()
    assert "185.75 hours" in page
    assert "Save advice" not in page
    assert client.post(reverse("request_cost", args=[pk]), {"advice": "No."}).status_code == 403
    assert client.get(reverse("request_cost_together", args=[pk])).status_code == 403
    assert client.get(reverse("question_estimate", args=[question.pk])).status_code == 403
    assert signed_in(f.outsider()).get(reverse("request_cost", args=[pk])).status_code == 404


def test_the_officer_s_pages_do_not_name_the_requester(signed_in: Any) -> None:
    earlier, foi_request = f.request_with_questions_sent(), f.request_with_questions_sent()
    client = signed_in(f.officer())
    page = client.get(reverse("request_cost_together", args=[foi_request.pk])).content.decode()
    assert earlier.reference in page
    assert "From the same e-mail address" in page
    assert "uillfeather" not in page


# --- the officer ----------------------------------------------------------------------------------------------------


def test_COST_3_the_request_s_page_says_when_the_limit_is_exceeded_and_when_not(signed_in: Any) -> None:
    question = f.answered_question()
    client, address = signed_in(f.officer()), reverse("request_cost", args=[question.foi_request_id])
    assert "There is no estimate yet" in client.get(address).content.decode()
    estimate_cost(question, [EXACT], by=f.officer())
    page = client.get(address).content.decode()
    assert "<strong>18 hours</strong> (£450) against a limit of 18 hours (£450)" in page
    assert "Within the limit" in page
    estimate_cost(question, [EXACT, line(1, "0.001")], by=f.officer())
    assert "Over the limit" in client.get(address).content.decode()


def test_COST_12_which_questions_would_fit_is_offered_and_the_advice_is_kept(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    estimate_cost(numbered(foi_request, "1"), [line()], by=f.officer())
    estimate_cost(numbered(foi_request, "2"), [EXACT], by=f.officer())
    client, address = signed_in(f.officer()), reverse("request_cost", args=[foi_request.pk])
    page = client.get(address).content.decode()
    assert "Question 2 would fit within the limit: 18 hours, £450." in page
    assert "We could answer question 2 within the cost limit" in page
    page = client.post(address, {"advice": "Ask question 2 alone."}, follow=True).content.decode()
    assert "The advice is saved" in page
    paper = client.get(reverse("request_cost_print", args=[foi_request.pk])).content.decode()
    for words in ("Ask question 2 alone.", "Crime recording system", "Professional judgement", "Asha Verma", "£25"):
        assert words in paper
    assert "govuk-service-navigation" not in paper


def test_COST_11_the_officer_counts_two_requests_together(signed_in: Any) -> None:
    earlier, foi_request = f.request_with_questions_sent(), f.request_with_questions_sent()
    estimate_cost(numbered(earlier, "1"), [line(600, "1")], by=f.officer())
    question = numbered(foi_request, "1")
    estimate_cost(question, [line(600, "1")], by=f.officer())
    client, address = signed_in(f.officer()), reverse("request_cost_together", args=[foi_request.pk])
    chosen = {"questions": [str(question.pk)], f"with_{earlier.pk}": "on"}
    page = client.post(address, chosen).content.decode()
    assert "Say what makes it the same or similar information" in page
    page = client.post(address, {**chosen, "same_information": "Both need the course file."}, follow=True)
    words = page.content.decode()
    assert "20 hours (£500)" in words
    assert "Both need the course file." in words
    assert "checked" in client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 60])
def test_the_pages_take_the_same_queries_for_one_line_and_for_many(
    signed_in: Any, django_assert_num_queries: Any, number: int
) -> None:
    foi_request = f.request_with_questions_sent("".join(f"{n}. How many courses in town {n}?\n" for n in range(number)))
    for question in foi_request.questions.select_related("foi_request__authority", "department"):
        estimate_cost(question, [line()], by=f.officer())
    client = signed_in(f.officer())
    for name, queries in (("request_cost", 11), ("request_cost_print", 8), ("request_cost_together", 10)):
        address = reverse(name, args=[foi_request.pk])
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
    assert FoiRequest.objects.count() == 1
