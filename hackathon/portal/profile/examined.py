"""Everything that was seen of a table, for those who look for faults. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from hackathon.portal.profile.batches import in_columns
from hackathon.portal.profile.column_names import Role, role_of
from hackathon.portal.profile.columns import Decision
from hackathon.portal.profile.description import Column, described
from hackathon.portal.profile.opening import Table
from hackathon.portal.profile.places import Places
from hackathon.portal.profile.tally import Tally
from hackathon.portal.profile.text_rows import Block
from hackathon.portal.profile.watches import watch_of

ALL_DISTINCT = 1_000_000  # different values that are kept for all columns together
KEYS = 1  # columns whose values are looked through for duplicates, however many they are: the first that looks like one


class Repeats:
    """Which rows (or keys) came before, by their hashes; up to `limit` are kept."""

    def __init__(self, limit: int) -> None:
        self.places = Places()
        self.is_complete = True
        self._limit = limit
        self._seen: set[int] = set()

    def add(self, hashes: list[int], lines: Sequence[int]) -> None:
        """More of them; when too many are kept the rest is not looked at, and `is_complete` says so."""
        if len(self._seen) >= self._limit:
            self.is_complete = False
            return
        fresh = set(hashes)
        if len(fresh) == len(hashes) and self._seen.isdisjoint(fresh):
            self._seen |= fresh
            return
        for one, line in zip(hashes, lines, strict=True):
            if one in self._seen:
                self.places.add_one(line)
            self._seen.add(one)


@dataclass(frozen=True)
class ExaminedColumn:
    """A column, how its cells are read, and its tally."""

    column: Column
    decision: Decision
    tally: Tally
    keys: Repeats | None = None

    @property
    def role(self) -> Role:
        return role_of(self.column.original or self.column.name)


@dataclass(frozen=True)
class Examined:
    """A table that was read to its end."""

    table: Table
    columns: list[ExaminedColumn]
    repeats: Repeats
    declared: str = ""

    @property
    def rows(self) -> int:
        return self.table.faults.rows


def examined(table: Table, *, declared: str = "") -> Examined:
    """Reads all rows of this table, once."""
    names, limits = table.heading.names, table.limits
    distinct = max(100, min(limits.distinct, ALL_DISTINCT // max(1, len(names))))
    tallies = [Tally(distinct, watch_of(role_of(name))) for name in names]
    repeats = Repeats(limits.hashed)
    keys = {position: Repeats(limits.hashed) for position in _key_positions(names)}
    for lines, columns in in_columns(_looked_through(table, repeats), len(names)):
        for position, cells in enumerate(columns):
            tallies[position].add(cells, lines)
            if position in keys:
                _add_keys(keys[position], cells, lines)
    found = []
    for position, (name, tally) in enumerate(zip(names, tallies, strict=True)):
        original = table.heading.originals[position]
        found.append(column_of(tally, name, original, position + 1, keys=keys.get(position)))
    return Examined(table, found, repeats, declared)


def column_of(tally: Tally, name: str, original: str, position: int, *, keys: Repeats | None = None) -> ExaminedColumn:
    """The column of a tally to which all its cells were added."""
    tally.finish()
    column, decision = described(name, original, position, tally)
    return ExaminedColumn(column, decision, tally, keys)


def roles_of(columns: Iterable[ExaminedColumn]) -> Role:
    """What the names of these columns promise together."""
    roles = Role.NONE
    for one in columns:
        roles |= one.role
    return roles


def _looked_through(table: Table, repeats: Repeats) -> Iterator[Block]:
    """The table's rows, each of them looked for among those before."""
    for block in table.batches():
        repeats.add(list(map(hash, map(tuple, block.rows))), block.lines)
        yield block


def _key_positions(names: list[str]) -> list[int]:
    return [position for position, name in enumerate(names) if Role.KEY in role_of(name)][:KEYS]


def _add_keys(keys: Repeats, cells: Sequence[str], lines: Sequence[int]) -> None:
    if not all(cells):
        lines = list(compress(lines, cells))
        cells = list(filter(None, cells))
    keys.add(list(map(hash, cells)), lines)
