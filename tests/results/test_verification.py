"""Frozen results prove themselves: whole ones agree with themselves, whatever was changed is found and its place named."""

import json
from pathlib import Path

import pytest
from flask import Flask

from hackathon.results import actions, bundle, verification
from tests.results.judged import FOXES_BETTER, do, judged

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize("scope", ["content", "public_content"])
def test_what_was_frozen_agrees_with_itself(scope: str) -> None:
    frozen = do(judged(**FOXES_BETTER), actions.freeze, note="")

    assert verification.findings(getattr(frozen, scope).encode()) == []


def test_the_command_says_in_words_what_agrees(app: Flask, tmp_path: Path) -> None:
    frozen = do(judged(**FOXES_BETTER), actions.freeze, note="")
    (tmp_path / "bundle.json").write_text(frozen.content)
    (tmp_path / "log.jsonl").write_text(app.test_cli_runner().invoke(args=["audit", "export"]).output)

    command = ["results", "verify", str(tmp_path / "bundle.json"), "--log", str(tmp_path / "log.jsonl")]
    answer = app.test_cli_runner().invoke(args=command)

    assert answer.exit_code == 0
    assert f"SHA-256 {frozen.sha256}" in answer.output
    assert "36 scores, 1 rounds (mean): each ranking is what the scores give." in answer.output


def test_the_command_names_the_place_and_fails(app: Flask, tmp_path: Path) -> None:
    content = json.loads(do(judged(**FOXES_BETTER), actions.freeze, note="").content)
    content["order"][0]["score"] = "99.000000"
    (tmp_path / "bundle.json").write_text(bundle.text_of(content))

    said = app.test_cli_runner().invoke(args=["results", "verify", str(tmp_path / "bundle.json"), "--json"])

    assert said.exit_code == 1
    assert json.loads(said.output)["faults"] == [
        {"place": "order[0].score", "fault": 'says "99.000000", computed "79.000000"'}
    ]
