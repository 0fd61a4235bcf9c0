"""Pressing "pin everything now", and what workers then do, step by step."""

from sqlalchemy import select

from hackathon import jobs
from hackathon.challenges import jobs as challenge_jobs
from hackathon.challenges import venue_actions, venue_queries
from hackathon.database import db, transaction
from hackathon.portal import pin_actions
from hackathon.portal.pin_models import PIN_FILES, FileOutcome
from tests import factories, project_builders

DESK = "/events/libertad/manage/datasets"
SET = "/events/libertad/data/1"
CONTENT = b"a;b\n1;2\n"


def pressed(event):
    with transaction() as now:
        return venue_actions.pin_everything(
            event, by=factories.standing(factories.somebody("olu@example.pe"), event), now=now
        )


def answered(dataset, outcome=FileOutcome.NEW, name=project_builders.FILE, **said):
    with transaction() as now:
        pin_actions.note_check(dataset.id, name, outcome, now=now, **said)


def swept():
    """The newest set as the next round of the worker's duties leaves it."""
    challenge_jobs.settle_open_sets()
    db.session.expire_all()
    event = factories.found("libertad")
    return venue_queries.whole_set(venue_queries.sets_of(event)[0].id)


def bundle_of(client, address=f"{SET}/copies.zip"):
    with client.get(address) as answer:
        assert answer.status_code == 200
        return answer.data


def end_the_jobs():
    with transaction() as now:
        for job in db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PIN_FILES)):
            job.done_at = now
