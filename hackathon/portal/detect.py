"""Which kind of portal answers at an address: the address made plain, the kinds asked in order, every answer kept.

Pure but for the `fetch` it is handed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hackathon import json_text
from hackathon.errors import AddressRefused, PortalUnavailable
from hackathon.net import Answer, Fetch
from hackathon.portal.kinds import Inquiry, Kind, Match, Probe
from hackathon.portal.kinds.registry import KINDS
from hackathon.text import N_

# What people paste is a page of the portal, seldom its root.
PAGES_OF_A_PORTAL = re.compile(
    r"/(?:dataset|datasets|organization|group|api|harvest|showcase|tag|es|en|fr|pt|about|user|data\.json|catalog\.[a-z]+)(?:/.*)?$"
)

A_FILE = re.compile(r"\.(?:json|jsonld|ttl|rdf|xml|n3|nt)(?:[?#].*)?$", re.IGNORECASE)
PAGE_FOR_PEOPLE = "text/html, */*;q=0.1"


@dataclass(frozen=True)
class Detection:
    """What was asked and seen; `match` is None where no kind was recognised, `failure` says why nobody could be asked."""

    match: Match | None
    probes: list[Probe]
    failure: PortalUnavailable | None = None

    @property
    def refusal(self) -> tuple[str, dict[str, Any]]:
        """Why this address is not taken: a gettext source and its values."""
        if self.failure is not None and all(probe.status is None for probe in self.probes):
            return self.failure.reason, self.failure.values
        return N_("No kind of portal that we know answers here. What was asked and what came back is below."), {}


def detect(address: str, fetch: Fetch) -> Detection:
    """Ask the kinds we know, at the path that was given and at its root. Never raises for what a portal does."""
    inquiry = Inquiry(fetch)
    for kind, base in _questions(address, inquiry):
        match = kind.probe(base, inquiry)
        if match or inquiry.is_over or _is_hopeless(inquiry):
            return Detection(match, inquiry.probes, None if match else inquiry.failure)
    return Detection(None, inquiry.probes, inquiry.failure)


def _questions(address: str, inquiry: Inquiry) -> Iterator[tuple[Kind, str]]:
    """Whom to ask where: a file's own readers, CKAN (the commonest), whoever the page itself points to, then the rest.

    CKAN is asked at the root too before the rest is asked anywhere: there are more kinds than questions.
    """
    first, *others = bases(address)
    typed = _typed(address)
    if A_FILE.search(typed):
        yield from ((kind, typed) for kind in KINDS if kind.capabilities.is_file)
    commonest, *rest = KINDS
    yield commonest, first
    shown = _shown(first, inquiry)
    pointed = [kind for kind in rest if any(sign in shown for sign in kind.signs)]
    unseen = [kind for kind in rest if kind not in pointed]
    yield from ((kind, first) for kind in pointed)
    yield from ((commonest, other) for other in others)
    yield from ((kind, first) for kind in unseen)
    yield from ((kind, other) for kind in (*pointed, *unseen) for other in others)


def _shown(address: str, inquiry: Inquiry) -> str:
    """What the page and its headers say, in small letters."""
    said: list[str] = []

    def keep(answer: Answer) -> None:
        inquiry.page, inquiry.page_address = json_text.decode(answer.content(), answer.charset), answer.final_url
        said.extend([*answer.headers, *answer.headers.values(), inquiry.page])

    inquiry.look(f"{address}/", keep, accept=PAGE_FOR_PEOPLE, other=N_("Its page was read for signs of what it is."))
    return " ".join(said).lower()


def plain(address: str) -> str:
    """The address that is asked first for what a person typed."""
    return next(bases(address))


def bases(address: str) -> Iterator[str]:
    """The addresses an API may hang on: the page's own path first, then the root, each once."""
    typed = _typed(address)
    try:
        parts = urlsplit(typed)
    except ValueError:
        yield typed
        return
    root = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
    path = re.sub(r"/{2,}", "/", parts.path)
    path = PAGES_OF_A_PORTAL.sub("", path).rstrip("/")
    yield from dict.fromkeys((root + path, root))


def _typed(address: str) -> str:
    """What was typed, with the scheme that people leave out."""
    typed = address.strip()
    has_scheme = re.match(r"[a-z][a-z0-9+.-]*:", typed, re.IGNORECASE) and "://" in typed
    return typed if has_scheme else f"https://{typed}"


def _is_hopeless(inquiry: Inquiry) -> bool:
    """Whether asking on is of no use: we do not go there, or nobody answered at all."""
    nobody = bool(inquiry.probes) and all(probe.status is None for probe in inquiry.probes)
    return isinstance(inquiry.failure, AddressRefused) or nobody
