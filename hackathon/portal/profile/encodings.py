"""Which encoding a text is written in: its mark, else strict UTF-8, else Windows-1252 with a look at the C1 range. Pure.

It never asks a statistical guesser: Spanish in Latin-1 was taken for a Central European page by the best of them.
The whole file is looked at (once, in pieces), for a fault in the last line is a fault.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO

from hackathon.portal.profile.places import Limits, Places

PIECE = 1 << 20
BY_BYTE = "minka-windows-1252"  # the error handler that reads each byte which is not UTF-8 as Windows-1252
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_8_LETTERS = re.compile(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
_UTF_8_FIRST = (0xC2, 0xC3, 0xE2)
_ASCII = bytes(range(0x80))
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # of the C1 range: Windows-1252 has no sign for these
# Spanish vowels and ñ as Windows and as the DOS of old programs write them.
_WINDOWS_LETTERS = "áéíóúñÁÉÍÓÚÑü".encode("windows-1252")
_DOS_LETTERS = "áéíóúñÑÉü".encode("cp850")
_DOS_BETWEEN = re.compile(rb"[A-Za-z][\x81\x82\x90\xa0-\xa5][A-Za-z]")


@dataclass(frozen=True)
class Encoding:
    """`mixed` holds the lines that are not UTF-8 in a file that otherwise is; `lost` counts unreadable bytes."""

    name: str
    has_mark: bool = False
    mixed: Places = field(default_factory=Places)
    lost: int = 0

    @property
    def codec(self) -> str:
        return "utf-8-sig" if self.name == "utf-8" and self.has_mark else self.name

    def text(self, file: BinaryIO, limits: Limits) -> TextIO:
        """The file's text from its beginning, as far as it is read, line ends as they are. The file stays open."""
        file.seek(2 if self.has_mark and self.name.startswith("utf-16") else 0)
        errors = BY_BYTE if self.mixed.count else "replace"
        return io.TextIOWrapper(io.BufferedReader(_Beginning(file, limits), 1 << 16), self.codec, errors, newline="")


class _Beginning(io.RawIOBase):
    """What may be read of a file. Closing it does not close the file, which belongs to somebody else."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._end = file, limits.bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read(max(0, min(len(buffer), self._end - self._file.tell())))
        buffer[: len(piece)] = piece
        return len(piece)


def encoding_of(file: BinaryIO, limits: Limits) -> Encoding:
    """The encoding of this text."""
    file.seek(0)
    head = file.read(3)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name == "utf-8" and not _is_utf_8(file, limits):
                return Encoding(name, has_mark=True, mixed=_lines_not_utf_8(file, limits))
            return Encoding(name, has_mark=True)
    return Encoding("utf-8") if _is_utf_8(file, limits) else _one_byte_encoding(file, limits)


def _is_utf_8(file: BinaryIO, limits: Limits) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(file, limits):
            decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _one_byte_encoding(file: BinaryIO, limits: Limits) -> Encoding:
    signs: Counter[int] = Counter()
    has_utf_8 = has_dos = False
    for piece in _pieces(file, limits):
        found = Counter(piece.translate(None, _ASCII))
        signs.update(found)
        has_utf_8 = has_utf_8 or (any(found[byte] for byte in _UTF_8_FIRST) and bool(_UTF_8_LETTERS.search(piece)))
        has_dos = has_dos or (any(found[byte] for byte in _DOS_LETTERS) and bool(_DOS_BETWEEN.search(piece)))
    if has_utf_8:
        return Encoding("utf-8", mixed=_lines_not_utf_8(file, limits))
    if has_dos and sum(signs[byte] for byte in _DOS_LETTERS) > sum(signs[byte] for byte in _WINDOWS_LETTERS):
        return Encoding("cp850")
    return Encoding("windows-1252", lost=sum(signs[byte] for byte in _UNDEFINED))


def _lines_not_utf_8(file: BinaryIO, limits: Limits) -> Places:
    places = Places()
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            places.add_one(number)
        if file.tell() >= limits.bytes:
            break
    return places


def _pieces(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    file.seek(0)
    left = limits.bytes
    while left > 0 and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def _read_byte_by_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("windows-1252", errors="replace"), error.end


codecs.register_error(BY_BYTE, _read_byte_by_byte)
