"""Adding a portal, asking for its harvest, beginning and ending one, and pinning a dataset."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import joinedload

from hackathon import audit, jobs
from hackathon.database import Instant, db
from hackathon.permissions import Standing, ensure
from hackathon.portal import policy, queries, shelf
from hackathon.portal.kinds import Ending, Match, Probe
from hackathon.portal.models import DataPortal, Dataset, Harvest, HarvestState, Snapshot
from hackathon.portal.records import canonical, digest
from hackathon.text import N_, slug_of

HARVEST = "portal.harvest"
GREATEST_SHRINK = 0.2
SMALL_CATALOGUE = 5  # below it a fifth is a single dataset: no sign of anything
MOST_ERRORS = 20


def add(match: Match, probes: list[Probe], *, name: str = "", by: Standing, now: datetime) -> DataPortal:
    """A portal whose kind was recognised; its address can be here only once."""
    ensure(policy.may_add(by, None, at=now))
    title = name or match.name
    portal = DataPortal(
        slug=queries.free_slug(slug_of(title, longest=50)),
        name=title[:200],
        base_url=match.base,
        kind=match.kind,
        kind_version=match.version,
        probes=[vars(probe) for probe in probes],
        added_at=now,
    )
    db.session.add(portal)
    db.session.flush()
    audit.record("portal.added", portal, by=by, now=now)
    return portal


def ask_for_harvest(portal: DataPortal, *, by: Standing, now: datetime, believes_absences: bool = False) -> Harvest:
    """Ask for a walk through the whole catalogue; one at a time. A worker does it."""
    ensure(policy.may_harvest(by, portal, at=now))
    harvest = Harvest(
        portal_id=portal.id,
        state=HarvestState.WAITING,
        believes_absences=believes_absences,
        asked_by_id=by.person.id if by.person else None,
        asked_at=now,
    )
    db.session.add(harvest)
    db.session.flush()
    jobs.ask_for(HARVEST, harvest.id, now=now)
    audit.record("portal.harvest_asked", harvest, by=by, now=now, portal=portal)
    return harvest


def begin_harvest(harvest: Harvest, *, now: datetime) -> None:
    """Start counting. A walk that was killed begins anew: what it had stored stays, and is not new twice."""
    harvest.state = HarvestState.RUNNING
    harvest.started_at = harvest.started_at or now
    harvest.received = harvest.invalid = harvest.pages = harvest.bytes = 0
    harvest.first_errors = []
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


def end_harvest(harvest: Harvest, portal: DataPortal, ending: Ending, *, now: datetime) -> None:
    """Complete, partial or failed, and why. Only a complete walk, and no sudden shrinking, says what is missing."""
    if ending.complete and not harvest.believes_absences:
        ending = _braked(harvest)
    if ending.complete:
        harvest.missing = queries.presence(harvest)[1]
        _mark_absent(harvest, now=now)
    nothing = not ending.complete and not harvest.received
    harvest.state = (
        HarvestState.COMPLETE if ending.complete else HarvestState.FAILED if nothing else HarvestState.PARTIAL
    )
    harvest.reason, harvest.reason_values = ending.reason, ending.values
    harvest.ended_at = now
    if not nothing:
        portal.harvested_at = now
    portal.dataset_count = queries.count_of_present(portal)
    audit.record("portal.harvest_ended", portal, by=None, now=now, note=f"harvest/{harvest.id}: {harvest.state}")


def pin(dataset: Dataset, *, by: Standing, now: datetime) -> Snapshot:
    """What the dataset says of itself now, kept for good; the same words are kept once."""
    ensure(policy.may_pin(by, dataset, at=now))
    return keep_snapshot(dataset, by=by, now=now)


def keep_snapshot(dataset: Dataset, *, by: Standing | None, now: datetime) -> Snapshot:
    """`pin` for what has its own rule already (linking a challenge, choosing a project's datasets)."""
    whole = (
        select(Dataset).options(joinedload(Dataset.portal), joinedload(Dataset.record)).where(Dataset.id == dataset.id)
    )
    locked = db.session.scalars(whole.with_for_update(of=Dataset)).one()
    said = {"portal": locked.portal.base_url, "dataset": locked.record.normalised}
    sha256 = digest(canonical(said))
    kept = select(Snapshot).where(Snapshot.dataset_id == dataset.id, Snapshot.sha256 == sha256)
    snapshot = db.session.scalars(kept).one_or_none()
    if snapshot is None:
        snapshot = Snapshot(
            dataset_id=dataset.id, taken_at=now, metadata_json=said, licence_title=_licence(locked)[:300], sha256=sha256
        )
        db.session.add(snapshot)
        db.session.flush()
        audit.record("dataset.pinned", snapshot, by=by, now=now, portal=locked.portal)
    return snapshot


def _mark_absent(harvest: Harvest, *, now: datetime) -> None:
    """Note what a complete walk did not bring. Nothing is deleted: it may come back at the next one."""
    since = func.coalesce(Dataset.absent_since, literal(now, Instant()))
    absent = update(Dataset).where(queries.not_seen_in(harvest)).execution_options(synchronize_session=False)
    db.session.execute(absent.values(absent_since=since, absent_walks=Dataset.absent_walks + 1))


def _licence(dataset: Dataset) -> str:
    return dataset.licence_title or dataset.licence


def _braked(harvest: Harvest) -> Ending:
    """A complete walk, unless much of the catalogue vanished at once: then a person decides."""
    known, gone = queries.presence(harvest)
    if known >= SMALL_CATALOGUE and gone > GREATEST_SHRINK * known:
        words = N_(
            "%(gone)s of %(known)s datasets vanished at once. Nothing was marked missing: if it is right, harvest again "
            "and believe it."
        )
        return Ending(False, words, {"gone": gone, "known": known})
    return Ending(True)
