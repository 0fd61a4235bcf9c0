"""The demo edition in one phase as the pages need it: who opens them, and what the parts of an address are there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from hackathon.accounts.link_actions import send_reset_link
from hackathon.accounts.models import Person
from hackathon.accounts.queries import person_with_email
from hackathon.challenges import actions as challenges
from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.database import db, transaction
from hackathon.demo import story
from hackathon.events.models import AgendaItem, Event, Role, RoleKind
from hackathon.events.queries import event_with_slug
from hackathon.jury.invitation_actions import invite
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JuryAssignment, Score, ScoreSheet, SheetState
from hackathon.outbox import Mail
from hackathon.permissions import SYSTEM
from hackathon.portal import inquiry_actions as inquiries
from hackathon.portal import request_actions as requests
from hackathon.portal.detect import Detection
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.inquiry_models import InquiryState, PortalInquiry
from hackathon.portal.kinds import Match, Probe
from hackathon.portal.models import DataPortal, Dataset, Resource
from hackathon.portal.request_models import DataRequest, Steward
from hackathon.results.deliberation_models import JuryDecision
from hackathon.results.paper_models import Certificate
from hackathon.submissions import actions as submissions
from hackathon.submissions.models import Project, Receipt
from hackathon.teams import actions as teams
from tests import factories, paper_builders, project_builders
from tests.every_page import lines
from tests.every_page.pinned import pin

EVENT = "libertad-2026"
STRANGER, INVITED = "zed@demo.example", "nora@demo.example"
CAST = {
    lines.ALONE: "valeria",
    lines.FOUNDER: "hugo",
    lines.MEMBER: "benjamin",
    lines.CAPTAIN: "ada",
    lines.SUBMITTER: "milagros",
    lines.JUROR: "tomas",
    lines.CHAIR: "elena",
    lines.ORGANISER: "organiser",
    lines.ADMINISTRATOR: "admin",
}


@dataclass(frozen=True)
class World:
    """One installation in one phase."""

    app: Flask
    phase: str
    language: str

    def prepare(self, more: Callable[[], None] | None) -> None:
        """Add whom the demo lacks: a stranger, a juror who has not answered, a team of one, a forgotten password.

        Everybody of the cast reads in the language of this world.
        """
        with self.app.app_context():
            factories.person("Zed", email=STRANGER, confirmed=False)
            with transaction() as now:
                db.session.execute(update(Person).values(language=self.language))
                send_reset_link(_email_of("ada"), now=now)
                if self.phase == lines.HACKING:
                    _ask_about_portals(now)
                    _ask_for_data(now)
                if self.phase == lines.PUBLISHED:
                    paper_builders.write_erratum(event(), factories.standing(_person(lines.ADMINISTRATOR)), now=now)
                if self.phase == lines.REGISTRATION:
                    invite(event(), [("Nora Cruzado", INVITED)], by=SYSTEM, now=now)
                    by = factories.standing(_person(lines.FOUNDER), event())
                    submissions.open_project(teams.found(event(), name="Solo Hugo", by=by, now=now), by=by, now=now)
            if self.phase == lines.HACKING:
                pin(_file())
                project_builders.complete_venue_set(event())
            if more:
                more()
            db.session.remove()

    def address(self, line: lines.Line) -> str:
        """The address of a line with its parts filled in."""
        with self.app.app_context():
            filled = line.address.format_map(_Parts())
            db.session.remove()
        return filled

    def visitor(self, actor: str) -> Any:
        """A visitor without a browser, signed in as the actor."""
        visitor = self.app.test_client()
        if actor != lines.NOBODY:
            with self.app.app_context():
                factories.sign_in(visitor, _person(actor))
                db.session.remove()
        return visitor

    def cookie(self, actor: str) -> str:
        """The sign-in of an actor, as their browser carries it."""
        carried = self.visitor(actor).get_cookie("session")
        assert carried is not None
        return carried.value


def _ask_about_portals(now: datetime) -> None:
    """Addresses that the administrator and an organiser asked about: one still waits, two are portals, one is none."""
    admin, organiser = (factories.standing(_person(one), event()) for one in (lines.ADMINISTRATOR, lines.ORGANISER))
    found = [
        Probe(
            "https://datos.example.pe/api/3/action/status_show",
            200,
            "It says that it is CKAN %(version)s.",
            {"version": "2.11.3"},
            True,
        )
    ]
    match = Match("ckan", "https://datos.example.pe", "2.11.3", "Datos Abiertos Piura")
    nothing = [replace(found[0], status=404, seen="It is a page for people, not an API.", values={}, matched=False)]
    inquiries.ask("datos.example.org", by=admin, now=now)
    inquiries.answer(inquiries.ask("datos.example.pe", by=admin, now=now), Detection(match, found), now=now)
    inquiries.answer(inquiries.ask("example.org", by=admin, now=now), Detection(None, nothing), now=now)
    asked = challenges.ask_about_portal(event(), "datos.example.pe", by=organiser, now=now)
    inquiries.answer(asked, Detection(match, found), now=now)


def _ask_for_data(now: datetime) -> None:
    """Something that nobody has answered, supported or taken up."""
    portal, by = db.session.scalars(select(DataPortal)).one(), factories.standing(_person(lines.ALONE))
    need = "Para saber por dónde pasa el agua."
    requests.ask(portal, title="Trazado de las acequias", need=need, by=by, now=now)


class _Parts(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        return PARTS[name]()


def event() -> Event:
    found = event_with_slug(EVENT)
    assert found is not None
    return found


@cache
def _email_of(key: str) -> str:
    return next(one.email for one in story.cast() if one.key == key)


def _person(actor: str) -> Person:
    found = person_with_email(STRANGER if actor == lines.STRANGER else _email_of(CAST[actor]))
    assert found is not None
    return found


def _token(email: str, door: str) -> str:
    """What stands behind `door` in the newest mail to somebody that has it."""
    newest = select(Mail.text).where(Mail.to == email, Mail.text.contains(door)).order_by(Mail.id.desc()).limit(1)
    return db.session.scalars(newest).one().partition(door)[2].split()[0]


def _dataset(*, linked: bool) -> str:
    """A dataset that the second challenge offers, or one that it does not."""
    offered = select(ChallengeDataset.dataset_id).join(Challenge).where(Challenge.code == "R2")
    chosen = Dataset.id.in_(offered) if linked else Dataset.id.not_in(offered)
    found = select(DataPortal.slug, Dataset.slug).join(Dataset).where(chosen).order_by(Dataset.id).limit(1)
    return "/".join(db.session.execute(found).one())


def _file() -> Resource:
    """The first file of the dataset that the second challenge offers, with the dataset."""
    files = select(Resource).join(Resource.dataset).where(Dataset.slug == _dataset(linked=True).partition("/")[2])
    return db.session.scalars(files.options(joinedload(Resource.dataset)).order_by(Resource.position).limit(1)).one()


def _seat(state: str, *, with_scores: bool) -> str:
    """One of the juror's seats, by its sheet."""
    scored = select(Score.id).where(Score.sheet_id == ScoreSheet.id).exists()
    found = (
        select(JuryAssignment.public_id)
        .join(ScoreSheet)
        .where(
            JuryAssignment.juror_id == _person(lines.JUROR).id,
            ScoreSheet.state == state,
            scored if with_scores else ~scored,
        )
    )
    return db.session.scalars(found.order_by(JuryAssignment.id).limit(1)).one()


