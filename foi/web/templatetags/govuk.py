"""GOV.UK and MoJ components for templates: `{% load govuk %}`. Each tag draws templates/components/<name>.html.

docs/pages.md shows each in use.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from foi.web.forms.renderer import GovukBoundField

register = template.Library()


def component(name: str, /, **values: Any) -> SafeString:
    return mark_safe(render_to_string(f"components/{name}.html", values).strip())  # noqa: S308 - escaped by the template


# --- things a person presses ------------------------------------------------------------------------------------------


@register.simple_tag
def button(
    text: str,
    *,
    href: str = "",
    secondary: bool = False,
    warning: bool = False,
    name: str = "",
    value: str = "",
    form: str = "",
    about: str = "",
    action: str = "",
    back_to: str = "",
    disabled: bool = False,
) -> SafeString:
    """A link that looks like a button when href is given, else a submit button that ignores a second press.

    action: where this button sends the form, when that is not where the others do.

    back_to: the place of the page to come back at ("finder"), where the press only changes the form.

    about: words for screen readers, when several buttons of a page carry the same text ("question 4").
    """
    return component(
        "button", text=text, href=href, secondary=secondary, warning=warning, name=name, value=value, form=form,
        about=about, action=action, back_to=back_to, disabled=disabled,
    )  # fmt: skip


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    return component("back_link", href=href, text=text)


@register.simple_tag
def breadcrumbs(items: Iterable[Any]) -> SafeString:
    """items: {text, url}; the page itself comes last, without url."""
    return component("breadcrumbs", items=items)


@register.simple_tag
def sub_navigation(items: Iterable[Any], label: str = "Lists") -> SafeString:
    """items: {text, url, active, count}; a count of None shows none."""
    return component("sub_navigation", items=items, label=label)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: "Page[Any]", noun: str = "results", parameter: str = "page") -> SafeString:
    """GOV.UK pagination of a Page; the address's other parameters stay as they are."""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    request = context.get("request")
    others = request.GET if request else QueryDict()

    def url(number: int) -> str:
        query = others.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    links = [
        {"number": number, "url": url(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in numbers
    ]
    return component(
        "pagination",
        page=page,
        links=links,
        noun=noun,
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
    )


# --- things a person reads --------------------------------------------------------------------------------------------


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """colour: grey, green, teal, blue, purple, magenta, red, orange, yellow; none is GOV.UK's blue."""
    return component("tag", text=text, colour=colour)


@register.simple_tag
def summary_list(rows: Iterable[Mapping[str, Any]], title: str = "", *, border: bool = True) -> SafeString:
    """rows: {key, value, actions: [{text, url, about}]}; with a title it is drawn as a card."""
    rows = list(rows)
    any_actions = any(row.get("actions") for row in rows)
    return component("summary_list", rows=rows, title=title, border=border, any_actions=any_actions)


@register.simple_tag
def task_list(items: Iterable[Any], id_prefix: str = "task") -> SafeString:
    """items: {title, url, hint, status, colour}; without colour the status is plain text (GOV.UK: for what is done)."""
    return component("task_list", items=items, id_prefix=id_prefix)


@register.simple_tag
def table(
    rows: Iterable[Sequence[Any]],
    head: Iterable[Any] = (),
    caption: str = "",
    *,
    caption_size: str = "m",
    numeric: str = "",
    row_headers: bool = False,
    sortable: bool = False,
) -> SafeString:
    """A table. numeric: numbers of the columns set to the right, from 1 ("2,3"). row_headers: each row's first cell."""
    right = {int(column) for column in numeric.split(",") if column.strip()}
    return component(
        "table", rows=rows, head=head, caption=caption, caption_size=caption_size, right=right,
        row_headers=row_headers, sortable=sortable,
    )  # fmt: skip


@register.simple_tag
def timeline(events: Iterable[Any], heading_level: int = 3) -> SafeString:
    """events: {title, by, at, text}; at is a moment or a date."""
    return component("timeline", events=events, heading_level=heading_level)


@register.simple_tag
def progress(done: int, total: int, words: str = "answered") -> SafeString:
    """`3 of 12 answered` over a bar; the bar is for the eye only, the words say it all."""
    return component("progress", done=done, total=total, words=words)


TIME = '<time datetime="{}">{}</time>'  # too small and too often used for a template of its own


@register.filter
def when(value: datetime.date | datetime.datetime) -> SafeString | str:
    """`moment` or `day`, by what the value is."""
    return moment(value) if isinstance(value, datetime.datetime) else day(value)


@register.simple_tag
def day(
    value: datetime.date | None, *, weekday: bool = False, short: bool = False, none: str = "Not set"
) -> SafeString | str:
    """`21 November 2026`, `Saturday 21 November 2026`, or in a column of a list `21 Nov 2026`, in a <time> element."""
    if value is None:
        return none
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    text = date_format(value, "l j F Y" if weekday else "j M Y" if short else "j F Y")
    return format_html(TIME, f"{value:%Y-%m-%d}", text)


@register.simple_tag
def moment(value: datetime.datetime | None, none: str = "Not yet") -> SafeString | str:
    """`21 November 2026 at 2:05pm`, in a <time> element and in the local time zone."""
    if value is None:
        return none
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    clock = date_format(local, "g:i") + ("am" if local.hour < 12 else "pm")
    text = f"{date_format(local, 'j F Y')} at {clock}"
    return format_html(TIME, local.isoformat(timespec="minutes"), text)


# --- frames round other markup ----------------------------------------------------------------------------------------


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return component("inset", content=content)


@register.simple_block_tag
def warning_text(content: str) -> SafeString:
    return component("warning_text", content=content)


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:
    return component("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """The green panel of a confirmation page; its title is the page's h1."""
    return component("panel", content=content, title=title)


@register.simple_block_tag
def notification_banner(content: str, title: str = "Important", *, success: bool = False) -> SafeString:
    return component("notification_banner", content=content, title="Success" if success else title, success=success)


@register.simple_block_tag
def page_header(content: str, title: str, caption: str = "", tag: str = "", colour: str = "") -> SafeString:
    """The page's h1 with a caption above, a state tag beside and the page's actions (the content) to the right."""
    return component("page_header", content=content, title=title, caption=caption, tag=tag, colour=colour)


@register.simple_block_tag
def card(content: str, title: str, id: str = "", tag: str = "", colour: str = "") -> SafeString:
    """A framed section with a heading, for one thing among several: a question, a department."""
    return component("card", content=content, title=title, id=id or slugify(title), tag=tag, colour=colour)


@register.simple_block_tag
def filter_panel(content: str, selected: Iterable[Any] = (), clear_url: str = "", title: str = "Filter") -> SafeString:
    """A GET form round the filter's fields. selected: {text, url}, url being the list without that filter."""
    return component("filter_panel", content=content, selected=selected, clear_url=clear_url, title=title)


@register.simple_block_tag
def compare(content: str) -> SafeString:
    """Two panes side by side (one under the other on a narrow screen); hold two {% pane %}."""
    return component("compare", content=content)


@register.simple_block_tag
def pane(content: str, title: str, *, sticky: bool = False) -> SafeString:
    """One side of {% compare %}. sticky: stays in view while the other side scrolls."""
    return component("pane", content=content, title=title, id=slugify(title), sticky=sticky)


@register.simple_block_tag
def tabs(content: str, *panels: str, title: str = "Contents") -> SafeString:
    """Tabs over {% tab %} panels of the same titles; without JavaScript, a list of links to the sections."""
    return component("tabs", content=content, panels=[(slugify(text), text) for text in panels], title=title)


@register.simple_block_tag
def tab(content: str, title: str) -> SafeString:
    return component("tab", content=content, title=title, id=slugify(title))


# --- forms ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def field(
    bound_field: GovukBoundField,
    *,
    label: str = "",
    size: str = "s",
    heading: bool = False,
    prefix: str = "",
    suffix: str = "",
) -> SafeString:
    """A form field. size: of its label (s, m, l, xl). heading: the label is the page's h1."""
    bound_field.label = label or bound_field.label
    bound_field.label_size = size
    bound_field.label_is_heading = heading
    bound_field.prefix = prefix
    bound_field.suffix = suffix
    return bound_field.as_field_group()


class FormError(NamedTuple):
    text: str
    target: str  # id of the control to change, "" if there is none


@register.simple_tag
def error_summary(*forms: BaseForm | BaseFormSet | Iterable[BaseForm] | None) -> SafeString | str:
    """What is wrong with the forms and formsets given, each error a link to its field; nothing if nothing is wrong."""
    errors = [error for form in forms for error in errors_of(form)]
    return component("error_summary", errors=errors) if errors else ""


@register.simple_tag
def error_prefix(*forms: BaseForm | BaseFormSet | Iterable[BaseForm] | None) -> str:
    """`Error: ` for the page's title when a form has errors: the first thing that a screen reader says."""
    return "Error: " if any(True for form in forms for _ in errors_of(form)) else ""


def errors_of(form: Any) -> Iterator[FormError]:
    """The errors of a form, a formset, or several; nothing for None, "" or whatever is no form."""
    match form:
        case BaseForm():
            yield from _form_errors(form)
        case BaseFormSet() if form.is_bound:
            yield from (FormError(str(error), "") for error in form.non_form_errors())
            for member in form.forms:
                if not member.cleaned_data.get(DELETION_FIELD_NAME):
                    yield from _form_errors(member)
        case list() | tuple():
            for member in form:
                yield from errors_of(member)


def _form_errors(form: BaseForm) -> Iterator[FormError]:
    errors: Mapping[str, Any] = form.errors
    for name in form.fields:
        for error in errors.get(name, ()):
            bound_field = form[name]
            yield FormError(str(error), getattr(bound_field, "error_target", bound_field.id_for_label))
    yield from (FormError(str(error), "") for error in form.non_field_errors())
