"""Every value of a JSON under the keys that lead to it, wherever it stands: what is no record of its table. Pure.

Values with the same keys before them are the columns of one table, so that what stands beside them counts as in any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import ijson

from hackathon.portal.profile.batches import CHUNK
from hackathon.portal.profile.column_names import role_of
from hackathon.portal.profile.contents import Kind, NotATable
from hackathon.portal.profile.examined import ExaminedColumn, column_of
from hackathon.portal.profile.json_rows import text_of_value, to_first_value
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.tally import Tally
from hackathon.portal.profile.watches import watch_of

DIFFERENT = 2_000  # values of a key that are counted exactly
_ITEM = ".item"
_IN_LISTS = ".item.item"  # of lists: coordinates


@dataclass
class Leaves:
    """The tables in which the values stand: keys -> columns. Not complete: there are more keys than are looked at."""

    tables: dict[str, list[ExaminedColumn]] = field(default_factory=dict)
    is_complete: bool = True


class _Cells:
    """The values under one key, counted some hundreds at a time."""

    def __init__(self, key: str) -> None:
        self.tally = Tally(DIFFERENT, watch_of(role_of(key)))
        self._cells: list[str] = []
        self._count = 0

    def add(self, text: str) -> None:
        self._cells.append(text)
        if len(self._cells) >= CHUNK:
            self.finish()

    def finish(self) -> None:
        if self._cells:
            before, self._count = self._count, self._count + len(self._cells)
            self.tally.add(self._cells, range(before + 1, self._count + 1))
            self._cells = []


def leaves_of(file: BinaryIO, limits: Limits, *, but: str | None = None) -> Leaves:
    """All values of this JSON but those that stand directly at one place; raises NotATable."""
    found, cells, count = Leaves(), dict[str, dict[str, _Cells]](), 0
    for place, key, text in _values(file):
        if place == but:
            continue
        if key not in cells.get(place, ()):
            if count >= limits.columns:
                found.is_complete = False
                break
            count += 1
            cells.setdefault(place, {})[key] = _Cells(key)
        cells[place][key].add(text)
    for place, columns in cells.items():
        for one in columns.values():
            one.finish()
        found.tables[place] = [
            column_of(one.tally, key, key, position) for position, (key, one) in enumerate(columns.items(), 1)
        ]
    return found


def _values(file: BinaryIO) -> Iterator[tuple[str, str, str]]:
    """(place, key, text) of each text and number. Lists of lists hold coordinates: their numbers are nobody's."""
    to_first_value(file)
    try:
        for path, event, value in ijson.parse(file, multiple_values=True, use_float=True):
            if event == "string" or (event == "number" and not path.endswith(_IN_LISTS)):
                named = path
                while named.endswith(_ITEM):
                    named = named.removesuffix(_ITEM)
                place, _, key = named.rpartition(".")
                yield place, key, text_of_value(value)
    except (ijson.JSONError, ValueError) as broken:
        raise NotATable("broken_file", Kind.JSON) from broken
