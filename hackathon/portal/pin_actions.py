"""Pinning the files of a dataset: asked for with a link or by an organiser, done by a worker, kept by hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hackathon import audit, jobs
from hackathon.database import db
from hackathon.files import KeptFile
from hackathon.net import Answer
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import FileCheck, FileOutcome, PinnedFile
from hackathon.portal.pin_queries import newest_copy

PIN_FILES = "portal.pin_files"
PROFILE = "portal.profile"
FAILURES = {FileOutcome.GONE, FileOutcome.FAILED}


def ask_for_copies(dataset: Dataset, *, now: datetime) -> None:
    """Have a worker keep its files as they are, or look whether they changed."""
    jobs.ask_for(PIN_FILES, dataset.id, now=now)


def keep_copy(dataset: Dataset, resource_id: str, url: str, answer: Answer, kept: KeptFile, *, now: datetime) -> bool:
    """A revision of this file, unless its content is the newest one's; tells whether it is new."""
    before = newest_copy(dataset.id, resource_id)
    if before is not None and before.sha256 == kept.sha256:
        return False
    copy = PinnedFile(
        dataset_id=dataset.id,
        resource_id=resource_id,
        revision=before.revision + 1 if before else 1,
        url=url,
        final_url=answer.final_url,
        fetched_at=now,
        status=answer.status,
        etag=answer.headers.get("ETag", "")[:300],
        last_modified=answer.headers.get("Last-Modified", "")[:100],
        media_type=answer.headers.get("Content-Type", "")[:120],
        size=kept.size,
        sha256=kept.sha256,
        licence_title=(dataset.licence_title or dataset.licence)[:300],
        may_be_given=dataset.is_open is True,
    )
    db.session.add(copy)
    db.session.flush()
    jobs.ask_for(PROFILE, copy.id, now=now)
    audit.record("dataset.file_pinned", copy, by=None, now=now, portal=dataset.portal)
    return True


def note_check(
    dataset_id: int,
    resource_id: str,
    outcome: FileOutcome,
    *,
    status: int | None = None,
    reason: str = "",
    values: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Keep what came of asking for a file, and since when it fails."""
    found = select(FileCheck).where(FileCheck.dataset_id == dataset_id, FileCheck.resource_id == resource_id)
    check = db.session.scalars(found).one_or_none() or FileCheck(dataset_id=dataset_id, resource_id=resource_id)
    check.checked_at, check.outcome, check.status = now, outcome, status
    check.reason, check.reason_values = reason, values or {}
    check.failing_since = (check.failing_since or now) if outcome in FAILURES else None
    db.session.add(check)
