"""What takes longer than a page: telling everybody that the results are out, making everybody's certificate."""

from hackathon import jobs, outbox
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.results import certificate_actions, certificate_paper, certificate_queries, queries

TOGETHER = 50
SHEETS_TOGETHER = 20


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


@jobs.job(certificate_queries.JOB)
def certificates(event_id: int) -> str:
    """Make what is lacking, a few sheets per transaction: whoever goes on after a killed worker finds the rest."""
    made = 0
    waiting = certificate_queries.lacking(certificate_queries.event_with_id(event_id))
    for start in range(0, len(waiting), SHEETS_TOGETHER):
        with transaction() as issued_at:
            jobs.keep_lease(certificate_queries.JOB, event_id, issued_at)
        batch = waiting[start : start + SHEETS_TOGETHER]
        sheets = certificate_paper.make(certificate_queries.event_with_id(event_id), batch, at=issued_at)
        db.session.rollback()
        with transaction() as now:
            made += certificate_actions.keep(
                certificate_queries.event_with_id(event_id), sheets, issued_at=issued_at, now=now
            )
    return f"{made} certificates made"
