"""Files by their content: kept once under their SHA-256 outside the web root, written and synced before a row names them.

It refuses to know what the files are; a local folder (`DATA_DIR/files`), behind a few functions.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from flask import current_app

PIECE = 1 << 20
ARRIVING, UNUSED = "arriving-", "unused"
DAY = 24 * 60 * 60
ASIDE = 30 * DAY  # that what nobody has in use lies aside before it is gone
IN_USE: list[Callable[[str], bool]] = []
"""Rooms say whether a row of theirs names the file of a hash: what two of them keep lies here once."""


@dataclass(frozen=True)
class KeptFile:
    """What was kept. Bytes."""

    sha256: str
    size: int


def keep(content: IO[bytes]) -> KeptFile:
    """Keep everything from here to the end of `content`. Half a file is never there under a hash."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    seen, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=ARRIVING, delete=False) as arriving:
        try:
            while piece := content.read(PIECE):
                seen.update(piece)
                size += len(piece)
                arriving.write(piece)
            arriving.flush()
            os.fsync(arriving.fileno())
        except BaseException:
            Path(arriving.name).unlink(missing_ok=True)
            raise
    place = path_of(seen.hexdigest())
    place.parent.mkdir(exist_ok=True)
    _sync(folder)  # the folder of the hash is there after a power cut too
    Path(arriving.name).replace(place)
    _sync(place.parent)
    return KeptFile(seen.hexdigest(), size)


def path_of(sha256: str) -> Path:
    """Where the file of this hash is, if it was kept."""
    return _folder() / sha256[:2] / sha256[2:]


def largest() -> int:
    """How many bytes a foreign file may have to be kept here."""
    return int(current_app.config["PIN_LARGEST"]) * 1_000_000


def most() -> int:
    """How many bytes all kept copies may have together."""
    return int(current_app.config["PIN_TOTAL"]) * 1_000_000


def give_up(sha256: str) -> None:
    """Remove the file of this hash, also where it lies aside, unless a room has it in use."""
    if not _is_in_use(sha256):
        path_of(sha256).unlink(missing_ok=True)
        (_folder() / UNUSED / sha256).unlink(missing_ok=True)


def remove_orphans(now: datetime) -> None:
    """Set aside, once a day, what no room has in use, and remove what lay aside for a month or never wholly arrived.

    Only what is older than a day: a file is kept before the row that names it. What a room has in use again comes back:
    a worker that was started with another database by mistake takes nothing away for good.
    """
    folder, instant = _folder(), now.timestamp()
    mark, aside = folder / "orphans-removed", folder / UNUSED
    if not folder.is_dir() or _is_younger(mark, instant, DAY):
        return
    aside.mkdir(exist_ok=True)
    _set_aside(folder, aside, instant)
    _look_at_what_lies_aside(aside, instant)
    for path in folder.glob(f"{ARRIVING}*"):
        if not _is_younger(path, instant, DAY):
            path.unlink(missing_ok=True)
    mark.touch()
    os.utime(mark, (instant, instant))


def _set_aside(folder: Path, aside: Path, instant: float) -> None:
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        sha256 = path.parent.name + path.name
        if not _is_in_use(sha256) and not _is_younger(path, instant, DAY):
            os.utime(path, (instant, instant))
            path.replace(aside / sha256)


def _look_at_what_lies_aside(aside: Path, instant: float) -> None:
    for path in aside.iterdir():
        if _is_in_use(path.name):
            path.replace(path_of(path.name))
        elif not _is_younger(path, instant, ASIDE):
            path.unlink(missing_ok=True)


def _is_in_use(sha256: str) -> bool:
    return any(uses(sha256) for uses in IN_USE)


def _is_younger(path: Path, instant: float, seconds: float) -> bool:
    """Whether there is such a file, written (or set aside) less than so long before."""
    return path.exists() and path.stat().st_mtime > instant - seconds


def is_kept(sha256: str) -> bool:
    return path_of(sha256).is_file()


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still what its name says."""
    if not is_kept(sha256):
        return False
    with path_of(sha256).open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256


def _folder() -> Path:
    return Path(current_app.config["DATA_DIR"]) / "files"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
