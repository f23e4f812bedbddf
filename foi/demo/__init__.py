"""A month at an invented police force and its commissioner's office, told through the real actions.

Everything in it is made up: the bodies, the people, the requests, the answers and every figure.
"""

from dataclasses import dataclass

PASSWORD = "otters-by-the-river"  # noqa: S105 - of invented people; the command refuses to load them in production


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody of the demo, for the first visit."""

    role: str
    email: str
    password: str = PASSWORD

    def __str__(self) -> str:
        return f"{self.role}: {self.email}, password {self.password}"


def sign_ins() -> list[SignIn]:
    """Who to sign in as to see each side of the work. Needs no database."""
    from foi.demo.people import SHOWN

    return [SignIn(role=said, email=person.email) for person, said in SHOWN.items()]
