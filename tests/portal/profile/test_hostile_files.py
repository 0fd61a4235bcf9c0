"""Files made to hold their reader up: each is refused or read in time."""

import io
import zipfile

import pytest

from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.report import profile_of


def test_a_page_that_begins_with_many_comments_is_looked_at_once():
    profile = profile_of(io.BytesIO(b"<!---->" * 580 + b"x"))

    assert profile.reading.kind is not None


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("xl/worksheets/sheet1.xml", '<row r="50000"><c><v>1</v></c></row>'),
        ("xl/worksheets/sheet1.xml", '<row r="1"><c r="a1"><v>1</v></c><c r="c50000"><v>1</v></c></row>'),
        ("xl/elsewhere/sheet1.xml", '<row r="1"><c r="A1"><v>1</v></c><c r="C50000"><v>1</v></c></row>'),
    ],
)
def test_a_sheet_that_spans_more_than_can_be_held_is_refused_wherever_it_lies(place, rows):
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(place, f"<worksheet><sheetData>{rows}</sheetData></worksheet>")

    profile = profile_of(book, limits=Limits(cells=1_000))

    assert [finding.code for finding in profile.findings] == ["too_large"]


def test_short_lines_under_a_wide_head_are_counted_as_wide_as_the_head():
    text = ",".join(f"c{n}" for n in range(100)) + "\n" + "1\n" * 500

    profile = profile_of(io.BytesIO(text.encode()), limits=Limits(fitted=20_000))

    assert (profile.reading.rows, profile.reading.is_complete) == (200, False)
