"""Questions about the frozen order on its way to the public, and about what was corrected afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.events.queries import host_ids
from hackathon.jury.invitation_queries import accepted_invitations
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.permissions import Standing
from hackathon.results import bundle
from hackathon.results.models import Award, CheckKind, Erratum, Publication, RankingBundle, Release, WinnerCheck
from hackathon.results.queries import award_to_edit, event_to_prepare, newest_bundle
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class Desk:
    """The frozen order before the ones who may make it public. `others`: organisers beside the one who froze it."""

    event: Event
    bundle: RankingBundle | None
    others: frozenset[int]


def desk_of(event: Event) -> Desk:
    """The newest frozen order, and who else could confirm it."""
    frozen = newest_bundle(event)
    if frozen is not None:
        set_committed_value(frozen, "event", event)
    froze = frozen.frozen_by_id if frozen is not None else None
    return Desk(event, frozen, frozenset(host_ids(event) - {froze}))


def desk_to_prepare(viewer: Standing, event: str) -> Desk | None:
    """The same, for whoever may know that the event has an organisers' side."""
    found = event_to_prepare(viewer, event)
    return desk_of(found) if found is not None else None


def events_to_release(now: datetime) -> list[int]:
    """Ids of events whose hour of publication has come."""
    due = (
        select(RankingBundle.event_id)
        .join(Release, Release.bundle_id == RankingBundle.id)
        .join(Event, Event.id == RankingBundle.event_id)
        .where(Release.release_at <= now, Release.held == "", Event.results_published_at.is_(None))
    )
    return list(db.session.scalars(due.distinct()))


def kept_content(event: Event) -> Mapping[str, Any]:
    """The complete content of the published results: organisers' acts read it, pages never do."""
    found = select(RankingBundle.content).join(Publication, Publication.bundle_id == RankingBundle.id)
    return bundle.read(db.session.scalars(found.where(Publication.event_id == event.id)).one())


def errata_of(event: Event) -> list[Erratum]:
    """What was corrected in public, the first one first."""
    found = select(Erratum).options(joinedload(Erratum.project)).where(Erratum.event_id == event.id)
    return list(db.session.scalars(found.order_by(Erratum.number)))


def disqualified_in(event: Event) -> set[str]:
    """Slugs of projects that were taken out of the published order."""
    return {one.project.slug for one in errata_of(event) if one.project is not None}


def checks_of(event: Event) -> dict[int, list[WinnerCheck]]:
    """Id of a project → what was ticked of it."""
    found = select(WinnerCheck).join(Project, Project.id == WinnerCheck.project_id).where(Project.event_id == event.id)
    ticked: dict[int, list[WinnerCheck]] = {}
    for check in db.session.scalars(found.options(joinedload(WinnerCheck.checked_by)).order_by(WinnerCheck.id)):
        ticked.setdefault(check.project_id, []).append(check)
    return ticked


def ticks_of_winner() -> ScalarSelect[int]:
    """How much of the one who has a prize is ticked, beside each prize."""
    ticked = select(func.count(WinnerCheck.id)).where(WinnerCheck.project_id == Award.project_id)
    return ticked.correlate(Award).scalar_subquery()


def award_to_tick(viewer: Standing, event: str, position: str, check: str) -> Award | None:
    """The prize of an address, whose winner is looked at in one of the ways there are."""
    return award_to_edit(viewer, event, position) if check in set(CheckKind) else None


def criteria_of(event: Event) -> dict[str, str]:
    """Key → name of every criterion of the event's rubrics that are stored; of two with one key, the first rubric's."""
    named = select(Criterion).join(Criterion.rubric).where(Rubric.event_id == event.id)
    names: dict[str, str] = {}
    for criterion in db.session.scalars(named.order_by(Rubric.number, Criterion.position)):
        names.setdefault(criterion.key, str(criterion.name))
    return names


def published_bundle(event: Event) -> RankingBundle:
    """The frozen order that was published."""
    found = select(RankingBundle).join(Publication, Publication.bundle_id == RankingBundle.id)
    return db.session.scalars(found.where(Publication.event_id == event.id)).one()


def juror_codes(event: Event) -> dict[int, str]:
    """Person → the code under which their scores stand in the published files: theirs alone to know."""
    return {one.person_id: one.code for one in accepted_invitations(event) if one.person_id is not None}
