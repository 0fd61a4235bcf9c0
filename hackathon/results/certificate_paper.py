"""Certificates and diplomas on paper: what stands on them, in the language of whom they are for."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from hackathon import files
from hackathon.accounts.models import Person
from hackathon.database import language
from hackathon.documents import pdf, qr_of
from hackathon.events.models import Event
from hackathon.results import certificate_queries, queries
from hackathon.results.certificate_actions import MadeCertificate
from hackathon.results.certificate_queries import Entitled
from hackathon.results.models import Award
from hackathon.results.paper_models import CertificateKind
from hackathon.show import day_span, dotted, in_language, money
from hackathon.submissions.models import Project
from hackathon.text import new_paper_code

LONGEST_MARATHON = 100  # hours: what lasts longer is not counted in hours


def make(event: Event, batch: Sequence[Entitled], *, at: datetime) -> list[MadeCertificate]:
    """The certificates of these people, their PDFs kept; nothing counts yet."""
    ids = [one.person_id for one in batch]
    people, projects = certificate_queries.people_with_ids(ids), certificate_queries.projects_of(event, ids)
    awards = {award.position: award for award in queries.awards_of(event)}
    details = certificate_queries.details_of(event)
    signatories = details.signatories if details else []
    made = []
    for one in batch:
        person, code = people[one.person_id], new_paper_code()
        with in_language(person.language):
            said = said_of(event, one.kind, projects.get(person.id), awards.get(one.prize), at)
            paper = certificate_pdf(event, person.name, said, signatories, code, at=at)
        made.append(MadeCertificate(one, person, said, code, files.keep(io.BytesIO(paper)).sha256))
    return made


def said_of(event: Event, kind: str, project: Project | None, award: Award | None, at: datetime) -> dict[str, Any]:
    """What stands on a certificate beside the name, in the language that is spoken now, which is kept with it."""
    shown = award.project if award is not None else project
    values = {
        "event": event.name,
        "team": _("Name of the team") if shown is None else _team(shown),
        "title": _("Title of the project") if shown is None else shown.title,
        "city": event.city,
        "days": day_span(event.starts_at, event.ends_at, event.timezone),
        "hours": event.hours,
        "prize": "" if award is None else str(award.name),
    }
    heading, given_to, body = _words(kind, values)
    return {
        "language": language.get(),
        "heading": heading,
        "given_to": given_to,
        "body": body,
        "award": ""
        if award is None
        else dotted([award.name, award.amount and money(Decimal(award.amount)), award.prize]),
        "place_and_date": dotted([event.city, day_span(at, at, event.timezone)]),
    }


def _team(project: Project) -> str:
    return f"{project.team.name} {_('(fictitious)')}" if project.team.is_fictional else project.team.name


def _words(kind: str, values: dict[str, Any]) -> tuple[str, str, str]:
    """(heading, who it is given to, why) of a kind."""
    when = _("The event took place in %(city)s, %(days)s, and lasted %(hours)s hours.", **values)
    if values["hours"] > LONGEST_MARATHON:
        when = _("The event took place in %(city)s, %(days)s.", **values)
    if kind == CertificateKind.DIPLOMA:
        why = _("of the team %(team)s, for “%(title)s”: %(prize)s in %(event)s.", **values)
        return _("Diploma"), _("is awarded to"), f"{why} {when}"
    headings = {
        CertificateKind.PARTICIPANT: _("Certificate of participation"),
        CertificateKind.MENTOR: _("Certificate of mentoring"),
        CertificateKind.JUROR: _("Certificate of jury service"),
        CertificateKind.ORGANISER: _("Certificate of organisation"),
    }
    reasons = {
        CertificateKind.PARTICIPANT: _(
            "who took part in %(event)s as a member of the team %(team)s, which handed in the project “%(title)s”.",
            **values,
        ),
        CertificateKind.MENTOR: _("who accompanied the teams of %(event)s as a mentor.", **values),
        CertificateKind.JUROR: _("who was a member of the jury of %(event)s.", **values),
        CertificateKind.ORGANISER: _("who was one of those who organised %(event)s.", **values),
    }
    return headings[CertificateKind(kind)], _("is given to"), f"{reasons[CertificateKind(kind)]} {when}"


def certificate_pdf(
    event: Event, name: str, said: dict[str, Any], signatories: Sequence[dict[str, str]], code: str, *, at: datetime
) -> bytes:
    """One sheet. The name is set as the person wrote it."""
    address = f"{current_app.config['PUBLIC_URL']}/verify"
    paper = {
        **{part: said[part] for part in ("language", "heading", "given_to", "body", "place_and_date")},
        "document_title": f"{said['heading']} · {name}",
        "organization": str(event.organization.name),
        "name": name,
        "hours": event.hours,
        "signatories": list(signatories),
        "check": _("Check this paper at %(address)s with the code", address=address.partition("://")[2]),
        "code": code,
        "qr": qr_of(f"{address}/{code}"),
        "qr_said": _("QR code of the address that checks this paper"),
    }
    return pdf("certificate", paper, at=at)


def sample(event: Event, person: Person, *, at: datetime) -> bytes:
    """How certificates will look: one that counts for nobody, with the viewer's name and a code that leads nowhere."""
    details = certificate_queries.details_of(event)
    said = said_of(event, CertificateKind.PARTICIPANT, None, None, at)
    return certificate_pdf(event, person.name, said, details.signatories if details else [], "XXXX-XXXX-XXXX", at=at)
