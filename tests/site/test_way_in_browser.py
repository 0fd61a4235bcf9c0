"""The way in, walked in a real browser: how many activations it takes, with and without JavaScript, at 320 px."""

import pytest
from playwright.sync_api import Page

from hackathon.accounts.models import ConsentPurpose
from hackathon.database import db, transaction
from hackathon.registration import actions as registrations
from tests.factories import PASSWORD, REGISTRATION, event, person, registration, somebody, standing, team
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways, follow, width

MOST_ACTIVATIONS = 6
INVITED_ACTIVATIONS = 3


@pytest.fixture
def libertad(session, clock):
    made = event(person("Olu"))
    clock.set(REGISTRATION)
    return made


class Hand:
    """Presses links and buttons of a page and counts; typing and ticking are part of a screen."""

    def __init__(self, page: Page, *, is_looked_at: bool = True) -> None:
        self.page, self.pressed, self.is_looked_at = page, 0, is_looked_at

    def press(self, name: str) -> None:
        main = self.page.locator("main")
        link, button = (main.get_by_role(role, name=name, exact=True) for role in ("link", "button"))
        follow(link.or_(button).first)
        self.pressed += 1
        if self.is_looked_at:
            assert_accessible(self.page)

    def type(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.locator(f"#{name}").fill(text)

    def tick(self, *names: str) -> None:
        for name in names:
            self.page.locator(f"#{name}").check()


WORDS = {
    "es": ("Inscribirme", "Continuar", "Enviar inscripción", "Mi panel"),
    "en": ("Register", "Continue", "Send registration", "My panel"),
}


@pytest.mark.parametrize(("language", "script"), [("es", True), ("en", False)])
def test_from_the_events_page_to_registered_it_takes_five_presses(new_page, libertad, language, script):
    register, go_on, send, panel = WORDS[language]
    page = new_page(locale=language, java_script_enabled=script)
    hand = Hand(page, is_looked_at=script)  # axe is a script too
    page.goto("/events/libertad")

    hand.press(register)
    hand.type(name="Ada Quispe", email="ada@example.pe", password=PASSWORD)
    hand.press(go_on)
    hand.tick("choice-0")
    hand.type(name="Búhos de Moche")
    hand.press(go_on)
    hand.tick("accepts", "contest")
    hand.press(go_on)
    hand.press(send)

    assert page.get_by_role("heading", level=1).inner_text() == panel
    assert hand.pressed <= MOST_ACTIVATIONS
    db.session.rollback()  # the browser's requests are seen from here on
    ada = somebody("ada@example.pe")
    assert (ada.language, standing(ada, libertad).team.name) == (language, "Búhos de Moche")


def test_who_follows_an_invitation_is_in_the_team_after_three_presses(new_page, libertad):
    group = team(libertad, person("Ben"))
    page = new_page()
    hand = Hand(page)

    page.goto(f"/events/libertad/register?code={group.join_code}")
    hand.pressed += 1  # the link itself
    hand.type(name="Ada", email="ada@example.pe", password=PASSWORD)
    hand.press("Continuar")
    hand.tick("accepts", "contest")
    hand.press("Unirme")

    db.session.rollback()  # the browser's requests are seen from here on
    assert hand.pressed <= INVITED_ACTIVATIONS
    assert standing(somebody("ada@example.pe"), libertad).team.id == group.id


def test_the_field_of_the_chosen_way_appears_and_the_others_do_not_distract(new_page, libertad):
    page = signed_in(new_page(), person("Ada"))
    page.goto("/events/libertad/register/team")

    page.check("#choice-1")

    assert page.locator("#code").is_visible()
    assert not page.locator("#name").is_visible()


def signed_in(page, whoever):
    page.goto("/login")
    page.fill("#email", whoever.email)
    page.fill("#password", PASSWORD)
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url("**/")
    return page


PAGES = {
    "Zed": ["register/team", "register/rules", "me"],
    "Ada": [
        "me",
        "me/team",
        "me/team/name",
        "me/team/code",
        "me/team/captain",
        "me/team/leave",
        "me/consents",
        "me/withdraw",
        "register",
        "teams",
    ],
    "Val": ["me", "me/team", "me/team/choose"],
    "Eva": ["me/team/dissolve"],
    "Olu": ["manage/registrations", "manage/teams", "register"],
}


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize(
    ("wide", "scheme", "locale"),
    [(360, "light", "es-PE"), pytest.param(1280, "dark", "en", marks=pytest.mark.full)],
)
def test_the_pages_are_accessible_and_nothing_scrolls_sideways(new_page, libertad, name, wide, scheme, locale):
    people = {known: person(known) for known in ("Ada", "Ben", "Val", "Eva", "Zed")}
    people["Olu"] = somebody("olu@example.pe")
    team(libertad, people["Ada"], people["Ben"], name="Búhos de Moche")
    team(libertad, people["Eva"], name="Totora Data", fictional=True)
    registration(people["Val"], libertad)
    show_name(people["Ada"], libertad)
    page = signed_in(
        new_page(locale=locale, color_scheme=scheme, viewport={"width": wide, "height": 900}), people[name]
    )

    for path in PAGES[name]:
        page.goto(f"/events/libertad/{path}")
        assert_accessible(page)
        with width(page, 320):
            assert_nothing_scrolls_sideways(page)


def show_name(whoever, where):
    own = standing(whoever, where).registration
    with transaction(own) as now:
        chosen = [ConsentPurpose.AUTHORSHIP]
        registrations.change_consents(own, chosen, by=standing(whoever, where), language="es", address="", now=now)


@pytest.mark.parametrize("address", ["/signup", "/login", "/reset", "/reset/sent", "/logout"])
def test_the_doors_are_accessible_too(new_page, libertad, address):
    page = new_page(viewport={"width": 320, "height": 800})

    page.goto(address)

    assert_accessible(page)
    assert_nothing_scrolls_sideways(page)
