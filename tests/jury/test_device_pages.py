"""What a script of a juror's page is answered: the same rule as the form, in a form that a device can act on."""

import pytest

from hackathon.database import db
from tests.factories import DELIBERATION, sign_in
from tests.jury.cast import FULL, JURY, TYPED, Contest, enter, set_clock, sheet_of, sheets_in_database


@pytest.fixture
def contest(session):
    return Contest()


@pytest.fixture
def chi(client, contest):
    return enter(client, contest)


def changes(visitor, contest, **typed):
    """The sheet's own form, sent to where the script sends it."""
    form = visitor.form(sheet_of(contest))
    return visitor.post(f"{sheet_of(contest)}/changes", data=form.filled({}) | typed)


def stored(visitor, contest):
    return visitor.get(f"{sheet_of(contest)}/saved").json


def test_changes_are_stored_and_lead_to_what_is_stored(chi, contest):
    answer = changes(chi, contest, **TYPED, comment_to_team="Buen cruce.", comment="Discutir.", note="Ver el mapa.")

    assert (answer.status_code, answer.location) == (303, f"{sheet_of(contest)}/saved")
    found = stored(chi, contest)
    assert found["version"] == 2
    assert found["values"] == {f"score_{key}": str(score) for key, score in FULL.items()} | {
        "comment_to_team": "Buen cruce.", "comment": "Discutir.", "note": "Ver el mapa.",
    }  # fmt: skip


def test_the_same_changes_sent_twice_are_stored_once(chi, contest):
    form = chi.form(sheet_of(contest))
    data = form.filled({}) | TYPED

    answers = [chi.post(f"{sheet_of(contest)}/changes", data=data) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"{sheet_of(contest)}/saved"] * 2
    assert stored(chi, contest)["version"] == 2


def test_changes_of_an_older_version_are_refused_with_what_is_stored(chi, contest):
    form = chi.form(sheet_of(contest))
    contest.score(contest.jurors[0], innovation=1)

    answer = chi.post(f"{sheet_of(contest)}/changes", data=form.filled({}) | TYPED)

    assert answer.status_code == 409
    assert (answer.json["version"], answer.json["values"]["score_innovation"]) == (2, "1")
    assert sheets_in_database()[1] == ("owls", "draft", 19)


def test_without_scripts_the_form_shows_both_versions_and_keeps_what_was_typed(chi, contest):
    form = chi.form(sheet_of(contest))
    contest.score(contest.jurors[0], innovation=1)

    answer = chi.post(form.action, data=form.filled({**TYPED, "comment_to_team": "Se queda aquí."}))

    assert answer.status_code == 409
    assert "Guardado ahora" in answer.text
    assert "Se queda aquí." in answer.text


def test_a_score_outside_the_scale_is_refused_with_the_reason(chi, contest):
    answer = changes(chi, contest, score_innovation="9")

    assert answer.status_code == 422
    assert "fuera de la escala" in answer.json["reason"]


def test_out_of_time_and_after_stepping_aside_nothing_is_stored(chi, contest):
    form = chi.form(sheet_of(contest)).filled({}) | TYPED
    chi.submit(f"{sheet_of(contest)}/recusal", cause="Asesoré a este equipo")
    recused = chi.post(f"{sheet_of(contest)}/changes", data=form)
    other = chi.form(sheet_of(contest, "foxes")).filled({}) | TYPED
    set_clock(DELIBERATION)
    late = chi.post(f"{sheet_of(contest, 'foxes')}/changes", data=other)

    assert (recused.status_code, late.status_code) == (403, 403)
    assert "La evaluación está cerrada" in late.json["reason"]
    assert {total for *_, total in sheets_in_database()} == {None}


def test_without_a_token_or_a_sign_in_nothing_is_stored(chi, visit, contest):
    form = chi.form(sheet_of(contest)).filled({}) | TYPED

    assert chi.post(f"{sheet_of(contest)}/changes", data=form | {"csrf_token": "none"}).status_code == 400
    assert visit().post(f"{sheet_of(contest)}/changes", data=form).status_code == 401
    assert {total for *_, total in sheets_in_database()} == {None}


def test_the_worker_may_reach_the_list_and_nothing_above_it(client, contest):
    answer = client.get(f"{JURY}/worker.js")

    assert answer.headers["Service-Worker-Allowed"] == JURY
    assert answer.mimetype == "text/javascript"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_private_note_is_the_jurors_alone(chi, visit, contest):
    changes(chi, contest, **TYPED, note="CANARY")
    set_clock(DELIBERATION)
    olu = sign_in(visit(), contest.olu)

    assert "CANARY" in chi.get(sheet_of(contest)).text
    for address in ("manage/jury", "manage/results", "manage"):
        assert "CANARY" not in olu.get(f"/events/libertad/{address}").text
    assert "CANARY" not in str(db.session.execute(db.text("SELECT changes FROM audit_entry")).all())
