"""Registering, changing consents, withdrawing: on both databases."""

import pytest
from sqlalchemy import select

from hackathon.accounts.consent_texts import VERSION
from hackathon.accounts.models import Consent, ConsentPurpose
from hackathon.accounts.queries import named_in_public, standing_consents
from hackathon.audit import AuditEntry
from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events.models import RoleKind
from hackathon.events.rules_actions import edit_rules
from hackathon.outbox import Mail
from hackathon.permissions import SYSTEM
from hackathon.registration import actions, queries
from hackathon.registration.models import RegistrationState
from tests.factories import HACKING, REGISTRATION, at, event, found, give_role, person, registration, standing


@pytest.fixture
def ada(session):
    return person("Ada")


@pytest.fixture
def libertad(session):
    return event(person("Olu"))


def agreed(**said):
    return actions.Agreed(**{"rules_number": 1, "declares": True, "consents": True} | said)


def register(someone, where, **said):
    with at(REGISTRATION), transaction() as now:
        return actions.register(found(where.slug), agreed(**said), by=standing(someone, where), now=now)


def test_a_registration_keeps_the_exact_rules_and_the_consent_as_it_was_given(ada, libertad):
    received = register(ada, libertad, language="en", address="203.0.113.7")

    (consent,) = db.session.scalars(select(Consent)).all()
    assert (received.rules.number, received.state, received.declared_at) == (1, "active", REGISTRATION)
    assert received.declaration_version == VERSION
    assert received.consent_id == consent.id
    assert (consent.purpose, consent.about, consent.text_version) == ("contest", "event:libertad", VERSION)
    assert (consent.language, consent.address, consent.given_at) == ("en", "203.0.113.7", REGISTRATION)


def test_nothing_optional_is_agreed_to_unless_it_was_chosen(ada, libertad):
    register(ada, libertad, optional=[ConsentPurpose.AUTHORSHIP])

    given = standing_consents(ada, "event:libertad")
    assert [consent.purpose for consent in given] == ["contest", "authorship"]
    assert named_in_public("event:libertad", [ada.id]) == {ada.id}


def test_it_is_logged_and_mailed_in_the_persons_language(ada, libertad):
    register(ada, libertad)

    mail = db.session.scalars(select(Mail).where(Mail.key.startswith("registered:"))).one()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "registration.received")).one()
    assert "/events/libertad/me" in mail.text
    assert (entry.actor, entry.event_id) == (ada.public_id, libertad.id)


@pytest.mark.parametrize(("missing", "field"), [("declares", "accepts"), ("consents", "contest")])
def test_without_an_obligatory_answer_nothing_is_stored(ada, libertad, missing, field):
    with pytest.raises(RuleBroken) as refusal:
        register(ada, libertad, **{missing: False})

    assert refusal.value.field == field
    assert queries.registration_of(ada, libertad) is None
    assert db.session.scalars(select(Consent)).all() == []


def test_nobody_registers_twice(ada, libertad):
    register(ada, libertad)

    with pytest.raises(NotAllowed, match="registered already"):
        register(ada, libertad)


def test_rules_that_changed_meanwhile_must_be_read_again(ada, libertad):
    read = agreed()
    with at(REGISTRATION), transaction() as now:
        edit_rules(found("libertad"), text=Words("Otras bases."), by=SYSTEM, now=now)

    with pytest.raises(RuleBroken, match="rules changed"), at(REGISTRATION), transaction() as now:
        actions.register(found("libertad"), read, by=standing(ada, libertad), now=now)


@pytest.mark.parametrize(
    "kind", [RoleKind.OWNER, RoleKind.STAFF, RoleKind.VOLUNTEER, RoleKind.JUROR, RoleKind.JURY_CHAIR]
)
def test_whoever_runs_or_judges_the_event_takes_no_part(ada, libertad, kind):
    give_role(ada, libertad, kind)

    with pytest.raises(NotAllowed, match="takes part in it"):
        register(ada, libertad)


def test_after_the_closing_instant_nobody_registers(ada, libertad, clock):
    clock.set(libertad.window("registration").closes_at)

    with pytest.raises(NotAllowed, match="closed on"), transaction() as now:
        actions.register(found("libertad"), agreed(), by=standing(ada, libertad), now=now)


def test_consents_are_changed_as_easily_as_given(ada, libertad):
    register(ada, libertad, optional=[ConsentPurpose.IMAGES])
    own = queries.registration_of(ada, libertad)
    chosen = [ConsentPurpose.AUTHORSHIP]

    with at(HACKING), transaction(own) as now:
        actions.change_consents(own, chosen, by=standing(ada, libertad), language="es", address="", now=now)

    images = db.session.scalars(select(Consent).where(Consent.purpose == "images")).one()
    assert [consent.purpose for consent in standing_consents(ada, "event:libertad")] == ["contest", "authorship"]
    assert images.withdrawn_at == HACKING


def test_who_withdraws_is_out_with_every_consent_and_may_come_back(ada, libertad):
    own = registration(ada, libertad)
    with at(REGISTRATION), transaction(own) as now:
        actions.withdraw(own, by=standing(ada, libertad), now=now)
    assert standing(ada, libertad).registration is None
    assert standing_consents(ada, "event:libertad") == []

    again = register(ada, libertad)

    assert (again.id, again.state, again.withdrawn_at) == (own.id, RegistrationState.ACTIVE, None)


def test_nobody_withdraws_another_persons_registration(ada, libertad):
    own = registration(ada, libertad)
    zed = standing(person("Zed"), libertad)

    with pytest.raises(NotAllowed, match="somebody else's"), transaction(own) as now:
        actions.withdraw(own, by=zed, now=now)
