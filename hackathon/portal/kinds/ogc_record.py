"""One record of OGC API Records as our dataset. Pure. Geometry, time and licence may be null by the standard."""

from collections.abc import Iterator
from typing import Any

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Licence, Named, NormalDataset, NormalResource, Unreadable, digest
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
FILES = ("enclosure", "item", "data")
PAGES = ("canonical", "alternate", "about", "item", "self")


def dataset_of(feature: Any) -> NormalDataset:
    """The dataset in this record; raises Unreadable for one without id or title."""
    key = text_of(feature.get("id"), LONGEST_ID) if isinstance(feature, dict) else ""
    if not key:
        raise Unreadable(N_("The record has no id."))
    about = _object(feature.get("properties"))
    title = text_of(about.get("title"), LONGEST_TITLE)
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    links = list(objects_in(feature.get("links")))
    said = text_of(about.get("updateFrequency"), 200)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(about.get("description")),
        landing_url=_landing(links),
        organization=_organization(about.get("contacts")),
        categories=list({theme.native_id: theme for theme in _themes(about.get("themes"))}.values()),
        tags=_keywords(about.get("keywords")),
        licence=_licence(about.get("license"), links),
        frequency=period_of(said),
        frequency_said=said,
        created_at=instant_of(about.get("created")) or instant_of(about.get("recordCreated")),
        modified_at=instant_of(about.get("updated")) or instant_of(about.get("recordUpdated")),
        resources=_resources(links, about.get("formats")),
    )


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_page(link: dict[str, Any]) -> bool:
    return "html" in text_of(link.get("type"))


def _resources(links: list[dict[str, Any]], formats: Any) -> list[NormalResource]:
    """Its files in the portal's order, each address and title once. A record's only format is that of its only file."""
    files = [link for link in links if link.get("rel") in FILES and not (link["rel"] == "item" and _is_page(link))]
    names = [text_of(one.get("name"), 40) for one in objects_in(formats)]
    declared = names[0] if len(names) == len(files) == 1 else ""
    found: dict[str, NormalResource] = {}
    for link in files:
        url, title = text_of(link.get("href"), LONGEST_URL), text_of(link.get("title"), LONGEST_TITLE)
        key, media_type = digest(f"{url} {title}"), text_of(link.get("type"), 100)
        if url and len(found) < MOST_RESOURCES:
            found.setdefault(
                key,
                NormalResource(
                    native_id=key,
                    url=url,
                    title=title,
                    format=format_of(declared=declared, media_type=media_type, url=url),
                    media_type=media_type,
                    size=size_of(link.get("length")),
                ),
            )
    return list(found.values())


def _landing(links: list[dict[str, Any]]) -> str:
    pages = [link for link in links if link.get("rel") in PAGES and _is_page(link)]
    pages.sort(key=lambda link: PAGES.index(link["rel"]))
    return next(filter(None, (text_of(link.get("href"), LONGEST_URL) for link in pages)), "")


def _organization(contacts: Any) -> Named | None:
    """Who publishes, else whoever is named first."""
    known = sorted(objects_in(contacts), key=lambda contact: not _publishes(contact))
    names = (text_of(contact.get("organization"), LONGEST_NAME) for contact in known)
    name = next(filter(None, names), "")
    return Named(name, name) if name else None


def _publishes(contact: dict[str, Any]) -> bool:
    roles = contact.get("roles")
    return isinstance(roles, list) and "publisher" in roles


def _themes(listed: Any) -> Iterator[Named]:
    for theme in objects_in(listed):
        for concept in objects_in(theme.get("concepts")):
            key = text_of(concept.get("id"), LONGEST_NAME)
            title = text_of(concept.get("title"), LONGEST_TITLE) or key
            if title:
                yield Named(key or title[:LONGEST_NAME], title)


def _keywords(listed: Any) -> list[str]:
    texts = (text_of(word, 100) for word in listed) if isinstance(listed, list) else iter(())
    return list(dict.fromkeys(filter(None, texts)))


def _licence(said: Any, links: list[dict[str, Any]]) -> Licence:
    """An SPDX code, an address, or a link of its own; `other` and `various` say nothing."""
    code = text_of(said, 200)
    url = next((text_of(link.get("href"), LONGEST_URL) for link in links if link.get("rel") == "license"), "")
    if code.lower() in ("other", "various"):
        code = ""
    if code.startswith(("http://", "https://")):
        return licence_of(url=code)
    return licence_of(code=code, url=url)
