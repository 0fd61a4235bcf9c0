"""A rubric as a text of its own: what a form writes, what a file holds, and the templates that an organiser may take.

A file is `minka-rubric-1`: a JSON object that is easy to read and to edit. The templates are such files, one each, in
`template_files/`; the SHA-256 of a rubric's file is the fingerprint that is kept at the first signature.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from hackathon.database import Words
from hackathon.jury.rubric_models import Criterion, CriterionKind, Rubric

FORMAT = "minka-rubric-1"
FOLDER = Path(__file__).parent / "template_files"
DEFAULT = "open-data"


@dataclass(frozen=True)
class CriterionText:
    """A criterion in words. `key` is None for a new one; anchors are words by level, of a gate by answer."""

    key: str | None
    name: Words
    help: Words
    weight: int
    anchors: dict[int, Words]
    kind: CriterionKind = CriterionKind.SCORE

    @property
    def is_gate(self) -> bool:
        return self.kind == CriterionKind.GATE

    @property
    def anchor_of(self) -> dict[int, Words]:
        """The words of each level, as a stored criterion has them."""
        return self.anchors


@dataclass(frozen=True)
class RubricText:
    """A whole rubric in words, stored nowhere yet."""

    scale: tuple[int, int]
    criteria: Sequence[CriterionText]
    ties: Sequence[str] = ()
    method: str = "mean"
    name: Words = field(default_factory=lambda: Words(""))

    @property
    def scored(self) -> list[CriterionText]:
        return [criterion for criterion in self.criteria if not criterion.is_gate]

    @property
    def gates(self) -> list[CriterionText]:
        return [criterion for criterion in self.criteria if criterion.is_gate]


@dataclass(frozen=True)
class RubricTemplate:
    """A rubric to begin with; the note says for which kind of event, and whose style it follows."""

    key: str
    note: Words
    text: RubricText


def template_keys() -> list[str]:
    """The names of the templates, the default first."""
    return sorted((path.stem for path in FOLDER.glob("*.json")), key=lambda key: (key != DEFAULT, key))


@cache
def template_named(key: str) -> RubricTemplate | None:
    """The template of this name; None when there is none."""
    if key not in template_keys():
        return None
    content = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    text = RubricText(
        name=Words(**content["name"]),
        scale=(content["scale"][0], content["scale"][1]),
        method=content["method"],
        ties=tuple(content["ties"]),
        criteria=tuple(_criterion_in(line) for line in content["criteria"]),
    )
    return RubricTemplate(key, Words(**content["note"]), text)


def _criterion_in(line: dict[str, Any]) -> CriterionText:
    return CriterionText(
        key=line["key"],
        kind=CriterionKind(line["kind"]),
        weight=line["weight"],
        name=Words(**line["name"]),
        help=Words(**line["help"]),
        anchors={int(level): Words(**words) for level, words in line["anchors"].items()},
    )


def rubric_in_words(rubric: Rubric) -> RubricText:
    """What a stored rubric says."""
    return RubricText(
        name=rubric.name,
        scale=(rubric.scale_low, rubric.scale_high),
        method=rubric.method,
        ties=tuple(rubric.tie_criteria),
        criteria=tuple(
            CriterionText(line.key, line.name, line.help, line.weight, line.anchor_of, CriterionKind(line.kind))
            for line in rubric.criteria
        ),
    )


def write_words(criterion: Criterion, text: CriterionText, *, position: int) -> None:
    """Make a stored criterion say this."""
    criterion.position, criterion.kind, criterion.weight = position, text.kind, text.weight
    criterion.name, criterion.help = text.name, text.help
    words = text.anchors
    criterion.anchors = [{"level": level, "es": words[level].es, "en": words[level].en} for level in sorted(words)]


def rubric_file(rubric: Rubric) -> str:
    """The rubric as its file: everything that scores, counts and breaks ties, and every word that jurors read."""
    text = rubric_in_words(rubric)
    content = {
        "format": FORMAT,
        "name": _pair(text.name),
        "scale": list(text.scale),
        "method": text.method,
        "ties": list(text.ties),
        "criteria": [
            {
                "key": line.key,
                "kind": str(line.kind),
                "weight": line.weight,
                "name": _pair(line.name),
                "help": _pair(line.help),
                "anchors": {str(level): _pair(words) for level, words in line.anchors.items()},
            }
            for line in text.criteria
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def fingerprint(rubric: Rubric) -> str:
    """The SHA-256 of the rubric's file. Kept at the first signature: whoever has the file can compute it again."""
    return sha256(rubric_file(rubric).encode()).hexdigest()


def _pair(words: Words) -> dict[str, str]:
    return {"es": words.es, "en": words.en}
