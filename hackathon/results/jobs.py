"""Telling everybody who took part that the results are out: one mail each, a few per transaction."""

from hackathon import jobs, outbox
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.results import queries

TOGETHER = 50


@jobs.job("results.announce")
def announce(event_id: int) -> str:
    """Write the mail of each person; running it again writes nothing twice."""
    event = db.session.get_one(Event, event_id)
    ids = queries.people_to_tell(event)
    for start in range(0, len(ids), TOGETHER):
        with transaction() as now:
            event = db.session.get_one(Event, event_id)
            jobs.keep_lease("results.announce", event_id, now)
            for person in queries.people(ids[start : start + TOGETHER]):
                key = f"results:{event.slug}:{person.public_id}"
                outbox.write(person, "results/mail/published", key=key, now=now, event=event)
    return f"{len(ids)} people told"
