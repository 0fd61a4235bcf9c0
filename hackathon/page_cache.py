"""Public pages, kept in memory and given again while nothing has changed: no room is asked, nothing is made anew.

A page is kept for the state that the audit log's head names (no change is without an entry), for one minute (clocks
are shown to the minute, and timetables are written in minutes), per address, language and encoding. Kept is what the
route declares (`@rule(…, kept=True)`), and only what a visitor without any cookie but the language was told.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags
from werkzeug.wrappers import Request

from hackathon import clock
from hackathon.audit import AuditHead
from hackathon.database import db
from hackathon.pages import KEEP, visitors_language

MB = 1_000_000
HARMLESS_COOKIES = {"lang"}
OF_A_BODY = ("Content-Type", "Content-Length", "Content-Encoding")

State = tuple[int, int]
"""The number of the newest audit entry, and the minute."""


@dataclass(frozen=True)
class Page:
    """An answer as it was sent: status 200, its headers, its body as it travelled."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def give(self, environ: Any, start_response: Any) -> list[bytes]:
        """Send it again; a visitor who has it already is told only that it is the same."""
        headers = Headers(self.headers)
        if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_raw(headers.get("ETag", "")):
            for name in OF_A_BODY:
                headers.remove(name)
            start_response("304 NOT MODIFIED", headers.to_wsgi_list())
            return []
        start_response("200 OK", headers.to_wsgi_list())
        return [self.body]


class KeptPages:
    """The application with its public pages kept, `most_bytes` of them in each process."""

    def __init__(self, app: Flask, inner: Callable[..., Iterable[bytes]], *, most_bytes: int) -> None:
        self._app, self._inner, self._most = app, inner, most_bytes
        self._lock = threading.Lock()
        self._state: State | None = None
        self._pages: dict[tuple[str, ...], Page] = {}
        self._size = 0

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        asked = Request(environ)
        chooses = "lang" in asked.args  # the answer may have to remember it
        if (
            asked.method != "GET"
            or chooses
            or set(asked.cookies) - HARMLESS_COOKIES
            or asked.path.startswith("/static/")
        ):
            return self._inner(environ, start_response)
        state = self._state_now()
        if state is None:
            return self._inner(environ, start_response)
        place = (asked.url, visitors_language(asked), environ.get("HTTP_ACCEPT_ENCODING", ""))
        page = self._find(state, place) or self._make(state, place, environ, start_response)
        return page.give(environ, start_response) if isinstance(page, Page) else page

    def _state_now(self) -> State | None:
        """None while the database does not answer: then the application says what is so."""
        with self._app.app_context():
            try:
                with db.engine.connect() as connection:
                    number = connection.scalar(select(AuditHead.number))
            except SQLAlchemyError:
                return None
            return (number or 0), int(clock.now().timestamp() // 60)

    def _find(self, state: State, place: tuple[str, ...]) -> Page | None:
        with self._lock:
            if state != self._state:
                self._state, self._size = state, 0
                self._pages.clear()
            return self._pages.get(place)

    def _make(self, state: State, place: tuple[str, ...], environ: Any, start_response: Any) -> Page | Iterable[bytes]:
        """Ask the application. What may be kept comes back as a page, everything else as it is sent."""
        condition = environ.pop("HTTP_IF_NONE_MATCH", None)  # a whole page is needed to keep it
        told: list[Any] = []
        answer = self._inner(environ, lambda *words: told.append(words))
        if condition is not None:
            environ["HTTP_IF_NONE_MATCH"] = condition
        status, headers = told[0][0], Headers(told[0][1])
        if not (environ.get(KEEP) and status.startswith("200 ") and _is_public(headers)):
            start_response(*told[0])
            return answer
        page = Page(tuple(headers.to_wsgi_list()), _whole(answer))
        self._keep(state, place, page)
        return page

    def _keep(self, state: State, place: tuple[str, ...], page: Page) -> None:
        with self._lock:
            size = len(page.body) + sum(map(len, place))
            if state == self._state and self._size + size <= self._most:
                self._pages[place] = page
                self._size += size


def _is_public(headers: Headers) -> bool:
    """Whether this was told to nobody in particular: no cookie with it, and anybody may ask whether it is the same."""
    return "Set-Cookie" not in headers and headers.get("Cache-Control") == "no-cache" and "ETag" in headers


def _whole(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()


def init_app(app: Flask) -> None:
    """Put it around the application; a size of 0 leaves it away."""
    if app.config["PAGE_CACHE"]:
        kept = KeptPages(app, app.wsgi_app, most_bytes=app.config["PAGE_CACHE"] * MB)
        app.extensions["kept_pages"] = app.wsgi_app = kept  # type: ignore[method-assign]  # Flask's own way for a layer
