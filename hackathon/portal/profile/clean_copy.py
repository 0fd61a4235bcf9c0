"""A clean copy of a table: UTF-8, commas, ISO dates, decimal points, codes as they are, one header row. Pure.

Nothing is guessed: only what the whole column proved is rewritten. Every kind of change is counted and its first places
told, so that whoever uses the copy can see what was done. Texts that a spreadsheet would run as formulas are guarded.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from io import TextIOBase
from pathlib import Path
from typing import BinaryIO

from hackathon.csv_text import guarded
from hackathon.portal.profile.cell_words import is_marker
from hackathon.portal.profile.cells import rewritten
from hackathon.portal.profile.columns import AMOUNTS, Decision, Type
from hackathon.portal.profile.description import storable
from hackathon.portal.profile.examined import Examined, examined
from hackathon.portal.profile.opening import open_table
from hackathon.portal.profile.places import Limits, Places

_DATES = {Type.DATE, Type.DATETIME}


@dataclass(frozen=True)
class Change:
    """One kind of change. `column` is empty where it is the file's; `places` are lines of the original."""

    code: str
    count: int
    column: str = ""
    places: list[int] = field(default_factory=list)


def clean_copy(source: Path | str | BinaryIO, out: TextIOBase, *, limits: Limits | None = None) -> list[Change]:
    """Writes the clean CSV of this file to `out` and tells what was changed; raises NotATable, OSError.

    The file is read twice: to decide, and to write. `out` is opened with newline="" and encoding="utf-8" by its owner.
    """
    if isinstance(source, Path | str):
        with Path(source).open("rb") as file:
            return _copy(file, out, limits or Limits())
    return _copy(source, out, limits or Limits())


def _copy(file: BinaryIO, out: TextIOBase, limits: Limits) -> list[Change]:
    with closing(open_table(file, limits)) as table:
        seen = examined(table)
        writer = csv.writer(out, lineterminator="\n")
        columns = [_Rewriting(one.column.name, one.decision) for one in seen.columns]
        writer.writerow([guarded(column.name) for column in columns])
        written = 0
        for lines, rows in table.batches():
            cells = [column.add(values, lines) for column, values in zip(columns, zip(*rows, strict=True), strict=True)]
            written += sum(sum(map(len, column)) for column in cells)
            if written > limits.written:
                break
            writer.writerows(zip(*cells, strict=True))
    changes = [
        *_changes_of_file(seen, is_full=written > limits.written),
        *(change for column in columns for change in column.changes()),
    ]
    return [change for change in changes if change.count]


def _changes_of_file(seen: Examined, *, is_full: bool) -> Iterator[Change]:
    table, heading, faults = seen.table, seen.table.heading, seen.table.faults
    encoding = table.encoding
    if encoding:
        yield Change("encoding", int(encoding.name != "utf-8"))
        yield Change("mark_dropped", int(encoding.has_mark))
        yield Change("lines_in_utf_8", encoding.mixed.count, places=encoding.mixed.first)
    yield Change("copied_in_part", int(table.is_cut or faults.is_stopped or is_full))
    yield Change("delimiter", int(table.delimiter not in ("", ",")))
    yield Change("titles_dropped", len(heading.titles), places=[line for line, _ in heading.titles][:5])
    yield Change("header_added", int(not heading.has_header))
    renamed = [name for name, original in zip(heading.names, heading.originals, strict=True) if name != original]
    yield Change("columns_named", len(renamed) if heading.has_header else 0)
    yield Change("blank_rows_dropped", faults.blank)
    yield Change("footers_dropped", len(faults.footers), places=[line for line, _ in faults.footers][:5])
    yield Change("rows_filled_up", faults.short.count, places=faults.short.first)
    yield Change("cells_cut_off", faults.long.count, places=faults.long.first)


class _Rewriting:
    """The cells of one column on their way into the copy."""

    def __init__(self, name: str, decision: Decision) -> None:
        self.name = name
        self._code = _CODES.get(decision.type, "")
        self._counts: dict[str, Places] = {}
        self._clean: Callable[[str], tuple[str, tuple[str, ...]]] = lru_cache(maxsize=4_096)(
            lambda cell: cleaned(cell, decision)
        )

    def add(self, cells: Sequence[str], lines: Sequence[int]) -> list[str]:
        """The cells as they are written."""
        found = []
        for cell, line in zip(cells, lines, strict=True):
            text, codes = self._clean(cell)
            found.append(text)
            for code in codes:
                self._counts.setdefault(code, Places()).add_one(line)
        return found

    def changes(self) -> list[Change]:
        return [Change(code, places.count, self.name, places.first) for code, places in sorted(self._counts.items())]


_CODES = (
    dict.fromkeys(AMOUNTS, "number_rewritten") | dict.fromkeys(_DATES, "date_rewritten") | {Type.TIME: "time_rewritten"}
)


def cleaned(cell: str, decision: Decision) -> tuple[str, tuple[str, ...]]:
    """The cell as it is written, and the kinds of change it went through."""
    codes = []
    stripped = cell.strip()
    text = storable(stripped)
    if stripped != cell:
        codes.append("spaces_trimmed")
    if text != stripped:
        codes.append("signs_replaced")  # halves of letters, and NUL: nothing keeps them
    if is_marker(text):
        return "", (*codes, "marker_emptied")
    if not text:
        return "", tuple(codes)
    kind = _CODES.get(decision.type)
    found = rewritten(text, decision) if kind else guarded(text)
    if found != text:
        codes.append(kind or "formula_guarded")
    return found, tuple(codes)
