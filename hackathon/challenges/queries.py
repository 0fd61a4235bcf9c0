"""Questions about challenges. Whatever people outside the organisers see of them passes the embargo here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.challenges.models import Challenge, ChallengeDataset, EventInquiry, EventPortal
from hackathon.challenges.policy import may_know
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.events.queries import managed_event, visible_event
from hackathon.permissions import Standing
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.inquiry_queries import MOST_SHOWN
from hackathon.portal.models import Category, DataPortal, Dataset, Snapshot
from hackathon.text import N_

FIVE = ("Administración", "Educación", "Transporte", "Salud", "Otros")
# A list shows titles: the portal's raw answers and the pinned texts stay where they are.
_LINKS = selectinload(Challenge.links)
_DATASETS = (
    _LINKS.joinedload(ChallengeDataset.dataset).load_only(
        Dataset.slug, Dataset.title, Dataset.summary, Dataset.formats, Dataset.missing_since
    ),
    _LINKS.joinedload(ChallengeDataset.dataset).joinedload(Dataset.portal).load_only(DataPortal.slug, DataPortal.name),
)
_WHOLE = (
    *_DATASETS,
    _LINKS.joinedload(ChallengeDataset.dataset).joinedload(Dataset.publisher),
    _LINKS.joinedload(ChallengeDataset.snapshot).defer(Snapshot.metadata_json),
    joinedload(Challenge.event).options(selectinload(Event.windows), joinedload(Event.organization)),
)


def challenges_known_to(viewer: Standing, event: Event, at: datetime) -> Sequence[Challenge]:
    """The challenges of an event in their order, with their datasets; none before they are revealed to this viewer."""
    return challenges_of(event) if may_know(viewer, event, at) else []


def challenges_of(event: Event) -> Sequence[Challenge]:
    """All challenges of an event in their order, with their datasets: for its organisers."""
    mine = select(Challenge).options(*_DATASETS).where(Challenge.event_id == event.id)
    return db.session.scalars(mine.order_by(Challenge.position, Challenge.id)).all()


def challenge_known_to(viewer: Standing, event: str, code: str, at: datetime) -> Challenge | None:
    """The challenge of an address; None, as if there were nothing, before it is revealed to this viewer."""
    found = visible_event(viewer, event)
    return _challenge(found, code) if found is not None and may_know(viewer, found, at) else None


def managed_challenge(viewer: Standing, event: str, code: str) -> Challenge | None:
    """A challenge of an event that this viewer organises."""
    found = managed_event(viewer, event)
    return _challenge(found, code) if found is not None else None


def moving_challenge(viewer: Standing, event: str, code: str, direction: str) -> Challenge | None:
    """`managed_challenge`, for the addresses of its up and its down."""
    return managed_challenge(viewer, event, code)


def _challenge(event: Event, code: str) -> Challenge | None:
    whole = select(Challenge).options(*_WHOLE).where(Challenge.event_id == event.id, Challenge.code == code)
    return db.session.scalars(whole).one_or_none()


def managed_link(viewer: Standing, event: str, code: str, portal: str, dataset: str) -> ChallengeDataset | None:
    """A dataset, by its address, as a challenge of an event that this viewer organises offers it."""
    challenge = managed_challenge(viewer, event, code)
    links = challenge.links if challenge is not None else []
    found = next((one for one in links if (one.dataset.portal.slug, one.dataset.slug) == (portal, dataset)), None)
    if found is not None:
        set_committed_value(found, "challenge", challenge)  # at hand already
    return found


@dataclass(frozen=True)
class Offer:
    """A dataset that may be offered by a challenge, and is not yet."""

    challenge: Challenge
    dataset: Dataset


def possible_offer(viewer: Standing, event: str, code: str, portal: str, dataset: str) -> Offer | None:
    """A dataset of the event's portals, by its address, for a challenge of an event that this viewer organises."""
    challenge = managed_challenge(viewer, event, code)
    if challenge is None:
        return None
    wanted = (
        select(Dataset)
        .join(Dataset.portal)
        .join(EventPortal, EventPortal.portal_id == DataPortal.id)
        .options(contains_eager(Dataset.portal), joinedload(Dataset.publisher))
        .where(EventPortal.event_id == challenge.event_id, DataPortal.slug == portal, Dataset.slug == dataset)
    )
    found = db.session.scalars(wanted).one_or_none()
    return Offer(challenge, found) if found is not None else None


def managed_portal(viewer: Standing, event: str, portal: str) -> DataPortal | None:
    """A portal that an event of this viewer's works with."""
    found = managed_event(viewer, event)
    return next((one for one in portals_of(found) if one.slug == portal), None) if found is not None else None


def portals_to_link(event: Event) -> Sequence[DataPortal]:
    """The known portals that the event does not work with yet, by name."""
    linked = select(EventPortal.portal_id).where(EventPortal.event_id == event.id)
    others = select(DataPortal).where(DataPortal.id.not_in(linked)).order_by(DataPortal.name)
    return db.session.scalars(others).all()


def managed_inquiry(viewer: Standing, event: str, inquiry: str) -> PortalInquiry | None:
    """What was asked about an address for an event that this viewer organises."""
    found = managed_event(viewer, event)
    if found is None:
        return None
    mine = _asked_for(found).where(PortalInquiry.public_id == inquiry)
    return db.session.scalars(mine).one_or_none()


