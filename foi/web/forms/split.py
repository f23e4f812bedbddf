"""The confirmation page: one form for all proposed questions, so that every button can save what was typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from foi.intake.split_changes import QuestionEdit
from foi.intake.splitter import PassageKind
from foi.intake.stretches import LONGEST_QUESTION, OTHER_KINDS
from foi.organisation.models import Authority, Department, Membership
from foi.requests.models import Question, QuestionKind
from foi.web.forms.fields import GovukDateField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukRadios
from foi.web.presenters.dates import in_words
from foi.web.presenters.split import rows_for
from workflows.clock import today

_POSTED = re.compile(r"q(\d{1,18})-text")


class Departments:
    """The departments to choose from, read once for all the questions of a page."""

    def __init__(self, authority: Authority) -> None:
        members = Membership.objects.filter(department=OuterRef("pk"), user__is_active=True)
        found = authority.departments.filter(is_active=True).annotate(staffed=Exists(members))
        self.by_key: dict[str, Department] = {str(department.pk): department for department in found}
        self.choices = [
            (str(department.pk), f"{department}" if department.staffed else f"{department} (nobody to answer yet)")
            for department in found
        ]

    def field(self, label: str, nothing: str, **kwargs: Any) -> forms.TypedChoiceField:
        return forms.TypedChoiceField(
            label=label, choices=[("", nothing), *self.choices], coerce=self.by_key.get, empty_value=None, **kwargs
        )


class QuestionForm(forms.Form):
    """One proposed question."""

    text = LongTextField(label="Question", max_length=LONGEST_QUESTION)
    context = LongTextField(
        label="Lead-in", required=False, max_length=LONGEST_QUESTION, rows=2,
        help_text="Words that this question depends on. One lead-in a line, the outermost first.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind", choices=QuestionKind.choices)
    due_on = GovukDateField(label="Department’s date", required=False)

    def __init__(self, question: Question, departments: Departments, data: QueryDict | None) -> None:
        prefix = prefix_of(question.pk)
        super().__init__(
            data if data is not None and f"{prefix}-text" in data else None,
            prefix=prefix,
            initial={
                "text": question.text,
                "context": question.context,
                "kind": question.kind,
                "due_on": question.due_on,
                "department": str(question.department_id or ""),
            },
        )
        self.question = question
        number = question.number
        self.fields["department"] = departments.field("Department", "Not chosen yet", required=False)
        self.fields["department"].help_text = question.department_reason
        if question.department and str(question.department_id) not in departments.by_key:  # closed since it was chosen
            departments.by_key[str(question.department_id)] = question.department
            self.fields["department"].choices += [(str(question.department_id), str(question.department))]  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["rows"] = rows_for(question.text)
        self.fields["text"].error_messages["required"] = (
            f"Question {number}: enter its words, or press “Not a question”"
        )
        self.fields["due_on"].subject = f"Question {number}: the department’s date"  # type: ignore[attr-defined]

    def clean_due_on(self) -> datetime.date | None:
        due_on: datetime.date | None = self.cleaned_data["due_on"]
        # One that stood there before may have passed since: it is warned of, and does not stop other work on the page.
        if due_on and due_on < today() and due_on != self.question.due_on:
            raise ValidationError(f"Question {self.question.number}: the department’s date must be today or later")
        return due_on

    def is_too_late(self, response_due: datetime.date) -> None:
        self.add_error(
            "due_on",
            f"Question {self.question.number}: the department’s date must be before the whole response is due on "
            f"{in_words(response_due)}",
        )

    def needs_department(self) -> None:
        self.add_error(
            "department",
            f"Question {self.question.number}: choose a department, or say that the letter answers it",
        )

    def edit(self) -> QuestionEdit:
        return QuestionEdit(question_id=self.question.pk, **self.cleaned_data)

    def keep_what_was_typed(self, shown: dict[str, Any]) -> None:
        """`shown`: the columns as the page had them. A box that still says so takes what is on record now."""
        was = {
            "text": shown["text"].strip(),
            "context": shown["context"],
            "kind": shown["kind"],
            "due_on": Question._meta.get_field("due_on").to_python(shown["due_on"]),
            "department": str(shown["department_id"] or ""),
        }
        for name, value in was.items():
            if not self.fields[name].has_changed(value, self[name].data):
                self.data[self.add_prefix(name)] = self.initial[name]  # type: ignore[index]

    def on_record(self) -> list[tuple[str, str]]:
        """The details on record that this form would change: label and value."""
        question = self.question
        words = {
            "text": question.text,
            "context": question.context or "None",
            "kind": question.get_kind_display(),
            "department": str(question.department or "Not chosen yet"),
            "due_on": in_words(question.due_on) if question.due_on else "None",
        }
        return [(str(self.fields[name].label), words[name]) for name in self.changed_data] if self.is_bound else []


class AddForm(forms.Form):
    new_text = LongTextField(label="Words of the question", required=False, max_length=LONGEST_QUESTION, rows=3)

    def missing(self) -> None:
        self.add_error("new_text", "Enter the words of the question that you want to add")


class AssignForm(forms.Form):
    def __init__(self, departments: Departments, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["everything_to"] = departments.field("Department", "Choose a department", required=False)

    def missing(self) -> None:
        self.add_error("everything_to", "Choose the department that the questions go to")


class DateForm(forms.Form):
    """One date for all questions that need one."""

    date_of_the_rest = GovukDateField(
        label="Department’s date", subject="The date for these questions", required=False,
        help_text="Dates that lie ahead stay as they are.",
    )  # fmt: skip

    def clean_date_of_the_rest(self) -> datetime.date | None:
        due_on: datetime.date | None = self.cleaned_data["date_of_the_rest"]
        if due_on and due_on < today():
            raise ValidationError("The date for these questions must be today or later")
        return due_on

    def missing(self) -> None:
        self.add_error("date_of_the_rest", "Enter the date by which the departments answer")


class SplitForms:
    """Everything that the confirmation page sends."""

    def __init__(self, questions: Sequence[Question], departments: Departments, data: QueryDict | None = None) -> None:
        self.questions = [QuestionForm(question, departments, data) for question in questions]
        self.add = AddForm(data)
        self.assign = AssignForm(departments, data)
        self.date = DateForm(data)

    def __iter__(self) -> Iterator[forms.Form]:
        yield from self.questions
        yield self.add
        yield self.assign
        yield self.date

    def needed_by(self, verb: str) -> AddForm | AssignForm | DateForm | None:
        """The form that a button of the page cannot do without."""
        every: dict[str, AddForm | AssignForm | DateForm] = {"add": self.add, "assign": self.assign, "date": self.date}
        return every.get(verb)

    def keep_what_was_typed(self, seen: dict[int, dict[str, Any]]) -> None:
        for form in self.bound():
            if form.question.pk in seen:
                form.keep_what_was_typed(seen[form.question.pk])

    def are_valid(self, *, besides: int | None = None) -> bool:
        """Whether all that was typed can be kept; the words of question `besides` are about to go anyway."""
        # A list, so that every form says what is wrong with it, not only the first.
        return all([form.is_valid() for form in (*self.bound(besides=besides), self.add, self.assign, self.date)])  # noqa: C419

    def bound(self, *, besides: int | None = None) -> list[QuestionForm]:
        return [form for form in self.questions if form.is_bound and form.question.pk != besides]

    def edits(self, *, besides: int | None = None) -> list[QuestionEdit]:
        return [form.edit() for form in self.bound(besides=besides)]


class DivideForm(forms.Form):
    parts = LongTextField(
        label="The question", strip=False, max_length=LONGEST_QUESTION, rows=12,
        help_text="Put an empty line wherever a new question begins. The words stay as they are.",
    )  # fmt: skip

    def pieces(self) -> list[str]:
        return re.split(r"\n[ \t]*\n", self.cleaned_data["parts"])


#: what a person may say that a stretch is, when it is no question
KIND_CHOICES = [(kind.value, kind.label) for kind in OTHER_KINDS]


class SelectedForm(forms.Form):
    """Words of the request that were selected on the page, and what is to become of them."""

    start = forms.IntegerField(min_value=0, max_value=10**9)
    end = forms.IntegerField(min_value=0, max_value=10**9)
    into = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    other_kind = forms.TypedChoiceField(choices=KIND_CHOICES, coerce=PassageKind, empty_value=None, required=False)


class StretchForm(forms.Form):
    """One stretch of the request, or some of its words, and what they are instead."""

    ASK, ADD, OTHER = "ask", "add", "other"

    words = LongTextField(
        label="The words", max_length=LONGEST_QUESTION, rows=4,
        help_text="To take only some of them, delete the others here. The request itself is not changed.",
    )  # fmt: skip
    what = forms.ChoiceField(
        label="What are these words?", choices=[(ASK, "A question of its own"), (ADD, "Part of another question"),
        (OTHER, "Not a question")], widget=GovukRadios(reveals={ADD: "into", OTHER: "other_kind"}),
        error_messages={"required": "Select what these words are"},
    )  # fmt: skip

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(question.pk): question for question in questions}
        named = [(key, f"{question.number}: {question.text[:70]}") for key, question in self.by_key.items()]
        self.fields["into"] = forms.TypedChoiceField(
            label="Which question?", choices=[("", "Choose a question"), *named], coerce=self.by_key.get,
            empty_value=None, required=False,
        )  # fmt: skip
        self.fields["other_kind"] = forms.TypedChoiceField(
            label="What is it, then?", choices=KIND_CHOICES, coerce=PassageKind, required=False,
            initial=PassageKind.BACKGROUND.value, empty_value=PassageKind.BACKGROUND,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("what") == self.ADD and not given.get("into") and "into" not in self.errors:
            self.add_error("into", "Choose the question that these words belong to")
        return given


def prefix_of(question_id: int) -> str:
    return f"q{question_id}"


def posted_ids(data: QueryDict) -> list[int]:
    """The questions that the page showed when it was sent."""
    return [int(found[1]) for found in map(_POSTED.fullmatch, data) if found]


def typed_for_missing(data: QueryDict, present: Iterable[int], seen: dict[int, dict[str, Any]]) -> list[str]:
    """What was typed for questions that somebody has removed since: shown, so that it is not lost. Words that were on
    the page anyway (`seen`) are not."""
    gone = sorted(set(posted_ids(data)) - set(present))
    typed = [(data.get(f"{prefix_of(pk)}-text", ""), seen[pk]["text"] if pk in seen else "") for pk in gone]
    return [words for words, shown in typed if words.split() != shown.split()]
