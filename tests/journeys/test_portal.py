"""From a portal's address to a kept and profiled file, in a real browser, as one organiser."""

from typing import Any

import pytest
from flask import Flask

from hackathon import jobs
from tests.factories import PREPARATION
from tests.journeys import organisers as host
from tests.machinery.accessibility import assert_accessible
from tests.machinery.moving_clock import Clock

DATASET, FILE = "Unidades de sangre recibidas y usadas por grupo", "Unidades por grupo y mes"
CHALLENGE = {
    "title_es": "Sangre cerca",
    "summary_es": "¿Cómo encuentra una familia la sangre que necesita?",
    "problem_es": "Nadie sabe en qué banco hay unidades de su grupo.",
}


@pytest.mark.usefixtures("session")
def test_a_portal_is_added_read_searched_linked_and_its_file_kept_and_profiled(
    app: Flask, portal: str, new_page: Any, clock: Clock
) -> None:
    clock.set(PREPARATION)
    olu = host.first_administrator(app, new_page())
    olu.come_back()
    host.add_portal(olu, portal)
    assert "22 conjuntos" in olu.text()

    the_dataset_is_found(olu)
    assert "Su contenido" not in olu.text()  # nothing of it is kept yet
    host.add_organization(olu, "Gobierno Regional La Libertad", "region")
    host.create_event(olu, name_es="Hackathon", slug="libertad", opens="2026-10-17T08:00", city="Trujillo")
    host.connect_known_portal(olu)
    olu.go("Retos", host.MATTERS)
    olu.go("Escribir el primer reto")
    host.write_challenge(olu, "Salud", offers={DATASET: "Dónde hay, y de qué grupo."}, **CHALLENGE)
    for _ in ("the files are kept", "and read"):
        jobs.run_due()

    the_dataset_is_found(olu)
    olu.go(FILE)
    said = olu.text()
    for words in ("columnas", "Copias fijadas", "Descargar la copia limpia", "de 100"):
        assert words in said
    assert olu.page.locator("table.profile tbody tr").count() == 10
    assert_accessible(olu.page)


def the_dataset_is_found(olu: Any) -> None:
    """By a word of its title, without its accents, from the catalogue's page on."""
    olu.open("/datasets")
    olu.write(q="SANGRE GRUPO")
    olu.send("main form button")
    olu.go(DATASET)
