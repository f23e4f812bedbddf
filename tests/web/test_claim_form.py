"""Claims on the decide page: found, added and argued without scripts; the catalogue decides what is asked."""

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.answers.cited import all_cited
from foi.answers.content import AnswerContent, SearchContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.requests.models import Question
from tests import factories as f
from tests.claims import as_posted, claim_of, complete_claim

pytestmark = pytest.mark.django_db

REFUSED = AnswerContent(outcome=Outcome.WITHHELD, reason="It would tell offenders where we look.")


def address(question: Question) -> str:
    return reverse("question_decide", args=[question.pk])


def posted(*codes: str, **fields: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"claims-TOTAL_FORMS": len(codes), "claims-INITIAL_FORMS": 0, "outcome": "withheld"}
    for number, code in enumerate(codes):
        data |= {f"claims-{number}-{name}": value for name, value in as_posted(complete_claim(code)).items()}
    return data | {"reason": "It would help offenders.", **fields}


def latest(question: Question) -> Answer:
    return Answer.objects.filter(question=question).latest("version")


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("31(1)", "31(1)(a)", "30(1)(a)"),
        ("40(2)", "40(2) with 40(3A)(a)", "40(1)"),
        ("section 23", "23(5)", "24(1)"),
        ("patrol", "31(3)", "42(1)"),
        ("patrols", "31(3)", "42(1)"),
        ("investigating", "30(1)(a)", "42(1)"),
        ("LEGAL privilege", "42(1)", "43(2)"),
    ],
)
def test_a_subsection_is_found_by_number_or_by_words(signed_in: Any, words: str, found: str, not_found: str) -> None:
    question = f.answered_question(REFUSED)
    page = signed_in(f.officer()).post(address(question), posted(do="find", find=words)).content.decode()
    assert f'name="add" value="{found}"' in page
    assert f'name="add" value="{not_found}"' not in page
    assert "There is a problem" not in page
    assert latest(question).version == 1


