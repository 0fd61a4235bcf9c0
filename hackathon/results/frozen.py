"""A frozen order of merit as papers tell it, pure: their one reader of the bundle (docs/bundle-format.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hackathon.jury import contest_files
from hackathon.jury.scoring import Criterion, plain, points_so_far, rounded
from hackathon.results import bundle


@dataclass(frozen=True)
class Place:
    """One entry in the order: `score` over 100 in six decimals, None when it has no whole sheet."""

    entry: str
    rank: int
    score: str | None


@dataclass(frozen=True)
class Sheet:
    """One signed sheet that counted: the juror's code, the entry, the scores by criterion as they were given."""

    judge: str
    entry: str
    scores: Mapping[str, str]
    total: str


@dataclass(frozen=True)
class Round:
    """A round of judging: its rule, who judged, every sheet, how many jurors stepped aside from which entry."""

    number: int
    kind: str
    method: str
    criteria: Sequence[Criterion]
    tie_criteria: Sequence[str]
    judges: Sequence[str]
    sheets: Sequence[Sheet]
    recused: Mapping[str, int]


@dataclass(frozen=True)
class Decision:
    """What the jury decided beside its scores: a tie parted, a departure from the order, a mention, a prize."""

    kind: str
    entries: Sequence[str]
    prize: int | None
    reason: str
    votes: Sequence[int] = ()  # of the jurors, for each entry, where they voted


@dataclass(frozen=True)
class Frozen:
    """What a paper tells of a frozen order, its entries named as in the text that was read."""

    rounds: Sequence[Round]
    places: Sequence[Place]
    awards: Mapping[int, str | None]
    decisions: Sequence[Decision]
    note: str
    is_whole: bool  # whether every place is public by name

    @property
    def ties(self) -> list[list[str]]:
        """Entries that still share a rank, group by group."""
        groups: dict[int, list[str]] = {}
        for place in self.places:
            groups.setdefault(place.rank, []).append(place.entry)
        return [group for group in groups.values() if len(group) > 1]

    @property
    def judges(self) -> set[str]:
        return {judge for part in self.rounds for judge in part.judges}

    @property
    def signers(self) -> set[str]:
        """Jurors who signed a sheet that counted."""
        return {sheet.judge for part in self.rounds for sheet in part.sheets}


def read(text: str) -> Frozen:
    """The frozen text of an order of merit, of today's format or an earlier one."""
    content = bundle.read(text)
    return Frozen(
        rounds=[_round(part) for part in content["rounds"]],
        places=[Place(line["entry"], line["rank"], line["score"]) for line in content["order"]],
        awards=dict(content["awards"]),
        decisions=[
            Decision(one["kind"], list(one["entries"]), one["prize"], one["reason"], one.get("votes", ()))
            for one in content["decisions"]
        ],
        note=content["note"],
        is_whole=content["public_places"] is None,
    )


def sheets_of(judgements: Iterable[Sequence[Any]], criteria: Sequence[Criterion]) -> list[Sheet]:
    """(judge, entry, criterion, score) of every cell, gathered into sheets, by entry and judge."""
    cells: dict[tuple[str, str], dict[str, Fraction]] = {}
    for judge, entry, criterion, score in judgements:
        cells.setdefault((entry, judge), {})[criterion] = Fraction(score)
    return [
        Sheet(
            judge,
            entry,
            {key: plain(score) for key, score in scores.items()},
            str(rounded(points_so_far(scores, criteria))),
        )
        for (entry, judge), scores in sorted(cells.items())
    ]


def _round(part: Mapping[str, Any]) -> Round:
    contest = contest_files.read_contest(bundle.text_of(part["contest"]))
    return Round(
        number=part["number"],
        kind=part["kind"],
        method=part["method"]["name"],
        criteria=contest.criteria,
        tie_criteria=contest.ties,
        judges=contest.judges or [],
        sheets=sheets_of(part["judgements"], contest.criteria),
        recused={entry: recused for entry, _signed, _open, recused in part["coverage"] if recused},
    )
