"""A real Chromium. Whatever its console reports, and every request beyond this machine, fails the test."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    sync_playwright,
)

import run
from tests.machinery.live_server import LiveServer

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
OUTSIDE = re.compile(r"^(?!https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:)")
# A refusal (422, 404 …) is a page like any other; the console calls it a failed load.
REFUSED_PAGE = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")

# Only a test that cuts the network hears this, and then nothing else is to be expected.
NO_NETWORK = re.compile(r"net::ERR_INTERNET_DISCONNECTED")


@dataclass
class Complaints:
    """What a browser found wrong while a test walked through pages."""

    found: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def open(self, browser: Browser, address: str, **options: Any) -> BrowserContext:
        """A watched context, which is a person with a browser of their own; the words are playwright's."""
        wanted = {"locale": "es-PE", "base_url": address, "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**(wanted | options))
        context.set_default_timeout(15_000)
        context.route(OUTSIDE, lambda route: route.abort())
        self.watch(context)
        return context

    def raise_found(self) -> None:
        """Fail with what was found since the last look, if anything was."""
        found, self.found = self.found, []
        assert not found, "The browser complained:\n" + "\n".join(found)

    def _console(self, message: ConsoleMessage) -> None:
        expected = REFUSED_PAGE.match(message.text) or NO_NETWORK.search(message.text)
        if message.type in {"error", "warning"} and not expected:
            self.found.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if OUTSIDE.match(request.url):
            self.found.append(f"outside: {request.url}")

    def _response(self, response: Response) -> None:
        # A refused form is an answer like any other, whether a person sent it or a script.
        is_form = response.request.is_navigation_request() or response.request.method == "POST"
        limit = 500 if is_form else 400
        if response.status >= limit:
            self.found.append(f"status {response.status}: {response.request.method} {response.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = run.find_chromium()
    if path is None:
        pytest.fail(run.NO_CHROMIUM, pytrace=False)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's own condition
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS + as_root)
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, live_server: LiveServer) -> Iterator[NewPage]:
    """`new_page(locale="en", java_script_enabled=False, viewport=…)`: a person with a browser of their own.

    A browser's context is a person: cookies are not shared. The words are those of playwright's new_context.
    """
    complaints = Complaints()
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        context = complaints.open(browser, live_server.address, **options)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    complaints.raise_found()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page at the size of a desk, in Spanish; `page.goto("/")` opens the application."""
    return new_page()


def follow(link_or_button: Locator) -> None:
    """Press what leads to another page, and wait until that page has its styles and scripts."""
    with link_or_button.page.expect_navigation(wait_until="load"):
        link_or_button.click()


@contextmanager
def without_network(page: Page) -> Iterator[None]:
    """The same browser while the venue's network is down."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


@contextmanager
def width(page: Page, pixels: int) -> Iterator[None]:
    """The same page in a window of another width: `with width(page, 320):`."""
    before = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": pixels, "height": before["height"]})
    yield
    page.set_viewport_size(before)


def assert_nothing_scrolls_sideways(page: Page) -> None:
    """WCAG 1.4.10: at 320 px a page is read in one direction; the widest culprits are named."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 5).map(e => e.tagName + '.' + e.className)"""
    )
    assert wide == [], f"{page.url} scrolls sideways at {page.viewport_size}: {wide}"
