"""The order of merit for any jury: what never matters, and a second implementation that must agree."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.ranking import rank
from hackathon.jury.scoring import Criterion
from tests.jury.second_implementation import rank_by_mean

NAMES = ["owls", "foxes", "ants", "bees", "crows"]
JUDGES = ["chi", "eva", "dan"]
cell_scores = st.one_of(st.none(), st.integers(0, 5), st.decimals(0, 5, places=2).map(Fraction))


@st.composite
def juries(draw, scores=cell_scores):
    """A jury with gaps: criteria, ties and cells."""
    ids = draw(st.lists(st.sampled_from(["data", "impact", "pitch"]), min_size=1, unique=True))
    criteria = [Criterion(name, Fraction(draw(st.integers(1, 4)))) for name in ids]
    contest = Contest(criteria, entries=NAMES, judges=JUDGES, method="mean", ties=ids[: draw(st.integers(0, 2))])
    cells = [Judgement(judge, entry, name, draw(scores)) for judge in JUDGES for entry in NAMES for name in ids]
    return contest, cells


@given(juries(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(jury, chance):
    contest, cells = jury
    shuffled = chance.sample(cells, len(cells))

    assert rank(contest, shuffled).as_json() == rank(contest, cells).as_json()


@given(juries())
def test_the_names_of_the_judges_never_matter(jury):
    contest, cells = jury
    other = dict(zip(JUDGES, ["zoe", "ana", "may"], strict=True))
    renamed = [Judgement(other[c.judge], c.entry, c.criterion, c.score) for c in cells]
    again = Contest(contest.criteria, entries=NAMES, judges=list(other.values()), method="mean", ties=contest.ties)

    assert rank(again, renamed).places == rank(contest, cells).places


@given(juries(scores=st.integers(0, 4)), st.fractions(min_value=0, max_value=1))
def test_a_more_generous_jury_ranks_the_same(jury, more):
    contest, cells = jury
    raised = [Judgement(c.judge, c.entry, c.criterion, c.score + more) for c in cells]

    before, after = rank(contest, cells), rank(contest, raised)

    assert [(p.entry, p.rank) for p in after.places] == [(p.entry, p.rank) for p in before.places]
    assert {p.entry: p.score + 20 * more for p in before.places} == {p.entry: p.score for p in after.places}


@given(juries(), st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_weights_mean_only_their_proportions(jury, factor):
    contest, cells = jury
    heavier = [Criterion(c.id, c.weight * factor) for c in contest.criteria]
    again = Contest(heavier, entries=NAMES, judges=JUDGES, method="mean", ties=contest.ties)

    assert rank(again, cells).places == rank(contest, cells).places


@given(juries())
def test_every_entry_stands_once_and_best_first(jury):
    ranking = rank(*jury)
    scored = [place.score for place in ranking.places if place.score is not None]

    assert sorted(place.entry for place in ranking.places) == sorted(NAMES)
    assert scored == sorted(scored, reverse=True)
    assert [p.rank for p in ranking.places] == sorted(p.rank for p in ranking.places)


@given(juries(scores=st.integers(0, 5)), st.sampled_from(NAMES))
def test_a_better_score_never_lowers_an_entry(jury, lucky):
    contest, cells = jury
    raised = [Judgement(c.judge, c.entry, c.criterion, 5 if c.entry == lucky else c.score) for c in cells]

    before, after = rank(contest, cells), rank(contest, raised)

    assert rank_of(lucky, after) <= rank_of(lucky, before)


def rank_of(entry, ranking):
    return next(place.rank for place in ranking.places if place.entry == entry)


def random_jury(chance):
    """A jury of any shape: gaps, empty seats, odd scales and many ties."""
    low = chance.choice([0, 0, 1])
    criteria = [
        {"id": f"c{n}", "weight": Fraction(chance.randint(0, 4) or 1, chance.choice([1, 3, 7])), "min": low, "max": chance.choice([low + 2, 5, 10])}
        for n in range(chance.randint(1, 4))
    ]  # fmt: skip
    entries = [f"e{n}" for n in range(chance.randint(1, 7))]
    judges = [f"j{n}" for n in range(chance.randint(1, 5))]
    step = chance.choice([1, 2, 4])
    cells = [
        (judge, entry, c["id"], Fraction(chance.randint(c["min"] * step, c["max"] * step), step))
        for judge in judges
        for entry in entries
        if chance.random() < 0.9
        for c in criteria
        if chance.random() < 0.97
    ]
    ties = chance.sample([c["id"] for c in criteria], chance.randint(0, len(criteria)))
    return criteria, entries, judges, ties, cells


def check_against_second_implementation(criteria, entries, judges, ties, cells):
    contest = Contest(
        [Criterion(c["id"], Fraction(c["weight"]), Fraction(c["min"]), Fraction(c["max"])) for c in criteria],
        entries=entries, judges=judges, method="mean", ties=ties,
    )  # fmt: skip

    ranking = rank(contest, [Judgement(*cell) for cell in cells])

    got = {place.entry: (place.rank, place.score, place.judgements) for place in ranking.places}
    assert got == rank_by_mean(cells, criteria, ties, entries)
    return ranking


@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_random_juries_equal_the_second_implementation(seed):
    chance = random.Random(seed)
    ties_met = 0
    for _ in range(1000):
        ranking = check_against_second_implementation(*random_jury(chance))
        ties_met += bool(ranking.unsolved_ties())
    assert ties_met > 50, "the juries must be odd enough to be tied now and then"
