"""The database: column types, the session, and `transaction()`, the only place that commits.

It refuses to know rooms: what else happens in a transaction (audit, replays, waking workers) is hooked in.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, CheckConstraint, DateTime, Dialect, MetaData, TypeDecorator, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, MappedColumn, Session, mapped_column, relationship

from hackathon import clock, writers
from hackathon.errors import Busy, FormRefused, RuleBroken
from hackathon.text import N_

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

language: ContextVar[str] = ContextVar("language", default="es")
"""The language that texts of organisers are shown in; the edge sets it once per request, mail or paper."""


class Base(DeclarativeBase):
    """Every table. Constraints are named by convention, so that both databases and migrations agree."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    engine_options={"json_serializer": lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)},
    session_options={"expire_on_commit": False},
)


@dataclass(frozen=True)
class Words:
    """A text that organisers write, per language: Spanish obligatory, English beside it."""

    es: str
    en: str = ""

    def __str__(self) -> str:
        return self.shown_in(language.get())

    def __bool__(self) -> bool:
        return bool(self.es)

    def shown_in(self, code: str) -> str:
        """The text in this language; Spanish where a translation is missing."""
        return (self.en if code == "en" else "") or self.es

    @property
    def shown_language(self) -> str:
        """The language that `str()` really gives: pages mark a phrase that is not in theirs."""
        return "en" if language.get() == "en" and self.en else "es"


class Translated(TypeDecorator[Words]):
    """A column of `Words`, stored as a JSON object."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Words | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else asdict(value)

    def process_result_value(self, value: dict[str, str] | None, dialect: Dialect) -> Words | None:
        return None if value is None else Words(**value)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, to the microsecond. A naive one is a mistake and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise TypeError(f"A naive instant reached the database: {value!r}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def public(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column whose old and new values may stand in the audit log."""
    return mapped_column(*args, info={"class": "public"}, **options)


def personal(*args: Any, person: str = "person_id", **options: Any) -> MappedColumn[Any]:
    """Personal data: only the column's name is logged. `person` names the column that says whose it is."""
    return mapped_column(*args, info={"class": "personal", "person": person}, **options)


def secret(*args: Any, **options: Any) -> MappedColumn[Any]:
    """Never shown, never logged: password hashes, tokens, scores before their time."""
    return mapped_column(*args, info={"class": "secret"}, **options)


def related(*args: Any, **options: Any) -> Any:
    """A relationship that must be loaded by its query: a forgotten load fails at once instead of costing a query a row."""
    return relationship(*args, lazy="raise_on_sql", **options)


def one_of(column: str, kinds: Any) -> CheckConstraint:
    """The CHECK that holds a column to the values of a StrEnum."""
    values = ", ".join(f"'{kind.value}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")


AFTER_BEGIN: list[Callable[[Session, Any, Any], None]] = []  # (session, root read fresh, form)
BEFORE_COMMIT: list[Callable[[Session, datetime], None]] = []
AFTER_COMMIT: list[Callable[[Session], None]] = []


@contextmanager
def transaction(root: Base | None = None, *, report_to: Any = None) -> Iterator[datetime]:
    """One change of state: begins as a write, reads `root` fresh under its lock, and gives the one instant that decides.

    Ends the read that went before. A RuleBroken, or a broken constraint that carries a `refusal`, rolls everything
    back; with `report_to` (the form) `@rule` makes the page again with that form telling it. Nothing else commits.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("transaction() inside transaction(): one request or command step is one transaction.")
    identity = _identity(root)
    session.rollback()
    session.info.update(writing=True, standings={})
    try:
        with writers.turn(session):
            _begin(session, root, identity)
            for prepare in AFTER_BEGIN:
                prepare(session, root, report_to)
            now = clock.now()
            yield now
            session.flush()
            for step in BEFORE_COMMIT:
                step(session, now)
            session.commit()
    except (RuleBroken, IntegrityError) as failure:
        session.rollback()
        refusal = failure if isinstance(failure, RuleBroken) else _refusal_of(failure)
        if refusal is None:
            raise
        if report_to is None:
            raise refusal from failure
        # Not swallowed: a body that has answered already, or must not begin, cannot be taken back otherwise.
        raise FormRefused(refusal, report_to) from failure
    finally:
        session.rollback()
        session.info.update(writing=False, standings={})
    for told in AFTER_COMMIT:
        told(session)


def _identity(root: Base | None) -> tuple[type[Base], Any] | None:
    return None if root is None else (type(root), root.id)  # type: ignore[attr-defined]  # every table has an id


def _begin(session: Session, root: Base | None, identity: tuple[type[Base], Any] | None) -> None:
    try:
        session.connection(execution_options={"begin_immediate": True})
        if identity is None:
            return
        kind, key = identity
        found = session.scalar(select(kind.id).where(kind.id == key).with_for_update())  # type: ignore[attr-defined]
    except OperationalError as locked:
        if is_conflict(locked):
            raise Busy(writers.BUSY) from locked
        raise
    reload = session.info.get("reload")
    gone = found is None or (reload is not None and reload() is None)
    if gone:
        raise RuleBroken(N_("This is no longer there: somebody removed it while you were writing."))
    if reload is None:
        session.refresh(root)


def is_conflict(failure: OperationalError) -> bool:
    """Whether the database gave up waiting (SQLite) or asks for the whole request again (PostgreSQL)."""
    code = getattr(failure.orig, "sqlstate", None) or getattr(failure.orig, "sqlite_errorname", "")
    return code in {"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_SNAPSHOT"}


def _refusal_of(clash: IntegrityError) -> RuleBroken | None:
    """The words of the constraint that was broken, when it has some (`info={"refusal": …, "field": …}`)."""
    text = str(clash.orig)
    diagnosis = getattr(clash.orig, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    for table in Base.metadata.tables.values():
        rules: list[Any] = [*table.constraints, *table.indexes]
        for rule in rules:
            refusal = rule.info.get("refusal")
            columns = ", ".join(f"{table.name}.{column.name}" for column in getattr(rule, "columns", []))
            # SQLite names the columns of a UNIQUE, and the name of a CHECK or of a partial index.
            if refusal and (rule.name == name or text.endswith((f": {columns}", f": {rule.name}", f"'{rule.name}'"))):
                return RuleBroken(refusal, field=rule.info.get("field"))
    return None


def insert_unless_there(row: type[Base], **values: Any) -> bool:
    """Store a row where the database holds none like it. Of two at once the second waits, and stores nothing."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(row).values(values).on_conflict_do_nothing()
    return db.session.scalar(insert.returning(*row.__table__.primary_key)) is not None


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # BEGIN is sent by us, below: the driver would send it too late
    connection.execute(f"PRAGMA busy_timeout = {writers.PATIENCE * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # a receipt is given after the disk has it
    connection.execute("PRAGMA foreign_keys = ON")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        immediate = connection.get_execution_options().get("begin_immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
