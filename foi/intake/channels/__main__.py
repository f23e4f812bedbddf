"""The process that reads one file for `apart`: its bytes on standard input, the reading as JSON on standard output."""

import json
import sys

from foi.apart import with_limits
from foi.intake.channels.apart import MAX_MEMORY, to_json
from foi.intake.channels.read import read

with_limits(lambda: json.dump(to_json(read(sys.stdin.buffer.read(), sys.argv[1])), sys.stdout), memory=MAX_MEMORY)
