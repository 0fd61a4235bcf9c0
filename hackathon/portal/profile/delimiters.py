"""Which sign stands between the cells of a text: the one that cuts its first lines most evenly. Pure."""

import csv
import io
import re
from collections import Counter

CANDIDATES = ",;\t|^~"
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n?$')


def delimiter_of(sample: str) -> str:
    """The delimiter of these lines, quotes respected; a comma where there is only one column.

    Each candidate's points: the share of rows that have its commonest number of cells, times (1 - 1/cells), so that
    a sign which cuts evenly into many beats one that cuts evenly into two.
    """
    declared = declared_delimiter(sample.partition("\n")[0])
    if declared:
        return declared
    return max(CANDIDATES, key=lambda sign: (_evenness(sample, sign), -CANDIDATES.index(sign)))


def declared_delimiter(first_line: str) -> str:
    """What a spreadsheet's first line `sep=;` says, or nothing."""
    found = _DECLARED.match(first_line.strip("\ufeff\r\n"))
    return found.group(1) if found else ""


def _evenness(sample: str, sign: str) -> float:
    widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if any(row))
    if not widths:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[1] * (1 - 1 / item[0]), item[0]))
    return rows / widths.total() * (1 - 1 / width)
