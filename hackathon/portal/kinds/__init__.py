"""What a kind of portal must be able to do; those we know are in `registry`.

A kind asks through the `fetch` it is handed and never touches the database; its `normalise` never touches the
network. To add one: write its module, and add it to `registry.KINDS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import monotonic
from typing import Any, Protocol

from hackathon.errors import AddressRefused, PortalUnavailable
from hackathon.net import JSON, PROBE, Answer, Fetch, Limits
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
    """Some records of a walk. The last page carries the ending, and may be empty of records.

    A page whose `size` is given closes one answer of the portal; its `cursor`, where the kind has one, is where a
    walk that is cut off after it goes on.
    """

    records: list[RawRecord]
    declared: int | None = None
    size: int = 0
    ending: Ending | None = None
    cursor: Any = None


@dataclass(frozen=True)
class Trip:
    """What a walk is given: where, how to ask, what time it is, and how much of the catalogue is wanted."""

    base: str
    fetch: Fetch
    clock: Callable[[], datetime]
    since: datetime | None = None  # only what changed after it; for kinds that can
    resume: Any = None  # the cursor of the last answer that was kept
    key: str = field(default="", repr=False)  # for kinds that need one: never logged, never stored with a record


@dataclass(frozen=True)
class Capabilities:
    """What a kind can do, so that the harvest need not know its name."""

    title: str
    since: bool = False  # walks only what changed after an instant
    needs_key: bool = False
    is_file: bool = False  # the whole catalogue is one file (or a chain of them), at any address
    is_uploaded: bool = False  # the catalogue is a file that a person hands in: nobody is asked, and none is recognised


class Kind(Protocol):
    """One kind of portal."""

    name: str
    capabilities: Capabilities

    @property
    def signs(self) -> tuple[str, ...]:
        """What its pages hold in their HTML or headers, in small letters: a kind whose sign is seen is asked first."""

    def probe(self, base: str, inquiry: "Inquiry") -> Match | None:
        """Whether this address speaks our language, by the shape of its answers."""

    def walk(self, trip: Trip) -> Iterator[Page]:
        """All records (or those changed since), page by page; raises PortalUnavailable where it breaks."""

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """The dataset in this record; raises Unreadable. Pure."""


Seen = tuple[str, dict[str, Any]]
"""What an answer shows: a gettext source and its values."""


class Inquiry:
    """Asks a portal small questions and writes down each answer: `most` of them, in `seconds` together at most."""

    def __init__(
        self, fetch: Fetch, *, seconds: float = 40, most: int = 8, watch: Callable[[], float] = monotonic
    ) -> None:
        self._fetch, self._watch = fetch, watch
        self._until, self._most = watch() + seconds, most
        self.probes: list[Probe] = []
        self.failure: PortalUnavailable | None = None
        self.page, self.page_address = "", ""  # the home page as it was read, for kinds that it links to

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be asked: no time, no question left, or a place where we do not go."""
        return self._left() <= 0

    def _left(self) -> float:
        """The seconds for one more question."""
        is_spent = len(self.probes) >= self._most or isinstance(self.failure, AddressRefused)
        return 0 if is_spent else self._until - self._watch()

    def ask(self, address: str, recognise: Callable[[Any], Seen | None]) -> bool:
        """Whether `recognise` knows the JSON at this address; it gives the words for what it saw."""
        other = N_("It is JSON, but not what a portal of this kind answers.")
        return self._asked(address, lambda answer: recognise(answer.json()), other, limits=PROBE)

    def look(
        self,
        address: str,
        recognise: Callable[[Answer], Seen | None],
        *,
        accept: str = JSON,
        other: str = N_("It is not what a portal of this kind answers."),
    ) -> bool:
        """The same for an answer that need not be JSON, and of which two megabytes are enough."""
        return self._asked(address, recognise, other, limits=replace(PROBE, cut=True), accept=accept)

    def _asked(
        self,
        address: str,
        recognise: Callable[[Answer], Seen | None],
        other: str,
        *,
        limits: Limits,
        accept: str = JSON,
    ) -> bool:
        left, status = self._left(), None
        if left <= 0:
            return False
        try:
            with self._fetch(address, limits=replace(limits, total=min(limits.total, left)), accept=accept) as answer:
                status = answer.status
                seen = recognise(answer)
        except PortalUnavailable as failure:
            self.failure = self.failure or failure
            seen, other, values = None, failure.reason, failure.values
        else:
            values = {}
        words, values = seen or (other, values)
        self.probes.append(Probe(address, status, words, values, matched=seen is not None))
        return seen is not None