def test_what_is_not_found_says_so_and_offers_the_whole_list(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    page = signed_in(f.officer()).post(address(question), posted(do="find", find="<zebra>")).content.decode()
    assert "Nothing in the catalogue mentions “&lt;zebra&gt;”" in page
    assert page.count("<optgroup") > 20


def test_adding_asks_for_what_the_entry_needs_and_keeps_everything_typed(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    client = signed_in(f.officer())
    typed = posted(
        "31(1)(a)", do="add", add="36(2)(b)(i)", text="Half an answer.", held="in_part", table_paste="Year\tNo\n2024\t3"
    )
    page = client.post(address(question), typed).content.decode()
    for kept in ("Half an answer.", "31(1)(a) harm in words.", "2024\t3", "It would help offenders."):
        assert kept in page
    assert re.search(r'name="held"[^>]*value="in_part"[^>]*checked', page)
    assert 'name="claims-1-opinion_by"' in page
    assert 'name="claims-1-opinion_on_day"' in page
    assert 'name="claims-1-where"' not in page
    assert "Nobody else can give it for them." in page  # who must be asked first
    assert 'name="claims-0-opinion_by"' not in page
    assert "There is a problem" not in page
    assert latest(question).version == 1


@pytest.mark.parametrize("add", ["", "31", "<script>", "31(1)(a)"])
def test_adding_nothing_something_unknown_or_what_is_there_changes_nothing(signed_in: Any, add: str) -> None:
    question = f.answered_question(REFUSED)
    page = signed_in(f.officer()).post(address(question), posted("31(1)(a)", do="add", add=add)).content.decode()
    assert 'name="claims-TOTAL_FORMS" value="1"' in page


@pytest.mark.parametrize("code", ["21(1)", "31(1)(g)", "36(2)(b)(i)", "40(2) with 40(3A)(a)", "31(3)", "36(3)"])
def test_a_complete_claim_is_saved_whole_and_can_be_agreed(signed_in: Any, code: str) -> None:
    question = f.answered_question(REFUSED)
    outcome = "ncnd" if all_cited()[code].confirms_nor_denies else "withheld"
    client = signed_in(f.officer())
    page = client.post(address(question), posted(code, outcome=outcome), follow=True).content.decode()
    assert "What is missing" not in page
    assert latest(question).claims.get().content() == complete_claim(code)
    assert latest(question).claims.get().content() == claim_of(complete_claim(code)).content()
    # and comes back into the form as it was
    page = client.get(address(question)).content.decode()
    assert f'name="claims-0-exemption" value="{code}"' in page.replace(' id="id_claims-0-exemption"', "")


def test_an_environmental_request_is_offered_the_exceptions(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    question.foi_request.__class__.objects.filter(pk=question.foi_request_id).update(regime="eir")
    page = signed_in(f.officer()).get(address(question)).content.decode()
    assert '<option value="12(4)(b)"' in page
    assert '<option value="31(1)(a)"' not in page


def test_the_date_of_an_opinion_that_has_not_come_is_an_error(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    page = signed_in(f.officer()).post(
        address(question), posted("36(2)(c)", **{"claims-0-opinion_on_year": "2999"})
    ).content.decode()  # fmt: skip
    assert "The date of the opinion must be today or in the past" in page
    assert latest(question).version == 1


# --- searches -------------------------------------------------------------------------------------------------------

SEARCHES = {
    "searches-TOTAL_FORMS": "2", "searches-INITIAL_FORMS": "0",
    "searches-0-system": "The training record", "searches-0-terms": "“hedgehog”", "searches-0-result": "nothing",
    "searches-0-made_by": "Sgt Wren", "searches-0-made_on_day": "2", "searches-0-made_on_month": "3",
    "searches-0-made_on_year": "2025",
    "searches-1-system": "The shared drive",
}  # fmt: skip


def test_LET_2_a_department_s_searches_go_with_its_answer_and_into_the_decision(signed_in: Any) -> None:
    question = f.sent_question()
    member = signed_in(f.contributor())
    page = member.post(
        reverse("question_answer", args=[question.pk]),
        {"do": "add_search", "outcome": "not_held", "reason": "Never run.", **SEARCHES},
    ).content.decode()
    assert "There is a problem" not in page
    assert "“hedgehog”" in page
    assert 'name="searches-3-system"' in page
    member.post(
        reverse("question_answer", args=[question.pk]),
        {"do": "submit", "outcome": "not_held", "reason": "Never run.", **SEARCHES},
    )
    first, second = latest(question).searches.all()
    assert (first.system, first.made_by, str(first.made_on)) == ("The training record", "Sgt Wren", "2025-03-02")
    assert second.content() == SearchContent(system="The shared drive")
    page = signed_in(f.officer()).get(address(question)).content.decode()
    assert "The training record, for “hedgehog”: nothing" in page
    assert 'name="searches-1-system" value="The shared drive"' in page


def test_a_search_without_a_place_is_an_error_at_its_field_and_kept(signed_in: Any) -> None:
    question = f.sent_question()
    page = signed_in(f.contributor()).post(
        reverse("question_answer", args=[question.pk]),
        {"do": "submit", "outcome": "not_held", "reason": "Never run.", **SEARCHES, "searches-0-system": ""},
    ).content.decode()  # fmt: skip
    assert "Enter where you looked, or empty this search" in page
    assert "Sgt Wren" in page
    assert not question.answers.exists()


@pytest.mark.parametrize("total", ["", "many", "100000"])
def test_tampered_rows_of_searches_are_an_error_not_a_crash(signed_in: Any, total: str) -> None:
    question = f.sent_question()
    response = signed_in(f.contributor()).post(
        reverse("question_answer", args=[question.pk]),
        {"do": "submit", "outcome": "provided", "text": "206", **SEARCHES, "searches-TOTAL_FORMS": total},
    )
    assert response.status_code == 200
    assert not question.answers.exists()
