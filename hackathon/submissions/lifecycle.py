"""The life of a project: which state may follow which, and what is still missing. Handing in is a state, not a copy."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class ProjectState(StrEnum):
    """Draft until it is handed in; a submission may be taken back and replaced until the closing."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


MOVES: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.DRAFT: frozenset({ProjectState.SUBMITTED, ProjectState.WITHDRAWN}),
    ProjectState.SUBMITTED: frozenset({ProjectState.SUBMITTED, ProjectState.DRAFT, ProjectState.WITHDRAWN}),
    ProjectState.WITHDRAWN: frozenset(),
}

REQUIRED = ("title", "summary", "challenges", "data_story", "datasets", "repository_url", "licence")
"""What a project must say before it can be handed in: fields of its content, in the order of the form."""


def may_move(before: str, after: str) -> bool:
    """Whether a project in state `before` may become `after`."""
    return ProjectState(after) in MOVES[ProjectState(before)]


def missing(content: Mapping[str, Any]) -> list[str]:
    """The required fields that are still empty."""
    return [name for name in REQUIRED if not content[name]]
