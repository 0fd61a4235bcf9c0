"""`flask jury rank` on files: what it prints, what it refuses, and that it needs no database."""

import json
import os
import random
import subprocess
import sys

import pytest
from flask import Flask

from hackathon.config import ROOT
from hackathon.jury.commands import cli

RUBRIC = '{"criteria":[{"id":"data","weight":3},{"id":"pitch","weight":1}],"ties":["data"]}'
SCORES = """judge,entry,criterion,score
chi,owls,data,4
chi,owls,pitch,5
chi,foxes,data,5
chi,foxes,pitch,2
"""


@pytest.fixture
def run(tmp_path):
    """Runs the command in a bare application: it has no database, so the command can need none."""
    app = Flask("bare")
    app.cli.add_command(cli)

    def run(scores=SCORES, rubric=RUBRIC, *options):
        for name, text in (("scores.csv", scores), ("contest.json", rubric)):
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        files = ["--scores", str(tmp_path / "scores.csv"), "--rubric", str(tmp_path / "contest.json")]
        return app.test_cli_runner().invoke(args=["jury", "rank", *files, *options])

    return run


def test_the_ranking_is_printed_as_json(run):
    result = run()

    printed = json.loads(result.output)
    assert result.exit_code == 0
    assert list(printed) == ["method", "ranking", "separation", "judges", "warnings"]
    assert [(line["entry"], line["rank"], line["score"]) for line in printed["ranking"]] == [
        ("foxes", 1, 85.0),
        ("owls", 2, 85.0),
    ]


def test_the_same_cells_give_the_same_bytes_in_any_order(run):
    header, *rows = SCORES.splitlines()
    random.Random(1).shuffle(rows)

    assert run("\n".join([header, *rows])).stdout_bytes == run().stdout_bytes


def test_a_files_mark_and_accents_do_no_harm(run):
    result = run(b"\xef\xbb\xbf" + SCORES.replace("owls", "Búhos").encode())

    assert '"entry": "Búhos"' in result.output


def test_one_line_of_json_on_request(run):
    assert run(SCORES, RUBRIC, "--json").output.count("\n") == 1


def test_an_incomplete_jury_is_calibrated_and_too_small_a_one_says_what_it_got(run):
    rows = [f"j{j},e{e},data,{(2 * e + j) % 6}\nj{j},e{e},pitch,{e}" for e in range(6) for j in range(4) if j != e]
    header = SCORES.splitlines()[0]

    calibrated, small = run("\n".join([header, *rows])), run(SCORES + "eva,owls,data,1\neva,owls,pitch,1\n")

    assert json.loads(calibrated.output)["method"] == "calibrated"
    assert json.loads(small.output)["method"] == "mean"
    assert json.loads(small.output)["warnings"][0].startswith("Too little to calibrate by")


@pytest.mark.parametrize("method", ["mean", "calibrated", "least_squares"])
def test_every_method_gives_the_same_bytes_in_any_order(run, method):
    header = SCORES.splitlines()[0]
    rows = [
        f"j{j},e{e},{c},{(2 * e + 3 * j + len(c)) % 6}" for e in range(7) for j in range(5) for c in ("data", "pitch")
    ]
    shuffled = random.Random(1).sample(rows, len(rows))

    one, other = (run("\n".join([header, *lines]), RUBRIC, "--method", method) for lines in (rows, shuffled))

    assert one.exit_code == 0
    assert one.stdout_bytes == other.stdout_bytes


@pytest.mark.parametrize(
    ("scores", "rubric", "options", "said"),
    [
        (SCORES + "chi,owls,data,4\n", RUBRIC, (), "scores.csv:6: chi scored owls twice on “data”."),
        (SCORES + "eva,owls,luck,4\n", RUBRIC, (), "scores.csv:6: There is no criterion “luck”."),
        (SCORES + "eva,owls,data,6\n", RUBRIC, (), "scores.csv:6: The score 6 is outside the scale of “data”: 0 to 5."),
        (SCORES + "eva,owls,data,x\n", RUBRIC, (), "scores.csv:6: The score “x” is not a number; write it like 7.5."),
        ("", RUBRIC, (), "scores.csv:1: The file is empty; it must begin with: judge,entry,criterion,score."),
        (b"judge\xff", RUBRIC, (), "scores.csv:1: The text is not UTF-8; save the file again as UTF-8."),
        (SCORES, "{", (), "contest.json:1: This is not JSON: Expecting property name enclosed in double quotes."),
        (SCORES, '{"criteria":[]}', (), "contest.json: There is no criterion to score by."),
        (SCORES + "eva,ants,data,3\neva,ants,pitch,3\n", RUBRIC, ("--method", "least_squares"), "These parts of the jury share no entry, so least squares cannot compare across them: chi; eva. Let some judges score entries of another part, or use the method “calibrated”."),
        (SCORES, RUBRIC, ("--method", "luck"), "There is no method “luck”; there are: mean, calibrated, least_squares."),
        (SCORES, RUBRIC[:-1] + ',"entries":["owls"]}', (), "scores.csv:4: The entry “foxes” is not on the contest's list."),
        (SCORES, RUBRIC[:-1] + ',"judges":["eva"]}', (), "scores.csv:2: The judge “chi” is not on the contest's list."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_file_and_line_and_no_traceback(run, scores, rubric, options, said):
    result = run(scores, rubric, *options)

    assert (result.exit_code, result.output) == (1, f"Error: {said}\n")


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    app = Flask("bare")
    app.cli.add_command(cli)

    result = app.test_cli_runner().invoke(args=["jury", "rank", "--scores", "none.csv", "--rubric", "none.json"])

    assert result.exit_code == 2
    assert "'none.csv': No such file" in result.output


def test_a_terminal_is_told_a_summary_beside_the_json(run, monkeypatch):
    monkeypatch.setattr("hackathon.jury.commands.at_a_terminal", lambda: True)

    assert run().stderr == "2 entries ranked by mean from 2 sheets, 0 warnings.\n"


def test_the_real_command_needs_no_database(tmp_path):
    (tmp_path / "scores.csv").write_text(SCORES)
    (tmp_path / "contest.json").write_text(RUBRIC)
    nowhere = {
        "HACKATHON_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/nothing",
        "HACKATHON_DATA_DIR": str(tmp_path),
    }

    ended = subprocess.run(
        [sys.executable, "-m", "flask", "jury", "rank", "--scores", tmp_path / "scores.csv", "--rubric", tmp_path / "contest.json"],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, **nowhere}, check=True,
    )  # fmt: skip

    assert json.loads(ended.stdout)["ranking"][0]["entry"] == "foxes"
