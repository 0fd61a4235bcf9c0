"""What happens to a reading of a catalogue: it is asked for, begun, kept portion by portion, ended, and believed or not."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, select, update

from hackathon import audit, jobs
from hackathon.database import Instant, db
from hackathon.errors import RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal import changes, policy, queries, schedule, shelf
from hackathon.portal.harvest_models import TELL_CHANGES, TELL_TROUBLE, DatasetAlias, Harvest, HarvestState
from hackathon.portal.kinds import Ending
from hackathon.portal.models import ALIAS, DataPortal, Dataset
from hackathon.text import N_

HARVEST = "portal.harvest"
WALKS_UNTIL_MISSING = 3
TIME_UNTIL_MISSING = timedelta(days=7)
GREATEST_SHRINK = 0.2
MOST_ERRORS = 20
COUNTED_ANEW = ("received", "invalid", "pages", "bytes")


def ask_for_harvest(
    portal: DataPortal,
    *,
    by: Standing,
    now: datetime,
    believes_absences: bool = False,
    since: datetime | None = None,
) -> Harvest:
    """Ask for a walk through the whole catalogue, or what changed `since`; one at a time. A worker does it."""
    ensure(policy.may_harvest(by, portal, at=now))
    harvest = Harvest(
        portal_id=portal.id,
        state=HarvestState.WAITING,
        believes_absences=believes_absences,
        since=since,
        asked_by_id=by.person.id if by.person else None,
        asked_at=now,
    )
    db.session.add(harvest)
    db.session.flush()
    jobs.ask_for(HARVEST, harvest.id, now=now)
    audit.record("portal.harvest_asked", harvest, by=by, now=now, portal=portal)
    return harvest


def begin_harvest(harvest: Harvest, *, now: datetime) -> None:
    """Start counting, or go on where a walk was cut off: what it had stored stays, and is not new twice."""
    harvest.state = HarvestState.RUNNING
    harvest.started_at = harvest.started_at or now
    harvest.reason, harvest.reason_values = "", {}
    kept = harvest.cursor or {}
    for name in COUNTED_ANEW:  # what came after the last answer that was kept comes again
        setattr(harvest, name, kept.get(name, 0))
    harvest.first_errors = harvest.first_errors[: harvest.invalid]
    audit.record("portal.harvest_begun", harvest, by=None, now=now)


def store_portion(
    harvest: Harvest, place: shelf.Shelf, records: list[Any], *, declared: int | None, now: datetime
) -> None:
    """Keep a portion of the walk and count it; the portal's revision moves when its catalogue did."""
    tally = shelf.store(harvest, place, records, now=now)
    harvest.declared = declared if declared is not None else harvest.declared
    harvest.received += len(records)
    harvest.new += tally.new
    harvest.changed += tally.changed
    harvest.invalid += len(tally.errors)
    harvest.first_errors = [*harvest.first_errors, *tally.errors][:MOST_ERRORS]
    jobs.keep_lease(HARVEST, harvest.id, now)
    if tally.new or tally.changed:
        note = f"{tally.new} new, {tally.changed} changed"
        audit.record("portal.catalogue_changed", harvest, by=None, now=now, note=note)


def close_answer(harvest: Harvest, *, size: int, declared: int | None, cursor: Any) -> None:
    """One answer of the portal is kept whole: a walk that is cut off now goes on behind it."""
    harvest.pages, harvest.bytes = harvest.pages + 1, harvest.bytes + size
    harvest.declared = declared if declared is not None else harvest.declared
    if cursor is not None:
        harvest.cursor = cursor | {name: getattr(harvest, name) for name in COUNTED_ANEW}


def end_harvest(harvest: Harvest, portal: DataPortal, ending: Ending, *, now: datetime) -> None:
    """Complete, partial or failed, and why. Only a complete whole walk, and no sudden shrinking, says what is missing."""
    is_whole, came_to_its_end = harvest.since is None, ending.complete
    if ending.complete and is_whole and not harvest.believes_absences:
        ending = _braked(harvest)
    if ending.complete and is_whole:
        harvest.missing = queries.count_not_brought(harvest)
        _mark_absent(harvest, now=now)
    nothing = not ending.complete and not harvest.received
    harvest.state = (
        HarvestState.COMPLETE if ending.complete else HarvestState.FAILED if nothing else HarvestState.PARTIAL
    )
    harvest.reason, harvest.reason_values = ending.reason, ending.values
    harvest.ended_at, harvest.cursor = now, None
    portal.failures = portal.failures + 1 if nothing else 0
    if not nothing:
        portal.harvested_at = now
    portal.due_at = schedule.next_reading(portal, now=now)
    portal.dataset_count = queries.count_of_present(portal)
    _have_it_told(harvest, portal, is_braked=came_to_its_end and not ending.complete, now=now)
    audit.record("portal.harvest_ended", portal, by=None, now=now, note=f"harvest/{harvest.id}: {harvest.state}")


