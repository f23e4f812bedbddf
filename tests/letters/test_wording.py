"""Wording is data: it can name values and nothing else, and a letter knows which versions it used."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.law import exemptions
from foi.letters.compose import compose
from foi.letters.draft import Draft
from foi.letters.facts import ClaimFacts
from foi.letters.languages import language_of
from foi.letters.structure import content_hash, lines
from foi.letters.wording import ANYWHERE, WordingError, WordingText, Words, check, placeholders, shipped_wording
from tests.letters.examples import (
    letter_facts,
    not_held_request,
    partly_refused_request,
    question,
    refused_request,
    training_request,
)


def test_an_authority_puts_its_own_text_in_place_of_ours():
    own = shipped_wording().with_versions({"opening.response": WordingText("We write about {reference}.", "3 of 2026")})
    letter = compose(letter_facts(question()), own)
    assert "We write about 214/26." in list(lines(letter))
    assert [use.version for use in letter.wording if use.id == "opening.response"] == ["3 of 2026"]


def test_a_letter_records_every_text_it_used_and_no_other():
    letter = compose(letter_facts(question()))
    used = {use.id for use in letter.wording}
    assert {"opening.response", "review.internal", "regulator.body", "sign_off.named"} <= used
    assert not [name for name in used if name.startswith(("refusal.", "ncnd.", "cost_limit."))]
    assert all(use.version.startswith("shipped-") for use in letter.wording)


def test_the_same_words_under_another_version_name_do_not_void_an_approval():
    text = shipped_wording().texts["opening.response"].text
    own = shipped_wording().with_versions({"opening.response": WordingText(text, "checked in May")})
    assert content_hash(compose(letter_facts(question()), own)) == content_hash(compose(letter_facts(question())))


@pytest.mark.parametrize(
    ("key", "text", "complaint"),
    [
        ("opening.response", "Dear {customer_number}", "cannot use {customer_number}"),
        ("opening.response", "{reference.__class__}", "A brace may only be used"),
        ("opening.response", "{0}", "A brace may only be used"),
        ("opening.response", "{{ reference }}", "A brace may only be used"),
        ("opening.response", "{reference!r:>10}", "A brace may only be used"),
        ("opening.response", "Half {open", "A brace may only be used"),
        ("opening.response", "  ", "is empty"),
        ("opening.nothing", "Text", "There is no text called"),
    ],
)
def test_a_text_that_a_letter_could_not_use_is_refused_in_words(key, text, complaint):
    with pytest.raises(WordingError, match=complaint.replace("{", r"\{").replace("}", r"\}")):
        check(key, text)


def test_an_own_text_needs_a_version_name():
    with pytest.raises(WordingError, match="no version name"):
        shipped_wording().with_versions({"opening.response": WordingText("Text")})


def test_a_name_without_a_value_is_an_error_and_never_a_blank():
    with pytest.raises(WordingError, match=r"needs a value for \{questions\}"):
        Words(shipped_wording(), {}).say("decision.provided")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_values_are_printed_as_they_are_and_never_read_as_text(value):
    words = Words(shipped_wording(), {})
    assert words.phrase("refusal.exemption", code="1", name=value).endswith(f": {value}")
    (paragraph,) = words.say("answer.another_body", signpost=value)
    assert "".join(run.text for run in paragraph.runs) == f"Another body may hold this information: {value}"


def test_every_shipped_text_can_be_used():
    for key, own in shipped_wording().texts.items():
        assert own.text.strip(), key
        check(key, own.text)


@pytest.mark.parametrize("facts", [training_request(), partly_refused_request(), refused_request(), not_held_request()])
def test_no_placeholder_is_left_in_a_letter(facts):
    text = "\n".join(lines(compose(facts)))
    assert not placeholders(text)


def test_there_is_no_letter_in_a_language_without_texts():
    with pytest.raises(WordingError, match="language"):
        shipped_wording("fr-FR")


HOSTILE = [
    "{0.__class__}", "{reference.__class__.__mro__}", "{reference!r}", "{reference:>99999999}", "{reference[0]}",
    "{{ reference }}", "{% include 'x' %}", "{%raw%}", "${jndi:ldap://x}", "${reference}}", "{", "}", "{}",
    "{re**fer**ence}", "{Reference}", "[here](https://x.example/{reference})", "https://x.example/{reference}",
    "a\u202eb", "a\x00b", "a\x1bb", "a\u200bb", "x" * 100_000, "{reference}" * 9_000, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))
def test_hostile_wording_is_refused_and_nothing_of_it_runs(text):
    with pytest.raises(WordingError):
        check("contact.body_without_team", text)


@pytest.mark.parametrize(
    "text", ["<b>{reference}</b>", "<script>alert(1)</script>", "`rm -rf`", "$reference %s %(reference)s", "=1+1"]
)
def test_what_is_no_mark_of_ours_is_printed_as_it_was_typed(text):
    check("contact.body_without_team", text)
    own = shipped_wording().with_versions({"contact.body_without_team": WordingText(text, "own-1")})
    (paragraph,) = Words(own, {"reference": "214/26"}).say("contact.body_without_team")
    assert "".join(run.text for run in paragraph.runs) == text.replace("{reference}", "214/26")


@given(st.text(max_size=200))
def test_any_text_is_either_refused_or_can_be_printed(text):
    try:
        check("contact.body_without_team", text)
    except WordingError:
        return
    own = shipped_wording().with_versions({"contact.body_without_team": WordingText(text, "own-1")})
    values = dict.fromkeys(ANYWHERE, "x")
    Words(own, values).say("contact.body_without_team")


def test_a_text_must_say_what_nothing_else_in_the_letter_says():
    with pytest.raises(WordingError, match=r"must say \{questions\}"):
        check("decision.provided", "We provide it.")
    with pytest.raises(WordingError, match=r"must say \{due_on\}"):
        check("EIR.opening.acknowledgement", "Thank you for your request under the {act}.")


def test_a_heading_stays_on_one_line():
    with pytest.raises(WordingError, match="one line"):
        check("review.heading", "If you are\nnot content")
    check("review.internal", "Within {window} days.\n\nWe reply in {reply}.")


# --- Welsh ----------------------------------------------------------------------------------------------------------


def test_every_english_text_has_a_welsh_one_that_names_the_same():
    english, welsh = shipped_wording().texts, shipped_wording("cy-GB").texts
    assert sorted(english.keys() - welsh.keys()) == []
    different = {
        key: placeholders(welsh[key].text)
        for key in english
        if placeholders(welsh[key].text) != placeholders(english[key].text)
    }
    assert different == {}
    assert {key.split(".")[0] for key in welsh.keys() - english.keys()} <= {"exemption_name"}


def test_every_exemption_has_a_welsh_name():
    welsh = shipped_wording("cy-GB")
    for entry in exemptions.catalogue():
        draft = Draft(letter_facts(question()), Words(welsh, {}), ())
        assert draft.name_of_exemption(ClaimFacts(code="1", name=entry.name)) != entry.name, entry.name


@pytest.mark.parametrize("facts", [training_request(), partly_refused_request(), refused_request(), not_held_request()])
def test_a_welsh_letter_says_nothing_of_ours_in_english(facts):
    welsh = compose(replace(facts, authority=replace(facts.authority, language="cy-GB")))
    texts = shipped_wording().texts
    ours = {text.text for text in texts.values() if len(text.text) > 12 and "{" not in text.text}
    assert not ours & set(lines(welsh))
    assert welsh.language == "cy-GB"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many officers completed the course, and in which year?", "en-GB"),
        ("Faint o swyddogion a gwblhaodd y cwrs, ac ym mha flwyddyn?", "cy-GB"),
        ("1,250", ""),
        ("", ""),
    ],
)
def test_the_language_of_somebodys_words_is_told_by_their_small_words(text, language):
    assert language_of([text]) == language
