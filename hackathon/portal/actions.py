"""Adding a portal, setting how it is read, and pinning a dataset. Its harvests are in `harvest_actions`."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon import audit, net
from hackathon.database import db
from hackathon.errors import AddressRefused, RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal import pin_actions, policy, queries, schedule
from hackathon.portal.kinds import Match, Probe
from hackathon.portal.models import DataPortal, Dataset, Snapshot
from hackathon.portal.records import canonical, digest
from hackathon.text import N_, slug_of


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


def set_reading(
    portal: DataPortal,
    *,
    every_hours: int | None = None,
    api_key: str | None = "",
    forgets_key: bool = False,
    by: Standing,
    now: datetime,
) -> None:
    """How often its catalogue is read without being asked (0: never), and the key that its kind may need.

    What is left out stays as it is; a new key is kept even by whoever forgets the old one.
    """
    ensure(policy.may_harvest(by, portal, at=now))
    portal.every_hours = portal.every_hours if every_hours is None else every_hours
    portal.api_key = api_key or ("" if forgets_key else portal.api_key)
    portal.due_at = schedule.next_reading(portal, now=now)
    audit.record("portal.reading_set", portal, by=by, now=now)


def correct(
    portal: DataPortal, *, name: str, is_retired: bool, base_url: str | None = None, by: Standing, now: datetime
) -> None:
    """Call it by another name, read it at another address, or take it out of the lists and bring it back.

    Its datasets stay, with all that points at them; whether the address is right, the next reading shows.
    """
    ensure(policy.may_correct(by, portal, at=now))
    address = (base_url or portal.base_url).rstrip("/")
    if address != portal.base_url:
        _move(portal, address)
    portal.name = name
    portal.retired_at = (portal.retired_at or now) if is_retired else None
    portal.due_at = None if is_retired else schedule.next_reading(portal, now=now)
    audit.record("portal.corrected", portal, by=by, now=now)


def _move(portal: DataPortal, address: str) -> None:
    try:
        net.refuse_unless_askable(address)
    except AddressRefused as refused:
        raise RuleBroken(refused.reason, field="base_url", **refused.values) from refused
    other = queries.portal_with_base(address)
    if other is not None:
        raise RuleBroken(N_("Another portal is read at this address already."), field="base_url")
    portal.base_url, portal.probes = address, []  # what the old address answered proves nothing of the new one
    portal.failures, portal.api_key = 0, ""  # whose key it was is not who is asked now


def pin(dataset: Dataset, *, by: Standing, now: datetime) -> Snapshot:
    """What the dataset says of itself now, kept for good; the same words are kept once. A worker keeps its files."""
    ensure(policy.may_pin(by, dataset, at=now))
    if queries.may_be_another(dataset):
        raise RuleBroken(
            N_(
                "This is probably a dataset that was here under another id. Whoever looks after the portal says so on "
                "the page of its newest reading; offer it after that."
            )
        )
    pin_actions.ask_for_copies(dataset, now=now)
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


def _licence(dataset: Dataset) -> str:
    return dataset.licence_title or dataset.licence
