"""Questions about the copies of files that an event's challenges stand on, and about the sets that were made of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon import files
from hackathon.challenges.models import ChallengeDataset
from hackathon.challenges.policy import may_know
from hackathon.challenges.queries import pinned_in
from hackathon.challenges.venue import Entry, Place
from hackathon.challenges.venue_models import VenueFile, VenueSet
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.permissions import Standing
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import FileCheck, FileOutcome
from hackathon.portal.pin_queries import Revision, copies_of, judged

NOT_KEPT = (FileOutcome.GONE, FileOutcome.FAILED, FileOutcome.TOO_LARGE)
_FILES = selectinload(VenueSet.files)
_WHOLE = (
    joinedload(VenueSet.event).joinedload(Event.organization),
    joinedload(VenueSet.pinned_by),
    _FILES.joinedload(VenueFile.dataset).joinedload(Dataset.portal),
    _FILES.joinedload(VenueFile.copy),
)


def datasets_offered(event: Event) -> Sequence[Dataset]:
    """The datasets that the challenges offer, each once, in their order, with their files."""
    order = list(dict.fromkeys(link.dataset_id for link in pinned_in(event)))
    found = select(Dataset).where(Dataset.id.in_(order)).options(selectinload(Dataset.resources))
    return sorted(db.session.scalars(found), key=lambda dataset: order.index(dataset.id))


def next_number(event: Event) -> int:
    """The number of the event's next set."""
    last = select(func.max(VenueSet.number)).where(VenueSet.event_id == event.id)
    return (db.session.scalar(last) or 0) + 1


def checks_since(instant: datetime, dataset_ids: Iterable[int]) -> dict[tuple[int, str], FileCheck]:
    """(dataset, the portal's id of the file) -> what came of asking for it, where that was at this instant or later."""
    found = select(FileCheck).where(FileCheck.dataset_id.in_(list(dataset_ids)), FileCheck.checked_at >= instant)
    return {(check.dataset_id, check.resource_id): check for check in db.session.scalars(found)}


def open_sets() -> Sequence[int]:
    """Ids of the sets whose files are still being fetched."""
    return db.session.scalars(select(VenueSet.id).where(VenueSet.completed_at.is_(None)).order_by(VenueSet.id)).all()


def whole_set(set_id: int) -> VenueSet:
    """A set with its files, for a worker."""
    whole = select(VenueSet).where(VenueSet.id == set_id).options(*_WHOLE)
    return db.session.scalars(whole.execution_options(populate_existing=True)).one()


def sets_of(event: Event) -> Sequence[VenueSet]:
    """The sets of an event, the newest first, with their files."""
    mine = select(VenueSet).where(VenueSet.event_id == event.id).order_by(VenueSet.number.desc())
    return db.session.scalars(mine.options(joinedload(VenueSet.pinned_by), _FILES)).all()


def set_known_to(viewer: Standing, event: str, number: int, at: datetime) -> VenueSet | None:
    """The set of an address: complete ones for whoever may know the challenges, others for organisers."""
    found = visible_event(viewer, event)
    if found is None or not may_know(viewer, found, at):
        return None
    named = select(VenueSet).options(*_WHOLE).where(VenueSet.event_id == found.id, VenueSet.number == number)
    those = db.session.scalars(named).one_or_none()
    return those if those is not None and (those.is_complete or viewer.is_organiser) else None


def newest_set(viewer: Standing, event: Event, at: datetime) -> VenueSet | None:
    """The newest complete set of an event, for whoever may know its challenges."""
    if not may_know(viewer, event, at):
        return None
    complete = select(VenueSet).where(VenueSet.event_id == event.id, VenueSet.completed_at.is_not(None))
    return db.session.scalars(complete.order_by(VenueSet.number.desc()).limit(1)).one_or_none()


def entries_of(those: VenueSet) -> list[Entry]:
    """Each file of a set with the verdict on its copy: in what was seen and withdrawn since then too."""
    verdicts = {one.copy.id: one for one in judged(file.copy for file in those.files if file.copy)}
    return [_entry(file, verdicts.get(file.copy_id or 0)) for file in those.files]


def _entry(file: VenueFile, verdict: Revision | None) -> Entry:
    if verdict is None:
        return Entry(file, Place.WAITING if file.settled_at is None else Place.LOST)
    if verdict.hold is not None:
        return Entry(file, verdict.hold, verdict.withdrawal)
    if not files.is_kept(verdict.copy.sha256):
        return Entry(file, Place.LOST)
    return Entry(file, Place.GIVEN, is_blind=verdict.is_blind)


def files_kept(links: Sequence[ChallengeDataset]) -> dict[int, tuple[int, int, int]]:
    """Dataset id -> (files kept, their bytes, files that could not be kept)."""
    ids = {link.dataset_id for link in links}
    kept, size = Counter[int](), Counter[int]()
    for copy in copies_of(ids).values():
        kept[copy.dataset_id] += 1
        size[copy.dataset_id] += copy.size
    failed = select(FileCheck.dataset_id).where(FileCheck.dataset_id.in_(ids), FileCheck.outcome.in_(NOT_KEPT))
    lost = Counter(db.session.scalars(failed))
    return {key: (kept[key], size[key], lost[key]) for key in ids}
