"""A worker reads what was pinned, whatever it is."""

import io
import zipfile

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.portal.profile_models import DataProfile
from tests import project_builders
from tests.portal.profile.making import SHEET, workbook_of

pytestmark = pytest.mark.usefixtures("session")
CELLS = 40_000


def workbook_that_unfolds(letters: int) -> bytes:
    """One text of so many letters that stands in CELLS cells: small as a file, and as its reader keeps it CELLS times it."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, CELLS + 1))
    data = io.BytesIO(workbook_of({"Hoja": [["x"]]}))
    with zipfile.ZipFile(data) as before, zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in before.namelist():
            if "sheet1" not in name:
                archive.writestr(name, before.read(name))
        text = "".join(f"{number:06}" for number in range(letters // 6))
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET}"><si><t>{text}</t></si></sst>')
        sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def read_of(content: bytes) -> DataProfile:
    portal = project_builders.portal()
    project_builders.pinned_file(project_builders.dataset(portal, "Libros", is_open=True), "libro.xlsx", content)
    return db.session.scalars(select(DataProfile)).one()


def test_a_text_that_stands_in_many_cells_is_read():
    assert read_of(workbook_that_unfolds(60)).rows == CELLS


def test_a_small_file_that_takes_all_memory_ends_its_reader_only_and_is_said_to_be_too_large():
    bomb = workbook_that_unfolds(600_000)
    assert len(bomb) < 600_000

    found = read_of(bomb)

    assert [one["code"] for one in found.profile["findings"]] == ["too_large"]
    assert (found.rows, found.clean_sha256) == (0, "")
