"""Questions about who is invited to a jury, who accepted, and how far they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.accounts.models import Person
from hackathon.accounts.queries import folded_email, hash_of_token, person_with_email
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event, Role, RoleKind
from hackathon.events.queries import managed_event
from hackathon.jury import queries
from hackathon.jury.desk import Juror
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import (
    QUORUM,
    JudgingRound,
    JuryAssignment,
    Recusal,
    ScoreSheet,
    SheetState,
)
from hackathon.permissions import Standing
from hackathon.registration.models import Registration, RegistrationState
from hackathon.teams.models import Membership, Team
from hackathon.text import N_


def _jurors() -> Select[Any]:
    signed = case((ScoreSheet.state == SheetState.SIGNED, 1), else_=0)
    return (
        select(
            JurorInvitation,
            func.count(JuryAssignment.id),
            func.coalesce(func.sum(case((ScoreSheet.version > 1, 1), else_=0)), 0),
            func.coalesce(func.sum(signed), 0),
            func.count(Recusal.id),
        )
        .outerjoin(JudgingRound, JudgingRound.event_id == JurorInvitation.event_id)
        .outerjoin(
            JuryAssignment,
            (JuryAssignment.round_id == JudgingRound.id) & (JuryAssignment.juror_id == JurorInvitation.person_id),
        )
        .outerjoin(JuryAssignment.sheet)
        .outerjoin(JuryAssignment.recusal)
        .options(selectinload(JurorInvitation.person))
        .group_by(JurorInvitation.id)
    )


def jurors_of(event: Event) -> list[Juror]:
    """Everybody who was invited, the chair first, then by name."""
    found = _jurors().where(JurorInvitation.event_id == event.id)
    ordered = found.order_by(JurorInvitation.is_chair.desc(), JurorInvitation.name, JurorInvitation.id)
    return [Juror(*row) for row in db.session.execute(ordered)]


def progress_of(invitation: JurorInvitation) -> Juror:
    """How far one juror is, now."""
    return Juror(*db.session.execute(_jurors().where(JurorInvitation.id == invitation.id)).one())


def account_of(invitation: JurorInvitation) -> Person | None:
    """The account that the invitation leads to, if there is one yet."""
    return invitation.person or person_with_email(invitation.email)


def juror_with_id(viewer: Standing, event: str, invitation: str) -> Juror | None:
    """One invitation of an event that its organisers may see; nobody else learns that it exists."""
    found = managed_event(viewer, event)
    if found is None:
        return None
    wanted = _jurors().where(JurorInvitation.public_id == invitation, JurorInvitation.event_id == found.id)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        return None
    set_committed_value(row[0], "event", found)
    return Juror(*row)


def invitation_with_token(viewer: Standing, token: str) -> JurorInvitation | None:
    """The invitation behind a link, with its event; what has become of it is its rule's matter."""
    found = select(JurorInvitation).where(JurorInvitation.token_hash == hash_of_token(token))
    loaded = found.options(
        joinedload(JurorInvitation.event).options(selectinload(Event.windows), joinedload(Event.organization)),
        joinedload(JurorInvitation.person),
    )
    return db.session.scalars(loaded).one_or_none()


def invitation_to(event: Event, email: str) -> JurorInvitation | None:
    """The invitation of this address, revoked or not."""
    found = select(JurorInvitation).where(
        JurorInvitation.event_id == event.id, JurorInvitation.email_folded == folded_email(email)
    )
    invitation = db.session.scalars(found.options(joinedload(JurorInvitation.person))).one_or_none()
    if invitation is not None:
        set_committed_value(invitation, "event", event)
    return invitation


def jury_roles(invitation: JurorInvitation) -> list[Role]:
    """The juror's roles of this event's jury."""
    held = select(Role).where(
        Role.person_id == invitation.person_id,
        Role.event_id == invitation.event_id,
        Role.kind.in_([RoleKind.JUROR, RoleKind.JURY_CHAIR]),
    )
    return list(db.session.scalars(held))


