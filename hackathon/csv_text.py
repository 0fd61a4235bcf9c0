"""Tables as CSV for people's spreadsheets: no cell is ever run as a formula, and every cell reads back as it was.

A text that a spreadsheet would calculate gets an apostrophe in front, and so does a text that begins with one. Where
lists are separated by `;` or by tabs, a cell that holds such a sign may be split in spite of its quotes: what follows
the sign is guarded like a beginning. Whoever reads the file back removes one apostrophe at each of these places, and
has the original. Source: OWASP, "CSV injection".
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

# Also the full-width signs that some spreadsheets take for the plain ones.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
# Where another separator, or the end of a line, would begin a cell; quotes there would be taken away.
_INNER_START = re.compile(r"""([;\t\r\n])(?=[ "]*['=+\-@＝＋－＠])""")
_INNER_GUARD = re.compile(r"(?<=[;\t\r\n])'")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as text, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def guarded(cell: Any) -> Any:
    """The cell as it may stand in a file; numbers are left as they are."""
    if not isinstance(cell, str):
        return cell
    inside = _INNER_START.sub(r"\1'", cell)
    return GUARD + inside if cell.lstrip(" ").startswith((*STARTS_A_FORMULA, GUARD)) else inside


def unguarded(cell: str) -> str:
    """What the cell of a file said before it was guarded."""
    return _INNER_GUARD.sub("", cell.removeprefix(GUARD))
