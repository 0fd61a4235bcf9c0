"""Questions about certificates: who gets which, who has theirs, whose a code is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Select, func, literal, select, union
from sqlalchemy.orm import joinedload, load_only, selectinload

from hackathon import files
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event, Role, RoleKind
from hackathon.events.queries import managed_event
from hackathon.jobs import Job
from hackathon.jury.models import JudgingRound, JuryAssignment, ScoreSheet, SheetState
from hackathon.paging import Page, page_by
from hackathon.permissions import Standing
from hackathon.registration.models import Registration, RegistrationState
from hackathon.results.models import Award
from hackathon.results.paper_models import Certificate, CertificateKind, CertificateState, PaperDetails
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project
from hackathon.teams.models import Membership
from hackathon.text import N_, slug_of

JOB = "results.certificates"
Rows: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, order=True)
class Entitled:
    """One certificate that somebody is to have; `prize` is the position of a diploma's prize, else 0."""

    kind: str
    prize: int
    person_id: int


def event_with_id(event_id: int) -> Event:
    """The event that a job is about."""
    found = select(Event).options(joinedload(Event.organization), selectinload(Event.windows))
    return db.session.scalars(found.where(Event.id == event_id)).one()


def entitled(event: Event) -> list[Entitled]:
    """Everybody who is to have a certificate of this event, in one order. One question, however many they are."""
    whoever = union(
        _participants(event),
        _jurors(event),
        _crew(event, CertificateKind.MENTOR, RoleKind.MENTOR),
        _crew(event, CertificateKind.ORGANISER, RoleKind.OWNER, RoleKind.STAFF, RoleKind.VOLUNTEER),
        _winners(event),
    )
    return sorted(Entitled(*row) for row in db.session.execute(whoever))


def _plain(kind: CertificateKind, person: Any) -> Rows:
    return select(literal(kind.value), literal(0), person)


def _participants(event: Event) -> Rows:
    """Registered people whose team handed in, and did not withdraw since: whoever took part."""
    return (
        _plain(CertificateKind.PARTICIPANT, Membership.person_id)
        .join(Project, Project.team_id == Membership.team_id)
        .join(
            Registration,
            (Registration.person_id == Membership.person_id) & (Registration.event_id == Membership.event_id),
        )
        .where(Membership.event_id == event.id, Project.state == ProjectState.SUBMITTED)
        .where(Registration.state == RegistrationState.ACTIVE)
    )


def _jurors(event: Event) -> Rows:
    """Jurors who signed at least one sheet."""
    return (
        _plain(CertificateKind.JUROR, JuryAssignment.juror_id)
        .join(JuryAssignment.round)
        .join(JuryAssignment.sheet)
        .where(JudgingRound.event_id == event.id, ScoreSheet.state == SheetState.SIGNED)
    )


def _crew(event: Event, kind: CertificateKind, *roles: RoleKind) -> Rows:
    return _plain(kind, Role.person_id).where(Role.event_id == event.id, Role.kind.in_(roles))


def _winners(event: Event) -> Rows:
    return (
        select(literal(CertificateKind.DIPLOMA.value), Award.position, Membership.person_id)
        .select_from(Award)
        .join(Project, Project.id == Award.project_id)
        .join(Membership, Membership.team_id == Project.team_id)
        .where(Award.event_id == event.id)
    )


def lacking(event: Event, among: Iterable[Entitled] | None = None) -> list[Entitled]:
    """Who is entitled to a certificate and has none, nor had it withdrawn."""
    there = {_of(one) for one in _standing(event)}
    return [one for one in (entitled(event) if among is None else among) if one not in there]


def _standing(event: Event) -> Sequence[Any]:
    """What every certificate is, that was not replaced: kind, prize, person, state, code, name."""
    columns = (Certificate.kind, Certificate.prize, Certificate.person_id, Certificate.state, Certificate.code)
    found = select(*columns, Certificate.name).where(Certificate.event_id == event.id)
    return db.session.execute(
        found.where(Certificate.state != CertificateState.REPLACED).order_by(Certificate.code)
    ).all()


def _of(row: Any) -> Entitled:
    return Entitled(row.kind, row.prize, row.person_id)


@dataclass(frozen=True)
class Overview:
    """How far an event is: (kind, how many stand, how many are to be made) of each kind that concerns anybody, and
    those that stand though nobody would be given them now, a prize having gone to others or a project withdrawn."""

    counts: list[tuple[str, int, int]]
    lapsed: list[Any]


