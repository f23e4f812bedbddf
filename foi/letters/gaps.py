"""What must be settled before a letter may leave, a sentence for each. A letter with a gap cannot be submitted.

Everything here is asked of the facts alone, so that a form can ask it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from foi.law.outcomes import Outcome
from foi.letters.caveats import choose
from foi.letters.facts import Basis, ClaimFacts, LetterFacts, Purpose, QuestionFacts

_WEB_ADDRESS = re.compile(r"https?://[^\s<>()\"]+")

_NO_CLAIMS = (Outcome.PROVIDED, Outcome.NOT_HELD, Outcome.NOT_RECORDED, Outcome.BY_REFERENCE)
_SAYS_NOTHING = (Outcome.NEITHER_CONFIRM_NOR_DENY, Outcome.COST_LIMIT_TO_CONFIRM)


def find_gaps(facts: LetterFacts) -> tuple[str, ...]:
    """Every open point of a letter, those of a question with its number in front."""
    found = list(gaps_of_letter(facts))
    if facts.purpose == Purpose.RESPONSE:
        for question in facts.questions:
            found += [f"Question {question.canonical_number}: {sentence}" for sentence in gaps_of_question(question)]
        found += choose(facts).problems
    return tuple(found)


def gaps_of_letter(facts: LetterFacts) -> Iterator[str]:
    if not facts.questions:
        yield "The request has no questions yet."
    if not facts.signatory_name and not facts.signatory_role:
        yield "Nobody is named to sign the letter."
    if not facts.authority.email and not facts.authority.address_lines:
        yield "The authority has no address and no e-mail address to print."


def gaps_of_question(question: QuestionFacts) -> tuple[str, ...]:
    """What is open at one question."""
    if question.outcome is None:
        return ("This question has no agreed answer yet.",)
    if not question.outcome.decided:
        return ("The department could not answer this. Decide what the answer in law is.",)
    return tuple(_gaps(question, question.outcome))


def _gaps(question: QuestionFacts, outcome: Outcome) -> Iterator[str]:
    refusing = [claim for claim in question.claims if not claim.confirms_nor_denies]
    says_something = question.has_content

    if outcome.gives_information and not says_something:
        yield "It is marked as provided, but there is no text, table or file to provide."
    if outcome in _NO_CLAIMS and refusing:
        yield f"It is marked “{outcome.label}”, but an exemption is claimed for it. One of the two is wrong."
    if outcome == Outcome.PROVIDED_IN_PART and not refusing and not question.reason.strip():
        yield "Part of it is not provided. Say why: name the exemption, or say that the rest is not held."
    if outcome in (Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE) and not refusing:
        yield "It is refused, but no exemption is named (section 17(1)(b))."
    if outcome == Outcome.ACCESSIBLE_ELSEWHERE:  # LET-8
        yield from _gaps_of_place(question, refusing)
    if outcome == Outcome.BY_REFERENCE and question.kind != "about_answers" and not says_something:
        yield "It is answered by the other answers. Say which."
    if outcome in _SAYS_NOTHING:
        if says_something or question.source:  # LET-5
            yield "The letter must not say whether this is held, but text, a table, a file or a source is recorded."
        if outcome == Outcome.NEITHER_CONFIRM_NOR_DENY and not question.silent_claims:
            yield "Name the exemption from the duty to confirm or deny, such as section 31(3)."
        if refusing:  # LET-5: an exemption from disclosure says that there is something to disclose
            yield "An exemption from disclosure is claimed, which would confirm that the information is held."
    if outcome == Outcome.COST_LIMIT and not question.estimate.strip() and not question.reason.strip():
        yield "Say how the estimate of the cost was reached (section 12)."
    if question.suppressed and not refusing:  # 7.4: suppression is a refusal, with its exemption
        yield "Small numbers are suppressed, but no exemption is named for that (normally section 40(2))."
    if any(file.redacted for file in question.attachments) and not refusing:  # 7.3: so is redaction
        yield "Parts of a file are removed, but no exemption is named for that."
    if outcome == Outcome.PROVIDED and (question.suppressed or any(file.redacted for file in question.attachments)):
        yield "Something is left out (small numbers, or parts of a file), so it is provided in part, not in full."
    if question.live_system and question.gives_information and question.as_at is None:
        yield "It comes from a system in daily use. Give the date on which the data was taken from it."
    for claim in question.claims:
        yield from _gaps_of_claim(claim)


def _gaps_of_place(question: QuestionFacts, claims: list[ClaimFacts]) -> Iterator[str]:
    place = " ".join([question.answer_text, question.reason, *(claim.where_to_find for claim in claims)])
    if not place.strip():
        yield "Say exactly where the information can be found (section 21)."
    addresses = _WEB_ADDRESS.findall(place)
    if addresses and all(urlsplit(address).path in ("", "/") for address in addresses):
        yield "The link leads only to a home page. Give the page on which the information stands (section 21)."


def _gaps_of_claim(claim: ClaimFacts) -> Iterator[str]:
    section = f"Section {claim.code}"
    if "(" not in claim.code:
        yield f"{section} must be named with its subsection."
    if not claim.reason_would_disclose and not (claim.reason + claim.harm + claim.where_to_find).strip():
        yield f"{section}: say why it applies (section 17(1)(c))."
    if claim.basis in (Basis.PREJUDICE, Basis.ENDANGERMENT, Basis.OPINION) and claim.prejudice_level is None:
        yield f"{section}: say whether the harm would, or would be likely to, follow."
    if claim.qualified:  # s.17(3)(b)
        for text, name in (
            (claim.public_interest_for, "for disclosure"),
            (claim.public_interest_against, "for the exemption"),
            (claim.public_interest_balance, "and where the balance lies"),
        ):
            if not text.strip() and not claim.reason_would_disclose:
                yield f"{section}: the public interest {name} is missing (section 17(3))."
