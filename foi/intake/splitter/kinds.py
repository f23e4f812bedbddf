"""What kind of question it is, and on which other one it hangs."""

from __future__ import annotations

import re

from foi.intake.splitter.result import QuestionKind
from foi.intake.splitter.vocabulary import plain, word_set

_CONDITION = re.compile(
    r"[\"'(*\s]*(?:(?:and|also|but) )?(?:if|where|should|in which case|in that case|in the event|otherwise|unless"
    r"|assuming|os)\b"
)
_SHOULD_QUESTION = re.compile(r"should (?:you|i|we|the public|anyone)\b.*\?$")
_NOT = re.compile(
    r"\b(?:not (?:be )?able|unable|cannot|can't|can not|refus\w+|declin\w+|fail\w*|withh\w+|do not|don't|does not"
    r"|doesn't|is not|are not|isn't|aren't|not)\b"
)
_THE_ANSWERS = re.compile(
    r"\b(?:answer(?:ed|s|ing)?|(?:provide|give|supply|disclose|release|hold|held|keep|have"
    r"|exist)\b.{0,50}\b(?:question|data|information|figures|answers?|request|above|this|it|them|any of)|(?:data"
    r"|information|figures|records?)\b.{0,40}\b(?:exist|held|available|kept|recorded|collected|provided|given"
    r"|disclosed))"
)
_HEADED = re.compile(r"\b(?:unable|not able|cannot|can't|do not hold|not held|refus)")
_SUBJECT = re.compile(r"\bhow many\b|\bpolicy\b")
_REFERENCE = re.compile(
    r"\b(?:question|q|point|item|part|answer to|response to|to|in)\.? ?(?:no\.? ?)?\(?(\d{1,2}"
    r"|[a-z](?=\)))\)? ?(\(?[a-z]\)?(?![a-z]))?"
)


# The first two letters of every question that can be other than plain.
_STARTS = word_set("if wh sh in ot un as os is an al bu ' \" ( *")


def kind_of(text: str, group: str) -> QuestionKind:
    """Plain, conditional, or about the other answers ("If the data do not exist, why not?")."""
    if not group and text[:2].lower() not in _STARTS and text[:1].isalpha():
        return QuestionKind.ASKS
    head = plain(text[:200])
    conditional = _CONDITION.match(head) is not None and not _SHOULD_QUESTION.match(head)
    if conditional or head.startswith("is "):
        head = head[:160]
        if _NOT.search(head) and _THE_ANSWERS.search(head) and not _SUBJECT.search(head):
            return QuestionKind.ABOUT_ANSWERS
    if group and _HEADED.search(plain(group)) and _NOT.search(head):
        return QuestionKind.ABOUT_ANSWERS
    return QuestionKind.CONDITIONAL if conditional else QuestionKind.ASKS


def hang(texts: list[str], paths: list[tuple[str, ...]], kinds: list[QuestionKind]) -> list[int | None]:
    """For each conditional question the one that it hangs on: the one it names, else the nearest plain one before "
    "it."""
    if QuestionKind.CONDITIONAL not in kinds:
        return [None] * len(kinds)
    result: list[int | None] = []
    latest: dict[tuple[str, ...], int] = {}
    plainly: int | None = None
    for index, (text, path, kind) in enumerate(zip(texts, paths, kinds, strict=True)):
        if kind is QuestionKind.CONDITIONAL:
            result.append(_named(text, latest, plainly if plainly is not None else index - 1 if index else None))
        else:
            result.append(None)
        for size in range(1, len(path) + 1):
            latest[path[:size]] = index
        if kind is QuestionKind.ASKS:
            plainly = index
    return result


def _named(text: str, latest: dict[tuple[str, ...], int], otherwise: int | None) -> int | None:
    found = _REFERENCE.search(plain(text[:200]))
    if not found:
        return otherwise
    wanted = (found[1], found[2].strip("()")) if found[2] else (found[1],)
    return latest.get(wanted, otherwise)
