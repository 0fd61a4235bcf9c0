"""A jury that deliberates, its chair Chi: what the tests about it do and look at."""

import json
from collections.abc import Callable
from typing import Any

from hackathon import audit
from hackathon.accounts.models import Person
from hackathon.database import Words, db, transaction
from hackathon.jury import invitation_actions
from hackathon.results import actions, deliberation_actions, deliberation_queries, evidence
from hackathon.results.bundle import Content
from hackathon.submissions.models import ProjectChallenge
from tests.factories import CALL, DELIBERATION
from tests.jury.cast import Contest, set_clock
from tests.machinery.remembered import remembered
from tests.project_builders import challenge
from tests.results.judged import do

MARKS = {"owls": (5, 3, 4), "foxes": (3, 5, 4), "team-02": (3, 4, 4), "team-03": (1, 0, 1)}
"""What Chi, Eva and Dan give on two criteria: owls and foxes are tied, the next is not told apart from them, the last is."""


@remembered
def deliberating() -> Contest:
    """Four projects before a jury whose chair is Chi: a tie, a close one, one far behind; prizes of every kind."""
    contest = Contest(projects=4, jurors=3)
    for number, juror in enumerate(contest.jurors):
        for slug, marks in MARKS.items():
            mark = marks[number]
            contest.score(
                juror, slug, open_data=mark, public_impact=mark, comment=f"Lo que {juror.name} vio en {slug}."
            )
        contest.sign(juror)
    answered = challenge(contest.event, code="R1")
    with transaction() as now:
        invitation_actions.name_chair(contest.invitation("chi@example.pe"), by=contest.standing(contest.olu), now=now)
        for slug in ("team-02", "team-03"):
            project = next(one for one in contest.projects if one.slug == slug)
            db.session.add(ProjectChallenge(project_id=project.id, challenge_id=answered.id))
        audit.record("test.answers", contest.event, by=None, now=now)
    set_clock(CALL)
    do(contest, actions.announce_usual_prizes)
    special = {"place": None, "criterion": "", "prize": Words(""), "amount": None, "minimum": 60}
    do(contest, actions.add_prize, goes_to="challenge", challenge="R1", name=Words("Mejor alerta"), **special)
    do(contest, actions.add_prize, goes_to="named", challenge="", name=Words("Mejor código"), **special)
    set_clock(DELIBERATION)
    return contest


WHY = "Su historia de datos es la más honesta."


NEAR = ["foxes", "owls", "team-02"]


CODE = 6  # the prize that the jury names somebody for


def by_chair(contest: Contest, act: Callable[..., Any], **values: Any) -> Any:
    return do(contest, act, by=contest.jurors[0], **values)


def order(contest: Contest, *entries: str, reason: str = WHY) -> Any:
    return by_chair(contest, deliberation_actions.decide_order, entries=list(entries), reason=reason)


def frozen(contest: Contest) -> Content:
    content: Content = json.loads(do(contest, actions.freeze, note="").content)
    return content


def standing_order(contest: Contest) -> list[tuple[str, int]]:
    db.session.rollback()
    return [(line.entry, line.rank) for line in evidence.order_of_merit(contest.event).lines]


def asked(contest: Contest, *entries: str) -> None:
    by_chair(contest, deliberation_actions.open_ballot, entries=list(entries))


def vote(contest: Contest, juror: Person, entry: str) -> None:
    with transaction() as now:
        paper = newest_paper(contest, juror)
        deliberation_actions.vote(paper, entry=entry, by=contest.standing(juror), now=now)


def newest_paper(contest: Contest, juror: Person) -> Any:
    ballot = deliberation_queries.ballots_of(contest.event)[0]
    return deliberation_queries.paper_to_fill_in(contest.standing(juror), "libertad", ballot.public_id)


def close(contest: Contest) -> None:
    with transaction() as now:
        chi = contest.jurors[0]
        deliberation_actions.close_ballot(newest_paper(contest, chi), by=contest.standing(chi), now=now)


def take_back(contest: Contest, decision: str) -> None:
    with transaction() as now:
        chi = contest.standing(contest.jurors[0])
        found = deliberation_queries.decision_to_take_back(chi, "libertad", decision)
        deliberation_actions.take_back(contest.event, found.decision, reason="Fue un error.", by=chi, now=now)
