"""The people and the four events that every route is asked about, at three stages of one weekend.

La Libertad is the event of most addresses. Piura was a week before, and what belongs to it must not be reached
through La Libertad's address, nor the other way round: Chi judges both and Ada took part in both, so that only the
event in the address tells their things apart. Secreta is not public. Cusco comes later, its challenges are embargoed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from hackathon import audit
from hackathon.accounts.models import Person
from hackathon.challenges import actions as challenges
from hackathon.database import db, transaction
from hackathon.events.models import Event, RoleKind
from hackathon.jury import actions as jury
from hackathon.jury import invitation_actions, invitation_queries, round_actions
from hackathon.jury import queries as jury_queries
from hackathon.jury.models import JuryAssignment
from hackathon.jury.rubric_actions import copy_rubric
from hackathon.jury.rubric_queries import rubric_of
from hackathon.permissions import SYSTEM
from hackathon.portal import inquiry_actions as inquiries
from hackathon.portal.detect import Detection
from hackathon.portal.harvest_models import HarvestState
from hackathon.portal.kinds import Match
from hackathon.portal.request_models import DataRequest
from hackathon.results import actions as results
from hackathon.results import deliberation_actions
from hackathon.results.queries import awards_of
from hackathon.submissions import actions as submissions
from hackathon.submissions.content import Draft, Use
from tests import factories, paper_builders, project_builders
from tests.factories import CALL, DELIBERATION, HACKING, REGISTRATION, SCORING, at, standing
from tests.jury.cast import FULL
from tests.portal.requests import requesting
from tests.project_builders import canary

WEEK = timedelta(days=7)
SURNAMES = {
    "ada": "Huamancanta", "abel": "Abelcanta", "ben": "Bencanta", "rita": "Ritacanta", "zed": "Zedcanta",
    "val": "Valcanta", "chi": "Chicanta", "eva": "Evacanta", "olu": "Olucanta", "sol": "Solcanta", "vera": "Veracanta",
    "mia": "Miacanta",
}  # fmt: skip


def mail_of(name: str) -> str:
    return f"{name}@buzon.example.pe"


def who(name: str) -> Person:
    return factories.somebody(mail_of(name))


def event(slug: str = "libertad") -> Event:
    return factories.found(slug)


def as_(name: str, slug: str = "libertad") -> Any:
    """How an event sees somebody of the cast."""
    return standing(who(name), event(slug))


def registered() -> None:
    """Everybody is there: two teams, Rita without one, a jury with an invitation that nobody answered yet."""
    for name, surname in SURNAMES.items():
        factories.person(f"{name.title()} {surname}", email=mail_of(name))
    factories.person("Nora Noracanta", email=mail_of("nora"), administrator=True)
    libertad = factories.event(who("olu"))
    factories.give_role(who("sol"), libertad, RoleKind.STAFF)
    factories.give_role(who("val"), libertad, RoleKind.VOLUNTEER)
    _catalogue(libertad)
    with at(CALL), transaction() as now:
        results.announce_usual_prizes(event(), by=as_("olu"), now=now)
        copy_rubric(rubric_of(event()), by=as_("olu"), now=now)
    factories.team(libertad, who("ada"), who("abel"), name="Búhos")
    factories.team(libertad, who("ben"), name="Zorros")
    factories.registration(who("rita"), libertad)
    for name in ("chi", "eva"):
        _seat_in_jury("libertad", name)
    _invite("libertad", "Dan Dancanta", mail_of("dan"))
    _piura()
    paper_builders.certificates((libertad, who("ada")), (libertad, who("abel")), (event("piura"), who("chi")))
    factories.event(who("mia"), slug="secreta", name="CANARIO edición secreta", published=False)
    _cusco()
    _asked_about_portals()
    _asked_for_data()


def _asked_for_data() -> None:
    """Zed asks La Libertad's portal for data, Rita needs them too, and Val answers for that portal."""
    portal = project_builders.found_portal("libertad")
    requesting.steward(who("val"), portal)
    requesting.supported(requesting.asked(who("zed"), portal), who("rita"))


def request_of(name: str) -> DataRequest:
    """What somebody asked for."""
    return db.session.scalars(select(DataRequest).where(DataRequest.asked_by_id == who(name).id)).one()


def _asked_about_portals() -> None:
    """An address that Nora asked about, and one that each event's organisers did: a portal answers at all of them."""
    match = Match("ckan", "https://datos.example.pe", "2.11.3", "Datos de Tumbes")
    with transaction() as now:
        asked = [
            inquiries.ask("datos.example.pe", by=as_("nora"), now=now),
            challenges.ask_about_portal(event(), "datos.example.pe", by=as_("olu"), now=now),
            challenges.ask_about_portal(event("piura"), "datos.example.pe", by=as_("vera", "piura"), now=now),
        ]
        for inquiry in asked:
            inquiries.answer(inquiry, Detection(match, []), now=now)


def _catalogue(libertad: Event) -> None:
    """What La Libertad works with: a portal whose dataset R1 offers, another dataset, and a portal not used yet."""
    data = project_builders.portal()
    offered = project_builders.dataset(data, "Puntos críticos")
    project_builders.resource(offered)
    project_builders.pinned_file(offered, is_read=False)  # each stage reads it, where its bytes are
    project_builders.dataset(data, "Farmacias")
    project_builders.dataset(project_builders.portal("callao", name="Datos del Callao"), "Muelles")
    project_builders.challenge(libertad, offered, code="R1")
    project_builders.challenge(libertad, code="R2", title="Otra pregunta")
    project_builders.venue_set(libertad)
    for portal in (data, project_builders.found_portal("callao")):
        project_builders.harvest(portal, state=HarvestState.PARTIAL, rekeyed=1)
    with transaction() as now:
        challenges.link_portal(event(), project_builders.found_portal("callao"), by=SYSTEM, now=now)


