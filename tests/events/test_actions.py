"""Events made from a template, published when nothing is missing, worked on by their own people."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from hackathon.audit import AuditEntry
from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events import actions, queries
from hackathon.events.models import Event, RoleKind
from hackathon.events.templates import DEFAULT, template_named
from hackathon.permissions import SYSTEM
from tests import factories

pytestmark = pytest.mark.usefixtures("session")


def create(by, **options):
    wanted = {"name": Words("Hackathon Piura"), "slug": "piura", "opens": factories.OPENS, "timezone": "America/Lima"}
    body = factories.organization()
    with transaction() as now:
        return actions.create(body, template_named(DEFAULT), **(wanted | options), by=by, now=now)


def acts():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_the_template_gives_an_event_its_thirty_three_hours():
    create(SYSTEM)

    event = factories.found("piura")
    assert event.hours == 33
    assert event.starts_at == datetime(2026, 10, 17, 13, tzinfo=UTC)
    assert event.embargo_ends_at == datetime(2026, 10, 17, 13, 45, tzinfo=UTC)
    assert (event.window("hacking").opens_at, event.window("hacking").closes_at) == (
        datetime(2026, 10, 17, 13, tzinfo=UTC),
        datetime(2026, 10, 18, 18, tzinfo=UTC),
    )
    assert (event.team_min, event.team_max, event.published_at) == (3, 5, None)


def test_the_template_gives_an_event_its_agenda_and_a_draft_of_the_rules_with_its_numbers():
    create(SYSTEM)

    event = factories.found("piura")
    assert [item.title.es for item in queries.agenda_of(event)][:3] == [
        "Acreditación",
        "Apertura",
        "Presentación de los retos",
    ]
    draft = queries.newest_rules(event)
    assert (draft.number, draft.published_at, len(draft.sha256)) == (1, None, 64)
    assert "en 33 horas seguidas" in draft.text.es
    assert "has 3 to 5 members" in draft.text.en
    assert queries.current_rules(event) is None


def test_whoever_creates_an_event_for_their_organisation_owns_it():
    olu, body = factories.person("Olu"), factories.organization()
    with transaction() as now:
        actions.give_organization_role(olu, body, RoleKind.STAFF, by=SYSTEM, now=now)

    create(factories.standing(olu))

    event = factories.found("piura")
    assert queries.roles_of(olu, event) == {"owner", "staff"}
    assert [role.person.name for role in queries.crew_of(event)] == ["Olu", "Olu"]


def test_a_stranger_creates_no_event():
    zed = factories.person("Zed")

    with pytest.raises(NotAllowed, match="Only organisers of an organisation"):
        create(factories.standing(zed))

    assert db.session.scalars(select(Event)).all() == []


@pytest.mark.parametrize(
    ("options", "field", "reason"),
    [
        ({"slug": "new"}, "slug", "“new” is a word"),
        ({"slug": "Piura 2026"}, "slug", "small letters"),
        ({"timezone": "America/Trujillo"}, "timezone", "no time zone “America/Trujillo”"),
        ({"timezone": "America/Santiago", "opens": datetime.fromisoformat("2026-09-06T00:30")}, None, "does not exist"),
    ],
)
def test_an_event_with_a_wrong_address_or_hour_is_refused_and_told_why(options, field, reason):
    with pytest.raises(RuleBroken, match=reason) as refusal:
        create(SYSTEM, **options)

    assert refusal.value.field == field


def test_two_events_never_share_an_address():
    create(SYSTEM)

    with pytest.raises(RuleBroken, match="Another event has this address already") as refusal:
        create(SYSTEM)

    assert refusal.value.field == "slug"


def test_rooms_above_give_a_new_event_their_part_in_the_same_act(monkeypatch):
    given = []
    monkeypatch.setattr(
        actions, "AFTER_CREATING", [lambda event, template, now: given.append((event.slug, template.key))]
    )

    create(SYSTEM)

    assert given == [("piura", DEFAULT)]


def test_an_organisation_is_entered_once_and_by_administrators_only():
    factories.organization()
    olu = factories.person("Olu")

    for by, slug, reason in [
        (factories.standing(olu), "otra", "Only administrators"),
        (SYSTEM, "region", "has this address already"),
        (SYSTEM, "Mala dirección", "small letters"),
    ]:
        with pytest.raises(RuleBroken, match=reason), transaction() as now:
            actions.add_organization(name=Words("Otra"), slug=slug, by=by, now=now)


def test_only_an_administrator_gives_an_organisation_its_people():
    olu, body = factories.person("Olu"), factories.organization()

    with pytest.raises(NotAllowed, match="Only administrators"), transaction() as now:
        actions.give_organization_role(olu, body, RoleKind.STAFF, by=factories.standing(olu), now=now)


def test_an_edition_of_the_past_is_recorded_with_its_source_and_never_run():
    body = factories.organization()
    with transaction() as now:
        actions.record_edition(
            body,
            slug="libertad-2015",
            name=Words("#HackathonLibertad 2015"),
            summary=Words("La primera edición."),
            description=Words("Boletín."),
            source=Words("Boletín de 2015."),
            figures={"participants": 40, "teams": 8, "hours": 33},
            starts_at=datetime(2015, 10, 17, 13, tzinfo=UTC),
            ends_at=datetime(2015, 10, 18, 22, tzinfo=UTC),
            city="Trujillo",
            by=SYSTEM,
            now=now,
        )

    edition = factories.found("libertad-2015")
    assert edition.is_public()
    assert edition.phase(now) == "follow_up"
    assert not queries.is_live(edition, now)
    with pytest.raises(NotAllowed, match="recorded from a source"):
        change_settings(edition, by=SYSTEM)


def change_settings(event, *, by, **options):
    wanted = {"name": Words("Hackathon La Libertad", "Hackathon of La Libertad"), "city": "Trujillo", "place": ""}
    wanted |= {"summary": Words("Otra"), "description": Words("Otra")}
    wanted |= {"team_min": 3, "team_max": 5, "public_places": 3}
    with transaction(event) as now:
        whole = factories.found(event.slug)  # with its timetable, as a page's loader brings it
        actions.edit_settings(whole, **(wanted | options), by=by, now=now)


def test_an_organiser_changes_what_an_event_says_of_itself():
    olu = factories.person("Olu")
    event = factories.event(olu)

    change_settings(event, by=factories.standing(olu, event), place="Plaza de Armas")

    event = factories.found("libertad")
    assert (event.name.en, event.place) == ("Hackathon of La Libertad", "Plaza de Armas")
    assert acts()[-1] == "event.edited"


def test_a_stranger_changes_nothing():
    event = factories.event(factories.person("Olu"))
    zed = factories.standing(factories.person("Zed"), event)

    with pytest.raises(NotAllowed, match="Only the organisers"):
        change_settings(event, by=zed)


def test_the_sizes_of_teams_stay_once_the_rules_are_public():
    olu = factories.person("Olu")
    event = factories.event(olu)

    with pytest.raises(RuleBroken, match="sizes of teams") as refusal:
        change_settings(event, by=factories.standing(olu, event), team_max=6)

    assert refusal.value.field == "team_max"


def test_a_largest_team_smaller_than_the_smallest_is_refused_by_the_database_in_words():
    olu = factories.person("Olu")
    event = factories.event(olu, published=False)

    with pytest.raises(RuleBroken, match="at least one member and at most 12"):
        change_settings(event, by=factories.standing(olu, event), team_min=5, team_max=4)


def publish(event, by):
    with transaction(event) as now:
        actions.publish(factories.found(event.slug), by=by, now=now)


def test_publishing_puts_the_event_and_its_rules_before_everybody(monkeypatch):
    monkeypatch.setattr(actions, "lacking_before", lambda *_: [])
    olu = factories.person("Olu")
    event = factories.event(olu, published=False)

    publish(event, factories.standing(olu, event))

    event = factories.found("libertad")
    assert event.is_public()
    assert queries.current_rules(event).number == 1
    assert acts()[-1] == "event.published"
    with pytest.raises(NotAllowed, match="public already"):
        publish(event, factories.standing(olu, event))


def test_an_event_that_lacks_something_is_not_published_and_the_reason_is_said():
    olu = factories.person("Olu")
    event = factories.event(olu, published=False, city="")

    with pytest.raises(RuleBroken, match="in which city"):
        publish(event, factories.standing(olu, event))

    assert not factories.found("libertad").is_public()


def test_an_event_that_is_over_by_its_timetable_is_not_announced():
    olu = factories.person("Olu")
    event = factories.event(olu, published=False)

    with factories.at(datetime(2026, 10, 19, 12, tzinfo=UTC)), pytest.raises(RuleBroken, match="move it to new dates"):
        publish(event, factories.standing(olu, event))
