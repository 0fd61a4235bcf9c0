"""A small portal that answers like CKAN 2.11 over HTTP, on the loopback only: `python -m hackathon.demo.stand_in --port N`.

It decides headers, conditional requests and pages for people; what an action answers is in `answers.py`.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import click

from hackathon.demo.answers import answer
from hackathon.demo.catalogue import Dataset, Resource, catalogue, stamp
from hackathon.demo.generator import content
from hackathon.demo.packages import Site, file_path

_JSON = "application/json;charset=utf-8"
_HTML = "text/html; charset=utf-8"
_FORMATS = {"CSV": "text/csv", "GeoJSON": "application/geo+json"}
_BODY_AT_MOST = 1_000_000


@dataclass(frozen=True)
class Reply:
    """What goes back over HTTP."""

    status: int
    body: bytes
    kind: str = _HTML
    headers: dict[str, str] = field(default_factory=dict)


def reply_to(site: Site, target: str, body: bytes = b"", *, known: str = "", since: str = "") -> Reply:
    """The answer to a request; `known` and `since` are what a client already holds (If-None-Match, If-Modified-Since)."""
    address = urlsplit(target)
    path = unquote(address.path)
    for prefix in ("/api/3/action/", "/api/action/"):
        if path.startswith(prefix) and len(path) > len(prefix):
            return _action(site, path.removeprefix(prefix), address.query, body=body)
    if path.rstrip("/") == "/api/3":
        return _json(200, {"version": 3})
    for dataset in site.catalogue.datasets:
        for resource in dataset.resources:
            if path == file_path(dataset, resource):
                return _file(site, dataset, resource, known=known, since=since)
        if path in (f"/dataset/{dataset.name}", f"/dataset/{dataset.id}"):
            return _dataset_page(dataset)
    return _front_page(site) if path in ("/", "/dataset", "/dataset/") else _not_found()


def serve(port: int, as_of: date) -> ThreadingHTTPServer:
    """A server bound to the loopback, not yet running; port 0 takes a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    server.daemon_threads = True
    _Handler.site = Site(catalogue(), f"http://127.0.0.1:{server.server_port}", as_of)
    return server


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hackathon.demo.stand_in", description="An illustrative open-data portal that answers like CKAN."
    )
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the portal's date (default: today)"
    )
    parser.add_argument(
        "--remember",
        type=Path,
        metavar="FILE",
        help="keep the date of the first start in FILE, so that a restart changes nothing",
    )
    options = parser.parse_args(arguments)
    try:
        server = serve(options.port, _date(options.as_of, options.remember))
    except OSError as taken:
        click.echo(f"Port {options.port} cannot be used: {taken.strerror}.", err=True)
        return 1
    click.echo(f"Illustrative portal: {_Handler.site.url}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return 0


def _date(asked: date | None, memory: Path | None) -> date:
    if asked is None and memory is not None and memory.exists():
        return date.fromisoformat(memory.read_text(encoding="ascii").strip())
    # A program of its own, without the application: there is no clock to set here.
    chosen = asked or datetime.now(UTC).date()
    if memory is not None:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(chosen.isoformat(), encoding="ascii")
    return chosen


class _Handler(BaseHTTPRequestHandler):
    site: Site
    server_version = "minka-stand-in"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self._reply(b""))

    def do_HEAD(self) -> None:
        self._answer(self._reply(b""), without_body=True)

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _BODY_AT_MOST)
        self._answer(self._reply(self.rfile.read(length)))

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the demo's terminal belongs to the address and the logins."""

    def _reply(self, body: bytes) -> Reply:
        held = {"known": self.headers.get("If-None-Match", ""), "since": self.headers.get("If-Modified-Since", "")}
        return reply_to(self.site, self.path, body, **held)

    def _answer(self, reply: Reply, *, without_body: bool = False) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not without_body and reply.status != 304:
            self.wfile.write(reply.body)


def _action(site: Site, name: str, query: str, *, body: bytes) -> Reply:
    params: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if body:
        try:
            params |= json.loads(body)
        except (ValueError, TypeError):
            return _json(400, "Bad request - JSON Error: Error decoding JSON data.")
    params.pop("callback", None)
    return _json(*answer(site, name, params))


def _json(status: int, body: Any) -> Reply:
    headers = {"Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Cookie"}
    return Reply(status, json.dumps(body, ensure_ascii=False).encode(), _JSON, headers)


def _file(site: Site, dataset: Dataset, resource: Resource, *, known: str, since: str) -> Reply:
    if resource.missing:
        return _not_found()
    data = content(dataset, resource, site.as_of)
    modified = stamp(site.as_of, dataset.modified, dataset.name, "modified").replace(microsecond=0)
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Last-Modified": _http_date(modified), "Cache-Control": "no-cache"}
    if known == etag or (not known and _is_unchanged(since, modified)):
        return Reply(304, b"", _FORMATS[resource.format], headers)
    return Reply(
        200, data, _FORMATS[resource.format], headers | {"Content-Disposition": f"attachment; filename={resource.file}"}
    )


def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def _is_unchanged(since: str, modified: datetime) -> bool:
    try:
        return bool(since) and modified <= parsedate_to_datetime(since)
    except ValueError:
        return False


def _front_page(site: Site) -> Reply:
    rows = "".join(
        f'<li><a href="/dataset/{entry.name}">{escape(entry.title)}</a></li>' for entry in site.catalogue.datasets
    )
    return _page(200, site.catalogue.title, f"<p>{escape(site.catalogue.description)}</p><ul>{rows}</ul>")


def _dataset_page(dataset: Dataset) -> Reply:
    notes = "".join(f"<p>{escape(part.replace('**', ''))}</p>" for part in dataset.notes.split("\n\n"))
    files = "".join(
        f'<li><a href="{file_path(dataset, entry)}">{escape(entry.name)}</a> ({entry.format})</li>'
        for entry in dataset.resources
    )
    return _page(200, dataset.title, f"<p>{escape(dataset.organization.title)}</p>{notes}<ul>{files}</ul>")


def _not_found() -> Reply:
    return _page(404, "404 No encontrado", "<p>La página o el archivo que busca no está en este portal.</p>")


def _page(status: int, title: str, body: str) -> Reply:
    head = f'<meta charset="utf-8"><meta name="generator" content="ckan 2.11.3"><title>{escape(title)}</title>'
    text = f'<!doctype html><html lang="es"><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>'
    return Reply(status, text.encode(), _HTML, {"Cache-Control": "private", "Vary": "Cookie"})


if __name__ == "__main__":
    sys.exit(main())
