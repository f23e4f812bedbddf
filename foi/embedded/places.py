"""Where the embedded servers keep things, and the addresses that follow: the same answer in every process."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from foi.embedded.service_user import ServiceUser, name_of, service_user

# The name of a socket may have 103 bytes on macOS and 107 on Linux; PostgreSQL adds 22 to the directory's.
LONGEST_SOCKET_DIRECTORY = 80
ROLE = DATABASE = "foi"


@dataclass(frozen=True)
class Places:
    """All paths below one directory, `var/` of the checkout in everyday use."""

    var: Path

    @property
    def postgres(self) -> Path:
        return self.var / "postgres"

    @property
    def redis(self) -> Path:
        return self.var / "redis"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def secret_key(self) -> Path:
        return self.var / "secret_key"

    @property
    def site(self) -> Path:
        """A file with the address of the site that runs here, for the links of notices that commands write."""
        return self.var / "site"

    @property
    def lock(self) -> Path:
        return self.var / "up.lock"

    @property
    def timetable(self) -> Path:
        return self.var / "timetable"

    @property
    def sockets(self) -> Path:
        """Where only the service user enters: beside the data, or where that name is too long, in the system's /tmp."""
        beside = self.var / "sock"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_DIRECTORY:
            return beside
        fingerprint = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"foi-{fingerprint}"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def user(self) -> ServiceUser:
        return service_user(self.postgres)

    @property
    def starter(self) -> str:
        """The name of the operating system's user that runs this process."""
        return name_of(os.geteuid())

    @property
    def database_url(self) -> str:
        """No password: the server knows its clients by their user id, and they it (libpq's requirepeer)."""
        return self.database_url_for(ROLE, DATABASE)

    def database_url_for(self, role: str, database: str) -> str:
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{role}@/{database}?host={host}&requirepeer={quote(self.user.name)}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.redis_socket}"
