"""Who the servers run as. PostgreSQL refuses to run as root, so root lends its servers to another user.

Neither a user is made nor the mode of a directory changed. Where that user may not enter the checkout (a home is
often 0700), its processes get one capability, the right to look past directory modes, and nothing else of root's;
so binaries and data can stay where they are, under the checkout.
"""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from foi.embedded.trouble import CannotStart

# From linux/prctl.h, linux/securebits.h and linux/capability.h. Without the securebit access(2), which PostgreSQL asks
# about its own programs, would leave the capability out of account.
PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP = 28, 1 << 2
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
CAPABILITY_VERSION_3 = 0x20080522
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
# Loaded before any fork: a child between fork and exec should load nothing.
LIBC = ctypes.CDLL(None, use_errno=True)


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

    def own(self, path: Path) -> Path:
        """Make `path` a directory that only this user enters."""
        if path.is_symlink() or (path.exists() and path.stat().st_uid not in {self.uid, os.geteuid()}):
            raise CannotStart(f"{path} belongs to somebody else. Remove it, or move the project, and start again.")
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        if self.is_another:
            os.chown(path, self.uid, self.gid)
        return path

    def becoming(self, *paths: Path) -> Callable[[], None]:
        """Return what a child calls, between fork and exec, to become this user and still reach `paths`."""
        if not self.is_another:
            return lambda: None
        # The plain change of user first; each further right only where it is needed.
        for capability in (None, DAC_READ_SEARCH, DAC_OVERRIDE):
            become = partial(self._become, capability)
            if all(_may_enter(path, become) for path in paths):
                return become
        raise CannotStart(
            f"Started by root, the servers run as the user {self.name}, and that user may not enter {paths[0]}.\n"
            "Start as an ordinary user, or put the project where others may enter, such as /srv."
        )

    def _become(self, capability: int | None) -> None:
        if capability is not None:
            _check(LIBC.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0))
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)
        if capability is not None:
            _keep_only(capability)


def service_user(data: Path) -> ServiceUser:
    """Return who owns, or is to own, the servers' data: oneself, or for root the owner so far, else nobody."""
    uid, gid = os.geteuid(), os.getegid()
    if uid == 0:
        nobody = pwd.getpwnam("nobody")
        uid, gid = nobody.pw_uid, nobody.pw_gid
        if data.exists() and data.stat().st_uid != 0:
            uid, gid = data.stat().st_uid, data.stat().st_gid
    return ServiceUser(uid, gid, name_of(uid))


def name_of(uid: int) -> str:
    """Return the name PostgreSQL will see for a user id; a container's user may have none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _may_enter(path: Path, become: Callable[[], None]) -> bool:
    """Ask the operating system, as the other user, whether it may use the directory `path`."""
    try:
        asked = subprocess.run(["test", "-x", path], cwd="/", preexec_fn=become, stderr=subprocess.DEVNULL, check=False)
    except subprocess.SubprocessError:  # root without the right to hand this capability on, as in some containers
        return False
    return asked.returncode == 0


def _keep_only(capability: int) -> None:
    """Drop every capability but one, and hand that one on through exec."""
    mask = 1 << capability
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # Effective, permitted, inheritable; then the upper halves of the three.
    _check(LIBC.capset(header, (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)))
    _check(LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0))


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
