"""Kept files as one ZIP, sent piece by piece: no more than one piece is in memory, however many they are."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

PIECE = 1 << 20


def zipped(texts: Mapping[str, str], given: Iterable[tuple[str, Path]], *, now: datetime) -> Iterator[bytes]:
    """The ZIP of these texts and files, each under its name. Places are known beforehand: when it is sent, the request is over."""
    sink = _Sink()
    # Stored, not compressed: files are often compressed already, and a phone's processor waits for nothing.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as bundle:
        for name, text in texts.items():
            bundle.writestr(_entry(name, now), text)
        for name, kept in given:
            with bundle.open(_entry(name, now), "w", force_zip64=True) as place, kept.open("rb") as content:
                while piece := content.read(PIECE):
                    place.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    """A member with the package's instant: the module itself would ask the machine's clock."""
    return zipfile.ZipInfo(name, date_time=now.timetuple()[:6])


class _Sink(io.RawIOBase):
    """Where ZipFile writes to, and from where its pieces are taken at once."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken
