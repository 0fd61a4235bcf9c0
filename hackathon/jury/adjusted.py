"""The adjusted methods at work on a tally: scores freed of the judges' severity, how sure they are, and each judge's manner.

Pure. It loads NumPy, so only `ranking.py` imports it, and only when such a method is asked for.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from hackathon.errors import RuleBroken
from hackathon.jury import least_squares, links, mixed_model
from hackathon.jury.contest import Remark
from hackathon.jury.inference import Fit, agreement, chances, fraction, intervals, separation, six_decimals
from hackathon.jury.places import Manner, Merit, Place, Separation
from hackathon.jury.tally import Tally
from hackathon.text import N_

LEAST_JUDGES, LEAST_SHEETS = 3, 12


class Adjusted:
    """A tally fitted by an adjusted method. Check `unfit` first: it says why a method has nothing to say."""

    def __init__(self, tally: Tally, method: str, *, robust: bool = True) -> None:
        self.tally, self.method, self._robust = tally, method, robust
        self.counted = tally.counted()
        self.register = links.register(self.counted)
        self.panel = self.register.panel
        self.entry_number = {name: number for number, name in enumerate(self.register.entries)}

    def unfit(self) -> Remark | None:
        """Why the plain mean has to stand in. Refuses least squares where the jury falls into parts."""
        if self.method == "least_squares":
            self._check_connected()
        if not self.counted:
            return Remark(N_("No sheet counts, so there is nothing to adjust."), {})
        return self._too_little() if self.method == "calibrated" else None

    def _check_connected(self) -> None:
        groups = links.parts(self.counted)
        if len(groups) > 1:
            raise RuleBroken(
                N_(
                    "These parts of the jury share no entry, so least squares cannot compare across them: %(groups)s. "
                    "Let some judges score entries of another part, or use the method “calibrated”."
                ),
                groups=listed([", ".join(group) for group in groups], "; "),
            )

    def _too_little(self) -> Remark | None:
        judges, sheets = len(self.register.judges), len(self.counted)
        if judges < LEAST_JUDGES or sheets < LEAST_SHEETS or self.panel.per_entry.max() < 2:
            text = N_(
                "Too little to calibrate by: it takes %(judges)s judges, %(sheets)s sheets and entries that several "
                "judges scored. This is the plain mean."
            )
            return Remark(text, {"judges": LEAST_JUDGES, "sheets": LEAST_SHEETS})
        if np.ptp(self.panel.total) == 0:
            return Remark(
                N_("All sheets give the same total, so there is nothing to calibrate: this is the plain mean."), {}
            )
        if self.fit is None:
            return Remark(N_("The calibration does not settle on these scores. This is the plain mean."), {})
        return None

    @cached_property
    def fit(self) -> Fit | None:
        if self.method == "least_squares":
            return least_squares.fit(self.panel)
        return mixed_model.fit(self.panel, robust=self._robust)

    @property
    def found(self) -> Fit:
        """The fit of a tally that is not unfit."""
        assert self.fit is not None
        return self.fit

    def merits(self, *, sure: bool = True) -> dict[str, Merit]:
        """Every entry's merit; without its intervals and chances where only the order is asked for."""
        raw, means = self.tally.means_by_entry(), self.tally.by_criterion(self.counted)
        scores, more = self.found.scores, self._sureness() if sure else {}
        merits = {}
        for entry in self.tally.entries:
            number = self.entry_number.get(entry)
            if number is None:
                merits[entry] = Merit(None)
                continue
            told = {"raw_mean": raw.get(entry)} | {key: fraction(values[number]) for key, values in more.items()}
            count = int(self.panel.per_entry[number])
            merits[entry] = Merit(fraction(scores[number]), count, means[entry], told)
        return merits

    def _sureness(self) -> Mapping[str, Any]:
        deviations = self.found.deviations()
        if deviations is None:
            return {}
        low, high = intervals(self.found.scores, deviations)
        first, three = chances(self.found, deviations)
        return {"low": low, "high": high, "p_first": first, "p_top_three": three}

    def separation(self, places: Sequence[Place]) -> list[Separation]:
        """How sure each step of this order is."""
        names = [place.entry for place in places if place.score is not None]
        if self.found.spread is None:
            return []
        sure = separation(self.found, [self.entry_number[name] for name in names])
        pairs = zip(names, names[1:], sure, strict=False)
        return [Separation(above, below, fraction(p)) for above, below, p in pairs]

    def manners(self) -> dict[str, Manner]:
        """How each judge scored beside the others."""
        fit, panel = self.found, self.panel
        noise = None if fit.noise is None else six_decimals(fit.scale * fit.noise)
        agreed, _ = self.agreement
        weights: list[dict[str, Any]] = [{} for _ in self.register.judges]
        for judge, entry, weight in zip(panel.judge, panel.entry, six_decimals(fit.weights), strict=True):
            weights[judge][self.register.entries[entry]] = fraction(weight)
        return {
            name: Manner(
                severity=fraction(fit.severity[number]),
                noise=None if noise is None else fraction(noise[number]),
                agreement=None if np.isnan(agreed[number]) else fraction(agreed[number]),
                weights=dict(sorted(weights[number].items())),
            )
            for number, name in enumerate(self.register.judges)
        }

    @cached_property
    def agreement(self) -> Any:
        return agreement(self.found, self.panel.total)


def listed(names: Sequence[str], separator: str = ", ", most: int = 20) -> str:
    """The names, and of too many the first and how many more there are."""
    more = f" (+{len(names) - most})" if len(names) > most else ""
    return separator.join(names[:most]) + more
