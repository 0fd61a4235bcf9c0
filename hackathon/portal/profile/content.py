"""Everything that is read of a file at once: its profile, first rows, clean copy, places on a map. Pure."""

import csv
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hackathon.portal.profile.clean_copy import clean_copy
from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.contents import Kind, Look, NotATable
from hackathon.portal.profile.looks import Looked
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.preview import preview_of
from hackathon.portal.profile.report import Profile, not_a_table, profile_of

MOST_POINTS = 1_000


@dataclass(frozen=True)
class Content:
    """What was found in a file. `points` are [longitude, latitude]; `changes` are those of its clean copy."""

    profile: Profile
    preview: list[list[str]] = field(default_factory=list)
    points: list[list[float]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


def content_of(path: Path, clean: Path, declared: str = "", limits: Limits | None = None) -> Content:
    """Reads this file, and writes its clean copy to `clean` where it is a table; raises OSError."""
    profile = profile_of(path, declared=declared, limits=limits)
    if not profile.columns:
        return Content(profile)
    with clean.open("w", encoding="utf-8", newline="") as out:
        changes = clean_copy(path, out, limits=limits)
    return Content(
        profile, preview_of(path, limits=limits), _points(clean, profile), [asdict(change) for change in changes]
    )


def unread(path: Path, declared: str) -> Content:
    """What is said of a file that asked its reader for too much."""
    size, looked = path.stat().st_size, Looked(Look.UNREAD)
    return Content(not_a_table(NotATable("too_large", Kind.BINARY), declared, size=size, looked=looked))


def _points(clean: Path, profile: Profile) -> list[list[float]]:
    """Those of at most MOST_POINTS rows, spread over the file."""
    at = {column.type: column.position - 1 for column in reversed(profile.columns)}
    if Type.LATITUDE not in at or Type.LONGITUDE not in at:
        return []
    step = max(1, profile.reading.rows // MOST_POINTS)
    with clean.open(encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        next(rows, None)
        pairs = [(row[at[Type.LONGITUDE]], row[at[Type.LATITUDE]]) for n, row in enumerate(rows) if n % step == 0]
    return [[float(east), float(north)] for east, north in pairs if east and north]
