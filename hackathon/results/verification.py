"""Whether a bundle says the truth: its shape, its text, and everything in it computed anew from what went in.

Pure. It says where a bundle disagrees with itself, in the order of docs/bundle-format.md; whether the evidence is what the
jury wrote is for whoever has the sheets, and whether the log was rewritten for whoever has the log (`broken_link`).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from hackathon.errors import RuleBroken
from hackathon.results import bundle, disclosure
from hackathon.results.shape import BUNDLE, misfits

Finding = tuple[str, str]
"""A place in the bundle, and what is wrong with it."""

COMPUTED = ("order", "awards")
COMPUTED_PER_ROUND = ("ranking", "by_criterion")
TOLERANCE = 0.000002
"""Of numbers that no exact arithmetic gives: two units of the sixth decimal, for other machines' floating point."""


def findings(raw: bytes) -> list[Finding]:
    """Everything that is wrong with a bundle; nothing when it is whole."""
    try:
        text = raw.decode()
        content = json.loads(text, object_pairs_hook=_keys_once)
    except (ValueError, RecursionError) as broken:
        return [("file", f"not a JSON text in UTF-8: {broken}")]
    if misfitting := list(misfits(content, BUNDLE, "")):
        return misfitting
    if not content["rounds"]:
        return [("rounds", "is empty")]
    found = [] if bundle.text_of(content) == text else [("file", "not the canonical text: keys sorted, no blanks")]
    try:
        for part in (_clock, _rules, _evidence, _prizes, _votes, _outcome):
            found += part(content)
    except RuleBroken as refusal:
        found.append((refusal.field or "rounds", str(refusal)))
    return found


def digest_of(raw: bytes) -> str:
    """The SHA-256 of a file, to compare with the one that was published."""
    return sha256(raw).hexdigest()


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _clock(content: Mapping[str, Any]) -> Iterator[Finding]:
    """No rule was fixed after the order was frozen."""
    for number, part in enumerate(content["rounds"]):
        fixed = part["method"]["fixed_at"]
        if fixed and datetime.fromisoformat(fixed) > datetime.fromisoformat(content["frozen_at"]):
            yield f"rounds[{number}].method.fixed_at", "later than the freezing: the rule was not fixed before"


def _rules(content: Mapping[str, Any]) -> Iterator[Finding]:
    """The rule is the one whose hash was kept at the first signature, and it is one that we know how to apply."""
    for number, part in enumerate(content["rounds"]):
        place, method = f"rounds[{number}]", part["method"]
        if method["version"] != bundle.METHOD_VERSION:
            yield f"{place}.method.version", f"version {method['version']} of the method is not known here"
        if part["number"] != number + 1:
            yield f"{place}.number", f"is {part['number']}, should be {number + 1}"
        if part["contest"].get("method") != method["name"]:
            yield f"{place}.method.name", "not the method of the contest"
        if part["rule"] != bundle.rule_of(part["contest"]):
            yield f"{place}.rule", "not the criteria, scale, method and ties of the contest"


def _evidence(content: Mapping[str, Any]) -> Iterator[Finding]:
    for number, part in enumerate(content["rounds"]):
        place = f"rounds[{number}]"
        yield from _in_order(part, place)
        yield from _left_out(part, place)
        yield from _covered(part, place)
        if part["carry_over"]:
            yield from _carried(part, content["rounds"][:number], place)
    yield from _names(content)


def _in_order(part: Mapping[str, Any], place: str) -> Iterator[Finding]:
    for key in ("judgements", "excluded", "gates", "coverage"):
        if part[key] != sorted(part[key], key=lambda row: [str(cell) for cell in row]):
            yield f"{place}.{key}", "rows are not sorted"


