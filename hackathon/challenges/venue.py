"""A set of an event's data for a place with a bad network: every copy that may be given, with a manifest, as one ZIP.

The manifest is a Frictionless Data Package (datapackage.json); SHA256SUMS is what `sha256sum --check` reads. Both and
the ZIP are made of the set alone: the same bytes, however often and whenever they are asked for.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hackathon import files
from hackathon.challenges.venue_models import VenueFile, VenueSet
from hackathon.portal.giving import Hold
from hackathon.portal.pin_models import PinnedFile, Withdrawal
from hackathon.zip_stream import zipped

NOT_LOOKED_INTO = "A document, a picture or an archive: nobody has looked whether people's data stand in it."


class Place(StrEnum):
    """Where a file is that is not held back: in the package, or nowhere."""

    GIVEN = "given"
    LOST = "lost"
    WAITING = "waiting"


@dataclass(frozen=True)
class Entry:
    """A file of a set with its place, which is the reason where its copy is held back."""

    file: VenueFile
    place: Place | Hold
    withdrawal: Withdrawal | None = None
    is_blind: bool = False  # nobody could look into it for people's data

    @property
    def copy(self) -> PinnedFile | None:
        return self.file.copy

    @property
    def hold(self) -> Hold | None:
        return self.place if isinstance(self.place, Hold) else None


def path_in_package(file: VenueFile, copy: PinnedFile) -> str:
    """Where a copy lies in the package."""
    return f"data/{file.dataset.portal.slug}/{file.dataset.slug}/{file.key}-{copy.file_name}"


def sums(entries: Iterable[Entry]) -> str:
    """SHA256SUMS of what the package holds."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in _given(entries))


def seal_of(those: Iterable[VenueFile]) -> str:
    """The SHA-256 of all copies of a set with their paths, given or not: what the log keeps of it."""
    lines = (f"{file.copy.sha256}  {path_in_package(file, file.copy)}\n" for file in those if file.copy)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def manifest(those: VenueSet, entries: Iterable[Entry]) -> str:
    """The data package's description of a set; what is not in the package stands in it with its address at the portal."""
    said = {
        "profile": "data-package",
        "name": package_name(those),
        "title": str(those.event.name),
        "version": str(those.number),
        "created": those.pinned_at.isoformat(),
        "resources": [_resource(entry) for entry in entries],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def package_name(those: VenueSet) -> str:
    return f"{those.event.slug}-{those.number}"


def package(those: VenueSet, entries: list[Entry]) -> Iterator[bytes]:
    """The ZIP, piece by piece: no more than one piece is in memory."""
    texts = {"datapackage.json": manifest(those, entries), "SHA256SUMS": sums(entries)}
    # The places are looked up here: when the pieces are sent, the request is over.
    return zipped(texts, [(path, files.path_of(sha256)) for path, sha256 in _given(entries)], now=those.pinned_at)


def _given(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """(path, SHA-256) of what lies in the package."""
    there = ((entry.file, entry.copy) for entry in entries if entry.place == Place.GIVEN)
    return [(path_in_package(file, copy), copy.sha256) for file, copy in there if copy]


def _resource(entry: Entry) -> dict[str, Any]:
    file, copy = entry.file, entry.copy
    said: dict[str, Any] = {
        "name": f"{file.dataset.slug}-{file.key}"[:100],
        "title": file.title,
        "sources": [{"title": file.dataset.portal.name, "path": copy.url if copy else file.url}],
        "path": copy.url if copy else file.url,
    }
    remarks = [file.reason % file.reason_values] if file.reason else []
    remarks += [entry.withdrawal.reason] if entry.withdrawal else []
    remarks += [NOT_LOOKED_INTO] if entry.is_blind else []
    if remarks:
        said["remark"] = " ".join(remarks)
    if copy is not None:
        said |= {
            "bytes": copy.size,
            "hash": f"sha256:{copy.sha256}",
            "mediatype": copy.media_type,
            "licenses": [{"title": copy.licence_title}] if copy.licence_title else [],
            "fetched": copy.fetched_at.isoformat(),
        }
    if copy is not None and entry.place == Place.GIVEN:
        return said | {"path": path_in_package(file, copy)}
    return said | {"excluded": entry.place.value}
