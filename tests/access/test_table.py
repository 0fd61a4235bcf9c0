"""The table and the application know the same routes; what the table cannot say is asked here."""

import pytest

from hackathon.pages import rule
from tests.access.actors import ACTORS
from tests.access.addresses import addresses, filled
from tests.access.canaries import read_in
from tests.access.declared import DECLARED, TABLE, read

ASKED = {"GET", "POST", "PUT", "PATCH", "DELETE"}
GETS = [line for line in DECLARED.values() if line.method == "GET"]


def differences(app, declared):
    """(routes without a line, lines without a route)."""
    routes = {f"{method} {route.rule}" for route in app.url_map.iter_rules() for method in route.methods & ASKED}
    return routes - declared.keys(), declared.keys() - routes


def test_every_route_has_its_line_and_every_line_its_route(app):
    assert differences(app, DECLARED) == (set(), set())


def test_a_route_without_a_line_is_noticed(app):
    app.add_url_rule("/planted/<event>", "planted", rule("anyone", load=None)(str), methods=["POST"])

    assert differences(app, DECLARED) == ({"POST /planted/<event>"}, set())


def test_a_line_without_a_route_is_noticed(app):
    gone = read(TABLE.read_text(encoding="utf-8") + "GET  /gone  everybody: ok\n")

    assert differences(app, gone) == (set(), {"GET /gone"})


def test_a_line_twice_is_refused():
    with pytest.raises(ValueError, match="GET /a is declared twice"):
        read("[A: hacking, scoring]\nGET  /a  everybody: ok\nGET  /a  everybody: 404\n")


def test_a_line_is_read_in_its_order_of_audiences():
    line = read("[A: hacking, scoring]\nGET  /events/<event>  ada ben: ok 403 | organisers: 404\n")[
        "GET /events/<event>"
    ]

    assert [line.expected("ben", "own", phase) for phase in ("hacking", "scoring")] == ["ok", "403"]
    assert [line.expected(actor, "own", "scoring") for actor in ("nobody", "nora", "zed")] == ["sign in", "404", "undeclared"]  # fmt: skip
    assert line.expected("ada", "missing", "hacking") == "404"
    assert [line.expected(actor, "not public", "hacking") for actor in ("olu", "nora")] == ["404", "404"]


def test_every_answer_of_everybody_is_declared():
    gaps = [
        (line.name, actor)
        for line in DECLARED.values()
        for relation in line.answers
        for actor in ACTORS
        if line.expected(actor, relation, line.phases[0]) == "undeclared"
    ]

    assert gaps == []


@pytest.mark.parametrize("line", GETS, ids=lambda line: line.address)
def test_the_head_of_a_page_answers_as_the_page_and_tells_as_little(line, stages):
    stage = stages(line.phases[1])
    address = addresses(line, stage)["own"]

    for actor in ("nobody", "vera", "ada"):
        page, head = (stage.ask(actor, method, address) for method in ("GET", "HEAD"))

        assert (head.status_code, head.headers.get("Location"), head.data) == (page.status_code, page.headers.get("Location"), b"")  # fmt: skip
        assert stage.watched.changed() <= {"access_log", "usage_count"}
        assert read_in(head, actor, stage.phase, stage.canaries) == []


@pytest.mark.parametrize("actor", ACTORS)
def test_an_event_that_comes_later_keeps_its_challenges(actor, stages):
    stage = stages("hacking")
    later = stage.named["own"] | {"event": "cusco", "challenge": "E1"}
    for line in GETS:
        if line.address.startswith("/events/<event>"):
            answer = stage.ask(actor, "GET", filled(line.address, later))

            assert answer.status_code < 500
            assert read_in(answer, actor, "hacking", stage.canaries) == []
    assert stage.watched.changed() <= {"access_log", "usage_count"}


def test_each_canary_stands_in_the_database(stages):
    stage = stages("deliberation")
    kept = "\n".join(str(rows) for rows in stage.watched.rows.values())

    assert [one.text for one in stage.canaries if one.text not in kept and "-" not in one.text] == []
    assert len(stage.canaries) > 30


def test_a_change_is_noticed_and_taken_back(stages):
    stage = stages("hacking")

    stage.ask("ada", "POST", "/logout", {"csrf_token": stage.people["ada"].token})

    assert stage.watched.changed() == {"login_session", "audit_entry", "audit_head"}
    assert stage.watched.changed() == set()
    assert stage.ask("ada", "GET", "/account").status_code == 200
