"""The open data of an event: its projects, the data that they used, scores by pseudonym, results; and their catalogue.

Each table is public when its page is: projects from the closing of submissions on, scores and results from the
publication on. The catalogue is a `data.json` (DCAT-US 1.1), so that a portal, ours too, can harvest an event.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hackathon import csv_text
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.results.showing import PublishedResults, published_results
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset
from hackathon.submissions.policy import is_shown
from hackathon.text import N_

Row = Sequence[Any]
SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"


@dataclass(frozen=True)
class Table:
    """One table: what it is called and holds, in words; its columns; and its rows, read when they are asked for."""

    key: str
    title: str
    about: str
    columns: Sequence[str]
    read: Callable[[Event], list[Row]]
    after_results: bool

    def is_public(self, event: Event, at: datetime) -> bool:
        """Whether everybody may read it now."""
        if event.is_recorded:
            return False
        return event.results_published_at is not None if self.after_results else is_shown(event, at)

    def as_csv(self, event: Event) -> str:
        return csv_text.csv_of(self.columns, self.read(event))

    def as_json(self, event: Event) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.read(event)]


def _projects(event: Event) -> list[Row]:
    return [
        (
            project.slug,
            project.title,
            project.summary,
            project.team.name,
            " ".join(sorted(link.challenge.code for link in project.challenge_links)),
        )
        for project in _handed_in(event)
    ]


def _datasets_used(event: Event) -> list[Row]:
    return [
        (
            project.slug,
            *(link.said.get(key, "") for key in ("portal", "dataset", "title", "publisher", "licence", "url")),
            link.how,
        )
        for project in _handed_in(event)
        for link in sorted(project.dataset_links, key=lambda link: link.ref)
    ]


def _handed_in(event: Event) -> Sequence[Project]:
    found = (
        select(Project)
        .where(Project.event_id == event.id, Project.state == ProjectState.SUBMITTED)
        .options(
            joinedload(Project.team),
            selectinload(Project.dataset_links).joinedload(ProjectDataset.dataset),
            selectinload(Project.challenge_links).joinedload(ProjectChallenge.challenge),
        )
    )
    return db.session.scalars(found.order_by(Project.slug)).all()


def _results(event: Event) -> list[Row]:
    results = _published(event)
    return [
        (
            line.rank,
            line.entry,
            line.slug or "",
            line.score,
            line.round,
            "; ".join(award.name.es for award in results.awards_for(line.slug)),
            line.erratum,
        )
        for line in results.lines
    ]


def _scores(event: Event) -> list[Row]:
    return [(part["number"], *row) for part in _published(event).content["rounds"] for row in part["judgements"]]


def _published(event: Event) -> PublishedResults:
    results = published_results(event)
    assert results is not None  # the table is public only then
    return results


TABLES = {
    table.key: table
    for table in (
        Table(
            "projects",
            N_("Projects"),
            N_("What the teams handed in: title, summary, team, and the challenges that it answers."),
            ("project", "title", "summary", "team", "challenges"),
            _projects,
            after_results=False,
        ),
        Table(
            "datasets-used",
            N_("Data that the projects used"),
            N_("For each project the datasets that it builds on: portal, publisher, licence, address, and how."),
            ("project", "portal", "dataset", "title", "publisher", "licence", "url", "how"),
            _datasets_used,
            after_results=False,
        ),
        Table(
            "results",
            N_("Results"),
            N_("The order of merit with prizes; below the public places projects have pseudonyms."),
            ("rank", "entry", "project", "score", "round", "prizes", "erratum"),
            _results,
            after_results=True,
        ),
        Table(
            "scores",
            N_("Scores"),
            N_("Every score that counted, by round, criterion and juror; jurors appear by a code."),
            ("round", "judge", "entry", "criterion", "score"),
            _scores,
            after_results=True,
        ),
    )
}


def public_tables(event: Event, at: datetime) -> list[Table]:
    """The tables that everybody may read now."""
    return [table for table in TABLES.values() if table.is_public(event, at)]
