"""Invented requests and answers for letter tests. The authority, people, figures and addresses do not exist."""

from dataclasses import replace
from datetime import date
from typing import Any

from foi.law.outcomes import Outcome
from foi.letters.facts import (
    AttachmentFacts,
    AuthorityFacts,
    Basis,
    ClaimFacts,
    LetterFacts,
    PrejudiceLevel,
    QuestionFacts,
    RegulatorFacts,
    TableFacts,
)

FORCE = AuthorityFacts(
    name="Trentshire Police",
    address_lines=("Force Headquarters", "Beacon Hill Lane", "Market Aldwick", "TS1 4QX"),
    email="foi@trentshire.police.example",
    telephone="01632 960 140",
    website="www.trentshire.police.example",
    team_name="Information Rights Team",
    review_email="foi.review@trentshire.police.example",
    security_marking="OFFICIAL",
)

REGULATOR = RegulatorFacts(
    name="Office of the Example Commissioner",
    address_lines=("1 Example Square", "Exampleton", "EX1 1AA"),
    website="https://regulator.example",
    complaint_url="https://regulator.example/complain",
    telephone="01632 960 999",
)


def letter_facts(*questions: QuestionFacts, **changes: Any) -> LetterFacts:
    """A letter about these questions, complete in everything else."""
    facts = LetterFacts(
        authority=FORCE,
        regulator=REGULATOR,
        reference="214/26",
        subject="stalking and coercive control training",
        received_on=date(2026, 9, 7),
        due_on=date(2026, 10, 5),
        drafted_on=date(2026, 9, 28),
        requester_name="Robin Ashdown",
        requester_address_lines=("14 Mill Row", "Nether Coombe", "TS9 2LB"),
        signatory_name="Priya Castellane",
        signatory_role="Disclosure Decision Maker",
        questions=questions,
    )
    return replace(facts, **changes)


def question(number: str = "1", outcome: Outcome | None = Outcome.PROVIDED, **changes: Any) -> QuestionFacts:
    """One question with an answer that its outcome calls for."""
    given = {"answer_text": "Yes."} if outcome and outcome.gives_information else {}
    facts = QuestionFacts(
        canonical_number=number,
        printed_label=f"{number}.",
        path=(number,),
        text=f"Please answer point {number}.",
        outcome=outcome,
        **given,  # type: ignore[arg-type]
    )
    return replace(facts, **changes)


LAW_ENFORCEMENT = ClaimFacts(
    code="31(1)(a)",
    name="law enforcement (prevention or detection of crime)",
    qualified=True,
    basis=Basis.PREJUDICE,
    prejudice_level=PrejudiceLevel.WOULD_BE_LIKELY,
    reason="The lesson plan sets out the signs that officers look for and the order in which they act on them.",
    harm="Somebody who wishes to control another person could use the plan to learn what to hide, and when an officer "
    "is likely to call back unannounced.",
    public_interest_for="- The public pays for this training and has an interest in knowing that it is good.\n"
    "- Openness would help people who have been let down in the past to trust the police.",
    public_interest_against="- Offences of this kind are hard to detect, and the methods in the plan are in use "
    "every day.\n"
    "- Victims would be put at greater risk if those methods were widely known.",
    public_interest_balance="The outline that we provide meets most of the interest in openness. What remains "
    "would mainly "
    "help offenders, so the balance favours withholding it.",
)

PERSONAL_DATA = ClaimFacts(
    code="40(2)",
    name="personal information",
    reason="The numbers at single stations are so small that colleagues could tell who did not pass. Those officers do "
    "not expect that, and there is no need for it that outweighs their interests, so disclosure would not be "
    "fair or lawful "
    "under the first data protection principle (section 40(3A)(a)).",
)

SECURITY_BODIES_SILENT = ClaimFacts(
    code="23(5)",
    name="information supplied by, or relating to, bodies dealing with security matters",
    confirms_nor_denies=True,
    reason="To say whether we hold such information would itself be information of that kind.",
)

LAW_ENFORCEMENT_SILENT = replace(
    LAW_ENFORCEMENT,
    code="31(3)",
    name="law enforcement",
    confirms_nor_denies=True,
    reason="Saying whether a tactic is used shows where it is not.",
    harm="Offenders would go where the answer is no.",
    public_interest_for="People want to know how they are policed.",
    public_interest_against="Silence keeps offenders unsure.",
    public_interest_balance="The second point weighs more.",
)

