"""Real files: what is read of them is what was counted from the files themselves, by other means."""

import pytest

from hackathon.portal.profile.contents import Kind
from hackathon.portal.profile.report import profile_of

FILES = "portal-samples"
LIVE = f"{FILES}/ckan/live-2.11.3-files"
PERU = f"{FILES}/peru-csv"
GTFS = f"{PERU}/trujillo-gtfs"
TABLES = [  # file, encoding, mark, delimiter, rows, columns, first header
    (f"{FILES}/csv-ugly/TAB_delimiter_large_raw_number.csv", "utf-8", False, "\t", 5, 6, "Groups"),
    (f"{FILES}/csv-ugly/win1252_encoding.csv", "windows-1252", False, ",", 2, 2, "title"),
    (f"{FILES}/made/cp1252-semicolon.csv", "windows-1252", False, ";", 177, 19, "Código Modular"),
    (f"{LIVE}/download_bom.csv", "utf-8", True, ",", 2, 5, "codigo"),
    (f"{LIVE}/download_cp1252.csv", "windows-1252", False, ";", 2, 5, "codigo"),
    (f"{LIVE}/datastore_dump_bom.bin", "utf-8", True, ",", 250, 4, "_id"),
    (f"{LIVE}/datastore_dump_csv.bin", "utf-8", False, ",", 250, 4, "_id"),
    (f"{PERU}/lambayeque-dengue-casos.csv", "utf-8", True, ";", 32, 12, "Provincia"),
    (f"{PERU}/lambayeque-emisiones-co2.csv", "utf-8", True, ";", 357, 14, "FECHA_CORTE"),
    (f"{PERU}/lambayeque-instituciones-educativas.csv", "utf-8", True, ";", 3616, 19, "Código Modular"),
    (f"{PERU}/lambayeque-pm10.csv", "utf-8", False, ",", 295, 9, "DEPARTAMENTO"),
    (f"{PERU}/lambayeque-salud-mental-atendidos-2017.csv", "utf-8", False, ",", 3539, 11, "Anio"),
    (f"{PERU}/ubigeo-distrito.csv", "utf-8", False, ",", 1893, 20, "inei"),
    (f"{PERU}/ubigeo-provincia.csv", "utf-8", False, ",", 196, 20, "inei"),
    (f"{GTFS}/agency.txt", "utf-8", False, ",", 56, 4, "agency_id"),
    (f"{GTFS}/calendar.txt", "utf-8", False, ",", 1, 10, "service_id"),
    (f"{GTFS}/frequencies.txt", "utf-8", False, ",", 102, 5, "trip_id"),
    (f"{GTFS}/routes.txt", "utf-8", False, ",", 102, 6, "route_id"),
    (f"{GTFS}/stops.txt", "utf-8", False, ",", 4069, 4, "stop_id"),
    (f"{GTFS}/trips.txt", "utf-8", False, ",", 102, 4, "trip_id"),
]
OTHERS = [  # file, kind, rows, code of the first finding
    (f"{LIVE}/download_head.csv", Kind.EMPTY, 0, "empty_file"),
    (f"{LIVE}/download_html_as_csv.csv", Kind.PAGE, 0, "not_a_table"),
    (f"{LIVE}/download_missing.html", Kind.PAGE, 0, "not_a_table"),
    (f"{LIVE}/resource_show.json", Kind.JSON, 0, "json_without_records"),
    (f"{LIVE}/datastore_search_p1.json", Kind.JSON, 100, "constant_column"),
    (f"{LIVE}/datastore_search_over_max.json", Kind.JSON, 250, "constant_column"),
    (f"{FILES}/made/json-with-bom.json", Kind.JSON, 0, "json_without_records"),
    (f"{FILES}/made/success-false-200.json", Kind.JSON, 0, "json_without_records"),
    (f"{FILES}/made/waf-200.html", Kind.PAGE, 0, "not_a_table"),
]


@pytest.mark.samples
@pytest.mark.parametrize(("file", "encoding", "mark", "delimiter", "rows", "columns", "first"), TABLES)
def test_a_real_table_is_read_as_it_was_counted(samples, file, encoding, mark, delimiter, rows, columns, first):
    profile = profile_of(samples / file)

    reading = profile.reading
    assert (reading.kind, reading.encoding, reading.has_mark, reading.delimiter) == ("text", encoding, mark, delimiter)
    assert (reading.rows, len(profile.columns), profile.columns[0].original) == (rows, columns, first)


@pytest.mark.samples
@pytest.mark.parametrize(("file", "kind", "rows", "first"), OTHERS)
def test_a_real_answer_is_known_by_its_content(samples, file, kind, rows, first):
    profile = profile_of(samples / file, declared="CSV")

    assert (profile.reading.kind, profile.reading.rows, profile.findings[0].code) == (kind, rows, _first(first, kind))


def _first(code, kind):
    return "other_format" if kind == Kind.JSON and code == "constant_column" else code


@pytest.mark.samples
def test_the_schools_of_lambayeque_have_codes_dates_and_places(samples):
    profile = profile_of(samples / PERU / "lambayeque-instituciones-educativas.csv")

    types = {column.name: column.type.value for column in profile.columns}
    assert types["Código Modular"] == types["Ubigeo"] == types["Código Local"] == "code"
    assert (types["Latitud"], types["Longitud"], types["Altitud"]) == ("latitude", "longitude", "integer")
    assert types["fecha de corte"] == "date"
    lost = next(one for one in profile.findings if one.code == "lost_zeros")
    assert (lost.column, lost.places[:2], lost.count) == ("Código Modular", [8, 9], 1071)


@pytest.mark.samples
def test_no_code_of_a_district_loses_its_zero(samples):
    profile = profile_of(samples / PERU / "ubigeo-distrito.csv")

    inei = profile.columns[0]
    assert (inei.type.value, inei.examples[0], inei.markers) == ("code", "010101", {"NA": 1})
    assert [column.type.value for column in profile.columns[13:16]] == ["integer", "latitude", "longitude"]
    assert [one.code for one in profile.findings if one.severity != "info"] == []


@pytest.mark.samples
@pytest.mark.parametrize(
    ("file", "codes"),
    [
        (f"{PERU}/lambayeque-salud-mental-atendidos-2017.csv", ["lost_letters", "lost_letters"]),
        (f"{PERU}/lambayeque-dengue-casos.csv", ["repeated_names"]),
        (f"{PERU}/lambayeque-pm10.csv", []),
        (f"{GTFS}/stops.txt", []),
        (f"{GTFS}/routes.txt", ["ragged_rows", "text_among_numbers"]),
    ],
)
def test_the_faults_of_a_real_file_are_those_that_it_has(samples, file, codes):
    assert [one.code for one in profile_of(samples / file).findings if one.severity != "info"] == codes
