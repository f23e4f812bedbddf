"""After the answer: an officer records what the requester and the regulator did, a reviewer looks again."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foi.letters import actions as letters
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.letters.structure import from_json, lines
from foi.notices.models import OutboxMessage
from foi.requests.models import FoiRequest, Question, Requester
from foi.reviews.models import Complaint, Review
from tests import factories as f
from workflows.clock import today

pytestmark = pytest.mark.django_db


def date_of(name: str) -> dict[str, str]:
    on = today()
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def page(client: Any, name: str, pk: int) -> str:
    response = client.get(reverse(name, args=[pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_CLK_50_an_officer_records_a_request_for_review_and_sees_its_clock(signed_in: Any) -> None:
    foi_request = f.issued_letter().foi_request
    client = signed_in(f.officer())
    shown = page(client, "request_after", foi_request.pk)
    assert "Ask for an internal review" in shown
    assert "Complain to the regulator" in shown
    answer = client.post(
        reverse("review_ask", args=[foi_request.pk]), {**date_of("asked_on"), "grounds": "You left out 2024."}
    )
    review = Review.objects.get()
    assert answer["Location"] == reverse("review", args=[review.pk])
    shown = page(client, "review", review.pk)
    assert "<h1" in shown and "Internal review 1" in shown
    assert "Day 0 of 20" in shown
    assert "Choose somebody who had no part in the first decision." in shown


def test_CLK_52_only_those_without_a_part_are_offered_and_a_crafted_post_is_refused(signed_in: Any) -> None:
    f.reviewer()
    review = f.review_asked()
    client = signed_in(f.officer())
    url = reverse("review_step", args=[review.pk, "allocate"])
    shown = client.get(url).content.decode()
    assert "Wyn Harcourt" in shown
    assert "had a part in the first decision: Asha Verma" in shown.replace("\n", " ")
    refused = client.post(url, {"reviewer": str(f.officer().pk)})
    assert refused.status_code == 200
    review.refresh_from_db()
    assert review.reviewer is None


def test_a_reviewer_finds_question_by_question_and_concludes(signed_in: Any) -> None:
    review = f.review_under_way()
    client = signed_in(f.reviewer())
    assert client.get(reverse("home"))["Location"] == reverse("reviews")
    questions = list(review.questions())
    form = page(client, "review_consider", review.pk)
    assert "Two hundred and six officers." in form
    first = {f"q{questions[0].pk}-verdict": "overturned", f"q{questions[0].pk}-reasons": "A register was missed."}
    client.post(reverse("review_consider", args=[review.pk]), first)
    assert "2 to go" in page(client, "review", review.pk)
    rest = {}
    for question in questions[1:]:
        rest |= {f"q{question.pk}-verdict": "upheld", f"q{question.pk}-reasons": "Searched again."}
    client.post(reverse("review_consider", args=[review.pk]), {**first, **rest})
    client.post(reverse("review_step", args=[review.pk, "conclude"]), {"conclusion": "Partly upheld."})
    shown = page(client, "review", review.pk)
    assert "The decision stands in part" in shown
    assert "A register was missed." in shown


def test_what_the_complaint_is_not_about_is_left_alone_and_stands_as_it_was_answered(signed_in: Any) -> None:
    review = f.review_under_way()
    first, *others = review.questions()
    FoiRequest.objects.filter(pk=review.foi_request_id).update(officer=f.officer())
    client = signed_in(f.reviewer())
    found = {f"q{first.pk}-verdict": "overturned", f"q{first.pk}-reasons": "A register was missed."}
    alone = {f"q{question.pk}-verdict": "" for question in others}
    client.post(reverse("review_consider", args=[review.pk]), {**found, **alone})
    conclude = reverse("review_step", args=[review.pk, "conclude"])
    assert "You recorded nothing for questions 2, 3." in client.get(conclude).content.decode()
    client.post(conclude, {"conclusion": "We count them now."})
    assert "The decision stands in part" in page(client, "review", review.pk)  # of the others, it does
    letter = letters.draft(review.foi_request, by=f.officer(), purpose=Purpose.REVIEW)
    said = "\n".join(lines(from_json(letter.content))).replace("\u00a0", " ")
    assert "A register was missed." in said
    assert "Your complaint was not about questions 2 and 3. What we answered there stands." in said
    assert "How long does the course take?" not in said
    assert said.count("The decision stands") == 0


def test_a_finding_is_taken_back_where_the_complaint_is_not_about_the_question(signed_in: Any) -> None:
    review = f.review_under_way()
    first, second, *_ = review.questions()
    consider, client = reverse("review_consider", args=[review.pk]), signed_in(f.reviewer())
    given = {f"q{one.pk}-{name}": value for one in (first, second)
             for name, value in (("verdict", "upheld"), ("reasons", "Searched again."))}  # fmt: skip
    client.post(consider, given)
    client.post(consider, {**given, f"q{second.pk}-verdict": "", f"q{second.pk}-reasons": ""})
    assert [finding.question for finding in review.findings.all()] == [first]


def test_the_reviewer_reads_questions_and_answers_as_the_answer_pages_show_them(signed_in: Any) -> None:
    review = f.review_under_way()
    question = f.first_question(review.foi_request)
    Question.objects.filter(pk=question.pk).update(context="For each of the last three years:", group="Training")
    table = {"caption": "Officers", "header": ["Year", "Number"], "rows": [["2025", "206"]]}
    question.answers.update(text="Those who **completed** it.", table=table)
    shown = page(signed_in(f.reviewer()), "review_consider", review.pk)
    assert "For each of the last three years:" in shown
    assert "Under the heading “Training”" in shown
    assert "<strong>completed</strong>" in shown
    assert "<td" in shown and "206" in shown


def test_every_error_names_its_question(signed_in: Any) -> None:
    review = f.review_under_way()
    given = {f"q{question.pk}-verdict": "upheld" for question in review.questions()}
    shown = signed_in(f.reviewer()).post(reverse("review_consider", args=[review.pk]), given).content.decode()
    for number in ("1", "2", "3"):
        assert f"Give the reasons: the requester is told them (question {number})" in shown


def test_the_page_of_findings_costs_the_same_for_every_number_of_questions(
    signed_in: Any, django_assert_num_queries: Any
) -> None:
    review = f.review_under_way()
    client, address = signed_in(f.reviewer()), reverse("review_consider", args=[review.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as all_three:
        client.get(address)
    Question.objects.filter(foi_request=review.foi_request).exclude(number="1").update(state="withdrawn")
    with django_assert_num_queries(len(all_three)):
        client.get(address)


def test_a_concluded_review_stays_in_sight_until_its_letter_has_been_issued(signed_in: Any) -> None:
    review = f.review_concluded()
    write = reverse("letter_write", args=[review.foi_request_id, "review"])
    officer = signed_in(f.officer())
    assert write in page(officer, "review", review.pk)
    told = page(officer, "request", review.foi_request_id)
    assert "The requester has to be told what came of it" in told
    assert reverse("review", args=[review.pk]) in told
    assert "Nothing more has to be done" not in told
    assert "Its letter has not been issued" in officer.get(reverse("reviews")).content.decode()
    closed = reverse("reviews") + "?show=closed-reviews"
    assert "No review has been closed yet." in officer.get(closed).content.decode()

    officer.post(write, {"now": ""})
    letter = LetterVersion.objects.of_purpose("review").get()
    for person in (f.officer(), f.reviewer()):
        assert reverse("letter_version", args=[letter.pk]) in page(signed_in(person), "review", review.pk)
    letter = letters.approve(letters.submit(letter, by=f.officer()), by=f.approver())
    letters.issue(letter, by=f.officer(), channel="post")
    officer = signed_in(f.officer())
    assert "The requester was told on" in page(officer, "review", review.pk)
    assert "Nothing more has to be done" in page(officer, "request", review.foi_request_id)
    assert "No internal review is open." in officer.get(reverse("reviews")).content.decode()
    assert "review 1" in officer.get(closed).content.decode()


def test_the_reviewer_reads_that_the_officer_writes_the_letter(signed_in: Any) -> None:
    review = f.review_concluded()
    shown = page(signed_in(f.reviewer()), "review", review.pk)
    assert "The officer has been told, and writes the letter." in shown
    assert reverse("letter_write", args=[review.foi_request_id, "review"]) not in shown
    assert OutboxMessage.objects.get(key__startswith="review_concluded").to == f.officer().email


def test_the_request_page_leads_to_a_review_that_is_under_way(signed_in: Any) -> None:
    review = f.review_under_way()
    told = page(signed_in(f.approver()), "request", review.foi_request_id)
    assert "an internal review was asked for" in told
    assert reverse("review", args=[review.pk]) in told


def test_a_finding_without_reasons_is_asked_for_and_what_was_typed_is_kept(signed_in: Any) -> None:
    review = f.review_under_way()
    first, second = list(review.questions())[:2]
    answer = signed_in(f.reviewer()).post(
        reverse("review_consider", args=[review.pk]),
        {f"q{first.pk}-verdict": "upheld", f"q{second.pk}-reasons": "Words without a verdict."},
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in shown
    assert "Give the reasons: the requester is told them" in shown
    assert "Select whether the decision stands" in shown
    assert "Words without a verdict." in shown
    assert not review.findings.exists()


def test_CLK_57_a_decision_notice_with_steps_needs_its_days(signed_in: Any) -> None:
    complaint = f.complaint_made()
    client = signed_in(f.officer())
    url = reverse("complaint_step", args=[complaint.pk, "serve_notice"])
    given = {"decision": "upheld", **date_of("notice_on"), "steps": "Disclose the figures."}
    assert "Enter the number of calendar days that the notice gives" in client.post(url, given).content.decode()
    client.post(url, {**given, "comply_within": "35"})
    complaint = Complaint.objects.get()
    assert complaint.comply_by is not None
    assert "Disclose the figures." in page(client, "complaint", complaint.pk)
    assert client.post(url, given).status_code == 302  # a page of yesterday: told how it stands now


@pytest.mark.parametrize("who", ["contributor", "outsider"])
def test_others_learn_nothing_of_a_review(signed_in: Any, who: str) -> None:
    review, complaint = f.review_asked(), f.complaint_made()
    client = signed_in(getattr(f, who)())
    for name, pk in (("review", review.pk), ("complaint", complaint.pk), ("request_after", review.foi_request_id)):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk])).status_code in (404, 405)
    assert client.get(reverse("review_consider", args=[review.pk])).status_code == 404
    if who == "contributor":
        assert client.get(reverse("reviews")).status_code == 403


def test_an_approver_reads_and_does_not_record(signed_in: Any) -> None:
    review = f.review_asked()
    client = signed_in(f.approver())
    assert "You left out the courses" in page(client, "review", review.pk)
    assert client.get(reverse("review_ask", args=[review.foi_request_id])).status_code == 403
    assert client.get(reverse("review_step", args=[review.pk, "allocate"])).status_code == 403


#: list -> kind of case and the state of those in it
LISTS = {
    "reviews": (Review, "asked"),
    "mine": (Review, "under_review"),
    "closed-reviews": (Review, "concluded"),
    "complaints": (Complaint, "with_regulator"),
    "closed-complaints": (Complaint, "closed"),
}


def cases(kind: Any, state: str, count: int) -> None:
    requests = FoiRequest.objects.bulk_create(
        FoiRequest(authority=f.the_force(), reference=f"{state}/{place}", title="Hedgehogs", text="",
                   requester=Requester.objects.create(authority=f.the_force(), name="M"), received_on=today(),
                   due_on=today(), issued_on=today(), calendar_version="1", state="issued")
        for place in range(count)
    )  # fmt: skip
    dates = {"made_on": today()} if kind is Complaint else {
        "asked_on": today(), "due_on": today(), "latest_on": today(), "in_time": True, "reviewer": f.reviewer(),
    }  # fmt: skip
    kind.objects.bulk_create(
        kind(foi_request=one, number=1, opened_by=f.officer(), state=state, **dates) for one in requests
    )


@pytest.mark.parametrize("show", LISTS)
def test_a_list_costs_the_same_with_one_and_with_sixty(
    signed_in: Any, django_assert_num_queries: Any, show: str
) -> None:
    kind, state = LISTS[show]
    client, address = signed_in(f.reviewer()), reverse("reviews") + f"?show={show}"
    cases(kind, state, 1)
    client.get(address)
    with django_assert_num_queries(5):
        assert f"{state}/0: " in client.get(address).content.decode()
    FoiRequest.objects.update(reference="before")
    cases(kind, state, 60)
    with django_assert_num_queries(5):
        assert "Showing 1 to 25 of 61 cases" in client.get(address).content.decode()
