"""What kind of question it is, and on which other one it hangs."""

from __future__ import annotations

import re

from foi.intake.splitter.result import QuestionKind

_CONDITION = re.compile(r"[\"'“‘(*\s]*(?:(?:and|also|but)\s+)?(?:if|where|should|in\s+which\s+case|in\s+that\s+case|in\s+the\s+event|otherwise|unless|assuming|os)\b", re.IGNORECASE)
_SHOULD_QUESTION = re.compile(r"should\s+(?:you|i|we|the\s+public|anyone)\b.*\?$", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"\b(?:not\s+(?:be\s+)?able|unable|cannot|can['’]?t|can\s+not|refus\w+|declin\w+|fail\w*|withh\w+|do\s+not|don['’]?t|does\s+not|doesn['’]?t|is\s+not|are\s+not|isn['’]?t|aren['’]?t|not)\b",
    re.IGNORECASE,
)
_THE_ANSWERS = re.compile(
    r"\b(?:answer(?:ed|s|ing)?|(?:provide|give|supply|disclose|release|hold|held|keep|have|exist)\b.{0,50}\b(?:question|data|information|figures|answers?|request|above|this|it|them|any\s+of)|(?:data|information|figures|records?)\b.{0,40}\b(?:exist|held|available|kept|recorded|collected|provided|given|disclosed))",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\b(?:unable|not\s+able|cannot|can['’]?t|do\s+not\s+hold|not\s+held|refus)", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:question|q|point|item|part|answer\s+to|response\s+to|to|in)\.?\s*(?:no\.?\s*)?\(?(\d{1,2}|[a-z](?=\)))\)?\s*(\(?[a-z]\)?(?![a-z]))?", re.IGNORECASE)
_OTHER_TOPIC = re.compile(r"\bhow\s+many\b|\bpolicy\b", re.IGNORECASE)


def kind_of(text: str, group: str) -> QuestionKind:
    conditional = bool(_CONDITION.match(text)) and not _SHOULD_QUESTION.match(text)
    head = text[:160]
    if (conditional or head[:3].lower() == "is ") and _NO_ANSWER.search(head) and _THE_ANSWERS.search(head) and not _OTHER_TOPIC.search(head):
        return QuestionKind.ABOUT_ANSWERS
    if group and _HEADED.search(group) and _NO_ANSWER.search(head):
        return QuestionKind.ABOUT_ANSWERS
    return QuestionKind.CONDITIONAL if conditional else QuestionKind.ASKS


def hangs_on(text: str, index: int, labels: list[tuple[str, ...]], kinds: list[QuestionKind]) -> int | None:
    """The question that a conditional one hangs on: the one it names, else the nearest before it."""
    named = _REFERENCE.search(text[:200])
    if named:
        wanted = (named[1].lower(), named[2].strip("()").lower()) if named[2] else (named[1].lower(),)
        for other in range(index - 1, -1, -1):
            if labels[other] == wanted or labels[other][: len(wanted)] == wanted:
                return other
    for other in range(index - 1, -1, -1):
        if kinds[other] is QuestionKind.ASKS:
            return other
    return index - 1 if index else None
