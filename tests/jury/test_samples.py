"""Two real panels, ranked through the files and compared with the second implementation."""

import csv
from fractions import Fraction

import pytest

from hackathon.jury import contest_files
from hackathon.jury.ranking import rank
from tests.jury.second_implementation import rank_by_mean

PANELS = {
    "skating-olympics-ladies-short.csv": (
        '{"criteria":[{"id":"skati","weight":1,"min":0.25,"max":10},{"id":"trans","weight":1,"min":0.25,"max":10},'
        '{"id":"perfo","weight":1,"min":0.25,"max":10},{"id":"compo","weight":1,"min":0.25,"max":10},'
        '{"id":"inter","weight":1,"min":0.25,"max":10}],"ties":["skati"]}',
        30,
        9,
    ),
    "wine-bitterness-randall1989.csv": ('{"criteria":[{"id":"bitterness","weight":1,"min":0,"max":100}]}', 8, 9),
}


@pytest.mark.samples
@pytest.mark.parametrize("name", PANELS)
def test_a_real_panel_equals_the_second_implementation(samples, name):
    rules, entries, judges = PANELS[name]
    text = (samples / "jury-samples" / name).read_text("utf-8")
    contest = contest_files.read_contest(rules)

    ranking = rank(contest, contest_files.read_scores(text))

    rows = csv.DictReader(text.splitlines())
    cells = [(row["judge"], row["entry"], row["criterion"], Fraction(row["score"])) for row in rows]
    criteria = [{"id": c.id, "weight": c.weight, "min": c.low, "max": c.high} for c in contest.criteria]
    expected = rank_by_mean(cells, criteria, list(contest.ties), sorted({cell[1] for cell in cells}))
    assert {place.entry: (place.rank, place.score, place.judgements) for place in ranking.places} == expected
    assert (len(ranking.places), len(ranking.judges)) == (entries, judges)
    assert {place.judgements for place in ranking.places} == {judges}
