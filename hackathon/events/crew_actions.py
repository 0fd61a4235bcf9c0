"""Who works on an event: owners, staff, volunteers."""

from datetime import datetime

from hackathon import audit, outbox
from hackathon.accounts.link_actions import confirmed
from hackathon.accounts.models import Person
from hackathon.accounts.queries import person_with_email
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events import policy, queries
from hackathon.events.models import Event, Role, RoleKind
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def give_role(person: Person, event: Event, kind: RoleKind, *, by: Standing, now: datetime) -> Role:
    """Let somebody work on an event; nothing changes when they hold that role already. Rooms that invite call it."""
    held = queries.role_of(person, event, kind)
    if held is not None:
        return held
    role = Role(person=person, event_id=event.id, kind=kind, given_at=now)
    db.session.add(role)
    db.session.flush()
    audit.record("role.given", role, by=by, now=now, event=event)
    return role


def add_to_crew(event: Event, *, email: str, kind: RoleKind, by: Standing, now: datetime) -> Role:
    """Make the person with this address an owner, staff or volunteer of the event; a mail tells them."""
    ensure(policy.may_choose_crew(by, event, at=now))
    person = confirmed(person_with_email(email))
    if queries.role_of(person, event, kind) is not None:
        raise RuleBroken(N_("This person has that part in the event already."), field="email")
    role = give_role(person, event, kind, by=by, now=now)
    outbox.write(person, "events/mail/added_to_crew", key=f"crew:{role.id}", now=now, event=event, kind=kind)
    return role


def take_from_crew(event: Event, role: Role, *, by: Standing, now: datetime) -> None:
    """End somebody's part in an event. The last owner stays, so that somebody always answers for it."""
    ensure(policy.may_choose_crew(by, event, at=now))
    owners = [one for one in queries.crew_of(event) if one.kind == RoleKind.OWNER]
    if role.kind == RoleKind.OWNER and len(owners) == 1:
        raise RuleBroken(N_("This is the only owner. Add another first, so that somebody answers for the event."))
    db.session.delete(role)
    audit.record("role.taken", role, by=by, now=now, event=event)
