"""The answer of a department, and the officer's decision on it."""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from dataclasses import asdict
from typing import Any, Self

from django import forms
from django.utils.datastructures import MultiValueDict

from foi.answers.completeness import missing_from_submission
from foi.answers.content import AnswerContent
from foi.answers.models import Answer
from foi.law.outcomes import Held, Outcome
from foi.letters.tables import TableNotReadable
from foi.requests.models import Question
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.searches import SearchFormSet
from foi.web.forms.tables import TableForm, cells_of
from foi.web.forms.typed import as_typed, rows_as_typed
from foi.web.forms.widgets import GovukCheckboxes, GovukRadios
from foi.web.presenters.answers import FACTS
from workflows.clock import today

LONGEST_ANSWER = 200_000


class ContentForm(TableForm):
    """What an answer says, whoever writes it."""

    outcome = forms.ChoiceField(required=False)
    text = LongTextField(
        label="The answer", max_length=LONGEST_ANSWER, rows=10, required=False,
        help_text="The letter prints this under the question.",
    )  # fmt: skip
    reason = LongTextField(
        label="Reason", required=False,
        help_text="Needed unless everything is provided. The requester reads it in the letter, unless you select "
        "“Refused” or “Cannot answer”. What only the FOI team may know goes into the note at the end.",
    )  # fmt: skip
    source = WordsField(
        label="Where did the information come from?", required=False, max_length=200,
        help_text="The system, record or document, for example “the training record”.",
    )  # fmt: skip
    facts = forms.MultipleChoiceField(
        label="What is true of this answer?", choices=list(FACTS.items()), required=False,
        help_text="Select all that apply. The letter explains each of them to the requester in standard words.",
        widget=GovukCheckboxes(reveals={"from_live_system": "as_at"}),
    )  # fmt: skip
    as_at = GovukDateField(
        label="On which date was it taken from the system?", subject="The date it was taken", required=False
    )
    no_search_because = WordsField(
        label="If nobody looked, why was there no need to?", required=False, max_length=500,
        help_text="For example “We have no mounted section”. Printed in the letter where the answer is “not held”.",
    )  # fmt: skip
    coverage = LongTextField(
        label="Does it cover less than was asked?", required=False, max_length=300, rows=2,
        help_text="For example “Records begin in April 2021”. Leave it empty if it covers everything.",
    )  # fmt: skip

    field_order = (
        "outcome", "text", "reason", "table_remove", "table_paste", "table_file", "table_caption", "source", "facts",
        "as_at", "coverage", "no_search_because",
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, base: Answer | None = None, **kwargs: Any) -> None:
        super().__init__(data, files, kept=base.table if base else None, initial=_initial(base), **kwargs)
        made = [asdict(search.content()) for search in base.searches.all()] if base else []
        # Whoever sends none has none to tell of: a draft typed elsewhere, an old page.
        sent = data if data and "searches-TOTAL_FORMS" in data else None
        self.searches: Any = SearchFormSet(sent, prefix="searches", initial=None if sent else made)

    def begun_again(self, *, one_more_search: bool = False) -> Self:
        """The form as it was typed, not judged: a button of it asked for something other than to save."""
        again = copy(self)
        again.is_bound, again.data, again.files = False, {}, MultiValueDict()
        again.initial = {**self.initial, **as_typed(self)}
        if upload := self.files.get("table_file"):  # a browser cannot keep a chosen file: its cells go into the box
            with suppress(TableNotReadable):  # it is judged when the answer is saved
                again.initial["table_paste"] = cells_of(upload)
        rows = [row for row in rows_as_typed(self.searches) if any(row.values())]
        again.searches = SearchFormSet(prefix="searches", initial=rows)
        again.searches.extra = 2 if one_more_search else 1
        return again

    def is_valid(self) -> bool:
        return all([self.searches.is_valid() or not self.searches.is_bound, super().is_valid()])

    @property
    def searches_need_attention(self) -> bool:
        made = any(row.initial or row.has_changed() for row in self.searches)
        return made or "no_search_because" in self.errors or self["outcome"].value() == Outcome.NOT_HELD

    def clean_as_at(self) -> Any:
        as_at = self.cleaned_data["as_at"]
        if as_at and as_at > today():
            raise forms.ValidationError("The date it was taken must be today or in the past")
        return as_at

    def clean(self) -> dict[str, Any]:
        self.read_table()
        return self.cleaned_data

    def content(self) -> AnswerContent:
        """As far as it could be read: fields with errors are left out."""
        given = self.cleaned_data
        facts = given.get("facts", [])
        return AnswerContent(
            outcome=Outcome(given["outcome"]) if given.get("outcome") else None,
            text=given.get("text", ""),
            reason=given.get("reason", ""),
            note_to_officer=given.get("note_to_officer", ""),
            table=self.table,
            source=given.get("source", ""),
            as_at=given.get("as_at") if "from_live_system" in facts else None,
            coverage=given.get("coverage", ""),
            held=given.get("held", ""),
            earlier_request=given.get("earlier_request", ""),
            no_search_because=given.get("no_search_because", ""),
            searches=self.searches.contents() if self.searches.is_bound else (),
            **{name: name in facts for name in FACTS},
        )


