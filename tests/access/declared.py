"""The declared table (`declared.txt`), read: what each of the cast is answered, for each relation and phase."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.access.actors import AUDIENCES, TEAMS

TABLE = Path(__file__).with_name("declared.txt")
RELATIONS = ("own", "another's", "another event's", "by another event's address", "not public", "missing")
THEIRS_OR_NOT = ("own", "another's")
ALL_EVENTS_ARE_THEIRS = "nora"
SIGN_IN = "sign in"

Answers = list[tuple[str, list[str]]]
"""(audience, [answer in the open phase, in the closed one]), the first that fits counts."""


@dataclass
class Line:
    """What is declared of one method of one address."""

    method: str
    address: str
    phases: tuple[str, str]
    answers: dict[str, Answers] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.method} {self.address}"

    @property
    def asks_visitors(self) -> bool:
        """Whether somebody who is not signed in is told more than to sign in."""
        return any("nobody" in _members(audience, "own") for audience, _ in self.answers["own"] if audience != "others")

    @property
    def depends_on_the_phase(self) -> bool:
        """Whether somebody is declared another answer in the closed phase than in the open one."""
        return any(len(said) > 1 for answers in self.answers.values() for _, said in answers)

    def expected(self, actor: str, relation: str, phase: str) -> str:
        """The declared answer to this actor."""
        if actor == "nobody" and not self.asks_visitors:
            return SIGN_IN
        said = self.answers.get(relation)
        if said is None and relation == "not public" and actor == ALL_EVENTS_ARE_THEIRS and self.is_of_an_event_alone:
            said, relation = self.answers["own"], "own"
        if said is None:
            return "404"
        found = next((answers for audience, answers in said if actor in _members(audience, relation)), ["undeclared"])
        return found[-1] if phase == self.phases[1] else found[0]

    @property
    def is_of_an_event_alone(self) -> bool:
        return re.findall(r"<[^>]*>", self.address) == ["<event>"]


def _members(audience: str, relation: str) -> set[str]:
    names = (TEAMS.get(relation, ()) if one == "team" else AUDIENCES[one] for one in audience.split())
    return {name for members in names for name in members}


def read(text: str) -> dict[str, Line]:
    """Every line by its method and address; a line twice, or one that cannot be read, raises ValueError."""
    lines: dict[str, Line] = {}
    phases, last = ("", ""), None
    for row in text.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[.*: (\w+), (\w+)\]", row):
            phases = (heading[1], heading[2])
        elif row.startswith(" ") and last is not None:
            relation, answers = re.split(r" {2,}", row.strip())
            last.answers[relation] = _answers(answers)
        else:
            method, address, answers = re.split(r" {2,}", row)
            last = Line(method, address, phases, {"own": _answers(answers)})
            if last.name in lines:
                raise ValueError(f"{last.name} is declared twice")
            lines[last.name] = last
    return lines


def _answers(text: str) -> Answers:
    found: Answers = []
    for part in text.split(" | "):
        audience, said = part.split(": ")
        found.append((audience, said.split()))
    return found


DECLARED = read(TABLE.read_text(encoding="utf-8"))
