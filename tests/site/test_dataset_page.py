"""The page of a dataset stays small and quick, whatever its portal wrote and however many files it gives."""

from datetime import UTC, datetime

import pytest

from hackathon.database import db, transaction
from hackathon.portal.harvest_models import DatasetChange
from hackathon.portal.models import Resource
from tests import project_builders

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def page_with(client):
    def page(number, **columns):
        portal = project_builders.portal()
        dataset = project_builders.dataset(portal, "Lluvias")
        with transaction():
            for position in range(number):
                native_id = f"r{position}"
                row = {"native_id": native_id, "position": position, "name": f"Archivo {native_id}", **columns}
                db.session.add(Resource(dataset_id=dataset.id, **row))
        return client.get(f"/datasets/{portal.slug}/{dataset.slug}").text

    return page


def test_of_very_many_files_the_first_are_shown_and_the_others_are_counted(page_with):
    page = page_with(203)

    assert page.count("<h3><a") == 200
    assert "Archivo r199<" in page
    assert "3 archivos más no se muestran aquí; el portal los tiene en su lista." in page


def test_where_all_files_are_shown_none_is_said_to_be_missing(page_with):
    page = page_with(2)

    assert page.count("<h3><a") == 2
    assert "no se muestra" not in page


def test_of_a_files_description_the_beginning_alone_is_read(page_with):
    link_that_ends_far_away = "[" + "dato " * 200 + "](https://a.example)"

    page = page_with(1, description=f"**Lluvia** {link_that_ends_far_away}")

    assert "<p>Lluvia [dato dato" in page


@pytest.mark.parametrize(("hour", "day"), [(0, "15/11/2026"), (2, "14/11/2026")])  # 2:00 UTC is 21:00 in Lima
def test_a_date_without_a_time_is_shown_as_that_day(page_with, hour, day):
    assert day in page_with(1, modified_at=datetime(2026, 11, 15, hour, tzinfo=UTC))


def test_files_that_no_challenge_offers_are_explained(page_with):
    assert "Aún sin leer: los archivos se guardan y se leen cuando un reto los ofrece." in page_with(1)


def test_an_address_that_cannot_be_offered_is_said_so(page_with):
    page = page_with(1, url="javascript:alert(1)")

    assert "No se ofrece como enlace" in page
    assert "sin ningún archivo" not in page
    assert 'href="javascript:' not in page


def test_the_history_says_days_and_frequencies_in_words(client):
    portal = project_builders.portal()
    dataset = project_builders.dataset(portal, "Lluvias")
    run = project_builders.harvest(portal)
    told = [
        ("modified_at", "2026-11-15T00:00:00+00:00", "2026-11-16T17:30:05+00:00"),
        ("file_modified", "Tabla: 2026-10-01T00:00:00+00:00", "Tabla"),
        ("frequency", "P1M", "P7D"),
    ]
    with transaction() as now:
        for field, before, after in told:
            db.session.add(
                DatasetChange(
                    dataset_id=dataset.id, harvest_id=run.id, seen_at=now, field=field, before=before, after=after
                )
            )

    page = client.get(f"/datasets/{portal.slug}/{dataset.slug}").text

    for words in ("15/11/2026", "16/11/2026 12:30:05", "Tabla: 01/10/2026", "cada mes", "cada semana"):
        assert f"<td>{words}</td>" in page
