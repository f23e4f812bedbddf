"""What is missing, as officers and approvers see it: by question, how grave, where to mend it, who let it stand."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from foi.disclosure.finding import Finding, Level
from foi.letters.completeness import Completeness, findings_of_question
from foi.letters.models import LetterVersion, Waiver
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from workflows.letter_flow import LetterState
from workflows.question_flow import QuestionState
from workflows.request_flow import OPEN, RequestState
from workflows.roles import foi_officer

#: level -> words, colour of the tag, sign for the eye
LEVELS = {
    Level.BLOCK: ("Must be put right", "red", "✕"),
    Level.WARN: ("Warning", "orange", "!"),
    Level.INFORM: ("Good to know", "blue", "i"),
}
LET_STAND = ("Let stand", "grey", "✓")

#: states in which there is something to complete; before them is the split, after them nothing more can be done
SHOWN_IN = (RequestState.GATHERING, RequestState.DRAFTING, RequestState.IN_APPROVAL, RequestState.APPROVED)

#: where nobody relies yet on a warning that was let stand (the flow's `unwaive`)
NOT_YET_IN_APPROVAL = (RequestState.LOGGED, RequestState.GATHERING, RequestState.DRAFTING)

NOT_SETTLED = ("question.unanswered", "question.unagreed")


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. `about`: of what, for those who hear a link alone; `mend`: the page where it is put right."""

    about: str

    level: str
    colour: str
    sign: str
    message: str
    hint: str = ""
    mend: tuple[str, str] = ("", "")
    waive_url: str = ""
    unwaive_url: str = ""
    waived_by: str = ""
    waived_at: datetime.datetime | None = None
    reason: str = ""


@dataclass(slots=True)
class Group:
    title: str
    url: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Missing:
    """The panel. `unsettled`: number and address of the questions without an agreed answer, told in one line."""

    blocking: int
    warnings: int
    groups: list[Group]
    unsettled: list[tuple[str, str]]

    @property
    def counts(self) -> str:
        """ "2 must be put right, 1 warning": what is still in the way."""
        told = []
        if self.blocking:
            told.append(f"{self.blocking} thing{'s' if self.blocking > 1 else ''} must be put right")
        if self.warnings:
            told.append("1 warning" if self.warnings == 1 else f"{self.warnings} warnings")
        return ", ".join(told)

    @property
    def heading(self) -> str:
        return "What is missing" if self.counts or self.unsettled or not self.groups else "Warnings that were let stand"

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.unsettled


def is_shown(foi_request: FoiRequest) -> bool:
    return foi_request.state in SHOWN_IN


def missing_view(
    found: Completeness,
    foi_request: FoiRequest,
    questions: Iterable[Question],
    user: User,
    letter: LetterVersion | None = None,
    *,
    leave_out: Collection[str] = (),
) -> Missing:
    """`questions`: those of the request; `leave_out`: ids of rules that the page tells of in another way. What is found
    on the other requests that the letter answers comes after it, each under its reference."""
    counted = [one for one in found.blocking if one.id not in NOT_SETTLED]
    missing = Missing(
        len(counted), len(found.open_warnings), *_panel(found, foi_request, questions, user, letter, leave_out)
    )
    for other, found_there in found.others:
        asked = other.questions.only("number", "state", "foi_request_id")
        there = missing_view(found_there, other, asked, user, leave_out=leave_out)
        for group in there.groups:
            group.title = f"{other.reference}: {group.title[0].lower()}{group.title[1:]}"
        missing.blocking += there.blocking
        missing.warnings += there.warnings
        missing.groups += there.groups
        missing.unsettled += [(f"{number} of {other.reference}", url) for number, url in there.unsettled]
    return missing


