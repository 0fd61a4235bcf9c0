"""One dataset or data view of a Junar portal as our dataset. Pure.

Shape: `{guid, type (dt|ds|vz|db), title, description, category_name, tags[], endpoint, link, user, frequency,
sources[{source__name, source__url}], created_at, modified_at}`. `link` and `user` may be null; an instant is ISO 8601
or a number of seconds since 1970; `endpoint` is the file's address, or a place inside the portal (`file://…`).
"""

from datetime import UTC, datetime
from typing import Any

from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable
from hackathon.portal.words import LONGEST_TITLE, LONGEST_URL, format_of, instant_of, period_of, tags_of, text_of
from hackathon.text import N_

LONGEST_NAME = 200
DATASETS = {"", "dt", "ds"}  # datasets and views of them; charts and dashboards hold no data of their own
LATEST = 4_102_444_800  # 2100 in seconds: what is larger counts milliseconds


def dataset_of(raw: Any) -> NormalDataset:
    """The dataset in this record; raises Unreadable for one without guid or without a title."""
    key = id_of_thing(raw)
    if not key:
        raise Unreadable(N_("The record has no id."))
    title = text_of(raw.get("title"), LONGEST_TITLE)
    if not title:
        raise Unreadable(N_("The record has neither a title nor a name."))
    category, said = text_of(raw.get("category_name"), LONGEST_TITLE), text_of(raw.get("frequency"), LONGEST_NAME)
    landing = text_of(raw.get("link"), LONGEST_URL)
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(raw.get("description")),
        landing_url=landing if _is_web(landing) else "",
        organization=_publisher(raw),
        categories=[Named(category[:LONGEST_NAME], category)] if category else [],
        tags=tags_of(raw.get("tags")),
        frequency=period_of(said),
        frequency_said=said,
        created_at=_instant(raw.get("created_at")),
        modified_at=_instant(raw.get("modified_at")),
        resources=_files(raw),
    )


def id_of_thing(raw: Any) -> str:
    """Its guid, after its type: a dataset and a view of it may have the same guid. Empty for what has none."""
    if not isinstance(raw, dict):
        return ""
    guid, kind = text_of(raw.get("guid"), 400), text_of(raw.get("type"), 20)
    return f"{kind}/{guid}" if kind and guid else guid


def is_dataset(raw: Any) -> bool:
    """Whether it is a dataset or a view of one. What has no shape at all is handed on, to be reported."""
    return not isinstance(raw, dict) or text_of(raw.get("type"), 20) in DATASETS


def _publisher(raw: dict[str, Any]) -> Named | None:
    """The first source that has a name; else the account that put it there."""
    sources = raw.get("sources")
    named = (
        [text_of(one.get("source__name"), LONGEST_TITLE) for one in sources if isinstance(one, dict)]
        if isinstance(sources, list)
        else []
    )
    name = next(filter(None, named), "") or text_of(raw.get("user"), LONGEST_TITLE)
    return Named(name[:LONGEST_NAME], name) if name else None


def _files(raw: dict[str, Any]) -> list[NormalResource]:
    """The file it was made of, where it stands on the web. The portal's own copies are given only for a key."""
    url = text_of(raw.get("endpoint"), LONGEST_URL)
    if not _is_web(url):
        return []
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    made = format_of(declared=None, media_type=None, url=url)
    return [NormalResource(native_id="endpoint", url=url, title=name[:LONGEST_TITLE], format=made)]


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _instant(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return instant_of(value)
    try:
        seconds = value / 1000 if value > LATEST else value
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
