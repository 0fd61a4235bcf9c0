"""A catalogue from a file that a person hands in, for portals without an API. Nobody is asked anything.

Whoever starts the walk hands it a `fetch` that gives the file. What it may be, decided by its shape: the simple table
or list (manual_table), packages of a CKAN saved as JSON, or a file of a kind that is one file anyway (data.json,
DCAT): those are read by that kind, wherever there is one.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from hackathon import json_text
from hackathon.net import Answer, Fetch
from hackathon.portal.kinds import Capabilities, Ending, Inquiry, Kind, Match, Page, Trip
from hackathon.portal.kinds.ckan import DATASET_TYPES, Ckan
from hackathon.portal.kinds.datajson import DataJson
from hackathon.portal.kinds.dcat_rdf import DcatRdf
from hackathon.portal.kinds.dcat_us_3 import DcatUs3
from hackathon.portal.kinds.manual_dataset import NO_DATASET, dataset_of
from hackathon.portal.kinds.manual_table import (
    LISTS_OF_DATASETS,
    Gathered,
    NotATable,
    column_of,
    read_list,
    read_table,
)
from hackathon.portal.kinds.reading import PASSED_OVER, Pairs, Roll, id_of, is_count
from hackathon.portal.records import NormalDataset, Unreadable
from hackathon.text import N_, fold

# Where a file's own kind is told that the file stands: a name that leads nowhere, for nothing is sent.
NOWHERE = "https://file.invalid/catalogue"
OF_A_PACKAGE = {"metadata_modified", "metadata_created", "license_id", "num_resources", "owner_org"}
UNKNOWN = N_("It is neither a list of datasets nor a catalogue of a kind that is read here.")
SOME_LINES = N_(
    "Some lines could not be read, so that nothing was marked missing. Correct them and hand the file in again."
)

OTHERS: dict[str, Kind] = {kind.name: kind for kind in (Ckan(), DataJson(), DcatUs3(), DcatRdf())}
"""Whose catalogues people save to a file: read by their own kinds."""


class Manual:
    """See `Kind`."""

    name = "manual"
    capabilities = Capabilities(title="CSV / JSON", is_uploaded=True)
    signs: tuple[str, ...] = ()

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """Never: there is nobody to ask."""
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """All records of the file that `trip.fetch` gives."""
        with trip.fetch(trip.base) as answer:
            content, name = answer.content(), answer.final_url
        try:
            yield from _pages(content, name, trip)
        except (NotATable, json_text.NotJson) as wrong:
            yield Page([], ending=Ending(False, str(wrong)))

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset, by the kind whose record it is."""
        if not isinstance(raw, dict) or "record" not in raw:
            raise Unreadable(NO_DATASET)
        if not raw.get("kind"):
            return dataset_of(raw["record"])
        try:
            kind = OTHERS[raw["kind"]]
        except (KeyError, TypeError) as unknown:
            raise Unreadable(UNKNOWN) from unknown
        made = kind.normalise(raw["record"], base=base)
        # Without the portal's own address, what was built from it leads nowhere.
        is_built = not base.startswith(("http://", "https://")) and made.landing_url.startswith(base)
        return replace(made, landing_url="") if is_built else made


def stored(content: bytes, address: str, *, name: str = "") -> Fetch:
    """A way out that leads to this file alone; everything else is not there. `name` is what the file was called."""

    def fetch(url: str, **asked: Any) -> Answer:
        body = content if url == address else b""
        return Answer(url, name or url, 200 if url == address else 404, {}, io.BytesIO(body), len(body))

    return fetch


