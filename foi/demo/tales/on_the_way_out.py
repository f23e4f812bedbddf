"""Requests whose letter is being written, checked or about to leave."""

from __future__ import annotations

from decimal import Decimal

from foi.answers.content import AnswerContent
from foi.demo.answers import calendar_years, figures, financial_years, not_held, provided, searched, table
from foi.demo.telling import Case, Tale
from foi.law.cost_limit import Activity, Basis, CostLine
from foi.law.outcomes import Outcome
from foi.letters.facts import Purpose


def vetting_times(case: Case) -> Tale:
    """Approved: to be issued within two days."""
    yield 1
    case.write(Purpose.ACKNOWLEDGEMENT)
    yield 2
    case.assign(dict.fromkeys("123", "Human Resources"))
    case.confirm()
    case.send()
    yield 5
    case.accept("1", "2", "3")
    yield 11
    case.answer({
        "1": figures("There were 1,204 applications.", "Vetting system", from_live_system=True, as_at=case.day),
        "2": figures("It took 38 days on average, from receipt to decision.", "Vetting system"),
        "3": not_held(
            "The vetting system records that an application was refused. It does not record the reason.",
            searched("The vetting system", "a field or a note that holds the reason", made_on=case.day),
        ),
    })  # fmt: skip
    yield 12
    case.agree()
    case.draft("Our vetting policy, which explains each step, is attached.")
    yield 14
    case.let_stand("attachment.missing", "It is public, and goes with the e-mail as a PDF. I have checked the file.")
    case.submit()
    yield 17
    case.approve()


def leavers(case: Case) -> Tale:
    """Approved, and then a figure turned out to be wrong: the approval is void, and the department looks again."""
    yield 1
    case.assign(dict.fromkeys("123", "Human Resources"))
    case.confirm()
    case.send()
    yield 6
    left = [[year, number] for year, number in zip(financial_years(case.day, 3), ["121", "139", "146"], strict=True)]
    case.answer({
        "1": figures(
            "The table gives the number of police officers who left.", "Human resources system",
            table=table("Police officers who left", ["Financial year", "Officers"], *left),
        ),
        "2": figures("Of these, 214 had resigned.", "Human resources system"),
        "3": not_held(
            "Exit interviews are voluntary, and what is said there is not recorded by reason.",
            searched("The human resources system", "reasons for leaving, by category", made_on=case.day),
        ),
    })  # fmt: skip
    yield 9
    case.agree()
    case.draft()
    yield 11
    case.submit()
    yield 14
    case.approve()
    yield 16
    case.file("note", "Call from Human Resources", "The number of resignations includes transfers to other forces.")
    case.reopen("2", "Human Resources has found that transfers were counted as resignations.")
    case.return_answer("2", "Please give the figure again without transfers to other forces.")


def agency_workers(case: Case) -> Tale:
    """The approver wants one thing changed."""
    yield 1
    case.assign({"1": "Human Resources", "2": "Procurement", "3": "Human Resources"})
    case.confirm()
    case.send()
    yield 4
    case.accept("1", "3")
    case.decline("2", "We hold the contracts. What was spent is with Human Resources, who approve the timesheets.")
    yield 5
    case.reassign("2", "Human Resources", "They approve the timesheets.")
    yield 10
    first, second = financial_years(case.day, 2)
    case.answer({
        "1": figures(f"There were 62 in {first} and 48 in {second}.", "Timesheet system"),
        "2": figures(f"We spent £1,412,660 in {first} and £1,077,905 in {second}.", "Timesheet system"),
        "3": provided(
            "Before an agency is used, and each year after that, it must show that it\n\n1. checks the right to work,\n"
            "2. has published a modern slavery statement,\n3. charges workers no fee for finding work."
        ),
    })  # fmt: skip
    yield 11
    case.agree()
    case.draft()
    case.submit()
    yield 14
    case.send_letter_back("Question 3 asks for the policy itself. Attach it or say where it is published.")


