"""A whole weekend in real browsers, with the clock moving: from the way in to the published results."""

from typing import Any

import pytest
from sqlalchemy import select

from hackathon import audit, jobs, outbox
from hackathon.database import db, transaction
from hackathon.jury import invitation_actions
from hackathon.outbox import Mail
from hackathon.results import actions as results
from tests import factories, project_builders
from tests.factories import (
    CALL,
    CHECKING,
    DELIBERATION,
    HACKING,
    REGISTRATION,
    SCORING,
    at,
    found,
    person,
    sign_in,
    standing,
)
from tests.journeys.people import (
    EVENT,
    Person,
    accept_to_judge,
    hand_in,
    join_code,
    judge,
    open_account_on_the_way,
    register,
    use_first_dataset,
    write_project,
)
from tests.jury.cast import link_in_mail
from tests.machinery.moving_clock import Clock

DATASET = "/datasets/libertad/puntos-criticos"
CHALLENGE = f"{EVENT}/challenges/R1"


@pytest.fixture
def olu(session: Any) -> Any:
    """Olu's event: a challenge with a dataset and a reason, the usual prizes, Chi and Eva invited to judge."""
    olu = person("Olu")
    event = factories.event(olu)
    project_builders.challenge(event, project_builders.dataset(project_builders.portal()))
    owner = standing(olu, found("libertad"))
    with at(CALL), transaction() as now:
        results.announce_usual_prizes(found("libertad"), by=owner, now=now)
    with at(REGISTRATION), transaction() as now:
        invited = [(name, f"{name.lower()}@example.pe") for name in ("Chi", "Eva", "Dan")]
        invitation_actions.invite(found("libertad"), invited, by=owner, now=now)
    return olu


def mails_to(email: str) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Mail.subject).where(Mail.to == email).order_by(Mail.id)))


def test_a_weekend_from_the_way_in_to_the_results(olu: Any, new_page: Any, clock: Clock, visit: Any) -> None:
    ada, ben = Person(new_page(), "Ada"), Person(new_page(), "Ben")
    jurors = [Person(new_page(), name) for name in ("Chi", "Eva", "Dan")]
    host = Person(new_page(), "Olu")

    clock.set(REGISTRATION)
    they_come_together(ada, ben, visit)
    clock.set(HACKING)
    they_hand_in(ada, ben)
    clock.set(found("libertad").window("submission").closes_at)  # type: ignore[union-attr]  # the template has it
    what_comes_too_late_is_kept_and_not_saved(ben)
    clock.set(CHECKING)
    assert "Escrito a las 13:00" not in visit().get(f"{EVENT}/projects/{project_slug(visit())}").text
    for juror in jurors:
        accept_to_judge(juror, link_in_mail(juror.email))
    clock.set(SCORING)
    the_jury_scores(host, jurors)
    assert visit().get(f"{EVENT}/results").status_code == 403
    clock.set(DELIBERATION)
    the_results_are_published(host)


def they_come_together(ada: Person, ben: Person, visit: Any) -> None:
    """Ada founds a team, Ben joins it by its code; nobody learns of the challenges yet."""
    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")
    open_account_on_the_way(ben)
    register(ben, choice="join", code=join_code(ada))

    ada.open(f"{EVENT}/me/team")
    assert "Ben" in ada.text()
    assert "Búhos" in visit().get(f"{EVENT}/teams").text
    ada.open(f"{EVENT}/challenges")
    assert "Alerta temprana" not in ada.text()


def they_hand_in(ada: Person, ben: Person) -> None:
    """The challenge is there, the team writes, uses a dataset, hands in; the other opens the form too."""
    ada.come_back()
    ben.come_back()
    write_project(ada, "Quebrada")
    use_first_dataset(ada, "Qué barrios avisar, y en qué orden.")
    receipt = hand_in(ada)
    outbox.send_due()
    ben.open(f"{EVENT}/me/project")
    ben.write(summary="Escrito a las 13:00 en punto.")

    assert "10:00:00" in receipt
    assert any("Comprobante 1" in subject for subject in mails_to("ben@example.pe"))


def what_comes_too_late_is_kept_and_not_saved(ben: Person) -> None:
    """The closing second belongs to the next phase."""
    ben.send()

    assert "Escrito a las 13:00 en punto." in ben.page.content()


def the_jury_scores(host: Person, jurors: list[Person]) -> None:
    """Olu opens the round; three jurors score by keyboard and sign."""
    host.come_back()
    host.open(f"{EVENT}/manage/jury")
    host.press("form[action$='/jury/round'] button")
    for juror in jurors:
        judge(juror, {"Quebrada": "454344"})


def the_results_are_published(host: Person) -> None:
    """Olu freezes the order and publishes it; everybody is told."""
    host.open(f"{EVENT}/manage/results")
    host.press("form[action$='/order'] button")
    host.press("form[action$='/publication'] button")
    shown = host.text()
    jobs.run_due()

    assert host.page.url.endswith(f"{EVENT}/results")
    assert all(words in shown for words in ("Quebrada", "Primer puesto", "Uso de datos abiertos", "Puntos críticos"))
    assert any("resultados" in subject.lower() for subject in mails_to("ada@example.pe"))


def project_slug(client: Any) -> str:
    """The slug of the only project in the gallery."""
    return str(client.get(f"{EVENT}/projects").text.split(f'href="{EVENT}/projects/')[1].split('"')[0])


def test_the_participants_part_in_english_without_javascript_keeps_its_budget(
    olu: Any, new_page: Any, clock: Clock
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
    assert ada.screens_of_typing <= 6
    assert ada.activations <= 16, "landing to submitted project; the aim is 14"


def test_two_tabs_of_one_project_show_both_texts(olu: Any, new_page: Any, clock: Clock) -> None:
    clock.set(REGISTRATION)
    ada = Person(new_page(), "Ada")
    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")
    clock.set(HACKING)
    ada.come_back()
    write_project(ada, "Quebrada")
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


def test_a_second_team_a_full_team_and_a_taken_name_say_why(olu: Any, visit: Any, clock: Clock) -> None:
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
