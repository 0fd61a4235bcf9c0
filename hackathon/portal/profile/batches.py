"""A table's rows in equal widths, many at a time and turned into columns: what the tallies count. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from hackathon.portal.profile.heading import LONGEST_TITLE, Heading, is_footer
from hackathon.portal.profile.places import Limits, Places
from hackathon.portal.profile.text_rows import Block

FOOTERS = 10  # last rows, at least, among which totals and notes are looked for
CHUNK = 512  # rows whose cells are counted at once
_OF_PEOPLE = re.compile(r"@|(?<![0-9])[0-9]{8}(?![0-9])")  # an address, a DNI


@dataclass
class RowFaults:
    """What was wrong with rows. `short` and `long` ones have other numbers of cells than the header."""

    rows: int = 0
    blank: int = 0
    short: Places = field(default_factory=Places)
    long: Places = field(default_factory=Places)
    suspect: Places = field(default_factory=Places)  # with cells beyond the header that may tell of people
    widths: set[int] = field(default_factory=set)
    footers: list[tuple[int, str]] = field(default_factory=list)
    is_stopped: bool = False  # at the most rows that are read


class Batches:
    """The data rows below a heading, in blocks. Iterate, then look at `faults`."""

    def __init__(self, blocks: Iterable[Block], heading: Heading, limits: Limits, *, is_cut: bool = False) -> None:
        self._blocks, self._heading, self._limits, self._is_cut = blocks, heading, limits, is_cut
        self._width = len(heading.names)
        self.faults = RowFaults()

    def __iter__(self) -> Iterator[Block]:
        last = Block([], [])  # held back: its end may be totals and notes
        for block in map(self._fitted, self._below_heading()):
            if len(block.rows) < FOOTERS or not last.rows:
                last = Block([*last.lines, *block.lines], last.rows + block.rows)
            else:
                yield self._counted(last)
                last = block
        last = self._without_footers(last)
        if last.rows:
            yield self._counted(last)

    def _counted(self, block: Block) -> Block:
        self.faults.rows += len(block.rows)
        return block

    def _below_heading(self) -> Iterator[Block]:
        above = self._heading.rows_above
        left = min(self._limits.rows, self._limits.fitted // max(1, self._width))
        for lines, rows in self._blocks:
            block = Block(lines[above:], rows[above:]) if above else Block(lines, rows)
            above = max(0, above - len(rows))
            if len(block.rows) > left:
                self.faults.is_stopped = True
                yield Block(block.lines[:left], block.rows[:left])
                return
            left -= len(block.rows)
            yield block

    def _fitted(self, block: Block) -> Block:
        """The block with rows of one width, without the blank ones."""
        if set(map(len, block.rows)) == {self._width} and all(map(itemgetter(0), block.rows)):
            return block
        lines, rows = [], []
        for line, cells in zip(block.lines, block.rows, strict=True):
            if not any(map(str.strip, cells)):
                self.faults.blank += 1
                continue
            lines.append(line)
            rows.append(cells if len(cells) == self._width else self._of_width(line, cells))
        return Block(lines, rows)

    def _of_width(self, line: int, cells: list[str]) -> list[str]:
        missing = self._width - len(cells)
        if missing > 0:
            self.faults.short.add_one(line)
            self.faults.widths.add(len(cells))
            return cells + [""] * missing
        if any(map(str.strip, cells[self._width :])) and self._width < self._limits.columns:
            self.faults.long.add_one(line)
            self.faults.widths.add(len(cells))
            if any(map(_OF_PEOPLE.search, cells[self._width :])):
                self.faults.suspect.add_one(line)
        return cells[: self._width]

    def _without_footers(self, last: Block) -> Block:
        lines, rows = list(last.lines), last.rows
        if self._is_cut or self.faults.is_stopped:
            cut = len(rows) - self._is_cut  # where the bytes ended, a row is half
            return Block(lines[:cut], rows[:cut])
        while rows and is_footer(rows[-1]):
            line, cells = lines.pop(), rows.pop()
            self.faults.footers.insert(0, (line, " ".join(" ".join(cells).split())[:LONGEST_TITLE]))
        return Block(lines, rows)


def in_columns(blocks: Iterable[Block], width: int) -> Iterator[tuple[list[int], list[list[str]]]]:
    """The cells of many rows, column by column, with the lines of the rows."""
    lines: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    for block in blocks:
        lines += block.lines
        for column, cells in zip(columns, zip(*block.rows, strict=True), strict=True):
            column += cells
        if len(lines) >= CHUNK:
            yield lines, columns
            lines, columns = [], [[] for _ in range(width)]
    if lines:
        yield lines, columns
