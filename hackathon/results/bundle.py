"""The frozen results as one canonical JSON text: all they were computed from, and what came out of it.

Pure. Format `minka-results-2` (docs/bundle-format.md). What came out is computed here from what went in, by the same
function for whoever freezes and for whoever verifies; two computations give the same bytes, hence one hash.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from hackathon.errors import RuleBroken
from hackathon.jury import contest_files, ranking
from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.scoring import plain, rounded
from hackathon.results import decisions, merit
from hackathon.results.merit import Decision, Given, Line, Prize

FORMAT = "minka-results-2"
COMPLETE, PUBLIC = "complete", "public"
CALIBRATED = "calibrated"
METHOD_VERSION = 1
"""Moves when the same judgements would give another ranking."""

Content = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What comes out: a ranking per round, one order after the jury's decisions, who has which prize."""

    rankings: Sequence[ranking.Ranking]
    beside: Sequence[ranking.Ranking | None]  # by `calibrated`, where another method decides
    lines: Sequence[Line]
    given: Sequence[Given]
    lapsed: Sequence[int]  # positions of decisions that are about nothing any more
    apart: Mapping[tuple[str, str], float]  # P(first is better than second), along the ranking that says how sure it is


def round_of(  # one part of the format each
    contest: Contest,
    judgements: Iterable[Judgement],
    *,
    coverage: Iterable[Sequence[Any]],
    sha256: str,
    fixed_at: str | None,
    number: int = 1,
    kind: str = "single",
    carry_over: bool = False,
    excluded: Iterable[Sequence[str]] = (),
    gates: Iterable[Sequence[Any]] = (),
) -> Content:
    """What a round was computed from, in the words of the format."""
    method = contest.method or "mean"
    return {
        "number": number,
        "kind": kind,
        "carry_over": carry_over,
        "contest": json.loads(contest_files.write_contest(contest)),
        "method": {"name": method, "version": METHOD_VERSION, "rubric_sha256": sha256, "fixed_at": fixed_at},
        "rule": rule_of(json.loads(contest_files.write_contest(contest))),
        "judgements": sorted([cell.judge, cell.entry, cell.criterion, plain(cell.score or 0)] for cell in judgements),
        "excluded": sorted(map(list, excluded)),
        "gates": sorted(map(list, gates)),
        "coverage": sorted(map(list, coverage)),
    }


def rule_of(contest: Mapping[str, Any]) -> str:
    """The SHA-256 of what ranks: the contest without who takes part in it."""
    rule = {key: value for key, value in contest.items() if key not in {"entries", "judges", "seed"}}
    return hash_of(contest_files.write_contest(contest_files.read_contest(json.dumps(rule))))


def outcome_of(content: Mapping[str, Any]) -> Outcome:
    """Compute everything anew from what went in. Raises RuleBroken for what no contest could hold."""
    rankings = [_rank(part, part["contest"].get("method")) for part in content["rounds"]]
    beside = [_beside(part, ranked) for part, ranked in zip(content["rounds"], rankings, strict=True)]
    rounds = [_lines(ranked, part["number"]) for ranked, part in zip(rankings, content["rounds"], strict=True)]
    decided = [Decision(one["kind"], one["entries"], one["prize"]) for one in content["decisions"]]
    apart = _apart(beside[-1] or rankings[-1])
    lines, lapsed = decisions.apply_decisions(merit.order_of(rounds), decided, apart)
    standing = [one for one in decided if one not in lapsed]
    given = merit.give(lines, prizes_in(content), content["answers"], standing)
    gone = [place for place, one in enumerate(decided) if one in lapsed]
    return Outcome(rankings, beside, lines, given, gone, apart)


def completed(content: Mapping[str, Any], outcome: Outcome | None = None) -> Content:
    """The whole content of a bundle: what went in, and beside it what comes out of that, if it is not known already."""
    outcome = outcome or outcome_of(content)
    rounds = [
        {
            **part,
            "ranking": texts(ranked.as_json()),
            "beside": texts(beside.as_json()) if beside else None,
            "by_criterion": _means(ranked),
        }
        for part, ranked, beside in zip(content["rounds"], outcome.rankings, outcome.beside, strict=True)
    ]
    return {
        **content,
        "format": FORMAT,
        "rounds": rounds,
        "order": [
            {"entry": line.entry, "rank": line.rank, "score": _six(line.score), "round": line.round}
            for line in outcome.lines
        ],
        "awards": [[prize.position, prize.entry] for prize in outcome.given],
    }


