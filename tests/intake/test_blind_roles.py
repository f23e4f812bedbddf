"""REQ-21: in what role somebody says that they ask is hidden from departments, whatever the role and the body; what is
asked about roles and bodies is not."""

# ruff: noqa: E501 - what goes in and what comes out in one line

import pytest

from foi.intake.blind import MARK, blinded


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("As deputy editor of the Hallow Gazette I would like the following for the years 2022 to 2024:", f"As {MARK} I would like the following for the years 2022 to 2024:"),
        ("I am the headteacher of Hallow Academy and would like to know, for each year, the number of calls.", f"I am {MARK} and would like to know, for each year, the number of calls."),
        ("As chair of Fenmoor Parish Council I would like the following for 2022:", f"As {MARK} I would like the following for 2022:"),
        ("As chair of Fenmoor Parish Council, I would like the following for 2022:", f"As {MARK}, I would like the following for 2022:"),
        ("as clerk to fenmoor parish council please send me the figures", f"as {MARK} please send me the figures"),
        ("I'm head of news at Hallow FM and want the figures.", f"I'm {MARK} and want the figures."),
        ("I am chair of Fenmoor Parish Council. How many dogs?", f"I am {MARK}. How many dogs?"),
        ("Speaking as the custos of Hallow Almshouses, I ask how many dogs you own.", f"Speaking as {MARK}, I ask how many dogs you own."),
        ("I am writing as chair of Hallow Rovers FC to ask how many dogs you own.", f"I am writing as {MARK} to ask how many dogs you own."),
        ("I am writing to you as a governor of Hallow School because of the noise.", f"I am writing to you as {MARK} because of the noise."),
        ("Writing as a beekeeper, how many dogs?", f"Writing as {MARK}, how many dogs?"),
        ("In my capacity as treasurer of the Hallow Fund I would like the figures.", f"In my capacity as {MARK} I would like the figures."),
        ("I ask in my role as a union rep at Hallow Works for the figures.", f"I ask in my role as {MARK} for the figures."),
        ("As a serving officer, I would like to know how many dogs.", f"As {MARK}, I would like to know how many dogs."),
        ("As a former inspector I would like the figures.", f"As {MARK} I would like the figures."),
        ("As former inspector, please give the figures.", f"As {MARK}, please give the figures."),
        ("I am a councillor and would like the figures.", f"I am {MARK} and would like the figures."),
        ("As a victim of burglary in Hallow, please tell me what was done.", f"As {MARK}, please tell me what was done."),
        ("As custos of Hallow Almshouses, I'd like the figures.", f"As {MARK}, I'd like the figures."),
        ("As a mum of three, could you tell me what the crossing cost?", f"As {MARK}, could you tell me what the crossing cost?"),
        ("I would like, as a governor of Hallow School, the number of dogs.", f"I would like, as {MARK}, the number of dogs."),
        ("How many dogs do you own? As your constituent and a beekeeper I want to know.", f"How many dogs do you own? As {MARK} I want to know."),
        ("As the Hallow Gazette's deputy editor, we would like the figures.", f"As {MARK}, we would like the figures."),
        ("As Hallow Residents Association we would like the figures.", f"As {MARK} we would like the figures."),
        ("As residents of Weir Street we wish to know the cost.", f"As {MARK} we wish to know the cost."),
        ("Dear Sir as a parent of a pupil at Hallow School I want the figures.", f"Dear Sir as {MARK} I want the figures."),
        ("As editor-in-chief of the Hallow Gazette, please could you tell me the cost.", f"As {MARK}, please could you tell me the cost."),
        ("I make this request as vicar of St. Jude's, Hallow.", f"I make this request as {MARK}."),
        ("I am a retired headteacher, how many dogs?", f"I am {MARK}, how many dogs?"),
        ("I'm the vice-chair of Hallow Angling Club, and we would like the figures.", f"I'm {MARK}, and we would like the figures."),
        ("As a concerned council tax payer I object.", f"As {MARK} I object."),
        ("As someone who was arrested in May, I would like the figures.", f"As {MARK}, I would like the figures."),
        ("As Director of Liberty Hallow, I request the figures.", f"As {MARK}, I request the figures."),
        ("As MP for Hallow I request the figures.", f"As {MARK} I request the figures."),
        ("As PC 1234 of Hallow Police I request the figures.", f"As {MARK} I request the figures."),
        ("As an ex-PC, I request the figures.", f"As {MARK}, I request the figures."),
        ("I am an archivist at Hallow Museum and I request the figures.", f"I am {MARK} and I request the figures."),
        ("We are the owners of Hallow Mill and would like the figures.", f"We are {MARK} and would like the figures."),
        ("As a small firm in Hallow, we would like the figures.", f"As {MARK}, we would like the figures."),
    ],
)  # fmt: skip
def test_REQ_21_the_role_in_which_somebody_asks_goes_and_the_question_stays(said: str, expected: str) -> None:
    assert blinded(said) == expected


