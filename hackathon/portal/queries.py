"""Questions about portals, their harvests and single datasets. The catalogue's pages are in `listing`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.database import Instant, db
from hackathon.permissions import Standing
from hackathon.portal.harvest_models import DatasetAlias, DatasetChange, Harvest, HarvestState, ResourceAlias
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.pin_models import PinnedFile
from hackathon.portal.records import key_of
from hackathon.text import RESERVED_SLUGS, fold

MOST_RUNS = 10
MOST_CHANGES = 50


def portals() -> Sequence[DataPortal]:
    """Every portal, by name."""
    return db.session.scalars(select(DataPortal).order_by(DataPortal.name, DataPortal.id)).all()


def portals_in_use() -> Sequence[DataPortal]:
    """Every portal that is read and listed, by name."""
    return [portal for portal in portals() if portal.retired_at is None]


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
    """How many datasets were here after the last walk that was believed, and how many this one did not bring.

    What came since then does not count: a catalogue that shrank and grew is doubted at its second reading, too, and
    one that was odd for a day, with ids that nobody saw before or after, is taken as whole again.
    """
    believed = select(func.max(Harvest.ended_at)).where(
        Harvest.portal_id == harvest.portal_id,
        Harvest.id < harvest.id,
        Harvest.state == HarvestState.COMPLETE,
        Harvest.since.is_(None),
    )
    known = (
        Dataset.portal_id == harvest.portal_id,
        Dataset.absent_since.is_(None),
        Dataset.first_seen_at <= func.coalesce(believed.scalar_subquery(), literal(harvest.started_at, Instant())),
    )
    counted = select(func.count(Dataset.id)).where(*known)
    return db.session.scalar(counted) or 0, db.session.scalar(counted.where(not_seen_in(harvest))) or 0


def count_not_brought(harvest: Harvest) -> int:
    """How many datasets were here before and are not in this reading, newcomers of a doubted one among them."""
    gone = select(func.count(Dataset.id)).where(Dataset.absent_since.is_(None), not_seen_in(harvest))
    return db.session.scalar(gone) or 0


def harvest_at(viewer: Standing, portal: str, run: int) -> Harvest | None:
    """One reading of this portal, with the portal."""
    found = select(Harvest).join(Harvest.portal).where(DataPortal.slug == portal, Harvest.id == run)
    return db.session.scalars(found.options(joinedload(Harvest.portal))).one_or_none()


def harvest_to_tell(harvest_id: int) -> Harvest:
    """A reading with its portal, for the mails that tell of it."""
    whole = select(Harvest).where(Harvest.id == harvest_id).options(joinedload(Harvest.portal))
    return db.session.scalars(whole).one()


def has_changed_anything(harvest: Harvest) -> bool:
    """Whether there is anything to tell of this reading."""
    return (
        db.session.scalar(select(DatasetChange.id).where(DatasetChange.harvest_id == harvest.id).limit(1)) is not None
    )


def changes_of(harvest: Harvest) -> Sequence[DatasetChange]:
    """The first changes that a reading found, with their datasets."""
    found = select(DatasetChange).where(DatasetChange.harvest_id == harvest.id)
    named = found.options(joinedload(DatasetChange.dataset).joinedload(Dataset.portal))
    return db.session.scalars(named.order_by(DatasetChange.id).limit(MOST_CHANGES)).all()


def history_of(dataset: Dataset) -> Sequence[DatasetChange]:
    """The newest changes of a dataset."""
    found = select(DatasetChange).where(DatasetChange.dataset_id == dataset.id)
    return db.session.scalars(found.order_by(DatasetChange.id.desc()).limit(MOST_CHANGES)).all()


def changed_since(ids: Iterable[int], instant: datetime) -> set[int]:
    """Which of these datasets a harvest found changed since then, or gave other bytes for a file."""
    ids = list(ids)
    said = select(DatasetChange.dataset_id).where(DatasetChange.dataset_id.in_(ids), DatasetChange.seen_at >= instant)
    sent = select(PinnedFile.dataset_id).where(
        PinnedFile.dataset_id.in_(ids), PinnedFile.fetched_at >= instant, PinnedFile.revision > 1
    )
    return set(db.session.scalars(said.union(sent)))


def may_be_rekeyed(harvest: Harvest) -> bool:
    """Whether a person may still say that its new datasets are the vanished ones: nothing was read since."""
    newest = select(func.max(Harvest.id)).where(Harvest.portal_id == harvest.portal_id)
    return harvest.rekeyed > 0 and harvest.id == db.session.scalar(newest)


def same_titles(harvest: Harvest) -> list[tuple[Dataset, Dataset]]:
    """(vanished, new) pairs of this walk with the same title. Titles that several share pair up if as many vanished as came.

    New is what came since the last complete walk: a reading that asked for a decision may have been followed by others.
    """
    complete = Harvest.portal_id == harvest.portal_id, Harvest.state == HarvestState.COMPLETE, Harvest.since.is_(None)
    last = db.session.scalar(select(func.max(Harvest.started_at)).where(*complete))
    vanished = select(Dataset).where(Dataset.absent_since.is_(None), not_seen_in(harvest))
    come = select(Dataset).where(Dataset.seen_in_id == harvest.id)
    come = come.where(Dataset.first_seen_at >= last) if last else come
    old, new = (_by_title(db.session.scalars(found.order_by(Dataset.id))) for found in (vanished, come))
    matching = [(group, new[title]) for title, group in old.items() if len(group) == len(new.get(title, ()))]
    return [pair for group, others in matching for pair in zip(group, others, strict=True)]


def may_be_another(dataset: Dataset) -> bool:
    """Whether a person has yet to say that it is one which vanished: then what hangs on it may belong elsewhere."""
    newest = select(Harvest).where(Harvest.portal_id == dataset.portal_id).order_by(Harvest.id.desc()).limit(1)
    harvest = db.session.scalars(newest).one_or_none()
    if harvest is None or not harvest.rekeyed:
        return False
    return dataset.id in {new.id for _, new in same_titles(harvest)}


def _by_title(datasets: Iterable[Dataset]) -> dict[str, list[Dataset]]:
    groups: dict[str, list[Dataset]] = {}
    for dataset in datasets:
        groups.setdefault(fold(dataset.title), []).append(dataset)
    return groups


def complete_harvests(portal: DataPortal) -> tuple[datetime | None, datetime | None]:
    """When the last complete walk began, and the last complete one through everything."""
    complete = Harvest.portal_id == portal.id, Harvest.state == HarvestState.COMPLETE
    began = select(func.max(Harvest.started_at))
    whole = began.where(*complete, Harvest.since.is_(None))
    return db.session.scalar(began.where(*complete)), db.session.scalar(whole)


def portals_due(at: datetime) -> Sequence[DataPortal]:
    """The portals to be read again now, the longest due first; none that is being read."""
    running = select(Harvest.id).where(
        Harvest.portal_id == DataPortal.id, Harvest.state.in_((HarvestState.WAITING, HarvestState.RUNNING))
    )
    due = select(DataPortal).where(DataPortal.due_at <= at, DataPortal.retired_at.is_(None), ~running.exists())
    return db.session.scalars(due.order_by(DataPortal.due_at, DataPortal.id)).all()


def is_alias_of(dataset: Dataset) -> Dataset | None:
    """The dataset that this one turned out to be."""
    found = select(Dataset).join(DatasetAlias, DatasetAlias.dataset_id == Dataset.id)
    named = found.where(DatasetAlias.alias_id == dataset.id).options(joinedload(Dataset.portal))
    return db.session.scalars(named).one_or_none()


def key_now(dataset: Dataset, key: str) -> str:
    """What stands for a file in addresses today: another than `key` where its portal gave it another id since."""
    found = select(ResourceAlias.resource_id).where(ResourceAlias.dataset_id == dataset.id, ResourceAlias.key == key)
    resource_id = db.session.scalar(found)
    return key if resource_id is None else key_of(resource_id)


def dataset_now(viewer: Standing, portal: str, dataset: str) -> Dataset | None:
    """`dataset_at`, or the dataset that it turned out to be."""
    found = dataset_at(viewer, portal, dataset)
    same = is_alias_of(found) if found is not None and found.missing_since else None
    return found if same is None else dataset_at(viewer, same.portal.slug, same.slug)


def dataset_at(viewer: Standing, portal: str, dataset: str) -> Dataset | None:
    """The dataset of this address with everything its page shows; also when it is missing: no address ever dies."""
    found = (
        select(Dataset)
        .join(Dataset.portal)
        .where(DataPortal.slug == portal, Dataset.slug == dataset)
        .options(
            joinedload(Dataset.portal),
            joinedload(Dataset.publisher),
            joinedload(Dataset.categories),
            selectinload(Dataset.resources),
        )
    )
    return db.session.scalars(found).unique().one_or_none()