_SCOPE = "1 April 2023 to 31 March 2024 and 1 April 2024 to 31 March 2025"
_TOPICS = "Please say whether the compulsory courses dealt with:"
_UNABLE = "If you cannot answer or have no figures"

TRAINED = TableFacts(
    caption="officers who completed the course, by year and command",
    header=("Command", "April 2023 to March 2024", "April 2024 to March 2025", "Total"),
    rows=(
        ("Local policing", "1,204", "1,377", "2,581"),
        ("Investigations", "386", "412", "798"),
        ("Contact management", "95", "0", "95"),
        ("Special constables", "not recorded", "61", "61"),
        ("Total", "1,685", "1,850", "3,535"),
    ),
    note="“Not recorded” means that the system had no field for special constables in that year.",
)


def training_request() -> LetterFacts:
    """Twelve numbered questions, sixteen to answer: numbers that restart, five lettered parts under one "
    "lead-in, a note,
    a period for all, a sub-heading over three questions about the answers; one figure not held, one table."""
    training = "Crime Training"
    people = "Human Resources"

    def part(letter: str, text: str, answer: str) -> QuestionFacts:
        return QuestionFacts(
            canonical_number=f"2({letter})",
            printed_label=f"({letter})",
            path=("2", letter),
            text=text,
            context=_TOPICS,
            outcome=Outcome.PROVIDED,
            answer_text=answer,
            searched_departments=(training,),
        )

    def asked(number: int, label: int, text: str, **facts: Any) -> QuestionFacts:
        shared = {"outcome": Outcome.PROVIDED, "searched_departments": (training,), **facts}
        return QuestionFacts(
            canonical_number=str(number), printed_label=f"{label}.", path=(str(label),), text=text, **shared
        )

    def about_answers(number: int, label: int, text: str) -> QuestionFacts:
        return asked(
            number,
            label,
            text,
            group=_UNABLE,
            kind="about_answers",
            outcome=Outcome.BY_REFERENCE,
            searched_departments=(),
        )

    return letter_facts(
        asked(
            1,
            1,
            "Please set out what the compulsory courses contain (your website gives only their titles).",
            answer_text="There are two compulsory courses.\n\n**Recognising control** is for everyone who meets "
            "the public. "
            "It covers:\n\n- patterns of behaviour and how they grow\n- first questions to ask, and to whom\n"
            "- recording what was seen and heard\n\n**Stalking: the first account** is for investigators. It adds risk "
            "assessment, protective orders and work with victims’ advocates.",
        ),
        part("a", "What the law says about stalking and about coercive control;", "Yes, in both courses."),
        part("b", "How to recognise them;", "Yes, in both courses."),
        part(
            "c",
            "The duty of officers to make sure that a person at risk is offered an advocate before the first "
            "interview;",
            "Yes. It is part of *Stalking: the first account*.",
        ),
        part("d", "How an advocate is asked for;", "Yes. The course uses the force’s referral form."),
        part(
            "e",
            "The use of protective orders (in criminal and in family courts), and that officers should apply for one "
            "themselves rather than wait to be asked.",
            "Partly. Orders of the criminal courts are covered. Orders of the family courts are named, but how "
            "to apply for "
            "one is not taught.",
        ),
        asked(
            3,
            1,
            "Please state how long the compulsory courses last and how they are taught (for example classroom "
            "or online).",
            answer_text="1. *Recognising control*: 50 minutes, online.\n2. *Stalking: the first account*: two "
            "days, in a "
            "classroom.",
        ),
        asked(
            4,
            1,
            "Please state whether officers must return for refresher sessions, or whether one course is all "
            "that is asked.",
            answer_text="One course is all that is compulsory. A yearly refresher is offered and is voluntary.",
        ),
        asked(
            5,
            2,
            "Please state how many officers of your force took and completed the compulsory courses.",
            answer_text="The numbers for *Recognising control* are in the table.",
            tables=(TRAINED,),
            source="force learning system",
            as_at=date(2026, 9, 14),
            has_figures=True,
            live_system=True,
            ad_hoc=True,
            searched_departments=(people,),
            counting_note="persons, each once a year however often the course was opened",
        ),
        asked(
            6,
            3,
            "Please state how completion of the courses is monitored.",
            answer_text="The learning system marks a course as complete when its last page is reached. Line "
            "managers see a "
            "monthly list of those who have not begun.",
        ),
        asked(
            7,
            4,
            "Please state how officers’ understanding is tested.",
            answer_text="*Recognising control* ends with ten questions. *Stalking: the first account* ends with "
            "a written "
            "case study, marked by the trainer.",
        ),
        asked(
            8,
            5,
            "If officers are tested, please state what share of those who should have taken the course has passed.",
            outcome=Outcome.NOT_HELD,
            searched_departments=(people, training),
            not_calculated=True,
            reason="The learning system records who has completed a course. It does not record who is required "
            "to take it, and "
            "no rate of compliance has been worked out for this course.",
        ),
        asked(
            9,
            6,
            "If officers are not tested, why not?",
            answer_text="Officers are tested, as our answer to question 7 says.",
        ),
        about_answers(10, 1, "If you cannot answer a question, why not?"),
        about_answers(11, 2, "If you cannot answer a question, do the figures exist?"),
        about_answers(12, 3, "If they do not exists, why not?"),
        scope_passages=(_SCOPE,),
        notes=("NOTE: I write as a member of the public, and nothing in this letter is meant as legal advice.",),
    )


