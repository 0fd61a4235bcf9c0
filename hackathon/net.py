"""The only outbound HTTP: guarded, bounded, retried, polite. It refuses to know portals.

`fetch()` gives any answer, whatever its status: who asked decides by what it holds. It raises PortalUnavailable
(or a narrower one) in words for a person when there is no answer, or none that may be read to its end.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

import requests
from flask import current_app, has_request_context

from hackathon import clock, json_text
from hackathon.addresses import is_linkable, parse_hosts
from hackathon.connections import (
    Hosts,
    Watch,
    bare_session,
    host_of,
    in_our_words,
    next_address,
    read_body,
    refuse_by_spelling,
    too_slow,
)
from hackathon.errors import (
    AddressRefused,
    HostSilent,
    Misconfigured,
    NotTheAnswer,
    PortalBusy,
    PortalTooLarge,
    PortalTooSlow,
    PortalUnavailable,
)
from hackathon.patience import Record, Turns, asked_wait
from hackathon.text import N_

MB = 1_000_000
REDIRECTS = {301, 302, 303, 307, 308}
ASKS_FOR_PATIENCE = {429, 502, 503, 504}
JSON = "application/json, */*;q=0.1"
Headers = Mapping[str, str]
NOTHING_MORE: Headers = {}


@dataclass(frozen=True)
class Limits:
    """What one call may cost. Seconds and bytes; bytes are counted after decompression."""

    connect: float = 5
    read: float = 20
    total: float = 60  # one attempt, from the first address to the last byte, redirects included
    most_bytes: int = 20 * MB
    cut: bool = False  # of a longer answer the beginning is enough
    redirects: int = 5
    attempts: int = 3
    longest_wait: float = 30  # between two attempts, even if Retry-After says more


PAGE = Limits()
PROBE = Limits(total=10, read=10, most_bytes=2 * MB, attempts=1)


@dataclass
class Answer:
    """What came back, wholly read: `body` is a file of at most the agreed bytes. Close it (or use `with`)."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: IO[bytes]
    size: int
    redirects: list[str] = field(default_factory=list)
    is_cut: bool = False

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *failure: object) -> None:
        self.body.close()

    def content(self) -> bytes:
        """All bytes."""
        self.body.seek(0)
        return self.body.read()

    @property
    def charset(self) -> str | None:
        """The encoding that the label claims."""
        label = self.headers.get("Content-Type", "")
        return requests.utils.get_encoding_from_headers(self.headers) if "charset" in label else None

    def json(self) -> Any:
        """The value in the body, whatever its label says; raises NotTheAnswer."""
        try:
            return json_text.read(self.content(), self.charset)
        except json_text.NotJson as wrong:
            raise NotTheAnswer(self.final_url, str(wrong)) from wrong


class Fetch(Protocol):
    """How adapters ask: they are handed this, and never see a connection."""

    def __call__(
        self, url: str, *, limits: Limits = PAGE, accept: str = JSON, headers: Headers = NOTHING_MORE
    ) -> Answer: ...


