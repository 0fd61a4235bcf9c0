"""A juror's device without network, out of its sign-in, in other hands: what it keeps, what it sends, what it forgets."""

import pytest

from hackathon.database import db, transaction
from tests.factories import DELIBERATION, PASSWORD
from tests.jury.cast import Contest, link_in_mail, set_clock, sheets_in_database
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import follow, without_network

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = "/events/libertad/jury"


@pytest.fixture
def contest(live_server, session):
    return Contest(projects=3)


@pytest.fixture
def phone(new_page, contest):
    page = new_page(**PHONE)
    enter(page)
    return page


def enter(page, email="chi@example.pe"):
    page.goto(link_in_mail(email))
    page.get_by_role("button").last.click()
    page.wait_for_url(f"**{DESK}")


def sign_in(page, email):
    page.goto("/login")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    follow(page.locator("main button[type=submit]"))


def wait_until_kept(page):
    page.get_by_text("En este equipo estas páginas se abren sin red").wait_for()


def score(page, criterion, level):
    page.locator(f"input[name=score_{criterion}][value='{level}']").check()


def sheet(contest, slug="owls", juror=0):
    return f"{DESK}/{contest.seat(contest.jurors[juror], slug).public_id}"


def sent(page):
    page.locator("#kept", has_text="Enviado").wait_for()


def test_a_touch_is_kept_at_once_and_sent_by_itself(phone, contest):
    phone.goto(sheet(contest))

    score(phone, "innovation", 4)
    sent(phone)

    assert ("owls", "draft", 4) in sheets_in_database()


def test_without_network_the_list_and_every_sheet_open_and_what_is_scored_waits(phone, contest):
    wait_until_kept(phone)

    with without_network(phone):
        phone.goto(sheet(contest))
        score(phone, "innovation", 4)
        phone.locator("#kept", has_text="Guardado en este equipo. Se enviará cuando haya red.").wait_for()
        phone.goto(sheet(contest, "foxes"))
        score(phone, "viability", 3)
        phone.locator("#kept", has_text="Guardado en este equipo").wait_for()
        phone.goto(DESK)
        phone.get_by_text("Sin conexión. Sus 2 fichas están guardadas en este equipo.").wait_for()
        assert phone.get_by_text("En este equipo, sin enviar").count() == 2
        assert {total for *_, total in sheets_in_database()} == {None}

    phone.get_by_text("En este equipo, sin enviar").first.wait_for(state="detached")
    phone.get_by_text("Empezada").nth(1).wait_for()
    assert sorted(total or 0 for *_, total in sheets_in_database()) == [0, 3, 4]


def test_signing_needs_the_network_and_says_so(phone, contest):
    wait_until_kept(phone)

    with without_network(phone):
        phone.goto(f"{DESK}/sign")

        assert phone.get_by_role("heading", name="Esta página necesita red").is_visible()
        assert phone.get_by_text("Firmar, abstenerse y cambiar su perfil necesitan conexión.").is_visible()
    assert phone.get_by_role("link", name="Volver a la lista").is_visible()


def test_a_sheet_saved_on_two_devices_shows_both_and_the_juror_chooses(phone, new_page, contest):
    other = new_page()
    enter(other)
    other.goto(sheet(contest))
    phone.goto(sheet(contest))
    score(phone, "innovation", 4)
    sent(phone)

    score(other, "innovation", 2)
    score(other, "viability", 1)
    other.get_by_role("heading", name="Esta ficha se guardó también en otro equipo").wait_for()
    assert sheets_in_database()[1:] == [("owls", "draft", 4), ("team-02", "draft", None)]
    assert_accessible(other)
    other.get_by_role("group", name="Innovación").get_by_label("En el otro equipo: 4").check()
    other.get_by_role("group", name="Viabilidad y sostenibilidad").get_by_label("En este equipo: 1").check()
    other.get_by_role("button", name="Guardar lo que elegí").click()
    sent(other)

    assert ("owls", "draft", 5) in sheets_in_database()
    assert other.locator("input[name=score_innovation]:checked").input_value() == "4"


def test_what_is_typed_on_both_devices_stays_on_both_until_somebody_chooses(phone, new_page, contest):
    other = new_page()
    enter(other)
    other.goto(sheet(contest))
    phone.goto(sheet(contest))
    phone.get_by_label("Comentario para el equipo").fill("Desde el teléfono.")
    sent(phone)
    other.get_by_label("Comentario para el equipo").fill("Desde la computadora.")

    other.get_by_role("heading", name="Esta ficha se guardó también en otro equipo").wait_for()

    other.reload()
    both = other.get_by_role("group", name="Comentario para el equipo")
    both.wait_for()
    assert both.get_by_label("En este equipo: Desde la computadora.").is_visible()
    assert both.get_by_label("En el otro equipo: Desde el teléfono.").is_visible()


def test_after_the_sign_in_has_ended_everything_stays_here_and_is_sent_after_the_next(phone, contest):
    phone.goto(sheet(contest))
    with transaction():
        db.session.execute(db.text("DELETE FROM login_session"))

    score(phone, "innovation", 4)
    phone.get_by_text("Su sesión terminó. Una ficha está guardada en este equipo").wait_for()
    assert ("owls", "draft", None) in sheets_in_database()
    enter(phone)

    phone.locator(".points b", has_text="12.00").wait_for()
    phone.get_by_text("En este equipo, sin enviar").wait_for(state="detached")
    assert ("owls", "draft", 4) in sheets_in_database()


def test_what_arrives_after_scoring_closed_is_refused_with_the_reason_and_kept_here(phone, contest):
    phone.goto(sheet(contest))
    set_clock(DELIBERATION)

    score(phone, "innovation", 4)

    phone.get_by_text("“Owls at work” no fue aceptada: La evaluación está cerrada").wait_for()
    assert ("owls", "draft", None) in sheets_in_database()


def test_signing_out_removes_every_page_and_warns_of_what_was_not_sent(phone, contest):
    wait_until_kept(phone)
    phone.goto(sheet(contest))
    phone.route("**/changes", lambda route: route.abort("internetdisconnected"))
    score(phone, "innovation", 4)
    phone.locator("#kept", has_text="Guardado en este equipo").wait_for()

    phone.goto("/logout")
    phone.get_by_text("En este equipo hay fichas que todavía no se enviaron").wait_for()
    follow(phone.get_by_role("button", name="Cerrar sesión"))

    assert phone.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('jury:'))") == []
    assert phone.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_whoever_else_signs_in_at_the_device_finds_no_page_of_the_juror(phone, contest):
    wait_until_kept(phone)
    phone.context.clear_cookies()

    sign_in(phone, contest.olu.email)

    phone.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    assert phone.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('jury:'))") == []


def test_pages_are_not_kept_where_the_juror_does_not_want_it(phone, contest):
    wait_until_kept(phone)

    phone.get_by_role("button", name="No guardarlas aquí").click()
    phone.get_by_text("Estas páginas no se guardan en este equipo").wait_for()

    assert phone.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('jury:'))") == []


def test_where_the_browser_keeps_nothing_the_form_sends_by_itself(phone, contest):
    phone.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { value: { open() { throw new Error('blocked') } } })"
    )
    phone.goto(sheet(contest))

    score(phone, "innovation", 4)
    follow(phone.get_by_role("button", name="Guardar y siguiente"))

    assert ("owls", "draft", 4) in sheets_in_database()
