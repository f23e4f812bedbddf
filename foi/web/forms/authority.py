"""The settings of an authority: one small form for each group of `foi.organisation.authority_settings`."""

from __future__ import annotations

from typing import Any

from django import forms

from foi.law.time_limits import Reading
from foi.organisation.authority_settings import Group, seen
from foi.organisation.languages import Language
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace, choices_of
from foi.organisation.models import LAW_ALLOWS, Authority
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukRadios

_WIDE = {"class": "govuk-input--width-20"}
_NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}


def _email(label: str, help_text: str, *, required: bool = True) -> forms.EmailField:
    return forms.EmailField(
        label=label, help_text=help_text, required=required, max_length=254,
        widget=forms.EmailInput({**_WIDE, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


def _address(label: str, help_text: str) -> forms.URLField:
    return forms.URLField(
        label=label, help_text=help_text, required=False, assume_scheme="https",
        error_messages={"invalid": "Enter a web address in the correct form, like https://www.example.police.uk/foi"},
    )  # fmt: skip


def _day(label: str, help_text: str, *, most: int, what: str) -> forms.IntegerField:
    wrong = f"{what} must be a whole number from 1 to {most}"
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=1, max_value=most, widget=forms.TextInput(_NUMBER),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong, "required": f"Enter {label.lower()}"},
    )  # fmt: skip


def _either(label: str, yes: str, no: str, *, hints: dict[str, str], help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=[("yes", yes), ("no", no)], widget=GovukRadios(hints=hints),
        coerce=lambda value: value == "yes",
    )  # fmt: skip


class SettingsForm(forms.Form):
    """Begins with the settings as they are. `seen`: what they were when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, data: Any = None, *, authority: Authority, group: Group) -> None:
        now = {name: getattr(authority, name) for name in group.names}
        initial = {
            name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in now.items()
        }
        super().__init__(data, initial={**initial, "seen": seen(authority, group)})

    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class ContactForm(SettingsForm):
    short_name = WordsField(label="Short name", help_text="Used where there is little room.", max_length=60)
    address = LongTextField(
        label="Address", help_text="One line of the address on each line.", rows=5, max_length=500,
        error_messages={"required": "Enter the address"},
    )  # fmt: skip
    email = _email(
        "E-mail address", "Printed in letters. Requests that are sent to it are recognised as the authority’s."
    )
    telephone = WordsField(label="Telephone number (optional)", max_length=40, required=False)
    website = _address("Website (optional)", "Its full address.")
    foi_team = WordsField(
        label="Name of the FOI team", help_text="For example: Information Rights Team.", max_length=120
    )

    def clean_address(self) -> str:
        return _lines(self.cleaned_data["address"])


class ReviewsForm(SettingsForm):
    review_contact = LongTextField(
        label="Name and postal address (optional)", rows=5, max_length=500, required=False,
        help_text="Who handles internal reviews, and where to write to. One line on each line. Left empty, the address "
        "of the authority is printed.",
    )  # fmt: skip
    review_email = _email(
        "E-mail address (optional)", "Left empty, the e-mail address of the authority is printed.", required=False
    )

    def clean_review_contact(self) -> str:
        return _lines(self.cleaned_data["review_contact"])


class LayoutForm(SettingsForm):
    letter_arrangement = forms.ChoiceField(
        label="Questions and answers", choices=choices_of(Arrangement), widget=GovukRadios()
    )
    letter_rights = forms.ChoiceField(
        label="Review and complaint", choices=choices_of(RightsPlace),
        help_text="Wherever they stand, every letter says that both rights exist.",
        widget=GovukRadios(reveals={RightsPlace.LINKED.value: "rights_url"}),
    )  # fmt: skip
    rights_url = _address(
        "Your page on review and complaint", "It tells how to ask for an internal review and how to complain."
    )
    letter_caveats = forms.ChoiceField(
        label="Caveats", choices=choices_of(CaveatsPlace), widget=GovukRadios(),
        help_text="What has to be known to read the figures rightly.",
    )  # fmt: skip


class SignatureForm(SettingsForm):
    letter_language = forms.ChoiceField(
        label="Language of letters",
        choices=[(one.value, one.label) for one in Language],
        widget=GovukRadios(inline=True),
    )
    signatory_name = WordsField(
        label="Name of the person who signs (optional)", max_length=120, required=False,
        help_text="Leave name and role empty if the officer who drafts a letter signs it. Leave the name empty if "
        "letters are signed by role only.",
    )  # fmt: skip
    signatory_role = WordsField(label="Role of the person who signs (optional)", max_length=120, required=False)
    letter_marking = WordsField(
        label="Protective marking (optional)", max_length=60, required=False,
        help_text="Printed at the top of each page, for example OFFICIAL.", widget=forms.TextInput(_WIDE),
    )  # fmt: skip
    notices_need_approval = _either(
        "Extension and fees notices", "A second person approves them", "An officer sends them", hints={},
        help_text="Responses and outcomes of reviews are always approved by a second person.",
    )  # fmt: skip


class DaysForm(SettingsForm):
    internal_working_days = _day(
        "The working day by which departments answer", "Counted from receipt.", most=LAW_ALLOWS,
        what="The day by which departments answer",
    )  # fmt: skip
    review_working_days = _day(
        "The working day on which the draft is reviewed", "Counted from receipt; after the departments’ day.",
        most=LAW_ALLOWS, what="The day on which the draft is reviewed",
    )  # fmt: skip
    close_unclarified_after = _day(
        "The working days after which an unclarified request may be closed",
        "Counted from the day on which you asked. The law sets no period; letters that ask for clarification name it.",
        most=120, what="The days after which a request may be closed",
    )  # fmt: skip
    receipt_reading = forms.ChoiceField(
        label="A request that comes on a day that is no working day",
        choices=[(reading.value, reading.label) for reading in Reading], widget=GovukRadios(),
    )  # fmt: skip


class ReferencesForm(SettingsForm):
    reference_format = WordsField(
        label="How a reference is made", max_length=60, widget=forms.TextInput(_WIDE),
        help_text="{sequence} stands for the number, {sequence:05d} for one of five digits, {yy} and {year} for the "
        "year. For example FOI/{year}/{sequence:05d} gives FOI/2026/00123.",
    )  # fmt: skip
    reference_restarts_yearly = _either(
        "Numbers", "Begin again at 1 each year", "Go on from year to year",
        hints={"yes": "If you choose this in the middle of a year, they begin again with the next one."},
    )  # fmt: skip


class CostForm(SettingsForm):
    schedule_1_part_1 = _either(
        "Kind of authority",
        "A government department, a House of Parliament, the Northern Ireland Assembly, the Senedd or the armed forces",
        "Any other public authority, such as a police force or a council",
        hints={"yes": "Schedule 1, Part I of the Act: the higher limit.", "no": "The ordinary limit."},
    )


FORMS: dict[str, type[SettingsForm]] = {
    "contact": ContactForm,
    "reviews": ReviewsForm,
    "layout": LayoutForm,
    "signature": SignatureForm,
    "days": DaysForm,
    "references": ReferencesForm,
    "cost": CostForm,
}
