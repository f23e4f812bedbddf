"""Every change of a split can be taken back, one after the other, as far as the proposal."""

from __future__ import annotations

from typing import Any

from foi.intake.split_records import SplitRevision
from foi.organisation.models import Department
from foi.requests.models import FoiRequest, Question
from workflows.roles import Actor

#: the request's own columns that a change of the split may touch
OF_REQUEST = ("passages", "scope", "notes")
#: all of a question but what it hangs on and its state, which the flow alone sets
OF_QUESTION = [field.attname for field in Question._meta.concrete_fields if field.name not in ("foi_request", "state")]
Snapshot = dict[str, Any]


def snapshot(foi_request: FoiRequest) -> Snapshot:
    """{"passages", "scope", "notes", "questions": one dictionary of columns each, in order}."""
    return {
        **{name: getattr(foi_request, name) for name in OF_REQUEST},
        "questions": list(foi_request.questions.order_by("position").values(*OF_QUESTION)),
    }


def keep(foi_request: FoiRequest, what: str, *, by: Actor) -> SplitRevision:
    """Before a change: the split as it is now. The caller holds the request."""
    last = last_of(foi_request)
    return SplitRevision.objects.create(
        foi_request=foi_request, number=last.number + 1 if last else 1, what=what[:200], before=snapshot(foi_request),
        made_by_id=by.pk,
    )  # fmt: skip


def last_of(foi_request: FoiRequest) -> SplitRevision | None:
    """The change that can be taken back next, without its (possibly long) snapshot."""
    return SplitRevision.objects.filter(foi_request=foi_request).defer("before").order_by("-number").first()


def before_the_last(foi_request: FoiRequest, changes: int) -> Snapshot | None:
    """The split as it was that many changes ago; none if it never had so many."""
    if not changes:
        return snapshot(foi_request)
    rows = SplitRevision.objects.filter(foi_request=foi_request).order_by("-number")[changes - 1 : changes]
    return rows[0].before if rows else None


def first_change(was: Snapshot, now: Snapshot) -> tuple[int | None, int | None]:
    """Where a person sees first what is different now: the id of a question, else where its words begin in the text."""

    def content(question: Snapshot) -> Snapshot:
        return {name: value for name, value in question.items() if name not in ("number", "position")}

    before = {question["id"]: content(question) for question in was["questions"]}
    for question in now["questions"]:
        if before.get(question["id"]) != content(question):
            return question["id"], None
    there = {question["id"] for question in now["questions"]}
    kept = [pk for pk in before if pk in there]  # all that are there now, in the order they had
    for question, pk in zip(now["questions"], kept, strict=True):
        if question["id"] != pk:
            return question["id"], None
    words = [one for one in now["passages"] if one not in was["passages"] and one["kind"] != "blank"]
    return None, words[0]["start"] if words else None


def proposal_of(foi_request: FoiRequest) -> Snapshot:
    """The split as it was proposed: before the first change, or now if nothing was changed."""
    first = SplitRevision.objects.filter(foi_request=foi_request).order_by("number").first()
    return first.before if first else snapshot(foi_request)


def put_back(foi_request: FoiRequest, revision: SplitRevision) -> None:
    """The split as it was before the change. Questions that have gone come back under their old ids, which the passages
    name; the caller saves the request."""
    for name in OF_REQUEST:
        setattr(foi_request, name, revision.before[name])
    known = set(Department.objects.filter(authority_id=foi_request.authority_id).values_list("pk", flat=True))
    was = [Question(foi_request=foi_request, **row) for row in revision.before["questions"]]
    for question in was:
        question.due_on = Question._meta.get_field("due_on").to_python(question.due_on)
        if question.department_id not in known:
            question.department_id = None
    foi_request.questions.exclude(pk__in=[question.pk for question in was]).delete()
    there = set(foi_request.questions.values_list("pk", flat=True))
    Question.objects.bulk_update([q for q in was if q.pk in there], [name for name in OF_QUESTION if name != "id"])
    Question.objects.bulk_create([q for q in was if q.pk not in there])
    revision.delete()
