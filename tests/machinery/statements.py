"""How many questions a page asks the database: a number that must not grow with the rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

NOT_COUNTED = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def statements_counted() -> Iterator[list[str]]:
    """The statements that any engine of this process runs inside the block."""
    said: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            said.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@contextmanager
def queries_at_most(most: int) -> Iterator[list[str]]:
    """Fail when the block runs more than `most` statements, and show them."""
    with statements_counted() as said:
        yield said
    listed = "\n".join(f"{number:3} {statement[:160]}" for number, statement in enumerate(said, 1))
    assert len(said) <= most, f"{len(said)} statements, {most} allowed:\n{listed}"
