"""`calibrated`: entries and judges as draws from two populations, judges of unlike noise, and unusual totals that count less.

Pure. A total is level + entry + judge + deviation; the deviation is Student's t with eight degrees of freedom times the
judge's own noise, and the noises of all judges are pooled (inverse gamma of shape eight). Variances by restricted
maximum likelihood. The fixed point of the EM steps is found with Anderson's acceleration: no chance, no start to choose.
Sources: decision 0029; C. R. Henderson (1975); K. Lange, R. Little, J. Taylor (1989); D. G. Anderson (1965).
"""

from dataclasses import dataclass

import numpy as np

from hackathon.jury.elimination import Floats, Panel, Solution
from hackathon.jury.inference import Fit

TAIL, POOL = 8.0, 8.0  # degrees of freedom of t; shape of the judges' noises
SETTLED, SETTLED_ENOUGH = 1e-9, 1e-2  # change of the worths in a round, in standard units
MOST_ROUNDS, ROUNDS_OF_MANY, MANY = 300, 8, 500  # of more than MANY judges a round takes half a second
REMEMBERED = 6
FARTHEST = 1.0  # that a leap goes beyond a step, in logarithms
_LEAST_ENTRY, _LEAST_JUDGE, _LEAST_NOISE, _MOST = 1e-3, 1e-5, 1e-4, 1e4  # of the variance of all totals


def fit(panel: Panel, *, robust: bool = True) -> Fit | None:
    """The fit of this panel; None where it does not settle. Not `robust`: one noise for all, and every total counts 1.

    The panel's totals must differ, and there must be at least two judges.
    """
    middle, scale = float(panel.total.mean()), float(panel.total.std())
    standard = Panel(panel.entry, panel.judge, (panel.total - middle) / scale)
    settled = _settle(standard, robust)
    if settled is None:
        return None
    guess, solution = settled
    judges = len(panel.per_judge)
    tails = (TAIL + 3) / (TAIL + 1) if robust else 1.0  # the curvature of t, and what few judges leave unknown
    spread = (tails * (judges + 1) / (judges - 1)) ** 0.5
    return Fit(solution, middle, scale, spread, guess.weights, np.sqrt(guess.noise))


@dataclass(frozen=True)
class _Guess:
    """All that a round takes from the one before: weights of totals, noises of judges (variances), the populations."""

    weights: Floats
    noise: Floats
    pool: float
    entries: float
    judges: float

    @classmethod
    def first(cls, panel: Panel) -> "_Guess":
        return cls(np.ones_like(panel.total), np.full(len(panel.per_judge), 0.4), 0.4, 0.5, 0.2)

    def as_logarithms(self) -> Floats:
        return np.log(np.concatenate([self.weights, self.noise, [self.pool, self.entries, self.judges]]))

    def moved_to(self, logarithms: Floats) -> "_Guess":
        values = np.exp(logarithms)
        weights, noise = values[: len(self.weights)], values[len(self.weights) : -3]
        pool, entries, judges = (float(value) for value in values[-3:])
        return _Guess(
            weights, noise, pool, min(max(entries, _LEAST_ENTRY), _MOST), min(max(judges, _LEAST_JUDGE), _MOST)
        )


def _settle(panel: Panel, robust: bool) -> tuple[_Guess, Solution] | None:
    """Rounds until nothing moves. Of very many judges a fixed number: the same then on every machine, too."""
    guess, path = _Guess.first(panel), _Path()
    many = len(panel.per_judge) > MANY
    before, change = np.zeros(len(panel.per_entry)), np.inf
    for _ in range(ROUNDS_OF_MANY if many else MOST_ROUNDS):
        solution = Solution(
            panel,
            guess.weights / guess.noise[panel.judge],
            entry_precision=1 / guess.entries,
            judge_precision=1 / guess.judges,
        )
        change = float(np.max(np.abs(solution.worth - before)))
        if change < SETTLED:
            break
        before = solution.worth
        guess = guess.moved_to(path.onwards(guess.as_logarithms(), _better(guess, solution, robust).as_logarithms()))
    return (guess, solution) if change < SETTLED_ENOUGH else None


def _better(guess: _Guess, solution: Solution, robust: bool) -> _Guess:
    """One step of EM: what the residuals say of weights, noises and populations."""
    panel = solution.panel
    of_fit, of_worth = solution.spread()
    squares = solution.residual**2 + of_fit
    entries = _population(solution.worth, float(of_worth.sum()), guess.entries, _LEAST_ENTRY)
    unsure = float(np.trace(solution.inverse[:-1, :-1]))
    judges = _population(solution.severity, unsure, guess.judges, _LEAST_JUDGE)
    if not robust:
        noise = max(float(squares.mean()), _LEAST_NOISE)
        return _Guess(guess.weights, np.full_like(guess.noise, noise), noise, entries, judges)
    weights = (TAIL + 1) / (TAIL + squares / guess.noise[panel.judge])
    noise = (POOL * guess.pool + panel.by_judge(weights * squares) / 2) / (POOL + panel.per_judge / 2)
    pool = 1 / float(np.mean(1 / noise))
    # In the end the mean weight is 1; to put it there at once saves half of the rounds (C. Liu, Y. N. Wu, 1999).
    usual = float(weights.mean())
    return _Guess(weights, noise / usual, max(pool / usual, _LEAST_NOISE), entries, judges)


def _population(values: Floats, unsure: float, before: float, least: float) -> float:
    """The variance from which these values come, by D. J. C. MacKay's step: squares by the number well determined."""
    determined = len(values) - unsure / before
    return min(max(float(values @ values) / max(determined, 1e-9), least), _MOST)


class _Path:
    """Where rounds led so far, and from it where they would end (D. G. Anderson's acceleration)."""

    def __init__(self) -> None:
        self._ends: list[Floats] = []
        self._steps: list[Floats] = []

    def onwards(self, start: Floats, end: Floats) -> Floats:
        step = end - start
        if self._steps and np.linalg.norm(step) > np.linalg.norm(self._steps[-1]):
            self._ends, self._steps = [], []  # the last leap led astray
        self._ends, self._steps = [*self._ends, end][-REMEMBERED:], [*self._steps, step][-REMEMBERED:]
        if len(self._ends) == 1:
            return end
        turns = np.array([other - step for other in self._steps[:-1]])
        moves = np.array([other - end for other in self._ends[:-1]])
        square = turns @ turns.T
        held = square + 1e-12 * (np.trace(square) + 1e-300) * np.eye(len(square))
        ahead = end - np.linalg.solve(held, turns @ step) @ moves
        return np.clip(ahead, end - FARTHEST, end + FARTHEST)
