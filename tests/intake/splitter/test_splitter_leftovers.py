"""What a sentence is called that asks for nothing; and the quick checks before a pattern hide nothing it would find."""

import pytest

from foi.intake.splitter import PassageKind as P
from foi.intake.splitter import leftovers
from foi.intake.splitter.leftovers import leftover
from foi.intake.splitter.splitting import units_of
from foi.intake.splitter.vocabulary import plain, words_in
from tests.intake.splitter import gold

SENTENCES = sorted({plain(unit.text) for example in gold.examples() for unit in units_of(example.text)} - {""})
EXTRA = [
    "please send it in a spreadsheet if possible",
    "we would prefer paper copies",
    "this goes beyond the cost limit",
    "i ask under the freedom of information act 2000",
    "the figures should cover 2019",
    "for all questions, give the year",
    "and also list the firms",
]


@pytest.mark.parametrize("row", leftovers.ANYWHERE, ids=lambda row: row.kind.value)
def test_a_pattern_never_matches_without_one_of_its_words(row: leftovers.Row) -> None:
    for sentence in SENTENCES + EXTRA:
        if row.pattern.match(sentence):
            assert not row.words.isdisjoint(words_in(sentence)), sentence


@pytest.mark.parametrize("row", leftovers.BEGINNINGS, ids=lambda row: row.kind.value)
def test_a_pattern_never_begins_with_another_word(row: leftovers.Row) -> None:
    for sentence in SENTENCES + EXTRA:
        if sentence[0].isalpha() and row.pattern.match(sentence):
            assert words_in(sentence)[0] in row.words, sentence


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Please provide the following information:", P.INTRODUCTION),
        ("I am writing to make a request under the Freedom of Information Act 2000.", P.INTRODUCTION),
        ("Please break this down by year.", P.SCOPE),
        ("1 April 2019 to 31 March 2020", P.SCOPE),
        ("All figures should be as at 1 June 2023.", P.SCOPE),
        ("For questions 1 to 3, please give figures for each year.", P.SCOPE),
        ("Please provide separate figures for each ward.", P.SCOPE),
        ("2019/20 and 2020/21", P.SCOPE),
        ("This can not be right.", P.BACKGROUND),
        ("It must have been known to the officers.", P.BACKGROUND),
        ("01234 567890", P.BACKGROUND),
        ("2014: 201, 332", P.BACKGROUND),
        ("3 February 2014", P.BACKGROUND),
        ("Count of empty homes on 1 April 2023.", P.BACKGROUND),
        ("My request is about taxis.", P.INTRODUCTION),
        ("Please note that I do not want names.", P.NOTE),
        ("https://example.org/dogs", P.NOTE),
        ("By dogs I mean dogs of any age.", P.DEFINITION),
        ("Overtime means hours worked over 37 a week.", P.DEFINITION),
        ("If this would cost too much, please let me know.", P.BOILERPLATE),
        ("Section 12 of the Act does not allow that.", P.BOILERPLATE),
        ("I would prefer the answer as a spreadsheet.", P.FORMAT_WISH),
        ("Please acknowledge receipt of this request.", P.COURTESY),
        ("I look forward to your reply.", P.COURTESY),
        ("When can I expect an answer?", P.COURTESY),
        ("I hope the council is ashamed.", P.BACKGROUND),
        ("I was told by email that the gate was broken.", P.BACKGROUND),
        ("Where the road bends it is dangerous.", P.BACKGROUND),
        ("The new contract means that nobody cares.", P.BACKGROUND),
        ("How can anyone defend this?", P.BACKGROUND),
        ("The dog was seized in May and has since died.", P.BACKGROUND),
        ("staff and dogs", P.BACKGROUND),
        ("Why?", P.BACKGROUND),
    ],
)
def test_R8_what_a_sentence_is_that_asks_for_nothing(sentence: str, kind: P) -> None:
    low = plain(sentence)

    assert leftover(low, words_in(low)) is kind
