"""The process that looks into one template for `apart`: a line of JSON and the file on standard input, JSON back."""

import json
import sys

from foi.apart import with_limits
from foi.letters.template.adopt import adopt
from foi.letters.template.apart import MAX_MEMORY, to_json


def look() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    json.dump(to_json(adopt(sys.stdin.buffer.read(), asked["authority"])), sys.stdout)


with_limits(look, memory=MAX_MEMORY)
