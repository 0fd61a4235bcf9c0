"""Questions about data requests: lists, single ones, who answers them and who is to be told."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.paging import Page, page_by
from hackathon.permissions import Standing
from hackathon.portal.lifecycle import RequestState
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.request_models import DataRequest, RequestAnswer, RequestSupport, Steward
from hackathon.text import fold

ROWS = 20
MOST_COMPARED, MOST_ALIKE, LIKENESS = 300, 3, 0.7
DATASET_PAGE = re.compile(r"/datasets/([^/?#]+)/([^/?#]+)")
MOST_SHOWN = 20

ALSO_ANSWERING: list[Callable[[int], Iterable[int]]] = []
"""Rooms above say who else answers for a portal: each is called with its id and gives ids of people."""

NAMED_CHALLENGES: list[Callable[[str, datetime], bool]] = []
"""Rooms above say whether everybody may know the challenge of an address (`event/code`): this room knows none."""

IS_SHOWN = DataRequest.state != RequestState.WITHDRAWN
_ROW = (joinedload(DataRequest.portal), joinedload(DataRequest.dataset).load_only(Dataset.slug, Dataset.title))


def requests_page(*, portal: str, state: str, after: str, before: str) -> Page[DataRequest]:
    """Requests, newest first, of one portal and in one state where those are named; `after` and `before` name one."""
    found = select(DataRequest).where(IS_SHOWN)
    if portal:
        found = found.where(DataRequest.portal_id.in_(select(DataPortal.id).where(DataPortal.slug == portal)))
    if state:
        found = found.where(DataRequest.state == state)
    total = db.session.scalar(select(func.count()).select_from(found.with_only_columns(DataRequest.id).subquery()))
    edges = {"after": _place_of(after), "before": _place_of(before)}
    return page_by(found.options(*_ROW), DataRequest.id, total=total or 0, most=ROWS, newest_first=True, **edges)


def _place_of(request: str) -> int | None:
    """Where a request stands in the order; None for an address that is none (then the list begins anew)."""
    if not request:
        return None
    return db.session.scalar(select(DataRequest.id).where(DataRequest.public_id == request))


def requests_about(dataset: Dataset) -> Sequence[DataRequest]:
    """The newest questions about a dataset, and the requests that it was published for."""
    here = or_(DataRequest.dataset_id == dataset.id, DataRequest.published_as_id == dataset.id)
    found = select(DataRequest).where(here, IS_SHOWN).order_by(DataRequest.id.desc())
    return db.session.scalars(found.limit(MOST_SHOWN)).all()


def supporters_of(requests: Iterable[DataRequest]) -> dict[int, int]:
    """How many people support each of these, by its id; none where nobody does."""
    counted = select(RequestSupport.request_id, func.count(RequestSupport.id)).group_by(RequestSupport.request_id)
    rows = db.session.execute(counted.where(RequestSupport.request_id.in_([one.id for one in requests])))
    return {row[0]: row[1] for row in rows}


def request_at(viewer: Standing, request: str) -> DataRequest | None:
    """The request of this address with its answers and, for whoever is signed in, who may answer it."""
    published = joinedload(DataRequest.published_as).load_only(Dataset.slug, Dataset.title).joinedload(Dataset.portal)
    whole = select(DataRequest).options(*_ROW, published, selectinload(DataRequest.answers))
    found = db.session.scalars(whole.where(DataRequest.public_id == request, IS_SHOWN)).one_or_none()
    if found is not None and viewer.is_signed_in:
        found.answerers = answerers_of(found.portal_id)
    return found


def answerers_of(portal_id: int) -> frozenset[int]:
    """Ids of its stewards and of whoever else answers for it."""
    stewards = db.session.scalars(select(Steward.person_id).where(Steward.portal_id == portal_id))
    return frozenset(stewards).union(*(also(portal_id) for also in ALSO_ANSWERING))


def support_of(request: DataRequest, viewer: Standing) -> RequestSupport | None:
    """This person's support of a request."""
    if not viewer.is_signed_in:
        return None
    given = select(RequestSupport).where(
        RequestSupport.request_id == request.id, RequestSupport.person_id == viewer.person.id
    )
    return db.session.scalars(given).one_or_none()


def requests_since(person: Person, since: datetime) -> int:
    """How many requests somebody wrote after an instant."""
    mine = select(func.count(DataRequest.id)).where(DataRequest.asked_by_id == person.id, DataRequest.asked_at > since)
    return db.session.scalar(mine) or 0


