"""Datasets for the tests of other rooms, as a harvest would have left them, without one."""

from typing import Any

from hackathon.database import db, transaction
from hackathon.portal.models import DataPortal, Dataset, DatasetRecord
from hackathon.portal.records import canonical, digest
from hackathon.portal.search_words import text_for
from hackathon.text import slug_of


def dataset(portal: DataPortal, title: str = "Establecimientos de salud", **columns: Any) -> Dataset:
    """A dataset of this portal; `columns` are those of Dataset."""
    said = {"native_id": slug_of(title), "title": title}
    with transaction() as now:
        made = Dataset(
            portal_id=portal.id,
            slug=slug_of(title),
            sha256=digest(canonical(said)),
            raw_sha256=digest(title),
            shown_at=now,
            first_seen_at=now,
            last_seen_at=now,
            **said | columns,
        )
        db.session.add(made)
        db.session.flush()
        db.session.add(DatasetRecord(dataset_id=made.id, raw=said, normalised=said, search_text=text_for([title])))
    return made
