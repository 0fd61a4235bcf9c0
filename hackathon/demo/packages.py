"""The catalogue written the way CKAN 2.11 writes it: packages, resources, organizations, groups; nothing of requests."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hackathon.demo.catalogue import Catalogue, Dataset, License, Named, Resource, stable_id, stamp
from hackathon.demo.generator import content

Record = dict[str, Any]
_MIMETYPES = {"CSV": "text/csv", "GeoJSON": "application/geo+json"}


@dataclass(frozen=True)
class Site:
    """A portal at an address, on a date."""

    catalogue: Catalogue
    url: str
    as_of: date

    def packages(self) -> list[Record]:
        return [self.package(dataset) for dataset in self.catalogue.datasets]

    def package(self, dataset: Dataset) -> Record:
        return {
            "author": None,
            "author_email": None,
            "creator_user_id": stable_id("user", "portal"),
            "id": dataset.id,
            "isopen": dataset.license is not None,
            **_license_of(dataset.license),
            "maintainer": None,
            "maintainer_email": None,
            "metadata_created": _written(stamp(self.as_of, dataset.created, dataset.name, "created")),
            "metadata_modified": self._modified(dataset),
            "name": dataset.name,
            "notes": dataset.notes,
            "num_resources": len(dataset.resources),
            "num_tags": len(dataset.tags),
            "organization": self._owner(dataset.organization),
            "owner_org": dataset.organization.id,
            "private": False,
            "state": "active",
            "title": dataset.title,
            "type": "dataset",
            "url": None,
            "version": None,
            "extras": [{"key": "frecuencia", "value": dataset.frequency}],
            "groups": [_theme(dataset.group)],
            "resources": [self.resource(dataset, order) for order in range(len(dataset.resources))],
            "tags": [_tag(name) for name in sorted(dataset.tags)],
            "relationships_as_subject": [],
            "relationships_as_object": [],
        }

    def resource(self, dataset: Dataset, order: int) -> Record:
        resource = dataset.resources[order]
        identity = dataset.resource_id(resource)
        return {
            "cache_last_updated": None,
            "cache_url": None,
            "created": _written(stamp(self.as_of, dataset.created, resource.file, "created")),
            "datastore_active": False,
            "description": "Datos ilustrativos",
            "format": resource.format,
            "hash": "",
            "id": identity,
            "last_modified": self._modified(dataset),
            "metadata_modified": self._modified(dataset),
            "mimetype": _MIMETYPES[resource.format],
            "mimetype_inner": None,
            "name": resource.name,
            "package_id": dataset.id,
            "position": order,
            "resource_type": None,
            "size": None if resource.missing else len(content(dataset, resource, self.as_of)),
            "state": "active",
            "url": f"{self.url}{file_path(dataset, resource)}",
            "url_type": "upload",
        }

    def organization(self, named: Named) -> Record:
        return self._listed(named, is_organization=True)

    def group(self, named: Named) -> Record:
        return self._listed(named, is_organization=False)

    def _modified(self, dataset: Dataset) -> str:
        return _written(stamp(self.as_of, dataset.modified, dataset.name, "modified"))

    def _founded(self, named: Named) -> str:
        return _written(stamp(self.as_of, 1500, named.name))

    def _owner(self, named: Named) -> Record:
        return {
            "id": named.id,
            "name": named.name,
            "title": named.title,
            "type": "organization",
            "description": "",
            "image_url": "",
            "created": self._founded(named),
            "is_organization": True,
            "approval_status": "approved",
            "state": "active",
        }

    def _listed(self, named: Named, *, is_organization: bool) -> Record:
        return {
            "approval_status": "approved",
            "created": self._founded(named),
            "description": "",
            "display_name": named.title,
            "id": named.id,
            "image_display_url": "",
            "image_url": "",
            "is_organization": is_organization,
            "name": named.name,
            "num_followers": 0,
            "package_count": sum(named in (dataset.organization, dataset.group) for dataset in self.catalogue.datasets),
            "state": "active",
            "title": named.title,
            "type": "organization" if is_organization else "group",
        }


def file_path(dataset: Dataset, resource: Resource) -> str:
    return f"/dataset/{dataset.id}/resource/{dataset.resource_id(resource)}/download/{resource.file}"


def license_record(entry: License) -> Record:
    approved = {"od_conformance": "approved", "osd_conformance": "not reviewed", "status": "active"}
    domains = {"domain_content": "False", "domain_data": "True", "domain_software": "False", "is_generic": "False"}
    return {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "family": "",
        "maintainer": "",
        **approved,
        **domains,
    }


def _written(moment: datetime) -> str:
    """UTC without saying so, with microseconds, as CKAN writes instants."""
    return moment.replace(tzinfo=None).isoformat()


def _license_of(entry: License | None) -> Record:
    # CKAN leaves the address out where nobody chose a licence.
    if entry is None:
        return {"license_id": None, "license_title": None}
    return {"license_id": entry.id, "license_title": entry.title, "license_url": entry.url}


def _theme(named: Named) -> Record:
    names = {"description": "", "display_name": named.title, "id": named.id, "image_display_url": ""}
    return {**names, "name": named.name, "title": named.title}


def _tag(name: str) -> Record:
    return {"display_name": name, "id": stable_id("tag", name), "name": name, "state": "active", "vocabulary_id": None}
