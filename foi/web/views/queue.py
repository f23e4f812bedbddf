"""A department's questions."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foi.intake.masks import Blind
from foi.requests.models import Question
from foi.web.presenters.questions import queue_row
from foi.web.signed_in import SignedInRequest
from workflows.clock import today
from workflows.question_flow import WITH_DEPARTMENT, QuestionState
from workflows.request_flow import RequestState

PER_PAGE = 25

TO_DO = Q(state__in=list(WITH_DEPARTMENT), foi_request__state=RequestState.GATHERING)
ANSWERED = Q(state__in=[QuestionState.ANSWERED, QuestionState.AGREED])

#: tab -> its words, what is in it, its order, what to say when it is empty
TABS = {
    "to-do": ("To do", TO_DO, F("due_on").asc(nulls_last=True), "You have no questions to answer."),
    "answered": ("Answered", ANSWERED, F("due_on").desc(nulls_last=True), "You have not answered a question yet."),
    "all": ("All", Q(), F("due_on").desc(nulls_last=True), "No question has been sent to you yet."),
}


@login_required
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    user = request.user
    show = request.GET.get("show", "")
    show = show if show in TABS else "to-do"
    _, chosen, order, empty = TABS[show]
    theirs = Question.objects.visible_to_departments_of(user)
    counts = theirs.aggregate(to_do=Count("pk", filter=TO_DO), answered=Count("pk", filter=ANSWERED), all=Count("pk"))
    rows = theirs.filter(chosen).order_by(order, "foi_request_id", "position").as_rows()
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = counts[show.replace("-", "_")]
    page = paginator.get_page(request.GET.get("page"))
    blinds = Blind.of(question.foi_request_id for question in page)
    departments = user.departments()
    context = {
        "page": page,
        "rows": [queue_row(question, today(), blinds[question.foi_request_id]) for question in page],
        "empty": empty,
        "show": show,
        "departments": departments,
        "tabs": [
            {
                "text": text,
                "url": f"{reverse('queue')}?show={name}",
                "active": name == show,
                "count": counts[name.replace("-", "_")],
            }
            for name, (text, *_) in TABS.items()
        ],
    }
    return render(request, "queue/queue.html", context)
