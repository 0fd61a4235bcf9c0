"""The phase of an event, computed from its timetable for people to read; rules ask windows, never phases."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

FOLLOW_UP_AFTER = timedelta(days=7)


class Phase(StrEnum):
    """Exactly one at any instant, in this order."""

    PREPARATION = "preparation"
    CALL = "call"
    REGISTRATION = "registration"
    HACKING = "hacking"
    CHECKING = "checking"
    SCORING = "scoring"
    DELIBERATION = "deliberation"
    PUBLISHED = "published"
    FOLLOW_UP = "follow_up"


def phase_at(
    at: datetime,
    windows: Mapping[str, tuple[datetime, datetime]],
    *,
    results_published_at: datetime | None = None,
    ends_at: datetime,
) -> Phase:
    """The last phase whose start has passed at `at`. Intervals are `[opens, closes)`; all instants are aware.

    Deliberation starts when scoring closes, published at the publication, follow-up at the event's end or a week
    after publishing, whichever is later. Source: design.
    """
    starts = {
        Phase.CALL: _opening(windows, "call"),
        Phase.REGISTRATION: _opening(windows, "registration"),
        Phase.HACKING: _opening(windows, "hacking"),
        Phase.CHECKING: _opening(windows, "checking"),
        Phase.SCORING: _opening(windows, "scoring"),
        Phase.DELIBERATION: windows["scoring"][1] if "scoring" in windows else None,
        Phase.PUBLISHED: results_published_at,
        Phase.FOLLOW_UP: max(ends_at, results_published_at + FOLLOW_UP_AFTER) if results_published_at else None,
    }
    phase = Phase.PREPARATION
    for candidate, start in starts.items():
        if start is not None and start <= at:
            phase = candidate
    return phase


def _opening(windows: Mapping[str, tuple[datetime, datetime]], name: str) -> datetime | None:
    return windows[name][0] if name in windows else None
