"""Frozen results prove themselves: whole ones agree with themselves, whatever was changed is found and its place named."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hackathon.results import actions, bundle, verification
from tests.results import bundles
from tests.results.judged import FOXES_BETTER, do, judged


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("scope", ["content", "public_content"])
def test_what_was_frozen_agrees_with_itself(scope: str) -> None:
    frozen = do(judged(**FOXES_BETTER), actions.freeze, note="")

    raw = getattr(frozen, scope).encode()
    assert (verification.findings(raw), bundles.independent_faults(raw)) == ([], [])


@pytest.mark.parametrize("content", [bundles.complete(), bundles.public()], ids=["complete", "public"])
def test_two_rounds_with_decisions_and_prizes_of_every_kind_agree(content: dict) -> None:
    raw = bundle.text_of(content).encode()

    assert (verification.findings(raw), bundles.independent_faults(raw)) == ([], [])
    assert content["awards"][:4] == [[1, "foxes"], [2, "owls"], [3, None], [4, "owls"]]
    assert content["awards"][4:] == [[5, "ants"], [6, "ants"]]


@pytest.mark.parametrize(
    ("method", "of_each"), [("mean", 5), ("calibrated", 3), ("least_squares", 3), ("calibrated", 5)]
)
def test_adjusted_rankings_are_computed_twice_in_two_ways_and_agree(method: str, of_each: int) -> None:
    content = bundles.of_unlike_judges(method, of_each=of_each)

    raw = bundle.text_of(content).encode()

    assert (verification.findings(raw), bundles.independent_faults(raw)) == ([], [])
    (only,) = content["rounds"]
    assert (only["ranking"]["method"], bool(only["beside"])) == (method, method != "calibrated")


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (
            "rounds.0.ranking.ranking.0.score",
            lambda text: f"{float(text) + 0.01:.6f}",
            "rounds[0].ranking.ranking[0].score",
        ),
        ("rounds.0.ranking.ranking.2.low", "1.000000", "rounds[0].ranking.ranking[2].low"),
        ("rounds.0.ranking.ranking.0.p_first", "0.100000", "rounds[0].ranking.ranking[0].p_first"),
        ("rounds.0.ranking.ranking.1.rank", 1, "rounds[0].ranking.ranking[1].rank"),
        ("rounds.0.ranking.separation.0.p", "0.123456", "rounds[0].ranking.separation[0].p"),
        ("rounds.0.judgements.0.3", lambda text: "1" if text != "1" else "2", "rounds[0].ranking.ranking"),
    ],
)
def test_what_was_changed_in_a_calibrated_ranking_is_found_by_both(path: str, value: Any, place: str) -> None:
    raw = bundles.changed(bundles.of_unlike_judges("calibrated"), path, value)

    for faults in (verification.findings(raw), bundles.independent_faults(raw)):
        assert [where for where, _ in faults if where.startswith(place)], faults


def test_a_plain_mean_does_not_stand_in_where_there_is_enough_to_calibrate() -> None:
    content = bundles.of_unlike_judges("mean", of_each=5)
    (only,) = content["rounds"]
    only["contest"]["method"] = only["method"]["name"] = "calibrated"
    only["rule"] = bundle.rule_of(only["contest"])
    raw = bundle.text_of(content).encode()

    for faults in (verification.findings(raw), bundles.independent_faults(raw)):
        assert ("rounds[0].ranking.method") in [where for where, _ in faults]


def test_below_the_public_places_nothing_tells_who_is_who() -> None:
    told = bundle.text_of(bundles.public())

    assert not any(name in told for name in ("dogs", "eels"))
    assert all(name in told for name in ("foxes", "owls", "bees", "ants", "cats"))  # places, prizes, a mention


@pytest.mark.parametrize(("path", "value", "place"), bundles.TAMPERINGS.values(), ids=bundles.TAMPERINGS)
def test_what_was_changed_is_found_by_both_and_its_place_named(path: str, value: Any, place: str) -> None:
    raw = bundles.changed(bundles.complete(), path, value)

    for faults in (verification.findings(raw), bundles.independent_faults(raw)):
        assert [where for where, _ in faults if where.startswith(place)], faults


@pytest.mark.parametrize("raw", bundles.TAMPERED_TEXTS.values(), ids=bundles.TAMPERED_TEXTS)
def test_a_text_that_is_no_bundle_is_refused_by_both(raw: bytes) -> None:
    assert verification.findings(raw)
    assert bundles.independent_faults(raw)


@pytest.mark.parametrize(
    ("path", "value"),
    [("order.3.entry", "dogs"), ("rounds.0.coverage.0.0", "dogs"), ("complete_sha256", None), ("public_places", 6)],
)
def test_a_public_bundle_names_nobody_below_the_public_places(path: str, value: Any) -> None:
    raw = bundles.changed(bundles.public(), path, value)

    assert verification.findings(raw)
    assert bundles.independent_faults(raw)


def test_sheets_by_another_rubric_are_carried_over_by_neither() -> None:
    bent = json.loads(bundles.changed(bundles.complete(), "rounds.1.carry_over", True))
    bent["rounds"][1]["method"]["rubric_sha256"] = "cd" * 32
    raw = bundle.text_of(bundle.completed(bent)).encode()

    for faults in (verification.findings(raw), bundles.independent_faults(raw)):
        assert faults == [("rounds[1].carry_over", "sheets by another rubric are carried over")]


def test_a_sheet_that_is_not_carried_over_is_missed_by_both() -> None:
    raw = bundles.changed(bundles.complete(), "rounds.1.carry_over", True)
    lost = json.loads(raw)
    kept = [row for row in lost["rounds"][1]["judgements"] if row[:2] != ["A2B3C4", "owls"]]
    lost["rounds"][1]["judgements"] = kept
    torn = bundle.text_of(bundle.completed(lost)).encode()

    assert (verification.findings(raw), bundles.independent_faults(raw)) == ([], [])
    for faults in (verification.findings(torn), bundles.independent_faults(torn)):
        assert ("rounds[1].judgements", "the sheet of A2B3C4 for owls was not carried over") in [
            (place, fault.replace("is not", "was not")) for place, fault in faults
        ]


LOG = ["a first entry", "a second one", "the last"]


def log_of(notes: list[str]) -> list[dict]:
    previous, entries = "0" * 64, []
    for number, note in enumerate(notes, start=1):
        fields = {"number": number, "at": "2026-10-17T12:00:00+00:00", "actor": "olu", "action": note}
        fields |= {"thing": "event/1", "event": 1, "portal": None, "changes": [], "previous": previous}
        previous = bundle.hash_of(bundle.text_of(fields))
        entries.append({**fields, "hash": previous})
    return entries


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        (log_of(LOG), None),
        (log_of([*LOG, "what came later"]), None),
        ([*log_of(LOG)[:1], {**log_of(LOG)[1], "action": "another"}, log_of(LOG)[2]], "log[1]"),
        (log_of([*LOG[:2], "rewritten to the end"]), "log[2]"),
        (log_of(LOG)[:2], "log[2]"),
        (log_of(LOG)[1:], "log[0]"),
        ([{"number": 1}], "log[0]"),
        ([], "log[0]"),
    ],
    ids=["whole", "longer", "changed", "hashed again", "cut off", "begun later", "no entry", "empty"],
)
def test_a_log_leads_to_the_end_that_the_bundle_names_or_the_place_is_said(entries: list, place: str | None) -> None:
    lines = [bundle.text_of(entry) for entry in entries]
    head = {"number": 3, "hash": log_of(LOG)[2]["hash"]}

    found = verification.broken_link(lines, head)
    other = bundles.independent().log_faults(lines, head)

    assert (found and found[0], [where for where, _ in other]) == (place, [place] if place else [])


def test_the_verifier_in_one_file_runs_alone(tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text(bundle.text_of(bundles.complete()))
    (tmp_path / "bent.json").write_bytes(bundles.changed(bundles.complete(), "awards.0.1", "owls"))

    whole, bent = (
        subprocess.run(
            [sys.executable, "-I", "-S", str(bundles.VERIFIER), str(tmp_path / name)], capture_output=True, text=True
        )
        for name in ("bundle.json", "bent.json")
    )

    assert (whole.returncode, bent.returncode) == (0, 1)
    assert bundle.hash_of(bundle.text_of(bundles.complete())) in whole.stdout
    assert 'awards[0][1]: says "owls", computed "foxes"' in bent.stdout


@pytest.mark.usefixtures("session")
def test_the_command_says_in_words_what_agrees(app: Flask, tmp_path: Path) -> None:
    frozen = do(judged(**FOXES_BETTER), actions.freeze, note="")
    (tmp_path / "bundle.json").write_text(frozen.content)
    (tmp_path / "log.jsonl").write_text(app.test_cli_runner().invoke(args=["audit", "export"]).output)

    command = ["results", "verify", str(tmp_path / "bundle.json"), "--log", str(tmp_path / "log.jsonl")]
    answer = app.test_cli_runner().invoke(args=command)

    assert answer.exit_code == 0
    assert f"SHA-256 {frozen.sha256}" in answer.output
    assert "36 scores, 1 rounds (mean): each ranking is what the scores give." in answer.output


@pytest.mark.usefixtures("session")
def test_the_command_names_the_place_and_fails(app: Flask, tmp_path: Path) -> None:
    content = json.loads(do(judged(**FOXES_BETTER), actions.freeze, note="").content)
    content["order"][0]["score"] = "99.000000"
    (tmp_path / "bundle.json").write_text(bundle.text_of(content))

    said = app.test_cli_runner().invoke(args=["results", "verify", str(tmp_path / "bundle.json"), "--json"])

    assert said.exit_code == 1
    assert json.loads(said.output)["faults"] == [
        {"place": "order[0].score", "fault": 'says "99.000000", computed "79.000000"'}
    ]
