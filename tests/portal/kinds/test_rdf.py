"""The parsers' guards: what strangers write is read without asking anybody, within bounds, and whatever its label."""

import json
import logging
import random
import time

import pytest

from hackathon.portal.kinds import rdf
from hackathon.portal.kinds.rdf import NotRdf, Words, read
from hackathon.portal.kinds.rdf_words import DATASET, DCAT, DCT, FOAF, OUR_CONTEXT, TYPE
from tests.portal import hostile
from tests.portal.replay import Reply, Server

HERE = "https://portal.example/data/catalog"
PREFIXES = f"@prefix dcat: <{DCAT}> . @prefix dct: <{DCT}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
XMLNS = f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="{DCAT}" xmlns:dct="{DCT}"'
TITLED = {"http://portal.example/d/1": {TYPE: [DATASET], f"{DCT}title": [Words("Año 1", "es")]}}

IN_FOUR_FORMS = {
    "Turtle": PREFIXES + '<http://portal.example/d/1> a dcat:Dataset ; dct:title "Año 1"@es .',
    "N-Triples": f"<http://portal.example/d/1> <{TYPE}> <{DATASET}> .\n"
    f'<http://portal.example/d/1> <{DCT}title> "A\\u00f1o 1"@es .\n',
    "RDF/XML": f'<rdf:RDF {XMLNS}><dcat:Dataset rdf:about="http://portal.example/d/1">'
    '<dct:title xml:lang="es">Año 1</dct:title></dcat:Dataset></rdf:RDF>',
    "JSON-LD": json.dumps(
        {
            "@context": {"dcat": DCAT, "title": f"{DCT}title"},
            "@id": "http://portal.example/d/1",
            "@type": "dcat:Dataset",
            "title": {"@value": "Año 1", "@language": "es"},
        }
    ),
}


def facts(text: str | bytes, **options):
    return read(text.encode() if isinstance(text, str) else text, address=HERE, **options)


@pytest.mark.parametrize("form", IN_FOUR_FORMS)
def test_the_form_is_told_by_the_content(form):
    assert facts(IN_FOUR_FORMS[form]) == TITLED
    assert facts("\n  " + IN_FOUR_FORMS[form]) == TITLED
    assert facts("\ufeff" + IN_FOUR_FORMS[form]) == TITLED


@pytest.mark.parametrize("label", ["punycode", "undefined", "utf-7"])
def test_an_xml_that_names_no_coding_of_texts_is_read_as_what_it_is(label):
    assert facts(f'<?xml version="1.0" encoding="{label}"?>' + IN_FOUR_FORMS["RDF/XML"]) == TITLED


@pytest.mark.parametrize("form", ["RDF/XML", "JSON-LD"])
def test_other_encodings_are_read(form):
    assert facts(IN_FOUR_FORMS[form].encode("utf-16")) == TITLED
    assert facts(IN_FOUR_FORMS["RDF/XML"].encode("latin-1")) == TITLED


def test_xml_says_its_own_encoding():
    greek = '<?xml version="1.0" encoding="iso-8859-7"?>' + IN_FOUR_FORMS["RDF/XML"].replace("Año 1", "Νερό")

    assert facts(greek.encode("iso-8859-7"))["http://portal.example/d/1"][f"{DCT}title"] == [Words("Νερό", "es")]


def test_relative_addresses_hang_on_the_pages_own():
    assert list(facts(PREFIXES + '<d/2> dct:title "x" .')) == ["https://portal.example/data/d/2"]
    assert list(facts(f'<rdf:RDF {XMLNS}><dcat:Dataset rdf:about="d/2" dct:title="x"/></rdf:RDF>')) == [
        "https://portal.example/data/d/2"
    ]
    assert list(facts(json.dumps({"@id": "d/2", f"{DCT}title": "x"}))) == ["https://portal.example/data/d/2"]


@pytest.mark.parametrize(
    "place",
    [
        lambda url: {"@context": url},
        lambda url: {"@context": [url, {"a": "http://a.example/"}]},
        lambda url: {"@context": [[url]]},
        lambda url: {"@context": {"@context": url}},
        lambda url: {"@context": {"@version": 1.1, "@import": url}},
        lambda url: {"@context": {"@version": 1.1, "title": {"@id": f"{DCT}title", "@context": url}}},
        lambda url: {"@context": {"@version": 1.1, "title": {"@id": f"{DCT}title", "@context": {"@import": url}}}},
        lambda url: {f"{DCAT}dataset": [{"@context": url, "@id": "x"}]},
        lambda url: {"@graph": [{"@context": [url], "@id": "x"}]},
        lambda url: {"@included": {"@context": url}},
    ],
)
def test_a_context_that_lives_elsewhere_is_never_asked_for(place):
    with Server(lambda ask: Reply(body=b'{"@context": {}}')) as canary:
        facts(json.dumps(place(canary.url + "/context.jsonld") | {"title": {"title": "x"}}))

    assert canary.hits == []


def test_our_own_words_stand_in_for_such_a_context():
    document = {
        "@context": "https://elsewhere.example/catalog.jsonld",
        "@id": HERE,
        "@type": "dcat:Catalog",
        "dataset": [{"@id": "http://portal.example/d/1", "@type": "Dataset", "title": "Año 1"}],
    }

    assert facts(json.dumps(document))["http://portal.example/d/1"] == {
        TYPE: [DATASET],
        f"{DCT}title": [Words("Año 1")],
    }


