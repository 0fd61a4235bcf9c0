"""Who asks, and where: each of the cast with a sign-in of their own, and every thing that an address may name."""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from hackathon import files
from hackathon.accounts import actions as accounts
from hackathon.accounts import link_actions as links
from hackathon.database import db, transaction
from hackathon.events.models import AgendaItem, Role, RoleKind
from hackathon.jury.invitation_queries import invitation_to
from hackathon.outbox import Mail
from hackathon.portal import profiling
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.models import DataPortal
from hackathon.portal.pin_models import PinnedFile
from hackathon.portal.records import key_of
from hackathon.portal.request_models import Steward
from hackathon.results import deliberation_queries
from hackathon.results.minutes_paper import minutes_pdf
from hackathon.results.paper_models import Minutes
from hackathon.results.queries import awards_of
from hackathon.submissions.models import Project, Receipt
from tests import paper_builders
from tests.access import world
from tests.access.actors import ACTORS
from tests.access.canaries import Canary, canaries
from tests.access.watched import Watched
from tests.machinery.application import make_app
from tests.machinery.moving_clock import Clock
from tests.project_builders import CONTENT, FILE

Parts = dict[str, str]
NOWHERE = "nowhere"


@dataclass
class SignedIn:
    """One of the cast in one browser: its cookie, and a token that every form takes."""

    cookie: str
    token: str


@dataclass
class Stage:
    """An application on the world of one phase, with everybody signed in and the database watched."""

    phase: str
    app: Flask
    clock: Clock
    watched: Watched
    people: dict[str, SignedIn]
    named: dict[str, Parts]
    canaries: list[Canary]
    forms: dict[tuple[str, str, str], dict[str, Any] | None] = field(default_factory=dict)

    def ask(self, actor: str, method: str, address: str, data: Any = None) -> Any:
        """The answer to one request in a browser that remembers nothing of the requests before."""
        visitor = self.app.test_client(use_cookies=False)
        headers = {"Cookie": f"session={self.people[actor].cookie}"}
        return visitor.open(address, method=method, data=data, headers=headers, buffered=True)

    def close(self) -> None:
        self.watched.close()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


def open_stage(phase: str, database: Path, folder: Path) -> Stage:
    """The world of a phase, on a copy of its database that is the stage's own."""
    instant, _ = world.PHASES[phase]
    clock = Clock(instant)
    app = make_app(f"sqlite:///{database}", folder, CLOCK=clock)
    with app.app_context():
        people = {name: _sign_in(app, name) for name in ACTORS}
        with transaction() as now:
            links.send_reset_link(world.mail_of("zed"), now=now)
            world.who("rita").confirmed_at = None
            links.send_confirmation(world.who("rita"), now=now)
        files.keep(io.BytesIO(paper_builders.CONTENT))
        for paper in db.session.scalars(select(Minutes)):
            files.keep(io.BytesIO(minutes_pdf(paper.content)))
        files.keep(io.BytesIO(CONTENT))  # what the world pinned lies beside each stage's own database
        for copy_id in db.session.scalars(select(PinnedFile.id)).all():
            profiling.run(copy_id)
        known = canaries()
        named = _names(judging=phase in {"scoring", "deliberation"}, working=phase != "registration")
        db.session.remove()
    return Stage(phase, app, clock, Watched(database), people, named, known)


WAY_IN = {
    "event": "libertad",
    "team": {"choice": "later", "name": "", "code": ""},
    "agreement": dict.fromkeys(("accepts", "contest", "authorship", "images", "later_contact", "sponsors"), True)
    | {"rules": 1, "language": "es"},
}
"""What a browser remembers of somebody who has answered every question on the way into the event."""


def _sign_in(app: Flask, name: str) -> SignedIn:
    token = None
    if name != "nobody":
        with transaction() as now:
            token = accounts.begin_session(world.who(name), device="a test", address="127.0.0.1", days=7, now=now)
    with app.test_request_context("/"):
        session["way_in"] = WAY_IN
        if token is not None:
            session.update(_user_id=token, _fresh=True)
        g.pop("csrf_token", None)  # made for the one before: all of them sign in inside one application context
        csrf = generate_csrf()
        seal: Any = app.session_interface
        return SignedIn(seal.get_signing_serializer(app).dumps(dict(session)), csrf)


