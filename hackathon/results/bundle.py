"""The frozen results as one canonical JSON text: all they were computed from, and what came out.

Format `minka-results-1` (docs/decisions/0007). Two computations of the same order give the same bytes, hence one hash.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any

from hackathon.jury import contest_files
from hackathon.jury.scoring import plain, rounded
from hackathon.results.merit import Given, Line

FORMAT = "minka-results-1"


def bundle_text(
    *,
    event: str,
    order: Any,
    decisions: Iterable[Any],
    given: Sequence[Given],
    coverage: Iterable[Any],
    note: str,
    frozen_at: datetime,
) -> str:
    """The canonical text of an order of merit. Scores are exact fractions rounded once, to six decimals."""
    content = {
        "format": FORMAT,
        "event": event,
        "frozen_at": frozen_at.isoformat(),
        "contest": json.loads(contest_files.write_contest(order.contest)),
        "judgements": [[cell.judge, cell.entry, cell.criterion, plain(cell.score)] for cell in order.judgements],
        "coverage": [[seat.project, seat.signed, seat.open, seat.recused] for seat in coverage],
        "ranking": order.ranking.as_json(),
        "by_criterion": {line.entry: _means(line) for line in order.lines},
        "decisions": [{"entries": decision.entries, "reason": decision.reason} for decision in decisions],
        "order": [{"entry": line.entry, "rank": line.rank, "score": _six(line.score)} for line in order.lines],
        "awards": [[award.position, award.entry] for award in given],
        "note": note,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """The SHA-256 of the canonical text: what is shown at the freezing and confirmed at the publication."""
    return sha256(text.encode()).hexdigest()


def _means(line: Line) -> dict[str, str]:
    return {criterion: _six(mean) or "" for criterion, mean in line.by_criterion.items()}


def _six(number: Fraction | None) -> str | None:
    return None if number is None else str(rounded(number, places=6))


def awards_in(text: str) -> dict[int, str | None]:
    """Position of a prize → slug of the project that has it, from a frozen text."""
    return dict(json.loads(text)["awards"])


def note_in(text: str) -> str:
    """The note that was frozen with the order."""
    return str(json.loads(text)["note"])
