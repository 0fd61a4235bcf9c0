"""After the publication: winners are checked, and what was wrong is corrected beside the results, never in them."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import Words, db
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.outbox import Mail
from hackathon.results import actions, erratum_actions, publication_queries, queries, showing
from hackathon.results.models import CheckKind, Erratum, RankingBundle
from tests.jury.cast import Contest
from tests.results.judged import FOXES_BETTER, do, judged, prizes, publish

pytestmark = pytest.mark.usefixtures("session")
WHY = Words(es="El código no era del equipo.", en="")


def published() -> Contest:
    contest = judged(**FOXES_BETTER)
    publish(contest, do(contest, actions.freeze, note=""))
    return contest


def award(contest: Contest, position: int = 1):
    return next(one for one in queries.awards_of(contest.event) if one.position == position)


def on_award(contest: Contest, act, *, position: int = 1, **values):
    return do(contest, lambda _event, **more: act(award(contest, position), **more), **values)


def results_of(contest: Contest) -> showing.PublishedResults:
    db.session.expire_all()
    found = showing.published_results(contest.event)
    assert found is not None
    return found


def test_winners_are_provisional_until_each_of_them_is_checked_in_everything() -> None:
    contest = published()

    for position in (1, 2):  # the first also has the special prize: it is looked at once
        assert results_of(contest).is_provisional
        for kind in CheckKind:
            on_award(contest, erratum_actions.tick, position=position, kind=kind)

    assert not results_of(contest).is_provisional
    check = publication_queries.checks_of(contest.event)[award(contest).project_id or 0][0]
    assert (check.kind, check.checked_by.name) == ("identity", "Olu")


def test_a_check_is_ticked_once_by_an_organiser_for_a_prize_that_was_given() -> None:
    contest = published()
    on_award(contest, erratum_actions.tick, kind=CheckKind.CODE)

    with pytest.raises(NotAllowed, match="Only the organisers"):
        on_award(contest, erratum_actions.tick, kind=CheckKind.CODE, by=contest.captains[0])
    db.session.rollback()
    with pytest.raises(NotAllowed, match="Nobody has this prize"):
        on_award(contest, erratum_actions.tick, position=3, kind=CheckKind.CODE)
    db.session.rollback()
    with pytest.raises(RuleBroken, match="no such check"):
        on_award(contest, erratum_actions.tick, kind="colour")


def test_whoever_fails_is_replaced_by_the_next_in_order_by_a_public_erratum() -> None:
    contest = published()
    for kind in CheckKind:
        on_award(contest, erratum_actions.tick, kind=kind)
    before = db.session.scalars(select(RankingBundle.content)).one()

    erratum = on_award(contest, erratum_actions.disqualify, text=WHY)

    assert (erratum.number, erratum.moves) == (1, [[1, "foxes", "owls"], [2, "owls", None], [4, "foxes", "owls"]])
    assert prizes(contest) == [(1, "owls", False), (2, None, True), (3, None, True), (4, "owls", False)]
    assert [(line.slug, line.rank, line.erratum) for line in results_of(contest).lines] == [
        ("owls", 1, None),
        ("foxes", None, 1),
    ]
    assert results_of(contest).is_provisional  # the new winner is checked in turn
    assert db.session.scalars(select(RankingBundle.content)).one() == before


def test_errata_are_numbered_and_everybody_who_took_part_is_told_once() -> None:
    contest = published()
    do(contest, erratum_actions.correct, text=Words(es="El nombre del equipo estaba mal.", en=""))
    second = do(contest, erratum_actions.correct, text=Words(es="La ronda se repite.", en=""), annuls=True)

    jobs.run_due()
    jobs.HANDLERS["results.tell_erratum"](second.id)

    assert [(one.number, one.kind) for one in db.session.scalars(select(Erratum).order_by(Erratum.number))] == [
        (1, "correction"),
        (2, "annulment"),
    ]
    told = list(db.session.scalars(select(Mail).where(Mail.key.like("erratum:libertad:2:%"))))
    assert len(told) == 7
    assert all("no cuenta y se vuelve a evaluar" in mail.text for mail in told)


def test_before_the_publication_there_is_nothing_to_correct() -> None:
    contest = judged(**FOXES_BETTER)

    with pytest.raises(NotAllowed, match="Nothing is published yet"):
        do(contest, erratum_actions.correct, text=WHY)


def test_an_erratum_says_something() -> None:
    contest = published()

    with pytest.raises(RuleBroken, match="Say what was wrong") as refused:
        do(contest, erratum_actions.correct, text=Words(es="", en=""))

    assert refused.value.field == "text_es"
