"""After the publication: winners are checked one by one, and what was wrong is corrected in public, with a number and a date."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hackathon import audit, jobs
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.results import bundle, merit, policy, publication_queries, queries
from hackathon.results.models import Award, CheckKind, Erratum, ErratumKind, WinnerCheck
from hackathon.text import N_


def tick(award: Award, *, kind: str, by: Standing, now: datetime) -> WinnerCheck:
    """Say that identity, eligibility or code of a winner was looked at and is in order."""
    ensure(policy.may_check_winner(by, award, at=now))
    if kind not in list(CheckKind):
        raise RuleBroken(N_("There is no such check."))
    check = WinnerCheck(project_id=award.project_id, kind=kind, checked_by_id=by.person.id, checked_at=now)
    db.session.add(check)
    db.session.flush()
    audit.record("winner.checked", check, by=by, now=now, event=award.event)
    return check


def correct(event: Event, *, text: Words, annuls: bool = False, by: Standing, now: datetime) -> Erratum:
    """Say in public what was wrong; `annuls` says that a round does not count and is judged again."""
    ensure(policy.may_correct(by, event, at=now))
    kind = ErratumKind.ANNULMENT if annuls else ErratumKind.CORRECTION
    return _issue(event, kind, text=text, by=by, now=now)


def disqualify(award: Award, *, text: Words, by: Standing, now: datetime) -> Erratum:
    """Take a winner who failed a check out of the order: whoever follows in it moves up, in every prize."""
    ensure(policy.may_check_winner(by, award, at=now))
    event, project = award.event, award.project
    assert project is not None  # the rule asks
    out = {*publication_queries.disqualified_in(event), project.slug}
    projects = queries.projects_by_slug(event)
    owners = {given.position: given.entry for given in given_without(publication_queries.kept_content(event), out)}
    moves: list[Any] = []
    for prize in queries.awards_of(event):
        before, after = prize.project.slug if prize.project else None, owners[prize.position]
        if before != after:
            moves.append([prize.position, before, after])
            prize.project = projects[after] if after else None
            prize.is_void = after is None
    return _issue(event, ErratumKind.DISQUALIFICATION, text=text, project=project, moves=moves, by=by, now=now)


def given_without(content: Mapping[str, Any], out: set[str]) -> list[merit.Given]:
    """Who has which prize when these entries are out of the order."""
    outcome = bundle.outcome_of(content)
    decisions = [
        merit.Decision(one["kind"], [entry for entry in one["entries"] if entry not in out], one["prize"])
        for one in content["decisions"]
    ]
    return merit.give(merit.without(outcome.lines, out), bundle.prizes_in(content), content["answers"], decisions)


def _issue(event: Event, kind: ErratumKind, *, text: Words, by: Standing, now: datetime, **more: Any) -> Erratum:
    if not text.es:
        raise RuleBroken(N_("Say what was wrong and what is right."), field="text_es")
    erratum = Erratum(
        event_id=event.id,
        number=len(publication_queries.errata_of(event)) + 1,
        kind=kind,
        text=text,
        issued_by_id=by.person.id,
        issued_at=now,
        **more,
    )
    db.session.add(erratum)
    db.session.flush()
    audit.record("results.erratum", erratum, by=by, now=now, event=event)
    jobs.ask_for("results.tell_erratum", erratum.id, now=now)
    return erratum
