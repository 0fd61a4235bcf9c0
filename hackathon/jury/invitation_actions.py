"""Asking people to judge, and their yes: invitations by link, the chair, the declarations, the roles."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from hackathon import audit, outbox
from hackathon.accounts.actions import sign_up_invited
from hackathon.accounts.models import Person
from hackathon.accounts.queries import folded_email, hash_of_token
from hackathon.database import db
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events.models import Event, Role, RoleKind
from hackathon.jury import invitation_queries, policy
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.round_actions import seat_newcomer
from hackathon.permissions import Standing, ensure, standing_of
from hackathon.text import N_


def invite(event: Event, people: Sequence[tuple[str, str]], *, by: Standing, now: datetime) -> list[JurorInvitation]:
    """Invite (name, e-mail) pairs and mail each a link. Nobody is invited when one of them cannot be."""
    ensure(policy.may_invite(by, event, at=now))
    addresses = [folded_email(email) for _, email in people]
    _refuse_some(
        invitation_queries.participants_among(event, addresses),
        N_("They take part in this event, and nobody judges and takes part at once: %(people)s."),
    )
    _refuse_some(invitation_queries.invited_already(event, addresses), N_("They are invited already: %(people)s."))
    return [_invite(event, name, email, by=by, now=now) for name, email in people]


def _refuse_some(people: Sequence[str], reason: str) -> None:
    if people:
        raise RuleBroken(reason, field="people", people=", ".join(people))


def _invite(event: Event, name: str, email: str, *, by: Standing, now: datetime) -> JurorInvitation:
    invitation = invitation_queries.invitation_to(event, email) or JurorInvitation(
        event=event, email=email, email_folded=folded_email(email), sent_count=0
    )
    invitation.name, invitation.invited_at = name, now
    invitation.revoked_at = invitation.accepted_at = invitation.declined_at = invitation.left_at = None
    db.session.add(invitation)
    _send(invitation, now=now)
    audit.record("jury.invited", invitation, by=by, now=now)
    return invitation


def send_again(invitation: JurorInvitation, *, by: Standing, now: datetime) -> None:
    """Mail a new link; the one before stops working."""
    ensure(policy.may_invite(by, invitation.event, at=now))
    if invitation.is_over:
        raise RuleBroken(N_("This invitation is revoked. Invite the person again instead."))
    _send(invitation, now=now)
    audit.record("jury.invited_again", invitation, by=by, now=now)


def _send(invitation: JurorInvitation, *, now: datetime) -> None:
    token = secrets.token_urlsafe(24)
    invitation.token_hash = hash_of_token(token)
    invitation.sent_count = (invitation.sent_count or 0) + 1
    db.session.flush()
    outbox.write(
        invitation.person if invitation.person_id else None,
        "jury/mail/invitation",
        key=f"juror:{invitation.public_id}:{invitation.sent_count}",
        to=invitation.email,
        now=now,
        invitation=invitation,
        event=invitation.event,
        token=token,
    )


def revoke(invitation: JurorInvitation, *, by: Standing, now: datetime) -> None:
    """Take an invitation back: its link stops working, and whoever accepted leaves the jury at once."""
    ensure(policy.may_revoke(by, invitation_queries.progress_of(invitation), at=now))
    invitation.revoked_at, invitation.is_chair = now, False
    invitation.token_hash = hash_of_token(secrets.token_urlsafe(24))
    for role in invitation_queries.jury_roles(invitation):
        db.session.delete(role)
    audit.record("jury.revoked", invitation, by=by, now=now)


def name_chair(invitation: JurorInvitation, *, by: Standing, now: datetime) -> None:
    """Make one juror the chair, whose vote decides last; whoever was it before is a juror like the others."""
    ensure(policy.may_invite(by, invitation.event, at=now))
    if invitation.is_over:
        raise RuleBroken(N_("This invitation is revoked: choose somebody of the jury."))
    for other in (juror.invitation for juror in invitation_queries.jurors_of(invitation.event)):
        is_chair = other.id == invitation.id
        if other.is_chair != is_chair:
            other.is_chair = is_chair
            _give_roles(other, now=now)
    audit.record("jury.chair_named", invitation, by=by, now=now)


def decline(invitation: JurorInvitation, *, reason: str, by: Standing, now: datetime) -> None:
    """Say no, with a reason or without. The link still works, for a change of mind."""
    ensure(policy.may_decline(by, invitation, at=now))
    invitation.declined_at, invitation.decline_reason = now, reason
    audit.record("jury.declined", invitation, by=by if by.is_signed_in else invitation.person, now=now)


def accept(
    invitation: JurorInvitation,
    *,
    conflicts: Iterable[int] = (),
    cause: str = "",
    ties: str = "",
    language: str,
    by: Standing,
    now: datetime,
) -> Person:
    """Join the jury by the link: the account is made if there is none, conflicts are declared.

    Raises NotAllowed for somebody who takes part in the event, or whose account has a password of its own.
    """
    person = enter(invitation, language=language, by=by, now=now)
    if invitation.accepted_at is not None:
        return person
    if policy.takes_part(standing_of(person, invitation.event)):
        raise NotAllowed(
            N_("You take part in this event, and nobody judges and takes part at once. Leave your team and your "
               "registration first, or tell the organisers that you decline.")
        )  # fmt: skip
    invitation.person_id, invitation.person, invitation.accepted_at = person.id, person, now
    named = invitation_queries.teams_named(invitation.event, ties.splitlines())
    causes = dict.fromkeys(named, ties[:500]) | dict.fromkeys(conflicts, cause)
    invitation.conflicts = [{"team_id": team, "cause": causes[team]} for team in sorted(causes)]
    invitation.declared_ties, invitation.declined_at = ties, None
    _give_roles(invitation, now=now)
    db.session.flush()
    seat_newcomer(invitation, now=now)
    audit.record("jury.accepted", invitation, by=person, now=now)
    return person


def enter(invitation: JurorInvitation, *, language: str, by: Standing, now: datetime) -> Person:
    """Whom the link signs in. A link that lives for weeks opens no account that has a password or more power."""
    ensure(policy.may_accept(by, invitation, at=now))
    person = invitation_queries.account_of(invitation)
    if person is None:
        return sign_up_invited(name=invitation.name, email=invitation.email, language=language, now=now)
    if needs_sign_in(person) and not by.is_signed_in:
        raise NotAllowed(N_("You have an account with a password. Sign in first, then open the link again."))
    return person


def needs_sign_in(person: Person | None) -> bool:
    return person is not None and (person.password_hash is not None or person.is_administrator)


def _give_roles(invitation: JurorInvitation, *, now: datetime) -> None:
    """The roles that the invitation stands for: juror, and chair for one."""
    if invitation.person_id is None:
        return
    wanted = {RoleKind.JUROR, RoleKind.JURY_CHAIR} if invitation.is_chair else {RoleKind.JUROR}
    held = {role.kind: role for role in invitation_queries.jury_roles(invitation)}
    for kind in wanted - held.keys():
        db.session.add(Role(person_id=invitation.person_id, event_id=invitation.event_id, kind=kind, given_at=now))
    for kind in held.keys() - wanted:
        db.session.delete(held[kind])
