"""The data of an event for a place with a bad network: every copy that may be given, with a manifest, as one ZIP.

The manifest is a Frictionless Data Package (datapackage.json); SHA256SUMS is what `sha256sum --check` reads.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from hackathon import files
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import PinnedFile

PIECE = 1 << 20


def path_in_package(dataset: Dataset, copy: PinnedFile) -> str:
    """Where a copy lies in the package."""
    return f"data/{dataset.portal.slug}/{dataset.slug}/{copy.key}-{copy.file_name}"


def manifest(name: str, title: str, copies: Iterable[tuple[Dataset, PinnedFile]], *, now: datetime) -> dict[str, Any]:
    """The data package's description of these copies; what is not in the package stands in it with its address at the portal."""
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "created": now.isoformat(),
        "resources": [_resource(dataset, copy) for dataset, copy in copies],
    }


def package(name: str, title: str, copies: list[tuple[Dataset, PinnedFile]], *, now: datetime) -> Iterator[bytes]:
    """The ZIP, piece by piece: no more than one piece is in memory."""
    given = [(path_in_package(dataset, copy), copy.sha256) for dataset, copy in copies if _is_given(copy)]
    texts = {
        "datapackage.json": json.dumps(manifest(name, title, copies, now=now), ensure_ascii=False, indent=2),
        "SHA256SUMS": "".join(f"{sha256}  {path}\n" for path, sha256 in given),
    }
    # The places are looked up here: when the pieces are sent, the request is over.
    return _zipped(texts, [(path, files.path_of(sha256)) for path, sha256 in given], now)


def _zipped(texts: dict[str, str], given: list[tuple[str, Path]], now: datetime) -> Iterator[bytes]:
    sink = _Sink()
    # Stored, not compressed: copies are often compressed already, and a phone's processor waits for nothing.
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


def _resource(dataset: Dataset, copy: PinnedFile) -> dict[str, Any]:
    said = {
        "name": f"{dataset.slug}-{copy.key}"[:100],
        "title": dataset.title,
        "bytes": copy.size,
        "hash": f"sha256:{copy.sha256}",
        "mediatype": copy.media_type,
        "sources": [{"title": dataset.portal.name, "path": copy.url}],
        "licenses": [{"title": copy.licence_title}] if copy.licence_title else [],
        "fetched": copy.fetched_at.isoformat(),
    }
    return said | ({"path": path_in_package(dataset, copy)} if _is_given(copy) else {"path": copy.url})


def _is_given(copy: PinnedFile) -> bool:
    return copy.may_be_given and files.is_kept(copy.sha256)


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
