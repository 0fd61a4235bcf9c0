"""The three main flows without a mouse: Tab, Enter, Space, arrows."""

from typing import Any

import pytest

from tests import factories, project_builders
from tests.factories import DELIBERATION, HACKING, PREPARATION, REGISTRATION, SCORING, found, person
from tests.journeys import jurors as jury
from tests.journeys import organisers as host
from tests.journeys.keyboard import AtTheKeyboard
from tests.journeys.participants import hand_in, open_account_on_the_way, register, use_first_dataset, write_project
from tests.journeys.people import EVENT
from tests.jury.cast import Contest, link_in_mail, set_clock
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways, width
from tests.machinery.moving_clock import Clock


def test_a_participant_comes_in_and_hands_in(libertad: Any, new_page: Any, clock: Clock) -> None:
    clock.set(REGISTRATION)
    ada = AtTheKeyboard(new_page(), "Ada")

    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")
    clock.set(HACKING)
    ada.come_back()
    write_project(ada, "Quebrada")
    use_first_dataset(ada, "Qué barrios avisar, y en qué orden.")
    receipt = hand_in(ada)

    assert "Comprobante 1" in receipt


@pytest.mark.usefixtures("session")
def test_a_juror_accepts_scores_and_signs(new_page: Any, live_server: Any) -> None:
    contest = Contest(jurors=0, is_open=False)
    contest.invite("Chi")
    chi = AtTheKeyboard(new_page(), "Chi")

    jury.accept_to_judge(chi, link_in_mail(chi.email))
    contest.open_round()
    jury.judge(chi, {"Owls at work": "454344", "Foxes at work": "333333"})

    assert "Todo está firmado" in chi.text()
    assert chi.activations <= jury.budget(projects=2)


@pytest.mark.usefixtures("session")
def test_an_organiser_prepares_and_publishes_an_event(new_page: Any, clock: Clock) -> None:
    clock.set(PREPARATION)
    factories.event(person("Olu"), published=False)
    project_builders.dataset(project_builders.portal())
    olu = AtTheKeyboard(new_page(), "Olu")

    olu.come_back()
    olu.open(host.MANAGE)
    host.connect_known_portal(olu)
    olu.go("Retos", host.MATTERS)
    olu.go("Escribir el primer reto")
    texts = {"title_es": "Sangre cerca", "summary_es": "¿Dónde hay sangre?", "problem_es": "Nadie lo sabe."}
    host.write_challenge(olu, "Salud", offers={"Puntos críticos": "Por dónde empezar."}, **texts)
    host.announce_prizes(olu)
    host.invite_jury(olu, "Chi")
    host.publish_event(olu)

    assert found("libertad").is_public()


@pytest.mark.usefixtures("session")
def test_an_organiser_publishes_the_results(new_page: Any, live_server: Any) -> None:
    contest = Contest(projects=1, jurors=1)
    set_clock(SCORING)
    contest.score(contest.jurors[0], contest.projects[0].slug)
    contest.sign(contest.jurors[0])
    set_clock(DELIBERATION)
    olu = AtTheKeyboard(new_page(), "Olu")

    olu.come_back()
    host.publish_results(olu)

    assert "Owls at work" in olu.text()


@pytest.mark.full
@pytest.mark.parametrize(
    "look", [{"viewport": {"width": 360, "height": 780}}, {"color_scheme": "dark", "locale": "en"}]
)
@pytest.mark.usefixtures("session")
def test_the_organisers_lists_are_accessible_and_fit(new_page: Any, live_server: Any, look: dict[str, Any]) -> None:
    Contest(projects=2, jurors=2)
    set_clock(DELIBERATION)
    page = new_page(**look)
    olu = AtTheKeyboard(page, "Olu")
    olu.come_back()

    for matter in ("", "/projects", "/prizes", "/results", "/jury", "/teams", "/registrations"):
        olu.open(f"{EVENT}/manage{matter}")
        assert_accessible(page)
        with width(page, 320):
            assert_nothing_scrolls_sideways(page)
