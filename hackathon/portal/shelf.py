"""Storing what a harvest brings: a portion of records at a time, in bulk, each by (portal, native id).

Verbs like those of `actions`: they change state and never commit. What did not change is only marked as seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, literal, or_, select, update

from hackathon.database import Instant, db
from hackathon.portal.kinds import Kind, RawRecord
from hackathon.portal.models import Category, DataPortal, Dataset, DatasetCategory, Harvest, Publisher, Resource
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable, canonical_text, digest
from hackathon.portal.rows import dataset_columns, resource_rows, slug_for
from hackathon.text import N_, slug_of

BROKEN_RECORD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


@dataclass
class Tally:
    """What came of a portion: counts, and the records that could not be read with the reason."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Reading:
    """One record, read: as it came, as we understand it, and the hash that tells whether it changed."""

    raw: Any
    record: NormalDataset
    text: str
    sha256: str


class Shelf:
    """Where one harvest puts things: its portal's publishers and categories by native id, made when they first occur."""

    def __init__(self, portal: DataPortal, kind: Kind) -> None:
        self.portal_id, self.base, self.kind = portal.id, portal.base_url, kind
        self._known: dict[type[Publisher] | type[Category], dict[str, tuple[int, str]]] = {
            table: {
                native_id: (key, name)
                for native_id, key, name in db.session.execute(
                    select(table.native_id, table.id, table.name).where(table.portal_id == portal.id)
                )
            }
            for table in (Publisher, Category)
        }

    def id_of(self, table: type[Publisher] | type[Category], thing: Named | None) -> int | None:
        """The id of this organisation or category, made or renamed where needed."""
        if thing is None:
            return None
        known = self._known[table].get(thing.native_id)
        if known is None:
            row = {
                "portal_id": self.portal_id,
                "native_id": thing.native_id,
                "slug": slug_of(thing.title),
                "name": thing.title,
            }
            key = db.session.scalars(insert(table).values(row).returning(table.id)).one()
        elif known[1] != thing.title:
            key = known[0]  # renamed; its address stays
            db.session.execute(update(table).where(table.id == key).values(name=thing.title))
        else:
            return known[0]
        self._known[table][thing.native_id] = (key, thing.title)
        return key


def store(harvest: Harvest, shelf: Shelf, records: list[RawRecord], *, now: datetime) -> Tally:
    """Keep a portion of a walk. A record that cannot be read is reported and left out; the others are kept."""
    tally = Tally()
    readings = {reading.record.native_id: reading for reading in _read(records, shelf, tally)}
    known = {
        native_id: (key, hashed)
        for native_id, key, hashed in db.session.execute(
            select(Dataset.native_id, Dataset.id, Dataset.sha256).where(
                Dataset.portal_id == shelf.portal_id, Dataset.native_id.in_(readings)
            )
        )
    }
    new = [reading for native_id, reading in readings.items() if native_id not in known]
    changed = [
        (known[native_id][0], reading)
        for native_id, reading in readings.items()
        if native_id in known and known[native_id][1] != reading.sha256
    ]
    _insert(new, harvest, shelf, now)
    for dataset_id, reading in changed:
        _update(dataset_id, reading, shelf)
    _mark_seen([key for key, _ in known.values()], harvest, now)
    tally.new, tally.changed, tally.unchanged = len(new), len(changed), len(known) - len(changed)
    return tally


def mark_absent(harvest: Harvest, *, now: datetime) -> None:
    """Note what a complete walk did not bring. Nothing is deleted: it may come back at the next one."""
    absent = update(Dataset).where(Dataset.portal_id == harvest.portal_id, _not_seen_in(harvest))
    since = func.coalesce(Dataset.absent_since, literal(now, Instant()))
    values = {"absent_since": since, "absent_walks": Dataset.absent_walks + 1}
    db.session.execute(absent.values(values).execution_options(synchronize_session=False))


def presence(harvest: Harvest) -> tuple[int, int]:
    """How many datasets were here before this walk (not counting those absent already), and how many it did not bring."""
    before = Dataset.portal_id == harvest.portal_id, Dataset.absent_since.is_(None)
    known = db.session.scalar(select(func.count(Dataset.id)).where(*before)) or 0
    gone = db.session.scalar(select(func.count(Dataset.id)).where(*before, _not_seen_in(harvest))) or 0
    return known, gone