def may_be_named(challenge_ref: str, at: datetime) -> bool:
    """Whether everybody may know the challenge of this address."""
    return any(says(challenge_ref, at) for says in NAMED_CHALLENGES)


def dataset_named(ref: str) -> Dataset | None:
    """The dataset of `portal/dataset`, with its portal."""
    portal, _, slug = ref.partition("/")
    found = select(Dataset).join(Dataset.portal).options(contains_eager(Dataset.portal))
    return db.session.scalars(found.where(DataPortal.slug == portal, Dataset.slug == slug)).one_or_none()


def dataset_of_page(path: str) -> Dataset | None:
    """The dataset whose page is at this path of ours."""
    here = DATASET_PAGE.match(path)
    return dataset_named(f"{here[1]}/{here[2]}") if here else None


def alike(portal: DataPortal, dataset: Dataset | None, title: str) -> list[DataRequest]:
    """What was asked of this portal, about the same dataset or none, in nearly the same words: the newest first."""
    about = DataRequest.dataset_id == dataset.id if dataset is not None else DataRequest.dataset_id.is_(None)
    asked = select(DataRequest).options(*_ROW).where(DataRequest.portal_id == portal.id, about, IS_SHOWN)
    newest = db.session.scalars(asked.order_by(DataRequest.id.desc()).limit(MOST_COMPARED))
    compared = SequenceMatcher(b=fold(title))
    return [one for one in newest if _is_like(compared, fold(one.title))][:MOST_ALIKE]


def _is_like(compared: SequenceMatcher[str], title: str) -> bool:
    compared.set_seq1(title)
    return compared.quick_ratio() >= LIKENESS and compared.ratio() >= LIKENESS


def stewards_of(portal: DataPortal) -> Sequence[Steward]:
    """The stewards of a portal, by name."""
    return db.session.scalars(_stewards().where(Steward.portal_id == portal.id).order_by(Person.name, Steward.id)).all()


def unit_of(viewer: Standing, portal: DataPortal) -> str:
    """The unit in whose name this person answers for a portal; nothing for whoever is no steward."""
    mine = select(Steward.unit).where(Steward.portal_id == portal.id, Steward.person_id == viewer.person.id)
    return db.session.scalar(mine) or ""


def steward_at(viewer: Standing, portal: str, steward: int) -> Steward | None:
    """One steward of this portal."""
    found = _stewards().join(Steward.portal).options(contains_eager(Steward.portal))
    return db.session.scalars(found.where(DataPortal.slug == portal, Steward.id == steward)).one_or_none()


def _stewards() -> Select[Steward]:
    return select(Steward).join(Steward.person).options(contains_eager(Steward.person))


def people_to_ask(request: DataRequest) -> Sequence[Person]:
    """Who is told of a new request: the portal's stewards; while it has none, the administrators."""
    stewards = select(Steward.person_id).where(Steward.portal_id == request.portal_id)
    found = db.session.scalars(select(Person).where(Person.id.in_(stewards)).order_by(Person.id)).all()
    administrators = select(Person).where(Person.is_administrator.is_(True)).order_by(Person.id)
    return found or db.session.scalars(administrators).all()


def people_in_charge(portal_id: int) -> list[int]:
    """Ids of who is told when a portal needs a person: whoever answers for it; while nobody does, the administrators."""
    administrators = select(Person.id).where(Person.is_administrator.is_(True))
    return sorted(answerers_of(portal_id) or db.session.scalars(administrators))


def people_to_tell(answer: RequestAnswer) -> list[int]:
    """Ids of who is told of an answer: whoever asked, whoever supports it, and the other stewards."""
    asked = select(DataRequest.asked_by_id).where(DataRequest.id == answer.request_id)
    support = select(RequestSupport.person_id).where(RequestSupport.request_id == answer.request_id)
    portal = select(DataRequest.portal_id).where(DataRequest.id == answer.request_id).scalar_subquery()
    stewards = select(Steward.person_id).where(Steward.portal_id == portal)
    found = set(db.session.scalars(asked.union(support, stewards)))
    return sorted(found - {answer.answered_by_id})


def answer_to_tell(answer_id: int) -> RequestAnswer:
    """An answer with the request it is about, for the mails that tell of it."""
    whole = select(RequestAnswer).options(joinedload(RequestAnswer.request).joinedload(DataRequest.portal))
    return db.session.scalars(whole.where(RequestAnswer.id == answer_id)).one()
