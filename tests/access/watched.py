"""A database that is watched while somebody asks: which tables an answer changed, and the way back."""

import sqlite3
from pathlib import Path

Rows = dict[str, frozenset[tuple[object, ...]]]


class Watched:
    """An SQLite file as it was when the watch began, and a connection that notices every commit of others."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.before = sqlite3.connect(":memory:")
        self.connection.backup(self.before)
        self.rows = _rows(self.before)
        self.seen = self._commits()

    def _commits(self) -> int:
        """SQLite's own counter of what other connections committed: without a commit nothing can have changed."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def changed(self) -> set[str]:
        """The tables that are not what they were; the file is brought back to what it was."""
        commits = self._commits()
        if commits == self.seen:
            return set()
        now = _rows(self.connection)
        self.before.backup(self.connection)
        self.seen = self._commits()
        return {table for table, rows in now.items() if rows != self.rows[table]}

    def close(self) -> None:
        self.connection.close()
        self.before.close()


def _rows(connection: sqlite3.Connection) -> Rows:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return {
        table: frozenset(connection.execute(f'SELECT * FROM "{table}"').fetchall()) for (table,) in tables.fetchall()
    }
