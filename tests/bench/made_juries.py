"""Contests whose truth is known: presets, scenarios and how judges in them come to their scores.

A judge sees each criterion's quality through a halo, noise and attention, stretches it by a spread of their own, takes
off a severity of their own, and writes down whole numbers on the scale. The truth of an entry is what a judge without
severity and with spread 1 gives it on average.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hackathon.jury.assignment import Judge, Wish, plan
from hackathon.jury.elimination import Floats, Panel, Whole

WEIGHTS = np.array([0.25, 0.25, 0.2, 0.15, 0.15])
SCENARIOS = ("honest", "harsh", "careless", "colluder", "haphazard", "panels", "same judges")
_BELL = np.linspace(-4, 4, 81)


@dataclass(frozen=True)
class Preset:
    """How big a contest is, and the scale of its scores."""

    name: str
    entries: int
    judges: int
    each: int
    low: int
    high: int

    @property
    def middle(self) -> float:
        return self.low + 0.62 * (self.high - self.low)

    @property
    def unit(self) -> float:
        return 0.17 * (self.high - self.low)

    def written(self, latent: Floats) -> Floats:
        """Whole numbers on the scale."""
        return np.clip(np.round(latent), self.low, self.high)


PRESETS = (
    Preset("libertad", 8, 5, 5, 1, 5),
    Preset("regional", 40, 12, 4, 0, 10),
    Preset("govhack", 400, 80, 4, 0, 10),
)


@dataclass(frozen=True)
class Made:
    """A contest as the methods get it, the truth of its entries over 100, and what a colluder said of the friend (a row)."""

    panel: Panel
    truth: Floats
    bought: int | None = None

    def without_bought(self) -> Panel:
        """What is left for who knows which mark was bought."""
        entry, judge, total = (
            np.delete(part, self.bought) for part in (self.panel.entry, self.panel.judge, self.panel.total)
        )
        return Panel(entry, judge, total)


def make(preset: Preset, scenario: str, seed: int) -> Made:
    """The same contest for the same seed."""
    chance = np.random.default_rng([seed, PRESETS.index(preset), SCENARIOS.index(scenario)])
    entry, judge = _seats(preset, scenario, chance)
    quality = chance.normal(size=preset.entries)[:, None] + 0.5 * chance.normal(size=(preset.entries, len(WEIGHTS)))
    truth = _truth(preset, quality)
    scores = _scores(preset, scenario, quality, (entry, judge), chance)
    if scenario == "careless":
        _score_at_random(preset, scores, judge, chance)
    bought = _collude(preset, scores, truth, (entry, judge), chance) if scenario == "colluder" else None
    if scenario == "haphazard":
        scores[chance.random(scores.shape) < 0.02] = np.nan
    total = 100 * (_filled(scores) - preset.low) @ WEIGHTS / (preset.high - preset.low)
    present, entry = np.unique(entry, return_inverse=True)  # who has no seat left is no part of the panel
    return Made(Panel(entry, np.unique(judge, return_inverse=True)[1], total), truth[present], bought)


def _seats(preset: Preset, scenario: str, chance: np.random.Generator) -> tuple[Whole, Whole]:
    if scenario == "panels":
        groups = preset.judges // preset.each
        seats = [(e, (e % groups) * preset.each + j) for e in range(preset.entries) for j in range(preset.each)]
    else:
        seats = _balanced(preset)
    names = chance.permutation(preset.entries), chance.permutation(preset.judges)
    entry, judge = (names[side][[seat[side] for seat in seats]] for side in (0, 1))
    if scenario == "haphazard":
        # Some are asked twice as often to stand aside as others, and the first judge never came.
        leaving = np.where(judge % 2 == 0, 0.133, 0.067)
        kept = (chance.random(len(judge)) >= leaving) & (judge != 0)
        entry, judge = entry[kept], judge[kept]
    order = np.lexsort((judge, entry))
    return entry[order], judge[order]


@lru_cache
def _balanced(preset: Preset) -> list[tuple[int, int]]:
    wish = Wish(
        [f"{e:04}" for e in range(preset.entries)], [Judge(f"{j:04}") for j in range(preset.judges)], preset.each
    )
    return [(int(entry), int(judge)) for judge, entry in plan(wish).seats]


def _truth(preset: Preset, quality: Floats) -> Floats:
    weight = np.exp(-(_BELL**2) / 2)
    seen = quality[:, :, None] + np.hypot(0.6, 0.6) * _BELL
    mean = preset.written(preset.middle + preset.unit * seen) @ weight / weight.sum()
    truth: Floats = 100 * (mean - preset.low) @ WEIGHTS / (preset.high - preset.low)
    return truth


def _scores(
    preset: Preset, scenario: str, quality: Floats, seats: tuple[Whole, Whole], chance: np.random.Generator
) -> Floats:
    entry, judge = seats
    strict, stretch = {"harsh": (1.0, 0.35), "same judges": (0.0, 0.0)}.get(scenario, (0.6, 0.25))
    severity = strict * chance.normal(size=preset.judges)
    spread = np.exp(stretch * chance.normal(size=preset.judges))
    attention = chance.choice([1.4, 1.0, 0.7], preset.judges) if stretch else np.ones(preset.judges)
    halo = 0.6 * chance.normal(size=(len(entry), 1))
    noise = 0.6 * chance.normal(size=(len(entry), len(WEIGHTS)))
    seen = quality[entry] + attention[judge][:, None] * (halo + noise)
    return preset.written(preset.middle + preset.unit * (spread[judge][:, None] * seen - severity[judge][:, None]))


def _score_at_random(preset: Preset, scores: Floats, judge: Whole, chance: np.random.Generator) -> None:
    for one in np.flatnonzero(chance.random(preset.judges) < 0.15):
        theirs = judge == one
        shape = (np.count_nonzero(theirs), scores.shape[1])
        anything = chance.integers(preset.low, preset.high, shape, endpoint=True)
        scores[theirs] = anything if chance.random() < 0.5 else round(preset.middle)


def _collude(
    preset: Preset, scores: Floats, truth: Floats, seats: tuple[Whole, Whole], chance: np.random.Generator
) -> int:
    """One judge gives the best mark to an entry of the better half, not the best, and takes two points off all others.

    The row of that mark.
    """
    entry, judge = seats
    good = np.argsort(-truth)[1 : preset.entries // 2]
    friend = chance.choice(good)
    one = chance.choice(judge[entry == friend])
    theirs = judge == one
    scores[theirs] = preset.written(scores[theirs] - 2)
    bought = int(np.flatnonzero(theirs & (entry == friend))[0])
    scores[bought] = preset.high
    return bought


def _filled(scores: Floats) -> Floats:
    """Missing cells by the rule of the product: as far from the criterion's mean as the rest of the sheet."""
    missing = np.isnan(scores)
    if not missing.any():
        return scores
    means = np.nanmean(scores, axis=0)
    weight = np.where(missing, 0, WEIGHTS)
    beyond = (np.where(missing, 0, scores - means) @ WEIGHTS) / np.maximum(weight.sum(axis=1), 1e-9)
    filled: Floats = np.where(missing, means + beyond[:, None], scores)
    return filled
