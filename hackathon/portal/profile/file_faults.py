"""What is wrong with a file as a whole: encoding, format, rows above and below the table, ragged and repeated rows. Pure."""

from collections.abc import Iterator

from hackathon.portal.profile.contents import Kind
from hackathon.portal.profile.examined import Examined
from hackathon.portal.profile.findings import Finding, Severity, finding
from hackathon.portal.profile.places import Places, merged

_KIND_OF_FORMAT = {
    "CSV": {Kind.TEXT},
    "TSV": {Kind.TEXT},
    "TXT": {Kind.TEXT},
    "XLSX": {Kind.XLSX},
    "XLS": {Kind.XLS},
    "JSON": {Kind.JSON, Kind.GEOJSON},
    "GEOJSON": {Kind.GEOJSON},
    "ZIP": {Kind.ZIP},
    "PDF": {Kind.PDF},
}


def file_faults(seen: Examined) -> Iterator[Finding]:
    """The findings of the file, in the order in which somebody would meet them."""
    yield from format_faults(seen.declared, Kind.ZIP if seen.table.member else seen.table.kind)
    yield from _encoding(seen)
    yield from _heading(seen)
    yield from _rows(seen)
    yield from _unread(seen)


def format_faults(declared: str, kind: Kind) -> Iterator[Finding]:
    """Whether the portal says another format than the bytes."""
    said = declared.strip(" .").upper()
    if kind != Kind.EMPTY and kind not in _KIND_OF_FORMAT.get(said, {kind}):
        yield finding("other_format", Severity.MINOR, values=[said, kind.upper()])


def _encoding(seen: Examined) -> Iterator[Finding]:
    encoding = seen.table.encoding
    if encoding is None:
        return
    if encoding.mixed.count:
        yield finding("mixed_encoding", Severity.MAJOR, places=encoding.mixed)
    elif encoding.name != "utf-8":
        yield finding("not_utf_8", Severity.MINOR, values=[encoding.name])
    if encoding.lost:
        yield finding("lost_bytes", Severity.MAJOR, places=Places(encoding.lost))


def _heading(seen: Examined) -> Iterator[Finding]:
    heading = seen.table.heading
    if not heading.has_header:
        yield finding("no_header", Severity.MAJOR)
    if heading.titles:
        lines = [line for line, _ in heading.titles]
        yield finding(
            "title_rows",
            Severity.MINOR,
            places=Places(len(lines), lines[:5]),
            values=[text for _, text in heading.titles],
        )
    if heading.unnamed:
        yield finding("unnamed_columns", Severity.MINOR, values=heading.unnamed)
    if heading.repeated:
        yield finding("repeated_names", Severity.MINOR, values=heading.repeated)


def _rows(seen: Examined) -> Iterator[Finding]:
    faults = seen.table.faults
    if not seen.rows:
        yield finding("no_rows", Severity.MAJOR)
    ragged = merged([faults.short, faults.long])
    if ragged.count:
        widths = [str(width) for width in sorted({*faults.widths, len(seen.columns)})]
        yield finding("ragged_rows", Severity.MAJOR, places=ragged, values=widths)
    if seen.table.broken.count:
        yield finding("broken_quotes", Severity.MAJOR, places=seen.table.broken)
    if seen.repeats.places.count:
        yield finding("duplicate_rows", Severity.MAJOR, places=seen.repeats.places)
    if faults.footers:
        lines = [line for line, _ in faults.footers]
        texts = [text for _, text in faults.footers if text]
        yield finding("footer_rows", Severity.MINOR, places=Places(len(lines), lines[:5]), values=texts)
    if faults.blank:
        yield finding("blank_rows", Severity.INFO, places=Places(faults.blank))


def _unread(seen: Examined) -> Iterator[Finding]:
    if seen.table.is_cut or seen.table.faults.is_stopped:
        yield finding("read_in_part", Severity.INFO, places=Places(seen.rows))
    if len(seen.columns) >= seen.table.limits.columns:
        yield finding("too_many_columns", Severity.MAJOR, places=Places(len(seen.columns)))
    if not seen.repeats.is_complete:
        yield finding("repeats_in_part", Severity.INFO, places=Places(seen.table.limits.hashed))
    if seen.table.other_sheets:
        yield finding("other_sheets", Severity.INFO, values=seen.table.other_sheets)
