"""Issuing certificates, and saying of one that it no longer stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hackathon import audit, jobs, outbox
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.results import certificate_queries, policy
from hackathon.results.certificate_queries import JOB, Entitled
from hackathon.results.paper_models import Certificate, CertificateState, PaperDetails
from hackathon.text import N_


@dataclass(frozen=True)
class MadeCertificate:
    """A certificate whose PDF is made and kept, before it counts."""

    of: Entitled
    person: Person
    said: dict[str, Any]
    code: str
    sha256: str


def name_signatories(event: Event, people: Sequence[dict[str, str]], *, by: Standing, now: datetime) -> PaperDetails:
    """Say who signs the certificates of an event: those made from now on."""
    ensure(policy.may_name_signatories(by, event, at=now))
    details = certificate_queries.details_of(event)
    if details is None:
        details = PaperDetails(event_id=event.id)
        db.session.add(details)
    details.signatories = list(people)
    db.session.flush()
    audit.record("certificates.signatories", details, by=by, now=now, event=event)
    return details


def issue(event: Event, *, by: Standing, now: datetime) -> int:
    """Ask for every certificate that is lacking, as one piece of work; says how many there are to make."""
    ensure(policy.may_issue_certificates(by, event, at=now))
    missing = len(certificate_queries.lacking(event))
    if not missing:
        raise RuleBroken(N_("Everybody has theirs: there is nothing to issue."))
    jobs.ask_for(JOB, event.id, now=now)
    audit.record("certificates.asked", event, by=by, now=now)
    return missing


def keep(event: Event, made: Sequence[MadeCertificate], *, issued_at: datetime, now: datetime) -> int:
    """Let these count, but for those that somebody else was quicker with; each person is told once."""
    open_ones = set(certificate_queries.lacking(event, [one.of for one in made]))
    kept = [one for one in made if one.of in open_ones]
    for one in kept:
        db.session.add(
            Certificate(
                event_id=event.id,
                person_id=one.of.person_id,
                kind=one.of.kind,
                prize=one.of.prize,
                name=one.person.name,
                said=one.said,
                code=one.code,
                sha256=one.sha256,
                issued_at=issued_at,
            )
        )
        key = f"certificates:{event.slug}:{one.person.public_id}"
        outbox.write(one.person, "results/mail/certificate", key=key, now=now, event=event)
    if kept:
        audit.record("certificates.made", event, by=None, now=now)
    return len(kept)


def replace(certificate: Certificate, *, by: Standing, now: datetime) -> None:
    """Have it made anew, with the person's name as it is now and the present signatories; the old code says so."""
    _take_back(certificate, CertificateState.REPLACED, "", by=by, now=now)
    db.session.flush()
    jobs.ask_for(JOB, certificate.event_id, now=now)
    audit.record("certificate.replaced", certificate, by=by, now=now, event=certificate.event)


def withdraw(certificate: Certificate, *, reason: str, by: Standing, now: datetime) -> None:
    """It does not stand any more, and whoever checks it reads why. It is not made again."""
    _take_back(certificate, CertificateState.WITHDRAWN, reason, by=by, now=now)
    audit.record("certificate.withdrawn", certificate, by=by, now=now, event=certificate.event)


def _take_back(certificate: Certificate, state: CertificateState, reason: str, *, by: Standing, now: datetime) -> None:
    ensure(policy.may_change_certificate(by, certificate, at=now))
    if not certificate.is_valid:
        raise RuleBroken(N_("This certificate does not stand any more already."))
    certificate.state, certificate.reason, certificate.changed_at = state, reason, now
