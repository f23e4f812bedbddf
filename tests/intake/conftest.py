"""What several tests of the intake ask for."""

import pytest

from foi.intake import arrivals
from foi.intake.channels.read import read
from tests import factories


@pytest.fixture
def post_room(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An authority with an officer, where messages arrive.

    They are read here: reading in a process of its own is tested with the readers, and would only take time.
    """
    monkeypatch.setattr(arrivals, "read_apart", lambda data, name: read(data, name))
    factories.the_force()
    factories.department("Dog Section", topics="dogs")
    factories.officer()
