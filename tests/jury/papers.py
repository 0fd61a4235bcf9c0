"""Acts around paper sheets, each in a transaction of its own, as the staff of an event does them."""

from typing import Any

from hackathon.database import db, transaction
from hackathon.events.models import RoleKind
from hackathon.jury import exclusion_actions, paper_actions, paper_queries
from hackathon.jury.models import JuryAssignment
from tests.factories import give_role, person
from tests.jury.cast import FULL, Contest


def staff(contest: Contest, name: str) -> Any:
    """Somebody of the staff of Olu's event."""
    someone = person(name)
    give_role(someone, contest.event, RoleKind.STAFF)
    return someone


def paper(contest: Contest, by: Any, juror: int = 0, slug: str = "owls") -> JuryAssignment:
    """A seat as the page of its paper sheet loads it."""
    code = contest.seat(contest.jurors[juror], slug).public_id
    found = paper_queries.paper_seat(contest.standing(by), contest.event.slug, code)
    assert found is not None
    return found


def read(contest: Contest, by: Any, juror: int = 0, slug: str = "owls", comment: str = "", **changed: Any) -> None:
    """Type a sheet in: FULL, but for what is named; None leaves a gap."""
    with transaction() as now:
        seat = paper(contest, by, juror, slug)
        paper_actions.read_paper(seat, marks=FULL | changed, comment=comment, by=contest.standing(by), now=now)
    db.session.expire_all()


def reopen(contest: Contest, slug: str = "owls") -> None:
    """Give a signed sheet back to its juror, by an organiser in the chair's absence."""
    with transaction() as now:
        seat = paper(contest, contest.olu, slug=slug)
        said = {"reason": "They erred.", "absence": "The chair is ill."}
        exclusion_actions.reopen_sheet(seat, **said, by=contest.standing(contest.olu), now=now)
    db.session.expire_all()
