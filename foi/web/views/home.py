"""The start page: everybody lands where their work is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foi.web.signed_in import SignedInRequest
from workflows.roles import Role


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    user = request.user
    if user.authorities(Role.FOI_OFFICER):
        return redirect("requests")
    if user.authorities(Role.APPROVER):
        return redirect("approvals")
    if user.authorities(Role.REVIEWER):
        return redirect("reviews")
    if user.departments():
        return redirect("queue")
    if user.authorities(Role.ADMINISTRATOR):
        return redirect("bank_holidays")
    return render(request, "requests/no_role.html")
