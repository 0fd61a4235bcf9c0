"""Every setting: name, default, unit, meaning. Read from the environment, prefix `HACKATHON_`."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hackathon.errors import Misconfigured

PREFIX = "HACKATHON_"
ROOT = Path(__file__).resolve().parent.parent
MAIL_BACKENDS = ("smtp", "none")


@dataclass(frozen=True)
class Setting:
    """One setting; the type of its default is the type of its value."""

    name: str
    default: str | int | bool
    unit: str
    meaning: str

    def read(self, text: str) -> str | int | bool:
        """The value that `text` stands for; raises Misconfigured with the setting's name."""
        if isinstance(self.default, bool):
            return self._truth(text)
        if isinstance(self.default, int):
            try:
                return int(text)
            except ValueError as wrong:
                raise Misconfigured(f"{PREFIX}{self.name} must be a whole number, not {text!r}.") from wrong
        return text

    def _truth(self, text: str) -> bool:
        if text.strip().lower() in {"1", "true", "yes", "on"}:
            return True
        if text.strip().lower() in {"", "0", "false", "no", "off"}:
            return False
        raise Misconfigured(f"{PREFIX}{self.name} must be yes or no, not {text!r}.")


SETTINGS = (
    Setting("SITE_NAME", "Minka", "text", "The product's name on every page and in every mail."),
    Setting("PUBLIC_URL", "http://127.0.0.1:8000", "address", "How people reach this installation; links in mails begin with it."),
    Setting("DATA_DIR", str(ROOT / "instance"), "folder", "Where the SQLite file, the queue and the generated secret live."),
    Setting("DATABASE_URL", "", "address", "The database; empty means an SQLite file in DATA_DIR. `DATABASE_URL` is honoured too."),
    Setting("QUEUE_URL", "", "address", "The queue that wakes workers: empty for an SQLite file in DATA_DIR, `postgresql://…`, or `memory:`."),
    Setting("SECRET_KEY", "", "text", "Signs cookies and tokens; empty means one is made at the first start, in DATA_DIR, readable by its owner only."),
    Setting("DEMO", False, "yes/no", "Shows the sent mails at /outbox and the demo's logins. Never on in production."),
    Setting("HTTPS", False, "yes/no", "The installation is reached by HTTPS: cookies are sent over it only, and browsers are told to insist."),
    Setting("TRUSTED_PROXIES", 0, "proxies", "How many proxies in front of us may set X-Forwarded-For and -Proto; 0 ignores the headers."),
    Setting("ALLOWED_INTERNAL_HOSTS", "", "host:port,…", "The only internal addresses that the portal reader may ever reach (an intranet portal, the demo's)."),
    Setting("PORTAL_PAUSE", 1, "seconds", "How long the reader waits between two requests to one public portal; internal hosts are not waited for."),
    Setting("PIN_LARGEST", 50, "MB", "The largest file of a dataset that is kept when a challenge offers it."),
    Setting("PIN_TOTAL", 20_000, "MB", "How much all kept copies and their clean copies may take; when it is reached no new content is kept, and the pages say so."),
    Setting("MAX_BODY", 2_000_000, "bytes", "The largest request body that is read."),
    Setting("PAGE_CACHE", 16, "MB", "How much of each process' memory may keep public pages; 0 makes every page anew."),
    Setting("SESSION_DAYS", 7, "days", "How long a sign-in lasts."),
    Setting("SIGN_IN_TRIES", 10, "tries a minute", "Failed sign-ins allowed for one account from one address."),
    Setting("MAIL_BACKEND", "none", "smtp|none", "`smtp` sends; `none` sends nothing: the mails stay in the outbox, marked as sent."),
    Setting("MAIL_FROM", "minka@localhost", "e-mail", "The sender of every mail."),
    Setting("SMTP_HOST", "localhost", "host", "The mail server."),
    Setting("SMTP_PORT", 587, "port", "The mail server's port; 465 speaks TLS from the start, any other begins with STARTTLS."),
    Setting("SMTP_USER", "", "text", "The account at the mail server; empty sends without signing in."),
    Setting("SMTP_PASSWORD", "", "text", "Its password."),
    Setting("SMTP_TLS", True, "yes/no", "Insist on an encrypted connection with a valid certificate."),
    Setting("CONTACT_EMAIL", "", "e-mail", "Who answers for this installation and its personal data; shown on every page and sent to portals."),
)  # fmt: skip


def load(overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """All settings by name, without the prefix: `overrides` before the environment before the defaults."""
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environ.get(PREFIX + setting.name)
        values[setting.name] = setting.default if text is None else setting.read(text)
    values["DATABASE_URL"] = values["DATABASE_URL"] or environ.get("DATABASE_URL", "")
    values.update(overrides or {})
    folder = Path(values["DATA_DIR"])
    values["DATABASE_URL"] = _database_address(values["DATABASE_URL"], folder)
    values["QUEUE_URL"] = _queue_address(values["QUEUE_URL"])
    if values["MAIL_BACKEND"] not in MAIL_BACKENDS:
        raise Misconfigured(f"{PREFIX}MAIL_BACKEND must be smtp or none, not {values['MAIL_BACKEND']!r}.")
    values["SECRET_KEY"] = values["SECRET_KEY"] or _kept_secret(folder)
    if len(values["SECRET_KEY"]) < 32:
        raise Misconfigured(f"{PREFIX}SECRET_KEY is shorter than 32 characters: leave it empty and one is made.")
    return values


def _database_address(address: str, folder: Path) -> str:
    if not address:
        folder.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{folder / 'minka.sqlite'}"
    for old in ("postgres://", "postgresql://"):
        if address.startswith(old):
            return "postgresql+psycopg://" + address.removeprefix(old)
    return address


def _queue_address(address: str) -> str:
    if address.startswith("postgres://"):
        return "postgresql://" + address.removeprefix("postgres://")
    if address in ("", "memory:") or address.startswith("postgresql://"):
        return address
    scheme = address.partition(":")[0]  # the rest may hold a password
    raise Misconfigured(f"{PREFIX}QUEUE_URL must be empty, memory: or postgresql://…, not {scheme!r}.")


def _kept_secret(folder: Path) -> str:
    """The secret of this installation, made at its first start (mode 0600); two starts at once agree on one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret-key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as file:  # made with mode 0600
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process was first: its secret is the secret
            os.link(file.name, path)
        Path(file.name).unlink()
    return path.read_text().strip()
