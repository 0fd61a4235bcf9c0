"""The hours of an event that decide something, and which of them contradict each other."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from hackathon.errors import RuleBroken
from hackathon.text import N_

Span = tuple[datetime, datetime]
NEEDED = ("registration", "teams", "submission", "hacking", "scoring")
# The phases that people read begin in this order: an event never goes back.
IN_ORDER = ("call", "registration", "hacking", "checking", "scoring")


@dataclass(frozen=True)
class Timetable:
    """Beginning, end, embargo and windows as `[opens, closes)`; `windows` holds only those that the event has."""

    starts_at: datetime
    ends_at: datetime
    embargo_ends_at: datetime | None
    windows: dict[str, Span]


def refuse_contradictions(timetable: Timetable) -> None:
    """Raise RuleBroken, naming the form's field, at the first hour that cannot be."""
    if timetable.starts_at >= timetable.ends_at:
        raise RuleBroken(N_("The event ends before it begins."), field="ends_at")
    _refuse_bad_windows(timetable.windows)
    _refuse_disorder(timetable.windows)
    submission_closes = timetable.windows["submission"][1]
    if timetable.windows["scoring"][0] < submission_closes:
        raise RuleBroken(
            N_("The jury would score projects that may still change: open scoring once submissions are closed."),
            field="scoring_opens",
        )
    if timetable.embargo_ends_at is not None and timetable.embargo_ends_at >= submission_closes:
        raise RuleBroken(N_("The challenges would be revealed after submissions are closed."), field="embargo_ends_at")


def _refuse_bad_windows(windows: dict[str, Span]) -> None:
    for name in NEEDED:
        if name not in windows:
            raise RuleBroken(N_("An event cannot be without this window: give both hours."), field=f"{name}_opens")
    for name, (opens, closes) in windows.items():
        if opens >= closes:
            raise RuleBroken(N_("This window closes before it opens."), field=f"{name}_closes")


def _refuse_disorder(windows: dict[str, Span]) -> None:
    present = [name for name in IN_ORDER if name in windows]
    for earlier, later in pairwise(present):
        if windows[later][0] < windows[earlier][0]:
            raise RuleBroken(N_("This opens before the phase that goes before it."), field=f"{later}_opens")
