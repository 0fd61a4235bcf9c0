"""One writer at a time, in a line: where a database has one write lock, its writers wait for it here and not there.

SQLite lets those who wait find out by trying again, and in a rush some try too late.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from hackathon.errors import Busy
from hackathon.text import N_

BUSY = N_("The server is very busy. Nothing was lost: try again in a moment.")
PATIENCE = 5  # seconds that a writer waits for its turn
LINES: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


@contextmanager
def turn(session: Session) -> Iterator[None]:
    """This session as the only writer of this process; raises Busy when its turn does not come."""
    bind = session.get_bind()
    if bind.dialect.name != "sqlite":
        yield
        return
    line = LINES.setdefault(bind.engine, threading.Lock())
    if not line.acquire(timeout=PATIENCE):
        raise Busy(BUSY)
    try:
        yield
    finally:
        try:
            session.rollback()  # it is committed, or to be undone: the next one must find the database free
        finally:
            line.release()
