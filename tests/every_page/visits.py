"""Who opens the pages of the table: one browser per person and look, kept from page to page."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, Page

from tests.every_page.lines import NOBODY, Line
from tests.every_page.world import World
from tests.machinery.browser import Complaints
from tests.machinery.live_server import LiveServer

LOCALES = {"es": "es-PE", "en": "en"}


@dataclass(frozen=True)
class Look:
    """How somebody sees a page: the width of the window, the colours, the language."""

    width: int
    scheme: str
    language: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{self.language}"


PHONE = Look(360, "light", "es")
LOOKS = [Look(width, scheme, language) for width in (360, 1280) for scheme in ("light", "dark") for language in LOCALES]


@dataclass
class Visits:
    """The open browsers at one world's server."""

    world: World
    live: LiveServer
    browser: Browser
    complaints: Complaints = field(default_factory=Complaints)
    pages: dict[str, Page] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for page in self.pages.values():
            page.context.close()

    def open(self, line: Line, look: Look) -> Page:
        """The page of a line in a look, after whatever the line does there; its status is checked."""
        page = self._page_of(line.actor)
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme=look.scheme)  # type: ignore[arg-type]  # light or dark
        address = self.world.address(line)
        answer = page.goto(address)
        assert answer is not None
        status = line.act(page) if line.act else answer.status
        assert status == line.status, f"{page.url} answered {status}"
        assert line.act or page.url == self.live.url(address), f"{address} led to {page.url}"
        return page

    def raise_complaints(self) -> None:
        """Fail with what browsers and server complained of since the last time."""
        self.complaints.raise_found()
        self.live.raise_failures()

    def _page_of(self, actor: str) -> Page:
        if actor not in self.pages:
            context = self.complaints.open(self.browser, self.live.address, locale=LOCALES[self.world.language])
            if actor != NOBODY:
                cookie: Any = {"name": "session", "value": self.world.cookie(actor), "url": self.live.address}
                context.add_cookies([cookie])
            self.pages[actor] = context.new_page()
        return self.pages[actor]
