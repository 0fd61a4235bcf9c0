"""What a team reads of its own once the results are published: each juror's scores under a letter, and how sure they are.

It reads the complete bundle, and gives away this one project's part of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury.outcome import comments_to_team
from hackathon.permissions import Standing
from hackathon.results import reading
from hackathon.results.merit import DecisionKind
from hackathon.results.publication_queries import kept_content, published_bundle
from hackathon.results.showing import published_event
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class OwnRound:
    """One round: the criteria asked for, and a row of scores and a total for each juror."""

    number: int
    kind: str
    criteria: Sequence[str]
    rows: Sequence[tuple[str, Mapping[str, str], float | None]]


@dataclass(frozen=True)
class OwnResults:
    """A team's own results; `line` is None when the jury did not judge its project. `pseudonym` stands for it in files,
    `mentions` are the reasons of its honourable mentions."""

    project: Project | None
    line: reading.Line | None
    rounds: Sequence[OwnRound]
    comments: Sequence[str]
    pseudonym: str
    mentions: Sequence[str] = ()


def event_with_own(viewer: Standing, event: str) -> Event | None:
    """An event whose results are out, for whoever was in one of its teams."""
    return published_event(viewer, event) if viewer.team is not None else None


def own_results(event: Event, team: Any) -> OwnResults:
    """What belongs to this team's project."""
    found = select(Project).where(Project.team_id == team.id, Project.event_id == event.id)
    project = db.session.scalars(found).one_or_none()
    content = kept_content(event)
    line = next((one for one in reading.lines_of(content, {}, {}) if project and one.entry == project.slug), None)
    if project is None or line is None:
        return OwnResults(project, None, (), (), "")
    rounds = [one for part in content["rounds"] if (one := _round(content, part, project.slug)).rows]
    mentions = [
        one["reason"]
        for one in content["decisions"]
        if one["kind"] == DecisionKind.MENTION and project.slug in one["entries"]
    ]
    pseudonym = published_bundle(event).pseudonyms.get(project.slug, "")[1:]
    return OwnResults(project, line, rounds, comments_to_team(project), pseudonym, mentions)


def _round(content: Mapping[str, Any], part: Mapping[str, Any], slug: str) -> OwnRound:
    called = reading.letters(content)
    totals = dict(reading.totals_of(content).get((part["number"], slug), ()))
    sheets: dict[str, dict[str, str]] = {}
    for judge, entry, criterion, score in part["judgements"]:
        if entry == slug:
            sheets.setdefault(called[judge], {})[criterion] = score
    rows = [(who, sheet, totals.get(who)) for who, sheet in sorted(sheets.items())]
    criteria = [criterion["id"] for criterion in part["contest"]["criteria"]]
    return OwnRound(part["number"], part["kind"], criteria, rows)
