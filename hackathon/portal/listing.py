"""The catalogue as people page through it: search, filters with their counts, and keys instead of page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import defer, joinedload, selectinload

from hackathon.database import db
from hackathon.portal.matching import in_title, matches
from hackathon.portal.models import Category, DataPortal, Dataset, DatasetCategory, Publisher, Resource

ROWS = 20
BY_TITLE = "title"
MOST_CHOICES = 30


@dataclass(frozen=True)
class Filters:
    """What is looked for, as it stands in the address. `after` and `before` name a dataset: `portal/slug`."""

    words: str = ""
    portal: str = ""
    category: str = ""
    organization: str = ""
    format: str = ""
    open: str = ""  # anything: only what its licence lets everybody use
    order: str = ""  # BY_TITLE, else the newest change first
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Choice:
    """One value of a filter and how many datasets it would leave."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Listing:
    """A page of the catalogue. `after` and `before` are None where there is nothing more on that side."""

    rows: Sequence[Dataset]
    total: int
    categories: list[Choice]
    organizations: list[Choice]
    formats: list[Choice]
    after: str | None
    before: str | None


def listing(wanted: Filters) -> Listing:
    """A page of the catalogue, titles with the words and then the newest change first, with the counts of each filter's other values."""
    rows, more_after, more_before = _rows(wanted)
    return Listing(
        rows=rows,
        total=db.session.scalar(select(func.count(Dataset.id)).where(*_conditions(wanted))) or 0,
        categories=_categories(replace(wanted, category="")),
        organizations=_organizations(replace(wanted, organization="")),
        formats=_formats(replace(wanted, format="")),
        after=_key_of(rows[-1]) if rows and more_after else None,
        before=_key_of(rows[0]) if rows and more_before else None,
    )


def found_datasets(wanted: Filters, *, most: int = ROWS) -> Sequence[Dataset]:
    """The first datasets that fit, for choosing one in another room."""
    whole = _with_row_parts(select(Dataset).where(*_conditions(wanted)))
    order = [key.desc() for key in _order(wanted)]
    return db.session.scalars(whole.order_by(*order).limit(most)).unique().all()


def _order(wanted: Filters) -> list[Any]:
    """What the list is sorted by, the greatest first: whose title has the words, then the newest change.

    By title from its beginning: its address is the title folded alike on both databases.
    """
    if wanted.order == BY_TITLE:
        return [Dataset.slug, Dataset.id]
    newest = [Dataset.shown_at, Dataset.id]
    return [in_title(wanted.words), *newest] if wanted.words.strip() else newest


def _rows(wanted: Filters) -> tuple[Sequence[Dataset], bool, bool]:
    """The rows of this page, and whether there are more after and before them."""
    keys, is_rising = _order(wanted), wanted.order == BY_TITLE
    whole = _with_row_parts(select(Dataset).where(*_conditions(wanted)))
    backwards = bool(wanted.before)
    edge = wanted.before or wanted.after
    position = _position_of(edge, keys) if edge else None
    if position:
        here, there = tuple_(*keys), tuple_(*map(literal, position, (key.type for key in keys)))
        whole = whole.where(here > there if backwards != is_rising else here < there)
    order = keys if backwards != is_rising else [key.desc() for key in keys]
    found = list(db.session.scalars(whole.order_by(*order).limit(ROWS + 1)))
    more, rows = len(found) > ROWS, found[:ROWS]
    if backwards:
        return rows[::-1], True, more
    return rows, more, position is not None


def _position_of(edge: str, keys: list[Any]) -> Sequence[Any] | None:
    """Where a dataset stands in the order; None for an address that is none (then the list begins anew)."""
    portal, _, slug = edge.partition("/")
    found = select(*keys).join(DataPortal, DataPortal.id == Dataset.portal_id)
    return db.session.execute(found.where(DataPortal.slug == portal, Dataset.slug == slug)).one_or_none()


def _key_of(dataset: Dataset) -> str:
    return f"{dataset.portal.slug}/{dataset.slug}"


def _with_row_parts(whole: Select[Dataset]) -> Select[Dataset]:
    """What a row of a list shows."""
    return whole.options(
        joinedload(Dataset.portal),
        joinedload(Dataset.publisher),
        selectinload(Dataset.categories),
        defer(Dataset.notes, raiseload=True),
    )


def _conditions(wanted: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Dataset.missing_since.is_(None)]
    if wanted.words.strip():
        conditions.append(matches(wanted.words))
    if wanted.portal:  # by its name one that is retired shows what it gave, too
        conditions.append(Dataset.portal_id.in_(select(DataPortal.id).where(DataPortal.slug == wanted.portal)))
    else:
        conditions.append(Dataset.portal_id.not_in(select(DataPortal.id).where(DataPortal.retired_at.is_not(None))))
    if wanted.category:
        linked = select(DatasetCategory.dataset_id).join(Category).where(Category.slug == wanted.category)
        conditions.append(Dataset.id.in_(linked))
    if wanted.organization:
        conditions.append(Dataset.publisher_id.in_(select(Publisher.id).where(Publisher.slug == wanted.organization)))
    if wanted.open:
        conditions.append(Dataset.is_open.is_(True))
    if wanted.format:
        conditions.append(Dataset.id.in_(select(Resource.dataset_id).where(Resource.format == wanted.format)))
    return conditions


def _categories(wanted: Filters) -> list[Choice]:
    counted = (
        select(Category.slug, func.min(Category.name), func.count(Dataset.id.distinct()))
        .join(DatasetCategory, DatasetCategory.category_id == Category.id)
        .join(Dataset, Dataset.id == DatasetCategory.dataset_id)
        .group_by(Category.slug)
    )
    return _choices(counted, wanted)


def _organizations(wanted: Filters) -> list[Choice]:
    counted = (
        select(Publisher.slug, func.min(Publisher.name), func.count(Dataset.id))
        .join(Dataset, Dataset.publisher_id == Publisher.id)
        .group_by(Publisher.slug)
    )
    return _choices(counted, wanted)


def _formats(wanted: Filters) -> list[Choice]:
    counted = (
        select(Resource.format, func.min(Resource.format), func.count(Dataset.id.distinct()))
        .join(Dataset, Dataset.id == Resource.dataset_id)
        .where(Resource.format != "")
        .group_by(Resource.format)
    )
    return _choices(counted, wanted)


def _choices(counted: Select[str, str, int], wanted: Filters) -> list[Choice]:
    """The values with most datasets first."""
    most = counted.where(*_conditions(wanted)).order_by(
        func.count(Dataset.id.distinct()).desc(), counted.selected_columns[0]
    )
    return [Choice(*row) for row in db.session.execute(most.limit(MOST_CHOICES))]
