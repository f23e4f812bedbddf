"""What finding information would take, and what an officer decides about it (s.12, s.16)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.text import Truncator

from foi.answers.cost_actions import MOST_LINES, Together
from foi.answers.cost_records import LARGEST_COST, LARGEST_MINUTES, LARGEST_RECORDS, CostLine
from foi.answers.similar import Candidate
from foi.law import cost_limit as law
from foi.law.cost_words import plain
from foi.requests.models import FoiRequest, Question
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukCheckboxes

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")


class PlainNumberField(forms.CharField):
    """A number of 0 or more as people type it ("3,715", "2.5"); never NaN, an exponent or more digits than it may have.

    subject: how an error begins ("The number of records"). places: decimal places that may be typed.
    """

    widget = forms.TextInput

    def __init__(
        self, *, subject: str, largest: Decimal | int, places: int = 0, width: int = 10, **kwargs: Any
    ) -> None:
        self.subject, self.largest, self.places = subject, Decimal(largest), places
        attrs = {"class": f"govuk-input--width-{width}", "inputmode": "decimal" if places else "numeric"}
        super().__init__(required=False, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value).replace("£", "").replace(" ", "")
        if not typed:
            return None
        if typed.startswith("-"):
            raise ValidationError(f"{self.subject} cannot be less than 0")
        # A longer one is no number that anybody means, and turning it into one takes time.
        if len(typed) > 40 or not _NUMBER.fullmatch(typed):
            example = "3,715 or 2.5" if self.places else "3,715"
            raise ValidationError(f"{self.subject} must be a number, such as {example}")
        number = Decimal(typed.replace(",", ""))
        if number > self.largest:
            raise ValidationError(f"{self.subject} must be {plain(self.largest)} or less")
        if number != number.quantize(Decimal(1).scaleb(-self.places)):
            places = f"have at most {self.places} decimal places" if self.places else "be a whole number"
            raise ValidationError(f"{self.subject} must {places}")
        return number


def _activities() -> list[tuple[str, Any]]:
    """What may not be counted stands in the list too, so that whoever looks for it learns why."""
    return [
        ("", "Select what is done"),
        ("These count", [(one.value, one.label) for one in law.Activity]),
        ("These do not count towards the limit", list(law.NOT_COUNTABLE_LABELS.items())),
    ]


class CostLineForm(forms.Form):
    """One line: so many records at so many minutes each, or a real cost in pounds."""

    activity = forms.ChoiceField(label="What has to be done", choices=_activities, required=False)
    system = WordsField(
        label="Where: the system, archive or set of records (optional)", required=False, max_length=200,
        help_text="The letter names it if the request is refused, for example “the crime recording system”.",
    )  # fmt: skip
    records = PlainNumberField(
        subject="The number of records", label="How many records", largest=LARGEST_RECORDS,
        help_text="1 for a single piece of work, such as writing a query.",
    )  # fmt: skip
    minutes_per_record = PlainNumberField(
        subject="The minutes", label="Minutes for each", largest=LARGEST_MINUTES, places=3,
        help_text="2.5 is two and a half minutes.",
    )  # fmt: skip
    people = PlainNumberField(
        subject="The number of people", label="People needed at the same time (optional)", largest=99, width=3,
        help_text="Usually 1.",
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="How you know the minutes",
        choices=[
            ("", "Select how you know"),
            (law.Basis.SAMPLE.value, "We timed a sample of the records"),
            (law.Basis.MEASURED.value, "We timed the whole of it before"),
            (law.Basis.JUDGEMENT.value, "Professional judgement"),
        ],
        required=False, help_text="A sample is the strongest, short of doing all of it.",
    )  # fmt: skip
    sample_size = PlainNumberField(
        subject="The size of the sample", label="How many records were in the sample", largest=LARGEST_RECORDS,
        help_text="Only for a sample.",
    )  # fmt: skip
    other_cost = PlainNumberField(
        subject="The other cost", label="Other real cost of this, in pounds (optional)", largest=LARGEST_COST, places=2,
        help_text="For example fetching boxes from an outside archive. Not staff time, copying or postage.",
    )  # fmt: skip
    note = LongTextField(
        label="Why it takes this long (optional)", required=False, max_length=5_000, rows=2,
        help_text="How the records are kept, and why there is no quicker way. Kept on file, not printed in the letter.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.is_used():
            return given
        self._check_activity()
        if not given.get("other_cost"):
            self._require("records", "Enter how many records there are")
            self._require("minutes_per_record", "Enter the minutes for each record")
        if given.get("records"):
            self._require("minutes_per_record", "Enter the minutes for each record")
        if given.get("records") and given.get("minutes_per_record"):
            self._require("basis", "Select how you know the minutes")
        if given.get("people") == 0:
            self.add_error("people", "Somebody has to do the work: enter 1 or more")
        if given.get("basis") == law.Basis.SAMPLE and not self.errors:
            sample, records = given.get("sample_size"), given.get("records") or 0
            if not sample:
                self.add_error("sample_size", "Enter how many records were in the sample")
            elif sample > records:
                self.add_error("sample_size", "The sample cannot be larger than the number of records")
        return given

    def _check_activity(self) -> None:
        if "activity" in self.errors:
            return
        if not self.cleaned_data.get("activity"):
            self.add_error("activity", "Select what has to be done")
            return
        try:
            law.activity(self.cleaned_data["activity"])
        except law.NotCountable as refusal:  # COST-5: with the reason, and what was typed stays
            self.add_error("activity", str(refusal))

    def _require(self, name: str, words: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, words)

    def is_used(self) -> bool:
        """Something was entered in it. An empty line is left out."""
        return any(str(self[name].data or "").strip() for name in self.fields if name != "DELETE")

    @property
    def opens_more(self) -> bool:
        """Whether the fields that are seldom needed are shown at once."""
        return any(self[name].value() or self[name].errors for name in ("people", "other_cost"))

    def line(self, question: str) -> law.CostLine:
        given = self.cleaned_data
        basis = law.Basis(given["basis"] or law.Basis.JUDGEMENT)
        return law.CostLine(
            question=question,
            activity=law.Activity(given["activity"]),
            system=given["system"],
            records=int(given["records"] or 0),
            minutes_per_record=given["minutes_per_record"] or Decimal(0),
            people=int(given["people"] or 1),
            basis=basis,
            sample_size=int(given["sample_size"]) if basis is law.Basis.SAMPLE else None,
            other_cost=given["other_cost"] or Decimal(0),
            note=given["note"],
        )


class BaseCostLines(BaseFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this line"

    def used(self) -> list[Any]:
        return [form for form in self.forms if form.is_used() and not form["DELETE"].data]

    def lines(self, question: str) -> list[law.CostLine]:
        """Those without mistakes: all of them, if the formset is valid."""
        return [form.line(question) for form in self.used() if form.is_valid()]


def cost_lines(lines: Sequence[CostLine], data: Any = None) -> Any:
    """The lines in force as a formset, with an empty one if there is none. data: what was sent."""
    return _kind(extra=0 if lines else 1)(data, initial=[_typed(line) for line in lines], prefix="lines")


def with_another(sent: Any) -> Any:
    """What was sent, as it was typed, with one more empty line and without those to be removed. Nothing is judged."""
    kept = [
        {name: form[name].data for name in form.fields if name != "DELETE"}
        for form in sent.forms
        if not form["DELETE"].data
    ]
    return _kind(extra=1)(None, initial=kept, prefix="lines")


def _kind(*, extra: int) -> Any:
    return formset_factory(
        CostLineForm, formset=BaseCostLines, extra=extra, can_delete=True, max_num=MOST_LINES,
        absolute_max=MOST_LINES, validate_max=True,
    )  # fmt: skip


def _typed(line: CostLine) -> dict[str, Any]:
    """A line as somebody would type it."""
    content = line.content()
    if not line.minutes_per_record and not line.records:
        content |= {"records": "", "minutes_per_record": "", "people": "", "basis": ""}
    else:
        content["people"] = "" if line.people == 1 else line.people
        content |= {"records": plain(line.records), "minutes_per_record": plain(line.minutes_per_record)}
    content["other_cost"] = plain(line.other_cost) if line.other_cost else ""
    content["sample_size"] = plain(line.sample_size) if line.sample_size else ""
    return content


class ReadForm(forms.Form):
    """Which lines were on the page: ids, so that of two people at once neither overwrites the other unseen."""

    read = forms.RegexField(r"\A(?:[0-9]{1,18}(?:,[0-9]{1,18}){0,60})?\Z", required=False, widget=forms.HiddenInput)

    def ids(self) -> set[int]:
        return {int(each) for each in self.cleaned_data["read"].split(",") if each}


class AdviceForm(forms.Form):
    advice = LongTextField(
        label="How the requester could bring the request under the limit", max_length=10_000, rows=6, required=False,
        help_text="Printed in the letter where section 12 is relied on. If there is no way, say so.",
    )  # fmt: skip


class TogetherForm(forms.Form):
    """Which questions, and which other requests, are counted together."""

    questions = forms.MultipleChoiceField(
        label="Which questions ask for the same or similar information?", required=False, widget=GovukCheckboxes(),
        help_text="Select none if each question stands by itself.",
    )  # fmt: skip
    same_information = LongTextField(
        label="What makes it the same or similar information?", required=False, max_length=5_000, rows=3,
        help_text="For example “All of them need the same crime reports to be read.” Kept on file.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, questions: Sequence[Question], candidates: Sequence[Candidate], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["questions"]
        choices.choices = [
            (str(one.pk), f"{one.number}: {Truncator(' '.join(one.text[:300].split())).chars(120)}")
            for one in questions
        ]
        self.candidates = candidates
        for one in candidates:
            self.fields[f"with_{one.pk}"] = forms.BooleanField(
                label=f"Count {one.reference} with this request", required=False
            )
            if not one.same_person:
                self.fields[f"who_{one.pk}"] = WordsField(
                    label=f"Who acts together in {one.reference}, and how does it show?", required=False, max_length=300
                )

    def rows(self) -> list[tuple[Candidate, Any, Any]]:
        """Each candidate with its two fields; the second is None for the same person."""
        return [
            (one, self[f"with_{one.pk}"], self[f"who_{one.pk}"] if f"who_{one.pk}" in self.fields else None)
            for one in self.candidates
        ]

    def together(self) -> Together:
        given = self.cleaned_data
        chosen = {one.pk: given.get(f"who_{one.pk}", "") for one in self.candidates if given.get(f"with_{one.pk}")}
        found = FoiRequest.objects.select_related("requester").in_bulk(list(chosen))
        return Together(
            questions=[int(pk) for pk in given["questions"]],
            others={found[pk]: who for pk, who in chosen.items()},
            same_information=given["same_information"],
        )
