"""Draws every Django form in GOV.UK markup: set FORM_RENDERER to GovukRenderer and the rest follows.

The markup itself is in templates/django/forms/.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.safestring import SafeString, mark_safe

from foi.web.forms.widgets import GovukDateInput, GovukTextarea

WRONG_EMAIL = "Enter an e-mail address in the correct format, like name@example.com"
DJANGO_REQUIRED_MESSAGE = str(forms.Field.default_error_messages["required"])

# A label that starts with one of these already reads well after "Enter" or "Select".
DETERMINERS = {"a", "an", "any", "each", "how", "the", "what", "when", "where", "which", "who", "why", "your"}


class GovukBoundField(BoundField):
    """A form field that knows its GOV.UK classes, ids and error wording.

    The `{% field %}` tag sets the attributes below for one drawing of the field.
    """

    label_size = "s"
    label_is_heading = False
    prefix = ""
    suffix = ""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == DJANGO_REQUIRED_MESSAGE:
            field.error_messages["required"] = required_message(field, str(self.label))
        if isinstance(field, forms.EmailField):  # Django's own words write "email"
            field.error_messages["invalid"] = WRONG_EMAIL

    @property
    def kind(self) -> str:
        """Which layout of templates/django/forms/field.html draws this field."""
        widget = self.field.widget
        if isinstance(widget, GovukTextarea) and widget.limit:
            return "character_count"
        return getattr(widget, "input_type", "")

    @property
    def css_class(self) -> str:
        """The class of the form control; "" for those without one."""
        match self.field.widget:
            case forms.HiddenInput() | forms.MultipleHiddenInput():
                return ""
            case forms.CheckboxInput() | forms.CheckboxSelectMultiple():
                return "govuk-checkboxes__input"
            case forms.RadioSelect():
                return "govuk-radios__input"
            case forms.Textarea():
                return self._with_error("govuk-textarea")
            case forms.Select():
                return self._with_error("govuk-select")
            case forms.FileInput():
                return self._with_error("govuk-file-upload")
            case forms.PasswordInput():
                return self._with_error("govuk-input") + " govuk-password-input__input govuk-js-password-input-input"
            case Input():
                return self._with_error("govuk-input")
        return ""

    def _with_error(self, css_class: str) -> str:
        return f"{css_class} {css_class}--error" if self.errors else css_class

    @property
    def aria_describedby(self) -> str | None:
        if self.field.widget.attrs.get("aria-describedby") or not self.auto_id or self.is_hidden:
            return None
        described_by = []
        if self.kind == "character_count":
            described_by.append(f"{self.auto_id}-info")
        if self.help_text:
            described_by.append(f"{self.auto_id}-hint")
        if self.errors:
            described_by.append(f"{self.auto_id}-error")
        return " ".join(described_by)

    @property
    def error_target(self) -> str:
        """The id that the error summary jumps to: the control a person has to change."""
        widget = self.field.widget
        if self.is_hidden or not self.auto_id:
            return ""
        if isinstance(widget, forms.RadioSelect):  # and its child CheckboxSelectMultiple
            return widget.id_for_label(self.auto_id, index="0")
        if isinstance(widget, GovukDateInput) and (wrong := self._wrong_date_parts()):
            return f"{self.auto_id}_{wrong[0]}"
        return self.id_for_label

    @property
    def revealed(self) -> bool:
        """True when a radio or checkbox of the same form shows this field under one of its choices."""
        return any(
            self.name in names
            for field in self.form.fields.values()
            for names in getattr(field.widget, "reveals", {}).values()
        )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # GOV.UK checks on the server and shows an error summary; the browser's own bubbles are not accessible enough.
        attrs.pop("required", None)
        attrs.pop("aria-invalid", None)
        if widget.is_hidden:
            return attrs
        own_class = widget.attrs.get("class", "")
        if css_class := f"{self.css_class} {own_class}".strip():
            attrs["class"] = css_class
        # A placeholder disappears as soon as somebody types and is too pale to read.
        attrs["placeholder"] = False
        if isinstance(widget, forms.Textarea):
            attrs["cols"] = False
        if isinstance(widget, forms.PasswordInput | forms.EmailInput):
            attrs["spellcheck"] = "false"
            attrs["autocapitalize"] = "none"
        return attrs

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,  # noqa: FBT001,FBT002 - Django's signature
    ) -> SafeString:
        own_widget = self.field.widget
        if isinstance(own_widget, GovukDateInput):
            own_widget.wrong_parts = self._wrong_date_parts()
        if reveals := getattr(own_widget, "reveals", {}):
            own_widget.revealed_html = {
                value: mark_safe("".join(self.form[name].as_field_group() for name in names))  # noqa: S308 - drawn by our own templates
                for value, names in reveals.items()
            }
        return super().as_widget(widget, attrs, only_initial)

    def _wrong_date_parts(self) -> tuple[str, ...]:
        """Which of day, month, year to mark: those an error names, else all of them."""
        if not self.errors:
            return ()
        for error in self.errors.as_data():
            if error.params and error.params.get("parts"):
                return tuple(error.params["parts"])
        return GovukDateInput.PARTS


class GovukRenderer(TemplatesSetting):
    """Looks form templates up in templates/ first, so needs "django.forms" in INSTALLED_APPS for the others."""

    bound_field_class = GovukBoundField


def required_message(field: forms.Field, label: str) -> str:
    """What to say when nothing was given: `Enter the date received`, `Select the department`."""
    label = label.strip().rstrip(":")
    if isinstance(field, forms.BooleanField):
        return f"Tick the box to continue: {label}"
    chooses = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    verb = "Select" if chooses else "Enter"
    if not label or label.endswith("?"):
        return f"{verb} an answer"
    if not label[:2].isupper():
        label = label[0].lower() + label[1:]
    return f"{verb} {label}" if label.split()[0] in DETERMINERS else f"{verb} the {label}"
