"""A department's list of its questions."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from foi.answers.actions import save_draft
from foi.requests.models import FoiRequest, Question
from tests import factories as f
from workflows.clock import today
from workflows.perform import perform
from workflows.question_flow import QuestionState

pytestmark = pytest.mark.django_db


def queue(client: Any, **query: str) -> str:
    response = client.get(reverse("queue"), query)
    assert response.status_code == 200
    return response.content.decode()


def more_questions(foi_request: FoiRequest, number: int, *, due_on: datetime.date) -> list[Question]:
    """Questions that have been sent to the department, without the steps that a query count does not need."""
    return Question.objects.bulk_create(
        Question(
            foi_request=foi_request,
            position=100 + place,
            number=str(100 + place),
            text=f"What was spent on hedgehog boxes in month {place}?",
            context="For each station:",
            department=f.department(),
            due_on=due_on,
            state=QuestionState.SENT,
        )
        for place in range(number)
    )


def test_the_earliest_date_comes_first_and_says_how_late_it_is(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    first, second = foi_request.questions.filter(department=f.department())
    Question.objects.filter(pk=first.pk).update(due_on=today() + datetime.timedelta(days=5))
    Question.objects.filter(pk=second.pk).update(due_on=today() - datetime.timedelta(days=21))
    page = queue(signed_in(f.contributor()))
    assert page.index(f'href="{reverse("question", args=[second.pk])}"') < page.index(
        f'href="{reverse("question", args=[first.pk])}"'
    )
    assert "working days overdue" in page


def test_what_was_answered_leaves_the_list_of_what_is_to_do(signed_in: Any) -> None:
    question = f.answered_question()
    client = signed_in(f.contributor())
    link = reverse("question", args=[question.pk])
    assert link not in queue(client)
    assert link in queue(client, show="answered")
    assert link in queue(client, show="all")


def test_nothing_is_shown_before_it_is_sent(signed_in: Any) -> None:
    f.ready_question()
    assert "No question has been sent to you yet." in queue(signed_in(f.contributor()), show="all")


def test_a_withdrawn_request_asks_for_nothing_more(signed_in: Any) -> None:
    f.withdrawn_request()
    assert "You have no questions to answer." in queue(signed_in(f.contributor()))


def test_departments_see_their_own_questions_only(signed_in: Any) -> None:
    f.sent_question()
    other = f.department("Human Resources", topics="leave")
    assert "You have no questions to answer." in queue(signed_in(f.contributor(other)))


def test_who_works_in_two_departments_sees_which_is_asked(signed_in: Any) -> None:
    question = f.sent_question()
    person = f.contributor()
    assert "Crime Training</td>" not in queue(signed_in(person))
    other = f.department("Human Resources", topics="leave")
    f.person(person.full_name, f.Role.CONTRIBUTOR, authority=other.authority, department=other)
    assert "Crime Training</td>" in queue(signed_in(f.person(person.full_name, f.Role.CONTRIBUTOR, department=other)))
    assert question.department == f.department()


def test_who_is_in_no_department_is_told_so(signed_in: Any) -> None:
    assert "You are not a member of a department" in queue(signed_in(f.officer()))


def test_an_unknown_list_or_page_shows_the_first(signed_in: Any) -> None:
    f.sent_question()
    client = signed_in(f.contributor())
    assert "1/" in queue(client, show="'; DROP TABLE", page="-7")
    assert "1/" in queue(client, page="9" * 50)


@pytest.mark.parametrize("show", ["to-do", "all"])
def test_the_number_of_queries_does_not_grow_with_the_list(
    signed_in: Any, django_assert_num_queries: Any, show: str
) -> None:
    question = f.sent_question()
    client = signed_in(f.contributor())
    # session, user, memberships; the number in the menu; the numbers of the tabs; the rows; what to hide
    with django_assert_num_queries(7):
        queue(client, show=show)
    more_questions(question.foi_request, 60, due_on=today())
    with django_assert_num_queries(7):
        queue(client, show=show)


def test_sixty_questions_stand_on_three_pages(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    more_questions(foi_request, 58, due_on=today())
    client = signed_in(f.contributor())
    assert "Showing 1 to 25 of 60 questions" in queue(client)
    assert "Showing 51 to 60 of 60 questions" in queue(client, page="3")


def test_a_lead_in_is_shown_with_the_words_that_hang_on_it(signed_in: Any) -> None:
    more_questions(f.request_with_questions_sent(), 1, due_on=today())
    assert "For each station:" in queue(signed_in(f.contributor()))


def test_a_returned_question_is_to_do_again(signed_in: Any) -> None:
    question = f.returned_question()
    assert reverse("question", args=[question.pk]) in queue(signed_in(f.contributor()))


def test_a_draft_keeps_the_question_in_the_list(signed_in: Any) -> None:
    question = save_draft(f.sent_question(), f.ANSWER, by=f.contributor())
    page = queue(signed_in(f.contributor()))
    assert reverse("question", args=[question.pk]) in page
    assert "Being answered" in page


def test_a_declined_question_is_no_longer_to_do(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    for question in foi_request.questions.filter(department=f.department()):
        perform(question.decline, by=f.contributor(), reason="Not ours.")
    assert "You have no questions to answer." in queue(signed_in(f.contributor()))
