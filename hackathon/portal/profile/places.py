"""Where something was seen, and how much of a file is looked at. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FIRST = 5  # exact places that are kept; the rest is only counted


@dataclass(frozen=True)
class Limits:
    """How much of a file is read. What lies beyond is said to be unread, never guessed.

    `cells` bounds what a spreadsheet may span: its reader keeps every cell of the span in memory, about 32 bytes each.
    """

    bytes: int = 50_000_000
    rows: int = 1_000_000
    columns: int = 500
    cells: int = 5_000_000
    fitted: int = 50_000_000  # cells of all rows once they are as wide as the head: short lines under a wide head are cheap to send
    written: int = 300_000_000  # characters of a clean copy: a spreadsheet keeps a text once that stands in every cell
    unpacked: int = 200_000_000  # bytes of everything in a ZIP or an XLSX
    ratio: int = 200  # how many times larger than its packed form a member may be
    members: int = 2_000
    distinct: int = 10_000  # different values of a column that are counted exactly
    hashed: int = 500_000  # rows among which duplicates are looked for


@dataclass
class Places:
    """How often, and the first few places: lines of a text, rows of a sheet, records of a JSON."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    @property
    def wants_more(self) -> bool:
        return len(self.first) < FIRST

    def add(self, lines: Iterable[int], *, count: int) -> None:
        """`count` more, of which these are the first lines (only as many are read as are wanted)."""
        self.count += count
        if self.wants_more:
            self.first.extend(line for line, _ in zip(lines, range(FIRST - len(self.first)), strict=False))

    def clear(self) -> None:
        self.count, self.first = 0, []

    def add_one(self, line: int) -> None:
        self.add((line,), count=1)


@dataclass
class Sighting(Places):
    """Places that are being filled: as long as fewer than FIRST are known, its texts are looked for in every block."""

    texts: set[str] = field(default_factory=set)

    def look_for(self, texts: Iterable[str]) -> None:
        if self.wants_more:
            self.texts.update(texts)

    def look(self, cells: Sequence[str], lines: Sequence[int], present: set[str]) -> None:
        """Notes where in this block its texts stand."""
        wanted = self.texts & present
        if wanted:
            self.add((line for cell, line in zip(cells, lines, strict=True) if cell in wanted), count=0)
        if not self.wants_more:
            self.texts.clear()


def merged(places: Iterable[Places]) -> Places:
    """All these places as one."""
    found = list(places)
    lines = sorted({line for one in found for line in one.first})
    return Places(sum(one.count for one in found), lines[:FIRST])
