"""What this room adds to the portals: organisers hear when a dataset that their challenges offer has changed, and
answer requests for data of the portals that their events work with. And sets of an event's data are settled.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select

from hackathon import outbox
from hackathon.accounts.models import Person
from hackathon.challenges import venue_actions, venue_queries
from hackathon.challenges.models import Challenge, ChallengeDataset, EventPortal
from hackathon.challenges.queries import public_challenges_using, revealed_to_everybody
from hackathon.database import db, transaction
from hackathon.events.models import Event, Role
from hackathon.events.queries import HOSTS, crew_of
from hackathon.jobs import DUTIES
from hackathon.portal.changes import LISTENERS, Listener, News
from hackathon.portal.models import Dataset
from hackathon.portal.pin_queries import OFFERED_BY, SHOWN_BY
from hackathon.portal.request_queries import ALSO_ANSWERING, NAMED_CHALLENGES

ASKED_UNTIL = timedelta(days=30)  # juries and readers of the results still look into the data


def organisers_to_tell(news: News, now: datetime) -> list[tuple[int, int]]:
    """The organisers of each event that is not over and whose challenges offer one of these datasets."""
    offering = (
        select(Event)
        .where(Event.id.in_(_offered(news).with_only_columns(Challenge.event_id)), Event.ends_at > now)
        .order_by(Event.id)
    )
    crews = [(event.id, crew_of(event)) for event in db.session.scalars(offering)]
    return [(key, who) for key, crew in crews for who in sorted({r.person_id for r in crew if r.kind in HOSTS})]


def write_to_organisers(news: News, event_id: int, people: Sequence[Person], now: datetime) -> None:
    """One mail each about what their event's challenges offer."""
    event = db.session.get_one(Event, event_id)
    changed = news.about(db.session.scalars(_offered(news).where(Challenge.event_id == event_id)))
    for person in people:
        key = f"changed:{news.key}:event {event_id}:{person.public_id}"
        outbox.write(person, "challenges/mail/changed", key=key, now=now, event=event, changed=changed)


def _offered(news: News) -> Select[int]:
    """Which of the datasets challenges offer."""
    return (
        select(ChallengeDataset.dataset_id)
        .join(Challenge, ChallengeDataset.challenge_id == Challenge.id)
        .where(ChallengeDataset.dataset_id.in_(news.datasets))
    )


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


def is_openly_known(challenge_ref: str, at: datetime) -> bool:
    """Whether everybody may know the challenge of `event/code`."""
    event, _, code = challenge_ref.partition("/")
    named = revealed_to_everybody(at).where(Event.slug == event, Challenge.code == code)
    return db.session.scalars(named.limit(1)).one_or_none() is not None


def is_openly_offered(dataset: Dataset, at: datetime) -> bool:
    """Whether a challenge that everybody may know offers this dataset."""
    return bool(public_challenges_using(dataset, at))


def worked_with(at: datetime) -> Select[int]:
    """Ids of the datasets that challenges offer, revealed or not, until ASKED_UNTIL after their event."""
    return (
        select(ChallengeDataset.dataset_id)
        .join(ChallengeDataset.challenge)
        .join(Challenge.event)
        .where(Event.ends_at > at - ASKED_UNTIL)
    )


def settle_open_sets() -> None:
    """Settle what came of asking for the files of each set that is not complete."""
    ids = venue_queries.open_sets()
    db.session.rollback()
    for set_id in ids:
        with transaction() as now:
            venue_actions.settle(venue_queries.whole_set(set_id), now=now)


DUTIES.append(settle_open_sets)
LISTENERS.append(Listener(organisers_to_tell, write_to_organisers))
NAMED_CHALLENGES.append(is_openly_known)
ALSO_ANSWERING.append(organisers_working_with)
SHOWN_BY.append(is_openly_offered)
OFFERED_BY.append(worked_with)
