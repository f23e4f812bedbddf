"""The process that checks one file for `apart`: its bytes on standard input, findings as JSON on standard output."""

import json
import sys

from foi.disclosure.checks.apart import MAX_MEMORY
from foi.disclosure.checks.file import check_file
from foi.disclosure.finding import findings_to_json

try:
    import resource
except ImportError:  # Windows: the time limit alone holds there
    pass
else:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

try:
    json.dump(findings_to_json(check_file(sys.stdin.buffer.read(), f"file{sys.argv[1]}")), sys.stdout)
except MemoryError:
    sys.exit(3)
