"""Tables as CSV for people's spreadsheets: no cell is ever run as a formula, and every cell reads back as it was.

A text that a spreadsheet would calculate gets an apostrophe in front, and so does a text that begins with one: whoever
reads the file back removes one apostrophe, and has the original. Source: OWASP, "CSV injection".
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

# Also the full-width signs that some spreadsheets take for the plain ones.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as text, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def guarded(cell: Any) -> Any:
    """The cell as it may stand in a file; numbers are left as they are."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith((*STARTS_A_FORMULA, GUARD)):
        return GUARD + cell
    return cell


def unguarded(cell: str) -> str:
    """What the cell of a file said before it was guarded."""
    return cell.removeprefix(GUARD)
