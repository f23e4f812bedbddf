"""Forms of internal reviews and of complaints to the regulator."""

from __future__ import annotations

from typing import Any

from django import forms

from foi.reviews.actions import reviewers_for
from foi.reviews.models import Decision, Review, ReviewFinding, Verdict
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukRadios
from workflows.clock import today

LONGEST_COMPLY = 365


class PastDate(GovukDateField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > today():
            raise forms.ValidationError(f"{self.subject} must be today or in the past")


class AskForm(forms.Form):
    asked_on = PastDate(
        label="When did it reach us?", subject="The date", error_messages={"required": "Enter the date it reached us"}
    )
    grounds = LongTextField(
        label="What does the requester say?", rows=8, max_length=50_000,
        help_text="In their own words. The reviewer reads this.",
        error_messages={"required": "Enter what the requester says"},
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ComplaintForm(forms.Form):
    made_on = PastDate(
        label="When did the regulator tell us?", subject="The date", error_messages={"required": "Enter the date"}
    )
    their_reference = WordsField(label="The regulator’s reference (optional)", required=False, max_length=60)
    about = LongTextField(
        label="What is it about?", max_length=20_000, error_messages={"required": "Enter what the complaint is about"}
    )
    reply_by = GovukDateField(
        label="When do they want our reply? (optional)", subject="The date for our reply", required=False
    )

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FindingForm(forms.Form):
    """What the reviewer finds of one question. Both or neither: the complaint may not be about it."""

    verdict = forms.ChoiceField(
        label="Does the decision stand?", choices=[*Verdict.choices, ("", "The complaint is not about this question")],
        widget=GovukRadios(small=True), required=False,
    )  # fmt: skip
    reasons = LongTextField(label="Reasons", max_length=20_000, required=False)

    def __init__(self, *args: Any, number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("verdict") and not given.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", f"Give the reasons: the requester is told them (question {self.number})")
        if given.get("reasons") and not given.get("verdict"):
            self.add_error("verdict", f"Select whether the decision stands (question {self.number})")
        return given


def finding_forms(review: Review, data: Any = None) -> list[tuple[Any, FindingForm]]:
    """One form for each question of the request, with what was found so far. The same few queries for any number."""
    found: dict[int, ReviewFinding] = {finding.question_id: finding for finding in review.findings.all()}
    forms_ = []
    for question in review.questions().prefetch_related(
        "answers__claims", "answers__searches", "answers__author", "answers__department"
    ):
        known = found.get(question.pk)
        initial = {"verdict": known.verdict, "reasons": known.reasons} if known else {}
        form = FindingForm(data, prefix=f"q{question.pk}", initial=initial, number=question.number)
        forms_.append((question, form))
    return forms_


class StepForm(forms.Form):
    """`facts` are the arguments of the step."""

    def __init__(self, *args: Any, case: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.step = case, step

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReviewerForm(StepForm):
    reviewer = forms.ChoiceField(
        label="Who looks at it again?", widget=GovukRadios(),
        help_text="Those who had a part in the first decision cannot be chosen.",
        error_messages={"required": "Select the reviewer"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = reviewers_for(self.case)
        self.users = {str(user.pk): user for user, _ in offered}
        self.barred = [user.full_name for user, because in offered if because]
        field: Any = self.fields["reviewer"]
        field.choices = [(pk, f"{user.full_name}, {user.job_title}" if user.job_title else user.full_name)
                         for pk, user in self.users.items() if user.full_name not in self.barred]  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return {"reviewer": self.users[self.cleaned_data["reviewer"]]}


class WordsForm(StepForm):
    """One text, whatever the step calls it."""

    LABELS = {
        "extend": ("reason", "Why is more time needed?", "The requester is told this. It is for exceptional cases."),
        "conclude": ("conclusion", "Conclusion", "Say whose decision is upheld or changed, and what the requester gets."),  # noqa: E501
        "decline": ("reason", "Why is it not taken up?", "For example how long after the answer it was asked for."),
        "withdraw": ("reason", "Why is it withdrawn?", "The requester’s own words, or when and how they told you."),
        "comply": ("done", "What was done to comply?", "What was sent or changed, and when."),
        "appeal": ("reason", "Who appeals, and why?", ""),
        "close": ("reason", "How did it end?", "For example: settled informally, withdrawn, complied with."),
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, label, hint = self.LABELS[self.step]
        if self.step == "conclude":
            self.left_alone = [question.number for question in self.case.left_alone()]
        self.fields[name] = LongTextField(
            label=label, help_text=hint, max_length=20_000,
            error_messages={"required": "Enter the conclusion" if name == "conclusion" else "Enter what happened"
                            if name == "done" else "Enter the reason"},
        )  # fmt: skip


class ReplyByForm(StepForm):
    reply_by = GovukDateField(
        label="When do they want our reply?", subject="The date for our reply",
        error_messages={"required": "Enter the date for our reply"},
    )  # fmt: skip


class NoticeForm(StepForm):
    decision = forms.ChoiceField(
        label="What did the regulator decide?", choices=Decision.choices, widget=GovukRadios(),
        error_messages={"required": "Select what the regulator decided"},
    )  # fmt: skip
    notice_on = PastDate(
        label="Date of the notice", subject="The date of the notice",
        error_messages={"required": "Enter the date of the notice"},
    )  # fmt: skip
    notice_reference = WordsField(label="Reference of the notice (optional)", required=False, max_length=60)
    steps = LongTextField(
        label="What does it tell us to do? (optional)", required=False, max_length=20_000,
        help_text="Leave it empty if the notice asks for nothing.",
    )  # fmt: skip
    comply_within = forms.IntegerField(
        label="Within how many calendar days? (optional)", required=False, min_value=1, max_value=LONGEST_COMPLY,
        help_text="As the notice says: commonly 30 or 35. The days count from its date.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and given["steps"] and not given["comply_within"]:
            self.add_error("comply_within", "Enter the number of calendar days that the notice gives")
        if not self.errors and given["comply_within"] and not given["steps"]:
            self.add_error("steps", "Enter what the notice tells us to do")
        return given


#: step -> the form that asks for what it needs
FORMS: dict[str, type[StepForm]] = {
    "allocate": ReviewerForm,
    "ask_for_reply": ReplyByForm,
    "serve_notice": NoticeForm,
    **dict.fromkeys(WordsForm.LABELS, WordsForm),
}
