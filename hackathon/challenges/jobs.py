"""What this room adds to the portals: organisers hear when a dataset that their challenges offer has changed, and
answer requests for data of the portals that their events work with. And sets of an event's data are settled.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from hackathon import outbox
from hackathon.challenges import venue_actions, venue_queries
from hackathon.challenges.models import Challenge, ChallengeDataset, EventPortal
from hackathon.challenges.queries import public_challenges_using
from hackathon.database import db, transaction
from hackathon.events.models import Event, Role
from hackathon.events.queries import HOSTS, crew_of
from hackathon.jobs import DUTIES
from hackathon.portal.changes import LISTENERS, changed_datasets, changed_in
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.models import Dataset
from hackathon.portal.pin_queries import SHOWN_BY
from hackathon.portal.request_queries import ALSO_ANSWERING


def tell_organisers(harvest: Harvest, now: datetime) -> None:
    """One mail per organiser of each event that is not over and whose challenges offer one of these datasets."""
    offering = (
        select(Event, ChallengeDataset.dataset_id)
        .join(Challenge, Challenge.event_id == Event.id)
        .join(ChallengeDataset, ChallengeDataset.challenge_id == Challenge.id)
        .where(ChallengeDataset.dataset_id.in_(changed_in(harvest)), Event.ends_at > now)
        .options(joinedload(Event.organization))
        .order_by(Event.id)
    )
    offered: dict[Event, set[int]] = {}
    for event, dataset_id in db.session.execute(offering):
        offered.setdefault(event, set()).add(dataset_id)
    for event, those in offered.items():
        changed = changed_datasets(those, harvest)
        for person in {role.person for role in crew_of(event) if role.kind in HOSTS}:
            key = f"changed:{harvest.id}:event {event.id}:{person.public_id}"
            outbox.write(person, "challenges/mail/changed", key=key, now=now, event=event, changed=changed)


def organisers_working_with(portal_id: int) -> Sequence[int]:
    """Ids of the organisers of the events that work with this portal."""
    working = (
        select(Event.id, Event.organization_id)
        .join(EventPortal, EventPortal.event_id == Event.id)
        .where(EventPortal.portal_id == portal_id)
        .subquery()
    )
    theirs = or_(Role.event_id == working.c.id, Role.organization_id == working.c.organization_id)
    hosts = select(Role.person_id).join(working, theirs).where(Role.kind.in_(HOSTS)).distinct()
    return db.session.scalars(hosts).all()


def is_openly_offered(dataset: Dataset, at: datetime) -> bool:
    """Whether a challenge that everybody may know offers this dataset."""
    return bool(public_challenges_using(dataset, at))


def settle_open_sets() -> None:
    """Settle what came of asking for the files of each set that is not complete."""
    ids = venue_queries.open_sets()
    db.session.rollback()
    for set_id in ids:
        with transaction() as now:
            venue_actions.settle(venue_queries.whole_set(set_id), now=now)


DUTIES.append(settle_open_sets)
LISTENERS.append(tell_organisers)
ALSO_ANSWERING.append(organisers_working_with)
SHOWN_BY.append(is_openly_offered)
