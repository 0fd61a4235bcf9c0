"""How pages read a bundle: letters for jurors, totals, ranges of places, what calibration says of neighbours."""

import copy
from fractions import Fraction
from typing import Any

import pytest

from hackathon.results import reading
from tests.results import bundles


def calibrated() -> dict[str, Any]:
    """The complete bundle, with a calibration beside its last round as the format has it."""
    content = copy.deepcopy(bundles.complete())
    lines = [
        {"entry": entry, "rank": rank, "score": fair, "raw_mean": raw, "low": low, "high": high, "p_first": first}
        for entry, rank, fair, raw, low, high, first in [
            ("foxes", 1, "88.000000", "86.000000", "84.000000", "92.000000", "0.970000"),
            ("owls", 2, "76.000000", "76.000000", "72.000000", "80.000000", "0.020000"),
            ("bees", 3, "75.000000", "76.500000", "71.000000", "79.000000", "0.010000"),
        ]
    ]
    lines.append({"entry": "hens", "rank": 4, "score": None, "low": None})
    content["rounds"][-1]["beside"] = {
        "method": "calibrated",
        "ranking": lines,
        "separation": [
            {"above": "foxes", "below": "owls", "p": "0.990000"},
            {"above": "bees", "below": "owls", "p": "0.850000"},
        ],
    }
    return content


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")])
def test_jurors_are_called_by_letters(number: int, letter: str) -> None:
    assert reading.letter(number) == letter


def test_every_whole_sheet_is_a_dot_by_the_letter_of_its_juror() -> None:
    totals = reading.totals_of(bundles.complete())

    assert totals[1, "owls"] == [("A", 92.0), ("B", 92.0), ("C", 80.0)]
    assert totals[2, "owls"] == [("A", 80.0), ("B", 80.0), ("C", 68.0)]


def test_a_sheet_with_gaps_is_no_dot() -> None:
    content = copy.deepcopy(bundles.complete())
    content["rounds"][0]["judgements"].remove(["7K3MQX", "owls", "data", "5"])

    assert [who for who, _ in reading.totals_of(content)[1, "owls"]] == ["B", "C"]


def test_a_line_says_its_margin_its_range_and_which_way_calibration_moved_it() -> None:
    lines = {line.entry: line for line in reading.lines_of(calibrated(), {}, {})}

    assert [(name, lines[name].between, lines[name].moved) for name in ("foxes", "owls", "bees")] == [
        ("foxes", (1, 1), 1),
        ("owls", (2, 3), 0),
        ("bees", (2, 3), -1),
    ]
    assert (lines["ants"].fair, lines["ants"].between, lines["ants"].moved) == (None, None, 0)


def test_without_a_calibration_nothing_is_said_of_sureness() -> None:
    assert reading.sureness_of(bundles.complete()) == reading.Sureness((), is_beside=False)
    assert reading.lines_of(bundles.complete(), {}, {})[0].low is None


def test_neighbours_are_clearly_probably_or_not_apart() -> None:
    content = calibrated()

    sure = reading.sureness_of(content)

    assert sure.is_beside
    assert sure.steps == [("foxes", "owls", "clearly"), ("owls", "bees", "not")]  # the other way round it was probable
    assert sure.step_below("foxes") == ("foxes", "owls", "clearly")
    assert sure.step_below("dogs") is None
    content["rounds"][-1]["beside"]["separation"][0]["p"] = "0.800000"
    assert reading.sureness_of(content).steps[0][2] == "probably"


def test_a_calibration_that_decides_speaks_for_itself() -> None:
    content = calibrated()
    content["rounds"][-1]["ranking"] = content["rounds"][-1]["beside"]
    content["rounds"][-1]["beside"] = None

    assert not reading.sureness_of(content).is_beside
    assert reading.lines_of(content, {}, {})[0].low == 84


def test_a_pseudonym_is_nobody_until_an_erratum_gives_it_a_prize() -> None:
    content = bundles.public()
    hidden = next(line["entry"] for line in content["order"] if line["entry"].startswith("~"))

    before = {line.entry: line.slug for line in reading.lines_of(content, {}, {})}
    after = {line.entry: line.slug for line in reading.lines_of(content, {hidden: "dogs"}, {})}

    assert (before[hidden], after[hidden], before["owls"]) == (None, "dogs", "owls")


def test_whoever_is_out_stands_last_and_the_others_move_up() -> None:
    lines = reading.lines_of(bundles.complete(), {}, {"foxes": 1})

    assert [(line.slug, line.rank) for line in lines[:2]] == [("owls", 1), ("bees", 2)]
    assert (lines[-1].slug, lines[-1].rank, lines[-1].erratum) == ("foxes", None, 1)


def test_jurors_are_furthest_apart_where_their_scores_are_on_the_scale() -> None:
    content = copy.deepcopy(bundles.complete())
    rows = content["rounds"][-1]["judgements"]
    next(row for row in rows if row[:3] == ["7K3MQX", "owls", "impact"])[3] = "1"

    found = reading.disagreements_of(content)

    assert [(one.entry, one.criterion, one.low, one.high, one.share) for one in found[:2]] == [
        ("owls", "impact", "1", "4", Fraction(3, 5)),
        ("bees", "data", "3", "4", Fraction(1, 5)),
    ]
    assert (found[0].lowest, found[1].lowest) == ("A", "C")
    assert ("bees", "impact") not in {(one.entry, one.criterion) for one in found}
