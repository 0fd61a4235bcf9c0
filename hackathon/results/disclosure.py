"""How far down the order of merit is public: below it entries are told by pseudonyms, everywhere.

Pure. The public bundle is computed anew from renamed evidence, so that no order of names tells who is who.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hackathon.results import bundle
from hackathon.results.bundle import Content

MARK = "~"
"""Begins every pseudonym, and no address of a project."""


def disclosed_entries(content: Mapping[str, Any]) -> set[str]:
    """Entries that the public learns by name: the places that the rules make public, prizes, mentions."""
    places = content["public_places"]
    named = {
        line["entry"]
        for line in content["order"]
        if places is None or (line["score"] is not None and line["rank"] <= places)
    }
    named |= {entry for _, entry in content["awards"] if entry is not None}
    return named.union(*(one["entries"] for one in content["decisions"] if one["kind"] == "mention"))


def pseudonyms_for(content: Mapping[str, Any], draw: Callable[[], str]) -> dict[str, str]:
    """Entry → a drawn name for everybody who is not public, each another one."""
    disclosed = disclosed_entries(content)
    drawn: dict[str, str] = {}
    for entry in sorted(every_entry(content) - disclosed):
        name = MARK + draw()
        while name in drawn.values():
            name = MARK + draw()
        drawn[entry] = name
    return drawn


def every_entry(content: Mapping[str, Any]) -> set[str]:
    """Whoever is named anywhere: those who were refused at a gate too."""
    parts = content["rounds"]
    ranked = {line["entry"] for line in content["order"]}
    return ranked | {row[0] for part in parts for row in part["gates"] + part["coverage"]}


def public_content(complete: Content, names: Mapping[str, str]) -> Content:
    """The same results under these names. Challenges of entries without a name are left out: they would tell."""

    def called(entry: str) -> str:
        return names.get(entry, entry)

    evidence = {
        **complete,
        "scope": bundle.PUBLIC,
        "complete_sha256": bundle.hash_of(bundle.text_of(complete)),
        "rounds": [_renamed(part, called) for part in complete["rounds"]],
        "answers": {entry: codes for entry, codes in complete["answers"].items() if entry not in names},
        "decisions": [{**one, "entries": list(map(called, one["entries"]))} for one in complete["decisions"]],
    }
    return bundle.completed(evidence)


def _renamed(part: Mapping[str, Any], called: Callable[[str], str]) -> Content:
    contest = {**part["contest"], "entries": sorted(map(called, part["contest"]["entries"]))}
    return {
        **part,
        "contest": contest,
        "judgements": _rows((judge, called(entry), *rest) for judge, entry, *rest in part["judgements"]),
        "excluded": _rows((judge, called(entry), *rest) for judge, entry, *rest in part["excluded"]),
        "gates": _rows((called(entry), *rest) for entry, *rest in part["gates"]),
        "coverage": _rows((called(entry), *rest) for entry, *rest in part["coverage"]),
    }


def _rows(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    return sorted(map(list, rows))
