"""The texts of the demo hold together: nobody is named who is not there, nothing is left in one language."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from hackathon.demo import story
from hackathon.demo.catalogue import catalogue

WEIGHTS = (25, 25, 15, 15, 10, 10)


def pairs(value: Any) -> Iterator[dict[str, str]]:
    """Every text that stands in two languages."""
    if isinstance(value, dict) and "es" in value:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from pairs(part)


def test_every_text_of_an_organiser_stands_in_spanish_and_in_english():
    for name in ("event", "challenges", "edition_2015", "people"):
        for pair in pairs(story.read(name)):
            assert set(pair) == {"es", "en"}
            assert pair["es"].strip()
            assert pair["en"].strip()


def test_nothing_is_shouted():
    for name in ("event", "challenges", "edition_2015", "people", "teams", "jury"):
        assert "!" not in str(story.read(name))


def test_the_cast_has_one_login_for_every_role_and_addresses_that_reach_nobody():
    logins = [person.key for person in story.cast() if person.login]

    assert logins == ["admin", "organiser", "maritza", "ada", "benjamin", "valeria", "tomas", "elena"]
    assert all(person.email.endswith("@demo.example") for person in story.cast())
    assert max(Counter(person.email for person in story.cast()).values()) == 1


def test_everybody_in_a_team_is_of_the_cast_and_in_one_team_only():
    known = {person.key for person in story.cast()}
    members = Counter(key for team in story.teams() for key in team.members)

    assert set(members) <= known
    assert set(members.values()) == {1}
    assert all(3 <= len(team.members) <= 5 for team in story.teams())


def test_a_project_grows_from_save_to_save_and_is_handed_in_whole_before_the_closing():
    for team in story.teams():
        hours = [save.hour for save in team.saves]

        assert hours == sorted(hours)
        assert hours[-1] < team.submits < 29
        assert {**story.read("teams")["team"][0]["project"]}.keys() - {"saves"} == team.saves[-1].fields.keys()
        assert team.saves[-1].fields["licence"]


def test_challenges_and_projects_name_datasets_that_the_portal_has():
    codes = {entry["code"] for entry in story.read("challenges")["challenge"]}
    named = {link["name"] for entry in story.read("challenges")["challenge"] for link in entry["dataset"]}
    used = {name for team in story.teams() for name, _ in team.saves[-1].fields["datasets"]}

    assert codes == {"R1", "R2", "R3", "R4", "R5", "R6", "R7"}
    assert used <= named <= {dataset.name for dataset in catalogue().datasets}
    assert {code for team in story.teams() for code in team.saves[-1].fields["challenges"]} <= codes


def test_the_five_sheets_of_each_team_give_an_order_without_ties():
    totals = {
        team.name: sum(
            weight * figure
            for juror in story.jurors()
            for weight, figure in zip(WEIGHTS, juror.sheets[team.name][0], strict=True)
        )
        / 25
        for team in story.teams()
    }

    assert sorted(totals, key=lambda name: -totals[name]) == [
        "Totora Data",
        "Moche Bits",
        "Ruta Norte",
        "Algarrobo Lab",
        "Caballito Digital",
    ]
    assert totals["Totora Data"] == 87.2


def test_2015_says_what_the_bulletin_says_and_nothing_else():
    edition = story.read("edition_2015")

    assert (edition["hours"], edition["participants"], edition["teams"]) == (33, 40, 8)
    assert (edition["first_day"], edition["last_day"]) == (date(2015, 10, 17), date(2015, 10, 18))
    assert [(entry["place"], entry["team"]) for entry in edition["result"]] == [
        (1, "Itnovate"),
        (2, "Smartaction"),
        (3, "Premium"),
    ]
    assert all(set(entry) == {"place", "team", "project"} for entry in edition["result"])
