"""What must be settled before a letter may leave, as rules about its facts. A letter with a gap cannot be submitted.

Everything here is asked of the facts alone, so that a letter made of a file can be asked it too (`manage.py letter`).
A rule that asks the same as one of `foi.answers.completeness` has the same id, so that it is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point, Rulebook
from foi.law.outcomes import Outcome
from foi.letters.caveats import choose
from foi.letters.facts import Basis, ClaimFacts, LetterFacts, Purpose, QuestionFacts
from foi.letters.gaps_of_notices import NOTICE

#: about one question of the letter that has a decision
QUESTION: Rulebook[QuestionFacts] = Rulebook()
#: about the letter around its questions
LETTER: Rulebook[LetterFacts] = Rulebook()

_WEB_ADDRESS = re.compile(r"https?://[^\s<>()\"]+")

_NO_CLAIMS = (Outcome.PROVIDED, Outcome.NOT_HELD, Outcome.NOT_RECORDED, Outcome.BY_REFERENCE)
_NOT_UNDER_EIR = (Outcome.COST_LIMIT, Outcome.COST_LIMIT_TO_CONFIRM, Outcome.VEXATIOUS, Outcome.REPEATED)
_SAYS_NOTHING = (Outcome.NEITHER_CONFIRM_NOR_DENY, Outcome.COST_LIMIT_TO_CONFIRM)


def find_gaps(facts: LetterFacts) -> tuple[str, ...]:
    """Every open point of a letter, those of a question with its number in front."""
    found = list(gaps_of_letter(facts))
    if facts.purpose == Purpose.RESPONSE:
        for question in facts.questions:
            found += [f"Question {question.canonical_number}: {sentence}" for sentence in gaps_of_question(question)]
    found += [finding.message for finding in NOTICE.find(facts)]
    return tuple(found)


def gaps_of_letter(facts: LetterFacts) -> Iterator[str]:
    for finding in LETTER.find(facts):
        yield finding.message


def gaps_of_question(question: QuestionFacts) -> tuple[str, ...]:
    """What is open at one question."""
    if question.outcome is None:
        return ("This question has no agreed answer yet.",)
    return tuple(finding.message for finding in QUESTION.find(question))


# --- the letter -----------------------------------------------------------------------------------------------------


@LETTER.rule("letter.questions", Level.BLOCK)
def there_is_a_question(facts: LetterFacts) -> Iterator[Point]:
    if not facts.questions and facts.purpose is Purpose.RESPONSE:
        yield Point("The request has no questions yet.")
    answered = {question.request for question in facts.questions}
    for request in facts.requests:
        if request.reference not in answered:
            yield Point(
                f"Request {request.mark} ({request.reference}) has no question left.",
                hint="Answer it by itself, or record that it was withdrawn.",
            )


@LETTER.rule("letter.signatory", Level.BLOCK)
def somebody_signs(facts: LetterFacts) -> Iterator[Point]:
    if not facts.signatory_name and not facts.signatory_role:
        yield Point("Nobody is named to sign the letter.", hint="Edit the letter and name a person or a role.")


@LETTER.rule("letter.address", Level.BLOCK)
def the_authority_can_be_reached(facts: LetterFacts) -> Iterator[Point]:
    if not facts.authority.email and not facts.authority.address_lines:
        yield Point("The authority has no address and no e-mail address to print.")


@LETTER.rule("LET-21.caveat", Level.BLOCK)
def no_caveat_contradicts_the_outcome(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose == Purpose.RESPONSE:
        for problem in choose(facts).problems:
            yield Point(problem)


@LETTER.rule("LET-10.ground", Level.BLOCK)
def environmental_information_is_refused_by_its_own_rules(facts: LetterFacts) -> Iterator[Point]:
    """EIR has no cost limit, no section 14 and no section 21: regs 12(4)(b) and 6(1)(b) do their work."""
    for question in facts.questions:
        if facts.is_environmental and question.outcome in _NOT_UNDER_EIR:
            yield Point(
                f"Question {question.canonical_number}: “{question.outcome.label}” is no ground under EIR. "
                "Refuse it as withheld under regulation 12(4)(b), or answer it."
            )


# --- a question: what its outcome asks for --------------------------------------------------------------------------


@QUESTION.rule("LET-1.decision", Level.BLOCK)
def the_outcome_is_a_decision(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome and not question.outcome.decided:
        yield Point("The department could not answer this. Decide what the answer in law is.")


@QUESTION.rule("LET-1.content", Level.BLOCK)
def what_is_provided_is_there(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome and question.outcome.gives_information and not question.has_content:
        yield Point("It is marked as provided, but there is no text, table or file to provide.")


@QUESTION.rule("LET-3.contradiction", Level.BLOCK)
def an_exemption_fits_the_outcome(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome in _NO_CLAIMS and _refusing(question):
        yield Point(
            f"It is marked “{question.outcome.label}”, but an exemption is claimed for it. One of the two is wrong."
        )


@QUESTION.rule("LET-9.left-out", Level.BLOCK)
def what_is_left_out_is_explained(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome == Outcome.PROVIDED_IN_PART and not _refusing(question) and not question.reason.strip():
        yield Point("Part of it is not provided. Say why: name the exemption, or say that the rest is not held.")


@QUESTION.rule("LET-3.exemption", Level.BLOCK)
def a_refusal_names_its_exemption(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome in (Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE) and not _refusing(question):
        yield Point("It is refused, but no exemption is named (section 17(1)(b)).")


@QUESTION.rule("LET-8.place", Level.BLOCK)
def section_21_says_where(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome != Outcome.ACCESSIBLE_ELSEWHERE:
        return
    place = " ".join([question.answer_text, question.reason, *(claim.where_to_find for claim in _refusing(question))])
    if not place.strip():
        yield Point("Say exactly where the information can be found (section 21).")
    addresses = _WEB_ADDRESS.findall(place)
    if addresses and all(_is_home_page(address) for address in addresses):
        yield Point("The link leads only to a home page. Give the page on which the information stands (section 21).")


def _is_home_page(address: str) -> bool:
    try:
        return urlsplit(address).path in ("", "/")
    except ValueError:  # "http://[" is no address at all
        return False


@QUESTION.rule("by-reference.which", Level.BLOCK)
def a_reference_says_to_what(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome == Outcome.BY_REFERENCE and question.kind != "about_answers" and not question.has_content:
        yield Point("It is answered by the other answers. Say which.")


@QUESTION.rule("LET-5.says-nothing", Level.BLOCK)
def silence_says_nothing(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome in _SAYS_NOTHING and (question.has_content or question.source):
        yield Point("The letter must not say whether this is held, but text, a table, a file or a source is recorded.")


@QUESTION.rule("LET-5.exemption", Level.BLOCK)
def silence_names_its_exemption(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome == Outcome.NEITHER_CONFIRM_NOR_DENY and not question.silent_claims:
        yield Point("Name the exemption from the duty to confirm or deny, such as section 31(3).")


@QUESTION.rule("LET-5.confirms", Level.BLOCK)
def silence_is_not_broken_by_an_exemption(question: QuestionFacts) -> Iterator[Point]:
    # An exemption from disclosure says that there is something to disclose.
    if question.outcome in _SAYS_NOTHING and _refusing(question):
        yield Point("An exemption from disclosure is claimed, which would confirm that the information is held.")


@QUESTION.rule("LET-6.estimate", Level.BLOCK)
def the_cost_limit_has_its_estimate(question: QuestionFacts) -> Iterator[Point]:
    if question.outcome == Outcome.COST_LIMIT and not question.estimate.strip() and not question.reason.strip():
        yield Point("Say how the estimate of the cost was reached (section 12).")


# --- a question: what is left out -----------------------------------------------------------------------------------


@QUESTION.rule("LET-9.suppressed", Level.BLOCK)
def suppression_has_its_exemption(question: QuestionFacts) -> Iterator[Point]:
    if question.suppressed and not _refusing(question):  # 7.4: suppression is a refusal, with its exemption
        yield Point("Small numbers are suppressed, but no exemption is named for that (normally section 40(2)).")


@QUESTION.rule("LET-9.redacted", Level.BLOCK)
def redaction_has_its_exemption(question: QuestionFacts) -> Iterator[Point]:
    if any(file.redacted for file in question.attachments) and not _refusing(question):  # 7.3: so is redaction
        yield Point("Parts of a file are removed, but no exemption is named for that.")


@QUESTION.rule("LET-9.in-full", Level.BLOCK)
def in_full_leaves_nothing_out(question: QuestionFacts) -> Iterator[Point]:
    removed = question.suppressed or any(file.redacted for file in question.attachments)
    if question.outcome == Outcome.PROVIDED and removed:
        yield Point(
            "Something is left out (small numbers, or parts of a file), so it is provided in part, not in full."
        )


@QUESTION.rule("LET-20.as-at", Level.BLOCK)
def a_live_system_has_a_date(question: QuestionFacts) -> Iterator[Point]:
    if question.live_system and question.gives_information and question.as_at is None:
        yield Point("It comes from a system in daily use. Give the date on which the data was taken from it.")


# --- a question: its claims -----------------------------------------------------------------------------------------


def _refusing(question: QuestionFacts) -> list[ClaimFacts]:
    """Whatever the outcome is: a claim that does not fit it is what some of these rules are about."""
    return [claim for claim in question.claims if not claim.confirms_nor_denies]


@QUESTION.rule("LET-3.subsection", Level.BLOCK)
def a_claim_names_a_subsection(question: QuestionFacts) -> Iterator[Point]:
    for claim in question.claims:
        if "(" not in claim.code:
            yield Point(f"Section {claim.code} must be named with its subsection.")


@QUESTION.rule("LET-3.reason", Level.BLOCK)
def a_claim_says_why_it_applies(question: QuestionFacts) -> Iterator[Point]:
    for claim in question.claims:
        if not claim.reason_would_disclose and not _says_why(claim):
            yield Point(f"Section {claim.code}: say why it applies (section 17(1)(c)).")


@QUESTION.rule("LET-3.harm", Level.BLOCK)
def harm_has_its_limb(question: QuestionFacts) -> Iterator[Point]:
    for claim in question.claims:
        if claim.basis in (Basis.PREJUDICE, Basis.ENDANGERMENT, Basis.OPINION) and claim.prejudice_level is None:
            yield Point(f"Section {claim.code}: say whether the harm would, or would be likely to, follow.")


@QUESTION.rule("LET-3.balance", Level.BLOCK)
def a_qualified_exemption_weighs_the_public_interest(question: QuestionFacts) -> Iterator[Point]:
    for claim in question.claims:
        if not claim.qualified or claim.reason_would_disclose:
            continue
        sides = (
            (claim.public_interest_for, "for disclosure"),
            (claim.public_interest_against, "for the exemption"),
        )
        balance = ((claim.public_interest_balance, "and where the balance lies"),)
        for text, name in balance if claim.balance_in_form_only else (*sides, *balance):  # s.17(3)(b)
            if not text.strip():
                yield Point(f"Section {claim.code}: the public interest {name} is missing (section 17(3)).")


def _says_why(claim: ClaimFacts) -> bool:
    texts = [claim.reason, claim.harm, claim.where_to_find, *(text for _, text in claim.particulars)]
    return any(text.strip() for text in texts) or claim.opinion is not None
