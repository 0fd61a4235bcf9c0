"""Made-up juries of one criterion over 100: who judged what, what entries are worth and how judges score."""

import random
from fractions import Fraction

from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.ranking import rank
from hackathon.jury.scoring import Criterion

ONE = [Criterion("worth", Fraction(1), Fraction(0), Fraction(100))]


def names(letter, count):
    return [f"{letter}{number}" for number in range(count)]


def cells(totals):
    """`{("chi", "owls"): 60}` as judgements."""
    return [Judgement(judge, entry, "worth", Fraction(total)) for (judge, entry), total in totals.items()]


def rotation(entries, judges, each):
    """Entry i is judged by judges i, 1 + i, 3 + i, …: every judge meets many others."""
    steps = [step * (step + 1) // 2 for step in range(each)]
    return [(judge % judges, entry) for entry in range(entries) for judge in (entry + step for step in steps)]


def jury(entries=20, judges=8, each=4, *, seed=1, strict=8, noise=4, seats=None):
    """Totals by (judge, entry) of an ordinary jury: entry 0 is the best, and worth falls by two points an entry."""
    chance = random.Random(seed)
    severity = [chance.gauss(0, strict) for _ in range(judges)]
    worth = [80 - 2 * entry for entry in range(entries)]
    return {
        (f"j{judge}", f"e{entry}"): min(100, max(0, round(worth[entry] - severity[judge] + chance.gauss(0, noise), 2)))
        for judge, entry in (rotation(entries, judges, each) if seats is None else seats)
    }


def everybody(entries, judges):
    return [(judge, entry) for judge in range(judges) for entry in range(entries)]


def ranked(totals, method="calibrated", **contest):
    return rank(Contest(ONE, **contest), cells(totals), method=method)


def order(ranking):
    return [(place.entry, place.rank) for place in ranking.places]


def scores(ranking):
    return {place.entry: place.as_json()["score"] for place in ranking.places}


def warnings(ranking):
    return [str(remark) for remark in ranking.warnings]
