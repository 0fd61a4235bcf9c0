"""Faults that people find in a dataset: reported with their place, seen on its page, confirmed by others."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.portal.request_models import DataRequest
from tests import factories, project_builders
from tests.every_page.pinned import pin
from tests.portal.requests.requesting import NEW, SAID, english

pytestmark = pytest.mark.usefixtures("session")


def links(page):
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', page)]


def test_somebody_reports_a_fault_and_others_confirm_it(client, visit, zed, portal):
    project_builders.dataset(portal, "Lluvias")
    link = f"{NEW}?dataset=libertad/lluvias&fault=yes"
    assert "What is wrong?" in client.get(english(link)).text
    question = client.get(english(link.partition("&")[0])).text
    assert "Your question" in question
    assert 'href="/datasets/requests/new?dataset=libertad/lluvias&amp;fault=yes"' in question

    answer = client.submit(link, title="Dos meses faltan", need="Líneas 10 a 70: no hay abril ni mayo.")
    factories.sign_in(other := visit(), factories.person("Eva"))

    assert "Fault found in a dataset" in other.get(english(answer.location)).text
    assert "I confirm it" in other.get(english(answer.location)).text
    assert "Fault found" in visit().get(english("/datasets/libertad/lluvias")).text
    assert db.session.scalars(select(DataRequest.is_fault)).one() is True


def test_data_that_are_missing_have_no_fault(client, zed, portal):
    client.submit(f"{NEW}?fault=yes", **SAID)

    assert db.session.scalars(select(DataRequest.is_fault)).one() is False


def test_what_a_machine_found_is_reported_in_its_words_and_then_confirmed(client, visit, clock, zed, portal):
    clock.set(factories.HACKING)
    dataset = project_builders.dataset(portal, "Lluvias")
    project_builders.challenge(factories.event(factories.person("Olu")), dataset)
    file = project_builders.resource(dataset, "lluvias.csv", format="CSV")
    pin(file)
    page = english(f"/datasets/libertad/lluvias/{file.key}")
    found = "The text is written in windows-1252, not in UTF-8."
    link = next(one for one in links(client.get(page).text) if "/requests/new" in one and "1252" in one)
    assert client.form(english(link)).filled({})["title"] == found

    answer = client.submit(english(link), need="Así lo vimos también.")

    after = visit().get(page).text
    assert f'<a href="{answer.location}">Somebody reported it: confirm it there</a>' in after
    assert after.count("Somebody reported it") == 1
