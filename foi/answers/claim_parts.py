"""What a claim has to say, part by part, as the catalogue asks of its subsection (s.17; reg 14).

The form asks for these parts, the checks miss them, the letter prints them: an entry of the catalogue is enough to add
an exemption everywhere. A part is a field of `Claim`, or a key of `Claim.particulars` named after a `NoticePart`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foi.answers.cited import Cited, cited
from foi.law.exemption_terms import Basis, NoticePart

if TYPE_CHECKING:
    from foi.answers.models import Claim


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a claim. `missing`: what is said of its absence, after "Section 31(1)(a): "; "" if none is needed."""

    name: str
    label: str
    missing: str = ""
    hint: str = ""
    rule: str = "reason"  # what the checks call it: reason, harm, opinion, notice, balance
    kind: str = "text"  # text, line, date, level or limbs
    printed: bool = True


WHY = Part(
    "explanation",
    "Why it applies",
    "say why it applies (section 17(1)(c)).",
    "What makes this information fall under it. Give nothing away by saying it.",
)
LEVEL = Part(
    "prejudice_level",
    "How likely is it?",
    "say whether the harm would, or would be likely to, follow.",
    "“Would” is the harder of the two to show. The letter must say which is claimed.",
    rule="harm",
    kind="level",
)
HARM = Part(
    "harm",
    "The harm",
    "explain the harm that would follow.",
    "What would happen, to whom, and how giving this out would lead to it.",
    rule="harm",
)
LIMBS = Part("limbs", "What does saying neither protect?", "say what it protects.", rule="reason", kind="limbs")
OPINION = (
    Part(
        "opinion_by", "The qualified person’s name", "name the qualified person (section 36(5)).",
        rule="opinion", kind="line",
    ),
    Part(
        "opinion_position", "Their position", "give the qualified person’s position.",
        "For a police force, the chief constable.", rule="opinion", kind="line",
    ),
    Part("opinion_on", "When was the opinion given?", "give the date of the opinion.", rule="opinion", kind="date"),
    Part(
        "opinion", "The opinion, and why it is reasonable", "give the qualified person’s opinion.",
        "In their words: which effect, and why a reasonable person could hold it.", rule="opinion",
    ),
    Part(
        "opinion_submission", "What was put to them", "say what was put to the qualified person.",
        "What they saw, and what was said for and against.", rule="opinion", printed=False,
    ),
)  # fmt: skip
BALANCE = (
    Part(
        "public_interest_for", "Public interest: for disclosure",
        "say what favours disclosure in the public interest (section 17(3)).", rule="balance",
    ),
    Part(
        "public_interest_against", "Public interest: for the exemption",
        "say what favours the exemption in the public interest (section 17(3)).", rule="balance",
    ),
    Part(
        "public_interest_balance", "Where the balance lies, and why",
        "say what tips the balance in the public interest (section 17(3)).", rule="balance",
    ),
)  # fmt: skip
KEPT_APART = (
    Part("consulted", "Who was asked first, when, and what they said", printed=False),
    Part("evidence", "Evidence", hint="What shows the harm, or that the exemption is right.", printed=False),
)

