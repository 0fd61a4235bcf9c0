"""Everything that is read of a file at once, as a worker keeps it."""

import pytest

from hackathon.portal.profile.content import Content, content_of, unread
from hackathon.portal.profile.contents import Kind
from hackathon.portal.profile.report import Profile


def content(folder, text):
    path = folder / "archivo.csv"
    path.write_text(text, encoding="utf-8")
    return content_of(path, folder / "clean.csv")


def test_a_table_has_first_rows_a_clean_copy_with_its_changes_and_places(tmp_path):
    found = content(tmp_path, "lugar;latitud;longitud\nMoche;-8,171;-79,009\nHuanchaco;;\n")

    assert found.preview[0] == ["Moche", "-8,171", "-79,009"]
    assert found.points == [[-79.009, -8.171]]
    assert (tmp_path / "clean.csv").read_text() == "lugar,latitud,longitud\nMoche,-8.171,-79.009\nHuanchaco,,\n"
    assert {"code": "delimiter", "count": 1, "column": "", "places": []} in found.changes


def test_a_table_without_places_has_none(tmp_path):
    assert content(tmp_path, "lugar;habitantes\nMoche;34503\n").points == []


def test_a_map_has_at_most_a_thousand_places_spread_over_the_file(tmp_path):
    rows = "".join(f"{number};-8.{number:04};-79.{number:04}\n" for number in range(2_500))

    points = content(tmp_path, "n;latitud;longitud\n" + rows).points

    assert 1_000 <= len(points) <= 1_250
    assert points[-1][1] < -8.24


@pytest.mark.parametrize("text", ["", "<html><body>No hay</body></html>"])
def test_what_is_no_table_has_a_profile_and_nothing_else(tmp_path, text):
    found = content(tmp_path, text)

    assert found == Content(found.profile)
    assert isinstance(found.profile, Profile)
    assert not (tmp_path / "clean.csv").exists()


def test_of_a_file_that_asked_for_too_much_its_size_is_known_and_that_it_was_not_read(tmp_path):
    path = tmp_path / "bomba.xlsx"
    path.write_bytes(b"PK" * 50)

    profile = unread(path, "XLSX").profile

    assert (profile.reading.size, profile.reading.kind, profile.columns) == (100, Kind.BINARY, [])
    assert profile.findings[0].code == "too_large"
