"""Minutes of the jury: drafted from the frozen order, issued once whole, and never changed after."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from hackathon import audit, clock, files
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.results import actions, minutes_actions, minutes_content, minutes_queries
from hackathon.results.minutes_content import Seal, ground_key
from hackathon.results.minutes_paper import printed
from hackathon.results.paper_models import Minutes, MinutesDraft
from hackathon.results.queries import newest_bundle
from tests import paper_builders
from tests.factories import SCORING
from tests.jury.cast import Contest, set_clock, withdraw
from tests.results.judged import FOXES_BETTER, do, judged, publish

pytestmark = pytest.mark.usefixtures("session")

WRITTEN = {
    "attendants": "Chi; Presidencia del jurado\nEva; Miembro del jurado\nOlu; Secretaría técnica",
    "dissent": "Eva deja constancia de su voto.",
}


def write(contest: Contest, **changed: Any) -> MinutesDraft:
    texts = paper_builders.texts_of(contest.event, **(WRITTEN | changed))
    return do(contest, minutes_actions.save_draft, texts=texts)


def frozen(**changed: Any) -> Contest:
    """A judged contest whose order is frozen and whose minutes are written."""
    contest = judged(**FOXES_BETTER)
    do(contest, actions.freeze, note="")
    write(contest, **changed)
    return contest


def made(contest: Contest, text: Callable[[Seal], str]) -> minutes_actions.Printed:
    seal = minutes_actions.seal_for(contest.event, now=clock.now())
    return printed(seal, text(seal))


def issue(contest: Contest) -> Minutes:
    return do(
        contest,
        minutes_actions.issue,
        printed=made(contest, lambda seal: minutes_actions.minutes_text(contest.event, seal)),
    )


def said(paper: Minutes) -> dict[str, Any]:
    return json.loads(paper.content)


def test_minutes_tell_the_frozen_order_and_what_the_secretary_wrote() -> None:
    contest = frozen()

    paper = issue(contest)

    content = said(paper)
    assert (paper.number, content["number"], content["code"]) == (1, 1, paper.code)
    assert content["ranking"] == [
        [1, "Foxes at work", "Foxes", "79.000000"],
        [2, "Owls at work", "Owls", "74.000000"],
    ]
    assert content["jury"] == {"members": 3, "signed": 3, "quorum": 3}
    assert (content["received"], content["excluded"], content["rounds"][0]["recused"]) == (2, [], [])
    assert content["attendants"][0] == ["Chi", "Presidencia del jurado"]
    assert content["dissent"] == "Eva deja constancia de su voto."
    assert [(prize["name"], prize["project"]) for prize in content["prizes"]] == [
        ("Primer puesto", ["Foxes at work", "Foxes"]),
        ("Segundo puesto", ["Owls at work", "Owls"]),
        ("Tercer puesto", None),
        ("Mejor uso de datos abiertos", ["Foxes at work", "Foxes"]),
    ]
    assert content["order"]["sha256"] == newest_bundle(contest.event).sha256
    assert len(content["rounds"][0]["sheets"]) == 6


def test_an_issued_paper_is_kept_under_its_hash_and_says_where_the_log_stood() -> None:
    contest = frozen()
    number, head = minutes_queries.audit_head()

    paper = issue(contest)
    files.give_up(paper.file_sha256)  # as another room does that kept the same file

    assert files.is_whole(paper.file_sha256)
    assert files.path_of(paper.file_sha256).read_bytes().startswith(b"%PDF-")
    assert minutes_content.hash_of(paper.content) == paper.sha256
    assert said(paper)["audit"] == {"number": number, "hash": head}
    assert db.session.get_one(audit.AuditEntry, number).hash == head


@pytest.mark.parametrize("act", [update(Minutes).values(content="{}"), delete(Minutes)])
def test_the_database_refuses_to_change_or_remove_what_was_issued(act: Any) -> None:
    paper = issue(frozen())

    with pytest.raises(DatabaseError, match="minutes never changes"):
        db.session.execute(act)
    db.session.rollback()

    assert db.session.get_one(Minutes, paper.id).sha256 == paper.sha256


def test_jurors_stand_under_codes_until_the_secretary_names_them() -> None:
    contest = frozen()
    codes = {sheet[1] for sheet in said(issue(contest))["rounds"][0]["sheets"]}

    write(contest, names_shown=True)
    names = {sheet[1] for sheet in said(issue(contest))["rounds"][0]["sheets"]}

    assert names == {"Chi", "Eva", "Dan"}
    assert len(codes) == 3
    assert codes.isdisjoint(names)


@pytest.mark.parametrize("missing", ["place", "opened", "closed", "legal_base", "attendants"])
def test_minutes_with_a_part_missing_are_not_issued(missing: str) -> None:
    contest = frozen(**{missing: ""})

    with pytest.raises(RuleBroken):
        issue(contest)

    assert minutes_queries.issued(contest.event) == []


def test_each_winner_needs_a_ground() -> None:
    contest = frozen()
    write(contest, **{ground_key(1, "foxes"): "Sí."})

    with pytest.raises(RuleBroken, match="Say in a sentence why"):
        issue(contest)


def test_a_ground_belongs_to_the_project_it_was_written_for() -> None:
    contest = frozen()
    withdraw(contest, "foxes")
    do(contest, actions.freeze, note="")

    texts = minutes_queries.texts_so_far(contest.event)
    facts = minutes_queries.facts_of(contest.event, newest_bundle(contest.event), "es")
    lacking = [values.get("title") for _, values in minutes_content.lacking(facts, texts)]

    assert "Owls at work" in lacking


@pytest.mark.parametrize(("places", "named"), [(None, ["Foxes", "Foxes"]), (3, ["–", "–"])])
def test_what_was_received_and_not_judged_stands_with_its_reason_and_with_its_team_where_all_are_named(
    places: int | None, named: list[str]
) -> None:
    contest = judged(**FOXES_BETTER)
    with transaction() as now:
        contest.event.public_places = places
        audit.record("test.places", contest.event, by=None, now=now)
    paper_builders.receipt_of(contest.projects[1])
    withdraw(contest, "foxes")
    do(contest, actions.freeze, note="")
    write(contest, exclusion_foxes="")
    with pytest.raises(RuleBroken, match="was not judged"):
        issue(contest)

    write(contest, exclusion_foxes="El equipo se retiró.")
    content = said(issue(contest))

    assert (content["received"], content["excluded"]) == (2, [[*named, "El equipo se retiró."]])


def test_a_draft_saved_meanwhile_stops_the_issue() -> None:
    contest = frozen()
    paper = made(contest, lambda seal: minutes_actions.minutes_text(contest.event, seal))
    write(contest, observations="Una línea más.")

    with pytest.raises(RuleBroken, match="Something changed"):
        do(contest, minutes_actions.issue, printed=paper)


def test_two_papers_made_at_once_do_not_share_a_number() -> None:
    contest = frozen()
    paper = made(contest, lambda seal: minutes_actions.minutes_text(contest.event, seal))
    issue(contest)

    with pytest.raises(RuleBroken, match="Something changed"):
        do(contest, minutes_actions.issue, printed=paper)


def test_minutes_are_of_the_published_order_whatever_comes_after() -> None:
    contest = frozen()
    first = newest_bundle(contest.event)
    publish(contest, first)

    paper = issue(contest)

    assert paper.bundle_id == first.id


def test_an_erratum_has_its_own_number_and_leaves_the_minutes_as_they_are() -> None:
    contest = frozen()
    minutes = issue(contest)
    texts = {"language": "es", "says": "Auditorio", "should_say": "Sala de sesiones", "reason": "Error de tipeo."}
    do(contest, minutes_actions.save_draft, texts=texts, corrects=1)
    shown = minutes_queries.shown_minutes(contest.standing(contest.olu), "libertad", 1)
    paper = made(contest, lambda seal: minutes_actions.erratum_text(shown, seal))

    with transaction() as now:
        fresh = minutes_queries.shown_minutes(contest.standing(contest.olu), "libertad", 1)
        erratum = minutes_actions.issue_erratum(fresh, paper, by=contest.standing(contest.olu), now=now)

    assert (erratum.number, erratum.corrects_id) == (2, minutes.id)
    assert said(erratum)["corrects"] == {"number": 1, "code": minutes.code, "sha256": minutes.sha256}
    assert [one.number for one in minutes_queries.errata_of(minutes)] == [2]
    assert minutes_queries.draft_of(contest.event, 1) is None


def test_nobody_writes_minutes_before_scoring_is_closed() -> None:
    contest = judged()
    set_clock(SCORING)

    with pytest.raises(NotAllowed):
        do(contest, minutes_actions.save_draft, texts=WRITTEN)


def test_nobody_but_the_organisers_writes_minutes() -> None:
    contest = frozen()

    with pytest.raises(NotAllowed):
        do(contest, minutes_actions.save_draft, by=contest.captains[0], texts=WRITTEN)


def test_the_same_text_gives_the_same_file() -> None:
    contest = frozen()
    seal = minutes_actions.seal_for(contest.event, now=clock.now())
    text = minutes_actions.minutes_text(contest.event, seal)

    first = printed(seal, text)
    current_app.config["CLOCK"].move(hours=1)

    assert printed(seal, text).file_sha256 == first.file_sha256
    assert timedelta(0) < clock.now() - minutes_queries.draft_of(contest.event).saved_at
