"""Templates of events: what a new event is given at once, with every hour relative to its opening.

Read from `template_files/`, a file each; the database is not known here.
"""

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "template_files"
DEFAULT = "hackathon-regional-33h"


@dataclass(frozen=True)
class TemplateHour:
    """An entry of the agenda: how long after the opening, what, of which kind."""

    starts: timedelta
    kind: str
    title: dict[str, str]


@dataclass(frozen=True)
class EventTemplate:
    """A kind of event. Times are counted on the wall from the opening; texts are per language."""

    key: str
    name: dict[str, str]
    summary: dict[str, str]
    description: dict[str, str]
    rules: dict[str, str]
    team_min: int
    team_max: int
    opens: time
    ends: timedelta
    embargo_ends: timedelta
    windows: dict[str, tuple[timedelta, timedelta]]
    agenda: tuple[TemplateHour, ...]


def template_keys() -> list[str]:
    """The names that `flask event create --template` takes."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def template_named(key: str) -> EventTemplate:
    """The template of this name; KeyError when there is none."""
    if key not in template_keys():
        raise KeyError(key)
    content = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    opens = time.fromisoformat(content["opens"])

    def after_opening(moment: dict[str, Any]) -> timedelta:
        return (
            timedelta(days=moment["day"]) + _since_midnight(time.fromisoformat(moment["at"])) - _since_midnight(opens)
        )

    return EventTemplate(
        key=key,
        name=content["name"],
        summary=content["summary"],
        description={code: text.strip() for code, text in content["description"].items()},
        rules={code: (FOLDER / f"rules.{code}.md").read_text(encoding="utf-8").strip() for code in ("es", "en")},
        team_min=content["team_min"],
        team_max=content["team_max"],
        opens=opens,
        ends=after_opening(content["ends"]),
        embargo_ends=after_opening(content["embargo_ends"]),
        windows={
            name: (after_opening(window["opens"]), after_opening(window["closes"]))
            for name, window in content["windows"].items()
        },
        agenda=tuple(
            TemplateHour(after_opening(entry["starts"]), entry.get("kind", "activity"), entry["title"])
            for entry in content["agenda"]
        ),
    )


def _since_midnight(hour: time) -> timedelta:
    return timedelta(hours=hour.hour, minutes=hour.minute)
