"""Faults that people find in a dataset: reported with their place, seen on its page, confirmed by others."""

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.portal.request_models import DataRequest
from tests import factories, project_builders
from tests.portal.test_request_pages import NEW, SAID, english

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def portal():
    return project_builders.portal()


@pytest.fixture
def zed(client):
    someone = factories.person("Zed")
    factories.sign_in(client, someone)
    return someone


def test_somebody_reports_a_fault_and_others_confirm_it(client, visit, zed, portal):
    project_builders.dataset(portal, "Lluvias")
    link = f"{NEW}?dataset=libertad/lluvias&fault=yes"
    assert "checked" in client.get(link).text
    assert "checked" not in client.get(link.partition("&")[0]).text

    answer = client.submit(link, title="Dos meses faltan", need="Líneas 10 a 70: no hay abril ni mayo.", is_fault=True)
    factories.sign_in(other := visit(), factories.person("Eva"))

    assert "Fault found in a dataset" in other.get(english(answer.location)).text
    assert "I confirm it" in other.get(english(answer.location)).text
    assert "Fault found" in visit().get(english("/datasets/libertad/lluvias")).text
    assert db.session.scalars(select(DataRequest.is_fault)).one() is True


def test_data_that_are_missing_have_no_fault(client, zed, portal):
    assert "is_fault" not in client.get(NEW).text

    client.submit(NEW, **SAID)

    assert db.session.scalars(select(DataRequest.is_fault)).one() is False
