"""The request about training on modern slavery: twelve numbered questions, sixteen to answer, one letter to approve."""

from __future__ import annotations

from foi.answers.content import AnswerContent
from foi.demo.answers import figures, not_held, provided, searched, table
from foi.demo.telling import Case, Tale
from foi.law.outcomes import Outcome

PERIODS = ("1 April 2023 – 1 April 2024", "1 April 2024 – 1 April 2025")

CONTENTS = """\
The compulsory training has three parts.

- **Initial training.** Every new recruit is taught to recognise the signs of exploitation and what to do first.
- **E-learning.** One course for all officers and staff: the law, the signs, first steps and referral.
- **Detectives' module.** A module on the investigation of modern slavery within the detectives' course.

Investigators may also attend a four-day regional course. It is not compulsory.
"""
DURATION = table(
    "Compulsory training by length and mode",
    ["Course", "Length", "Mode"],
    ["Initial training", "Half a day", "Classroom"],
    ["E-learning course", "50 minutes", "E-learning"],
    ["Detectives' module", "Two days", "Classroom"],
)
ATTENDANCE = table(
    "Police officers who attended the compulsory classroom sessions",
    ["Course", *PERIODS],
    ["Initial training", "148", "163"],
    ["Detectives' module", "31", "0"],
    ["E-learning course", "not held", "not held"],
)
OVERLAP = "Your two periods share a day, 1 April 2024. No session was held on that day, so nobody is counted twice."

BY_TRAINING: dict[str, AnswerContent] = {
    "1": provided(CONTENTS, source="Course handbook of Crime Training"),
    "2a": provided("Yes. Initial training, the e-learning course and the detectives' module all deal with it."),
    "2b": provided("Yes, in all three."),
    "2c": provided(
        "Yes. Initial training and the detectives' module deal with the duty to identify a suspect who may be a victim "
        "and to refer them."
    ),
    "2d": provided("Yes. The e-learning course shows how a referral is made, step by step."),
    "2e": provided("In part. The detectives' module deals with it; the e-learning course does not."),
    "3": provided("The table gives the length and the mode of each course.", table=DURATION),
    "4": provided(
        "Continuing Professional Development on the subject is offered twice a year and is *not* compulsory. Each "
        "compulsory course is a single session."
    ),
    "6": provided(
        "Trainers keep a signed register of each classroom session, which is entered in the training record. "
        "The e-learning system notes that a course was opened, but not by whom it was completed."
    ),
    "7": provided(
        "Detectives sit a written knowledge check at the end of their module. Initial training ends with an assessed "
        "scenario. The e-learning course has no test."
    ),
    "8": figures(
        "All 31 detectives who sat the knowledge check in the first period passed it. Nobody sat it in the second. "
        "Results of the assessed scenario are not recorded for this subject alone.",
        source="Training record",
    ),
    "9": not_held(
        "We hold no recorded reason why the e-learning course was designed without a test.",
        searched("The folder of the course, and the minutes of the training board", "“test” and “assessment”"),
    ),
}
BY_HUMAN_RESOURCES = AnswerContent(
    outcome=Outcome.PROVIDED_IN_PART,
    text=OVERLAP,
    table=ATTENDANCE,
    reason=(
        "No compliance rate and no attendance figure is held for the e-learning course: the system does not "
        "record who has completed it."
    ),
    source="Training record",
    has_figures=True,
    specially_collated=True,
    coverage="Sessions entered in the training record up to 31 March 2025.",
)


def tell(case: Case) -> Tale:
    """Day 16: every answer is agreed, and the letter waits for the approver."""
    yield 1
    case.assign(dict.fromkeys(BY_TRAINING, "Crime Training") | {"5": "Human Resources"})
    case.confirm()
    case.send()
    yield 3
    case.accept(*BY_TRAINING)
    yield 7
    case.answer(
        {
            "5": not_held(
                "We do not record attendance at training.",
                note_to_officer="Try the training record.",
                no_search_because="This department keeps no record of attendance.",
            )
        }
    )
    case.answer({number: content for number, content in BY_TRAINING.items() if number not in ("7", "9")})
    yield 8
    case.return_answer("5", "Crime Training enters its registers in the training record. Can you count from there?")
    case.agree("1", "2a", "2b", "2c", "2d", "2e", "3", "4", "6", "8")
    yield 10
    case.answer({"7": BY_TRAINING["7"], "9": BY_TRAINING["9"]})
    case.agree("7", "9")
    yield 12
    case.answer({"5": BY_HUMAN_RESOURCES})
    yield 13
    case.agree("5")
    case.draft()
    yield 15
    case.submit()
