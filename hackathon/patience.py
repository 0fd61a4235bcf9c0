"""How politely a host is asked: one request at a time, a pause after it, the wait that it asks for, and a rest when it
gives no answer again and again.

What is known of a host lies in a small file that is locked while it is asked, so that it holds among all processes of
this machine.
"""

import fcntl
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO

from hackathon.connections import Hosts
from hackathon.errors import AddressRefused, HostSilent, PortalBusy, PortalTooLarge, PortalUnavailable, TurnTaken
from hackathon.text import N_

FAILURES_TO_REST = 6
FIRST_REST, LONGEST_REST = 300, 3600  # seconds; each try after a rest that fails doubles it
LONGEST_ASKED = 3600  # a host cannot silence itself for longer
AGAIN = 0.02  # seconds between two looks at whether another process has ended
WAIT_FOR_OTHERS = 60


@dataclass
class Record:
    """What is known of a host. Instants in seconds since 1970."""

    ended: float = 0  # when it was last asked
    failures: int = 0  # in a row
    rests_until: float = 0
    asked_until: float = 0  # by its own Retry-After

    def failed(self, now: float) -> None:
        """It gave no answer, or none but that it is out of order."""
        self.failures += 1
        if self.failures >= FAILURES_TO_REST:
            rest = FIRST_REST * 2 ** min(self.failures - FAILURES_TO_REST, 10)
            self.rests_until = now + min(rest, LONGEST_REST)

    @contextmanager
    def listened_to(self, now: Callable[[], float]) -> Iterator[None]:
        """Note it where nothing comes that can be read."""
        try:
            yield
        except (AddressRefused, PortalTooLarge):  # it was not asked, or it answers
            raise
        except PortalUnavailable:
            self.failed(now())
            raise

    def answered(self) -> None:
        self.failures, self.rests_until = 0, 0

    def is_busy(self, wait: float | None, *, longest: float, now: float) -> None:
        """It is out of order, or says how long it wants to be left alone: whoever of us would ask next honours that.

        Who asked waits up to `longest` seconds on its own account.
        """
        if wait is None:
            self.failed(now)
        elif wait > longest:
            self.asked_until = now + min(wait, LONGEST_ASKED)

    def refuse(self, url: str, now: float) -> None:
        """Raise what keeps us from asking now: HostSilent or PortalBusy. Nothing is sent."""
        if now < self.rests_until:
            minutes = round((self.rests_until - now) / 60) or 1
            silent = N_(
                "This host gave no answer %(times)s times in a row. It is left alone and asked again in "
                "%(minutes)s minutes."
            )
            raise HostSilent(url, silent, times=self.failures, minutes=minutes)
        if now < self.asked_until:
            raise PortalBusy(url, N_("The portal asked to be left alone for a while."), wait=self.asked_until - now)


class Turns:
    """One request at a time per host, with a pause after it: a portal is never hurried by us.

    `folder` keeps one file per host. `now` tells the instant of the rests; hosts in `unhurried` need no pause.
    """

    def __init__(
        self, folder: Path, *, pause: float, sleep: Callable[[float], None], unhurried: Hosts, now: Callable[[], float]
    ) -> None:
        self._folder, self._pause, self._sleep, self._unhurried, self.now = folder, pause, sleep, unhurried, now
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def turn(self, url: str, host: tuple[str, int], *, patience: float) -> Iterator[Record]:
        """This host's turn, after at most `patience` seconds, and what is known of the host.

        Raises TurnTaken, HostSilent or PortalBusy; nothing is asked then.
        """
        with self._file_of(host).open("a+") as file:
            _wait_in_line(file, url, patience)
            record = _read(file)
            record.refuse(url, self.now())
            since = time.time() - record.ended
            if host not in self._unhurried and 0 <= since < self._pause:
                self._sleep(self._pause - since)
            try:
                yield record
            finally:
                record.ended = time.time()
                file.truncate(0)
                file.write(json.dumps(asdict(record)))

    def _file_of(self, host: tuple[str, int]) -> Path:
        name, port = host
        return self._folder / blake2b(f"{name}:{port}".encode(), digest_size=12).hexdigest()


def _wait_in_line(file: IO[str], url: str, patience: float) -> None:
    """Hold the file, which closing gives back, or raise TurnTaken."""
    until = time.monotonic() + patience
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() >= until:
            taken = N_("Another reading of this portal is under way. Try again when it has ended.")
            raise TurnTaken(url, taken, wait=WAIT_FOR_OTHERS)
        time.sleep(AGAIN)


def _read(file: IO[str]) -> Record:
    """What the file says; a file that was cut off in a crash says nothing."""
    file.seek(0)
    with suppress(ValueError, TypeError):
        return Record(**json.load(file))
    return Record()


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