def interpreters(case: Case) -> Tale:
    """Everything is agreed; the officer has begun the letter."""
    yield 1
    case.assign(dict.fromkeys("123", "Procurement"))
    case.confirm()
    case.send()
    yield 7
    case.answer({
        "1": figures("We spent £286,540 with Lingua Bridge Ltd.", "Finance system"),
        "2": figures(
            "The table gives the five languages with the number of bookings.", "Supplier's monthly reports",
            table=table(
                "Languages most often asked for", ["Language", "Bookings"],
                ["Polish", "611"], ["Romanian", "598"], ["Punjabi", "240"], ["Vietnamese", "187"], ["Arabic", "169"],
            ),
        ),
        "3": provided("The contract is published at https://contracts.example/notices/trentvale-interpreting."),
    })  # fmt: skip
    yield 10
    case.agree()
    yield 12
    case.draft("A list of the languages that the contract covers is attached.")


def complaint_footage(case: Case) -> Tale:
    """Over the cost limit: two questions that need the same files are counted together, the third is answered."""
    yield 1
    case.assign(dict.fromkeys("123", "Professional Standards"))
    case.confirm()
    case.send()
    yield 3
    case.accept("1", "2", "3")
    case.estimate(
        "1",
        CostLine(
            "1", Activity.LOCATE, "Complaints case management system", 3480, Decimal("3.5"), basis=Basis.SAMPLE,
            sample_size=40, note="The allegation is free text. “Camera” occurs in most files, so each has to be read.",
        ),
        CostLine(
            "1", Activity.RETRIEVE, "Outside archive", 12, Decimal(10), basis=Basis.JUDGEMENT,
            other_cost=Decimal("86.40"), note="Files of the first year are on paper; the archive charges by box.",
        ),
    )  # fmt: skip
    case.estimate(
        "3",
        CostLine("3", Activity.EXTRACT, "Complaints case management system", 410, Decimal(2), basis=Basis.JUDGEMENT),
    )
    yield 6
    recorded = [
        [year, number]
        for year, number in zip(calendar_years(case.day, 5), ["655", "702", "688", "713", "722"], strict=True)
    ]
    too_long = AnswerContent(
        outcome=Outcome.CANNOT_ANSWER, reason="We would have to read every complaint: see our estimate."
    )
    case.answer({
        "1": too_long,
        "2": figures(
            "The table gives the complaints by the year in which they were recorded.",
            "Complaints case management system",
            table=table("Public complaints recorded", ["Year", "Complaints"], *recorded),
        ),
        "3": too_long,
    })  # fmt: skip
    yield 8
    case.count_together("1", "3", because="Both need the same complaint files to be read for the same words.")
    case.advise(
        "We could look at the complaints of a single year within the limit. If you would like us to, please send us a "
        "new request that says which year."
    )
    over = AnswerContent(
        outcome=Outcome.COST_LIMIT,
        reason="What a complaint is about is recorded as free text, so each file has to be read.",
    )
    case.decide("1", over)
    case.decide("3", over)
    case.agree()
    yield 9
    case.draft()


def speed_cameras(case: Case) -> Tale:
    """The same person asked twice; one letter answers both."""
    yield 1
    case.assign({"1": "Procurement", "2": "Procurement"})
    case.confirm()
    case.send()
    yield 5
    spent = [
        [year, amount]
        for year, amount in zip(financial_years(case.day, 3), ["61,240", "58,915", "66,370"], strict=True)
    ]
    case.answer({
        "1": figures("The force owns 23 fixed speed cameras.", "Register of assets", as_at=case.day),
        "2": figures(
            "The table gives what was spent on upkeep.", "Finance system",
            table=table("Upkeep of fixed speed cameras", ["Financial year", "£"], *spent),
        ),
    })  # fmt: skip
    case.agree()
    yield 8
    case.answer_together("Speed camera team")
    case.draft()
    case.submit()


def speed_camera_team(case: Case) -> Tale:
    yield 1
    case.assign({"1": "Human Resources", "2": "Procurement"})
    case.confirm()
    case.send()
    yield 6
    case.answer({
        "1": figures("Eleven officers work in the team.", "Human resources system", as_at=case.day),
        "2": not_held(
            "The places follow from the collision figures; no policy has been written.",
            searched("Policy library", "mobile camera, camera site"),
        ),
    })  # fmt: skip
    case.agree()
