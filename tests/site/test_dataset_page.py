"""The page of a dataset stays small and quick, whatever its portal wrote and however many files it gives."""

import pytest

from hackathon.database import db, transaction
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
