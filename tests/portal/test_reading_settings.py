"""How a portal is read: its hours, its key, and only what its kind has."""

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import actions
from hackathon.portal.kinds import Match
from hackathon.portal.models import DataPortal
from tests import factories

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def settings_of(client):
    """Adds a portal of a kind and gives the address of its settings; an administrator looks at it."""
    factories.sign_in(client, factories.person("Nora", administrator=True))

    def add(kind, **said):
        with transaction() as now:
            portal = actions.add(Match(kind, f"https://{kind}.example.pe"), [], name=kind, by=SYSTEM, now=now)
            actions.set_reading(portal, by=SYSTEM, now=now, **said)
        return f"/portals/{kind}/settings"

    return add


def kept():
    db.session.expire_all()
    portal = db.session.scalars(select(DataPortal)).one()
    return portal.every_hours, portal.api_key


def test_a_key_stays_while_nothing_is_typed_and_can_be_forgotten(client, settings_of):
    address = settings_of("junar", api_key="secreta")

    client.submit(address, every_hours="12")
    stays = kept()
    client.submit(address, forgets_key="y")

    assert (stays, kept()) == ((12, "secreta"), (12, ""))
    assert "forgets_key" not in client.get(address).text


def test_a_new_key_takes_the_place_of_the_one_that_is_forgotten(client, settings_of):
    client.submit(settings_of("junar", api_key="secreta"), forgets_key="y", api_key="nueva")

    assert kept() == (24, "nueva")


def test_a_kind_without_a_key_is_asked_for_none(client, settings_of):
    page = client.get(settings_of("ckan")).text

    assert "every_hours" in page
    assert "api_key" not in page


def test_a_catalogue_that_is_a_file_has_no_hours_and_says_why(client, settings_of):
    page = client.get(f"{settings_of('manual')}?lang=en").text

    assert "every_hours" not in page
    assert "never by the hour" in page
