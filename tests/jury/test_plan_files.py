"""The files of a plan: what cannot be meant is refused in words, and the command answers with seats or a reason."""

import json

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.assignment import Judge, plan
from hackathon.jury.plan_files import read_wish, write_plan

GIVEN = {
    "entries": ["owls", "foxes", "ants"],
    "judges": [{"id": "chi", "capacity": 3}, {"id": "eva"}, "dan"],
    "conflicts": [["chi", "owls"]],
    "k": 2,
    "seed": 7,
}


def text(**changed):
    return json.dumps({name: value for name, value in (GIVEN | changed).items() if value is not None})


def test_a_wish_is_read_as_it_is_written():
    wish = read_wish(text())

    assert wish.judges == [Judge("chi", 3), Judge("eva"), Judge("dan")]
    assert (wish.k, wish.seed, wish.conflicts) == (2, 7, frozenset({("chi", "owls")}))


def test_conflicts_and_a_seed_may_be_left_out():
    wish = read_wish(text(conflicts=None, seed=None))

    assert (wish.conflicts, wish.seed) == (frozenset(), 0)


def test_seats_are_written_as_csv():
    lines = write_plan(plan(read_wish(text()))).splitlines()

    assert lines[0] == "judge,entry"
    assert len(lines) == 1 + 3 * 2
    assert lines[1:] == sorted(lines[1:])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("[]", "must be a JSON object"),
        ("{", "not JSON"),
        (text(judges=None), "“judges” must be a list"),
        (text(judges=[None]), "Judge number 1"),
        (text(judges=[{"id": "chi", "capacity": 1.5}]), "capacity of chi"),
        (text(judges=[{"id": "chi", "capacity": -1}]), "capacity of chi"),
        (text(k=None), "“k” must be a whole number"),
        (text(k="2"), "“k” must be a whole number"),
        (text(conflicts={"chi": "owls"}), "“conflicts” must be a list"),
        (text(conflicts=[["chi"]]), "Conflict number 1"),
        (text(conflicts=[["chi", None]]), "Conflict number 1"),
        (text(seed="x"), "whole number"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, words):
    with pytest.raises(RuleBroken, match=words):
        plan(read_wish(given))


@pytest.fixture
def planned(app, tmp_path):
    """`planned(text, *flags)`: what the command says."""

    def run(content, *flags):
        path = tmp_path / "contest.json"
        path.write_text(content)
        return app.test_cli_runner().invoke(args=["jury", "plan", str(path), *flags])

    return run


def test_the_command_prints_the_seats_and_what_is_lacking_apart(planned):
    answer = planned(text(k=3))

    assert answer.exit_code == 0
    assert answer.stdout.startswith("judge,entry\n")
    assert answer.stderr == "owls lacks 1 of its judges: it takes more judges, or more time of theirs.\n"


def test_the_command_prints_json_where_it_is_asked(planned):
    told = json.loads(planned(text(), "--json").stdout)

    assert set(told) == {"seats", "loads", "short", "groups", "warnings"}
    assert sum(told["loads"].values()) == len(told["seats"]) == 6


def test_the_command_names_the_file_that_is_wrong(planned):
    answer = planned(text(k=0))

    assert answer.exit_code == 1
    assert "contest.json: Each entry needs at least one judge" in answer.output
