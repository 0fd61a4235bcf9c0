"""The records of a JSON text as rows: a list of objects, one level or two under a key, a line each, or GeoJSON. Pure.

The text is read as a stream of events, twice: first for the lists it holds and their keys, then for the rows. A record
is flat here: what is nested in it becomes short JSON of its own, and a geometry only its kind.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, BinaryIO

import ijson

from hackathon.portal.profile.contents import Kind, NotATable
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.text_rows import Block, blocks_of

USUAL = ("records", "data", "datos", "items", "results", "result", "rows", "value", "values", "features")
DEEPEST = 64
LONGEST = 2_000  # characters of nested JSON that are kept
GEOMETRY = "geometria"  # the column that says which kind of geometry a feature has
DOWN = 2  # levels under which a list is looked for: `result.records`
_LINE_BY_LINE = re.compile(rb"\}[ \t\r]*\n\s*\{")  # in one object, or in a list, a comma stands between
HEAD = 65_536
Event = tuple[str, Any]
Found = tuple[tuple[str, ...], dict[str, str]]


@dataclass
class Records:
    """A list of objects in the text: where (keys, from the outside), how many, and their keys in order."""

    path: tuple[str, ...]
    count: int = 0
    keys: dict[str, None] = field(default_factory=dict)

    @property
    def preference(self) -> tuple[bool, int, int]:
        name = self.path[-1] if self.path else "records"
        return name in USUAL, self.count, -len(self.path)


class JsonRows:
    """The longest list of objects as rows, its keys first. `geometries` counts the kinds seen in GeoJSON."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.file, self._limits = file, limits
        self.geometries: Counter[str] = Counter()
        file.seek(0)
        self._by_line = bool(_LINE_BY_LINE.search(file.read(HEAD)))
        found: dict[tuple[str, ...], Records] = {}
        for path, record in self._objects():
            records = found.setdefault(path, Records(path))
            records.count += 1
            if len(records.keys) < limits.columns:
                records.keys.update(dict.fromkeys(record))
        if not found:
            raise NotATable("json_without_records", Kind.JSON)
        best = max(found.values(), key=lambda records: records.preference)
        self.path, self.keys = best.path, list(best.keys)[: limits.columns]
        self.kind = Kind.GEOJSON if self.geometries else Kind.JSON

    @property
    def place(self) -> str:
        """Where the values of these rows stand, as `ijson` says it."""
        within = ".".join((*self.path, "item")) if self.path or not self._by_line else ""
        return f"{within}.properties" if self.kind == Kind.GEOJSON else within

    def __iter__(self) -> Iterator[Block]:
        """Blocks of rows with the number of each record; the row of keys has the number 0."""
        return blocks_of(self._rows())

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        yield 0, self.keys
        number = 0
        for path, record in self._objects():
            if path == self.path:
                number += 1
                yield number, [record.get(key, "") for key in self.keys]

    def _objects(self) -> Iterator[Found]:
        to_first_value(self.file)
        self.geometries.clear()
        try:
            events = ijson.basic_parse(self.file, multiple_values=True, use_float=True)
            yield from objects(iter(events), self.geometries, by_line=self._by_line)
        except (ijson.JSONError, ValueError, RecursionError) as broken:
            raise NotATable("broken_file", Kind.JSON) from broken


def to_first_value(file: BinaryIO) -> None:
    """Passes over the mark at the beginning of the text, if there is one."""
    file.seek(0)
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)


def objects(events: Iterator[Event], geometries: Counter[str], *, by_line: bool = False) -> Iterator[Found]:
    """Every object that stands in a list (or on a line of its own), with the keys that lead to its list."""
    for kind, _ in events:
        if kind == "start_array":
            yield from _in_list(events, (), geometries)
        elif kind == "start_map" and by_line:
            yield (), _record(events, geometries)
        elif kind == "start_map":
            yield from _in_object(events, (), geometries)


def _in_list(events: Iterator[Event], path: tuple[str, ...], geometries: Counter[str]) -> Iterator[Found]:
    for kind, value in takewhile(_before("end_array"), events):
        if kind == "start_map":
            yield path, _record(events, geometries)
        else:
            _value(kind, value, events, is_kept=False)


def _in_object(events: Iterator[Event], path: tuple[str, ...], geometries: Counter[str]) -> Iterator[Found]:
    """The lists under the keys of an object, down to DOWN levels."""
    key = ""
    for kind, value in takewhile(_before("end_map"), events):
        if kind == "map_key":
            key = value
        elif kind == "start_array":
            yield from _in_list(events, (*path, key), geometries)
        elif kind == "start_map" and len(path) < DOWN:
            yield from _in_object(events, (*path, key), geometries)
        else:
            _value(kind, value, events, is_kept=False)


def _before(end: str) -> Callable[[Event], bool]:
    """Whether an event comes before this end; the reader of events refuses a text without it."""
    return lambda event: event[0] != end


def _record(events: Iterator[Event], geometries: Counter[str]) -> dict[str, str]:
    values = _value("start_map", None, events)
    if values.get("type") != "Feature" or not isinstance(values.get("properties"), dict):
        return {name: text_of_value(value) for name, value in values.items()}
    geometry = values.get("geometry")
    kind = str(geometry.get("type", "")) if isinstance(geometry, dict) else ""
    geometries[kind] += 1
    return {name: text_of_value(value) for name, value in values["properties"].items()} | {GEOMETRY: kind}


def _value(kind: str, value: Any, events: Iterator[Event], *, depth: int = 1, is_kept: bool = True) -> Any:
    """The value that begins with this event; lists are passed over when they are not `is_kept`."""
    if depth > DEEPEST:
        raise ValueError(kind)
    if kind == "start_map":
        return _map(events, depth, is_kept)
    return _list(events, depth, is_kept) if kind == "start_array" else value


def _map(events: Iterator[Event], depth: int, is_kept: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    key = ""
    for kind, value in takewhile(_before("end_map"), events):
        if kind == "map_key":
            key = value
            continue
        # Of a geometry only its kind is wanted: a coast has a million coordinates.
        content = _value(kind, value, events, depth=depth + 1, is_kept=is_kept and key != "geometry")
        if len(found) < LONGEST:
            found[key] = content
    return found


def _list(events: Iterator[Event], depth: int, is_kept: bool) -> list[Any]:
    found: list[Any] = []
    for kind, value in takewhile(_before("end_array"), events):
        content = _value(kind, value, events, depth=depth + 1, is_kept=is_kept)
        if is_kept and len(found) < LONGEST:
            found.append(content)
    return found


def text_of_value(value: Any) -> str:
    """A JSON value as a cell: null is empty, a whole number has no `.0`, what is nested stays JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)[:LONGEST]
