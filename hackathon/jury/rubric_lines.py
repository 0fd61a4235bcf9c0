"""The lines of the rubric's form, moved, added and taken out by its buttons, before anything of it is read as a form."""

import re
from collections.abc import Iterable

MOST_CRITERIA = 12

_LINE = re.compile(r"criteria-([0-9]{1,4})-([a-z_]+)", re.ASCII)


def arranged(sent: Iterable[tuple[str, str]], press: str) -> list[tuple[str, str]]:
    """What was sent, with the lines of criteria as a button wants them: `up-2`, `down-2`, `remove-2`, `restore-2`,
    `add-score`, `add-gate`. Everything typed stays as it is, wrong numbers too."""
    lines: dict[int, dict[str, str]] = {}
    kept = []
    for name, value in sent:
        found = _LINE.fullmatch(name)
        if found:
            lines.setdefault(int(found[1]), {})[found[2]] = value
        elif name != "press":
            kept.append((name, value))
    moved = _moved([lines[number] for number in sorted(lines)], press)
    return kept + [
        (f"criteria-{place}-{name}", value) for place, line in enumerate(moved) for name, value in line.items()
    ]


def _moved(lines: list[dict[str, str]], press: str) -> list[dict[str, str]]:
    act, _dash, which = press.partition("-")
    if act == "add":
        return [*lines, {"kind": which}] if len(lines) < MOST_CRITERIA else lines
    place = int(which) if which.isascii() and which.isdigit() and len(which) < 4 else len(lines)
    if place >= len(lines):
        return lines
    other = {"up": place - 1, "down": place + 1}.get(act, place)
    if 0 <= other < len(lines):
        lines[place], lines[other] = lines[other], lines[place]
    if act in ("remove", "restore"):
        lines[place]["gone"] = "yes" if act == "remove" else ""
    return lines
