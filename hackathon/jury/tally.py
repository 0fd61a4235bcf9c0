"""The sheets sorted out: which are whole, what each is worth, and what a sheet with gaps may stand for. All exact.

Pure. Sums run over whole numbers, every value as a multiple of one common part: the same fractions come out, a hundred
times sooner than by adding fractions.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from hackathon.jury.contest import Contest, Seat, Sheet
from hackathon.jury.scoring import FULL, Points, exact, missing_criteria, total_weight

LEAST_WEIGHT = Fraction(1, 2)  # of the criteria that a sheet with gaps must have scored to stand for a whole one


class Tally:
    """Who was to judge what, which sheets are whole, what each is worth.

    `totals` holds the whole sheets alone. `filled` has in their place the sheets with gaps that still say enough.
    """

    def __init__(self, contest: Contest, sheets: Mapping[Seat, Sheet]) -> None:
        self.contest, self.criteria, self._sheets = contest, contest.criteria, sheets
        self.entries = sorted({entry for _, entry in sheets} if contest.entries is None else contest.entries)
        self.judges = sorted({judge for judge, _ in sheets} if contest.judges is None else contest.judges)
        self._ids = [criterion.id for criterion in contest.criteria]
        self.gaps: dict[Seat, list[str]] = {}
        self.whole: dict[Seat, Sheet] = {}
        for seat in sorted(sheets):
            if len(sheets[seat]) < len(self._ids):
                self.gaps[seat] = missing_criteria(sheets[seat], contest.criteria)
            else:
                self.whole[seat] = sheets[seat]
        self._count_in_wholes()
        self.totals = {seat: Fraction(part, self._common) for seat, part in self._parts.items()}
        self.filled = self._fill() if self.gaps else {}

    def _count_in_wholes(self) -> None:
        """Each score as so many units, each total as so many parts."""
        # By identity: a file has few different scores, and to hash a fraction costs more than to add it.
        scores = {id(score): score for sheet in self._sheets.values() for score in sheet.values()}
        fractions = {key: exact(score) for key, score in scores.items()}
        self._unit = lcm(*(fraction.denominator for fraction in fractions.values()))
        self._units = {key: int(fraction * self._unit) for key, fraction in fractions.items()}
        full = FULL / total_weight(self.criteria)
        worth = [full * criterion.weight_of_a_step for criterion in self.criteria]
        nothing = sum((step * criterion.low for step, criterion in zip(worth, self.criteria, strict=True)), Fraction(0))
        self._common = lcm(nothing.denominator, *((step / self._unit).denominator for step in worth))
        steps = [(name, int(step * self._common / self._unit)) for name, step in zip(self._ids, worth, strict=True)]
        floor, units = int(nothing * self._common), self._units
        self._parts = {
            seat: sum([step * units[id(sheet[name])] for name, step in steps]) - floor
            for seat, sheet in self.whole.items()
        }

    def _fill(self) -> dict[Seat, Points]:
        """What a sheet with gaps would be worth, if it were as far from the others on what it leaves out as on the rest.

        A criterion left out counts as its mean over all sheets, moved as far as this sheet is from the means on the
        criteria that it has; a hard criterion left out is then no gift. Less than half of the weight says too little.
        """
        whole = total_weight(self.criteria)
        found = [(c, self._mean_on(c.id, self._sheets.values())) for c in self.criteria]
        # Where nobody scored a criterion, its middle stands in: it is the same for every entry then.
        usual = {c.id: c.earned((c.low + c.high) / 2 if mean is None else mean) for c, mean in found}
        filled = {}
        for seat in self.gaps:
            sheet = self._sheets[seat]
            there = [criterion for criterion in self.criteria if criterion.id in sheet]
            weight = sum((criterion.weight for criterion in there), Fraction(0))
            if weight == 0 or weight < LEAST_WEIGHT * whole:
                continue
            beyond = sum((c.earned(sheet[c.id]) - usual[c.id] for c in there), Fraction(0)) / weight
            filled[seat] = FULL * (sum(usual.values(), Fraction(0)) / whole + beyond)
        return filled

    def counted(self) -> dict[Seat, Points]:
        """What methods that can do with gaps count: whole sheets and filled ones, in the order of the seats."""
        return dict(sorted((self.totals | self.filled).items())) if self.filled else self.totals

    def first_empty_seat(self) -> Seat | None:
        """A judge and an entry without a whole sheet between them; None when everybody scored everything."""
        seats = ((judge, entry) for judge in self.judges for entry in self.entries)
        return next((seat for seat in seats if seat not in self.whole), None)

    def without(self, judge: str) -> "Tally":
        """The same jury as if this judge had scored nothing."""
        return Tally(self.contest, {seat: sheet for seat, sheet in self._sheets.items() if seat[0] != judge})

    def means_by_entry(self) -> dict[str, Points]:
        """The mean total of each entry's whole sheets."""
        return self._means((entry, part) for (_, entry), part in self._parts.items())

    def means_by_judge(self) -> dict[str, Points]:
        """The mean total of each judge's whole sheets."""
        return self._means((judge, part) for (judge, _), part in self._parts.items())

    def _means(self, parts: Iterable[tuple[str, int]]) -> dict[str, Points]:
        sums: dict[str, list[int]] = defaultdict(list)
        for name, part in parts:
            sums[name].append(part)
        return {name: Fraction(sum(given), self._common * len(given)) for name, given in sums.items()}

    def by_criterion(self, seats: Iterable[Seat]) -> dict[str, dict[str, Fraction]]:
        """Entry → criterion → the mean score of these seats' sheets on its own scale."""
        sheets: dict[str, list[Sheet]] = defaultdict(list)
        for seat in seats:
            sheets[seat[1]].append(self._sheets[seat])
        found = {}
        for entry, given in sheets.items():
            means = {name: self._mean_on(name, given) for name in self._ids}
            found[entry] = {name: mean for name, mean in means.items() if mean is not None}
        return found

    def _mean_on(self, criterion: str, sheets: Iterable[Sheet]) -> Fraction | None:
        given = [self._units[id(sheet[criterion])] for sheet in sheets if criterion in sheet]
        return Fraction(sum(given), self._unit * len(given)) if given else None
