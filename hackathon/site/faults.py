"""What is wrong with the data that are used: found in the files that were kept, and known of the datasets themselves."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from hackathon.database import db
from hackathon.portal.dataset_quality import Statement, statements
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import FileCheck, PinnedFile
from hackathon.portal.profile.report import Profile
from hackathon.portal.profile_models import DataProfile
from hackathon.portal.showing_profiles import ShownFinding, shown_finding


@dataclass(frozen=True)
class Counted:
    """Serious faults in the files of a dataset, and whether one is urgent."""

    serious: int = 0
    is_urgent: bool = False


NOTHING = Counted()
Found = dict[int, Counted]
AMISS = {"warning", "danger"}
FINDINGS_OF_A_FILE = 4


@dataclass(frozen=True)
class FaultyFile:
    """A file in whose content something serious was found. `score` is its quality, of 100."""

    name: str
    key: str
    score: int
    faults: int
    is_urgent: bool
    findings: list[ShownFinding]  # the gravest first, some of them


@dataclass(frozen=True)
class FaultyDataset:
    """A dataset with what is amiss in what its portal says of it, and in its files."""

    dataset: Dataset
    statements: list[Statement]
    files: list[FaultyFile] = field(default_factory=list)

    @property
    def is_urgent(self) -> bool:
        """Whether people's data seem to stand in one of its files."""
        return any(file.is_urgent for file in self.files)

    @property
    def serious(self) -> int:
        """How much of it its owner should mend."""
        return sum(file.faults for file in self.files) + sum(one.sign == "danger" for one in self.statements)


def faults_in_files(offered: ColumnElement[bool]) -> Found:
    """What was found in the newest copies of each dataset that has faults. `offered` says of which datasets."""
    urgent = func.max(case((DataProfile.is_urgent, 1), else_=0))
    counted = _newest(offered).with_only_columns(PinnedFile.dataset_id, func.sum(DataProfile.faults), urgent)
    rows = db.session.execute(counted.group_by(PinnedFile.dataset_id)).all()
    return {dataset: Counted(int(faults), bool(is_urgent)) for dataset, faults, is_urgent in rows}


def faulty(ids: Collection[int], offered: ColumnElement[bool], at: datetime) -> list[FaultyDataset]:
    """Which of these datasets have something amiss: the urgent ones first, then the worst, then as they are given."""
    whole = select(Dataset).options(
        joinedload(Dataset.portal), joinedload(Dataset.publisher), selectinload(Dataset.resources)
    )
    found = {one.id: one for one in db.session.scalars(whole.where(Dataset.id.in_(ids)))}
    checks, files = _checks(ids, offered), _files(ids, offered)
    told = [_told(found[one], checks.get(one, {}), files.get(one, []), at) for one in ids if one in found]
    amiss = [one for one in told if one.statements or one.files]
    return sorted(amiss, key=lambda one: (not one.is_urgent, -one.serious))


def _told(dataset: Dataset, checks: dict[str, FileCheck], files: list[FaultyFile], at: datetime) -> FaultyDataset:
    amiss = [one for one in statements(dataset, checks, at=at) if one.sign in AMISS]
    return FaultyDataset(dataset, amiss, files)


def _newest(offered: ColumnElement[bool]) -> Any:
    """(copy, its file, its profile) of the newest copy of each file that is still listed and has a serious fault."""
    newest = select(func.max(PinnedFile.id)).join(PinnedFile.dataset).where(offered)
    newest = newest.group_by(PinnedFile.dataset_id, PinnedFile.resource_id)
    listed = and_(Resource.dataset_id == PinnedFile.dataset_id, Resource.native_id == PinnedFile.resource_id)
    read = and_(DataProfile.sha256 == PinnedFile.sha256, DataProfile.declared == Resource.format)
    found = select(PinnedFile, Resource, DataProfile).join(Resource, listed).join(DataProfile, read)
    return found.where(PinnedFile.id.in_(newest), DataProfile.faults > 0)


def _checks(ids: Collection[int], offered: ColumnElement[bool]) -> dict[int, dict[str, FileCheck]]:
    checks: dict[int, dict[str, FileCheck]] = {}
    found = select(FileCheck).join(Dataset, Dataset.id == FileCheck.dataset_id).where(offered, Dataset.id.in_(ids))
    for check in db.session.scalars(found):
        checks.setdefault(check.dataset_id, {})[check.resource_id] = check
    return checks


def _files(ids: Collection[int], offered: ColumnElement[bool]) -> dict[int, list[FaultyFile]]:
    short = load_only(DataProfile.score, DataProfile.faults, DataProfile.is_urgent, DataProfile.profile, raiseload=True)
    rows = (
        _newest(offered).where(PinnedFile.dataset_id.in_(ids)).options(short).order_by(DataProfile.score, PinnedFile.id)
    )
    files: dict[int, list[FaultyFile]] = {}
    for copy, resource, profile in db.session.execute(rows):
        files.setdefault(copy.dataset_id, []).append(_file(copy, resource, profile))
    return files


def _file(copy: PinnedFile, resource: Resource, stored: DataProfile) -> FaultyFile:
    findings = Profile.of_json(stored.profile).findings
    said = [shown_finding(one, with_values=False) for one in findings[:FINDINGS_OF_A_FILE]]
    name = resource.name or resource.format
    return FaultyFile(name, copy.key, stored.score, stored.faults, stored.is_urgent, said)
