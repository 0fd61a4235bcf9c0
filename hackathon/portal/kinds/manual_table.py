"""The simple table that a person writes when a portal has no API: one line per file, in any order. Pure.

Columns, in Spanish or English, in any order and with any others beside them (docs/catalogue-files.md): the id or the
title of the dataset is needed, everything else may be left out. What stands in one line of a dataset need not be
repeated in its other lines. The same columns are the names in a JSON list of datasets, each with its `resources`.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from hackathon.portal.kinds.manual_dataset import NO_DATASET, NO_NAME, date_of
from hackathon.portal.words import text_of
from hackathon.text import N_, fold

SEPARATORS = (",", ";", "\t", "|")

# What a column is here -> how people head it, as the page shows it; accents, case, hyphens and underscores do not count.
COLUMNS = {
    "id": "id, dataset id, id dataset, dataset, identifier, identificador, código, id del conjunto, id del conjunto de datos",
    "title": "title, título, name, nombre, dataset title, conjunto de datos, título del conjunto, nombre del conjunto de datos",
    "description": "description, descripción, notes, notas, resumen, summary",
    "organization": "organization, organisation, organización, publisher, entidad, institución, publicador",
    "category": "category, categories, categoría, categorías, theme, tema",
    "tags": "tags, etiquetas, keywords, palabras clave",
    "licence": "licence, license, licencia",
    "frequency": "frequency, update frequency, frecuencia, frecuencia de actualización, periodicidad",
    "page": "page, landing page, página, página web, ficha",
    "created": "created, issued, creado, fecha de creación, fecha de publicación",
    "modified": "modified, updated, modificado, actualizado, fecha de modificación, fecha de actualización, última actualización",
    "url": "url, link, address, download url, enlace, dirección, url de descarga, enlace de descarga",
    "file": "file, resource, file title, resource title, archivo, recurso, título del archivo, nombre del archivo, título del recurso",
    "file description": "file description, resource description, descripción del archivo, descripción del recurso",
    "format": "format, formato",
    "size": "size, bytes, tamaño",
}
OF_A_FILE = ("url", "file", "file description", "format", "size")
LISTS_OF_FILES = ("resources", "recursos", "files", "archivos")
LISTS_OF_DATASETS = ("datasets", "conjuntos de datos", "conjuntos")
_COLUMN_OF = {fold(name): column for column, names in COLUMNS.items() for name in names.split(", ")}

NO_COLUMNS = N_("Its first line does not name the columns: one of them must be “título” (“title”) or “id”.")
NO_TITLE = N_("The dataset has no title in any of its lines.")
TOO_MANY_CELLS = N_("There are more cells than columns. A text that holds the separator must stand in quotes.")
TOO_LONG = N_("A cell is too long to be read, or a quote is not closed. What follows it was not read.")
NO_ADDRESS = N_("The file has no address.")
NO_WEB_ADDRESS = N_("The address of the file does not begin with http:// or https://.")
NO_DATE = N_("A date cannot be read. Write it as 2026-12-31 or as 31/12/2026.")

Rows = Iterator[tuple[int, dict[str, str]]]
"""(line of the table, or position in the list; column -> text)."""


class NotATable(ValueError):
    """Why this text is not such a table; a gettext source."""


class Gathered:
    """The datasets that lines make together, and what is wrong with which line."""

    def __init__(self) -> None:
        self.datasets: dict[str, dict[str, Any]] = {}
        self.problems: dict[int, str] = {}
        self._first_line: dict[str, int] = {}

    def take(self, line: int, said: dict[str, str]) -> None:
        """One line: a file of a dataset, or a dataset without any."""
        key = (said.get("id") or fold(said.get("title", "")))[:500].strip()
        if not key:
            self.complain(line, NO_NAME)
            return
        dataset = self.datasets.setdefault(key, {"id": key, "files": []})
        self._first_line.setdefault(key, line)
        for column, text in said.items():
            if text and column not in OF_A_FILE:
                dataset.setdefault(column, text)
        if any(said.get(column) and not date_of(said[column]) for column in ("created", "modified")):
            self.complain(line, NO_DATE)
        file = {column: said[column] for column in OF_A_FILE if said.get(column)}
        if not file:
            return
        if not file.get("url", "").lower().startswith(("http://", "https://")):
            self.complain(line, NO_WEB_ADDRESS if file.get("url") else NO_ADDRESS)
        if file.get("url"):
            dataset["files"].append(file)  # also one that is never a link: pages say that it is listed, and show why

    def complain(self, line: int, words: str) -> None:
        """The first thing that is wrong with a line."""
        self.problems.setdefault(line, words)

    def pairs(self) -> Iterator[tuple[str, Any]]:
        """(id, record) of every dataset with a title, then one unreadable record for each line with a problem."""
        for key, dataset in self.datasets.items():
            if dataset.get("title"):
                yield key, dataset
            else:
                self.complain(self._first_line[key], NO_TITLE)
        for line in sorted(self.problems):
            yield f"#{line}", {"problem": self.problems[line]}


def read_table(text: str) -> Gathered:
    """What stands in a table of any separator; raises NotATable."""
    gathered = Gathered()
    for line, said in _rows(text, gathered):
        gathered.take(line, said)
    return gathered


def read_list(datasets: list[Any]) -> Gathered:
    """What stands in a list of datasets, each an object with the same names and a list of its resources."""
    gathered = Gathered()
    for number, dataset in enumerate(datasets, 1):
        if not isinstance(dataset, dict):
            gathered.complain(number, NO_DATASET)
            continue
        own = {column: _said(value) for name, value in dataset.items() if (column := column_of(name))}
        listed = [
            value for name, value in dataset.items() if _plain(name) in LISTS_OF_FILES and isinstance(value, list)
        ]
        gathered.take(number, own)
        # A file says who its dataset is, and nothing else of it.
        whose = {column: own[column] for column in ("id", "title") if own.get(column)}
        for file in (one for one in (listed[0] if listed else []) if isinstance(one, dict)):
            gathered.take(number, whose | _file_in(file))
    return gathered


def column_of(name: Any) -> str:
    """Which column this heading is; empty for one that is not read."""
    return _COLUMN_OF.get(_plain(name), "")


def _rows(text: str, gathered: Gathered) -> Rows:
    """The lines below the headings that hold anything, each as column -> cell; raises NotATable."""
    reader, columns = _headed(text)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells[len(columns) :]):
                gathered.complain(reader.line_num, TOO_MANY_CELLS)
            elif any(cell.strip() for cell in cells):
                said: dict[str, str] = {}
                for column, cell in zip(columns, cells, strict=False):
                    if column and cell.strip():
                        said.setdefault(column, cell.strip())
                yield reader.line_num, said
    except csv.Error:
        gathered.complain(reader.line_num, TOO_LONG)


def _headed(text: str) -> tuple[Any, list[str]]:
    """A reader that stands below the headings, and their columns, by the separator that makes most sense of them."""
    best: tuple[Any, list[str]] = None, []
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            # A spreadsheet may say its separator in a line of its own, before the headings.
            heads = next(row for row in reader if any(row) and not "".join(row).lower().startswith("sep="))
        except (StopIteration, csv.Error):
            continue
        columns = [column_of(head) for head in heads]
        if len(list(filter(None, columns))) > len(list(filter(None, best[1]))):
            best = reader, columns
    if not {"id", "title"} & set(best[1]):
        raise NotATable(NO_COLUMNS)
    return best


def _file_in(file: dict[str, Any]) -> dict[str, str]:
    """A file's own columns; inside of a dataset its title and description need no longer name."""
    own = {"title": "file", "description": "file description"}
    said = ((column_of(name), _said(value)) for name, value in file.items())
    return {own.get(column, column): text for column, text in said if own.get(column, column) in OF_A_FILE}


def _said(value: Any) -> str:
    """One text; of a list, its texts with a semicolon between."""
    return "; ".join(filter(None, map(text_of, value))) if isinstance(value, list) else text_of(value)


def _plain(name: Any) -> str:
    return fold(re.sub(r"[_\-./]+", " ", text_of(name, 100)))