def _pages(content: bytes, name: str, trip: Trip) -> Iterator[Page]:
    text = json_text.decode(content)
    if text.lstrip().startswith(("{", "[")):
        value = json_text.read(content)
        if isinstance(packages := _packages_in(value), list):
            yield from _of_ckan(packages, value, trip, len(content))
            return
        if isinstance(datasets := _datasets_in(value), list):
            yield from _gathered(read_list(datasets), trip, len(content))
            return
    kind = _kind_of(content, name)
    if kind is not None:
        yield from _by(kind, content, name, trip)
    elif text.lstrip().startswith(("{", "[", "<")):
        yield Page([], ending=Ending(False, UNKNOWN))
    else:
        yield from _gathered(read_table(text), trip, len(content))


def _gathered(gathered: Gathered, trip: Trip, size: int) -> Iterator[Page]:
    pairs = [(key, {"kind": "", "record": record}) for key, record in gathered.pairs()]
    yield from Roll(trip).pages(pairs, len(pairs))
    # A dataset whose lines cannot be read is not gone.
    ending = Ending(False, SOME_LINES) if gathered.problems else Ending(True)
    yield Page([], len(pairs), size, ending)


def _of_ckan(packages: list[Any], value: Any, trip: Trip, size: int) -> Iterator[Page]:
    """Saved packages; a file that says itself that there are more is a part of a catalogue."""
    result = value.get("result") if isinstance(value, dict) else None
    count = result.get("count") if isinstance(result, dict) else None
    roll, declared = Roll(trip), count if is_count(count) else None
    yield from roll.pages(_wrapped(packages), declared)
    yield Page([], declared, size, roll.ending(declared, is_last=True, is_stuck=False))


def _wrapped(packages: list[Any]) -> Pairs:
    for package in packages:
        is_other = isinstance(package, dict) and package.get("type") not in DATASET_TYPES
        yield id_of(package, "id"), PASSED_OVER if is_other else {"kind": Ckan.name, "record": package}


def _by(kind: Kind, content: bytes, name: str, trip: Trip) -> Iterator[Page]:
    """The records of a file by its own kind's walk, each with the name of its kind."""
    address = _address_for(name)
    for page in kind.walk(replace(trip, base=address, fetch=stored(content, address))):
        wrapped = [replace(one, raw={"kind": kind.name, "record": one.raw}) for one in page.records]
        yield replace(page, records=wrapped)


def _kind_of(content: bytes, name: str) -> Kind | None:
    """The kind that knows this file when it finds it on the web."""
    address = _address_for(name)
    files = (kind for kind in OTHERS.values() if kind.capabilities.is_file)
    return next((kind for kind in files if kind.probe(address, Inquiry(stored(content, address)))), None)


def _address_for(name: str) -> str:
    """Kinds look at a file's ending; what a person called it stays here."""
    ending = PurePath(name).suffix.lower()
    return NOWHERE + (ending if ending in {".json", ".jsonld", ".rdf", ".ttl", ".xml", ".n3", ".nt"} else ".json")


def _packages_in(value: Any) -> Any:
    """The packages of a saved answer of CKAN (search, list or show), or a bare list of them; None for anything else."""
    if isinstance(value, dict):
        found = value.get("result") if value.get("success") is True else None
        found = found.get("results", [found]) if isinstance(found, dict) else found
    else:
        found = value
    while isinstance(found, list) and len(found) == 1 and isinstance(found[0], list):
        found = found[0]
    is_theirs = isinstance(found, list) and any(isinstance(one, dict) and OF_A_PACKAGE & set(one) for one in found)
    return found if is_theirs else None


def _datasets_in(value: Any) -> Any:
    """The list of our own simple shape, bare or under `datasets`; None for anything else."""
    if isinstance(value, dict):
        named_so = (listed for name, listed in value.items() if fold(name.replace("_", " ")) in LISTS_OF_DATASETS)
        value = next(named_so, None)
    if not isinstance(value, list):
        return None
    # A data.json of the old kind is a bare list, too; its datasets have distributions.
    is_ours = any(
        isinstance(one, dict)
        and {"id", "title"} & set(map(column_of, one))
        and not {"distribution", "@type"} & set(one)
        for one in value
    )
    return value if is_ours else None
