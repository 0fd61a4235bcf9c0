from datetime import UTC, datetime

import pytest

from hackathon.portal.words import approximate_size_of, format_of, instant_of, period_of, size_of, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Año\u0301  ", "Añó"),
        (None, ""),
        (True, ""),
        (7, "7"),
        (["a"], ""),
        ("a\0b\ud800c", "a\ufffdb\ufffdc"),
        ({"en": "Roads", "es": "Vías"}, "Vías"),
        ({"en": "Roads", "fr": "Routes"}, "Roads"),
        ({"ca": "Carreteres"}, "Carreteres"),
        ({"ES": "Vías", "en": ""}, "Vías"),
        ({}, ""),
        ({"es": None, "en": 5}, ""),
        ('{"es": "Vías", "en": "Roads"}', "Vías"),
        ("{no json}", "{no json}"),
        ('{"a": 1}', '{"a": 1}'),
        ("{" + '"a":{' * 5000, ("{" + '"a":{' * 5000)),
    ],
)
def test_a_text_is_read_whatever_shape_it_has(value, text):
    assert text_of(value) == text


def test_a_text_is_cut_where_it_ends_to_be_one():
    assert text_of("abcdef", 3) == "abc"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-11-23T03:25:37.653295", datetime(2026, 11, 23, 3, 25, 37, 653295, UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        (" 2026-11-23T10:00:00Z ", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("2026-11-23T10:00:00-05:00", datetime(2026, 11, 23, 15, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("Lun, 08/05/2024 - 12:47", None),
        ("", None),
        (None, None),
        (20261123, None),
    ],
)
def test_an_instant_is_utc_or_nothing(value, moment):
    assert instant_of(value) == moment


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (141, 141),
        ("141", 141),
        (" 141 ", 141),
        (141.0, 141),
        (141.5, None),
        (-1, None),
        ("1.2 GB", None),
        (True, None),
        (None, None),
        (2**63, None),
        ("9" * 30, None),
        (0, 0),
    ],
)
def test_a_size_is_a_number_of_bytes_or_nothing(value, size):
    assert size_of(value) == size


@pytest.mark.parametrize(
    ("declared", "media_type", "url", "token"),
    [
        ("csv", "", "", "CSV"),
        (".CSV", "", "", "CSV"),
        ("text/csv", "", "", "CSV"),
        ("text/csv; charset=utf-8", "", "", "CSV"),
        ("zip+csv", "", "", "ZIP+CSV"),
        ("Ponto de  Acesso à API", "", "", "PONTO DE ACESSO À API"),
        ("", "application/json", "http://x/a.csv", "JSON"),
        ("application/unknown", "", "http://x/a.GeoJSON?b=c#d", "GEOJSON"),
        ("", "application/octet-stream", "http://x/a%20b.xlsx", "XLSX"),
        (None, None, "http://x/a", ""),
        ("", "", "file:///etc/passwd", ""),
        ("", "", "http://x/index.php", ""),
        ("", "", "http://[", ""),
        (" . ", None, "http://x/a.kml", "KML"),
        ("x" * 90, "", "", "X" * 40),
    ],
)
def test_the_format_is_declared_or_typed_or_the_ending(declared, media_type, url, token):
    assert format_of(declared=declared, media_type=media_type, url=url) == token


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("Mensual", "P1M"),
        ("DIARIA", "P1D"),
        ("Diário", "P1D"),
        ("semanal.", "P7D"),
        ("Una vez al año", "P1Y"),
        ("cada dos meses", "P2M"),
        ("quarterly", "P3M"),
        ("mensuel", "P1M"),
        ("R/P1Y", "P1Y"),
        ("P1D", "P1D"),
        ("R/PT1S", "PT1S"),
        ("R/P0.5M", "P0.5M"),
        ("freq:monthly", "P1M"),
        ("http://purl.org/cld/freq/weekly/", "P7D"),
        ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_3", "P4M"),
        ("irregular", ""),
        ("P", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_frequency_becomes_a_period_or_stays_unknown(said, period):
    assert period_of(said) == period


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("1.23 GB", 1_320_702_444),
        ("53.24 KB", 54_518),
        ("1,5 Mo", 1_572_864),
        ("42 octets", 42),
        ("42 bytes", 42),
        ("7B", 7),
        ("2 MiB", 2_097_152),
        ("12 345 Ko", 12_641_280),
        ("141", 141),
        (141, 141),
        ("1.234,5 KB", None),
        ("1. KB", None),
        (".5 KB", None),
        ("KB", None),
        ("1.2 GB or so", None),
        ("", None),
        (None, None),
        ("1" + " " * 50_000 + "KB", 1024),
    ],
)
def test_a_rounded_size_is_read_as_far_as_it_is_sure(value, size):
    assert approximate_size_of(value) == size
