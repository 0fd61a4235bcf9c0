"""Prizes for a place, on a criterion, of a challenge and by name, void ones and mentions: the same wherever they are told."""

import json
from typing import Any

import pytest

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.results import actions, certificate_actions, certificate_queries, deliberation_actions, verification
from hackathon.results.certificate_queries import JOB
from hackathon.results.minutes_paper import minutes_pdf
from hackathon.results.paper_models import Certificate, CertificateKind
from tests.factories import sign_in
from tests.jury.cast import Contest
from tests.paper_builders import GROUND, issue_minutes
from tests.results.bundles import independent_faults
from tests.results.deliberation import deliberating
from tests.results.judged import do, publish

pytestmark = pytest.mark.usefixtures("session")
VOID = "Ningún tercer puesto cumple lo que pide la rúbrica."
NAMED = "Su código se lee y se instala sin preguntar nada."
MENTION = "Por escuchar a quienes usan los datos."
TIE = "La sala vio que sus límites están mejor explicados."
WON = {1: "owls", 2: "foxes", 4: "owls", 5: "team-02", 6: "team-03"}
TITLES = {"owls": "Owls at work", "foxes": "Foxes at work", "team-02": "Team 02 at work", "team-03": "Team 03 at work"}


@pytest.fixture
def decided() -> Contest:
    """The chair parted the tie, gave the third place to nobody, the prize of its own to the last, a mention to the third."""
    contest = deliberating()
    chair: dict[str, Any] = {"by": contest.jurors[0]}
    do(contest, deliberation_actions.decide_order, entries=["owls", "foxes", "team-02"], reason=TIE, **chair)
    do(contest, deliberation_actions.decide_prize, position=3, entry=None, reason=VOID, **chair)
    do(contest, deliberation_actions.decide_prize, position=6, entry="team-03", reason=NAMED, **chair)
    do(contest, deliberation_actions.mention, entry="team-02", reason=MENTION, **chair)
    return contest


def test_every_prize_is_the_same_on_page_minutes_diplomas_and_in_the_bundle(decided: Contest, visit: Any) -> None:
    frozen = do(decided, actions.freeze, note="")
    minutes = issue_minutes(decided.event, decided.standing(decided.olu))
    publish(decided, frozen)
    names = {award.position: str(award.name) for award in actions.queries.awards_of(decided.event)}

    page = visit().get("/events/libertad/results").text
    open_data = visit().get("/events/libertad/data/results.json").get_json()
    said = json.loads(minutes.content)
    for text in (frozen.content, frozen.public_content):
        assert verification.findings(text.encode()) == independent_faults(text.encode()) == []
        assert dict(json.loads(text)["awards"]) == {**WON, 3: None}
    assert {one["position"]: one["entry"] for one in said["prizes"]} == {**WON, 3: None}
    assert [one["void"] for one in said["prizes"] if one["entry"] is None] == ["decided"]
    assert diplomas(decided) == sorted((position, captain_of(decided, slug)) for position, slug in WON.items())
    told = {one["entry"]: one["prizes"] for one in open_data}
    for position, slug in WON.items():
        assert names[position] in told[slug]
        assert names[position] in part_of(page, TITLES[slug])
    assert names[3] not in "".join(told.values())
    for reason in (TIE, VOID, NAMED, MENTION):
        assert reason in page
        assert reason in minutes.content
        assert reason in frozen.public_content
    assert page.count(GROUND) == len(WON)
    assert minutes_pdf(minutes.content).startswith(b"%PDF")


def part_of(page: str, title: str) -> str:
    """The line of a project in the order of the page."""
    return next(part for part in page.split("<li") if f">{title}</a></h2>" in part)


def diplomas(contest: Contest) -> list[tuple[int, str]]:
    """(position of the prize, whose) of every diploma that was made."""
    with transaction() as now:
        by = contest.standing(contest.olu)
        certificate_actions.name_signatories(contest.event, [{"name": "Elena", "office": "Gerenta"}], by=by, now=now)
        certificate_actions.issue(contest.event, by=by, now=now)
    jobs.run_now(JOB, contest.event.id)
    db.session.expire_all()
    made = db.session.query(Certificate).filter_by(kind=CertificateKind.DIPLOMA)
    assert certificate_queries.lacking(contest.event) == []
    return sorted((one.prize, one.name) for one in made)


def captain_of(contest: Contest, slug: str) -> str:
    return next(
        captain.name for captain, one in zip(contest.captains, contest.projects, strict=True) if one.slug == slug
    )


def test_a_prize_that_the_jury_named_nobody_for_is_void_and_says_so(visit: Any) -> None:
    contest = deliberating()
    do(
        contest,
        deliberation_actions.decide_order,
        entries=["owls", "foxes", "team-02"],
        reason=TIE,
        by=contest.jurors[0],
    )
    publish(contest, do(contest, actions.freeze, note=""))

    page = visit().get("/events/libertad/results").text

    assert "<b>Mejor código.</b> El jurado no nombró a nadie." in page
    assert "Nadie tiene este premio" in visit().get("/events/libertad").text


def test_a_team_reads_the_prize_that_the_jury_named_it_for(decided: Contest, visit: Any) -> None:
    publish(decided, do(decided, actions.freeze, note=""))

    last = sign_in(visit(), decided.captains[3]).get("/events/libertad/me/results").text
    project = visit().get("/events/libertad/projects/team-03").text

    assert "Mejor código" in last
    assert "Mejor código" in project


def test_without_minutes_the_page_gives_no_ground(decided: Contest, visit: Any) -> None:
    publish(decided, do(decided, actions.freeze, note=""))

    assert "El jurado, en su acta" not in visit().get("/events/libertad/results").text
