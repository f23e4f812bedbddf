"""The regulator is dated configuration: a letter names the one of its day."""

from datetime import date

from foi.letters import regulator
from foi.letters.compose import compose
from foi.letters.regulator import regulator_on
from foi.letters.structure import lines
from tests.letters.examples import letter_facts, question


def test_a_letter_of_2026_says_how_to_complain_online_by_telephone_and_by_post():
    text = "\n".join(lines(compose(letter_facts(question(), regulator=regulator_on(date(2026, 10, 1))))))
    assert "ask the Information Commissioner’s Office to decide" in text
    assert "Online: https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/" in text
    assert "Telephone: 0303 123 1113" in text
    assert "within 6 weeks of our final reply" in text


def test_a_new_name_holds_from_its_day_and_not_before(monkeypatch):
    (now,) = regulator._entries()
    later = {**now, "name": "Information Commission", "valid_from": date(2027, 4, 1)}
    monkeypatch.setattr(regulator, "_entries", lambda: [now, later])
    assert regulator_on(date(2027, 3, 31)).name == now["name"]
    assert regulator_on(date(2027, 4, 1)).name == "Information Commission"
