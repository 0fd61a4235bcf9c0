"""What every kind's records become: one shape for a dataset, whatever the portal speaks.

Pure. The raw record is kept beside it by others; here nothing is assumed: what a portal does not say stays empty.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class Unreadable(ValueError):
    """This record cannot become a dataset; the text (a gettext source) says why. The harvest goes on without it."""


@dataclass(frozen=True)
class Named:
    """An organisation or category as the portal names it."""

    native_id: str
    title: str


@dataclass(frozen=True)
class Licence:
    """What the portal says, and what it means where we know it: None is "not stated", never "open"."""

    code: str = ""
    title: str = ""
    url: str = ""
    is_open: bool | None = None
    needs_attribution: bool | None = None
    needs_share_alike: bool | None = None


@dataclass(frozen=True)
class NormalResource:
    """One file or service. `url` is what the portal gave: untrusted, kept as it is."""

    native_id: str
    url: str
    title: str = ""
    description: str = ""
    format: str = ""
    media_type: str = ""
    size: int | None = None
    hash: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None


@dataclass(frozen=True)
class NormalDataset:
    """One dataset. `frequency` is an ISO 8601 period; `frequency_said` the portal's own words."""

    native_id: str
    title: str
    notes: str = ""
    landing_url: str = ""
    organization: Named | None = None
    categories: list[Named] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    licence: Licence = field(default_factory=Licence)
    frequency: str = ""
    frequency_said: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    resources: list[NormalResource] = field(default_factory=list)

    @property
    def formats(self) -> list[str]:
        """The formats of its resources, each once, in alphabetical order."""
        return sorted({resource.format for resource in self.resources if resource.format})


def canonical_text(record: NormalDataset) -> str:
    """The record as canonical JSON: what is stored, hashed and pinned."""
    return canonical(record)


def key_of(native_id: str) -> str:
    """A few characters that stand in our addresses for an id that may itself be an address."""
    return hashlib.blake2b(native_id.encode(), digest_size=4).hexdigest()


def digest(text: str) -> str:
    """SHA-256 of a canonical text: equal means unchanged, on any machine."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(values: Any) -> str:
    """JSON with sorted keys and no spaces, instants in ISO 8601: one text for one meaning."""
    return _CANONICAL.encode(values)


def _plainly(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else vars(value)


# One for all: a catalogue writes hundreds of thousands of records. Ours are trees, so no circle needs looking for.
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"), default=_plainly
)
