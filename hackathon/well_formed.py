"""What an address may hold: numbers that fit a column, text that a database can keep. Anything else is nowhere: 404."""

from collections.abc import Callable, Iterable
from string import punctuation
from typing import Any
from urllib.parse import quote

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

BIGGEST = 2**31 - 1
"""The biggest number of an Integer column, on every database."""
NUL = "\0"


class ColumnNumber(IntegerConverter):
    """`<int:…>` of an address; more digits than a column has are refused before anybody counts with them."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **({"max": BIGGEST} | options))


def _spelled_out(inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application, asked with queries in ASCII: Werkzeug reads no other, and gives up on bytes that are no text."""

    def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
        environ["QUERY_STRING"] = quote(environ.get("QUERY_STRING", "").encode("latin-1"), safe=punctuation)
        return inner(environ, start_response)

    return answer


def _refuse_nul() -> None:
    """No name and no word has a NUL in it, and PostgreSQL takes none, not even to look for it."""
    if NUL in request.path or any(NUL in part for pair in request.args.items(multi=True) for part in pair):
        # The error page asks for the event of the address too: it must not find the NUL there.
        request.url_rule, request.view_args = None, None
        abort(404)


def init_app(app: Flask) -> None:
    """Before any route is registered, after the language is known, and around the pages kept in memory."""
    app.url_map.converters["int"] = ColumnNumber
    app.before_request(_refuse_nul)
    app.wsgi_app = _spelled_out(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way for a layer
