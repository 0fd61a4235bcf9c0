"""The illustrative files: whole, the same everywhere, with exactly the faults that are planted."""

import csv
import hashlib
import io
import json
from datetime import date

import pytest

from hackathon.demo.catalogue import AS_OF, Dataset, Resource, catalogue
from hackathon.demo.generator import DIALECTS, TABLES, content
from hackathon.demo.territory import districts

TABLED = [
    pytest.param(dataset, resource, id=resource.file)
    for dataset in catalogue().datasets
    for resource in dataset.resources
    if resource.table in TABLES
]
# Lines of title above the header.
TITLES = {"titled": 2}


def rows_of(dataset: Dataset, resource: Resource) -> list[list[str]]:
    dialect = DIALECTS[resource.dialect]
    text = content(dataset, resource).decode(dialect.encoding)
    return list(csv.reader(io.StringIO(text), delimiter=dialect.delimiter))[TITLES.get(resource.dialect, 0) :]


def main_rows(name: str) -> list[dict[str, str]]:
    dataset = catalogue().dataset(name)
    assert dataset
    header, *rows = rows_of(dataset, next(entry for entry in dataset.resources if entry.table in TABLES))
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("dataset", "resource"), TABLED)
def test_a_file_has_its_declared_columns_and_200_to_20000_rows(dataset, resource):
    header, *rows = rows_of(dataset, resource)

    assert header == [field.name for field in dataset.fields]
    assert {len(row) for row in rows} == {len(header)}
    assert 200 <= len(rows) <= 20_000


@pytest.mark.parametrize(("dataset", "resource"), TABLED)
def test_every_ubigeo_is_a_district_of_the_region(dataset, resource):
    header, *rows = rows_of(dataset, resource)
    known = {district.ubigeo for district in districts()}

    found = {row[place] for row in rows for place, name in enumerate(header) if name.endswith("ubigeo")}

    assert found <= known


def test_the_region_has_its_83_districts_in_12_provinces():
    assert len(districts()) == len({district.ubigeo for district in districts()}) == 83
    assert len({district.province for district in districts()}) == 12
    assert all(-9.1 < district.lat < -6.9 and -79.6 < district.lon < -76.8 for district in districts())


def test_the_same_date_gives_the_same_bytes_on_every_machine():
    digest = hashlib.sha256()
    for dataset in catalogue().datasets:
        for resource in dataset.resources:
            if not resource.missing:
                digest.update(content(dataset, resource, AS_OF))

    assert digest.hexdigest() == "726cf309a8693c17863d45541c347971d18fcdbb95534d06852bd636ce312357"


def test_another_date_moves_the_days_that_the_figures_reach():
    dataset = catalogue().dataset("lluvias-y-caudales-diarios")
    assert dataset

    last = content(dataset, dataset.resources[0], date(2027, 3, 2)).decode().splitlines()[-1]

    assert "2027-02-27" in last


def test_the_road_network_is_geojson_inside_the_region():
    dataset = catalogue().dataset("red-vial-departamental")
    assert dataset

    network = json.loads(content(dataset, dataset.resources[0]))

    assert network["type"] == "FeatureCollection"
    points = [point for feature in network["features"] for point in feature["geometry"]["coordinates"]]
    assert len(network["features"]) == 70
    assert all(-79.7 < lon < -76.8 and -9.1 < lat < -6.9 for lon, lat in points)


def test_windows_1252_with_semicolons_and_decimal_commas_is_planted():
    dataset = catalogue().dataset("accidentes-de-transito")
    assert dataset
    data = content(dataset, dataset.resources[0])

    with pytest.raises(UnicodeDecodeError):
        content(
            catalogue().dataset("inversiones-publicas"), catalogue().dataset("inversiones-publicas").resources[0]
        ).decode()
    first = data.decode("cp1252").splitlines()[1].split(";")
    assert "," in first[3]
    assert first[0].count("/") == 2


def test_two_lines_of_title_stand_above_the_header_of_the_budget():
    dataset = catalogue().dataset("presupuesto-educacion-por-ugel")
    assert dataset

    lines = content(dataset, dataset.resources[0]).decode().splitlines()

    assert lines[0] == "GERENCIA REGIONAL DE EDUCACIÓN"
    assert lines[2].startswith("anio,ugel,")


def test_two_offices_lost_the_leading_zeros_of_their_school_codes():
    schools = main_rows("instituciones-educativas")
    posts = {row["codigo_modular"] for row in main_rows("plazas-docentes")}

    spoilt = {
        row["ugel"] for row in schools if not row["codigo_modular"].startswith("0") and len(row["codigo_modular"]) < 7
    }

    assert spoilt == {"UGEL Otuzco", "UGEL Julcán"}
    assert {len(code) for code in posts} == {7}


def test_no_supplier_number_can_belong_to_a_taxpayer():
    numbers = {row["proveedor_ruc"] for row in main_rows("contrataciones")}

    assert all(len(number) == 11 for number in numbers)
    assert not [number for number in numbers if _check_digit(number[:10]) == number[10]]


def _check_digit(body: str) -> str:
    total = sum(int(figure) * weight for figure, weight in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def test_schools_and_posts_meet_by_their_code_where_the_zeros_were_kept():
    schools = {row["codigo_modular"] for row in main_rows("instituciones-educativas")}
    posts = [row["codigo_modular"] for row in main_rows("plazas-docentes")]

    met = sum(code in schools for code in posts) / len(posts)

    assert 0.8 < met < 1


def test_nobody_uses_more_blood_than_came_in():
    assert all(
        int(row["usadas"]) + int(row["vencidas"]) <= int(row["recibidas"])
        for row in main_rows("unidades-de-sangre-por-grupo")
    )
