"""Fixing prizes, freezing the order of merit. What follows is in `publication_actions.py`."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from hackathon import audit
from hackathon.challenges.queries import challenges_of
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.jury.invitation_models import new_code
from hackathon.permissions import Standing, ensure
from hackathon.results import bundle, disclosure, evidence, policy, queries
from hackathon.results.models import Award, AwardKind, GoesTo, RankingBundle, RecordedResult
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
    award = _add(event, queries.next_position(event), **_for_one_thing(event, **values))
    audit.record("prize.added", award, by=by, now=now, event=event)
    return award


def _add(event: Event, position: int, **values: Any) -> Award:
    award = Award(event_id=event.id, position=position, kind=_kind(values["place"]), **values)
    db.session.add(award)
    db.session.flush()
    return award


def _kind(place: int | None) -> AwardKind:
    return AwardKind.SPECIAL if place is None else AwardKind.PLACE


def _for_one_thing(event: Event, *, goes_to: str, **values: Any) -> dict[str, Any]:
    """The values of a prize, if they say of just that thing which it is. Nothing beside it is dropped silently."""
    missing = {
        GoesTo.PLACE: N_("Say for which place."),
        GoesTo.CRITERION: N_("Say for which criterion."),
        GoesTo.CHALLENGE: N_("Say for which challenge."),
    }
    for name, words in missing.items():
        if name == goes_to and not values[name]:
            raise RuleBroken(words, field=name)
        if name != goes_to and values[name]:
            words = N_("A prize is for one thing only: leave this empty, or say above that the prize is for it.")
            raise RuleBroken(words, field=name)
    if values["challenge"] and values["challenge"] not in {one.code for one in challenges_of(event)}:
        raise RuleBroken(N_("This event has no such challenge."), field="challenge")
    return values


def edit_prize(award: Award, *, by: Standing, now: datetime, **values: Any) -> None:
    """Change an announced prize, until the jury begins to score."""
    ensure(policy.may_edit_prizes(by, award.event, at=now))
    for name, value in _for_one_thing(award.event, **values).items():
        setattr(award, name, value)
    award.kind = _kind(award.place)
    audit.record("prize.edited", award, by=by, now=now, event=award.event)


def remove_prize(award: Award, *, by: Standing, now: datetime) -> None:
    """Take an announced prize back, until the jury begins to score."""
    ensure(policy.may_edit_prizes(by, award.event, at=now))
    audit.record("prize.removed", award.event, by=by, now=now, note=award.name.es)
    db.session.delete(award)


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
