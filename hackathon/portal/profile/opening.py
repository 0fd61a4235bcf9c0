"""From a file to a table: what it is, how it is read, where its columns begin. Pure; raises NotATable."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from hackathon.portal.profile.batches import Batches, RowFaults
from hackathon.portal.profile.contents import BROKEN, Kind, NotATable, kind_of
from hackathon.portal.profile.encodings import Encoding
from hackathon.portal.profile.heading import LOOKED_AT, Heading, heading_of
from hackathon.portal.profile.json_rows import JsonRows
from hackathon.portal.profile.places import Limits, Places
from hackathon.portal.profile.sheet_rows import SheetRows, check_archive
from hackathon.portal.profile.text_rows import Block, TextRows

IN_MEMORY = 8_000_000  # bytes of an unpacked member; a longer one is put on disk
_TABLES = re.compile(r"\.(?:csv|tsv|txt|xlsx|xls|json|geojson)$", re.IGNORECASE)
_ORNAMENTS = re.compile(r"(?:^|/)(?:__MACOSX/|\.|(?:readme|leeme|licen[sc])[^/]*\.(?:txt|md)$)", re.IGNORECASE)


@dataclass
class Table:
    """A file that has rows. `batches()` may be asked for again and again: each reads the file anew."""

    kind: Kind
    blocks: Iterable[Block]
    limits: Limits
    size: int
    heading: Heading = field(default_factory=lambda: Heading([], []))
    encoding: Encoding | None = None
    delimiter: str = ""
    sheet: str = ""
    other_sheets: list[str] = field(default_factory=list)
    member: str = ""  # the file in a ZIP
    path: str = ""  # the keys that lead to the records of a JSON, with dots between
    geometries: dict[str, int] = field(default_factory=dict)
    broken: Places = field(default_factory=Places)
    as_text: dict[int, Places] = field(default_factory=dict)
    faults: RowFaults = field(default_factory=RowFaults)
    unpacked: ExitStack = field(default_factory=ExitStack)  # what was opened for it

    @property
    def is_cut(self) -> bool:
        """Whether the file is longer than what is read of it."""
        return self.kind == Kind.TEXT and self.size > self.limits.bytes

    def close(self) -> None:
        """Lets go of what was unpacked; the file itself is its owner's."""
        self.unpacked.close()

    def batches(self) -> Batches:
        found = Batches(self.blocks, self.heading, self.limits, is_cut=self.is_cut)
        self.faults = found.faults
        return found


def open_table(file: BinaryIO, limits: Limits) -> Table:
    """The table in this file, which must be seekable and stay open as long as the table is read; raises NotATable."""
    kind = kind_of(file)
    size = file.seek(0, 2)
    file.seek(0)
    if kind == Kind.TEXT:
        table = _text(file, size, limits)
    elif kind in (Kind.XLSX, Kind.XLS):
        table = _sheet(file, kind, size, limits)
    elif kind == Kind.JSON:
        table = _json(file, size, limits)
    elif kind == Kind.ZIP:
        return _unpacked(file, limits)
    else:
        raise NotATable("empty_file" if kind == Kind.EMPTY else "not_a_table", kind, kind.upper())
    return _headed(table)


def sheets_beside(table: Table) -> Iterator[Table]:
    """The other sheets of its workbook, if it stands in one; raises NotATable."""
    if isinstance(table.blocks, SheetRows):
        for rows in table.blocks.beside():
            yield _headed(Table(table.kind, rows, table.limits, table.size, sheet=rows.name, as_text=rows.as_text))


def _headed(table: Table) -> Table:
    first = next(iter(table.blocks), Block([], []))
    looked_at = Block(first.lines[:LOOKED_AT], first.rows[:LOOKED_AT])
    is_certain = table.kind in (Kind.JSON, Kind.GEOJSON)
    table.heading = heading_of(looked_at, is_certain=is_certain, columns=table.limits.columns)
    return table


def is_called_a_table(name: str) -> bool:
    """Whether the name of a file in a ZIP ends as a table's does."""
    return _TABLES.search(name) is not None


def is_ornament(name: str) -> bool:
    """Whether a file in a ZIP is only a word to its readers, or what a system left."""
    return _ORNAMENTS.search(name) is not None


def _text(file: BinaryIO, size: int, limits: Limits) -> Table:
    rows = TextRows(file, limits)
    return Table(Kind.TEXT, rows, limits, size, encoding=rows.encoding, delimiter=rows.delimiter, broken=rows.broken)


def _sheet(file: BinaryIO, kind: Kind, size: int, limits: Limits) -> Table:
    rows = SheetRows(file, kind, limits)
    return Table(kind, rows, limits, size, sheet=rows.name, other_sheets=rows.others, as_text=rows.as_text)


def _json(file: BinaryIO, size: int, limits: Limits) -> Table:
    if size > limits.bytes:
        raise NotATable("too_large", Kind.JSON)
    rows = JsonRows(file, limits)
    return Table(
        rows.kind, rows, limits, size, path=".".join(rows.path), geometries=dict(sorted(rows.geometries.items()))
    )


def _unpacked(file: BinaryIO, limits: Limits) -> Table:
    """The only table in a ZIP. A ZIP in a ZIP is not looked into."""
    with ExitStack() as stack:
        inner = cast(BinaryIO, stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY)))
        name = _unpack(file, inner, limits)
        if kind_of(inner) == Kind.ZIP:
            raise NotATable("zip_without_table", Kind.ZIP, name)
        table = open_table(inner, limits)
        table.member = name
        table.unpacked = stack.pop_all()
        return table


def _unpack(file: BinaryIO, inner: BinaryIO, limits: Limits) -> str:
    """Writes the only table of this archive to `inner`; its name."""
    try:
        with zipfile.ZipFile(file) as archive:
            check_archive(archive, Kind.ZIP, limits)
            names = [name for name in archive.namelist() if is_called_a_table(name) and not is_ornament(name)]
            if len(names) != 1:
                raise NotATable("several_tables" if names else "zip_without_table", Kind.ZIP, *names[:20])
            with archive.open(names[0]) as member:
                shutil.copyfileobj(member, inner)
    except BROKEN as broken:
        raise NotATable("protected_file" if "password" in str(broken) else "broken_file", Kind.ZIP) from broken
    return names[0]
