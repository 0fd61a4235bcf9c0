"""Questions of the demo: what it loaded, and which harvested dataset is the one that a text names."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.demo import story
from hackathon.demo.catalogue import catalogue
from hackathon.events.queries import event_with_slug
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.request_models import DataRequest
from hackathon.portal.request_queries import answerers_of


def is_loaded() -> bool:
    """Whether the whole demo is there: the edition of 2015 is recorded last."""
    return event_with_slug(story.read("edition_2015")["slug"]) is not None


def has_strangers() -> bool:
    """Whether anybody has an account here who is not of the cast: then this is not ours to fill or to empty."""
    cast = [character.email for character in story.cast()]
    return db.session.scalar(select(Person.id).where(Person.email.not_in(cast)).limit(1)) is not None


def is_half_loaded() -> bool:
    """Whether a load was cut off: some of the cast are there, and nobody else."""
    return not is_loaded() and db.session.scalar(select(Person.id).limit(1)) is not None and not has_strangers()


def dataset_named(name: str, portal_url: str) -> Dataset:
    """The harvested dataset of the illustrative portal that has this name there."""
    found = (
        select(Dataset)
        .join(Dataset.portal)
        .options(joinedload(Dataset.portal))
        .where(DataPortal.base_url == portal_url, Dataset.native_id == _native_ids()[name])
    )
    return db.session.scalars(found).one()


def portal_at(portal_url: str) -> DataPortal:
    return db.session.scalars(select(DataPortal).where(DataPortal.base_url == portal_url)).one()


def request_titled(title: str) -> DataRequest:
    """What somebody of the cast asked, with who may answer it."""
    found = db.session.scalars(select(DataRequest).where(DataRequest.title == title)).one()
    found.answerers = answerers_of(found.portal_id)
    return found


@lru_cache(maxsize=1)
def _native_ids() -> dict[str, str]:
    return {dataset.name: dataset.id for dataset in catalogue().datasets}
