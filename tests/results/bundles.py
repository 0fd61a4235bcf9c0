"""A real bundle made of plain values, with everything that the format knows; and the ways in which somebody may bend it."""

import copy
import importlib.util
import json
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any

from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.scoring import Criterion
from hackathon.results import bundle, disclosure
from tests.architecture.source import ROOT

VERIFIER = ROOT / "static" / "downloads" / "verify_results.py"
CRITERIA = [Criterion("data", Fraction(60)), Criterion("impact", Fraction(40))]
JUDGES = ["7K3MQX", "A2B3C4", "ZZ9XW8"]
FIRST = {"owls": (5, 4), "foxes": (4, 4), "bees": (4, 4), "ants": (3, 5), "cats": (2, 2), "dogs": (2, 2)}
FINAL = {"owls": (4, 4), "foxes": (5, 4), "bees": (4, 4)}
LOG_END = {"number": 41, "hash": "c0ffee" + "0" * 58}


def judged_round(number: int, kind: str, marks: dict[str, tuple[int, int]], **more: Any) -> dict[str, Any]:
    """Every judge gives the same marks, but the last one is a point stricter on the first criterion."""
    cells = [
        Judgement(judge, entry, criterion.id, mark - (judge == JUDGES[-1] and criterion.id == "data"))
        for judge in JUDGES
        for entry, pair in marks.items()
        for criterion, mark in zip(CRITERIA, pair, strict=True)
    ]
    contest = Contest(CRITERIA, entries=sorted(marks), judges=JUDGES, method="mean", ties=["data"])
    return bundle.round_of(
        contest,
        cells,
        number=number,
        kind=kind,
        coverage=[(entry, len(JUDGES), 0, 0) for entry in marks],
        sha256="ab" * 32,
        fixed_at="2026-10-18T14:00:00+00:00",
        **more,
    )


def prize(position: int, **basis: Any) -> dict[str, Any]:
    return {"position": position, "place": None, "criterion": "", "challenge": "", "minimum": 60} | {
        "name": {"es": f"Premio {position}", "en": ""},
        **basis,
    }


def complete() -> dict[str, Any]:
    """Two rounds, a tie that the chair parted, prizes of every kind, one void, an honourable mention, three public places."""
    first = judged_round(
        1, "first", FIRST, excluded=[("A2B3C4", "eels", "Mentor of the team")], gates=[("eels", "runs", 1, 2)]
    )
    return bundle.completed(
        {
            "format": bundle.FORMAT,
            "scope": bundle.COMPLETE,
            "complete_sha256": None,
            "event": "libertad",
            "frozen_at": "2026-10-18T20:00:00+00:00",
            "audit": LOG_END,
            "rounds": [first, judged_round(2, "final", FINAL)],
            "answers": {"ants": ["R2"], "cats": ["R2"], "owls": ["R1"]},
            "decisions": [
                {
                    "kind": "tie",
                    "entries": ["owls", "bees"],
                    "prize": None,
                    "reason": "Se sostiene en la sala.",
                    "votes": [2, 1],
                },
                {"kind": "void", "entries": [], "prize": 3, "reason": "El jurado lo declara desierto."},
                {"kind": "grant", "entries": ["ants"], "prize": 6, "reason": "El mejor código."},
                {"kind": "mention", "entries": ["cats"], "prize": None, "reason": "Por su público."},
            ],
            "prizes": [
                prize(1, place=1),
                prize(2, place=2),
                prize(3, place=3),
                prize(4, criterion="data"),
                prize(5, challenge="R2"),
                prize(6),
            ],
            "public_places": 3,
            "note": "",
        }
    )


def public() -> dict[str, Any]:
    """What everybody gets of it."""
    numbers = count(1)
    content = complete()
    return disclosure.public_content(content, disclosure.pseudonyms_for(content, lambda: f"SECRET{next(numbers)}"))


def of_unlike_judges(method: str, *, of_each: int = 3) -> dict[str, Any]:
    """Eight entries and five judges of unlike strictness; each entry is seen by so many of them, in turns."""
    drawn, judges, cells, names = Random(7), [f"J{number}" for number in range(5)], [], [f"e{n}" for n in range(8)]
    for number, entry in enumerate(names):
        for turn in range(of_each):
            judge = (number + turn) % len(judges)
            for criterion in CRITERIA:
                mark = min(5, max(0, round(4.2 - number * 0.4 - judge * 0.3 + drawn.uniform(-0.7, 0.7))))
                cells.append(Judgement(judges[judge], entry, criterion.id, mark))
    contest = Contest(CRITERIA, entries=names, judges=judges, method=method, ties=["data"])
    seats = [(entry, of_each, 0, 0) for entry in names]
    only = bundle.round_of(contest, cells, coverage=seats, sha256="ab" * 32, fixed_at=None)
    outcome = {"answers": {}, "decisions": [], "prizes": [prize(1, place=1, minimum=0)]}
    return bundle.completed({**complete(), "rounds": [only], **outcome})


