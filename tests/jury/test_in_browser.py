"""The jury in a real browser: by mouse with every activation counted, by keyboard, without scripts, in every look."""

import pytest

from tests.factories import PASSWORD
from tests.jury.cast import Contest, link_in_mail, sheets_in_database
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways, follow, width

CRITERIA = ("open_data", "public_impact", "innovation", "viability", "prototype", "presentation")
PHONE = {"viewport": {"width": 360, "height": 780}, "color_scheme": "light"}
DESK_AT_NIGHT = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark", "locale": "en"}
looks = pytest.mark.parametrize(
    "look", [pytest.param(PHONE, id="phone"), pytest.param(DESK_AT_NIGHT, id="desk at night", marks=pytest.mark.full)]
)


@pytest.fixture
def contest(live_server, session):
    return Contest()


def enter(page):
    page.goto(link_in_mail("chi@example.pe"))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/events/libertad/jury")


def first_sheet(page):
    page.goto("/events/libertad/jury")
    follow(page.locator(".seats h2 a").first)


def test_from_the_link_to_the_signature_in_as_few_activations_as_promised(page, live_server, session):
    contest = Contest(jurors=0, is_open=False)
    contest.invite("Chi")
    done = 0

    def press(locator):
        nonlocal done
        done += 1
        locator.click()

    page.goto(link_in_mail("chi@example.pe"))
    done += 1
    press(page.get_by_label("Guardo reserva"))
    press(page.get_by_role("button", name="Aceptar y entrar"))
    page.wait_for_url("**/jury")
    contest.open_round()
    page.reload()
    press(page.locator(".seats h2 a").first)
    for _ in contest.projects:
        for criterion in CRITERIA:
            press(page.locator(f"input[name=score_{criterion}][value='4']"))
        assert page.locator("#total").inner_text() == "80.00"
        with page.expect_navigation(wait_until="load"):
            press(page.get_by_role("button", name="Guardar y siguiente"))
    press(page.get_by_role("button", name="Firmar 2 fichas"))
    page.wait_for_url("**/jury")

    assert done <= 3 + len(contest.projects) * (1 + 6 + 1) + 2
    assert sheets_in_database() == [("foxes", "signed", 24), ("owls", "signed", 24)]


def test_digits_score_one_criterion_after_the_other_and_enter_saves(page, contest):
    enter(page)
    first_sheet(page)

    page.keyboard.type("430254")
    total = page.locator("#total").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert total == "59.00"
    assert sorted(total for *_, total in sheets_in_database() if total) == [18]


def test_digits_typed_in_the_comment_are_a_comment(page, contest):
    enter(page)
    first_sheet(page)

    page.get_by_label("Comentario para el equipo").fill("")
    page.get_by_label("Comentario para el equipo").press_sequentially("5 de 5")

    assert page.locator("#total").inner_text() == "0.00"
    assert page.locator("input:checked").count() == 0


def test_the_level_chosen_is_explained_at_once(page, contest):
    enter(page)
    first_sheet(page)

    page.locator("input[name=score_open_data][value='4']").check()

    assert page.get_by_text("4 Cruza dos o más conjuntos y explica sus límites.").is_visible()
    assert not page.get_by_text("Usa un conjunto tal como se publicó, sin revisar su calidad.").first.is_visible()


def test_every_level_can_be_read_before_one_is_chosen(page, contest):
    enter(page)
    first_sheet(page)

    page.get_by_text("Qué significa cada nivel: Uso de datos abiertos").click()

    for words in (
        "Cruza dos o más conjuntos y explica sus límites.",
        "Usa un conjunto tal como se publicó, sin revisar su calidad.",
    ):
        assert page.get_by_text(words, exact=True).is_visible()


def test_the_help_with_the_keys_opens_and_closes_by_its_key(page, contest):
    enter(page)
    first_sheet(page)

    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Teclas").is_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")

    assert not page.get_by_role("dialog").is_visible()


def test_j_and_k_go_to_the_next_project_and_back(page, contest):
    enter(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == page.locator(".seats h2 a").nth(1).inner_text()
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    first = page.locator("h1").inner_text()

    with page.expect_navigation():
        page.keyboard.press("j")
    second = page.locator("h1").inner_text()
    with page.expect_navigation():
        page.keyboard.press("k")

    assert first != second
    assert page.locator("h1").inner_text() == first


def test_the_whole_job_works_without_scripts(new_page, contest):
    page = new_page(java_script_enabled=False)
    page.goto(link_in_mail("chi@example.pe"))
    page.get_by_role("button", name="Entrar").click()
    for _ in contest.projects:
        page.goto("/events/libertad/jury")
        page.get_by_role("listitem").filter(has_text="Sin empezar").get_by_role("link").first.click()
        for criterion in CRITERIA:
            page.locator(f"input[name=score_{criterion}][value='3']").check()
        page.get_by_role("button", name="Guardar y siguiente").click()
    page.get_by_role("button", name="Firmar 2 fichas").click()

    assert sheets_in_database() == [("foxes", "signed", 18), ("owls", "signed", 18)]


def sign_in_as_organiser(page, contest):
    page.goto("/login")
    page.locator("#email").fill(contest.olu.email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")


@looks
def test_every_page_of_the_jury_is_accessible_and_fits(new_page, contest, look):
    page = new_page(**look)
    contest.score(contest.jurors[0], "owls", innovation=None)
    contest.invite("Eva")
    page.goto(link_in_mail("eva@example.pe"))
    look_at(page)
    enter(page)
    look_at(page)
    first_sheet(page)
    look_at(page)
    for address in ("jury/sign", f"jury/{contest.seat(contest.jurors[0]).public_id}/recusal", "rubric"):
        page.goto(f"/events/libertad/{address}")
        look_at(page)


@looks
def test_the_organisers_pages_are_accessible_and_fit(new_page, contest, look):
    page = new_page(**look)
    sign_in_as_organiser(page, contest)
    invitation = contest.invitation("chi@example.pe").public_id
    for address in ("jury", "rubric", f"jury/{invitation}/revocation"):
        page.goto(f"/events/libertad/manage/{address}")
        look_at(page)


def look_at(page):
    assert_accessible(page)
    with width(page, 320):
        assert_nothing_scrolls_sideways(page)
