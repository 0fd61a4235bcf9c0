"""One dataset of udata as ours. Pure. Source: udata's API fields and codes, and objects of data.gouv.fr."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable
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
from hackathon.text import N_

LONGEST_ID = 500
LONGEST_NAME = 300
MOST_RESOURCES = 2_000
# The codes that only udata has; those without an even step (semiweekly, threeTimesAMonth) stay words.
FREQUENCIES = {"fourTimesADay": "PT6H", "threeTimesADay": "PT8H", "semidaily": "PT12H", "threeTimesAYear": "P4M"}


def dataset_of(dataset: Any, *, base: str) -> NormalDataset:
    """The dataset in this object; raises Unreadable for one without id or title."""
    key = text_of(dataset.get("id"), LONGEST_ID) if isinstance(dataset, dict) else ""
    if not key:
        raise Unreadable(N_("The record has no id."))
    title = text_of(dataset.get("title"), LONGEST_TITLE) or text_of(dataset.get("slug"), LONGEST_TITLE)
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    frequency = text_of(dataset.get("frequency"), 200)
    files: dict[str, NormalResource] = {}
    for file in objects_in(dataset.get("resources")):
        made = _resource(file)
        if made and len(files) < MOST_RESOURCES:
            files.setdefault(made.native_id, made)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(dataset.get("description")),
        landing_url=_landing(dataset, key, base),
        organization=_organization(dataset),
        tags=_tags(dataset.get("tags")),
        licence=licence_of(code=dataset.get("license")),
        frequency=FREQUENCIES.get(frequency) or period_of(frequency),
        frequency_said="" if frequency == "unknown" else frequency,
        created_at=_instant(dataset, "created_at", "created_at_internal"),
        modified_at=_instant(dataset, "last_update", "last_modified", "last_modified_internal"),
        resources=list(files.values()),
    )


def _resource(file: dict[str, Any]) -> NormalResource | None:
    """A file by the address that stays when it is sent anew; the one in `url` carries its date and changes."""
    own = text_of(file.get("url"), LONGEST_URL)
    stable = text_of(file.get("latest"), LONGEST_URL)
    key = text_of(file.get("id"), LONGEST_ID) or own[:LONGEST_ID]
    if not key:
        return None
    return NormalResource(
        native_id=key,
        url=stable or own,
        title=text_of(file.get("title"), LONGEST_TITLE),
        description=text_of(file.get("description")),
        format=format_of(declared=file.get("format"), media_type=file.get("mime"), url=own),
        media_type=text_of(file.get("mime"), 100),
        size=size_of(file.get("filesize")),
        hash=_checksum(file.get("checksum")),
        created_at=_instant(file, "created_at"),
        modified_at=_instant(file, "last_modified"),
    )


def _checksum(said: Any) -> str:
    """`sha1:ab12…`; empty where there is none."""
    value = text_of(said.get("value"), 150) if isinstance(said, dict) else ""
    algorithm = text_of(said.get("type"), 20).lower() if value else ""
    return f"{algorithm}:{value}" if algorithm else value


def _landing(dataset: dict[str, Any], key: str, base: str) -> str:
    page = text_of(dataset.get("page"), LONGEST_URL)
    if page.startswith(("http://", "https://")):
        return page
    return f"{base}/datasets/{quote(text_of(dataset.get('slug'), 200) or key, safe='')}/"


def _organization(dataset: dict[str, Any]) -> Named | None:
    """The organisation, else the person who owns it."""
    for who in objects_in([dataset.get("organization"), dataset.get("owner")]):
        person = f"{text_of(who.get('first_name'), 100)} {text_of(who.get('last_name'), 100)}".strip()
        name = text_of(who.get("name"), LONGEST_TITLE) or person
        if name:
            return Named(text_of(who.get("id"), LONGEST_NAME) or name[:LONGEST_NAME], name)
    return None


def _tags(listed: Any) -> list[str]:
    texts = (text_of(tag, 100) for tag in listed) if isinstance(listed, list) else iter(())
    return list(dict.fromkeys(filter(None, texts)))


def _instant(thing: dict[str, Any], *names: str) -> datetime | None:
    """The first of these instants that is said, here or among what the platform keeps for itself."""
    inner = thing.get("internal")
    places = [thing, inner] if isinstance(inner, dict) else [thing]
    moments = (instant_of(place.get(name)) for name in names for place in places)
    return next(filter(None, moments), None)
