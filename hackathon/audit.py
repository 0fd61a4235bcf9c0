"""Who did what to which thing, when: append-only, hash-chained, written with the change or not at all.

`record()` names the act; at the end of the transaction `seal()` adds what changed and links the entry to the
chain. A change of state without a record() is refused, so that nothing happens unnoticed (promise P7).
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, Row, String, event, func, inspect, select
from sqlalchemy.orm import Mapped, Session

from hackathon.database import AFTER_BEGIN, BEFORE_COMMIT, Base, Instant, Words, db, public
from hackathon.permissions import Standing

FIRST_HASH = "0" * 64
LONGEST_VALUE = 200
UNAUDITED = {"audited": False}
"""`__table_args__ = {"info": UNAUDITED}` for tables that are traces themselves (sessions, mails, jobs): say why there."""


class AuditEntry(Base):
    """One act. `changes` holds old and new values of public columns, and only the names of the others."""

    __tablename__ = "audit_entry"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[int] = public(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = public(Instant)
    actor: Mapped[str] = public(String(40))
    action: Mapped[str] = public(String(60))
    thing: Mapped[str] = public(String(120))
    event_id: Mapped[int | None] = public(Integer, index=True)
    portal_id: Mapped[int | None] = public(Integer, index=True)
    changes: Mapped[list[Any]] = public(JSON)
    previous_hash: Mapped[str] = public(String(64))
    hash: Mapped[str] = public(String(64), unique=True)


class AuditHead(Base):
    """The end of the chain: one row, locked by whoever appends."""

    __tablename__ = "audit_head"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[int] = public(Integer, primary_key=True)
    number: Mapped[int] = public(BigInteger)
    hash: Mapped[str] = public(String(64))


def record(
    action: str, thing: Base, *, by: Any, now: datetime, event: Any = None, portal: Any = None, note: str = ""
) -> None:
    """Say that `by` (a Standing, a Person, or None for the system) did `action` to `thing`.

    `event` and `portal` say whose revision this moves; by default they are read from the thing. `note` is a public
    reason, kept in the entry.
    """
    person = by.person if isinstance(by, Standing) else by
    db.session.info.setdefault("acts", []).append(
        {
            "action": action,
            "thing": thing,
            "actor": person.public_id if person else "system",
            "event_id": _scope(thing, "event", event),
            "portal_id": _scope(thing, "portal", portal),
            "note": note,
            "at": now,
        }
    )


def _scope(thing: Base, kind: str, given: Any) -> int | None:
    if given is not None:
        return int(given.id)
    if thing.__tablename__ in {kind, f"data_{kind}"}:
        return int(thing.id) if thing.id else None  # type: ignore[attr-defined]  # every table has an id
    return getattr(thing, f"{kind}_id", None)


def revision(*, event_id: int | None = None, portal_id: int | None = None) -> int:
    """The number of the last entry about this event or portal: it moves with every change of what a page shows."""
    column, key = (AuditEntry.event_id, event_id) if event_id else (AuditEntry.portal_id, portal_id)
    return db.session.scalar(select(func.max(AuditEntry.id)).where(column == key)) or 0


@event.listens_for(Session, "before_flush")
def _notice(session: Session, context: Any, instances: Any) -> None:
    """Collect what this flush changes; attribute history is gone afterwards."""
    found = session.info.setdefault("changed", {})
    for thing in [*session.new, *session.dirty, *session.deleted]:
        if thing.__table__.info.get("audited", True) and (
            thing in session.new or thing in session.deleted or session.is_modified(thing)
        ):
            columns = found.setdefault(thing, {})
            columns.update(_changed_columns(thing, is_gone=thing in session.deleted))


def _changed_columns(thing: Any, *, is_gone: bool) -> dict[str, Any]:
    columns: dict[str, Any] = {"(deleted)": None} if is_gone else {}
    for attribute in inspect(thing).mapper.column_attrs:
        history = inspect(thing).attrs[attribute.key].history
        if not history.has_changes() and not is_gone:
            continue
        before, after = ([_plain(value) for value in part] for part in (history.deleted, history.added))
        if attribute.columns[0].info.get("class") == "public":
            columns[attribute.key] = [before[0] if before else None, after[0] if after else None]
        else:
            columns[attribute.key] = None  # personal or secret: only that it changed
    return columns


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Words):
        return {"es": _plain(value.es), "en": _plain(value.en)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        return "sha256:" + hashlib.sha256(value.encode()).hexdigest()
    if isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        return _plain(text) if len(text) > LONGEST_VALUE else value
    return value


def _begin(session: Session, root: Any, form: Any) -> None:
    session.info.update(acts=[], changed={})


def seal(session: Session, now: datetime) -> None:
    """Append this transaction's acts to the chain. The head is locked last, so that it is held only briefly."""
    acts, changed = session.info.get("acts", []), session.info.get("changed", {})
    if changed and not acts:
        names = sorted({type(thing).__name__ for thing in changed})
        raise RuntimeError(f"{', '.join(names)} changed without audit.record(): every change of state is logged.")
    if not acts:
        return
    head = session.scalars(select(AuditHead).with_for_update().execution_options(populate_existing=True)).one()
    for act in acts:
        own = {act["thing"]: changed.pop(act["thing"], {})}
        if act is acts[-1]:
            own.update(changed)
        entry = _entry(act, own, number=head.number + 1, previous=head.hash)
        session.add(entry)
        head.number, head.hash = entry.id, entry.hash
    session.flush()