def refused_at(content: Mapping[str, Any]) -> dict[str, list[tuple[str, int, int]]]:
    """Entry → (gate, sheets that say no, sheets) of each gate that it did not pass: it stands outside the order."""
    refused: dict[str, list[tuple[str, int, int]]] = {}
    for part in content["rounds"]:
        for entry, gate, yes, no in part["gates"]:
            if no > yes and (gate, no, yes + no) not in refused.setdefault(entry, []):
                refused[entry].append((gate, no, yes + no))
    return refused


def text_of(content: Mapping[str, Any]) -> str:
    """The canonical text: keys sorted, no blanks, letters as they are. It holds no number with a fraction."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """The SHA-256 of the canonical text: what is shown at the freezing and confirmed before the publication."""
    return sha256(text.encode()).hexdigest()


def read(text: str) -> Content:
    """The content of a bundle that we froze ourselves; one of the first format is told in today's words."""
    content: Content = json.loads(text)
    return content if content["format"] == FORMAT else _of_the_first_format(content)


def _of_the_first_format(content: Content) -> Content:
    """`minka-results-1` knew one round, ranked by the plain mean, and showed the whole order."""
    ranked = {key: content[key] for key in ("contest", "judgements", "coverage", "by_criterion")}
    method = {"name": content["ranking"]["method"], "version": 1, "rubric_sha256": "", "fixed_at": None}
    one = {**ranked, "number": 1, "kind": "single", "carry_over": False, "excluded": [], "gates": [], "method": method}
    order = [{**line, "round": 1} for line in content["order"]]
    decisions = [{"kind": "tie", "prize": None, **decision} for decision in content["decisions"]]
    return {
        **{key: content[key] for key in ("format", "event", "frozen_at", "note", "awards")},
        "scope": COMPLETE,
        "audit": None,
        "answers": {},
        "prizes": [],
        "public_places": None,
        "rounds": [{**one, "ranking": texts(content["ranking"]), "beside": None}],
        "decisions": decisions,
        "order": order,
    }


def prizes_in(content: Mapping[str, Any]) -> list[Prize]:
    """The prizes as the order of merit gives them."""
    return [
        Prize(one["position"], one["place"], one["criterion"], one["minimum"], one["challenge"])
        for one in content["prizes"]
    ]


def _beside(part: Mapping[str, Any], decides: ranking.Ranking) -> ranking.Ranking | None:
    """How sure the order is, where an exact method decides it; None where the jury gives too little to say so."""
    if decides.method == CALIBRATED:
        return None
    try:
        calibrated = _rank(part, CALIBRATED)
    except RuleBroken:
        return None
    return calibrated if calibrated.method == CALIBRATED else None


def _rank(part: Mapping[str, Any], method: str | None) -> ranking.Ranking:
    contest = contest_files.read_contest(json.dumps(part["contest"]))
    place = f"rounds[{part['number'] - 1}].judgements"
    cells = [
        Judgement(judge, entry, criterion, Fraction(score), f"{place}[{row}]")
        for row, (judge, entry, criterion, score) in enumerate(part["judgements"])
    ]
    return ranking.rank(contest, cells, method=method)


def _lines(ranked: ranking.Ranking, number: int) -> list[Line]:
    return [Line(place.entry, place.rank, place.score, place.by_criterion, number) for place in ranked.places]


def _apart(sure: ranking.Ranking) -> dict[tuple[str, str], float]:
    """P(first is better than second) of neighbours, as the deciding round says it."""
    said = sure.as_json()["separation"]
    return {(pair["above"], pair["below"]): float(pair["p"]) for pair in said}


def _means(ranked: ranking.Ranking) -> dict[str, dict[str, str]]:
    return {
        place.entry: {criterion: str(rounded(mean, places=6)) for criterion, mean in place.by_criterion.items()}
        for place in ranked.places
    }


def texts(value: Any) -> Any:
    """The same value, each number with a fraction written as a text of six decimals."""
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    return [texts(inner) for inner in value] if isinstance(value, list) else value


def _six(number: Fraction | None) -> str | None:
    return None if number is None else str(rounded(number, places=6))
