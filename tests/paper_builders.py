"""Builders of papers: minutes as their organisers write and issue them, certificates as the work makes them."""

import io
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hackathon import audit, clock, files
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.permissions import Standing
from hackathon.results import minutes_actions, minutes_queries
from hackathon.results.minutes_content import ground_key
from hackathon.results.minutes_paper import printed
from hackathon.results.paper_models import Certificate, Minutes
from hackathon.submissions.models import Project, ProjectVersion, Receipt
from tests.factories import found

CONTENT = b"%PDF-1.7 a certificate"
GROUND = "Cruza datos y los devuelve limpios."


def texts_of(event: Event, **changed: Any) -> dict[str, Any]:
    """Everything that the secretary of an event with a frozen order has to write."""
    bundle = minutes_queries.order_to_record(event)
    assert bundle is not None
    facts = minutes_queries.facts_of(event, bundle, "es")
    grounds = {ground_key(prize.position, entry): GROUND for prize, entry in facts.winners}
    exclusions = {f"exclusion_{entry}": "El equipo se retiró." for entry in facts.excluded}
    usual = {"language": "es", "place": "Auditorio", "legal_base": "Resolución 123.", "attendants": "Eva; Jurado"}
    return minutes_queries.first_texts(event) | usual | grounds | exclusions | changed


def issue_minutes(event: Event, by: Standing, **changed: Any) -> Minutes:
    """Minutes of the frozen order, written and issued."""
    texts = texts_of(event, **changed)
    with transaction() as now:
        minutes_actions.save_draft(found(event.slug), texts=texts, by=by, now=now)
    seal = minutes_actions.seal_for(found(event.slug), now=clock.now())
    paper = printed(seal, minutes_actions.minutes_text(found(event.slug), seal))
    with transaction() as now:
        return minutes_actions.issue(found(event.slug), paper, by=by, now=now)


def issue_and_correct(event: Event, by: Standing, *, mark: str) -> None:
    """Minutes that are issued, and an erratum that is written, with words that begin with this mark."""
    issue_minutes(event, by, observations=f"{mark} observación del acta")
    with transaction() as now:
        write_erratum(found(event.slug), by, now=now, says=f"{mark} errata")


def write_erratum(event: Event, by: Standing, *, now: datetime, says: str = "Auditorio") -> None:
    """A correction of the first minutes, written and not issued."""
    texts = {"language": "es", "says": says, "should_say": says, "reason": says}
    minutes_actions.save_draft(event, texts=texts, corrects=1, by=by, now=now)


def receipt_of(project: Project) -> Receipt:
    """The receipt of a project that the jury's builders handed in without one."""
    version = db.session.scalars(select(ProjectVersion).where(ProjectVersion.project_id == project.id)).one()
    with transaction() as now:
        receipt = Receipt(
            event_id=project.event_id, project_id=project.id, version_id=version.id, number=1, code="AAAA-BBBB-CCCC",
            given_at=now, sha256="0" * 64,
        )  # fmt: skip
        db.session.add(receipt)
        audit.record("test.receipt", receipt, by=None, now=now)
    return receipt


def certificates(*pairs: tuple[Event, Person]) -> None:
    """A certificate of participation for each of these."""
    for event, person in pairs:
        certificate(event, person)


def certificate(event: Event, person: Person, *, kind: str = "participant") -> Certificate:
    """A certificate that stands, with a file that is none."""
    kept = files.keep(io.BytesIO(CONTENT))
    said = {"heading": "Constancia", "body": "por participar", "award": "", "given_to": "", "place_and_date": ""}
    with transaction() as now:
        made = Certificate(
            event_id=event.id, person_id=person.id, kind=kind, name=person.name, said=said,
            sha256=kept.sha256, issued_at=now,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        audit.record("test.certificate", made, by=None, now=now, event=event)
    return made


def certificate_of(event: Event, person: Person) -> Certificate:
    """Somebody's certificate of an event."""
    wanted = select(Certificate).where(Certificate.event_id == event.id, Certificate.person_id == person.id)
    return db.session.scalars(wanted).one()
