"""Prizes: announced before the jury scores, each for one thing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events import actions as events
from hackathon.events.models import Event
from hackathon.permissions import SYSTEM
from hackathon.results import actions, queries, showing
from hackathon.results.models import GoesTo
from tests import factories
from tests.factories import CALL, SCORING
from tests.jury.cast import Contest, set_clock
from tests.project_builders import challenge
from tests.results.judged import do, judged

pytestmark = pytest.mark.usefixtures("session")

FOURTH = {"goes_to": "place", "place": 4, "criterion": "", "challenge": ""}
PRIZE = {"name": Words("Mejor mapa", "Best map"), "prize": Words(""), "amount": Decimal(500), "minimum": 60}


def test_prizes_stand_once_the_jury_scores() -> None:
    contest = judged()
    set_clock(SCORING)

    with pytest.raises(NotAllowed, match="begun to score"):
        do(contest, actions.add_prize, **FOURTH, **PRIZE)


@pytest.mark.parametrize(
    ("changed", "words", "field"),
    [
        ({"place": None}, "for which place", "place"),
        ({"place": None, "goes_to": "criterion"}, "for which criterion", "criterion"),
        ({"place": None, "goes_to": "challenge"}, "for which challenge", "challenge"),
        ({"place": None, "goes_to": "challenge", "challenge": "R9"}, "no such challenge", "challenge"),
        ({"criterion": "innovation"}, "one thing only", "criterion"),
        ({"goes_to": "named"}, "one thing only", "place"),
        ({"place": 1}, "has a prize already", "place"),
    ],
)
def test_a_prize_is_for_one_thing_and_a_place_has_one(changed: dict[str, Any], words: str, field: str) -> None:
    contest = judged()
    set_clock(CALL)

    with pytest.raises(RuleBroken, match=words) as refused:
        do(contest, actions.add_prize, **FOURTH | changed, **PRIZE)

    assert refused.value.field == field


def test_a_prize_may_be_for_a_challenge_or_for_whom_the_jury_names() -> None:
    contest = judged()
    challenge(contest.event, code="R1")
    set_clock(CALL)

    for changed in ({"goes_to": "challenge", "challenge": "R1"}, {"goes_to": "named"}):
        do(contest, actions.add_prize, **FOURTH | {"place": None} | changed, **PRIZE)

    kept = [(award.goes_to, award.kind, award.challenge) for award in queries.awards_of(contest.event)]
    assert kept[-2:] == [("challenge", "special", "R1"), ("named", "special", "")]
    assert {goes_to for goes_to, _kind, _code in kept} == set(GoesTo)


def test_an_announced_prize_can_be_changed_and_taken_back() -> None:
    contest = judged()
    set_clock(CALL)
    do(contest, actions.add_prize, **FOURTH, **PRIZE)

    with transaction() as now:
        award = queries.award_to_edit(contest.standing(contest.olu), "libertad", "5")
        values = FOURTH | {"goes_to": "criterion", "place": None, "criterion": "innovation"} | PRIZE
        actions.edit_prize(award, **values, by=contest.standing(contest.olu), now=now)
    with transaction() as now:
        award = queries.award_to_edit(contest.standing(contest.olu), "libertad", "1")
        actions.remove_prize(award, by=contest.standing(contest.olu), now=now)

    db.session.rollback()
    kept = [(award.position, award.kind, award.criterion) for award in queries.awards_of(contest.event)]
    assert kept == [(2, "place", ""), (3, "place", ""), (4, "special", "open_data"), (5, "special", "innovation")]


def test_the_places_of_a_recorded_edition_are_taken_over_and_nothing_is_computed() -> None:
    past = recorded_edition()

    with transaction() as now:
        actions.record_places(past, [(1, "Itnovate", Words("Prevención"))], by=SYSTEM, now=now)

    db.session.rollback()
    kept = [(line.position, line.place, line.team, str(line.project)) for line in queries.recorded_results(past)]
    assert kept == [(1, 1, "Itnovate", "Prevención")]
    assert showing.published_results(past) is None


def test_an_event_that_is_run_here_is_never_recorded() -> None:
    contest = judged()

    with pytest.raises(NotAllowed, match="its results are computed"), transaction() as now:
        actions.record_places(contest.event, [(1, "Búhos", Words("Lluvias"))], by=SYSTEM, now=now)


def test_a_stranger_records_no_places() -> None:
    past, zed = recorded_edition(), factories.person("Zed")

    with pytest.raises(NotAllowed, match="Only the organisers"), transaction() as now:
        actions.record_places(past, [(1, "Búhos", Words("Lluvias"))], by=factories.standing(zed, past), now=now)


def recorded_edition() -> Event:
    """An edition of 2015, from a source."""
    body = factories.organization()
    with transaction() as now:
        return events.record_edition(
            body,
            slug="libertad-2015",
            name=Words("2015"),
            summary=Words("La primera"),
            description=Words("La primera"),
            source=Words("Boletín"),
            figures={"teams": 8},
            starts_at=CALL - timedelta(days=4000),
            ends_at=CALL - timedelta(days=3999),
            by=SYSTEM,
            now=now,
        )


def settings(contest: Contest, places: int | None) -> None:
    """Olu says how far down the order is public, and nothing else."""
    event = contest.event
    same = {name: getattr(event, name) for name in ("name", "summary", "description", "city", "place")}
    sizes = {"team_min": event.team_min, "team_max": event.team_max}
    do(contest, events.edit_settings, **same, **sizes, public_places=places)


def test_how_far_down_the_order_is_public_no_longer_changes_once_the_jury_scores() -> None:
    contest = judged()
    set_clock(CALL)
    settings(contest, None)
    set_clock(SCORING)

    with pytest.raises(RuleBroken, match="begun to score") as refused:
        settings(contest, 5)

    assert refused.value.field == "public_places"
    db.session.rollback()
    assert contest.event.public_places is None
