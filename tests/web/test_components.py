"""The components carry the markup of GOV.UK's own examples, and what people type never becomes markup."""

import datetime
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from foi.web.templatetags import govuk
from tests.web.markup import example_html, shape


def draw(source: str, **context: object) -> str:
    return Template("{% load govuk %}" + source).render(Context(context))


class Passport(forms.Form):
    error_1 = forms.CharField()
    error_2 = forms.CharField()

    def clean(self) -> None:
        self.add_error("error_1", "The date your passport was issued must be in the past")
        self.add_error("error_2", "Enter a postcode, like AA1 1AA")


NATIONALITY = (
    "We need to know your nationality so we can work out which elections you’re entitled to vote in. If you can’t "
    "provide your nationality, you’ll have to send copies of identity documents through the post."
)

# component, GOV.UK's example, ours with the same content
EXAMPLES = [
    ("button", "prevent double click", "{% button 'Submit' %}", {}),
    ("button", "link", "{% button 'Link button' href='/' %}", {}),
    ("tag", "default", "{% tag 'Alpha' %}", {}),
    ("tag", "red", "{% tag 'Red' 'red' %}", {}),
    ("back-link", "default", "{% back_link '#' %}", {}),
    ("details", "default", "{% details 'Help with nationality' %}" + NATIONALITY + "{% enddetails %}", {}),
    ("inset-text", "default", "{% inset %}It can take up to 8 weeks to register a lasting power of attorney if there "
     "are no mistakes in the application.{% endinset %}", {}),
    ("warning-text", "default", "{% warning_text %}You can be fined up to £5,000 if you don’t register."
     "{% endwarning_text %}", {}),
    ("panel", "title with no body text", "{% panel 'Application complete' %}{% endpanel %}", {}),
    ("breadcrumbs", "with last breadcrumb as current page", "{% breadcrumbs items %}",
     {"items": [{"text": "Home", "url": "/"}, {"text": "Passports, travel and living abroad", "url": "/browse/abroad"},
                {"text": "Travel abroad"}]}),
    ("summary-list", "with actions", "{% summary_list rows %}",
     {"rows": [{"key": "Name", "value": "Firstname Lastname",
                "actions": [{"text": "Edit", "url": "#"}, {"text": "Delete", "url": "#"}]},
               {"key": "Date of birth", "value": "13/08/1980", "actions": [{"text": "Change", "url": "#"}]},
               {"key": "Contact information", "value": govuk.mark_safe(
                   '<p class="govuk-body">email@email.com</p><p class="govuk-body">Address line 1<br>Address line 2'
                   "<br>Address line 3<br>Address line 4<br>Address line 5</p>"),
                "actions": [{"text": "Edit", "url": "#"}, {"text": "Change", "url": "#"}]}]}),
    ("task-list", "default", "{% task_list items id_prefix='task-list' %}",
     {"items": [{"title": "Company Directors", "url": "#", "status": "Completed"},
                {"title": "Registered company details", "url": "#", "status": "Incomplete", "colour": "blue"},
                {"title": "Business plan", "url": "#", "status": "Incomplete", "colour": "blue"}]}),
    ("table", "with head", "{% table rows head numeric='2,3' %}",
     {"head": ["Month you apply", "Rate for bicycles", "Rate for vehicles"],
      "rows": [["January", "£85", "£95"], ["February", "£75", "£55"], ["March", "£165", "£125"]]}),
    ("error-summary", "default", "{% error_summary form %}",
     {"form": Passport({"error_1": "x", "error_2": "x"}, auto_id="example-%s")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("component", "name", "source", "context"), EXAMPLES, ids=[f"{c}: {n}" for c, n, *_ in EXAMPLES]
)
def test_component_has_the_markup_of_the_design_system(component, name, source, context):
    wanted = example_html(component, name).replace("#example-error-", "#example-error_")
    ours = draw(source, **context)
    assert shape(ours, shape(wanted)[0]) == shape(wanted)


def test_pagination_has_the_markup_of_the_design_system():
    wanted = re.sub(r'href="/(?:page/)?(\w+)"', r'href="?page=\1"', example_html("pagination", "with many pages"))
    wanted = wanted.replace("?page=previous", "?page=9").replace("?page=next", "?page=11")
    ours = draw("{% pagination page %}", page=Paginator(range(400), 10).page(10))
    assert shape(ours, "nav") == shape(wanted)


def test_pagination_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/requests/", {"state": ["in_hand", "due"], "q": "cost & time", "page": "2"})
    ours = draw("{% pagination page 'requests' %}", request=request, page=Paginator(range(60), 25).page(2))
    assert 'href="?state=in_hand&amp;state=due&amp;q=cost+%26+time&amp;page=3"' in ours
    assert "Showing 26 to 50 of 60 requests" in ours


def test_one_page_needs_no_pagination_and_no_results_no_count():
    assert "<nav" not in draw("{% pagination page %}", page=Paginator(range(3), 25).page(1))
    assert draw("{% pagination page %}", page=Paginator([], 25).page(1)) == ""


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "source",
    [
        "{% button text about=text name=text value=text %}",
        "{% button text href=text %}",
        "{% tag text text %}",
        "{% back_link text text %}",
        "{% breadcrumbs items %}",
        "{% sub_navigation items label=text %}",
        "{% summary_list rows title=text %}",
        "{% task_list items %}",
        "{% table cells text text %}",
        "{% timeline items %}",
        "{% progress 1 2 text %}",
        "{% page_header text caption=text tag=text %}{% endpage_header %}",
        "{% card text tag=text %}{{ text }}{% endcard %}",
        "{% details text %}{{ text }}{% enddetails %}",
        "{% notification_banner text %}{{ text }}{% endnotification_banner %}",
        "{% filter_panel selected=items clear_url=text %}{{ text }}{% endfilter_panel %}",
        "{% pane text %}{{ text }}{% endpane %}",
        "{% tabs text %}{% tab text %}{{ text }}{% endtab %}{% endtabs %}",
        "{% error_summary form %}",
    ],
)
def test_what_people_type_never_becomes_markup(source):
    class Refused(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError(HOSTILE)

    item = {
        "text": HOSTILE, "url": HOSTILE, "key": HOSTILE, "value": HOSTILE, "title": HOSTILE, "status": HOSTILE,
        "colour": HOSTILE, "hint": HOSTILE, "by": HOSTILE, "at": datetime.date(2026, 1, 2), "count": HOSTILE,
        "actions": [{"text": HOSTILE, "url": HOSTILE, "about": HOSTILE}],
    }  # fmt: skip
    drawn = draw(source, text=HOSTILE, items=[item], rows=[item], cells=[[HOSTILE]], form=Refused({}))
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn
    assert '"">' not in drawn


@pytest.mark.parametrize(("done", "total"), [(0, 12), (3, 12), (12, 12)])
def test_progress_is_said_in_words_and_the_bar_is_for_the_eye_only(done, total):
    drawn = draw("{% progress done total %}", done=done, total=total)
    assert f"{done} of {total} answered" in drawn
    assert f'value="{done}" max="{total}" aria-hidden="true"' in drawn


def test_progress_of_a_request_without_questions_has_no_bar():
    assert "<progress" not in draw("{% progress 0 0 %}")


def test_a_day_is_written_out_for_people_and_in_iso_for_machines():
    drawn = draw("{% day on weekday=True %}", on=datetime.date(2026, 7, 3))
    assert drawn == '<time datetime="2026-07-03">Friday 3 July 2026</time>'


def test_a_moment_is_told_in_the_local_time_of_summer():
    seen_at = datetime.datetime(2026, 7, 3, 11, 5, tzinfo=datetime.UTC)
    drawn = draw("{% moment at %}", at=seen_at)
    assert drawn == '<time datetime="2026-07-03T12:05+01:00">3 July 2026 at 12:05pm</time>'


def test_a_late_evening_in_utc_is_the_next_day_in_summer():
    late = datetime.datetime(2026, 7, 3, 23, 30, tzinfo=datetime.UTC)
    assert "4 July 2026" in draw("{% day at %}", at=late)


def test_a_date_that_is_not_known_says_so():
    assert draw("{% day on %}, {% moment at %}", on=None, at=None) == "Not set, Not yet"


def test_timeline_takes_days_and_moments():
    drawn = draw(
        "{% timeline events %}",
        events=[
            {"title": "Sent", "at": timezone.make_aware(datetime.datetime(2026, 3, 2, 9, 0)), "by": "Ada"},
            {"title": "Received", "at": datetime.date(2026, 3, 1), "text": "one\ntwo"},
        ],
    )
    assert "2 March 2026 at 9:00am" in drawn
    assert "1 March 2026</time>" in drawn
    assert "one<br>two" in drawn
    assert drawn.count("by ") == 1


# --- the error summary ------------------------------------------------------------------------------------------------


class Question(forms.Form):
    text = forms.CharField(label="Text of the question")


def test_error_summary_gathers_forms_and_formsets_and_links_each_to_its_own_field():
    Questions = formset_factory(Question, extra=0, min_num=2, validate_min=True)  # noqa: N806
    questions = Questions(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-text": "Held?", "form-1-text": ""}
    )
    passport = Passport({"error_1": "x", "error_2": "x"})
    drawn = draw("{% error_summary passport questions nothing %}", passport=passport, questions=questions, nothing=None)
    assert re.findall(r'href="#([^"]+)"', drawn) == ["id_error_1", "id_error_2", "id_form-1-text"]


def test_error_summary_does_not_complain_about_a_question_that_is_to_be_deleted():
    Questions = formset_factory(Question, extra=0, can_delete=True)  # noqa: N806
    questions = Questions(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-text": "", "form-0-DELETE": "on"}
    )
    assert questions.is_valid()
    assert draw("{% error_summary questions %}", questions=questions) == ""


@pytest.mark.parametrize("form", [None, "", Question(), formset_factory(Question)()])
def test_nothing_is_wrong_with_a_form_nobody_has_sent(form):
    assert draw("{% error_summary form %}{% error_prefix form %}", form=form) == ""


# --- the page ---------------------------------------------------------------------------------------------------------


def page(request: HttpRequest | None = None, **context: object) -> str:
    from django.template.loader import render_to_string

    return render_to_string("404.html", {"request": request, **context})


def test_the_title_of_a_page_with_a_wrong_form_begins_with_error():
    wrong = Question({"text": ""})
    assert "<title>Error: Page not found – FOI response workflow</title>" in page(form=wrong)
    assert "<title>Page not found – FOI response workflow</title>" in page(form=Question({"text": "ok"}))
    assert "<title>Error: " in page(formset=formset_factory(Question)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-text": ""}))  # fmt: skip


def test_a_page_can_be_drawn_when_everything_else_has_failed():
    drawn = page()
    assert 'lang="en-GB"' in drawn
    assert 'href="#main-content"' in drawn
    assert "Sign out" not in drawn


def test_where_you_are_is_marked_in_the_navigation():
    drawn = page(
        navigation=[
            {"text": "Requests", "url": "/requests/", "active": True, "count": None},
            {"text": "Letters to approve", "url": "/approvals/", "active": False, "count": 3},
        ],
        authority="Mercia Vale Police & Crime Commissioner",
    )
    assert drawn.count('aria-current="true"') == 1
    assert 'Letters to approve <span class="app-count">(3)</span>' in drawn
    assert "Mercia Vale Police &amp; Crime Commissioner" in drawn
