"""One form for each thing that an officer records on the clock: it asks for what the law wants to know, and no more."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator

from foi.law.clock import ClarificationReason, Clock, Kind, wrong_estimate
from foi.law.exemptions import citable
from foi.law.regimes import REGIMES
from foi.requests.clock_actions import WHOLE_LETTER
from foi.requests.models import Question
from foi.web.forms.fields import GovukDateField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukCheckboxes, GovukRadios
from workflows.clock import today

LONGEST_REASON = 4_000
LONGEST_REPLY = 100_000

#: kind -> question that the date answers, and its hint
WHEN = {
    Kind.ACKNOWLEDGED: ("When was it acknowledged?", ""),
    Kind.CLARIFICATION_ASKED: ("When did you ask?", "The day your message went out."),
    Kind.CLARIFICATION_RECEIVED: (
        "When did the reply arrive?",
        "The day it reached anybody in the authority. It becomes the new date of receipt.",
    ),
    Kind.CLARIFICATION_LAPSED: ("When is it closed?", ""),
    Kind.FEE_NOTICE: ("When was the notice given?", "That day no longer counts."),
    Kind.FEE_PAID: ("When did the money arrive?", "That day does not count yet; the next working day does."),
    Kind.PIT_EXTENSION: ("When was the notice sent?", ""),
    Kind.EIR_EXTENSION: ("When was the requester told?", ""),
    Kind.TRANSFERRED: ("When was it transferred?", ""),
}
#: kind -> words asked for, hint, and what to say where they are missing
WORDS = {
    Kind.CLARIFICATION_ASKED: ("What did you ask? (optional)", "In a few words, for colleagues.", ""),
    Kind.PIT_EXTENSION: ("Why does the exemption apply?", "As the notice says it.", "Say why the exemption applies"),
    Kind.EIR_EXTENSION: (
        "What makes it both complex and large?", "As the requester was told.",
        "Say what makes it both complex and large",
    ),
    Kind.TRANSFERRED: (
        "To which authority, and how did the requester agree?",
        "Without the requester’s agreement it is not a transfer.",
        "Enter to whom it went and how the requester agreed",
    ),
}  # fmt: skip


class EventForm(forms.Form):
    """What the law wants recorded with one kind of event."""

    on = GovukDateField(error_messages={"required": "Enter the date"})

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        clock: Clock,
        questions: Sequence[Question],
        waiting: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.clock, self.questions = kind, clock, {str(question.pk): question for question in questions}
        on = self.fields["on"]
        on.label, on.help_text = WHEN[kind]
        on.initial = today
        if kind is Kind.CLARIFICATION_ASKED:
            self.fields["reason_code"] = forms.ChoiceField(
                label="Why was it needed?",
                choices=[(reason.value, reason.label) for reason in ClarificationReason],
                widget=GovukRadios(
                    hints={
                        reason.value: "The clock waits, and begins again with the reply."
                        if reason.moves_the_date
                        else "The date stands."
                        for reason in ClarificationReason
                    }
                ),
                error_messages={"required": "Select why clarification was needed"},
            )
        if kind is Kind.PIT_EXTENSION:
            self._ask_about_the_exemption(clock)
        if kind in WORDS:
            label, hint, missing = WORDS[kind]
            self.fields["reason"] = LongTextField(
                label=label, help_text=hint, required=bool(missing), max_length=LONGEST_REASON, rows=4,
                error_messages={"required": missing},
            )  # fmt: skip
        if kind is Kind.CLARIFICATION_RECEIVED:
            self.fields["words"] = LongTextField(
                label="What does the requester say? (optional)", required=False, strip=False, max_length=LONGEST_REPLY,
                help_text="Paste the reply: it goes on file with the request. Leave it empty if it is there already.",
            )  # fmt: skip
        if kind is Kind.EIR_EXTENSION:
            self._ask_for_the_estimate(clock, "By when will you answer?")
        if self.questions and kind not in WHOLE_LETTER:
            self.fields["questions"] = forms.MultipleChoiceField(
                label="Which questions does it concern?",
                help_text="Tick none if it concerns the whole request. The other questions keep their date.",
                required=False,
                choices=[
                    (key, f"{one.number}. {Truncator(one.text).chars(120)}") for key, one in self.questions.items()
                ],
                initial=[str(pk) for pk in waiting],
                widget=GovukCheckboxes(small=True),
            )

    def _ask_about_the_exemption(self, clock: Clock) -> None:
        qualified = [
            (one.code, f"{one.code} {one.name}")
            for one in citable(regime=clock.regime.code)
            if one.offered and one.is_qualified
        ]
        self.fields["exemption"] = forms.ChoiceField(
            label="Which qualified exemption is engaged?",
            help_text="Absolute exemptions, the cost limit and vexatious requests give no extra time.",
            choices=[("", "Choose an exemption"), *qualified],
            error_messages={"required": "Select the qualified exemption that is engaged"},
        )
        self.fields["second_exemption"] = forms.ChoiceField(
            label="Another one (optional)", required=False, choices=[("", "None"), *qualified]
        )
        self._ask_for_the_estimate(clock, "By when do you expect to decide?")

    def _ask_for_the_estimate(self, clock: Clock, label: str) -> None:
        self.fields["estimated_on"] = GovukDateField(
            label=label, subject="The date you expect",
            help_text="The notice must give it. It is the new due date.",
            error_messages={"required": "Enter the date by which you expect to decide"},
        )  # fmt: skip
        self.fields["estimated_on"].initial = clock.day40_on

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return on

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on, estimated_on = given.get("on"), given.get("estimated_on")
        if on and estimated_on and (wrong := wrong_estimate(estimated_on, on, self.clock.calendar)):
            self.add_error("estimated_on", wrong)
        return given

    def facts(self) -> dict[str, Any]:
        """As foi.requests.clock_actions.record_event takes them."""
        given = self.cleaned_data
        return {
            "on": given["on"],
            "questions": [self.questions[key] for key in given.get("questions", ())],
            "reason_code": given.get("reason_code", ""),
            "reason": given.get("reason", ""),
            "exemptions": [code for code in (given.get("exemption"), given.get("second_exemption")) if code],
            "estimated_on": given.get("estimated_on"),
        }


class ReasonForm(forms.Form):
    reason = LongTextField(
        label="Why?", help_text="It stays in view with the event.", max_length=LONGEST_REASON, rows=4,
        error_messages={"required": "Enter a reason"},
    )  # fmt: skip


class ReceiptForm(ReasonForm):
    received_on = GovukDateField(
        label="When was it received?",
        subject="The date it was received",
        help_text="The day it reached anybody in the authority, not the day that it reached you.",  # CLK-5
        error_messages={"required": "Enter the date it was received"},
    )
    field_order = ("received_on", "reason")


class RegimeForm(ReasonForm):
    regime = forms.ChoiceField(
        label="Which law does it come under?",
        choices=[(one.code, one.name) for one in REGIMES.values()],
        widget=GovukRadios(),
    )
    field_order = ("regime", "reason")
