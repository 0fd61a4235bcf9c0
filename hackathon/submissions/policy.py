"""Who may write, hand in and see a project. The window `submission` decides, at the one instant it is asked with."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.events.models import Event
from hackathon.permissions import Standing, permission
from hackathon.show import local_time
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project
from hackathon.text import N_

TEAM_ONLY = N_("Only the team can edit its project.")
WITHDRAWN = N_("This project was withdrawn from the event.")


def is_own(person: Standing, project: Project) -> bool:
    return person.team is not None and person.team.id == project.team_id


def is_over(event: Event, at: datetime) -> bool:
    """Whether no project can be handed in any more."""
    window = event.window("submission")
    return window is not None and window.closes_at <= at


def is_shown(event: Event, at: datetime) -> bool:
    """Whether the event's handed-in projects are public: from the closing of `submission` on, for all at once.

    Where the jury judges without names they wait for the results: a juror reads what everybody can read.
    """
    return is_over(event, at) and not event.hides_names


def _while_open(event: Event, at: datetime) -> Iterator[tuple[Any, ...]]:
    window = event.window("submission")
    yield window is not None, N_("The organisers have not said yet when projects can be handed in.")
    assert window is not None
    opens, closes = (local_time(moment, event.timezone, "full") for moment in (window.opens_at, window.closes_at))
    yield window.opens_at <= at, N_("Projects can be saved from %(moment)s on."), {"moment": opens}
    yield (
        at < window.closes_at,
        N_("Submissions closed on %(moment)s: nothing can be saved any more."),
        {"moment": closes},
    )


@permission("submissions.see_own")
def may_see_own(person: Standing, project: Project, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The team whose project it is, drafts included; organisers, jurors and administrators do not see drafts."""
    yield (
        person.team is not None,
        N_("You are in no team of this event yet. Found one or join one: its project is here."),
    )
    yield is_own(person, project), TEAM_ONLY


@permission("submissions.edit")
def may_edit(person: Standing, project: Project, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The project's team, while `submission` is open (its closing instant is too late), unless it was withdrawn."""
    yield is_own(person, project), TEAM_ONLY
    yield project.state != ProjectState.WITHDRAWN, WITHDRAWN
    yield from _while_open(project.event, at)


@permission("submissions.submit")
def may_submit(person: Standing, project: Project, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The project's team, while `submission` is open and the project is a draft; what is missing is told apart."""
    yield is_own(person, project), TEAM_ONLY
    yield project.state != ProjectState.WITHDRAWN, WITHDRAWN
    yield from _while_open(project.event, at)
    yield not project.is_submitted, N_("This project is handed in already. Each save replaces it until the closing.")


@permission("submissions.take_back")
def may_take_back(person: Standing, project: Project, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The project's team, while `submission` is open and the project is handed in."""
    yield is_own(person, project), TEAM_ONLY
    yield project.is_submitted, N_("This project is not handed in, so there is nothing to take back.")
    yield from _while_open(project.event, at)


@permission("submissions.withdraw")
def may_withdraw(person: Standing, project: Project, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The project's team, with its last member, once."""
    yield is_own(person, project), TEAM_ONLY
    yield project.state != ProjectState.WITHDRAWN, WITHDRAWN


@permission("submissions.oversee")
def may_oversee(person: Standing, event: Event, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event: which teams handed in and when, never what a draft says."""
    yield person.is_organiser, N_("Only the organisers of this event see this list.")