def _inquiry(actor: str, state: Any) -> str:
    return str(_first(PortalInquiry.public_id, PortalInquiry.asked_by_id == _person(actor).id, state))


def _first(column: Any, *where: Any) -> Any:
    return db.session.scalars(select(column).where(*where).order_by(column).limit(1)).one()


PARTS: dict[str, Callable[[], Any]] = {
    "candidate": lambda: _first(Project.id),
    "decision": lambda: _first(JuryDecision.public_id),
    "event": lambda: EVENT,
    "dataset": lambda: _dataset(linked=True),
    "unlinked": lambda: _dataset(linked=False),
    "portal": lambda: _first(DataPortal.slug),
    "run": lambda: _first(Harvest.id),
    "file": lambda: _file().key,
    "request": lambda: _first(DataRequest.public_id, DataRequest.dataset_id.is_(None)),
    "own_request": lambda: _first(DataRequest.public_id, DataRequest.asked_by_id == _person(lines.ALONE).id),
    "steward": lambda: _first(Steward.id),
    "confirm_token": lambda: _token(STRANGER, "/confirm/"),
    "reset_token": lambda: _token(_email_of("ada"), "/reset/"),
    "invitation_token": lambda: _token(INVITED, "/invitations/"),
    "invitation": lambda: _first(JurorInvitation.public_id, JurorInvitation.email == INVITED),
    "juror": lambda: _first(JurorInvitation.public_id, JurorInvitation.email == _email_of(CAST[lines.JUROR])),
    "receipt": lambda: _first(Receipt.code, Receipt.project_id == Project.id, Project.slug == "moche-bits"),
    "own_receipt": lambda: _first(Receipt.code, Receipt.project_id == Project.id, Project.slug == "totora-data"),
    "untouched": lambda: _seat(SheetState.DRAFT, with_scores=False),
    "begun": lambda: _seat(SheetState.DRAFT, with_scores=True),
    "signed": lambda: _seat(SheetState.SIGNED, with_scores=True),
    "asked": lambda: _inquiry(lines.ADMINISTRATOR, PortalInquiry.state == InquiryState.WAITING),
    "recognised": lambda: _inquiry(lines.ADMINISTRATOR, PortalInquiry.kind != ""),
    "unrecognised": lambda: _inquiry(lines.ADMINISTRATOR, PortalInquiry.reason != ""),
    "connectable": lambda: _inquiry(lines.ORGANISER, PortalInquiry.kind != ""),
    "certificate": lambda: _first(Certificate.code, Certificate.person_id == _person(lines.CAPTAIN).id),
    "role": lambda: _first(Role.id, Role.event_id == event().id, Role.kind == RoleKind.STAFF),
    "hour": lambda: _first(AgendaItem.id, AgendaItem.event_id == event().id),
}