def _piura() -> None:
    """Another event of other organisers, a week earlier: Ada's Cóndores handed in there, and Chi judged them."""
    piura = factories.event(
        who("vera"), slug="piura", name="Hackathon Piura", organization="otra", opens=factories.OPENS - WEEK
    )
    wells = project_builders.dataset(project_builders.portal("piura", name="Datos de Piura"), "Pozos")
    project_builders.challenge(piura, wells, code="P1", title="Agua")
    factories.team(piura, who("ada"), name="Cóndores")
    hand_in("ada", canary("condores"), slug="piura", when=HACKING - WEEK, datasets=(Use("piura/pozos", "Como base."),))
    _seat_in_jury("piura", "chi")
    with at(SCORING - WEEK), transaction() as now:
        round_actions.open_round(event("piura"), by=as_("vera", "piura"), now=now).number = 40  # as no other event has
    with at(CALL), transaction() as now:
        results.announce_usual_prizes(event("piura"), by=as_("vera", "piura"), now=now)
        last = awards_of(event("piura"))[-1]
        last.position = 40  # a place that La Libertad's prizes do not have
        audit.record("test.prize", last, by=None, now=now)


def _cusco() -> None:
    """An event of Olu's whose challenges nobody may know for another month."""
    cusco = factories.event(
        who("olu"), slug="cusco", name="Hackathon Cusco", opens=datetime.fromisoformat("2026-11-14T08:00")
    )
    project_builders.challenge(cusco, code="E1", title="CANARIO reto embargado")


def worked() -> None:
    """Both teams wrote and handed in during the hackathon; the Zorros took theirs back and wrote on."""
    hand_in("ada", canary("anterior"), canary("buhos"))
    hand_in("ben", canary("zorros"))
    with at(HACKING), transaction(project_builders.own_project(event(), who("ben"))) as now:
        submissions.take_back(project_builders.own_project(event(), who("ben")), by=as_("ben"), now=now)
    for name in ("borrador", "ultimo"):
        _save("ben", canary(name), "libertad", HACKING)


def judged() -> None:
    """The round is open: Eva has signed, Chi has a whole sheet without a signature."""
    with at(SCORING), transaction() as now:
        round_actions.open_round(event(), by=as_("olu"), now=now)
    for name in ("chi", "eva"):
        with at(SCORING), transaction() as now:
            comment = f"CANARIO comentario de {name}"
            jury.save_sheet(seat_of(name), scores=FULL, comment=comment, by=as_(name), now=now)
    with at(SCORING), transaction() as now:
        jury.sign(jury_queries.desk_in(event(), who("eva")), by=as_("eva"), now=now)


def decided() -> None:
    """The jury decided and Sol wrote it down, froze the order of merit and issued its minutes; an erratum is written."""
    with at(DELIBERATION), transaction() as now:
        why = "CANARIO motivo del jurado: no hay más proyectos."
        deliberation_actions.decide_prize(event(), position=3, entry=None, reason=why, by=as_("sol"), now=now)
        deliberation_actions.say(event(), text="CANARIO palabra del jurado", by=as_("eva"), now=now)
    with at(DELIBERATION), transaction() as now:
        results.freeze(event(), note="CANARIO nota del orden: falta una hoja.", by=as_("sol"), now=now)
    with at(DELIBERATION):
        paper_builders.issue_and_correct(event(), as_("sol"), mark="CANARIO")


STAGES: dict[str, Callable[[], None]] = {
    "registered": registered,
    "worked": worked,
    "judged": judged,
    "decided": decided,
}
"""What happens one after the other."""

PHASES: dict[str, tuple[datetime, str]] = {
    "registration": (REGISTRATION, "registered"),
    "hacking": (HACKING, "worked"),
    "scoring": (SCORING, "judged"),
    "deliberation": (DELIBERATION, "decided"),
}


def hand_in(name: str, *drafts: Draft, slug: str = "libertad", when: datetime = HACKING, **written: Any) -> None:
    """Save each of these in turn, and hand in the last."""
    for draft in drafts:
        _save(name, replace(draft, **written), slug, when)
    with at(when), transaction(project_builders.own_project(event(slug), who(name))) as now:
        submissions.submit(project_builders.own_project(event(slug), who(name)), by=as_(name, slug), now=now)


def _save(name: str, draft: Draft, slug: str, when: datetime) -> None:
    if slug == "libertad":
        used = (Use("libertad/puntos-criticos", f"CANARIO uso {draft.title.rpartition(' ')[2]}"),)
        draft = replace(draft, challenges=("R1",), datasets=used)
    else:
        draft = replace(draft, challenges=("P1",))
    with at(when), transaction(project_builders.own_project(event(slug), who(name))) as now:
        submissions.save(project_builders.own_project(event(slug), who(name)), draft, by=as_(name, slug), now=now)


def _invite(slug: str, name: str, email: str) -> None:
    with at(REGISTRATION), transaction() as now:
        invitation_actions.invite(event(slug), [(name, email)], by=SYSTEM, now=now)


def _seat_in_jury(slug: str, name: str) -> None:
    _invite(slug, who(name).name, mail_of(name))
    with at(REGISTRATION), transaction() as now:
        found = invitation_queries.invitation_to(event(slug), mail_of(name))
        assert found is not None
        invitation_actions.accept(found, conflicts=(), cause="", language="es", by=as_(name, slug), now=now)


def seat_of(name: str, slug: str = "libertad") -> JuryAssignment:
    """Somebody's seat at the first project of an event, as its page loads it."""
    seats = jury_queries.desk_in(event(slug), who(name)).seats
    return jury_queries.my_assignment(as_(name, slug), slug, seats[0].assignment.public_id)
