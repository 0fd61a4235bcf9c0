"""What a project says, as one value, and the hash that proves it. Pure.

The form makes a Draft, an action turns it into the canonical content of a version; nothing here knows a database.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

LICENCES = (
    "MIT", "Apache-2.0", "BSD-3-Clause", "MPL-2.0", "EUPL-1.2", "GPL-3.0", "AGPL-3.0", "CC0-1.0", "CC-BY-4.0",
    "CC-BY-SA-4.0", "other",
)  # fmt: skip
MOST_CHALLENGES = 5
MOST_DATASETS = 20
LONGEST_TEXT = 20_000
LONGEST_HOW = 500


@dataclass(frozen=True)
class Use:
    """A dataset by its own address here (`portal/dataset`), and how the project uses it."""

    ref: str
    how: str = ""


@dataclass(frozen=True)
class Draft:
    """Everything a team writes about its project, as one save hands it in."""

    title: str = ""
    summary: str = ""
    problem: str = ""
    solution: str = ""
    data_story: str = ""
    repository_url: str = ""
    repository_ref: str = ""
    demo_url: str = ""
    video_url: str = ""
    licence: str = ""
    third_parties: str = ""
    challenges: tuple[str, ...] = ()
    datasets: tuple[Use, ...] = ()

    def used_once(self) -> tuple[Use, ...]:
        """Its datasets, each once: of two rows for the same dataset the first one counts."""
        first: dict[str, Use] = {}
        for use in self.datasets:
            first.setdefault(use.ref, use)
        return tuple(first.values())


TEXTS = tuple(field.name for field in fields(Draft) if field.name not in {"challenges", "datasets"})


def content_of(draft: Draft, *, used: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The whole content of a version. `used` is what each dataset said of itself when it was picked, with `how`."""
    texts = {name: getattr(draft, name) for name in TEXTS}
    return texts | {
        "challenges": sorted(draft.challenges),
        "datasets": sorted((dict(one) for one in used), key=lambda one: (one["portal"], one["dataset"])),
    }


def canonical(content: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces: one text for one meaning."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical JSON, UTF-8: anybody can compute it again."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
