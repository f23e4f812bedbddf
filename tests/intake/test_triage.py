"""Hints at what a request may also be: each with the words that led to it, silent where words mean something else."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi.disclosure.finding import Finding
from foi.intake import triage as rules
from foi.intake.splitter import split
from foi.intake.triage import digest_of, triage
from foi.intake.validity import validity

ON = datetime.date(2026, 3, 2)


def hints(text: str) -> dict[str, Finding]:
    return {hint.id: hint for hint in triage(split(text), on=ON)}


def check(text: str, id: str, quoted: str) -> None:
    found = hints(text)
    assert found[id].about == quoted
    assert words_at(text, found[id]) == quoted


def words_at(text: str, finding: Finding) -> str:
    start, _, end = finding.place.removeprefix("text:").partition("-")
    return " ".join(text[int(start) : int(end)].split())


def silent(text: str, id: str) -> None:
    assert id not in hints(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Please send me all information you hold about me.", "information you hold about me"),
        ("I want everything that is recorded concerning me since May.", "everything that is recorded concerning me"),
        ("Please provide a copy of my custody record.", "provide a copy of my custody record"),
        ("1. What data does the force hold on me?\n2. Who has seen it?", "What data does the force hold on me"),
        ("Can you send the body worn footage of\nme on 3 May?", "footage of me"),
        ("Please treat this as a subject access request. What do you hold?", "treat this as a subject access request"),
    ],
)  # fmt: skip
def test_REQ_7_own_personal_data_is_pointed_to(text: str, quoted: str) -> None:
    check(text, "own_data", quoted)


@pytest.mark.parametrize(
    "text",
    [
        "How many subject access requests did you receive in 2025?",
        "What information do you hold about members of the public?",
        "Please provide me with information about stop and search.",
        "How do you process my data protection training figures for officers?",
        "Please do not publish my personal data. How many dogs do you own?",
        "If you need any information about me, please ask. How many dogs do you own?",
        "Send the answer to me. How many dogs do you own?",
        "How many reports about the Me Too movement were made?",
        "Please provide the policy on mental health records of officers.",
        "What data about missing persons do you keep?",
        "How many people asked for their own data?",
        "Please let me know how many files on medium risk offenders exist.",
        "In my opinion the figures are wrong. How many cases were there?",
        "Please reply to my e-mail address. How many records were deleted?",
        "How much did my council pay the force?",
    ],
)
def test_REQ_7_others_data_and_turns_of_speech_are_no_subject_access_request(text: str) -> None:
    silent(text, "own_data")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("What was the air quality in the custody suite?", "air quality"),
        ("Please give the carbon emissions of the vehicle fleet.", "carbon emissions"),
        ("Which of your buildings contain asbestos?", "asbestos"),
        ("How many trees were felled at headquarters? Which?", "trees were felled"),
        ("Copies of planning applications for the new station.", "planning applications"),
        ("How much waste was sent to landfill?", "sent to landfill"),
        ("What is your energy\nconsumption?", "energy consumption"),
    ],
)
def test_REQ_7_environmental_information_is_pointed_to_even_under_the_Act(text: str, quoted: str) -> None:
    check(text, "environmental", quoted)


@pytest.mark.parametrize(
    "text",
    [
        "How many officers complained of a hostile working environment?",
        "What is your IT environment?",
        "How many people were charged with wasting police time?",
        "How has the political climate changed recruitment?",
        "What was the emission of bonds worth?",
        "How much was spent on planning the event?",
        "How many calls flooded the control room?",
        "How many noise complaints did you pass on to PC Waters?",
        "How many energy drinks are sold in the canteen?",
        "How many officers work in the Air Support Unit?",
        "Was the money a waste?",
        "How many conservation officers are there in the Tree Road station?",
        "What is the force's policy on toxic culture?",
        "How many land and property searches were there?",
    ],
)
def test_REQ_7_environment_in_other_senses_is_not_environmental_information(text: str) -> None:
    silent(text, "environmental")


def test_REQ_7_a_wish_that_the_right_regime_be_used_is_not_a_sign_of_one() -> None:
    silent(
        "If any of this is environmental information, please treat this under the Environmental Information "
        "Regulations 2004.\n\n1. How many dogs do you own?\n",
        "environmental",
    )


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Please provide all e-mails between the Chief and the Mayor.", "all e-mails"),
        ("Please send every internal and external document on the merger.", "every internal and external document"),
        ("I request any and all correspondence with the supplier.", "any and all correspondence"),
        ("Copies of all of the minutes of the board.", "all of the minutes"),
    ],
)
def test_section_12_all_of_something_is_pointed_to(text: str, quoted: str) -> None:
    check(text, "cost_everything", quoted)


@pytest.mark.parametrize(
    "text",
    [
        "How many dogs? Please send all correspondence by e-mail.",
        "How many dogs? All correspondence should be sent to the address above.",
        "How many of all recorded crimes were solved?",
        "How many dogs do all forces own?",
        "Not all records officers are vetted. How many are?",
        "How many messages did each team get?",
        "Please answer all questions. How many dogs do you own?",
    ],
)
def test_section_12_all_in_other_senses_is_not(text: str) -> None:
    silent(text, "cost_everything")


def test_section_12_something_of_each_single_record_is_pointed_to() -> None:
    check("Please give a description of each incident in 2025.", "cost_each", "description of each incident")
    silent("How many incidents were there in each year?", "cost_each")
    silent("What was the total for each of the police stations?", "cost_each")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("How many dogs were bought from 2004 to 2024?", "from 2004 to 2024"),
        ("How many dogs were bought between January 2010 and December 2025?", "between January 2010 and December 2025"),
        ("How many dogs have you bought since 2009?", "since 2009"),
        ("How many dogs in the last 15 years?", "last 15 years"),
        ("How many dogs in the past two decades?", "past two decades"),
        ("How many dogs since records began?", "since records began"),
        ("How many dogs from 2011 to date?", "from 2011 to date"),
    ],
)
def test_section_12_long_periods_are_pointed_to(text: str, quoted: str) -> None:
    check(text, "cost_period", quoted)


@pytest.mark.parametrize(
    "text",
    [
        "How many dogs were bought from 2020 to 2024?",
        "How many dogs since 2019?",
        "How many dogs in the last five years?",
        "How many dogs in the last two years?",
        "How many requests under the Freedom of Information Act 2000 were made in 2024?",
        "How many people between 18 and 2000 metres away?",
        "How many dogs in the last 15 days?",
        "How many officers born in 1990 joined in 2025?",
        "How many calls came from 0800 2000 1999?",
    ],
)
def test_section_12_shorter_periods_and_other_numbers_are_not(text: str) -> None:
    silent(text, "cost_period")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("I am sending this request to all police forces in England.\n\n1. How many dogs?", None),
        ("Dear all police forces,\n\nHow many dogs do you have?", "Dear all police forces"),
        ("This is a round robin request.\n\n1. How many dogs?", "round robin"),
        ("We are writing to every force.\n\n1. How many dogs?", "We are writing to every force"),
        (
            "The same request has been sent to 43 forces.\n\nHow many dogs?",
            "The same request has been sent to 43 forces",
        ),
    ],
)
def test_a_round_robin_that_says_so_is_pointed_to(text: str, quoted: str | None) -> None:
    check(text, "round_robin", quoted or "I am sending this request to all police forces")


@pytest.mark.parametrize(
    "text",
    [
        "How many officers moved to other forces?",
        "How does your rate compare with all police forces in England?",
        "What did you share with the other police forces?",
        "I am asking how many officers you lent to other forces.",
        "How many vehicles were made available to all forces?",
        "Which councils did you write to?",
        "Has the force sent the report to all councils?",
    ],
)
def test_other_authorities_asked_about_make_no_round_robin(text: str) -> None:
    silent(text, "round_robin")


@pytest.mark.parametrize(
    "text",
    [
        "You are useless liars and I will keep asking until you resign!!! How many dogs do you own?",
        "This is my ninth request and you still refuse. I WILL COMPLAIN. How many dogs do you own?",
    ],
)
def test_REQ_8_tone_and_history_lead_to_no_hint_and_none_speaks_of_section_14(text: str) -> None:
    assert hints(text) == {}
    assert not [rule for rule in rules.RULES if re_vexatious(rule)]


def re_vexatious(rule: rules.Rule) -> bool:
    return "vexatious" in f"{rule.id} {rule.message} {rule.hint}".lower()


def test_what_others_wrote_and_earlier_messages_lead_to_no_hint() -> None:
    text = (
        "How many dogs do you own?\n\nMorgan Quillfeather\n\n"
        "-----Original Message-----\nFrom: FOI Team\nSent: Monday\nTo: Morgan\nSubject: Your request\n\n"
        "Please send all e-mails about air quality and all information you hold about me since 1990.\n"
    )
    assert hints(text) == {}


def test_one_finding_for_each_rule_in_the_order_of_the_rules() -> None:
    text = "Please send all e-mails about me and all documents about air quality since 2001."
    found = triage(split(text), on=ON)
    assert [hint.id for hint in found] == ["own_data", "environmental", "cost_everything", "cost_period"]
    assert all(hint.hint.endswith(".") and hint.message.endswith(".") for hint in found)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["all", "e-mails", "about me", "since 1999", "\n\n", ". ", "Dear", "forces", "?", "my data", "\x00", "ı"]
        )
    )
)
def test_any_text_is_answered_and_every_quotation_stands_in_it(words: list[str]) -> None:
    text = " ".join(words)
    for hint in triage(split(text), on=ON):
        assert hint.about
        assert hint.about == words_at(text, hint)


def test_the_same_questions_are_recognised_whoever_is_greeted_and_whoever_signs() -> None:
    asked = "1. How many dogs\ndo you own?\n2. What do they eat?\n\n"
    first = digest_of(split(f"Dear Trentvale Police,\n\n{asked}Yours faithfully,\nMorgan Quillfeather"))
    assert first == digest_of(split(f"Dear Sir,\n\n{asked}Kind regards\nJo Bloggs"))
    assert first != digest_of(split("1. How many cats do you own?"))
    assert digest_of(split("Hello.")) == ""


# --- section 8 --------------------------------------------------------------------------------------------------------


def unmet(
    name: str = "Morgan Quillfeather", email: str = "m@q.example", address: str = "", *, asks: bool = True
) -> list[str]:
    found = list(validity(name=name, email=email, address=address, asks=asks))
    for finding in found:
        assert not name or name not in f"{finding.message} {finding.hint} {finding.place}"
    return [finding.id for finding in found]


@pytest.mark.parametrize(
    "name", ["M Quillfeather", "Mr Quillfeather", "Dr. Ŵyn", "Trentvale Echo Ltd", "Anne-Marie O’Neill", "Ann Onslow"]
)
def test_REQ_2_a_real_name_is_a_surname_with_anything_or_a_company(name: str) -> None:
    assert unmet(name) == []


@pytest.mark.parametrize(
    "name", ["", "  ", "anonymous", "Anon", "A concerned resident", "dogfan77", "x@y.example", "Mickey Mouse", "Morgan"]
)
def test_REQ_2_what_may_be_no_real_name_is_told_without_quoting_it(name: str) -> None:
    assert unmet(name) == ["REQ-2"]


@pytest.mark.parametrize("email", ["request-123-ab12@whatdotheyknow.com", "m@q.example"])
def test_REQ_3_any_address_will_do(email: str) -> None:
    assert unmet(email=email) == []
    assert unmet(email="", address="7 Nightjar Row") == []
    assert unmet(email="") == ["REQ-3"]


def test_REQ_4_and_REQ_5_it_has_to_describe_information_and_nothing_else() -> None:
    assert unmet(asks=False) == ["REQ-4"]
    assert unmet(asks=True) == []  # no Act named, no reason given


def test_REQ_6_and_REQ_9_the_hint_is_help_and_no_demand_of_proof() -> None:
    [finding] = validity(name="dogfan77", email="m@q.example", address="", asks=True)
    assert "may be answered all the same" in finding.hint
    assert "proof" not in finding.hint


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("I request an internal review of 123/26. You did not search the archive.", "internal_review"),
        ("I am not satisfied with your response of 3 May. How many dogs do you own?", "internal_review"),
        ("Please review your decision to withhold the log.\n\n1. Who took it?", "internal_review"),
        ("We would like you to carry out an internal\nreview.", "internal_review"),
        ("I wish to make a formal complaint about the officer who came. What is his rank?", "complaint"),
        ("Please treat this as a complaint too. How many calls were made?", "complaint"),
        ("I am also writing to complain. Who decided it?", "complaint"),
    ],
)
def test_a_review_or_a_complaint_in_a_request_is_pointed_to(text: str, id: str) -> None:
    assert id in hints(text)


@pytest.mark.parametrize(
    "text",
    [
        "How many dogs? If you refuse I will request an internal review.",
        "How many dogs? I reserve the right to ask for an internal review.",
        "How many people were not satisfied with the response of the force in 2024?",
        "How many requests for an internal review did you get? I want the number of each.",
        "How many dogs? If I am not satisfied with your response I may complain.",
        "How many people made a complaint about dogs? Please treat this as urgent.",
        "Otherwise I shall write to complain to the Information Commissioner. How many dogs?",
        "Please do not treat this as a complaint. How many dogs are there?",
    ],
)
def test_a_review_or_a_complaint_that_may_come_one_day_is_none(text: str) -> None:
    silent(text, "internal_review")
    silent(text, "complaint")