class Fetcher:
    """One installation's way out; `folder` keeps what is known of hosts. `sleep` is handed in, so that no test waits."""

    def __init__(
        self,
        *,
        agent: str,
        folder: Path,
        allowed: Hosts = frozenset(),
        pause: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._agent = agent.encode("ascii", "ignore").decode()
        self.allowed = allowed
        self._sleep = sleep
        self._turns = Turns(folder, pause=pause, sleep=sleep, unhurried=allowed, now=now)

    def fetch(
        self, url: str, *, limits: Limits = PAGE, accept: str = JSON, headers: Headers = NOTHING_MORE, home: str = ""
    ) -> Answer:
        """One GET with its redirects and retries; `headers` say on which condition an answer is wanted.

        `home` is the portal that named this address: a public one, or one that is a file, leads to no internal host.
        """
        allowed = self.allowed if not home or self._is_inside(home) else frozenset()
        for attempt in range(1, limits.attempts + 1):
            try:
                answer = self._once(url, limits, {**headers, "Accept": accept}, allowed)
            except (AddressRefused, PortalTooSlow, PortalTooLarge, NotTheAnswer, PortalBusy, HostSilent):
                raise  # the next attempt would end the same way
            except PortalUnavailable:
                if attempt == limits.attempts:
                    raise
                self._sleep(0.5 * 2**attempt)
                continue
            if answer.status not in ASKS_FOR_PATIENCE:
                return answer
            wait = asked_wait(answer.headers)
            answer.body.close()
            if attempt == limits.attempts or (wait or 0) > limits.longest_wait:
                reason = N_("The portal is busy or out of order (it answered %(status)s). Try again later.")
                raise PortalBusy(answer.final_url, reason, wait=wait, status=answer.status)
            self._sleep(wait if wait is not None else 2.0**attempt)
        raise ValueError("limits.attempts must be 1 or more")

    def _is_inside(self, home: str) -> bool:
        with suppress(AddressRefused):  # no web address
            return host_of(home) in self.allowed
        return False

    def _once(self, url: str, limits: Limits, headers: dict[str, str], allowed: Hosts) -> Answer:
        """Redirects are followed one by one; waiting for one's turn is not counted against the portal."""
        here, passed, left = url, list[str](), limits.total
        for _ in range(limits.redirects + 1):
            with self._turns.turn(here, host_of(here), patience=limits.total) as host:
                begun = time.monotonic()
                with (
                    Watch(left) as watch,
                    bare_session(watch, headers | {"User-Agent": self._agent}, allowed) as session,
                ):
                    found = self._heard(host, session, here, limits, watch)
                left = max(0.0, left - (time.monotonic() - begun))
            if isinstance(found, Answer):
                return replace(found, url=url, redirects=passed)
            passed, here = [*passed, here], next_address(here, found)
        raise PortalUnavailable(
            here, N_("This address redirects again and again (more than %(most)s times)."), most=limits.redirects
        )

    def _heard(self, host: Record, session: requests.Session, here: str, limits: Limits, watch: Watch) -> Answer | str:
        with host.listened_to(self._turns.now):
            found = _asked(session, here, limits, watch)
        if isinstance(found, Answer) and found.status in ASKS_FOR_PATIENCE:
            host.is_busy(asked_wait(found.headers), longest=limits.longest_wait, now=self._turns.now())
        else:
            host.answered()
        return found


def _asked(session: requests.Session, here: str, limits: Limits, watch: Watch) -> Answer | str:
    """What comes back from one address: an answer, or where it redirects to."""
    try:
        with in_our_words(here, limits.total):
            response = session.get(here, stream=True, allow_redirects=False, timeout=(limits.connect, limits.read))
            with response:
                target = response.headers.get("Location")
                if response.status_code in REDIRECTS and target:
                    return target
                body, size, is_cut = read_body(response, here, most=limits.most_bytes, cut=limits.cut)
    except PortalUnavailable as failure:
        if watch.rang and not isinstance(failure, AddressRefused):
            raise too_slow(failure.url, limits.total) from failure
        raise
    if watch.rang:  # a closed connection looks like the end of the body
        body.close()
        raise too_slow(here, limits.total)
    return Answer(here, here, response.status_code, response.headers, body, size, is_cut=is_cut)


def from_settings(settings: Mapping[str, Any]) -> Fetcher:
    """The installation's way out; raises Misconfigured for a host list that cannot be read."""
    try:
        allowed = parse_hosts(settings["ALLOWED_INTERNAL_HOSTS"])
    except ValueError as wrong:
        raise Misconfigured(f"HACKATHON_ALLOWED_INTERNAL_HOSTS: {wrong}.") from wrong
    contact = "; ".join(filter(None, (settings["PUBLIC_URL"], settings["CONTACT_EMAIL"])))
    return Fetcher(
        agent=f"{settings['SITE_NAME']}/1.0 (+{contact})",
        folder=Path(settings["DATA_DIR"]) / "hosts",
        allowed=allowed,
        pause=settings["PORTAL_PAUSE"],
        now=lambda: clock.now().timestamp(),
    )


def fetch(url: str, **asked: Any) -> Answer:
    """`Fetcher.fetch` by this application's way out: for jobs and commands. What pages wait for, others would wait for too."""
    if has_request_context():
        raise RuntimeError("net.fetch() inside a request: outside answers are read in a worker (decision 0014).")
    return _way_out().fetch(url, **asked)


def refuse_unless_askable(url: str) -> None:
    """Raise AddressRefused for what its spelling alone forbids. Nothing is sent and no name is resolved."""
    refuse_by_spelling(url, allowed=_way_out().allowed)


def safe_link(url: str) -> str | None:
    """A foreign address when a page may offer it as a link, else None: it is shown as text then."""
    return url if is_linkable(url, allowed=_way_out().allowed) else None


def _way_out() -> Fetcher:
    fetcher: Fetcher = current_app.extensions["net"]
    return fetcher
