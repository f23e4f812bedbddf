"""The officer issues a letter by e-mail, and sees what became of it."""

from typing import Any

import pytest
from django.core import mail
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


def test_a_letter_that_came_back_goes_to_the_address_that_the_officer_corrected(signed_in: Any) -> None:
    back = f.letter_that_came_back()
    issued = LetterVersion.objects.get(pk=back.version_id)
    client = signed_in(f.officer())
    details = reverse("request_details", args=[issued.foi_request_id])
    again = reverse("dispatch_step", args=[back.version_id, "send_again"])
    page = client.get(reverse("letter_dispatch", args=[back.version_id])).content.decode()
    assert f'href="{details}"' in page
    assert f'href="{again}"' in page
    form = client.get(details).content.decode()
    assert ADDRESS in form
    assert 'name="title"' not in form, "the answer went out under its title"
    new = {**f.REQUESTER, "requester_email": "morgan@new.example"}
    assert "The details are corrected." in client.post(details, new, follow=True).content.decode()
    assert f'href="{details}"' in client.get(reverse("request", args=[issued.foi_request_id])).content.decode()
    assert "morgan@new.example" in client.get(again).content.decode()
    assert "Type the requester’s address once more" in client.post(again, {"typed": ""}).content.decode()
    slip = client.post(again, {"typed": "morgan@knew.example"}).content.decode()
    assert "not the one on record" in slip
    assert "morgan@knew.example" in slip
    client.post(again, {"typed": "morgan@new.example"})
    assert deliver_waiting() == 1
    [message] = mail.outbox
    assert message.to == ["morgan@new.example"]
    assert bytes(LetterVersion.objects.get(pk=issued.pk).document or b"") == bytes(issued.document or b"")
    history = client.get(reverse("request_history", args=[issued.foi_request_id])).content.decode()
    assert "Requester’s details corrected" in history
    assert "new.example" not in history


def test_an_address_that_came_by_mail_is_not_typed_to_send_again(signed_in: Any) -> None:
    back = f.letter_that_came_back()
    Requester.objects.update(came_from=ADDRESS)
    client, again = signed_in(f.officer()), reverse("dispatch_step", args=[back.version_id, "send_again"])
    assert "once more" not in client.get(again).content.decode()
    client.post(again)
    assert Dispatch.objects.get().state == "waiting"


@pytest.mark.parametrize(("who", "code"), [(f.contributor, 404), (f.outsider, 404), (f.approver, 403)])
def test_only_officers_correct_who_asked_after_the_answer(signed_in: Any, who: Any, code: int) -> None:
    details = reverse("request_details", args=[f.letter_that_came_back().version.foi_request_id])
    assert signed_in(who()).get(details).status_code == code
    assert signed_in(who()).post(details, f.REQUESTER).status_code == code


def test_others_do_not_get_at_it(signed_in: Any) -> None:
    back = f.letter_that_came_back()
    for who, code in ((f.contributor, 404), (f.outsider, 404), (f.approver, 403)):
        answer = signed_in(who()).post(reverse("dispatch_step", args=[back.version_id, "send_again"]))
        assert answer.status_code == code
