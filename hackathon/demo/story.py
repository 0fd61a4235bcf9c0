"""The texts of the demo, read from `story/*.toml`: who takes part, what they write and what the jury thinks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hackathon.accounts.actions import hash_password
from hackathon.database import Words

_FOLDER = Path(__file__).with_name("story")


@dataclass(frozen=True)
class Character:
    """Somebody of the cast; with `login`, a role that a visitor may try."""

    key: str
    name: str
    email: str
    login: Words | None


@dataclass(frozen=True)
class Save:
    """What a team has saved by an hour of the clock: the whole form as it stood."""

    hour: float
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class TeamStory:
    """A fictional team: when it was founded, by whom, how its project grew and when it was handed in."""

    name: str
    members: tuple[str, ...]
    founded: float
    submits: float
    saves: tuple[Save, ...]


@dataclass(frozen=True)
class JurorStory:
    """A juror and the sheets they fill, in the order of the projects: one figure per criterion, and a comment."""

    person: str
    is_chair: bool
    signed_by_scoring: int
    sheets: Mapping[str, tuple[tuple[int, ...], str]]


@cache
def read(name: str) -> dict[str, Any]:
    """One file of texts, as it is written."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(pair: Mapping[str, str], **values: object) -> Words:
    """A text in both languages, trimmed, its `{placeholders}` filled."""
    return Words(**{code: text.strip().format(**values) for code, text in pair.items()})


@cache
def cast() -> tuple[Character, ...]:
    return tuple(
        Character(entry["key"], entry["name"], entry["email"], words(entry["login"]) if "login" in entry else None)
        for entry in read("people")["person"]
    )


def password() -> str:
    """The one password of all the cast: printed for whoever starts the demo."""
    return str(read("people")["password"])


@cache
def password_hash() -> str:
    """Hashed once: thirty accounts share it, in a demo and nowhere else."""
    return hash_password(password())


@cache
def teams() -> tuple[TeamStory, ...]:
    """In the order of their founding."""
    return tuple(
        TeamStory(entry["name"], tuple(entry["members"]), entry["founded"], entry["submits"], _saves(entry["project"]))
        for entry in sorted(read("teams")["team"], key=lambda entry: entry["founded"])
    )


@cache
def jurors() -> tuple[JurorStory, ...]:
    return tuple(
        JurorStory(
            entry["person"],
            entry.get("chair", False),
            entry["signed_by_scoring"],
            {
                team: (tuple(int(figure) for figure in scores), comment)
                for team, (scores, comment) in entry["sheets"].items()
            },
        )
        for entry in read("jury")["juror"]
    )


def _saves(project: dict[str, Any]) -> tuple[Save, ...]:
    """Every save with all that was there by then, empty where nothing was."""
    empty = {name: [] if isinstance(value, list) else "" for name, value in project.items() if name != "saves"}
    saves: list[Save] = []
    for hour, names in project["saves"]:
        empty = empty | {name: _trimmed(project[name]) for name in names.split()}
        saves.append(Save(hour, empty))
    return tuple(saves)


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
