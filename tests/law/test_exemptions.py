"""The catalogue: every subsection that can be cited, and what its claim and its notice need."""

import tomllib
from datetime import date

import pytest

from foi.law.exemption_terms import AskFirst, Basis, Kind, Level, NoticePart, Type
from foi.law.exemptions import (
    CatalogueError,
    Exemption,
    UnknownExemption,
    catalogue,
    citable,
    find,
    find_by_ncnd,
    read,
)

EVERYTHING = catalogue()
PART_II = {"21", "22", "22A", *(str(number) for number in range(23, 45) if number != 25)}
# s.2(3), and the personal data of others where disclosure would breach a principle
ABSOLUTE = {
    "21(1)", "23(1)", "32(1)(a)", "32(1)(b)", "32(1)(c)", "32(2)(a)", "32(2)(b)", "34(1)", "37(1)(a)", "37(1)(aa)",
    "37(1)(ab)", "40(1)", "40(2) with 40(3A)(a)", "40(2) with 40(3A)(b)", "41(1)", "44(1)(a)", "44(1)(b)", "44(1)(c)",
}  # fmt: skip


def of_type(type: Type) -> list[Exemption]:
    return [each for each in EVERYTHING if each.type is type]


def test_every_section_of_part_ii_is_there() -> None:
    assert {each.section for each in of_type(Type.EXEMPTION)} == PART_II


def test_every_exclusion_and_every_exception_is_there() -> None:
    assert [each.code for each in of_type(Type.EXCLUSION)] == ["1(3)", "12(1)", "12(2)", "14(1)", "14(2)"]
    codes = {each.code for each in of_type(Type.EXCEPTION)}
    assert codes >= {f"12(4)({letter})" for letter in "abcde"} | {f"12(5)({letter})" for letter in "abcdefg"}
    assert codes >= {"5(3)", "13(1) with 13(2A)"}


def test_the_absolute_exemptions_are_those_of_section_2_3() -> None:
    assert {each.code for each in of_type(Type.EXEMPTION) if each.kind is Kind.ABSOLUTE} == ABSOLUTE


def test_exclusions_have_no_public_interest_test() -> None:
    assert not any(each.needs_public_interest for each in of_type(Type.EXCLUSION))


@pytest.mark.parametrize("each", EVERYTHING, ids=str)
def test_an_entry_asks_for_what_its_kind_and_basis_ask_for(each: Exemption) -> None:
    weighed = NoticePart.PUBLIC_INTEREST in each.notice
    assert weighed == each.is_qualified
    assert (NoticePart.LEVEL in each.notice) == each.needs_level == ("{level}" in each.wording)
    assert (NoticePart.HARM in each.notice) == each.needs_harm
    assert len(each.notice) == len(set(each.notice))
    if each.code != "1(3)":
        assert each.notice[-1] is NoticePart.RIGHTS


@pytest.mark.parametrize("each", EVERYTHING, ids=str)
def test_an_entry_opens_its_paragraph_with_the_subsection_it_rests_on(each: Exemption) -> None:
    opening = each.opening(Level.LIKELY)
    assert each.code in opening and opening.endswith(".")
    assert "{" not in opening
    assert ("would be likely to" in opening) == each.needs_level


@pytest.mark.parametrize("each", [each for each in EVERYTHING if each.ncnd], ids=str)
def test_neither_confirming_nor_denying_has_a_limb_of_its_own(each: Exemption) -> None:
    assert each.ncnd is not None
    assert each.ncnd.needs_public_interest == each.is_qualified
    assert each in find_by_ncnd(each.ncnd.code, regime=each.regime)


@pytest.mark.parametrize(
    ("code", "limb", "weighed"),
    [
        ("40(2) with 40(3A)(a)", "40(5B)(a)(i)", False),
        ("40(2) with 40(3A)(b)", "40(5B)(a)(ii)", False),
        ("40(2) with 40(3B)", "40(5B)(b)", True),
        ("40(2) with 40(4A)(a)", "40(5B)(c)", True),
        ("40(2) with 40(4A)(b)", "40(5B)(d)", True),
    ],
)
def test_s_40_5B_each_condition_on_personal_data_has_its_own_limb(code: str, limb: str, weighed: bool) -> None:
    ncnd = find(code).ncnd
    assert ncnd is not None
    assert (ncnd.code, ncnd.needs_public_interest) == (limb, weighed)
    assert [each.code for each in find_by_ncnd(limb)] == [code]


def test_where_holding_must_be_confirmed_there_is_no_such_limb() -> None:
    assert [find(code).ncnd for code in ("21(1)", "43(1)")] == [None, None]


def test_only_the_higher_cost_exclusion_leaves_holding_open() -> None:
    assert NoticePart.CONFIRM_HELD in find("12(1)").notice
    assert NoticePart.CONFIRM_HELD not in find("12(2)").notice
    assert find("12(2)").refuses == "confirmation"


