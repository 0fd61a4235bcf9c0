"""Which catalogue of DCAT-US a file holds, by its shape: one look at it serves every kind that reads such files."""

import re
from typing import Any

from hackathon import json_text
from hackathon.errors import NotTheAnswer
from hackathon.net import Answer
from hackathon.portal.kinds import Inquiry, Match, Seen
from hackathon.portal.kinds.dcat_us_record import listed, name_of, said
from hackathon.text import N_

A_FILE = re.compile(r"\.json(?:ld)?(?:[?#].*)?$", re.IGNORECASE)
FILE = "data.json"
VERSION_1, VERSION_3 = "datajson", "dcat_us_3"  # names of kinds
SAYS_VERSION_1 = re.compile(r"project-open-data|dcat-us[/ -]?(?:v?1|schema/v1)", re.IGNORECASE)
SAYS_VERSION_3 = re.compile(r"dcat-us[/ -]*v?3|resources\.data\.gov/.{0,40}v?3\.0", re.IGNORECASE)
# What a dataset has; other things with a title have not three of them at once.
OF_A_DATASET = frozenset(
    "identifier accessLevel distribution publisher contactPoint keyword modified landingPage accessURL".split()
)
WORDS = {
    VERSION_1: N_("It is a catalogue in one file (DCAT-US 1.1)."),
    VERSION_3: N_("It is a catalogue in one file (DCAT-US 3)."),
}


def file_at(base: str) -> str:
    """The file to look at: the address itself when it is one, else the one that portals have."""
    return base.partition("#")[0] if A_FILE.search(base) else f"{base}/{FILE}"


def match_at(address: str, inquiry: Inquiry) -> Match | None:
    """What is in the file at this address, by the first two megabytes of it."""
    found: list[Match] = []

    def has_datasets(answer: Answer) -> Seen | None:
        value = beginning_of(answer)
        kind = kind_of(value)
        if kind is None:
            return None
        title = name_of(value.get("title"), 200) if isinstance(value, dict) else ""
        found.append(Match(kind, address, title=title))
        return WORDS[kind], {}

    inquiry.look(address, has_datasets)
    return found[0] if found else None


def beginning_of(answer: Answer) -> Any:
    """The JSON of an answer that may be cut off: as far as it goes. Raises NotTheAnswer."""
    if not answer.is_cut:
        return answer.json()
    try:
        return json_text.beginning(answer.content(), answer.charset)
    except json_text.NotJson as wrong:
        raise NotTheAnswer(answer.final_url, str(wrong)) from wrong


def kind_of(value: Any) -> str | None:
    """The kind that reads this file; None where it holds no catalogue of DCAT-US."""
    if isinstance(value, list):
        return VERSION_1 if any(map(_is_dataset, value[:1])) else None
    if not isinstance(value, dict):
        return None
    standard = " ".join(said(one, "title", "@id") for one in listed(value.get("conformsTo")))
    has_list = isinstance(value.get("dataset"), list) or ("dataset" in value and value["dataset"] is None)
    # Without its standard a catalogue of plain type is DCAT-US 3, unless a context makes it another vocabulary's.
    is_plain = value.get("@type") == "Catalog" and not standard and "@context" not in value
    if SAYS_VERSION_3.search(standard) or (is_plain and has_list):
        return VERSION_3
    if not has_list:
        return None
    is_said = SAYS_VERSION_1.search(standard) or value.get("@type") == "dcat:Catalog"
    return VERSION_1 if is_said or any(map(_is_dataset, listed(value["dataset"])[:1])) else None


def _is_dataset(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and ("title" in value or "distribution" in value)
        and len(OF_A_DATASET & value.keys()) >= 3
    )