#: what a notice must say beyond what the kind and the basis ask for; the sentence of the NoticePart is the gap
_NOTICE = {
    NoticePart.WHERE: ("Where it can be found", "The page itself, not the home page of the site."),
    NoticePart.PUBLICATION: (
        "When it will be published, and since when that was intended",
        "The intention must be older than the request. If there is no date yet, say so, and say what it waits for.",
    ),
    NoticePart.PURPOSE: (
        "Which purpose of section 31(2)",
        "For example “section 31(2)(b): whether a person is responsible for improper conduct”.",
    ),
    NoticePart.OTHER_REGIME: ("How it is answered under the environmental regulations", ""),
    NoticePart.SUBJECT_ACCESS: ("How the requester asks for their own data", "Where to send a subject access request."),
    NoticePart.LEGITIMATE_INTERESTS: (
        "The principle, and the legitimate interests weighed",
        "Which data protection principle disclosure would contravene, what interest there is in disclosure, whether "
        "it needs this information, and how that weighs against the people concerned.",
    ),
    NoticePart.BREACH_OF_CONFIDENCE: (
        "From whom it came, and why a breach would be actionable",
        "The information has the quality of confidence, was given in confidence, and its use would be unauthorised. "
        "Say why a public interest defence would fail. Name nobody whose name is itself confidential.",
    ),
    NoticePart.WHOSE_INTERESTS: ("Whose commercial interests", "What a third party fears must come from that party."),
    NoticePart.PROHIBITION: (
        "What forbids disclosure",
        "The enactment by title, year and section; or the obligation, or the order.",
    ),
    NoticePart.COMPLETION: ("Who is preparing it, and when it will be finished", ""),
    NoticePart.UNCLEAR: ("What is unclear, and the choices offered", ""),
    NoticePart.ESTIMATE: ("How the burden was estimated", "Numbers of records, minutes each, and the basis."),
    NoticePart.ADVICE: ("How the request could be narrowed, or that it could not", ""),
}  # fmt: skip


def notice_part(part: NoticePart) -> Part:
    label, hint = _NOTICE[part]
    sentence = part.sentence
    return Part(part.value, label, sentence[0].lower() + sentence[1:], hint, rule="notice")


def parts_of(relied_on: Cited) -> tuple[Part, ...]:
    """Everything a claim of this subsection may or must say, in the order in which it is asked for and printed."""
    exemption, silent = relied_on.exemption, relied_on.confirms_nor_denies
    parts: list[Part] = [_why(relied_on)]
    if silent and len(relied_on.behind) > 1:
        parts.append(LIMBS)
    if not silent:  # what else a notice says would tell that there is something to speak of (LET-5)
        parts += [notice_part(part) for part in exemption.notice if part in _NOTICE]
    if exemption.basis is Basis.OPINION:
        parts += OPINION
    if relied_on.needs_level:
        parts.append(LEVEL)
    if exemption.needs_harm:
        # s.17(4): what cannot be said without giving it away stays out of the notice
        harm = replace(HARM, hint="What would follow from a yes, and from a no, whichever is true.") if silent else HARM
        parts.append(replace(harm, missing="") if relied_on.may_omit_reasons else harm)
    if relied_on.needs_public_interest:
        # A balance that is owed in form only (s.39, reg 12(4)(a)) is one sentence.
        parts += [
            replace(part, missing="") if exemption.formal_balance and part is not BALANCE[-1] else part
            for part in BALANCE
        ]
    return (*parts, *KEPT_APART)


def _why(relied_on: Cited) -> Part:
    exemption = relied_on.exemption
    if relied_on.may_omit_reasons:
        return replace(
            WHY, missing="", hint="Leave it empty where the reason would itself give the secret away (section 17(4))."
        )
    told_below = not relied_on.confirms_nor_denies and any(part in _NOTICE for part in exemption.notice)
    if exemption.needs_harm or exemption.needs_qualified_person or told_below:
        return replace(WHY, missing="", hint="Only what the parts below do not say already.")
    if relied_on.confirms_nor_denies:
        return replace(
            WHY,
            hint="Why saying yes or no would itself do what the exemption prevents. Write as one who does not know "
            "whether it is held.",
        )
    return WHY


def said_of(claim: Claim | Any, part: Part) -> Any:
    """What the claim says in a part; empty if nothing."""
    if hasattr(claim, part.name):
        return getattr(claim, part.name)
    return claim.particulars.get(part.name, "")


def claim_gaps(claim: Claim | Any) -> Iterator[tuple[Part, str]]:
    """The parts that the catalogue asks of a claim and that it does not have, each with a sentence for the officer."""
    relied_on = cited(claim.exemption)
    if relied_on is None or not relied_on.exemption.offered:
        subsection = Part("exemption", "Exemption", "choose the subsection that is relied on.", rule="subsection")
        yield subsection, f"Section {claim.exemption}: {subsection.missing}"
        return
    for part in parts_of(relied_on):
        said = said_of(claim, part)
        if part.missing and not (said.strip() if isinstance(said, str) else said):
            yield part, f"{relied_on}: {part.missing}"
