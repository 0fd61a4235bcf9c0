"""Which licence a portal means: from its id, title or address to a code and three flags. Pure.

An unknown licence keeps the portal's words and states nothing: it is never assumed to be open.
Source of the codes: SPDX where the version is said, else the family as CKAN and opendefinition.org name it.
"""

import html
import re
from dataclasses import replace
from typing import Any

from hackathon.portal.records import Licence
from hackathon.portal.words import LONGEST_URL, text_of
from hackathon.text import fold

OPEN, CLOSED = True, False
# code -> (open, attribution, share-alike)
MEANING: dict[str, tuple[bool | None, bool | None, bool | None]] = {
    "CC0": (OPEN, False, False),
    "PDDL": (OPEN, False, False),
    "public-domain": (OPEN, False, False),
    "CC-BY": (OPEN, True, False),
    "ODC-By": (OPEN, True, False),
    "OGL": (OPEN, True, False),
    "etalab": (OPEN, True, False),
    "other-attribution": (OPEN, True, False),
    "CC-BY-SA": (OPEN, True, True),
    "ODbL": (OPEN, True, True),
    "GFDL": (OPEN, True, True),
    "other-open": (OPEN, None, None),
    "CC-BY-NC": (CLOSED, True, False),
    "CC-BY-NC-SA": (CLOSED, True, True),
    "CC-BY-ND": (CLOSED, True, False),
    "CC-BY-NC-ND": (CLOSED, True, False),
    "other-non-commercial": (CLOSED, None, None),
    "other-closed": (CLOSED, None, None),
}
IDS = {
    "cc0": "CC0", "cc-zero": "CC0", "cc-0": "CC0", "odc-pddl": "PDDL", "pddl": "PDDL", "other-pd": "public-domain", "notspecified": "",
    "cc-by": "CC-BY", "odc-by": "ODC-By", "uk-ogl": "OGL", "ogl": "OGL", "other-at": "other-attribution", "cc-by-sa": "CC-BY-SA",
    "odc-odbl": "ODbL", "odbl": "ODbL", "gfdl": "GFDL", "other-open": "other-open", "cc-nc": "CC-BY-NC", "cc-by-nc": "CC-BY-NC",
    "fr-lo": "etalab", "lov1": "etalab", "lov2": "etalab-2.0", "etalab": "etalab", "cc-by-nc-sa": "CC-BY-NC-SA", "cc-by-nd": "CC-BY-ND", "cc-by-nc-nd": "CC-BY-NC-ND", "other-nc": "other-non-commercial",
    "other-closed": "other-closed",
}  # fmt: skip
TITLES = {
    "creative commons attribution": "CC-BY", "creative commons atribucion": "CC-BY", "creative commons atribuicao": "CC-BY",
    "creative commons attribution share-alike": "CC-BY-SA", "creative commons atribucion compartir igual": "CC-BY-SA",
    "open data commons attribution license": "ODC-By", "open data commons open database license (odbl)": "ODbL",
    "open data commons public domain dedication and license (pddl)": "PDDL", "creative commons cczero": "CC0",
    "open data commons open database license 1.0": "ODbL-1.0",
    "licence ouverte version 1.0": "etalab", "licence ouverte version 2.0": "etalab-2.0",
}  # fmt: skip
LONGEST_SAID = 20_000
ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
# An address: host and path without scheme or trailing slash.
PLACES = (
    (re.compile(r"creativecommons\.org/publicdomain/zero/(?P<version>1\.0)"), "CC0"),
    (re.compile(r"creativecommons\.org/licenses/(?P<kind>by(?:-nc|-nd|-sa)*)/(?P<version>\d\.\d)"), "CC-"),
    (re.compile(r"(?:www\.)?usa\.gov/publicdomain/label/1\.0"), "public-domain"),
    (re.compile(r"(?:www\.)?opendefinition\.org/licen[sc]es/(?P<id>[a-z0-9-]+)"), ""),
    (re.compile(r"(?:www\.)?opendatacommons\.org/licenses/by/(?P<version>1[.-]0)"), "ODC-By"),
    (re.compile(r"(?:www\.)?opendatacommons\.org/licenses/odbl/(?P<version>1[.-]0)"), "ODbL"),
    (re.compile(r"(?:www\.)?opendatacommons\.org/licenses/pddl/(?P<version>1[.-]0)"), "PDDL"),
)


def licence_of(*, code: Any = None, title: Any = None, url: Any = None) -> Licence:
    """The licence these three fields mean, together with what they say."""
    said_code, said_title, said_url = text_of(code, 200), text_of(title, 500), text_of(url, LONGEST_URL)
    known = _of_address(said_url) or _of_address(said_title) or _of_id(said_code) or TITLES.get(fold(said_title), "")
    if not known and IDS.get(said_code.lower()) == "":
        return Licence(url=said_url)  # the portal says that nothing is said
    meaning = MEANING.get(_family(known), (None, None, None))
    return Licence(known, said_title or (said_code if not known else ""), said_url, *meaning)


def licence_said(said: Any, *, code: Any = None, title: Any = None) -> Licence:
    """The licence in one field that holds whatever people put there: an address, words, or HTML around either."""
    text = text_of(said, LONGEST_SAID)
    found = ADDRESS.search(text)
    address = found[0].rstrip(".,;)") if found else ""
    words, named = (_without_addresses(value) for value in (text, text_of(title, LONGEST_SAID)))
    licence = licence_of(code=code, title=named or words, url=address)
    return licence if licence.code or licence.title else replace(licence, title=address[:500])


def _without_addresses(text: str) -> str:
    """Its words, without tags; empty for what is only an address."""
    words = " ".join(html.unescape(TAG.sub(" ", text)).split())
    return "" if ADDRESS.fullmatch(words) else words


def _of_id(code: str) -> str:
    plain = code.strip().lower().replace("_", "-")
    versioned = re.fullmatch(r"(.+?)-(\d\.\d)", plain)
    if versioned and IDS.get(versioned.group(1)):
        return f"{IDS[versioned.group(1)]}-{versioned.group(2)}"
    return IDS.get(plain, "")


def _of_address(text: str) -> str:
    place = re.sub(r"^https?://", "", text.strip().lower()).rstrip("/")
    for pattern, family in PLACES:
        found = pattern.match(place)
        if found:
            parts = found.groupdict()
            if "id" in parts:
                return _of_id(parts["id"])
            if "version" not in parts:
                return family
            return f"{family}{(parts.get('kind') or '').upper()}-{parts['version'].replace('-', '.')}"
    return ""


def _family(code: str) -> str:
    return re.sub(r"-\d\.\d$", "", code)
