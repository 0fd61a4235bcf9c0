"""Texts that must not be read by everybody, and who may read each of them from when on: told by their very words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from hackathon.database import db
from hackathon.teams.models import Team
from tests.access.actors import AUDIENCES
from tests.access.world import SURNAMES, event, mail_of

ORGANISERS = frozenset(AUDIENCES["organisers"])
EVERYBODY = frozenset(AUDIENCES["everybody"])
ONCE_HANDED_IN = frozenset({"scoring", "deliberation"})
OF_A_PROJECT = ("título", "resumen", "problema", "solución", "datos", "terceros", "uso")
VERSIONS = {"anterior": "ada", "buhos": "ada", "zorros": "ben", "borrador": "ben", "ultimo": "ben"}
HANDED_IN = "buhos"


@dataclass(frozen=True)
class Canary:
    """A text, whom it is for, in which phases it is everybody's, and who else may read it in one phase."""

    text: str
    readers: frozenset[str]
    public_in: frozenset[str] = frozenset()
    readers_in: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_be_read_by(self, actor: str, phase: str) -> bool:
        return actor in self.readers or phase in self.public_in or actor in self.readers_in.get(phase, ())


def canaries() -> list[Canary]:
    """All of them, from the database of the application that is at work."""
    return [*_of_projects(), *_of_the_jury(), *_of_events(), *_of_people(), *_of_teams()]


def _of_projects() -> Iterator[Canary]:
    """What a team writes is its own, until what it handed in is shown: an earlier version or a draft never is."""
    for version, captain in VERSIONS.items():
        shown = ONCE_HANDED_IN if version == HANDED_IN else frozenset()
        for part in OF_A_PROJECT:
            yield Canary(f"CANARIO {part} {version}", frozenset({captain}), shown)
        yield Canary(f"canario.example.org/{version}", frozenset({captain}), shown)


def _of_the_jury() -> Iterator[Canary]:
    at_the_table = {"deliberation": ORGANISERS}  # with the chair they read what jurors noted for one another
    yield Canary("CANARIO comentario de chi", frozenset({"chi"}), readers_in=at_the_table)
    yield Canary("CANARIO comentario de eva", frozenset(), readers_in=at_the_table)
    yield Canary("CANARIO palabra del jurado", ORGANISERS | {"chi"})
    yield Canary("CANARIO motivo del jurado", ORGANISERS)
    yield Canary("CANARIO nota del orden", ORGANISERS)
    yield Canary("CANARIO observación del acta", ORGANISERS)
    yield Canary("CANARIO errata", ORGANISERS)


def _of_events() -> Iterator[Canary]:
    yield Canary("CANARIO edición secreta", frozenset({"nora"}))
    yield Canary("CANARIO reto embargado", frozenset({"olu", "nora"}))


def _of_people() -> Iterator[Canary]:
    """Names and addresses of who takes part: nobody wants theirs shown. A team knows its members' names."""
    for name in ("ada", "abel", "ben", "rita", "eva"):
        yield Canary(mail_of(name), ORGANISERS | {name})
        knows = {"abel": {"ada"}, "eva": {"chi"}}.get(name, set())  # her team mate; who sits at one table with her
        yield Canary(SURNAMES[name], ORGANISERS | {name} | knows)
    yield Canary(mail_of("dan"), ORGANISERS | {"nobody"})  # who holds the link that was mailed to Dan


def _of_teams() -> Iterator[Canary]:
    captains = {"buhos": "ada", "zorros": "ben"}
    for team in db.session.scalars(select(Team).where(Team.event_id == event().id)):
        for code in (team.join_code, team.readable_code):
            yield Canary(code, frozenset({captains[team.slug]}))


def read_in(answer: Any, actor: str, phase: str, known: list[Canary]) -> list[str]:
    """The canaries in an answer, headers included, that are not for this actor."""
    said = f"{answer.headers}\n{answer.data.decode(errors='replace')}"
    return [one.text for one in known if one.text in said and not one.may_be_read_by(actor, phase)]
