"""A jury that judges without names: no byte that a juror can fetch holds the name of a team or of its people."""

import re

import pytest

from hackathon.database import db, transaction
from hackathon.outbox import Mail
from tests.factories import sign_in
from tests.jury.cast import JURY, TYPED, Contest, enter, link_in_mail, sheet_of
from tests.machinery.interference import addresses, everything_said

CANARIES = re.compile(r"\b(owls|foxes|ada|ben|git\.example\.pe)\b", re.IGNORECASE)
"""The teams and their captains, who name themselves in what they handed in; and where their code is."""


def judge_blindly(*, links=False):
    with transaction():
        db.session.execute(db.text("UPDATE event SET blind_judging = true, blind_links = :links"), {"links": links})
    db.session.expire_all()


@pytest.fixture
def contest(session):
    return Contest()


@pytest.fixture
def chi(client, contest):
    return enter(client, contest)


def pages_of(app, contest):
    known = {
        "event": ["libertad"],
        "project": ["unknown"],
        "assignment": [sheet_of(contest, slug).rpartition("/")[2] for slug in ("owls", "foxes")],
    }
    return addresses(app, known)


def test_no_page_that_a_juror_can_fetch_names_a_team_or_its_people(app, chi, contest):
    judge_blindly()

    said = everything_said(chi, pages_of(app, contest))

    spoken = {
        page: found
        for page, (_status, body, headers) in said.items()
        if (found := CANARIES.findall(f"{body} {headers}"))
    }
    assert spoken == {}
    assert said[sheet_of(contest)][0] == 200
    assert "▒▒▒ found the data." in said[sheet_of(contest)][1]


def test_no_answer_to_what_a_juror_sends_and_no_mail_names_anybody(chi, contest):
    judge_blindly()

    saved = chi.submit(sheet_of(contest), **TYPED)
    recused = chi.submit(f"{sheet_of(contest, 'foxes')}/recusal", cause="Los conozco")
    page = chi.get(recused.location)

    for answer in (saved, recused, page):
        assert CANARIES.findall(f"{answer.text} {answer.headers}") == []
    mails = db.session.scalars(db.select(Mail.text).where(Mail.to == "chi@example.pe")).all()
    assert CANARIES.findall(" ".join(mails)) == []


def test_links_are_shown_where_the_organisers_let_them(chi, contest):
    judge_blindly(links=True)

    assert "git.example.pe" in chi.get(sheet_of(contest)).text


def test_the_projects_wait_for_the_results_and_say_why(visit, contest):
    judge_blindly()

    page = visit().get("/events/libertad/projects")

    assert "El jurado evalúa sin nombres." in page.text
    assert visit().get("/events/libertad/projects/owls").status_code == 404


def test_ties_are_declared_in_words_and_keep_a_juror_from_the_project(client, session):
    contest = Contest(jurors=0, is_open=False)
    judge_blindly()
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")

    page = client.get(link).text
    client.submit(link, ties="owls\nUniversidad de Trujillo", confidentiality=True)
    contest.open_round()

    assert CANARIES.findall(page) == []
    assert contest.invitation("chi@example.pe").declared_ties == "owls\nUniversidad de Trujillo"
    assert client.get(JURY).text.count("Abstención") == 1


def test_the_organisers_learn_what_blind_judging_does_not_hide(visit, contest):
    page = sign_in(visit(), contest.olu).get("/events/libertad/manage/settings").text

    assert "su código y su demostración pueden delatar quién es" in page
