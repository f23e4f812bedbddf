"""Is it a valid request? FOIA s.8(1): in writing, with the requester's name, an address, and what they want.

The findings are words, not a refusal: whoever asks in a way that falls short is still owed help (s.16, REQ-9), so an
officer may log the request all the same and ask for what is missing. Who asked is never quoted: findings are read on
pages that do not say it. Nobody needs to name the Act, give a reason or prove who they are (REQ-5, REQ-6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.disclosure.finding import Finding, Level

_HELP = (
    "The request may be answered all the same. If you ask for it, say why (section 16); the answer does not depend on "
    "who asks."
)
_NO_NAME = re.compile(
    r"\d|@|\banon(?:ymous)?\b|\bname (?:withheld|not given)\b|\b(?:member of (?:the )?public|tax ?payer|whistle "
    r"?blower)\b"
    r"|\bconcerned (?:citizen|resident|parent|member)\b|\b(?:mickey|minnie) mouse\b|\bdonald duck\b",
    re.IGNORECASE,
)  # fmt: skip


def shortfalls(*, name: str, email: str, address: str) -> dict[str, str]:
    """What s.8 asks for and the request lacks: which detail -> a sentence. Empty: nothing."""
    found = {}
    if not name.strip():
        # s.8(1)(b), REQ-2
        found["name"] = "Enter the requester’s name: a valid request states it (section 8)"
    if not (email.strip() or address.strip()):
        # s.8(1)(b), REQ-3: an e-mail address is an address for correspondence, that of a request site included
        found["email"] = "Enter an e-mail or a postal address: a valid request gives one for the reply (section 8)"
    return found


def validity(*, name: str, email: str, address: str, asks: bool) -> Iterator[Finding]:
    """What an officer should know of a logged request under s.8(1). asks: whether it was found to ask for anything."""
    missing = shortfalls(name=name, email=email, address=address)
    if "name" in missing:
        yield Finding(Level.WARN, "REQ-2", "It does not say who asks (section 8(1)(b)).", _HELP)
    elif _NO_NAME.search(name):
        yield Finding(
            Level.WARN,
            "REQ-2",
            "What is given as the requester’s name may not be a real name (section 8(1)(b)).",
            _HELP,
        )
    elif len(name.split()) == 1:
        # A surname with a title or an initial is enough, and so is a company's name.
        yield Finding(
            Level.INFORM, "REQ-2", "The requester’s name is a single word.",
            f"That is enough for a company; a person gives a surname with a first name, an initial or a title. {_HELP}",
        )  # fmt: skip
    if "email" in missing:
        yield Finding(
            Level.WARN, "REQ-3", "It gives no address for the reply (section 8(1)(b)).",
            "Any e-mail or postal address will do, that of a request site included. Look for one at the head or "
            "foot of the original.",
        )  # fmt: skip
    if not asks:
        yield Finding(
            Level.WARN, "REQ-4", "Nothing that asks for information was found in it (section 8(1)(c)).",
            "Any description is enough. If there is none, help the requester to give one (section 16).",
        )  # fmt: skip
