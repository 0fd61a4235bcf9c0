"""CKAN's Action API over the illustrative catalogue: which status and which JSON each call gets. Pure; `stand_in.py` speaks HTTP."""

from collections.abc import Callable
from typing import Any

from hackathon.demo.catalogue import Named
from hackathon.demo.packages import Record, Site, license_record
from hackathon.demo.search import Refused, search

Params = dict[str, Any]
Answer = tuple[int, Any]

CKAN_VERSION = "2.11.3"
# What CKAN lists at most when whole records are asked for.
_FULL_LIST_AT_MOST = 25
_WRITES = ("create", "update", "patch", "delete", "purge")


def answer(site: Site, name: str, params: Params) -> Answer:
    """Status and body for one action, enveloped, or the bare text that CKAN writes for an action it does not know."""
    action = _ACTIONS.get(name)
    if action is None:
        if name.rpartition("_")[2] in _WRITES:
            return _refusal(
                site, name, Refused(403, "Authorization Error", message="Access denied: User  not authorized")
            )
        return 400, f"Bad request - Action name not known: {name}"
    try:
        result = action(site, params)
    except Refused as refused:
        return _refusal(site, name, refused)
    return 200, {"help": _help(site, name), "success": True, "result": result}


def _refusal(site: Site, name: str, refused: Refused) -> Answer:
    return refused.status, {"help": _help(site, name), "error": refused.error, "success": False}


def _help(site: Site, name: str) -> str:
    return f"{site.url}/api/3/action/help_show?name={name}"


def _status_show(site: Site, _params: Params) -> Record:
    return {
        "site_title": site.catalogue.title,
        "site_description": site.catalogue.description,
        "site_url": site.url,
        "error_emails_to": "",
        "locale_default": "es",
        "extensions": [],
        "ckan_version": CKAN_VERSION,
    }


def _package_list(site: Site, params: Params) -> list[str]:
    return _page([dataset.name for dataset in site.catalogue.datasets], params)


def _package_show(site: Site, params: Params) -> Record:
    dataset = site.catalogue.dataset(_identity(params, "name_or_id"))
    if dataset is None:
        raise Refused(404, "Not Found Error", message="Not found")
    return site.package(dataset)


def _resource_show(site: Site, params: Params) -> Record:
    identity = _identity(params, "id")
    for package in site.packages():
        for resource in package["resources"]:
            if resource["id"] == identity:
                found: Record = resource
                return found
    raise Refused(404, "Not Found Error", message="Not found")


def _package_search(site: Site, params: Params) -> Record:
    return search(site.packages(), params)


def _current_packages(site: Site, params: Params) -> list[Record]:
    newest = sorted(site.packages(), key=lambda package: str(package["metadata_modified"]), reverse=True)
    return _page(newest, {"limit": 10, **params})


def _organization_list(site: Site, params: Params) -> list[Any]:
    return _listing(site.catalogue.organizations, site.organization, params)


def _group_list(site: Site, params: Params) -> list[Any]:
    return _listing(site.catalogue.groups, site.group, params)


def _tag_list(site: Site, _params: Params) -> list[str]:
    return sorted({tag for dataset in site.catalogue.datasets for tag in dataset.tags})


def _license_list(site: Site, _params: Params) -> list[Record]:
    return [license_record(entry) for entry in site.catalogue.licenses]


def _listing(names: tuple[Named, ...], record: Callable[[Named], Record], params: Params) -> list[Any]:
    if str(params.get("all_fields", "")).lower() not in ("true", "1", "yes"):
        return _page([named.name for named in names], params)
    whole = _page([record(named) for named in names], params)
    return whole[:_FULL_LIST_AT_MOST]


def _identity(params: Params, missing: str) -> str:
    if not params.get("id"):
        raise Refused(409, "Validation Error", **{missing: ["Missing value"]})
    return str(params["id"])


def _page(entries: list[Any], params: Params) -> list[Any]:
    try:
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", len(entries)))
    except ValueError as wrong:
        raise Refused(409, "Validation Error", limit=["Invalid integer"]) from wrong
    return entries[offset : offset + limit]


_ACTIONS: dict[str, Callable[[Site, Params], Any]] = {
    "status_show": _status_show,
    "package_list": _package_list,
    "package_show": _package_show,
    "package_search": _package_search,
    "resource_show": _resource_show,
    "current_package_list_with_resources": _current_packages,
    "organization_list": _organization_list,
    "group_list": _group_list,
    "tag_list": _tag_list,
    "license_list": _license_list,
}
