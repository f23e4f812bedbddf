"""Background jobs of the letters: safe to run twice, at once or after a crash."""

from celery import shared_task

from foi.letters import dispatch, pdf, pdf_jobs
from foi.letters.own_template import TemplatePdf, TemplatePicture


@shared_task
def make_pdfs() -> int:
    return pdf.make_waiting() + sum(map(pdf_jobs.make_waiting, (TemplatePicture, TemplatePdf)))


@shared_task
def send_letters() -> int:
    return dispatch.deliver_waiting()
