"""The life of a project: which state may follow which. Handing in is a state, not a copy."""

from enum import StrEnum


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


def may_move(before: str, after: str) -> bool:
    """Whether a project in state `before` may become `after`."""
    return ProjectState(after) in MOVES[ProjectState(before)]
