"""The adjusted methods from cells to places: what they answer, refuse, and leave to the plain mean."""

import json
from fractions import Fraction

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.ranking import LeftOut, leave_one_out, rank
from hackathon.jury.scoring import Criterion
from tests.jury.panels import ONE, cells, everybody, jury, order, ranked, rotation, warnings
from tests.jury.test_ranking import sheets

ADJUSTED = ["calibrated", "least_squares"]
LINE = ["entry", "rank", "score", "low", "high", "p_first", "raw_mean", "judgements"]


@pytest.mark.parametrize("method", ADJUSTED)
def test_the_answer_has_the_published_format(method):
    answer = json.loads(json.dumps(ranked(jury(), method).as_json()))

    first = answer["ranking"][0]
    assert list(answer) == ["method", "ranking", "separation", "judges", "warnings"]
    assert answer["method"] == method
    assert [list(line) for line in answer["ranking"]] == [LINE] * 20
    assert first["low"] < first["score"] < first["high"]
    assert sum(line["p_first"] for line in answer["ranking"]) == pytest.approx(1, abs=1e-5)
    pairs = zip(answer["ranking"], answer["ranking"][1:], strict=False)
    assert [(p["above"], p["below"]) for p in answer["separation"]] == [(a["entry"], b["entry"]) for a, b in pairs]
    assert all(0.5 <= pair["p"] <= 1 for pair in answer["separation"])
    assert list(answer["judges"][0]) == ["judge", "judgements", "mean", "severity", "noise", "agreement", "weights"]
    assert (
        sum(judge["judgements"] for judge in answer["judges"]) == 80 == sum(len(j["weights"]) for j in answer["judges"])
    )


@pytest.mark.parametrize("method", ADJUSTED)
def test_a_strict_judge_costs_nobody_the_place(method):
    totals = jury(noise=1, strict=0)
    strict = {seat: total - 30 if seat[0] == "j3" else total for seat, total in totals.items()}

    adjusted, raw = ranked(strict, method), ranked(strict, "mean")

    assert [place.entry for place in adjusted.places][:5] == ["e0", "e1", "e2", "e3", "e4"]
    assert [place.entry for place in raw.places][:5] != ["e0", "e1", "e2", "e3", "e4"]
    severity = {judge.judge: judge.manner.severity for judge in adjusted.judges}
    assert max(severity, key=severity.get) == "j3"
    assert {p.entry: p.raw_mean for p in adjusted.places} == {p.entry: p.score for p in raw.places}


def test_without_a_method_an_incomplete_jury_is_calibrated_and_a_full_one_is_not():
    incomplete, full = jury(), jury(seats=everybody(5, 6))

    assert rank(Contest(ONE), cells(incomplete)).method == "calibrated"
    assert rank(Contest(ONE), cells(full)).method == "mean"
    assert rank(Contest(ONE, method="least_squares"), cells(full)).method == "least_squares"


def test_parts_of_a_jury_are_not_compared_by_least_squares_and_calibrated_with_a_warning():
    apart = [*rotation(6, 4, 3), *((4 + judge, 6 + entry) for judge, entry in rotation(6, 4, 3))]
    totals = jury(12, 8, seats=apart)

    with pytest.raises(RuleBroken, match=r"These parts of the jury share no entry.*j0, j1, j2, j3; j4, j5, j6, j7"):
        ranked(totals, "least_squares")
    assert warnings(ranked(totals))[0].startswith("These parts of the jury share no entry. The order across them rests")


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (jury(8, 2, seats=everybody(8, 2)), "Too little to calibrate by: it takes 3 judges, 12 sheets"),
        (jury(3, 3, seats=everybody(3, 3)), "Too little to calibrate by: it takes 3 judges, 12 sheets"),
        (jury(15, 3, seats=rotation(15, 3, 1)), "Too little to calibrate by: it takes 3 judges, 12 sheets"),
        (dict.fromkeys(jury(), 50), "All sheets give the same total, so there is nothing to calibrate"),
        ({}, "No sheet counts, so there is nothing to adjust."),
    ],
)
def test_what_cannot_be_calibrated_is_left_to_the_mean_and_said(totals, said):
    ranking = ranked(totals, entries=[f"e{number}" for number in range(20)])

    assert ranking.method == "mean"
    assert warnings(ranking)[0].startswith(said)
    assert [place.score for place in ranking.places] == [place.score for place in ranked(totals, "mean").places] + [None] * (20 - len(ranked(totals, "mean").places))  # fmt: skip


def test_a_calibration_that_does_not_settle_is_left_to_the_mean(monkeypatch):
    monkeypatch.setattr("hackathon.jury.mixed_model.MOST_ROUNDS", 1)

    ranking = ranked(jury())

    assert (ranking.method, warnings(ranking)[0]) == ("mean", "The calibration does not settle on these scores. This is the plain mean.")  # fmt: skip


@pytest.mark.parametrize("method", ["mean", *ADJUSTED])
@pytest.mark.parametrize(
    "totals",
    [
        {}, {("chi", "owls"): 60},  # nothing, one sheet
        {("chi", "owls"): 60, ("chi", "bees"): 70, ("chi", "ants"): 10},  # one judge
        {("chi", "owls"): 60, ("eva", "owls"): 70, ("dan", "owls"): 0},  # one entry
        dict.fromkeys(jury(), 0), dict.fromkeys(jury(), 100),
        {seat: 10 * int(seat[0][1:]) for seat in jury()},  # every judge gives one total to all
        {("chi", "owls"): 60, ("eva", "owls"): 70, ("eva", "bees"): 20},  # a chain
    ],
)  # fmt: skip
def test_odd_juries_get_an_answer_with_every_entry_once(method, totals):
    ranking = ranked(totals, method, entries=sorted({"none", *(entry for _, entry in totals)}))

    answer = json.loads(json.dumps(ranking.as_json()))
    assert sorted(line["entry"] for line in answer["ranking"]) == sorted({"none", *(entry for _, entry in totals)})
    assert any(said.startswith("none has no ") for said in answer["warnings"])
    assert [line["rank"] for line in answer["ranking"]] == sorted(line["rank"] for line in answer["ranking"])


