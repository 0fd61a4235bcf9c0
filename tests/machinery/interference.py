"""Everything an application says to somebody, to compare it before and after something that must not show."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask

# What differs from one request to the next whatever happened: tokens, keys, seals.
HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
TELLING = ("ETag", "Last-Modified", "Location", "Content-Type", "Cache-Control")


def addresses(app: Flask, known: Mapping[str, str]) -> list[str]:
    """Every address that answers a GET, its parts filled from `known`; a part that is not there is `unknown`."""
    routes = [
        route for route in app.url_map.iter_rules() if "GET" in (route.methods or ()) and route.endpoint != "static"
    ]
    filled = (
        {name: known.get(name, "1" if name.endswith("id") else "unknown") for name in r.arguments} for r in routes
    )
    map_ = app.url_map.bind("localhost")
    built = []
    for route, values in zip(routes, filled, strict=True):
        numbers = {name for name, one in route._converters.items() if type(one).__name__ == "IntegerConverter"}
        built.append(map_.build(route.endpoint, values | {name: known.get(name, "1") for name in numbers}))
    return sorted(set(built))


def everything_said(visitor: Any, pages: Iterable[str]) -> dict[str, tuple[int, str, dict[str, str | None]]]:
    """address -> (status, body, telling headers), as this visitor gets them."""
    said = {}
    for address in pages:
        answer = visitor.get(address)
        body = HIDDEN.sub("", answer.get_data(as_text=True))
        headers = {name: answer.headers.get(name) for name in TELLING}
        if body != answer.get_data(as_text=True):
            headers.pop("ETag")  # a page with a form is never the same twice
        said[address] = (answer.status_code, body, headers)
    return said