def _left_out(part: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """Who was excluded or refused at a gate has left every number."""
    excluded = {(judge, entry) for judge, entry, _ in part["excluded"]}
    for row, (judge, entry, *_) in enumerate(part["judgements"]):
        if (judge, entry) in excluded:
            yield f"{place}.judgements[{row}]", f"{judge} is excluded for {entry}, and the score counts all the same"
    for row, (entry, gate, yes, no) in enumerate(part["gates"]):
        if no > yes and entry in part["contest"]["entries"]:
            yield f"{place}.gates[{row}]", f"{entry} did not pass “{gate}”, and is ranked all the same"


def _covered(part: Mapping[str, Any], place: str) -> Iterator[Finding]:
    sheets: dict[str, set[str]] = {entry: set() for entry in part["contest"]["entries"]}
    for judge, entry, *_ in part["judgements"]:
        sheets.setdefault(entry, set()).add(judge)
    if sorted(sheets) != [row[0] for row in part["coverage"]]:
        yield f"{place}.coverage", "not one row for each entry of the contest"
    for row, (entry, signed, _, _) in enumerate(part["coverage"]):
        counted = len(sheets.get(entry, ()))
        if signed > counted or (signed < counted and not part["carry_over"]):
            yield f"{place}.coverage[{row}]", f"{signed} signed sheets, but scores of {counted} for {entry}"


def _carried(part: Mapping[str, Any], earlier: Iterable[Mapping[str, Any]], place: str) -> Iterator[Finding]:
    entries = set(part["contest"]["entries"])
    counted = {(judge, entry) for judge, entry, *_ in part["judgements"]}
    for before in earlier:
        if before["method"]["rubric_sha256"] != part["method"]["rubric_sha256"]:
            yield f"{place}.carry_over", "sheets by another rubric are carried over"
        for judge, entry, *_ in before["judgements"]:
            if entry in entries and (judge, entry) not in counted:
                counted.add((judge, entry))  # told once
                yield f"{place}.judgements", f"the sheet of {judge} for {entry} was not carried over"


def _names(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A complete bundle has no pseudonyms; a public one has them below the public places, and nowhere else."""
    if (content["scope"] == bundle.PUBLIC) != bool(content["complete_sha256"]):
        yield "complete_sha256", "belongs to a public bundle, and to no other"
    hidden = {entry for entry in disclosure.every_entry(content) if entry.startswith(disclosure.MARK)}
    if content["scope"] == bundle.COMPLETE:
        expected: set[str] = set()
    else:
        expected = disclosure.every_entry(content) - disclosure.disclosed_entries(content)
    for entry in sorted(hidden ^ expected):
        yield "order", f"{entry}: named although its place is not public, or the other way round"


def _prizes(content: Mapping[str, Any]) -> Iterator[Finding]:
    positions = [prize["position"] for prize in content["prizes"]]
    for row, position in enumerate(positions):
        if position in positions[:row]:
            yield f"prizes[{row}].position", f"{position} stands there twice"
    for row, decision in enumerate(content["decisions"]):
        if decision["prize"] is not None and decision["prize"] not in positions:
            yield f"decisions[{row}].prize", f"there is no prize {decision['prize']}"


def _votes(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A vote has a count for each entry, and more than all jurors nobody counted; the order given follows the counts."""
    jury = {judge for part in content["rounds"] for judge in part["contest"]["judges"]}
    for row, decision in enumerate(content["decisions"]):
        votes = decision.get("votes")
        if votes is None:
            continue
        fits = decision["kind"] in {"tie", "departure"} and len(votes) == len(decision["entries"])
        if not fits or min(votes) < 0 or sum(votes) > len(jury):
            yield f"decisions[{row}].votes", "is not a count of this jury's votes for these entries"
        elif votes != sorted(votes, reverse=True):
            yield f"decisions[{row}].votes", "the order given is not that of the votes"


def _outcome(content: Mapping[str, Any]) -> Iterator[Finding]:
    computed = bundle.completed(content)
    lapsed = bundle.outcome_of(content).lapsed
    for place in lapsed:
        yield f"decisions[{place}]", "is not about a tie, or about entries that the scores cannot tell apart"
    for number, (said, made) in enumerate(zip(content["rounds"], computed["rounds"], strict=True)):
        slack = 0.0 if part_is_exact(said) else TOLERANCE
        if (
            said["beside"] is not None
        ):  # null where the jury gave too little, or the program of that day had no such method
            yield from differences(
                _numbers(said["beside"]), _numbers(made["beside"] or {}), f"rounds[{number}].beside", TOLERANCE
            )
        for key in COMPUTED_PER_ROUND:
            yield from differences(_numbers(said[key]), _numbers(made[key]), f"rounds[{number}].{key}", slack)
    slack = 0.0 if all(map(part_is_exact, content["rounds"])) else TOLERANCE
    for key in COMPUTED:
        yield from differences(content[key], computed[key], key, slack)


def _numbers(ranking: Mapping[str, Any]) -> dict[str, Any]:
    """A ranking without its warnings: sentences are for people, and may be worded better some day."""
    return {key: value for key, value in ranking.items() if key != "warnings"}


def part_is_exact(part: Mapping[str, Any]) -> bool:
    """Whether a round's numbers are exact fractions, rounded once."""
    return bool(part["method"]["name"] == "mean")


_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]{6}")


def differences(said: Any, made: Any, place: str, slack: float = 0.0) -> Iterator[Finding]:
    """Where a value differs from the computed one."""
    if isinstance(said, dict) and isinstance(made, dict):
        for key in sorted(said.keys() | made.keys()):
            yield from differences(said.get(key), made.get(key), f"{place}.{key}", slack)
    elif isinstance(said, list) and isinstance(made, list) and len(said) == len(made):
        for number, (one, other) in enumerate(zip(said, made, strict=True)):
            yield from differences(one, other, f"{place}[{number}]", slack)
    elif said != made and not _close(said, made, slack):
        yield place, f"says {_short(said)}, computed {_short(made)}"


def _close(said: Any, made: Any, slack: float) -> bool:
    both = isinstance(said, str) and isinstance(made, str)
    if not (slack and both and _DECIMAL.fullmatch(said) and _DECIMAL.fullmatch(made)):
        return False
    return abs(float(said) - float(made)) <= slack


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"


def broken_link(lines: Iterable[str], head: Mapping[str, Any]) -> Finding | None:
    """The first entry of an exported audit log that does not fit its chain, up to the bundle's head; None if all do."""
    previous, number = "0" * 64, 0
    for line in lines:
        try:
            entry = json.loads(line)
            fields = {key: entry[key] for key in ("at", "actor", "action", "thing", "event", "portal", "changes")}
            fields |= {"number": number + 1, "previous": previous}
            made, said = sha256(bundle.text_of(fields).encode()).hexdigest(), entry["hash"]
        except (ValueError, KeyError, TypeError):
            return f"log[{number}]", "is not an entry of an audit log"
        if made != said:
            return f"log[{number}]", f"entry {number + 1} does not fit the chain"
        previous, number = said, number + 1
        if number == head["number"]:
            return None if said == head["hash"] else (f"log[{number - 1}]", "not the end that the bundle names")
    return f"log[{number}]", f"ends before entry {head['number']}, which the bundle names"
