"""Where the requester lives: postal addresses as people write them, and where they stand in a text. Works on folded
text (`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foi.intake.blind_text import Folded, whole

# Words of addresses that are also written short. The forms in one row are one word.
_STREETS = (
    "street st|road rd|lane ln|avenue ave av|close cl|drive dr|court ct crt|crescent cres cresc|gardens gdns|garden gdn"
    "|grove gr grv|place pl|square sq|terrace ter terr|park pk|hill|row|way|walk wlk|rise|view|mews|yard|wharf|quay"
    "|parade pde|croft|vale|mount mt|green grn|heights hts|broadway|gate|end|parkway|embankment|passage|path|fold|bank"
)
_HOUSES = (
    "cottages cottage cotts cott|house hse ho|farm fm|farmhouse|barn|lodge ldg|villas villa|bungalow"
    "|apartments apartment apts apt|mansions|mill|manor|vicarage|rectory|buildings bldgs"
)
_OTHERS = "saint st|north n|south s|east e|west w|upper upr|lower lwr|great gt|flat flt|number no"
_SHORT: dict[str, set[str]] = {}
for _row in "|".join((_STREETS, _HOUSES, _OTHERS)).split("|"):
    for _word in _row.split():
        _SHORT.setdefault(_word, set()).update(_row.split())
_STREET = "(?:" + "|".join(_STREETS.replace("|", " ").split()) + ")"
_HOUSE = "(?:" + "|".join(dict.fromkeys(_HOUSES.replace("|", " ").split())) + ")"

_CODE = r"[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}"
POSTCODE = re.compile(rf"(?<!\w){_CODE}(?!\w)")
_NUMBER = r"(?:no\.?\s)?\d{1,4}(?:\s?[a-z])?(?:\s?[-/]\s?\d{1,4}[a-z]?)?"
_WORDS = r"(?:[^\W\d_][\w'.-]{0,30})"
_ENDS_WITH_CODE = re.compile(rf"(.*?)[\s,]*({_CODE})$")
_ENDS_WITH_TOWN = re.compile(rf"({_NUMBER}\s(?:{_WORDS}\s){{1,4}}?{_STREET})\.?\s(\D+)$")
_NO_ADDRESS = r"(?!.*\s(?:in|of|at|from|for|and|was|were|with|per)\s)"
_IN_A_STREET = re.compile(rf"{_NO_ADDRESS}{_NUMBER}\s(?:{_WORDS}\s){{0,4}}{_STREET}\.?$")
_IN_ANY_ROW = re.compile(rf"{_NO_ADDRESS}{_NUMBER}\s(?!(?:{_CODE})){_WORDS}(?:\s{_WORDS}){{0,4}}$")
_A_HOUSE = re.compile(rf"(?:{_WORDS}\s){{1,3}}{_HOUSE}\.?$")
_PART_OF_A_HOUSE = re.compile(r"(?:flat|flt|unit|room|suite|apartment|apt|floor|block|plot)\s?\w{1,3}$")
_MOST_PARTS = 8
_LONGEST = 120  # characters of a line


def addresses(text: str, address: str) -> Iterator[tuple[int, int]]:
    """Parts of the address that point to a house, its postcode, and the parts next to them."""
    parts = _parts(Folded(address).text.split("\n"))
    patterns = {part: _spelt(part) for part in parts}
    within = "|".join(pattern for part, pattern in patterns.items() if _PART_OF_A_HOUSE.match(part))
    before = rf"(?:(?:{within})[\s,.;]{{1,4}}){{0,2}}" if within else ""
    for part, pattern in patterns.items():
        if pattern and _points(part):
            # Towns and counties are what requests are about; only next to the house they are an address.
            beside = "|".join(other for other in patterns.values() if other and other != pattern)
            after = rf"(?:[\s,.;]{{1,4}}(?:{beside})){{0,8}}" if beside else ""
            yield from whole(f"{before}{pattern}{after}", text)


def address_in(lines: Iterable[str]) -> str:
    """The address among the lines, folded, that somebody put under a letter or into a form; "" if there is none."""
    parts = _parts(line for line in lines if not re.search(r"@|www\.|://", line))
    has_code = any(POSTCODE.fullmatch(part) for part in parts)
    house = _IN_ANY_ROW if has_code else _IN_A_STREET
    for at, part in enumerate(parts):
        if house.match(part) or (has_code and (_A_HOUSE.match(part) or POSTCODE.fullmatch(part))):
            first = at - 1 if at and _PART_OF_A_HOUSE.match(parts[at - 1]) else at
            rest = parts[first : first + _MOST_PARTS]
            codes = [place for place, one in enumerate(rest) if POSTCODE.fullmatch(one)]
            return "\n".join(rest[: codes[0] + 1] if codes else rest)
    return ""


def _parts(lines: Iterable[str]) -> list[str]:
    """ "14 marsh street trentvale tv2 3cd" is three: what points to the house, the town, the postcode."""
    found: list[str] = []
    for line in lines:
        for piece in line[:_LONGEST].split(","):
            part = re.sub(r"^(?:no|number)\.?\s(?=\d)", "", " ".join(piece.strip(" ;.\t").split()))
            if found and re.fullmatch(_NUMBER, found[-1]) and part:  # "14, Marsh Street"
                part = f"{found.pop()} {part}"
            code = _ENDS_WITH_CODE.match(part)
            part, ends = (code[1], [code[2]]) if code else (part, [])
            if town := _ENDS_WITH_TOWN.match(part):
                part, ends = town[1], [town[2], *ends]
            found += [one for one in (part.strip(" ;."), *ends) if one]
    return found


def _points(part: str) -> bool:
    if _PART_OF_A_HOUSE.match(part):
        return False
    return any(mark.isdigit() for mark in part) or _A_HOUSE.match(part) is not None


def _spelt(part: str) -> str:
    if POSTCODE.fullmatch(part):
        return r"\s{0,2}".join(map(re.escape, re.sub(r"\s", "", part)))
    return r"[\s,.]{1,4}".join(map(_spelt_word, re.findall(r"[\w'&/-]+", part)))


def _spelt_word(word: str) -> str:
    if word in _SHORT:
        return "(?:" + "|".join(sorted(_SHORT[word], key=len, reverse=True)) + ")"
    spelt = re.escape(word).replace("'", "'?")
    return rf"{spelt[:-1]}'?s" if word.endswith("s") and len(word) > 3 and "'" not in word else spelt
