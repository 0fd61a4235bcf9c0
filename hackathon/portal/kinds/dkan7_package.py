"""One package of a DKAN 7 as our dataset. Pure. It has CKAN's field names, and other things in them.

Sources: recorded answers of Peru's and of a French portal; GetDKAN's open_data_schema_map for the mapping. Not believed:
`state` and `private` (every public dataset is private there), `url` (it may name another host), `maintainer` (the site).
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from hackathon.portal.dates import LIMA, order_among, weekday_instant
from hackathon.portal.kinds.ckan_package import LONGEST_NAME, MOST_RESOURCES, frequency_said, tags_of
from hackathon.portal.licences import licence_said
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import (
    LONGEST_TITLE,
    LONGEST_URL,
    approximate_size_of,
    format_of,
    instant_of,
    objects_in,
    period_of,
    text_of,
)
from hackathon.text import N_

DATE_FIELDS = ("metadata_created", "metadata_modified", "revision_timestamp", "created", "last_modified")

Instants = Callable[[Any], datetime | None]
"""Reads a date of one package."""


def dataset_of(package: Any, *, base: str, zone: ZoneInfo = LIMA) -> NormalDataset:
    """The dataset in this package; raises Unreadable for one without id or name. Its dates are local to `zone`."""
    if not isinstance(package, dict) or not text_of(package.get("id")):
        raise Unreadable(N_("The record has no id."))
    key, name = text_of(package["id"], LONGEST_NAME), text_of(package.get("name"), LONGEST_NAME)
    title = text_of(package.get("title"), LONGEST_TITLE) or name
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    said, instant = frequency_said(package), _instants(package, zone)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(package.get("notes")),
        # A name keeps its accents; the address has them as UTF-8.
        landing_url=f"{base}/dataset/{quote(name or key, safe='')}",
        organization=_publisher(package.get("groups")),
        tags=tags_of(package.get("tags")),
        licence=licence_said(
            package.get("license_url") or package.get("license_title"),
            code=package.get("license_id"),
            title=package.get("license_title"),
        ),
        frequency=period_of(said),
        frequency_said=said,
        created_at=instant(package.get("metadata_created")),
        modified_at=instant(package.get("metadata_modified")) or instant(package.get("revision_timestamp")),
        resources=list(_resources(package.get("resources"), instant)),
    )


def _instants(package: dict[str, Any], zone: ZoneInfo) -> Instants:
    """How this package's dates are read: where a weekday fits both orders, as its other dates are written."""
    parts = [package, *objects_in(package.get("resources"))]
    order = order_among(part.get(field) for part in parts for field in DATE_FIELDS)
    return lambda value: weekday_instant(value, zone=zone, order=order) or instant_of(value)


def _publisher(groups: Any) -> Named | None:
    """The first group: DKAN 7 has no organisations, its groups are the publishers."""
    first = next(objects_in(groups), {})
    title = text_of(first.get("title"), LONGEST_TITLE) or text_of(first.get("name"), LONGEST_TITLE).removeprefix(
        "group/"
    )
    return Named(text_of(first.get("id"), LONGEST_NAME) or title[:LONGEST_NAME], title) if title else None


def _resources(listed: Any, instant: Instants) -> Iterator[NormalResource]:
    """Its resources in the portal's order, each id once; at most MOST_RESOURCES."""
    seen = set[str]()
    for resource in objects_in(listed):
        url, title = text_of(resource.get("url"), LONGEST_URL), text_of(resource.get("name"), LONGEST_TITLE)
        key = text_of(resource.get("id"), LONGEST_NAME) or (digest(f"{url} {title}") if url else "")
        if not key or key in seen or len(seen) >= MOST_RESOURCES:
            continue
        seen.add(key)
        yield NormalResource(
            native_id=key,
            url=url,
            title=title,
            description=text_of(resource.get("description")),
            format=format_of(declared=resource.get("format"), media_type=resource.get("mimetype"), url=url),
            media_type=text_of(resource.get("mimetype"), 100),
            size=approximate_size_of(resource.get("size")),
            created_at=instant(resource.get("created")),
            modified_at=instant(resource.get("last_modified")) or instant(resource.get("revision_timestamp")),
        )
