"""A whole weekend in real browsers, in Spanish: from an empty installation to the published results."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hackathon import jobs, outbox
from hackathon.database import db
from hackathon.outbox import Mail
from tests.factories import CHECKING, DELIBERATION, HACKING, PREPARATION, REGISTRATION, SCORING, found
from tests.journeys import jurors as jury
from tests.journeys import organisers as host
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
from tests.jury.cast import link_in_mail
from tests.machinery.moving_clock import Clock

RAIN = {
    "title_es": "Alerta temprana ante El Niño",
    "summary_es": "¿Cómo avisar a cada barrio antes de que el agua baje por la quebrada?",
    "problem_es": "El aviso de lluvias llega para toda la provincia, y cada barrio decide solo.",
}
BLOOD = {
    "title_es": "Sangre cerca",
    "summary_es": "¿Cómo encuentra una familia la sangre que necesita?",
    "problem_es": "Nadie sabe en qué banco hay unidades de su grupo.",
}
PUBLISHING, RESULTS = 25, 12
"""What an organiser may need: from the template to the published event, and from there to the results."""


@pytest.mark.usefixtures("session")
def test_a_weekend_from_an_empty_installation_to_the_results(
    app: Flask, portal: str, new_page: Any, clock: Clock, visit: Any
) -> None:
    clock.set(PREPARATION)
    olu = host.first_administrator(app, new_page())
    olu.come_back()
    host.add_portal(olu, portal)
    host.add_organization(olu, "Gobierno Regional La Libertad", "region")
    the_event_is_prepared_and_published(olu)
    ada, ben = Person(new_page(), "Ada"), Person(new_page(), "Ben")
    chi, eva, dan = (Person(new_page(), name) for name in ("Chi", "Eva", "Dan"))

    clock.set(REGISTRATION)
    they_come_together(ada, ben, visit)
    clock.set(HACKING)
    they_hand_in(ada, ben)
    clock.set(found("libertad").window("submission").closes_at)  # type: ignore[union-attr]  # the template has it
    what_comes_too_late_is_kept_and_not_saved(ben)
    clock.set(CHECKING)
    the_gallery_opens_with_what_was_handed_in(visit())
    olu.come_back()
    olu.activations = 0
    the_jury_comes_in_and_the_round_opens(olu, [chi, eva, dan])
    clock.set(SCORING)
    the_jury_scores([chi, eva, dan])
    assert visit().get(f"{EVENT}/results").status_code == 403
    clock.set(DELIBERATION)
    the_results_are_published(olu)


def the_event_is_prepared_and_published(olu: Person) -> None:
    """Everything that a public event needs, from the template on, through pages alone."""
    olu.activations = 0
    host.create_event(
        olu,
        name_es="Hackathon La Libertad",
        slug="libertad",
        opens="2026-10-17T08:00",
        city="Trujillo",
        place="Casa de la Emancipación",
    )
    host.connect_known_portal(olu)
    olu.go("Retos", host.MATTERS)
    olu.go("Escribir el primer reto")
    rain = {"Puntos críticos": "Qué barrios avisar primero.", "Lluvias y caudales": "Desde qué caudal avisar."}
    host.write_challenge(olu, "Otros", offers=rain, **RAIN)
    olu.go("Escribir otro reto")
    host.write_challenge(olu, "Salud", offers={"Bancos de sangre": "Dónde hay, y a qué hora."}, **BLOOD)
    host.announce_prizes(olu)
    host.invite_jury(olu, "Chi", "Eva", "Dan")
    host.publish_event(olu)

    assert olu.page.url.endswith(EVENT)
    assert "Escribir otro reto" not in olu.text()
    assert olu.activations <= PUBLISHING


def they_come_together(ada: Person, ben: Person, visit: Any) -> None:
    """Ada founds a team, Ben follows the link she sends; nobody learns of the challenges yet."""
    open_account_on_the_way(ada)
    register(ada, choice="found", name="Búhos")
    join_by_invitation(ben, invitation_link(ada))

    ada.open(f"{EVENT}/me/team")
    assert "Ben" in ada.text()
    assert "Búhos" in visit().get(f"{EVENT}/teams").text
    ada.open(f"{EVENT}/challenges")
    assert "Alerta temprana" not in ada.text()


def they_hand_in(ada: Person, ben: Person) -> None:
    """The challenges are there, the team writes, uses a dataset, hands in; the other opens the form too."""
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


def the_gallery_opens_with_what_was_handed_in(visitor: Any) -> None:
    gallery = visitor.get(f"{EVENT}/projects").text
    slug = gallery.split(f'href="{EVENT}/projects/')[1].split('"')[0]

    assert "Quebrada" in gallery
    assert "Escrito a las 13:00" not in visitor.get(f"{EVENT}/projects/{slug}").text


def the_jury_comes_in_and_the_round_opens(olu: Person, jurors: list[Person]) -> None:
    """Each by the link of the mail, without a password; Olu names the chair and opens the round."""
    for juror in jurors:
        jury.accept_to_judge(juror, link_in_mail(juror.email))
    host.open_round(olu)

    assert "La ronda está abierta" in olu.page.content()


def the_jury_scores(jurors: list[Person]) -> None:
    """By keyboard, a digit for each criterion; then the signature."""
    for juror in jurors:
        jury.judge(juror, {"Quebrada": "454344"})

    assert all(juror.activations <= jury.budget(projects=1) for juror in jurors)


def the_results_are_published(olu: Person) -> None:
    """Olu freezes the order and publishes it; everybody is told."""
    host.publish_results(olu)
    shown = olu.text()
    jobs.run_due()

    assert olu.page.url.endswith(f"{EVENT}/results")
    assert all(words in shown for words in ("Quebrada", "Primer puesto", "Uso de datos abiertos", "Puntos críticos"))
    assert any("resultados" in subject.lower() for subject in mails_to("ada@example.pe"))
    assert olu.activations <= RESULTS


def mails_to(email: str) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Mail.subject).where(Mail.to == email).order_by(Mail.id)))
