"""What an administrator corrects about a portal: its name, its address, and that it was added at all."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import actions, harvest_actions
from hackathon.portal.kinds import Match
from hackathon.portal.models import DataPortal
from tests import factories, project_builders
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def nora(client):
    factories.sign_in(client, someone := factories.person("Nora", administrator=True))
    return someone


@pytest.fixture
def portal():
    made = project_builders.portal()
    project_builders.dataset(made, "Lluvias")
    return made


PAGE = "/portals/libertad/correction"


def kept() -> DataPortal:
    db.session.expire_all()
    return db.session.scalars(select(DataPortal).where(DataPortal.slug == "libertad")).one()


def test_a_portal_is_called_by_another_name(client, nora, portal):
    assert f'href="{PAGE}"' in client.get("/portals/libertad").text

    client.submit(PAGE, name="Datos de La Libertad")

    assert kept().name == "Datos de La Libertad"
    assert "Datos de La Libertad" in client.get("/portals").text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://10.0.0.1", "private network"),
        ("ftp://datos.example.pe", "begin with http"),
        ("https://piura.example.pe/", "Another portal is read at this address already"),
        ("", "Fill in this field"),
    ],
)
def test_an_address_where_nothing_can_be_read_is_refused_and_stays_typed(client, nora, portal, address, reason):
    project_builders.portal("piura", name="Piura")

    refused = client.submit(f"{PAGE}?lang=en", base_url=address)

    assert (refused.status_code, reason in refused.text, f'value="{address}"' in refused.text) == (422, True, True)
    assert kept().base_url == portal.base_url


def test_a_portal_that_moved_is_read_where_it_is_now(play):
    first, second = play(replay.catalogue(packages(3))), play(replay.catalogue(packages(4)))
    portal = add_portal(first)
    harvested(portal)

    with transaction() as now:
        actions.correct(portal, name="Portal", is_retired=False, base_url=f"{second.url}/", by=SYSTEM, now=now)
    run = harvested(portal)

    assert (run.state, run.new, portal.dataset_count, portal.probes) == ("complete", 1, 4, [])


def test_a_key_goes_to_no_other_address_than_the_one_it_was_given_for():
    with transaction() as now:
        portal = actions.add(Match("junar", "https://datos.example.pe"), [], name="Junar", by=SYSTEM, now=now)
        actions.set_reading(portal, api_key="secreta", by=SYSTEM, now=now)

    with transaction() as now:
        actions.correct(portal, name="Otro", is_retired=False, base_url=portal.base_url, by=SYSTEM, now=now)
    assert portal.api_key == "secreta"
    with transaction() as now:
        actions.correct(portal, name="Otro", is_retired=False, base_url="https://otro.example.pe", by=SYSTEM, now=now)
    assert portal.api_key == ""


def test_a_retired_portal_is_in_no_list_and_is_not_read_and_what_it_gave_stays(client, visit, clock, nora, portal):
    client.submit(PAGE, is_retired=True)

    anybody = visit()
    assert "Lluvias" not in anybody.get("/datasets").text
    assert "Lluvias" in anybody.get("/datasets?portal=libertad").text
    assert anybody.get("/datasets/libertad/lluvias").status_code == 200
    assert "it is not read any more" in anybody.get("/portals/libertad?lang=en").text
    assert '<option value="libertad"' not in anybody.get("/datasets").text
    refused = client.post("/portals/libertad/harvests", data=client.form(PAGE).filled({}))
    assert refused.status_code == 403
    clock.move(days=30)
    assert jobs.run_due() == []
    for duty in jobs.DUTIES:
        duty()
    assert jobs.run_due() == []

    factories.sign_in(client, nora)  # a sign-in does not last for a month
    client.submit(PAGE, is_retired=False)
    assert "Lluvias" in anybody.get("/datasets").text
    assert kept().due_at is not None


def test_a_portal_that_is_retired_is_not_asked_for_data(client, nora, portal):
    project_builders.portal("piura", name="Piura")
    client.submit(PAGE, is_retired=True)

    page = client.get("/datasets/requests/new").text

    assert "Piura" in page
    assert 'value="libertad"' not in page


def test_a_harvest_of_a_retired_portal_is_refused(portal):
    with transaction() as now:
        actions.correct(portal, name="P", is_retired=True, by=SYSTEM, now=now)

    with pytest.raises(Exception, match="retired"), transaction() as now:
        harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
