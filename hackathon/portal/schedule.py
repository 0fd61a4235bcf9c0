"""When a portal is read again without anybody asking, and how much of it. Pure."""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

WHOLE_EVERY = timedelta(hours=24)
OVERLAP = timedelta(hours=1)  # a portal's clock may be wrong by so much
LONGEST_REST = timedelta(days=7)
FAILURES_TOLD = 3
BRAKED, FAILING = "braked", "failing"


def next_reading(portal: Any, *, now: datetime) -> datetime | None:
    """After the portal's hours; after each reading in a row that failed, twice as long, a week at most.

    A tenth more or less, the same for each portal: those of one installation are not all read in the same minute.
    """
    if not portal.every_hours:
        return None
    rest = min(timedelta(hours=portal.every_hours) * 2 ** min(portal.failures, 10), LONGEST_REST)
    return now + rest * (0.9 + 0.2 * _share_of(portal.base_url))


def since(*, last_complete: datetime | None, last_whole: datetime | None, now: datetime) -> datetime | None:
    """From which instant on changes are asked for; None: everything is read, as it is once a day.

    Only a whole reading shows what a portal no longer lists. Both are beginnings of complete readings.
    """
    if last_complete is None or last_whole is None or now - last_whole >= WHOLE_EVERY:
        return None
    return last_complete - OVERLAP


def trouble_after(before: str, *, is_braked: bool, is_settled: bool, failures: int) -> str:
    """What a person must look at after a reading; empty: nothing. It stays the same until it is over, and is told once.

    Only a complete reading of everything (`is_settled`) shows that a catalogue is whole again.
    """
    if is_braked:
        return BRAKED
    if failures >= FAILURES_TOLD:
        return FAILING
    return "" if is_settled or before == FAILING else before


def _share_of(text: str) -> float:
    return blake2b(text.encode(), digest_size=1).digest()[0] / 255
