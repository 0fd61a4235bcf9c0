"""`flask portal import`: a catalogue from a file, by the command line."""

import json

import pytest

from hackathon.portal import commands
from tests.portal.handing_in import TABLE

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def run(app):
    """`run("import", file)` as on the command line: its exit code and what it printed."""

    def command(*words: str) -> tuple[int, str]:
        result = app.test_cli_runner().invoke(args=["portal", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output.rstrip()

    return command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "catálogo.csv"
    path.write_text(TABLE)
    return path


def test_the_command_reads_a_file_and_a_newer_one(run, file):
    first = run("import", str(file), "--name", "Municipalidad")
    file.write_text(TABLE + ";https://x.pe/z.csv;CSV\n")
    newer = run("import", str(file), "--portal", "municipalidad")

    assert first == (0, "municipalidad: complete: 10 datasets of 10 declared, 10 new, 0 changed, 0 missing, 0 invalid.")
    assert newer == (
        0,
        "municipalidad: partial: 11 datasets of 11 declared, 0 new, 0 changed, 0 missing, 1 invalid. Some lines could not be "
        "read, so that nothing was marked missing. Correct them and hand the file in again.\n"
        "#12: There is neither an id nor a title.",
    )
    assert run("harvest", "municipalidad")[0] == 0
    assert run("list")[1].startswith("municipalidad  manual")


def test_machines_read_the_same(run, file):
    said = json.loads(run("import", str(file), "--name", "M", "--json")[1])

    assert (said["portal"], said["state"], said["new"], said["first_errors"]) == ("m", "complete", 10, [])


def test_the_command_takes_more_than_a_page(run, file):
    file.write_text(TABLE + "\n" * 2_500_000)

    assert run("import", str(file), "--name", "M")[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "Give --portal for a newer file of one that is here, or --name for a new one."),
        (["--portal", "m", "--name", "M"], 2, "Give --portal for a newer file"),
        (["--portal", "nowhere"], 1, "There is no portal 'nowhere'"),
    ],
)
def test_the_command_says_what_is_missing(run, file, words, code, said):
    answer = run("import", str(file), *words)

    assert answer[0] == code
    assert said in answer[1]


def test_the_command_refuses_in_one_line_and_fails_for_what_is_no_catalogue(run, file):
    file.write_bytes(b"PK\x03\x04")
    packed = run("import", str(file), "--name", "M")
    file.write_text("a;b\n")
    strange = run("import", str(file), "--name", "M")

    assert packed[0] == 1
    assert packed[1].startswith("Error: This is a spreadsheet or a packed file.")
    assert strange[0] == 1
    assert strange[1].startswith("m: failed: 0 datasets")
    assert run("import", "/no/such/file", "--name", "M")[0] == 2


def test_somebody_at_a_terminal_sees_how_far_it_is(run, file, monkeypatch):
    monkeypatch.setattr(commands, "is_watched", lambda: True)

    assert "10 of 10 datasets" in run("import", str(file), "--name", "M")[1]