def test_equal_entries_share_a_rank_and_the_declared_criteria_part_them():
    two = [Criterion("data", Fraction(1)), Criterion("pitch", Fraction(1))]
    lines = [
        f"j{judge} e{entry} data={(judge + entry) % 5} pitch={4 - (judge + entry) % 5}"
        for judge in range(5)
        for entry in range(4)
    ]
    lines += [f"j{judge} best data={4 + judge % 2} pitch=5" for judge in range(5)]

    def places(ties):
        return [(p.entry, p.rank) for p in rank(Contest(two, ties=ties), sheets(*lines), method="calibrated").places]

    assert places([]) == [("best", 1), ("e0", 2), ("e1", 2), ("e2", 2), ("e3", 2)]
    assert places(["data"])[1:] == [("e3", 2), ("e1", 3), ("e2", 3), ("e0", 5)] or places(["data"])[1][1] == 2


def test_a_sheet_with_a_gap_counts_with_what_it_has():
    two = [Criterion("data", Fraction(1)), Criterion("pitch", Fraction(1))]
    lines = [
        f"j{judge} e{entry} data={(judge + entry) % 3 + 2} pitch={entry % 4}"
        for judge in range(4)
        for entry in range(5)
    ]
    lines[0] = "j0 e0 data=4"

    ranking = rank(Contest(two), sheets(*lines, "j9 e0 data="), method="least_squares")

    assert "The sheet of j0 for e0 has no score for pitch: what it has stands for the rest." in warnings(ranking)
    assert "The sheet of j9 for e0 is left out: no score for data, pitch." in warnings(ranking)
    assert {place.entry: place.judgements for place in ranking.places}["e0"] == 4
    assert {place.entry: place.by_criterion for place in ranking.places}["e0"]["pitch"] == 0


def test_a_criterion_that_an_entry_was_never_scored_on_breaks_a_tie_against_it():
    two = [Criterion("data", Fraction(1)), Criterion("pitch", Fraction(0))]
    lines = [f"j{judge} e{entry} data=3 pitch=0" for judge in range(3) for entry in range(3)]
    lines[:1], lines[3:4], lines[6:7] = ["j0 e0 data=3"], ["j1 e0 data=3"], ["j2 e0 data=3"]

    ranking = rank(Contest(two, ties=["pitch"]), sheets(*lines), method="least_squares")

    assert order(ranking) == [("e1", 1), ("e2", 1), ("e0", 3)]


def test_with_as_many_unknowns_as_totals_nothing_is_said_of_sureness():
    ranking = ranked({("chi", "owls"): 60, ("eva", "owls"): 70, ("eva", "bees"): 20}, "least_squares")

    assert [(p.low, p.high, p.p_first) for p in ranking.places] == [(None, None, None)] * 2
    assert ranking.separation == []
    assert ranking.judges[0].manner.noise is None


def test_without_each_judge_in_turn_the_first_place_is_looked_at():
    totals = {
        (f"j{judge}", f"e{entry}"): 60 - 5 * entry + (7 * judge + 3 * entry) % 5 for judge, entry in everybody(5, 4)
    }
    friend = totals | {("j3", "e0"): 0, ("j3", "e1"): 100}

    by_mean = leave_one_out(Contest(ONE), cells(friend), method="mean")
    clean = leave_one_out(Contest(ONE), cells(totals))

    assert by_mean[3] == LeftOut("j3", ["e0"], changes=True)
    assert [one.changes for one in by_mean[:3]] == [False, False, False]
    assert not any(one.changes for one in clean)
    assert "Without j3 the first place would go to e0. Please look at these sheets." in warnings(
        ranked(friend, "least_squares")
    )


def test_where_two_judges_are_left_their_mean_says_who_would_be_first():
    totals = jury(8, 3, seats=everybody(8, 3), noise=1)

    assert leave_one_out(Contest(ONE), cells(totals), method="calibrated") == [LeftOut(f"j{n}", ["e0"], False) for n in range(3)]  # fmt: skip


def test_a_jury_that_falls_apart_without_a_judge_has_no_winner_without_them():
    bridge = [*everybody(3, 2), *((3 + judge, 4 + entry) for judge, entry in everybody(3, 2)), (2, 0), (2, 4), (2, 5)]

    found = leave_one_out(Contest(ONE), cells(jury(8, 5, seats=bridge)), method="least_squares")

    assert [(one.judge, one.changes) for one in found if one.winners is None] == [("j2", False)]


def test_a_big_jury_is_not_ranked_again_without_each(monkeypatch):
    asked = []
    monkeypatch.setattr("hackathon.jury.ranking._leave_one_out", lambda *given: asked.append(given) or [])

    ranked(jury(60, 21), "least_squares")
    ranked(jury(60, 20), "least_squares")

    assert len(asked) == 1


def test_a_judge_may_be_listed_who_scored_nothing():
    ranking = ranked(jury(), judges=[*(f"j{n}" for n in range(8)), "zed"])

    assert ranking.judges[-1].as_json() == {"judge": "zed", "judgements": 0, "mean": None}
    assert "zed has no whole sheet." in warnings(ranking)
    assert Judgement("zed", "e0", "worth", None).source is None
