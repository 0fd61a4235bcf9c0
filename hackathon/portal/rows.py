"""A record as rows of our tables. Pure."""

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from hackathon.portal.records import NormalDataset, NormalResource, key_of
from hackathon.portal.search_words import text_for
from hackathon.rich_text import foreign_text, plain_text
from hackathon.text import slug_of

# Bounded in all its parts: what only begins like a thousand links is looked through once for each of them.
MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]|\([^()\s]{0,100}\)){0,500}\)")
MARKUP = re.compile(r"[<>&*_`~#\[\]\\+=-]|\d[.)]")  # without any of these a text is only words
LONGEST_SUMMARY = 280
LONGEST_READ = 10_000  # characters of the notes that summary and search look at


def slug_for(record: NormalDataset) -> str:
    """The address of a new dataset: its title, and a few characters that belong to its native id alone."""
    return f"{slug_of(record.title)}-{key_of(record.native_id)}"


def dataset_columns(record: NormalDataset, *, first_seen: datetime) -> dict[str, Any]:
    """What a dataset's row says of this record; its publisher and hashes are added by who stores it."""
    licence = record.licence
    return {
        "title": record.title,
        "notes": record.notes,
        "summary": _beginning(_words(record.notes)),
        "tags": record.tags,
        "formats": record.formats,
        "resource_count": len(record.resources),
        "licence": licence.code,
        "licence_title": licence.title,
        "licence_url": licence.url,
        "is_open": licence.is_open,
        "needs_attribution": licence.needs_attribution,
        "needs_share_alike": licence.needs_share_alike,
        "frequency": record.frequency,
        "frequency_text": record.frequency_said,
        "landing_url": record.landing_url,
        "issued_at": record.created_at,
        "modified_at": record.modified_at,
        "shown_at": record.modified_at or record.created_at or first_seen,
    }


def search_text(record: NormalDataset) -> str:
    """The words by which a dataset is found: its own, and the names of what belongs to it."""
    named = [record.organization.title] if record.organization else []
    named += [category.title for category in record.categories]
    titles = [resource.title for resource in record.resources]
    return text_for([record.title, *named, *record.tags, *titles, _words(record.notes)])


@lru_cache(maxsize=16)  # summary and search ask one after the other
def _words(notes: str) -> str:
    """The words of a description, whatever its markup: HTML, Markdown, or one inside the other."""
    if not MARKUP.search(notes, 0, LONGEST_READ):
        return " ".join(notes[:LONGEST_READ].split())
    return MARKDOWN_LINK.sub(r"\1", plain_text(foreign_text(notes[:LONGEST_READ])))


def _beginning(text: str) -> str:
    """The first words, cut at a space."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[:LONGEST_SUMMARY].rpartition(" ")[0] + "…"


def resource_rows(dataset_id: int, resources: list[NormalResource]) -> list[dict[str, Any]]:
    """The rows of a dataset's resources, in the portal's order."""
    return [
        {
            "dataset_id": dataset_id,
            "native_id": resource.native_id,
            "position": position,
            "name": resource.title,
            "description": resource.description,
            "url": resource.url,
            "format": resource.format,
            "mimetype": resource.media_type,
            "size": resource.size,
            "modified_at": resource.modified_at,
        }
        for position, resource in enumerate(resources)
    ]
