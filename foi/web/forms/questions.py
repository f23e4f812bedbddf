"""What a step on a question asks for: one form for each kind of `needs` in the flow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foi.organisation.models import Department
from foi.requests.models import Question
from foi.web.forms.fields import GovukDateField
from foi.web.forms.long_text import LongTextField
from workflows.clock import today
from workflows.question_flow import QuestionState

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


#: what a step `needs` first -> the form that asks for it
FORMS: dict[str, type[StepForm]] = {"reason": ReasonForm, "comment": CommentForm, "department": DepartmentForm}
