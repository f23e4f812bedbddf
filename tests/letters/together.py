"""What the tests of requests that are answered together share: a pair of them, and how to look at it afresh."""

import datetime
from typing import Any

from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest
from tests import factories as f
from tests.letters.test_actions_issue import words_of
from workflows.audit import history_of

A_MONTH = datetime.timedelta(days=40)


def fresh(subject: Any) -> Any:
    return type(subject).objects.get(pk=subject.pk)


def states(*subjects: Any) -> list[str]:
    return [fresh(one).state for one in subjects]


def pair(**fields: Any) -> tuple[FoiRequest, FoiRequest]:
    """One that leads and one that is answered along, ready for the letter."""
    lead = f.leading_request(**fields)
    return lead, lead.answered_along.get()


def words_in(letter: LetterVersion) -> str:
    return words_of(letters.document_of(fresh(letter)))


def steps_of(subject: FoiRequest) -> list[str]:
    return list(history_of(subject).values_list("action", flat=True))
