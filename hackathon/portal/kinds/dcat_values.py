"""Values out of a tree of statements: texts in the best language, addresses, names. Pure; whatever the tree holds."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from hackathon.portal.kinds.rdf_words import LABELS
from hackathon.portal.records import Named, digest
from hackathon.portal.words import LONGEST_TEXT, LONGEST_TITLE, LONGEST_URL, text_of

BEST_LANGUAGES = ("es", "", "en", "pt", "fr")  # what is in no language was meant for everybody
LONGEST_NAME = 300  # the id of an organisation or category
LONGEST_TAG = 100


def values(tree: Any, *predicates: str) -> list[dict[str, Any]]:
    """All values of the first of these predicates that has any."""
    for predicate in predicates:
        found = tree.get(predicate) if isinstance(tree, dict) else None
        kept = [value for value in found if isinstance(value, dict)] if isinstance(found, list) else []
        if kept:
            return kept
    return []


def nodes(tree: Any, predicate: str) -> Iterator[dict[str, Any]]:
    """The values that are things, not texts."""
    return (value for value in values(tree, predicate) if "@value" not in value)


def text(tree: Any, *predicates: str, longest: int = LONGEST_TEXT) -> str:
    """The text of the first predicate that has one, in the best language there is."""
    for predicate in predicates:
        ranked = sorted(_literals(tree, predicate, longest), key=lambda said: _rank(said[0]))
        if ranked:
            return ranked[0][1]
    return ""


def texts(tree: Any, predicate: str, longest: int = LONGEST_TAG) -> list[str]:
    """All texts of the best language there is, with those in none; each once."""
    said = list(_literals(tree, predicate, longest))
    best = min((_rank(language) for language, _ in said), default=None)
    return list(dict.fromkeys(word for language, word in said if not language or _rank(language) == best))


def addresses(tree: Any, predicate: str) -> list[str]:
    """The addresses given, as things or as texts: untrusted, kept as they are."""
    said = (value.get("@value", value.get("@id")) for value in values(tree, predicate))
    return [found for found in (text_of(url, LONGEST_URL) for url in said) if found]


def address(tree: Any, *predicates: str) -> str:
    """The first thing or text that looks like an address, else the first thing of the first predicate that has one."""
    for predicate in predicates:
        given = addresses(tree, predicate)
        likely = [url for url in given if re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE)]
        if likely:
            return likely[0]
    return ""


def named(value: dict[str, Any]) -> Named | None:
    """An organisation or category, from a text or a thing; a thing without a name is called by its address's end."""
    own = text_of(value.get("@value", value.get("@id")), LONGEST_URL)
    title = (own if "@value" in value else text(value, *LABELS, longest=LONGEST_TITLE) or tail(own))[:LONGEST_TITLE]
    key = own or title
    return Named(key if len(key) <= LONGEST_NAME else digest(key), title) if title else None


def tail(url: str) -> str:
    """The last part of an address, readable."""
    return unquote(re.split(r"[/#]", url.rstrip("/#"))[-1])


def _literals(tree: Any, predicate: str, longest: int) -> Iterator[tuple[str, str]]:
    """(language without its country, text) of the values that are texts."""
    for value in values(tree, predicate):
        language = value.get("@language")
        word = text_of(value.get("@value"), longest)
        if word:
            yield (language.lower().partition("-")[0] if isinstance(language, str) else "", word)


def _rank(language: str) -> tuple[int, str]:
    """Smaller is better; languages we do not know come last, in alphabetical order."""
    is_known = language in BEST_LANGUAGES
    return (BEST_LANGUAGES.index(language) if is_known else len(BEST_LANGUAGES), "" if is_known else language)
