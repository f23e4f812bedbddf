"""The clock of a request, computed from what happened to it.

    events    what can happen: receipt, clarification, fees notice, extension ...
    rules     what each of them does to the date, one function each
    state     where that leaves the clock: due date, day count, waiting or running
    running   from a list of events to a clock; adding and undoing events; the clock of a letter
    choices   what may be done today and what no longer can, in sentences
    recount   what a new or changed bank holiday does to a running clock

Nothing is stored but the events. Undoing one restores the former date exactly.
"""

from foi.law.clock.choices import Choice, choices, status
from foi.law.clock.events import ClarificationReason, ClockError, ClockEvent, Kind, wrong_estimate
from foi.law.clock.recount import DateChange, recount
from foi.law.clock.rules import last_day_to_pay
from foi.law.clock.running import LetterClock, Settings, letter_clock, record, run, undo
from foi.law.clock.state import Clock, State, Step

__all__ = [
    "Choice",
    "ClarificationReason",
    "Clock",
    "ClockError",
    "ClockEvent",
    "DateChange",
    "Kind",
    "LetterClock",
    "Settings",
    "State",
    "Step",
    "choices",
    "last_day_to_pay",
    "letter_clock",
    "record",
    "recount",
    "run",
    "status",
    "undo",
    "wrong_estimate",
]
