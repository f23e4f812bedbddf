"""The officer's decision on an answer, with its exemptions."""

from typing import Any

import pytest
from django.urls import reverse

from foi.answers.content import AnswerContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.letters.assemble import compose_letter
from foi.letters.structure import lines
from foi.requests.models import Question
from tests import factories as f
from workflows.question_flow import QuestionState

pytestmark = pytest.mark.django_db

REFUSED = AnswerContent(
    outcome=Outcome.WITHHELD, reason="It would tell offenders where we look.", note_to_officer="Ring Jo first."
)
TABLED = AnswerContent(
    outcome=Outcome.PROVIDED, text="By year.", table={"caption": "", "header": ["Year", "No"], "rows": [["2024", "3"]]}
)
CLAIM = {
    "exemption": "31(1)(a)",
    "harm": "The list shows which signs officers look for.",
    "prejudice_level": "would be likely to",
    "public_interest_for": "Openness about training.",
    "public_interest_against": "Crime would be harder to prevent.",
    "public_interest_balance": "Prevention weighs more.",
}


def address(question: Question) -> str:
    return reverse("question_decide", args=[question.pk])


def decide(client: Any, question: Question, *claims: dict[str, str], initial: int = 0, **fields: Any) -> Any:
    data = {"claims-TOTAL_FORMS": len(claims), "claims-INITIAL_FORMS": initial, **fields}
    for number, claim in enumerate(claims):
        data |= {f"claims-{number}-{name}": value for name, value in claim.items()}
    return client.post(address(question), data, follow=True)


def latest(question: Question) -> Answer:
    return Answer.objects.filter(question=question).latest("version")


def test_the_department_s_words_stand_beside_the_form(signed_in: Any) -> None:
    page = signed_in(f.officer()).get(address(f.answered_question(REFUSED))).content.decode()
    left = page.partition("Your decision")[0]
    assert "It would tell offenders where we look." in left
    assert "Ring Jo first." in left


