"""Column types of the room: JSON that a database must not touch."""

import json
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator

from hackathon.portal.records import canonical


class RawJson(TypeDecorator[Any]):
    """JSON as it came, as ASCII text: it may hold characters that a database's own JSON refuses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return json.loads(value or "null")


class CanonicalJson(TypeDecorator[Any]):
    """A normalised record: written as the very text that was hashed, read as values."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return value if isinstance(value, str) else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return json.loads(value or "null")