def _have_it_told(harvest: Harvest, portal: DataPortal, *, is_braked: bool, now: datetime) -> None:
    """Ask for the mails: what changed to those who build on it; trouble to those in charge, when it begins."""
    if queries.has_changed_anything(harvest):
        jobs.ask_for(TELL_CHANGES, harvest.id, now=now)
    before, portal.trouble = (
        portal.trouble,
        schedule.trouble_after(
            portal.trouble,
            is_braked=is_braked,
            is_settled=harvest.state == HarvestState.COMPLETE and harvest.since is None,
            failures=portal.failures,
        ),
    )
    if portal.trouble and portal.trouble != before:
        jobs.ask_for(TELL_TROUBLE, harvest.id, now=now)


def take_for_the_same(harvest: Harvest, *, by: Standing, now: datetime) -> int:
    """A person says that datasets with other ids and the same titles are the same: the old ones take the new ids.

    So their addresses, pins and challenges live on. The rows that were made under the new ids become aliases.
    """
    ensure(policy.may_harvest(by, harvest.portal, at=now))
    if not queries.may_be_rekeyed(harvest):
        raise RuleBroken(
            N_("This was decided already, or the catalogue was read again meanwhile. Look at the newest reading.")
        )
    pairs = queries.same_titles(harvest)
    for old, new in pairs:
        taken, new.native_id = new.native_id, f"{ALIAS}{new.id}"
        db.session.flush()
        old.native_id, old.raw_sha256 = taken, ""  # read anew at the next walk
        old.seen_in_id, old.absent_since, old.absent_walks, old.missing_since = harvest.id, None, 0, None
        new.absent_since = new.missing_since = now
        db.session.add(DatasetAlias(alias_id=new.id, dataset_id=old.id, harvest_id=harvest.id, made_at=now))
    harvest.rekeyed = 0
    audit.record("portal.rekeyed", harvest, by=by, now=now, note=f"{len(pairs)} datasets")
    return len(pairs)


def _mark_absent(harvest: Harvest, *, now: datetime) -> None:
    """Note what a complete walk did not bring. Nothing is deleted: it may come back at the next one."""
    since = func.coalesce(Dataset.absent_since, literal(now, Instant()))
    absent = update(Dataset).where(queries.not_seen_in(harvest)).execution_options(synchronize_session=False)
    db.session.execute(absent.values(absent_since=since, absent_walks=Dataset.absent_walks + 1))
    given_up = (
        Dataset.portal_id == harvest.portal_id,
        Dataset.missing_since.is_(None),
        Dataset.absent_walks >= WALKS_UNTIL_MISSING,
        Dataset.absent_since <= now - TIME_UNTIL_MISSING,
    )
    changes.remember_given_up(db.session.scalars(select(Dataset.id).where(*given_up)).all(), harvest, now)
    gone = update(Dataset).where(*given_up).execution_options(synchronize_session=False)
    db.session.execute(gone.values(missing_since=now))


def _braked(harvest: Harvest) -> Ending:
    """A complete walk, unless much of the catalogue vanished at once: then a person decides."""
    known, gone = queries.presence(harvest)
    is_usual = gone <= max(1, GREATEST_SHRINK * known)  # of a small catalogue a fifth is a single dataset
    if is_usual and not 0 < known <= gone:
        return Ending(True)
    same = len(queries.same_titles(harvest))
    counts = {"gone": gone, "known": known}
    if same > gone / 2:
        harvest.rekeyed = same
        words = N_(
            "%(gone)s of %(known)s datasets vanished at once, and %(same)s of them are here under other ids with the "
            "same titles. Say whether they are the same."
        )
        return Ending(False, words, counts | {"same": same})
    words = N_(
        "%(gone)s of %(known)s datasets vanished at once. Nothing was marked missing: if it is right, harvest again "
        "and believe it."
    )
    return Ending(False, words, counts)
