"""One CKAN package as our dataset. Pure: the same package gives the same dataset, on any machine.

Extensions move fields about: an extra may stand in `extras` or at the top, a text may be a dict or JSON per language.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import (
    LONGEST_TITLE,
    LONGEST_URL,
    format_of,
    instant_of,
    objects_in,
    period_of,
    size_of,
    text_of,
)
from hackathon.text import N_, fold

LONGEST_NAME = 200
MOST_RESOURCES = 2_000
FREQUENCY_KEYS = frozenset(
    {
        "frequency", "frecuencia", "frequencia", "frequence", "accrual periodicity", "accrualperiodicity", "update frequency",
        "frecuencia de actualizacion", "frequencia de atualizacao", "periodicidad", "periodicidade", "periodicidad de actualizacion",
    }
)  # fmt: skip


def dataset_of(package: Any, *, base: str) -> NormalDataset:
    """The dataset in this package; raises Unreadable for one without id or without any name."""
    if not isinstance(package, dict) or not text_of(package.get("id")):
        raise Unreadable(N_("The record has no id."))
    key, name = text_of(package["id"], LONGEST_NAME), text_of(package.get("name"), LONGEST_NAME)
    title = _translated(package, "title", LONGEST_TITLE) or name
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    said = frequency_said(package)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=_translated(package, "notes"),
        landing_url=f"{base}/dataset/{quote(name or key, safe='')}",
        organization=_named(package.get("organization")),
        categories=_once(filter(None, map(_named, objects_in(package.get("groups"))))),
        tags=tags_of(package.get("tags")),
        licence=licence_of(
            code=package.get("license_id"), title=package.get("license_title"), url=package.get("license_url")
        ),
        frequency=period_of(said),
        frequency_said=said,
        created_at=instant_of(package.get("metadata_created")),
        modified_at=instant_of(package.get("metadata_modified")),
        resources=_resources(package.get("resources")),
    )


def _resources(listed: Any) -> list[NormalResource]:
    """Its resources in the portal's order, each id once; at most MOST_RESOURCES."""
    found: dict[str, NormalResource] = {}
    for resource in objects_in(listed):
        made = _resource(resource)
        if made and len(found) < MOST_RESOURCES:
            found.setdefault(made.native_id, made)
    return list(found.values())


def _resource(resource: dict[str, Any]) -> NormalResource | None:
    url = text_of(resource.get("url"), LONGEST_URL)
    key = text_of(resource.get("id"), LONGEST_NAME)
    title = _translated(resource, "name", LONGEST_TITLE)
    if not (key or url):
        return None
    return NormalResource(
        native_id=key or digest(f"{url} {title}"),
        url=url,
        title=title,
        description=_translated(resource, "description"),
        format=format_of(declared=resource.get("format"), media_type=resource.get("mimetype"), url=url),
        media_type=text_of(resource.get("mimetype"), 100),
        size=size_of(resource.get("size")),
        hash=text_of(resource.get("hash"), 200),
        created_at=instant_of(resource.get("created")),
        modified_at=instant_of(resource.get("last_modified")) or instant_of(resource.get("metadata_modified")),
    )


def _named(thing: Any) -> Named | None:
    """An organisation or group: its title may be null, its name never is."""
    if not isinstance(thing, dict):
        return None
    key = text_of(thing.get("id"), LONGEST_NAME) or text_of(thing.get("name"), LONGEST_NAME)
    title = _translated(thing, "title", LONGEST_TITLE) or text_of(
        thing.get("display_name") or thing.get("name"), LONGEST_TITLE
    )
    return Named(key or title, title) if title else None


def _once(things: Iterator[Named]) -> list[Named]:
    return list({thing.native_id: thing for thing in things}.values())


def tags_of(listed: Any) -> list[str]:
    texts = (text_of(tag.get("display_name"), 100) or text_of(tag.get("name"), 100) for tag in objects_in(listed))
    return list(dict.fromkeys(filter(None, texts)))


def frequency_said(package: dict[str, Any]) -> str:
    """The update frequency in the portal's own words, wherever its extension keeps it."""
    extras = ((extra.get("key"), extra.get("value")) for extra in objects_in(package.get("extras")))
    for key, value in [*extras, *package.items()]:
        if isinstance(key, str) and _names_a_frequency(key) and text_of(value):
            return text_of(value, LONGEST_NAME)
    return ""


@lru_cache(maxsize=4096)
def _names_a_frequency(key: str) -> bool:
    """Portals use the same few names in every record: each is folded once."""
    return fold(key.replace("_", " ")) in FREQUENCY_KEYS


def _translated(thing: dict[str, Any], field: str, longest: int | None = None) -> str:
    """A text field, from its translations where an extension keeps them beside it."""
    bounds = {} if longest is None else {"longest": longest}
    translated = thing.get(f"{field}_translated")
    return (text_of(translated, **bounds) if isinstance(translated, dict) else "") or text_of(
        thing.get(field), **bounds
    )