def independent() -> Any:
    """The verifier in one file, as a module."""
    spec = importlib.util.spec_from_file_location("verify_results", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def independent_faults(raw: bytes) -> list[tuple[str, str]]:
    """What the verifier in one file says of a bundle."""
    faults: list[tuple[str, str]] = independent().Check(raw).run()
    return faults


def changed(content: dict[str, Any], path: str, value: Any) -> bytes:
    """The text of a bundle in which one thing is another: `rounds.0.judgements.3.3`."""
    bent = copy.deepcopy(content)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    thing: Any = bent
    for step in way:
        thing = thing[step]
    thing[last] = value(thing[last]) if callable(value) else value
    return bundle.text_of(bent).encode()


def _look_alike(name: str) -> str:
    return name.replace("o", "о")  # the Cyrillic letter


def _second_key(content: dict[str, Any]) -> bytes:
    return bundle.text_of(content).replace('"note":""', '"note":"","note":""').encode()


def _without_a_sheet(rows: list[Any]) -> list[Any]:
    return rows[2:]


# What was done → (path in the bundle, what stands there afterwards, where both verifiers must say so).
TAMPERINGS: dict[str, tuple[str, Any, str]] = {
    "a score is changed": ("rounds.0.judgements.0.3", "5", "rounds[0].ranking.ranking"),
    "a score lies outside of its scale": ("rounds.0.judgements.0.3", "6", "rounds[0].judgements[0]"),
    "a score is no number": ("rounds.0.judgements.0.3", "NaN", "rounds[0].judgements[0]"),
    "a sheet is removed": ("rounds.1.judgements", _without_a_sheet, "rounds[1].coverage[0]"),
    "a judge counts twice": ("rounds.0.judgements", lambda rows: [rows[0], *rows], "rounds[0].judgements[1]"),
    "a judge who was not on the jury": ("rounds.0.judgements.0.0", "NOBODY", "rounds[0].judgements"),
    "a look-alike name": ("rounds.1.judgements.5.1", _look_alike, "rounds[1].judgements"),
    "rows in another order": ("rounds.0.judgements", lambda rows: rows[::-1], "rounds[0].judgements"),
    "a weight is edited": ("rounds.0.contest.criteria.0.weight", 90, "rounds[0].rule"),
    "the ties are broken by something else": ("rounds.0.contest.ties", ["impact"], "rounds[0].rule"),
    "the method is renamed": ("rounds.1.method.name", "calibrated", "rounds[1].method.name"),
    "the rule was fixed afterwards": (
        "rounds.0.method.fixed_at",
        "2026-10-19T00:00:00+00:00",
        "rounds[0].method.fixed_at",
    ),
    "the clock is moved back": ("frozen_at", "2026-10-17T20:00:00+00:00", "rounds[0].method.fixed_at"),
    "an excluded sheet counts": ("rounds.0.excluded.0.1", "owls", "rounds[0].judgements"),
    "who failed at the gate is ranked": ("rounds.0.gates.0.0", "owls", "rounds[0].gates[0]"),
    "a project is left out of the count of sheets": ("rounds.0.coverage", lambda rows: rows[1:], "rounds[0].coverage"),
    "a mean by criterion is changed": (
        "rounds.0.by_criterion.owls.data",
        "5.000000",
        "rounds[0].by_criterion.owls.data",
    ),
    "a ranking says another score": (
        "rounds.1.ranking.ranking.0.score",
        "99.000000",
        "rounds[1].ranking.ranking[0].score",
    ),
    "a judge's mean is changed": ("rounds.0.ranking.judges.0.mean", "1.000000", "rounds[0].ranking.judges[0].mean"),
    "two entries are swapped": ("order", lambda rows: [rows[1], rows[0], *rows[2:]], "order[0]"),
    "a prize goes to another": ("awards.0.1", "owls", "awards[0][1]"),
    "a void prize is given": ("awards.2.1", "bees", "awards[2][1]"),
    "a minimum is lowered": ("prizes.4.minimum", 90, "awards[4][1]"),
    "a decision about no tie": ("decisions.0.entries", ["foxes", "owls"], "decisions[0]"),
    "a decision on a prize that there is not": ("decisions.1.prize", 9, "decisions[1].prize"),
    "votes in another order than the one given": ("decisions.0.votes", [1, 2], "decisions[0].votes"),
    "more votes than jurors": ("decisions.0.votes", [3, 1], "decisions[0].votes"),
    "a vote taken away": ("decisions.0.votes", [2, -1], "decisions[0].votes"),
    "a vote about a prize": ("decisions.1.votes", [1], "decisions[1].votes"),
    "a count for one project alone": ("decisions.0.votes", [3], "decisions[0].votes"),
    "two prizes at one position": ("prizes.1.position", 1, "prizes"),
    "the log's end is no hash": ("audit.hash", "0", "audit.hash"),
    "a number with a fraction": ("public_places", 3.5, ""),
    "a key that the format does not know": ("audit.comment", "x", "audit.comment"),
    "a round without a number": ("rounds.0.number", 7, "rounds[0].number"),
    "no rounds at all": ("rounds", [], "rounds"),
    "a complete bundle with a pseudonym": ("rounds.0.gates.0.0", "~K7M2QX", "order"),
}
TAMPERED_TEXTS = {
    "an empty file": b"",
    "no JSON": b"{",
    "not UTF-8": b'{"format": "\xff"}',
    "another format": b'{"format":"minka-results-1"}',
    "a list": b"[]",
    "blanks between keys": json.dumps(complete(), ensure_ascii=False, sort_keys=True).encode(),
    "keys in another order": json.dumps(
        dict(reversed(complete().items())), ensure_ascii=False, separators=(",", ":")
    ).encode(),
    "a key twice": _second_key(complete()),
}
