"""An order that is frozen, confirmed and has its hour is still nobody's: not a byte of it before that hour (promise P3)."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from hackathon.database import db, transaction
from hackathon.results import actions, deliberation_actions, deliberation_queries, publication_actions
from hackathon.results.models import RankingBundle
from tests.factories import DELIBERATION, event, person, sign_in
from tests.jury.cast import Contest, link_in_mail, set_clock
from tests.machinery.interference import addresses, everything_said
from tests.results.judged import do, second

NOTE = "CANARIO nota: una ficha no se firmó."
REASON = "CANARIO motivo: la presidencia decidió así."
MENTION = "CANARIO mención: por su lectura de los datos."
SAID = "CANARIO palabra: dudamos de la licencia."
TABLES = ("projects", "datasets-used", "results", "scores")


@pytest.fixture
def frozen(session, visit) -> tuple[Contest, RankingBundle, Any]:
    """Four projects, two of them tied, one juror's sheets unsigned; the chair decided; it comes out in half an hour."""
    contest = Contest(projects=4, jurors=3)
    for juror in contest.jurors:
        for number, project in enumerate(contest.projects):
            marks = {"open_data": 5, "innovation": 5 - max(number - 1, 0)}
            contest.score(juror, project.slug, comment=f"CANARIO comentario {number}", **marks)
    for juror in contest.jurors[:2]:
        contest.sign(juror)
    eva = visit()
    eva.submit(link_in_mail("eva@example.pe"))
    set_clock(DELIBERATION)
    do(contest, deliberation_actions.open_ballot, entries=["foxes", "owls"])
    with transaction() as now:
        paper = paper_of(contest)
        deliberation_actions.vote(paper, entry="foxes", by=contest.standing(contest.jurors[0]), now=now)
        deliberation_actions.close_ballot(paper, by=contest.standing(contest.olu), now=now)
    do(contest, deliberation_actions.decide_order, entries=["foxes", "owls"], reason=REASON)
    do(contest, deliberation_actions.mention, entry="team-03", reason=MENTION)
    do(contest, deliberation_actions.say, text=SAID)
    made = do(contest, actions.freeze, note=NOTE)
    do(contest, publication_actions.confirm, sha256=made.sha256, by=second(contest))
    do(contest, publication_actions.set_hour, sha256=made.sha256, release_at=DELIBERATION + timedelta(minutes=30))
    return contest, made, eva


def paper_of(contest: Contest) -> Any:
    """The vote, as the first juror finds it."""
    ballot = deliberation_queries.ballots_of(contest.event)[0]
    found = deliberation_queries.paper_to_fill_in(contest.standing(contest.jurors[0]), "libertad", ballot.public_id)
    assert found is not None
    return found


def canaries(contest: Contest, made: RankingBundle) -> set[str]:
    """Texts that only the frozen order and the sheets hold: scores, hashes, pseudonyms, codes, reasons, comments."""
    content = json.loads(made.content)
    scores = {line["score"] for line in content["order"]}
    hashes = {made.sha256, made.public_sha256, content["audit"]["hash"]}
    codes = {contest.invitation(f"{name}@example.pe").code for name in ("chi", "eva", "dan")}
    comments = {f"CANARIO comentario {number}" for number in range(4)}
    drawn = {f"~{name}" for name in ("AAAAAA", "BBBBBB")} | set(made.pseudonyms.values())
    return (
        scores
        | {score[:5] for score in scores}
        | hashes
        | codes
        | comments
        | drawn
        | {NOTE, REASON, MENTION, SAID, "minka-results-2"}
    )


def rewrite_the_frozen_order() -> None:
    """Another content, other hashes, names and prizes in the very same rows: nothing else in the database moves."""
    with transaction():
        db.session.execute(
            db.text(
                "UPDATE ranking_bundle SET content = '{}', public_content = '{}', sha256 = 'x', public_sha256 = 'y', "
                "pseudonyms = '{}'"
            )
        )
        db.session.execute(db.text("UPDATE jury_decision SET reason = 'z', entries = '[]'"))
        db.session.execute(db.text("UPDATE ballot SET entries = '[]'"))
        db.session.execute(db.text("UPDATE ballot_vote SET entry = 'owls'"))
        db.session.execute(db.text("UPDATE award SET project_id = (SELECT min(id) FROM project)"))
    db.session.rollback()
    db.session.expire_all()


def test_before_its_hour_nobody_fetches_a_byte_of_the_frozen_order(app, frozen, visit) -> None:
    contest, made, eva = frozen
    secrets = canaries(contest, made)
    actors = unprivileged(contest, visit) | {"a juror": eva}
    pages = addresses(app, {
        "event": ["libertad"], "project": ["owls", "team-03"], "team": ["owls"], "position": ["1"], "table": TABLES, "rubric": ["1"],
        "candidate": [str(one.id) for one in contest.projects], "ballot": [paper_of(contest).ballot.public_id],
        "decision": [one.public_id for one in deliberation_queries.decisions_of(contest.event)],
        "assignment": [contest.seat(juror).public_id for juror in contest.jurors],
    })  # fmt: skip

    before = {name: everything_said(visitor, pages) for name, visitor in actors.items()}
    rewrite_the_frozen_order()
    after = {name: everything_said(visitor, pages) for name, visitor in actors.items()}

    assert len(secrets) >= 20
    told = [
        (name, page, one)
        for name, said in before.items()
        for page in pages
        for one in secrets
        if one in str(said[page])
    ]
    assert [one for one in told if not own_to_a_juror(*one)] == []
    assert [(name, page) for name in actors for page in pages if before[name][page] != after[name][page]] == []


def own_to_a_juror(name: str, page: str, text: str) -> bool:
    """Eva reads on her own pages what she wrote on her own sheets, and their totals; and what the jury said."""
    if page == "/events/libertad/jury/deliberation":
        return name == "a juror" and text == SAID
    is_her_own = text.startswith("CANARIO comentario") or re.fullmatch(r"[0-9.]+", text) is not None
    return name == "a juror" and page.startswith("/events/libertad/jury") and is_her_own


def unprivileged(contest: Contest, visit: Any) -> dict[str, Any]:
    """Who else is not entitled: each in a browser of their own."""
    elsewhere = person("Vera")
    event(elsewhere, slug="piura", name="Hackathon Piura")
    people = {
        "a stranger": person("Zed"),
        "the first team": contest.captains[0],
        "the last team": contest.captains[3],
        "an organiser of another event": elsewhere,
    }
    nobody = visit()
    nobody.get("/login")  # from the first form on a browser carries a cookie, and that alone changes headers
    return {"nobody": nobody} | {name: sign_in(visit(), who) for name, who in people.items()}
