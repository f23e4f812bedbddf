"""Two people have one page open: whoever saves second sees what the first one saved, and loses nothing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.answers.cost_records import CostDecision
from foi.answers.models import Answer
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.requests.models import Question
from tests import factories as f
from workflows.roles import Role

pytestmark = pytest.mark.django_db


def second_contributor() -> Any:
    of = f.department()
    return f.person("Second of Training", Role.CONTRIBUTOR, department=of, authority=of.authority)


def opened(client: Any, address: str) -> dict[str, str]:
    """What the page sends back by itself."""
    return {"seen": seen_on(client.get(address).content.decode())}


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def send(client: Any, address: str, **given: Any) -> str:
    page: str = client.post(address, given, follow=True).content.decode()
    return page


def drafts(question: Question) -> list[str]:
    return list(Answer.objects.filter(question=question).order_by("version").values_list("text", flat=True))


@pytest.mark.parametrize("do", ["save_draft", "submit"])
def test_a_colleague_s_draft_is_not_overwritten_unseen(signed_in: Any, do: str) -> None:
    question = f.sent_question()
    address = reverse("question_answer", args=[question.pk])
    first, second = signed_in(f.contributor()), signed_in(second_contributor())
    of_first, of_second = opened(first, address), opened(second, address)
    send(first, address, do="save_draft", outcome="provided", text="Two hundred and six.", **of_first)
    page = send(second, address, do=do, outcome="provided", text="Nobody counted.", **of_second)
    assert "Somebody has saved other words since you opened this page" in page
    assert "Two hundred and six." in page
    assert "Member of" in page.partition("What is saved now")[2]
    assert "Nobody counted." in page
    assert drafts(question) == ["Two hundred and six."]

    send(second, address, do=do, outcome="provided", text="206; nobody counted.", seen=seen_on(page))
    assert drafts(question) == ["206; nobody counted."]


def test_what_a_colleague_has_submitted_is_shown_to_whoever_still_writes(signed_in: Any) -> None:
    question = f.accepted_question()
    address = reverse("question_answer", args=[question.pk])
    first, second = signed_in(f.contributor()), signed_in(second_contributor())
    of_second = opened(second, address)
    send(first, address, do="submit", outcome="provided", text="Two hundred and six.", **opened(first, address))
    page = send(second, address, do="submit", outcome="provided", text="Nobody counted.", **of_second)
    assert "Two hundred and six." in page
    assert "Nobody counted." in page
    assert drafts(question) == ["Two hundred and six."]


def test_the_same_words_a_second_time_are_no_conflict(signed_in: Any) -> None:
    question = f.sent_question()
    address = reverse("question_answer", args=[question.pk])
    client = signed_in(f.contributor())
    given = {"do": "save_draft", "outcome": "provided", "text": "206.", **opened(client, address)}
    send(client, address, **given)
    assert "Somebody has saved" not in send(client, address, **given)


def test_a_mistake_in_the_form_does_not_hide_what_was_saved_meanwhile(signed_in: Any) -> None:
    question = f.sent_question()
    address = reverse("question_answer", args=[question.pk])
    first, second = signed_in(f.contributor()), signed_in(second_contributor())
    of_second = opened(second, address)
    send(first, address, do="save_draft", outcome="provided", text="206.", **opened(first, address))
    page = send(second, address, do="submit", text="Nobody counted.", **of_second)
    assert "What is saved now" in page
    assert drafts(question) == ["206."]


def test_two_officers_do_not_decide_over_one_another_unseen(signed_in: Any) -> None:
    question = f.answered_question()
    address = reverse("question_decide", args=[question.pk])
    first, second = signed_in(f.officer()), signed_in(f.second_officer())
    claims = {"claims-TOTAL_FORMS": 0, "claims-INITIAL_FORMS": 0}
    of_second = opened(second, address)
    given = {"outcome": "provided", **claims}
    send(first, address, text="Two hundred and seven.", **given, **opened(first, address))
    page = send(second, address, text="About two hundred.", **given, **of_second)
    assert "Two hundred and seven." in page.partition("What is saved now")[2]
    assert "About two hundred." in page
    assert Answer.objects.filter(question=question).latest("version").text == "Two hundred and seven."
    send(second, address, text="About two hundred.", **given, seen=seen_on(page))
    assert Answer.objects.filter(question=question).latest("version").text == "About two hundred."


def test_two_officers_do_not_write_over_each_other_s_part_of_the_letter(signed_in: Any) -> None:
    letter = f.drafted_letter()
    address = reverse("letter_edit", args=[letter.pk])
    first, second = signed_in(f.officer()), signed_in(f.second_officer())
    of_second = opened(second, address)
    signs = {"signatory_name": "A. Verma", "signatory_role": ""}
    send(first, address, added_paragraphs="The course runs each May.", **signs, **opened(first, address))
    page = send(second, address, added_paragraphs="Ask us for the leaflet.", **signs, **of_second)
    assert "Somebody has saved other words since you opened this page" in page
    assert "The course runs each May." in page
    assert "Ask us for the leaflet." in page
    assert LetterVersion.objects.get().added_paragraphs == "The course runs each May."
    send(second, address, added_paragraphs="Both.", **signs, seen=seen_on(page))
    assert LetterVersion.objects.get().added_paragraphs == "Both."


def test_two_officers_who_begin_the_same_letter_see_each_other_s_words(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    address = reverse("letter_write", args=[foi_request.pk, Purpose.CLARIFICATION.value])
    first, second = signed_in(f.officer()), signed_in(f.second_officer())
    of_second = opened(second, address)
    reason = {"reason_code": "cannot_identify"}
    send(first, address, unclear="- which year you mean", **reason, **opened(first, address))
    page = send(second, address, unclear="- which course you mean", **reason, **of_second)
    assert "- which year you mean" in page
    assert "- which course you mean" in page
    assert LetterVersion.objects.get().details["unclear"] == "- which year you mean"
    send(second, address, unclear="- which year and course", **reason, seen=seen_on(page))
    assert LetterVersion.objects.get().details["unclear"] == "- which year and course"


def test_COST_12_two_officers_do_not_write_over_each_other_s_advice(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    address = reverse("request_cost", args=[foi_request.pk])
    first, second = signed_in(f.officer()), signed_in(f.second_officer())
    of_second = opened(second, address)
    send(first, address, advice="Ask question 2 alone.", **opened(first, address))
    page = send(second, address, advice="Ask for one year.", **of_second)
    assert "Somebody has saved other words since you opened this page" in page
    assert "Ask question 2 alone." in page
    assert "Ask for one year." in page
    assert CostDecision.objects.get().advice == "Ask question 2 alone."
    send(second, address, advice="Ask for one year of question 2.", seen=seen_on(page))
    assert CostDecision.objects.get().advice == "Ask for one year of question 2."
