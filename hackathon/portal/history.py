"""What changed between two readings of a dataset: field by field, as short texts that a person reads. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hackathon.text import N_

LONGEST = 2_000
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
    "file_modified": N_("Change of a file, as its portal says"),
    "presence": N_("Listed by its portal"),
}
"""The fields of a change, and how a person calls them."""

OF_A_FILE = {
    "url": "file_address",
    "format": "file_format",
    "size": "file_size",
    "title": "file_title",
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
    said = ((name, _said(before, name), _said(after, name)) for name in NAMES if not name.startswith("file_"))
    found = [Difference(name, old, new) for name, old, new in said if old != new]
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
            old, new = _text(before[key].get(name)), _text(file.get(name))
            if old != new:
                label = "" if name == "title" else f"{file.get('title') or key}: "
                yield Difference(field, f"{label}{old}"[:LONGEST], f"{label}{new}"[:LONGEST])


def _files(record: dict[str, Any]) -> dict[str, Any]:
    return {file["native_id"]: file for file in record.get("resources") or []}


def _called(file: dict[str, Any]) -> str:
    return " · ".join(filter(None, (file.get("title"), file.get("format"), file.get("url"))))[:LONGEST]


def _said(record: dict[str, Any], name: str) -> str:
    """A field as one text: names of what is named, the licence by its title."""
    value = record.get(name)
    if name == "organization":
        return _text((value or {}).get("title"))
    if name == "categories":
        return ", ".join(sorted(category["title"] for category in value or []))
    if name == "tags":
        return ", ".join(sorted(value or []))[:LONGEST]
    if name == "licence":
        return _text((value or {}).get("title") or (value or {}).get("code") or (value or {}).get("url"))
    if name == "frequency":
        return _text(value or record.get("frequency_said"))
    return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)[:LONGEST]
