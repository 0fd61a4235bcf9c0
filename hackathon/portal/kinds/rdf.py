"""RDF that strangers write, as plain facts: Turtle, N-Triples, RDF/XML and JSON-LD, told apart by what they hold.

No parser here reaches the network or the disk: a JSON-LD context that lives elsewhere is replaced by our own words of
DCAT, and XML that declares a document type (where entities come from) is refused before any of it is believed. Pure.
"""

import io
import logging
import re
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple
from xml.sax import handler, make_parser
from xml.sax.xmlreader import InputSource

import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.parser import StringInputSource
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import TurtleParser
from rdflib.plugins.parsers.rdfxml import RDFXMLHandler

from hackathon import json_text
from hackathon.portal.kinds.rdf_words import OUR_CONTEXT
from hackathon.text import N_

MOST_FACTS = 300_000  # with their parser some 700 bytes of memory each
MOST_TERMS = 1_000  # of a JSON-LD context: every node may copy them
MOST_PREFIXES = 1_000  # open at once in XML: every one copies those before it

_PAGE = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<(?:\?xml|!|[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?[\s/>])")  # Turtle's <http://…> is none
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"])")  # Turtle may begin with [] or [ a
_XML_CODING = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.-]{1,40})")

# Portals write es_PE where the standards want es-PE, and a parser would give up the whole page for it.
_XML_LANGUAGE = re.compile(r"(\bxml:lang\s*=\s*[\"'])([^\"'<>]*)")
_TURTLE_LANGUAGE = re.compile(r"(?<=[\"']@)([A-Za-z]{2,3})_(?=[A-Za-z]{2}\b)")
_LANGUAGE_KEY = re.compile(r"([a-z]{2,3})_([A-Za-z]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

# A text is kept as it was written: rdflib would write 1e999999999 out in full, and log each date that is none.
rdflib.NORMALIZE_LITERALS = False
logging.getLogger("rdflib").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", category=UserWarning, module=r"rdflib\.term")


class NotRdf(ValueError):
    """Why these bytes are not the RDF we read; the text is a gettext source."""


class Words(NamedTuple):
    """A literal as it was written."""

    text: str
    language: str = ""
    datatype: str = ""


Facts = dict[str, dict[str, list[str | Words]]]
"""What is said, by subject and predicate: an object is an address, a blank node (`_:x`) or words."""


def read(data: bytes, *, address: str, charset: str | None = None) -> Facts:
    """The facts in these bytes, whatever their label; relative addresses hang on `address`. Raises NotRdf."""
    declared = _XML_CODING.match(data)
    text = json_text.decode(data, charset or (declared.group(1).decode() if declared else None)).lstrip("\ufeff")
    if not text.strip():
        raise NotRdf(N_("It is empty."))
    if _PAGE.match(text[:4_000]):
        raise NotRdf(N_("It is a page for people, not data."))
    sink = _Sink()
    try:
        _reader_of(text)(text, address, sink)
    except NotRdf:
        raise
    except Exception as broken:  # the parsers raise whatever comes along, SyntaxError and AttributeError included
        raise NotRdf(N_("It is not RDF: it breaks off or is written wrongly.")) from broken
    return sink.facts


class _Sink(Graph):
    """Where the parsers put what they read: a plain dict, which costs a third of a graph, and is bounded."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self.facts: Facts = {}
        self._count = 0

    def add(self, triple: Any) -> "_Sink":
        subject, predicate, value = triple
        self._count += 1
        if self._count > MOST_FACTS:
            raise NotRdf(N_("It holds more statements than one page may."))
        of_subject = self.facts.setdefault(_plain(subject), {})
        of_subject.setdefault(str(predicate), []).append(
            Words(str(value), value.language or "", str(value.datatype or ""))
            if isinstance(value, Literal)
            else _plain(value)
        )
        return self

    def bind(self, *args: Any, **options: Any) -> None:
        """Prefixes are of no use here."""


def _plain(node: Any) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _reader_of(text: str) -> Callable[[str, str, _Sink], None]:
    if _XML.match(text):
        return _read_xml
    return _read_json_ld if _JSON.match(text) else _read_turtle


def _read_turtle(text: str, address: str, sink: _Sink) -> None:
    """Turtle, and N-Triples, which is Turtle in its simplest form."""
    source = StringInputSource(_TURTLE_LANGUAGE.sub(r"\1-", text))
    source.setPublicId(address)
    TurtleParser().parse(source, sink)  # type: ignore[no-untyped-call]  # rdflib says no types here


def _read_json_ld(text: str, address: str, sink: _Sink) -> None:
    try:
        value = json_text.read(text.encode("utf-8", errors="replace"))
    except json_text.NotJson as wrong:
        raise NotRdf(str(wrong)) from wrong
    to_rdf(_closed(value, terms=0), sink, base=address)


def _closed(value: Any, *, terms: int) -> Any:
    """The same document with nothing left to fetch: contexts elsewhere become ours, imports go."""
    if isinstance(value, list):
        return [_closed(entry, terms=terms) for entry in value]
    if not isinstance(value, dict):
        return value
    own = {"@context": _context(value["@context"])} if "@context" in value else {}
    terms += _weight(own)
    if terms > MOST_TERMS:
        raise NotRdf(N_("It defines more words than any catalogue uses."))
    for key, inner in value.items():
        if key == "@language" and isinstance(inner, str):
            inner = inner.replace("_", "-")
            if not _LANGUAGE.fullmatch(inner):
                continue
        if key not in ("@context", "@import"):
            own[_LANGUAGE_KEY.sub(r"\1-\2", key) if _LANGUAGE_KEY.fullmatch(key) else key] = _closed(inner, terms=terms)
    return own


def _context(value: Any) -> Any:
    if isinstance(value, str):
        return OUR_CONTEXT
    if isinstance(value, list):
        return [_context(entry) for entry in value]
    return _closed(value, terms=0)


def _weight(value: Any) -> int:
    """How many words a context defines, those inside its words included."""
    if isinstance(value, dict):
        return len(value) + sum(map(_weight, value.values()))
    return sum(map(_weight, value)) if isinstance(value, list) else 0


def _read_xml(text: str, address: str, sink: _Sink) -> None:
    source = InputSource()
    source.setPublicId(address)
    source.setCharacterStream(io.StringIO(_XML_LANGUAGE.sub(_with_valid_language, text)))
    parser = make_parser()  # noqa: S317 -- the document type, the way in of all XML attacks, is refused below
    parser.setFeature(handler.feature_namespaces, True)
    parser.setFeature(handler.feature_external_ges, False)
    parser.setContentHandler(_XmlReader(sink))  # type: ignore[arg-type]  # rdflib names it less narrowly
    parser.setProperty(handler.property_lexical_handler, _NoDocumentType())
    parser.parse(source)


def _with_valid_language(found: re.Match[str]) -> str:
    language = found.group(2).replace("_", "-")
    return found.group(1) + (language if _LANGUAGE.fullmatch(language) else "")


class _NoDocumentType(handler.LexicalHandler):
    """Stops at a document type: entities that grow without end, or fetch a file, are declared only there."""

    def startDTD(self, name: str, public_id: str | None, system_id: str | None) -> None:  # noqa: N802 -- as SAX calls it
        raise NotRdf(N_("It declares a document type (DTD), which we do not read for safety."))


class _XmlReader(RDFXMLHandler):
    """RDF/XML with bounds, and with addresses that are none kept as they are."""

    def startPrefixMapping(self, prefix: str | None, namespace: str) -> None:  # noqa: N802 -- as SAX calls it
        if len(self._ns_contexts) > MOST_PREFIXES:
            raise NotRdf(N_("It defines more words than any catalogue uses."))
        super().startPrefixMapping(prefix, namespace)

    def absolutize(self, uri: str) -> URIRef:
        try:
            return super().absolutize(uri)
        except ValueError:  # http://[
            return URIRef(uri)
