"""The models of every room, gathered for Django: one app, one migration history."""

from foi.answers.attachments import Attachment
from foi.answers.cost_records import CostDecision, CostLine, CountedRequest
from foi.answers.evidence import Evidence
from foi.answers.models import Answer, Claim, Search
from foi.intake.doors import Door
from foi.intake.hint_records import HintSetAside
from foi.intake.models import Arrival
from foi.intake.split_records import SplitOutcome, SplitRevision
from foi.letters.dispatch import Dispatch
from foi.letters.models import LetterVersion, Waiver
from foi.letters.own_template import LetterTemplate, TemplateChoice, TemplatePdf, TemplatePicture
from foi.letters.pdf import LetterPdf
from foi.letters.wording_records import WordingVersion
from foi.notices.models import OutboxMessage
from foi.organisation.models import Authority, Department, Membership, User
from foi.requests.calendars import HolidayVersion
from foi.requests.clock_records import ClockEvent, DateChange
from foi.requests.models import Correspondence, FoiRequest, Question, ReferenceCounter, Requester, StoredFile
from foi.reviews.models import Complaint, Review, ReviewFinding

__all__ = [
    "Answer",
    "Arrival",
    "Attachment",
    "Authority",
    "Claim",
    "ClockEvent",
    "Complaint",
    "Correspondence",
    "CostDecision",
    "CostLine",
    "CountedRequest",
    "DateChange",
    "Department",
    "Dispatch",
    "Door",
    "Evidence",
    "FoiRequest",
    "HintSetAside",
    "HolidayVersion",
    "LetterPdf",
    "LetterTemplate",
    "LetterVersion",
    "Membership",
    "OutboxMessage",
    "Question",
    "ReferenceCounter",
    "Requester",
    "Review",
    "ReviewFinding",
    "Search",
    "SplitOutcome",
    "SplitRevision",
    "StoredFile",
    "TemplateChoice",
    "TemplatePdf",
    "TemplatePicture",
    "User",
    "Waiver",
    "WordingVersion",
]
