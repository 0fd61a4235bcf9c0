import json
import random
from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.dcat_dataset import dataset_of, native_id_of
from hackathon.portal.kinds.dcat_facts import datasets_in
from hackathon.portal.kinds.rdf import read
from hackathon.portal.kinds.rdf_tree import Trees
from hackathon.portal.kinds.rdf_words import DATASET, DCAT, DCT
from hackathon.portal.records import Named, NormalDataset, Unreadable, canonical_text, digest
from tests.portal.played_dcat import PREFIXES

MORE = (
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix spdx: <http://spdx.org/rdf/terms#> . @prefix time: <http://www.w3.org/2006/time#> .\n"
)
EU = "http://publications.europa.eu/resource/authority"


def made(more: str) -> NormalDataset:
    """The dataset of which this is said in Turtle, besides its title."""
    facts = read(
        (PREFIXES + MORE + f'd:1 a dcat:Dataset ; dct:title "D" ; {more}').encode(), address="http://d.example/c"
    )
    return dataset_of(Trees(facts).of("http://d.example/1"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('dct:publisher "Gerencia de Salud" .', Named("Gerencia de Salud", "Gerencia de Salud")),
        ("dct:publisher <http://o.example/org/L01> .", Named("http://o.example/org/L01", "L01")),
        ('dct:publisher d:o . d:o foaf:name "Health"@en, "Salud"@es .', Named("http://d.example/o", "Salud")),
        ('dct:publisher [ skos:prefLabel "Salud" ] .', Named("Salud", "Salud")),
        ('dct:creator [ rdfs:label "Salud" ] .', Named("Salud", "Salud")),
        ('dct:publisher [], "Salud" .', Named("Salud", "Salud")),
        ("dct:publisher [] .", None),
        (f"dct:publisher <http://o.example/{'o' * 300}> .", Named(digest(f"http://o.example/{'o' * 300}"), "o" * 300)),
    ],
)
def test_a_publisher_is_a_text_an_address_or_a_thing(said, expected):
    assert made(said).organization == expected


@pytest.mark.parametrize(
    ("said", "code", "title"),
    [
        ("dct:license <https://creativecommons.org/licenses/by/4.0/> .", "CC-BY-4.0", ""),
        ('dct:license "https://creativecommons.org/licenses/by/4.0/" .', "CC-BY-4.0", ""),
        ('dct:license "cc-by" .', "CC-BY", "cc-by"),
        (f"dct:license <{EU}/licence/CC_BYSA_4_0> .", "CC-BY-SA-4.0", ""),
        (f"dct:license <{EU}/licence/CC0> .", "CC0", ""),
        (f"dct:license <{EU}/licence/OTHER> .", "", ""),
        ('dct:license [ dct:identifier "odc-by" ; dct:title "ODC" ] .', "ODC-By", "ODC"),
        ('dct:rights [ rdfs:label "Uso libre"@es, "Free"@en ] .', "", "Uso libre"),
        ('dct:rights "r" ; dct:license <http://opendefinition.org/licenses/odc-by/> .', "ODC-By", ""),
        ("dcat:distribution d:f . d:f dct:license <http://opendefinition.org/licenses/cc-by> .", "CC-BY", ""),
        ('dcat:distribution d:f, d:g . d:f dct:license "A" . d:g dct:license "B" .', "", "A / B"),
        ('dcat:distribution d:f, d:g . d:f dct:license "A" .', "", "A"),
        ("dct:license [] .", "", ""),
    ],
)
def test_a_licence_is_found_at_the_dataset_or_its_files(said, code, title):
    licence = made(said).licence

    assert (licence.code, licence.title) == (code, title)
    assert licence.is_open is (True if code else None)


