"""The words in which exemptions are described: type, kind, basis, level, who is asked first, what a notice must say.

Sources: FOIA ss.2 and 17; EIR regs 12 and 14; domain reference 2.1 to 2.4.
"""

from enum import StrEnum


class Type(StrEnum):
    EXEMPTION = "exemption"
    EXCLUSION = "exclusion"
    EXCEPTION = "exception"


class Kind(StrEnum):
    """Whether the public interest is weighed: FOIA s.2(2), EIR reg 12(1)(b)."""

    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"
    NONE = "none"


class Basis(StrEnum):
    """What has to be shown before it applies."""

    CLASS = "class"
    PREJUDICE = "prejudice"
    ENDANGERMENT = "endangerment"  # s.38: "endanger", which the regulator keeps apart from prejudice
    SAFEGUARDING = "safeguarding"  # s.24: required for the purpose
    OPINION = "opinion"  # s.36: the reasonable opinion of a qualified person
    ADVERSE_EFFECT = "adverse_effect"  # EIR 12(5): "would", and nothing less
    NONE = "none"

    @property
    def needs_level(self) -> bool:
        """Whether the claim must choose between "would" and "would be likely to"."""
        return self in {Basis.PREJUDICE, Basis.ENDANGERMENT, Basis.OPINION}

    @property
    def needs_harm(self) -> bool:
        return self in {Basis.PREJUDICE, Basis.ENDANGERMENT, Basis.SAFEGUARDING, Basis.ADVERSE_EFFECT}

    @property
    def adjective(self) -> str:
        return {
            Basis.CLASS: "class-based",
            Basis.PREJUDICE: "prejudice-based",
            Basis.ENDANGERMENT: "endangerment-based",
            Basis.SAFEGUARDING: "safeguarding",
            Basis.OPINION: "opinion-based",
            Basis.ADVERSE_EFFECT: "adverse-effect",
            Basis.NONE: "",
        }[self]


class Level(StrEnum):
    """How sure the harm is. "Would" is the harder of the two to show."""

    WOULD = "would"
    LIKELY = "would_be_likely_to"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class AskFirst(StrEnum):
    """Who is asked before it is relied on. Waiting for them never moves the date."""

    QUALIFIED_PERSON = "qualified_person"
    CENTRAL_REFERRAL_UNIT = "central_referral_unit"
    LEGAL_SERVICES = "legal_services"
    DATA_PROTECTION = "data_protection"
    PROVIDER = "provider"

    @property
    def sentence(self) -> str:
        return {
            AskFirst.QUALIFIED_PERSON: "The qualified person must give an opinion. Nobody else can give it for them.",
            AskFirst.CENTRAL_REFERRAL_UNIT: "Consider a referral to the national Central Referral Unit.",
            AskFirst.LEGAL_SERVICES: "Ask legal services.",
            AskFirst.DATA_PROTECTION: "Ask the data protection officer if you are unsure.",
            AskFirst.PROVIDER: "Ask whoever gave us the information what they say to its disclosure (s.45 Code).",
        }[self]


class NoticePart(StrEnum):
    """What a notice must say, each also something a complete claim has to supply. Sources: s.17, reg 14."""

    FACT = "fact"
    SECTION = "section"
    WHY = "why"
    LEVEL = "level"
    HARM = "harm"
    OPINION = "opinion"
    PUBLIC_INTEREST = "public_interest"
    WHERE = "where"
    PUBLICATION = "publication"
    PURPOSE = "purpose"
    OTHER_REGIME = "other_regime"
    SUBJECT_ACCESS = "subject_access"
    LEGITIMATE_INTERESTS = "legitimate_interests"
    BREACH_OF_CONFIDENCE = "breach_of_confidence"
    WHOSE_INTERESTS = "whose_interests"
    PROHIBITION = "prohibition"
    COMPLETION = "completion"
    UNCLEAR = "unclear"
    CONFIRM_HELD = "confirm_held"
    ESTIMATE = "estimate"
    ADVICE = "advice"
    NO_INFERENCE = "no_inference"
    RIGHTS = "rights"

    @property
    def sentence(self) -> str:
        return _NOTICE_SENTENCES[self]


_NOTICE_SENTENCES = {
    NoticePart.FACT: "Say that the request is refused, as far as it is.",
    NoticePart.SECTION: "Name the section and the subsection.",
    NoticePart.WHY: "Say why it applies, unless that is plain.",
    NoticePart.LEVEL: 'Say whether the harm "would" or "would be likely to" come about.',
    NoticePart.HARM: "Explain the harm that disclosure would do.",
    NoticePart.OPINION: "Give the qualified person's opinion and its date.",
    NoticePart.PUBLIC_INTEREST: "Give the public interest on both sides and where the balance falls.",
    NoticePart.WHERE: "Say exactly where the information can be found.",
    NoticePart.PUBLICATION: "Say that publication was already intended, and when it is expected.",
    NoticePart.PURPOSE: "Name the purpose in section 31(2).",
    NoticePart.OTHER_REGIME: "Say that the request is answered under the environmental regulations.",
    NoticePart.SUBJECT_ACCESS: "Say how to ask for one's own personal data.",
    NoticePart.LEGITIMATE_INTERESTS: "Name the principle, and weigh the legitimate interests in disclosure.",
    NoticePart.BREACH_OF_CONFIDENCE: "Say whose confidence it is and why a breach would be actionable.",
    NoticePart.WHOSE_INTERESTS: "Say whose commercial interests they are.",
    NoticePart.PROHIBITION: "Name the enactment, obligation or order that forbids disclosure.",
    NoticePart.COMPLETION: "Say who is preparing it and when it is expected to be finished.",
    NoticePart.UNCLEAR: "Say what is unclear, and offer choices.",
    NoticePart.CONFIRM_HELD: "Confirm that the information is held.",
    NoticePart.ESTIMATE: "Show how the estimate was reached.",
    NoticePart.ADVICE: "Say how the request could be narrowed, or that it could not.",
    NoticePart.NO_INFERENCE: "Say that nothing may be inferred about whether the information is held.",
    NoticePart.RIGHTS: "Give the review procedure and the right to complain to the regulator.",
}
