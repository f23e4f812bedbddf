"""A letter about nothing that exists, with everything that letters have: to see what a template makes of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from foi.law.outcomes import Outcome
from foi.letters.compose import compose
from foi.letters.facts import AuthorityFacts, Basis, ClaimFacts, LetterFacts, PrejudiceLevel, QuestionFacts, TableFacts
from foi.letters.regulator import regulator_on
from foi.letters.structure import Letter

_INVENTED = AuthorityFacts(
    name="Name of the authority",
    address_lines=("Street", "Town", "AB1 2CD"),
    email="foi@authority.example",
    team_name="Information Rights Team",
    security_marking="OFFICIAL",
)
_DAY = date(2026, 3, 3)

_OPENED = TableFacts(
    caption="bicycles handed in, by year and what became of them",
    header=("What became of them", "2023", "2024", "2025"),
    rows=(
        ("Returned to their owners", "412", "388", "431"),
        ("Sold", "1,102", "1,240", "1,187"),
        ("Given to charities", "not recorded", "64", "70"),
        ("Total", "1,514", "1,692", "1,688"),
    ),
    note="“Not recorded” means that the register had no field for it in that year.",
)
_CLAIM = ClaimFacts(
    code="31(1)(a)",
    name="law enforcement (prevention or detection of crime)",
    qualified=True,
    basis=Basis.PREJUDICE,
    prejudice_level=PrejudiceLevel.WOULD_BE_LIKELY,
    reason="The rota says when the store of found property is not staffed.",
    harm="Somebody who means to break in would know when to come.",
    public_interest_for="- The property belongs to the public, who may ask how it is looked after.",
    public_interest_against="- The store has been broken into before, at a time when nobody was there.",
    public_interest_balance="How the store is looked after is answered above. The hours add little to that and would "
    "help a burglar, so the balance favours withholding them.",
)


def sample_letter(authority: AuthorityFacts = _INVENTED, *, dated_on: date | None = _DAY) -> Letter:
    """Headings, lists, a table, a quotation, a refusal, caveats, rights of complaint: some three pages."""
    return _composed(authority, dated_on)


@lru_cache(maxsize=4)
def _composed(authority: AuthorityFacts, dated_on: date | None) -> Letter:
    def asked(number: int, text: str, **facts: object) -> QuestionFacts:
        return QuestionFacts(
            canonical_number=str(number), printed_label=f"{number}.", path=(str(number),), text=text,
            **{"outcome": Outcome.PROVIDED, "searched_departments": ("Property Office",), **facts},  # type: ignore[arg-type]
        )  # fmt: skip

    return compose(
        LetterFacts(
            authority=authority,
            regulator=regulator_on(_DAY),
            reference="SAMPLE/26",
            subject="bicycles that were found and handed in",
            received_on=date(2026, 2, 9),
            due_on=date(2026, 3, 9),
            drafted_on=_DAY,
            dated_on=dated_on,
            requester_name="Wren Thistlewood",
            requester_address_lines=("3 Example Lane", "Sampleford"),
            signatory_name="Name of the decision maker",
            signatory_role="Information Rights Manager",
            questions=(
                asked(
                    1, "How many bicycles were handed in during the last three years, and what became of them?",
                    answer_text="The numbers are in the table.", tables=(_OPENED,), has_figures=True, live_system=True,
                    source="register of found property", as_at=date(2026, 2, 20), ad_hoc=True,
                ),
                asked(
                    2, "How are owners looked for?",
                    answer_text="In this order:\n\n1. the frame number is compared with those reported stolen\n"
                    "2. a picture is put on **our website** for 28 days:\n   - with the colour and the make\n"
                    "   - without the place where it was found\n3. it is offered to charities\n\n"
                    "The register is described on [our website](https://www.example.org/found-property).",
                ),
                asked(
                    3, "Who may collect a bicycle?",
                    answer_text="1. its owner\n2. somebody whom the owner names in writing\n\n> Bring something that "
                    "shows who you are, and the number of the notice.",
                ),
                asked(
                    4, "At what hours is the store staffed?", outcome=Outcome.WITHHELD, claims=(_CLAIM,),
                ),
                asked(5, "What was each bicycle worth?", outcome=Outcome.NOT_HELD,
                      reason="No value is recorded."),
            ),
        )
    )  # fmt: skip
