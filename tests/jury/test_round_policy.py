"""Who may oversee rounds, sheets and jurors, and the reason of who may not."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hackathon.jury import round_policy as policy
from hackathon.permissions import ANYONE
from tests.jury.test_policy import CALLED, CHAIR, CHI, CLOSING, EVENT, HANDED_IN, NOON, OLU, OVER, SCORING, Event, who

SOL_AND_CHAIR = who("staff", "jury_chair", id=9)
PLAYER = who("staff", team=SimpleNamespace(id=7))


def judging(*, opened=True, closed=False):
    return SimpleNamespace(event=EVENT, opened_at=NOON if opened else None, closed_at=NOON if closed else None)


def invited(*, accepted=True, over=False, excluded=False, published=False):
    event = SimpleNamespace(window=EVENT.window, results_published_at=NOON if published else None)
    when = {True: NOON, False: None}
    return SimpleNamespace(
        event=event, accepted_at=when[accepted], excluded_at=when[excluded], is_over=over or excluded
    )


def seat(*, juror=5, signed=True, paper=False, recused=False, closed=False, published=False, windows=None):
    event = Event() if windows is None else Event(windows)
    event.results_published_at = NOON if published else None
    return SimpleNamespace(
        juror_id=juror,
        recusal="x" if recused else None,
        sheet=SimpleNamespace(is_signed=signed, paper="x" if paper else None),
        round=SimpleNamespace(event=event, closed_at=NOON if closed else None),
    )


LAST = CLOSING - timedelta(microseconds=1)
CASES = [
    (policy.may_see_rounds, OLU, EVENT, CALLED, ""),
    (policy.may_see_rounds, CHAIR, EVENT, OVER, ""),
    (policy.may_see_rounds, CHI, EVENT, SCORING, "Only the organisers"),
    (policy.may_see_rounds, ANYONE, EVENT, SCORING, "Sign in first"),
    (policy.may_plan_rounds, OLU, EVENT, LAST, ""),
    (policy.may_plan_rounds, CHAIR, EVENT, CALLED, "Only the organisers"),
    (policy.may_plan_rounds, OLU, EVENT, CLOSING, "Scoring is closed"),
    (policy.may_open_round, CHI, EVENT, SCORING, "Only the organisers"),
    (policy.may_open_round, OLU, EVENT, HANDED_IN - timedelta(microseconds=1), "Submissions are still open"),
    (policy.may_open_round, OLU, Event({}), SCORING, "Submissions are still open"),
    (policy.may_open_round, OLU, EVENT, HANDED_IN, ""),
    (policy.may_open_round, OLU, EVENT, CLOSING, "Scoring is closed"),
    (policy.may_mend_round, OLU, judging(), SCORING, ""),
    (policy.may_mend_round, OLU, judging(), CLOSING, "Scoring is closed"),
    (policy.may_mend_round, CHAIR, judging(), SCORING, "Only the organisers"),
    (policy.may_close_round, CHAIR, judging(), SCORING, "Only the organisers"),
    (policy.may_close_round, OLU, judging(), OVER, ""),
    (policy.may_close_round, OLU, judging(opened=False), SCORING, "not open yet"),
    (policy.may_close_round, OLU, judging(closed=True), SCORING, "This round is closed"),
    (policy.may_plan_visits, OLU, judging(), HANDED_IN, ""),
    (policy.may_plan_visits, CHI, judging(), HANDED_IN, "Only the organisers"),
    (policy.may_know_juror, CHAIR, invited(), CALLED, "Only the organisers"),
    (policy.may_know_juror, OLU, invited(), CALLED, ""),
    (policy.may_know_juror, OLU, invited(accepted=False), CALLED, "Nobody has accepted"),
    (policy.may_know_juror, OLU, invited(over=True), CALLED, "does not judge any more"),
    (policy.may_know_juror, OLU, invited(), CLOSING, "Scoring is closed"),
    (policy.may_exclude_juror, CHAIR, invited(), SCORING, "Only the organisers"),
    (policy.may_exclude_juror, OLU, invited(), OVER, ""),
    (policy.may_exclude_juror, OLU, invited(over=True), OVER, ""),
    (policy.may_exclude_juror, OLU, invited(accepted=False), OVER, "Nobody has accepted"),
    (policy.may_exclude_juror, OLU, invited(excluded=True), OVER, "excluded already"),
    (policy.may_exclude_juror, OLU, invited(published=True), OVER, "The results are published"),
    (policy.may_exclude_sheet, CHAIR, seat(), SCORING, "Only the organisers"),
    (policy.may_exclude_sheet, OLU, seat(), OVER, ""),
    (policy.may_exclude_sheet, OLU, seat(signed=False), SCORING, ""),
    (policy.may_exclude_sheet, OLU, seat(recused=True), OVER, "does not count already"),
    (policy.may_exclude_sheet, OLU, seat(published=True), OVER, "The results are published"),
    (policy.may_reopen_sheet, CHI, seat(), SCORING, "Only the jury's chair"),
    (policy.may_reopen_sheet, CHAIR, seat(), SCORING, ""),
    (policy.may_reopen_sheet, OLU, seat(), LAST, ""),
    (policy.may_reopen_sheet, CHAIR, seat(juror=1), SCORING, "their own sheet"),
    (policy.may_reopen_sheet, SOL_AND_CHAIR, seat(juror=9), SCORING, "their own sheet"),
    (policy.may_reopen_sheet, CHAIR, seat(signed=False), SCORING, "not signed"),
    (policy.may_reopen_sheet, CHAIR, seat(recused=True), SCORING, "does not count"),
    (policy.may_reopen_sheet, CHAIR, seat(closed=True), SCORING, "This round is closed"),
    (policy.may_reopen_sheet, CHAIR, seat(), CLOSING, "Scoring is closed"),
    (policy.may_type_paper, OLU, seat(signed=False), SCORING, ""),
    (policy.may_type_paper, OLU, seat(signed=False), OVER, ""),
    (policy.may_type_paper, CHI, seat(signed=False), SCORING, "Only the organisers"),
    (policy.may_type_paper, SOL_AND_CHAIR, seat(signed=False), SCORING, "Whoever judges"),
    (policy.may_type_paper, PLAYER, seat(signed=False), SCORING, "Whoever takes part"),
    (policy.may_type_paper, OLU, seat(signed=False, recused=True), SCORING, "This seat is empty"),
    (policy.may_type_paper, OLU, seat(), SCORING, "signed this sheet on screen"),
    (policy.may_type_paper, OLU, seat(paper=True), SCORING, "typed in and checked already"),
    (policy.may_type_paper, OLU, seat(signed=False), HANDED_IN, "Scoring is not open yet"),
    (policy.may_type_paper, OLU, seat(signed=False, windows={}), SCORING, "Scoring is not open yet"),
    (policy.may_type_paper, OLU, seat(signed=False, closed=True), OVER, "This round is closed"),
    (policy.may_type_paper, OLU, seat(signed=False, published=True), OVER, "The results are published"),
]


@pytest.mark.parametrize(("rule", "person", "thing", "at", "reason"), CASES)
def test_the_rule_lets_through_or_says_why_not(rule, person, thing, at, reason):
    verdict = rule(person, thing, at=at)

    assert bool(verdict) is (reason == "")
    assert reason in verdict.reason
