"""The lines that load a clean copy by its address, in the languages people bring to a hackathon. Pure.

They load the copy, never the portal's file: whatever that was, the copy is UTF-8 with commas, decimal points and one
header row. Its address and the names of its columns are strangers' texts: written as strings of each language, never as
code.
"""

import json
from collections.abc import Sequence

from hackathon.csv_text import guarded
from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.description import Column

_KEPT_AS_TEXT = (Type.TEXT, Type.CODE)


def snippets(columns: Sequence[Column], url: str) -> dict[str, str]:
    """`python`, `pandas`, `r` and `javascript` for the clean copy with these columns."""
    return {
        "python": _lines(
            "import csv, io, urllib.request",
            f'data = urllib.request.urlopen({quoted(url)}).read().decode("utf-8")',
            'rows = list(csv.DictReader(io.StringIO(data, newline="")))',
        ),
        "pandas": _pandas(columns, url),
        "r": _lines(
            "library(readr)",
            f"table <- read_csv({quoted(url)}, col_types = {quoted(_kinds_in_r(columns))})",
        ),
        "javascript": _lines(
            f"const answer = await fetch({quoted(url)});",
            "const rows = d3.csvParse(await answer.text()); // https://d3js.org/d3-dsv",
        ),
    }


def _pandas(columns: Sequence[Column], url: str) -> str:
    codes = {guarded(column.name): "string" for column in columns if column.type == Type.CODE}
    kept = f", dtype={quoted(codes)}" if codes else ""
    return _lines("import pandas", f"table = pandas.read_csv({quoted(url)}{kept})")


def _kinds_in_r(columns: Sequence[Column]) -> str:
    """One sign a column: text stays text, the rest is guessed by readr."""
    return "".join("c" if column.type in _KEPT_AS_TEXT else "?" for column in columns)


def quoted(value: object) -> str:
    """A string (or table of strings) as Python, R and JavaScript all write it; what is not ASCII is escaped."""
    return json.dumps(value)


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
