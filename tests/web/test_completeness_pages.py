"""What is missing, on the pages: for officers and approvers, with where to mend it, and what was let stand."""

from typing import Any

import pytest
from django.urls import reverse

from foi.answers.content import AnswerContent
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome
from foi.letters import actions as letters
from foi.letters.completeness import completeness
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest, Question
from tests import factories as f

pytestmark = pytest.mark.django_db

TABLE = {"caption": "Dismissed", "header": ["Station", "Officers"], "rows": [["Weir Street", "3"], ["Mill Lane", "12"]]}
SMALL = AnswerContent(outcome=Outcome.PROVIDED, table=TABLE, source="HR", has_figures=True)


def with_a_warning(text: str = "The figure for March is TBC.") -> LetterVersion:
    letter = f.drafted_letter()
    return letters.edit(letter, by=f.officer(), added_paragraphs=text, signatory_name="A. Verma", signatory_role="")


def waive_url(letter: LetterVersion) -> str:
    (warning,) = completeness(FoiRequest.objects.get(pk=letter.foi_request_id)).open_warnings
    return reverse("request_waive", args=[letter.foi_request_id, warning.key])


def read(client: Any, name: str, pk: int) -> str:
    response = client.get(reverse(name, args=[pk]))
    assert response.status_code == 200
    page: str = response.content.decode().partition("<main")[2]
    return page


# --- the panel ------------------------------------------------------------------------------------------------------


def test_the_request_page_groups_what_is_missing_by_question_and_says_where_to_mend_it(signed_in: Any) -> None:
    question = f.answered_question(SMALL)
    page = read(signed_in(f.officer()), "request", question.foi_request_id)
    assert "What is missing" in page
    assert "1 thing must be put right." in page
    assert "3 (Weir Street, Officers)" in page
    assert "Must be put right</strong>" in page, "the level is a word"
    assert reverse("question_step", args=[question.pk, "decide_small_numbers"]) in page
    assert "2 questions have no agreed answer yet" in page


def test_an_approver_reads_it_without_the_links_that_are_not_theirs(signed_in: Any) -> None:
    letter = with_a_warning()
    page = read(signed_in(f.approver()), "letter", letter.foi_request_id)
    assert "March is TBC" in page
    assert waive_url(letter) not in page


def test_a_request_whose_split_is_open_has_no_panel(signed_in: Any) -> None:
    assert "What is missing" not in read(signed_in(f.officer()), "request", f.a_request().pk)


def test_a_department_sees_nothing_of_it(signed_in: Any) -> None:
    question = f.answered_question(SMALL)
    client = signed_in(f.contributor())
    page = read(client, "question", question.pk)
    assert "may point to a person" not in page
    for url in (
        reverse("question_step", args=[question.pk, "decide_small_numbers"]),
        reverse("request_waive", args=[question.foi_request_id, "0" * 32]),
    ):
        for response in (client.get(url), client.post(url, {})):
            assert response.status_code in (403, 404)
            assert "Weir Street" not in response.content.decode()


# --- small numbers --------------------------------------------------------------------------------------------------


def test_an_officer_decides_about_small_numbers_on_a_page_of_their_own(signed_in: Any) -> None:
    question = f.answered_question(SMALL)
    client = signed_in(f.officer())
    url = reverse("question_step", args=[question.pk, "decide_small_numbers"])
    assert "3 (Weir Street, Officers)" in client.get(url).content.decode()
    typed = {"decision": Decision.AS_THEY_ARE.value, "reason": "Published by the college.", "version": "1"}
    page = client.post(url, typed | {"decision": ""}).content.decode()
    assert "Select what becomes of them" in page
    assert "Published by the college." in page
    page = client.post(url, typed, follow=True).content.decode()
    assert "is on record" in page
    assert "Small numbers: disclose them as they are. Published by the college." in page
    answer = Question.objects.get(pk=question.pk).current_answer
    assert (answer.small_numbers, answer.small_numbers_reason) == ("as_they_are", "Published by the college.")


# --- letting a warning stand ----------------------------------------------------------------------------------------


def test_a_warning_is_let_stand_and_the_approver_reads_who_and_why(signed_in: Any) -> None:
    letter = with_a_warning()
    client = signed_in(f.officer())
    url = waive_url(letter)
    assert url in read(client, "letter", letter.foi_request_id)
    submit = reverse("letter_step", args=[letter.pk, "submit"])
    assert "Something is still missing." in client.post(submit, follow=True).content.decode()
    assert "Say why it may stand" in client.post(url, {"reason": " "}).content.decode()
    page = client.post(url, {"reason": "The ministry writes it so."}, follow=True).content.decode()
    assert "The warning stands, with your name and reason." in page
    assert submit in page
    client.post(submit)
    letter.refresh_from_db()
    assert letter.state == "submitted"
    page = read(signed_in(f.approver()), "letter", letter.foi_request_id)
    assert "Warnings that were let stand" in page
    assert "Asha Verma let it stand on" in page
    assert "The ministry writes it so." in page


def test_a_warning_that_was_let_stand_is_taken_back_and_counts_again(signed_in: Any) -> None:
    letter = with_a_warning()
    client, waive = signed_in(f.officer()), waive_url(letter)
    client.post(waive, {"reason": "The ministry writes it so."})
    take_back = f"{waive}take-back/"
    assert take_back in read(client, "letter", letter.foi_request_id)
    assert "The ministry writes it so." in client.get(take_back).content.decode()
    assert "Say why you take it back" in client.post(take_back, {"reason": " "}).content.decode()
    page = client.post(take_back, {"reason": "March is known by now."}, follow=True).content.decode()
    assert "The warning counts again." in page
    assert waive_url(letter) == waive, "open again, and can be let stand again"
    history = client.get(reverse("request_history", args=[letter.foi_request_id])).content.decode()
    assert "A warning that was let stand counts again" in history
    assert "March is known by now." in history
    again = client.post(take_back, {"reason": "Twice."}, follow=True).content.decode()
    assert "Nobody lets this warning stand any more." in again


def test_while_an_approver_relies_on_it_nobody_takes_it_back(signed_in: Any) -> None:
    letter = with_a_warning()
    client, waive = signed_in(f.officer()), waive_url(letter)
    client.post(waive, {"reason": "The ministry writes it so."})
    client.post(reverse("letter_step", args=[letter.pk, "submit"]))
    take_back = f"{waive}take-back/"
    assert take_back not in read(client, "letter", letter.foi_request_id)
    assert "not possible any more" in client.post(take_back, {"reason": "Late."}, follow=True).content.decode()
    assert signed_in(f.approver()).get(take_back).status_code == 403
    assert letter.foi_request.waivers.count() == 1


@pytest.mark.parametrize("role", ["approver", "second_approver"])
def test_approvers_do_not_waive_and_outsiders_see_no_request(signed_in: Any, role: str) -> None:
    url = waive_url(with_a_warning())
    assert signed_in(getattr(f, role)()).get(url).status_code == 403
    assert signed_in(f.outsider()).get(url).status_code == 404


def test_a_warning_that_is_gone_is_told_in_words(signed_in: Any) -> None:
    letter = with_a_warning()
    url = reverse("request_waive", args=[letter.foi_request_id, "nonsense"])
    assert "not there any more" in signed_in(f.officer()).get(url, follow=True).content.decode()
