"""Reading JSON that strangers send: by its content whatever its label, and never deeper or heavier than agreed.

Pure. It refuses to know where the bytes came from; `NotJson` is turned into the reader's own words by its callers.
"""

import codecs
import io
import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import ijson

from hackathon.text import N_

DEEPEST = 64
HEAVIEST = 1_500_000  # values in one text: about 300 bytes of memory each, at the very worst
LIGHT = 8_000_000  # bytes up to which a text is read at once; above it, record by record

_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_STRING = re.compile(rb'"[^"]*+"?')  # the closing quote is optional: an unclosed string ends the text
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{},'))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_JSONP = re.compile(r"\s*(?:/\*\*/)?\s*[A-Za-z_$][\w$.]*\s*\(")


class NotJson(ValueError):
    """Why these bytes are not the JSON we read; the text is a gettext source."""


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of these bytes: byte order mark, else the label if it fits strictly, else UTF-8, else Windows-1252."""
    for mark, coding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(coding, errors="replace")
    for name in (charset, "utf-8", "windows-1252"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1252", errors="replace")


def is_page(text: str) -> bool:
    """Whether this is a page for people (or XML) rather than data."""
    return text.lstrip().startswith("<")


def read(data: bytes, charset: str | None = None) -> Any:
    """The value in these bytes; raises NotJson."""
    text = _checked(data, charset)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as broken:
        raise NotJson(N_("It is not JSON: it breaks off or is written wrongly.")) from broken


def beginning(data: bytes, charset: str | None = None) -> Any:
    """The value in a text that was cut off, as far as it goes: its open lists and objects end where the text ends.

    Raises NotJson for what is no beginning of JSON data.
    """
    # A comma is one byte in every encoding of the web: no character is cut in two.
    text = _checked(data[: data.rfind(b",") + 1], charset)
    found = ijson.ObjectBuilder()
    try:
        for event, value in ijson.basic_parse(io.BytesIO(text.encode("utf-8", errors="replace")), use_float=True):
            found.event(event, value)
    except (ijson.JSONError, ValueError):
        pass  # here the text was cut
    return getattr(found, "value", None)


class LargeJson:
    """A large text, read piece by piece: only one record is a Python object at a time."""

    def __init__(self, data: bytes, charset: str | None = None) -> None:
        self._data = _checked(data, charset).encode("utf-8", errors="replace")

    def holds(self, name: str) -> bool:
        """Whether the whole is an object with this name in it; raises NotJson where the text breaks before it."""
        try:
            events = ijson.parse(io.BytesIO(self._data), use_float=True)
            return any(event == "map_key" and value == name and not path for path, event, value in events)
        except (ijson.JSONError, ValueError, RecursionError) as broken:
            raise NotJson(N_("It is not JSON: it breaks off or is written wrongly.")) from broken

    def pieces(self, path: str) -> Iterator[Any]:
        """Every value at this path (`result.results.item`), in order; raises NotJson where the text breaks."""
        try:
            yield from ijson.items(io.BytesIO(self._data), path, use_float=True)
        except (ijson.JSONError, ValueError, RecursionError) as broken:
            raise NotJson(N_("It is not JSON: it breaks off or is written wrongly.")) from broken

    def piece(self, path: str) -> Any:
        """The first value at this path, or None."""
        return next(self.pieces(path), None)


def weigh(data: bytes) -> tuple[int, int]:
    """How many values a JSON text holds (at most) and how deep they stand, without building any of them."""
    # Escapes go first, so that a quote is the end of a string; then all that gives the text no structure.
    bare = _STRING.sub(b"", _ESCAPED.sub(b"", data).translate(None, _NOT_STRUCTURE))
    values = bare.count(b",") + bare.count(b"[") + bare.count(b"{")
    brackets = bare.translate(None, b",")
    if len(brackets) > 2 * HEAVIEST:  # where the values are few enough, more is closed than opened: no JSON
        return values, DEEPEST + 1
    return values, max(accumulate(_STEP[bracket] for bracket in brackets), default=0)


def _checked(data: bytes, charset: str | None) -> str:
    text = decode(data, charset)
    if is_page(text):
        raise NotJson(N_("It is a page for people, not data."))
    if not text.strip():
        raise NotJson(N_("It is empty."))
    if _JSONP.match(text[:200]):
        raise NotJson(N_("It is a script (JSONP), not data."))
    values, depth = weigh(text.encode("utf-8", errors="replace"))
    if values > HEAVIEST:
        raise NotJson(N_("It holds more values than one answer may."))
    if depth > DEEPEST:
        raise NotJson(N_("It is nested deeper than any catalogue."))
    return text


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
