"""The same edition with many more of everything: rows copied in the database, whole families at a time.

A page that asks once per row asks more often here; nothing else about the edition changes.
"""

from typing import Any

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint, insert, select

from hackathon.database import Base, db, transaction

TIMES = 6
"""Copies by each family: five teams become thirty-five by the first, sixty-five by the second."""
SPAN = 10_000
"""Between the number of a row and that of its copy: more than the demo has rows."""

WORK = {"team", "project", "project_version", "project_challenge", "project_dataset", "receipt"}
SCORING = {"jury_assignment", "score_sheet", "score"}
FAMILIES = [
    # More people in every part, each with their own team and project.
    {"person", "consent", "registration", "role", "membership", "juror_invitation", "steward"} | WORK | SCORING,
    # More projects before each juror of today.
    WORK | SCORING,
    # More challenges in each project, more datasets in each challenge and project, more files in each dataset.
    {"challenge", "challenge_dataset", "project_challenge"},
    {"dataset", "dataset_category", "dataset_record", "resource", "snapshot", "challenge_dataset", "project_dataset"},
    {"resource"},
    {"data_portal", "event_portal", "category", "publisher", "harvest"},
    # More requests for data, each with more supporters and answers.
    {"data_request", "request_support", "request_answer"},
    {"request_answer"},
    # More saves of each project, more hours, more prizes, more editions.
    {"project_version"},
    {"agenda_item"},
    {"award"},
    {"login_session"},
    {"mail"},
    {"event", "event_window", "rules", "recorded_result", "event_portal"},
]


def grow() -> None:
    """Multiply what there is: each family of rows as it was at first, so that nothing grows twice over."""
    with transaction():
        today = {table: _rows(table) for table in Base.metadata.sorted_tables}
        number = 0
        for family in FAMILIES:
            tables = [table for table in today if table.name in family]
            assert {table.name for table in tables} == family
            for _ in range(TIMES):
                number += 1
                _copy({table: today[table] for table in tables}, number)


def _rows(table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in db.session.execute(select(table)).mappings()]


def _copy(family: dict[Table, list[dict[str, Any]]], number: int) -> None:
    """One copy of these rows; what points to one of them points to its copy, the rest stays."""
    for table, rows in family.items():
        copies = [_copied(table, row, family, number) for row in rows]
        if copies:
            db.session.execute(insert(table), copies)


def _copied(table: Table, row: dict[str, Any], family: dict[Table, Any], number: int) -> dict[str, Any]:
    own = [column for column in table.primary_key if isinstance(column.type, Integer) and not column.foreign_keys]
    moved = {*own, *(column for column in table.columns if _parent(column) in family)}
    copy = row | {one.name: row[one.name] + number * SPAN for one in moved if row[one.name] is not None}
    for columns in _unique(table):
        if not moved.intersection(columns):
            changed = next(one for one in reversed(columns) if not one.foreign_keys)
            copy[changed.name] = _another(changed, row[changed.name], number)
    return copy


def _parent(column: Column[Any]) -> Table | None:
    return next((key.column.table for key in column.foreign_keys if key.column.primary_key), None)


def _unique(table: Table) -> list[list[Column[Any]]]:
    constraints = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    indexes = [list(index.columns) for index in table.indexes if index.unique]
    return constraints + indexes


def _another(column: Column[Any], value: Any, number: int) -> Any:
    """A value that no row has, of the same kind."""
    if value is None:
        return None
    return f"{value[: column.type.length - 3]}-{number}" if isinstance(column.type, String) else value + 100 * number
