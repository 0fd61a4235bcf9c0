import json
from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.datajson import DataJson
from hackathon.portal.kinds.dcat_us_record import dataset_of, key_of, said
from hackathon.portal.records import Licence, Named, Unreadable
from tests.portal.kinds.files import dataset
from tests.portal.mangling import BASE, assert_unbreakable


def read(**fields):
    return dataset_of(dataset(**fields), base=BASE)


def one(**fields):
    """The only resource of a dataset whose distribution has these fields."""
    return read(distribution=[fields]).resources[0]


def test_a_dataset_is_read_field_by_field():
    found = read()

    assert (found.native_id, found.title, found.notes) == ("d-0", "Presupuesto 0", "<p>Gasto</p>")
    assert found.landing_url == "https://portal.example/p/0"
    assert found.organization == Named("Ministerio", "Ministerio")
    assert found.categories == [Named("Economía", "Economía")]
    assert found.tags == ["gasto", "ingreso"]
    assert found.licence == Licence("CC-BY-4.0", "", "https://creativecommons.org/licenses/by/4.0/", True, True, False)
    assert (found.frequency, found.frequency_said) == ("P1M", "R/P1M")
    assert found.created_at == datetime(2019, 1, 2, 8, 4, 5, tzinfo=UTC)
    assert found.modified_at == datetime(2020, 5, 6, tzinfo=UTC)
    (file,) = found.resources
    assert (file.native_id, file.url, file.title, file.format, file.size) == (
        "d-0.1",
        "https://portal.example/f/0.csv",
        "Archivo",
        "CSV",
        5120,
    )
    assert (file.media_type, file.modified_at) == ("text/csv", datetime(2020, 5, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("modified", "moment", "frequency"),
    [
        ("20201117", datetime(2020, 11, 17, tzinfo=UTC), ""),
        ("2019-06-27 12:41:27", datetime(2019, 6, 27, 12, 41, 27, tzinfo=UTC), ""),
        ("2021-07-20T20:18:04.000Z", datetime(2021, 7, 20, 20, 18, 4, tzinfo=UTC), ""),
        ("R/P1D", None, "P1D"),
        ("2018-05", None, ""),
        ("2018", None, ""),
        (2018, None, ""),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_modified_is_a_date_a_frequency_or_unknown(modified, moment, frequency):
    found = read(modified=modified, accrualPeriodicity=None)

    assert (found.modified_at, found.frequency) == (moment, frequency)


def test_a_frequency_that_is_said_counts_before_one_in_place_of_a_date():
    assert read(modified="R/P1D", accrualPeriodicity="Mensual").frequency == "P1M"
    assert (read(accrualPeriodicity="RP1Y").frequency, read(accrualPeriodicity="RP1Y").frequency_said) == ("", "RP1Y")


@pytest.mark.parametrize(
    ("keyword", "tags"),
    [
        ("agua, aire;suelo , ", ["agua", "aire", "suelo"]),
        (["agua", "agua", "", None, 7, "R&amp;D"], ["agua", "7", "R&D"]),
        ({"es": "agua"}, ["agua"]),
        (None, []),
    ],
)
def test_keywords_are_a_list_or_one_text(keyword, tags):
    assert read(keyword=keyword).tags == tags


@pytest.mark.parametrize(
    ("publisher", "named"),
    [
        ({"source": "Municipio"}, Named("Municipio", "Municipio")),
        ("Municipio", Named("Municipio", "Municipio")),
        ([{"@type": "Organization", "@id": "https://a.example/o", "name": "Uno"}], Named("https://a.example/o", "Uno")),
        ({"name": "Salud &amp; Vida"}, Named("Salud & Vida", "Salud & Vida")),
        ({"@type": "Organization"}, None),
        ({}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_publisher_has_many_shapes(publisher, named):
    assert read(publisher=publisher).organization == named


def test_an_address_without_its_scheme_gets_the_portals():
    assert read(landingPage="//host/x").landing_url == "https://host/x"
    assert one(downloadURL="//host/x.csv").url == "https://host/x.csv"
    assert one(accessURL="file:///etc/passwd").url == "file:///etc/passwd"


def test_without_a_page_of_its_own_an_identifier_that_is_an_address_leads_there():
    assert read(landingPage=None, identifier="https://a.example/d").landing_url == "https://a.example/d"
    assert read(landingPage=None).landing_url == ""


def test_a_distribution_may_be_an_object_or_only_accessible():
    assert read(distribution={"accessURL": "https://a.example/x.csv"}).resources[0].format == "CSV"
    assert read(distribution=None).resources == []


def test_distributions_with_the_same_identifier_or_address_are_told_apart():
    same = [{"identifier": "1", "accessURL": "a", "title": "A"}, {"identifier": "1", "accessURL": "a", "title": "B"}]

    assert [file.title for file in read(distribution=same).resources] == ["A", "B"]
    assert [file.title for file in read(distribution=[same[0], same[0], same[0]]).resources] == ["A", "A"]


def test_in_the_oldest_files_a_dataset_is_its_own_distribution():
    found = read(
        distribution=None, accessURL="https://a.example/x.csv", format="text/csv", webService="https://a.example/w"
    )

    assert [(file.url, file.format) for file in found.resources] == [
        ("https://a.example/x.csv", "CSV"),
        ("https://a.example/w", "API"),
    ]


def test_a_licence_as_html_is_read_for_its_words_and_its_address():
    found = read(license='<div>Soumis à <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC</a></div>')

    assert (found.licence.code, found.licence.title) == ("CC-BY-SA-4.0", "Soumis à CC")


def test_a_licence_that_only_a_distribution_states_is_the_datasets():
    found = read(
        license=None,
        distribution=[
            {"accessURL": "a"},
            {"accessURL": "b", "license": {"@id": "http://opendatacommons.org/licenses/by/1.0/"}},
        ],
    )

    assert found.licence.code == "ODC-By-1.0"


def test_media_types_and_formats_may_be_addresses_in_a_list_of_them():
    found = one(
        accessURL="a",
        mediaType="https://www.iana.org/assignments/media-types/text/csv",
        format="http://publications.europa.eu/resource/authority/file-type/CSV",
    )

    assert (found.format, found.media_type) == ("CSV", "text/csv")


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("x", "x"),
        (707, "707"),
        ({"@type": "Identifier", "@id": "https://a.example/d"}, "https://a.example/d"),
        ({"@type": "Identifier", "notation": "N-1", "schemaAgency": "A"}, "N-1"),
        ([{"@type": "Identifier"}, "y"], "y"),
        ({"@type": "Identifier"}, "https://a.example/graph"),
        (True, "https://a.example/graph"),
        (None, "https://a.example/graph"),
    ],
)
def test_the_id_is_its_identifier_or_its_address(identifier, key):
    assert key_of({"identifier": identifier, "@id": "https://a.example/graph"}) == key


def test_a_thing_that_is_no_record_has_no_id():
    assert [key_of(thing) for thing in (None, "x", [], 7, {})] == [""] * 5


def test_a_text_may_be_a_list_an_object_or_per_language():
    assert said([None, "", "x"]) == "x"
    assert said({"@value": "x", "@language": "es"}) == "x"
    assert said({"es": "Vías", "en": "Roads"}) == "Vías"
    assert said({"@type": "Identifier"}) == ""


@pytest.mark.parametrize("fields", [{"title": None}, {"title": []}, {"title": {}}])
def test_a_dataset_without_a_title_is_refused(fields):
    with pytest.raises(Unreadable):
        read(**fields)


def test_titles_that_were_escaped_or_are_numbers_or_lists_are_read():
    assert read(title="Salud &amp; Vida").title == "Salud & Vida"
    assert read(title=707).title == "707"
    assert read(title=["TEST"]).title == "TEST"


def test_nothing_that_is_wrong_in_a_dataset_breaks_the_reading():
    assert_unbreakable(DataJson(), dataset(license="<p>x</p>"))


@pytest.mark.samples
def test_recorded_values_are_as_the_index_says(samples):
    def first(name):
        listed = json.loads((samples / "portal-samples" / name).read_text())["dataset"]
        return DataJson().normalise(listed[0], base="https://portal.example/data.json")

    ny = first("datajson/ny.data.json")
    assert (ny.native_id, ny.title, ny.modified_at) == (
        "https://data.ny.gov/api/views/22ew-dxez",
        "State of New York Mortgage Agency (SONYMA) Loans Purchased: Beginning 2004",
        datetime(2019, 6, 10, tzinfo=UTC),
    )
    assert [file.format for file in ny.resources] == ["CSV", "RDF", "JSON", "XML"]
    assert first("datajson/datagov-dcatus.json").frequency == "P1W"
    assert first("datajson/datagov-dcatus_long_description.json").modified_at == datetime(2020, 11, 17, tzinfo=UTC)
    assert first("datajson/numerical-title.data.json").title == "707"
    argentina = first("datajson-argentina/full_data.json")
    assert (argentina.native_id, argentina.frequency, argentina.licence.code) == (
        "99db6631-d1c9-470b-a73e-c62daa32c777",
        "P1Y",
        "ODbL-1.0",
    )
    assert argentina.modified_at == datetime(2016, 4, 19, 22, 48, 5, 433640, UTC)
    assert (argentina.resources[0].native_id, argentina.resources[0].size) == ("1.1", 5120)
    assert first("datajson-argentina/malformed_accrualperiodicity.json").frequency_said == "RP1Y"
    assert [theme.title for theme in argentina.categories] == ["contrataciones", "compras", "convocatorias"]
    assert first("dkan7/harvest-datajson/dkan_harvest_datajson_test_accrualPeriodicity.json").frequency == "P1D"
    assert first("dcat-ap/udata-evian.json").licence.url == "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@pytest.mark.samples
def test_five_snapshots_of_one_county_give_the_sets_that_are_known(samples):
    ids, titles = [], []
    for path in sorted((samples / "portal-samples/arcgis-datajson/mclean-il").glob("*.json")):
        found = [DataJson().normalise(raw, base=BASE) for raw in json.loads(path.read_text())["dataset"]]
        ids.append({one.native_id for one in found})
        titles.append({one.title for one in found})

    assert [len(found) for found in ids] == [42, 21, 42, 20, 20]
    assert len(titles[0]) == 28
    assert ids[1] < ids[2]
    assert ids[3] < ids[2]
    assert ids[3].isdisjoint(ids[4])
    assert titles[3] == titles[4]
