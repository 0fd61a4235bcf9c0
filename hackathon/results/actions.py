"""Fixing prizes, freezing the order of merit. What follows is in `publication_actions.py`."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from hackathon import audit
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.jury.invitation_models import new_code
from hackathon.permissions import Standing, ensure
from hackathon.results import bundle, disclosure, evidence, merit, policy, queries
from hackathon.results.models import Award, AwardKind, RankingBundle, RecordedResult, TieDecision
from hackathon.text import N_

# What a regional hackathon usually announces. Amounts in soles.
USUAL_PRIZES = (
    (1, "", Words(es="Primer puesto", en="First place"), Decimal(5000)),
    (2, "", Words(es="Segundo puesto", en="Second place"), Decimal(3000)),
    (3, "", Words(es="Tercer puesto", en="Third place"), Decimal(2000)),
    (
        None,
        "open_data",
        Words(es="Mejor uso de datos abiertos", en="Best use of open data"),
        None,
    ),
)


def announce_usual_prizes(event: Event, *, by: Standing, now: datetime, amounts: bool = True) -> None:
    """Announce three places and the best use of open data, at once; `amounts` are a promise of money of its own."""
    ensure(policy.may_edit_prizes(by, event, at=now))
    if queries.announced_prizes(event):
        raise RuleBroken(N_("Prizes are announced already: change them, or announce one more."))
    for position, (place, criterion, name, usual) in enumerate(USUAL_PRIZES, start=1):
        amount = usual if amounts else None
        _add(event, position, place=place, criterion=criterion, name=name, prize=Words(es=""), amount=amount)
    audit.record("prizes.announced", event, by=by, now=now)


def add_prize(event: Event, *, by: Standing, now: datetime, **values: Any) -> Award:
    """Announce one more prize."""
    ensure(policy.may_edit_prizes(by, event, at=now))
    award = _add(event, queries.next_position(event), **values)
    audit.record("prize.added", award, by=by, now=now, event=event)
    return award


def _add(event: Event, position: int, **values: Any) -> Award:
    award = Award(event_id=event.id, position=position, kind=_kind(values), **values)
    db.session.add(award)
    db.session.flush()
    return award


def _kind(values: dict[str, Any]) -> AwardKind:
    if values["place"] is None and not values["criterion"]:
        raise RuleBroken(N_("A prize is for a place or for a criterion: choose one of them."), field="place")
    if values["place"] is not None and values["criterion"]:
        raise RuleBroken(N_("A prize is for a place or for a criterion, not for both."), field="criterion")
    return AwardKind.SPECIAL if values["place"] is None else AwardKind.PLACE


def edit_prize(award: Award, *, by: Standing, now: datetime, **values: Any) -> None:
    """Change an announced prize, until the jury begins to score."""
    ensure(policy.may_edit_prizes(by, award.event, at=now))
    award.kind = _kind(values)
    for name in ("place", "criterion", "name", "prize", "amount", "minimum"):
        if name in values:
            setattr(award, name, values[name])
    audit.record("prize.edited", award, by=by, now=now, event=award.event)


def remove_prize(award: Award, *, by: Standing, now: datetime) -> None:
    """Take an announced prize back, until the jury begins to score."""
    ensure(policy.may_edit_prizes(by, award.event, at=now))
    audit.record("prize.removed", award.event, by=by, now=now, note=award.name.es)
    db.session.delete(award)


def decide_tie(event: Event, *, entries: list[str], reason: str, by: Standing, now: datetime) -> TieDecision:
    """Record the chair's order of tied projects, with the reason that will be published."""
    ensure(policy.may_freeze(by, event, at=now))
    merit.decide_ties(evidence.order_of_merit(event).lines, [entries])  # refuses what is not a tie
    decision = TieDecision(
        event_id=event.id, entries=entries, reason=reason, decided_by_id=by.person.id, decided_at=now
    )
    db.session.add(decision)
    db.session.flush()
    audit.record("tie.decided", decision, by=by, now=now, event=event)
    return decision


def freeze(event: Event, *, note: str, by: Standing, now: datetime) -> RankingBundle:
    """Fix the order of merit as it stands now, as one canonical text with its hash.

    Refused while a tie leaves a prize without its one owner, and without a note while sheets are missing.
    """
    ensure(policy.may_freeze(by, event, at=now))
    order = evidence.order_of_merit(event)
    if order.is_empty:
        raise RuleBroken(N_("No sheet is signed yet, so there is nothing to rank."))
    if order.ties_on_prizes():
        raise RuleBroken(N_("Two or more projects are tied on a prize. The chair decides first, with a reason."))
    if order.has_open_seats and not note:
        raise RuleBroken(
            N_("Some sheets were never signed. Say why the results stand all the same; it is published with them."),
            field="note",
        )
    content = order.frozen(note=note, at=now, head=evidence.end_of_the_log())
    return _keep(event, content, by=by, now=now)


def _keep(event: Event, content: bundle.Content, *, by: Standing, now: datetime) -> RankingBundle:
    earlier = queries.newest_bundle(event)
    names = disclosure.pseudonyms_for(content, new_code)
    complete, public = (bundle.text_of(one) for one in (content, disclosure.public_content(content, names)))
    kept = RankingBundle(
        event_id=event.id,
        number=earlier.number + 1 if earlier else 1,
        method=content["rounds"][-1]["method"]["name"],
        content=complete,
        sha256=bundle.hash_of(complete),
        public_content=public,
        public_sha256=bundle.hash_of(public),
        pseudonyms=names,
        frozen_at=now,
        frozen_by_id=by.person.id,
    )
    db.session.add(kept)
    db.session.flush()
    audit.record("results.frozen", kept, by=by, now=now, event=event)
    return kept


def record_places(
    event: Event, places: Sequence[tuple[int, str, Words]], *, by: Standing, now: datetime
) -> list[RecordedResult]:
    """Take the (place, team, project) of a recorded edition over from its source; nothing of it was computed here."""
    ensure(policy.may_record(by, event, at=now))
    recorded = [
        RecordedResult(event_id=event.id, position=position, place=place, team=team, project=project)
        for position, (place, team, project) in enumerate(places, start=1)
    ]
    db.session.add_all(recorded)
    db.session.flush()
    audit.record("results.recorded", event, by=by, now=now)
    return recorded
