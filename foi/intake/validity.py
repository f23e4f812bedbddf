"""Is it a valid request? FOIA s.8(1): in writing, with the requester's name, an address, and what they want.

The findings are words, not a refusal: whoever asks in a way that falls short is still owed help (s.16, REQ-9), so an
officer may log the request all the same and ask for what is missing.
"""


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
