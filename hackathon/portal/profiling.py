"""Reading the content of pinned files, in a worker: profile, first rows, clean copy. Never in a request."""

import csv
import tempfile
from dataclasses import asdict
from io import TextIOWrapper
from typing import IO, Any

from sqlalchemy import select

from hackathon import audit, files
from hackathon.database import db, transaction
from hackathon.portal import pin_queries
from hackathon.portal.models import DataPortal, Dataset, Resource
from hackathon.portal.pin_models import PinnedFile
from hackathon.portal.profile.clean_copy import clean_copy
from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.findings import SERIOUS, Severity
from hackathon.portal.profile.preview import preview_of
from hackathon.portal.profile.report import Profile, profile_of
from hackathon.portal.profile_models import DataProfile

READING = 1  # one more whenever a profile means something else
MOST_POINTS = 1_000


def run(copy_id: int) -> str:
    """Profile one pinned file; one summary line. What is profiled already, wherever it lies, is not read again."""
    copy = db.session.get_one(PinnedFile, copy_id)
    sha256, declared = copy.sha256, _declared(copy)
    before = _known(sha256, declared)
    db.session.rollback()
    if before is not None and before.reading == READING:
        return "profiled already"
    if not files.is_kept(sha256):
        return "the copy is gone"
    profile = profile_of(files.path_of(sha256), declared=declared)
    found = _content(sha256, profile) if profile.columns else {"preview": [], "points": [], "changes": []}
    with transaction() as now:
        if _was_withdrawn(sha256, found):
            return "the content was withdrawn"
        row = _known(sha256, declared) or DataProfile(sha256=sha256, declared=declared)
        for name, value in (_columns(profile) | found).items():
            setattr(row, name, value)
        row.made_at, row.reading = now, READING
        db.session.add(row)
        db.session.flush()
        audit.record("dataset.profiled", row, by=None, now=now, portal=_portal_of(copy_id))
    return f"{profile.reading.rows} rows, {len(profile.columns)} columns, quality {profile.quality.score}"


def _was_withdrawn(sha256: str, found: dict[str, Any]) -> bool:
    """Whether it, or the same as a clean copy, was withdrawn while it was read; then its clean copy is removed again.

    Asked in the transaction that writes: the worker who removes what was read of it comes either before or after.
    """
    clean = found.get("clean_sha256", "")
    is_withdrawn = bool(pin_queries.withdrawals_among([sha256, clean]))
    if is_withdrawn and clean and not pin_queries.is_referred_to(clean):
        files.remove(clean)
    return is_withdrawn


def _declared(copy: PinnedFile) -> str:
    """The format that the portal says the file has, now."""
    named = select(Resource.format).where(
        Resource.dataset_id == copy.dataset_id, Resource.native_id == copy.resource_id
    )
    return db.session.scalar(named) or ""


def _known(sha256: str, declared: str) -> DataProfile | None:
    found = select(DataProfile).where(DataProfile.sha256 == sha256, DataProfile.declared == declared)
    return db.session.scalars(found).one_or_none()


def _portal_of(copy_id: int) -> DataPortal:
    portals = select(DataPortal).join(Dataset).join(PinnedFile, PinnedFile.dataset_id == Dataset.id)
    return db.session.scalars(portals.where(PinnedFile.id == copy_id)).one()


def _columns(profile: Profile) -> dict[str, Any]:
    return {
        "profile": profile.as_json(),
        "score": profile.quality.score,
        "rows": profile.reading.rows,
        "is_urgent": any(finding.severity == Severity.URGENT for finding in profile.findings),
        "faults": sum(finding.severity in SERIOUS for finding in profile.findings),
    }


def _content(sha256: str, profile: Profile) -> dict[str, Any]:
    """The first rows as they are written, and what the clean copy gives: itself, its changes, its places on a map."""
    path = files.path_of(sha256)
    with tempfile.TemporaryFile() as raw:
        text = TextIOWrapper(raw, encoding="utf-8", newline="")
        changes = clean_copy(path, text)
        text.flush()
        raw.seek(0)
        points = _points(raw, profile)
        raw.seek(0)
        kept = files.keep(raw)
        text.detach()
    return {
        "preview": preview_of(path),
        "points": points,
        "changes": [asdict(change) for change in changes],
        "clean_sha256": kept.sha256,
        "clean_size": kept.size,
    }


def _points(clean: IO[bytes], profile: Profile) -> list[list[float]]:
    """[longitude, latitude] of at most MOST_POINTS rows, spread over the file."""
    at = {column.type: column.position - 1 for column in reversed(profile.columns)}
    if Type.LATITUDE not in at or Type.LONGITUDE not in at:
        return []
    step = max(1, profile.reading.rows // MOST_POINTS)
    text = TextIOWrapper(clean, encoding="utf-8", newline="")
    rows = csv.reader(text)
    next(rows, None)
    pairs = [(row[at[Type.LONGITUDE]], row[at[Type.LATITUDE]]) for n, row in enumerate(rows) if n % step == 0]
    text.detach()
    return [[float(east), float(north)] for east, north in pairs if east and north]
