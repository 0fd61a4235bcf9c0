"""Junar, by its API v2, which answers nothing without a key that each portal gives out itself.

Sources: the vendor's documentation and its sample answers. The key stands in every address that is asked, and in the
`next` of every answer: here it is put in last, and taken out of whatever comes back.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.net import JSON, PAGE, Answer, Fetch, Limits
from hackathon.portal.kinds import Capabilities, Ending, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.junar_dataset import dataset_of, id_of_thing, is_dataset
from hackathon.portal.kinds.reading import NO_LIST, PASSED_OVER, Body, Pairs, Roll, is_count
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import text_of
from hackathon.text import N_

LIMIT = 100
# The whole catalogue in one list; portals of an older release have only the second.
LISTS = ("resources", "datasets")
CLOSED = {401, 403}
NO_KEY = N_("This portal gives its catalogue only to those who have a key, and none is set here.")
WRONG_KEY = N_("The portal does not accept the key that is set here.")


class Junar:
    """See `Kind`."""

    name = "junar"
    capabilities = Capabilities(title="Junar", needs_key=True)
    signs: tuple[str, ...] = ("junar",)

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By its refusal, for nobody asks with a key here: JSON that wants an `auth_key`, or any JSON at its own domain."""
        is_own = (urlsplit(base).hostname or "").endswith(".junar.com")

        def refuses_like_junar(answer: Answer) -> tuple[str, dict[str, Any]] | None:
            said = answer.json() if answer.status in CLOSED else None
            wants_a_key = (
                any("auth_key" in text_of(text, 500).lower() for text in said.values())
                if isinstance(said, dict)
                else False
            )
            if not isinstance(said, dict) or not (is_own or wants_a_key):
                return None
            return N_("It asks for a key (auth_key), as Junar does. Without one its catalogue cannot be read."), {}

        if inquiry.look(f"{base}/api/v2/resources.json?limit=1", refuses_like_junar):
            return Match(self.name, base, version="v2")
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages of `LIMIT` by offset; nothing at all, and a word about it, without a key."""
        if not trip.key:
            yield Page([], ending=Ending(False, NO_KEY))
            return
        yield from _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset or data view."""
        return dataset_of(raw)


class _Walk:
    """One reading of a catalogue. `next` is never followed, for it holds the key: the offset is counted here."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._fetch = trip, Roll(trip), _Keyed(trip.fetch, trip.key)
        before = self._roll.at if isinstance(self._roll.at, dict) else {}
        self._list, self._offset = before.get("list", LISTS[0]), before.get("offset", 0)

    def pages(self) -> Iterator[Page]:
        ending = None
        while ending is None:
            before, known = self._offset, self._roll.count
            with self._answer() as answer:
                if answer.status in CLOSED:
                    yield Page([], ending=Ending(False, WRONG_KEY))
                    return
                body = Body(answer)
                declared = body.value("count")
                if not is_count(declared):
                    raise NotTheAnswer(answer.final_url, NO_LIST)
                yield from self._roll.pages(self._listed(body), declared)
            given, fresh = self._offset - before, self._roll.count - known
            ending = self._roll.ending(
                declared, is_last=not given or self._offset >= declared, is_stuck=given > 0 and not fresh
            )
            at = {"list": self._list, "offset": self._offset}
            yield Page([], declared, answer.size, ending, self._roll.cursor(at))

    def _listed(self, body: Body) -> Pairs:
        for thing in body.items("results"):
            self._offset += 1
            yield id_of_thing(thing), self._fetch.without_key(thing) if is_dataset(thing) else PASSED_OVER

    def _answer(self) -> Answer:
        answer = self._fetch(self._address())
        if answer.status == 404 and (self._list, self._offset) == (LISTS[0], 0):
            answer.body.close()
            self._list = LISTS[1]
            return self._fetch(self._address())
        return answer

    def _address(self) -> str:
        asked = urlencode({"limit": LIMIT, "offset": self._offset})
        return f"{self._trip.base}/api/v2/{self._list}.json?{asked}"


class _Keyed:
    """A way out that puts the key into each address, and takes it out of all that comes back: answers and failures."""

    def __init__(self, fetch: Fetch, key: str) -> None:
        self._fetch, self._key = fetch, key

    def __call__(self, url: str, *, limits: Limits = PAGE, accept: str = JSON) -> Answer:
        """As `Fetch`."""
        try:
            answer = self._fetch(f"{url}&auth_key={quote(self._key, safe='')}", limits=limits, accept=accept)
        except PortalUnavailable as caught:
            failure = caught
        else:
            answer.url, answer.final_url = url, self.without_key(answer.final_url)
            answer.redirects = self.without_key(answer.redirects)
            return answer
        failure.url, failure.values = self.without_key(failure.url), self.without_key(failure.values)
        failure.args = tuple(self.without_key(list(failure.args)))
        # What led to it quotes the address; raised here, nothing of that hangs on to it.
        failure.__cause__ = failure.__context__ = None
        raise failure.with_traceback(None)

    def without_key(self, value: Any) -> Any:
        """The same value with every trace of the key taken out of its texts."""
        if isinstance(value, str):
            return value.replace(self._key, "…").replace(quote(self._key, safe=""), "…")
        if isinstance(value, list):
            return [self.without_key(one) for one in value]
        if isinstance(value, dict):
            return {self.without_key(name): self.without_key(one) for name, one in value.items()}
        return value
