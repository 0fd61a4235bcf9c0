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
PIECE = 1 << 18  # bytes looked at in one go
LIGHT = 8_000_000  # bytes up to which a text is read at once; above it, record by record

_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{},'))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CODING = re.compile(
    r"utf-(?:8|16|32)(?:-(?:sig|[lb]e))?|ascii|iso8859-\d+|cp\d+|mac-[a-z]+|koi8-[a-z]"
    r"|gb2312|gbk|gb18030|big5(?:hkscs)?|shift_jis(?:_2004|x0213)?|euc_\w+|tis-620"
)
_PAGE = re.compile(rb"\s*+<")
_JSONP = re.compile(rb"\s*(?:/\*\*/)?\s*[A-Za-z_$][\w$.]*\s*\(")


class NotJson(ValueError):
    """Why these bytes are not the JSON we read; the text is a gettext source."""


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of these bytes: byte order mark, else the label if it fits strictly, else UTF-8, else Windows-1252."""
    return _in_utf_8(data, charset).decode()


def _codings(data: bytes, charset: str | None) -> Iterator[tuple[str, str]]:
    """How these bytes may be read, one try after the other, and what to do with what does not fit."""
    for mark, coding in _MARKS:
        if data.startswith(mark):
            yield coding, "replace"
    coding = _coding_of(charset) if charset else ""
    if coding:
        yield coding, "strict"
    if coding in ("utf-16", "utf-32"):  # without a mark: as nearly all machines write it
        yield f"{coding}-le", "strict"
    yield "utf-8", "strict"


def _coding_of(charset: str) -> str:
    """The coding of texts that this label names, or "": some that Python knows take hours, or do something else."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return name if _CODING.fullmatch(name) else ""


def read(data: bytes, charset: str | None = None) -> Any:
    """The value in these bytes; raises NotJson."""
    text = _checked(data, charset)
    try:
        return json.loads(text.decode(), parse_constant=_refuse_constant)
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
        for event, value in ijson.basic_parse(io.BytesIO(text), use_float=True):
            found.event(event, value)
    except (ijson.JSONError, ValueError):
        pass  # here the text was cut
    return getattr(found, "value", None)


class LargeJson:
    """A large text, read piece by piece: only one record is a Python object at a time."""

    def __init__(self, data: bytes, charset: str | None = None) -> None:
        self._data = _checked(data, charset)

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
    """How many values a JSON text holds (at most) and how deep they stand, without building any of them.

    It stops where the text is known to be too much, or to close more than it opened: no reader gets farther.
    """
    values = depth = deepest = 0
    for bare in _structure(data):
        values += bare.count(b",") + bare.count(b"[") + bare.count(b"{")
        depths = list(accumulate((_STEP[bracket] for bracket in bare.translate(None, b",")), initial=depth))
        deepest, depth = max(deepest, max(depths)), depths[-1]
        if values > HEAVIEST or deepest > DEEPEST or depth < 0:
            break
    return values, deepest


def _structure(data: bytes) -> Iterator[bytes]:
    """The brackets and commas outside of strings, a small piece at a time: a copy of the whole could be too large."""
    escape, is_inside = b"", False
    for at in range(0, len(data), PIECE):
        piece = escape + data[at : at + PIECE]
        escape = piece[-1:] if (len(piece) - len(piece.rstrip(b"\\"))) % 2 else b""  # it belongs to what follows
        # Escapes go first, so that a quote is the end of a string; then all that gives the text no structure.
        unescaped = piece.replace(b"\\\\", b"").replace(b'\\"', b"")
        parts = unescaped.translate(None, _NOT_STRUCTURE).split(b'"')
        yield b"".join(parts[is_inside::2])
        is_inside ^= len(parts) % 2 == 0


def _checked(data: bytes, charset: str | None) -> bytes:
    """The same text in UTF-8, where it is JSON that may be read; raises NotJson."""
    text = _in_utf_8(data, charset)
    if _PAGE.match(text):
        raise NotJson(N_("It is a page for people, not data."))
    if not text or text.isspace():
        raise NotJson(N_("It is empty."))
    if _JSONP.match(text, 0, 200):
        raise NotJson(N_("It is a script (JSONP), not data."))
    values, depth = weigh(text)
    if values > HEAVIEST:
        raise NotJson(N_("It holds more values than one answer may."))
    if depth > DEEPEST:
        raise NotJson(N_("It is nested deeper than any catalogue."))
    return text


def _in_utf_8(data: bytes, charset: str | None) -> bytes:
    """As `decode`, a piece at a time: one letter from far away makes a whole text in memory four times as long."""
    for coding, errors in _codings(data, charset):
        try:
            return _rewritten(data, coding, errors)
        except UnicodeError:  # a plain one where a mark is missing
            continue
    return _rewritten(data, "windows-1252", "replace")


def _rewritten(data: bytes, coding: str, errors: str) -> bytes:
    decoder, written = codecs.getincrementaldecoder(coding)(errors), io.BytesIO()
    for at in range(0, len(data), PIECE):
        text = decoder.decode(data[at : at + PIECE], at + PIECE >= len(data))
        written.write(text.encode("utf-8", errors="replace"))
    return written.getvalue()


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
