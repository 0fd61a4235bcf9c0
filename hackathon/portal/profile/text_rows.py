"""The rows of a delimited text, each with the line it begins at. Pure; memory does not grow with the file."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import BinaryIO, NamedTuple

from hackathon.portal.profile.delimiters import declared_delimiter, delimiter_of
from hackathon.portal.profile.encodings import Encoding, encoding_of
from hackathon.portal.profile.places import Limits, Places

SAMPLE = 65_536  # characters the delimiter is decided on
BLOCK = 256  # rows read at once: few enough to stay near the processor
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Block(NamedTuple):
    """Some rows, and the line (row of a sheet, number of a record) at which each begins."""

    lines: Sequence[int]
    rows: list[list[str]]


class TextRows:
    """A text as rows. `broken` counts lines that the csv module gives up on: a quote that is never closed."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self.encoding: Encoding = encoding_of(file, limits)
        self.broken = Places()
        sample = self.encoding.text(file, limits).read(SAMPLE)
        self.delimiter = delimiter_of(sample if len(sample) < SAMPLE else sample.rpartition("\n")[0] or sample)
        self._skipped = 1 if declared_delimiter(sample.partition("\n")[0]) else 0

    def __iter__(self) -> Iterator[Block]:
        """A blank line is a row without cells; a first line `sep=;` is none at all."""
        self.broken.clear()
        text = self.encoding.text(self._file, self._limits)
        for _ in range(self._skipped):
            text.readline()
        reader = csv.reader(text, delimiter=self.delimiter)
        while True:
            rows: list[list[str]] = []
            before, is_broken = reader.line_num, False
            try:
                rows.extend(islice(reader, BLOCK))
            except csv.Error:  # what came before it is in `rows`
                is_broken = True
            if not rows and not is_broken:
                return
            lines = lines_of(rows, before + 1 + self._skipped, reader.line_num - before)
            yield Block(lines[: len(rows)], rows)
            if is_broken:
                self.broken.add_one(lines[-1])


def lines_of(rows: list[list[str]], first: int, read: int) -> Sequence[int]:
    """The line at which each row begins, and the one after them: a quoted cell may run over several."""
    if read == len(rows):
        return range(first, first + read + 1)
    lengths = (1 + sum(len(_LINE_ENDS.findall(cell)) for cell in row) for row in rows)
    return list(accumulate(lengths, initial=first))


def blocks_of(numbered: Iterable[tuple[int, list[str]]]) -> Iterator[Block]:
    """Numbered rows, many at a time."""
    rest = iter(numbered)
    while block := list(islice(rest, BLOCK)):
        yield Block([number for number, _ in block], [cells for _, cells in block])
