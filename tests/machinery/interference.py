"""Everything an application says to somebody, to compare it before and after something that must not show."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

# What differs from one request to the next whatever happened: tokens, keys, seals.
HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>|data-token=\"[^\"]*\"|\"token\": ?\"[^\"]*\"")
TELLING = ("ETag", "Last-Modified", "Location", "Content-Type", "Cache-Control")

Known = Mapping[str, Sequence[str]]


def addresses(app: Flask, known: Known) -> list[str]:
    """Every address that answers a GET, its parts filled from `known`; a part that is not there is `unknown` or 1."""
    map_ = app.url_map.bind("localhost")
    routes = [
        route for route in app.url_map.iter_rules() if "GET" in (route.methods or ()) and route.endpoint != "static"
    ]
    return sorted({map_.build(route.endpoint, values) for route in routes for values in _fillings(route, known)})


def _fillings(route: Any, known: Known) -> Iterator[dict[str, str]]:
    numbers = {name for name, one in route._converters.items() if isinstance(one, IntegerConverter)}
    numbers |= {name for name in route.arguments if name.endswith("id")}
    names = sorted(route.arguments)
    given = route.defaults or {}  # an address may leave a part out, which then stands for this
    choices = [known.get(name, [given.get(name, "1" if name in numbers else "unknown")]) for name in names]
    return (dict(zip(names, values, strict=True)) for values in product(*choices))


def everything_said(visitor: Any, pages: Iterable[str]) -> dict[str, tuple[int, str, dict[str, str | None]]]:
    """address -> (status, body, telling headers), as this visitor gets them; a failure says nothing, and is one."""
    said = {}
    for address in pages:
        answer = visitor.get(address)
        assert answer.status_code < 500, f"{address} answered {answer.status}"
        text = answer.data.decode(errors="replace")  # a packed file is no text, and must say nothing either
        body = HIDDEN.sub("", text)
        headers = {name: answer.headers.get(name) for name in TELLING}
        if body != text:
            headers.pop("ETag")  # a page with a form is never the same twice
        said[address] = (answer.status_code, body, headers)
    return said
