"""Hours as an event's place reads them, and the instants they stand for. Knows zones and their changes of clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hackathon.errors import RuleBroken
from hackathon.text import N_


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of this name; raises RuleBroken for anything else."""
    if name not in available_timezones():
        raise RuleBroken(
            N_("There is no time zone “%(name)s”. One looks like America/Lima."), field="timezone", name=name
        )
    return ZoneInfo(name)


def instant_of(local: datetime, zone: str) -> datetime:
    """The instant that this hour on the wall stands for, to the minute; raises RuleBroken when there is none, or two.

    Timetables are written in whole minutes: kept pages rely on it (decision 0005). Where clocks go forward an hour is missing, where they go back one comes twice: a deadline may stand in neither.
    """
    place, local = zone_named(zone), local.replace(second=0, microsecond=0)
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    instant = first.astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) != local:
        raise RuleBroken(N_("Clocks go forward that night: this hour does not exist there. Choose another."))
    if first.utcoffset() != second.utcoffset():
        raise RuleBroken(N_("Clocks go back that night: this hour comes twice there. Choose another."))
    return instant


def wall_clock(instant: datetime, zone: str) -> datetime:
    """What the clock on the wall shows at this instant, as a naive hour for forms."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def moved(instant: datetime, by: timedelta, zone: str) -> datetime:
    """The instant whose hour on the wall is `by` later: eight in the morning stays eight over a change of clocks."""
    return (wall_clock(instant, zone) + by).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
