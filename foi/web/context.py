"""What every page shows: who is signed in, where they can go, and how much waits there."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from foi.intake.models import Arrival
from foi.letters.models import LetterVersion
from foi.organisation.models import User
from foi.requests.models import Question
from foi.requests.querysets import SEE_REQUESTS
from workflows.letter_flow import LetterState
from workflows.roles import Role


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"navigation": [], "demo_sign_ins": SimpleLazyObject(_demo_sign_ins)}
    places = _places(user, request.path)
    here = next((url for _, url, _ in places if _is_at(request.path, url)), None)
    return {
        "navigation": [
            {"text": text, "url": url, "active": url == here, "count": count} for text, url, count in places
        ],
        "authority": user.roles[0].authority if user.roles else None,
    }


#: pages that belong to a place whose address they do not begin with
_ALSO_OF = {
    "requests": ("/letters/", "/questions/"),
    "reviews": ("/complaints/",),
    "queue": ("/questions/",),
    "wordings": ("/templates/",),
}


def _is_at(path: str, url: str) -> bool:
    also = next((others for name, others in _ALSO_OF.items() if reverse(name) == url), ())
    return path.startswith((url, *also))


def _places(user: User, path: str) -> list[tuple[str, str, int | None]]:
    places: list[tuple[str, str, int | None]] = []
    if any(user.authorities(role) for role in SEE_REQUESTS):
        places.append(("Requests", reverse("requests"), None))
    if user.authorities(Role.FOI_OFFICER):
        # Only while something waits: most days nothing does.
        arrived = Arrival.objects.visible_to(user).for_an_officer().count()
        if arrived or path.startswith(reverse("arrivals")):
            places.append(("Arrivals", reverse("arrivals"), arrived))
    if user.departments():
        waiting = Question.objects.visible_to_departments_of(user).with_department().count()
        places.append(("Questions for us", reverse("queue"), waiting))
    if approving := user.authorities(Role.APPROVER):
        waiting = LetterVersion.objects.filter(
            state=LetterState.SUBMITTED, foi_request__authority__in=approving
        ).count()
        places.append(("Letters to approve", reverse("approvals"), waiting))
    if user.authorities(Role.FOI_OFFICER) or user.authorities(Role.REVIEWER):
        places.append(("Reviews", reverse("reviews"), None))
    if user.authorities(Role.ADMINISTRATOR):
        places.append(("Bank holidays", reverse("bank_holidays"), None))
    if approving or user.authorities(Role.FOI_OFFICER):
        places.append(("Wording", reverse("wordings"), None))
    if user.authorities(Role.ADMINISTRATOR):
        places.append(("Settings", reverse("authorities"), None))
    if settings.SHOW_OUTBOX and user.authorities(Role.FOI_OFFICER):
        places.append(("Outbox", reverse("outbox"), None))
    return places


def _demo_sign_ins() -> list[dict[str, str]]:
    """Only where the demo story was told on this machine; never in production."""
    if not settings.SHOW_DEMO_SIGN_INS:
        return []
    from foi.demo import sign_ins
    from foi.demo.story import is_told

    if not is_told():
        return []
    return [{"email": one.email, "password": one.password, "role": one.role} for one in sign_ins()]
