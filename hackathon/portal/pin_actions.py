"""Pinning the files of a dataset: asked for with a link or by an organiser, done by a worker, kept by hash."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from hackathon import audit, jobs
from hackathon.database import db
from hackathon.files import KeptFile
from hackathon.net import Answer
from hackathon.permissions import Standing, ensure
from hackathon.portal import pin_queries, policy
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import (
    PIN_FILES,
    PROFILE,
    REMOVE_CONTENT,
    TELL_COPIES,
    FileCheck,
    FileOutcome,
    PinnedFile,
    Withdrawal,
)
from hackathon.portal.words import UNSTORABLE

FAILURES = {FileOutcome.GONE, FileOutcome.FAILED}


def ask_for_copies(dataset: Dataset, *, now: datetime) -> None:
    """Have a worker keep its files as they are, or look whether they changed."""
    jobs.ask_for(PIN_FILES, dataset.id, now=now)


class Marks(NamedTuple):
    """What an answer said of its content, and the address that was asked."""

    url: str
    etag: str
    last_modified: str


def marks_of(url: str, answer: Answer) -> Marks:
    """The marks of an answer that brought a content."""
    return Marks(url, _mark(answer, "ETag", 300), _mark(answer, "Last-Modified", 100))


def keep_copy(dataset: Dataset, resource_id: str, url: str, answer: Answer, kept: KeptFile, *, now: datetime) -> bool:
    """A revision of this file, unless its content is the newest one's; tells whether it is new."""
    before = pin_queries.newest_copy(dataset.id, resource_id)
    if before is not None and before.sha256 == kept.sha256:
        return keep_up(dataset, before, now=now)
    marks = marks_of(url, answer)
    came = {
        "resource_id": resource_id,
        "url": url,
        "final_url": UNSTORABLE.sub("", answer.final_url),
        "status": answer.status,
        "etag": marks.etag,
        "last_modified": marks.last_modified,
        "media_type": _mark(answer, "Content-Type", 120),
        "size": kept.size,
        "sha256": kept.sha256,
    }
    copy = _revision(dataset, came, before, now=now)
    if before is not None and not pin_queries.will_be_told(dataset.id):
        jobs.ask_for(TELL_COPIES, copy.id, now=now)
    return True


def keep_up(dataset: Dataset, newest: PinnedFile, *, now: datetime) -> bool:
    """What changed about a file whose bytes did not: under another licence they are a revision, which it tells.

    As another format, or by a newer reading, they are read again.
    """
    if newest.may_be_given != (dataset.is_open is True):
        _revision(dataset, {name: getattr(newest, name) for name in _AS_IT_CAME}, newest, now=now)
        return True
    _ask_to_read(dataset, newest, now=now)
    return False


_AS_IT_CAME = ("resource_id", "url", "final_url", "status", "etag", "last_modified", "media_type", "size", "sha256")


def _revision(dataset: Dataset, came: dict[str, Any], before: PinnedFile | None, *, now: datetime) -> PinnedFile:
    copy = PinnedFile(
        dataset_id=dataset.id,
        revision=before.revision + 1 if before else 1,
        fetched_at=now,
        licence_title=(dataset.licence_title or dataset.licence)[:300],
        may_be_given=dataset.is_open is True,
        **came,
    )
    db.session.add(copy)
    db.session.flush()
    _ask_to_read(dataset, copy, now=now)
    audit.record("dataset.file_pinned", copy, by=None, now=now, portal=dataset.portal)
    return copy


def _ask_to_read(dataset: Dataset, copy: PinnedFile, *, now: datetime) -> None:
    declared = next((one.format for one in dataset.resources if one.native_id == copy.resource_id), "")
    if not pin_queries.is_read(copy, declared):
        jobs.ask_for(PROFILE, copy.id, now=now)


def withdraw(copy: PinnedFile, *, reason: str, by: Standing, now: datetime) -> Withdrawal:
    """Give a content to nobody any more, wherever it lies. A worker removes its bytes, and all that was read from them."""
    ensure(policy.may_withdraw_copy(by, copy, at=now))
    made = Withdrawal(
        sha256=copy.sha256, reason=reason, withdrawn_at=now, withdrawn_by_id=by.person.id if by.person else None
    )
    db.session.add(made)
    db.session.flush()
    jobs.ask_for(REMOVE_CONTENT, made.id, now=now)
    audit.record("dataset.content_withdrawn", made, by=by, now=now, portal=copy.dataset.portal)
    return made


def forget_checks_but(dataset_id: int, resource_ids: list[str]) -> None:
    """Forget the checks of files that are not asked for any more: their portal dropped or moved them."""
    gone = FileCheck.dataset_id == dataset_id, FileCheck.resource_id.not_in(resource_ids)
    db.session.execute(delete(FileCheck).where(*gone))


def note_check(
    dataset_id: int,
    resource_id: str,
    outcome: FileOutcome,
    *,
    status: int | None = None,
    reason: str = "",
    values: dict[str, Any] | None = None,
    marks: Marks | None = None,
    now: datetime,
) -> None:
    """Keep what came of asking for a file, since when it fails, and by which marks it is asked for next."""
    found = select(FileCheck).where(FileCheck.dataset_id == dataset_id, FileCheck.resource_id == resource_id)
    check = db.session.scalars(found).one_or_none() or FileCheck(dataset_id=dataset_id, resource_id=resource_id)
    check.checked_at, check.outcome, check.status = now, outcome, status
    check.reason, check.reason_values = reason, values or {}
    check.failing_since = (check.failing_since or now) if outcome in FAILURES else None
    if marks is not None:
        check.url, check.etag, check.last_modified = marks
    db.session.add(check)


def _mark(answer: Answer, header: str, longest: int) -> str:
    """A header of the answer, as it can be stored and sent back; empty for what is cut off or no plain text."""
    said = answer.headers.get(header, "")
    return said if len(said) <= longest and said.isascii() and said.isprintable() else ""
