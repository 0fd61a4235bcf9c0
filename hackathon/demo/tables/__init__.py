"""The illustrative figures, one module per field; each table yields rows in the order of its dataset's fields."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

Cell = str | int | float | date | None
Row = tuple[Cell, ...]
# A table knows the last day its figures reach, and nothing else of the world.
Table = Callable[[date], Iterator[Row]]


def months_until(until: date, count: int) -> list[str]:
    """The last `count` whole months before `until`, oldest first, as YYYY-MM."""
    last = until.year * 12 + until.month - 2
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last - count + 1, last + 1)]


def days_until(until: date, count: int) -> list[date]:
    """The last `count` days up to `until`, oldest first."""
    return [until - timedelta(days=back) for back in range(count - 1, -1, -1)]
