"""The file that a plan is drawn from, and the seats it gives, as CSV: anyone can draw the same plan again. Pure."""

import csv
import io
import re
from typing import Any

from hackathon.errors import RuleBroken
from hackathon.jury.assignment import Judge, Plan, Wish
from hackathon.jury.contest import Seat
from hackathon.jury.contest_files import Unread, load, name_of, names_in, seed_of
from hackathon.text import N_

COLUMNS = ("judge", "entry")
_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)


def read_wish(text: str) -> Wish:
    """The JSON object `{"entries", "judges": [{"id", "capacity"}], "conflicts": [[judge, entry]], "k", "seed"}`."""
    given = load(text)
    if not isinstance(given, dict):
        raise RuleBroken(N_("The file must be a JSON object with “entries”, “judges” and “k”."))
    judges = given.get("judges")
    if not isinstance(judges, list):
        raise RuleBroken(N_("“%(key)s” must be a list."), key="judges")
    return Wish(
        entries=names_in(given, "entries") or [],
        judges=[_judge(position, line) for position, line in enumerate(judges, start=1)],
        k=_whole(given.get("k"), "k"),
        conflicts=frozenset(_conflicts(given.get("conflicts"))),
        seed=seed_of(given.get("seed")) or 0,
    )


def write_plan(plan: Plan) -> str:
    """Its seats, one line each."""
    lines = io.StringIO()
    out = csv.writer(lines, lineterminator="\n")
    out.writerows([COLUMNS, *plan.seats])
    return lines.getvalue()


def _judge(position: int, line: Any) -> Judge:
    name = name_of(line.get("id") if isinstance(line, dict) else line)
    if name is None:
        raise RuleBroken(N_("Judge number %(position)s must be an id, or an object with an “id”."), position=position)
    capacity = line.get("capacity") if isinstance(line, dict) else None
    return Judge(name, None if capacity is None else _whole(capacity, f"capacity of {name}"))


def _whole(value: Any, key: str) -> int:
    if not isinstance(value, Unread) or not _WHOLE.fullmatch(value):
        raise RuleBroken(N_("“%(key)s” must be a whole number from 0 on."), key=key)
    return int(value)


def _conflicts(listed: Any) -> list[Seat]:
    pairs = [] if listed is None else listed
    if not isinstance(pairs, list):
        raise RuleBroken(N_("“%(key)s” must be a list."), key="conflicts")
    found = []
    for position, pair in enumerate(pairs, start=1):
        names = [name_of(part) for part in pair] if isinstance(pair, list) and len(pair) == 2 else [None, None]
        if names[0] is None or names[1] is None:
            raise RuleBroken(N_("Conflict number %(position)s must be [judge, entry]."), position=position)
        found.append((names[0], names[1]))
    return found
