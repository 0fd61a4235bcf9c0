"""Registering for an edition, changing one's consents, withdrawing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hackathon import audit, outbox
from hackathon.accounts import actions as accounts
from hackathon.accounts import queries as people
from hackathon.accounts.consent_texts import VERSION
from hackathon.accounts.models import ConsentPurpose
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events import queries as events
from hackathon.events.models import Event, Rules
from hackathon.permissions import Standing, ensure
from hackathon.registration import policy, queries
from hackathon.registration.models import Registration, RegistrationState
from hackathon.text import N_

OPTIONAL = (ConsentPurpose.AUTHORSHIP, ConsentPurpose.IMAGES, ConsentPurpose.LATER_CONTACT, ConsentPurpose.SPONSORS)


@dataclass(frozen=True)
class Agreed:
    """What somebody agreed to: the version of the rules they read, whether they declared and consented, and how."""

    rules_number: int
    declares: bool
    consents: bool
    optional: Collection[ConsentPurpose] = ()
    language: str = "es"
    address: str = ""


def register(event: Event, agreed: Agreed, *, by: Standing, now: datetime) -> Registration:
    """Register the person for the event. Raises RuleBroken when an obligatory answer is missing."""
    ensure(policy.may_register(by, event, at=now))
    _must_agree(agreed)
    rules = _rules_in_force(event, agreed.rules_number)
    consent, *_ = [
        accounts.give_consent(
            by.person,
            purpose,
            about=queries.about(event),
            text_version=VERSION,
            language=agreed.language,
            address=agreed.address,
            now=now,
        )
        for purpose in (ConsentPurpose.CONTEST, *agreed.optional)
    ]
    registration = queries.any_registration(by.person, event) or Registration(event=event, person=by.person)
    registration.rules, registration.consent = rules, consent
    registration.state, registration.withdrawn_at = RegistrationState.ACTIVE, None
    registration.declaration_version = VERSION
    registration.registered_at = registration.declared_at = registration.changed_at = now
    db.session.add(registration)
    db.session.flush()
    audit.record("registration.received", registration, by=by, now=now, event=event)
    key = f"registered:{registration.public_id}:{now.isoformat()}"
    outbox.write(by.person, "registration/mail/received", key=key, now=now, event=event, registration=registration)
    return registration


def _must_agree(agreed: Agreed) -> None:
    if not agreed.declares:
        raise RuleBroken(N_("Without accepting the rules and declaring this, nobody can take part."), field="accepts")
    if not agreed.consents:
        raise RuleBroken(
            N_("Without this consent we may not keep your name and e-mail, so we cannot register you."), field="contest"
        )


def _rules_in_force(event: Event, read: int) -> Rules:
    rules = events.current_rules(event)
    if rules is None or rules.number != read:
        raise RuleBroken(
            N_("The rules changed while you were registering. Read the new version and accept it."), field="accepts"
        )
    return rules


def change_consents(
    registration: Registration,
    chosen: Collection[ConsentPurpose],
    *,
    by: Standing,
    language: str,
    address: str,
    now: datetime,
) -> None:
    """Give and withdraw the optional consents so that exactly the chosen ones stand."""
    ensure(policy.may_change_consents(by, registration, at=now))
    subject = queries.about(by.event)
    standing = {consent.purpose: consent for consent in people.standing_consents(by.person, subject)}
    for purpose in OPTIONAL:
        if purpose in chosen and purpose not in standing:
            accounts.give_consent(
                by.person, purpose, about=subject, text_version=VERSION, language=language, address=address, now=now
            )
        elif purpose not in chosen and purpose in standing:
            standing[purpose].withdrawn_at = now
    registration.changed_at = now
    audit.record("registration.consents_changed", registration, by=by, now=now)


def withdraw(registration: Registration, *, by: Standing, now: datetime) -> None:
    """Take a registration back, and every consent given with it."""
    ensure(policy.may_withdraw(by, registration, at=now))
    registration.state = RegistrationState.WITHDRAWN
    registration.withdrawn_at = registration.changed_at = now
    for consent in people.standing_consents(by.person, queries.about(by.event)):
        consent.withdrawn_at = now
    audit.record("registration.withdrawn", registration, by=by, now=now)
    key = f"withdrawn:{registration.public_id}:{now.isoformat()}"
    outbox.write(by.person, "registration/mail/withdrawn", key=key, now=now, event=by.event)
