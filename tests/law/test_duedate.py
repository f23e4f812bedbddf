"""`manage.py duedate`: what scripts rely on."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foi.management.commands.duedate import Command, reckon_all


def duedate(*args: str) -> str:
    out = StringIO()
    call_command("duedate", *args, stdout=out)
    return out.getvalue()


def reckoned(*args: str) -> dict[str, Any]:
    return json.loads(duedate(*args, "--json"))


def test_one_json_object_with_the_promised_names() -> None:
    result = reckoned("--received", "2026-09-01")
    assert result["due_on"] == "2026-09-29"
    assert result["day10_on"] == "2026-09-15"
    assert result["day40_on"] == "2026-10-27"
    assert [event["kind"] for event in result["events"]] == ["received"]


def test_events_are_told_with_what_they_did() -> None:
    result = reckoned(
        "--received", "2026-09-01", "--event", "clarification_asked=2026-09-15",
        "--event", "clarification_received=2026-09-24",
    )  # fmt: skip
    assert result["due_on"] == "2026-10-22"
    assert [event["due_on"] for event in result["events"]] == ["2026-09-29", None, "2026-10-22"]


def test_while_the_clock_waits_there_is_no_due_date_but_the_former_one() -> None:
    result = reckoned("--received", "2026-09-01", "--event", "clarification_asked=2026-09-15")
    assert (result["due_on"], result["former_due_on"]) == (None, "2026-09-29")
    assert result["state"] == "awaiting_clarification"


def test_the_regime_and_the_reading_can_be_chosen() -> None:
    extended = reckoned("--received", "2026-05-15", "--regime", "eir", "--event", "eir_extension=2026-06-16")
    assert extended["due_on"] == "2026-07-15"
    assert reckoned("--received", "2026-11-21", "--reading", "B")["due_on"] == "2026-12-22"


def test_the_days_that_do_not_count_are_named() -> None:
    skipped = reckoned("--received", "2026-06-12")["skipped"]
    assert skipped[0] == {"on": "2026-06-15", "name": "World Cup bank holiday", "divisions": ["SCT"]}


def test_without_json_it_speaks_to_people() -> None:
    words = duedate("--received", "2026-06-12", "--on", "2026-07-01")
    assert "Due: Tuesday 14 July 2026" in words
    assert "Monday 15 June 2026: World Cup bank holiday, Scotland" in words
    assert "On Wednesday 1 July 2026: Due by Tuesday 14 July 2026: day 12 of 20." in words
    assert "Possible: Clarification asked for." in words


def test_on_a_day_it_says_where_the_request_stands() -> None:
    result = reckoned("--received", "2026-09-01", "--on", "2026-10-01")
    assert (result["day"], result["limit"], result["late_by"]) == (22, 20, 2)
    assert {choice["kind"] for choice in result["choices"] if choice["allowed"]} == {
        "answered",
        "transferred",
        "withdrawn",
    }


def test_a_file_gives_one_object_a_line(tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.json"
    vectors.write_text(
        json.dumps(
            [
                {"received": "2026-09-01", "events": []},
                {"id": "fee", "received": "2026-09-07", "events": ["fee_notice=2026-09-14", "fee_paid=2026-09-14"]},
            ]
        )
    )
    first, second = (json.loads(line) for line in duedate("--file", str(vectors)).splitlines())
    assert (first["due_on"], second["due_on"], second["id"]) == ("2026-09-29", "2026-10-06", "fee")


def test_the_carried_vectors_run_from_the_command_line() -> None:
    path = Path(__file__).with_name("received.json")
    results = [json.loads(line) for line in duedate("--file", str(path)).splitlines()]
    for row, result in zip(json.loads(path.read_text()), results, strict=True):
        assert {name: result[name] for name in ("id", "due_on", "day10_on", "day40_on")} == {
            name: row[name] for name in ("id", "due_on", "day10_on", "day40_on")
        }


@pytest.mark.parametrize(
    "events",
    [
        ["fee_notice=2026-09-14", "fee_paid=2026-09-14"],
        [{"kind": "fee_notice", "on": "2026-09-14"}, {"kind": "fee_paid", "date": "2026-09-14"}],
        [{"fee_notice": "2026-09-14"}, {"fee_paid": "2026-09-14"}],
        [["fee_notice", "2026-09-14"], ["fee_paid", "2026-09-14"]],
        {"fee_notice": "2026-09-14", "fee-paid": "2026-09-14"},
    ],
)
def test_events_may_be_written_down_in_the_ways_scripts_do(events: Any) -> None:
    [result] = reckon_all([{"received": "2026-09-07", "events": events}])
    assert result["due_on"] == "2026-10-06"


@pytest.mark.parametrize(
    ("vector", "sentence"),
    [
        ({"received": "2028-12-20"}, "Load the latest official file"),
        ({"received": "20/12/2026"}, "'20/12/2026' is not a date such as 2026-09-01"),
        ({"received": "2026-09-01", "events": ["fee_paid=2026-09-02"]}, "No fee is awaited"),
        ({"received": "2026-09-01", "events": ["tea_break=2026-09-02"]}, "KIND is one of"),
        ({"received": "2026-09-01", "events": ["answered=2026-08-31"]}, "starts with the receipt"),
        ({"received": "2026-09-01", "regime": "foisa"}, "There are: foia, eir"),
        ({"events": []}, "Not a request"),
        ("2026-09-01", "Not a request"),
    ],
)
def test_what_cannot_be_worked_out_gets_a_sentence_in_its_place(vector: Any, sentence: str) -> None:
    [result] = reckon_all([vector])
    assert sentence in result["error"]


def test_faults_end_the_command_with_an_error() -> None:
    with pytest.raises(CommandError, match="KIND=DATE"):
        duedate("--received", "2026-09-01", "--event", "yesterday")
    with pytest.raises(CommandError, match="Load the latest official file"):
        duedate("--received", "2028-12-20")
    with pytest.raises(CommandError, match="required"):
        duedate("--json")


def test_a_file_with_one_impossible_request_still_prints_the_others(tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.json"
    vectors.write_text(json.dumps([{"received": "soon"}, {"received": "2026-09-01"}]))
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("duedate", "--file", str(vectors), stdout=out)
    assert json.loads(out.getvalue().splitlines()[1])["due_on"] == "2026-09-29"


@pytest.mark.parametrize("text", ["{}", "not json", ""])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    vectors = tmp_path / "vectors.json"
    vectors.write_text(text)
    with pytest.raises(CommandError, match=r"vectors\.json"):
        duedate("--file", str(vectors))


def test_it_asks_nothing_of_the_database() -> None:
    assert Command.requires_system_checks == []
    assert not Command.requires_migrations_checks
