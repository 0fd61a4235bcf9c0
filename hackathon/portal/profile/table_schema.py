"""The profile as others' programs read it: a Frictionless Tabular Data Resource with Table Schema and dialect. Pure.

Source: Table Schema and CSV Dialect of the Data Package standard. A word that they do not know is left out.
"""

from typing import Any

from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.contents import Kind
from hackathon.portal.profile.description import Column
from hackathon.portal.profile.report import Profile, Reading
from hackathon.text import fold

_TYPES = {
    Type.TEXT: "string",
    Type.CODE: "string",
    Type.EMPTY: "string",
    Type.LATITUDE: "number",
    Type.LONGITUDE: "number",
}
_TRUE = {"si", "true", "verdadero", "yes", "s", "v", "t"}


def table_schema(profile: Profile) -> dict[str, Any]:
    """`fields` and `missingValues` of the table."""
    missing = sorted({marker for column in profile.columns for marker in column.markers})
    return {"fields": [_field(column) for column in profile.columns], "missingValues": ["", *missing]}


def dialect(reading: Reading) -> dict[str, Any]:
    """How the text is cut into cells; empty for what is no text."""
    if reading.kind != Kind.TEXT:
        return {}
    found: dict[str, Any] = {
        "delimiter": reading.delimiter,
        "quoteChar": '"',
        "doubleQuote": True,
        "header": reading.header_line > 0,
    }
    if reading.header_line > 1:
        found["headerRows"] = [reading.header_line]
        found["commentRows"] = list(range(1, reading.header_line))
    return found


def resource(profile: Profile, *, name: str, path: str) -> dict[str, Any]:
    """The whole descriptor of the file at this address."""
    found: dict[str, Any] = {"name": name, "path": path, "profile": "tabular-data-resource"}
    if profile.reading.kind == Kind.TEXT:
        found["encoding"] = profile.reading.encoding
        found["dialect"] = dialect(profile.reading)
    return found | {"bytes": profile.reading.size, "schema": table_schema(profile)}


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.type, column.type.value)}
    if column.original and column.original != column.name:
        found["title"] = column.original
    if column.decimal == ",":
        found["decimalChar"] = ","
    if column.groups:
        found["groupChar"] = column.groups
    if column.unit:
        found["bareNumber"] = False
    if column.type in (Type.DATE, Type.DATETIME):
        found["format"] = column.patterns[0] if len(column.patterns) == 1 else "any"
    if column.type == Type.BOOLEAN:
        found |= _answers(column)
    if column.filled and not column.empty and not column.markers:
        found["constraints"] = {"required": True}
    return found


def _answers(column: Column) -> dict[str, list[str]]:
    said = [top.value for top in column.top] or column.examples
    return {
        "trueValues": [value for value in said if fold(value) in _TRUE],
        "falseValues": [value for value in said if fold(value) not in _TRUE],
    }
