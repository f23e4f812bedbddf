"""Logging a request: what came in, and from whom."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from foi.intake.actions import MOST_QUESTIONS
from foi.intake.message import IncomingMessage
from foi.law.regimes import EIR, FOIA, regime
from foi.law.time_limits import Reading, due
from foi.law.working_days import BeyondCalendar
from foi.organisation.models import Authority
from foi.requests.calendars import current_calendar
from foi.requests.models import REGIME_CHOICES, Channel, FoiRequest
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.requester import RequesterForm
from foi.web.forms.typed import as_typed
from foi.web.forms.widgets import GovukRadios, GovukTextarea
from foi.web.presenters.dates import in_words
from workflows.clock import today

LARGEST_TEXT = 2 * 1024 * 1024  # bytes


class LogForm(RequesterForm):
    authority = forms.ChoiceField(label="Which authority was asked?", widget=GovukRadios())
    text = WordsField(
        label="The request, in the requester’s own words",
        help_text="Paste the whole message, greeting and signature too. You will see what each part was taken for. "
        f"Of a very long list the first {MOST_QUESTIONS:,} questions are taken; nothing of the text is lost.",
        strip=False,
        widget=GovukTextarea(rows=15),
        error_messages={"required": "Paste or type the request"},
    )
    received_on = GovukDateField(
        label="When was it received?",
        subject="The date it was received",
        help_text="The day it reached anybody in the authority, not the day that it reached you.",  # CLK-4
        error_messages={"required": "Enter the date it was received"},
    )
    channel = forms.ChoiceField(
        label="How did it come?", choices=Channel.choices, initial=Channel.EMAIL, widget=GovukRadios(inline=True)
    )
    title = WordsField(
        label="Title (optional)", required=False, max_length=200,
        help_text="A few words for lists. Leave it empty and one is proposed from the text. Do not name the requester.",
    )  # fmt: skip
    regime = forms.ChoiceField(
        label="Which law does it come under?",
        choices=REGIME_CHOICES,
        initial=FOIA.code,
        required=False,  # nearly always the first
        help_text="You can change this later.",
        widget=GovukRadios(
            hints={EIR.code: "For information on the environment: air, water, land, noise, waste and the like."}
        ),
    )
    date_is_right = forms.BooleanField(label="The date is right: it is already late", required=False)
    is_another = forms.BooleanField(label="It is another request: log it as well", required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, authorities: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {str(authority.pk): authority for authority in authorities}
        self.fields["received_on"].initial = today
        self.fields["submission_key"].initial = uuid.uuid4
        if len(self.authorities) > 1:
            self.fields["authority"].choices = [(key, str(authority)) for key, authority in self.authorities.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["authority"]
        self.asks_about_date = self.asks_about_copy = False  # their ticks, too, are shown to those who need them

    @property
    def asked(self) -> Authority:
        """Which one was asked; the officer's only one where there is no choice."""
        chosen = self.cleaned_data.get("authority")
        return self.authorities[chosen] if chosen else next(iter(self.authorities.values()))

    @property
    def replaced(self) -> int:
        """How many control characters of the text became spaces."""
        field = self.fields["text"]
        return field.replaced if isinstance(field, WordsField) else 0

    def typed(self) -> dict[str, Any]:
        """What somebody typed or chose, just as they did, without what the page had filled in for them.

        A tick is left out: it answers to an error, and what it was about may change.
        """
        asked = [name for name, field in self.fields.items() if not isinstance(field, forms.BooleanField)]
        given = as_typed(self)
        changed = set(self.changed_data) - {"submission_key"}
        return {name: given[name] for name in asked if name in changed and str(given[name] or "").strip()}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        if len(text.encode()) > LARGEST_TEXT:
            raise forms.ValidationError(
                "The text is larger than 2 MB. Log the part that asks for information, "
                "then put the whole message on the request as a file"
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "received_on" in cleaned and ("authority" not in self.fields or "authority" in cleaned):
            self._check_date()
        return cleaned

    def _check_date(self) -> None:
        received_on = self.cleaned_data["received_on"]
        if received_on > today():
            self.add_error("received_on", "The date it was received must be today or in the past")
            return
        try:
            limit = due(
                received_on, regime=regime(self.cleaned_data.get("regime") or FOIA.code), calendar=current_calendar(),
                reading=Reading(self.asked.receipt_reading),
            )  # fmt: skip
        except BeyondCalendar as refusal:
            self.add_error("received_on", str(refusal))
            return
        if limit.due_on < today():
            self.asks_about_date = True
            if not self.cleaned_data.get("date_is_right"):
                self.add_error(
                    "received_on",
                    f"A request received on {in_words(received_on)} was due on {in_words(limit.due_on)}. "
                    "Check the date; if it is right, tick the box under it",
                )

    def is_no_copy_of(self, before: FoiRequest | None) -> bool:
        """Whether it may be logged beside what the same person asked `before`: if not, the page asks about it."""
        if before is None or self.cleaned_data["is_another"]:
            return True
        self.asks_about_copy = True
        self.add_error(
            "text",
            f"These words of the same requester are on file as {before.reference}, received on "
            f"{in_words(before.received_on)}. If they ask again, tick the box under the text",
        )
        return False

    def message(self) -> IncomingMessage:
        given = self.cleaned_data
        return IncomingMessage(
            text=given["text"],
            received_on=given["received_on"],
            channel=given["channel"],
            regime=given["regime"] or FOIA.code,
            requester_name=given["requester_name"],
            requester_email=given["requester_email"],
            requester_address=given["requester_address"],
            title=given["title"],
            submission_key=self._key(),
        )

    def _key(self) -> uuid.UUID:
        """The same page sent twice is one request; sent again with other words it is another, so nothing is lost."""
        said = repr(sorted((name, str(value)) for name, value in self.cleaned_data.items()))
        return uuid.uuid5(self.cleaned_data["submission_key"], hashlib.sha256(said.encode()).hexdigest())