def partly_refused_request() -> LetterFacts:
    """Some provided, one in part, one withheld, one elsewhere, one not confirmed nor denied."""
    return letter_facts(
        question(
            "1",
            text="How many officers are trained to use the listening post method?",
            outcome=Outcome.NEITHER_CONFIRM_NOR_DENY,
            claims=(LAW_ENFORCEMENT_SILENT,),
        ),
        question(
            "2",
            text="Please send me the lesson plan.",
            outcome=Outcome.WITHHELD,
            claims=(LAW_ENFORCEMENT,),
            searched_departments=("Crime Training",),
        ),
        question(
            "3",
            text="How many officers at each station did not pass?",
            outcome=Outcome.PROVIDED_IN_PART,
            answer_text="17 officers did not pass at the first attempt. We cannot give the number for each station.",
            claims=(PERSONAL_DATA,),
            has_figures=True,
            suppressed=True,
            source="force learning system",
            as_at=date(2026, 9, 14),
            searched_departments=("Human Resources",),
        ),
        question(
            "4",
            text="What did the course cost?",
            outcome=Outcome.ACCESSIBLE_ELSEWHERE,
            claims=(
                ClaimFacts(
                    code="21(1)",
                    name="information accessible by other means",
                    reason="It is published.",
                    where_to_find="Table 4 of https://www.trentshire.police.example/spending/2025-26",
                ),
            ),
        ),
        question(
            "5",
            text="Please send me the feedback forms.",
            outcome=Outcome.PROVIDED_IN_PART,
            claims=(replace(PERSONAL_DATA, reason="The names are those of people who attended in their own time."),),
            answer_text="The forms are enclosed, without the names of those who filled them in.",
            attachments=(
                AttachmentFacts(
                    file_name="214-26_attachment_01.pdf", description="Feedback forms, 41 pages", redacted=True
                ),
            ),
            searched_departments=("Crime Training",),
        ),
        question("6", text="Is the course run every year?"),
    )


def refused_request() -> LetterFacts:
    """One question, in prose, withheld."""
    return letter_facts(
        QuestionFacts(
            canonical_number="1",
            text="Please send me the lesson plan of the course on coercive control.",
            outcome=Outcome.WITHHELD,
            claims=(LAW_ENFORCEMENT,),
            searched_departments=("Crime Training",),
        ),
        subject="lesson plan on coercive control",
    )


def not_held_request() -> LetterFacts:
    return letter_facts(
        question(
            "1",
            Outcome.NOT_HELD,
            text="How many officers speak Cornish?",
            searched_departments=("Human Resources",),
            reason="Languages spoken are not part of the personnel record.",
        ),
        question("2", Outcome.NOT_RECORDED, text="Why is that?"),
        subject="languages spoken by officers",
    )
