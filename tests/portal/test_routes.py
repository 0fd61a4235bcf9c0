"""The pages of portals and of the catalogue, as people meet them."""

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.portal.models import DataPortal, Dataset
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.page_reader import Dangers, Links

pytestmark = pytest.mark.usefixtures("session")


def english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


@pytest.mark.samples
def test_a_partial_harvest_says_so_in_both_languages(client, play, brazil):
    portal = add_portal(play(brazil))
    harvested(portal)

    assert "The portal declares 13,786 datasets and gave 10." in client.get(english(f"/portals/{portal.slug}")).text
    assert (
        "El portal declara 13,786 conjuntos de datos y entregó 10."
        in client.get(f"/portals/{portal.slug}?lang=es").text
    )


def test_the_first_records_that_could_not_be_read_are_shown(client, play):
    portal = add_portal(play(replay.catalogue([{"id": "<b>x</b>"}, {"id": "1", "title": "Bueno"}])))
    harvested(portal)

    page = client.get(english(f"/portals/{portal.slug}")).text

    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "The record has neither a title nor a name." in page


def test_the_catalogue_is_searched_and_filtered_in_the_address(client, play):
    harvested(add_portal(play(replay.recorded())))

    whole = client.get(english("/datasets")).text
    found = client.get(english("/datasets?q=educacion+padron&format=CSV")).text
    nothing = client.get(english("/datasets?q=zzzz")).text

    assert "45 datasets" in whole
    assert "Salud (9)" in whole
    assert "Padrón de instituciones educativas" in found
    assert "1 dataset" in found
    assert "No dataset holds all of these words and filters." in nothing


def test_the_filters_stay_while_paging(client, play):
    harvested(add_portal(play(replay.recorded())))

    first = client.get(english("/datasets?q=serie&organization=gobierno-regional-sede-central"))
    links = [link for link in Links.of(first.text) if "after=" in link]

    assert links == [] or all("q=serie" in link and "organization=" in link for link in links)
    paged = next(link for link in Links.of(client.get("/datasets?q=serie").text) if "after=" in link)
    assert "q=serie" in paged
    assert client.get(paged).status_code == 200


def test_an_empty_catalogue_says_what_comes_next(client, play):
    assert "No portal yet" in client.get(english("/datasets")).text
    assert "No portal yet" in client.get(english("/portals")).text
    add_portal(play(replay.recorded()))
    assert "The catalogue is still empty" in client.get(english("/datasets")).text
    assert "Not read yet" in client.get(english("/portals")).text


def test_hostile_addresses_are_text_and_never_links_and_nothing_is_fetched(client, play):
    evil = [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "http://127.0.0.1:9/x",
        "http://169.254.169.254/",
        "http://u:p@x.example/",
    ]
    resources = [
        {"id": str(n), "name": f"r{n}", "url": url} for n, url in enumerate([*evil, "https://portal.example/a.csv"])
    ]
    server = play(
        replay.catalogue([{"id": "1", "title": "Datos", "resources": resources, "license_url": "javascript:alert(2)"}])
    )
    portal = add_portal(server)
    harvested(portal)
    before = list(server.hits)

    page = client.get(address_of(portal, "Datos")).text

    outside = [link for link in Links.of(page) if not link.startswith(("/", "#"))]
    assert outside == [f"{server.url}/dataset/1", "https://portal.example/a.csv"]
    assert "file:///etc/passwd" in page
    assert server.hits == before


def test_scripts_of_a_portal_reach_no_page_as_markup(client, play):
    script = '<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>"><b onmouseover=alert(4)>x</b>'
    record = {
        "id": script,
        "name": script,
        "title": f"Título {script}",
        "notes": f"<p>Hola</p>{script}[a](javascript:alert(5))\n\notra línea",
        "organization": {"id": "o", "title": script},
        "groups": [{"id": "g", "title": script}],
        "tags": [{"name": script}],
        "license_title": script,
        "extras": [{"key": "frecuencia", "value": script}],
        "resources": [
            {"id": "r", "name": script, "description": script, "format": script, "url": f"http://x.example/{script}"}
        ],
    }
    portal = add_portal(play(replay.catalogue([record])), name=script)
    harvested(portal)
    dataset = db.session.scalars(select(Dataset)).one()

    for address in (
        "/datasets",
        f"/datasets?q={script}",
        "/portals",
        f"/portals/{portal.slug}",
        f"/datasets/{portal.slug}/{dataset.slug}",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert Dangers.of(page.text) == []


def test_a_dataset_that_its_portal_dropped_keeps_its_page_and_says_so_once_that_is_sure(client, play, clock):
    records = [{"id": str(n), "title": f"Dato {n}"} for n in range(10)]
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records.pop()
    harvested(portal)
    at_first = client.get(english(address_of(portal, "Dato 9"))).text
    for _ in range(2):
        clock.move(days=4)
        harvested(portal)

    at_last = client.get(english(address_of(portal, "Dato 9"))).text

    assert "did not list it when it was last read" in at_first
    assert "Its portal no longer lists this dataset" in at_last


def test_what_is_not_there_answers_404(client, play):
    portal = add_portal(play(replay.recorded()))

    for address in ("/portals/none", "/datasets/none/none", f"/datasets/{portal.slug}/none"):
        assert client.get(address).status_code == 404


def address_of(portal: DataPortal, title: str) -> str:
    return f"/datasets/{portal.slug}/{db.session.scalars(select(Dataset.slug).where(Dataset.title == title)).one()}"
