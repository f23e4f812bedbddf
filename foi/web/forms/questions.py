"""What a step on a question asks for: one form for each kind of `needs` in the flow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foi.answers.cited import all_cited
from foi.disclosure.small_numbers import Decision
from foi.organisation.models import Department
from foi.requests.models import Question
from foi.web.forms.fields import GovukDateField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukRadios
from workflows.clock import today
from workflows.question_flow import QuestionState

MOST_NUMBERS = 40  # that are named one by one
PERSONAL_DATA = "40(2) with 40(3A)(a)"  # what small numbers are normally left out under
NO_NAMES = "Departments must not learn who asked, so name nobody outside the authority."


class NewDate(GovukDateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"required": False, "help_text": "Left empty, the date stays as it is."}
        super().__init__(subject="The new date", **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value < today():
            raise ValidationError("The new date must be today or later")


class StepForm(forms.Form):
    """`facts` are the arguments of the step."""

    def __init__(self, *args: Any, question: Question, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.step = step

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    reason = LongTextField(label="Reason", max_length=2_000)

    LABELS = {
        "decline": ("Why is this not for your department?", "Say who might know, if you can. The FOI team reads this."),
        "withdraw": (
            "Why is the question withdrawn?",
            "For example: the requester narrowed the request. Kept on record.",
        ),
        "undo_withdrawal": ("Why is the withdrawal undone?", "Kept on record. Its department goes on where it was."),
        "reopen": ("Why do you reopen the answer?", "Kept on record. An approval that rests on the answer is void."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = self.LABELS.get(self.step, ("Reason", "Kept on record."))
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint
        self.fields["reason"].error_messages["required"] = "Enter a reason"


class CommentForm(StepForm):
    comment = LongTextField(
        label="What should the department look at again?",
        max_length=4_000,
        help_text=f"The department reads this. {NO_NAMES}",
        error_messages={"required": "Say what the department should look at again"},
    )
    due_on = NewDate(label="New date for the department (optional)")


class DepartmentForm(StepForm):
    department = forms.ModelChoiceField(Department.objects.none(), label="Department", empty_label="Choose one")
    due_on = NewDate(label="New date for the department (optional)")
    reason = LongTextField(
        label="Note for the new department (optional)", max_length=2_000, required=False, rows=3,
        help_text=f"The department reads this. {NO_NAMES}",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Department.objects.filter(authority=self.question.foi_request.authority_id, is_active=True)
        field: Any = self.fields["department"]
        # A department that declined may be told that it is theirs after all.
        declined = self.question.state == QuestionState.DECLINED
        current = self.question.department
        field.queryset = others if declined or current is None else others.exclude(pk=current.pk)


class SmallNumbersForm(StepForm):
    """About all small numbers of one answer together; what they are stands above it."""

    decision = forms.ChoiceField(
        label="What becomes of these numbers?", choices=[(one.value, one.label) for one in Decision],
        error_messages={"required": "Select what becomes of them"},
        widget=GovukRadios(
            hints={
                Decision.AS_THEY_ARE: "Nobody could be identified from them, even with what else is known locally.",
                Decision.SUPPRESSED: "The letter prints “suppressed” in their place: a refusal of part of the answer.",
                Decision.NOT_PEOPLE: "Such as vehicles, posts or months.",
            },
            reveals={Decision.SUPPRESSED: "exemption"},
        ),
    )  # fmt: skip
    exemption = forms.ChoiceField(
        label="Under which exemption?", required=False, initial=PERSONAL_DATA,
        help_text="Normally section 40(2), personal information. It has to be claimed with the answer as well.",
    )  # fmt: skip
    reason = LongTextField(
        label="Why?", max_length=2_000, rows=4,
        help_text="Kept on record for the approver. Not printed in the letter.",
        error_messages={"required": "Say why"},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        exemption: Any = self.fields["exemption"]
        exemption.choices = [("", "Choose one")] + [
            (code, f"{code} {one.exemption.name}")
            for code, one in all_cited().items()
            if one.exemption.offered and not one.confirms_nor_denies
        ]
        if answer := self.question.current_answer:
            self.initial = {
                "version": answer.version,
                "decision": answer.small_numbers,
                "reason": answer.small_numbers_reason,
                "exemption": answer.small_numbers_exemption or PERSONAL_DATA,
            }
            found = answer.found_small_numbers()
            self.found, self.more = found[:MOST_NUMBERS], max(0, len(found) - MOST_NUMBERS)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("decision") == Decision.SUPPRESSED and not given.get("exemption"):
            self.add_error("exemption", "Select the exemption under which they are left out")
        return given

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"decision": Decision(self.cleaned_data["decision"])}


#: what a step `needs` first -> the form that asks for it
FORMS: dict[str, type[StepForm]] = {
    "reason": ReasonForm,
    "comment": CommentForm,
    "department": DepartmentForm,
    "decision": SmallNumbersForm,
}
