"""Judging without names: what of a project stays, once who made it is taken out. Pure.

A name is hidden wherever it stands whole, in any case. What a team tells of itself in other words cannot be found.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

LINKS = ("repository_url", "repository_ref", "demo_url", "video_url")
MASK = "▒▒▒"


def without_names(text: str, names: Sequence[str]) -> str:
    """The text with each of these names masked, the longest first: the name of a team may hold that of a person."""
    wanted = sorted((name for name in names if name.strip()), key=len, reverse=True)
    if not wanted:
        return text
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in wanted)
    return re.sub(pattern, MASK, text, flags=re.IGNORECASE)


def content_without_names(content: Mapping[str, Any], names: Sequence[str], *, links: bool) -> dict[str, Any]:
    """What a team handed in, for a jury that must not know whose it is; `links` leaves code, demo and video in."""
    kept = {name: _hidden(value, names) for name, value in content.items()}
    return kept if links else kept | {name: "" for name in LINKS if name in kept}


def _hidden(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, str):
        return without_names(value, names)
    if isinstance(value, list | tuple):
        return [_hidden(one, names) for one in value]
    return {key: _hidden(one, names) for key, one in value.items()} if isinstance(value, dict) else value
