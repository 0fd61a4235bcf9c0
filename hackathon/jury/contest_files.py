"""The two files anyone can rank from: `contest.json` (what was fixed) and `scores.csv` (judge,entry,criterion,score).

Pure: text in, values out, and back. Refusals carry the line of the file (`field`) where there is one.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement, check_contest
from hackathon.jury.scoring import Criterion, Number, plain
from hackathon.text import N_

COLUMNS = ("judge", "entry", "criterion", "score")
# Plain decimals only, of bounded size: "1e999999" or "NaN" must neither fill the memory nor pass for a score.
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?", re.ASCII)


def decode(raw: bytes) -> str:
    """UTF-8, with or without the mark that Excel puts in front."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = str(raw.count(b"\n", 0, wrong.start) + 1)
        raise RuleBroken(N_("The text is not UTF-8; save the file again as UTF-8."), field=line) from wrong


def read_scores(text: str) -> Iterator[Judgement]:
    """Every cell of the CSV, in the file's order. Further columns are passed over; a blank score is a missing cell."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows, None)
        yield from _cells(rows, _columns(header))
    except csv.Error as wrong:
        raise RuleBroken(
            N_("This is not a CSV line: %(fault)s."), field=str(rows.line_num), fault=str(wrong)
        ) from wrong


def write_scores(judgements: Iterable[Judgement]) -> str:
    """The same file for the same cells, whatever their order."""
    lines = io.StringIO()
    out = csv.writer(lines, lineterminator="\n")
    out.writerow(COLUMNS)
    rows = sorted((cell.judge, cell.entry, cell.criterion, cell.score) for cell in judgements if cell.score is not None)
    out.writerows((*key, plain(score)) for *key, score in rows)
    return lines.getvalue()


def read_contest(text: str) -> Contest:
    """The JSON object of the contest; only `criteria` is obligatory."""
    given = load(text)
    if not isinstance(given, dict) or not isinstance(given.get("criteria"), list):
        raise RuleBroken(N_("The file must be a JSON object with a list named “criteria”."))
    contest = Contest(
        criteria=[_criterion(number, line) for number, line in enumerate(given["criteria"], start=1)],
        entries=names_in(given, "entries"),
        judges=names_in(given, "judges"),
        method=_text_or_none(given, "method"),
        ties=names_in(given, "ties") or (),
        seed=seed_of(given.get("seed")),
    )
    check_contest(contest)
    return contest


def write_contest(contest: Contest) -> str:
    """Canonical: sorted keys, plain numbers, so that a hash of it means something."""
    given: dict[str, Any] = {
        "criteria": [
            {"id": c.id, "weight": _json_number(c.weight), "min": _json_number(c.low), "max": _json_number(c.high)}
            for c in contest.criteria
        ],
        "entries": None if contest.entries is None else list(contest.entries),
        "judges": None if contest.judges is None else list(contest.judges),
        "method": contest.method,
        "ties": list(contest.ties),
        "seed": contest.seed,
    }
    said = {key: value for key, value in given.items() if value is not None}
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _columns(header: Sequence[str] | None) -> dict[str, int]:
    """Where each obligatory column stands; says what is wrong with the header otherwise."""
    if header is None:
        raise RuleBroken(N_("The file is empty; it must begin with: judge,entry,criterion,score."), field="1")
    names = [name.strip().lower() for name in header]
    if len(names) == 1 and ";" in names[0]:
        raise RuleBroken(N_("The columns are parted by semicolons; save the file with commas."), field="1")
    for column in COLUMNS:
        if names.count(column) != 1:
            text = N_("The header must name the column “%(column)s” once; it says: %(header)s.")
            raise RuleBroken(text, field="1", column=column, header=",".join(names))
    return {"": len(names), **{column: names.index(column) for column in COLUMNS}}


def _cells(rows: Any, columns: Mapping[str, int]) -> Iterator[Judgement]:
    found = False
    places = tuple(columns[column] for column in COLUMNS)
    for row in rows:
        if len(row) != columns[""] or not any(row):
            if any(cell.strip() for cell in row):
                text = N_("The line has %(cells)s cells, the header %(columns)s.")
                raise RuleBroken(text, field=str(rows.line_num), cells=len(row), columns=columns[""])
            continue
        judge, entry, criterion, score = [row[place].strip() for place in places]
        line = str(rows.line_num)
        if not (judge and entry and criterion):
            if not any(cell.strip() for cell in row):
                continue
            blank = "judge" if not judge else "criterion" if entry else "entry"
            raise RuleBroken(N_("The column “%(column)s” is blank."), field=line, column=blank)
        found = True
        yield Judgement(judge, entry, criterion, _score(score, line) if score else None, line)
    if not found:
        raise RuleBroken(N_("No scores follow the header."), field="2")


def _score(text: str, line: str) -> Number:
    number = _number(text)
    if number is None:
        raise RuleBroken(N_("The score “%(score)s” is not a number; write it like 7.5."), field=line, score=text[:40])
    return number


@lru_cache(maxsize=4096)
def _number(text: str) -> Fraction | None:
    return Fraction(Decimal(text)) if _NUMBER.fullmatch(text) else None


def load(text: str) -> Any:
    """The JSON in a text, its numbers still as they are written."""
    try:
        return json.loads(text, parse_float=Unread, parse_int=Unread, parse_constant=Unread)
    except json.JSONDecodeError as wrong:
        raise RuleBroken(N_("This is not JSON: %(fault)s."), field=str(wrong.lineno), fault=wrong.msg) from wrong
    except RecursionError as wrong:
        raise RuleBroken(N_("This is not the JSON of a contest: it is nested too deeply.")) from wrong


class Unread(str):
    """A JSON number as it stands in the file, so that none is ever a float on its way to an exact fraction."""


def _criterion(position: int, line: Any) -> Criterion:
    name = name_of(line.get("id")) if isinstance(line, dict) else None
    if name is None:
        raise RuleBroken(N_("Criterion number %(position)s must be an object with an “id”."), position=position)
    weight, low, high = (
        _amount(line, key, default, name) for key, default in (("weight", None), ("min", "0"), ("max", "5"))
    )
    return Criterion(name, weight, low, high)


def _amount(line: Mapping[str, Any], key: str, default: str | None, criterion: str) -> Fraction:
    value = line.get(key, Unread(default) if default is not None else None)
    number = _number(value) if isinstance(value, Unread) else None
    if number is None:
        raise RuleBroken(N_("“%(key)s” of “%(criterion)s” must be a number."), key=key, criterion=criterion)
    return number


def names_in(given: Mapping[str, Any], key: str) -> list[str] | None:
    """A list of ids, or None where it is not given. Judges may be objects with an `id`, as `jury plan` reads them."""
    values = given.get(key)
    if values is None:
        return None
    if not isinstance(values, list):
        raise RuleBroken(N_("“%(key)s” must be a list."), key=key)
    names = [name_of(value.get("id") if isinstance(value, dict) else value) for value in values]
    if None in names:
        raise RuleBroken(N_("“%(key)s” must hold ids: texts that are not blank."), key=key)
    return [name for name in names if name is not None]


def name_of(value: Any) -> str | None:
    """An id without the blanks around it; None where there is none, or one that no file could hold."""
    if not isinstance(value, str) or not value.isprintable():  # half a surrogate pair is not printable either
        return None
    return str(value).strip() or None


def _text_or_none(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and name_of(value) is None:
        raise RuleBroken(N_("“%(key)s” must be a text."), key=key)
    return name_of(value)


def seed_of(value: Any) -> int | None:
    """The seed of a draw; None where none is given."""
    if value is None:
        return None
    if not isinstance(value, Unread) or not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise RuleBroken(N_("“seed” must be a whole number."))
    return int(value)


def _json_number(number: Fraction) -> int | float:
    return number.numerator if number.denominator == 1 else float(plain(number))
