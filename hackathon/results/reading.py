"""A bundle's content as pages read it: the lines of the order, each juror's total, and how sure all of it is.

Pure. It only rearranges what the bundle says; what it computes are totals of sheets, which the scores give.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from string import ascii_uppercase
from typing import Any

from hackathon.jury.scoring import Criterion, rounded, weighted_total

CLEARLY, PROBABLY = 0.95, 0.80


@dataclass(frozen=True)
class Line:
    """One line of the order for the page. `slug` is None where the public does not learn whose it is.

    `dots` are the jurors' totals over 100 as (letter, total); `raw` and `fair` the plain and the calibrated score.
    """

    entry: str
    slug: str | None
    rank: int | None
    is_shared: bool
    score: str | None
    round: int
    erratum: int | None
    dots: Sequence[tuple[str, float]]
    raw: float | None = None
    fair: float | None = None
    low: float | None = None
    high: float | None = None
    p_first: float | None = None
    between: tuple[int, int] | None = None

    @property
    def moved(self) -> int:
        """1 where taking the jurors' severity out lifts the score, -1 where it lowers it, 0 where it hardly moves."""
        if self.raw is None or self.fair is None or abs(self.fair - self.raw) < 0.05:  # not seen
            return 0
        return 1 if self.fair > self.raw else -1


@dataclass(frozen=True)
class Sureness:
    """The steps between neighbours: `[(above, below, "clearly" | "probably" | "not"), …]`; none without a calibration."""

    steps: Sequence[tuple[str, str, str]]
    is_beside: bool  # whether another method decided

    def step_below(self, entry: str) -> tuple[str, str, str] | None:
        return next((step for step in self.steps if step[0] == entry), None)


def exact(text: str) -> Fraction:
    return Fraction(text)


def letters(content: Mapping[str, Any]) -> dict[str, str]:
    """Code of a juror → Juror A, B, … In the order of the codes, which were drawn."""
    codes = sorted({row[0] for part in content["rounds"] for row in part["judgements"]})
    return {code: letter(number) for number, code in enumerate(codes)}


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    more, last = divmod(number, len(ascii_uppercase))
    return (letter(more - 1) if more else "") + ascii_uppercase[last]


def lines_of(content: Mapping[str, Any], names: Mapping[str, str], out: Mapping[str, int]) -> list[Line]:
    """The order as it stands: `names` are pseudonyms that are told by now, `out` slug → erratum of the disqualified."""
    told, dots = _certainty(content), totals_of(content)
    slugs = {line["entry"]: slug_of(line["entry"], names) for line in content["order"]}
    standing = [line for line in content["order"] if slugs[line["entry"]] not in out]
    gone = [line for line in content["order"] if slugs[line["entry"]] in out]
    ranks = [line["rank"] for line in standing]
    lines = []
    for line in [*standing, *gone]:
        entry, slug = line["entry"], slugs[line["entry"]]
        is_out = slug in out
        rank = None if is_out or line["score"] is None else 1 + sum(rank < line["rank"] for rank in ranks)
        lines.append(
            Line(
                entry,
                slug,
                rank,
                is_shared=rank is not None and ranks.count(line["rank"]) > 1,
                score=line["score"],
                round=line["round"],
                erratum=out.get(slug or ""),
                dots=dots.get((line["round"], entry), []),
                **told.get(entry, {}),
            )
        )
    return lines


def slug_of(entry: str, names: Mapping[str, str]) -> str | None:
    """Whose line it is, as far as it is public."""
    return names.get(entry) if entry.startswith("~") else entry


def totals_of(content: Mapping[str, Any]) -> dict[tuple[int, str], list[tuple[str, float]]]:
    """(round, entry) → each juror's total over 100, by their letters; sheets with gaps have none."""
    called = letters(content)
    totals: dict[tuple[int, str], list[tuple[str, float]]] = {}
    for part in content["rounds"]:
        criteria = [
            Criterion(one["id"], Fraction(one["weight"]), Fraction(one["min"]), Fraction(one["max"]))
            for one in part["contest"]["criteria"]
        ]
        sheets: dict[tuple[str, str], dict[str, Fraction]] = {}
        for judge, entry, criterion, score in part["judgements"]:
            sheets.setdefault((entry, judge), {})[criterion] = Fraction(score)
        for (entry, judge), sheet in sorted(sheets.items()):
            if len(sheet) == len(criteria):
                total = float(rounded(weighted_total(sheet, criteria)))
                totals.setdefault((part["number"], entry), []).append((called[judge], total))
    return totals


def _deciding(content: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The calibrated ranking of the deciding round: its own, or the one beside it."""
    part = content["rounds"][-1]
    return part["beside"] or (part["ranking"] if part["ranking"]["method"] != "mean" else None)


def _certainty(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    ranking = _deciding(content)
    if ranking is None:
        return {}
    lines = ranking["ranking"]
    told = {}
    for line in lines:
        if line["score"] is None:
            continue
        said = {name: _number(line[key]) for name, key in _SAID.items()}
        told[line["entry"]] = {**said, "between": rank_range(line, lines)}
    return told


_SAID = {"raw": "raw_mean", "fair": "score", "low": "low", "high": "high", "p_first": "p_first"}


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def rank_range(line: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> tuple[int, int] | None:
    """The ranks that a line may have: who surely stands before it, and who surely behind. None without intervals."""
    if line["low"] is None:
        return None
    others = [one for one in lines if one is not line and one["low"] is not None]
    before = sum(float(one["low"]) > float(line["high"]) for one in others)
    behind = sum(float(one["high"]) < float(line["low"]) for one in others)
    return 1 + before, len(others) + 1 - behind


def sureness_of(content: Mapping[str, Any]) -> Sureness:
    """How the neighbours of the published order stand to each other, as far as the calibration compares them."""
    ranking = _deciding(content)
    if ranking is None:
        return Sureness((), is_beside=False)
    sure = {(pair["above"], pair["below"]): float(pair["p"]) for pair in ranking["separation"]}
    steps = []
    for one, other in pairwise(line["entry"] for line in content["order"]):
        p = sure.get((one, other))
        if p is None and (other, one) in sure:
            p = 1 - sure[other, one]
        if p is not None:
            steps.append((one, other, "clearly" if p >= CLEARLY else "probably" if p >= PROBABLY else "not"))
    return Sureness(steps, is_beside=content["rounds"][-1]["beside"] is not None)


@dataclass(frozen=True)
class Disagreement:
    """How far apart jurors are about one criterion of an entry: `share` of its scale, from whom to whom."""

    entry: str
    criterion: str
    low: str
    high: str
    lowest: str
    highest: str
    share: Fraction


def disagreements_of(content: Mapping[str, Any]) -> list[Disagreement]:
    """Where the jurors of the deciding round are furthest apart, the worst first; jurors by their letters."""
    part, called = content["rounds"][-1], letters(content)
    spans = {one["id"]: Fraction(one["max"]) - Fraction(one["min"]) for one in part["contest"]["criteria"]}
    cells: dict[tuple[str, str], list[tuple[Fraction, str, str]]] = {}
    for judge, entry, criterion, score in part["judgements"]:
        cells.setdefault((entry, criterion), []).append((Fraction(score), called[judge], score))
    found = []
    for (entry, criterion), given in cells.items():
        low, high = min(given), max(given)
        if low[0] < high[0]:
            share = (high[0] - low[0]) / spans[criterion]
            found.append(Disagreement(entry, criterion, low[2], high[2], low[1], high[1], share))
    return sorted(found, key=lambda one: (-one.share, one.entry, one.criterion))
