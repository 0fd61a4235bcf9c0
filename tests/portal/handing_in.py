"""Handing in a catalogue as a person does: by the form of its page, with a file."""

from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.machinery.application import Visitor
from tests.portal.asking import english

PAGE = "/portals/import"
TABLE = "Título;Enlace;Formato\n" + "".join(f"Dato {n};https://x.pe/{n}.csv;CSV\n" for n in range(10))


def handed_in(
    visitor: Visitor, content: str | bytes | None, /, at: str = PAGE, file_name: str = "catálogo.csv", **fields: Any
) -> TestResponse:
    """The answer to the form of the page, with this file."""
    data: dict[str, Any] = visitor.form(at).filled(fields)
    if content is not None:
        stream = BytesIO(content.encode() if isinstance(content, str) else content)
        data["file"] = FileStorage(stream, filename=file_name)
    # Whole and in memory: the test client would leave a file open for what is larger.
    boundary, body = encode_multipart(data)
    return visitor.post(english(PAGE), data=body, content_type=f"multipart/form-data; boundary={boundary}")
