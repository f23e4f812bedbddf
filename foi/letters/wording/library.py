"""The texts as a person finds them: where in a letter each stands, what its names mean, and an example of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foi.letters.wording import ANYWHERE, names_for


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the letter, and the sections of the wording that are printed there."""

    slug: str
    label: str
    sections: tuple[str, ...]


PLACES: tuple[Place, ...] = (
    Place("top", "Top of the letter", ("letterhead", "particulars", "title", "salutation", "act")),
    Place("opening", "Opening", ("opening", "requests")),
    Place("decision", "Our decision", ("decision",)),
    Place("answers", "Questions and answers", ("questions", "answer", "table", "by_reference", "attachments")),
    Place("caveats", "Caveats", ("caveats",)),
    Place("exemptions", "Exemptions and reasons", ("refusal", "ncnd", "section_14", "level", "exemption_name")),
    Place("cost", "Cost limit", ("cost_limit", "estimate", "advice")),
    Place("others", "Information that others may hold", ("transfer",)),
    Place("reuse", "Re-use", ("reuse", "licence")),
    Place("rights", "Rights: review and complaint", ("review", "rights", "regulator")),
    Place("closing", "Contact and signature", ("contact", "sign_off")),
    Place(
        "letters",
        "Letters other than the response",
        ("acknowledgement", "clarification", "fees", "extension", "internal_review"),
    ),
    Place("numbers", "How numbers and lists are written", ("numbers",)),
)
ELSEWHERE = Place("elsewhere", "Elsewhere", ())
BY_SLUG = {place.slug: place for place in (*PLACES, ELSEWHERE)}
_BY_SECTION = {section: place for place in PLACES for section in place.sections}

EIR = "EIR."


def place_of(key: str) -> Place:
    return _BY_SECTION.get(key.removeprefix(EIR).split(".")[0], ELSEWHERE)


def title_of(key: str) -> str:
    """ "Review: internal", "Decision: not held all (EIR)"."""
    section, _, rest = key.removeprefix(EIR).partition(".")
    words = f"{section}: {rest}".replace("_", " ").replace(".", ", ")
    return words[0].upper() + words[1:] + (" (EIR)" if key.startswith(EIR) else "")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a text may use, in curly brackets."""

    name: str
    means: str
    example: str
    needed: bool


# name -> what it stands for, an example of it
_NAMES: Mapping[str, tuple[str, str]] = {
    "authority": ("the name of your authority", "Trentvale Police"),
    "team": ("the name of your FOI team", "Information Rights Team"),
    "regulator": ("the name of the regulator", "Information Commissioner’s Office"),
    "reference": ("our reference", "0142/26"),
    "subject": ("the title of the request", "Police dogs"),
    "act": ("the Act or the Regulations, in full", "Freedom of Information Act 2000"),
    "request": ("what kind of request it is", "Freedom of Information request"),
    "received_on": ("the day on which the request was received", "3\u00a0March\u00a02026"),
    "due_on": ("the day on which our answer is due", "31\u00a0March\u00a02026"),
    "questions": ("the questions that it is about", "questions\u00a01 and 3"),
    "sections": ("the sections relied on", "section\u00a031(1)(a)"),
    "code": ("the section relied on", "31(1)(a)"),
    "condition": ("what the section is read with", "40(3A)(a)"),
    "limb": ("what that is called", "a data protection principle"),
    "name": ("a name: of an exemption, or of the requester", "Law enforcement"),
    "heading": ("the heading in the letter where the reasons stand", "Why we are withholding information"),
    "level": ("how likely the harm is", "would be likely to"),
    "number": ("the number of a question or a table", "3"),
    "numbers": ("the numbers, listed", "1, 2"),
    "first": ("the first of several", "1"),
    "last": ("the last of several", "4"),
    "window": ("working days in which a review may be asked for", "40"),
    "reply": ("working days in which we answer a review", "20"),
    "weeks": ("weeks in which to complain to the regulator", "6"),
    "days": ("working days after which an unclear request is closed", "20"),
    "amount": ("the fee", "£12.40"),
    "decide_by": ("the day by which we expect to decide", "30\u00a0April\u00a02026"),
    "asked_on": ("the day on which the review was asked for", "2\u00a0April\u00a02026"),
    "answered_on": ("the day of our first answer", "27\u00a0March\u00a02026"),
    "as_at": ("the day that the data shows", "1\u00a0March\u00a02026"),
    "dates": ("days, with the questions", "1\u00a0March\u00a02026 (question\u00a01)"),
    "details": ("what the answers say about it", "Question 1: crimes, not persons."),
    "detail": ("what one answer says about it", "crimes, not persons"),
    "departments": ("the departments that were asked", "Finance and Human Resources"),
    "source": ("where the data comes from", "The training record"),
    "files": ("the names of files", "spending.xlsx"),
    "file": ("the name of a file", "spending.xlsx"),
    "signpost": ("another body", "Trentvale Council"),
    "received": ("the day on which a request was received", "3\u00a0March\u00a02026"),
    "mark": ("the letter of one of several requests", "A"),
    "title": ("the title of the letter", "Freedom of Information request 0142/26: Police dogs"),
    "caption": ("what the table shows", "Dogs by year"),
    "telephone": ("your telephone number", "01632 960 100"),
    "page": ("the number of the page", "1"),
    "pages": ("how many pages there are", "4"),
    "limit": ("the cost limit", "£450"),
    "rate": ("the rate an hour", "£25"),
    "hours": ("hours of work within the limit", "18"),
    "cost": ("the estimated cost", "£612.50"),
    "time": ("the estimated time", "24.5 hours"),
    "records": ("how many records", "1,470"),
    "minutes": ("minutes a record", "1"),
    "people": ("how many people", "2"),
    "sample": ("how many records were tried", "20"),
    "count": ("how many", "2"),
    "what": ("what the work is", "Locating the information"),
    "system": ("the system in which it is done", "the crime system"),
    "by": ("the qualified person", "the Chief Constable"),
    "position": ("their office", "Chief Constable"),
    "given_on": ("the day of the opinion", "20\u00a0March\u00a02026"),
    "made_on": ("the day of the search", "10\u00a0March\u00a02026"),
    "searched": ("where we searched", "the crime system"),
    "terms": ("the words searched for", "“hedgehog”"),
    "result": ("what the search found", "no record"),
    "protects": ("what the exemption protects", "the prevention or detection of crime"),
    "earlier": ("the earlier request", "0087/26"),
}


def names_of(key: str, language: str = "en-GB") -> list[Name]:
    """What the text may name; first what it must, last what any text may."""
    may, must = names_for(key, language)
    ordered = sorted(may, key=lambda name: (name not in must, name in ANYWHERE, name))
    return [Name(name, *_NAMES.get(name, ("a value of this letter", "…")), name in must) for name in ordered]


def examples(key: str, language: str, known: Mapping[str, str]) -> dict[str, str]:
    """A value for each name, for a sample of the text. `known`: values of the authority itself."""
    return {one.name: known.get(one.name) or one.example or one.means for one in names_of(key, language)}
