"""How politely a host is asked: one request at a time, a pause after it, and the wait that it asks for.

It holds within one process: several workers each have their own turns.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime

from hackathon.connections import Hosts
from hackathon.errors import TurnTaken
from hackathon.text import N_


class Turns:
    """One request at a time per host, with a pause after it: a portal is never hurried by us."""

    def __init__(self, *, pause: float, sleep: Callable[[float], None], unhurried: Hosts) -> None:
        self._pause, self._sleep, self._unhurried = pause, sleep, unhurried
        self._locks: dict[tuple[str, int], threading.Lock] = {}
        self._ended: dict[tuple[str, int], float] = {}

    @contextmanager
    def turn(self, url: str, host: tuple[str, int], *, patience: float) -> Iterator[None]:
        """This host's turn, after at most `patience` seconds; raises TurnTaken."""
        lock = self._locks.setdefault(host, threading.Lock())
        if not lock.acquire(timeout=patience):
            raise TurnTaken(url, N_("Another reading of this portal is under way. Try again when it has ended."))
        try:
            since = time.monotonic() - self._ended.get(host, float("-inf"))
            if host not in self._unhurried and since < self._pause:
                self._sleep(self._pause - since)
            yield
        finally:
            self._ended[host] = time.monotonic()
            lock.release()


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds that Retry-After asks for, as a number or a date; None where it says nothing that can be read."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date; one without a zone beside one with; a year of many digits
        return None
