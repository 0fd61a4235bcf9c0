"""The timetable of visits: when which juror comes to which project, and where that is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hackathon import audit
from hackathon.errors import RuleBroken
from hackathon.jury import round_policy, round_queries
from hackathon.jury.models import JudgingRound
from hackathon.jury.visits import panels, visits
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def plan_visits(
    judging: JudgingRound,
    *,
    begins: datetime,
    minutes: int,
    together: bool,
    places: Sequence[str],
    by: Standing,
    now: datetime,
) -> int:
    """Give every seat of an open round its hour, and every project its place; how many turns that takes."""
    ensure(round_policy.may_plan_visits(by, judging, at=now))
    seats = [seat for seat in round_queries.seats_of(judging) if seat.recusal is None]
    slugs = sorted({seat.project.slug for seat in seats})
    if places and len(places) != len(slugs):
        raise RuleBroken(
            N_("There are %(projects)s projects and %(places)s places: write one line for each, or none at all."),
            field="places",
            projects=len(slugs),
            places=len(places),
        )
    numbers = [str(number) for number in range(1, len(slugs) + 1)]
    turns = (panels if together else visits)([(str(seat.juror_id), seat.project.slug) for seat in seats])
    for seat in seats:
        turn = turns[str(seat.juror_id), seat.project.slug]
        seat.visit_at = begins + turn * timedelta(minutes=minutes)
    judging.visit_minutes, judging.places = minutes, dict(zip(slugs, places or numbers, strict=True))
    audit.record("jury.visits_planned", judging, by=by, now=now)
    return len(set(turns.values()))
