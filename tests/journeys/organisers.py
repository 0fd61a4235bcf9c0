"""The errands of organisers: from an empty installation to the published event, and on to the published results."""

import json

from flask import Flask
from playwright.sync_api import Page

from hackathon import jobs
from tests.journeys.people import EVENT, Person

MANAGE = f"{EVENT}/manage"
MATTERS = "nav.matters-nav"


def first_administrator(app: Flask, page: Page) -> Person:
    """Olu, as an installation begins: an account from the command line, with its first password."""
    words = ["person", "create", "olu@example.pe", "--name", "Olu", "--administrator", "--json"]
    told = json.loads(app.test_cli_runner().invoke(args=words).output)
    return Person(page, "Olu", password=told["password"])


def add_portal(olu: Person, address: str) -> None:
    """The portal by its address: the worker recognises it, and once it is added reads its catalogue."""
    olu.open("/portals")
    olu.go("Agregar un portal")
    olu.write(url=address)
    for _ in ("ask", "add"):
        olu.send()
        jobs.run_due()
        olu.page.reload()


def add_organization(olu: Person, name: str, slug: str) -> None:
    """An installation has no body that holds events yet: a new event begins with it."""
    olu.open("/")
    olu.go("Nuevo evento")
    olu.write(name_es=name, slug=slug, contact_email="datos@example.pe")
    olu.send()


def create_event(olu: Person, **content: str) -> None:
    """From the template: its name, its address, its hour and its place; the rest is filled."""
    olu.open("/")
    olu.go("Nuevo evento")
    olu.write(**content)
    olu.send()


def connect_known_portal(olu: Person) -> None:
    olu.go("Portales de datos", MATTERS)
    olu.send()


def write_challenge(olu: Person, category: str, *, offers: dict[str, str], **texts: str) -> None:
    """A challenge with the datasets it offers: title → the reason."""
    olu.choose("category", category)
    olu.write(**texts)
    olu.send()
    for place, (title, reason) in enumerate(offers.items()):
        if place:
            olu.go("Ofrecer otro conjunto de datos")
        olu.go(title)
        olu.write(reason_es=reason)
        olu.send()


def announce_prizes(olu: Person) -> None:
    olu.go("Premios", MATTERS)
    olu.go("Anunciar los premios usuales")


def invite_jury(olu: Person, *names: str) -> None:
    olu.go("Jurado", MATTERS)
    olu.write(people="\n".join(f"{name}, {name.lower()}@example.pe" for name in names))
    olu.go("Enviar invitaciones")


def publish_event(olu: Person) -> None:
    olu.go("Qué falta", MATTERS)
    olu.send()


def open_round(olu: Person) -> None:
    """From the event's page: the jury's matter, its chair, the round."""
    olu.open(EVENT)
    olu.go("Organizar", "header")
    olu.go("Jurado", MATTERS)
    olu.go("Encargarle la presidencia")
    olu.go("Rondas", MATTERS)
    olu.go("Abrir la ronda")


def publish_results(olu: Person) -> None:
    """The order is frozen, looked at and published; Olu organises alone, and says so."""
    olu.open(EVENT)
    olu.go("Organizar", "header")
    olu.go("Resultados", MATTERS)
    olu.go("Fijar el orden")
    olu.write(**{"waive-reason": "No hay otra persona en la organización."})
    olu.go("Seguir sin una segunda persona")
    olu.go("Publicar los resultados")
