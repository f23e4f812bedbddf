"""What a claim says reaches the letter, part by part; what is kept for the file does not."""

import pytest

from foi.answers.actions import agree, decide
from foi.answers.cited import all_cited
from foi.answers.claim_parts import parts_of
from foi.answers.content import AnswerContent, SearchContent
from foi.law.outcomes import Held, Outcome
from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.structure import lines
from foi.requests.models import Question
from tests import factories as f
from tests.claims import complete_claim

pytestmark = pytest.mark.django_db

#: one of every kind: prejudice, opinion, endangerment, national security, class, particulars of every sort, silence
TRIED = [
    "21(1)", "22(1)", "24(1)", "30(1)(a)", "31(1)(a)", "31(1)(g)", "36(2)(b)(i)", "38(1)(b)", "40(2) with 40(3A)(a)",
    "41(1)", "43(2)", "44(1)(a)", "31(3)", "36(3)", "24(2)", "40(5B)(a)(i)",
]  # fmt: skip


def printed(question: Question) -> str:
    return "\n".join(lines(compose_letter(LetterVersion(foi_request=question.foi_request, signatory_name="A. Verma"))))


@pytest.mark.parametrize("code", TRIED)
def test_LET_3_every_part_for_printing_is_printed_and_nothing_else(code: str) -> None:
    relied_on = all_cited()[code]
    outcome = Outcome.WITHHELD
    if relied_on.confirms_nor_denies:
        outcome = Outcome.NEITHER_CONFIRM_NOR_DENY
    elif code == "21(1)":
        outcome = Outcome.ACCESSIBLE_ELSEWHERE
    question = decide(f.answered_question(), AnswerContent(outcome=outcome), [complete_claim(code)], by=f.officer())
    letter = printed(agree(question, by=f.officer()))
    for part in parts_of(relied_on):
        if part.kind in ("text", "line"):
            assert (f"{code} {part.name} in words." in letter) == part.printed, part.name
        elif part.kind == "date":
            assert "2 March 2026" in letter
        elif part.kind == "level":
            assert "would be likely to" in letter
        else:
            assert relied_on.behind[0].covers in letter


def test_LET_3_the_heading_is_for_the_public_and_the_limb_of_section_40_stands_in_the_text() -> None:
    claims = [complete_claim("40(2) with 40(3A)(a)")]
    question = decide(f.answered_question(), AnswerContent(outcome=Outcome.WITHHELD), claims, by=f.officer())
    letter = printed(agree(question, by=f.officer())).replace("\u00a0", " ").splitlines()
    assert "Section 40(2): Personal data of others" in letter
    assert "It rests on section 40(2), read with section 40(3A)(a): a data protection principle." in letter


def test_LET_2_searches_print_the_reasons_for_not_held_and_nobody_s_name() -> None:
    searches = (
        SearchContent(system="The training record", terms="“hedgehog”", result="nothing", made_by="Sgt Wren"),
        SearchContent(system="The shared drive"),
    )
    content = AnswerContent(outcome=Outcome.NOT_HELD, reason="No such course is run.", searches=searches)
    letter = printed(agree(decide(f.answered_question(), content, [], by=f.officer()), by=f.officer()))
    assert "The training record, for “hedgehog”: nothing" in letter
    assert "The shared drive" in letter
    assert "Wren" not in letter


def test_what_is_held_in_part_is_said_and_only_where_the_outcome_lets_it() -> None:
    content = AnswerContent(outcome=Outcome.WITHHELD, held=Held.IN_PART.value)
    question = decide(f.answered_question(), content, [complete_claim("31(1)(a)")], by=f.officer())
    assert question.current_answer.says_held is Held.IN_PART
    assert "We hold part of this information." in printed(agree(question, by=f.officer()))
    content = AnswerContent(outcome=Outcome.PROVIDED, text="206", held=Held.IN_PART.value)
    answer = decide(f.answered_question(), content, [], by=f.officer()).current_answer
    assert (answer.held, answer.says_held) == ("", Held.YES)


def test_LET_7_a_repeated_request_names_the_earlier_one() -> None:
    content = AnswerContent(outcome=Outcome.REPEATED, reason="Nothing has changed.", earlier_request="FOI/26/1")
    question = decide(f.answered_question(), content, [], by=f.officer())
    assert "The earlier request: FOI/26/1." in printed(agree(question, by=f.officer()))