def _entry(act: dict[str, Any], changed: dict[Any, Any], *, number: int, previous: str) -> AuditEntry:
    changes: list[Any] = [{"thing": _name(thing), "columns": columns} for thing, columns in changed.items() if columns]
    if act["note"]:
        changes.append({"note": act["note"]})
    thing = act["thing"]
    entry = AuditEntry(
        id=number,
        at=act["at"],
        actor=act["actor"],
        action=act["action"],
        thing=_name(thing),
        event_id=act["event_id"] or _scope(thing, "event", None),
        portal_id=act["portal_id"] or _scope(thing, "portal", None),
        changes=changes,
        previous_hash=previous,
    )
    entry.hash = hash_of(entry)
    return entry


def _name(thing: Any) -> str:
    return f"{thing.__tablename__}/{inspect(thing).identity[0] if inspect(thing).identity else thing.id}"


def hash_of(entry: AuditEntry | Row[Any]) -> str:
    """The SHA-256 of an entry's canonical JSON, the previous hash included (docs/bundle-format.md)."""
    return hashlib.sha256(_canonical(_fields(entry)).encode()).hexdigest()


def _fields(entry: AuditEntry | Row[Any]) -> dict[str, Any]:
    return {
        "number": entry.id,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "thing": entry.thing,
        "event": entry.event_id,
        "portal": entry.portal_id,
        "changes": entry.changes,
        "previous": entry.previous_hash,
    }


def _canonical(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def exported_lines(until: int | None = None) -> Iterator[str]:
    """The log from its first entry on, one canonical JSON object per entry."""
    entries = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    if until is not None:
        entries = entries.where(AuditEntry.id <= until)
    for entry in db.session.scalars(entries):
        yield _canonical({**_fields(entry), "hash": entry.hash})


def first_broken_entry() -> int | None:
    """The number of the first entry that does not fit the chain, or None. Reads the whole log, streaming."""
    previous, number = FIRST_HASH, 0
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)):
        if entry.id != number + 1 or entry.previous_hash != previous or hash_of(entry) != entry.hash:
            return number + 1
        previous, number = entry.hash, entry.id
    head = db.session.scalars(select(AuditHead)).one()
    return None if (head.number, head.hash) == (number, previous) else number + 1


AFTER_BEGIN.append(_begin)
BEFORE_COMMIT.append(seal)
