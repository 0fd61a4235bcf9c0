"""Rows that stand in the tables while the migrations run up and down: revision → statements with their values.

A migration that changes a table with rows in it adds here what those rows were before it. Values are plain: the
models of today must not be known to a migration of yesterday.
"""

from typing import Any

MIDDAY = "2026-10-17 17:00:00+00:00"

Row = tuple[str, dict[str, Any]]

ROWS: dict[str, list[Row]] = {
    "0001_house": [
        (
            "INSERT INTO job (id, kind, subject_id, asked_at, due_at, attempts) VALUES (1, 'sample', 1, :t, :t, 0)",
            {"t": MIDDAY},
        ),
    ],
}
