"""Small files to profile, made by hand: texts in any encoding, a workbook of each kind, archives."""

import io
import struct
import zipfile

from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.report import profile_of

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def file_of(content, encoding="utf-8"):
    return io.BytesIO(content if isinstance(content, bytes) else content.encode(encoding))


def profiled(content, *, encoding="utf-8", declared="", **limits):
    return profile_of(file_of(content, encoding), declared=declared, limits=Limits(**limits))


def column_of(cells, name="valor"):
    """The profile of a table with these cells in its only interesting column; the other numbers the rows."""
    rows = "".join(f"fila {number};{cell}\n" for number, cell in enumerate(cells))
    return profiled(f"nombre;{name}\n{rows}").columns[1]


def codes(profile):
    return [(one.code, one.column) for one in profile.findings]


def archive_of(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbook_of(sheets):
    """An XLSX of {name: rows}. Numbers, texts and truths are cells of their kind; None is no cell."""
    numbered = list(enumerate(sheets.items(), 1))
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in numbered)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
    }
    for n, (_, rows) in numbered:
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{SHEET}"><sheetData>{_xml(rows)}</sheetData></worksheet>'
        )
    return archive_of(parts)


def _xml(rows):
    if isinstance(rows, str):
        return rows
    return "".join(
        f'<row r="{n}">{"".join(_xml_cell(f"{chr(65 + c)}{n}", value) for c, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )


def _xml_cell(place, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def old_workbook_of(rows):
    """A BIFF8 workbook (XLS) with one sheet, in the smallest compound file that holds it."""
    cells = b"".join(_biff_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600)) + cells + _record(0x0A, b"")
    opening = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0x600))
    name = b"Hoja1"
    bounds = 4 + 6 + 2 + len(name)
    start = len(opening) + bounds + 4
    globals_ = opening + _record(0x85, struct.pack("<IHBB", start, 0, len(name), 0) + name) + _record(0x0A, b"")
    return _compound((globals_ + sheet).ljust(4096, b"\0"))


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _biff_cell(row, column, value):
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _compound(stream):
    sectors = -(-len(stream) // 512)
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat, end, *range(3, 2 + sectors), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    entries = _entry("Root Entry", 5, end, 0, child=1) + _entry("Workbook", 2, 2, len(stream), child=free) + bytes(256)
    table = struct.pack(f"<{len(chain)}I", *chain)
    return head.ljust(512, b"\xff") + table.ljust(512, b"\xff") + entries + stream.ljust(sectors * 512, b"\0")


def _entry(name, kind, start, size, *, child):
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
    return body + bytes(36) + struct.pack("<IQ", start, size)
