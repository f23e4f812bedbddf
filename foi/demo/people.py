"""The invented bodies, their departments, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from foi.demo import PASSWORD
from foi.organisation.models import Authority, Department, Membership, User
from foi.requests.models import ReferenceCounter
from workflows.roles import Role

FORCE_DOMAIN = "trentvale-police.example"
OFFICE_DOMAIN = "trentvale-commissioner.example"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    job_title: str
    domain: str = FORCE_DOMAIN

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{self.domain}"


# --- Trentvale Police -----------------------------------------------------------------------------------------------

PRIYA = Person("Priya Nair", "Disclosure Officer")
DANIEL = Person("Daniel Whitlock", "Disclosure Officer")
HELEN = Person("Helen Marsh", "Information Rights Manager")
MOIRA = Person("Moira Kettle", "Head of Information Assurance")
KAREN = Person("Karen Oduya", "Head of Crime Training")
LEWIS = Person("Lewis Tate", "Training Administrator")
FIONA = Person("Fiona Braithwaite", "Workforce Data Analyst")
MARCUS = Person("Marcus Bell", "Contracts Manager")
SUNITA = Person("Sunita Rao", "Performance Lead, Contact Management")
JOANNA = Person("Joanna Pike", "Detective Sergeant")
GARETH = Person("Gareth Lloyd", "Tasking Coordinator")
ELLEN = Person("Ellen Frost", "Appropriate Authority Support Officer")
TOMASZ = Person("Tomasz Zielinski", "Information Services Manager")

# --- the commissioner's office --------------------------------------------------------------------------------------

ALICE = Person("Alice Thornbury", "Governance Officer", OFFICE_DOMAIN)
IAN = Person("Ian Cartwright", "Chief Executive", OFFICE_DOMAIN)
ROSALIND = Person("Rosalind Peake", "Head of Governance", OFFICE_DOMAIN)
BILAL = Person("Bilal Hussain", "Commissioning Manager", OFFICE_DOMAIN)

#: who is named on the sign-in page, and as what
SHOWN = {
    PRIYA: "FOI officer",
    HELEN: "Approver",
    KAREN: "Department: Crime Training",
    FIONA: "Department: Human Resources",
    DANIEL: "Second FOI officer",
    ALICE: "FOI officer of the commissioner's office",
    MOIRA: "Internal reviewer",
}

FORCE: dict[str, Any] = {
    "name": "Trentvale Police",
    "short_name": "Trentvale",
    "address": "Force Headquarters\nLock Lane\nTrentvale\nTV1 2AB",
    "email": f"foi@{FORCE_DOMAIN}",
    "telephone": "01632 960 101",
    "website": f"https://www.{FORCE_DOMAIN}",
    "foi_team": "Information Rights Team",
    "review_contact": "Head of Information Assurance\nForce Headquarters\nLock Lane\nTrentvale\nTV1 2AB",
    "reference_format": "{sequence}/{yy}",
}
OFFICE: dict[str, Any] = {
    "name": "Office of the Police and Crime Commissioner for Trentvale",
    "short_name": "OPCC Trentvale",
    "address": "Weir House\nMill Street\nTrentvale\nTV1 4XY",
    "email": f"information@{OFFICE_DOMAIN}",
    "telephone": "01632 960 202",
    "website": f"https://www.{OFFICE_DOMAIN}",
    "foi_team": "Governance Team",
    "review_contact": "Monitoring Officer\nWeir House\nMill Street\nTrentvale\nTV1 4XY",
    "reference_format": "PCC/{year}/{sequence:03d}",
    "internal_working_days": 8,
}

#: department -> (words that point to it, its people)
FORCE_DEPARTMENTS: dict[str, tuple[str, list[Person]]] = {
    "Crime Training": (
        "training, trained, course, courses, e-learning, compulsory sessions, continuing professional development, "
        "tested, taught, lesson plan, understanding of the subject",
        [KAREN, LEWIS],
    ),
    "Human Resources": (
        "recruitment, recruit, vetting, sickness, absence, headcount, agency workers, police officers left, resigned, "
        "establishment, staff in post, attended",
        [FIONA],
    ),
    "Procurement": (
        "procurement, contract, supplier, supply chain, tender, invoice, spent, uniform, purchase, due diligence",
        [MARCUS],
    ),
    "Contact Management": ("999, 101, call handler, control room, calls, switchboard, live chat", [SUNITA]),
    "Modern Slavery Team": (
        "modern slavery, trafficking, national referral mechanism, exploitation, victim navigator, county lines",
        [JOANNA],
    ),
    "Force Tasking and Coordination": (
        "tasking, patrol, patrols, deployment, hotspot, priorities, operation, seized, e-scooter",
        [GARETH],
    ),
    "Professional Standards": ("misconduct, complaint, dismissal, dismissed, hearing, gross misconduct", [ELLEN]),
    "Information Services": (
        "software, system, computer, number plate recognition, camera, body-worn video, database, licence",
        [TOMASZ],
    ),
}
OFFICE_DEPARTMENTS: dict[str, tuple[str, list[Person]]] = {
    "Governance": ("board, minutes, decision notice, meeting, register of interests, expenses", [ROSALIND]),
    "Commissioning": ("grant, grants, funding, commissioned, victim services, charity", [BILAL]),
}


def settle(years: set[int]) -> None:
    """Make both authorities with their departments and people. `years`: for which references are about to be given."""
    # One hash for all: hashing is slow on purpose, and the password is no secret.
    password = make_password(PASSWORD)
    force, office = Authority.objects.create(**FORCE), Authority.objects.create(**OFFICE)
    _join(MOIRA, Role.REVIEWER, force, password)
    for authority, departments, officers, approver in (
        (force, FORCE_DEPARTMENTS, [PRIYA, DANIEL], HELEN),
        (office, OFFICE_DEPARTMENTS, [ALICE], IAN),
    ):
        for officer in officers:
            _join(officer, Role.FOI_OFFICER, authority, password)
        _join(approver, Role.APPROVER, authority, password)
        _join(approver, Role.ADMINISTRATOR, authority, password)
        for name, (topics, people) in departments.items():
            department = Department.objects.create(authority=authority, name=name, topics=topics)
            for person in people:
                _join(person, Role.CONTRIBUTOR, authority, password, department)
        # The year did not begin with the demo.
        last = {force: 1186, office: 41}[authority]
        ReferenceCounter.objects.bulk_create(
            ReferenceCounter(authority=authority, year=year, last=last) for year in sorted(years)
        )


def _join(
    person: Person, role: Role, authority: Authority, password: str, department: Department | None = None
) -> None:
    user, _ = User.objects.get_or_create(
        email=person.email,
        defaults={"full_name": person.name, "job_title": person.job_title, "password": password},
    )
    Membership.objects.create(user=user, authority=authority, role=role, department=department)
