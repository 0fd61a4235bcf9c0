"""An internal host that the settings allow is for the portal that lives there, not for whoever names it."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.portal import pin_actions
from hackathon.portal.pin_models import FileCheck, FileOutcome
from tests import project_builders
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


def test_a_file_that_a_public_portal_names_inside_is_never_asked_for(play):
    server = play(lambda ask: Reply(body=b"a,b\n1,2\n"))
    dataset = project_builders.dataset(project_builders.portal(base_url="https://datos.example.pe"))
    project_builders.resource(dataset, "a.csv", url=f"{server.url}/a.csv")

    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    jobs.run_due()

    assert server.hits == []
    assert db.session.scalars(select(FileCheck.outcome)).all() == [FileOutcome.FAILED]
