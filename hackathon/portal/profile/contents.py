"""What a file is, by its first bytes and never by its name. Pure; it opens nothing but the list of a ZIP."""

import re
import zipfile
import zlib
from collections.abc import Container
from enum import StrEnum
from typing import BinaryIO

HEAD = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*+>|\s++)*+<(?:!doctype\s+html|html|head|body|title|div|p|h1|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
# What the library of archives raises on what strangers send, beside its own error.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")


class Kind(StrEnum):
    """What the bytes are. Only the first five, and a ZIP that holds one of them, can be tables."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    JSON = "json"
    GEOJSON = "geojson"
    ZIP = "zip"
    PAGE = "page"
    XML = "xml"
    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    EMPTY = "empty"
    BINARY = "binary"


class Look(StrEnum):
    """How far a content could be looked through for people's data, the best first."""

    WHOLE = "whole"
    BLIND = "blind"  # it is, or holds, what nobody looks into: a document, a picture, an archive
    IN_PART = "in_part"  # it breaks off, or goes on where no reading goes
    UNREAD = "unread"


TABULAR = frozenset({Kind.TEXT, Kind.XLSX, Kind.XLS, Kind.JSON, Kind.GEOJSON, Kind.ZIP})
FORMATS_OF_TABLES = frozenset({"CSV", "TSV", "XLSX", "XLS", "JSON", "GEOJSON", "ZIP"})


class NotATable(Exception):
    """Why no rows can be read: `code` is that of a finding, `values` what it names."""

    def __init__(self, code: str, kind: Kind, *values: str) -> None:
        super().__init__(code)
        self.code, self.kind, self.values = code, kind, list(values)


def kind_of(file: BinaryIO) -> Kind:
    """What this file is. It is left at its beginning."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(file)
    return _kind_of_binary(head) or _kind_of_text(head)


def is_page_for_table(came: BinaryIO, *, declared: str, before: BinaryIO | None) -> bool:
    """Whether a web page came (a notice of maintenance, a form) where a table was said to be, or was. Both stay open."""
    return _is(came, {Kind.PAGE}) and (
        declared.strip(" .").upper() in FORMATS_OF_TABLES or (before is not None and _is(before, TABULAR))
    )


def _is(file: BinaryIO, kinds: Container[Kind]) -> bool:
    try:
        return kind_of(file) in kinds
    except NotATable as reason:  # a ZIP that breaks off
        return reason.kind in kinds


def _kind_of_binary(head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1_024]:
        return Kind.PDF
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.PICTURE
    if head.startswith(_OLE):
        return Kind.XLS
    if head.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    if b"\0" in head and not head.startswith(_UTF_16):
        return Kind.BINARY
    return None


def _kind_of_text(head: bytes) -> Kind:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_UTF_16):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode()
    text = text.lstrip()
    if not text:
        return Kind.EMPTY
    if _PAGE.match(text):
        return Kind.PAGE
    if text.startswith(b"<"):
        return Kind.XML
    if text.startswith(b"{\\rtf"):
        return Kind.DOCUMENT
    return Kind.JSON if text.startswith((b"{", b"[")) else Kind.TEXT


def _kind_of_zip(file: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except BROKEN as broken:
        raise NotATable("broken_file", Kind.ZIP) from broken
    finally:
        file.seek(0)
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names or "[Content_Types].xml" in names:
        return Kind.DOCUMENT  # OpenDocument, Word, PowerPoint, binary workbooks
    return Kind.ZIP
