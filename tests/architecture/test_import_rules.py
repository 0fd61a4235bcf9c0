"""Each import contract is proved with a planted violation: a rule that cannot fail protects nothing."""

import shutil
import subprocess

import pytest

import run
from tests.architecture.source import ROOT

PLANTED = [
    ("Rooms import downwards only", "accounts/queries.py", "import hackathon.jury.scoring"),
    ("Rooms import downwards only", "errors.py", "import hackathon.jury.scoring"),
    ("Rooms import downwards only", "utils.py", "import os"),
    ("Inside a room", "jury/scoring.py", "import hackathon.jury.actions"),
    ("Inside a room", "jury/policy.py", "import hackathon.jury.queries"),
    ("Inside a room", "jury/routes.py", "import hackathon.jury.commands"),
    ("Models, rules, queries, actions and pure cores know no Flask", "jury/queries.py", "from flask import g"),
    ("Pure cores know no database, no network, no clock", "jury/ranking.py", "import sqlalchemy"),
    ("Pure cores know no database, no network, no clock", "jury/ranking.py", "from hackathon import clock"),
    ("Only net.py speaks to the outside", "accounts/actions.py", "import requests"),
]


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory):
    """The package and the contracts, copied, with every file that a violation needs."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "hackathon", folder / "hackathon", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("accounts/actions", "accounts/queries", "jury/actions", "jury/policy", "jury/queries", "jury/routes"):
        path = folder / "hackathon" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.touch()
    return folder


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_violation_breaks_its_contract(empty_house, contract, file, line):
    path = empty_house / "hackathon" / file
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n")
    try:
        report = linted(empty_house)
    finally:
        path.unlink() if before is None else path.write_text(before)

    broken = [verdict for verdict in report.stdout.splitlines() if " BROKEN" in verdict]
    assert report.returncode != 0
    assert any(verdict.startswith(contract) for verdict in broken), report.stdout


def test_the_copied_house_is_clean_without_them(empty_house):
    report = linted(empty_house)

    assert report.returncode == 0, report.stdout


@pytest.mark.parametrize("line", ["import http.client", "from urllib.request import urlopen"])
def test_no_other_file_opens_connections_with_the_standard_library(tmp_path, line):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "hackathon" / "portal" / "harvest.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{line}\n")

    report = tool("ruff", "check", "--select", "TID251", ".", folder=tmp_path)

    assert report.returncode != 0
    assert "Only net.py speaks to the outside" in report.stdout


def linted(folder):
    return tool("lint-imports", "--no-cache", folder=folder)


def tool(name, *arguments, folder):
    return subprocess.run([run.VENV / "bin" / name, *arguments], cwd=folder, capture_output=True, text=True)
