"""What the illustrative portal lists: reads `catalogue.toml` and decides identities and dates, knows nothing of HTTP or of figures."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from hackathon.dice import Dice

# The portal's date when nobody says another: with it every file has the same bytes everywhere.
AS_OF = date(2026, 11, 20)
_NAMESPACE = UUID("6f0c8f3e-1d0b-5a53-9c53-0b6d5f1c1300")


@dataclass(frozen=True)
class Named:
    """An organization or a group of the portal."""

    name: str
    title: str

    @property
    def id(self) -> str:
        return stable_id("named", self.name)


@dataclass(frozen=True)
class License:
    """A licence with the address of its text."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Field:
    """A column of the main file, as its data dictionary tells it."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Resource:
    """A file on offer: which table fills it and in which dialect it is written; `missing` is a link that is broken on purpose."""

    file: str
    name: str
    format: str = "CSV"
    table: str = ""
    dialect: str = "plain"
    missing: bool = False


@dataclass(frozen=True)
class Dataset:
    """An entry of the catalogue. `created` and `modified` count days back from the portal's date."""

    name: str
    title: str
    notes: str
    organization: Named
    group: Named
    tags: tuple[str, ...]
    license: License | None
    frequency: str
    created: int
    modified: int
    fields: tuple[Field, ...]
    resources: tuple[Resource, ...]

    @property
    def id(self) -> str:
        return stable_id("dataset", self.name)

    def resource_id(self, resource: Resource) -> str:
        return stable_id("resource", self.name, resource.file)


@dataclass(frozen=True)
class Catalogue:
    """Everything the portal lists, datasets in the order of their names."""

    title: str
    description: str
    organizations: tuple[Named, ...]
    groups: tuple[Named, ...]
    licenses: tuple[License, ...]
    datasets: tuple[Dataset, ...]

    def dataset(self, name_or_id: str) -> Dataset | None:
        return next((entry for entry in self.datasets if name_or_id in (entry.name, entry.id)), None)


@cache
def catalogue() -> Catalogue:
    raw = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))
    organizations = {entry["name"]: Named(**entry) for entry in raw["organization"]}
    groups = {entry["name"]: Named(**entry) for entry in raw["group"]}
    licenses = {entry["id"]: License(**entry) for entry in raw["license"]}
    label = raw["site"]["label"]
    datasets = [_dataset(entry, label, organizations, groups=groups, licenses=licenses) for entry in raw["dataset"]]
    return Catalogue(
        raw["site"]["title"],
        raw["site"]["description"],
        tuple(organizations.values()),
        tuple(groups.values()),
        tuple(licenses.values()),
        tuple(sorted(datasets, key=lambda entry: entry.name)),
    )


def stable_id(*parts: str) -> str:
    """The same identity on every machine, shaped like a CKAN id."""
    return str(uuid5(_NAMESPACE, "/".join(parts)))


def stamp(as_of: date, days_ago: int, *seed: str) -> datetime:
    """An instant of that day, during office hours in Peru."""
    dice = Dice("stamp", *seed)
    moment = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) - timedelta(days=days_ago)
    return moment + timedelta(seconds=dice.whole(13 * 3600, 22 * 3600), microseconds=dice.whole(1, 999_999))


def _dataset(
    raw: dict[str, Any],
    label: str,
    organizations: dict[str, Named],
    *,
    groups: dict[str, Named],
    licenses: dict[str, License],
) -> Dataset:
    return Dataset(
        name=raw["name"],
        title=raw["title"],
        notes=f"{raw['notes'].strip()}\n\n{label}",
        organization=organizations[raw["organization"]],
        group=groups[raw["group"]],
        tags=tuple(raw["tags"]),
        license=licenses.get(raw.get("license", "")),
        frequency=raw["frequency"],
        created=raw["created"],
        modified=raw["modified"],
        fields=tuple(Field(*entry) for entry in raw["fields"]),
        resources=tuple(Resource(**entry) for entry in raw["resources"]),
    )
