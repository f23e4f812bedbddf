"""A month of requests, in every state."""

from __future__ import annotations

import datetime

from django.db import transaction

from foi.demo import people
from foi.demo.people import ALICE, DANIEL, IAN, OFFICE
from foi.demo.tales import answered, clocks, gathering, on_the_way_out, training
from foi.demo.telling import Case, Plot, by_email, by_post, tell
from foi.organisation.models import Authority
from foi.requests.models import today


def is_told() -> bool:
    return Authority.objects.filter(name=people.FORCE["name"]).exists()


def tell_the_story(on: datetime.date | None = None) -> list[Case]:
    """All of it or nothing, ending on the working day before `on` (today)."""
    on = on or today()
    with transaction.atomic():
        people.settle({on.year - 1, on.year})
        return tell(PLOTS, on)


THE_OFFICE = {"authority": OFFICE["name"], "officer": ALICE, "approver": IAN}

PLOTS = [
    Plot("call_answering", 24, by_email("Imogen Castle"), answered.call_answering, title="Answering 999 and 101 calls"),
    Plot("uniform_spending", 23, by_email("P. Marlowe"), answered.uniform_spending, title="Spending on uniform"),
    Plot(
        "patrol_plans", 22, by_post("Dr Len Harrowgate", "3 Ferry Lane\nTrentvale\nTV3 7LT"), answered.patrol_plans,
        title="Hotspot patrol plan for the city centre", officer=DANIEL, channel="post",
    ),
    Plot("police_dogs", 20, by_email("Petra Lindqvist-Shaw"), gathering.police_dogs, title="Police dogs"),
    Plot(
        "board_minutes", 19, by_email("F. Underhay"), answered.board_minutes,
        title="Minutes of the Corporate Governance Board", **THE_OFFICE,
    ),
    Plot(
        "firearms_certificates", 18, by_email("Conrad Steeples"), clocks.firearms_certificates,
        title="Firearms certificates",
    ),
    Plot(
        "vetting_times", 18, by_email("Sadie Fennimore"), on_the_way_out.vetting_times,
        title="Recruitment vetting", channel="web_form",
    ),
    Plot(
        "leavers", 17, by_email("Cerys Pemberton"), on_the_way_out.leavers,
        title="Police officers who left the force", officer=DANIEL,
    ),
    Plot("modern_slavery_training", 16, by_email("Rowan Ashdown"), training.tell),
    Plot("agency_workers", 15, by_email("Colette Barraclough"), on_the_way_out.agency_workers),
    Plot("council_cameras", 14, by_email("Fergal Winterbourne"), clocks.council_cameras, title="Street cameras"),
    Plot(
        "interpreters", 13, by_email("Nadia Orlova-Reed"), on_the_way_out.interpreters,
        title="Interpreters", channel="web_form",
    ),
    Plot(
        "complaint_footage", 12, by_email("Sorrel Whitcombe"), on_the_way_out.complaint_footage,
        title="Complaints about cameras switched off", officer=DANIEL,
    ),
    Plot("drones", 12, by_email("Hettie Marlborough"), clocks.drones, title="Drones"),
    Plot("speed_cameras", 11, by_email("Linus Haverstock"), on_the_way_out.speed_cameras, title="Speed cameras"),
    Plot(
        "speed_camera_team", 10, by_email("Linus Haverstock"), on_the_way_out.speed_camera_team,
        title="Speed camera team",
    ),
    Plot("body_worn_video", 10, by_email("Gwen Tallis"), gathering.body_worn_video, title="Body-worn video"),
    Plot(
        "misconduct_hearings", 9, by_email("Owen Larkspur"), gathering.misconduct_hearings,
        title="Misconduct hearings", officer=DANIEL,
    ),
    Plot(
        "old_photographs", 8, by_email("Beatrix Underwood"), clocks.old_photographs,
        title="Photographs of the old station", officer=DANIEL,
    ),
    Plot(
        "victim_grants", 6, by_email("Marguerite Dole"), gathering.victim_grants,
        title="Grants for victim services", **THE_OFFICE,
    ),
    Plot(
        "e_scooters", 5, by_email("Bernard Oakeshott"), gathering.e_scooters,
        title="E-scooters seized", officer=DANIEL, channel="web_form",
    ),
    Plot("supply_chain", 3, by_email("Tobias Wren"), gathering.supply_chain, title="Modern slavery in supply chains"),
    Plot("number_plate_cameras", 1, by_email("Jude Penhallow"), gathering.number_plate_cameras),
]  # fmt: skip
