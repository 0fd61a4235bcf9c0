"""A real HTTP server on the loopback that plays portals: recorded answers with paging, and hostile ones.

`Server(play)` listens while it is entered; `play(ask)` gives a Reply, or writes to the connection itself and
gives None. `hits` lists what was asked, so that a test can prove that nothing was.
"""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
LIVE = Path(__file__).parent / "answers" / "ckan" / "live-2.11.3"
SAMPLES = Path(os.environ.get("HACKATHON_SAMPLES", ROOT.parent / "shared"))
SERVER_CAP = 20  # rows a page, as recorded
NOT_SENT_AGAIN = {"content-length", "transfer-encoding", "connection", "date", "server"}


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json;charset=utf-8"})


@dataclass
class Ask:
    """One request: its path with the query, and the raw connection for those who misbehave."""

    target: str
    headers: dict[str, str]
    wire: BinaryIO
    connection: Any
    closing: threading.Event

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {key: values[-1] for key, values in parse_qs(urlsplit(self.target).query).items()}


Play = Callable[[Ask], Reply | None]


class Server:
    """Plays one portal while it is entered."""

    def __init__(self, play: Play) -> None:
        self.hits: list[str] = []
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(play))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    def _handler(self, play: Play) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.hits.append(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                try:
                    reply = play(Ask(self.path, headers, self.wfile, self.connection, server.closing))
                    if reply is not None:
                        self._send(reply)
                except OSError:
                    pass  # the reader hung up, as it should
                self.close_connection = True

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if not {"content-length", "transfer-encoding"} & {name.lower() for name in reply.headers}:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *args: Any) -> None:
                """Nothing is printed: `hits` is the log."""

        return Handler


def recorded(folder: Path = LIVE) -> Play:
    """The CKAN whose answers were recorded in this folder; its catalogue is paged like the real one."""
    answers = {}
    for line in (folder / "index.jsonl").read_text().splitlines():
        entry = json.loads(line)
        if entry["method"] == "GET":
            headers = {name: value for name, value in entry["headers"].items() if name.lower() not in NOT_SENT_AGAIN}
            answers[entry["path"]] = Reply(entry["status"], (folder / entry["file"]).read_bytes(), headers)
    catalogue = json.loads((folder / "package_search_all.json").read_text())["result"]["results"]
    catalogue.sort(key=lambda record: record["id"])
    missing = answers["/no/such/page"]

    def play(ask: Ask) -> Reply:
        if ask.path == "/api/3/action/package_search" and ask.query.get("q") == "*:*":
            start, rows = int(ask.query.get("start", 0)), min(int(ask.query.get("rows", 10)), SERVER_CAP)
            return search_page(catalogue[start : start + rows], count=len(catalogue))
        return answers.get(ask.target) or missing

    return play


def first_page_then_nothing(file: Path, *, count: int) -> Play:
    """A CKAN that declares `count` datasets, gives the recorded first page and then empty ones."""
    first = json.loads(file.read_text())["result"]["results"]

    def play(ask: Ask) -> Reply:
        if ask.path == "/api/3/action/package_search":
            start, rows = int(ask.query.get("start", 0)), int(ask.query.get("rows", 10))
            return search_page(first[start : start + rows], count=count)
        return Reply(404, b"<!DOCTYPE html><html><body>404</body></html>", {"Content-Type": "text/html"})

    return play


def brazil() -> Play:
    """Brazil's national portal, as recorded: ten of 13,786."""
    return first_page_then_nothing(
        SAMPLES / "portal-samples/ckan/brazil-legado/package_search_default.json", count=13_786
    )


def search_page(records: list[dict[str, Any]], *, count: int) -> Reply:
    """A package_search answer in its envelope."""
    result = {"count": count, "facets": {}, "results": records, "sort": "id asc", "search_facets": {}}
    return Reply(body=json.dumps({"help": "package_search", "success": True, "result": result}).encode())


def catalogue(records: list[dict[str, Any]], *, cap: int = 1000) -> Play:
    """A CKAN with these very records."""

    def play(ask: Ask) -> Reply:
        if ask.path == "/api/3/action/package_search":
            start, rows = int(ask.query.get("start", 0)), min(int(ask.query.get("rows", 10)), cap)
            return search_page(records[start : start + rows], count=len(records))
        if ask.path == "/api/3/action/status_show":
            return Reply(
                body=json.dumps(
                    {"success": True, "result": {"ckan_version": "2.11.3", "site_title": "Portal"}}
                ).encode()
            )
        return Reply(404, b"<!DOCTYPE html><html><body>404</body></html>", {"Content-Type": "text/html"})

    return play
