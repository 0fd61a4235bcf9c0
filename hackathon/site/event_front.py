"""The front of an event: which moment its clock counts to, and the one act that matters now for whoever looks. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hackathon.text import N_

# A clock of hours is for the real deadline; further away, days say it better.
HOURS_CLOCK = timedelta(hours=100)


@dataclass(frozen=True)
class Countdown:
    """To which instant, and what happens then (a gettext source)."""

    until: datetime
    words: str

    def left(self, at: datetime) -> timedelta:
        return self.until - at

    def in_hours(self, at: datetime) -> bool:
        """Whether hours and minutes are shown; else days."""
        return self.left(at) < HOURS_CLOCK


@dataclass(frozen=True)
class FirstAct:
    """The page's one action: where to, and its words (gettext sources)."""

    path: str
    words: str
    note: str = ""


def countdown(event: Any, at: datetime) -> Countdown | None:
    """The next moment that people wait for; None once the jury has everything."""
    moments = [
        ("call", "opens_at", N_("until the call opens")),
        ("registration", "opens_at", N_("until registration opens")),
        ("hacking", "opens_at", N_("until the opening")),
        ("submission", "closes_at", N_("until submissions close")),
    ]
    for name, edge, words in moments:
        window = event.window(name)
        if window is not None and at < getattr(window, edge):
            return Countdown(getattr(window, edge), words)
    return None


def first_act(event: Any, viewer: Any, at: datetime) -> FirstAct:
    """What this viewer should do now: the first that applies."""
    candidates = [
        (event.results_published_at is not None, FirstAct("results", N_("See the results"))),
        (
            viewer.has_role("juror", "jury_chair") and event.window_open("scoring", at),
            FirstAct("jury", N_("Score the projects")),
        ),
        (
            viewer.team is not None and event.window_open("submission", at),
            FirstAct("me/project", N_("Go on with our project")),
        ),
        (
            viewer.registration is not None and viewer.team is None and event.window_open("teams", at),
            FirstAct("me/team", N_("Find or found a team")),
        ),
        (viewer.registration is not None or viewer.team is not None, FirstAct("me", N_("My panel"))),
        (
            not viewer.roles and event.window_open("registration", at),
            FirstAct("register", N_("Register")),
        ),
        (_gallery_is_open(event, at), FirstAct("projects", N_("See the projects"))),
    ]
    return next((act for applies, act in candidates if applies), FirstAct("schedule", N_("See the schedule")))


def _gallery_is_open(event: Any, at: datetime) -> bool:
    submission = event.window("submission")
    return submission is not None and submission.closes_at <= at
