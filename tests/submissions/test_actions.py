"""Saving a project, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from hackathon import audit
from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.submissions import queries
from hackathon.submissions.content import Use, sha256_of
from hackathon.submissions.models import ProjectVersion
from tests import factories
from tests.factories import HACKING
from tests.project_builders import WRITTEN, challenge, dataset, portal
from tests.submissions.desk import WHOLE

MICROSECOND = timedelta(microseconds=1)


def versions():
    return [(one.number, one.content["title"]) for one in db.session.scalars(select(ProjectVersion))]


def test_a_team_has_its_empty_project_from_the_start(desk):
    project = desk.project

    assert (project.title, project.saved_number, project.state, project.slug) == ("", 0, "draft", "buhos")


def test_a_save_keeps_everything_as_a_version_with_who_when_and_hash(desk):
    desk.save()

    project, (version,) = desk.project, db.session.scalars(select(ProjectVersion)).all()
    assert version.content == project.content
    assert {key: version.content[key] for key in ("title", "challenges")} == {"title": "Quebrada", "challenges": ["R1"]}
    assert (version.number, version.saved_at, version.saved_by_id) == (1, HACKING, desk.ada.id)
    assert version.sha256 == project.sha256 == sha256_of(version.content)


def test_a_used_dataset_is_pinned_with_its_attribution(desk):
    desk.save()

    (link,) = desk.project.dataset_links
    assert link.how == "Para avisar."
    assert {key: link.said[key] for key in ("portal", "dataset", "title", "publisher", "licence", "url")} == {
        "portal": "libertad",
        "dataset": "puntos-criticos",
        "title": "Puntos críticos",
        "publisher": "Datos Abiertos La Libertad",
        "licence": "ODC-By 1.0",
        "url": "https://libertad.example.pe/dataset/puntos-criticos",
    }


def test_a_save_that_changes_nothing_makes_no_version_and_no_trace(desk):
    desk.save()
    before = db.session.scalar(select(AuditEntry.id).order_by(AuditEntry.id.desc()))

    assert desk.save(instant=HACKING + timedelta(hours=1)) is None

    assert versions() == [(1, "Quebrada")]
    assert desk.project.saved_at == HACKING
    assert db.session.scalar(select(AuditEntry.id).order_by(AuditEntry.id.desc())) == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Otra"},
        {"third_parties": "Un mapa."},
        {"repository_ref": "v1.0"},
        {"challenges": ()},
        {"datasets": ()},
        {"datasets": (Use("libertad/puntos-criticos", "De otro modo."),)},
    ],
)
def test_each_kind_of_change_makes_a_version(desk, change):
    desk.save()

    desk.save(replace(WHOLE, **change))

    assert [number for number, _ in versions()] == [1, 2]
    content = desk.project.content
    assert content == db.session.scalars(select(ProjectVersion.content).where(ProjectVersion.number == 2)).one()


def test_ben_saves_too_and_his_version_says_so(desk):
    desk.save()

    desk.save(replace(WHOLE, title="De Ben"), by=desk.ben)

    assert [one.saved_by.name for one in queries.versions_of(desk.project)] == ["Ben", "Ada"]


def test_the_log_says_what_changed_and_never_quotes_a_draft(desk):
    desk.save()

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "project.saved")).one()
    assert "title" in str(entry.changes)
    assert "Quebrada" not in str(entry.changes)
    assert "Para avisar" not in str(entry.changes)


@pytest.mark.parametrize(
    ("instant", "stored"),
    [(-MICROSECOND, True), (timedelta(0), False), (MICROSECOND, False)],
)
def test_the_closing_instant_is_too_late_and_the_one_before_is_not(desk, instant, stored):
    moment = desk.closing + instant

    if stored:
        desk.save(instant=moment)
    else:
        with pytest.raises(NotAllowed, match="closed on 18/10/2026 13:00:00"):
            desk.save(instant=moment)

    assert [one.saved_at for one in db.session.scalars(select(ProjectVersion))] == ([moment] if stored else [])


@pytest.mark.parametrize(("instant", "stored"), [(-MICROSECOND, False), (timedelta(0), True)])
def test_the_opening_instant_is_in_time(desk, instant, stored):
    opens = desk.event.window("submission").opens_at
    empty = replace(WRITTEN, challenges=(), datasets=())

    if stored:
        desk.save(empty, instant=opens + instant)
    else:
        with pytest.raises(NotAllowed, match="can be saved from"):
            desk.save(empty, instant=opens + instant)

    assert len(versions()) == stored


def test_a_dataset_of_another_portal_is_refused(desk):
    dataset(portal("ajeno", name="Ajeno"), "Secretos")

    with pytest.raises(RuleBroken, match="not in the portals of this event") as refused:
        desk.save(replace(WHOLE, datasets=(Use("ajeno/secretos"),)))

    assert refused.value.field == "datasets"


def test_a_challenge_of_another_event_and_one_under_embargo_are_refused(desk):
    other = factories.event(factories.person("Otto"), slug="otro", organization="vecina")
    challenge(other, code="X9")

    with pytest.raises(RuleBroken, match="not one of this event"):
        desk.save(replace(WHOLE, challenges=("X9",)))
    with pytest.raises(RuleBroken, match="not one of this event"):
        desk.save(instant=desk.event.embargo_ends_at - MICROSECOND)

    assert versions() == []


def test_more_than_five_challenges_or_twenty_datasets_are_refused(desk):
    with pytest.raises(RuleBroken, match="5 challenges"):
        desk.save(replace(WHOLE, challenges=tuple(f"R{number}" for number in range(6))))
    with pytest.raises(RuleBroken, match="20 datasets"):
        desk.save(replace(WHOLE, datasets=tuple(Use(f"libertad/d{number}") for number in range(21))))


def test_the_same_dataset_twice_is_used_once(desk):
    twice = (Use("libertad/puntos-criticos", "Primero."), Use("libertad/puntos-criticos", "Otra vez."))

    desk.save(replace(WHOLE, datasets=twice))

    assert [(link.ref, link.how) for link in desk.project.dataset_links] == [("libertad/puntos-criticos", "Primero.")]


def test_an_address_that_is_not_of_the_web_is_refused_by_the_database_in_words(desk):
    with pytest.raises(RuleBroken, match="not a web address") as refused:
        desk.save(replace(WHOLE, demo_url="javascript:alert(1)"))

    assert refused.value.field == "demo_url"


def test_a_withdrawn_project_cannot_be_saved(desk):
    with transaction() as now:
        project = desk.project
        project.state = "withdrawn"
        audit.record("project.withdrawn", project, by=None, now=now)

    with pytest.raises(NotAllowed, match="withdrawn"):
        desk.save()


def test_nothing_is_saved_in_an_event_without_a_window(desk):
    with transaction():
        db.session.execute(text("DELETE FROM event_window WHERE name = 'submission'"))

    with pytest.raises(NotAllowed, match="have not said yet"):
        desk.save()
