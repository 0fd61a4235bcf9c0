"""What a cell looks like. A column's type is decided from how often each shape occurs, never from a cell alone. Pure.

Cells are sorted by their mask (digits become 9, letters a): a column of any length has few masks, so most cells cost one
look into a table. Only then are the values of each kind read, many at a time.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from hackathon.portal.profile.cell_words import is_marker, unit_of
from hackathon.portal.profile.dates import date_in, time_in


class Shape(StrEnum):
    """The shapes of cells. A trio is three digits after the only sign: thousands or decimals, the column must tell."""

    EMPTY = "empty"
    MARKER = "marker"
    INTEGER = "integer"
    ZEROS = "zeros"  # digits with a zero in front
    POINT = "point"  # 1.5  1,234.5  1,234,567
    COMMA = "comma"  # 1,5  1.234,5  1.234.567
    POINT_TRIO = "point_trio"  # 1.234
    COMMA_TRIO = "comma_trio"  # 1,234
    ISO_DATE = "iso_date"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    EITHER_FIRST = "either_first"  # 04/05/2020
    NAMED_MONTH = "named_month"
    TIME = "time"
    TEXT = "text"


NUMBERS = frozenset({Shape.INTEGER, Shape.POINT, Shape.COMMA, Shape.POINT_TRIO, Shape.COMMA_TRIO})
DATES = frozenset({Shape.ISO_DATE, Shape.DAY_FIRST, Shape.MONTH_FIRST, Shape.EITHER_FIRST, Shape.NAMED_MONTH})


class Sorted(NamedTuple):
    """Cells of one shape. `values` as they are read first; `others` as they would be read the other way."""

    shape: Shape
    texts: Sequence[str]
    values: Sequence[float] = ()
    others: Sequence[float] = ()
    pattern: str = ""  # of dates; "groups" where thousands are set apart
    unit: str = ""


Reader = Callable[[Sequence[str]], Iterable[Sorted]]


def sorted_cells(texts: Sequence[str]) -> Iterator[Sorted]:
    """Different, stripped cells sorted by shape."""
    readers = list(map(_READER_OF.__getitem__, masks_of(texts)))
    if len(set(readers)) == 1:
        yield from readers[0](texts)
        return
    groups: dict[Reader, list[str]] = defaultdict(list)
    for reader, text in zip(readers, texts, strict=True):
        groups[reader].append(text)
    for reader, group in groups.items():
        yield from reader(group)


def masks_of(texts: Sequence[str]) -> Sequence[bytes]:
    """Each text with 9 for a digit and `a` for a letter; all at once, because that is twenty times faster."""
    masks = "\0".join(texts).encode("utf-8", errors="replace").translate(_TO_MASK).split(b"\0")
    if len(masks) == len(texts):
        return masks
    return [text.replace("\0", "a").encode("utf-8", errors="replace").translate(_TO_MASK) for text in texts]


def _empty(texts: Sequence[str]) -> Iterable[Sorted]:
    return (Sorted(Shape.EMPTY, texts),)


def _digits(texts: Sequence[str]) -> Iterable[Sorted]:
    zeros = [text for text in texts if text[0] == "0" and len(text) > 1]
    if zeros:
        yield Sorted(Shape.ZEROS, zeros)
        if len(zeros) == len(texts):
            return
        texts = [text for text in texts if text[0] != "0" or len(text) == 1]
    yield Sorted(Shape.INTEGER, texts, list(map(int, texts)))


def _point(texts: Sequence[str]) -> Iterable[Sorted]:
    return (Sorted(Shape.POINT, texts, list(map(float, texts))),)


def _comma(texts: Sequence[str]) -> Iterable[Sorted]:
    return (Sorted(Shape.COMMA, texts, [float(text.replace(",", ".")) for text in texts]),)


def _point_groups(texts: Sequence[str]) -> Iterable[Sorted]:
    values = [float(text.replace(".", "").replace(",", ".")) for text in texts]
    return (Sorted(Shape.COMMA, texts, values, pattern="groups"),)


def _comma_groups(texts: Sequence[str]) -> Iterable[Sorted]:
    values = [float(text.replace(",", "")) for text in texts]
    return (Sorted(Shape.POINT, texts, values, pattern="groups"),)


def _point_trio(texts: Sequence[str]) -> Iterable[Sorted]:
    below_one = [text for text in texts if text.lstrip("-").startswith("0")]  # no thousands begin with 0
    if below_one:
        yield from _point(below_one)
        texts = [text for text in texts if not text.lstrip("-").startswith("0")]
    if texts:
        yield Sorted(Shape.POINT_TRIO, texts, list(map(float, texts)), [float(text.replace(".", "")) for text in texts])


def _comma_trio(texts: Sequence[str]) -> Iterable[Sorted]:
    below_one = [text for text in texts if text.lstrip("-").startswith("0")]
    if below_one:
        yield from _comma(below_one)
        texts = [text for text in texts if not text.lstrip("-").startswith("0")]
    if texts:
        decimals = [float(text.replace(",", ".")) for text in texts]
        yield Sorted(Shape.COMMA_TRIO, texts, decimals, [float(text.replace(",", "")) for text in texts])


def _exponents(texts: Sequence[str]) -> Iterable[Sorted]:
    for text in texts:
        number = float(text) if "e" in text.lower() else math.inf
        yield Sorted(Shape.POINT, [text], [number]) if math.isfinite(number) else Sorted(Shape.TEXT, [text])


_DATE_SHAPES = {
    "iso": Shape.ISO_DATE,
    "day": Shape.DAY_FIRST,
    "month": Shape.MONTH_FIRST,
    "either": Shape.EITHER_FIRST,
    "named": Shape.NAMED_MONTH,
}


def _dates(texts: Sequence[str]) -> Iterable[Sorted]:
    groups: dict[tuple[str, str], tuple[list[str], list[float], list[float]]] = {}
    rest = []
    for text in texts:
        written = date_in(text)
        if written is None:
            rest.append(text)
            continue
        group = groups.setdefault((written.order, written.pattern), ([], [], []))
        group[0].append(text)
        group[1].append(written.seconds)
        if written.other_seconds is not None:
            group[2].append(written.other_seconds)
    for (order, pattern), (found, values, others) in groups.items():
        yield Sorted(_DATE_SHAPES[order], found, values, others, pattern=pattern)
    if rest:
        yield from _words(rest)


def _times(texts: Sequence[str]) -> Iterable[Sorted]:
    for text in texts:
        found = time_in(text)
        if found is None:
            yield Sorted(Shape.TEXT, [text])
        else:
            yield Sorted(Shape.TIME, [text], [found.hour * 3600 + found.minute * 60 + found.second])


def _measured(texts: Sequence[str]) -> Iterable[Sorted]:
    """Amounts with a unit we know; the unit is taken off and the rest read as a number."""
    rest = []
    for text in texts:
        number, unit = unit_of(text)
        inner = _READER_OF[masks_of([number])[0]] if unit else _words
        if inner not in _NUMBER_READERS:
            rest.append(text)
            continue
        yield from (found._replace(texts=[text], unit=unit) for found in inner([number]))
    if rest:
        yield from _words(rest)


def _words(texts: Sequence[str]) -> Iterable[Sorted]:
    markers = [text for text in texts if is_marker(text)]
    if not markers:
        return (Sorted(Shape.TEXT, texts),)
    rest = [text for text in texts if not is_marker(text)]
    return (Sorted(Shape.MARKER, markers), Sorted(Shape.TEXT, rest)) if rest else (Sorted(Shape.MARKER, markers),)


_NUMBER_READERS = (_digits, _point, _comma, _point_trio, _comma_trio, _point_groups, _comma_groups)
_READERS: list[tuple[str, Reader]] = [
    (r"", _empty),
    (r"-?9{1,18}", _digits),
    (r"-?9{1,3}\.9{3}", _point_trio),
    (r"-?9{1,3},9{3}", _comma_trio),
    (r"-?9{0,17}\.9{1,20}", _point),
    (r"-?9{1,17},9{1,20}", _comma),
    (r"-?9{1,3}(?:\.9{3}){1,6}(?:,9{1,9})?", _point_groups),
    (r"-?9{1,3}(?:,9{3}){1,6}(?:\.9{1,9})?", _comma_groups),
    (r"-?9{1,9}(?:\.9{1,18})?a[+-]?9{1,3}", _exponents),
    (r"9{1,2}([/.-])9{1,2}\1(?:9999|99)(?:[ a]9{1,2}:99(?::99(?:\.9+)?)? ?(?:a\.? ?a\.?)?)?", _dates),
    (r"9999([/-])9{1,2}\1 ?9{1,2}(?:[ a]99:99(?::99(?:[.,]9{1,6})?)?(?:a|[+-]99:?99)?)?", _dates),
    (r"9{1,2}(?: aa |[-/. ])a{3,10}\.?(?: aaa? |[-/. ])(?:9999|99)", _dates),
    (r"9{1,2}:99(?::99(?:\.9+)?)? ?(?:a\.? ?a\.?)?", _times),
    (r"(?:[^9 .,-]{1,4}\.? ?)?-?9[9.,]{0,20}(?: ?[^9 ]{1,9}9?(?:/[^9 ]{1,2}9?)?)?", _measured),
]


class _ReaderOf(dict[bytes, Reader]):
    """The reader of a mask, found once."""

    MOST = 20_000

    def __missing__(self, mask: bytes) -> Reader:
        reader = next((reader for pattern, reader in _COMPILED if pattern.fullmatch(mask)), _words)
        if len(self) >= self.MOST:
            self.clear()
        self[mask] = reader
        return reader


_COMPILED = [(re.compile(pattern.encode()), reader) for pattern, reader in _READERS]
_TO_MASK = bytes(
    57 if 48 <= code <= 57 else 97 if (chr(code).isascii() and chr(code).isalpha()) or code > 127 else code
    for code in range(256)
)
_READER_OF = _ReaderOf()