def test_section_36_needs_the_qualified_person_and_nobody_else_does() -> None:
    needing = {each.section for each in EVERYTHING if each.needs_qualified_person}
    assert needing == {"36"}
    assert all(AskFirst.QUALIFIED_PERSON in each.ask_first for each in EVERYTHING if each.section == "36")
    assert NoticePart.OPINION in find("36(2)(c)").notice


def test_section_38_is_endangerment_and_says_so() -> None:
    assert find("38(1)(b)").opening(Level.WOULD) == (
        "Disclosure would endanger the safety of an individual, so section 38(1)(b) applies."
    )
    assert find("38(1)(b)").classification == "an endangerment-based and qualified exemption"


def test_a_level_must_be_chosen_where_the_law_wants_one() -> None:
    with pytest.raises(ValueError, match="would be likely to"):
        find("31(1)(a)").opening()
    assert find("23(1)").opening()


def test_an_eir_exception_has_one_level_only() -> None:
    assert not any(each.needs_level for each in of_type(Type.EXCEPTION))
    assert "would adversely affect the course of justice" in find("12(5)(b)", regime="eir").opening()


def test_emissions_take_four_exceptions_away() -> None:
    barred = [each.code for each in EVERYTHING if each.not_for_emissions]
    assert barred == ["12(5)(d)", "12(5)(e)", "12(5)(f)", "12(5)(g)"]


def test_a_bare_section_cannot_be_cited_and_the_answer_lists_its_subsections() -> None:
    with pytest.raises(UnknownExemption, match=r"Cite a subsection: 30\(1\)\(a\), 30\(1\)\(b\)"):
        find("30")
    with pytest.raises(UnknownExemption, match="under EIR"):
        find("31(1)(a)", regime="eir")


def test_the_law_changes_and_entries_know_since_when() -> None:
    assert not find("22A(1)").in_force(date(2014, 9, 30))
    assert find("22A(1)").in_force(date(2014, 10, 1))
    assert find("22A(1)") not in citable(regime="foia", on=date(2010, 1, 1))


def test_every_word_of_the_terms_has_its_sentence() -> None:
    assert all(part.sentence.endswith(".") for part in NoticePart)
    assert all(who.sentence.endswith((".", ").")) for who in AskFirst)
    assert Level.LIKELY.words == "would be likely to"
    assert {basis for basis in Basis if basis.needs_level} == {Basis.PREJUDICE, Basis.ENDANGERMENT, Basis.OPINION}


ENTRY = """
[[entry]]
name = "Weather"
kind = "qualified"
basis = "prejudice"
covers = { "99(1)(a)" = "the weather" }
ncnd = "99(2)"
"""


def parse(text: str) -> tuple[Exemption, ...]:
    return read(tomllib.loads(text), "weather.toml", type=Type.EXEMPTION, regime="foia")


def test_one_entry_adds_one_exemption() -> None:
    [weather] = parse(ENTRY)
    assert weather.opening(Level.WOULD) == "Disclosure would prejudice the weather, so section 99(1)(a) applies."
    assert weather.ncnd is not None and weather.ncnd.needs_public_interest


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('kind = "qualified"', 'kind = "hard"'), "kind: Input should be 'absolute', 'qualified' or 'none'"),
        (('kind = "qualified"', ""), "kind: Field required"),
        (('name = "Weather"', 'name = "Weather"\ncolour = "blue"'), "colour: Extra inputs are not permitted"),
        (('"99(1)(a)"', '"99"'), "'99' is not a subsection that can be cited"),
        (('ncnd = "99(2)"', 'ncnd = "99.2"'), "'99.2' is not a subsection"),
        (('basis = "prejudice"', 'basis = "class"'), "wording is missing"),
        (('ncnd = "99(2)"', 'wording = "{name} applies {level}."'), r"wording has \{name\}"),
        (('ncnd = "99(2)"', 'wording = "Section {code} applies."'), "disagree on whether a level"),
        (('ncnd = "99(2)"', "ncnd_public_interest = true"), "without ncnd"),
        (('ncnd = "99(2)"', 'ask_first = ["the_boss"]'), "ask_first.0: Input should be"),
        (('ncnd = "99(2)"', "valid_from = 2020-01-02\nvalid_to = 2020-01-01"), "valid_to is before valid_from"),
        (('{ "99(1)(a)" = "the weather" }', "{}"), "covers: Dictionary should have at least 1 item"),
    ],
)
def test_a_faulty_entry_is_named_with_its_fault(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(CatalogueError, match=rf"weather\.toml, entry 1 \(.*{complaint}"):
        parse(ENTRY.replace(*change))


def test_a_subsection_may_stand_only_once() -> None:
    with pytest.raises(CatalogueError, match=r"entry 2 \(Weather\): 99\(1\)\(a\) is there already"):
        parse(ENTRY + ENTRY)
    with pytest.raises(CatalogueError, match="no entries"):
        parse("")
