"""The timetable of visits as people read it: by hour, who comes to whom, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hackathon.jury import invitation_queries, round_queries
from hackathon.jury.models import JudgingRound
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class Visit:
    """One juror at one project, at an hour and a place."""

    at: datetime
    juror: str
    project: Project
    place: str


@dataclass(frozen=True)
class VisitTable:
    """The visits of a round in the order of their hours; the projects in the order in which places are written."""

    projects: Sequence[Project]
    visits: Sequence[Visit]
    typed_places: list[str]

    @property
    def begins(self) -> datetime | None:
        return self.visits[0].at if self.visits else None

    @property
    def by_hour(self) -> list[tuple[datetime, list[Visit]]]:
        return [(at, list(group)) for at, group in groupby(self.visits, key=lambda visit: visit.at)]


def visits_of(judging: JudgingRound) -> VisitTable:
    """Who visits whom, when and where."""
    names = invitation_queries.names_by_person(judging.event)
    seats = [seat for seat in round_queries.seats_of(judging) if seat.recusal is None]
    projects = {seat.project.slug: seat.project for seat in seats}
    found = [
        Visit(seat.visit_at, names.get(seat.juror_id, ""), seat.project, judging.places.get(seat.project.slug, ""))
        for seat in seats
        if seat.visit_at is not None
    ]
    ordered = sorted(found, key=lambda visit: (visit.at, visit.project.slug, visit.juror))
    return VisitTable(list(projects.values()), ordered, [judging.places.get(slug, "") for slug in projects])
