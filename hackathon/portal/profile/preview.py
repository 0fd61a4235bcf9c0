"""The first rows of a table as they are written in the file. Pure."""

from itertools import islice
from pathlib import Path

from hackathon.portal.profile.description import storable
from hackathon.portal.profile.opening import open_table
from hackathon.portal.profile.places import Limits

ROWS = 50
LONGEST_CELL = 200


def preview_of(source: Path, *, rows: int = ROWS, limits: Limits | None = None) -> list[list[str]]:
    """So many rows below the heading, each as wide as it; raises NotATable, OSError."""
    with source.open("rb") as file:
        table = open_table(file, limits or Limits())
        first = islice((cells for block in table.batches() for cells in block.rows), rows)
        return [[storable(cell)[:LONGEST_CELL] for cell in cells] for cells in first]
