"""What takes longer than a page, or has its hour: the publication, telling everybody, making certificates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hackathon import clock, files, jobs, outbox
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.events.queries import event_with_id, host_ids
from hackathon.results import (
    certificate_actions,
    certificate_paper,
    certificate_queries,
    minutes_queries,
    publication_actions,
    publication_queries,
    queries,
)
from hackathon.results.models import Erratum

TOGETHER = 50
SHEETS_TOGETHER = 20

files.IN_USE.append(minutes_queries.is_a_paper)


@jobs.job("results.release")
def release(event_id: int) -> str:
    """Publish a confirmed order whose hour has come; running it again publishes nothing twice."""
    with transaction() as now:
        event = event_with_id(event_id)
        done = publication_actions.release(event, now=now)
        return f"{event.slug} published" if done else f"{event.slug} not published"


def ask_for_those_due() -> None:
    """Every minute: whose hour has come."""
    due = publication_queries.events_to_release(clock.now())
    db.session.rollback()
    if due:
        with transaction() as now:
            for event_id in due:
                jobs.ask_for("results.release", event_id, now=now)


jobs.DUTIES.append(ask_for_those_due)


@jobs.job("results.announce")
def announce(event_id: int) -> str:
    """Write the mail of each person; running it again writes nothing twice."""

    def write(person: Person, event: Event, now: datetime) -> None:
        frozen, code = publication_queries.published_bundle(event), codes.get(person.id, "")
        key = f"results:{event.slug}:{person.public_id}"
        mail = "results/mail/published"
        outbox.write(person, mail, key=key, now=now, event=event, sha256=frozen.public_sha256, code=code)

    codes = publication_queries.juror_codes(event_with_id(event_id))
    return _tell("results.announce", event_id, event_id, write)


@jobs.job("results.tell_erratum")
def tell_erratum(erratum_id: int) -> str:
    """Everybody who took part reads what was corrected."""

    def write(person: Person, event: Event, now: datetime) -> None:
        erratum = db.session.get_one(Erratum, erratum_id)
        key = f"erratum:{event.slug}:{erratum.number}:{person.public_id}"
        outbox.write(person, "results/mail/erratum", key=key, now=now, event=event, erratum=erratum)

    return _tell("results.tell_erratum", erratum_id, db.session.get_one(Erratum, erratum_id).event_id, write)


@jobs.job("results.tell_held")
def tell_held(event_id: int) -> str:
    """The organisers read that the hour came and nothing was published, and why."""
    with transaction() as now:
        event = event_with_id(event_id)
        frozen = queries.newest_bundle(event)
        for person in queries.people(sorted(host_ids(event))):
            key = f"held:{event.slug}:{frozen.number if frozen else 0}:{person.public_id}"
            outbox.write(person, "results/mail/held", key=key, now=now, event=event)
    return f"{event.slug}: the organisers are told"


def _tell(kind: str, subject_id: int, event_id: int, write: Callable[[Person, Event, datetime], Any]) -> str:
    """A mail for everybody who took part, a few per transaction."""
    ids = queries.people_to_tell(event_with_id(event_id))
    for start in range(0, len(ids), TOGETHER):
        with transaction() as now:
            event = event_with_id(event_id)
            jobs.keep_lease(kind, subject_id, now)
            for person in queries.people(ids[start : start + TOGETHER]):
                write(person, event, now)
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
