"""The rows of a spreadsheet (XLSX, XLS), as texts. Pure; nothing is unpacked before its size is known.

The reader keeps every cell between the first and the last used one in memory, so two cells far apart in a file of one
kilobyte would take gigabytes: the span of an XLSX is read from its XML first.
"""

import copy
import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import python_calamine

from hackathon.portal.profile.contents import BROKEN, Kind, NotATable
from hackathon.portal.profile.places import Limits, Places
from hackathon.portal.profile.text_rows import Block, blocks_of

PIECE = 1 << 20
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")  # of a cell, or of a row
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d+)?$")
_NO_NUMBER = re.compile(r"0\d")  # a code with its zero is rightly a text
XLS_LARGEST = 20_000_000
_DRAWN = (python_calamine.SheetTypeEnum.ChartSheet, python_calamine.SheetTypeEnum.DialogSheet)  # sheets without cells


class SheetRows:
    """The first sheet with data. `as_text` holds, by column, where a number was written as a text."""

    def __init__(self, file: BinaryIO, kind: Kind, limits: Limits) -> None:
        self._check(file, kind, limits)
        self.as_text: dict[int, Places] = {}
        self.name, self.others = "", [""]
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            self._sheet, self.name = self._first_with_data(book)
            self.others = [name for name in book.sheet_names if name != self.name]
            self._book, self._kind = book, kind
        except (python_calamine.CalamineError, OSError, ValueError) as broken:
            protected = isinstance(broken, python_calamine.PasswordError)
            raise NotATable("protected_file" if protected else "broken_file", kind) from broken

    def __iter__(self) -> Iterator[Block]:
        """Blocks of rows, numbered as in the sheet."""
        return blocks_of(self._rows())

    def beside(self) -> "Iterator[SheetRows]":
        """The rows of each other sheet that has cells; raises NotATable."""
        drawn = {sheet.name for sheet in self._book.sheets_metadata if sheet.typ in _DRAWN}
        for name in self.others:
            if name in drawn:
                continue
            other = copy.copy(self)
            other.name, other.others, other.as_text = name, [], {}
            try:
                other._sheet = self._book.get_sheet_by_name(name)
            except (python_calamine.CalamineError, OSError, ValueError) as broken:
                raise NotATable("broken_file", self._kind) from broken
            yield other

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        self.as_text.clear()
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and _NUMBER.match(cell) and not _NO_NUMBER.match(cell):
                    self.as_text.setdefault(column, Places()).add_one(number)
            yield number, [text_of_cell(cell) for cell in cells]

    def _first_with_data(self, book: Any) -> tuple[Any, str]:
        sheets = [(book.get_sheet_by_name(name), name) for name in book.sheet_names[:1]]
        for name in book.sheet_names[1:20]:
            if sheets[-1][0].height:
                break
            sheets.append((book.get_sheet_by_name(name), name))
        return sheets[-1]

    def _check(self, file: BinaryIO, kind: Kind, limits: Limits) -> None:
        if kind == Kind.XLSX:
            with zipfile.ZipFile(file) as archive:
                check_archive(archive, kind, limits)
                for member in archive.infolist():
                    if member.filename.lower().endswith(".xml"):  # a sheet may lie anywhere
                        check_span(archive, member, limits)
        elif file.seek(0, 2) > XLS_LARGEST:
            raise NotATable("too_large", kind)
        file.seek(0)


def check_archive(archive: zipfile.ZipFile, kind: Kind, limits: Limits) -> None:
    """Refuses an archive that is larger inside than anybody needs. Sizes are those its list declares: readers stop there."""
    members = archive.infolist()
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked:
        raise NotATable("too_large", kind)
    for member in members:
        if member.file_size > PIECE and member.file_size > limits.ratio * max(1, member.compress_size):
            raise NotATable("too_large", kind)


def check_span(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuses a sheet whose used cells lie further apart than a reader can hold."""
    columns, rows = 1, 0
    try:
        with archive.open(member) as sheet:
            rest = b""
            while piece := sheet.read(PIECE):
                for letters, row in _REFERENCE.findall(rest + piece):
                    rows = max(rows, int(row))
                    columns = max(columns, _column_number(letters))
                rest = piece[-40:]
    except BROKEN as broken:
        raise NotATable("broken_file", Kind.XLSX) from broken
    if rows * columns > limits.cells:
        raise NotATable("too_large", Kind.XLSX)


def text_of_cell(cell: Any) -> str:
    """A typed cell as text: whole numbers without `.0`, for spreadsheets keep 7 as 7.0; dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