@pytest.mark.parametrize(
    ("said", "period", "words"),
    [
        (f"<{EU}/frequency/MONTHLY>", "P1M", f"{EU}/frequency/MONTHLY"),
        (f"<{EU}/frequency/ANNUAL_2>", "P6M", f"{EU}/frequency/ANNUAL_2"),
        ("<http://purl.org/cld/freq/quarterly>", "P3M", "http://purl.org/cld/freq/quarterly"),
        ('"R/P1Y"', "P1Y", "R/P1Y"),
        ('"Mensual"@es', "P1M", "Mensual"),
        ('[ rdfs:label "cuando se pueda" ]', "", "cuando se pueda"),
        ("[ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> [ time:months 3 ] ]", "P3M", ""),
        ("[ time:days 0 ]", "", ""),
        ("<http://purl.org/cld/freq/ThisTermDoesNotExist>", "", "http://purl.org/cld/freq/ThisTermDoesNotExist"),
    ],
)
def test_a_frequency_is_a_code_a_word_or_a_duration(said, period, words):
    dataset = made(f"dct:accrualPeriodicity {said} .")

    assert (dataset.frequency, dataset.frequency_said) == (period, words)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"2015"^^xsd:date', None),
        ('"2015"^^xsd:gYear', None),
        ('"2015-06"^^xsd:gYearMonth', None),
        ('"2015-06-01"^^xsd:date', datetime(2015, 6, 1, tzinfo=UTC)),
        ('"2015-06-01Z"^^xsd:date', datetime(2015, 6, 1, tzinfo=UTC)),
        ('"2015-06-01-05:00"^^xsd:date', datetime(2015, 6, 1, tzinfo=UTC)),
        ('"2015-06-01T10:00:00-05:00"^^xsd:dateTime', datetime(2015, 6, 1, 15, tzinfo=UTC)),
        ('"20150601"', None),
        ('"ayer"', None),
    ],
)
def test_a_day_is_read_and_a_year_alone_is_none(said, expected):
    assert made(f"dct:modified {said} .").modified_at == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dcat:downloadURL d:f.csv .", ("http://d.example/f.csv", "CSV", "")),
        ('dcat:accessURL "//x.example/f" ; dct:format "xlsx" .', ("//x.example/f", "XLSX", "")),
        (f"dcat:accessURL d:f ; dct:format <{EU}/file-type/GEOJSON> .", ("http://d.example/f", "GEOJSON", "")),
        (
            "dcat:accessURL d:f ; dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> .",
            ("http://d.example/f", "CSV", "text/csv"),
        ),
        ('dcat:accessURL d:f ; dct:format [ rdfs:label "SHP" ] .', ("http://d.example/f", "SHP", "")),
        ('dcat:accessURL d:f ; dct:format "text/csv" .', ("http://d.example/f", "CSV", "text/csv")),
        ("dcat:accessService [ dcat:endpointURL d:api ] .", ("http://d.example/api", "", "")),
        ('dcat:downloadURL "file:///etc/passwd" .', ("file:///etc/passwd", "", "")),
    ],
)
def test_a_file_is_where_it_is_said_to_be(said, expected):
    file = made(f"dcat:distribution d:f . d:f {said}").resources[0]

    assert (file.url, file.format, file.media_type) == expected


def test_files_without_any_name_are_left_out_and_each_comes_once():
    dataset = made(
        'dcat:distribution [], "text", [ dct:title "x" ], [ dcat:accessURL d:a ], d:f, d:f . d:f dcat:byteSize "12.0" .'
    )

    assert [(file.url, file.size) for file in dataset.resources] == [("", 12), ("http://d.example/a", None)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dcat:landingPage d:page .", "http://d.example/page"),
        ('dcat:landingPage "d/page" ; foaf:page "https://d.example/p" .', "https://d.example/p"),
        ('dcat:landingPage "javascript:alert(1)" .', "http://d.example/1"),
    ],
)
def test_the_page_for_people_is_one_of_the_web(said, expected):
    assert made(said).landing_url == expected


def test_an_id_is_never_longer_than_it_may_be():
    long = "http://d.example/" + "x" * 600

    assert native_id_of({"@id": long}) == digest(long)
    assert len(native_id_of({f"{DCT}identifier": [{"@value": "y" * 600}]})) == 64


@pytest.mark.parametrize(
    "raw", [None, "text", [], {}, {"@id": "x"}, {f"{DCT}title": "x"}, {f"{DCT}title": [{"@value": " "}]}]
)
def test_what_has_no_title_is_unreadable(raw):
    with pytest.raises(Unreadable, match="neither a title nor a name"):
        dataset_of(raw)


ODD = [None, 0, -1, True, 1.5, "x", "", "{", "http://[", "\0", "\ud800", [], {}, [None], [[]], [{}], [{"@value": None}], [{"@value": {}}],
       [{"@id": 5}], [{"@id": "http://["}], [{"@value": "x", "@language": 5}], {"@value": "x"}, [{"@value": "9" * 5_000}]]  # fmt: skip


def test_no_odd_value_anywhere_breaks_the_reading():
    words = ["@id", "@type"] + [
        DCT + word
        for word in "title description identifier publisher license rights accrualPeriodicity issued modified format".split()
    ]
    words += [
        DCAT + word
        for word in "keyword theme distribution landingPage byteSize mediaType accessURL downloadURL accessService".split()
    ]
    chance = random.Random(5)
    for _ in range(3_000):
        tree = {word: chance.choice(ODD) for word in words}
        tree |= {f"{DCAT}distribution": [dict(tree), chance.choice(ODD)]} if chance.random() < 0.5 else {}
        try:
            text = canonical_text(dataset_of(json.loads(json.dumps(tree)) | {f"{DCT}title": [{"@value": "D"}]}))
        except Unreadable:
            continue
        assert json.loads(text)["title"] == "D"


def test_the_same_statements_have_the_same_fingerprint_in_every_form():
    turtle = PREFIXES + 'd:1 a dcat:Dataset ; dct:title "A", "B"@es ; dct:publisher [ dct:title "P" ] .'
    json_ld = [
        {
            f"{DCT}publisher": [{"@id": "_:9", f"{DCT}title": "P"}],
            "@id": "http://d.example/1",
            "@type": DATASET,
            f"{DCT}title": [{"@value": "B", "@language": "es"}, "A"],
        }
    ]
    one, other = (
        Trees(facts).of(datasets_in(facts)[0])
        for facts in (read(body.encode(), address="http://d.example/c") for body in (turtle, json.dumps(json_ld)))
    )

    assert json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
