"""Rows that are of use for a time, and are removed when it is over: what is done, spent or expired."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import InstrumentedAttribute

from hackathon import clock
from hackathon.database import db, transaction

MONTH = timedelta(days=30)

PASSING: list[tuple[InstrumentedAttribute[Any], timedelta]] = []
"""The instant from which on a row is of no use, and for how long it is kept after that. A row without it stays."""


def remove_passed() -> None:
    """Once an hour, at the full one: nothing depends on the minute."""
    now = clock.now()
    if now.minute == 0:
        with transaction() as now:
            _remove(now)


def _remove(now: datetime) -> None:
    for instant, kept in PASSING:
        db.session.execute(
            delete(instant.class_).where(instant < now - kept).execution_options(synchronize_session=False)
        )
