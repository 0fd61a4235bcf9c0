"""What minutes are drafted from: how many of the sheets of an order came on paper."""

import pytest

from hackathon.results import actions, minutes_content, minutes_queries
from hackathon.results.minutes_content import Seal
from hackathon.results.queries import newest_bundle
from tests.factories import DELIBERATION
from tests.jury.cast import Contest, set_clock
from tests.jury.papers import read, staff
from tests.results.judged import do

pytestmark = pytest.mark.usefixtures("session")
SEAL = Seal(1, "AAAA-BBBB-CCCC", "2026-10-18", 1, "0" * 64)


def facts(on_paper: int) -> minutes_queries.Facts:
    """Of a frozen order; so many of the three sheets of the Owls were signed on paper, all others on screen."""
    contest = Contest(jurors=3)
    readers = staff(contest, "Sol"), staff(contest, "Tim")
    for juror in range(on_paper):
        for reader in readers:
            read(contest, reader, juror, "owls")
    for number, juror in enumerate(contest.jurors):
        if number >= on_paper:
            contest.score(juror, "owls")
        contest.score(juror, "foxes")
        contest.sign(juror)
    set_clock(DELIBERATION)
    do(contest, actions.freeze, note="")
    return minutes_queries.facts_of(contest.event, newest_bundle(contest.event), "es")


def test_minutes_say_how_many_sheets_of_the_order_came_on_paper() -> None:
    said = minutes_content.minutes_content(facts(on_paper=2), {}, SEAL)

    assert said["jury"]["on_paper"] == 2


def test_minutes_of_a_jury_on_screen_say_nothing_of_paper() -> None:
    said = minutes_content.minutes_content(facts(on_paper=0), {}, SEAL)

    assert "on_paper" not in said["jury"]
