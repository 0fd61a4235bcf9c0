"""A contest that was judged: scoring is closed, prizes are announced, nothing is frozen yet."""

from collections.abc import Callable
from typing import Any

from hackathon.accounts.models import Person
from hackathon.accounts.queries import person_with_email
from hackathon.database import db, transaction
from hackathon.events.models import RoleKind
from hackathon.results import actions, publication_actions, queries
from hackathon.results.models import Publication, RankingBundle
from tests.factories import CALL, DELIBERATION, give_role, person
from tests.jury.cast import Contest, set_clock
from tests.machinery.remembered import remembered

FOXES_BETTER = {"open_data": 5}


@remembered
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


def second(contest: Contest) -> Person:
    """Sol, who organises the event beside Olu; the same Sol when asked again."""
    found = person_with_email("sol@example.pe")
    if found is None:
        found = person("Sol")
        give_role(found, contest.event, RoleKind.STAFF)
    return found


def publish(contest: Contest, frozen: RankingBundle) -> Publication:
    """Sol confirms what Olu froze, and Olu publishes it."""
    sol = second(contest)
    do(contest, publication_actions.confirm, sha256=frozen.sha256, by=sol)
    made: Publication = do(contest, publication_actions.publish, sha256=frozen.sha256)
    return made


def prizes(contest: Contest) -> list[tuple[int, str | None, bool]]:
    """(position, who has it, void) of every prize, as stored."""
    db.session.expire_all()
    awards = queries.awards_of(contest.event)
    return [(award.position, award.project.slug if award.project else None, award.is_void) for award in awards]