def _not_seen_in(harvest: Harvest) -> Any:
    return or_(Dataset.seen_in_id != harvest.id, Dataset.seen_in_id.is_(None))


def _read(records: Iterable[RawRecord], shelf: Shelf, tally: Tally) -> Iterable[_Reading]:
    for raw in records:
        try:
            record = shelf.kind.normalise(raw.raw, base=shelf.base)
            text = canonical_text(record)
        except Unreadable as wrong:
            tally.errors.append({"record": raw.native_id[:100], "reason": str(wrong)})
        except BROKEN_RECORD:  # a shape nobody has met: one record is lost, not the harvest
            tally.errors.append(
                {"record": raw.native_id[:100], "reason": N_("The record has a shape that is not understood.")}
            )
        else:
            yield _Reading(raw.raw, record, text, digest(text))


def _insert(readings: list[_Reading], harvest: Harvest, shelf: Shelf, now: datetime) -> None:
    if not readings:
        return
    rows = [
        _columns_of(reading, shelf, first_seen=now)
        | {
            "portal_id": shelf.portal_id,
            "native_id": reading.record.native_id,
            "slug": slug_for(reading.record),
            "first_seen_at": now,
            "last_seen_at": now,
            "seen_in_id": harvest.id,
            "absent_walks": 0,
        }
        for reading in readings
    ]
    ids = db.session.scalars(insert(Dataset).returning(Dataset.id, sort_by_parameter_order=True), rows).all()
    pairs = list(zip(ids, readings, strict=True))
    _link_categories(pairs, shelf)
    resources = [row for key, reading in pairs for row in resource_rows(key, reading.record.resources)]
    if resources:
        db.session.execute(insert(Resource), resources)


def _update(dataset_id: int, reading: _Reading, shelf: Shelf) -> None:
    first_seen = db.session.scalars(select(Dataset.first_seen_at).where(Dataset.id == dataset_id)).one()
    columns = _columns_of(reading, shelf, first_seen=first_seen)
    db.session.execute(update(Dataset).where(Dataset.id == dataset_id).values(columns))
    db.session.execute(delete(DatasetCategory).where(DatasetCategory.dataset_id == dataset_id))
    _link_categories([(dataset_id, reading)], shelf)
    _renew_resources(dataset_id, reading.record.resources)


def _renew_resources(dataset_id: int, resources: list[NormalResource]) -> None:
    """A resource that stays keeps its row; what the portal no longer lists goes (the raw record tells of it)."""
    listed = select(Resource.native_id, Resource.id).where(Resource.dataset_id == dataset_id)
    known = dict(db.session.execute(listed).all())
    rows = resource_rows(dataset_id, resources)
    gone = set(known) - {row["native_id"] for row in rows}
    if gone:
        db.session.execute(delete(Resource).where(Resource.id.in_([known[native_id] for native_id in gone])))
    for row in rows:
        if row["native_id"] in known:
            db.session.execute(update(Resource).where(Resource.id == known[row["native_id"]]).values(row))
    fresh = [row for row in rows if row["native_id"] not in known]
    if fresh:
        db.session.execute(insert(Resource), fresh)


def _link_categories(pairs: Iterable[tuple[int, _Reading]], shelf: Shelf) -> None:
    links = [
        {"dataset_id": key, "category_id": shelf.id_of(Category, category)}
        for key, reading in pairs
        for category in reading.record.categories
    ]
    if links:
        db.session.execute(insert(DatasetCategory), links)


def _mark_seen(ids: list[int], harvest: Harvest, now: datetime) -> None:
    if ids:
        seen = {"last_seen_at": now, "seen_in_id": harvest.id, "absent_since": None, "absent_walks": 0}
        db.session.execute(update(Dataset).where(Dataset.id.in_(ids)).values(seen))


def _columns_of(reading: _Reading, shelf: Shelf, *, first_seen: datetime) -> dict[str, Any]:
    texts = {"raw": reading.raw, "normalised": reading.text, "sha256": reading.sha256}
    publisher = shelf.id_of(Publisher, reading.record.organization)
    return dataset_columns(reading.record, first_seen=first_seen) | texts | {"publisher_id": publisher}
