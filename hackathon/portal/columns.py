"""Column types of the room: JSON that a database must not touch."""

import json
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator

from hackathon.portal.records import canonical


class Written(str):
    """JSON that is written out already, as `RawJson` writes it."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Any) -> "Written":
        return cls(json.dumps(value, separators=(",", ":")))


class RawJson(TypeDecorator[Any]):
    """JSON as it came, as ASCII text: it may hold characters that a database's own JSON refuses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return str(value if isinstance(value, Written) else Written.of(value))

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
