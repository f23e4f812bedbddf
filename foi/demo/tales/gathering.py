"""Requests that are still being split, sent and answered, and one that was withdrawn."""

from __future__ import annotations

from foi.demo.answers import calendar_years, figures, provided, table
from foi.demo.telling import Case, Tale


def body_worn_video(case: Case) -> Tale:
    """Departments are due today; one has declined."""
    yield 1
    case.assign(
        {"1": "Information Services", "2": "Information Services", "3": "Crime Training", "4": "Information Services"}
    )
    case.confirm()
    case.send()
    yield 3
    case.accept("1", "4")
    case.decline("2", "The licence is part of a contract that Procurement manages. We do not see what it costs.")
    yield 6
    case.answer(
        {"1": figures("The force owns 1,120 cameras.", "Asset register", from_live_system=True, as_at=case.day)}
    )
    case.accept("3")
    yield 7
    case.agree("1")
    yield 8
    case.save_draft(
        "3", figures("So far 934 officers; two sessions of this spring are still to be counted.", "Training record")
    )
    case.answer({"4": provided("Footage that is not needed as evidence is deleted after 31 days.")})


def misconduct_hearings(case: Case) -> Tale:
    """One answer has gone back to the department; one has numbers so small that somebody has to decide about them."""
    yield 1
    case.assign(dict.fromkeys("123", "Professional Standards"))
    case.confirm()
    case.send()
    yield 3
    case.accept("1", "2", "3")
    yield 6
    held = [[year, number] for year, number in zip(calendar_years(case.day, 3), ["6", "9", "7"], strict=True)]
    ranks = [["2", "0"], ["3", "1"], ["3", "0"]]
    dismissed = [[year, *counts] for year, counts in zip(calendar_years(case.day, 3), ranks, strict=True)]
    case.answer({
        "1": figures(
            "The table gives the hearings by the year in which they ended.", "Case management system",
            table=table("Misconduct hearings", ["Year", "Hearings"], *held),
        ),
        "2": figures("Nine, over the three years.", "Case management system"),
        "3": figures(
            "The table gives those who were dismissed, by rank.", "Case management system",
            table=table("Officers dismissed", ["Year", "Constables", "Sergeants"], *dismissed),
        ),
    })  # fmt: skip
    yield 7
    case.agree("1")
    case.return_answer("2", "The request asks for each year by itself.")


def e_scooters(case: Case) -> Tale:
    """Just begun: accepted, a draft, and one not opened yet."""
    yield 1
    case.assign(dict.fromkeys("123", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 2
    case.accept("1", "2")
    yield 4
    first, second = calendar_years(case.day, 2)
    case.save_draft("1", figures(f"{first}: 212. {second}: 187, to be checked.", "Property register"))


def supply_chain(case: Case) -> Tale:
    """The split is confirmed; nothing has been sent yet."""
    yield 2
    case.assign({"1": "Procurement", "2": "Procurement", "3": "Procurement", "4": "Crime Training"})
    case.confirm()


def number_plate_cameras(case: Case) -> Tale:
    """Logged yesterday: the split is to be confirmed."""
    yield from ()


def police_dogs(case: Case) -> Tale:
    """The requester found the answer elsewhere."""
    yield 1
    case.assign(dict.fromkeys("12", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 5
    case.file("in", "Please withdraw my request", "I have found what I wanted in your annual report. Thank you!")
    case.withdraw("“I have found what I wanted in your annual report.”")


def victim_grants(case: Case) -> Tale:
    yield 1
    case.assign({"1": "Commissioning", "2": "Commissioning", "3": "Governance"})
    case.confirm()
    case.send()
    yield 3
    case.accept("1")
    case.answer(
        {
            "3": provided(
                "The board advises. The Commissioner decides on every grant; the decision notices are published."
            )
        }
    )
    yield 5
    case.answer({
        "1": figures(
            "The table gives each grant.", "Grants register",
            table=table(
                "Grants for victim services", ["Organisation", "Grant (£)"],
                ["Trentvale Safe Harbour", "84,000"], ["Lantern Advocacy", "61,500"], ["Second Spring", "27,250"],
            ),
        )
    })  # fmt: skip
