"""What a jury's scores say of the jury, in plain words: where it is thin, who scores unlike the others, on whom all hangs.

Pure. It names and never judges: nobody's scores are left out because they are unusual.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from hackathon.jury import links, mixed_model
from hackathon.jury.adjusted import Adjusted, listed
from hackathon.jury.contest import Remark
from hackathon.jury.places import in_order
from hackathon.jury.scoring import Points, plain, rounded
from hackathon.text import N_

LEAST_JUDGEMENTS = 3  # for a prize, and to know a judge
LOW_AGREEMENT, LEAST_SHARED = 0.1, 6
UNUSUAL = 0.5  # the weight below which a total is named
MOST_UNUSUAL = 10


def remarks(fitted: Adjusted) -> Iterator[Remark]:
    """All that is to be said of a tally that is not unfit, the most serious first."""
    yield from _of_the_plan(fitted)
    yield from _of_entries(fitted)
    yield from _of_judges(fitted)
    if fitted.method == "calibrated":
        yield from _of_totals(fitted)
        yield from _of_the_podium(fitted)


def _of_the_plan(fitted: Adjusted) -> Iterator[Remark]:
    groups = links.parts(fitted.counted)
    if len(groups) > 1:
        text = N_(
            "These parts of the jury share no entry. The order across them rests on the assumption that their judges "
            "are equally strict on average: %(groups)s."
        )
        yield Remark(text, {"groups": listed([", ".join(group) for group in groups], "; ")})
        return
    weak = links.weak_link(fitted.panel)
    if weak is not None:
        text = N_(
            "The jury nearly falls apart: only %(entries)s link %(judges)s with the other judges, so the order between "
            "what these and the others scored is little more than a guess."
        )
        entries = listed(sorted(fitted.register.entries[number] for number in weak.entries))
        yield Remark(
            text, {"entries": entries, "judges": listed(sorted(fitted.register.judges[n] for n in weak.judges))}
        )


def _of_entries(fitted: Adjusted) -> Iterator[Remark]:
    few = [name for name, number in fitted.entry_number.items() if fitted.panel.per_entry[number] < LEAST_JUDGEMENTS]
    if few:
        text = N_("Fewer than %(least)s judgements, too few to be ranked for a prize: %(entries)s.")
        yield Remark(text, {"least": LEAST_JUDGEMENTS, "entries": listed(sorted(few))})


def _of_judges(fitted: Adjusted) -> Iterator[Remark]:
    given: dict[str, list[Points]] = defaultdict(list)
    for (judge, _), total in fitted.counted.items():
        given[judge].append(total)
    few = [judge for judge in sorted(given) if len(given[judge]) < LEAST_JUDGEMENTS]
    if few:
        text = N_("One or two sheets are too few to know how strict these judges are: %(judges)s.")
        yield Remark(text, {"judges": listed(few)})
    for judge, totals in sorted(given.items()):
        if len(totals) >= LEAST_JUDGEMENTS and len(set(totals)) == 1:
            text = N_("%(judge)s gave every entry the same total, %(points)s: that says nothing about their order.")
            yield Remark(text, {"judge": judge, "points": plain(rounded(totals[0]))})
    yield from _of_agreement(fitted)


def _of_agreement(fitted: Adjusted) -> Iterator[Remark]:
    agreed, shared = fitted.agreement
    careless = np.flatnonzero((agreed < LOW_AGREEMENT) & (shared >= LEAST_SHARED))
    for name, number in sorted((fitted.register.judges[number], number) for number in careless):
        text = N_(
            "The scores of %(judge)s hardly go with those of the others on the same %(count)s entries (agreement "
            "%(agreement)s of 1). Please look at these sheets."
        )
        values = {"judge": name, "count": int(shared[number]), "agreement": f"{agreed[number]:.2f}"}
        yield Remark(text, values)


def _of_totals(fitted: Adjusted) -> Iterator[Remark]:
    fit = fitted.found
    beyond = fit.scale * fit.solution.residual
    unusual = [int(number) for number in np.flatnonzero(fit.weights < UNUSUAL)]
    ordered = sorted((round(float(fit.weights[n]), 6), *_seat(fitted, n), n) for n in unusual)
    for weight, judge, entry, number in ordered[:MOST_UNUSUAL]:
        above, below = (
            N_("The total of %(judge)s for %(entry)s is %(points)s points higher than the other scores let expect; it counts %(percent)s %%."),
            N_("The total of %(judge)s for %(entry)s is %(points)s points lower than the other scores let expect; it counts %(percent)s %%."),
        )  # fmt: skip
        points = f"{abs(beyond[number]):.1f}"
        values = {"judge": judge, "entry": entry, "points": points, "percent": round(100 * weight)}
        yield Remark(above if beyond[number] > 0 else below, values)
    if len(ordered) > MOST_UNUSUAL:
        text = N_("%(count)s more totals are unusual and count less than half.")
        yield Remark(text, {"count": len(ordered) - MOST_UNUSUAL})


def _seat(fitted: Adjusted, number: int) -> tuple[str, str]:
    names = fitted.register
    return names.judges[fitted.panel.judge[number]], names.entries[fitted.panel.entry[number]]


def _of_the_podium(fitted: Adjusted) -> Iterator[Remark]:
    """The plain mixed model beside the robust one: where the two differ, single totals decide, and people must look."""
    if len(fitted.register.judges) > mixed_model.MANY:
        return
    plainly = Adjusted(fitted.tally, "calibrated", robust=False)
    if plainly.unfit():
        return
    ties = fitted.tally.contest.ties
    tops = [
        [place.entry for place in in_order(one.merits(sure=False), ties) if place.rank <= 3 and place.score is not None]
        for one in (fitted, plainly)
    ]
    if tops[0][:1] != tops[1][:1] or set(tops[0]) != set(tops[1]):
        text = N_(
            "If unusual totals counted in full, the first places would be: %(entries)s. Please look at the totals that "
            "count less before you decide."
        )
        yield Remark(text, {"entries": listed(tops[1])})
