"""A name however it is written: in full, turned round, with initials, in parts, joined up. Works on folded text
(`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.blind_text import GAP, WORD, Folded, whole
from foi.intake.blind_words import ALSO_WORDS, NO_FIRST_NAMES, NO_INITIALS, NOT_NAMES, ORGANISATION, TITLES

_TITLE = r"(?:(?:" + "|".join(sorted(TITLES, key=len, reverse=True)) + r")\.?\s{1,3})?"
_NEXT_NAME = re.compile(r" ([A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019]{2,})")


def names(name: str, within: Folded) -> Iterator[tuple[int, int]]:
    """The name in full, in either order, with initials; and each part of it that is no other word."""
    text = within.text
    words = [word for word in WORD.findall(name) if word not in TITLES]
    parts = [word for word in words if word not in NOT_NAMES]
    if not parts or "@" in name:
        return
    if len(words) > 1:
        yield from whole(GAP.join(map(_spelt, words)), text)
    if ORGANISATION.intersection(words):
        return
    yield from _joined(name, text)
    if len(parts) > 1:
        yield from _initials(name, within)
        *given, surname = _groups(name)
        surname_spelt = GAP.join(map(_spelt, surname))
        if len(surname) > 1:
            yield from whole(_TITLE + surname_spelt, text)
        for order in {(*parts,): None, (parts[0], parts[-1]): None}:
            yield from whole(_TITLE + GAP.join(map(_spelt, order)), text)
        if given:
            # Where every part is a word too, only a comma tells "Force, Mark" from "the force marks".
            between = GAP if set(parts) - ALSO_WORDS else r"\s?,\s{1,3}"
            for names in {tuple(part for group in given for part in group): None, (given[0][0],): None}:
                yield from whole(f"{surname_spelt}{between}{GAP.join(map(_spelt, names))}", text)
                initials = r"\W{0,3}".join(part[0] for part in names)
                yield from whole(rf"{_TITLE}{initials}(?:\.\s{{0,2}}|\s{{1,2}}){surname_spelt}", text)
    for part in dict.fromkeys(parts):
        if len(part) < 3 or part in ALSO_WORDS:
            yield from _shown_to_be_a_person(part, text)
            continue
        for start, end in whole(_TITLE + _spelt(part), text):
            if part == parts[-1]:
                yield _first_name_before(within, start, parts), end
            elif not is_of_somebody_else(within, end, parts):
                yield start, end


def _groups(name: str) -> list[list[str]]:
    """The parts between the blanks: a double-barrelled surname is one group."""
    groups = [[part for part in WORD.findall(group) if part not in TITLES | NOT_NAMES] for group in name.split()]
    return [group for group in groups if group]


def is_of_somebody_else(within: Folded, end: int, parts: list[str]) -> bool:
    """ "David Cameron" says nothing of a requester called David Quillfeather."""
    following = _NEXT_NAME.match(within.original(end, min(end + 40, len(within.text))))
    return following is not None and Folded(following[1]).text not in parts


def _shown_to_be_a_person(part: str, text: str) -> Iterator[tuple[int, int]]:
    """ "Mr Force", "my name is Mark": a part of the name that is a word too."""
    titles = "|".join(TITLES - {"major", "inspector", "sergeant", "doctor", "lord", "captain"})
    for shown in (rf"(?:{titles})\.?\s{{1,3}}", r"(?:my name is|i am|i'm)\s{1,3}"):
        for found in re.finditer(rf"(?<!\w){shown}({_spelt(part)})(?!\w)", text):
            yield found.span(1)


def _spelt(word: str) -> str:
    """O'Brien, OBrien and O Brien are one name."""
    return re.escape(word).replace("'", "['\\s]?")


_BESIDE = re.compile(
    r"(?:^|(.)\s{0,2}?[ \n])([A-Z\u00c0-\u00de\u0100-\u017f][\w'\u2019-]{1,20})[ \u00a0]{1,2}$", re.DOTALL
)
_BEGINS_A_SENTENCE = '.?!:;\n"\u201c('


def _first_name_before(within: Folded, start: int, parts: list[str]) -> int:
    """Where "Jess" of "Jess Thistlewood" starts: of another form of the given name, or of a relative."""
    beside = _BESIDE.search(within.original(max(start - 30, 0), start))
    if beside is None or beside[2].isupper():
        return start
    word = Folded(beside[2]).text
    alike = word[0] in {part[0] for part in parts[:-1]}
    in_a_sentence = beside[1] is not None and beside[1] not in _BEGINS_A_SENTENCE
    if word in NO_FIRST_NAMES | TITLES | NOT_NAMES or not (alike or in_a_sentence):
        return start
    if not alike and word in ALSO_WORDS | ORGANISATION:
        return start
    return start - len(Folded(beside[0][beside.start(2) - beside.start() :]).text)


# --- joined up and shortened ------------------------------------------------------------------------------------------

_HANDLE = re.compile(r"(?<![\w.])@[\w.-]{2,40}|(?<=[\w]/)@?[\w.-]{2,40}")


def is_made_of(written: str, name: str) -> bool:
    """Whether a handle, or what stands before the @ of an address, is made of the name: "jess.thistlewood2", "sohara".

    Both folded.
    """
    letters = re.sub(r"[\W\d_]+", "", written)
    *given, surname = ["".join(group).replace("'", "") for group in _groups(name)] or [""]
    if surname not in ALSO_WORDS and (
        (len(surname) > 5 and surname in letters)
        or (len(surname) > 4 and (letters.startswith(surname) or letters.endswith(surname)))
    ):
        return True
    if not given or not surname:
        return False
    if len(given[0]) > 2 and given[0] + surname in letters:
        return True
    before, after = letters.removesuffix(surname), letters.removeprefix(surname)
    return any(rest not in ("", letters) and given[0].startswith(rest) for rest in (before, after))


def _joined(name: str, text: str) -> Iterator[tuple[int, int]]:
    """ "@jessthistlewood", "x.example/jthistlewood", "jessthistlewood"."""
    for found in _HANDLE.finditer(text):
        written = found[0].rstrip(".-")
        if is_made_of(written, name):
            yield found.start(), found.start() + len(written)
    *given, surname = ["".join(group).replace("'", "") for group in _groups(name)]
    if given and len(given[0]) > 2 and len(surname) > 2 and {given[0], surname} - ALSO_WORDS:
        both = sorted({given[0] + surname, surname + given[0], "".join(given) + surname})
        yield from whole(rf"(?:{'|'.join(map(re.escape, both))})\d{{0,4}}", text)


def _initials(name: str, within: Folded) -> Iterator[tuple[int, int]]:
    """Those of the name on a line of their own or at the end of one, and "J.T." wherever it is nobody else's."""
    groups = _groups(name)
    if len(groups) < 2:
        return
    shortest = [groups[0][0][0], groups[-1][0][0]]
    for letters in dict.fromkeys(
        map("".join, (shortest, [group[0][0] for group in groups], [part[0] for group in groups for part in group]))
    ):
        if len(letters) < 2 or letters in NO_INITIALS:
            continue
        alone = rf"(?m)(?:^[ \t>*~-]{{0,6}}|[.?!,]\s{{1,3}}[-~]{{0,2}}\s?)({r'[. ]?'.join(letters)}\.?)[ \t]{{0,3}}$"
        for found in re.finditer(alone, within.text):
            if within.original(*found.span(1)).isupper():
                yield found.span(1)
        for start, end in whole(r"\.\s?".join(letters) + r"\.", within.text):
            if within.original(start, end).isupper() and not is_of_somebody_else(within, end, []):
                yield start, end
