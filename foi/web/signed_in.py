"""What a view behind `login_required` is given: a request whose user is one of our people, never anonymous."""

from django.http import HttpRequest

from foi.organisation.models import User


class SignedInRequest(HttpRequest):
    user: User
