"""Questions about what jurors tell of themselves."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.models import Event, Role, RoleKind
from hackathon.jury.profile_models import JurorProfile
from hackathon.permissions import Standing


def my_profile(viewer: Standing, event: Event) -> JurorProfile:
    """One's own words; the empty ones of somebody who has not written any, not stored yet."""
    found = select(JurorProfile).where(JurorProfile.event_id == event.id, JurorProfile.person_id == viewer.person.id)
    unwritten = JurorProfile(event_id=event.id, person_id=viewer.person.id, is_shown=False, version=0)
    return db.session.scalars(found).one_or_none() or unwritten


def public_jury(event: Event) -> list[JurorProfile]:
    """The jurors who want to be named, by name: those who still are on the jury."""
    on_jury = select(Role.person_id).where(
        Role.event_id == event.id, Role.kind.in_([RoleKind.JUROR, RoleKind.JURY_CHAIR])
    )
    shown = (
        select(JurorProfile)
        .join(JurorProfile.person)
        .where(JurorProfile.event_id == event.id, JurorProfile.is_shown, JurorProfile.person_id.in_(on_jury))
        .options(contains_eager(JurorProfile.person))
        .order_by(Person.name, JurorProfile.id)
    )
    return list(db.session.scalars(shown))
