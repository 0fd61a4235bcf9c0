"""`package_search` over the illustrative catalogue: the part of Solr's language that harvesters use, and CKAN's refusals of the rest."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from hackathon.demo.packages import Record

ROWS_AT_MOST = 1000
_KNOWN = set(
    "q fq fq_list sort rows start facet facet.mincount facet.limit facet.field include_drafts include_deleted include_private use_default_schema qf".split()
)
_TERM = re.compile(r'([+-]?)(\w+):("[^"]*"|\[[^\]]*\]|\([^)]*\)|\S+)')
_USUAL_SORT = "score desc, metadata_modified desc"
_FACETS: dict[str, Callable[[Record], list[tuple[str, str]]]] = {
    "organization": lambda package: [(package["organization"]["name"], package["organization"]["title"])],
    "groups": lambda package: [(group["name"], group["title"]) for group in package["groups"]],
    "tags": lambda package: [(tag["name"], tag["name"]) for tag in package["tags"]],
    "res_format": lambda package: [(resource["format"], resource["format"]) for resource in package["resources"]],
    "license_id": lambda package: [(package["license_id"] or "", package["license_title"] or "")],
}


class Refused(Exception):
    """CKAN's "no": a status and the error it writes."""

    def __init__(self, status: int, kind: str, **error: Any) -> None:
        super().__init__(kind)
        self.status = status
        self.error = {**error, "__type": kind}


def search(packages: list[Record], params: dict[str, Any]) -> Record:
    unknown = [name for name in params if name not in _KNOWN and not name.startswith("ext_")]
    if unknown:
        raise Refused(
            400, "Search Query Error", message=f'Search Query is invalid: "Invalid search parameters: {unknown}"'
        )
    rows = min(_natural(params, "rows", 10), ROWS_AT_MOST)
    start = _natural(params, "start", 0)
    found = [package for package in packages if _fits(package, str(params.get("q") or ""), str(params.get("fq") or ""))]
    sort = str(params.get("sort") or _USUAL_SORT)
    facets = _facets(found, params.get("facet.field"))
    return {
        "count": len(found),
        "facets": {name: dict(Counter(key for key, _ in pairs)) for name, pairs in facets.items()},
        "results": _sorted(found, sort)[start : start + rows],
        "sort": sort,
        "search_facets": {name: {"title": name, "items": _items(pairs)} for name, pairs in facets.items()},
    }


def _natural(params: dict[str, Any], name: str, default: int) -> int:
    text = str(params.get(name, default)).strip()
    if not re.fullmatch(r"-?\d+", text):
        raise Refused(409, "Validation Error", **{name: ["Invalid integer", "Please enter an integer value"]})
    if int(text) < 0:
        raise Refused(409, "Validation Error", **{name: ["Must be a natural number"]})
    return int(text)


def _fits(package: Record, query: str, filters: str) -> bool:
    for name, text in (("q", query), ("fq", filters)):
        if text.lstrip().startswith("{!"):
            raise Refused(
                409, "Search Error", message=f"Search error: \"Local parameters are not supported in param '{name}'.\""
            )
        if text.count("[") != text.count("]") or text.count('"') % 2:
            raise Refused(409, "Search Error", message="Search error: 'SOLR returned an error running query'")
    return _matches(package, query) and _matches(package, filters)


def _matches(package: Record, text: str) -> bool:
    if text.strip() in ("", "*:*", "*"):
        return True
    terms = _TERM.findall(text)
    words = _TERM.sub(" ", text).replace("*", " ")
    wanted = all(_term(package, field, value.strip('"()')) is (sign != "-") for sign, field, value in terms)
    return wanted and all(word in _fulltext(package) for word in _fold(words).split())


def _term(package: Record, field: str, value: str) -> bool:
    if field in ("metadata_modified", "metadata_created") and value.startswith("["):
        low, _, high = value.strip("[]").partition(" TO ")
        return (low == "*" or package[field] >= low.rstrip("Z")) and (high == "*" or package[field] <= high.rstrip("Z"))
    if field in _FACETS:
        return value == "*" or any(_fold(value) == _fold(key) for key, _ in _FACETS[field](package))
    return _fold(value) in _fold(str(package.get(field) or ""))


def _fulltext(package: Record) -> str:
    names = [
        package["title"],
        package["notes"],
        package["organization"]["title"],
        *(tag["name"] for tag in package["tags"]),
    ]
    return _fold(" ".join(names))


def _fold(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def _sorted(packages: list[Record], sort: str) -> list[Record]:
    """A field nobody knows is passed over in silence, as the real one does."""
    ordered = list(packages)
    for part in reversed(sort.split(",")):
        field, _, direction = part.strip().partition(" ")
        field = field.removesuffix("_string")
        if field in ("id", "name", "title", "metadata_modified", "metadata_created"):
            ordered.sort(key=itemgetter(field), reverse=direction.strip() == "desc")
    return ordered


def _facets(packages: list[Record], wanted: Any) -> dict[str, list[tuple[str, str]]]:
    names = json.loads(wanted) if isinstance(wanted, str) else wanted or []
    return {
        name: [pair for package in packages for pair in _FACETS[name](package)] for name in names if name in _FACETS
    }


def _items(pairs: list[tuple[str, str]]) -> list[Record]:
    titles = dict(pairs)
    return [
        {"name": name, "display_name": titles[name], "count": count}
        for name, count in Counter(name for name, _ in pairs).most_common()
    ]
