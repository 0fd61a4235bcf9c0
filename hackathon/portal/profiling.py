"""Reading the content of pinned files, in a worker: profile, first rows, clean copy. Never in a request."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from hackathon import audit, clock, files, jobs
from hackathon.apart import TookTooMuch, apart
from hackathon.database import db, transaction
from hackathon.portal import pin_queries
from hackathon.portal.models import DataPortal, Dataset, Resource
from hackathon.portal.pin_models import PROFILE, PinnedFile
from hackathon.portal.profile.content import Content, content_of, unread
from hackathon.portal.profile.findings import SERIOUS, Severity
from hackathon.portal.profile.report import Profile
from hackathon.portal.profile_models import READING, DataProfile

MOST_AT_ONCE = 20
ASKED_AGAIN_AFTER = timedelta(hours=1)  # what could not be read then, for its copy was gone


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
    profile, found = _read(sha256, declared)
    with transaction() as now:
        if _was_withdrawn(sha256, found):
            return "the content was withdrawn"
        row = _known(sha256, declared) or DataProfile(sha256=sha256, declared=declared)
        for name, value in found.items():
            setattr(row, name, value)
        row.made_at, row.reading = now, READING
        db.session.add(row)
        db.session.flush()
        audit.record("dataset.profiled", row, by=None, now=now, portal=_portal_of(copy_id))
    return f"{profile.reading.rows} rows, {len(profile.columns)} columns, quality {profile.quality.score}"


def ask_for_those_due() -> None:
    """Have read again what was read as before: what it holds may mean something else now."""
    ids = pin_queries.copies_read_before(READING, clock.now() - ASKED_AGAIN_AFTER, most=MOST_AT_ONCE)
    db.session.rollback()
    if ids:
        with transaction() as now:
            for copy_id in ids:
                jobs.ask_for(PROFILE, copy_id, now=now)


def _was_withdrawn(sha256: str, found: dict[str, Any]) -> bool:
    """Whether it, or the same as a clean copy, was withdrawn while it was read; then its clean copy is removed again.

    Asked in the transaction that writes: the worker who removes what was read of it comes either before or after.
    """
    clean = found.get("clean_sha256", "")
    is_withdrawn = bool(pin_queries.withdrawals_among([sha256, clean]))
    if is_withdrawn and clean:
        files.give_up(clean)
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


def _read(sha256: str, declared: str) -> tuple[Profile, dict[str, Any]]:
    """The profile of this content, and all values of its row; its clean copy is kept."""
    path = files.path_of(sha256)
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.csv")
        try:
            content = apart(content_of, path, clean, declared)
        except TookTooMuch:
            content = unread(path, declared)
        found = _values(content)
        if content.profile.columns:
            with clean.open("rb") as rows:
                kept = files.keep(rows)
            found |= {"clean_sha256": kept.sha256, "clean_size": kept.size}
    return content.profile, found


def _values(content: Content) -> dict[str, Any]:
    profile = content.profile
    return {
        "preview": content.preview,
        "points": content.points,
        "changes": content.changes,
        "profile": profile.as_json(),
        "score": profile.quality.score,
        "rows": profile.reading.rows,
        "look": profile.reading.look,
        "is_urgent": any(finding.severity == Severity.URGENT for finding in profile.findings),
        "faults": sum(finding.severity in SERIOUS for finding in profile.findings),
    }
