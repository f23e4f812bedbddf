"""Confirming the split: the requester's text beside the questions that were found in it.

The page is one form. Every button first saves what was typed and then does its own thing; what may be done is decided
in foi.intake.split_changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foi.intake import revisions, split_changes, stretches
from foi.intake.actions import MOST_QUESTIONS, asks_more_than_was_taken
from foi.intake.as_received import received
from foi.intake.passages import place_of
from foi.intake.split_changes import ChangedMeanwhile
from foi.requests.models import FoiRequest, Question
from foi.web.forms.split import (
    KIND_CHOICES,
    Departments,
    DivideForm,
    SelectedForm,
    SplitForms,
    StretchForm,
    posted_ids,
    typed_for_missing,
)
from foi.web.presenters import split as shown
from foi.web.presenters.dates import in_words
from foi.web.presenters.hints import hints_view
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.requests import visible
from workflows.perform import NotPossible, may, require

#: one letter is read as a whole, so all its questions stand on one page unless there are very many
QUESTIONS_PER_PAGE = 100

#: button -> what it does to one question, and the words for it
COMMANDS: dict[str, tuple[Callable[..., Any], str]] = {
    "merge": (split_changes.merge_with_previous, "Question {number} is now part of the one above."),
    "up": (lambda question, by: split_changes.move(question, -1, by=by), "Question {number} has moved up."),
    "down": (lambda question, by: split_changes.move(question, +1, by=by), "Question {number} has moved down."),
    "drop": (
        split_changes.mark_as_not_a_question,
        "Question {number} is a question no more; its words are background.",
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def confirm_split(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk, with_text=True)
    if request.method == "POST":
        require(foi_request.change_split, by=request.user)
        return SplitPost(request, foi_request).answer()
    if not may(foi_request.change_split, request.user):
        questions = _questions(foi_request)
        said = received(foi_request, questions)
        rows = [(question, said.get(question.pk)) for question in questions]
        return render(request, "split/as_confirmed.html", _text_beside(foi_request, questions) | {"rows": rows})
    return split_page(request, foi_request)


def split_page(
    request: SignedInRequest, foi_request: FoiRequest, forms: SplitForms | None = None, **more: Any
) -> HttpResponse:
    """The page as it is on record, or with `forms` as they were sent."""
    last = split_changes.last_change(foi_request)  # before the questions, so that none is older than it
    questions = _questions(foi_request)
    page = Paginator(questions, QUESTIONS_PER_PAGE).get_page(request.GET.get("page"))
    unsaved = forms is not None
    forms = forms or SplitForms(list(page), Departments(foi_request.authority))
    notices = list(messages.get_messages(request))
    beside = _text_beside(foi_request, questions)
    cards = shown.cards(foi_request, [form.question for form in forms.questions], beside["pieces"])
    context = {
        "said": [notice for notice in notices if notice.level < messages.ERROR],
        "refused": [notice for notice in notices if notice.level >= messages.ERROR],
        "undoable": revisions.last_of(foi_request),
        "other_kinds": KIND_CHOICES,
        "on_page": {question.pk for question in page},
        "page": page,
        "split": forms,
        "forms": list(forms),  # what the page frame lists the errors of
        "unsaved": unsaved,
        "seen": last.pk,
        "hints": hints_view(foi_request, request.user, asks=bool(questions), pieces=beside["pieces"]),
        "most_questions": f"{MOST_QUESTIONS:,}" if asks_more_than_was_taken(foi_request, len(questions)) else "",
        "last": questions[-1].pk if questions else None,
        "first": questions[0].pk if questions else None,
        "cards": list(zip(forms.questions, cards, strict=True)),
        "without_date": sum(shown.needs_date(question) for question in questions),
        "doubtful": [piece for piece in beside["pieces"] if piece.doubt],
    }
    return render(request, "split/split.html", beside | context | more)


def _text_beside(foi_request: FoiRequest, questions: list[Question]) -> dict[str, Any]:
    pieces = shown.stretches(foi_request, questions)
    covered = shown.account(pieces)
    return {
        "foi_request": foi_request,
        "questions": questions,
        "pieces": pieces,
        "covered": covered,
        "left": [piece for piece in pieces if piece.is_left_over],
        "legend": shown.legend(pieces),
        "characters": len(foi_request.text),
    }


def _questions(foi_request: FoiRequest) -> list[Question]:
    return list(foi_request.questions.select_related("department", "depends_on"))


class SplitPost:
    """One press of a button on the confirmation page."""

    def __init__(self, request: SignedInRequest, foi_request: FoiRequest) -> None:
        self.request, self.foi_request = request, foi_request
        self.verb, _, argument = request.POST.get("do", "save").partition(":")
        self.argument, _, self.words_before = argument.partition(":")
        self.subject = int(self.argument) if self.argument.isdecimal() and len(self.argument) < 19 else None
        self.dropped = self.subject if self.verb == "drop" else None
        on_page = Q(pk__in=posted_ids(request.POST))
        questions = list(foi_request.questions.select_related("department", "depends_on").filter(on_page))
        self.forms = SplitForms(questions, Departments(foi_request.authority), request.POST)

    def answer(self) -> HttpResponse:
        seen = self.request.POST.get("seen", "")
        try:
            with split_changes.as_seen(self.foi_request, int(seen) if seen.isdecimal() and len(seen) < 19 else 0):
                if not self._complete():
                    return split_page(self.request, self.foi_request, self.forms)
                return self._saved_then_done()
        except ChangedMeanwhile as refusal:
            self.foi_request.refresh_from_db()
            if not may(self.foi_request.change_split, self.request.user):
                raise
            return self._changed_meanwhile(refusal)

    def _complete(self) -> bool:
        """Whether all that was typed can be kept, and what the button itself needs was given."""
        if not self.forms.are_valid(besides=self.dropped):
            return False
        needed = self.forms.needed_by(self.verb)
        if needed and not any(needed.cleaned_data.values()):  # each has one field
            needed.missing()
        return not needed or not needed.errors

    def _saved_then_done(self) -> HttpResponse:
        by = self.request.user
        split_changes.save_edits(self.foi_request, self.forms.edits(besides=self.dropped), by=by)
        try:
            return self._do()
        except NotPossible as refusal:
            # What was typed is saved; only the button's own step was refused.
            messages.error(self.request, str(refusal))
            return redirect(self.request.get_full_path())

    def _do(self) -> HttpResponse:
        by = self.request.user
        match self.verb:
            case "confirm":
                return self._confirm()
            case "add":
                question = stretches.add_typed(self.foi_request, self.forms.add.cleaned_data["new_text"], by=by)
                after = self.foi_request.questions.filter(position__gt=question.position).exists()
                where = "where its words stand in the text" if after else "at the end"
                messages.success(self.request, f"Question {question.number} is added {where}.")
                return self._back(question)
            case "assign":
                department = self.forms.assign.cleaned_data["everything_to"]
                count = split_changes.assign_all(self.foi_request, department, by=by, only_open=self.argument == "rest")
                what = "1 question goes" if count == 1 else f"{count} questions go"
                messages.success(self.request, f"{what} to {department}. Nothing has been sent.")
                return self._back()
            case "date":
                due_on = self.forms.date.cleaned_data["date_of_the_rest"]
                count = split_changes.date_the_rest(self.foi_request, due_on, by=by)
                what = "1 question has" if count == 1 else f"{count} questions have"
                messages.success(self.request, f"{what} the date {in_words(due_on)}. Nothing has been sent.")
                return self._back()
            case "divide":
                return self._divide()
            case "ask" | "add_to" | "take_for":
                return self._mark()
            case "stretch" if self.subject is not None:
                return redirect("split_stretch", pk=self.foi_request.pk, start=self.subject)
            case "leave":
                count = stretches.leave_the_rest(self.foi_request, by=by)
                messages.success(self.request, f"{_places(count)} of the text taken for background.")
                return self._back()
            case "undo":
                return self._undo()
            case "page":
                return self._back(page=self.argument)
            case verb if verb in COMMANDS:
                return self._command(*COMMANDS[verb])
        messages.success(self.request, "Saved. Nothing has been sent to a department yet.")
        # Where the script says that the person is; without one, at the last question they changed.
        typed = [form.question.pk for form in self.forms.bound() if form.has_changed()]
        place = self.subject or (typed[-1] if typed else None)
        return self._back(self.foi_request.questions.filter(pk=place).first() if place else None)

    def _undo(self) -> HttpResponse:
        was = revisions.snapshot(self.foi_request)
        undone = split_changes.undo(self.foi_request, self.subject or 0, by=self.request.user)
        messages.success(self.request, f"Undone: {undone}.")
        question, start = revisions.first_change(was, revisions.snapshot(self.foi_request))
        if start is not None:
            return self._back(anchor=f"stretch-{start}")
        return self._back(self.foi_request.questions.filter(pk=question).first() if question else None)

    def _divide(self) -> HttpResponse:
        """At the cursor, where the page could tell how many words stand before it; else on a page of its own."""
        question = self._question()
        words, typed = question.text.split(), self.words_before
        before = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
        if not 0 < before < len(words):
            return redirect("split_divide", pk=self.foi_request.pk, question_pk=question.pk)
        number = question.number
        parts = [" ".join(words[:before]), " ".join(words[before:])]
        split_changes.split_question(question, parts, by=self.request.user)
        messages.success(self.request, f"Question {number} is divided at the cursor.")
        return self._back(question)

    def _mark(self) -> HttpResponse:
        """What was selected in the text becomes a question, part of one, or something else."""
        selected = SelectedForm(self.request.POST)
        if not selected.is_valid():
            raise NotPossible("Select some words of the request first.")
        given = selected.cleaned_data
        mark = Mark(self.foi_request, given["start"], given["end"], given["into"], given["other_kind"])
        return _marked(self.request, mark, self.verb)

    def _command(self, act: Callable[..., Any], words: str) -> HttpResponse:
        question = self._question()
        number = question.number
        left = act(question, by=self.request.user)
        messages.success(self.request, words.format(number=number))
        return self._back(left if isinstance(left, Question) else question if question.pk else None)

    def _question(self) -> Question:
        question = self.foi_request.questions.filter(pk=self.subject).first() if self.subject else None
        if question is None:
            raise NotPossible("This question has been removed. The page shows the questions as they are now.")
        question.foi_request = self.foi_request
        return question

    def _confirm(self) -> HttpResponse:
        questions, response_due = list(self.foi_request.questions.all()), self.foi_request.due_on
        without = {q.pk for q in questions if not q.is_assigned}
        late = {q.pk: q.number for q in questions if shown.is_too_late(q, self.foi_request)}
        if here := [form for form in self.forms.questions if form.question.pk in without | late.keys()]:
            for form in here:
                if form.question.pk in without:
                    form.needs_department()
                if form.question.pk in late and response_due:
                    form.is_too_late(response_due)
            return split_page(self.request, self.foi_request, self.forms)
        if late:  # on another page of the questions
            raise NotPossible(
                f"Question {next(iter(late.values()))}: the department’s date is after the whole response is due. "
                "Enter an earlier date, then confirm."
            )
        split_changes.confirm(self.foi_request, by=self.request.user)
        messages.success(
            self.request, "The split is confirmed. Nothing has been sent yet: send the questions when you are ready."
        )
        return redirect("request", pk=self.foi_request.pk)

    def _changed_meanwhile(self, refusal: ChangedMeanwhile) -> HttpResponse:
        """The split as it is now, what somebody else added included, with all that this person typed; nothing else of
        the page that was sent, or the next press would undo the other's work."""
        posted = set(posted_ids(self.request.POST))
        now = _questions(self.foi_request)
        here = now if len(now) <= QUESTIONS_PER_PAGE else [question for question in now if question.pk in posted]
        self.forms = SplitForms(here, Departments(self.foi_request.authority), self.request.POST.copy())
        self.forms.keep_what_was_typed(refusal.seen)
        self._complete()  # what else is in the way is said at once
        missing = typed_for_missing(self.request.POST, [question.pk for question in now], refusal.seen)
        return split_page(
            self.request, self.foi_request, self.forms, changed_meanwhile=str(refusal), typed_for_missing=missing
        )

    def _back(self, question: Question | None = None, page: str = "", anchor: str = "questions") -> HttpResponse:
        page = page or self.request.GET.get("page", "")
        if question is not None and question.pk:
            anchor = f"question-{question.pk}"
            before = self.foi_request.questions.filter(position__lt=question.position).count()
            page = str(before // QUESTIONS_PER_PAGE + 1) if page or before >= QUESTIONS_PER_PAGE else ""
        where = reverse("request_split", args=[self.foi_request.pk])
        where += f"?page={page}" if page.isdecimal() else ""
        return redirect(f"{where}#{anchor}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def divide(request: SignedInRequest, pk: int, question_pk: int) -> HttpResponse:
    foi_request = visible(request, pk, with_text=True)
    require(foi_request.change_split, by=request.user)
    question = get_object_or_404(foi_request.questions, pk=question_pk)
    question.foi_request = foi_request
    form = DivideForm(request.POST or None, initial={"parts": question.text})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "parts"):
            made = split_changes.split_question(question, form.pieces(), by=request.user)
            messages.success(request, f"There are now {len(made)} questions in its place.")
            return redirect(f"{reverse('request_split', args=[pk])}#question-{question.pk}")
    return render(request, "split/divide.html", {"foi_request": foi_request, "question": question, "form": form})


@dataclass(slots=True)
class Mark:
    """A stretch of the text, and what it is to be instead: part of the question `into`, or of another kind."""

    foi_request: FoiRequest
    start: int
    end: int
    into: int | None = None
    other_kind: Any = None


def _marked(request: SignedInRequest, mark: Mark, verb: str) -> HttpResponse:
    """Do it, say so, and go to where it can be seen."""
    foi_request, by = mark.foi_request, request.user
    place = f"#stretch-{mark.start}"
    if verb == "ask":
        question = stretches.make_question(foi_request, mark.start, mark.end, by=by)
        words, place = f"The words are question {question.number} now.", f"#question-{question.pk}"
    elif verb == "add_to":
        found = foi_request.questions.filter(pk=mark.into or 0).first()
        if found is None:
            raise NotPossible("Choose the question that these words belong to.")
        found.foi_request = foi_request
        question = stretches.add_to_question(found, mark.start, mark.end, by=by)
        words, place = f"The words are part of question {question.number} now.", f"#question-{question.pk}"
    else:
        if mark.other_kind is None:
            raise NotPossible("Choose what this part of the text is.")
        stretches.take_for(foi_request, mark.start, mark.end, mark.other_kind, by=by)
        words = f"These words are now taken for: {mark.other_kind.label.lower()}."
    messages.success(request, words)
    return redirect(reverse("request_split", args=[foi_request.pk]) + place)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def stretch(request: SignedInRequest, pk: int, start: int) -> HttpResponse:
    """What one stretch of the text was taken for, to be changed without a mouse or a script."""
    foi_request = visible(request, pk, with_text=True)
    require(foi_request.change_split, by=request.user)
    questions = _questions(foi_request)
    pieces = shown.stretches(foi_request, questions)
    piece = next((one for one in pieces if one.start == start and one.shade != "blank"), None)
    if piece is None:
        messages.error(request, "This part of the text has been changed. The page shows it as it is now.")
        return redirect("request_split", pk=pk)
    initial = {"words": " ".join(piece.text.split()), "other_kind": "background"}
    form = StretchForm(questions, request.POST or None, initial=initial)
    seen = request.POST.get("seen") or str(split_changes.last_change(foi_request).pk)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        place = (
            (piece.start, piece.end)
            if given["words"].split() == piece.text.split()
            else place_of(given["words"], foi_request.text, piece.start, piece.end)
        )
        if place is None:
            form.add_error(
                "words", "These words do not stand like this in the request. Only delete words at either end"
            )
        else:
            into, verb = given["into"], {"ask": "ask", "add": "add_to"}.get(given["what"], "take_for")
            mark = Mark(foi_request, *place, into.pk if into else None, given["other_kind"])
            number = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
            with refusals_on(form), split_changes.as_seen(foi_request, number):
                return _marked(request, mark, verb)
    context = {"foi_request": foi_request, "piece": piece, "form": form, "seen": seen}
    return render(request, "split/stretch.html", context)
