"""Files that a portal lists under other ids than before: which is which, and their copies, checks and addresses go on.

Verbs like those of `actions`: they change state and never commit. The ids are the portal's; only what it says of both files,
their address or their name, tells that they are one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from hackathon import audit
from hackathon.database import db
from hackathon.portal.harvest_models import Harvest, ResourceAlias
from hackathon.portal.models import Resource
from hackathon.portal.pin_models import FileCheck, PinnedFile
from hackathon.portal.records import key_of
from hackathon.text import fold

File = Mapping[str, Any]


def same_files(gone: Sequence[File], come: Sequence[File]) -> dict[str, str]:
    """Old id -> new id of the files that are the same: by their address, else by name and format, each only where one fits."""
    found: dict[str, str] = {}
    for told_by in (_address, _name):
        left = [file for file in gone if file["native_id"] not in found]
        new = [file for file in come if file["native_id"] not in found.values()]
        found |= _pairs(left, new, told_by)
    return found


def _pairs(gone: Sequence[File], come: Sequence[File], told_by: Callable[[File], Any]) -> dict[str, str]:
    seen = Counter(map(told_by, gone)), Counter(map(told_by, come))
    new = {told_by(file): file["native_id"] for file in come}
    keys = ((file["native_id"], told_by(file)) for file in gone)
    return {old: new[key] for old, key in keys if key and (seen[0][key], seen[1][key]) == (1, 1)}


def _address(file: File) -> str:
    return str(file["url"])


def _name(file: File) -> tuple[str, str] | None:
    return (fold(file["name"]), file["format"]) if file["name"] else None


def renew_files(dataset_id: int, rows: Sequence[dict[str, Any]], *, harvest: Harvest, now: datetime) -> None:
    """Store the files of a dataset as they are listed now (`rows.resource_rows`).

    A file that stays keeps its row, also under another id; what the portal no longer lists goes (the raw record tells of it).
    """
    listed = select(Resource.native_id, Resource.id).where(Resource.dataset_id == dataset_id)
    known: dict[str, int] = dict(db.session.execute(listed).all())
    gone = set(known) - {row["native_id"] for row in rows}
    come = [row for row in rows if row["native_id"] not in known]
    if gone and come:
        moved = _go_on(dataset_id, sorted(gone), come, harvest=harvest, now=now)
        known |= {new: known[old] for old, new in moved.items()}
        gone -= set(moved)
    if gone:
        db.session.execute(delete(Resource).where(Resource.id.in_([known[native_id] for native_id in gone])))
    for row in rows:
        if row["native_id"] in known:
            stays = update(Resource).where(Resource.id == known[row["native_id"]]).values(row)
            db.session.execute(stays.execution_options(synchronize_session=False))
    fresh = [row for row in rows if row["native_id"] not in known]
    if fresh:
        db.session.execute(insert(Resource.__table__), fresh)  # type: ignore[arg-type]  # the bare table, as in `shelf`


def _go_on(
    dataset_id: int, gone: Sequence[str], come: Sequence[File], *, harvest: Harvest, now: datetime
) -> dict[str, str]:
    """Old id -> new id of the files of a dataset that go on under another id: their rows, copies and checks have it now."""
    columns = select(Resource.native_id, Resource.url, Resource.name, Resource.format)
    rows = db.session.execute(columns.where(Resource.dataset_id == dataset_id, Resource.native_id.in_(gone)))
    moved = same_files([row._asdict() for row in rows], come)
    taken = select(PinnedFile.resource_id).where(PinnedFile.dataset_id == dataset_id)
    begun = set(db.session.scalars(taken.where(PinnedFile.resource_id.in_(list(moved.values())))))
    moved = {old: new for old, new in moved.items() if new not in begun}  # it has a thread of its own already
    for old, new in moved.items():
        for table, column in ((Resource, "native_id"), (PinnedFile, "resource_id"), (FileCheck, "resource_id")):
            its = table.dataset_id == dataset_id, getattr(table, column) == old
            db.session.execute(
                update(table).where(*its).values({column: new}).execution_options(synchronize_session=False)
            )
        _lead_on(dataset_id, old, new, now=now)
    if moved:
        note = f"{len(moved)} files of dataset/{dataset_id}"
        audit.record("portal.files_rekeyed", harvest, by=None, now=now, note=note)
    return moved


def _lead_on(dataset_id: int, old: str, new: str, *, now: datetime) -> None:
    """Let the file's old addresses lead to the new one, also those that it had before."""
    mine = ResourceAlias.dataset_id == dataset_id
    db.session.execute(update(ResourceAlias).where(mine, ResourceAlias.resource_id == old).values(resource_id=new))
    db.session.execute(delete(ResourceAlias).where(mine, ResourceAlias.key == key_of(new)))  # it is back where it was
    db.session.add(ResourceAlias(dataset_id=dataset_id, key=key_of(old), resource_id=new, made_at=now))
    db.session.flush()
