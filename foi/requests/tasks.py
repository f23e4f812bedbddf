"""Background jobs of requests: safe to run twice."""

from celery import shared_task

from foi.requests.recount import recount_open


@shared_task
def recount() -> int:
    """A request that was logged in the very moment in which bank holidays changed is found here."""
    return recount_open()
