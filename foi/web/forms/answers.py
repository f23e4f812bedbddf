"""The answer of a department, and the officer's decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from foi.answers.cited import all_cited
from foi.answers.completeness import missing_from_submission
from foi.answers.content import AnswerContent, ClaimContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.letters.facts import PrejudiceLevel
from foi.requests.models import Question
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.tables import TableForm
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
        help_text="Needed unless everything is provided.",
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
    coverage = LongTextField(
        label="Does it cover less than was asked?", required=False, max_length=300, rows=2,
        help_text="For example “Records begin in April 2021”. Leave it empty if it covers everything.",
    )  # fmt: skip

    field_order = (
        "outcome", "text", "reason", "table_remove", "table_paste", "table_file", "table_caption", "source", "facts",
        "as_at", "coverage",
    )  # fmt: skip

    def __init__(self, *args: Any, base: Answer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, kept=base.table if base else None, initial=_initial(base), **kwargs)

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
            **{name: name in facts for name in FACTS},
        )


def _initial(base: Answer | None) -> dict[str, Any]:
    if base is None:
        return {}
    fields = ("outcome", "text", "reason", "note_to_officer", "source", "as_at", "coverage")
    return {name: getattr(base, name) for name in fields} | {"facts": [name for name in FACTS if getattr(base, name)]}


class AnswerForm(ContentForm):
    """A department's answer. A draft may have gaps; what is submitted may not."""

    note_to_officer = LongTextField(
        label="Note to the FOI team", required=False, max_length=10_000, rows=3,
        help_text="Never printed, and not sent to the requester.",
    )  # fmt: skip

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        hints = {outcome.value: outcome.sentence for outcome in Outcome.for_departments()}
        hints[Outcome.WITHHELD] += " You propose this; the FOI officer decides whether an exemption allows it."
        outcome: Any = self.fields["outcome"]
        outcome.label = "What is your answer?"
        outcome.widget = GovukRadios(hints=hints)
        outcome.choices = [(outcome.value, outcome.label) for outcome in Outcome.for_departments()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.is_draft:
            for name, words in missing_from_submission(self.content()).items():
                if name not in self.errors and not (name == "text" and self.table_has_errors):
                    self.add_error(name, words)
        return self.cleaned_data

    @property
    def table_has_errors(self) -> bool:
        return any(name in self.errors for name in ("table_paste", "table_file"))


class DecideForm(ContentForm):
    """The officer's decision: any outcome of the Act that is decided on a question by itself."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Withdrawing is a step of its own; only a question about the answers can be answered by them.
        never = {Outcome.WITHDRAWN} if question.is_about_answers else {Outcome.WITHDRAWN, Outcome.BY_REFERENCE}
        offered = [outcome for outcome in Outcome.for_officers() if outcome not in never]
        outcome: Any = self.fields["outcome"]
        outcome.required, outcome.label = True, "What is the outcome?"
        outcome.widget = GovukRadios(hints={one.value: f"{one.sentence} ({one.law})" for one in offered}, small=True)
        outcome.choices = [(one.value, one.label) for one in offered]
        outcome.error_messages["required"] = "Select the outcome"
        if self.initial.get("outcome") not in offered:
            self.initial["outcome"] = ""  # "cannot answer" is not a decision
        self.fields["reason"].help_text = "Printed in the letter. Why nothing, or not everything, is provided."


class ClaimForm(forms.Form):
    """One exemption, argued. Which parts it needs is in the catalogue; the question's page says what is missing."""

    exemption = forms.ChoiceField(label="Exemption", required=False)
    explanation = LongTextField(
        label="Why it applies", required=False, rows=4,
        help_text="Printed in the letter. Say what disclosure would lead to, and give nothing away by saying it.",
    )  # fmt: skip
    prejudice_level = forms.ChoiceField(
        label="How likely is the harm?", required=False, widget=GovukRadios(inline=True, small=True),
        choices=[
            (PrejudiceLevel.WOULD.value, "It would follow"),
            (PrejudiceLevel.WOULD_BE_LIKELY.value, "It would be likely to follow"),
        ],
        help_text="Only where the exemption rests on harm. “Would” is the harder of the two to show.",
    )  # fmt: skip
    public_interest_for = LongTextField(
        label="Public interest: for disclosure", required=False, rows=3, help_text="Only for qualified exemptions."
    )
    public_interest_against = LongTextField(label="Public interest: for the exemption", required=False, rows=3)
    public_interest_balance = LongTextField(label="Where the balance lies, and why", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        exemption: Any = self.fields["exemption"]
        exemption.choices = exemption_choices()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("exemption") and any(given.get(name) for name in self.fields if name != "exemption"):
            self.add_error("exemption", "Select the exemption that this is about, or empty its fields")
        return given

    def content(self) -> ClaimContent:
        return ClaimContent(**{name: self.cleaned_data[name] for name in self.fields if name != "DELETE"})


class BaseClaims(BaseFormSet):
    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.chosen():
            code = form.cleaned_data["exemption"]
            if code in seen:
                form.add_error("exemption", f"Section {code} is claimed twice. Argue it once, for all that it covers")
            seen.add(code)

    def chosen(self) -> list[Any]:
        """The claims that are made: not the empty ones, not those to be removed."""
        return [
            form
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("exemption") and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this exemption"

    def contents(self) -> list[ClaimContent]:
        return [form.content() for form in self.chosen()]


ClaimFormSet = formset_factory(
    ClaimForm, formset=BaseClaims, extra=2, can_delete=True, max_num=20, absolute_max=20, validate_max=True
)


def exemption_choices() -> list[tuple[str, Any]]:
    """Grouped by section, in the order of the Act; those that neither confirm nor deny stand together at the end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    silent: list[tuple[str, str]] = []
    for code, one in all_cited().items():
        if one.confirms_nor_denies:
            silent.append((code, f"{code} {one.exemption.name}"))
        else:
            groups.setdefault(f"Section {one.exemption.section}: {one.exemption.name}", []).append(
                (code, f"{code} {one.exemption.covers}")
            )
    return [("", "None"), *groups.items(), ("To neither confirm nor deny", silent)]
