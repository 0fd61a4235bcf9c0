"""The shape of a bundle: which keys it has and what stands in each, so that what is computed from it never stumbles.

Pure. A shape is a type, a tuple of alternatives, a list of one shape (for each of its items) or of several (one for
each place), or an object of shapes, in which a key with a question mark may be missing. Source: docs/bundle-format.md.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any


def instant(value: Any) -> bool:
    """An instant with its zone, as `2026-10-18T16:30:00+00:00`."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def digest(value: Any) -> bool:
    """A SHA-256 in small hexadecimal digits."""
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def decimal(value: Any) -> bool:
    """A number of any size that a sheet may hold: digits, and decimals behind a point."""
    return isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,30})?", value) is not None


def name(value: Any) -> bool:
    """An id: a text that is not blank, without blanks around it, and printable."""
    return isinstance(value, str) and value.isprintable() and value.strip() == value != ""


CRITERION = {"id": name, "weight": int, "min": int, "max": int}
CONTEST = {"criteria": [CRITERION], "entries": [name], "judges": [name], "method": name, "ties": [name]}
METHOD = {"name": name, "version": int, "rubric_sha256": digest, "fixed_at": (instant, None)}
ROUND = {
    "number": int,
    "kind": ("single", "first", "final"),
    "carry_over": bool,
    "contest": CONTEST,
    "method": METHOD,
    "rule": digest,
    "judgements": [[name, name, name, decimal]],
    "excluded": [[name, name, str]],
    "gates": [[name, name, int, int]],
    "coverage": [[name, int, int, int]],
    "ranking": dict,
    "beside": (dict, None),
    "by_criterion": dict,
}
DECISION = {
    "kind": ("tie", "departure", "void", "grant", "mention"),
    "entries": [name],
    "prize": (int, None),
    "reason": str,
    "votes?": [int],
}
PRIZE = {
    "position": int,
    "place": (int, None),
    "criterion": str,
    "challenge": str,
    "minimum": int,
    "name": {"es": str, "en": str},
}
BUNDLE = {
    "format": ("minka-results-2",),
    "scope": ("complete", "public"),
    "complete_sha256": (digest, None),
    "event": name,
    "frozen_at": instant,
    "audit": {"number": int, "hash": digest},
    "rounds": [ROUND],
    "answers": {name: [name]},
    "decisions": [DECISION],
    "prizes": [PRIZE],
    "public_places": (int, None),
    "note": str,
    "order": [{"entry": name, "rank": int, "score": (decimal, None), "round": int}],
    "awards": [[int, (name, None)]],
}

Misfit = tuple[str, str]


def misfits(value: Any, shape: Any, place: str) -> Iterator[Misfit]:
    """Where a value has not the shape, and what is wrong there."""
    if isinstance(shape, dict):
        yield from _of_object(value, shape, place)
    elif isinstance(shape, list):
        yield from _of_list(value, shape, place)
    elif not _fits(value, shape):
        yield place.lstrip("."), f"{str(value)[:60]!r} is not what belongs here"


def _of_object(value: Any, shape: dict[Any, Any], place: str) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield place.lstrip(".") or "file", "is not an object"
    elif name in shape:  # any names, each with the same shape behind it
        for key, inner in value.items():
            yield from misfits(inner, shape[name], f"{place}.{key}")
    else:
        known = {key.rstrip("?"): inner for key, inner in shape.items()}
        for key in sorted(shape.keys() - value.keys()):
            if not key.endswith("?"):
                yield f"{place}.{key}".lstrip("."), "is missing"
        for key in sorted(value.keys() - known.keys()):
            yield f"{place}.{key}".lstrip("."), "is not part of the format"
        for key in sorted(known.keys() & value.keys()):
            yield from misfits(value[key], known[key], f"{place}.{key}")


def _of_list(value: Any, shape: list[Any], place: str) -> Iterator[Misfit]:
    if not isinstance(value, list):
        yield place.lstrip("."), "is not a list"
    elif len(shape) > 1 and len(shape) != len(value):
        yield place.lstrip("."), f"has {len(value)} parts, should have {len(shape)}"
    else:
        for number, inner in enumerate(value):
            yield from misfits(inner, shape[number if len(shape) > 1 else 0], f"{place}[{number}]")


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, tuple):
        return any(_fits(value, one) for one in shape)
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    return bool(shape(value)) if callable(shape) else bool(value == shape)
