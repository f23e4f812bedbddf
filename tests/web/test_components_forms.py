"""Any Django form is drawn as GOV.UK draws its examples, and says in plain words what is missing."""

import datetime
import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from foi.web.forms.fields import MONTH_NAMES, GovukDateField
from foi.web.forms.widgets import GovukCheckboxes, GovukDateInput, GovukRadios, GovukTextarea
from tests.web.markup import examples, shape

# --- GOV.UK's own examples --------------------------------------------------------------------------------------------

# What an example may ask for if we are to draw it from a Django form; those that ask for more are about looks that
# this service does not use.
COMMON = {"label.text", "hint.text", "errorMessage.text", "id", "name", "idPrefix"}
CHOICES = {"fieldset.legend.text", "items.value", "items.text", "items.hint.text", "items.checked"}
WE_DRAW = {
    "input": COMMON | {"value", "prefix.text", "suffix.text", "autocomplete"},
    "textarea": COMMON | {"value"},
    "character-count": COMMON | {"value", "maxlength", "maxwords"},
    "select": COMMON | {"items.value", "items.text", "items.selected", "value"},
    "file-upload": COMMON,
    "password-input": COMMON,
    "radios": COMMON | CHOICES,
    "checkboxes": COMMON | CHOICES,
    "date-input": COMMON | {"fieldset.legend.text"},
}
# Without these an example is not a whole field.
NEEDED = {
    "character-count": {"maxlength"},
    "select": {"items.value"},
    "radios": {"fieldset.legend.text"},
    "checkboxes": {"fieldset.legend.text"},
    "date-input": {"fieldset.legend.text"},
}


# About how the examples' own macros read odd parameters, which Django never hands over.
NOT_FOR_DJANGO = {"with falsy values", "item selected overrides value"}


def asked_for(options: Any, path: str = "") -> set[str]:
    """The names of an example's options, one within another joined by dots."""
    if isinstance(options, dict):
        return {name for key, value in options.items() for name in asked_for(value, f"{path}.{key}".strip("."))}
    if isinstance(options, list):
        return {name for value in options for name in asked_for(value, path)}
    return {path}


def drawable(component: str) -> list[Any]:
    return [
        pytest.param(component, example, id=f"{component}: {name}")
        for name, example in examples(component).items()
        if name not in NOT_FOR_DJANGO
        and NEEDED.get(component, set()) <= asked_for(example["options"]) <= WE_DRAW[component]
    ]


def as_django_field(component: str, options: dict[str, Any]) -> forms.Field:
    items = options.get("items", [])
    choices = [(str(item.get("value", "")), item["text"]) for item in items if item]
    hints = {item["value"]: item["hint"]["text"] for item in items if item.get("hint")}
    match component:
        case "input":
            attrs = {"autocomplete": options["autocomplete"]} if options.get("autocomplete") else {}
            field: forms.Field = forms.CharField(widget=forms.TextInput(attrs))
        case "textarea":
            field = forms.CharField(widget=GovukTextarea)
        case "character-count":
            limit = options.get("maxwords") or options["maxlength"]
            field = forms.CharField(widget=GovukTextarea(limit=limit, count_words="maxwords" in options))
        case "select":
            field = forms.ChoiceField(choices=choices)
        case "file-upload":
            field = forms.FileField(widget=forms.FileInput)
        case "password-input":
            field = forms.CharField(widget=forms.PasswordInput({"autocomplete": "current-password"}))
        case "radios":
            field = forms.ChoiceField(choices=choices, widget=GovukRadios(hints=hints))
        case "checkboxes":
            field = forms.MultipleChoiceField(choices=choices, widget=GovukCheckboxes(hints=hints))
        case "date-input":
            field = GovukDateField()
    field.label = (options.get("label") or options.get("fieldset", {}).get("legend", {})).get("text", "")
    field.help_text = options.get("hint", {}).get("text", "")
    return field


