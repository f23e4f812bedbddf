"""What an officer says in each kind of letter, and how one letter is laid out: `details()` is what the letter keeps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from foi.answers.cited import cited
from foi.law.clock import ClarificationReason, wrong_estimate
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace, choices_of
from foi.requests.calendars import calendar_called
from foi.requests.models import FoiRequest
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukCheckboxes, GovukRadios
from workflows.clock import today

LONGEST = 20_000
MARKS = "An empty line begins a new paragraph; “- ” begins an item of a list."


class DetailsForm(forms.Form):
    """`foi_request`: the one that the letter is about."""

    def __init__(self, *args: Any, foi_request: FoiRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.foi_request = foi_request

    def details(self) -> dict[str, Any]:
        return {}

    def layout(self) -> dict[str, str]:
        return {}

    @classmethod
    def values_of(cls, version: LetterVersion) -> dict[str, Any]:
        return {**version.details, **version.layout}


class AcknowledgementForm(DetailsForm):
    pass


class ClarificationForm(DetailsForm):
    reason_code = forms.ChoiceField(
        label="Why do you have to ask?",
        choices=[(reason.value, reason.label) for reason in ClarificationReason],
        widget=GovukRadios(
            hints={
                reason.value: "The 20 working days begin again when the reply comes."
                if reason.moves_the_date
                else "The date does not move: the Act lets us ask only for what we need."
                for reason in ClarificationReason
            }
        ),
        error_messages={"required": "Select why you have to ask"},
    )
    questions = forms.TypedMultipleChoiceField(
        label="Which questions are unclear?", coerce=int, required=False, widget=GovukCheckboxes(),
        help_text="Select none if it is the whole request. Questions that are clear keep their date.",
    )  # fmt: skip
    unclear = LongTextField(
        label="What do you need to know?", max_length=LONGEST, rows=6,
        help_text=f"Printed after “Please tell us:”. {MARKS}",
        error_messages={"required": "Say what you need to know"},
    )  # fmt: skip
    options = LongTextField(
        label="What could they ask for instead? (optional)", required=False, max_length=LONGEST, rows=4,
        help_text="What you could answer easily, for example by period or by station (section 16).",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.foi_request.is_split:  # until then nobody knows what the questions are
            del self.fields["questions"]
            return
        questions: Any = self.fields["questions"]
        asked = self.foi_request.questions.exclude(state="withdrawn").only("pk", "number", "text", "foi_request_id")
        questions.choices = [(one.pk, f"{one.number}  {one.text[:120]}") for one in asked]

    def details(self) -> dict[str, Any]:
        names = ("reason_code", "questions", "unclear", "options")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class FeesForm(DetailsForm):
    amount = WordsField(
        label="How much is the fee?", max_length=40, help_text="As the letter prints it, for example “£14.20”.",
        error_messages={"required": "Enter the fee"},
    )  # fmt: skip
    breakdown = LongTextField(
        label="What is it for?", max_length=LONGEST, rows=5,
        help_text=f"Paper, postage and the like: staff time may not be charged under the cost limit. {MARKS}",
        error_messages={"required": "Say what the fee is for"},
    )  # fmt: skip
    how_to_pay = LongTextField(
        label="How can it be paid?", max_length=LONGEST, rows=4,
        error_messages={"required": "Say how the fee can be paid"},
    )  # fmt: skip

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("amount", "breakdown", "how_to_pay")}


class ExtensionForm(DetailsForm):
    exemptions = WordsField(
        label="Which exemptions are being weighed?", max_length=200, required=False,
        help_text="With their subsections, separated by commas, for example “31(1)(a), 24(1)”. Only qualified "
        "exemptions: there is nothing to weigh for others.",
    )  # fmt: skip
    explanation = LongTextField(
        label="Why do they apply?", required=False, max_length=LONGEST, rows=5,
        help_text="For exemptions that are not argued in an answer yet. Give nothing away by saying it.",
    )  # fmt: skip
    reason = LongTextField(
        label="Why do you need more time?", max_length=LONGEST, rows=4,
        help_text="Workload, consultation and sign-off are no reasons.",
        error_messages={"required": "Say why you need more time"},
    )  # fmt: skip
    decide_by = GovukDateField(
        label="When do you expect to decide?", subject="The date on which you expect to decide",
        error_messages={"required": "Enter the date on which you expect to decide"},
    )  # fmt: skip

    def clean_exemptions(self) -> list[str]:
        codes = [code.strip() for code in self.cleaned_data["exemptions"].split(",") if code.strip()]
        for code in codes:
            known = cited(code)
            if known is None or not known.exemption.offered:
                raise forms.ValidationError(
                    f"There is no exemption {code}. Name it with its subsection, such as 31(1)(a)"
                )
            if not known.needs_public_interest:  # CLK-30
                raise forms.ValidationError(f"Section {code} is absolute: there is no public interest to weigh")
        return list(dict.fromkeys(codes))

    def clean_decide_by(self) -> Any:
        decide_by, due_on = self.cleaned_data["decide_by"], self.foi_request.due_on
        if decide_by and due_on and decide_by <= due_on:
            raise forms.ValidationError("The date on which you expect to decide must be after the present due date")
        if wrong := wrong_estimate(decide_by, today(), calendar_called(self.foi_request.calendar_version)):
            raise forms.ValidationError(wrong)
        return decide_by

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        decide_by = given["decide_by"].isoformat()
        return {**{name: given[name] for name in ("exemptions", "explanation", "reason")}, "decide_by": decide_by}

    @classmethod
    def values_of(cls, version: LetterVersion) -> dict[str, Any]:
        values = super().values_of(version)
        return {**values, "exemptions": ", ".join(values.get("exemptions", ()))}


class ReviewOutcomeForm(DetailsForm):
    now = LongTextField(
        label="What do you do now? (optional)", required=False, max_length=LONGEST, rows=6,
        help_text=f"What is provided now, or done differently. What was found comes from the review. {MARKS}",
    )  # fmt: skip

    def details(self) -> dict[str, Any]:
        return {"now": self.cleaned_data["now"]}


class LayoutForm(DetailsForm):
    """For a response: where this letter differs from how the authority lays out its letters."""

    CHOICES: ClassVar = (
        ("arrangement", "Questions and answers", Arrangement, "letter_arrangement"),
        ("rights", "Review and complaint", RightsPlace, "letter_rights"),
        ("caveats", "Caveats", CaveatsPlace, "letter_caveats"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, kind, ours in self.CHOICES:
            usual = kind(getattr(self.foi_request.authority, ours)).label
            choices = [("", f"As usual: {usual[0].lower()}{usual[1:]}"), *choices_of(kind)]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def layout(self) -> dict[str, str]:
        return {name: value for name, *_ in self.CHOICES if (value := self.cleaned_data[name])}


#: purpose -> the form that asks for what such a letter says
DETAILS: dict[Purpose, type[DetailsForm]] = {
    Purpose.RESPONSE: LayoutForm,
    Purpose.ACKNOWLEDGEMENT: AcknowledgementForm,
    Purpose.CLARIFICATION: ClarificationForm,
    Purpose.FEES: FeesForm,
    Purpose.EXTENSION: ExtensionForm,
    Purpose.REVIEW: ReviewOutcomeForm,
}
