"""Who makes results public, and when: the rules at their edges."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from hackathon.permissions import ANYONE, Standing
from hackathon.results import policy

OPENS = datetime(2026, 10, 18, 19, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=1)
OLU, SOL, ADA = (SimpleNamespace(id=number, is_administrator=False) for number in (1, 2, 3))
SCORING = SimpleNamespace(opens_at=OPENS, closes_at=CLOSES)


def organiser(someone: Any) -> Standing:
    return Standing(person=someone, roles=frozenset({"owner"}))


def event(*, published: bool = False, scoring: Any = SCORING, **more: Any) -> Any:
    facts = {"second_person": True, "is_recorded": False, "window": lambda name: scoring} | more
    return SimpleNamespace(results_published_at=CLOSES if published else None, **facts)


def desk(*, others: tuple[int, ...] = (SOL.id,), where: Any = None, **bundle: Any) -> Any:
    """An order that Olu froze."""
    frozen = SimpleNamespace(**{"frozen_by_id": OLU.id, "confirmation": None, "release": None} | bundle)
    return SimpleNamespace(event=where or event(), bundle=frozen, others=frozenset(others))


NOTHING = SimpleNamespace(event=event(), bundle=None, others=frozenset())
CONFIRMED = {"confirmation": SimpleNamespace()}


def reason(rule: Any, person: Standing, thing: Any, at: datetime = CLOSES) -> str:
    """Why not; nothing when it is allowed."""
    return str(rule(person, thing, at=at).reason)


@pytest.mark.parametrize(
    ("person", "thing", "at", "why"),
    [
        (organiser(SOL), desk(), CLOSES, ""),
        (organiser(SOL), desk(), CLOSES - timedelta(microseconds=1), "once scoring is closed"),
        (organiser(OLU), desk(), CLOSES, "You froze this order"),
        (organiser(SOL), desk(**CONFIRMED), CLOSES, "confirmed already"),
        (organiser(SOL), NOTHING, CLOSES, "Freeze the order"),
        (organiser(SOL), desk(where=event(second_person=False)), CLOSES, "without a second person"),
        (organiser(SOL), desk(where=event(published=True)), CLOSES, "cannot change"),
        (organiser(SOL), desk(where=event(scoring=None)), CLOSES, "once scoring is closed"),
        (Standing(person=ADA), desk(), CLOSES, "Only the organisers"),
    ],
)
def test_another_organiser_than_the_one_who_froze_confirms(person: Any, thing: Any, at: datetime, why: str) -> None:
    assert why in reason(policy.may_confirm, person, thing, at)
    assert bool(why) is not bool(policy.may_confirm(person, thing, at=at))


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (desk(others=()), ""),
        (desk(), "another organiser"),
        (desk(others=(), **CONFIRMED), "confirmed already"),
        (NOTHING, "Freeze the order"),
    ],
)
def test_only_who_organises_alone_does_without_a_second_person(thing: Any, why: str) -> None:
    assert why in reason(policy.may_waive, organiser(OLU), thing)
    assert bool(why) is not bool(policy.may_waive(organiser(OLU), thing, at=CLOSES))


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (desk(**CONFIRMED), ""),
        (desk(where=event(second_person=False)), ""),
        (desk(), "takes two people"),
        (NOTHING, "Freeze the order"),
        (desk(where=event(published=True), **CONFIRMED), "cannot change"),
    ],
)
def test_what_is_published_was_frozen_and_confirmed(thing: Any, why: str) -> None:
    assert why in reason(policy.may_publish, organiser(OLU), thing)
    assert bool(why) is not bool(policy.may_publish(organiser(OLU), thing, at=CLOSES))


def test_an_hour_is_cancelled_where_one_is_set() -> None:
    assert policy.may_cancel_release(organiser(OLU), desk(release=SimpleNamespace()), at=CLOSES)
    assert "No hour" in reason(policy.may_cancel_release, organiser(OLU), desk())
    assert "No hour" in reason(policy.may_cancel_release, organiser(OLU), NOTHING)


def test_errata_are_for_published_results_that_were_computed_here() -> None:
    assert policy.may_correct(organiser(OLU), event(published=True), at=CLOSES)
    for thing in (event(), event(published=True, is_recorded=True)):
        assert "Nothing is published" in reason(policy.may_correct, organiser(OLU), thing)
    assert "Only the organisers" in reason(policy.may_correct, ANYONE, event(published=True)) or not policy.may_correct(
        ANYONE, event(published=True), at=CLOSES
    )


def test_a_winner_is_checked_and_a_void_prize_is_not() -> None:
    award = SimpleNamespace(event=event(published=True), project_id=7)

    assert policy.may_check_winner(organiser(OLU), award, at=CLOSES)
    award.project_id = None
    assert "Nobody has" in reason(policy.may_check_winner, organiser(OLU), award)


def test_a_team_reads_its_own_scores_once_everybody_knows_the_order() -> None:
    member = Standing(person=ADA, team=SimpleNamespace(id=1))

    assert policy.may_see_own(member, event(published=True), at=CLOSES)
    assert "not published" in reason(policy.may_see_own, member, event())
    assert "in a team" in reason(policy.may_see_own, Standing(person=ADA), event(published=True))


def test_prizes_stand_from_the_first_score_on() -> None:
    before = OPENS - timedelta(microseconds=1)

    assert policy.may_edit_prizes(organiser(OLU), event(), at=before)
    assert policy.may_edit_prizes(organiser(OLU), event(scoring=None), at=OPENS)
    assert "begun to score" in reason(policy.may_edit_prizes, organiser(OLU), event(), OPENS)
    assert "published" in reason(policy.may_edit_prizes, organiser(OLU), event(published=True), before)


def test_everybody_sees_what_is_published_and_organisers_prepare_and_record_it() -> None:
    assert policy.may_see(ANYONE, event(published=True), at=CLOSES)
    assert "not published" in reason(policy.may_see, ANYONE, event())
    assert policy.may_prepare(organiser(OLU), event(), at=OPENS)
    assert policy.may_record(organiser(OLU), event(is_recorded=True), at=OPENS)
    assert "computed" in reason(policy.may_record, organiser(OLU), event())


CHI, EVA = (SimpleNamespace(id=number, is_administrator=False) for number in (7, 8))
CHAIR = Standing(person=CHI, roles=frozenset({"juror", "jury_chair"}))
JUROR = Standing(person=EVA, roles=frozenset({"juror"}))
BEFORE = CLOSES - timedelta(microseconds=1)


def jury(*, chair: bool = True, **more: Any) -> Any:
    return SimpleNamespace(event=event(**more), has_chair=chair)


def test_the_jury_and_the_organisers_deliberate_once_scoring_is_closed() -> None:
    for person in (CHAIR, JUROR, organiser(OLU)):
        assert policy.may_see_deliberation(person, event(), at=CLOSES)
        assert policy.may_say(person, event(), at=CLOSES)
        assert "once scoring is closed" in reason(policy.may_see_deliberation, person, event(), BEFORE)
        assert "published" in reason(policy.may_say, person, event(published=True))
    assert "Only the jury and the organisers" in reason(policy.may_see_deliberation, Standing(person=ADA), event())


def test_the_order_lies_before_the_chair_and_the_organisers_alone() -> None:
    for person in (CHAIR, organiser(OLU)):
        assert policy.may_see_order_as_chair(person, jury(), at=CLOSES)
        assert "once scoring is closed" in reason(policy.may_see_order_as_chair, person, jury(), BEFORE)
    assert "Only the chair" in reason(policy.may_see_order_as_chair, JUROR, jury())


def test_the_chair_decides_and_organisers_only_where_there_is_no_chair() -> None:
    assert policy.may_decide(CHAIR, jury(), at=CLOSES)
    assert policy.may_decide(organiser(OLU), jury(chair=False), at=CLOSES)
    assert "its chair writes down" in reason(policy.may_decide, organiser(OLU), jury())
    assert "Only the chair" in reason(policy.may_decide, JUROR, jury(chair=False))
    assert "published" in reason(policy.may_decide, CHAIR, jury(published=True))


def test_a_juror_votes_who_judged_until_the_vote_is_closed() -> None:
    def paper(*, is_entitled: bool = True, closed: Any = None, **more: Any) -> Any:
        return SimpleNamespace(event=event(**more), is_entitled=is_entitled, ballot=SimpleNamespace(closed_at=closed))

    assert policy.may_vote(JUROR, paper(), at=CLOSES)
    assert "jurors vote" in reason(policy.may_vote, organiser(OLU), paper())
    assert "signed a sheet" in reason(policy.may_vote, JUROR, paper(is_entitled=False))
    assert "closed this vote" in reason(policy.may_vote, JUROR, paper(closed=CLOSES))
    assert "published" in reason(policy.may_vote, JUROR, paper(published=True))
