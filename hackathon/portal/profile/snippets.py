"""The lines that load a file by its address, in the languages people bring to a hackathon. Pure.

The address is a stranger's text: it is written as a string of each language, never as code.
"""

import json
from collections.abc import Callable

from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.contents import Kind
from hackathon.portal.profile.report import Profile

_KEPT_AS_TEXT = (Type.TEXT, Type.CODE)


def snippets(profile: Profile, url: str) -> dict[str, str]:
    """`python`, `pandas`, `r` and `javascript`; empty for what is no table or stands in a ZIP."""
    writers: dict[Kind, Callable[[Profile, str], dict[str, str]]] = {
        Kind.TEXT: _of_text,
        Kind.XLSX: _of_sheet,
        Kind.XLS: _of_sheet,
        Kind.JSON: _of_json,
        Kind.GEOJSON: _of_json,
    }
    if not profile.columns or profile.reading.member:
        return {}
    return writers[profile.reading.kind](profile, url)


def _of_text(profile: Profile, url: str) -> dict[str, str]:
    reading = profile.reading
    skipped = max(0, reading.header_line - 1)
    encoding = "utf-8-sig" if reading.has_mark and reading.encoding == "utf-8" else reading.encoding
    return {
        "python": _lines(
            "import csv, io, urllib.request",
            f"data = urllib.request.urlopen({quoted(url)}).read().decode({quoted(encoding)})",
            f"rows = list(csv.reader(io.StringIO(data, newline=''), delimiter={quoted(reading.delimiter)}))[{skipped}:]",
        ),
        "pandas": _pandas(profile, url, encoding, skipped),
        "r": _r(profile, url, skipped),
        "javascript": _lines(
            f"const answer = await fetch({quoted(url)});",
            f"const text = new TextDecoder({quoted(reading.encoding)}).decode(await answer.arrayBuffer());",
            f"const rows = d3.dsvFormat({quoted(reading.delimiter)})"
            f".parse(text{_js_without_lines(skipped)}); // https://d3js.org/d3-dsv",
        ),
    }


def _pandas(profile: Profile, url: str, encoding: str, skipped: int) -> str:
    reading = profile.reading
    options = [quoted(url), f"sep={quoted(reading.delimiter)}", f"encoding={quoted(encoding)}"]
    if skipped:
        options.append(f"skiprows={skipped}")
    if not reading.header_line:
        options.append("header=None")
    if any(column.decimal == "," for column in profile.columns):
        options.append('decimal=","')
        if any(column.groups == "." for column in profile.columns):
            options.append('thousands="."')
    codes = {column.original: "string" for column in profile.columns if column.type == Type.CODE and column.original}
    if codes:
        options.append(f"dtype={quoted(codes)}")
    return _lines("import pandas", f"table = pandas.read_csv({', '.join(options)})")


def _r(profile: Profile, url: str, skipped: int) -> str:
    reading = profile.reading
    decimal = "," if any(column.decimal == "," for column in profile.columns) else "."
    kinds = "".join("c" if column.type in _KEPT_AS_TEXT else "?" for column in profile.columns)
    names = "TRUE" if reading.header_line else "FALSE"
    grouping = "" if decimal == "." else ', grouping_mark = "."'
    locale = f"locale(encoding = {quoted(reading.encoding)}, decimal_mark = {quoted(decimal)}{grouping})"
    return _lines(
        "library(readr)",
        f"table <- read_delim({quoted(url)}, delim = {quoted(reading.delimiter)}, skip = {skipped}, col_names = {names},",
        f"  col_types = {quoted(kinds)}, locale = {locale})",
    )


def _js_without_lines(skipped: int) -> str:
    return f'.split("\\n").slice({skipped}).join("\\n")' if skipped else ""


def _of_sheet(profile: Profile, url: str) -> dict[str, str]:
    sheet, skipped = profile.reading.sheet, max(0, profile.reading.header_line - 1)
    return {
        "pandas": _lines(
            "import pandas",
            f"table = pandas.read_excel({quoted(url)}, sheet_name={quoted(sheet)}, skiprows={skipped}, dtype=str)",
        ),
        "r": _lines(
            "library(readxl)",
            f'download.file({quoted(url)}, "data.{profile.reading.kind.value}", mode = "wb")',
            f'table <- read_excel("data.{profile.reading.kind.value}", sheet = {quoted(sheet)}, skip = {skipped})',
        ),
    }


def _of_json(profile: Profile, url: str) -> dict[str, str]:
    path = profile.reading.path.split(".") if profile.reading.path else []
    python = "".join(f"[{quoted(key)}]" for key in path)
    return {
        "python": _lines(
            "import json, urllib.request",
            f"records = json.load(urllib.request.urlopen({quoted(url)})){python}",
        ),
        "pandas": _lines(
            "import json, pandas, urllib.request",
            f"records = json.load(urllib.request.urlopen({quoted(url)})){python}",
            "table = pandas.json_normalize(records)",
        ),
        "r": _lines(
            "library(jsonlite)",
            f"records <- fromJSON({quoted(url)}){''.join(f'[[{quoted(key)}]]' for key in path)}",
        ),
        "javascript": _lines(f"const records = (await (await fetch({quoted(url)})).json()){python};"),
    }


def quoted(value: object) -> str:
    """A string (or table of strings) as Python, R and JavaScript all write it; what is not ASCII is escaped."""
    return json.dumps(value)


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
