"""DCAT in RDF: a catalogue that is a file, or a chain of pages joined by Hydra, at any address.

Seen from ckanext-dcat, udata and datos.gob.es. What it refuses to believe: the labels of answers, and next pages that
lead to another host or round in a circle. The base of such a portal is the address of its catalogue file.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.net import Answer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.dcat_dataset import dataset_of, native_id_of
from hackathon.portal.kinds.dcat_facts import (
    catalogues_in,
    datasets_in,
    declared_in,
    files_in,
    files_of,
    next_in,
    title_in,
)
from hackathon.portal.kinds.following import Trail, is_same_host, whole
from hackathon.portal.kinds.rdf import Facts, NotRdf, read
from hackathon.portal.kinds.rdf_tree import Trees
from hackathon.portal.kinds.rdf_words import OFFERS
from hackathon.portal.kinds.reading import CATALOGUE_PAGE, NO_LIST, Pairs, Roll
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import text_of
from hackathon.text import N_

RDF_ANSWER = "application/ld+json, text/turtle, application/rdf+xml, application/n-triples;q=0.9, */*;q=0.1"
A_FILE = re.compile(r"\.(?:json|jsonld|ttl|rdf|xml|n3|nt)$", re.IGNORECASE)
USUAL_PLACES = ("catalog.jsonld", "catalog.ttl", "catalog.rdf", "catalog.xml")
MOST_LINKS = 2  # of the home page: they are one catalogue in several forms
MOST_WAITING = 10_000  # datasets whose files may be described on a later page, and such files

_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_TO_RDF = re.compile(r"application/(?:rdf\+xml|ld\+json|n-triples)|text/turtle", re.IGNORECASE)
_ALTERNATE = re.compile(r"\brel\s*=\s*[\"']?[^\"'>]{0,100}\balternate\b", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,400})", re.IGNORECASE)


class DcatRdf:
    """See `Kind`."""

    name = "dcat_rdf"
    capabilities = Capabilities(title="DCAT (RDF)", is_file=True)
    signs = (
        "application/rdf+xml",
        "text/turtle",
        "catalog.rdf",
        "catalog.ttl",
        "catalog.jsonld",
        "catalog.xml",
    )

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By reading the file: the one that was typed, that the home page links, or that stands where most stand."""
        titles: list[str] = []

        def shows_a_catalogue(answer: Answer) -> tuple[str, dict[str, Any]] | None:
            if answer.is_cut:  # a beginning cannot be parsed: its vocabulary must do
                is_dcat = re.search(rb"w3\.org/ns/dcat#|dcat:Catalog", answer.content())
                return (N_("It is a long catalogue in RDF (DCAT)."), {}) if is_dcat else None
            facts = _facts_of(answer)
            datasets = datasets_in(facts)
            if not datasets and not catalogues_in(facts):
                return None
            titles.append(text_of(title_in(facts), 200))
            words = N_("It is a catalogue in RDF (DCAT) with %(count)s datasets on this page.")
            return words, {"count": len(datasets)}

        for address in _candidates(base, inquiry):
            if inquiry.look(address, shows_a_catalogue, accept=RDF_ANSWER):
                return Match(self.name, address, title="".join(titles))
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Page after page, as each names the next one; a page of more than 20 MB is refused."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One tree of statements as a dataset."""
        return dataset_of(raw)


class _Walk:
    """One reading of a catalogue: which pages were seen, and which datasets wait for what other pages tell."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll = trip, Roll(trip)
        self._trail, self._is_first = Trail(trip.base, self._roll), True
        self._here = str(self._roll.at or trip.base)
        self._waiting: dict[str, dict[str, Any]] = {}  # datasets
        self._loose: dict[str, dict[str, Any]] = {}  # files

    def pages(self) -> Iterator[Page]:
        ending = None
        while ending is None:
            try:
                facts, size, address = self._read()
            except PortalUnavailable:
                yield from self._roll.pages(self._rest(), None)  # what waits would be lost
                raise
            known, declared, datasets = self._count, declared_in(facts), datasets_in(facts)
            yield from self._roll.pages(self._complete(facts, datasets), declared)
            following = next_in(facts, here=address)
            is_stuck = bool(datasets) and self._count == known
            # A server may offer a next page for ever: one that brings nothing is the last.
            is_last = not following or not (datasets or files_in(facts))
            if is_stuck or is_last or self._trail.is_over(following):
                yield from self._roll.pages(self._rest(), declared)
            ending = self._trail.ending(declared, following, is_last=is_last, is_stuck=is_stuck)
            self._here = following
            yield Page([], declared, size, ending, None if self._waiting else self._roll.cursor(following))

    @property
    def _count(self) -> int:
        return self._roll.count + len(self._waiting)

    def _read(self) -> tuple[Facts, int, str]:
        with self._trip.fetch(self._here, limits=CATALOGUE_PAGE, accept=RDF_ANSWER) as answer:
            facts = _facts_of(answer)
            if self._is_first and not catalogues_in(facts) and not datasets_in(facts):
                raise NotTheAnswer(answer.final_url, NO_LIST)
            self._is_first = False
            self._trail.saw(self._here, answer.final_url)
            return facts, answer.size, answer.final_url

    def _complete(self, facts: Facts, datasets: list[str]) -> Pairs:
        """The datasets of which this page tells all; the others wait, and so do files whose dataset is not here."""
        trees, owned = Trees(facts), set[str]()
        for dataset in datasets:
            files = files_of(facts, dataset)
            owned |= files
            tree = trees.of(dataset)
            native_id = native_id_of(tree)
            if files <= facts.keys() or len(self._waiting) >= MOST_WAITING:
                yield native_id, tree
            else:
                self._waiting.setdefault(native_id, tree)
        for file in files_in(facts):
            if file not in owned and len(self._loose) < MOST_WAITING:
                self._loose.setdefault(file, trees.of(file))

    def _rest(self) -> Pairs:
        """The datasets that waited, with what other pages told of their files."""
        for native_id, tree in self._waiting.items():
            tree[OFFERS] = [self._loose.get(file.get("@id", ""), file) for file in tree[OFFERS]]
            yield native_id, tree
        self._waiting = {}


def _facts_of(answer: Answer) -> Facts:
    try:
        return read(answer.content(), address=answer.final_url, charset=answer.charset)
    except NotRdf as wrong:
        raise NotTheAnswer(answer.final_url, str(wrong)) from wrong


def _candidates(base: str, inquiry: Inquiry) -> list[str]:
    """Where the catalogue may be, the likeliest first: detection has few questions."""
    if A_FILE.search(urlsplit(base).path):
        return [base]
    linked = [link for link in _links_in(inquiry.page, inquiry.page_address) if is_same_host(link, base)]
    places = sorted(USUAL_PLACES, key=lambda place: place not in inquiry.page)
    wanted = dict.fromkeys([*linked[:MOST_LINKS], *(f"{base}/{place}" for place in places)])
    asked = {probe.address for probe in inquiry.probes}  # a typed file that is none
    return [address for address in wanted if address not in asked]


def _links_in(page: str, address: str) -> Iterator[str]:
    """Where a page for people says that it stands in RDF too."""
    for link in _LINK.findall(page):
        target = _HREF.search(link)
        if target and _ALTERNATE.search(link) and _TO_RDF.search(link):
            yield whole(target.group(1).replace("&amp;", "&"), here=address)
