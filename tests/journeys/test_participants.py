"""The participant's part: in English without JavaScript, by invitation, and what happens when things collide."""

from typing import Any

from hackathon import audit
from hackathon.database import transaction
from tests import factories
from tests.factories import HACKING, REGISTRATION, found, person, sign_in
from tests.journeys.participants import (
    hand_in,
    invitation_link,
    join_by_invitation,
    open_account_on_the_way,
    register,
    use_first_dataset,
    write_project,
)
from tests.journeys.people import EVENT, Person
from tests.machinery.moving_clock import Clock

LANDING_TO_SUBMITTED, SCREENS, INVITED = 14, 6, 4


def test_the_participants_part_in_english_without_javascript_keeps_its_budget(
    libertad: Any, new_page: Any, clock: Clock
) -> None:
    clock.set(HACKING)
    with transaction(found("libertad")) as now:  # registration stays open during the weekend in this edition
        event = found("libertad")
        for name in ("registration", "teams"):
            event.window(name).closes_at = event.ends_at  # type: ignore[union-attr]  # the template has them
        audit.record("test.timetable", event, by=None, now=now)
    ada = Person(new_page(locale="en", java_script_enabled=False), "Ada")

    open_account_on_the_way(ada)
    register(ada, choice="found", name="Owls")
    write_project(ada, "Ravine")
    use_first_dataset(ada, "Which quarters to warn, and in which order.")
    receipt = hand_in(ada)

    assert "Receipt" in receipt
    assert ada.page.locator("html").get_attribute("lang") == "en"
    assert ada.activations <= LANDING_TO_SUBMITTED
    assert ada.screens_of_typing <= SCREENS


def test_whoever_is_invited_is_in_the_team_within_the_budget(libertad: Any, new_page: Any, clock: Clock) -> None:
    clock.set(REGISTRATION)
    ada, ben = Person(new_page(), "Ada"), Person(new_page(), "Ben")
    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")

    join_by_invitation(ben, invitation_link(ada))

    assert "Búhos" in ben.text()
    assert ben.activations <= INVITED


def test_two_tabs_of_one_project_show_both_texts(libertad: Any, new_page: Any, clock: Clock) -> None:
    clock.set(REGISTRATION)
    ada = Person(new_page(), "Ada")
    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")
    clock.set(HACKING)
    ada.come_back()
    write_project(ada, "Quebrada")
    ada.send()
    other = Person(ada.page.context.new_page(), "Ada")
    other.open(f"{EVENT}/me/project")
    ada.open(f"{EVENT}/me/project")
    ada.write(summary="El resumen de la primera pestaña.")
    ada.send()

    other.write(summary="El resumen de la segunda pestaña.")
    other.send()

    content = other.page.content()
    assert "El resumen de la primera pestaña." in content
    assert "El resumen de la segunda pestaña." in content


def test_a_second_team_a_full_team_and_a_taken_name_say_why(libertad: Any, visit: Any, clock: Clock) -> None:
    clock.set(REGISTRATION)
    event = found("libertad")
    crowd = [person(name) for name in ("Ada", "Ben", "Cas", "Dia", "Eli", "Fay")]
    owls = factories.team(event, *crowd[:5])
    factories.registration(crowd[5], event)
    fay = sign_in(visit(), crowd[5])

    full = fay.submit(f"{EVENT}/me/team/choose", choice="join", code=owls.join_code)
    taken = fay.submit(f"{EVENT}/me/team/choose", choice="found", name="Buhos")
    second = sign_in(visit(), crowd[0]).get(f"{EVENT}/me/team/choose")

    assert (full.status_code, taken.status_code) == (422, 422)
    assert "Buhos" in taken.text
    assert second.status_code in {302, 403}