@pytest.mark.parametrize("what", ["SYSTEM", 'PUBLIC "x"'])
def test_nothing_that_xml_points_to_is_fetched(what, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with Server(lambda ask: Reply(body=b"secret")) as canary:
        for place in (canary.url, secret.as_uri()):
            text = f'<!DOCTYPE rdf:RDF [<!ENTITY e {what} "{place}">]><rdf:RDF {XMLNS}><a>&e;</a></rdf:RDF>'
            with pytest.raises(NotRdf, match="document type"):
                facts(text)
            with pytest.raises(NotRdf, match="document type"):
                facts(f'<?xml version="1.0"?><!-- x --><!DOCTYPE rdf:RDF {what} "{place}"><rdf:RDF {XMLNS}/>')

    assert canary.hits == []


def test_a_billion_laughs_are_refused_at_once():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><rdf:RDF {XMLNS}><a>&a11;</a></rdf:RDF>'

    started = time.monotonic()
    for data in (text.encode(), text.encode("utf-16")):
        with pytest.raises(NotRdf, match="document type"):
            facts(data)
    assert time.monotonic() - started < 2


def test_a_description_may_speak_of_document_types():
    text = IN_FOUR_FORMS["RDF/XML"].replace("Año 1", "<![CDATA[<!DOCTYPE html><!ENTITY x>]]>")

    assert facts(text)["http://portal.example/d/1"][f"{DCT}title"] == [Words("<!DOCTYPE html><!ENTITY x>", "es")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (hostile.PAGE, "page for people"),
        ('<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC "x" "y"><html/>', "page for people"),
        (" \n", "empty"),
        ("{", "not JSON"),
        ('{"a": ' * 70 + "1" + "}" * 70, "deeper"),
        ('{"@context": {"a": {"@type": 5}}}', "not RDF"),
        ('{"@id": "x", "http://x/": {"@value": "x", "@language": 5}}', "not RDF"),
        ("<rdf:RDF>", "not RDF"),
        ("<http://x/> <http://y/> ", "not RDF"),
        ("[" * 20_000, "deeper|not RDF"),
        ("[ a " * 5_000, "not RDF"),
        ("@prefix", "not RDF"),
        ("plain words", "not RDF"),
        (json.dumps({"@context": {f"a{n}": f"http://a/{n}" for n in range(1_001)}}), "more words"),
        (
            json.dumps({"@context": {"a": {"@id": "b:", "@context": {f"a{n}": "b:" for n in range(1_001)}}}}),
            "more words",
        ),
        ("<r " + " ".join(f'xmlns:p{n}="http://x/{n}"' for n in range(1_002)) + "/>", "more words"),
    ],
)
def test_what_is_no_rdf_is_refused_in_words(text, reason):
    with pytest.raises(NotRdf, match=reason):
        facts(text)


def refusal_of(data: bytes) -> str | None:
    """Why these bytes are not read, or None: whatever else is raised is a fault."""
    try:
        read(data, address=HERE)
    except NotRdf as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize("name", hostile.NOT_DATA)
def test_no_body_breaks_the_reader(name):
    assert (refusal_of(hostile.NOT_DATA[name]) or "It was read.").endswith(".")


def test_chance_bytes_break_nothing():
    chance = random.Random(7)
    for text in IN_FOUR_FORMS.values():
        for _ in range(60):
            data = bytearray(text.encode())
            for _ in range(4):
                data[chance.randrange(len(data))] = chance.randrange(256)
            assert refusal_of(bytes(data)) != ""


def test_more_statements_than_a_page_may_hold_are_refused(monkeypatch):
    monkeypatch.setattr(rdf, "MOST_FACTS", 100)

    with pytest.raises(NotRdf, match="more statements"):
        facts("<http://a/> <http://b/> " + ", ".join(str(n) for n in range(101)) + " .")


@pytest.mark.parametrize(
    "literal",
    [
        '"2015"^^xsd:date',
        '"2015-13-45"^^xsd:dateTime',
        '"perhaps"^^xsd:boolean',
        '"1e999999999"^^xsd:decimal',
        f'"{"9" * 5_000}"^^xsd:integer',
        '"<a"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>',
    ],
)
def test_words_are_kept_as_they_were_written_and_nothing_is_said_about_them(literal, caplog):
    with caplog.at_level(logging.DEBUG):
        said = facts(PREFIXES + f"<http://a/> dct:modified {literal} .")["http://a/"][f"{DCT}modified"]

    assert said[0].text == literal.split('"')[1]
    assert caplog.records == []


def test_one_bad_language_or_address_does_not_cost_the_page():
    assert facts(IN_FOUR_FORMS["RDF/XML"].replace('"es"', '"es_PE"').replace("</dct:title>", '</dct:title><dct:license rdf:resource="http://["/>')) == {
        "http://portal.example/d/1": {
            TYPE: [DATASET],
            f"{DCT}title": [Words("Año 1", "es-PE")],
            f"{DCT}license": ["http://["],
        }
    }  # fmt: skip
    title = {f"{DCT}title": [Words("Año 1", "es-PE")]}
    assert facts(PREFIXES + '<http://a/> dct:title "Año 1"@es_PE .') == {"http://a/": title}
    assert facts(IN_FOUR_FORMS["RDF/XML"].replace('"es"', '"español"'))["http://portal.example/d/1"][f"{DCT}title"] == [
        Words("Año 1")
    ]
    by_language = {"@context": {"t": {"@id": f"{DCT}title", "@container": "@language"}}, "@id": "http://a/"}
    assert facts(json.dumps(by_language | {"t": {"es_PE": "Año 1"}})) == {"http://a/": title}
    assert facts(json.dumps({"@id": "http://a/", f"{DCT}title": [{"@value": "Año 1", "@language": "es_PE"}]})) == {
        "http://a/": title
    }


def test_our_context_knows_where_names_belong():
    assert (OUR_CONTEXT["name"], OUR_CONTEXT["title"]) == (f"{FOAF}name", f"{DCT}title")
