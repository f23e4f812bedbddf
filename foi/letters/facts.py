"""Everything a letter is made from, and nothing else: the one door between the records and the letter.

Plain frozen values: `assemble` fills them from the database, tests write them by hand, `compose` makes a `Letter`
of them. Texts called "Markdown" may use the closed set of marks in `markdown.py`; all other texts are printed as typed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi.law.cost_limit import ORDINARY, Limit
from foi.law.outcomes import Outcome
from foi.law.regimes import Regime, regime
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace


class Purpose(StrEnum):
    """Why we write. What a response says follows from its outcomes; nobody chooses "full refusal" by hand."""

    RESPONSE = "response"
    ACKNOWLEDGEMENT = "acknowledgement"
    CLARIFICATION = "clarification"
    FEES = "fees"
    EXTENSION = "extension"
    REVIEW = "review"

    @property
    def label(self) -> str:
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.RESPONSE: "Response letter",
    Purpose.ACKNOWLEDGEMENT: "Acknowledgement",
    Purpose.CLARIFICATION: "Clarification request",
    Purpose.FEES: "Fees notice",
    Purpose.EXTENSION: "Extension notice",
    Purpose.REVIEW: "Outcome of an internal review",
}


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
    ADVERSE_EFFECT = "adverse_effect"  # EIR reg 12(5): it would, with no lower level


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
    clarification_working_days: int = 20  # CLK-24: a setting, no statute, for closing what nobody clarified
    rights_url: str = ""  # a page that tells how to ask for a review and how to complain
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
class OpinionFacts:
    """The qualified person's opinion, s.36(2) and (5)."""

    by: str
    position: str
    given_on: date | None
    text: str  # Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFacts:
    """One place that was searched. Who searched is not for the letter."""

    system: str
    terms: str = ""
    made_on: date | None = None
    result: str = ""


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
    balance_in_form_only: bool = False  # s.39, reg 12(4)(a): a sentence is enough
    protects: str = ""  # for neither confirming nor denying, where the subsection serves several interests: which
    opinion: OpinionFacts | None = None
    where_to_find: str = ""  # Markdown: s.21, the exact place
    particulars: tuple[tuple[str, str], ...] = ()  # what else the notice says: (NoticePart, Markdown)
    reason_would_disclose: bool = False  # s.17(4): stating the reason would reveal the exempt information


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFacts:
    """A file that goes with the letter, under the name it is sent with."""

    file_name: str
    description: str = ""
    redacted: bool = False
    sha256: str = ""  # of the file itself: an approval holds for what goes out with the letter too


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
    request: str = ""  # the reference of its request, in a letter that answers several

    outcome: Outcome | None = None
    answer_text: str = ""  # Markdown
    tables: tuple[TableFacts, ...] = ()
    attachments: tuple[AttachmentFacts, ...] = ()
    reason: str = ""  # Markdown: why nothing, or not everything, is provided
    claims: tuple[ClaimFacts, ...] = ()
    advice: str = ""  # Markdown: s.16 help, such as how to come under the cost limit
    estimate: str = ""  # Markdown: how the s.12 estimate was reached (COST-8)
    searched_departments: tuple[str, ...] = ()
    searches: tuple[SearchFacts, ...] = ()
    no_search_because: str = ""
    held_in_part: bool = False  # what is held is only part of what was asked for
    earlier_request: str = ""  # s.14(2): which, and when it was answered

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How this letter is laid out: the authority's choice, or the officer's for this one."""

    arrangement: Arrangement = Arrangement.REPEATED
    rights: RightsPlace = RightsPlace.INLINE
    caveats: CaveatsPlace = CaveatsPlace.AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """One of several requests of one person that a letter answers together. `mark` ("A") begins its numbers."""

    mark: str
    reference: str
    subject: str
    received_on: date
    due_on: date | None = None
    scope_passages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationFacts:
    """What we need to know before we can go on (s.1(3), s.16). `numbers` names the questions concerned; none: all."""

    unclear: str = ""  # Markdown: what is unclear
    options: str = ""  # Markdown: what the requester might mean, or might ask instead
    numbers: tuple[str, ...] = ()
    needed: bool = True  # without it we cannot identify or locate the information (CLK-20), so the time begins again


@dataclass(frozen=True, slots=True, kw_only=True)
class FeesFacts:
    """What is charged (s.9): the amount in words for the reader ("£12.40"), what it is for, how to pay it."""

    amount: str = ""
    breakdown: str = ""  # Markdown
    how_to_pay: str = ""  # Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts:
    """Why we need longer. FOIA s.17(2): the exemptions being weighed and an estimated date; EIR reg 7: why the request
    is complex and large."""

    decide_by: date | None = None
    reason: str = ""  # Markdown
    claims: tuple["ClaimFacts", ...] = ()


class ReviewResult(StrEnum):
    """What a review comes to."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    OVERTURNED = "overturned"

    @property
    def label(self) -> str:
        return _RESULTS[self]


_RESULTS = {
    ReviewResult.UPHELD: "The first decision stands",
    ReviewResult.PARTLY_UPHELD: "The first decision is changed in part",
    ReviewResult.OVERTURNED: "The first decision is set aside",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """An internal review: what was complained of and what a second person found (s.45 Code; EIR reg 11)."""

    asked_on: date | None = None
    grounds: str = ""  # the requester's own words
    result: ReviewResult | None = None
    findings: str = ""  # Markdown
    now: str = ""  # Markdown: what is provided now, or done differently
    answered_on: date | None = None  # the day of the first decision
    numbers: tuple[str, ...] = ()  # the questions that the complaint is about; none: all


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
    # the clock's earliest live date, over all requests; None while nothing is due until the requester replies
    due_on: date | None
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
    cost_limit: Limit = ORDINARY[0]  # for this authority, on the day of the request (COST-1)
    extra_paragraphs: str = ""  # Markdown: the officer's own words, before the closing
    signatory_name: str = ""
    signatory_role: str = ""
    layout: Layout = Layout()
    requests: tuple[RequestFacts, ...] = ()  # only in a letter that answers several: all of them, as they came
    clarification: ClarificationFacts = ClarificationFacts()
    fees: FeesFacts = FeesFacts()
    extension: ExtensionFacts = ExtensionFacts()
    review: ReviewFacts = ReviewFacts()
    added_caveats: tuple[CaveatChange, ...] = ()
    dropped_caveats: tuple[CaveatChange, ...] = ()

    @property
    def regime(self) -> Regime:
        """The Act or the Regulations that the letter rests on (LET-10)."""
        return regime(self.act)

    @property
    def is_environmental(self) -> bool:
        return self.regime.code == "eir"

    @property
    def is_late(self) -> bool:
        """True when the day of the letter, as far as it is known, is after the due date (CAV_LATE)."""
        return self.is_after(self.due_on)

    def is_after(self, due_on: date | None) -> bool:
        written_on = self.dated_on or self.drafted_on
        return written_on is not None and due_on is not None and written_on > due_on
