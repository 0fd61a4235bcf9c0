"""Which kind of portal answers at an address: the address made plain, the kinds asked in order, every answer kept.

Pure but for the `fetch` it is handed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hackathon.errors import AddressRefused, PortalUnavailable
from hackathon.net import Fetch
from hackathon.portal.kinds import Inquiry, Match, Probe, known
from hackathon.text import N_

# What people paste is a page of the portal, seldom its root.
PAGES_OF_A_PORTAL = re.compile(
    r"/(?:dataset|datasets|organization|group|api|harvest|showcase|tag|es|en|fr|pt|about|user|data\.json|catalog\.[a-z]+)(?:/.*)?$"
)


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
    for base in bases(address):
        for kind in known():
            match = kind.probe(base, inquiry)
            if match or _is_hopeless(inquiry):
                return Detection(match, inquiry.probes, None if match else inquiry.failure)
    return Detection(None, inquiry.probes, inquiry.failure)


def plain(address: str) -> str:
    """The address that is asked first for what a person typed."""
    return next(bases(address))


def bases(address: str) -> Iterator[str]:
    """The addresses an API may hang on: the page's own path first, then the root, each once."""
    typed = address.strip()
    try:
        parts = urlsplit(
            typed if re.match(r"[a-z][a-z0-9+.-]*:", typed, re.IGNORECASE) and "://" in typed else f"https://{typed}"
        )
    except ValueError:
        yield typed
        return
    root = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
    path = re.sub(r"/{2,}", "/", parts.path)
    path = PAGES_OF_A_PORTAL.sub("", path).rstrip("/")
    yield from dict.fromkeys((root + path, root))


def _is_hopeless(inquiry: Inquiry) -> bool:
    """Whether asking on is of no use: we do not go there, or nobody answered at all."""
    nobody = bool(inquiry.probes) and all(probe.status is None for probe in inquiry.probes)
    return isinstance(inquiry.failure, AddressRefused) or nobody
