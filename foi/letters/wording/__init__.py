"""The sentences of a letter, as data: shipped texts, an authority's own in their place, and which were used.

The only thing a text can do is name a value, `{name}`; names are checked when texts are loaded, and a name without a
value is an error, never a blank. No text is evaluated.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from foi.letters import markdown
from foi.letters.structure import Block, Blocks, ListBlock, ListItem, Paragraph, Quote, Run, WordingUse

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BRACE = re.compile(r"[{}]")
_WRAP = re.compile(r"(?<!\n)\n(?!\n|[-*>]|\d+[.)])")

# Facts that hold for the whole letter; any text may name them.
ANYWHERE = frozenset(
    "authority team regulator reference subject act request received_on due_on".split()  # noqa: SIM905
)

# A letter without its date would be wrong, wherever else the text says it.
NEVER_LEFT_OUT = frozenset({"due_on"})
LONGEST = 5_000
LONGEST_LINE = 300
# Control characters, and those that turn the direction of reading: a text must be what it looks like.
_NOT_TO_BE_SEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class WordingError(ValueError):
    """A text that cannot be used, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class WordingText:
    """One version of one text."""

    text: str
    version: str = ""

    @classmethod
    def shipped(cls, text: str) -> "WordingText":
        """A text of ours; its version is made from its words, so it changes exactly when they do."""
        return cls(text, f"shipped-{hashlib.sha256(text.encode()).hexdigest()[:12]}")


def placeholders(text: str) -> frozenset[str]:
    """The names a text uses. Raises WordingError for a brace that is no placeholder."""
    if _BRACE.search(PLACEHOLDER.sub("", text)):
        raise WordingError("A brace may only be used around a name in small letters, such as {reference}.")
    return frozenset(PLACEHOLDER.findall(text))


@dataclass(frozen=True)
class Wording:
    """A complete set of texts in one language, by id ("review.heading")."""

    language: str
    texts: Mapping[str, WordingText]

    def with_versions(self, versions: Mapping[str, WordingText]) -> "Wording":
        """This set with an authority's own texts in place of ours. Raises WordingError for what cannot be used."""
        for key, own in versions.items():
            check(key, own.text, self.language)
            if not own.version:
                raise WordingError(f"“{key}” has no version name; a letter could not say which text it used.")
        return replace(self, texts={**self.texts, **versions})


def names_for(key: str, language: str = "en-GB") -> tuple[frozenset[str], frozenset[str]]:
    """The names that a text may use, and those among them that it must: what only this text says in the letter."""
    own = placeholders(shipped_wording(language).texts[key].text)
    return own | ANYWHERE, (own - ANYWHERE) | (own & NEVER_LEFT_OUT)


def is_one_line(key: str, language: str = "en-GB") -> bool:
    """A heading or a piece of a line, in which no paragraph can begin."""
    text = shipped_wording(language).texts[key].text
    return "\n" not in text and not text.endswith((".", ":", "?"))


def check(key: str, text: str, language: str = "en-GB") -> None:
    """Refuse, in a sentence, an authority's text that a letter could not use."""
    if key not in shipped_wording(language).texts:
        raise WordingError(f"There is no text called “{key}”.")
    if not text.strip():
        raise WordingError(f"“{key}” is empty.")
    one_line = is_one_line(key, language)
    if len(text) > (longest := LONGEST_LINE if one_line else LONGEST):
        raise WordingError(f"“{key}” has {len(text):,} characters; it may have {longest:,}.")
    if one_line and "\n" in text.strip():
        raise WordingError(f"“{key}” is a heading or part of a line: write it on one line.")
    if found := _NOT_TO_BE_SEEN.search(text):
        raise WordingError(f"“{key}” holds a character that does not show (U+{ord(found[0]):04X}). Take it out.")
    used = placeholders(text)
    may, must = names_for(key, language)
    if unknown := used - may:
        raise WordingError(f"“{key}” cannot use {_listed(unknown)}; it can use {_listed(may)}.")
    if missing := must - used:
        raise WordingError(f"“{key}” must say {_listed(missing)}: nothing else in the letter does.")
    if lost := used - {name for run in _runs(markdown.blocks(text)) for name in placeholders(run)}:
        raise WordingError(f"“{key}” has {_listed(lost)} where it cannot be filled in.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _runs(blocks: Blocks) -> Iterator[str]:
    """The texts in which names are filled in. A link's address is none of them: it must lead where it says."""
    for block in blocks:
        match block:
            case Paragraph():
                for run in block.runs:
                    if "{" in run.href:
                        raise WordingError(f"A link cannot have a name in its address: {run.href}")
                    yield run.text
            case ListBlock():
                for item in block.items:
                    yield from _runs(item.blocks)
            case Quote():
                yield from _runs(block.blocks)


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            texts |= _flat(value, f"{prefix}{key}.")
        else:
            texts[prefix + key] = _WRAP.sub(" ", str(value).strip())
    return texts


@lru_cache(maxsize=4)
def shipped_wording(language: str = "en-GB") -> Wording:
    """Our own texts. Raises WordingError where there are none in that language."""
    path = Path(__file__).with_name(f"{language[:2]}.toml")
    if not path.is_file():
        raise WordingError(f"There are no texts in the language “{language}”.")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    language = data.pop("language")
    texts = _flat(data)
    for text in texts.values():
        placeholders(text)
    return Wording(language, {key: WordingText.shipped(text) for key, text in texts.items()})


@dataclass
class Words:
    """A wording in use for one letter: fills in values and remembers which texts were used."""

    wording: Wording
    values: Mapping[str, str]
    act: str = "FOIA"  # a text under "EIR." stands in for the one of the same name in a letter under EIR (LET-10)
    used: dict[str, WordingUse] = field(default_factory=dict)

    def phrase(self, key: str, /, **values: str) -> str:
        """One line of plain text, such as a heading."""
        return self._filled(self._text(key), key, {**self.values, **values})

    def say(self, key: str, /, **values: str) -> Blocks:
        """The paragraphs of a text, with its marks read as structure. Values are printed as they are."""
        text = self._text(key)
        known = {**self.values, **values}
        return tuple(self._fill(block, key, known) for block in markdown.blocks(text))

    def has(self, key: str) -> bool:
        return key in self.wording.texts or f"{self.act}.{key}" in self.wording.texts

    def _text(self, key: str) -> str:
        if f"{self.act}.{key}" in self.wording.texts:
            key = f"{self.act}.{key}"
        if key not in self.wording.texts:
            raise WordingError(f"There is no text called “{key}”.")
        own = self.wording.texts[key]
        self.used[key] = WordingUse(key, own.version)
        return own.text

    def _filled(self, text: str, key: str, values: Mapping[str, str]) -> str:
        def value(match: re.Match[str]) -> str:
            if match[1] not in values:
                raise WordingError(f"“{key}” needs a value for {match[0]}.")
            return values[match[1]]

        return PLACEHOLDER.sub(value, text)

    def _fill(self, block: Block, key: str, values: Mapping[str, str]) -> Block:
        match block:
            case Paragraph():
                return replace(block, runs=tuple(self._fill_run(run, key, values) for run in block.runs))
            case ListBlock():
                items = (tuple(self._fill(inner, key, values) for inner in item.blocks) for item in block.items)
                return replace(block, items=tuple(ListItem(blocks) for blocks in items))
            case Quote():
                return replace(block, blocks=tuple(self._fill(inner, key, values) for inner in block.blocks))
        return block

    def _fill_run(self, run: Run, key: str, values: Mapping[str, str]) -> Run:
        if "{" not in run.text:
            return run
        return replace(run, text=self._filled(run.text, key, values))
