"""How far a file can be looked through for people's data, and what is seen of them. Pure.

In its table, and in all that stands beside it: the other sheets of a workbook, the other files in a ZIP, what is no record
of a JSON. What nobody looked at is said to be so, and never taken for harmless.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from hackathon.portal.profile.contents import BROKEN, Kind, Look, NotATable, kind_of
from hackathon.portal.profile.examined import Examined, ExaminedColumn, examined
from hackathon.portal.profile.findings import Finding
from hackathon.portal.profile.json_leaves import leaves_of
from hackathon.portal.profile.json_rows import JsonRows
from hackathon.portal.profile.opening import IN_MEMORY, is_called_a_table, is_ornament, open_table, sheets_beside
from hackathon.portal.profile.personal_faults import personal_faults
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.sheet_rows import check_archive

_LOOKS = {"not_a_table": Look.BLIND, "zip_without_table": Look.BLIND, "empty_file": Look.WHOLE}


@dataclass(frozen=True)
class Looked:
    """How far was looked, and the findings about people's data."""

    look: Look
    findings: list[Finding] = field(default_factory=list)


def looked_through(file: BinaryIO, seen: Examined | None, limits: Limits) -> Looked:
    """All of this file; `seen` is the table of its profile, still open, so that it is not read again."""
    try:
        if kind_of(file) == Kind.ZIP:
            return _together(_of_archive(file, seen, limits))
        return _of_table(seen, "") if seen else _of_file(file, "", limits)
    except (NotATable, *BROKEN):
        return Looked(Look.UNREAD)


def _of_archive(file: BinaryIO, seen: Examined | None, limits: Limits) -> Iterator[Looked]:
    if seen:
        yield _of_table(seen, "")
    with zipfile.ZipFile(file) as archive:
        check_archive(archive, Kind.ZIP, limits)
        for member in archive.infolist():
            is_seen = seen is not None and member.filename == seen.table.member
            if not (is_seen or member.is_dir() or is_ornament(member.filename)):
                yield _of_member(archive, member, limits)


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Looked:
    if not is_called_a_table(member.filename):
        return Looked(Look.BLIND)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as unpacked:
        inner = cast(BinaryIO, unpacked)
        try:
            with archive.open(member) as content:
                shutil.copyfileobj(content, inner)
            if kind_of(inner) == Kind.ZIP:  # not looked into
                return Looked(Look.BLIND)
            return _of_file(inner, member.filename, limits)
        except (NotATable, *BROKEN):
            return Looked(Look.UNREAD)


def _of_file(file: BinaryIO, name: str, limits: Limits) -> Looked:
    try:
        with closing(open_table(file, limits)) as table:
            return _of_table(examined(table), name)
    except NotATable as reason:
        if reason.code == "json_without_records":
            return _of_leaves(file, name, limits)
        return Looked(_LOOKS.get(reason.code, Look.UNREAD))


def _of_table(seen: Examined, name: str) -> Looked:
    table = seen.table
    parts = [Looked(_look_of(seen), _personal(seen.columns, name))]
    if isinstance(table.blocks, JsonRows):
        parts.append(_of_leaves(table.blocks.file, name, table.limits, but=table.blocks.place))
    try:
        for other in sheets_beside(table):
            beside = examined(other)
            parts.append(Looked(_look_of(beside), _personal(beside.columns, _place(name, other.sheet))))
    except NotATable:
        parts.append(Looked(Look.UNREAD))
    return _together(parts)


def _of_leaves(file: BinaryIO, name: str, limits: Limits, *, but: str | None = None) -> Looked:
    leaves = leaves_of(file, limits, but=but)
    look = Look.WHOLE if leaves.is_complete else Look.IN_PART
    findings = [
        one for place, columns in leaves.tables.items() for one in _personal(columns, _place(name, _keys(place)))
    ]
    return Looked(look, findings)


def _place(*names: str) -> str:
    return ", ".join(filter(None, names))


def _keys(place: str) -> str:
    """Where values stand in a JSON, without the lists between."""
    return ".".join(key for key in place.split(".") if key != "item")


def _look_of(seen: Examined) -> Look:
    """Whether every cell of this table was looked at."""
    table, faults = seen.table, seen.table.faults
    has_more = table.is_cut or faults.is_stopped or len(seen.columns) >= table.limits.columns
    return Look.IN_PART if has_more or table.broken.count or faults.suspect.count else Look.WHOLE


def _personal(columns: list[ExaminedColumn], name: str) -> list[Finding]:
    """The findings in a table, with where it stands before the column."""
    found = personal_faults(columns)
    return [replace(one, column=f"{name}: {one.column}") if name else one for one in found]


def _together(parts: Iterable[Looked]) -> Looked:
    every = list(parts)
    looks = {part.look for part in every}
    findings = [one for part in every for one in part.findings]
    if looks == {Look.UNREAD}:
        return Looked(Look.UNREAD, findings)
    if looks & {Look.UNREAD, Look.IN_PART}:
        return Looked(Look.IN_PART, findings)
    return Looked(Look.BLIND if Look.BLIND in looks else Look.WHOLE, findings)
