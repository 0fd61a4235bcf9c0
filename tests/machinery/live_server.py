"""The application behind a real port, for a real browser; what goes wrong inside it fails the test."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, got_request_exception
from werkzeug.serving import WSGIRequestHandler, make_server


@dataclass
class LiveServer:
    """Where the application answers, and the exceptions that no error page expected."""

    app: Flask
    address: str
    failures: list[BaseException] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path

    def raise_failures(self) -> None:
        """Raise what went wrong since the last look, if anything did."""
        found, self.failures = self.failures, []
        if found:
            raise found[0]


class _Silent(WSGIRequestHandler):
    def log(self, *args: Any, **kwargs: Any) -> None:
        """Requests are the test's own; nobody reads a log of them."""


def _at_once(app: Flask) -> Any:
    """The application, each answer read and closed before it is sent.

    When a browser breaks off, werkzeug's server forgets to close what it was sending, and a file stays open.
    """

    def answered(environ: Any, start_response: Any) -> list[bytes]:
        answer: Any = app(environ, start_response)
        with closing(answer):
            return [b"".join(answer)]

    return answered


@pytest.fixture
def live_server(app: Flask) -> Iterator[LiveServer]:
    with serving(app) as live:
        yield live
    live.raise_failures()


@contextmanager
def serving(app: Flask) -> Iterator[LiveServer]:
    """The application on a free port of this machine, as long as the block lasts."""
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a browser sees the error page, the test the exception
    server = make_server("127.0.0.1", 0, _at_once(app), threaded=True, request_handler=_Silent)
    server.daemon_threads = True  # type: ignore[attr-defined]  # a mixin's attribute
    live = LiveServer(app, f"http://127.0.0.1:{server.server_port}")
    app.config["PUBLIC_URL"] = live.address

    def note(sender: Flask, exception: BaseException, **extra: Any) -> None:
        live.failures.append(exception)

    got_request_exception.connect(note, app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield live
    server.shutdown()
    thread.join()
    server.server_close()
