"""One result of Socrata's Discovery API as our dataset. Pure.

Shape: `{resource{id (4x4), name, description (HTML), attribution, type, createdAt, updatedAt, data_updated_at},
classification{domain_category, domain_tags[], domain_metadata[{key, value}]}, metadata{domain, license}, permalink}`.
The addresses of its files are built: everything as CSV, and the rows as JSON.
"""

import re
from typing import Any
from urllib.parse import quote

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable
from hackathon.portal.words import LONGEST_TITLE, instant_of, period_of, tags_of, text_of
from hackathon.text import N_, fold

LONGEST_NAME = 200
NAMES_A_FREQUENCY = re.compile("frequen|frecuen|cadence|periodici")  # each portal words its own fields
# The platform offers these in its editor, by title alone.
LICENCES = {
    "public domain": "other-pd",
    "public domain u.s. government": "other-pd",
    "creative commons 1.0 universal (public domain dedication)": "cc0-1.0",
    "creative commons attribution 3.0 unported": "cc-by-3.0",
    "creative commons attribution 4.0 international public license": "cc-by-4.0",
    "creative commons attribution | share alike 3.0 unported": "cc-by-sa-3.0",
    "creative commons attribution | share alike 4.0 international": "cc-by-sa-4.0",
    "open data commons attribution license": "odc-by",
    "open data commons open database license": "odc-odbl",
    "open data commons public domain dedication and license": "odc-pddl",
}


def dataset_of(result: Any, *, base: str) -> NormalDataset:
    """The dataset in this result; raises Unreadable for one without id or without a name."""
    resource, about = resource_in(result), _part(result, "classification")
    key = text_of(resource.get("id"), 500)
    if not key:
        raise Unreadable(N_("The record has no id."))
    title = text_of(resource.get("name"), LONGEST_TITLE)
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    publisher = text_of(resource.get("attribution"), LONGEST_TITLE)
    category = text_of(about.get("domain_category"), LONGEST_TITLE)
    licence = _part(result, "metadata").get("license")
    said = _frequency_said(about.get("domain_metadata"))
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(resource.get("description")),
        landing_url=f"{base}/d/{quote(key, safe='')}",
        organization=Named(publisher[:LONGEST_NAME], publisher) if publisher else None,
        categories=[Named(category[:LONGEST_NAME], category)] if category else [],
        tags=tags_of(about.get("domain_tags")),
        licence=licence_of(code=LICENCES.get(fold(text_of(licence, LONGEST_TITLE))), title=licence),
        frequency=period_of(said),
        frequency_said=said,
        created_at=instant_of(resource.get("createdAt")),
        modified_at=_changed(resource),
        resources=_files(key, base, _changed(resource)),
    )


def resource_in(result: Any) -> dict[str, Any]:
    """What the result is about; empty for what is no result."""
    return _part(result, "resource")


def _part(result: Any, name: str) -> dict[str, Any]:
    part = result.get(name) if isinstance(result, dict) else None
    return part if isinstance(part, dict) else {}


def _changed(resource: dict[str, Any]) -> Any:
    """When the data changed; `updatedAt` moves with a comma in the description, too."""
    return instant_of(resource.get("data_updated_at")) or instant_of(resource.get("updatedAt"))


def _files(key: str, base: str, changed: Any) -> list[NormalResource]:
    own = quote(key, safe="")
    return [
        NormalResource(
            native_id="csv",
            url=f"{base}/api/views/{own}/rows.csv?accessType=DOWNLOAD",
            title="CSV",
            format="CSV",
            media_type="text/csv",
            modified_at=changed,
        ),
        NormalResource(
            native_id="json",
            url=f"{base}/resource/{own}.json",
            title="JSON",
            format="JSON",
            media_type="application/json",
            modified_at=changed,
        ),
    ]


def _frequency_said(fields: Any) -> str:
    """The update frequency in the portal's own words: the first of its fields whose name speaks of one."""
    for field in fields if isinstance(fields, list) else ():
        if isinstance(field, dict) and NAMES_A_FREQUENCY.search(fold(text_of(field.get("key"), LONGEST_NAME))):
            said = text_of(field.get("value"), LONGEST_NAME)
            if said:
                return said
    return ""
