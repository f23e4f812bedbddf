"""The process that reads one file for `apart`: its bytes on standard input, the reading as JSON on standard output."""

import json
import sys

from foi.intake.channels.apart import MAX_MEMORY, to_json
from foi.intake.channels.read import read

try:
    import resource
except ImportError:  # Windows: the time limit alone holds there
    pass
else:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

try:
    json.dump(to_json(read(sys.stdin.buffer.read(), sys.argv[1])), sys.stdout)
except MemoryError:
    sys.exit(3)
