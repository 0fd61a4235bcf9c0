"""Lists of data requests: on both databases."""

import pytest
from sqlalchemy import func, select

from hackathon.database import db
from hackathon.portal import request_queries
from hackathon.portal.request_models import DataRequest
from tests import factories, project_builders
from tests.machinery.databases import both_databases
from tests.portal.requests.requesting import asked

pytestmark = [both_databases, pytest.mark.usefixtures("session")]


def test_the_list_is_paged_newest_first_and_filtered(monkeypatch):
    portal, zed = project_builders.portal(), factories.person("Zed")
    monkeypatch.setattr(request_queries, "ROWS", 2)
    other = project_builders.portal("piura", name="Datos de Piura")
    titles = [f"Pedido {number}" for number in range(5)]
    made = [asked(zed, portal, title) for title in titles]
    asked(zed, other, "Pozos")

    def page(**where):
        found = request_queries.requests_page(**{"portal": "libertad", "state": "", "after": "", "before": ""} | where)
        return [one.title for one in found.rows], found.total, found.has_before, found.has_after

    assert page() == (["Pedido 4", "Pedido 3"], 5, False, True)
    assert page(after=made[3].public_id) == (["Pedido 2", "Pedido 1"], 5, True, True)
    assert page(before=made[2].public_id) == (["Pedido 4", "Pedido 3"], 5, False, True)
    assert page(after="nowhere")[0] == ["Pedido 4", "Pedido 3"]
    assert page(state="declined") == ([], 0, False, False)
    assert db.session.scalar(select(func.count(DataRequest.id))) == 6
