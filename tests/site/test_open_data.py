"""The open data of an event: public when its pages are, complete, under pseudonyms, and harvested like any portal's."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import actions as portals
from hackathon.portal.detect import detect
from hackathon.portal.models import Dataset, Resource
from tests.factories import DELIBERATION, HACKING
from tests.jury.cast import set_clock
from tests.machinery.application import Visitor
from tests.machinery.network import way_out
from tests.portal.conftest import harvested
from tests.portal.replay import Reply, Server
from tests.results.test_routes import contest, publish

pytestmark = pytest.mark.usefixtures("session")
HERE = "/events/libertad"
TABLES = ("projects", "datasets-used", "results", "scores")


def listed(client: Visitor) -> list[str]:
    return [entry["identifier"] for entry in client.get(f"{HERE}/data.json").json["dataset"]]


def statuses(client: Visitor) -> list[int]:
    return [client.get(f"{HERE}/data/{table}.{kind}").status_code for table in TABLES for kind in ("csv", "json")]


def test_a_table_is_there_when_its_page_is_and_not_before(client: Visitor, visit) -> None:
    made = contest()
    anybody = visit()
    set_clock(HACKING)
    hacking = (listed(anybody), statuses(anybody))
    set_clock(DELIBERATION)
    judged = (listed(anybody), statuses(anybody))
    publish(client, made)

    assert hacking == ([], [404] * 8)
    assert judged == (["libertad-projects", "libertad-datasets-used"], [200] * 4 + [404] * 4)
    assert (listed(anybody), statuses(anybody)) == ([f"libertad-{table}" for table in TABLES], [200] * 8)
    assert anybody.get(f"{HERE}/data/people.csv").status_code == 404


def test_csv_and_json_say_the_same_and_hide_whom_the_rules_hide(client: Visitor, visit) -> None:
    made = contest(projects=5)
    publish(client, made)
    anybody = visit()

    rows = anybody.get(f"{HERE}/data/results.json").json
    table = list(csv.DictReader(io.StringIO(anybody.get(f"{HERE}/data/results.csv").text.removeprefix("\ufeff"))))
    scores = anybody.get(f"{HERE}/data/scores.json").json

    assert [row["project"] for row in rows] == ["owls", "foxes", "team-02", "", ""]
    assert [row["entry"] for row in table] == [row["entry"] for row in rows]
    assert all(row["entry"].startswith("~") for row in rows[3:])
    assert len(scores) == 5 * 6
    assert {row["entry"] for row in scores} == {row["entry"] for row in rows}
    assert made.jurors[0].name not in anybody.get(f"{HERE}/data/scores.csv").text


def test_an_event_is_harvested_as_a_portal_by_the_address_of_its_catalogue(app: Flask, client: Visitor, visit) -> None:
    made = contest()
    publish(client, made)
    reader = visit()

    def play(ask):
        answer = reader.get(ask.target)
        return Reply(answer.status_code, answer.data, {"Content-Type": answer.content_type})

    with Server(play) as server:
        app.config["PUBLIC_URL"] = server.url
        fetcher = app.extensions["net"] = way_out(server)
        found = detect(f"{server.url}{HERE}/data.json", fetcher.fetch)
        assert found.match is not None
        with transaction() as now:
            portal = portals.add(found.match, found.probes, name="Hackathon", by=SYSTEM, now=now)
        run = harvested(portal)

    assert (found.match.kind, run.state, run.received) == ("datajson", "complete", 4)
    titles = set(db.session.scalars(select(Dataset.title)))
    assert any(title.startswith("Resultados") for title in titles)
    assert len(db.session.scalars(select(Resource.url)).all()) == 8
