"""The questions of a split as a list: their order, their canonical numbers, and room for new ones."""

from __future__ import annotations

from foi.requests.models import FoiRequest, Question, QuestionKind
from foi.routing.suggest import Suggester


def renumber(foi_request: FoiRequest) -> None:
    """Give the canonical numbers anew: 1, 2a, 2b, 3 ... in the order of the list, over restarts of the printed ones."""
    number, letter, before = 0, 0, None
    questions = list(foi_request.questions.order_by("position"))
    for question in questions:
        parent = question.path[:-1]
        if parent and before is not None and (before.path[:-1] == parent and before.context == question.context):
            letter += 1
        elif parent and before is not None and before.path == parent:
            letter = 1  # the parent asks something itself and has just been numbered
        else:
            number, letter = number + 1, 1 if parent else 0
        question.number = f"{number}{_letters(letter)}" if letter else str(number)
        before = question
    Question.objects.bulk_update(questions, ["number"])


def _letters(place: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def neighbour(question: Question, places: int) -> Question | None:
    others = question.foi_request.questions.all()
    if places < 0:
        return others.filter(position__lt=question.position).order_by("-position").first()
    return others.filter(position__gt=question.position).order_by("position").first()


def make_room(foi_request: FoiRequest, *, after: int, places: int) -> None:
    later = list(foi_request.questions.filter(position__gt=after))
    for question in later:
        question.position += places
    Question.objects.bulk_update(later, ["position"])


def sibling_of(question: Question, position: int, text: str) -> Question:
    """A new question that was part of another: it hangs under the same words and goes to the same people."""
    return Question.objects.create(
        foi_request=question.foi_request,
        position=position,
        number="new",
        text=text,
        context=question.context,
        group=question.group,
        path=[*question.path[:-1], f"#{position}"],
        kind=QuestionKind.ASKS,
        department=question.department,
        due_on=question.due_on,
    )


def new_question(
    foi_request: FoiRequest, position: int, text: str, *, after: Question | None, label: str = ""
) -> Question:
    """A question of its own: its heading, date and (where its words suggest none) department are its neighbour's."""
    like = after or foi_request.questions.order_by("position").first()
    suggestion = Suggester.for_authority(foi_request.authority).suggest(text)
    return Question.objects.create(
        foi_request=foi_request,
        position=position,
        number="new",
        printed_label=label[:60],
        text=text,
        group=after.group if after else "",
        kind=QuestionKind.ASKS,
        department=suggestion.department if suggestion else after.department if after else None,
        department_reason=suggestion.reason if suggestion else "",
        due_on=like.due_on if like else None,
    )
