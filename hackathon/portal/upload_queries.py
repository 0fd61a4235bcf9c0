"""Questions about portals that are a file, and the file itself."""

from collections.abc import Sequence

from sqlalchemy import select

from hackathon.database import db
from hackathon.net import Fetch
from hackathon.portal.kinds.manual import Manual, stored
from hackathon.portal.models import DataPortal
from hackathon.portal.upload_models import CatalogueFile


def uploaded_portals() -> Sequence[DataPortal]:
    """Every portal whose catalogue is a file that somebody hands in, by name."""
    found = select(DataPortal).where(DataPortal.kind == Manual.name)
    return db.session.scalars(found.order_by(DataPortal.name, DataPortal.id)).all()


def file_of(portal: DataPortal) -> CatalogueFile | None:
    """What was handed in last for this portal."""
    return db.session.scalars(select(CatalogueFile).where(CatalogueFile.portal_id == portal.id)).one_or_none()


def way_to_file(portal: DataPortal) -> Fetch:
    """What the walk of such a portal asks instead of the network; an empty file where none was handed in."""
    file = file_of(portal)
    return stored(file.content if file else b"", portal.base_url, name=file.name if file else "")