def drawn_by_django(component: str, options: dict[str, Any], name: str) -> str:
    field = as_django_field(component, options)
    items = options.get("items", [])
    chosen = [str(item["value"]) for item in items if item.get("checked") or item.get("selected")]
    value = (
        options["value"] if "value" in options else chosen if component == "checkboxes" else next(iter(chosen), None)
    )
    form = forms.Form(auto_id="%s", initial={name: value})
    form.fields[name] = field
    if error := options.get("errorMessage", {}).get("text"):
        form._errors = forms.utils.ErrorDict({name: form.error_class([error], renderer=form.renderer, field_id=name)})
    affixes = {key: options.get(key, {}).get("text", "") for key in ("prefix", "suffix")}
    source = "{% load govuk %}{% field bound prefix=prefix suffix=suffix %}"
    return Template(source).render(Context({"bound": form[name], **affixes}))


def with_our_ids(markup: str, component: str, name: str) -> str:
    """The example's ids in Django's way: choices count from _0, the boxes of a date have an underscore."""
    if component == "date-input":
        return re.sub(rf'"{re.escape(name)}-(day|month|year)"', rf'"{name}_\1"', markup)
    if component in ("radios", "checkboxes"):
        ids = re.findall(r'<input[^>]* id="([^"]+)"', markup)
        for number, old in enumerate(ids):
            markup = re.sub(rf'"{re.escape(old)}(-item-hint)?"(?! value=)', rf'"{name}_{number}~\1"', markup)
        markup = markup.replace("~", "")
    return markup


ALL_DRAWABLE = [param for component in WE_DRAW for param in drawable(component)]


@pytest.mark.parametrize(("component", "example"), ALL_DRAWABLE)
def test_field_has_the_markup_of_the_design_system(component, example):
    options = example["options"]
    name = options.get("idPrefix") or options.get("id") or options["name"]
    wanted = with_our_ids(example["html"], component, name)
    assert shape(drawn_by_django(component, options, name)) == shape(wanted)


def test_the_examples_that_we_draw_are_many():
    """A change of the examples' format must not leave the test above with nothing to compare."""
    if not examples("input"):
        pytest.skip("GOV.UK Frontend is not installed (npm ci), so there are no examples to compare with")
    assert len(ALL_DRAWABLE) > 40
    assert {param.values[0] for param in ALL_DRAWABLE} == set(WE_DRAW)


# --- what is said when something is missing or wrong ------------------------------------------------------------------


def first_error(field: forms.Field, **data: str) -> str:
    form = forms.Form(data)
    form.fields["it"] = field
    return form.errors["it"][0]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (forms.CharField(label="Text of the request"), "Enter the text of the request"),
        (forms.CharField(label="Your reference"), "Enter your reference"),
        (forms.CharField(label="FOI reference"), "Enter the FOI reference"),
        (forms.ChoiceField(label="Department", choices=[("a", "A")]), "Select the department"),
        (forms.ChoiceField(label="Is the information held?", choices=[("a", "A")]), "Select an answer"),
        (forms.FileField(label="Table"), "Select the table"),
        (forms.BooleanField(label="I have checked it"), "Tick the box to continue: I have checked it"),
        (forms.CharField(label="Reason", error_messages={"required": "Say why"}), "Say why"),
        (GovukDateField(label="Date received"), "Enter the date received"),
    ],
)
def test_what_is_missing_is_asked_for_by_its_name(field, said):
    assert first_error(field) == said


def boxes(day: str, month: str, year: str) -> dict[str, str]:
    return {"it_day": day, "it_month": month, "it_year": year}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "3", "2026"), "Date received must include a day"),
        (("27", "", ""), "Date received must include a month and year"),
        (("31", "2", "2026"), "Date received must be a real date"),
        (("27", "13", "2026"), "Date received must be a real date: check the month"),
        (("27", "Febtober", "2026"), "Date received must be a real date: check the month"),
        (("0", "3", "2026"), "Date received must be a real date: check the day"),
        (("٣", "3", "2026"), "Date received must be a real date: check the day"),
        (("99999999999999999999", "3", "2026"), "Date received must be a real date: check the day"),
        (("27", "3", "26"), "Date received must have a year of 4 numbers"),
        (("27", "3", "0026"), "Date received must have a year of 4 numbers"),
    ],
)
def test_a_wrong_date_says_which_box_is_wrong(typed, said):
    assert first_error(GovukDateField(label="Date received"), **boxes(*typed)) == said


