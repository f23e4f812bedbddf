"""Every rule of the clock is named by a test, so that a reader finds both by its number."""

import re
from pathlib import Path

RULES = {*range(1, 11), *range(20, 35), *range(50, 58)}


def test_every_rule_of_the_clock_has_a_test() -> None:
    named: set[int] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for name in re.findall(r"def (test_\w+)", path.read_text()):
            named |= {int(number) for number in re.findall(r"CLK_(\d+)", name)}
    assert RULES - named == set()
