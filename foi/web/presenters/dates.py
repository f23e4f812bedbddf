"""Dates and day counts in an officer's words."""

import datetime

from django.utils.formats import date_format

from foi.law.time_limits import Reading, day_number
from foi.law.working_days import BeyondCalendar
from foi.requests.models import FoiRequest

SOON = datetime.timedelta(days=7)


def in_words(day: datetime.date) -> str:
    """ "3 March 2026": for messages and other plain text; templates use the `day` tag."""
    return date_format(day, "j F Y")


def with_weekday(day: datetime.date) -> str:
    """ "Tuesday 3 March 2026"."""
    return date_format(day, "l j F Y")


def day_count(foi_request: FoiRequest, on: datetime.date) -> str:
    """ "Day 7 of 20" or "2 working days late" for an open request; "" once it is closed, or beyond the calendar."""
    if not foi_request.is_open:
        return ""
    reading = Reading(foi_request.authority.receipt_reading)
    try:
        words = str(day_number(foi_request.received_on, on, reading=reading))
    except BeyondCalendar:
        return ""
    return words[0].upper() + words[1:]


def is_late(foi_request: FoiRequest, on: datetime.date) -> bool:
    return foi_request.is_open and foi_request.due_on < on
