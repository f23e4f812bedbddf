"""Dates and day counts in an officer's words."""

import datetime

from django.utils.formats import date_format

from foi.law.clock import Clock, State
from foi.law.working_days import BeyondCalendar
from foi.requests.clock import clock_of
from foi.requests.models import FoiRequest

SOON = datetime.timedelta(days=7)


def in_words(day: datetime.date) -> str:
    """ "3 March 2026": for messages and other plain text; templates use the `day` tag."""
    return date_format(day, "j F Y")


def with_weekday(day: datetime.date) -> str:
    """ "Tuesday 3 March 2026"."""
    return date_format(day, "l j F Y")


def day_count(foi_request: FoiRequest, on: datetime.date) -> str:
    """Where the clock of an open request stands: "Day 7 of 20", "2 working days late", "Waiting for the requester since
    3 March 2026"; "" once it is closed, or beyond the calendar. No query where the request was loaded with its clock.
    """
    if not foi_request.is_open:
        return ""
    try:
        clock = clock_of(foi_request)
        words = waiting_words(clock, on) or str(clock.day_number(on))
    except BeyondCalendar:
        return ""
    return words[0].upper() + words[1:]


def waiting_words(clock: Clock, on: datetime.date) -> str:
    """What the clock waits for, and since when; "" while it runs."""
    if clock.state is State.AWAITING_CLARIFICATION and clock.asked_on:
        return f"Waiting for the requester since {in_words(clock.asked_on)}"
    if clock.state is State.AWAITING_FEE and clock.open_pause:
        if clock.state_on(on).is_over:
            return "The fee was not paid in time"
        return f"Waiting for the fee since {in_words(clock.open_pause.given_on)}"
    return ""


def is_late(foi_request: FoiRequest, on: datetime.date) -> bool:
    return foi_request.is_open and foi_request.due_on is not None and foi_request.due_on < on
