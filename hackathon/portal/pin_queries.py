"""Questions about pinned files and the checks of their addresses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from hackathon.database import db
from hackathon.jobs import Job
from hackathon.permissions import Standing
from hackathon.portal.giving import Hold, Seen, best_of, hold_on
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import PIN_FILES, PROFILE, TELL_COPIES, FileCheck, PinnedFile, Withdrawal
from hackathon.portal.profile.contents import Look
from hackathon.portal.profile_models import READING, DataProfile

SHOWN_BY: list[Callable[[Dataset, datetime], bool]] = []
"""Rooms above say whether a dataset is openly offered. A copy is made when a challenge is written: before its reveal,
whoever saw the copy would know of the challenge."""

OFFERED_BY: list[Callable[[datetime], Select[int]]] = []
"""Rooms above give the ids of the datasets that somebody works with at an instant: their files are asked for every day."""
ASKED_AGAIN_AFTER = timedelta(hours=24)
ASKED_SOON_AFTER = timedelta(minutes=30)


def is_shown(dataset: Dataset, viewer: Standing, at: datetime) -> bool:
    """Whether this viewer may know that files of this dataset are kept, and what was found in them."""
    return viewer.is_administrator or is_offered(dataset, at)


def is_offered(dataset: Dataset, at: datetime) -> bool:
    """Whether a challenge that everybody may see offers it."""
    return any(says(dataset, at) for says in SHOWN_BY)


def newest_copy(dataset_id: int, resource_id: str) -> PinnedFile | None:
    """The last revision of a file that was kept."""
    copies = select(PinnedFile).where(PinnedFile.dataset_id == dataset_id, PinnedFile.resource_id == resource_id)
    return db.session.scalars(copies.order_by(PinnedFile.revision.desc()).limit(1)).one_or_none()


def copies_of(dataset_ids: Iterable[int]) -> dict[tuple[int, str], PinnedFile]:
    """(dataset, the portal's id of the file) -> its last revision."""
    newest = (
        select(func.max(PinnedFile.id))
        .where(PinnedFile.dataset_id.in_(list(dataset_ids)))
        .group_by(PinnedFile.dataset_id, PinnedFile.resource_id)
    )
    rows = db.session.scalars(select(PinnedFile).where(PinnedFile.id.in_(newest)))
    return {(copy.dataset_id, copy.resource_id): copy for copy in rows}


@dataclass(frozen=True)
class Revision:
    """A copy with the verdict on it."""

    copy: PinnedFile
    withdrawal: Withdrawal | None
    seen: Seen | None  # None while nobody has read it
    hold: Hold | None  # why it is not given

    @property
    def may_be_given(self) -> bool:
        return self.hold is None

    @property
    def is_blind(self) -> bool:
        """Whether it is, or holds, what nobody can look into for people's data."""
        return self.seen is not None and self.seen.look == Look.BLIND


def judged(copies: Iterable[PinnedFile]) -> list[Revision]:
    """These copies with the verdict on each: the one door through which a content is given to people."""
    return _judged(PinnedFile.id.in_([copy.id for copy in copies]))


def revisions_of(dataset_id: int, resource_id: str) -> list[Revision]:
    """Every revision of a file, the newest first."""
    return _judged(PinnedFile.dataset_id == dataset_id, PinnedFile.resource_id == resource_id)


def _judged(*those: ColumnElement[bool]) -> list[Revision]:
    found = (
        select(PinnedFile, Withdrawal, DataProfile.is_urgent, DataProfile.look)
        .outerjoin(Withdrawal, Withdrawal.sha256 == PinnedFile.sha256)
        .outerjoin(DataProfile, DataProfile.sha256 == PinnedFile.sha256)
        .where(*those)
        .order_by(PinnedFile.revision.desc(), PinnedFile.id)
    )
    withdrawals: dict[PinnedFile, Withdrawal | None] = {}
    readings: dict[PinnedFile, list[Seen]] = {}
    for copy, withdrawal, is_urgent, look in db.session.execute(found):  # a row for each format that it was read as
        withdrawals[copy] = withdrawal
        readings.setdefault(copy, []).extend([] if look is None else [Seen(is_urgent, Look(look))])
    seen = {copy: best_of(every) for copy, every in readings.items()}
    unread = [copy.id for copy, known in seen.items() if known is None or known.look == Look.UNREAD]
    reading = being_read(unread) if unread else set()
    return [
        Revision(
            copy,
            withdrawal,
            seen[copy],
            hold_on(
                is_open=copy.may_be_given,
                is_withdrawn=withdrawal is not None,
                seen=seen[copy],
                is_being_read=copy.id in reading,
            ),
        )
        for copy, withdrawal in withdrawals.items()
    ]


def copy_at(dataset: Dataset, key: str, revision: int) -> PinnedFile | None:
    """The copy of an address."""
    copies = select(PinnedFile).where(PinnedFile.dataset_id == dataset.id, PinnedFile.revision == revision)
    found = db.session.scalars(copies.options(joinedload(PinnedFile.dataset).joinedload(Dataset.portal)))
    return next((copy for copy in found if copy.key == key), None)


def profile_of_copy(copy: PinnedFile, declared: str) -> tuple[DataProfile | None, bool]:
    """What was found out about this copy once a worker has read it, and whether its clean copy was withdrawn.

    Read as the format that it is declared to have, else as another that it had before.
    """
    found = select(DataProfile, Withdrawal.id).outerjoin(Withdrawal, Withdrawal.sha256 == DataProfile.clean_sha256)
    as_declared = case((DataProfile.declared == declared, 0), else_=1)
    mine = found.where(DataProfile.sha256 == copy.sha256).order_by(as_declared, DataProfile.id.desc())
    profile, withdrawal_id = db.session.execute(mine.limit(1)).one_or_none() or (None, None)
    return profile, withdrawal_id is not None


def copies_with_scores(dataset: Dataset) -> dict[str, tuple[PinnedFile, DataProfile | None]]:
    """The portal's id of a file -> its newest copy, and the profile of that content without its long parts."""
    newest = select(func.max(PinnedFile.id)).where(PinnedFile.dataset_id == dataset.id).group_by(PinnedFile.resource_id)
    short = load_only(DataProfile.sha256, DataProfile.score, DataProfile.rows, DataProfile.is_urgent, raiseload=True)
    found = select(PinnedFile, DataProfile).outerjoin(DataProfile, DataProfile.sha256 == PinnedFile.sha256)
    rows = db.session.execute(found.where(PinnedFile.id.in_(newest)).options(short).order_by(DataProfile.id))
    return {copy.resource_id: (copy, profile) for copy, profile in rows}


def is_read(copy: PinnedFile, declared: str) -> bool:
    """Whether its content was read, as this format and as everything is read now."""
    found = select(DataProfile.id).where(DataProfile.sha256 == copy.sha256, DataProfile.declared == declared)
    return db.session.scalar(found.where(DataProfile.reading == READING).limit(1)) is not None


def copies_read_before(reading: int, since: datetime, *, most: int) -> Sequence[int]:
    """The newest copy of each content that only an older reading knows, and that nobody was asked to read since then."""
    asked = select(Job.id).where(
        Job.kind == PROFILE, Job.subject_id == PinnedFile.id, or_(Job.asked_at > since, Job.done_at.is_(None))
    )
    is_withdrawn = select(Withdrawal.id).where(Withdrawal.sha256 == PinnedFile.sha256).exists()
    known = select(DataProfile.sha256).group_by(DataProfile.sha256).having(func.max(DataProfile.reading) < reading)
    found = select(func.max(PinnedFile.id)).where(PinnedFile.sha256.in_(known), ~is_withdrawn, ~asked.exists())
    return db.session.scalars(found.group_by(PinnedFile.sha256).order_by(func.max(PinnedFile.id)).limit(most)).all()


def being_read(copy_ids: Iterable[int]) -> set[int]:
    """Those of these copies whose content a worker will yet read."""
    waiting = select(Job.subject_id).where(Job.kind == PROFILE, Job.subject_id.in_(list(copy_ids)))
    return set(db.session.scalars(waiting.where(Job.done_at.is_(None), Job.parked_at.is_(None))))


def withdrawals_among(hashes: Iterable[str]) -> dict[str, Withdrawal]:
    """SHA-256 -> its withdrawal, for those of these contents that were withdrawn."""
    found = select(Withdrawal).where(Withdrawal.sha256.in_(list(hashes)))
    return {one.sha256: one for one in db.session.scalars(found)}


def is_referred_to(sha256: str) -> bool:
    """Whether a copy that was not withdrawn, or a clean copy, is this content."""
    is_withdrawn = select(Withdrawal.id).where(Withdrawal.sha256 == sha256).exists()
    copies = select(PinnedFile.sha256).where(PinnedFile.sha256 == sha256, ~is_withdrawn)
    cleaned = select(DataProfile.clean_sha256).where(DataProfile.clean_sha256 == sha256)
    return db.session.scalar(copies.union(cleaned).limit(1)) is not None


def bytes_kept() -> int:
    """What all copies and their clean copies take, each content once."""
    copies = select(PinnedFile.sha256, PinnedFile.size.label("size"))
    cleaned = select(DataProfile.clean_sha256, DataProfile.clean_size)
    contents = copies.where(PinnedFile.sha256.not_in(select(Withdrawal.sha256))).union(cleaned).subquery()
    return int(db.session.scalar(select(func.sum(contents.c.size))) or 0)


def last_asked(dataset_ids: Iterable[int]) -> dict[int, tuple[datetime, bool]]:
    """Dataset id -> when a worker was last sent for its files, and whether that is still to be done."""
    jobs = select(Job).where(Job.kind == PIN_FILES, Job.subject_id.in_(list(dataset_ids))).order_by(Job.id)
    return {job.subject_id: (job.asked_at, not (job.done_at or job.parked_at)) for job in db.session.scalars(jobs)}


def will_be_told(dataset_id: int) -> bool:
    """Whether a worker will yet begin to tell of new contents of this dataset: it then tells of all of them."""
    mine = select(PinnedFile.id).where(PinnedFile.dataset_id == dataset_id)
    waiting = select(Job.id).where(Job.kind == TELL_COPIES, Job.subject_id.in_(mine), Job.attempts == 0)
    return db.session.scalar(waiting.where(Job.done_at.is_(None)).limit(1)) is not None


def checks_of(dataset_id: int) -> dict[str, FileCheck]:
    """The portal's id of a file -> what came of asking for it last."""
    return {
        check.resource_id: check
        for check in db.session.scalars(select(FileCheck).where(FileCheck.dataset_id == dataset_id))
    }


def broken_count() -> int:
    """How many files did not come when they were last asked for."""
    failing = select(func.count(FileCheck.id)).where(FileCheck.failing_since.is_not(None))
    return db.session.scalar(failing) or 0


def with_files(dataset_id: int) -> Dataset:
    """A dataset with its portal and its files, for a worker."""
    whole = select(Dataset).where(Dataset.id == dataset_id)
    return db.session.scalars(whole.options(joinedload(Dataset.portal), selectinload(Dataset.resources))).one()


def datasets_asked_for(*, most: int) -> Sequence[int]:
    """Ids of the datasets whose files were asked for, the longest ago first."""
    asked = select(FileCheck.dataset_id).group_by(FileCheck.dataset_id)
    return db.session.scalars(asked.order_by(func.min(FileCheck.checked_at)).limit(most)).all()


def datasets_to_check(at: datetime, *, most: int) -> Sequence[int]:
    """Ids of the datasets whose files are to be asked for again: of all that is offered, never of what was asked for.

    So a file that its portal lists again, or lists only now, is asked for. One that the portal was still preparing is
    asked for soon, for a day.
    """
    mine = Job.kind == PIN_FILES, Job.subject_id == Dataset.id
    is_open = select(Job.id).where(*mine, Job.done_at.is_(None), Job.parked_at.is_(None)).exists()
    lately = select(Job.id).where(*mine, Job.asked_at > at - ASKED_AGAIN_AFTER).exists()
    awaited = select(FileCheck.id).where(
        FileCheck.dataset_id == Dataset.id,
        FileCheck.status == HTTPStatus.ACCEPTED,
        FileCheck.failing_since > at - ASKED_AGAIN_AFTER,
        FileCheck.checked_at <= at - ASKED_SOON_AFTER,
    )
    offered = or_(false(), *(Dataset.id.in_(ids(at)) for ids in OFFERED_BY))
    due = select(Dataset.id).where(offered, ~is_open, or_(~lately, awaited.exists()))
    return db.session.scalars(due.order_by(Dataset.id).limit(most)).all()
