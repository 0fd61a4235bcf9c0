"""Questions about the copies of files that an event's challenges stand on."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from hackathon.challenges.models import ChallengeDataset
from hackathon.challenges.queries import pinned_in
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import FileCheck, FileOutcome, PinnedFile
from hackathon.portal.pin_queries import copies_of

NOT_KEPT = (FileOutcome.GONE, FileOutcome.FAILED, FileOutcome.TOO_LARGE)


def copies_for(event: Event) -> list[tuple[Dataset, PinnedFile]]:
    """(dataset, copy) of the newest copies of all files that the challenges offer, each once, in their order."""
    offered = {link.dataset_id: link.dataset for link in pinned_in(event)}
    copies = copies_of(offered)
    return [(dataset, copy) for key, dataset in offered.items() for (of, _), copy in copies.items() if of == key]


def files_kept(links: Sequence[ChallengeDataset]) -> dict[int, tuple[int, int, int]]:
    """Dataset id -> (files kept, their bytes, files that could not be kept)."""
    ids = {link.dataset_id for link in links}
    kept, size = Counter[int](), Counter[int]()
    for copy in copies_of(ids).values():
        kept[copy.dataset_id] += 1
        size[copy.dataset_id] += copy.size
    failed = select(FileCheck.dataset_id).where(FileCheck.dataset_id.in_(ids), FileCheck.outcome.in_(NOT_KEPT))
    lost = Counter(db.session.scalars(failed))
    return {key: (kept[key], size[key], lost[key]) for key in ids}
