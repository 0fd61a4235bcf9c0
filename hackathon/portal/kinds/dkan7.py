"""DKAN 7, which speaks from CKAN's addresses and answers otherwise. Peru's national portal is one.

Recognised by a `site_read` that is true and names in `package_list`, after `status_show`, which every CKAN has, was asked
in vain. It has no `package_search`. Sources: recorded answers; GetDKAN's open_data_schema_map for 7.x.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hackathon.errors import NotTheAnswer, PortalTooLarge, PortalTooSlow, PortalUnavailable
from hackathon.net import Answer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Seen, Trip
from hackathon.portal.kinds.dkan7_package import dataset_of
from hackathon.portal.kinds.reading import CATALOGUE_PAGE, NO_LIST, Body, Fewer, Roll, id_of
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

ROWS = 100
MOST_FAILURES = 5  # packages in a row that cannot be read: then it is the portal that fails, not they
GONE = (404, 410)


class Dkan7:
    """See `Kind`."""

    name = "dkan7"
    capabilities = Capabilities(title="DKAN 7")
    signs: tuple[str, ...] = ("dkan", "drupal 7")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By two answers that CKAN of today and Drupal of any day do not give."""
        if not inquiry.ask(f"{base}/api/3/action/site_read", _says_that_it_is_read):
            return None
        if not inquiry.ask(f"{base}/api/3/action/package_list", _lists_names):
            return None
        return Match(self.name, base)

    def walk(self, trip: Trip) -> Iterator[Page]:
        """All packages: by pages of the list, then one by one what these left out."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One package as a dataset."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue.

    The list shows what changed last first, so that an edit meanwhile moves a package over the edge of a page; and it
    drops what its site cannot render. So the names are asked first, and who is missing at the end is asked for by name.
    """

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._fewer, self._start = trip, Roll(trip), Fewer(trip, most=ROWS), 0
        self._names, self._named, self._is_stuck = self._all_names(), set[str](), False

    def pages(self) -> Iterator[Page]:
        yield from self._listed()
        yield from self._one_by_one()
        ending = self._roll.ending(self._declared, is_last=True, is_stuck=self._is_stuck and self._names is None)
        yield Page([], self._declared, ending=ending)

    @property
    def _declared(self) -> int | None:
        return len(self._names) if self._names is not None else None

    def _all_names(self) -> dict[str, None] | None:
        """The names of all packages in the portal's order; None where it does not tell them."""
        try:
            with self._trip.fetch(self._address("package_list"), limits=CATALOGUE_PAGE) as answer:
                names = unwrapped(_result_of(answer.json()))
        except (NotTheAnswer, PortalTooLarge, PortalTooSlow):
            return None
        if not isinstance(names, list) or not names:
            return None
        return dict.fromkeys(name for name in names if isinstance(name, str) and name)

    def _listed(self) -> Iterator[Page]:
        while True:
            known = self._roll.count
            try:
                with self._page() as answer:
                    packages = self._packages(answer)
                    yield from self._roll.pages(((id_of(one, "id"), one) for one in packages), self._declared)
            except PortalUnavailable:
                if self._names is None:
                    raise
                return  # each by its name, then
            self._start += len(packages)
            yield Page([], self._declared, answer.size)
            is_fresh = self._roll.count > known
            if not is_fresh or self._roll.ending(None, is_last=False, is_stuck=False):
                self._is_stuck = bool(packages) and not is_fresh
                return

    def _packages(self, answer: Answer) -> list[Any]:
        packages = unwrapped(_result_of(Body(answer).value("")))
        if packages is None and self._start:
            packages = []  # past the end some sites answer null
        if not isinstance(packages, list):
            raise NotTheAnswer(answer.final_url, NO_LIST)
        self._named.update(id_of(one, "name") for one in packages)
        return packages

    def _page(self) -> Answer:
        address = self._address("current_package_list_with_resources")
        return self._fewer.fetch(lambda rows: f"{address}?limit={rows}&offset={self._start}")

    def _one_by_one(self) -> Iterator[Page]:
        failures = 0
        for name in [name for name in self._names or () if name not in self._named]:
            if self._roll.count >= (self._declared or 0):
                return  # all are here: the list calls some of them otherwise
            try:
                with self._trip.fetch(f"{self._address('package_show')}?id={quote(name, safe='')}") as answer:
                    package = self._shown(answer, name)
            except PortalUnavailable:
                failures += 1
                if failures >= MOST_FAILURES:
                    raise
                continue
            failures = 0
            if package is not None:
                yield from self._roll.pages([(id_of(package, "id"), package)], self._declared)
            yield Page([], self._declared, answer.size)

    def _shown(self, answer: Answer, name: str) -> Any:
        """The package of this answer; None where it is gone, and counted no more."""
        value = answer.json()
        if answer.status in GONE and self._names and isinstance(value, dict) and value.get("success") is False:
            del self._names[name]
            return None
        package = unwrapped(_result_of(value))
        package = package[0] if isinstance(package, list) and package else package
        if not isinstance(package, dict):
            raise NotTheAnswer(answer.final_url, NO_LIST)
        return package

    def _address(self, action: str) -> str:
        return f"{self._trip.base}/api/3/action/{action}"


def unwrapped(value: Any) -> Any:
    """What stands in lists that hold exactly one list: `[[{...}]]` is `[{...}]`."""
    while isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    return value


def _result_of(value: Any) -> Any:
    """The result of an envelope that says success; None for anything else."""
    return value.get("result") if isinstance(value, dict) and value.get("success") is True else None


def _says_that_it_is_read(value: Any) -> Seen | None:
    if _result_of(value) is not True:
        return None
    return N_("It answers site_read, as DKAN 7 does."), {}


def _lists_names(value: Any) -> Seen | None:
    names = unwrapped(_result_of(value))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return N_("It lists the names of %(count)s datasets."), {"count": len(names)}
