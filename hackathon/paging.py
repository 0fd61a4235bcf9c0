"""Lists by key: a page costs the same wherever it stands in the list, and rows that come or go shift nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select

from hackathon.database import db

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list in its order, how many there are in all, and whether some stand before and after these."""

    rows: Sequence[Row]
    total: int
    has_before: bool = False
    has_after: bool = False

    def neighbours(self, address: Any, key: str) -> dict[str, str | None]:
        """The addresses of the pages before and after for the macro `pager`; `address(after=…)` makes one."""
        return {
            "previous": address(before=getattr(self.rows[0], key)) if self.has_before else None,
            "next": address(after=getattr(self.rows[-1], key)) if self.has_after else None,
        }


def page_by(
    listed: Select[Row],
    key: Any,
    *,
    total: int,
    most: int,
    before: Any = None,
    after: Any = None,
    newest_first: bool = False,
) -> Page[Row]:
    """The rows whose `key`, a unique column, comes after `after`, or just before `before`; else the first ones.

    Keys grow; with `newest_first` they fall.
    """
    backwards = bool(before) and not after
    edge, grows = (before if backwards else after), backwards == newest_first
    if edge:
        listed = listed.where(key > edge if grows else key < edge)
    found = list(db.session.scalars(listed.order_by(key if grows else key.desc()).limit(most + 1)).unique())
    there_is_more, rows = len(found) > most, found[:most]
    if backwards:
        return Page(rows[::-1], total, has_before=there_is_more, has_after=bool(rows))
    return Page(rows, total, has_before=bool(after and rows), has_after=there_is_more)
