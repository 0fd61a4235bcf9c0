"""Builders of what teams hand in, and of the data it stands on: portals, datasets, challenges, projects.

As in `factories`: a builder takes only what a test cares about, stores it in one transaction and returns it.
"""

import io
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from hackathon import audit, files
from hackathon.accounts.models import Person
from hackathon.challenges import venue_actions, venue_queries
from hackathon.challenges.models import Challenge, ChallengeDataset, EventPortal
from hackathon.challenges.venue_models import VenueSet
from hackathon.database import Words, db, transaction
from hackathon.events.models import Event
from hackathon.permissions import SYSTEM
from hackathon.portal import profiling
from hackathon.portal.actions import keep_snapshot
from hackathon.portal.harvest_models import Harvest, HarvestState
from hackathon.portal.models import DataPortal, Dataset, Resource
from hackathon.portal.pin_actions import note_check
from hackathon.portal.pin_models import FileOutcome, PinnedFile
from hackathon.submissions import actions, queries
from hackathon.submissions.content import Draft, Use
from hackathon.submissions.models import Project
from hackathon.text import slug_of
from tests.factories import HACKING, at, standing
from tests.portal import builders


def portal(slug: str = "libertad", *, name: str = "Datos Abiertos La Libertad", base_url: str = "") -> DataPortal:
    """A portal, and nothing harvested from it yet."""
    base_url = base_url or f"https://{slug}.example.pe"
    with transaction() as now:
        made = DataPortal(slug=slug, name=name, base_url=base_url, kind="ckan", added_at=now)
        db.session.add(made)
        db.session.flush()
        audit.record("portal.added", made, by=SYSTEM, now=now)
    return made


def found_portal(slug: str) -> DataPortal:
    return db.session.scalars(select(DataPortal).where(DataPortal.slug == slug)).one()


def dataset(where: DataPortal, title: str = "Puntos críticos", **options: Any) -> Dataset:
    """A dataset as a harvest would have left it."""
    said = {"licence_title": "ODC-By 1.0", "landing_url": f"{where.base_url}/dataset/{slug_of(title)}"} | options
    return builders.dataset(where, title, **said)


def harvest(where: DataPortal, **columns: Any) -> Harvest:
    """A reading of this portal that is over; `columns` are those of Harvest."""
    with transaction() as now:
        made = Harvest(
            **{
                "portal_id": where.id,
                "state": HarvestState.COMPLETE,
                "asked_at": now,
                "started_at": now,
                "ended_at": now,
            }
            | columns
        )
        db.session.add(made)
    return made


FILE, CONTENT = "puntos.csv", b"a;b\n1;2\n3;4\n"


def resource(of: Dataset, native_id: str = FILE, **columns: Any) -> Resource:
    """A file of this dataset; `columns` are those of Resource."""
    with transaction():
        made = Resource(
            **{"dataset_id": of.id, "native_id": native_id, "name": native_id, "format": "CSV"}
            | {"url": f"https://datos.example.pe/{native_id}"}
            | columns
        )
        db.session.add(made)
    return made


def pinned_file(
    of: Dataset, name: str = FILE, content: bytes = CONTENT, *, is_read: bool = True, **columns: Any
) -> PinnedFile:
    """A kept copy of a file of this dataset, as workers leave it; `columns` are those of PinnedFile."""
    url = f"https://datos.example.pe/{name}"
    with transaction() as now:
        kept = files.keep(io.BytesIO(content))
        made = PinnedFile(
            **{"dataset_id": of.id, "resource_id": name, "revision": 1, "url": url, "final_url": url, "status": 200}
            | {"fetched_at": now, "size": kept.size, "sha256": kept.sha256, "may_be_given": True}
            | columns
        )
        db.session.add(made)
        audit.record("dataset.file_pinned", made, by=SYSTEM, now=now)
    if is_read:
        profiling.run(made.id)
    return made


