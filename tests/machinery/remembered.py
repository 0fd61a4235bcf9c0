"""Builders whose rows are written anew, not made anew: what a test arranges is the same each time it begins so.

The first call in an empty database does the work through the product's own actions; the rows that came of it, the clock
and what the builder gave are kept for this worker. Every later test that begins with the same call gets the same rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask import current_app
from sqlalchemy import Table, func, insert, inspect, select, text

from hackathon.audit import AuditEntry
from hackathon.database import Base, db

Given = ParamSpec("Given")
Made = TypeVar("Made")
Rows = list[tuple[Table, list[dict[str, Any]]]]
KEPT: dict[Any, "Arranged"] = {}


@dataclass(frozen=True)
class Reference:
    """A stored object, to be loaded again."""

    kind: type[Base]
    key: Any


@dataclass(frozen=True)
class Own:
    """An object of the tests' own, by its class and what it holds."""

    kind: type
    parts: Any


@dataclass(frozen=True)
class Arranged:
    rows: Rows
    instant: datetime
    given: Any


def remembered(build: Callable[Given, Made]) -> Callable[Given, Made]:
    """A builder that is called in an empty database and keeps everything in it."""

    @wraps(build)
    def built(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        if not _is_untouched():
            return build(*args, **kwargs)
        clock = current_app.config["CLOCK"]
        key = build.__qualname__, db.engine.dialect.name, clock(), repr(args), repr(sorted(kwargs.items()))
        if key not in KEPT:
            made = build(*args, **kwargs)
            if not _has_files():
                KEPT[key] = Arranged(_all_rows(), clock(), _shape_of(made))
            return made
        arranged = KEPT[key]
        _write(arranged.rows)
        clock.set(arranged.instant)
        alive: Made = _alive(arranged.given)
        return alive

    return built


def _is_untouched() -> bool:
    """Whether nothing has happened in this database yet."""
    happened = db.session.scalar(select(func.count(AuditEntry.id)))
    db.session.rollback()
    return not happened


def _has_files() -> bool:
    return any(path.is_file() for path in (Path(current_app.config["DATA_DIR"]) / "files").rglob("*"))


def _all_rows() -> Rows:
    with db.engine.connect() as connection:
        found = [(table, connection.execute(select(table)).mappings().all()) for table in db.metadata.sorted_tables]
    return [(table, [dict(row) for row in rows]) for table, rows in found if rows]


def _write(rows: Rows) -> None:
    with db.engine.connect() as connection:
        is_postgresql = connection.dialect.name == "postgresql"
        off = "SET session_replication_role = replica" if is_postgresql else "PRAGMA foreign_keys = OFF"
        connection.execute(text(off))
        for table, those in rows:
            connection.execute(table.delete())  # what the migrations wrote
            connection.execute(insert(table), those)
        if is_postgresql:
            for table, _ in rows:
                _go_on_counting(connection, table)
        connection.commit()
        connection.invalidate()  # no other work has its checks off


def _go_on_counting(connection: Any, table: Table) -> None:
    number = table.autoincrement_column
    if number is not None:
        last = f"SELECT setval(pg_get_serial_sequence('{table.name}', '{number.name}'), MAX({number.name})) FROM {table.name}"
        connection.execute(text(last))


def _shape_of(value: Any) -> Any:
    if isinstance(value, Base):
        return Reference(type(value), inspect(value).identity)
    if isinstance(value, list | tuple):
        return type(value)(map(_shape_of, value))
    if isinstance(value, dict):
        return {name: _shape_of(part) for name, part in value.items()}
    if type(value).__module__.startswith("tests."):
        return Own(type(value), _shape_of(vars(value)))
    return value


def _alive(shape: Any) -> Any:
    if isinstance(shape, Reference):
        return db.session.get_one(shape.kind, shape.key)
    if isinstance(shape, list | tuple):
        return type(shape)(map(_alive, shape))
    if isinstance(shape, dict):
        return {name: _alive(part) for name, part in shape.items()}
    if isinstance(shape, Own):
        made: Any = object.__new__(shape.kind)
        vars(made).update(_alive(shape.parts))
        return made
    return shape
