"""What minutes say, pure: the frozen order, the event and the secretary's words, put together as one canonical text.

It refuses to know tables and languages: names come in as they are to be printed, and labels are the paper's.
Format `minka-minutes-1` (docs/decisions/0025).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from hackathon.results.frozen import Frozen, Round
from hackathon.text import N_

FORMAT = "minka-minutes-1"
SHORTEST_GROUND = 20
OBLIGATORY = (
    ("place", N_("Say where the jury met.")),
    ("opened", N_("Say when the session opened.")),
    ("closed", N_("Say when the session closed.")),
    ("legal_base", N_("Name the legal base.")),
    ("attendants", N_("Name who attended.")),
)


@dataclass(frozen=True)
class Named:
    """A project as it is printed."""

    title: str
    team: str


@dataclass(frozen=True)
class Prize:
    """A prize as it is printed: its amount in soles, or nothing, and what else is given."""

    position: int
    name: str
    amount: str
    given: str
    minimum: int
    is_named: bool = False  # the jury names who gets it


@dataclass(frozen=True)
class Facts:
    """Everything that minutes are drafted from, but for the secretary's words."""

    event: Mapping[str, Any]
    rules: Mapping[str, Any] | None
    order: Mapping[str, Any]  # number, hashes and instant of the frozen order
    frozen: Frozen  # as everybody gets it: below the public places entries have pseudonyms
    projects: Mapping[str, Named]
    received: int
    excluded: Mapping[str, Named]  # what was received and is not in the order
    criteria: Mapping[int, Mapping[str, str]]  # number of the round → the names of its criteria
    prizes: Sequence[Prize]
    quorum: int
    jurors: Mapping[str, str] = field(default_factory=dict)  # code → name
    on_paper: int = 0  # of the sheets that counted, those that were signed on paper

    def named(self, entry: str) -> list[str]:
        """[title, team] of an entry; of a pseudonym nothing more is known."""
        project = self.projects.get(entry)
        return [entry, ""] if project is None else [project.title, project.team]

    def titles(self, entries: Sequence[str]) -> list[str]:
        return [self.named(entry)[0] for entry in entries]

    @property
    def winners(self) -> list[tuple[Prize, str]]:
        """(prize, project) of every prize that was given."""
        return [(prize, entry) for prize in self.prizes if (entry := self.frozen.awards.get(prize.position))]


@dataclass(frozen=True)
class Seal:
    """What an issued paper gets with its number: its code, its instant, and where the audit log stood."""

    number: int
    code: str
    issued_at: str
    audit_number: int
    audit_hash: str


def ground_key(position: int, entry: str) -> str:
    """The name of the text that says why this project has this prize: with another order it is another text."""
    return f"ground_{position}_{entry}"


