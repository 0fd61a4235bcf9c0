"""Storing what a harvest brings: a portion of records at a time, in bulk, each by (portal, native id).

Verbs like those of `actions`: they change state and never commit. What did not change is only marked as seen.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from hackathon.database import db
from hackathon.portal import changes, threads
from hackathon.portal.columns import Written
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.history import differences
from hackathon.portal.kinds import Kind, RawRecord
from hackathon.portal.models import (
    ALIAS,
    Category,
    DataPortal,
    Dataset,
    DatasetCategory,
    DatasetRecord,
    Publisher,
    Resource,
)
from hackathon.portal.records import Named, NormalDataset, Unreadable, canonical_text, digest
from hackathon.portal.rows import dataset_columns, resource_rows, search_text, slug_for
from hackathon.text import N_, slug_of

READING = 1  # one more whenever `normalise` or the rows made of it mean something else
BROKEN_RECORD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


@dataclass
class Tally:
    """What came of a portion: counts, and the records that could not be read with the reason."""

    new: int = 0
    changed: int = 0
    errors: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Reading:
    """One record, read: as it came, as we understand it, and the hash that tells whether it changed."""

    raw: Written
    raw_sha256: str
    record: NormalDataset
    text: str
    sha256: str


class _Before(NamedTuple):
    """What is here already: its row, and the hashes of its record as read and as it came."""

    id: int
    text: str
    raw: str


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
    """Keep a portion of a walk. A record that cannot be read is reported and left out; the others are kept.

    What came as it came before is not read again; what reads as before is not changed.
    """
    tally = Tally()
    known = _known_among(records, shelf)
    came = [(raw, text, _hash_of(text)) for raw in records for text in [Written.of(raw.raw)]]
    fresh = [one for one in came if one[0].native_id not in known or known[one[0].native_id].raw != one[2]]
    readings = {reading.record.native_id: reading for reading in _read(fresh, shelf, tally)}
    new = [reading for native_id, reading in readings.items() if native_id not in known]
    _insert(new, harvest, shelf, now)
    for native_id, reading in readings.items():
        before = known.get(native_id)
        if before and before.text != reading.sha256:
            _update(before.id, reading, harvest, shelf, now)
            tally.changed += 1
        elif before:  # the portal writes it otherwise, and means the same
            _renew(Dataset, Dataset.id == before.id, {"raw_sha256": reading.raw_sha256})
            _renew(DatasetRecord, DatasetRecord.dataset_id == before.id, {"raw": reading.raw})
    _mark_seen([before.id for before in known.values()], harvest, now)
    tally.new = len(new)
    return tally


def _known_among(records: list[RawRecord], shelf: Shelf) -> dict[str, _Before]:
    asked = select(Dataset.native_id, Dataset.id, Dataset.sha256, Dataset.raw_sha256).where(
        Dataset.portal_id == shelf.portal_id, Dataset.native_id.in_([raw.native_id for raw in records])
    )
    rows = db.session.execute(asked)
    return {native_id: _Before(key, text, raw) for native_id, key, text, raw in rows}


def _hash_of(raw: Written) -> str:
    """The hash of a raw record and of the way we read: another way reads everything again."""
    return digest(f"{READING}{raw}")


def _read(records: Iterable[tuple[RawRecord, Written, str]], shelf: Shelf, tally: Tally) -> Iterable[_Reading]:
    for raw, written, raw_sha256 in records:
        try:
            record = shelf.kind.normalise(raw.raw, base=shelf.base)
            if record.native_id.startswith(ALIAS):
                raise Unreadable(N_("Its id has a form that only this platform gives."))
            text = canonical_text(record)
        except Unreadable as wrong:
            tally.errors.append({"record": raw.native_id[:100], "reason": str(wrong)})
        except BROKEN_RECORD:  # a shape nobody has met: one record is lost, not the harvest
            tally.errors.append(
                {"record": raw.native_id[:100], "reason": N_("The record has a shape that is not understood.")}
            )
        else:
            yield _Reading(written, raw_sha256, record, text, digest(text))


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
    made = insert(_table(Dataset)).returning(Dataset.id, sort_by_parameter_order=True)
    ids = db.session.scalars(made, rows).all()
    pairs = list(zip(ids, readings, strict=True))
    db.session.execute(
        insert(_table(DatasetRecord)), [{"dataset_id": key} | _texts_of(reading) for key, reading in pairs]
    )
    _link_categories(pairs, shelf)
    resources = [row for key, reading in pairs for row in resource_rows(key, reading.record.resources)]
    if resources:
        db.session.execute(insert(_table(Resource)), resources)


def _update(dataset_id: int, reading: _Reading, harvest: Harvest, shelf: Shelf, now: datetime) -> None:
    known = select(Dataset.first_seen_at, DatasetRecord.normalised).join(Dataset.record)
    first_seen, before = db.session.execute(known.where(Dataset.id == dataset_id)).one()
    changes.remember(dataset_id, differences(before, json.loads(reading.text)), harvest, now)
    _renew(Dataset, Dataset.id == dataset_id, _columns_of(reading, shelf, first_seen=first_seen))
    _renew(DatasetRecord, DatasetRecord.dataset_id == dataset_id, _texts_of(reading))
    db.session.execute(delete(DatasetCategory).where(DatasetCategory.dataset_id == dataset_id))
    _link_categories([(dataset_id, reading)], shelf)
    threads.renew_files(dataset_id, resource_rows(dataset_id, reading.record.resources), harvest=harvest, now=now)


def _renew(table: Any, which: Any, columns: dict[str, Any]) -> None:
    db.session.execute(update(table).where(which).values(columns).execution_options(synchronize_session=False))


def _link_categories(pairs: Iterable[tuple[int, _Reading]], shelf: Shelf) -> None:
    links = [
        {"dataset_id": key, "category_id": shelf.id_of(Category, category)}
        for key, reading in pairs
        for category in reading.record.categories
    ]
    if links:
        db.session.execute(insert(_table(DatasetCategory)), links)


def _mark_seen(ids: list[int], harvest: Harvest, now: datetime) -> None:
    if ids:
        changes.remember_returns(ids, harvest, now)
        seen = {"last_seen_at": now, "seen_in_id": harvest.id}
        _renew(Dataset, Dataset.id.in_(ids), seen | {"absent_since": None, "absent_walks": 0, "missing_since": None})


def _columns_of(reading: _Reading, shelf: Shelf, *, first_seen: datetime) -> dict[str, Any]:
    publisher = shelf.id_of(Publisher, reading.record.organization)
    hashes = {"sha256": reading.sha256, "raw_sha256": reading.raw_sha256, "publisher_id": publisher}
    return dataset_columns(reading.record, first_seen=first_seen) | hashes


def _texts_of(reading: _Reading) -> dict[str, Any]:
    return {"raw": reading.raw, "normalised": reading.text, "search_text": search_text(reading.record)}


def _table(model: Any) -> Any:
    """The bare table: a bulk of rows needs nothing of the mapper, and is stored in half the time."""
    return model.__table__
