"""What a kind of portal must be able to do, and the kinds we know, in the order they are tried.

A kind asks through the `fetch` it is handed and never touches the database; its `normalise` never touches the
network. To add one: write its module, and add it to `known()`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Any, Protocol

from hackathon.errors import AddressRefused, PortalUnavailable
from hackathon.net import PROBE, Fetch
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

NAMELESS = {"", "ckan"}  # what a portal is called before anybody gave it a name


@dataclass(frozen=True)
class Match:
    """A portal was recognised: its kind, the address its API hangs on, and what it says of itself."""

    kind: str
    base: str
    version: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """How it calls itself; its host where it says nothing of its own."""
        return self.base.partition("://")[2] if self.title.casefold() in NAMELESS else self.title


@dataclass(frozen=True)
class Probe:
    """One question to a portal and what came of it, kept so that a person can see why. `seen` is a gettext source."""

    address: str
    status: int | None
    seen: str
    values: dict[str, Any]
    matched: bool


@dataclass(frozen=True)
class RawRecord:
    """One record as the portal gave it."""

    native_id: str
    raw: Any
    seen_at: datetime


@dataclass(frozen=True)
class Ending:
    """How a walk ended. Only a complete one may say what is missing; `reason` is a gettext source."""

    complete: bool
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Some records of a walk. The last page carries the ending, and may be empty of records."""

    records: list[RawRecord]
    declared: int | None = None
    size: int = 0
    ending: Ending | None = None


@dataclass(frozen=True)
class Capabilities:
    """What a kind can do, so that the harvest need not know its name."""

    title: str
    since: bool = False  # walks only what changed after an instant
    needs_key: bool = False


class Kind(Protocol):
    """One kind of portal."""

    name: str
    capabilities: Capabilities

    def probe(self, base: str, inquiry: "Inquiry") -> Match | None:
        """Whether this address speaks our language, by the shape of its answers."""

    def walk(
        self, base: str, fetch: Fetch, *, clock: Callable[[], datetime], since: datetime | None = None
    ) -> Iterator[Page]:
        """All records (or those changed since), page by page; raises PortalUnavailable where it breaks."""

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """The dataset in this record; raises Unreadable. Pure."""


class Inquiry:
    """Asks a portal small questions and writes down each answer; all of them together take `seconds` at most."""

    def __init__(self, fetch: Fetch, *, seconds: float = 20, watch: Callable[[], float] = monotonic) -> None:
        self._fetch, self._watch = fetch, watch
        self._until = watch() + seconds
        self.probes: list[Probe] = []
        self.failure: PortalUnavailable | None = None

    def ask(self, address: str, recognise: Callable[[Any], tuple[str, dict[str, Any]] | None]) -> bool:
        """Whether `recognise` knows the JSON at this address; it gives the words for what it saw."""
        left = self._until - self._watch()
        if isinstance(self.failure, AddressRefused) or left <= 0:
            return False  # what may not be asked once may not be asked again
        status = None
        try:
            with self._fetch(address, limits=replace(PROBE, total=min(PROBE.total, left))) as answer:
                status = answer.status
                seen = recognise(answer.json())
        except PortalUnavailable as failure:
            self.failure = self.failure or failure
            self._note(address, status, failure.reason, failure.values, matched=False)
            return False
        words, values = seen or (N_("It is JSON, but not what a portal of this kind answers."), {})
        self._note(address, status, words, values, matched=seen is not None)
        return seen is not None

    def _note(self, address: str, status: int | None, seen: str, values: dict[str, Any], *, matched: bool) -> None:
        self.probes.append(Probe(address, status, seen, values, matched))


def named(name: str) -> Kind:
    """The kind of this name; raises KeyError."""
    return {kind.name: kind for kind in known()}[name]


@cache
def known() -> tuple[Kind, ...]:
    """Every kind, in the order they are tried: the surest fingerprint first."""
    from hackathon.portal.kinds.ckan import Ckan  # here, because each kind imports this module

    return (Ckan(),)
