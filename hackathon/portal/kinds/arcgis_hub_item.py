"""One item of an ArcGIS Hub's search, or one dataset of its feed, as our dataset. Pure.

The addresses of datasets change with the platform and with their titles; what stays is the item's id of 32 hexadecimal
digits and the number of its layer. They are the key, so that both ways of reading a Hub give the same datasets.
Sources: a recorded item of the search, recorded feeds; Hub makes files on demand, at the addresses that its feeds show.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from hackathon.portal.kinds import dcat_us_record as dcat_us
from hackathon.portal.kinds.dcat_us_record import listed, name_of, said, tags_of
from hackathon.portal.licences import licence_said
from hackathon.portal.records import Licence, Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import LONGEST_URL, format_of, instant_of, text_of
from hackathon.text import N_

ITEM = re.compile(r"(?<![0-9a-z])([0-9a-f]{32})(?:_(\d{1,4}))?(?![0-9a-z])", re.IGNORECASE)
SERVICE = re.compile(r"/(?:Feature|Map|Image)Server(?:/(\d{1,4}))?/?$")
LAYER = re.compile(r"(?:\bsublayer=|\blayers=|/(?:Feature|Map)Server/)(\d{1,4})(?!\d)")
MADE_ON_DEMAND = ("CSV", "GeoJSON")
NO_LICENCE = frozenset({"none", "custom"})
MOST_RESOURCES = 200


def key_of(raw: Any) -> str:
    """The item's id with its layer (`…_0`), else what the record calls its id; empty for what has none."""
    if not isinstance(raw, dict):
        return ""
    properties = raw.get("properties")
    if isinstance(properties, dict):
        own = text_of(raw.get("id"), 500) or text_of(properties.get("id"), 500)
        return _stable(own, text_of(properties.get("url"), LONGEST_URL)) or own
    files = (one for one in listed(raw.get("distribution")) if isinstance(one, dict))
    addresses = (said(one.get(name), longest=LONGEST_URL) for one in files for name in ("accessURL", "downloadURL"))
    page = said(raw.get("landingPage"), longest=LONGEST_URL)
    return _stable(dcat_us.key_of(raw), page, *addresses) or dcat_us.key_of(raw)


def dataset_of(raw: Any, *, base: str) -> NormalDataset:
    """The dataset in this record; raises Unreadable for one without an id or a title."""
    key = key_of(raw)
    if not key:
        raise Unreadable(N_("The record has no id."))
    page = f"{base}/datasets/{quote(key, safe=':')}"
    if not isinstance(raw.get("properties"), dict):
        return dcat_us.dataset_of(raw, base=base, key=key, landing_url=page)
    item = raw["properties"]
    title = name_of(item.get("title")) or name_of(item.get("name"))
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(item.get("description")) or text_of(item.get("snippet")),
        landing_url=page,
        organization=next(
            filter(None, (dcat_us.publisher_of(item.get(name)) for name in ("source", "orgName", "owner"))), None
        ),
        categories=_categories(item.get("categories")),
        tags=tags_of(item.get("tags")),
        licence=_licence(item),
        created_at=_instant(item.get("created")),
        modified_at=_instant(item.get("modified")),
        resources=list(_resources(item, key, base)),
    )


def _stable(*texts: str) -> str:
    """The first item id in these texts, with the layer that it or any of them names."""
    found = next(filter(None, map(ITEM.search, texts)), None)
    if not found:
        return ""
    layer = found[2] or next((layer[1] for layer in map(LAYER.search, texts) if layer), None)
    return found[1].lower() if layer is None else f"{found[1].lower()}_{int(layer)}"


def _categories(paths: Any) -> list[Named]:
    """The last name of each path (`/Categories/Environment/Water`)."""
    names = (name_of(path).rstrip("/").rpartition("/")[2].strip() for path in listed(paths))
    return [Named(name[:200], name) for name in dict.fromkeys(filter(None, names))]


def _licence(item: dict[str, Any]) -> Licence:
    """By its structured form where the site filled it in, else by the HTML that people wrote."""
    structured = item.get("structuredLicense")
    structured = structured if isinstance(structured, dict) else {}
    code = text_of(item.get("license"), 100)
    code = "" if code.lower() in NO_LICENCE else code
    said_in_form = text_of(structured.get("url"), LONGEST_URL) or text_of(structured.get("text"))
    return licence_said(said_in_form or text_of(item.get("licenseInfo")), code=code)


def _instant(value: Any) -> datetime | None:
    """An instant, of milliseconds since 1970 or of a text."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return instant_of(value)
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _resources(item: dict[str, Any], key: str, base: str) -> Iterator[NormalResource]:
    """Its service, the files that Hub makes of a layer of features, and what its editors added."""
    url, title = text_of(item.get("url"), LONGEST_URL), text_of(item.get("type"), 200)
    service = SERVICE.search(url)
    if url:
        declared = "ArcGIS GeoServices REST API" if service else ""
        yield NormalResource("service", url, title, format=format_of(declared=declared, media_type="", url=url))
    hexadecimal, _, layer = key.partition("_")
    if service and layer and "/FeatureServer" in url:
        for name in MADE_ON_DEMAND:
            address = f"{base}/api/download/v1/items/{hexadecimal}/{name.lower()}?layers={layer}"
            yield NormalResource(name.lower(), address, name, format=name.upper())
    seen = set[str]()
    for more in listed(item.get("additionalResources"))[:MOST_RESOURCES]:
        address = said(more, "url", longest=LONGEST_URL)
        name = name_of(more.get("name")) if isinstance(more, dict) else ""
        if address and address not in seen:
            seen.add(address)
            form = format_of(declared="", media_type="", url=address)
            yield NormalResource(digest(address), address, name, format=form)
