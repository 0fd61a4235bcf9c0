"""One dataset of a table or list that a person wrote, as ours. Pure.

Shape, as `manual_table` gathers it: the columns of the table as texts, and `files`, each with the columns of a file;
in place of a dataset `{problem}`, the words for a line that could not be read.
"""

import re
from datetime import UTC, datetime
from typing import Any

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable, digest
from hackathon.portal.words import LONGEST_TITLE, LONGEST_URL, format_of, instant_of, period_of, size_of, text_of
from hackathon.text import N_

LONGEST_NAME = 200
MOST_FILES = 2_000
NO_NAME = N_("There is neither an id nor a title.")
NO_DATASET = N_("This is no dataset.")


def dataset_of(raw: Any) -> NormalDataset:
    """The dataset in a record that was gathered; raises Unreadable, for a line with a problem in its words."""
    if not isinstance(raw, dict):
        raise Unreadable(NO_DATASET)
    if raw.get("problem"):
        raise Unreadable(text_of(raw["problem"]) or NO_DATASET)
    key, title = text_of(raw.get("id"), 500), text_of(raw.get("title"), LONGEST_TITLE)
    if not (key and title):
        raise Unreadable(NO_NAME)
    publisher, said = text_of(raw.get("organization"), LONGEST_TITLE), text_of(raw.get("frequency"), LONGEST_NAME)
    licence, page = text_of(raw.get("licence"), LONGEST_TITLE), text_of(raw.get("page"), LONGEST_URL)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(raw.get("description")),
        landing_url=page,
        organization=Named(publisher[:LONGEST_NAME], publisher) if publisher else None,
        categories=[Named(one[:LONGEST_NAME], one) for one in _parts(raw.get("category"), "[;|]")],
        tags=[tag[:100] for tag in _parts(raw.get("tags"), "[;,|]")],
        licence=licence_of(code=licence, title=licence),
        frequency=period_of(said),
        frequency_said=said,
        created_at=date_of(raw.get("created")),
        modified_at=date_of(raw.get("modified")),
        resources=_files(raw.get("files")),
    )


def date_of(value: Any) -> datetime | None:
    """An instant of ISO 8601, or a day as it is written here: day, month, year."""
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text_of(value, 40))
    if written is None:
        return instant_of(text_of(value, 40))
    day, month, year = map(int, written.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _files(listed: Any) -> list[NormalResource]:
    """Each address once, in the order of the lines."""
    found: dict[str, NormalResource] = {}
    for file in listed[:MOST_FILES] if isinstance(listed, list) else ():
        url = text_of(file.get("url"), LONGEST_URL) if isinstance(file, dict) else ""
        if url:
            made = NormalResource(
                native_id=digest(url),
                url=url,
                title=text_of(file.get("file"), LONGEST_TITLE),
                description=text_of(file.get("file description")),
                format=format_of(declared=file.get("format"), media_type=None, url=url),
                size=size_of(file.get("size")),
            )
            found.setdefault(made.native_id, made)
    return list(found.values())


def _parts(value: Any, between: str) -> list[str]:
    parts = (part.strip()[:LONGEST_TITLE] for part in re.split(between, text_of(value)))
    return list(dict.fromkeys(filter(None, parts)))
