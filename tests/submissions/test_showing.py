"""Which projects the public sees, and when: on both databases."""

from datetime import timedelta

from sqlalchemy import inspect

from hackathon.database import db
from hackathon.permissions import ANYONE, Standing
from hackathon.portal.models import Dataset
from hackathon.submissions import showing
from hackathon.submissions.content import Draft
from tests import factories
from tests.machinery.databases import both_databases
from tests.project_builders import challenge, dataset, found_portal, submitted_project
from tests.submissions.desk import CLOSING

pytestmark = both_databases

BEFORE = CLOSING - timedelta(microseconds=1)


def anyone(desk):
    return Standing(event=factories.found(desk.event.slug))


def slugs(desk, **asked):
    everything = {"challenge": "", "dataset": "", "after": "", "before": "", "most": 10} | asked
    return [project.slug for project in showing.gallery(factories.found("libertad"), **everything).rows]


def team(desk, number):
    someone = factories.person(f"Persona {number}")
    factories.team(desk.event, someone, name=f"Equipo {chr(96 + number)}")
    return someone


def test_what_is_handed_in_is_public_from_the_closing_instant(desk):
    desk.save()
    desk.submit()

    before, after = (showing.shown_project(anyone(desk), "libertad", "buhos", at=at) for at in (BEFORE, CLOSING))

    assert before is None
    assert after.title == "Quebrada"


def test_a_draft_is_its_teams_alone_even_after_the_closing(desk):
    desk.save()
    zed = factories.standing(factories.person("Zed"), desk.event)
    olu = factories.standing(factories.somebody("olu@example.pe"), desk.event)
    for viewer in (anyone(desk), zed, olu):
        assert showing.shown_project(viewer, "libertad", "buhos", at=CLOSING) is None

    ben = factories.standing(desk.ben, desk.event)
    assert showing.shown_project(ben, "libertad", "buhos", at=BEFORE).title == "Quebrada"


def test_a_project_is_found_in_its_own_event_only(desk):
    other = factories.event(factories.person("Otto"), slug="otro", organization="vecina")
    desk.save()
    desk.submit()

    assert showing.shown_project(Standing(event=factories.found("otro")), "otro", "buhos", at=CLOSING) is None
    assert showing.shown_project(ANYONE, "ninguno", "buhos", at=CLOSING) is None
    assert other.slug == "otro"


def test_the_gallery_shows_what_is_handed_in_by_address_a_page_at_a_time(desk):
    for number in (3, 1, 2):
        submitted_project(desk.event, team(desk, number))
    desk.save(Draft(title="Solo un borrador"))

    assert slugs(desk, most=2) == ["equipo-a", "equipo-b"]
    assert slugs(desk, most=2, after="equipo-b") == ["equipo-c"]
    assert slugs(desk, most=2, before="equipo-c") == ["equipo-a", "equipo-b"]


def test_the_gallery_is_filtered_by_challenge_and_dataset(desk):
    rain = db.session.get_one(Dataset, 2)
    challenge(desk.event, rain, code="R2", title="Otro reto")
    submitted_project(desk.event, team(desk, 1), challenges=("R2",))
    submitted_project(desk.event, team(desk, 2), challenges=("R1",))

    assert slugs(desk, challenge="R2") == ["equipo-a"]
    assert slugs(desk, challenge="R9") == []
    assert slugs(desk, dataset="libertad/puntos-criticos") == ["equipo-a", "equipo-b"]
    assert slugs(desk, dataset="libertad/lluvias-diarias") == slugs(desk, dataset="%") == []


def test_datasets_and_challenges_know_the_public_projects_about_them(desk):
    points = db.session.get_one(Dataset, 1)
    desk.save()
    desk.submit()
    (link,) = desk.project.challenge_links

    assert showing.projects_using(points, at=BEFORE) == showing.projects_answering(link.challenge, at=BEFORE) == []
    for found in (showing.projects_using(points, at=CLOSING), showing.projects_answering(link.challenge, at=CLOSING)):
        assert [(one.title, one.team.name, one.event.slug) for one in found] == [("Quebrada", "Búhos", "libertad")]


def test_counts_tell_how_many_and_nothing_else(desk):
    team(desk, 1)
    desk.save()
    submitted_project(desk.event, team(desk, 2))

    assert showing.counts(desk.event) == showing.Counts(started=1, submitted=1)


def test_organisers_see_who_handed_in_and_no_text(desk):
    submitted_project(desk.event, team(desk, 1))
    desk.save()
    db.session.expunge_all()

    page, receipts = showing.projects_to_oversee(factories.found("libertad"), after="", before="", most=10)

    assert [(one.team.name, one.state, receipts.get(one.id)) for one in page.rows] == [
        ("Búhos", "draft", None),
        ("Equipo a", "submitted", 1),
    ]
    assert {"title", "summary", "data_story", "repository_url"} <= inspect(page.rows[0]).unloaded


def test_the_filter_offers_what_the_challenges_offer(desk):
    dataset(found_portal("libertad"), "Sin reto")

    assert showing.offered_refs(desk.event) == [("libertad/puntos-criticos", "Puntos críticos")]


def test_a_receipt_is_verified_however_its_code_was_typed(desk):
    desk.save()
    code = desk.submit().code

    assert showing.receipt_to_verify(ANYONE, f" {code.lower()} ").number == 1
    assert showing.receipt_to_verify(ANYONE, "AAAA-BBBB-CCCC") is None