def challenge(where: Event, *datasets: Dataset, code: str = "R1", title: str = "Alerta temprana") -> Challenge:
    """A challenge that offers these datasets, with their portals linked to the event."""
    with transaction() as now:
        made = Challenge(
            event_id=where.id, code=code, title=Words(title), summary=Words("Para qué."), problem=Words("Qué pasa."),
            questions=Words(""), expected_users=Words(""), category="Otros",
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        linked = set(db.session.scalars(select(EventPortal.portal_id).where(EventPortal.event_id == where.id)))
        for portal_id in {one.portal_id for one in datasets} - linked:
            db.session.add(EventPortal(event_id=where.id, portal_id=portal_id, linked_at=now))
        for one in datasets:
            pinned = keep_snapshot(one, by=SYSTEM, now=now)
            why = Words("Lo que se necesita.")
            db.session.add(ChallengeDataset(challenge_id=made.id, dataset_id=one.id, snapshot_id=pinned.id, reason=why))
        audit.record("challenge.added", made, by=SYSTEM, now=now)
    return made


def venue_set(where: Event) -> VenueSet:
    """A complete set of what the challenges offer: each file answered as it did before."""
    with transaction() as now:
        venue_actions.pin_everything(where, by=SYSTEM, now=now)
    return complete_venue_set(where)


def complete_venue_set(where: Event) -> VenueSet:
    """The open set of an event, completed as workers would have done."""
    found = select(VenueSet.id).where(VenueSet.event_id == where.id, VenueSet.completed_at.is_(None))
    with transaction() as now:
        those = venue_queries.whole_set(db.session.scalars(found).one())
        for file in those.files:
            if file.settled_at is None:
                note_check(file.dataset_id, file.resource_id, FileOutcome.UNCHANGED, status=304, now=now)
        db.session.flush()
        venue_actions.settle(those, now=now)
    return those


WRITTEN = Draft(
    title="Quebrada",
    summary="Una alerta por barrio a partir de lluvias diarias.",
    problem="El aviso llega para toda la provincia.",
    solution="Un mensaje por punto crítico.",
    data_story="Las lluvias tienen una temporada excepcional.",
    repository_url="https://example.org/quebrada",
    licence="MIT",
)
"""What Ada's team writes; challenges and datasets are named by each test."""


def canary(name: str) -> Draft:
    """A project in which every text is this project's own canary."""
    return replace(
        WRITTEN,
        title=f"CANARIO título {name}",
        summary=f"CANARIO resumen {name}",
        problem=f"CANARIO problema {name}",
        solution=f"CANARIO solución {name}",
        data_story=f"CANARIO datos {name}",
        third_parties=f"CANARIO terceros {name}",
        repository_url=f"https://canario.example.org/{name}",
    )


def own_project(where: Event, someone: Person) -> Project:
    """The project of somebody's team, as its pages load it."""
    found_project = queries.own_project(standing(someone, where), where.slug)
    assert found_project is not None
    return found_project


def saved_project(where: Event, someone: Person, **written: Any) -> Project:
    """The project of somebody's team after one save during the hackathon: WRITTEN, but for what is told otherwise."""
    with at(HACKING), transaction(own_project(where, someone)) as now:
        draft = replace(WRITTEN, **written)
        actions.save(own_project(where, someone), draft, by=standing(someone, where), now=now)
    return own_project(where, someone)


def submitted_project(where: Event, someone: Person, **written: Any) -> Project:
    """The project of somebody's team, saved and handed in; without other datasets it uses one of the event's portal."""
    if "datasets" not in written:
        written["datasets"] = (Use(_ref_of_any_dataset(where), "Como base."),)
    if "challenges" not in written:
        codes = select(Challenge.code).where(Challenge.event_id == where.id).limit(1)
        written["challenges"] = tuple(db.session.scalars(codes))
    saved_project(where, someone, **written)
    with at(HACKING), transaction(own_project(where, someone)) as now:
        actions.submit(own_project(where, someone), by=standing(someone, where), now=now)
    return own_project(where, someone)


def _ref_of_any_dataset(where: Event) -> str:
    linked = (
        select(DataPortal.slug, Dataset.slug)
        .join(Dataset, Dataset.portal_id == DataPortal.id)
        .join(EventPortal, EventPortal.portal_id == DataPortal.id)
        .where(EventPortal.event_id == where.id)
    )
    return "/".join(db.session.execute(linked.order_by(Dataset.id).limit(1)).one())
