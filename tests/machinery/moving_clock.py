"""A clock that tests hold in their hand: it stands still until it is moved."""

from datetime import UTC, datetime, timedelta

import pytest

SATURDAY_MORNING = datetime(2026, 10, 17, 15, 0, tzinfo=UTC)
"""Ten in the morning in Trujillo (UTC-5), on a Saturday: where a test begins."""


class Clock:
    """The application's CLOCK in tests: `clock()` is now, `clock.move(hours=1)` and `clock.set(instant)` change it."""

    def __init__(self, start: datetime = SATURDAY_MORNING) -> None:
        self.instant = start

    def __call__(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("A clock tells aware instants only.")
        self.instant = instant.astimezone(UTC)

    def move(self, **by: float) -> None:
        """`move(minutes=5)`, `move(days=-1)`: the words of timedelta."""
        self.instant += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()
