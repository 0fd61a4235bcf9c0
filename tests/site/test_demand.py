"""The demand report counts what everybody may know at that instant, and nothing before: on both databases."""

from datetime import date, timedelta

import pytest

from hackathon import audit
from hackathon.database import Words, db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import usage
from hackathon.portal.models import Category, DatasetCategory, Publisher
from hackathon.portal.usage import Usage
from hackathon.results.models import Award
from hackathon.site.demand import FIGURES, WEIGHTS, Line, demand
from hackathon.submissions.content import Use
from tests import factories, project_builders
from tests.factories import CHECKING, HACKING, REGISTRATION
from tests.machinery.databases import both_databases
from tests.portal.requests.requesting import answered, asked, steward, supported

pytestmark = [both_databases, pytest.mark.usefixtures("session")]

BASE = ("Puntos críticos", "Lluvias", "Farmacias")


class Place:
    """A portal with three datasets of one unit and category, an event with a challenge, and Ada's team on it."""

    def __init__(self) -> None:
        self.olu, self.ada = factories.person("Olu"), factories.person("Ada")
        self.event = factories.event(self.olu)
        self.portal = project_builders.portal()
        with transaction():
            named = {"portal_id": self.portal.id, "native_id": "x", "slug": "x"}
            unit, theme = Publisher(**named, name="Gerencia de Agua"), Category(**named, name="Ambiente")
            db.session.add_all([unit, theme])
        self.points, self.rain, self.rest = (
            project_builders.dataset(self.portal, title, publisher_id=unit.id) for title in BASE
        )
        with transaction():
            db.session.add_all([DatasetCategory(dataset_id=one.id, category_id=theme.id) for one in self.all])
        project_builders.challenge(self.event, self.points)
        factories.team(self.event, self.ada)

    @property
    def all(self):
        return self.points, self.rain, self.rest

    def hand_in(self) -> None:
        used = tuple(Use(f"libertad/{one.slug}", "Como base.") for one in (self.points, self.rain))
        project_builders.submitted_project(self.event, self.ada, datasets=used)

    def award(self, *, published: bool) -> None:
        with transaction() as now:
            project = project_builders.own_project(factories.found("libertad"), self.ada)
            db.session.add(
                Award(
                    event_id=self.event.id, position=1, place=1, name=Words("Primero"), prize=Words(""),
                    project_id=project.id,
                )
            )  # fmt: skip
            event = factories.found("libertad")
            event.results_published_at = now if published else None
            audit.record("test.awarded", event, by=SYSTEM, now=now)


@pytest.fixture
def place():
    return Place()


def figures(at, **options):
    """What is not zero on each line, the priority aside."""
    return {
        (line.unit, line.category): {
            name: value for name, value in line.figures.items() if value and name != "priority"
        }
        for line in demand(at, **options).lines
    }


HERE = ("Gerencia de Agua", "Ambiente")
ALONE = {"datasets": 3, "unused": 3}
REVEALED = {"datasets": 3, "used": 1, "unused": 2, "challenges": 1}


def test_before_the_reveal_a_challenge_does_not_count(place):
    reveal = place.event.embargo_ends_at

    assert figures(reveal - timedelta(microseconds=1)) == {HERE: ALONE}
    assert figures(reveal) == {HERE: REVEALED}


def test_of_an_event_that_is_not_public_nothing_counts(place):
    secret = factories.event(factories.person("Mia"), slug="secreta", published=False)
    project_builders.challenge(secret, place.rain, code="S1")

    assert figures(HACKING) == {HERE: REVEALED}


def test_a_project_counts_from_the_closing_on_and_its_team_by_its_challenge(place):
    place.hand_in()

    assert figures(HACKING) == {HERE: REVEALED | {"teams": 1}}
    assert figures(CHECKING) == {
        HERE: {"datasets": 3, "used": 2, "unused": 1, "challenges": 1, "teams": 1, "projects": 2}
    }


def test_a_draft_never_counts_as_a_project(place):
    project_builders.saved_project(place.event, place.ada, datasets=(Use("libertad/lluvias", "Como base."),))

    assert figures(CHECKING) == {HERE: REVEALED}