def lacking(facts: Facts, texts: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the secretary has still to write before these minutes can be issued: (reason, values)."""
    for name, reason in OBLIGATORY:
        if not texts.get(name):
            yield reason, {}
    if texts.get("opened") and texts.get("closed") and texts["closed"] <= texts["opened"]:
        yield N_("The session closed before it opened: look at its hours."), {}
    for prize, entry in facts.winners:
        if len(texts.get(ground_key(prize.position, entry)) or "") < SHORTEST_GROUND:
            values = {"prize": prize.name, "title": facts.named(entry)[0]}
            yield N_("Say in a sentence why “%(title)s” won: %(prize)s."), values
    for entry, project in facts.excluded.items():
        if not texts.get(f"exclusion_{entry}"):
            yield N_("Say why “%(title)s” was not judged."), {"title": project.title}


def minutes_content(facts: Facts, texts: Mapping[str, Any], seal: Seal) -> dict[str, Any]:
    """What the minutes say, as JSON holds it."""
    return {
        "format": FORMAT,
        "kind": "minutes",
        **_sealed(facts.event, texts, seal),
        **{name: texts.get(name) or "" for name, _ in OBLIGATORY},
        **{name: texts.get(name) or "" for name in ("mentions", "dissent", "observations")},
        "attendants": people_in(texts.get("attendants") or ""),
        "rules": facts.rules,
        "order": facts.order,
        "note": facts.frozen.note,
        "jury": {
            "members": len(facts.frozen.judges),
            "signed": len(facts.frozen.signers),
            "quorum": facts.quorum,
            **({"on_paper": facts.on_paper} if facts.on_paper else {}),
        },
        "received": facts.received,
        "excluded": [
            [*_excluded(facts, project), texts.get(f"exclusion_{entry}") or ""]
            for entry, project in facts.excluded.items()
        ],
        "rounds": [_round(facts, part, texts) for part in facts.frozen.rounds],
        "ranking": [[place.rank, *facts.named(place.entry), place.score] for place in facts.frozen.places],
        "decisions": [
            [one.kind, facts.titles(one.entries), _prize_name(facts, one.prize), one.reason, list(one.votes)]
            for one in facts.frozen.decisions
        ],
        "ties": [facts.titles(group) for group in facts.frozen.ties],
        "prizes": [_prize(facts, prize, texts) for prize in facts.prizes],
    }


def erratum_content(
    event: Mapping[str, Any], corrected: Mapping[str, Any], texts: Mapping[str, Any], seal: Seal
) -> dict[str, Any]:
    """What an erratum says: which paper, what it says, what it should say, why."""
    return {
        "format": FORMAT,
        "kind": "erratum",
        **_sealed(event, texts, seal),
        "corrects": corrected,
        **{name: texts.get(name) or "" for name in ("says", "should_say", "reason")},
    }


def canonical(content: Mapping[str, Any]) -> str:
    """The one text of a content: keys sorted, no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """The SHA-256 of the canonical text: what is printed on the paper."""
    return sha256(text.encode()).hexdigest()


def people_in(text: str) -> list[list[str]]:
    """[name, office] of each line “name; office”."""
    pairs = (line.partition(";") for line in text.splitlines() if line.strip())
    return [[name.strip(), office.strip()] for name, _, office in pairs]


def _sealed(event: Mapping[str, Any], texts: Mapping[str, Any], seal: Seal) -> dict[str, Any]:
    return {
        "event": event,
        "language": texts.get("language") or "es",
        "number": seal.number,
        "code": seal.code,
        "issued_at": seal.issued_at,
        "audit": {"number": seal.audit_number, "hash": seal.audit_hash},
    }


def _excluded(facts: Facts, project: Named) -> list[str]:
    """[title, team]; nobody is named as left out where the rules keep the lower places from being named."""
    return [project.title, project.team] if facts.frozen.is_whole else ["–", "–"]


def _round(facts: Facts, part: Round, texts: Mapping[str, Any]) -> dict[str, Any]:
    def juror(code: str) -> str:
        return facts.jurors.get(code, code) if texts.get("names_shown") else code

    names = facts.criteria.get(part.number, {})
    return {
        "number": part.number,
        "kind": part.kind,
        "method": part.method,
        "criteria": [_criterion(names, line) for line in part.criteria],
        "ties": [names.get(key, key) for key in part.tie_criteria],
        "recused": [[facts.named(entry)[0], count] for entry, count in sorted(part.recused.items())],
        "sheets": [
            [facts.named(sheet.entry)[0], juror(sheet.judge), dict(sheet.scores), sheet.total] for sheet in part.sheets
        ],
    }


def _criterion(names: Mapping[str, str], line: Any) -> dict[str, str]:
    return {
        "key": line.id,
        "name": names.get(line.id, line.id),
        "weight": str(line.weight),
        "low": str(line.low),
        "high": str(line.high),
    }


def _prize_name(facts: Facts, position: int | None) -> str:
    return next((prize.name for prize in facts.prizes if prize.position == position), "")


def _prize(facts: Facts, prize: Prize, texts: Mapping[str, Any]) -> dict[str, Any]:
    entry = facts.frozen.awards.get(prize.position)
    said = {
        "name": prize.name,
        "amount": prize.amount,
        "given": prize.given,
        "minimum": prize.minimum,
        "project": None,
        "position": prize.position,
        "entry": entry,
    }
    if entry is None:
        decided = any(one.kind == "void" and one.prize == prize.position for one in facts.frozen.decisions)
        return said | {"void": "decided" if decided or prize.is_named else "minimum"}
    ground = texts.get(ground_key(prize.position, entry)) or ""
    return said | {"project": facts.named(entry), "ground": ground}
