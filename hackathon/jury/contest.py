"""A contest as the arithmetic sees it: what was fixed beforehand, the cells that were scored, and what both must obey.

Pure. It refuses cells that cannot be right and knows nothing of files, tables or ranks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from hackathon.errors import RuleBroken
from hackathon.jury.scoring import Criterion, Number, check_criteria, check_score
from hackathon.text import N_

Seat: TypeAlias = tuple[str, str]  # judge, entry
Sheet: TypeAlias = dict[str, Number]  # criterion -> score; a blank cell has no key


@dataclass(frozen=True)
class Remark:
    """A warning in words: a gettext source and what fills it."""

    text: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.text % self.values


@dataclass(frozen=True)
class Contest:
    """What was fixed before the first sheet. Lists left out (None) are read from the judgements."""

    criteria: Sequence[Criterion]
    entries: Sequence[str] | None = None
    judges: Sequence[str] | None = None
    method: str | None = None
    ties: Sequence[str] = ()
    seed: int | None = None  # for methods that draw; `mean` draws nothing


class Judgement(NamedTuple):
    """One cell: a judge's score for an entry on a criterion; None where it was left blank."""

    judge: str
    entry: str
    criterion: str
    score: Number | None
    source: str | None = None  # where it was read, for refusals: a line of a file


def check_contest(contest: Contest) -> None:
    """Every name once, and ties broken by criteria that exist."""
    check_criteria(contest.criteria)
    _check_listed_once(contest.entries or (), N_("The entry “%(name)s” is listed twice."))
    _check_listed_once(contest.judges or (), N_("The judge “%(name)s” is listed twice."))
    _check_listed_once(contest.ties, N_("The criterion “%(name)s” is named twice for breaking ties."))
    known = {criterion.id for criterion in contest.criteria}
    for name in contest.ties:
        if name not in known:
            raise RuleBroken(N_("Ties cannot be broken by “%(criterion)s”: no such criterion."), criterion=name)


def sheets_by_seat(contest: Contest, judgements: Iterable[Judgement]) -> dict[Seat, Sheet]:
    """The cells gathered into sheets, gaps and all. Refuses what is unknown, twice there or outside its scale."""
    gathering = _Gathering(contest)
    for cell in judgements:
        try:
            gathering.take(cell)
        except RuleBroken as refusal:
            refusal.field = cell.source
            raise
    return gathering.sheets


class _Gathering:
    def __init__(self, contest: Contest) -> None:
        self.sheets: dict[Seat, Sheet] = {}
        self._blanks: set[tuple[str, str, str]] = set()
        self._criteria = {criterion.id: criterion for criterion in contest.criteria}
        self._entries = None if contest.entries is None else frozenset(contest.entries)
        self._judges = None if contest.judges is None else frozenset(contest.judges)
        # Scores found on their scale, by identity and held here: a file repeats few, and to compare fractions is slow.
        self._on_scale: dict[tuple[str, int], Number] = {}

    def take(self, cell: Judgement) -> None:
        judge, entry, criterion, score, _ = cell
        self._check_known(judge, entry, criterion)
        sheet = self.sheets.setdefault((judge, entry), {})
        if criterion in sheet or (judge, entry, criterion) in self._blanks:
            raise RuleBroken(
                N_("%(judge)s scored %(entry)s twice on “%(criterion)s”."),
                judge=judge,
                entry=entry,
                criterion=criterion,
            )
        if score is None:
            self._blanks.add((judge, entry, criterion))
            return
        if (criterion, id(score)) not in self._on_scale:
            check_score(score, self._criteria[criterion])
            self._on_scale[criterion, id(score)] = score
        sheet[criterion] = score

    def _check_known(self, judge: str, entry: str, criterion: str) -> None:
        if criterion not in self._criteria:
            raise RuleBroken(N_("There is no criterion “%(criterion)s”."), criterion=criterion)
        if self._entries is not None and entry not in self._entries:
            raise RuleBroken(N_("The entry “%(entry)s” is not on the contest's list."), entry=entry)
        if self._judges is not None and judge not in self._judges:
            raise RuleBroken(N_("The judge “%(judge)s” is not on the contest's list."), judge=judge)


def _check_listed_once(names: Sequence[str], refusal: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RuleBroken(refusal, name=name)
        seen.add(name)
