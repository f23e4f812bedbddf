"""The process that checks one file for `apart`: its bytes on standard input, findings as JSON on standard output."""

import json
import sys

from foi.apart import with_limits
from foi.disclosure.checks.apart import MAX_MEMORY
from foi.disclosure.checks.file import check_file
from foi.disclosure.finding import findings_to_json


def check() -> None:
    json.dump(findings_to_json(check_file(sys.stdin.buffer.read(), f"file{sys.argv[1]}")), sys.stdout)


with_limits(check, memory=MAX_MEMORY)
