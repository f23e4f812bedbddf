"""Two people have one page open: whoever saves second sees what the first one saved, and loses nothing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.answers.models import Answer
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
