"""Everything a letter is made from, and nothing else: the one door between the records and the letter.

Plain frozen values: `assemble` fills them from the database, tests write them by hand, `compose` makes a `Letter`
of them. Texts called "Markdown" may use the closed set of marks in `markdown.py`; all other texts are printed as typed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi.law.outcomes import Outcome


class Purpose(StrEnum):
    """Why we write. What a response says follows from its outcomes; nobody chooses "full refusal" by hand."""

    RESPONSE = "response"
    ACKNOWLEDGEMENT = "acknowledgement"


class PrejudiceLevel(StrEnum):
    """The limb of a prejudice test; the notice must say which of the two is claimed."""

    WOULD = "would"
    WOULD_BE_LIKELY = "would be likely to"


class Basis(StrEnum):
    """What makes information exempt: its kind, or what would follow from giving it out."""

    CLASS = "class"
    PREJUDICE = "prejudice"
    ENDANGERMENT = "endangerment"  # s.38
    NATIONAL_SECURITY = "national_security"  # s.24: required for safeguarding it
    OPINION = "opinion"  # s.36: a qualified person's reasonable opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFacts:
    """The authority that answers, as its letterhead and its closing paragraphs need it."""

    name: str
    address_lines: tuple[str, ...] = ()
    email: str = ""
    telephone: str = ""
    website: str = ""
    team_name: str = ""
    review_address_lines: tuple[str, ...] = ()  # where to ask for an internal review; the authority's address if empty
    review_email: str = ""
    review_window_working_days: int = 40  # CLK-50: time to ask for a review
    review_reply_working_days: int = 20  # CLK-51: time the authority takes
    licence: str = "ogl"  # wording key "licence.<this>"; "" prints the plain re-use paragraph
    security_marking: str = ""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorFacts:
    """The regulator on the day of the letter; see regulator.toml, where each entry has a date."""

    name: str
    address_lines: tuple[str, ...] = ()
    website: str = ""
    complaint_url: str = ""
    telephone: str = ""
    complaint_weeks: int = 6  # CLK-54: policy, not statute


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """A table of an answer. Cells are text: "0", "not recorded" and "suppressed" stay three different things."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """One exemption claimed for one question, at the level of the subsection ("31(1)(a)")."""

    code: str
    name: str
    qualified: bool = False
    basis: Basis = Basis.CLASS
    confirms_nor_denies: bool = False  # claimed for the duty to confirm or deny, such as 31(3)
    reason: str = ""  # Markdown: why it applies
    harm: str = ""  # Markdown: what would follow; for every basis but class
    prejudice_level: PrejudiceLevel | None = None
    public_interest_for: str = ""  # Markdown: favouring disclosure (or confirming)
    public_interest_against: str = ""  # Markdown: favouring the exemption
    public_interest_balance: str = ""  # Markdown: where the balance lies, and why
    where_to_find: str = ""  # Markdown: s.21, the exact place
    reason_would_disclose: bool = False  # s.17(4): stating the reason would reveal the exempt information


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFacts:
    """A file that goes with the letter, under the name it is sent with."""

    file_name: str
    description: str = ""
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """One answerable question: the requester's words, the decision and what is to be said with it.

    `canonical_number` is ours, unique in the letter ("5", "2(a)"); `printed_label` is the requester's ("2.", "(a)").
    `context` holds lead-ins, outermost first, one a line. An outcome of None means: not settled yet.
    """

    canonical_number: str
    text: str
    printed_label: str = ""
    path: tuple[str, ...] = ()
    context: str = ""
    group: str = ""
    kind: str = ""  # the splitter's: "about_answers" marks a question about the other answers

    outcome: Outcome | None = None
    answer_text: str = ""  # Markdown
    tables: tuple[TableFacts, ...] = ()
    attachments: tuple[AttachmentFacts, ...] = ()
    reason: str = ""  # Markdown: why nothing, or not everything, is provided
    claims: tuple[ClaimFacts, ...] = ()
    advice: str = ""  # Markdown: s.16 help, such as how to come under the cost limit
    estimate: str = ""  # Markdown: how the s.12 estimate was reached (COST-8)
    searched_departments: tuple[str, ...] = ()

    # what the caveats depend on (LET-20)
    source: str = ""  # the system or record that the data came from
    as_at: date | None = None
    has_figures: bool = False
    already_published: bool = False
    live_system: bool = False
    ad_hoc: bool = False
    comparable: bool = False  # likely to be laid beside other authorities' figures
    counting_note: str = ""  # what is counted: persons, offences; which year
    coverage_note: str = ""  # period held against period asked
    unaudited: bool = False
    keyword_search: bool = False
    suppressed: bool = False
    rounded: bool = False
    field_not_recorded: str = ""  # the part that the system does not record
    not_calculated: bool = False  # a percentage, average or opinion that is not held
    third_party: str = ""  # who supplied it or was consulted
    goodwill: bool = False  # given outside the Act although s.12 applies (COST-13)
    signpost: str = ""  # another body that may hold it

    @property
    def has_content(self) -> bool:
        """There is something to hand over, whatever was decided about it."""
        return bool(self.answer_text.strip() or self.tables or self.attachments)

    @property
    def gives_information(self) -> bool:
        """Something goes out for it: under the Act, or outside it although the cost limit applies (COST-13)."""
        if self.outcome == Outcome.COST_LIMIT:
            return self.goodwill and self.has_content
        return self.outcome is not None and self.outcome.gives_information

    @property
    def refusing_claims(self) -> tuple[ClaimFacts, ...]:
        """The exemptions from disclosure that the letter argues. None for an answer that does not refuse by exemption:
        naming one beside NCND would say that the information is held (LET-5)."""
        if self.outcome not in (Outcome.PROVIDED_IN_PART, Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE):
            return ()
        return tuple(claim for claim in self.claims if not claim.confirms_nor_denies)

    @property
    def silent_claims(self) -> tuple[ClaimFacts, ...]:
        """The exemptions from saying whether information is held."""
        return tuple(claim for claim in self.claims if claim.confirms_nor_denies)


@dataclass(frozen=True, slots=True)
class CaveatChange:
    """A caveat that an officer added or dropped, with the reason (LET-20)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The only input of a letter.

    `dated_on` is None until the letter is issued; `drafted_on` is the day it is drawn up, for what depends on the
    calendar before then (the apology for lateness).
    """

    authority: AuthorityFacts
    regulator: RegulatorFacts
    reference: str
    subject: str
    received_on: date
    due_on: date
    purpose: Purpose = Purpose.RESPONSE
    act: str = "FOIA"
    requester_name: str = ""
    requester_address_lines: tuple[str, ...] = ()
    requester_email: str = ""
    your_reference: str = ""
    drafted_on: date | None = None
    dated_on: date | None = None
    questions: tuple[QuestionFacts, ...] = ()
    scope_passages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    extra_paragraphs: str = ""  # Markdown: the officer's own words, before the closing
    signatory_name: str = ""
    signatory_role: str = ""
    added_caveats: tuple[CaveatChange, ...] = ()
    dropped_caveats: tuple[CaveatChange, ...] = ()

    @property
    def is_late(self) -> bool:
        """True when the day of the letter, as far as it is known, is after the due date (CAV_LATE)."""
        written_on = self.dated_on or self.drafted_on
        return written_on is not None and written_on > self.due_on
