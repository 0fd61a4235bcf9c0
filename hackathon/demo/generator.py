"""The files behind the illustrative portal: the same bytes on every machine for the same date, faults planted on purpose.

Dialects are what real publishers send: `plain` (UTF-8, comma), `semicolon` (UTF-8 with its mark, ";"), `windows` (Windows-1252, ";", decimal
comma, day first) and `titled` (two lines of title above the header).
"""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hackathon.demo.catalogue import AS_OF, Dataset, Resource
from hackathon.demo.tables import Cell, Row, Table, education, government, health, land, risk, transport

TABLES: dict[str, Table] = {
    "critical_points": risk.critical_points,
    "rainfall": risk.rainfall,
    "shelters": risk.shelters,
    "facilities": health.facilities,
    "waiting": health.waiting,
    "medicines": health.medicines,
    "blood_banks": health.blood_banks,
    "blood_units": health.blood_units,
    "schools": education.schools,
    "teachers": education.teachers,
    "budget": education.budget,
    "enrolment": education.enrolment,
    "road_sections": transport.road_sections,
    "accidents": transport.accidents,
    "permits": transport.permits,
    "services": transport.services,
    "investments": government.investments,
    "contracts": government.contracts,
    "population": government.population,
    "procedures": government.procedures,
    "harvests": land.harvests,
    "prices": land.prices,
}


@dataclass(frozen=True)
class Dialect:
    """How a publisher writes a table."""

    encoding: str = "utf-8"
    delimiter: str = ","
    speaks_spanish: bool = False
    has_title: bool = False


DIALECTS = {
    "plain": Dialect(),
    "semicolon": Dialect(encoding="utf-8-sig", delimiter=";"),
    "windows": Dialect(encoding="cp1252", delimiter=";", speaks_spanish=True),
    "titled": Dialect(has_title=True),
}


@cache
def content(dataset: Dataset, resource: Resource, as_of: date = AS_OF) -> bytes:
    """The bytes of one file; its figures reach the day on which its dataset was last modified."""
    until = as_of - timedelta(days=dataset.modified)
    if resource.table == "road_map":
        return _geojson(until)
    if resource.table == "dictionary":
        return _table(["campo", "tipo", "descripcion"], _dictionary(dataset), DIALECTS["plain"])
    dialect = DIALECTS[resource.dialect]
    title = f"{dataset.organization.title.upper()}\n{dataset.title} - datos ilustrativos\n" if dialect.has_title else ""
    return _table([field.name for field in dataset.fields], list(TABLES[resource.table](until)), dialect, title=title)


def _dictionary(dataset: Dataset) -> list[Row]:
    return [(field.name, field.kind, field.meaning) for field in dataset.fields]


def _table(header: list[str], rows: list[Row], dialect: Dialect, *, title: str = "") -> bytes:
    text = io.StringIO(newline="")
    text.write(title.replace("\n", "\r\n"))
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell, dialect) for cell in row] for row in rows)
    return text.getvalue().encode(dialect.encoding)


def _cell(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y") if dialect.speaks_spanish else cell.isoformat()
    if isinstance(cell, float):
        return str(cell).replace(".", ",") if dialect.speaks_spanish else str(cell)
    return str(cell)


def _geojson(until: date) -> bytes:
    features = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": line}}
        for properties, line in transport.road_map(until)
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    ).encode()
