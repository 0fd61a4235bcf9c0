"""Before the publication nobody learns a score, from any page, in any format (promise P3).

Non-interference: every page is fetched by every actor, then all scores and comments are changed behind their back,
then every page is fetched again. Whatever differs would be a leak: in the text, in an order, in a count, in a header.
"""

import re

import pytest

from hackathon.database import db, transaction
from tests.factories import DELIBERATION, PASSWORD, administrator, event, person, sign_in
from tests.factories import SCORING as WHILE_SCORING
from tests.jury.cast import FULL, Contest, link_in_mail, set_clock
from tests.machinery.interference import addresses, everything_said

# Once scoring is closed the organisers prepare the publication, and see the order of merit on this one page.
ENTITLED = {(name, "/events/libertad/manage/results") for name in ("an organiser", "an administrator")}
PHASES = {"scoring": WHILE_SCORING, "deliberation": DELIBERATION}


def pages_of(app, contest):
    """Every address that answers a GET, filled with this contest's things."""
    known = {
        "event": ["libertad"],
        "project": ["owls"],
        "team": ["owls"],
        "assignment": [contest.seat(juror).public_id for juror in contest.jurors],
        "invitation": [contest.invitation("chi@example.pe").public_id],
        "position": ["1"],
        "table": ["projects", "datasets-used", "results", "scores"],
        "rubric": ["1"],
    }
    return addresses(app, known)


def rewrite_every_score():
    """Other scores and comments on the very same sheets: nothing else in the database moves."""
    with transaction():
        db.session.execute(db.text("UPDATE score SET value = 5 - value"))
        db.session.execute(db.text("UPDATE score_sheet SET comment = 'CANARY after' WHERE comment <> ''"))
    db.session.rollback()
    db.session.expire_all()


@pytest.fixture
def judged(session):
    """Both jurors have sheets; one of Chi's is signed and one is a draft."""
    contest = Contest(jurors=2)
    chi = contest.jurors[0]
    contest.score(chi, "owls", comment="CANARY before")
    contest.sign(chi)
    contest.score(chi, "foxes", comment="CANARY before", innovation=None)
    return contest


@pytest.fixture
def actors(judged, visit):
    """Everybody but Chi: an organiser, an administrator and another juror among them."""
    elsewhere = person("Vera")
    event(elsewhere, slug="piura", name="Hackathon Piura")
    people = {
        "an organiser": judged.olu,
        "an organiser of another event": elsewhere,
        "a team": judged.captains[0],
        "another team": judged.captains[1],
        "a stranger": person("Zed"),
        "an administrator": administrator(),
    }
    visitors = {name: sign_in(visit(), someone) for name, someone in people.items()}
    juror, nobody = visit(), visit()
    juror.submit(link_in_mail("eva@example.pe"))
    nobody.get("/login")  # from the first form on a browser carries a cookie, and that alone changes headers
    return {"nobody": nobody, "another juror": juror, **visitors}


@pytest.mark.parametrize("phase", ["scoring", pytest.param("deliberation", marks=pytest.mark.full)])
def test_no_page_of_anybody_depends_on_a_score(app, judged, actors, phase):
    set_clock(PHASES[phase])
    pages = pages_of(app, judged)
    before = {name: everything_said(visitor, pages) for name, visitor in actors.items()}

    rewrite_every_score()

    after = {name: everything_said(visitor, pages) for name, visitor in actors.items()}
    leaks = [(name, page) for name, said in before.items() for page in pages if said[page] != after[name][page]]
    assert leaks == (sorted(ENTITLED, reverse=True) if phase == "deliberation" else [])
    spoken = [(name, page) for name, said in after.items() for page in pages if "CANARY" in said[page][1]]
    assert spoken == []


def test_the_juror_alone_sees_the_change(app, judged, visit):
    set_clock(WHILE_SCORING)
    chi = visit()
    chi.submit(link_in_mail("chi@example.pe"))
    pages = [
        "/events/libertad/jury",
        "/events/libertad/jury/sign",
        f"/events/libertad/jury/{judged.seat(judged.jurors[0]).public_id}",
    ]
    before = everything_said(chi, pages)

    rewrite_every_score()

    after = everything_said(chi, pages)
    assert all(before[page] != after[page] for page in pages)
    assert "CANARY after" in after[pages[2]][1]


def test_the_audit_log_names_what_changed_and_holds_no_score(judged):
    rows = db.session.execute(db.text("SELECT action, changes FROM audit_entry WHERE action LIKE 'jury.%'")).all()
    text = " ".join(f"{row.changes}" for row in rows)

    assert {row.action for row in rows} >= {"jury.sheet_saved", "jury.signed", "jury.accepted"}
    assert "CANARY" not in text
    assert not re.search(r'"value":\s*\[', text)
    assert FULL
    assert PASSWORD not in text