def test_a_prize_counts_once_the_results_are_out(place):
    place.hand_in()
    place.award(published=False)
    before = figures(CHECKING)
    with transaction() as now:
        event = factories.found("libertad")
        event.results_published_at = now
        audit.record("test.published", event, by=SYSTEM, now=now)

    after = figures(CHECKING)
    assert "winners" not in before[HERE]
    assert after == {HERE: before[HERE] | {"winners": 2}}


def test_a_void_prize_is_nobodys(place):
    place.hand_in()
    place.award(published=True)
    with transaction() as now:
        award = db.session.query(Award).one()
        award.is_void = True
        audit.record("test.void", award, by=SYSTEM, now=now)

    assert "winners" not in figures(CHECKING)[HERE]


def test_requests_count_where_they_belong(place):
    zed, sara = factories.person("Zed"), factories.person("Sara")
    steward(sara, place.portal)
    supported(asked(zed, place.portal, "¿Qué meses?", dataset=place.rain), place.ada, sara)
    asked(zed, place.portal, "Sin unidad")
    promise = {"responsible_unit": "Gerencia de Salud", "promised_on": date(2026, 12, 1)}
    answered(asked(zed, place.portal, "De otra unidad"), sara, "accepted", **promise)
    answered(asked(zed, place.portal, "Cerrado"), sara, "declined", answer="No existe.")

    assert figures(REGISTRATION) == {
        HERE: ALONE | {"open_requests": 1, "supporters": 2},
        ("", ""): {"open_requests": 1, "closed_requests": 1},
        ("Gerencia de Salud", ""): {"open_requests": 1},
    }
    wanted = demand(REGISTRATION).wanted
    assert [(one.title, supporters) for one, supporters in wanted] == [
        ("¿Qué meses?", 2), ("Sin unidad", 0), ("De otra unidad", 0),
    ]  # fmt: skip


def test_a_portal_alone_is_reported_alone(place):
    other = project_builders.portal("piura", name="Datos de Piura")
    project_builders.dataset(other, "Pozos")
    asked(factories.person("Zed"), other, "Otros pozos")

    assert figures(HACKING, portal="libertad") == {HERE: REVEALED}
    assert figures(HACKING, portal="piura") == {("", ""): {"datasets": 1, "unused": 1, "open_requests": 1}}
    assert figures(HACKING, portal="nowhere") == {}


def test_what_nobody_uses_is_named(place):
    assert [row.title for row in demand(HACKING).unused] == ["Farmacias", "Lluvias"]
    assert [(row.title, row.challenges) for row in demand(HACKING).used] == [("Puntos críticos", 1)]


def test_a_dataset_that_its_portal_gave_up_counts_by_its_uses_only(place):
    with transaction() as now:
        db.session.merge(place.points).missing_since = now

    assert figures(HACKING) == {HERE: {"datasets": 2, "used": 1, "unused": 2, "challenges": 1}}


def test_a_dataset_of_two_categories_counts_once(place):
    with transaction():
        other = Category(portal_id=place.portal.id, native_id="y", slug="y", name="Zonas")
        db.session.add(other)
        db.session.flush()
        db.session.add(DatasetCategory(dataset_id=place.points.id, category_id=other.id))

    assert figures(HACKING) == {HERE: REVEALED}


def test_looks_and_downloads_count_by_their_place_and_not_in_the_priority(place):
    usage.count(Usage.PREVIEW, place.points.id)
    usage.count(Usage.PREVIEW, place.points.id)
    usage.count(Usage.DOWNLOAD, place.rest.id)

    assert figures(HACKING) == {HERE: REVEALED | {"previews": 2, "downloads": 1}}
    assert demand(HACKING).total("priority") == WEIGHTS["challenges"]


def test_the_priority_is_the_sum_of_its_weights():
    line = Line("libertad", "La Libertad", "Salud", "Salud", datasets=100, unused=90)
    assert line.priority == 0
    for name, weight in WEIGHTS.items():
        setattr(line, name, 10)
        assert line.figures["priority"] == line.priority >= 10 * weight

    assert line.priority == 10 * sum(WEIGHTS.values()) == 140
    assert tuple(line.figures) == FIGURES


def test_the_first_line_has_the_highest_priority(place):
    zed = factories.person("Zed")
    for number in range(2):
        asked(zed, place.portal, f"Pedido {number}")

    assert [line.priority for line in demand(HACKING).lines] == [10, 1]
