"""A message that answers something goes to the request that it is about."""

import datetime

import pytest

from foi.intake.models import Arrival
from foi.requests.models import FoiRequest
from tests import factories
from tests.intake.arriving import a_mail, arrives, ids

pytestmark = pytest.mark.usefixtures("post_room")


@pytest.fixture
def foi_request() -> FoiRequest:
    found = arrives(a_mail()).foi_request
    assert found is not None
    return found


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Re: Your request 1/26"},
        {"Subject": "FOI 1/26"},
        {"Subject": "1/26"},
        {"Subject": "Dogs again", "In_Reply_To": "<dogs-1@quillfeather.example>"},
        {"Subject": "Dogs again", "References": "<x@y> <dogs-1@quillfeather.example>"},
    ],
)
def test_a_reply_goes_to_its_request(foi_request: FoiRequest, headers: dict[str, str]) -> None:
    assert foi_request.reference == "1/26"
    arrival = arrives(a_mail("I meant Alsatians.\n", Message_ID="<dogs-2@quillfeather.example>", **headers))
    assert arrival.outcome == Arrival.Outcome.CORRESPONDENCE
    assert arrival.foi_request == foi_request
    filed = foi_request.correspondence.latest("id")
    assert (filed.body, filed.on, filed.filed_by) == ("I meant Alsatians.", datetime.date(2026, 3, 3), None)
    assert filed.files.count() == 1
    assert FoiRequest.objects.count() == 1


def test_a_reference_in_the_text_counts_where_it_is_called_one(foi_request: FoiRequest) -> None:
    named = arrives(a_mail("I meant Alsatians. (Your ref: 1/26)\n", Subject="Dogs", Message_ID="<b@x>"))
    assert named.foi_request == foi_request
    fraction = arrives(a_mail("Is it true that 1/26 of all dogs are brown?\n", Subject="Dogs", Message_ID="<c@x>"))
    assert fraction.outcome == Arrival.Outcome.REQUEST
    assert fraction.foi_request != foi_request


def test_a_review_that_the_requester_asks_for_by_the_bare_number_goes_to_its_request() -> None:
    closed = factories.issued_letter().foi_request
    text = f"I am not satisfied with your answer and ask for an internal review of {closed.reference}.\n"
    who = f"Some Body <{closed.requester.email.upper()}>"
    arrival = arrives(a_mail(text, From=who, Subject="Complaint", Message_ID="<r@x>"))
    assert (arrival.outcome, arrival.foi_request) == (Arrival.Outcome.CORRESPONDENCE, closed)
    assert "internal_review" in ids(arrival)
    assert "other_sender" not in ids(arrival)
    assert closed.correspondence.latest("id").other_sender == ""
    stranger = arrives(a_mail(text, From="jo@x.example", Subject="Complaint", Message_ID="<s@x>"))
    assert stranger.outcome == Arrival.Outcome.REQUEST


def test_a_fraction_is_no_reference_and_a_number_with_its_day_is(foi_request: FoiRequest) -> None:
    fraction = arrives(a_mail("Is it true that 1/26 of your dogs are brown?\n", Subject="Dogs", Message_ID="<b@x>"))
    assert fraction.outcome == Arrival.Outcome.REQUEST
    dated = arrives(a_mail("I write about 1/26 of 3 March.\n", Subject="Dogs", Message_ID="<c@x>"))
    assert dated.foi_request == foi_request


def test_a_reference_with_letters_counts_anywhere_in_any_case() -> None:
    factories.the_force().__class__.objects.update(reference_format="FOI-{year}-{sequence:05d}")
    first = arrives(a_mail()).foi_request
    assert first is not None
    assert first.reference == "FOI-2026-00001"
    for said in ("about foi-2026-00001 I meant cats", "FOI-2026-1, cats"):
        assert arrives(a_mail(f"{said}\n", Message_ID=f"<{hash(said)}@x>")).foi_request == first
    other = arrives(a_mail("FOI-2026-000012 is another authority's\n", Message_ID="<z@x>", Subject="x"))
    assert other.outcome == Arrival.Outcome.REQUEST


def test_what_comes_from_the_address_of_one_request_belongs_to_it() -> None:
    address = "Morgan <request-77-Ab@whatdotheyknow.com>"
    first = arrives(a_mail(From=address))
    again = arrives(a_mail("Any news?\n", From=address.replace("Ab", "ab"), Message_ID="<b@x>", Subject="Dogs"))
    assert again.foi_request == first.foi_request
    assert again.outcome == Arrival.Outcome.CORRESPONDENCE


def test_a_reply_from_somebody_else_or_with_new_questions_is_told(foi_request: FoiRequest) -> None:
    arrival = arrives(
        a_mail("How many cats do you own?\n", From="jo@x.example", Subject="Re: 1/26", Message_ID="<b@x>")
    )
    assert arrival.outcome == Arrival.Outcome.CORRESPONDENCE
    assert {"other_sender", "may_ask"} <= set(ids(arrival))
    assert foi_request.correspondence.latest("id").other_sender == "jo@x.example"


def test_a_reply_to_a_closed_request_is_filed_there_and_told() -> None:
    closed = factories.issued_letter().foi_request
    arrival = arrives(a_mail("Thank you.\n", Subject=f"Re: {closed.reference}"))
    assert arrival.foi_request == closed
    assert "may_ask" in ids(arrival)


def test_the_reference_of_another_authority_is_none_of_ours(foi_request: FoiRequest) -> None:
    office = factories.the_office()
    arrival = arrives(a_mail("Cats?\n", Subject="Re: 1/26", Message_ID="<b@x>"), authority=office)
    assert arrival.outcome == Arrival.Outcome.REQUEST
    assert arrival.foi_request is not None
    assert arrival.foi_request.authority == office
