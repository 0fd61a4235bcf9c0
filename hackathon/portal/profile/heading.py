"""Where a table begins: its header row, below titles and blank rows, and the names of its columns. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from hackathon.portal.profile.text_rows import Block
from hackathon.portal.words import UNSTORABLE
from hackathon.text import fold

LOOKED_AT = 100  # rows among which the header is looked for
FULL = 0.6  # a header has at least this share of the cells that rows usually have
UNNAMED = "columna_{}"  # the files' language, for people read it beside the other names
LONGEST_NAME = 200
LONGEST_TITLE = 300
FOOTNOTE = re.compile(r"(?:fuente|nota|notas|elaboracion|elaborado|leyenda|fecha de corte)\b|\*|\(\*\)|\(1\)|1/")
TOTAL = re.compile(
    r"(?:gran |sub ?|suma )?total(?:es)?(?: (?:general|nacional|regional|departamental|provincial))?[ :.]*$"
)
_VALUE = re.compile(r"\W*\d[\d\s.,:/%-]*$")  # numbers, amounts, dates: not what names look like
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class Heading:
    """The names of the columns, and what stands above them. Without a header row the names are ours."""

    names: list[str]
    originals: list[str]
    has_header: bool = False
    line: int = 0
    titles: list[tuple[int, str]] = field(default_factory=list)
    rows_above: int = 0  # rows of the file before the first row of data

    @property
    def unnamed(self) -> list[str]:
        return [
            name for name, original in zip(self.names, self.originals, strict=True) if not original and self.has_header
        ]

    @property
    def repeated(self) -> list[str]:
        """Original names that several columns bear, each once, in their order."""
        return [name for name in dict.fromkeys(self.originals) if name and self.originals.count(name) > 1]


def heading_of(block: Block, *, is_certain: bool = False, columns: int = 500) -> Heading:
    """The heading of a table that begins with these rows. `is_certain`: the first one is known to hold the names."""
    filled = [_filled(cells) for cells in block.rows if _filled(cells)]
    usual = median(filled or [0])
    titles: list[tuple[int, str]] = []
    for position, (line, cells) in enumerate(zip(block.lines, block.rows, strict=True)):
        if is_certain or _filled(cells) >= max(1, FULL * usual):
            has_header = is_certain or not _looks_like_data(cells)
            width = min(columns, _width(cells, block.rows[position + 1 :]))
            originals = [clean_name(cell) for cell in cells[:width]] if has_header else []
            originals += [""] * (width - len(originals))
            above = position + 1 if has_header else position
            return Heading(unique_names(originals), originals, has_header, line if has_header else 0, titles, above)
        if _filled(cells):
            titles.append((line, " ".join(" ".join(cells).split())[:LONGEST_TITLE]))
    return Heading([], [])


def _width(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """As many columns as the header names; more where most rows have more."""
    widths = Counter(len(cells) for cells in rows if _filled(cells))
    commonest = max(widths, key=lambda width: (widths[width], width), default=0)
    return max(len(header), commonest)


def clean_name(cell: str) -> str:
    """A column's name on one line, without what no database keeps."""
    return " ".join(UNSTORABLE.sub("\ufffd", cell).split())[:LONGEST_NAME]


def unique_names(originals: Sequence[str]) -> list[str]:
    """The names as a program needs them: `Casos`, `Casos_2`, and `columna_3` for a column without one."""
    taken = set(originals)
    names: list[str] = []
    for position, original in enumerate(originals, 1):
        name = original or UNNAMED.format(position)
        number = 2
        while name in names or (name != original and name in taken):
            name = f"{original or UNNAMED.format(position)}_{number}"
            number += 1
        names.append(name)
    return names


def is_footer(cells: Sequence[str]) -> bool:
    """Whether a last row is no data: a total, a source, a note."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return True
    first = fold(filled[0])
    if TOTAL.match(first):
        return True
    return len(filled) < len(cells) and len(filled) <= 2 and bool(FOOTNOTE.match(first))


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _looks_like_data(cells: Sequence[str]) -> bool:
    """Whether most cells are values. Years may well be names of columns."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    values = [cell for cell in filled if _VALUE.match(cell) and not _YEAR.match(cell)]
    return len(values) * 2 > len(filled)
