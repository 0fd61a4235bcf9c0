"""A dataset with one file that a challenge offers, and what workers do with it."""

from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.portal import pin_actions
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import PIN_FILES, FileCheck, PinnedFile
from tests import factories, project_builders


def offered(portal, clock) -> Dataset:
    """The dataset, while its event is hacking."""
    clock.set(factories.HACKING)
    made = project_builders.dataset(
        project_builders.portal(base_url=portal.server.url), "Puntos críticos", is_open=True, licence_title="CC BY"
    )
    project_builders.challenge(factories.event(factories.person("Olu")), made)
    with transaction():
        url = f"{portal.server.url}/files/Puntos%20cr%C3%ADticos.CSV"
        db.session.add(Resource(dataset_id=made.id, native_id="f1", url=url, name="Puntos", format="CSV"))
    return made


def asked(dataset):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    return [line for line in jobs.run_due() if line.startswith(PIN_FILES)]


def copies():
    return db.session.scalars(select(PinnedFile).order_by(PinnedFile.id)).all()


def check():
    db.session.expire_all()
    return db.session.scalars(select(FileCheck)).one()
