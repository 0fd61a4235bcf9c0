"""Questions about portals, their harvests and single datasets. The catalogue's pages are in `listing`."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.database import db
from hackathon.permissions import Standing
from hackathon.portal.models import DataPortal, Dataset, Harvest
from hackathon.text import RESERVED_SLUGS

MOST_RUNS = 10


def portals() -> Sequence[DataPortal]:
    """Every portal, by name."""
    return db.session.scalars(select(DataPortal).order_by(DataPortal.name, DataPortal.id)).all()


def portal_at(viewer: Standing, portal: str) -> DataPortal | None:
    """The portal of this address: the catalogue is public."""
    return db.session.scalars(select(DataPortal).where(DataPortal.slug == portal)).one_or_none()


def portal_with_base(base_url: str) -> DataPortal | None:
    """The portal whose API hangs on this address, when it is here."""
    return db.session.scalars(select(DataPortal).where(DataPortal.base_url == base_url)).one_or_none()


def free_slug(wanted: str) -> str:
    """`wanted`, or with the first number that is free; never the address of a page."""
    taken = RESERVED_SLUGS | set(
        db.session.scalars(select(DataPortal.slug).where(DataPortal.slug.startswith(wanted, autoescape=True)))
    )
    return next(slug for slug in (wanted, *map(f"{wanted}-{{}}".format, range(2, len(taken) + 3))) if slug not in taken)


def harvests_of(portal: DataPortal) -> Sequence[Harvest]:
    """The newest runs of this portal, newest first."""
    runs = select(Harvest).where(Harvest.portal_id == portal.id).order_by(Harvest.id.desc()).limit(MOST_RUNS)
    return db.session.scalars(runs).all()


def last_harvests() -> dict[int, Harvest]:
    """The newest run of each portal, by portal id."""
    newest = select(func.max(Harvest.id)).group_by(Harvest.portal_id)
    return {run.portal_id: run for run in db.session.scalars(select(Harvest).where(Harvest.id.in_(newest)))}


def count_of_present(portal: DataPortal) -> int:
    """Its datasets that were there when last looked."""
    present = select(func.count(Dataset.id)).where(Dataset.portal_id == portal.id, Dataset.absent_since.is_(None))
    return db.session.scalar(present) or 0


def not_seen_in(harvest: Harvest) -> ColumnElement[bool]:
    """The datasets of its portal that this harvest did not bring."""
    seen_elsewhere = or_(Dataset.seen_in_id != harvest.id, Dataset.seen_in_id.is_(None))
    return and_(Dataset.portal_id == harvest.portal_id, seen_elsewhere)


def presence(harvest: Harvest) -> tuple[int, int]:
    """How many datasets were here before this walk (not counting those absent already), and how many it did not bring."""
    before = Dataset.portal_id == harvest.portal_id, Dataset.absent_since.is_(None)
    known = db.session.scalar(select(func.count(Dataset.id)).where(*before)) or 0
    gone = db.session.scalar(select(func.count(Dataset.id)).where(*before, not_seen_in(harvest))) or 0
    return known, gone


def dataset_at(viewer: Standing, portal: str, dataset: str) -> Dataset | None:
    """The dataset of this address with everything its page shows; also when it is missing: no address ever dies."""
    found = (
        select(Dataset)
        .join(Dataset.portal)
        .where(DataPortal.slug == portal, Dataset.slug == dataset)
        .options(
            joinedload(Dataset.portal),
            joinedload(Dataset.publisher),
            selectinload(Dataset.categories),
            selectinload(Dataset.resources),
        )
    )
    return db.session.scalars(found).one_or_none()
