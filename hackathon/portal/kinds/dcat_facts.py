"""What one page of RDF says of a catalogue: its datasets and files, how many there are, where the next page is. Pure."""

import re
from collections.abc import Iterator

from hackathon.portal.kinds.following import whole
from hackathon.portal.kinds.rdf import Facts, Words
from hackathon.portal.kinds.rdf_words import CATALOGUE, DATASET, DCT, DISTRIBUTION, HYDRA, LISTS, OFFERS, TYPE
from hackathon.portal.kinds.reading import is_count

NEXT = (f"{HYDRA}next", f"{HYDRA}nextPage")  # the newer Hydra and the older


def catalogues_in(facts: Facts) -> list[str]:
    return [subject for subject, said in facts.items() if CATALOGUE in said.get(TYPE, ())]


def datasets_in(facts: Facts) -> list[str]:
    """What is a dataset by its type, or listed by a catalogue and described here."""
    by_type = [subject for subject, said in facts.items() if DATASET in said.get(TYPE, ())]
    listed = [
        node for said in facts.values() for node in said.get(LISTS, ()) if not isinstance(node, Words) and node in facts
    ]
    catalogues = set(catalogues_in(facts))  # a catalogue inside another is typed as a dataset too, since DCAT 2
    return [subject for subject in dict.fromkeys([*by_type, *listed]) if subject not in catalogues]


def files_in(facts: Facts) -> list[str]:
    return [subject for subject, said in facts.items() if DISTRIBUTION in said.get(TYPE, ())]


def files_of(facts: Facts, dataset: str) -> set[str]:
    """The files that this dataset names, whether they are described here or not."""
    return {node for node in facts[dataset].get(OFFERS, ()) if not isinstance(node, Words)}


def title_in(facts: Facts) -> str:
    """How the catalogue calls itself."""
    titles = (said for subject in catalogues_in(facts) for said in facts[subject].get(f"{DCT}title", ()))
    return next((title.text for title in titles if isinstance(title, Words)), "")


def declared_in(facts: Facts) -> int | None:
    """How many datasets there are in all, by what the portal says."""
    counts = (int(text) for text in _said(facts, f"{HYDRA}totalItems") if re.fullmatch(r"\d{1,10}", text))
    return max(filter(is_count, counts), default=None)


def next_in(facts: Facts, *, here: str) -> str:
    """The address of the next page, said as a node or as a text; empty where there is none."""
    said = (text for word in NEXT for text in _said(facts, word) if text and not text.startswith("_:"))
    return next(filter(None, (whole(text, here=here) for text in said)), "")


def _said(facts: Facts, predicate: str) -> Iterator[str]:
    for of_subject in facts.values():
        for value in of_subject.get(predicate, ()):
            yield value.text if isinstance(value, Words) else value
