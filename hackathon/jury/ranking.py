"""Who is first: judgements in, one order of merit out, the same on every machine and in whatever order they came.

Pure. The method `mean` is exact: the mean of the weighted totals of whole sheets; ties are broken by the declared
criteria and by nothing else. It does not know who a judge is, nor files (`contest_files.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement, Remark, Seat, Sheet, check_contest, sheets_by_seat
from hackathon.jury.scoring import Number, Points, exact_sum, missing_criteria, rounded, weighted_total
from hackathon.text import N_

METHODS = ("mean",)
ANNOUNCED = ("calibrated", "least_squares")  # named in the contract; refused, never replaced, until they are built


@dataclass(frozen=True)
class Place:
    """Where one entry stands. Points are over 100; None where no whole sheet counts or the method gives none.

    `by_criterion` is the mean score on each criterion's own scale: what the bars of a results page show, and what
    broke the ties.
    """

    entry: str
    rank: int
    score: Points | None
    judgements: int
    by_criterion: Mapping[str, Fraction]
    raw_mean: Points | None = None
    low: Points | None = None
    high: Points | None = None
    p_first: Fraction | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "entry": self.entry,
            "rank": self.rank,
            "score": _six(self.score),
            "low": _six(self.low),
            "high": _six(self.high),
            "p_first": _six(self.p_first),
            "raw_mean": _six(self.raw_mean),
            "judgements": self.judgements,
        }


@dataclass(frozen=True)
class JudgeSummary:
    """How many whole sheets of a judge count, and their mean over 100."""

    judge: str
    judgements: int
    mean: Points | None

    def as_json(self) -> dict[str, Any]:
        return {"judge": self.judge, "judgements": self.judgements, "mean": _six(self.mean)}


@dataclass(frozen=True)
class Ranking:
    """The order of merit, best first, every entry once; entries without a whole sheet stand last, without points."""

    method: str
    places: Sequence[Place]
    judges: Sequence[JudgeSummary]
    warnings: Sequence[Remark]

    def as_json(self) -> dict[str, Any]:
        """The published format. `separation` belongs to methods with intervals, so `mean` leaves it empty."""
        return {
            "method": self.method,
            "ranking": [place.as_json() for place in self.places],
            "separation": [],
            "judges": [judge.as_json() for judge in self.judges],
            "warnings": [str(remark) for remark in self.warnings],
        }

    def unsolved_ties(self) -> list[list[str]]:
        """Entries with points that still share a place after the declared criteria."""
        return unsolved_ties(self.places)


def rank(contest: Contest, judgements: Iterable[Judgement], *, method: str | None = None) -> Ranking:
    """Rank by `method`, else by the contest's own; without either by `mean` when everybody scored everything.

    Raises RuleBroken for a contest or a cell that cannot be right, and for a method that is not built.
    """
    check_contest(contest)
    tally = Tally(contest, sheets_by_seat(contest, judgements))
    _check_method(method or contest.method, tally)
    places = _places_by_mean(tally, contest.ties)
    warnings = [*_method_remarks(method, contest), *_sheet_remarks(tally), *_place_remarks(places)]
    return Ranking("mean", places, _judge_summaries(tally), warnings)


def unsolved_ties(places: Sequence[Place]) -> list[list[str]]:
    scored = [place for place in places if place.score is not None]
    groups = [[place.entry for place in group] for _, group in groupby(scored, key=lambda place: place.rank)]
    return [group for group in groups if len(group) > 1]


class Tally:
    """The sheets sorted out: who was to judge what, which sheets are whole, what each is worth."""

    def __init__(self, contest: Contest, sheets: Mapping[Seat, Sheet]) -> None:
        self.criteria = contest.criteria
        self.entries = sorted({entry for _, entry in sheets} if contest.entries is None else contest.entries)
        self.judges = sorted({judge for judge, _ in sheets} if contest.judges is None else contest.judges)
        blanks = {seat: missing_criteria(sheets[seat], contest.criteria) for seat in sorted(sheets)}
        self.gaps = {seat: missing for seat, missing in blanks.items() if missing}
        self.whole = {seat: sheets[seat] for seat, missing in blanks.items() if not missing}
        self.totals = {seat: weighted_total(sheet, contest.criteria) for seat, sheet in self.whole.items()}
        self.seats_of: dict[str, list[Seat]] = defaultdict(list)  # of an entry
        self.totals_by: dict[str, list[Points]] = defaultdict(list)  # a judge
        for (judge, entry), total in self.totals.items():
            self.seats_of[entry].append((judge, entry))
            self.totals_by[judge].append(total)

    def first_empty_seat(self) -> Seat | None:
        """A judge and an entry without a whole sheet between them; None when everybody scored everything."""
        seats = ((judge, entry) for judge in self.judges for entry in self.entries)
        return next((seat for seat in seats if seat not in self.totals), None)


def _check_method(method: str | None, tally: Tally) -> None:
    """Only `mean` is built. It never silently takes the place of a method that was asked for or is due."""
    if method in ANNOUNCED:
        raise RuleBroken(N_("The method “%(method)s” is not in this version yet; “mean” is."), method=method)
    if method is not None and method not in METHODS:
        raise RuleBroken(N_("There is no method “%(method)s”; there is “mean”."), method=method)
    empty = tally.first_empty_seat()
    if method is None and empty:
        raise RuleBroken(
            N_(
                "Not every judge scored every entry (%(judge)s has no whole sheet for %(entry)s), which calls for the "
                "method “calibrated”, and this version does not have it yet. To rank by the plain mean all the same, "
                "name the method: --method mean."
            ),
            judge=empty[0],
            entry=empty[1],
        )


def _places_by_mean(tally: Tally, ties: Sequence[str]) -> list[Place]:
    merits = {entry: _Merit.of(entry, tally) for entry in tally.entries}
    keys = {entry: merit.key(ties) for entry, merit in merits.items()}
    # The name only settles the order of lines that share a rank; it never breaks a tie.
    ordered = sorted(tally.entries, key=lambda entry: (keys[entry], entry))
    first_with: dict[tuple[Fraction, ...], int] = {}
    for position, entry in enumerate(ordered, start=1):
        first_with.setdefault(keys[entry], position)
    return [merits[entry].place(entry, first_with[keys[entry]]) for entry in ordered]


@dataclass(frozen=True)
class _Merit:
    """What one entry earned over its whole sheets."""

    score: Points | None
    judgements: int
    by_criterion: Mapping[str, Fraction]

    @classmethod
    def of(cls, entry: str, tally: Tally) -> "_Merit":
        seats = tally.seats_of[entry]
        if not seats:
            return cls(None, 0, {})
        score = _mean([tally.totals[seat] for seat in seats])
        means = {c.id: _mean([tally.whole[seat][c.id] for seat in seats]) for c in tally.criteria}
        return cls(score, len(seats), means)

    def key(self, ties: Sequence[str]) -> tuple[Fraction, ...]:
        """Sorts best first; what has no points comes after everything that has."""
        if self.score is None:
            return (Fraction(1),)
        return (-self.score, *(-self.by_criterion[criterion] for criterion in ties))

    def place(self, entry: str, rank: int) -> Place:
        return Place(entry, rank, self.score, self.judgements, self.by_criterion, raw_mean=self.score)


def _judge_summaries(tally: Tally) -> list[JudgeSummary]:
    totals = ((judge, tally.totals_by[judge]) for judge in tally.judges)
    return [JudgeSummary(judge, len(given), _mean(given) if given else None) for judge, given in totals]


def _method_remarks(asked: str | None, contest: Contest) -> Iterator[Remark]:
    if asked and contest.method and asked != contest.method:
        text = N_("The contest declares the method “%(declared)s”; “%(asked)s” was asked for instead.")
        yield Remark(text, {"declared": contest.method, "asked": asked})


def _sheet_remarks(tally: Tally) -> Iterator[Remark]:
    for (judge, entry), missing in tally.gaps.items():
        text = N_("The sheet of %(judge)s for %(entry)s is left out: no score for %(criteria)s.")
        yield Remark(text, {"judge": judge, "entry": entry, "criteria": ", ".join(missing)})
    for judge in tally.judges:
        if not tally.totals_by[judge]:
            yield Remark(N_("%(judge)s has no whole sheet."), {"judge": judge})
    if tally.totals and tally.first_empty_seat():
        text = N_(
            "Only %(sheets)s of %(seats)s sheets are whole: with the plain mean, a strict judge costs those "
            "entries that others did not draw."
        )
        yield Remark(text, {"sheets": len(tally.totals), "seats": len(tally.judges) * len(tally.entries)})


def _place_remarks(places: Sequence[Place]) -> Iterator[Remark]:
    for group in unsolved_ties(places):
        yield Remark(
            N_("Tied, and the declared criteria do not part them: %(entries)s."), {"entries": ", ".join(group)}
        )
    for place in places:
        if place.score is None:
            yield Remark(N_("%(entry)s has no whole sheet, so it stands last without points."), {"entry": place.entry})


def _mean(numbers: Sequence[Number]) -> Fraction:
    return exact_sum(numbers) / len(numbers)


def _six(number: Fraction | None) -> float | None:
    """Six decimals as JSON has them; a float holds six decimals of a number up to 100 without loss."""
    return None if number is None else float(rounded(number, places=6))
