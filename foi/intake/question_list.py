"""The questions of a split as a list: their order, their canonical numbers, and room for new ones."""

from __future__ import annotations

from collections.abc import Iterable

from foi.intake.lead_ins import label_of, path_label
from foi.intake.splitter.labels import Label
from foi.requests.models import FoiRequest, Question, QuestionKind
from foi.routing.suggest import Suggester


def renumber(foi_request: FoiRequest) -> None:
    """Give the canonical numbers anew: 1, 2a, 2b, 3 ... in the order of the list, over restarts of the printed ones."""
    number, letter, before = 0, 0, None
    questions = list(foi_request.questions.order_by("position"))
    for question in questions:
        parent = question.path[:-1]
        if parent and before is not None and before.path[:-1] == parent and _in_one_list(before, question):
            letter += 1
        elif parent and before is not None and before.path == parent:
            letter = 1  # the parent asks something itself and has just been numbered
        else:
            number, letter = number + 1, 1 if parent else 0
        question.number = f"{number}{_letters(letter)}" if letter else str(number)
        before = question
    Question.objects.bulk_update(questions, ["number"])


def _in_one_list(question: Question, following: Question) -> bool:
    """Under the same lead-in, or (b) after (a): an officer may have edited the lead-in of only one of them."""
    first, second = label_of(question.printed_label), label_of(following.printed_label)
    return question.context == following.context or bool(first and second and second.continues(first))


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


def sibling_of(question: Question, position: int, text: str, label: Label | None = None) -> Question:
    """A new question that was part of another: it hangs under the same words and goes to the same people."""
    return Question.objects.create(
        foi_request=question.foi_request,
        position=position,
        number="new",
        printed_label=label.printed[:60] if label else "",
        text=text,
        context=question.context,
        group=question.group,
        path=[*question.path[:-1], path_label(label, position)],
        kind=QuestionKind.ASKS,
        department=question.department,
        due_on=question.due_on,
    )


def new_question(
    foi_request: FoiRequest,
    position: int,
    text: str,
    *,
    after: Question | None,
    label: str = "",
    context: str = "",
    path: Iterable[str] = (),
) -> Question:
    """A question of its own: its heading, date and (where its words suggest none) department are its neighbour's."""
    like = after or foi_request.questions.order_by("position").first()
    suggestion = Suggester.for_authority(foi_request.authority).suggest(f"{context}\n{text}")
    return Question.objects.create(
        foi_request=foi_request,
        position=position,
        number="new",
        printed_label=label[:60],
        text=text,
        context=context,
        path=list(path),
        group=after.group if after else "",
        kind=QuestionKind.ASKS,
        department=suggestion.department if suggestion else after.department if after else None,
        department_reason=suggestion.reason if suggestion else "",
        due_on=like.due_on if like else None,
    )