def test_a_refusal_with_a_complete_claim_can_be_agreed(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    client = signed_in(f.officer())
    page = decide(client, question, CLAIM, outcome="withheld", reason="It would help offenders.").content.decode()
    assert "is saved as a new version" in page
    assert "Section 31(1)(a): Law enforcement" in page
    assert "What is missing" not in page
    answer = latest(question)
    assert (answer.version, answer.outcome, answer.proposed_outcome) == (2, "withheld", "withheld")
    assert {name: getattr(answer.claims.get(), name) for name in CLAIM} == CLAIM
    client.post(reverse("question_step", args=[question.pk, "agree"]), {"version": "2"})
    assert Question.objects.get(pk=question.pk).state == QuestionState.AGREED


def test_the_claim_reaches_the_letter(signed_in: Any) -> None:
    foi_request = f.request_ready_for_letter()
    question = f.first_question(foi_request)
    client = signed_in(f.officer())
    client.post(reverse("question_step", args=[question.pk, "reopen"]), {"reason": "It must not go out."})
    decide(client, question, CLAIM, outcome="withheld", reason="It would help offenders.")
    client.post(reverse("question_step", args=[question.pk, "agree"]), {"version": "2"})
    client.post(reverse("letter_draft", args=[foi_request.pk]))
    printed = "\n".join(lines(compose_letter(foi_request.letters.get())))
    for words in ("31(1)(a)", "The list shows which signs", "would be likely to", "Prevention weighs more."):
        assert words in printed


def test_an_unfinished_claim_is_saved_and_says_what_it_lacks(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    page = decide(
        signed_in(f.officer()),
        question,
        {"exemption": "31(1)(a)"},
        outcome="withheld",
        reason="It would help offenders.",
    ).content.decode()
    assert "What is missing before the answer can be agreed" in page
    assert "Section 31(1)(a): explain the harm" in page
    assert reverse("question_step", args=[question.pk, "agree"]) not in page


def test_an_argument_without_its_exemption_is_an_error_and_kept(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    page = decide(
        signed_in(f.officer()), question, {"explanation": "Half an argument."}, outcome="withheld", reason="x"
    ).content.decode()
    assert "Select the exemption that this is about" in page
    assert "Half an argument." in page
    assert latest(question).version == 1


def test_the_same_exemption_twice_is_an_error(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    page = decide(signed_in(f.officer()), question, CLAIM, CLAIM, outcome="withheld", reason="x").content.decode()
    assert "Section 31(1)(a) is claimed twice" in page
    assert latest(question).version == 1


def test_an_exemption_is_removed_and_another_added(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    client = signed_in(f.officer())
    decide(client, question, CLAIM, outcome="withheld", reason="x")
    page = client.get(address(question)).content.decode()
    assert "The list shows which signs officers look for." in page
    assert "A prejudice-based and qualified exemption" in page
    other = {"exemption": "30(1)(a)", "explanation": "An investigation is open."}
    decide(client, question, {**CLAIM, "DELETE": "on"}, other, initial=1, outcome="withheld", reason="x")
    assert [claim.exemption for claim in latest(question).claims.all()] == ["30(1)(a)"]


@pytest.mark.parametrize("code", ["31", "999", "31(1)(z)", "<script>"])
def test_what_is_not_in_the_catalogue_cannot_be_claimed(signed_in: Any, code: str) -> None:
    question = f.answered_question(REFUSED)
    decide(signed_in(f.officer()), question, {**CLAIM, "exemption": code}, outcome="withheld", reason="x")
    assert latest(question).version == 1


def test_LET_5_neither_confirm_nor_deny_is_offered_with_its_subsections(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    silent = {**CLAIM, "exemption": "31(3)", "limbs": "31(1)(a)"}
    page = decide(signed_in(f.officer()), question, silent, outcome="ncnd", reason="We say neither.").content.decode()
    assert "What is missing" not in page
    assert (
        '<optgroup label="To neither confirm nor deny">'
        in signed_in(f.officer()).get(address(question)).content.decode()
    )


def test_the_department_s_table_is_kept_unless_it_is_taken_out(signed_in: Any) -> None:
    question = f.answered_question(TABLED)
    client = signed_in(f.officer())
    decide(client, question, outcome="provided", text="By year.")
    assert latest(question).table["rows"] == [["2024", "3"]]
    decide(client, question, outcome="not_held", reason="Wrong year.", table_remove="on")
    assert latest(question).table is None
    assert Answer.objects.get(question=question, version=1).table["rows"] == [["2024", "3"]]


def test_cannot_answer_is_not_offered_and_not_preselected(signed_in: Any) -> None:
    question = f.answered_question(AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="We do not know."))
    client = signed_in(f.officer())
    page = client.get(address(question)).content.decode()
    assert 'value="cannot_answer"' not in page
    assert " checked" not in page.partition("What is the outcome?")[2].partition("The answer")[0]
    assert "Select the outcome" in decide(client, question, text="x").content.decode()


def test_tampered_formset_data_is_an_error_not_a_crash(signed_in: Any) -> None:
    question = f.answered_question(REFUSED)
    client = signed_in(f.officer())
    for management in (
        {},
        {"claims-TOTAL_FORMS": "many"},
        {"claims-TOTAL_FORMS": "100000", "claims-INITIAL_FORMS": "0"},
    ):
        response = client.post(address(question), {"outcome": "withheld", "reason": "x", **management})
        assert response.status_code == 200
    assert latest(question).version == 1


@pytest.mark.parametrize(("who", "status"), [("contributor", 403), ("approver", 403), ("outsider", 404)])
def test_only_an_officer_of_the_authority_decides(signed_in: Any, who: str, status: int) -> None:
    question = f.answered_question(REFUSED)
    client = signed_in(getattr(f, who)())
    assert client.get(address(question)).status_code == status
    assert decide(client, question, CLAIM, outcome="withheld", reason="x").status_code == status
    assert latest(question).version == 1


def test_deciding_on_what_was_agreed_meanwhile_keeps_what_was_typed(signed_in: Any) -> None:
    question = f.agreed_question()
    page = decide(signed_in(f.officer()), question, outcome="not_held", reason="Typed at length.").content.decode()
    assert "It is now “Agreed”" in page
    assert "Typed at length." in page
