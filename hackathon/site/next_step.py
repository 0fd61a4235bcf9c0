"""What somebody should do next in an event, pure: one step, chosen from what is so and what the timetable allows."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps in the order of the way; the page has the words for each."""

    REGISTER = "register"
    TOO_LATE = "too_late"
    TEAM = "team"
    NO_TEAM = "no_team"
    INVITE = "invite"
    PREPARE = "prepare"
    WRITE = "write"
    SUBMIT = "submit"
    IMPROVE = "improve"
    NOT_SUBMITTED = "not_submitted"
    WAIT = "wait"
    RESULTS = "results"


@dataclass(frozen=True)
class Situation:
    """What is so for one person at one instant."""

    may_register: bool = False
    is_registered: bool = False
    members: int = 0
    members_needed: int = 1
    may_change_team: bool = False
    submission: str = "before"  # before, open, over
    is_written: bool = False
    is_submitted: bool = False
    results_are_public: bool = False


def next_step(so: Situation) -> Step:
    """The one thing to do now, or what to wait for."""
    if so.results_are_public:
        return Step.RESULTS
    if not so.is_registered:
        return Step.REGISTER if so.may_register else Step.TOO_LATE
    if not so.members:
        return Step.TEAM if so.may_change_team else Step.NO_TEAM
    if so.members < so.members_needed and so.may_change_team:
        return Step.INVITE
    return _with_project(so)


def _with_project(so: Situation) -> Step:
    if so.submission == "before":
        return Step.PREPARE
    if so.submission == "over":
        return Step.WAIT if so.is_submitted else Step.NOT_SUBMITTED
    if so.is_submitted:
        return Step.IMPROVE
    return Step.SUBMIT if so.is_written else Step.WRITE
