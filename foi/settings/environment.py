"""What the surroundings decide: read once at start, every mistake reported at once and in sentences.

Nothing else in the project reads `os.environ` for its configuration. The names below, in capitals, are the names
of the environment variables; `docker-compose.yml` and `docs/operations.md` list the same ones (a test compares them).
"""

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[2]

# More connections than threads of one web process would lie idle; fewer would make threads wait.
WEB_THREADS = 4


class WrongEnvironment(ImproperlyConfigured):
    """The environment cannot be worked with; the text says what to change, one line a mistake."""


class Environment(BaseSettings):
    """The environment variables every way of running knows, with their defaults."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str = Field("", description="where PostgreSQL is: postgresql://user:password@host:5432/name")
    redis_url: str = Field("", description="where Redis is: redis://host:6379/0 or unix:///path/redis.sock")
    database_pool: bool = Field(
        default=False, description="true in web processes; Celery workers do better without a pool"
    )
    secret_key: SecretStr = Field(SecretStr(""), description="at least 50 random characters")
    site_url: str = Field("", description="where people reach the site, such as https://foi.example.police.uk")
    allowed_hosts: str = Field("", description="further host names the site answers to, with commas between")
    trusted_proxies: int = Field(0, ge=0, le=5, description="how many proxies stand before the web server")
    email_url: SecretStr = Field(
        SecretStr(""), description="the server that sends mail: smtp://user:password@host:587?tls=true"
    )
    email_from: str = Field("FOI team <foi@example.org>", description="the sender of notices")
    imap_url: SecretStr = Field(
        SecretStr(""),
        description="the mailbox that requests come to: imaps://user:password@host/INBOX?processed=Logged&failed=To%20check",
    )
    incoming_folder: Path | None = Field(None, description="where files are dropped that should be logged")
    var_dir: Path = Field(PROJECT / "var", description="where `make run` keeps its database, logs and files")
    media_root: Path = Field(Path(), description="where uploaded and issued files are kept; empty: in VAR_DIR")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    debug: bool = Field(default=False, description="true shows tracebacks in the browser; refused in production")

    @field_validator("database_url")
    @classmethod
    def _postgresql_only(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in {"postgres", "postgresql"}:
            raise ValueError("must begin with postgresql:// (the product stands on PostgreSQL)")
        if url and not urlsplit(url).path.strip("/"):
            raise ValueError("names no database: add /name at its end")
        return url

    @field_validator("redis_url")
    @classmethod
    def _redis_only(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("must begin with redis://, rediss:// or unix://")
        return url

    @field_validator("site_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("must be a whole address, such as https://foi.example.police.uk")
        return url.rstrip("/")

    @field_validator("email_url")
    @classmethod
    def _smtp_only(cls, url: SecretStr) -> SecretStr:
        if url and not _names_a_server(url.get_secret_value(), "smtp"):
            raise ValueError("must look like smtp://user:password@host:587?tls=true")
        return url

    @field_validator("imap_url")
    @classmethod
    def _imap_only(cls, url: SecretStr) -> SecretStr:
        whole = url.get_secret_value()
        if whole and not (_names_a_server(whole, "imap", "imaps") and urlsplit(whole).username):
            raise ValueError("must look like imaps://user:password@host/INBOX")
        return url

    @field_validator("incoming_folder")
    @classmethod
    def _folder(cls, folder: Path | None) -> Path | None:
        """It need not be there yet, but there must be room for it."""
        try:
            fits = folder is None or next(one for one in (folder, *folder.absolute().parents) if one.exists()).is_dir()
        except OSError:
            fits = False
        if not fits:
            raise ValueError("must be a folder, or one that can be made: a file is there, or it may not be looked at")
        return folder

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    @model_validator(mode="after")
    def _absolute(self) -> "Environment":
        self.var_dir = self.var_dir.expanduser().absolute()
        self.media_root = (
            self.media_root.expanduser().absolute() if "media_root" in self.model_fields_set else self.var_dir / "media"
        )
        self.incoming_folder = self.incoming_folder and self.incoming_folder.expanduser().absolute()
        return self

    @property
    def hosts(self) -> list[str]:
        """Host names to answer to: the site's own, and those listed."""
        named = [host.strip() for host in self.allowed_hosts.split(",") if host.strip()]
        own = urlsplit(self.site_url).hostname
        return [own, *named] if own else named


class ProductionEnvironment(Environment):
    """What production cannot do without, and what it refuses."""

    @model_validator(mode="after")
    def _complete(self) -> "ProductionEnvironment":
        wrong = [
            f"{name.upper()} is missing: {type(self).model_fields[name].description}"
            for name in ("database_url", "redis_url", "secret_key", "site_url", "email_url", "email_from")
            if name not in self.model_fields_set
        ]
        if "secret_key" in self.model_fields_set and len(set(self.secret_key.get_secret_value())) < 20:
            wrong.append("SECRET_KEY is too simple: at least 50 random characters, 20 of them different")
        elif "secret_key" in self.model_fields_set and len(self.secret_key.get_secret_value()) < 50:
            wrong.append("SECRET_KEY is too short: at least 50 random characters")
        if self.site_url and not self.site_url.startswith("https://"):
            wrong.append("SITE_URL must begin with https://: requesters' details never travel in the clear")
        if self.debug:
            wrong.append("DEBUG must not be set: it would show people's data in error pages")
        if wrong:
            raise ValueError("\n".join(wrong))
        return self


def _names_a_server(url: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # its own words would repeat a part of the password
        return False


def read_environment(kind: type[Environment] = Environment) -> Environment:
    """Return the checked environment, or raise WrongEnvironment with every mistake as a sentence."""
    try:
        return kind()
    except ValidationError as invalid:
        sentences = []
        for error in invalid.errors(include_input=False, include_url=False):
            name = ".".join(str(part) for part in error["loc"]).upper()
            said = error["msg"].removeprefix("Value error, ")
            sentences += [f"{name} {line}".strip() for line in said.splitlines()]
        listed = "\n".join(f"  - {sentence}" for sentence in sentences)
        raise WrongEnvironment(f"The environment does not allow a start:\n{listed}") from None


def database_from(url: str, *, pooled: bool) -> dict[str, Any]:
    """Return Django's DATABASES entry for a PostgreSQL URL; what follows `?` is passed on to libpq.

    With a pool Django keeps connections itself (CONN_MAX_AGE must then stay 0) and CONN_HEALTH_CHECKS keeps the
    pool from handing out a connection that died in a restart of the server.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = {"connect_timeout": 5, **dict(parse_qsl(parts.query))}
    host = options.pop("host", "") or parts.hostname or ""
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": WEB_THREADS + 2, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def broker_from(url: str) -> str:
    """Return Celery's spelling of a Redis URL: a socket is redis+socket:// there and its database a virtual host."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = dict(parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={database}"


class MailServer(NamedTuple):
    """An SMTP server; `starttls` turns an open connection into a safe one, `tls` is safe from the first byte."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_server(url: str) -> MailServer:
    """Return the server that smtp://user:password@host:port?tls=true (STARTTLS) or ?ssl=true names."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or 25,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=asked.get("tls") == "true",
        tls=asked.get("ssl") == "true",
    )
