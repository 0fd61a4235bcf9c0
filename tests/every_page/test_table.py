"""The table is whole: each route that answers a GET has a line, and each line answers what it says."""

import re

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound

from tests.every_page.lines import Line
from tests.every_page.table import FILES, TABLE

EVERYTHING = [*TABLE, *FILES]


def routes_of(app):
    """What answers GET, but for the files that every page loads."""
    return {rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint != "static"}


def route_of(app, line: Line) -> str | None:
    """The route that answers a line; None where nothing does, or not to GET: an error page."""
    filled = re.sub(r"\{(\w+)\}", "1", line.address.replace("{dataset}", "1/1").replace("{unlinked}", "1/1"))
    try:
        return app.url_map.bind("localhost").match(filled.partition("?")[0], return_rule=True)[0].rule
    except (NotFound, MethodNotAllowed):
        return None


def test_every_route_that_answers_a_get_has_a_line(app):
    covered = {route_of(app, line) for line in EVERYTHING if line.status != 404}

    assert sorted(routes_of(app) - covered) == []


def test_every_line_has_a_route_unless_it_says_that_nothing_is_there(app):
    lost = [
        str(line) for line in EVERYTHING if route_of(app, line) not in routes_of(app) and line.status not in (404, 405)
    ]

    assert lost == []


def test_no_line_stands_twice():
    names = [str(line) for line in EVERYTHING]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", [line for line in TABLE if line.act is None], ids=str)
def test_a_line_answers_what_it_says(world_of, line):
    world = world_of(line.phase)

    answer = world.visitor(line.actor).get(world.address(line))

    assert (answer.status_code, answer.mimetype) == (line.status, "text/html"), answer.location
