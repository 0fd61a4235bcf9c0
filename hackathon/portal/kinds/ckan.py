"""CKAN, by its Action API v3: recognised by the shape of its answers, read page by page, turned into our records.

Seen on 2.11.3 and on older ones. What it refuses to believe: paths, labels, the page size it asked for, `_links`,
`state` and `private`.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.ckan_package import dataset_of
from hackathon.portal.kinds.reading import NO_LIST, PASSED_OVER, Body, Fewer, Pairs, Roll, id_of, is_count
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import text_of
from hackathon.text import N_

ROWS = 1000  # the most that an unaltered CKAN gives at once
DATASET_TYPES = (None, "", "dataset")


class Ckan:
    """See `Kind`."""

    name = "ckan"
    capabilities = Capabilities(title="CKAN", since=True)
    signs: tuple[str, ...] = ("ckan",)

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By `status_show`; where it is closed, by the shape of an empty search."""
        status: dict[str, Any] = {}

        def tells_its_version(value: Any) -> tuple[str, dict[str, Any]] | None:
            status.update(_result_of(value))
            version = status.get("ckan_version")
            if not isinstance(version, str) or not version:
                return None
            return N_("It says that it is CKAN %(version)s."), {"version": text_of(version, 40)}

        if inquiry.ask(f"{base}/api/3/action/status_show", tells_its_version):
            return Match(
                self.name,
                base,
                version=text_of(status["ckan_version"], 40),
                title=text_of(status.get("site_title"), 200),
            )
        if inquiry.ask(f"{base}/api/3/action/package_search?q=*:*&rows=0", _searches_like_ckan):
            return Match(self.name, base)
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages of at most `ROWS` in the order of ids; a server that gives fewer is followed at its own pace."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One package as a dataset."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue: where it stands, and why it stops."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._fewer = trip, Roll(trip), Fewer(trip, most=ROWS)
        self._start = self._roll.at or 0

    def pages(self) -> Iterator[Page]:
        before, ending = self._start, None
        while ending is None:
            with self._fewer.fetch(self._address) as answer:
                body, known = Body(answer), self._roll.count
                declared = body.value("result.count")
                if body.value("success") is not True or not is_count(declared):
                    raise NotTheAnswer(answer.final_url, NO_LIST)
                yield from self._roll.pages(self._listed(body), declared)
            given, fresh = self._start - before, self._roll.count - known
            before = self._start
            ending = self._roll.ending(
                declared, is_last=not given or self._start >= declared, is_stuck=given > 0 and not fresh
            )
            yield Page([], declared, answer.size, ending, self._roll.cursor(self._start))

    def _listed(self, body: Body) -> Pairs:
        for package in body.items("result.results"):
            self._start += 1
            # Harvest sources and showcases are packages too.
            is_other = isinstance(package, dict) and package.get("type") not in DATASET_TYPES
            yield id_of(package, "id"), PASSED_OVER if is_other else package

    def _address(self, rows: int) -> str:
        asked = {"q": "*:*", "rows": rows, "start": self._start, "sort": "id asc"}
        if self._trip.since:
            asked["fq"] = f"metadata_modified:[{self._trip.since:%Y-%m-%dT%H:%M:%SZ} TO *]"
        return f"{self._trip.base}/api/3/action/package_search?{urlencode(asked)}"


def _result_of(value: Any) -> dict[str, Any]:
    """The result of a successful envelope; an empty dict for anything else."""
    if not isinstance(value, dict) or value.get("success") is not True:
        return {}
    result = value.get("result")
    return result if isinstance(result, dict) else {}


def _searches_like_ckan(value: Any) -> tuple[str, dict[str, Any]] | None:
    result = _result_of(value)
    if not is_count(result.get("count")) or not isinstance(result.get("results"), list):
        return None
    return N_("It searches like CKAN and declares %(count)s datasets."), {"count": result["count"]}
