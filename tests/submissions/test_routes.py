"""The pages of a team's own project: what is saved, refused and given back."""

import hashlib

from sqlalchemy import func, select

from hackathon.database import db
from hackathon.submissions.models import Receipt
from tests import factories
from tests.machinery.page_forms import the_form
from tests.project_builders import challenge, dataset, found_portal
from tests.submissions.desk import CLOSING, ME, TEXTS, newest, version_count


def test_ada_writes_picks_a_dataset_and_hands_in_without_javascript(ada):
    ada.submit(ME, **TEXTS, challenges=["R1"])
    form = ada.form(ME)
    answer = ada.post(form.action, data=form.filled({"add": "libertad/puntos-criticos"}))
    assert answer.location.endswith("#datasets")
    ada.submit(ME, **{"datasets-0-how": "Para avisar."})

    answer = ada.submit(f"{ME}/submit")

    page = ada.get(answer.location).text
    receipt = db.session.scalars(select(Receipt)).one()
    assert receipt.code in page
    assert receipt.sha256 in page
    assert newest().content["datasets"][0]["how"] == "Para avisar."


def test_the_datasets_of_all_challenges_are_offered_in_their_order_until_one_is_ticked(ada, desk):
    challenge(desk.event, dataset(found_portal("libertad"), "Bancos de sangre"), code="R2")

    before = ada.get(ME).text
    ada.submit(ME, title="Quebrada", challenges=["R2"])
    after = ada.get(ME).text

    assert before.index("De los retos del evento") < before.index("Puntos críticos") < before.index("Bancos de sangre")
    assert "De sus retos" in after
    assert ("Puntos críticos" in after, "Bancos de sangre" in after) == (False, True)


def test_the_closing_refuses_with_the_moment_and_gives_every_text_back(ada, clock):
    form = ada.form(ME)
    clock.set(CLOSING)

    answer = ada.post(ME, data=form.filled(TEXTS | {"challenges": ["R1"], "find": "x"}))

    assert answer.status_code == 403
    assert "18/10/2026 13:00:00" in answer.text
    for typed in (value for name, value in TEXTS.items() if name != "licence"):
        assert typed in answer.text
    assert version_count() == 0


def test_the_refusal_at_the_closing_is_said_in_english_too(ada, clock):
    form = ada.form(f"{ME}?lang=en")
    clock.set(CLOSING)

    answer = ada.post(f"{ME}?lang=en", data=form.filled(TEXTS))

    assert "Submissions closed on 18 Oct 2026 13:00:00" in answer.text
    assert "was not saved" in answer.text


def test_after_the_closing_the_page_shows_what_was_saved(ada, clock):
    ada.submit(ME, **TEXTS)
    clock.set(CLOSING)

    page = ada.get(ME)

    assert page.status_code == 200
    assert "Una alerta por barrio." in page.text
    assert "<textarea" not in page.text


def test_a_stale_save_shows_both_texts_challenges_and_datasets_too(ada, ben):
    mine, other = ada.form(ME), ben.form(ME)
    ada.post(ME, data=mine.filled({"title": "De Ada", "challenges": ["R1"]}) | {"add": "libertad/puntos-criticos"})
    picked = {"datasets-0-ref": "libertad/lluvias-diarias", "datasets-0-how": "Cada día."}

    answer = ben.post(ME, data=other.filled({"title": "De Ben"}) | picked)

    assert answer.status_code == 409
    typed = answer.text[answer.text.index('role="alert"') :]
    for text in ("De Ada", "De Ben", "R1", "libertad/puntos-criticos", "libertad/lluvias-diarias: Cada día."):
        assert text in typed
    assert newest().content["title"] == "De Ada"


def test_after_both_texts_were_seen_saving_again_is_a_decision(ada, ben):
    mine, other = ada.form(ME), ben.form(ME)
    ada.post(ME, data=mine.filled({"title": "De Ada"}))
    refused = ben.post(ME, data=other.filled({"title": "De Ben"}))

    ben.post(ME, data=the_form(refused.text, ME).filled({}))

    assert [newest().number, newest().content["title"]] == [2, "De Ben"]


def test_the_same_form_twice_is_one_version_with_one_answer(ada):
    sent = ada.form(ME).filled(TEXTS)

    first, second = ada.post(ME, data=sent), ada.post(ME, data=sent)

    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, ME)
    assert version_count() == 1


def test_handing_in_twice_by_a_double_click_is_one_receipt(ada, desk):
    desk.save()
    sent = ada.form(f"{ME}/submit").filled({})

    first, second = ada.post(f"{ME}/submit", data=sent), ada.post(f"{ME}/submit", data=sent)

    assert first.location == second.location
    assert db.session.scalar(select(func.count(Receipt.id))) == 1


def test_what_somebody_saved_meanwhile_is_shown_before_it_is_handed_in(ada, ben, desk):
    desk.save()
    sent = ada.form(f"{ME}/submit").filled({})
    ben.submit(ME, title="Cambiado")

    answer = ada.post(f"{ME}/submit", data=sent)

    assert answer.status_code == 409
    assert "Cambiado" in answer.text
    assert db.session.scalar(select(func.count(Receipt.id))) == 0


def test_taking_back_names_the_thing_and_asks_first(ada, desk):
    desk.save()
    desk.submit()

    assert "Quebrada" in ada.get(f"{ME}/take-back").text
    ada.submit(f"{ME}/take-back")

    assert desk.project.state == "draft"


def test_somebody_without_a_team_learns_what_to_do(desk, visit):
    zed = factories.sign_in(visit(), factories.person("Zed"))

    answer = zed.get(ME)

    assert answer.status_code == 403
    assert "equipo" in answer.text


def test_a_visitor_is_asked_to_sign_in(desk, client):
    answer = client.get(ME)

    assert answer.location.startswith("/login")


def test_versions_are_listed_and_shown_as_they_were(ada):
    ada.submit(ME, title="Primera")
    ada.submit(ME, title="Segunda")

    assert "Ada" in ada.get(f"{ME}/versions").text
    assert "Primera" in ada.get(f"{ME}/versions/1").text
    assert ada.get(f"{ME}/versions/3").status_code == 404


def test_the_file_of_a_version_has_the_hash_of_its_receipt(ada):
    ada.submit(ME, **TEXTS)

    assert hashlib.sha256(ada.get(f"{ME}/versions/1.json").data).hexdigest() == newest().sha256


def test_a_dataset_with_a_strange_number_is_no_dataset(ada):
    strange = {"datasets-²-ref": "libertad/puntos-criticos", f"datasets-{'9' * 5_000}-ref": "libertad/puntos-criticos"}

    answer = ada.post(ME, data=ada.form(ME).filled({"title": "Quebrada"}) | strange)

    assert answer.status_code == 303
    assert newest().content["datasets"] == []