def _initial(base: Answer | None) -> dict[str, Any]:
    if base is None:
        return {}
    fields = (
        "outcome", "text", "reason", "note_to_officer", "source", "as_at", "coverage", "held", "earlier_request",
        "no_search_because",
    )  # fmt: skip
    return {name: getattr(base, name) for name in fields} | {"facts": [name for name in FACTS if getattr(base, name)]}


class AnswerForm(ContentForm):
    """A department's answer, or one that an officer writes down. A draft may have gaps; what is submitted may not."""

    note_to_officer = LongTextField(
        label="Note to the FOI team", required=False, max_length=10_000, rows=3,
        help_text="Never printed, and not sent to the requester.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, is_draft: bool = False, has_files: bool = False, for_department: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft, self.has_files = is_draft, has_files
        hints = {outcome.value: outcome.sentence for outcome in Outcome.for_departments()}
        hints[Outcome.WITHHELD] += (
            " You propose this; the FOI officer decides whether an exemption allows it."
            if for_department
            else " Before it can be agreed, claim the exemption that allows it: “Decide the outcome”."
        )
        outcome: Any = self.fields["outcome"]
        outcome.label = "What is your answer?" if for_department else "What is the answer?"
        if not for_department:
            self.fields["note_to_officer"].label = "Note for the file"
        outcome.widget = GovukRadios(hints=hints)
        outcome.choices = [(outcome.value, outcome.label) for outcome in Outcome.for_departments()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.is_draft:
            for name, words in missing_from_submission(self.content(), has_files=self.has_files).items():
                if name not in self.errors and not (name == "text" and self.table_has_errors):
                    self.add_error(name, words)
        return self.cleaned_data

    @property
    def table_has_errors(self) -> bool:
        return any(name in self.errors for name in ("table_paste", "table_file"))


class DecideForm(ContentForm):
    """The officer's decision: any outcome of the Act that is decided on a question by itself."""

    held = forms.ChoiceField(
        label="How much of it do we hold?", required=False, widget=GovukRadios(inline=True, small=True),
        choices=[(Held.YES.value, "All of it"), (Held.IN_PART.value, "Part of it")],
        help_text="The letter says so where something is provided in part, refused, available elsewhere, or over the "
        "cost limit. Not recorded where the outcome says nothing about holding.",
    )  # fmt: skip
    earlier_request = WordsField(
        label="Which earlier request, and when was it answered?", required=False, max_length=300,
        help_text="For example “FOI/2026/0142, answered on 3 March 2026”. The letter prints it.",
    )  # fmt: skip

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Withdrawing is a step of its own; only a question about the answers can be answered by them.
        never = {Outcome.WITHDRAWN} if question.is_about_answers else {Outcome.WITHDRAWN, Outcome.BY_REFERENCE}
        offered = [outcome for outcome in Outcome.for_officers() if outcome not in never]
        outcome: Any = self.fields["outcome"]
        outcome.required, outcome.label = True, "What is the outcome?"
        hints = {one.value: f"{one.sentence} ({one.law})" for one in offered}
        outcome.widget = GovukRadios(hints=hints, reveals={Outcome.REPEATED.value: "earlier_request"}, small=True)
        outcome.choices = [(one.value, one.label) for one in offered]
        outcome.error_messages["required"] = "Select the outcome"
        if self.initial.get("outcome") not in offered:
            self.initial["outcome"] = ""  # "cannot answer" is not a decision
        self.fields["reason"].help_text = (
            "Why nothing, or not everything, is provided. Printed in the letter, but not with “Refused” or “Neither "
            "confirmed nor denied”: what is claimed says why."
        )