def overview(event: Event) -> Overview:
    """How far the certificates of an event are."""
    due, standing = entitled(event), _standing(event)
    there = {_of(row) for row in standing}
    valid = [row for row in standing if row.state == CertificateState.VALID]
    made, missing = Counter(row.kind for row in valid), Counter(one.kind for one in due if one not in there)
    counts = [(kind.value, made[kind], missing[kind]) for kind in CertificateKind if made[kind] or missing[kind]]
    return Overview(counts, [row for row in valid if _of(row) not in set(due)])


def people_with_ids(ids: Iterable[int]) -> dict[int, Person]:
    found = select(Person).where(Person.id.in_(set(ids))).options(load_only(Person.name, Person.language, Person.email))
    return {person.id: person for person in db.session.scalars(found)}


def projects_of(event: Event, people: Iterable[int]) -> dict[int, Project]:
    """person id → what they handed in, with its team."""
    found = (
        select(Membership.person_id, Project)
        .join(Project, Project.team_id == Membership.team_id)
        .where(Membership.event_id == event.id, Membership.person_id.in_(set(people)))
        .where(Project.state == ProjectState.SUBMITTED)
        .options(joinedload(Project.team))
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def is_being_made(event: Event) -> bool:
    """Whether the job is waiting or at work."""
    open_job = select(Job.id).where(
        Job.kind == JOB, Job.subject_id == event.id, Job.done_at.is_(None), Job.parked_at.is_(None)
    )
    return db.session.scalar(open_job) is not None


def details_of(event: Event) -> PaperDetails | None:
    """Who signs, if that was said."""
    return db.session.scalars(select(PaperDetails).where(PaperDetails.event_id == event.id)).one_or_none()


def certificates_page(event: Event, *, after: str, before: str, most: int) -> Page[Certificate]:
    """An event's certificates in the order of their codes: by chance, so that no list tells who was first."""
    listed = select(Certificate).where(Certificate.event_id == event.id)
    total = db.session.scalar(select(func.count(Certificate.id)).where(Certificate.event_id == event.id)) or 0
    return page_by(listed, Certificate.code, total=total, most=most, before=before, after=after)


def files_of_certificates(event: Event) -> list[tuple[str, Path]]:
    """(name in the archive, where it is kept) of every certificate that stands."""
    found = select(Certificate.kind, Certificate.name, Certificate.code, Certificate.sha256).where(
        Certificate.event_id == event.id, Certificate.state == CertificateState.VALID
    )
    rows = db.session.execute(found.order_by(Certificate.kind, Certificate.code))
    return [(f"{row.kind}/{slug_of(row.name)}-{row.code}.pdf", files.path_of(row.sha256)) for row in rows]


def own_certificates(person: Person) -> Sequence[Certificate]:
    """Somebody's own that stand, the newest first, with their events."""
    found = select(Certificate).where(Certificate.person_id == person.id, Certificate.state == CertificateState.VALID)
    return db.session.scalars(
        found.options(joinedload(Certificate.event)).order_by(Certificate.issued_at.desc(), Certificate.id)
    ).all()


def own_certificate(viewer: Standing, code: str) -> Certificate | None:
    """One of the viewer's own that stands. Another's is as good as missing."""
    found = certificate_with_code(code)
    mine = found is not None and viewer.is_signed_in and found.person_id == viewer.person.id and found.is_valid
    return found if mine else None


def certificate_to_change(viewer: Standing, event: str, code: str) -> Certificate | None:
    """A certificate of an event that the viewer organises."""
    managed, found = managed_event(viewer, event), certificate_with_code(code)
    return found if managed is not None and found is not None and found.event_id == managed.id else None


def certificate_with_code(code: str) -> Certificate | None:
    """The certificate of a code with its event and person, whatever has become of it."""
    found = select(Certificate).where(Certificate.code == code)
    its_event = joinedload(Certificate.event).options(selectinload(Event.windows), joinedload(Event.organization))
    return db.session.scalars(found.options(its_event, joinedload(Certificate.person))).one_or_none()


@matter("certificates", title=N_("Certificates"), endpoint="results.certificates", order=84)
def _lacking_certificates(event: Event, at: datetime) -> Iterator[Lack]:
    """After the publication, a certificate for everybody who took part."""
    if event.results_published_at is None or event.is_recorded:
        return
    missing = len(lacking(event))
    if missing:
        words = N_("People who have no certificate yet, or no diploma: %(num)s.")
        yield Lack(words, before="close", values={"num": missing})
