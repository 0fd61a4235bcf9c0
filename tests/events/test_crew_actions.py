"""Who works on an event, and who decides it."""

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events import crew_actions, queries
from hackathon.events.models import RoleKind
from hackathon.outbox import Mail
from tests import factories

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def add(event, email, kind=RoleKind.STAFF, *, by):
    with transaction(event) as now:
        return crew_actions.add_to_crew(event, email=email, kind=kind, by=by, now=now)


def test_an_owner_lets_somebody_work_on_the_event_and_a_mail_tells_them():
    olu, ben = factories.person("Olu"), factories.person("Ben")
    event = factories.event(olu)

    add(event, "BEN@example.pe", by=factories.standing(olu, event))

    assert queries.roles_of(ben, event) == {"staff"}
    mail = db.session.scalars(select(Mail).where(Mail.person_id == ben.id).order_by(Mail.id.desc())).first()
    assert "Hackathon La Libertad" in mail.subject


@pytest.mark.parametrize(
    ("email", "reason"), [("nobody@example.pe", "Nobody has an account"), ("olu@example.pe", "has that part")]
)
def test_somebody_without_an_account_or_there_already_is_not_added(email, reason):
    olu = factories.person("Olu")
    event = factories.event(olu)

    with pytest.raises(RuleBroken, match=reason) as refusal:
        add(event, email, RoleKind.OWNER, by=factories.standing(olu, event))

    assert refusal.value.field == "email"


def test_staff_do_not_choose_staff():
    olu, ben = factories.person("Olu"), factories.person("Ben")
    event = factories.event(olu)
    factories.give_role(ben, event, RoleKind.STAFF)

    with pytest.raises(NotAllowed, match="Only an owner"):
        add(event, "olu@example.pe", by=factories.standing(ben, event))


def test_a_part_given_twice_is_one_part():
    olu = factories.person("Olu")
    event = factories.event(olu)
    factories.give_role(olu, event, RoleKind.OWNER)

    assert len(queries.crew_of(event)) == 1


def test_the_last_owner_cannot_be_taken_away_but_others_can():
    olu, ben = factories.person("Olu"), factories.person("Ben")
    event = factories.event(olu)
    add(event, "ben@example.pe", by=factories.standing(olu, event))
    staff, owner = queries.crew_of(event)

    with transaction(event) as now:
        crew_actions.take_from_crew(event, staff, by=factories.standing(olu, event), now=now)
    with pytest.raises(RuleBroken, match="the only owner"), transaction(event) as now:
        crew_actions.take_from_crew(event, owner, by=factories.standing(olu, event), now=now)

    assert queries.roles_of(ben, event) == frozenset()
    assert queries.roles_of(olu, event) == {"owner"}
