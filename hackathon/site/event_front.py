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
    """The page's one action: where to, its words, and what is said beside it (gettext sources).

    `note` may name an instant, `when`: the template shows `moment` there, in the event's zone.
    """

    path: str
    words: str
    note: str = ""
    moment: datetime | None = None


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
    """What this viewer should do now: the first that applies; else the schedule, with the reason."""
    candidates = [
        (event.results_published_at is not None, FirstAct("results", N_("See the results"))),
        (
            viewer.has_role("juror", "jury_chair") and event.window_open("scoring", at),
            FirstAct("jury", N_("Score the projects"), N_("Scoring closes %(when)s."), _closing(event, "scoring")),
        ),
        *_of_a_participant(event, viewer, at),
        (
            not viewer.roles and event.window_open("registration", at),
            FirstAct("register", N_("Register"), N_("Registration closes %(when)s."), _closing(event, "registration")),
        ),
        (_is_over(event, "submission", at), FirstAct("projects", N_("See the projects"))),
    ]
    return next((act for applies, act in candidates if applies), _waiting(event, viewer, at))


def _of_a_participant(event: Any, viewer: Any, at: datetime) -> list[tuple[bool, FirstAct]]:
    is_in = viewer.registration is not None or viewer.team is not None
    return [
        (
            viewer.team is not None and event.window_open("submission", at),
            FirstAct(
                "me/project",
                N_("Go on with our project"),
                N_("Submissions close %(when)s."),
                _closing(event, "submission"),
            ),
        ),
        (
            is_in and viewer.team is None and event.window_open("teams", at),
            FirstAct("me/team", N_("Find or found a team"), N_("Teams close %(when)s."), _closing(event, "teams")),
        ),
        (is_in, FirstAct("me", N_("My panel"))),
    ]


def _waiting(event: Any, viewer: Any, at: datetime) -> FirstAct:
    """Nothing can be done but read: why, and from when."""
    registration = event.window("registration")
    if viewer.roles or registration is None:
        return FirstAct("schedule", N_("See the schedule"))
    if at < registration.opens_at:
        return FirstAct("schedule", N_("See the schedule"), N_("Registration opens %(when)s."), registration.opens_at)
    return FirstAct("schedule", N_("See the schedule"), N_("Registration closed %(when)s."), registration.closes_at)


def _closing(event: Any, name: str) -> datetime | None:
    window = event.window(name)
    return window.closes_at if window is not None else None


def _is_over(event: Any, name: str, at: datetime) -> bool:
    closes = _closing(event, name)
    return closes is not None and closes <= at
