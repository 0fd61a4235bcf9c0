"""The life of a data request: which state may follow which, and what must be said with each. Pure."""

from enum import StrEnum


class RequestState(StrEnum):
    """How far a request is. A question about a dataset is `published` once its answer is there to be read."""

    NEW = "new"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by whoever asked: its words are gone, and nobody reads it any more


OPEN = frozenset({RequestState.NEW, RequestState.IN_REVIEW, RequestState.ACCEPTED})
"""Somebody still waits for something: these can be supported, and count as demand."""
SHOWN = [state for state in RequestState if state != RequestState.WITHDRAWN]

MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.NEW: frozenset(set(SHOWN) - {RequestState.NEW}),
    RequestState.IN_REVIEW: frozenset({RequestState.ACCEPTED, RequestState.PUBLISHED, RequestState.DECLINED}),
    # Accepted again: the same promise with another date or unit, and the reason why.
    RequestState.ACCEPTED: frozenset({RequestState.ACCEPTED, RequestState.PUBLISHED, RequestState.DECLINED}),
    RequestState.PUBLISHED: frozenset({RequestState.IN_REVIEW}),
    RequestState.DECLINED: frozenset({RequestState.IN_REVIEW}),
    RequestState.WITHDRAWN: frozenset(),
}

NEEDED: dict[RequestState, tuple[str, ...]] = {
    RequestState.ACCEPTED: ("responsible_unit", "promised_on"),
    RequestState.PUBLISHED: ("answer",),
    RequestState.DECLINED: ("answer",),
}
"""What must be said with a state: whoever asked is owed a unit and a date, where to find the data, or a reason."""


def may_move(before: str, after: str) -> bool:
    """Whether a request in state `before` may become `after`."""
    return RequestState(after) in MOVES[RequestState(before)]


def next_states(before: str) -> list[RequestState]:
    """What may follow `before`, in the order in which a request usually goes."""
    return [state for state in RequestState if may_move(before, state)]


def is_open(state: str) -> bool:
    return RequestState(state) in OPEN


def missing(state: str, **said: object) -> list[str]:
    """The parts that this state needs and that were not said."""
    return [part for part in NEEDED.get(RequestState(state), ()) if not said.get(part)]
