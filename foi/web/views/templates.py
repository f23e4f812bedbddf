"""The Word template of an authority's letters: upload, look at a sample, put into use, go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foi.letters import own_template
from foi.letters.own_template import LetterTemplate, NotUsable, TemplatePdf, TemplatePicture
from foi.letters.pdf_jobs import can_be_made
from foi.letters.render_html import render_html
from foi.letters.word_template import HOUSE_STYLE
from foi.organisation.models import Authority
from foi.web.forms.templates import TemplateForm
from foi.web.presenters.templates import rows, shown
from foi.web.refusals import refusals_in_words
from foi.web.signed_in import SignedInRequest
from foi.web.views.wording import readable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PER_PAGE = 25


def visible_template(request: SignedInRequest, pk: int) -> LetterTemplate:
    """Without the bytes of its files."""
    templates = LetterTemplate.objects.filter(authority__in=readable(request.user)).defer("file", "prepared")
    return get_object_or_404(templates.select_related("authority", "uploaded_by"), pk=pk)


def visible_authority(request: SignedInRequest, pk: int) -> Authority:
    found = next((one for one in readable(request.user) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def first(request: SignedInRequest) -> HttpResponse:
    authorities = readable(request.user)
    if not authorities:
        raise PermissionDenied("The template of letters is for FOI officers and approvers.")
    return redirect("letter_templates", pk=authorities[0].pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_templates")
def listing(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is in use, all versions, and the form that hands over another."""
    authority = visible_authority(request, pk)
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    findings: list[Any] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            template = own_template.upload(authority, file.name or "template.docx", file.read(), by=request.user)
        except NotUsable as refusal:
            findings = shown(refusal.findings)
            for finding in refusal.findings:
                if finding.level == "block":
                    form.add_error("file", finding.message)
        else:
            messages.success(
                request, f"Template {template.number} is uploaded. Look at the sample letter before it is put into use."
            )
            return redirect("letter_template", pk=template.pk)
    current = own_template.current_template(authority)
    templates = authority.letter_templates.defer("file", "prepared", "findings").select_related("uploaded_by")
    page = Paginator(templates.prefetch_related("choices__made_by"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "authority_shown": authority,
        "authorities": readable(request.user),
        "form": form,
        "findings": findings,
        "current": current,
        "since": authority.template_choices.select_related("made_by").first(),
        "page": page,
        "rows": rows(page, current),
        "may_choose": own_template.may_choose(authority, request.user),
    }
    return render(request, "template_pages/listing.html", context)


@login_required
@require_safe
def template_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: what was found in it, the sample letter, and putting it into use."""
    template = visible_template(request, pk)
    pdf, picture = own_template.made_of_sample(template)
    context = {
        "template": template,
        "number_words": str(template.number),
        "is_current": own_template.current_template(template.authority) == template,
        "findings": shown(template.told()),
        "choices": template.choices.select_related("made_by")[:10],
        "may_choose": own_template.may_choose(template.authority, request.user),
        "may_be_made": can_be_made(),
        "pdf": pdf,
        "picture": picture,
        "is_waited_for": any(job and job.state == "waiting" for job in (pdf, picture)),
        "words": mark_safe(render_html(own_template.sample_for(template.authority), first_level=4)),  # noqa: S308 - escaped there
    }
    answer = render(request, "template_pages/template.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_POST
@refusals_in_words("letter_template")
def use(request: SignedInRequest, pk: int) -> HttpResponse:
    template = visible_template(request, pk)
    if own_template.choose(template.authority, template, by=request.user):
        messages.success(
            request,
            f"Letters are made with template {template.number} from now on. Those that are approved stay as they are.",
        )
    return redirect("letter_templates", pk=template.authority_id)


@login_required
@require_POST
@refusals_in_words("letter_templates")
def house_style(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the template that the product ships."""
    if own_template.choose(visible_authority(request, pk), None, by=request.user):
        messages.success(
            request, "Letters are made in the house style from now on. Those that are approved stay as they are."
        )
    return redirect("letter_templates", pk=pk)


@login_required
@require_POST
@refusals_in_words("letter_template")
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    own_template.ask_for(TemplatePdf, visible_template(request, pk), by=request.user)
    return redirect("letter_template", pk=pk)


@login_required
@require_POST
@refusals_in_words("letter_template")
def picture(request: SignedInRequest, pk: int) -> HttpResponse:
    own_template.ask_for(TemplatePicture, visible_template(request, pk), by=request.user)
    return redirect("letter_template", pk=pk)


@login_required
@require_safe
def pdf_document(request: SignedInRequest, pk: int) -> HttpResponse:
    job, _ = own_template.made_of_sample(template := visible_template(request, pk))
    if job is None or job.state != "made":
        return redirect("letter_template", pk=pk)
    return _file(bytes(job.content or b""), f"sample-letter-template-{template.number}.pdf", "application/pdf")


@login_required
@require_safe
def picture_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The picture as the page shows it. What is not made yet is not there: a picture cannot lead to a page."""
    _, job = own_template.made_of_sample(visible_template(request, pk))
    if job is None or job.state != "made":
        raise Http404
    return HttpResponse(bytes(job.content or b""), content_type="image/png")


@login_required
@require_safe
def sample(request: SignedInRequest, pk: int) -> HttpResponse:
    """An invented letter in this template."""
    template = visible_template(request, pk)
    return _file(own_template.sample_of(template.authority, template), f"sample-letter-template-{template.number}.docx")


@login_required
@require_safe
def house_style_sample(request: SignedInRequest, pk: int) -> HttpResponse:
    return _file(own_template.sample_of(visible_authority(request, pk), None), "sample-letter-house-style.docx")


@login_required
@require_safe
def house_style_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The house style itself, to begin a template of one's own with."""
    visible_authority(request, pk)
    return _file(HOUSE_STYLE.read_bytes(), "house-style.docx")


@login_required
@require_safe
def original(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded, byte for byte."""
    template = visible_template(request, pk)
    return _file(bytes(template.file), f"template-{template.number}-as-uploaded.docx")


def _file(content: bytes, name: str, kind: str = DOCX) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