def test_a_wrong_date_is_shown_again_as_typed_and_the_summary_leads_to_the_wrong_box():
    class Log(forms.Form):
        it = GovukDateField(label="Date received")

    form = Log(boxes("27", "Febtober", "2026"))
    drawn = Template("{% load govuk %}{% error_summary form %}{{ form }}").render(Context({"form": form}))
    assert 'href="#id_it_month"' in drawn
    assert 'value="Febtober"' in drawn
    assert re.findall(r'govuk-input--error[^>]* id="([^"]+)"', drawn) == ["id_it_month"]


def test_a_question_as_label_does_not_begin_the_error():
    field = GovukDateField(label="When did it arrive?")
    assert first_error(field, **boxes("", "3", "2026")) == "The date must include a day"


@given(on=st.dates(min_value=datetime.date(1000, 1, 1)), as_name=st.sampled_from([None, 3, 20]), pad=st.booleans())
def test_every_date_that_is_typed_in_any_of_the_usual_ways_is_read(on, as_name, pad):
    month = MONTH_NAMES[on.month - 1][:as_name].title() if as_name else str(on.month)
    day = f" {on.day:02} " if pad else str(on.day)
    form = forms.Form(boxes(day, month, str(on.year)))
    form.fields["it"] = GovukDateField()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["it"] == on


@given(typed=st.tuples(st.text(max_size=6), st.text(max_size=12), st.text(max_size=6)))
def test_no_typing_at_all_breaks_the_date_boxes(typed):
    form = forms.Form(boxes(*typed))
    form.fields["it"] = GovukDateField(required=False)
    form.is_valid()
    str(form)


def test_an_untouched_date_has_not_changed():
    on = datetime.date(2026, 3, 27)
    form = forms.Form(boxes("27", "March", "2026"), initial={"it": on})
    form.fields["it"] = GovukDateField()
    assert not form.has_changed()


def test_a_date_may_also_come_whole_as_in_a_link():
    widget = GovukDateInput()
    assert widget.value_from_datadict(QueryDict("it=2026-03-27"), {}, "it") == "2026-03-27"
    assert widget.value_omitted_from_data(QueryDict("other=1"), {}, "it")


def test_the_limit_of_a_text_counts_a_new_line_once_as_the_counter_does():
    field = forms.CharField(max_length=5, widget=GovukTextarea(limit=5))
    form = forms.Form({"it": "ab\r\ncd"})
    form.fields["it"] = field
    assert form.is_valid(), form.errors
    assert form.cleaned_data["it"] == "ab\ncd"


class Outcome(forms.Form):
    outcome = forms.ChoiceField(
        choices=[("provided", "Provided"), ("refused", "Refused")],
        widget=GovukRadios(reveals={"refused": ["exemption", "why"]}),
    )
    exemption = forms.CharField(required=False)
    why = forms.CharField(required=False)
    note = forms.CharField(required=False)


def test_fields_revealed_by_a_choice_stand_under_it_and_only_there():
    drawn = str(Outcome(prefix="q1"))
    assert drawn.count('name="q1-exemption"') == drawn.count('name="q1-why"') == drawn.count('name="q1-note"') == 1
    inside = drawn[drawn.index("app-revealed") : drawn.index("</fieldset>")]
    assert 'name="q1-exemption"' in inside
    assert 'name="q1-note"' not in inside


def test_the_browser_leaves_checking_to_the_server_and_labels_do_not_vanish():
    class Sign(forms.Form):
        email = forms.EmailField(widget=forms.EmailInput({"placeholder": "Email", "autocomplete": "email"}))

    drawn = str(Sign({"email": ""}))
    assert " required" not in drawn
    assert "placeholder" not in drawn
    assert 'autocomplete="email"' in drawn


def test_an_error_on_the_whole_form_or_on_a_hidden_field_is_never_lost():
    class Hidden(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("Somebody else changed it first")

    drawn = str(Hidden({"version": "x"}))
    assert "Somebody else changed it first" in drawn
    assert "Hidden field version" in drawn