def invited_already(event: Event, emails: Sequence[str]) -> list[str]:
    """Which of these folded addresses hold an invitation that was not revoked."""
    invited = select(JurorInvitation.email).where(
        JurorInvitation.event_id == event.id,
        JurorInvitation.email_folded.in_(emails),
        JurorInvitation.revoked_at.is_(None),
    )
    return sorted(db.session.scalars(invited))


def participants_among(event: Event, emails: Sequence[str]) -> list[str]:
    """Which of these folded addresses belong to people who take part: registered, or in a team."""
    registered = select(Registration.person_id).where(
        Registration.event_id == event.id, Registration.state == RegistrationState.ACTIVE
    )
    in_team = select(Membership.person_id).where(Membership.event_id == event.id)
    people = select(Person.email).where(
        Person.email_folded.in_(emails), or_(Person.id.in_(registered), Person.id.in_(in_team))
    )
    return sorted(db.session.scalars(people))


def teams_to_declare(event: Event) -> list[Team]:
    """The event's teams, for a juror to say whom not to judge."""
    standing = select(Team).where(Team.event_id == event.id, Team.dissolved_at.is_(None))
    return list(db.session.scalars(standing.order_by(Team.name, Team.id)))


def teams_named(event: Event, names: Iterable[str]) -> set[int]:
    """The teams that are called so, or have somebody who is; whoever asks learns nothing of which."""
    wanted = {name.strip().casefold() for name in names if name.strip()}
    people = (
        select(Team.id, Team.name, Person.name)
        .outerjoin(Membership, Membership.team_id == Team.id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(Team.event_id == event.id, Team.dissolved_at.is_(None))
    )
    rows = db.session.execute(people).all() if wanted else []
    return {team for team, *found in rows if any(name and name.casefold() in wanted for name in found)}


def accepted_invitations(event: Event) -> list[JurorInvitation]:
    """The jury as it stands."""
    accepted = select(JurorInvitation).where(
        JurorInvitation.event_id == event.id,
        JurorInvitation.accepted_at.is_not(None),
        JurorInvitation.revoked_at.is_(None),
    )
    return list(db.session.scalars(accepted.order_by(JurorInvitation.id)))


def sitting_jurors(event: Event) -> list[JurorInvitation]:
    """Those of the jury who go on judging: nobody who left it, nobody who was excluded."""
    return [one for one in accepted_invitations(event) if not one.is_over]


def names_by_person(event: Event) -> dict[int, str]:
    """person id → name, of everybody who accepted, as they were invited and whatever became of them."""
    return {one.person_id: one.name for one in accepted_invitations(event) if one.person_id is not None}


def codes_by_person(event: Event) -> dict[int, str]:
    """person id -> code, for everybody who has an invitation with a person behind it, whatever became of it."""
    found = select(JurorInvitation.person_id, JurorInvitation.code).where(
        JurorInvitation.event_id == event.id, JurorInvitation.person_id.is_not(None)
    )
    return {person: code for person, code in db.session.execute(found) if person is not None}


@matter("jury", title=N_("Jury"), endpoint="jury.manage_jury", order=70)
def _lacking_jury(event: Event, at: datetime) -> Iterator[Lack]:
    """What a jury needs before it can score: its people, a chair, and seats at the projects."""
    jury = sitting_jurors(event)
    judging = queries.round_of(event)
    quorum = judging.quorum if judging else QUORUM
    if len(jury) < quorum:
        yield Lack(
            N_("%(num)s jurors have accepted, and a project needs %(quorum)s sheets."),
            before="scoring",
            values={"num": len(jury), "quorum": quorum},
        )
    if not any(invitation.is_chair for invitation in jury):
        yield Lack(N_("Nobody presides over the jury: name the juror whose vote decides last."), before="scoring")


@matter("rubric", title=N_("Rubric"), endpoint="jury.manage_rubric", order=60)
def _lacking_rubric(event: Event, at: datetime) -> Iterator[Lack]:
    """Nothing: an event has the default rubric until its organisers write their own."""
    return iter(())
