"""The process that looks into one template for `apart`: a line of JSON and the file on standard input, JSON back."""

import json
import sys

from foi.letters.template.adopt import adopt
from foi.letters.template.apart import MAX_MEMORY, to_json

try:
    import resource
except ImportError:  # Windows: the time limit alone holds there
    pass
else:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

try:
    asked = json.loads(sys.stdin.buffer.readline())
    json.dump(to_json(adopt(sys.stdin.buffer.read(), asked["authority"])), sys.stdout)
except MemoryError:
    sys.exit(3)