@pytest.mark.parametrize(
    "text",
    [
        "As of 1 April 2024, how many officers of the Dog Section do I have to thank?",
        "As of today I would like the number of officers in post.",
        "As the force is aware, I asked for this in May.",
        "As the force is aware of the Casey Review I would like its reply.",
        "As part of Operation Venetic I would like the number of officers.",
        "As part of the review of Hallow Academy, how many officers visited?",
        "Please give it as a percentage of officer headcount, and as a share of Hallow officers.",
        "As a percentage of the officers of Hallow Division, how many left?",
        "As at 31 March, how many officers?",
        "How many officers act as chair of a panel of the Hallow Council?",
        "How many officers have acted as chair of the Hallow Panel, as a governor of a school or as a trustee?",
        "As well as officers from Kent Police I would like those of Essex Police.",
        "As a result of the Casey Review I would like to know how many officers left.",
        "As stated by your officer in May, I would like the figures.",
        "As agreed with PC Smith I would like the figures.",
        "As a first step, please list the officers of the Hallow Division.",
        "As an alternative to the Home Office figures I would accept yours.",
        "As an example, how many officers at Hallow Police Station are Special Constables?",
        "As a follow-up to my request of the Home Office I would like the answer.",
        "As a minimum I would like the number of officers of the Met.",
        "As a matter of urgency please send the figures of the Hallow Division.",
        "As the officer in charge of the case told me, there were two dogs.",
        "As the Chief Constable of Kent said on the radio, there were two dogs.",
        "As a landlord, do you check the gas?",
        "As an institute which teaches ecology, do you count birds?",
        "As a council please can you also supply the number of bins?",
        "As head of the team, did Mr Smith reply to the letter I sent?",
        "Did the Chief Constable, as head of the force, meet the leader of Hallow Council?",
        "How many people, as a victim of crime, were told of the code?",
        "I would like to know how many officers serve as a councillor of Fenmoor Parish Council.",
        "I am aware of the Casey Review and grateful to Hallow Council for it.",
        "I am interested in officers of the Hallow Division. I am looking for the manager of it.",
        "We are running after the officers of Hallow. I am unsure whether officers at Hallow count.",
        "I am a little unsure of the Hallow figures.",
        "I am writing to ask who is chair of the Hallow Panel, and who sat as a member of it.",
        "In its capacity as a landlord, what did Hallow Council spend? And in his role as chair of the Hallow Panel?",
        "I reserve my position as to damages.",
        "I write in line with the Act and with regard to Hallow Council.",
        "Please treat this as a request under the Act, and the attached as a letter to the Editor of the Gazette.",
        "Please provide the data as a spreadsheet I can open, as soon as the officer is able.",
        "As Section 16 of the Act requires, please advise and assist.",
        "As per the guidance of the Information Commissioner I would like it by email.",
        "As regards officers at Hallow Police Station, please give the rank.",
        "As previously, I would like the number of officers of Kent Police.",
        "As the promoter is the Council's own team I would like its file.",
        "As a new part of the Hallow Scheme I would like the minutes.",
        "As this request concerns officers of Hallow I would like the names.",
        "As you are the owner of Hallow Mill I would like the deeds.",
        "As for officers in Hallow, I would like their number.",
        "As in the Home Office Counting Rules, please count offenders.",
        "As a FOI request please supply the distances.",
        "As many of the Hallow figures as you have, I would like them.",
        "As requested by the ICO, I am asking again.",
        "As before, we would like it by Force area.",
        "As Kent Police officers have said, I may ask again.",
        "What does the force do as a member of the Hallow Partnership, and as an employer?",
        "As director of public health for Hallow, how many letters did Dr Jones send?",
        "As amended by the Data Protection Act I would like the policy.",
        "Since when has PC Smith been posted as a handler at Hallow?",
        "As allowed under Section 20 of the Act, we therefore request a review.",
    ],
)  # fmt: skip
def test_roles_and_bodies_that_are_asked_about_stay(text: str) -> None:
    assert blinded(text) == text


def test_a_newspaper_named_with_a_role_goes_wherever_it_stands() -> None:
    letter = "As deputy editor of the Hallow Gazette I would like the following:\n\n1. Who spoke to the Hallow Gazette?"
    assert blinded("Who spoke to the Hallow Gazette?", letter=letter) == f"Who spoke to the {MARK}?"
