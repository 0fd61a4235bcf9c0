"""One subject of RDF as a tree in JSON: the same statements give the same tree, in whatever order they came. Pure.

The tree is expanded JSON-LD. What the subject points to stands inside it, blank nodes without their passing names;
other datasets and catalogues, and what would lead round in a circle, are only named.
"""

from typing import Any

from hackathon.portal.kinds.rdf import Facts, Words
from hackathon.portal.kinds.rdf_words import CATALOGUE, DATASET, TYPE
from hackathon.portal.records import canonical

DEEPEST = 6  # dataset, distribution, checksum, its algorithm: catalogues need four
MOST_STATEMENTS = 10_000  # in one tree; a richer one is given without what it points to
MOST_ON_A_PAGE = 2_000_000  # in all trees together: a thing that many point to stands in each of them
WHOLE = frozenset({CATALOGUE, DATASET})  # what is a thing of its own


class _TooMuch(Exception):
    """The tree would be larger than one record may be."""


class Trees:
    """The trees of one page."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._left, self._deepest, self._count = facts, MOST_ON_A_PAGE, DEEPEST, 0

    def of(self, subject: str) -> dict[str, Any]:
        """What is said of it: `{"@id", "@type": […], predicate: [value, …], …}`, lists sorted, each value once."""
        self._deepest, self._count = DEEPEST if self._left > 0 else 0, 0
        try:
            tree = self._grown(subject, ())
        except _TooMuch:
            self._deepest = 0
            tree = self._grown(subject, ())
        self._left -= self._count
        return tree

    def _grown(self, subject: str, path: tuple[str, ...]) -> dict[str, Any]:
        tree: dict[str, Any] = {} if subject.startswith("_:") else {"@id": subject}
        of_subject = self._facts.get(subject, {})
        if path and (len(path) > self._deepest or subject in path or not WHOLE.isdisjoint(of_subject.get(TYPE, ()))):
            return tree
        for predicate, values in of_subject.items():
            self._count += len(values)
            if self._count > MOST_STATEMENTS and self._deepest:
                raise _TooMuch
            if predicate == TYPE:
                tree["@type"] = sorted({value for value in values if isinstance(value, str)})
            else:
                made = (self._value(value, (*path, subject)) for value in values)
                tree[predicate] = [value for _, value in sorted({canonical(value): value for value in made}.items())]
        return tree

    def _value(self, value: str | Words, path: tuple[str, ...]) -> dict[str, Any]:
        if isinstance(value, Words):
            marks = {"@language": value.language, "@type": value.datatype}
            return {"@value": value.text} | {mark: said for mark, said in marks.items() if said}
        return self._grown(value, path)
