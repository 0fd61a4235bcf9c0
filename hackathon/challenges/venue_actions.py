"""Pinning everything that an event's challenges offer, as it is now: begun by an organiser, settled file by file."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from hackathon import audit
from hackathon.challenges import policy, venue, venue_queries
from hackathon.challenges.venue_models import VenueFile, VenueSet
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.net import safe_link
from hackathon.permissions import Standing, ensure
from hackathon.portal import pin_actions, pin_queries
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import FileOutcome
from hackathon.text import N_

NOT_LISTED = N_("Its portal no longer lists this file.")
NOT_ASKED = N_("Nobody came to ask for it: its dataset has very many files, or they took too long.")
NO_ADDRESS = N_("It has no address from which a file could be fetched.")
IN_ORDER = {FileOutcome.NEW, FileOutcome.UNCHANGED}


def pin_everything(event: Event, *, by: Standing, now: datetime) -> VenueSet:
    """A new set of every file that the challenges offer; workers ask for each once more and settle it."""
    ensure(policy.may_edit(by, event, at=now))
    datasets = venue_queries.datasets_offered(event)
    files = list(_files_of(datasets, now=now))
    if not files:
        raise RuleBroken(N_("No challenge offers a file yet. Choose the datasets of the challenges first."))
    made = VenueSet(
        event_id=event.id,
        number=venue_queries.next_number(event),
        pinned_at=now,
        pinned_by_id=by.person.id if by.person else None,
    )
    made.files = [VenueFile(position=place, **columns) for place, columns in enumerate(files, 1)]
    db.session.add(made)
    db.session.flush()
    for dataset in datasets:
        pin_actions.ask_for_copies(dataset, now=now)
    audit.record("event.data_pinned", made, by=by, now=now, note=f"{len(files)} files of {len(datasets)} datasets")
    return made


def _files_of(datasets: Sequence[Dataset], *, now: datetime) -> Iterator[dict[str, Any]]:
    """What each dataset lists, and what it listed when something was kept. Only what can be asked for is waited for."""
    copies = pin_queries.copies_of([dataset.id for dataset in datasets])
    for dataset in datasets:
        said = {"dataset_id": dataset.id, "title": dataset.title}
        listed = {one.native_id for one in dataset.resources}
        for one in dataset.resources:
            file = said | {"resource_id": one.native_id, "name": one.name, "url": one.url}
            kept = copies.get((dataset.id, one.native_id))
            can_be_asked = safe_link(one.url)
            yield file if can_be_asked else file | _settled(kept.id if kept else None, NO_ADDRESS, now=now)
        for (of, resource_id), copy in copies.items():
            if of == dataset.id and resource_id not in listed:
                file = said | {"resource_id": resource_id, "name": copy.file_name, "url": copy.url}
                yield file | _settled(copy.id, NOT_LISTED, now=now)


def settle(those: VenueSet, *, now: datetime) -> None:
    """Settle the files that were asked for since the set was begun; with the last of them it is complete for good."""
    waiting = [file for file in those.files if file.settled_at is None]
    ids = {file.dataset_id for file in waiting}
    checks, copies = venue_queries.checks_since(those.pinned_at, ids), pin_queries.copies_of(ids)
    last_asked = pin_queries.last_asked(ids)
    for file in waiting:
        place = (file.dataset_id, file.resource_id)
        check, copy = checks.get(place), copies.get(place)
        asked_at, is_open = last_asked.get(file.dataset_id, (None, False))
        if check is not None:
            reason = ("", {}) if check.outcome in IN_ORDER else (check.reason, check.reason_values)
            _settle(file, copy.id if copy else None, *reason, now=now)
        elif not is_open and asked_at is not None and asked_at >= those.pinned_at:
            _settle(file, copy.id if copy else None, NOT_ASKED, {}, now=now)
        elif not is_open:  # a round that had begun before the press has ended: one more for what it had passed already
            pin_actions.ask_for_copies(file.dataset, now=now)
    db.session.flush()
    if all(file.settled_at for file in those.files):
        _complete(those, now=now)


def _complete(those: VenueSet, *, now: datetime) -> None:
    those.completed_at = now
    whole = venue_queries.whole_set(those.id)
    seal = venue.seal_of(whole.files)
    kept = sum(file.copy_id is not None for file in those.files)
    audit.record(
        "event.data_set_complete", those, by=None, now=now, note=f"{kept} of {len(those.files)} files, sha256 {seal}"
    )


def _settle(file: VenueFile, copy_id: int | None, reason: str, values: dict[str, Any], *, now: datetime) -> None:
    for name, value in _settled(copy_id, reason, now=now, values=values).items():
        setattr(file, name, value)


def _settled(
    copy_id: int | None, reason: str, *, now: datetime, values: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"copy_id": copy_id, "reason": reason, "reason_values": values or {}, "settled_at": now}
