"""Who the servers run as. PostgreSQL refuses to run as root, so root lends its servers to another user."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ServiceUser:
    """The operating system's user that owns the servers' data and processes."""

    uid: int
    gid: int
    name: str

    @property
    def is_another(self) -> bool:
        """True where this process must change user to start a server."""
        return self.uid != os.geteuid()


def service_user(data: Path) -> ServiceUser:
    """Return who owns, or is to own, the servers' data: oneself, or for root the owner so far, else nobody."""
    uid = os.geteuid()
    if uid == 0:
        owner = data.stat().st_uid if data.exists() else 0
        uid = owner or pwd.getpwnam("nobody").pw_uid
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return ServiceUser(uid, os.getegid(), str(uid))
    return ServiceUser(entry.pw_uid, entry.pw_gid, entry.pw_name)
