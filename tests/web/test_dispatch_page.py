"""The officer issues a letter by e-mail, and sees what became of it."""

from typing import Any

import pytest
from django.urls import reverse

from foi.letters.dispatch import BY_SERVICE, Dispatch, deliver_waiting
from foi.letters.models import LetterVersion
from foi.requests.models import Requester
from tests import factories as f

pytestmark = pytest.mark.django_db

ADDRESS = f.REQUESTER["requester_email"]


def test_an_address_that_came_by_mail_is_shown_and_not_typed(signed_in: Any) -> None:
    letter = f.approved_letter()
    Requester.objects.update(came_from=ADDRESS)
    client, url = signed_in(f.officer()), reverse("letter_step", args=[letter.pk, "issue"])
    page = client.get(url).content.decode()
    assert f"To {ADDRESS}, with the letter as a Word file." in page
    assert "once more" not in page
    client.post(url, {"channel": BY_SERVICE, "checked": "on"})
    assert "is being sent" in client.get(reverse("letter", args=[letter.foi_request_id])).content.decode()
    waiting = client.get(reverse("letter_dispatch", args=[letter.pk])).content.decode()
    assert 'data-wait="yes"' in waiting
    deliver_waiting()
    assert "The mail server has taken it." in client.get(reverse("letter_dispatch", args=[letter.pk])).content.decode()


def test_a_slip_in_the_typed_address_is_found_and_everything_typed_is_kept(signed_in: Any) -> None:
    letter = f.approved_letter()
    client, url = signed_in(f.officer()), reverse("letter_step", args=[letter.pk, "issue"])
    assert "Type the requester’s address once more" in client.post(
        url, {"channel": BY_SERVICE, "checked": "on"}
    ).content.decode()  # fmt: skip
    page = client.post(url, {"channel": BY_SERVICE, "checked": "on", "typed": "morgan@quilfeather.example"})
    assert page.status_code == 200
    assert "not the one on record" in page.content.decode()
    assert "morgan@quilfeather.example" in page.content.decode()
    assert LetterVersion.objects.get(pk=letter.pk).state == "approved"
    client.post(url, {"channel": BY_SERVICE, "checked": "on", "typed": ADDRESS})
    assert Dispatch.objects.get().to == ADDRESS


def test_without_an_address_the_service_is_not_offered(signed_in: Any) -> None:
    letter = f.approved_letter(requester_email="")
    page = signed_in(f.officer()).get(reverse("letter_step", args=[letter.pk, "issue"])).content.decode()
    assert "There is no e-mail address on record." in page
    assert BY_SERVICE not in page


def test_a_letter_that_came_back_is_sent_again_or_settled(signed_in: Any) -> None:
    back = f.letter_that_came_back()
    client = signed_in(f.officer())
    page = client.get(reverse("letter_dispatch", args=[back.version_id])).content.decode()
    assert "It came back. Ask the requester for another address" in page
    settle = reverse("dispatch_step", args=[back.version_id, "settle"])
    assert "Say how the letter reached the requester" in client.post(settle, {"reason": ""}).content.decode()
    client.post(settle, {"reason": "Sent by post."})
    assert Dispatch.objects.get().state == "settled"


def test_others_do_not_get_at_it(signed_in: Any) -> None:
    back = f.letter_that_came_back()
    for who, code in ((f.contributor, 404), (f.outsider, 404), (f.approver, 403)):
        answer = signed_in(who()).post(reverse("dispatch_step", args=[back.version_id, "send_again"]))
        assert answer.status_code == code
