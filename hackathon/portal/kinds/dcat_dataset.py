"""One dataset of DCAT, a tree of statements (see `rdf_tree`), as our dataset. Pure, and sure of nothing in the tree.

Most facts come as a text, as an address, or as a thing with a name of its own; each reader below takes all three.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.portal.kinds.dcat_terms import EU_LICENCES, EU_THEMES, PERIOD_PARTS
from hackathon.portal.kinds.dcat_values import address, addresses, named, nodes, tail, text, texts, values
from hackathon.portal.kinds.rdf_words import DCAT, DCT, FOAF, LABELS, OFFERS, RDF, RDFS, SKOS, SPDX, TIME
from hackathon.portal.licences import licence_of
from hackathon.portal.records import Licence, Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import LONGEST_TITLE, LONGEST_URL, format_of, instant_of, period_of, size_of, text_of
from hackathon.text import N_

LONGEST_ID = 500
MOST_RESOURCES = 2_000
TITLE = (f"{DCT}title", f"{SKOS}prefLabel", f"{RDFS}label")
NOTES = (f"{DCT}description", f"{DCT}abstract", f"{RDFS}comment")


def native_id_of(tree: Any) -> str:
    """The address of this thing; without one its identifier, else its title, else all that is said of it."""
    own = text_of(tree.get("@id"), LONGEST_URL) if isinstance(tree, dict) else ""
    said = own or text(tree, f"{DCT}identifier", longest=LONGEST_URL)
    if said:
        return said if len(said) <= LONGEST_ID else digest(said)
    return digest(text(tree, *TITLE) or json.dumps(tree, sort_keys=True))


def dataset_of(tree: Any) -> NormalDataset:
    """The dataset in this tree; raises Unreadable for one without a title."""
    title = text(tree, *TITLE, longest=LONGEST_TITLE)
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    offers = [offer for offer in values(tree, OFFERS) if "@value" not in offer][:MOST_RESOURCES]
    frequency, said = _frequency(tree)
    return NormalDataset(
        native_id=native_id_of(tree),
        title=title,
        notes=text(tree, *NOTES),
        landing_url=_landing(tree),
        organization=_organization(tree),
        categories=list({theme.native_id: theme for theme in _themes(tree)}.values()),
        tags=texts(tree, f"{DCAT}keyword"),
        licence=_licence(tree) or _licence_of_all(offers),
        frequency=frequency,
        frequency_said=said,
        created_at=_instant(tree, f"{DCT}issued", f"{DCT}created"),
        modified_at=_instant(tree, f"{DCT}modified"),
        resources=list({made.native_id: made for made in map(_resource, offers) if made}.values()),
    )


def _resource(offer: dict[str, Any]) -> NormalResource | None:
    """A file or service; None for one that has neither a name of its own nor an address."""
    url = address(offer, f"{DCAT}downloadURL", f"{DCAT}accessURL") or next(
        filter(None, (address(service, f"{DCAT}endpointURL") for service in nodes(offer, f"{DCAT}accessService"))), ""
    )
    title = text(offer, *TITLE, longest=LONGEST_TITLE)
    own = offer.get("@id") or text(offer, f"{DCT}identifier")
    if not own and not url:
        return None
    media_type = _media_type(offer)
    return NormalResource(
        native_id=native_id_of(offer) if own else digest(f"{url} {title}"),
        url=url,
        title=title,
        description=text(offer, *NOTES),
        format=format_of(declared=_code(offer, f"{DCT}format"), media_type=media_type, url=url),
        media_type=media_type[:100],
        size=size_of(re.sub(r"\.0*$", "", text(offer, f"{DCAT}byteSize"))),
        hash=_checksum(offer),
        created_at=_instant(offer, f"{DCT}issued", f"{DCT}created"),
        modified_at=_instant(offer, f"{DCT}modified"),
    )


def _code(tree: Any, predicate: str) -> str:
    """A code out of a list: its label, its text, or the last part of its address."""
    labels = (text(node, *LABELS, longest=200) for node in nodes(tree, predicate))
    said = text(tree, predicate, longest=200) or next(filter(None, labels), "") or address(tree, predicate)
    if "media-types/" in said:
        return said.rpartition("media-types/")[2]
    return tail(said) if "://" in said else said


def _media_type(offer: dict[str, Any]) -> str:
    said = _code(offer, f"{DCAT}mediaType") or _code(offer, f"{DCT}format")
    return said if re.fullmatch(r"[\w.+-]+/[\w.+;= -]+", said) else ""


def _checksum(offer: dict[str, Any]) -> str:
    """`sha1:ab12…`, or the bare sum where its algorithm is not said."""
    for node in nodes(offer, f"{SPDX}checksum"):
        value = text(node, f"{SPDX}checksumValue", longest=150)
        algorithm = re.sub(r".*_", "", _code(node, f"{SPDX}algorithm")).lower()[:20]
        if value:
            return f"{algorithm}:{value}" if algorithm else value
    return ""


def _landing(tree: Any) -> str:
    """The page for people, else the dataset's own address where that is one of the web."""
    own = text_of(tree.get("@id"), LONGEST_URL)
    said = [*addresses(tree, f"{DCAT}landingPage"), *addresses(tree, f"{FOAF}page"), own]
    return next((url for url in said if re.match(r"https?://", url)), "")


