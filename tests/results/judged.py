"""A contest that was judged: scoring is closed, prizes are announced, nothing is frozen yet."""

from collections.abc import Callable
from typing import Any

from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.results import actions, queries
from tests.factories import CALL, DELIBERATION
from tests.jury.cast import Contest, set_clock

FOXES_BETTER = {"open_data": 5}


def judged(**foxes: Any) -> Contest:
    """Two projects that three jurors scored and signed; scoring is closed; the usual prizes are announced."""
    contest = Contest(jurors=3)
    for juror in contest.jurors:
        contest.score(juror, "owls")
        contest.score(juror, "foxes", **foxes)
        contest.sign(juror)
    set_clock(CALL)
    do(contest, actions.announce_usual_prizes)
    set_clock(DELIBERATION)
    return contest


def do(contest: Contest, act: Callable[..., Any], *, by: Person | None = None, **values: Any) -> Any:
    """One act of Olu, or of somebody else, in a transaction."""
    with transaction() as now:
        return act(contest.event, by=contest.standing(by or contest.olu), now=now, **values)


def prizes(contest: Contest) -> list[tuple[int, str | None, bool]]:
    """(position, who has it, void) of every prize, as stored."""
    db.session.expire_all()
    awards = queries.awards_of(contest.event)
    return [(award.position, award.project.slug if award.project else None, award.is_void) for award in awards]
