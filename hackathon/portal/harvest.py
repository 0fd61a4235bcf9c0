"""Walking through a portal's catalogue: one transaction per portion, killed at any moment and taken up again.

The outside world is called between the transactions, never inside one.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from hackathon import clock, jobs, net
from hackathon.database import db, transaction
from hackathon.errors import PortalBusy, PortalUnavailable
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest_actions, queries, schedule
from hackathon.portal.harvest_models import Harvest, HarvestState
from hackathon.portal.kinds import Ending, Page, Trip
from hackathon.portal.kinds.registry import named
from hackathon.portal.models import DataPortal
from hackathon.portal.shelf import Shelf
from hackathon.portal.upload_queries import way_to_file
from hackathon.text import N_

LONGEST_WALK = timedelta(hours=6)
LONGEST_WITH_WAITS = timedelta(days=1)  # of a walk that a portal holds up again and again
LONGEST_WAIT, SHORTEST_WAIT = timedelta(hours=1), timedelta(minutes=1)

Watcher = Callable[[Harvest], None]
watcher: ContextVar[Watcher] = ContextVar("watcher", default=lambda harvest: None)
"""Who is told after each portion: the command line's progress."""


class Overtaken(Exception):
    """Somebody else ended this walk: nothing of it may be stored any more."""


def run(harvest_id: int) -> str:
    """Walk to the end, or as far as the portal lets us; one summary line. Running it again changes nothing.

    Raises Later where the portal says how long to wait: the walk goes on there, as after a kill.
    """
    with transaction() as now:
        harvest = db.session.get_one(Harvest, harvest_id)
        if not harvest.is_open:
            return summary(harvest)
        harvest_actions.begin_harvest(harvest, now=now)
    ending: Ending | None = Ending(False, N_("Something failed on our side. It has been written down."))
    try:
        ending = _walk(harvest_id)
    except Overtaken:
        return "overtaken: this reading was ended elsewhere meanwhile."
    except jobs.Later:
        ending = None
        raise
    finally:
        with transaction() as now:
            harvest = db.session.get_one(Harvest, harvest_id)
            if harvest.is_open and ending is not None:
                portal = db.session.get_one(DataPortal, harvest.portal_id)
                harvest_actions.end_harvest(harvest, portal, ending, now=now)
    watcher.get()(harvest)
    return summary(harvest)


def ask_for_those_due() -> None:
    """Ask for the harvests that the portals' hours say are due."""
    for portal in queries.portals_due(clock.now()):
        complete, whole = queries.complete_harvests(portal)
        portal_id, can_say = portal.id, named(portal.kind).capabilities.since
        db.session.rollback()
        with transaction() as now:
            portal = db.session.get_one(DataPortal, portal_id)
            since = schedule.since(last_complete=complete, last_whole=whole, now=now) if can_say else None
            portal.due_at = schedule.next_reading(portal, now=now)
            harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now, since=since)
    db.session.rollback()


def give_up(harvest_id: int, now: datetime) -> None:
    """End a walk whose workers were killed again and again: the portal can be read anew."""
    harvest = db.session.get_one(Harvest, harvest_id)
    if harvest.is_open:
        portal = db.session.get_one(DataPortal, harvest.portal_id)
        words = N_("The reading was cut off several times before its end. What was stored stays.")
        harvest_actions.end_harvest(harvest, portal, Ending(False, words), now=now)


def summary(harvest: Harvest) -> str:
    """What came of it in one line, in English: for logs and the command line."""
    counts = ", ".join(f"{getattr(harvest, name)} {name}" for name in ("new", "changed", "missing", "invalid"))
    declared = "" if harvest.declared is None else f" of {harvest.declared} declared"
    reason = f" {harvest.reason % harvest.reason_values}" if harvest.reason else ""
    return f"{HarvestState(harvest.state).value}: {harvest.received} datasets{declared}, {counts}.{reason}"


def _walk(harvest_id: int) -> Ending:
    harvest = db.session.get_one(Harvest, harvest_id)
    portal = db.session.get_one(DataPortal, harvest.portal_id)
    kind = named(portal.kind)
    fetch = way_to_file(portal) if kind.capabilities.is_uploaded else _patient_fetch(harvest_id, portal.base_url)
    trip = Trip(portal.base_url, fetch, clock.now, since=harvest.since, resume=harvest.cursor, key=portal.api_key)
    shelf = Shelf(portal, kind)
    db.session.rollback()
    try:
        for page in kind.walk(trip):
            _keep(harvest_id, shelf, page)
            if page.ending:
                return page.ending
    except PortalUnavailable as failure:
        if isinstance(failure, PortalBusy):
            _wait_for(failure, harvest_id)
        return Ending(False, failure.reason, failure.values)
    return Ending(False, N_("The portal's answers stopped without an end."))


def _wait_for(busy: PortalBusy, harvest_id: int) -> None:
    """Raise Later where the portal said how long to wait, or other work of ours is asking it; not for ever."""
    wait = timedelta(seconds=min(busy.wait or 0, 1e6))
    with transaction() as now:
        harvest = _still_open(harvest_id)
        has_patience = now - (harvest.started_at or now) < LONGEST_WITH_WAITS
        if not (timedelta(0) < wait <= LONGEST_WAIT and has_patience):
            return
        harvest.reason, harvest.reason_values = busy.reason, busy.values
    raise jobs.Later(now + max(wait, SHORTEST_WAIT))


def _keep(harvest_id: int, shelf: Shelf, page: Page) -> None:
    with transaction() as now:
        harvest = _still_open(harvest_id)
        if page.records:
            harvest_actions.store_portion(harvest, shelf, page.records, declared=page.declared, now=now)
        if page.size:
            harvest_actions.close_answer(harvest, size=page.size, declared=page.declared, cursor=page.cursor)
    watcher.get()(harvest)


def _patient_fetch(harvest_id: int, home: str) -> net.Fetch:
    """The way out, which before each question says for how long nobody else needs to take this work up.

    What counts is the time since this worker began: a walk that lay still while the installation did goes on.
    """
    begun = clock.now()

    def fetch(url: str, *, limits: net.Limits = net.PAGE, **asked: Any) -> net.Answer:
        with transaction() as now:
            _still_open(harvest_id)
            if now - begun > LONGEST_WALK:
                hours = int(LONGEST_WALK.total_seconds() // 3600)
                raise PortalUnavailable(
                    url, N_("The reading took longer than %(hours)s hours. What was stored stays."), hours=hours
                )
            lasting = timedelta(seconds=limits.attempts * (limits.total + limits.longest_wait) + 60)
            jobs.keep_lease(harvest_actions.HARVEST, harvest_id, now, lasting=lasting)
        return net.fetch(url, limits=limits, home=home, **asked)

    return fetch


def _still_open(harvest_id: int) -> Harvest:
    """The harvest, unless it was ended meanwhile: given up, or taken up by another worker that was faster."""
    harvest = db.session.get_one(Harvest, harvest_id)
    if not harvest.is_open:
        raise Overtaken
    return harvest
