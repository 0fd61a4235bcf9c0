"""When the demo edition takes place, so that today falls into the phase that was asked for. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Lima")
CLOSING = timedelta(hours=29)  # Sunday 13:00, counted from Saturday 08:00
UNTIL_CLOSING = timedelta(hours=4, minutes=12)
PITCHING = timedelta(hours=30, minutes=45)
_FIVE_MINUTES = timedelta(minutes=5)


class DemoPhase(StrEnum):
    """The phases that the demo can be loaded in."""

    REGISTRATION = "registration"
    HACKING = "hacking"
    SCORING = "scoring"
    PUBLISHED = "published"


def start_of(phase: DemoPhase, now: datetime) -> datetime:
    """The instant at which the clock of the 33 hours starts (in the edition's zone).

    While registering, the next Saturday at 08:00 that is at least six days away. While hacking, a little more than
    four hours before the closing. While scoring, between the pitches. When published, on the day before yesterday.
    """
    if phase is DemoPhase.HACKING:
        return _rounded(now + UNTIL_CLOSING - CLOSING).astimezone(ZONE)
    if phase is DemoPhase.SCORING:
        return _rounded(now - PITCHING).astimezone(ZONE)
    today = now.astimezone(ZONE)
    ahead = 6 + (5 - (today + timedelta(days=6)).weekday()) % 7 if phase is DemoPhase.REGISTRATION else -2
    day = today + timedelta(days=ahead)
    return day.replace(hour=8, minute=0, second=0, microsecond=0)


def _rounded(moment: datetime) -> datetime:
    """To the nearest five minutes: an agenda says 12:40, not 12:41."""
    half = moment + _FIVE_MINUTES / 2
    return half.replace(minute=half.minute - half.minute % 5, second=0, microsecond=0)
