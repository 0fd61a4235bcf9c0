"""Walking through a portal's catalogue: one transaction per portion, killed at any moment and taken up again.

The outside world is called between the transactions, never inside one.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime

from hackathon import clock, net
from hackathon.database import db, transaction
from hackathon.errors import PortalUnavailable
from hackathon.portal import actions
from hackathon.portal.kinds import Ending, Page, named
from hackathon.portal.models import DataPortal, Harvest, HarvestState
from hackathon.portal.shelf import Shelf
from hackathon.text import N_

Watcher = Callable[[Harvest], None]
watcher: ContextVar[Watcher] = ContextVar("watcher", default=lambda harvest: None)
"""Who is told after each portion: the command line's progress."""


def run(harvest_id: int) -> str:
    """Walk to the end, or as far as the portal lets us; one summary line. Running it again changes nothing."""
    with transaction() as now:
        harvest = db.session.get_one(Harvest, harvest_id)
        if not harvest.is_open:
            return summary(harvest)
        actions.begin_harvest(harvest, now=now)
    ending = Ending(False, N_("Something failed on our side. It has been written down."))
    try:
        ending = _walk(harvest_id)
    finally:
        with transaction() as now:
            harvest = db.session.get_one(Harvest, harvest_id)
            portal = db.session.get_one(DataPortal, harvest.portal_id)
            actions.end_harvest(harvest, portal, ending, now=now)
    watcher.get()(harvest)
    return summary(harvest)


def give_up(harvest_id: int, now: datetime) -> None:
    """End a walk whose workers were killed again and again: the portal can be read anew."""
    harvest = db.session.get_one(Harvest, harvest_id)
    if harvest.is_open:
        portal = db.session.get_one(DataPortal, harvest.portal_id)
        words = N_("The reading was cut off several times before its end. What was stored stays.")
        actions.end_harvest(harvest, portal, Ending(False, words), now=now)


def summary(harvest: Harvest) -> str:
    """What came of it in one line, in English: for logs and the command line."""
    counts = ", ".join(f"{getattr(harvest, name)} {name}" for name in ("new", "changed", "missing", "invalid"))
    declared = "" if harvest.declared is None else f" of {harvest.declared} declared"
    reason = f" {harvest.reason % harvest.reason_values}" if harvest.reason else ""
    return f"{HarvestState(harvest.state).value}: {harvest.received} datasets{declared}, {counts}.{reason}"


def _walk(harvest_id: int) -> Ending:
    portal = db.session.get_one(DataPortal, db.session.get_one(Harvest, harvest_id).portal_id)
    kind, base = named(portal.kind), portal.base_url
    shelf = Shelf(portal, kind)
    db.session.rollback()
    try:
        for page in kind.walk(base, net.fetch, clock=clock.now):
            _keep(harvest_id, shelf, page)
            if page.ending:
                return page.ending
    except PortalUnavailable as failure:
        return Ending(False, failure.reason, failure.values)
    return Ending(False, N_("The portal's answers stopped without an end."))


def _keep(harvest_id: int, shelf: Shelf, page: Page) -> None:
    with transaction() as now:
        harvest = db.session.get_one(Harvest, harvest_id)
        if page.records:
            actions.store_portion(harvest, shelf, page.records, declared=page.declared, now=now)
        if page.size:
            harvest.pages, harvest.bytes = harvest.pages + 1, harvest.bytes + page.size
            harvest.declared = page.declared if page.declared is not None else harvest.declared
    watcher.get()(harvest)
