"""What a person reads when their browser sent something that could not be read at all."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: a request that is too large says so; the others say that it could not be read."""
    status = 413 if isinstance(exception, TOO_LARGE) else 400
    return render(request, "400.html", {"too_large": status == 413}, status=status)
