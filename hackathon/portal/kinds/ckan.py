"""CKAN, by its Action API v3: recognised by the shape of its answers, read page by page, turned into our records.

Seen on 2.11.3 and on older ones. What it refuses to believe: paths, labels, the page size it asked for, `_links`,
`state` and `private`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from hackathon import json_text
from hackathon.errors import NotTheAnswer, PortalTooLarge
from hackathon.net import Answer, Fetch, Limits
from hackathon.portal.kinds import Capabilities, Ending, Inquiry, Match, Page, RawRecord
from hackathon.portal.kinds.ckan_package import dataset_of
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import text_of
from hackathon.text import N_

ROWS = 1000  # the most that an unaltered CKAN gives at once
FEWEST_ROWS = 10
MOST_RECORDS = 1_000_000
GREATEST_COUNT = 2**31 - 1  # beyond it a number is a jest, and no column holds it
CATALOGUE_PAGE = Limits(total=120)
PORTION = 200  # records that are Python objects at the same time
DATASET_TYPES = (None, "", "dataset")


class Ckan:
    """See `Kind`."""

    name = "ckan"
    capabilities = Capabilities(title="CKAN", since=True)

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

    def walk(
        self, base: str, fetch: Fetch, *, clock: Callable[[], datetime], since: datetime | None = None
    ) -> Iterator[Page]:
        """Pages of at most `ROWS` in the order of ids; a server that gives fewer is followed at its own pace."""
        return _Walk(base, fetch, clock, since).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One package as a dataset."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue: where it stands, what it has seen, and why it stops."""

    def __init__(self, base: str, fetch: Fetch, clock: Callable[[], datetime], since: datetime | None) -> None:
        self._base, self._fetch, self._clock, self._since = base, fetch, clock, since
        self._rows, self._start = ROWS, 0
        self._seen: set[str] = set()

    def pages(self) -> Iterator[Page]:
        ending = None
        while ending is None:
            with self._answer() as answer:
                declared, packages = _search_answer(answer)
                given, known = 0, len(self._seen)
                while portion := list(islice(packages, PORTION)):
                    given += len(portion)
                    yield Page(self._fresh(portion), declared)
            self._start += given
            ending = self._ending(declared, given, fresh=len(self._seen) - known)
            yield Page([], declared, answer.size, ending)

    def _fresh(self, packages: list[Any]) -> list[RawRecord]:
        """The datasets among these that were not seen before in this walk."""
        seen_at, records = self._clock(), []
        for package in packages:
            is_record = isinstance(package, dict)
            key = text_of(package.get("id"), 200) if is_record else ""
            if key in self._seen:
                continue
            self._seen.add(key or f"without id {len(self._seen)}")
            if not is_record or package.get("type") in DATASET_TYPES:  # harvest sources and showcases are packages too
                records.append(RawRecord(key, package, seen_at))
        return records

    def _ending(self, declared: int, given: int, *, fresh: int) -> Ending | None:
        got = {"got": len(self._seen), "declared": declared}
        if given and not fresh:
            return Ending(
                False, N_("The portal gives the same page again: %(got)s of %(declared)s datasets were received."), got
            )
        if len(self._seen) >= MOST_RECORDS:
            return Ending(False, N_("The portal does not end: %(got)s datasets were received."), got)
        if given and self._start < declared:
            return None
        if len(self._seen) < declared:
            return Ending(False, N_("The portal declares %(declared)s datasets and gave %(got)s."), got)
        return Ending(True)

    def _answer(self) -> Answer:
        while True:
            try:
                return self._fetch(self._address(), limits=CATALOGUE_PAGE)
            except PortalTooLarge:
                if self._rows <= FEWEST_ROWS:
                    raise
                self._rows = max(FEWEST_ROWS, self._rows // 4)

    def _address(self) -> str:
        asked = {"q": "*:*", "rows": self._rows, "start": self._start, "sort": "id asc"}
        if self._since:
            asked["fq"] = f"metadata_modified:[{self._since:%Y-%m-%dT%H:%M:%SZ} TO *]"
        return f"{self._base}/api/3/action/package_search?{urlencode(asked)}"


def _search_answer(answer: Answer) -> tuple[int, Iterator[Any]]:
    """The declared count and the packages of a search; raises NotTheAnswer, also while they are read."""
    count, packages = _large_answer(answer) if answer.size > json_text.LIGHT else _light_answer(answer)
    if not _is_count(count) or packages is None:
        raise NotTheAnswer(answer.final_url, N_("The portal answered, but not with a list of datasets."))
    return count, packages


def _light_answer(answer: Answer) -> tuple[Any, Iterator[Any] | None]:
    result = _result_of(answer.json())
    packages = result.get("results")
    return result.get("count"), iter(packages) if isinstance(packages, list) else None


def _large_answer(answer: Answer) -> tuple[Any, Iterator[Any]]:
    try:
        large = json_text.LargeJson(answer.content(), answer.charset)
        return large.piece("result.count"), _in_our_words(answer, large.pieces("result.results.item"))
    except json_text.NotJson as wrong:
        raise NotTheAnswer(answer.final_url, str(wrong)) from wrong


def _in_our_words(answer: Answer, pieces: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from pieces
    except json_text.NotJson as wrong:
        raise NotTheAnswer(answer.final_url, str(wrong)) from wrong


def _result_of(value: Any) -> dict[str, Any]:
    """The result of a successful envelope; an empty dict for anything else."""
    if not isinstance(value, dict) or value.get("success") is not True:
        return {}
    result = value.get("result")
    return result if isinstance(result, dict) else {}


def _searches_like_ckan(value: Any) -> tuple[str, dict[str, Any]] | None:
    result = _result_of(value)
    if not _is_count(result.get("count")) or not isinstance(result.get("results"), list):
        return None
    return N_("It searches like CKAN and declares %(count)s datasets."), {"count": result["count"]}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST_COUNT
