"""One dataset of DCAT-US as ours: of 1.1 (`/data.json`), POD 1.0, Argentina's profile, DKAN 2, ArcGIS Hub's feed and 3.0.

Pure. What 1.1 writes as a text may be an object or a list of either in 3.0, and anything at all in files made by hand.
Sources: the two schemas; recorded files of data.gov's harvesters, DKAN, datosgobar and Hub.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from hackathon.portal.licences import licence_said
from hackathon.portal.records import Licence, Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_URL,
    approximate_size_of,
    format_of,
    instant_of,
    period_of,
    text_of,
)
from hackathon.text import N_

LONGEST_NAME = 200
LONGEST_KEY = 500
LONGEST_TAG = 100
MOST_RESOURCES = 2_000
NAMES = ("title", "prefLabel", "name", "label", "@id")
MEDIA_TYPE_LIST = re.compile(r"https?://www\.iana\.org/assignments/media-types/", re.IGNORECASE)


def key_of(record: Any) -> str:
    """The id of a dataset: its identifier, else its address in the graph, else its page; empty where it has none."""
    if not isinstance(record, dict):
        return ""
    identifier = said(record.get("identifier"), "@id", "notation", longest=LONGEST_KEY)
    return identifier or said(record.get("@id") or record.get("landingPage"), "@id", longest=LONGEST_KEY)


def dataset_of(record: Any, *, base: str, key: str = "", landing_url: str = "") -> NormalDataset:
    """The dataset in this record; raises Unreadable for one without an id or a title.

    `key` and `landing_url` are given by kinds that know better than the record: the second where the record is silent.
    """
    key = key or key_of(record)
    if not key:
        raise Unreadable(N_("The record has no id."))
    title = name_of(record.get("title"))
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    frequency = _frequency_said(record)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=said(record.get("description")),
        landing_url=_address(record.get("landingPage"), base) or landing_url or (key if _is_address(key) else ""),
        organization=publisher_of(record.get("publisher")),
        categories=_categories(record.get("theme")),
        tags=tags_of(record.get("keyword")),
        licence=_licence(record),
        frequency=period_of(frequency),
        frequency_said=frequency,
        created_at=instant_of(said(record.get("issued"))),
        modified_at=instant_of(said(record.get("modified"))),
        resources=list(_resources(record, base)),
    )


def said(value: Any, *names: str, longest: int = LONGEST_TEXT) -> str:
    """The first text in a text, a list, or an object that says it under one of these names (or as its `@value`)."""
    if isinstance(value, list):
        return next(filter(None, (said(one, *names, longest=longest) for one in value)), "")
    if isinstance(value, dict):
        inner = next(filter(None, (said(value.get(name), *names, longest=longest) for name in ("@value", *names))), "")
        is_linked = any(isinstance(name, str) and name.startswith("@") for name in value)
        return inner or ("" if is_linked else text_of(value, longest))  # a text per language has no such names
    return text_of(value, longest)


def name_of(value: Any, longest: int = LONGEST_TITLE) -> str:
    """A title or name. Some programs escape it as if it were HTML."""
    return text_of(html.unescape(said(value, *NAMES, longest=longest)), longest)


def publisher_of(value: Any) -> Named | None:
    """Who publishes: an object with a name, a bare name, or `{"source": …}` as older Hubs write."""
    first = next((one for one in listed(value) if one), None)
    name = said(first, "name", "prefLabel", "title", "source", "@id", longest=LONGEST_TITLE)
    name = text_of(html.unescape(name), LONGEST_TITLE)
    own = text_of(first.get("@id"), LONGEST_NAME) if isinstance(first, dict) else ""
    return Named(own or name[:LONGEST_NAME], name) if name else None


def tags_of(value: Any) -> list[str]:
    """Keywords, each once: a list, or one text with commas between them."""
    words = re.split(r"[,;]", value) if isinstance(value, str) else listed(value)
    return list(dict.fromkeys(filter(None, (name_of(word, LONGEST_TAG) for word in words))))


def listed(value: Any) -> list[Any]:
    """A list; of a single thing that should have been in one, too."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _categories(themes: Any) -> list[Named]:
    found: dict[str, Named] = {}
    for theme in listed(themes):
        title = name_of(theme)
        key = (text_of(theme.get("@id"), LONGEST_NAME) if isinstance(theme, dict) else "") or title[:LONGEST_NAME]
        if title:
            found.setdefault(key, Named(key, title))
    return list(found.values())


