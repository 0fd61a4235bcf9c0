"""Who is first: judgements in, one order of merit out, the same on every machine and in whatever order they came.

Pure. `mean` is exact: the mean of the weighted totals of whole sheets. `calibrated` and `least_squares` free the scores
of the judges' severity and say how sure the order is. Ties are broken by the declared criteria and by nothing else. It
does not know who a judge is, nor files (`contest_files.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement, Remark, check_contest, sheets_by_seat
from hackathon.jury.places import JudgeSummary, Manner, Merit, Place, Ranking, Separation, in_order, unsolved_ties
from hackathon.jury.tally import Tally
from hackathon.text import N_

if TYPE_CHECKING:
    from hackathon.jury.adjusted import Adjusted

__all__ = ["METHODS", "LeftOut", "Place", "Ranking", "Separation", "leave_one_out", "rank"]

METHODS = ("mean", "calibrated", "least_squares")
EACH_WITHOUT = range(3, 21)  # juries of so many judges are ranked again without each, whenever they are adjusted


def rank(contest: Contest, judgements: Iterable[Judgement], *, method: str | None = None) -> Ranking:
    """Rank by `method`, else by the contest's own; without either by `mean` when everybody scored everything, else
    by `calibrated`. Where that has too little to go by, `mean` stands in, and `method` and a warning say so.

    Raises RuleBroken for a contest or a cell that cannot be right, for a method that does not exist, and where least
    squares would compare what no judge links.
    """
    check_contest(contest)
    _check_method(method or contest.method)
    tally = Tally(contest, sheets_by_seat(contest, judgements))
    asked = _method_remarks(method, contest)
    chosen = method or contest.method or ("calibrated" if tally.first_empty_seat() else "mean")
    if chosen == "mean":
        return _by_mean(tally, asked)
    fitted = _adjusted(tally, chosen)
    unfit = fitted.unfit()
    return _by_mean(tally, [*asked, unfit]) if unfit else _by_model(fitted, asked)


@dataclass(frozen=True)
class LeftOut:
    """Who would be first without one judge's scores; None where nothing could be ranked then."""

    judge: str
    winners: list[str] | None
    changes: bool


def leave_one_out(contest: Contest, judgements: Iterable[Judgement], *, method: str | None = None) -> list[LeftOut]:
    """Rank again without each judge in turn: whether the first place hangs on one person. Refuses what `rank` refuses."""
    cells = list(judgements)
    ranking = rank(contest, cells, method=method)
    return _leave_one_out(Tally(contest, sheets_by_seat(contest, cells)), ranking.method, ranking.places)


def _leave_one_out(tally: Tally, method: str, places: Sequence[Place]) -> list[LeftOut]:
    first = _winners(places)
    found = []
    for judge in sorted({judge for judge, _ in tally.counted()}):
        try:
            winners = _winners(_order(tally.without(judge), method)) or None
        except RuleBroken:  # without this judge the jury falls into parts
            winners = None
        found.append(LeftOut(judge, winners, changes=winners is not None and winners != first))
    return found


def _winners(places: Sequence[Place]) -> list[str]:
    return [place.entry for place in places if place.rank == 1 and place.score is not None]


def _order(tally: Tally, method: str) -> list[Place]:
    """The places alone, as `rank` would give them, without saying how sure they are."""
    if method != "mean":
        fitted = _adjusted(tally, method)
        if not fitted.unfit():
            return in_order(fitted.merits(sure=False), tally.contest.ties)
    return in_order(_mean_merits(tally), tally.contest.ties)


def _adjusted(tally: Tally, method: str) -> "Adjusted":
    from hackathon.jury.adjusted import Adjusted  # NumPy costs a start 0.1 s and 20 MB: only who adjusts pays

    return Adjusted(tally, method)


def _by_mean(tally: Tally, said: Iterable[Remark]) -> Ranking:
    places = in_order(_mean_merits(tally), tally.contest.ties)
    gaps = N_("The sheet of %(judge)s for %(entry)s is left out: no score for %(criteria)s.")
    without = N_("%(entry)s has no whole sheet, so it stands last without points.")
    warnings = [*said, *_sheet_remarks(tally, gaps), *_empty_seats(tally), *_place_remarks(places, without)]
    return Ranking("mean", places, _judge_summaries(tally, {}), warnings)


