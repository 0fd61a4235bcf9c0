"""The order of merit by the plain mean: cases by hand."""

from fractions import Fraction

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.ranking import rank
from hackathon.jury.scoring import Criterion

ONE = [Criterion("worth", Fraction(1))]
TWO = [Criterion("data", Fraction(3)), Criterion("pitch", Fraction(1))]


def sheets(*lines):
    """`"chi owls data=4 pitch=5"`, one sheet a line; `pitch=` is a cell left blank."""
    for line in lines:
        judge, entry, *cells = line.split()
        for cell in cells:
            criterion, score = cell.split("=")
            yield Judgement(judge, entry, criterion, Fraction(score) if score else None)


def places(ranking):
    return [(place.entry, place.rank, place.score) for place in ranking.places]


def warnings(ranking):
    return [str(remark) for remark in ranking.warnings]


def test_the_best_mean_is_first():
    ranking = rank(
        Contest(ONE), sheets("chi owls worth=3", "chi foxes worth=5", "eva owls worth=4", "eva foxes worth=3")
    )

    assert places(ranking) == [("foxes", 1, Fraction(80)), ("owls", 2, Fraction(70))]
    assert warnings(ranking) == []


def test_equal_means_share_a_rank_and_the_next_one_is_skipped():
    ranking = rank(Contest(ONE), sheets("chi owls worth=3", "chi foxes worth=5", "chi ants worth=5"))

    assert places(ranking) == [("ants", 1, Fraction(100)), ("foxes", 1, Fraction(100)), ("owls", 3, Fraction(60))]
    assert ranking.unsolved_ties() == [["ants", "foxes"]]
    assert warnings(ranking) == ["Tied, and the declared criteria do not part them: ants, foxes."]


def test_a_tie_is_exact_where_floats_would_part_it():
    thirds = [Criterion(name, Fraction(1)) for name in "abc"]
    cells = sheets("chi owls a=0.1 b=0.2 c=0.3", "chi foxes a=0.3 b=0.2 c=0.1", "chi ants a=0.6 b=0 c=0")

    assert [place.rank for place in rank(Contest(thirds), cells).places] == [1, 1, 1]


def test_a_difference_too_small_to_show_still_ranks():
    cells = sheets("chi owls worth=3.0000000001", "chi foxes worth=3")

    ranking = rank(Contest(ONE), cells)

    assert [(place.entry, place.rank) for place in ranking.places] == [("owls", 1), ("foxes", 2)]
    assert [place.as_json()["score"] for place in ranking.places] == [60.0, 60.0]


def test_the_declared_criteria_break_ties_in_their_order():
    three = [Criterion(name, Fraction(1)) for name in ("a", "b", "c")]
    cells = list(
        sheets(
            "chi owls a=2 b=3 c=1", "chi foxes a=2 b=1 c=3", "chi ants a=1 b=2 c=3", "chi bees a=3 b=2 c=1",
        )
    )  # fmt: skip

    by_a_then_c = rank(Contest(three, ties=["a", "c"]), cells)
    by_b = rank(Contest(three, ties=["b"]), cells)

    assert [(p.entry, p.rank) for p in by_a_then_c.places] == [("bees", 1), ("foxes", 2), ("owls", 3), ("ants", 4)]
    assert [(p.entry, p.rank) for p in by_b.places] == [("owls", 1), ("ants", 2), ("bees", 2), ("foxes", 4)]


def test_an_undeclared_criterion_breaks_no_tie():
    cells = sheets("chi owls data=2 pitch=5", "chi foxes data=3 pitch=2")

    assert [place.rank for place in rank(Contest(TWO), cells).places] == [1, 1]


def test_a_sheet_with_a_gap_is_left_out_with_a_warning():
    cells = sheets("chi owls data=4 pitch=4", "eva owls data=0", "eva foxes data=3 pitch=3", "chi foxes data=3 pitch=")

    ranking = rank(Contest(TWO), cells, method="mean")

    assert places(ranking) == [("owls", 1, Fraction(80)), ("foxes", 2, Fraction(60))]
    assert [place.judgements for place in ranking.places] == [1, 1]
    assert warnings(ranking) == [
        "The sheet of chi for foxes is left out: no score for pitch.",
        "The sheet of eva for owls is left out: no score for pitch.",
        "Only 2 of 4 sheets are whole: with the plain mean, a strict judge costs those entries that others did not draw.",
    ]


def test_an_entry_without_a_whole_sheet_stands_last_and_is_named():
    contest = Contest(ONE, entries=["owls", "foxes", "ants"], judges=["chi", "eva"])

    ranking = rank(contest, sheets("chi owls worth=0", "chi ants worth="), method="mean")

    assert places(ranking) == [("owls", 1, Fraction(0)), ("ants", 2, None), ("foxes", 2, None)]
    assert "ants has no whole sheet, so it stands last without points." in warnings(ranking)
    assert "foxes has no whole sheet, so it stands last without points." in warnings(ranking)
    assert "eva has no whole sheet." in warnings(ranking)
    assert ranking.unsolved_ties() == []


def test_a_contest_in_which_nothing_is_whole_still_lists_every_entry():
    ranking = rank(Contest(ONE, entries=["owls"]), [], method="mean")

    assert places(ranking) == [("owls", 1, None)]
    assert warnings(ranking) == ["owls has no whole sheet, so it stands last without points."]


def test_each_place_says_the_mean_score_on_each_criterion():
    cells = sheets("chi owls data=4 pitch=1", "eva owls data=5 pitch=2")

    assert rank(Contest(TWO), cells).places[0].by_criterion == {"data": Fraction(9, 2), "pitch": Fraction(3, 2)}


def test_the_answer_has_the_published_format():
    cells = sheets("chi owls worth=2", "eva owls worth=3", "chi foxes worth=1", "eva foxes worth=1")

    assert rank(Contest(ONE), cells).as_json() == {
        "method": "mean",
        "ranking": [
            {"entry": "owls", "rank": 1, "score": 50.0, "low": None, "high": None, "p_first": None, "raw_mean": 50.0,
             "judgements": 2},
            {"entry": "foxes", "rank": 2, "score": 20.0, "low": None, "high": None, "p_first": None, "raw_mean": 20.0,
             "judgements": 2},
        ],
        "separation": [],
        "judges": [
            {"judge": "chi", "judgements": 2, "mean": 30.0},
            {"judge": "eva", "judgements": 2, "mean": 40.0},
        ],
        "warnings": [],
    }  # fmt: skip


def test_points_are_written_with_six_decimals():
    cells = sheets("chi owls worth=1", "eva owls worth=1", "dan owls worth=0")

    assert rank(Contest(ONE), cells).places[0].as_json()["score"] == 13.333333


def test_an_unknown_method_is_refused():
    with pytest.raises(RuleBroken, match="There is no method “median”; there are: mean, calibrated, least_squares"):
        rank(Contest(ONE), sheets("chi owls worth=3"), method="median")


def test_another_method_than_the_declared_one_is_said_openly():
    ranking = rank(Contest(ONE, method="calibrated"), sheets("chi owls worth=3"), method="mean")

    assert warnings(ranking) == [
        "The contest declares the method “calibrated”; “mean” was asked for instead.",
    ]