def _organization(tree: Any) -> Named | None:
    return next(filter(None, (named(value) for value in values(tree, f"{DCT}publisher", f"{DCT}creator"))), None)


def _themes(tree: Any) -> Iterator[Named]:
    for value in values(tree, f"{DCAT}theme"):
        theme = named(value)
        if theme is None:
            continue
        is_european = "/authority/data-theme/" in theme.native_id
        yield Named(theme.native_id, EU_THEMES.get(tail(theme.native_id), theme.title)) if is_european else theme


def _licence(tree: Any) -> Licence | None:
    """What is said at this place, or None: of the licence, else of rights in general."""
    for predicate in (f"{DCT}license", f"{DCT}rights"):
        for value in values(tree, predicate):
            url = address({predicate: [value]}, predicate)
            title = text({predicate: [value]}, predicate, longest=500) or text(value, *LABELS, longest=500)
            title = "" if title == url else title
            licence = licence_of(code=_licence_code(url, value) or title, title=title, url=url)
            if licence != Licence():
                return licence
    return None


def _licence_code(url: str, value: dict[str, Any]) -> str:
    """The code that other portals use for it; the EU's list writes CC_BYSA_4_0 for cc-by-sa-4.0."""
    european = re.search(r"/authority/licence/([A-Z0-9]+(?:_BY[A-Z]*|_BL|_PDDL)?)(?:_(\d)_(\d))?$", url)
    if not european:
        return text(value, f"{DCT}identifier", f"{SKOS}notation", longest=200)
    family = EU_LICENCES.get(european.group(1), "")
    return f"{family}-{european.group(2)}.{european.group(3)}" if family and european.group(2) else family


def _licence_of_all(offers: list[dict[str, Any]]) -> Licence:
    """The licence that the files share. Where they differ the dataset has none of its own: their names are kept."""
    said = list(dict.fromkeys(filter(None, map(_licence, offers))))
    if len(said) == 1:
        return said[0]
    names = dict.fromkeys(licence.title or licence.code or licence.url for licence in said)
    return Licence(title=" / ".join(names)[:500])


def _frequency(tree: Any) -> tuple[str, str]:
    """The ISO 8601 period, and what was said: a code's address, a word, or a duration in parts."""
    predicate = f"{DCT}accrualPeriodicity"
    for value in values(tree, predicate):
        label = text({predicate: [value]}, predicate, longest=200) or text(value, *LABELS, longest=200)
        own = address({predicate: [value]}, predicate)
        parts = "".join(_period(node) for node in [value, *nodes(value, f"{RDF}value")])
        return period_of(label) or period_of(own) or parts, (label or own)[:200]
    return "", ""


def _period(node: Any) -> str:
    """A `time:DurationDescription` of one part, `time:years 1.0`, as P1Y."""
    for word, period in PERIOD_PARTS.items():
        count = re.fullmatch(r"(\d{1,4})(?:\.0*)?", text(node, TIME + word))
        if count and int(count.group(1)):
            return period % int(count.group(1))
    return ""


def _instant(tree: Any, *predicates: str) -> datetime | None:
    """An instant or a day; a year or a month alone is no day, and stays unknown."""
    for predicate in predicates:
        said = text(tree, predicate, longest=60)
        day_with_zone = re.fullmatch(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)", said)
        moment = instant_of(day_with_zone[1] if day_with_zone else said)
        if moment and re.match(r"\d{4}-\d\d-\d\d", said):
            return moment
    return None
