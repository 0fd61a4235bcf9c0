"""What changed between two readings of a dataset: field by field, as short texts that a person reads. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hackathon.text import N_

LONGEST = 2_000
BESIDE = 100  # characters that are shown before the place where two long texts part
NAMES = {
    "title": N_("Title"),
    "notes": N_("Description"),
    "landing_url": N_("Page on its portal"),
    "organization": N_("Publisher"),
    "categories": N_("Categories"),
    "tags": N_("Keywords"),
    "licence": N_("Licence"),
    "frequency": N_("Promised frequency"),
    "modified_at": N_("Last change, as its portal says"),
    "created_at": N_("Published on"),
    "file_added": N_("File added"),
    "file_removed": N_("File removed"),
    "file_address": N_("Address of a file"),
    "file_format": N_("Format of a file"),
    "file_size": N_("Size of a file"),
    "file_title": N_("Name of a file"),
    "file_description": N_("Description of a file"),
    "file_media_type": N_("Type of a file, as its portal says"),
    "file_hash": N_("Content of a file, by its portal's sum"),
    "file_created": N_("Publication of a file, as its portal says"),
    "file_modified": N_("Change of a file, as its portal says"),
    "presence": N_("Listed by its portal"),
}
"""The fields of a change, and how a person calls them."""

OF_A_FILE = {
    "url": "file_address",
    "format": "file_format",
    "size": "file_size",
    "title": "file_title",
    "description": "file_description",
    "media_type": "file_media_type",
    "hash": "file_hash",
    "created_at": "file_created",
    "modified_at": "file_modified",
}

LISTED, GIVEN_UP = N_("listed"), N_("no longer listed")
"""Before and after of `presence`: gettext sources, where every other field holds the portal's own words."""


@dataclass(frozen=True)
class Difference:
    """One field, before and after; empty is "nothing was said"."""

    field: str
    before: str
    after: str


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What differs between two normalised records (`NormalDataset` as JSON values), in a fixed order."""
    found = []
    for name in NAMES:
        old, new = _value(before, name), _value(after, name)
        if old != new:
            found.append(_difference(name, old, new))
    return [*found, *_of_files(_files(before), _files(after))]


def _of_files(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for key, file in before.items():
        if key not in after:
            yield Difference("file_removed", _called(file), "")
    for key, file in after.items():
        if key not in before:
            yield Difference("file_added", "", _called(file))
            continue
        for name, field in OF_A_FILE.items():
            old, new = before[key].get(name) or None, file.get(name) or None
            if old != new:
                yield _difference(field, old, new, label="" if name == "title" else f"{file.get('title') or key}: ")


def _files(record: dict[str, Any]) -> dict[str, Any]:
    return {file["native_id"]: file for file in record.get("resources") or []}


def _called(file: dict[str, Any]) -> str:
    return " · ".join(filter(None, (file.get("title"), file.get("format"), file.get("url"))))[:LONGEST]


def _value(record: dict[str, Any], name: str) -> Any:
    """A field as it is compared; lists of names in one order, for that of a portal says nothing."""
    value = record.get(name) or None
    if name == "frequency":
        return value, record.get("frequency_said") or None
    return sorted(value, key=str) if isinstance(value, list) else value


def _difference(field: str, old: Any, new: Any, *, label: str = "") -> Difference:
    """As names, where those differ; else everything that is said; of long texts what is around the first difference."""
    before, after = _names(old), _names(new)
    if before == after:
        before, after = _whole(old), _whole(new)
    pairs = zip(before, after, strict=False)
    alike = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))
    start = max(0, alike - BESIDE) if max(len(before), len(after)) > LONGEST - len(label) else 0
    cut = "…" if start else ""
    return Difference(field, *(f"{label}{cut}{text[start:]}"[:LONGEST] for text in (before, after)))


def _names(value: Any) -> str:
    """Of what is named its name, of a licence its title, of the frequency the period."""
    if isinstance(value, tuple):
        return _names(value[0] or value[1])
    if isinstance(value, list):
        return ", ".join(map(_names, value))
    if isinstance(value, dict):
        return next((str(value[part]) for part in ("title", "code", "url") if value.get(part)), "")
    return "" if value is None else str(value)


def _whole(value: Any) -> str:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
    return " · ".join(_whole(part) if isinstance(part, dict) else str(part) for part in parts if part not in (None, ""))