def inquiries_of(event: Event) -> Sequence[PortalInquiry]:
    """The newest addresses that were asked about for an event."""
    return db.session.scalars(_asked_for(event).order_by(PortalInquiry.id.desc()).limit(MOST_SHOWN)).all()


def _asked_for(event: Event) -> Select[PortalInquiry]:
    link = EventInquiry.inquiry_id == PortalInquiry.id
    return select(PortalInquiry).join(EventInquiry, link).where(EventInquiry.event_id == event.id)


def revealed_to_everybody(at: datetime) -> Select[Any]:
    """Challenges that everybody may know at this instant."""
    return (
        select(Challenge)
        .join(Challenge.event)
        .where(Event.published_at.is_not(None), or_(Event.embargo_ends_at.is_(None), Event.embargo_ends_at <= at))
    )


def public_challenges_using(dataset: Dataset, at: datetime) -> Sequence[ChallengeDataset]:
    """Where a dataset is offered, for its page: links with challenge, event and reason, the latest event first."""
    links = (
        select(ChallengeDataset)
        .options(joinedload(ChallengeDataset.challenge).joinedload(Challenge.event))
        .where(
            ChallengeDataset.dataset_id == dataset.id,
            ChallengeDataset.challenge_id.in_(revealed_to_everybody(at).with_only_columns(Challenge.id)),
        )
        .join(ChallengeDataset.challenge)
        .join(Challenge.event)
    )
    return db.session.scalars(links.order_by(Event.starts_at.desc(), Challenge.position, Challenge.id)).all()


def pinned_in(event: Event) -> Sequence[ChallengeDataset]:
    """Every dataset that the event's challenges offer, in their order, with what was kept of it."""
    links = (
        select(ChallengeDataset)
        .join(ChallengeDataset.challenge)
        .options(
            contains_eager(ChallengeDataset.challenge),
            joinedload(ChallengeDataset.dataset).joinedload(Dataset.portal),
            joinedload(ChallengeDataset.snapshot).defer(Snapshot.metadata_json),
        )
        .where(Challenge.event_id == event.id)
    )
    return db.session.scalars(links.order_by(Challenge.position, Challenge.id, ChallengeDataset.position)).all()


def revealed_challenges(event: Event, at: datetime) -> Sequence[Challenge]:
    """What a project may choose: the event's challenges in their order, with their datasets; none before the reveal."""
    if not event.challenges_are_public(at):
        return []
    return challenges_of(event)


def portals_of(event: Event) -> Sequence[DataPortal]:
    """The portals whose datasets an event works with, by name."""
    linked = select(DataPortal).join(EventPortal, EventPortal.portal_id == DataPortal.id)
    return db.session.scalars(linked.where(EventPortal.event_id == event.id).order_by(DataPortal.name)).all()


def link_to_portal(event: Event, portal: DataPortal) -> EventPortal | None:
    linked = select(EventPortal).where(EventPortal.event_id == event.id, EventPortal.portal_id == portal.id)
    return db.session.scalars(linked).one_or_none()


def is_portal_used(event: Event, portal: DataPortal) -> bool:
    """Whether a challenge of the event offers a dataset of this portal."""
    used = (
        select(ChallengeDataset.id)
        .join(ChallengeDataset.challenge)
        .join(ChallengeDataset.dataset)
        .where(Challenge.event_id == event.id, Dataset.portal_id == portal.id)
    )
    return db.session.scalar(used.limit(1)) is not None


def category_names(event: Event) -> list[str]:
    """The themes a challenge may belong to: those of the event's portals, or the five of La Libertad."""
    mine = select(EventPortal.portal_id).where(EventPortal.event_id == event.id)
    names = db.session.scalars(select(Category.name).where(Category.portal_id.in_(mine)).distinct())
    return sorted(names) or list(FIVE)


def next_place(event: Event) -> tuple[str, int]:
    """A code that is free and the place after the last: ("R4", 4)."""
    codes = set(db.session.scalars(select(Challenge.code).where(Challenge.event_id == event.id)))
    last = db.session.scalar(select(func.max(Challenge.position)).where(Challenge.event_id == event.id)) or 0
    return next(f"R{number}" for number in range(1, len(codes) + 2) if f"R{number}" not in codes), last + 1


@matter("portals", title=N_("Data portals"), endpoint="challenges.portals", order=40)
def lacking_in_portals(event: Event, at: datetime) -> Iterator[Lack]:
    """Challenges are made of datasets."""
    if not portals_of(event):
        yield Lack(N_("Connect the portal whose data the event works with."), before="hacking")


@matter("challenges", title=N_("Challenges"), endpoint="challenges.manage", order=50)
def lacking_in_challenges(event: Event, at: datetime) -> Iterator[Lack]:
    """At least one challenge, each with a dataset."""
    written = challenges_of(event)
    if not written:
        yield Lack(N_("Write at least one challenge."), before="hacking")
    for challenge in written:
        if not challenge.links:
            yield Lack(N_("Challenge %(code)s offers no dataset."), before="hacking", values={"code": challenge.code})
