"""The profile of a file: what it is, its columns, what is wrong with it, how good it is. Pure; it serialises to JSON."""

from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from hackathon.portal.profile.column_faults import column_faults
from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.contents import Kind, Look, NotATable
from hackathon.portal.profile.description import Bin, Column, Top, storable
from hackathon.portal.profile.examined import Examined, examined
from hackathon.portal.profile.file_faults import file_faults, format_faults
from hackathon.portal.profile.findings import Finding, Severity, finding
from hackathon.portal.profile.looks import Looked, looked_through
from hackathon.portal.profile.opening import Table, open_table
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.quality import Deduction, Quality, quality_of


@dataclass(frozen=True)
class Reading:
    """What the file is and how it was read. `counted_in` says what places count: line, row or record."""

    kind: Kind
    size: int
    rows: int = 0
    encoding: str = ""
    has_mark: bool = False
    delimiter: str = ""
    header_line: int = 0
    titles: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    blank_rows: int = 0
    sheet: str = ""
    other_sheets: list[str] = field(default_factory=list)
    member: str = ""
    path: str = ""
    geometries: dict[str, int] = field(default_factory=dict)
    is_complete: bool = True
    counted_in: str = "row"
    look: Look = Look.UNREAD


@dataclass(frozen=True)
class Profile:
    """Everything that is said of a file."""

    reading: Reading
    quality: Quality
    columns: list[Column] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for json.dumps."""
        return asdict(self)

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> "Profile":
        """The profile that gave these plain values."""
        quality, reading = said["quality"], said["reading"]
        look = Look(reading.get("look", Look.UNREAD))  # nobody had looked for it before
        return cls(
            Reading(**reading | {"kind": Kind(reading["kind"]), "look": look}),
            Quality(quality["score"], [Deduction(**one) for one in quality["deductions"]]),
            [_column(one) for one in said["columns"]],
            [Finding(**one | {"severity": Severity(one["severity"])}) for one in said["findings"]],
        )


def _column(said: dict[str, Any]) -> Column:
    lists = {"bins": [Bin(**one) for one in said["bins"]], "top": [Top(**one) for one in said["top"]]}
    return Column(**said | lists | {"type": Type(said["type"])})


def profile_of(source: Path | str | BinaryIO, *, declared: str = "", limits: Limits | None = None) -> Profile:
    """The profile of this file: a path, or an open seekable binary file, which stays open.

    `declared` is the format its portal says it has. Raises OSError where the file cannot be read, and nothing else: what
    is no table has a profile that says so.
    """
    if isinstance(source, Path | str):
        with Path(source).open("rb") as file:
            return _profile(file, declared, limits or Limits())
    return _profile(source, declared, limits or Limits())


def _profile(file: BinaryIO, declared: str, limits: Limits) -> Profile:
    try:
        with closing(open_table(file, limits)) as table:
            seen = examined(table, declared=declared)
            looked = looked_through(file, seen, limits)
    except NotATable as reason:
        size = file.seek(0, 2)
        return not_a_table(reason, declared, size=size, looked=looked_through(file, None, limits))
    findings = in_order([*looked.findings, *file_faults(seen), *column_faults(seen)])
    columns = [one.column for one in seen.columns]
    return Profile(reading_of(seen, looked.look), quality_of(findings, columns=len(columns)), columns, findings)


SEVERITIES = list(Severity)
_COUNTED_IN = {Kind.TEXT: "line", Kind.JSON: "record", Kind.GEOJSON: "record"}


def in_order(findings: list[Finding]) -> list[Finding]:
    """The gravest first."""
    return sorted(findings, key=lambda one: -SEVERITIES.index(one.severity))


def not_a_table(reason: NotATable, declared: str, *, size: int, looked: Looked) -> Profile:
    """The profile of a file in which no rows can be read, or not one table; what was seen of people is said all the same."""
    findings = in_order(
        [
            *looked.findings,
            finding(reason.code, Severity.MAJOR, values=reason.values),
            *format_faults(declared, reason.kind),
        ]
    )
    return Profile(Reading(reason.kind, size, look=looked.look), quality_of(findings, columns=0), [], findings)


def reading_of(seen: Examined, look: Look) -> Reading:
    """How this table was read."""
    table: Table = seen.table
    heading, faults = table.heading, table.faults
    return Reading(
        kind=table.kind,
        size=table.size,
        rows=faults.rows,
        encoding=table.encoding.name if table.encoding else "",
        has_mark=bool(table.encoding and table.encoding.has_mark),
        delimiter=table.delimiter,
        header_line=heading.line,
        titles=[storable(text) for _, text in heading.titles],
        footers=[storable(text) for _, text in faults.footers if text],
        blank_rows=faults.blank,
        sheet=table.sheet,
        other_sheets=table.other_sheets,
        member=table.member,
        path=table.path,
        geometries=table.geometries,
        is_complete=not (table.is_cut or faults.is_stopped),
        counted_in=_COUNTED_IN.get(table.kind, "row"),
        look=look,
    )
