"""`flask event` on the command line: what it makes, what it says, how it refuses."""

import json

import pytest

from hackathon.events import queries
from tests import factories

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["event", *words])


CREATE = ("create", "--name", "Hackathon Piura", "--organization", "piura", "--contact", "datos@example.pe")


def test_an_event_is_created_with_its_organisation_and_its_owner(run):
    olu = factories.person("Olu")

    result = run(*CREATE, "--owner", "olu@example.pe", "--opens", "2026-11-14T08:00", "--city", "Piura", "--json")

    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert told == {
        "slug": "hackathon-piura", "opens": "2026-11-14T13:00:00+00:00", "hours": 33, "owner": "olu@example.pe",
    }  # fmt: skip
    event = factories.found("hackathon-piura")
    assert (event.organization.slug, event.city, event.is_public()) == ("piura", "Piura", False)
    assert queries.roles_of(olu, event) == {"owner"}


def test_without_a_day_an_event_opens_in_sixty_days_at_its_templates_hour(run):
    result = run(*CREATE)

    assert "/events/hackathon-piura/manage" in result.output
    assert factories.found("hackathon-piura").starts_at.isoformat() == "2026-12-16T13:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--opens", "mañana"), "It looks like 2026-10-17T08:00."),
        (("--owner", "nobody@example.pe"), "Nobody has an account with this address."),
        (("--slug", "new"), "is a word that the platform's own addresses use"),
        (("--timezone", "Peru/Piura"), "There is no time zone"),
        (("--template", "unknown"), "is not"),
    ],
)
def test_a_users_mistake_is_told_in_a_sentence_and_nothing_is_made(words, reason, run):
    result = run(*CREATE, *words)

    assert result.exit_code != 0
    assert reason in result.output
    assert "Traceback" not in result.output
    assert queries.events_organised_by(factories.SYSTEM) == []


def test_the_list_says_where_every_event_stands(run):
    olu = factories.person("Olu")
    factories.event(olu)
    factories.event(olu, slug="piura", name="Hackathon Piura", published=False)

    lines = run("list").output.splitlines()
    rows = json.loads(run("list", "--json").output)

    assert lines[-1] == "2 events."
    assert {row["slug"]: (row["phase"], row["public"]) for row in rows} == {
        "libertad": ("hacking", True),
        "piura": ("hacking", False),
    }