def _by_model(fitted: "Adjusted", said: Iterable[Remark]) -> Ranking:
    from hackathon.jury import diagnosis  # NumPy again

    tally = fitted.tally
    places = in_order(fitted.merits(), tally.contest.ties)
    gaps = N_("The sheet of %(judge)s for %(entry)s has no score for %(criteria)s: what it has stands for the rest.")
    without = N_("%(entry)s has no sheet that counts, so it stands last without points.")
    warnings = [*said, *_sheet_remarks(tally, gaps), *_place_remarks(places, without), *diagnosis.remarks(fitted)]
    if len(fitted.register.judges) in EACH_WITHOUT:
        warnings += _hanging_on_one(_leave_one_out(tally, fitted.method, places))
    summaries = _judge_summaries(tally, fitted.manners())
    return Ranking(fitted.method, places, summaries, warnings, fitted.separation(places))


def _mean_merits(tally: Tally) -> dict[str, Merit]:
    means, by_criterion = tally.means_by_entry(), tally.by_criterion(tally.whole)
    counts = _counted(entry for _, entry in tally.whole)
    return {
        entry: Merit(means[entry], counts[entry], by_criterion[entry], {"raw_mean": means[entry]})
        if entry in means
        else Merit(None)
        for entry in tally.entries
    }


def _judge_summaries(tally: Tally, manners: Mapping[str, Manner]) -> list[JudgeSummary]:
    counts = _counted(judge for judge, _ in (tally.counted() if manners else tally.whole))
    means = tally.means_by_judge()
    return [JudgeSummary(name, counts.get(name, 0), means.get(name), manners.get(name)) for name in tally.judges]


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _check_method(method: str | None) -> None:
    if method is not None and method not in METHODS:
        text = N_("There is no method “%(method)s”; there are: %(methods)s.")
        raise RuleBroken(text, method=method, methods=", ".join(METHODS))


def _method_remarks(asked: str | None, contest: Contest) -> list[Remark]:
    if not asked or not contest.method or asked == contest.method:
        return []
    text = N_("The contest declares the method “%(declared)s”; “%(asked)s” was asked for instead.")
    return [Remark(text, {"declared": contest.method, "asked": asked})]


def _sheet_remarks(tally: Tally, filled: str) -> Iterator[Remark]:
    left_out = N_("The sheet of %(judge)s for %(entry)s is left out: no score for %(criteria)s.")
    for (judge, entry), missing in tally.gaps.items():
        text = filled if (judge, entry) in tally.filled else left_out
        yield Remark(text, {"judge": judge, "entry": entry, "criteria": ", ".join(missing)})
    whole = {judge for judge, _ in tally.whole}
    for judge in tally.judges:
        if judge not in whole:
            yield Remark(N_("%(judge)s has no whole sheet."), {"judge": judge})


def _empty_seats(tally: Tally) -> Iterator[Remark]:
    if tally.whole and tally.first_empty_seat():
        text = N_(
            "Only %(sheets)s of %(seats)s sheets are whole: with the plain mean, a strict judge costs those "
            "entries that others did not draw."
        )
        yield Remark(text, {"sheets": len(tally.whole), "seats": len(tally.judges) * len(tally.entries)})


def _place_remarks(places: Sequence[Place], without_points: str) -> Iterator[Remark]:
    for group in unsolved_ties(places):
        yield Remark(
            N_("Tied, and the declared criteria do not part them: %(entries)s."), {"entries": ", ".join(group)}
        )
    for place in places:
        if place.score is None:
            yield Remark(without_points, {"entry": place.entry})


def _hanging_on_one(results: Iterable[LeftOut]) -> Iterator[Remark]:
    for one in results:
        if one.changes and one.winners is not None:
            text = N_("Without %(judge)s the first place would go to %(entries)s. Please look at these sheets.")
            yield Remark(text, {"judge": one.judge, "entries": ", ".join(one.winners)})