def _names(*, judging: bool, working: bool) -> dict[str, Parts]:
    """Relation -> what each part of an address is then. Parts that a relation does not name are the `own` ones."""
    own = {
        "event": "libertad", "project": "buhos", "challenge": "R1", "portal": "libertad", "dataset": "puntos-criticos",
        "offered": "farmacias", "unused portal": "callao", "position": _last_place(), "table": "projects", "check": "code", "candidate": _key_of("buhos"), "decision": _decision(), "ballot": NOWHERE, "direction": "down", "number": "2", "set_number": "1",
        "filename": "css/base.css", "hour": _hour("libertad"), "role": _volunteer("libertad"),
        "invitation": _invitation("libertad", "dan"), "invited": _token("dan", "/invitations/"),
        "assignment": NOWHERE, "receipt": NOWHERE, "reset": _token("zed", "/reset/"), "confirm": _token("rita", "/confirm/"), "abel": world.who("abel").public_id,
        "inquiry": _inquiry("nora"), "inquiry of the event": _inquiry("olu"), "rubric": "2", "template": "devpost", "run": _run("libertad"), "resource": key_of(FILE), "revision": "1",
        "request": world.request_of("zed").public_id, "steward": _steward(), "round": "1",
        "paper": "1", "certificate": _certificate("libertad", "ada"), "own certificate": _certificate("libertad", "ada"),
    }  # fmt: skip
    anothers = {"project": "zorros", "number": "3", "run": _run("callao")}
    anothers["own certificate"] = _certificate("libertad", "abel")
    foreign = {
        "project": "condores", "challenge": "P1", "portal": "piura", "dataset": "pozos", "offered": "pozos",
        "unused portal": "piura", "position": "40", "hour": _hour("piura"), "role": _owner("piura"),
        "rubric": "9", "invitation": _invitation("piura", "chi"), "receipt": _receipt("piura", "condores"),
        "assignment": world.seat_of("chi", "piura").public_id, "round": "40", "inquiry of the event": _inquiry("vera"),
        "certificate": _certificate("piura", "chi"),
    }  # fmt: skip
    if working:
        own["receipt"], anothers["receipt"] = _receipt("libertad", "buhos"), _receipt("libertad", "zorros")
    if judging:
        own["assignment"], anothers["assignment"] = (world.seat_of(name).public_id for name in ("chi", "eva"))
    missing = {
        "run": "987654",
        "hour": "987654",
        "rubric": "987654",
        "steward": "987654",
        "role": "987654",
        "number": "987",
        "round": "987",
        "set_number": "987",
        "revision": "987654",
        "paper": "987",
        "direction": "sideways",
        "filename": "css/none.css",
    }
    return {"own": own, "anothers": anothers, "foreign": foreign, "missing": missing}


def _last_place() -> str:
    """Of the prizes of La Libertad the last: Piura's last has another place."""
    return str(awards_of(world.event())[-1].position)


def _decision() -> str:
    """The jury's, once it has decided."""
    found = deliberation_queries.standing_decisions(world.event())
    return found[0].public_id if found else NOWHERE


def _key_of(slug: str) -> str:
    """What stands for a project where the jury chooses it; nothing before it is there."""
    return str(db.session.scalar(select(Project.id).where(Project.slug == slug)) or "0")


def _run(slug: str) -> str:
    runs = select(Harvest.id).join(Harvest.portal).where(DataPortal.slug == slug)
    return str(db.session.scalars(runs).one())


def _steward() -> str:
    return str(db.session.scalars(select(Steward.id)).one())


def _hour(slug: str) -> str:
    hours = select(AgendaItem.id).where(AgendaItem.event_id == world.event(slug).id)
    return str(db.session.scalars(hours.order_by(AgendaItem.id).limit(1)).one())


def _volunteer(slug: str) -> str:
    return _role(slug, RoleKind.VOLUNTEER)


def _owner(slug: str) -> str:
    return _role(slug, RoleKind.OWNER)


def _role(slug: str, kind: RoleKind) -> str:
    held = select(Role.id).where(Role.event_id == world.event(slug).id, Role.kind == kind)
    return str(db.session.scalars(held).one())


def _invitation(slug: str, name: str) -> str:
    found = invitation_to(world.event(slug), world.mail_of(name))
    assert found is not None
    return found.public_id


def _inquiry(name: str) -> str:
    asked = select(PortalInquiry.public_id).where(PortalInquiry.asked_by_id == world.who(name).id)
    return db.session.scalars(asked).one()


def _certificate(slug: str, name: str) -> str:
    return paper_builders.certificate_of(world.event(slug), world.who(name)).code


def _receipt(slug: str, project: str) -> str:
    given = select(Receipt).join(Receipt.project)
    for receipt in db.session.scalars(given.where(Receipt.event_id == world.event(slug).id)):
        if receipt.project_id == _project(slug, project):
            return receipt.code
    raise LookupError(project)


def _project(slug: str, project: str) -> int:
    rows = db.text("SELECT p.id FROM project p JOIN event e ON e.id = p.event_id WHERE e.slug = :e AND p.slug = :p")
    return int(db.session.execute(rows, {"e": slug, "p": project}).scalar_one())


def _token(name: str, before: str) -> str:
    """What stands after `before` in the newest mail to somebody."""
    mails = select(Mail.text).where(Mail.to == world.mail_of(name)).order_by(Mail.id.desc())
    found = next(re.search(f"{before}([^/\\s]+)", text) for text in db.session.scalars(mails) if before in text)
    assert found is not None
    return found[1]
