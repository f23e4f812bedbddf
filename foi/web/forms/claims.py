"""The exemptions of a decision. Which boxes a claim has follows from its entry in the catalogue: nothing here is about
any single exemption."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from foi.answers.cited import Cited, cited, offered
from foi.answers.claim_parts import BALANCE, KEPT_APART, OPINION, WHY, Part, parts_of
from foi.answers.content import ClaimContent
from foi.letters.facts import PrejudiceLevel
from foi.requests.models import FoiRequest
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.widgets import GovukCheckboxes, GovukRadios
from workflows.clock import today

MOST_CLAIMS = 20
#: what is asked when the catalogue does not know the code: what was once typed stays to be read
UNKNOWN = (WHY, *BALANCE, *KEPT_APART)

LEVELS = [
    (PrejudiceLevel.WOULD.value, "It would follow"),
    (PrejudiceLevel.WOULD_BE_LIKELY.value, "It would be likely to follow"),
]


class ClaimForm(forms.Form):
    """One exemption, argued. A claim may be kept unfinished; the question's page says what is missing."""

    exemption = forms.CharField(widget=forms.HiddenInput, max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = self._code()
        self.relied_on = cited(self.code)
        for part in parts_of(self.relied_on) if self.relied_on else UNKNOWN:
            self.fields[part.name] = _field(part, self.relied_on)

    def _code(self) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix("exemption")) or "").strip()
        return str(self.initial.get("exemption", ""))

    @property
    def printed(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in _ON_FILE and name not in ("exemption", "DELETE")]

    @property
    def on_file(self) -> list[Any]:
        """What helps to decide and to defend the decision, and is never printed."""
        return [self[name] for name in self.fields if name in _ON_FILE]

    def clean_exemption(self) -> str:
        code = self.cleaned_data["exemption"]
        if code and cited(code) is None:
            raise forms.ValidationError(f"Section {code} is not in the catalogue. Find the subsection and add it again")
        return code

    def clean_opinion_on(self) -> Any:
        given_on = self.cleaned_data["opinion_on"]
        if given_on and given_on > today():
            raise forms.ValidationError("The date of the opinion must be today or in the past")
        return given_on

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        typed = any(value for name, value in given.items() if name not in ("exemption", "DELETE"))
        if not given.get("exemption") and typed and "exemption" not in self.errors:
            self.add_error("exemption", "Select the exemption that this is about, or empty its fields")
        return given

    def content(self) -> ClaimContent:
        given = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        own = {name: value for name, value in given.items() if name in _COLUMNS}
        particulars = {name: value for name, value in given.items() if name not in _COLUMNS and value}
        return ClaimContent(**own, particulars=particulars)


_COLUMNS = frozenset(ClaimContent.__dataclass_fields__) - {"particulars"}
_ON_FILE = {part.name for part in (*OPINION, *KEPT_APART) if not part.printed}


def _field(part: Part, relied_on: Cited | None) -> forms.Field:
    label = part.label if part.missing else f"{part.label} (optional)"
    given: dict[str, Any] = {"label": label, "help_text": part.hint, "required": False}
    match part.kind:
        case "level":
            return forms.ChoiceField(choices=LEVELS, widget=GovukRadios(inline=True, small=True), **given)
        case "limbs":
            choices = [(each.code, each.covers) for each in relied_on.behind] if relied_on else []
            given["help_text"] = "Select all that apply. The letter names what is protected, and no subsection of it."
            return forms.MultipleChoiceField(choices=choices, widget=GovukCheckboxes(small=True), **given)
        case "date":
            return GovukDateField(subject="The date of the opinion", **given)
        case "line":
            return WordsField(max_length=200, **given)
    return LongTextField(rows=4, **given)


def initial_of(content: ClaimContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in _COLUMNS} | content.particulars


class BaseClaims(BaseFormSet):
    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.chosen():
            if form.code in seen:
                form.add_error("exemption", f"Section {form.code} is claimed twice. Argue it once, for all it covers")
            seen.add(form.code)

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
    ClaimForm, formset=BaseClaims, extra=0, can_delete=True, max_num=MOST_CLAIMS, absolute_max=MOST_CLAIMS,
    validate_max=True,
)  # fmt: skip


class FinderForm(forms.Form):
    """Finds a subsection by number or words, and adds it. Without scripts: looking is a press of a button."""

    find = WordsField(
        label="Find an exemption", required=False, max_length=100,
        help_text="By number or by words: “31”, “40(2)”, “personal data”, “patrols”. Empty: the whole list.",
    )  # fmt: skip
    add = forms.ChoiceField(label="Exemption", required=False)

    def __init__(self, sought: str = "", *, foi_request: FoiRequest, besides: Iterable[str] = ()) -> None:
        # Never bound: what is typed here is a help for choosing, and nothing in it can be wrong.
        super().__init__(initial={"find": sought})
        taken = set(besides)
        everything = [one for one in offered(foi_request.regime, foi_request.received_on) if one.code not in taken]
        words = sought.lower().split()
        self.sought = " ".join(words)
        self.found = [one for one in everything if one.mentions(words)] if words else []
        add: Any = self.fields["add"]
        if self.found:
            add.label = f"{len(self.found)} found"
            add.widget = GovukRadios(hints={one.code: hint(one) for one in self.found}, small=True)
            add.choices = [(one.code, title(one)) for one in self.found]
        else:
            add.choices = grouped(everything)

    @property
    def found_nothing(self) -> bool:
        return bool(self.sought) and not self.found

    @staticmethod
    def chosen(data: QueryDict) -> str:
        """The code that was chosen to be added; "" for none, and for what is not in the catalogue."""
        code = data.get("add", "")
        return code if cited(code) else ""


def title(one: Cited) -> str:
    return f"{one}: neither confirm nor deny" if one.confirms_nor_denies else f"{one}: {one.covers}"


def hint(one: Cited) -> str:
    kind = one.exemption.classification
    usual = f" {one.exemption.policing}" if one.exemption.policing else ""
    name = f"{one.exemption.name}. " if one.confirms_nor_denies else ""
    return f"{name}{kind[0].upper()}{kind[1:]}.{usual}"


def grouped(found: Iterable[Cited]) -> list[tuple[str, Any]]:
    """Grouped by section, in the order of the Act; those that neither confirm nor deny stand together at the end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    silent: list[tuple[str, str]] = []
    for one in found:
        if one.confirms_nor_denies:
            silent.append((one.code, f"{one.code} {one.exemption.name}"))
        else:
            section = str(one).partition("(")[0]
            groups.setdefault(f"{section}: {one.exemption.name}", []).append((one.code, f"{one.code} {one.covers}"))
    return [("", "Choose from the list"), *groups.items(), ("To neither confirm nor deny", silent)]