def _panel(
    found: Completeness, foi_request: FoiRequest, questions: Iterable[Question], user: User,
    letter: LetterVersion | None, leave_out: Collection[str],
) -> tuple[list[Group], list[tuple[str, str]]]:  # fmt: skip
    by_number = {question.number: question for question in questions}
    groups: dict[str, Group] = {}
    unsettled: list[tuple[str, str]] = []
    for finding in found.findings:
        if finding.id in leave_out or finding.level is Level.INFORM:  # what bars nothing is told at its question
            continue
        question = by_number.get(finding.place.removeprefix("question:")) if _is_of_question(finding) else None
        if finding.id in NOT_SETTLED and question is not None:
            unsettled.append((question.number, reverse("question", args=[question.pk])))
            continue
        group = groups.setdefault(finding.place, _group(finding, foi_request, question))
        group.items.append(item(finding, found.waivers, foi_request, user, question=question, letter=letter))
    return list(groups.values()), unsettled


def missing_at(question: Question, user: User) -> list[Item]:
    """What is found about one question, for its own page. That it is not settled yet, the page says anyway."""
    found = [finding for finding in findings_of_question(question) if finding.id not in NOT_SETTLED]
    if not found or not question.foi_request.is_open:
        return []
    warnings = any(finding.level is Level.WARN for finding in found)
    waivers = question.foi_request.waivers.select_related("waived_by") if warnings else ()
    by_key = {waiver.key: waiver for waiver in waivers}
    return [item(finding, by_key, question.foi_request, user, question=question) for finding in found]


def item(
    finding: Finding, waivers: Mapping[str, Waiver], foi_request: FoiRequest, user: User, *,
    question: Question | None = None, letter: LetterVersion | None = None,
) -> Item:  # fmt: skip
    is_officer = foi_officer.test(foi_request, user)
    waiver = waivers.get(finding.key) if finding.level is Level.WARN else None
    words, colour, sign = LET_STAND if waiver else LEVELS[finding.level]
    may_waive = finding.level is Level.WARN and waiver is None and is_officer and foi_request.state in OPEN
    may_take_back = waiver is not None and is_officer and foi_request.state in NOT_YET_IN_APPROVAL
    return Item(
        about=f"question {question.number}" if question else finding.place,
        level=words,
        colour=colour,
        sign=sign,
        message=finding.message,
        hint="" if waiver else finding.hint,
        mend=_mend(finding, foi_request, question, letter) if is_officer and waiver is None else ("", ""),
        waive_url=reverse("request_waive", args=[foi_request.pk, finding.key]) if may_waive else "",
        unwaive_url=reverse("request_unwaive", args=[foi_request.pk, finding.key]) if may_take_back else "",
        waived_by=waiver.waived_by.full_name if waiver else "",
        waived_at=waiver.waived_at if waiver else None,
        reason=waiver.reason if waiver else "",
    )


def _is_of_question(finding: Finding) -> bool:
    return finding.place.startswith("question:")


def _group(finding: Finding, foi_request: FoiRequest, question: Question | None) -> Group:
    if question is not None:
        return Group(f"Question {question.number}", reverse("question", args=[question.pk]))
    if finding.place == "letter":
        return Group("The letter", reverse("letter", args=[foi_request.pk]))
    return Group("The request", reverse("request", args=[foi_request.pk]))


def _mend(
    finding: Finding, foi_request: FoiRequest, question: Question | None, letter: LetterVersion | None
) -> tuple[str, str]:
    """Where it is put right, if that is a page of its own."""
    if question is not None and finding.id == "small-numbers.decision":
        step = reverse("question_step", args=[question.pk, "decide_small_numbers"])
        return "Decide about the numbers", step
    if question is not None and question.state == QuestionState.ANSWERED:
        return "Decide the outcome", reverse("question_decide", args=[question.pk])
    if question is not None:
        return "Reopen the answer", reverse("question_step", args=[question.pk, "reopen"])
    if letter is not None and letter.state == LetterState.DRAFT and finding.place == "letter":
        return "Edit the letter", reverse("letter_edit", args=[letter.pk])
    if finding.id.startswith("CLK-29"):
        return "File what was sent", reverse("request_correspondence", args=[foi_request.pk])
    if finding.id.startswith("CLK-"):
        return "See the clock", reverse("request_clock", args=[foi_request.pk])
    return "", ""
