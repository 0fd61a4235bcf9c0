"""What the walks of all kinds share: JSON read whole or piece by piece, each record seen once, the end recognised."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from hackathon import json_text
from hackathon.errors import NotTheAnswer, PortalTooLarge, PortalTooSlow
from hackathon.net import MB, Answer, Limits
from hackathon.portal.kinds import Ending, Page, RawRecord, Trip
from hackathon.portal.records import canonical, digest
from hackathon.portal.words import text_of
from hackathon.text import N_

CATALOGUE_PAGE = Limits(total=120)
WHOLE_CATALOGUE = Limits(total=600, most_bytes=60 * MB)
PORTION = 500  # records that are Python objects at the same time
MOST_RECORDS = 1_000_000
GREATEST_COUNT = 2**31 - 1  # beyond it a number is a jest, and no column holds it
NO_LIST = N_("The portal answered, but not with a list of datasets.")

PASSED_OVER = object()
"""In place of a record that counts, and is no dataset."""

Pairs = Iterable[tuple[str, Any]]
"""(native id, raw record) of what an answer lists; an empty id is reported as unreadable, not passed over."""


class Body:
    """The JSON of an answer: read at once while it is light, piece by piece when it is not.

    Paths are names with dots between them; the whole is the empty path. Raises NotTheAnswer where the text breaks.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer, self._large, self._value = answer, None, None
        if answer.size <= json_text.LIGHT:
            self._value = answer.json()
            return
        with _in_our_words(answer):
            self._large = json_text.LargeJson(answer.content(), answer.charset)

    def value(self, path: str) -> Any:
        """The small thing at this path, or None."""
        if self._large is None:
            return _at(self._value, path)
        with _in_our_words(self._answer):
            return self._large.piece(path)

    def holds(self, name: str) -> bool:
        """Whether the whole is an object with this name in it, be it for null."""
        if self._large is None:
            return isinstance(self._value, dict) and name in self._value
        with _in_our_words(self._answer):
            return self._large.holds(name)

    def members(self, name: str) -> Iterator[Any]:
        """What the object holds under this name: a list's things, a single object, or nothing where null is said."""
        if self._large is not None:
            is_empty = True
            for piece in self._pieces(name):
                is_empty = False
                yield piece
            if not is_empty:
                return
        found = self.value(name)
        if isinstance(found, dict):
            yield found
        elif found is not None:
            yield from self.items(name)

    def items(self, path: str) -> Iterator[Any]:
        """What the list at this path holds, in order; raises NotTheAnswer when there is no list there."""
        if self._large is None:
            found = _at(self._value, path)
            if not isinstance(found, list):
                raise NotTheAnswer(self._answer.final_url, NO_LIST)
            yield from found
            return
        is_empty = True
        for piece in self._pieces(path):
            is_empty = False
            yield piece
        if is_empty and not isinstance(self.value(path), list):  # by its pieces an empty list looks like none at all
            raise NotTheAnswer(self._answer.final_url, NO_LIST)

    def _pieces(self, path: str) -> Iterator[Any]:
        with _in_our_words(self._answer):
            yield from self._large.pieces(f"{path}.item".lstrip(".")) if self._large else ()


class Fewer:
    """Asks for records by the page: for fewer of them at once when an answer grows too large, or too slow to make."""

    def __init__(self, trip: Trip, *, most: int, fewest: int = 10) -> None:
        self._trip, self.rows, self._fewest = trip, most, fewest

    def fetch(self, address: Callable[[int], str]) -> Answer:
        """The answer of the address for this many records."""
        while True:
            try:
                return self._trip.fetch(address(self.rows), limits=CATALOGUE_PAGE)
            except PortalTooLarge:
                if self.rows <= self._fewest:
                    raise
                self.rows = max(self._fewest, self.rows // 4)
            except PortalTooSlow:
                if self.rows <= self._fewest:
                    raise
                self.rows = self._fewest  # at once: every try takes its whole time


class Roll:
    """The records a walk has seen, each once, and what their number says about its end."""

    def __init__(self, trip: Trip) -> None:
        resumed = trip.resume if isinstance(trip.resume, dict) else {}
        self._clock, self._seen = trip.clock, set[str]()
        self.at, self._before = resumed.get("at"), resumed.get("count", 0)

    @property
    def count(self) -> int:
        """The records seen, with those before this walk was cut off."""
        return self._before + len(self._seen)

    def cursor(self, at: Any) -> dict[str, Any]:
        """Where a walk that is cut off goes on: `at` is the kind's own mark, found again as `Roll.at`."""
        return {"at": at, "count": self.count}

    def pages(self, pairs: Pairs, declared: int | None) -> Iterator[Page]:
        """What is new among these, in portions; none of them closes an answer."""
        waiting = iter(pairs)
        while portion := list(islice(waiting, PORTION)):
            yield Page(self._fresh(portion), declared)

    def _fresh(self, pairs: list[tuple[str, Any]]) -> list[RawRecord]:
        seen_at, records = self._clock(), []
        for native_id, raw in pairs:
            seen_as = native_id or f"without id {'' if raw is PASSED_OVER else digest(canonical(raw))}"
            if seen_as in self._seen:
                continue
            self._seen.add(seen_as)
            if raw is not PASSED_OVER:
                records.append(RawRecord(native_id, raw, seen_at))
        return records

    def ending(self, declared: int | None, *, is_last: bool, is_stuck: bool) -> Ending | None:
        """None while there is more to ask for. `is_stuck`: the last answer gave records, and none was new."""
        got = {"got": self.count, "declared": declared}
        if is_stuck:
            return Ending(False, N_("The portal gives the same page again after %(got)s datasets."), got)
        if self.count >= MOST_RECORDS:
            return Ending(False, N_("The portal does not end: %(got)s datasets were received."), got)
        if not is_last:
            return None
        if declared is not None and self.count < declared:
            return Ending(False, N_("The portal declares %(declared)s datasets and gave %(got)s."), got)
        return Ending(True)


def id_of(thing: Any, *names: str) -> str:
    """The first of these fields that holds an id; empty for what is no record."""
    if not isinstance(thing, dict):
        return ""
    return next((found for name in names if (found := text_of(thing.get(name), 500))), "")


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST_COUNT


def _at(value: Any, path: str) -> Any:
    for name in filter(None, path.split(".")):
        value = value.get(name) if isinstance(value, dict) else None
    return value


@contextmanager
def _in_our_words(answer: Answer) -> Iterator[None]:
    try:
        yield
    except json_text.NotJson as wrong:
        raise NotTheAnswer(answer.final_url, str(wrong)) from wrong
