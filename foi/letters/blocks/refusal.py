"""B11: each exemption once: the questions it covers, what kind it is, why it applies, the harm and the public interest.

s.17(1): the fact, the exemption, why. s.17(3)(b): the public interest, where the exemption is qualified.
"""

from collections.abc import Iterator

from foi.letters.draft import Draft, lead, section_order, with_lead
from foi.letters.facts import Basis, ClaimFacts, OpinionFacts, PrejudiceLevel, QuestionFacts
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading, date_words

_HARM_LEVEL = {
    Basis.PREJUDICE: "harm_level",
    Basis.ADVERSE_EFFECT: "harm_level",
    Basis.OPINION: "harm_level",
    Basis.ENDANGERMENT: "endanger_level",
}

Covered = dict[ClaimFacts, list[QuestionFacts]]


def refusal(draft: Draft) -> Iterator[Block]:
    by_code = covered(draft, silent=False)
    if not by_code:
        return
    yield Heading(draft.phrase("refusal.heading"), 2)
    yield from draft.say("refusal.duty")
    for code, arguments in by_code.items():
        claim = next(iter(arguments))
        questions = [question for covered in arguments.values() for question in covered]
        yield Heading(draft.heading_of(claim), 3)
        yield from draft.say("refusal.covers", questions=draft.numbers(questions))
        section, _, condition = code.partition(" with ")
        limb = draft.name_of_exemption(claim).partition(": ")[2]
        if condition and limb:  # LET-3: the notice says which limb is relied on
            yield from draft.say("refusal.read_with", code=section, condition=condition, limb=limb)
        yield from draft.say(f"refusal.{_kind(claim)}")
        for argument, argued_for in arguments.items():
            if len(arguments) > 1:
                yield lead(draft.phrase("questions.for_questions", questions=draft.numbers(argued_for)))
            yield from reasons(draft, argument, "refusal")


def covered(draft: Draft, *, silent: bool) -> dict[str, Covered]:
    """Section -> argument -> questions, in the order of the Act. The same argument for two questions stands once."""
    found: dict[str, Covered] = {}
    for question in draft.facts.questions:
        for claim in question.silent_claims if silent else question.refusing_claims:
            found.setdefault(claim.code, {}).setdefault(claim, []).append(question)
    return dict(sorted(found.items(), key=lambda item: section_order(item[0])))


def reasons(draft: Draft, claim: ClaimFacts, section: str) -> Iterator[Block]:
    """Why it applies, the harm, the public interest: for an exemption from disclosing or, `section` "ncnd", from saying
    whether information is held."""
    if claim.reason_would_disclose:  # s.17(4)
        yield from draft.say("refusal.no_reason")
        return
    yield from marked(claim.reason)
    for name, text in claim.particulars:
        yield from with_lead(draft.phrase(f"refusal.particular_{name}"), text)
    if claim.protects:
        yield from draft.say("ncnd.protects_effect" if claim.opinion else "ncnd.protects", protects=claim.protects)
    level = PrejudiceLevel.WOULD if claim.basis is Basis.ADVERSE_EFFECT else claim.prejudice_level
    if claim.opinion:
        yield from _opinion(draft, claim, claim.opinion)
    elif level and claim.basis in _HARM_LEVEL:
        if claim.harm.strip():
            yield Heading(draft.phrase(f"{section}.harm"), 4)
        yield from draft.say(f"{section}.{_HARM_LEVEL[claim.basis]}", level=draft.level(level))
    elif claim.harm.strip():  # s.24: what it is required for
        yield Heading(draft.phrase(f"{section}.harm"), 4)
    yield from marked(claim.harm)
    if claim.qualified:
        for part, text in (
            (f"{section}.pit_for", claim.public_interest_for),
            (f"{section}.pit_against", claim.public_interest_against),
            ("refusal.pit_balance", claim.public_interest_balance),
        ):
            if text.strip():
                yield Heading(draft.phrase(part), 4)
                yield from marked(text)


def _opinion(draft: Draft, claim: ClaimFacts, opinion: OpinionFacts) -> Iterator[Block]:
    """s.36: whose opinion, from when, and what it is."""
    yield Heading(draft.phrase("refusal.opinion"), 4)
    given_on = date_words(opinion.given_on, draft.facts.authority.language) if opinion.given_on else ""
    level = draft.level(claim.prejudice_level) if claim.prejudice_level else ""
    yield from draft.say(
        "refusal.opinion_silent" if claim.confirms_nor_denies else "refusal.opinion_given",
        by=opinion.by, position=opinion.position, given_on=given_on, level=level,
    )  # fmt: skip
    yield from marked(opinion.text)


def _kind(claim: ClaimFacts) -> str:
    if claim.qualified:
        return f"qualified_{claim.basis.value}"
    return "absolute_class" if claim.basis == Basis.CLASS else "absolute_harm"
