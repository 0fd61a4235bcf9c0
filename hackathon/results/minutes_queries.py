"""Questions about minutes: what they are drafted from, what is written so far, what was issued."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from hackathon.audit import AuditHead
from hackathon.database import db
from hackathon.events.local_hours import wall_clock
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.events.queries import current_rules, visible_event
from hackathon.jury.invitation_queries import accepted_invitations
from hackathon.jury.models import QUORUM
from hackathon.jury.outcome import sheets_on_paper
from hackathon.jury.queries import round_of
from hackathon.jury.rubric_queries import names_by_round
from hackathon.permissions import Standing
from hackathon.results import frozen, queries
from hackathon.results.minutes_content import Facts, Named, Prize
from hackathon.results.models import Award, GoesTo, Publication, RankingBundle
from hackathon.results.paper_models import Certificate, Minutes, MinutesDraft
from hackathon.submissions.models import Project, ProjectVersion, Receipt
from hackathon.text import N_

INVENTED = {"es": " (ficticio)", "en": " (fictitious)"}
"""Beside the teams of the demonstration, whose papers nobody shall take for real."""


def order_to_record(event: Event) -> RankingBundle | None:
    """The frozen order that minutes are of: the published one, else the newest."""
    return db.session.scalars(_recorded_first(select(RankingBundle), event)).one_or_none()


def is_a_paper(sha256: str) -> bool:
    """Whether an issued paper of any kind is the file of this hash."""
    minutes = select(Minutes.id).where(Minutes.file_sha256 == sha256)
    certificates = select(Certificate.id).where(Certificate.sha256 == sha256)
    return db.session.scalar(minutes.union(certificates).limit(1)) is not None


def _recorded_first(wanted: Select[Any], event: Event) -> Select[Any]:
    published = wanted.outerjoin(Publication, Publication.bundle_id == RankingBundle.id)
    ordered = published.order_by(Publication.id.is_(None), RankingBundle.number.desc())
    return ordered.where(RankingBundle.event_id == event.id).limit(1)


def event_with_order(viewer: Standing, event: str) -> Event | None:
    """An event whose order is frozen, for those who prepare its results."""
    found = queries.event_to_prepare(viewer, event)
    return found if found is not None and order_to_record(found) is not None else None


def facts_of(event: Event, bundle: RankingBundle, language: str) -> Facts:
    """Everything that the minutes of this order are drafted from, its texts in this language.

    They become public, so that they name who is public: the order is read as everybody gets it.
    """
    rules, judging, named = current_rules(event), round_of(event), _named(event, language)
    ranked = {place.entry for place in frozen.read(bundle.content).places}
    handed_in = _handed_in(event) | ranked
    return Facts(
        event={
            "slug": event.slug,
            "name": event.name.shown_in(language),
            "organization": event.organization.name.shown_in(language),
            "timezone": event.timezone,
        },
        rules=None if rules is None else _rules(rules),
        order=_order(bundle),
        frozen=frozen.read(bundle.public_content),
        projects={entry: project for entry, project in named.items() if entry not in bundle.pseudonyms},
        received=len(handed_in),
        excluded={entry: named[entry] for entry in sorted(handed_in - ranked)},
        criteria=names_by_round(event, language),
        prizes=[_prize(award, language) for award in queries.announced_prizes(event)],
        quorum=judging.quorum if judging else QUORUM,
        jurors={one.code: one.name for one in accepted_invitations(event)},
        on_paper=_on_paper(event, bundle),
    )


def _on_paper(event: Event, bundle: RankingBundle) -> int:
    """How many of the sheets that the order was computed from were signed on paper."""
    rounds = frozen.read(bundle.content).rounds
    counted = {(part.number, sheet.judge, sheet.entry) for part in rounds for sheet in part.sheets}
    return sum(one in counted for one in sheets_on_paper(event))


def _order(bundle: RankingBundle) -> dict[str, Any]:
    return {
        "number": bundle.number,
        "sha256": bundle.sha256,
        "public_sha256": bundle.public_sha256,
        "frozen_at": bundle.frozen_at.isoformat(),
    }


def _rules(rules: Any) -> dict[str, Any]:
    return {"number": rules.number, "sha256": rules.sha256, "published_at": rules.published_at.isoformat()}


def _named(event: Event, language: str) -> dict[str, Named]:
    """Title as it was handed in: what a team wrote otherwise is its own, so that of another only the team is named."""
    handed_in = (ProjectVersion.project_id == Project.id) & (ProjectVersion.number == Project.submitted_number)
    found = select(Project, ProjectVersion.content).outerjoin(ProjectVersion, handed_in)
    found = found.options(joinedload(Project.team)).where(Project.event_id == event.id)
    named = {}
    for project, content in db.session.execute(found):
        team = project.team.name + (INVENTED[language] if project.team.is_fictional else "")
        named[project.slug] = Named((content or {}).get("title") or project.team.name, team)
    return named


def _prize(award: Award, language: str) -> Prize:
    amount = "" if award.amount is None else str(award.amount)
    name, given = award.name.shown_in(language), award.prize.shown_in(language)
    return Prize(award.position, name, amount, given, award.minimum, is_named=award.goes_to == GoesTo.NAMED)


def _handed_in(event: Event) -> set[str]:
    """Addresses of every project that was ever handed in, whatever became of it."""
    found = select(Project.slug).join(Receipt, Receipt.project_id == Project.id).where(Project.event_id == event.id)
    return set(db.session.scalars(found.distinct()))


def first_texts(event: Event) -> dict[str, Any]:
    """What a new draft begins with: what the platform knows already."""
    scoring, rules = event.window("scoring"), current_rules(event)
    jury = accepted_invitations(event)
    jury.sort(key=lambda one: (not one.is_chair, one.id))
    hours = (scoring.opens_at, scoring.closes_at) if scoring else (event.starts_at, event.ends_at)
    opened, closed = (wall_clock(hour, event.timezone).isoformat(timespec="minutes") for hour in hours)
    return {
        "language": "es",
        "place": ", ".join(part for part in (event.place, event.city) if part),
        "opened": opened,
        "closed": closed,
        "legal_base": f"Bases del concurso, versión {rules.number}." if rules else "",
        "attendants": "\n".join(
            f"{one.name}; {'Presidencia del jurado' if one.is_chair else 'Miembro del jurado'}" for one in jury
        ),
    }


def draft_of(event: Event, corrects: int = 0) -> MinutesDraft | None:
    """What is written so far of new minutes, or of an erratum to those of a number."""
    found = select(MinutesDraft).where(MinutesDraft.event_id == event.id, MinutesDraft.corrects == corrects)
    return db.session.scalars(found).one_or_none()


def texts_so_far(event: Event) -> Mapping[str, Any]:
    """The texts of the minutes as they would be issued now."""
    draft = draft_of(event)
    return draft.texts if draft is not None else first_texts(event)


def issued(event: Event) -> list[Minutes]:
    """Every paper of the jury that was issued, the newest first."""
    light = defer(Minutes.content, raiseload=True)
    corrected = joinedload(Minutes.corrects).load_only(Minutes.number)
    found = select(Minutes).options(light, corrected).where(Minutes.event_id == event.id)
    return list(db.session.scalars(found.order_by(Minutes.number.desc())))


def public_grounds(event: Event) -> dict[tuple[int, str], tuple[str, str]]:
    """(position of a prize, slug) → (why it won, the language of it), as the newest minutes of the published order say."""
    found = (
        select(Minutes.content)
        .join(Publication, Publication.bundle_id == Minutes.bundle_id)
        .where(Publication.event_id == event.id)
        .order_by(Minutes.number.desc())
        .limit(1)
    )
    content = db.session.scalars(found).one_or_none()
    said: dict[str, Any] = json.loads(content) if content is not None else {"prizes": []}
    return {
        (prize["position"], prize["entry"]): (prize["ground"], said["language"])
        for prize in said["prizes"]
        if prize.get("entry")  # minutes from before this was kept say it by title alone
    }


def next_number(event: Event) -> int:
    return (db.session.scalar(select(func.max(Minutes.number)).where(Minutes.event_id == event.id)) or 0) + 1


def audit_head() -> tuple[int, str]:
    """Where the audit log stands: the number and the hash of its last entry."""
    row = db.session.execute(select(AuditHead.number, AuditHead.hash)).one()
    return row.number, row.hash


def errata_of(minutes: Minutes) -> list[Minutes]:
    """The corrections of an issued paper, in their order."""
    light = defer(Minutes.content, raiseload=True)
    found = select(Minutes).options(light).where(Minutes.corrects_id == minutes.id)
    return list(db.session.scalars(found.order_by(Minutes.number)))


def shown_minutes(viewer: Standing, event: str, number: int) -> Minutes | None:
    """An issued paper: everybody's once the results are public, its organisers' before."""
    found = visible_event(viewer, event)
    if found is None or not 0 < number < 1_000_000_000:
        return None
    if found.results_published_at is None and not viewer.is_organiser:
        return None
    wanted = _with_its_event().where(Minutes.event_id == found.id, Minutes.number == number)
    return db.session.scalars(wanted).one_or_none()


def minutes_to_correct(viewer: Standing, event: str, number: int) -> Minutes | None:
    """Issued minutes of an event whose results this viewer prepares; an erratum is corrected by another to its minutes."""
    found = shown_minutes(viewer, event, number) if viewer.is_organiser else None
    return None if found is None or found.is_erratum else found


def minutes_with_erratum(viewer: Standing, event: str, number: int) -> Minutes | None:
    """Such minutes, once somebody wrote what to correct."""
    found = minutes_to_correct(viewer, event, number)
    return found if found is not None and draft_of(found.event, number) is not None else None


def minutes_with_code(code: str) -> Minutes | None:
    """A paper by its code, once the results it tells of are public."""
    found = db.session.scalars(_with_its_event().where(Minutes.code == code)).one_or_none()
    return found if found is not None and found.event.results_published_at is not None else None


def _with_its_event() -> Any:
    its_event = joinedload(Minutes.event).options(selectinload(Event.windows), joinedload(Event.organization))
    return select(Minutes).options(its_event, joinedload(Minutes.corrects), joinedload(Minutes.bundle))


@matter("minutes", title=N_("Minutes"), endpoint="results.minutes_desk", order=82)
def _lacking_minutes(event: Event, at: datetime) -> Iterator[Lack]:
    """Once an order is frozen, minutes of that very order."""
    scoring = event.window("scoring")
    if event.is_recorded or scoring is None or at < scoring.closes_at:
        return
    there = select(Minutes.id).where(Minutes.bundle_id == RankingBundle.id).exists()
    if db.session.scalar(_recorded_first(select(there).select_from(RankingBundle), event)) is False:
        yield Lack(N_("The minutes of the frozen order are not issued yet."), before="results")
