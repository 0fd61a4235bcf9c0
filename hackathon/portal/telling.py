"""Telling people what became of portals and their data: mails, a few per transaction, each written once.

Called by workers: a harvest that changed what thousands build on ends at once, and is told afterwards.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select

from hackathon import clock, jobs, outbox
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.portal import changes, queries, request_queries
from hackathon.portal.harvest_models import TELL_CHANGES, TELL_TROUBLE, Harvest
from hackathon.portal.pin_models import TELL_COPIES, PinnedFile

TOGETHER = 50


def tell_changes(harvest_id: int) -> str:
    """Tell what a harvest changed to those who build on it."""
    return _tell(changes.news_of(db.session.get_one(Harvest, harvest_id)), TELL_CHANGES, harvest_id)


def tell_copies(copy_id: int) -> str:
    """Tell those who build on a dataset that files of it have another content now."""
    return _tell(changes.news_of_copies(db.session.get_one(PinnedFile, copy_id)), TELL_COPIES, copy_id)


def tell_trouble(harvest_id: int) -> str:
    """Tell those who answer for a portal that a reading of it needs a person."""
    portal_id = db.session.get_one(Harvest, harvest_id).portal_id
    ids = request_queries.people_in_charge(portal_id)
    for those in _portions(ids):
        with transaction() as now:
            jobs.keep_lease(TELL_TROUBLE, harvest_id, now)
            harvest = queries.harvest_to_tell(harvest_id)
            for person in _people(those):
                key = f"trouble:{harvest_id}:{person.public_id}"
                mail = "portal/mail/trouble"
                outbox.write(person, mail, key=key, now=now, run=harvest, portal=harvest.portal)
    return f"{len(ids)} people told"


def _tell(news: changes.News, kind: str, subject_id: int) -> str:
    count = 0
    for listener in changes.LISTENERS:
        readers = listener.readers(news, clock.now())
        count += len(readers)
        for thing_id, pairs in groupby(readers, key=itemgetter(0)):
            for those in _portions([person_id for _, person_id in pairs]):
                with transaction() as now:
                    jobs.keep_lease(kind, subject_id, now)
                    listener.write(news, thing_id, _people(those), now)
    return f"{count} people told"


def _portions(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + TOGETHER] for start in range(0, len(ids), TOGETHER)]


def _people(ids: Sequence[int]) -> Sequence[Person]:
    return db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all()