def _licence(record: dict[str, Any]) -> Licence:
    """The dataset's, else the first that a distribution states: DCAT-US 3 has it there."""
    for holder in (record, *listed(record.get("distribution"))):
        value = holder.get("license") if isinstance(holder, dict) else None
        licence = licence_said(said(value, "@id", "url", "title"), title=said(value, "title"))
        if licence != Licence():
            return licence
    return Licence()


def _frequency_said(record: dict[str, Any]) -> str:
    """The frequency in the portal's words; `modified` may hold one (`R/P1D`) in place of a date."""
    modified = said(record.get("modified"), longest=LONGEST_NAME)
    return said(record.get("accrualPeriodicity"), *NAMES, longest=LONGEST_NAME) or (
        modified if modified.upper().startswith("R/") else ""
    )


def _resources(record: dict[str, Any], base: str) -> Iterator[NormalResource]:
    """Its files and services in the portal's order; at most MOST_RESOURCES, each with a key of its own."""
    seen = set[str]()
    for distribution in listed(record.get("distribution")) or _of_the_dataset_itself(record):
        made = _resource(distribution, base, seen) if isinstance(distribution, dict) else None
        if made and len(seen) < MOST_RESOURCES:
            seen.add(made.native_id)
            yield made


def _of_the_dataset_itself(record: dict[str, Any]) -> list[dict[str, Any]]:
    """In POD 1.0 a dataset may be its only distribution."""
    own = {name: record.get(name) for name in ("accessURL", "downloadURL", "format")}
    service = {"accessURL": record.get("webService"), "format": "API"}
    return [one for one in (own, service) if one["accessURL"] or one.get("downloadURL")]


def _resource(distribution: dict[str, Any], base: str, seen: set[str]) -> NormalResource | None:
    url = _address(distribution.get("downloadURL"), base) or _address(distribution.get("accessURL"), base)
    url = url or _address(distribution.get("accessService"), base)
    title = name_of(distribution.get("title"))
    own = said(distribution.get("identifier") or distribution.get("@id"), "@id", "notation", longest=LONGEST_NAME)
    keys = (own, digest(f"{url} {title}") if url else "")  # files repeat ids, and addresses
    key = next((key for key in keys if key and key not in seen), "")
    if not key:
        return None
    media_type = said(distribution.get("mediaType"), "@id", longest=LONGEST_NAME)
    media_type = MEDIA_TYPE_LIST.sub("", media_type)[:100]
    return NormalResource(
        native_id=key,
        url=url,
        title=title,
        description=said(distribution.get("description")),
        format=format_of(declared=_format(distribution.get("format")), media_type=media_type, url=url),
        media_type=media_type,
        size=approximate_size_of(distribution.get("byteSize")),
        hash=said(distribution.get("checksum"), "checksumValue", longest=200),
        created_at=instant_of(said(distribution.get("issued"))),
        modified_at=instant_of(said(distribution.get("modified"))),
    )


def _format(value: Any) -> str:
    """What is declared; of an address in a list of formats its last part."""
    declared = MEDIA_TYPE_LIST.sub("", said(value, *NAMES, longest=LONGEST_NAME))
    return declared.rstrip("/").rpartition("/")[2] if _is_address(declared) else declared


def _address(value: Any, base: str) -> str:
    """An address as it is given; where only its scheme is left out (`//host/x`), with that of the portal."""
    address = said(value, "@id", "endpointURL", "url", longest=LONGEST_URL)
    return f"{base.partition(':')[0]}:{address}"[:LONGEST_URL] if address.startswith("//") else address


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
