"""Requests that are answered, and one that is late."""

from __future__ import annotations

from foi.answers.content import AnswerContent, ClaimContent
from foi.demo.answers import figures, financial_years, months, provided, table
from foi.demo.people import MOIRA
from foi.demo.telling import Case, Tale
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome


def call_answering(case: Case) -> Tale:
    yield 1
    case.assign({"4": "Human Resources"})
    case.confirm()
    case.send()
    yield 6
    case.accept("1", "2", "3")
    yield 9
    rows = [
        [month, "94", vacant] for month, vacant in zip(months(case.day, 6), ["7", "9", "9", "6", "4", "5"], strict=True)
    ]
    case.answer({
        "4": figures(
            "The table gives the position at the end of each month.", "Human resources system", from_live_system=True,
            as_at=case.day, table=table("Call handler posts", ["Month", "Posts", "Vacant"], *rows),
        )
    })  # fmt: skip
    case.decide_small_numbers("4", Decision.NOT_PEOPLE, "They are posts that nobody holds.")
    case.agree()
    yield 12
    calls = ["14,210", "13,377", "15,026", "15,480", "16,102", "16,944"]
    rows = [[month, number] for month, number in zip(months(case.day, 6), calls, strict=True)]
    case.answer({
        "1": figures(
            "The table gives the calls received in each month.", "Telephony reporting system",
            table=table("999 calls received", ["Month", "Calls"], *rows),
        )
    })  # fmt: skip
    case.agree()
    yield 16
    case.file(
        "note", "Chased Contact Management by telephone", "The new telephony system cannot report abandoned calls yet."
    )
    yield 20
    case.file("out", "The response will be late", "We apologised and promised the answer within five working days.")


def uniform_spending(case: Case) -> Tale:
    yield 1
    case.assign(dict.fromkeys("123", "Procurement"))
    case.confirm()
    case.send()
    yield 4
    case.accept("1", "2", "3")
    yield 8
    spent = [
        [year, amount]
        for year, amount in zip(financial_years(case.day, 3), ["412,380", "455,914", "438,102"], strict=True)
    ]
    case.answer({
        "1": figures(
            "The table gives what was spent, without VAT.", "Finance system",
            table=table("Spending on uniform", ["Financial year", "Spent (£)"], *spent),
        ),
        "2": provided("The contract is held by Weft and Warp Workwear Ltd. It ends on 31 March next year."),
        "3": provided(
            "Yes. Clause 14 asks the supplier for a modern slavery statement each year and to check its own suppliers."
        ),
    })  # fmt: skip
    yield 9
    case.agree()
    case.draft()
    yield 12
    case.submit()
    yield 14
    case.approve()
    yield 16
    case.issue()


def patrol_plans(case: Case) -> Tale:
    """Refused in full: law enforcement for the plan, personal data for the names."""
    yield 1
    case.assign(dict.fromkeys("12", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 5
    case.accept("1", "2")
    withheld = AnswerContent(
        outcome=Outcome.WITHHELD, reason="The plan shows where and when we are, and where we are not."
    )
    case.answer({"1": withheld, "2": AnswerContent(outcome=Outcome.WITHHELD, reason="These are constables and staff.")})
    yield 8
    case.decide(
        "1",
        AnswerContent(
            outcome=Outcome.WITHHELD, reason="The plan sets out times, places and numbers for the coming weeks."
        ),
        ClaimContent(
            exemption="31(1)(a)",
            harm="Whoever means to offend in the city centre could choose a time and a street without a patrol.",
            prejudice_level="would",
            public_interest_for="People who live and work there would see how officers are used, "
            "and could judge whether it is enough.",
            public_interest_against="A plan that is known no longer prevents anything, and those it protects "
            "would be the first to suffer.",
            public_interest_balance="How patrols are chosen is published in outline. The detail of current "
            "plans adds little to that and would do real harm, so the exemption is to be preferred.",
        ),
    )
    case.decide(
        "2",
        AnswerContent(outcome=Outcome.WITHHELD, reason="The names are those of constables, not of senior officers."),
        ClaimContent(
            exemption="40(2) with 40(3A)(a)",
            particulars={
                "legitimate_interests": "Constables do not expect their names to be published with the place and time "
                "of their duty, so disclosure would be unfair to them and contravene the first principle. There is an "
                "interest in knowing that officers are on duty, and the plan’s outline meets it without their names."
            },
        ),
    )
    case.agree()
    yield 12
    case.draft("We publish how hotspot areas are chosen, and what was found there, each quarter.")
    case.submit()
    yield 13
    case.send_letter_back(
        "Please offer the outline of the method: it is already public, and section 16 asks us to help."
    )
    yield 14
    case.draft()
    case.submit()
    yield 17
    case.approve()
    yield 19
    case.issue("Post")
    yield 21
    case.ask_for_review(
        "A plan for a week that is over cannot harm anybody. Please look again at whether past weeks can be given.",
        MOIRA,
    )


def board_minutes(case: Case) -> Tale:
    """Accessible already: section 21 for what is on the website, a figure for the rest."""
    yield 1
    case.confirm()
    case.send()
    yield 4
    case.answer({
        "1": AnswerContent(outcome=Outcome.WITHHELD, reason="The minutes are all on our website."),
        "2": figures("The Commissioner missed one meeting in the twelve months.", "Register of attendance"),
    })  # fmt: skip
    yield 6
    case.decide(
        "1",
        AnswerContent(outcome=Outcome.ACCESSIBLE_ELSEWHERE),
        ClaimContent(
            exemption="21(1)",
            particulars={
                "where": "The minutes of every meeting of the last twelve months are published at "
                "https://www.trentvale-commissioner.example/governance/minutes"
            },
        ),
    )
    case.agree()
    case.draft()
    case.submit()
    yield 9
    case.approve()
    yield 11
    case.issue()
