import io

import pytest

from hackathon.portal.profile.contents import Kind, NotATable, is_page_for_table, kind_of
from tests.portal.profile.making import archive_of, codes, profiled, workbook_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\xef\xbb\xbf \r\n", Kind.EMPTY),
        (b"a;b\n1;2\n", Kind.TEXT),
        ("año,mes\n".encode("utf-16"), Kind.TEXT),
        ("<html>".encode("utf-16"), Kind.PAGE),
        (b"<!DOCTYPE html><html><body>Request Rejected</body></html>", Kind.PAGE),
        (b"<?xml version='1.0'?>\n<!-- hola -->\n<html>", Kind.PAGE),
        (b"<?xml version='1.0'?><rss></rss>", Kind.XML),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
        (b"\xff\xd8\xff\xe0", Kind.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", Kind.PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.XLS),
        (b"\x1f\x8b\x08", Kind.ARCHIVE),
        (b"a\0b", Kind.BINARY),
        (b"{\\rtf1", Kind.DOCUMENT),
        (b'\xef\xbb\xbf[{"a":1}]', Kind.JSON),
        (archive_of({"a.csv": "a,b"}), Kind.ZIP),
        (archive_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Kind.DOCUMENT),
        (workbook_of({"Hoja1": [[1]]}), Kind.XLSX),
    ],
)
def test_a_file_is_what_its_bytes_say(content, kind):
    assert kind_of(io.BytesIO(content)) == kind


def test_a_damaged_archive_is_refused():
    with pytest.raises(NotATable, match="broken_file"):
        kind_of(io.BytesIO(b"PK\x03\x04 and no list"))


@pytest.mark.parametrize(
    ("content", "declared", "found"),
    [
        (b"", "CSV", [("empty_file", "")]),
        (b"<html>", "CSV", [("not_a_table", ""), ("other_format", "")]),
        (b"%PDF-1.4", "PDF", [("not_a_table", "")]),
        (b"PK\x03\x04 broken", "", [("broken_file", "")]),
    ],
)
def test_what_is_no_table_has_a_profile_that_says_so(content, declared, found):
    profile = profiled(content, declared=declared)

    assert codes(profile) == found
    assert (profile.columns, profile.quality.score) == ([], 0)
    assert profile.quality.deductions[0].points == 100


CSV, HTML, BROKEN = b"a;b\n1;2\n", b"<!doctype html><html><body>Mantenimiento</body></html>", b"PK\x03\x04roto"


@pytest.mark.parametrize(
    ("came", "declared", "before", "expected"),
    [
        (HTML, "CSV", None, True),
        (HTML, " .csv", None, True),
        (HTML, "HTML", None, False),
        (HTML, "", CSV, True),
        (HTML, "", HTML, False),
        (HTML, "", None, False),
        (HTML, "", BROKEN, True),
        (CSV, "CSV", CSV, False),
        (BROKEN, "CSV", CSV, False),
    ],
)
def test_a_web_page_is_told_from_the_table_that_should_have_come(came, declared, before, expected):
    earlier = None if before is None else io.BytesIO(before)

    found = is_page_for_table(io.BytesIO(came), declared=declared, before=earlier)

    assert found is expected
