"""A file of the demo's portal that is kept and read, with something to show in every part of its page."""

from hackathon.portal.models import Resource
from tests import project_builders

ROWS = "".join(f"1301{n:02};{n},5;-8,{100 + n};-79,{200 + n};{1 + n % 28:02}/09/2026\n" for n in range(60))
CONTENT = f"Red de estaciones\n\nubigeo;milímetros;lat;lon;fecha\n{ROWS}".encode("cp1252")
RAGGED = b"ubigeo,lluvia\n130101,4\n130102,5,5\n130103,6,6\n"
"""Two rows with a cell too many: a serious fault."""


def pin(file: Resource, *, content: bytes = CONTENT, revision: int = 1) -> None:
    """Keep this file as a worker would have, and read it."""
    named = {"resource_id": file.native_id, "revision": revision}
    project_builders.pinned_file(file.dataset, content=content, **named)
