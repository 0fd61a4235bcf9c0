"""Catalogues whose pages name the next one: followed on their own host only, never round in a circle, never for ever."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from hackathon.portal.kinds import Ending, Page, Trip
from hackathon.portal.kinds.reading import CATALOGUE_PAGE, Body, Pairs, Roll
from hackathon.text import N_

MOST_PAGES = 10_000


class Trail:
    """Which pages a walk has seen, and whether it goes on to another."""

    def __init__(self, base: str, roll: Roll) -> None:
        self._base, self._roll, self._seen = base, roll, set[str]()

    def saw(self, *addresses: str) -> None:
        self._seen.update(urldefrag(address).url for address in addresses)

    def has_seen(self, address: str) -> bool:
        return address in self._seen

    def is_over(self, following: str) -> bool:
        """Whether the page that is named is none, or none of ours."""
        return not following or self.has_seen(following) or bool(self._refusal(following))

    def ending(self, declared: int | None, following: str, *, is_last: bool, is_stuck: bool) -> Ending | None:
        """None while the walk goes on to `following`."""
        ending = self._roll.ending(declared, is_last=is_last, is_stuck=is_stuck or self.has_seen(following))
        refusal = self._refusal(following)
        if refusal and not ending:
            return Ending(False, refusal, {"got": self._roll.count, "declared": declared})
        return ending

    def _refusal(self, following: str) -> str:
        """Why we do not go on although the portal does; a gettext source."""
        if following and not is_same_host(following, self._base):
            return N_("The next page is on another host and is not read: %(got)s datasets were received.")
        if len(self._seen) > MOST_PAGES:
            return N_("The portal does not end: %(got)s datasets were received.")
        return ""


class Chain(ABC):
    """One reading of a catalogue in JSON whose pages name the next; those who inherit say what a page holds."""

    may_repeat = False  # whether a whole page of records that were seen before is in order

    def __init__(self, trip: Trip, roll: Roll, *, here: str) -> None:
        self._trip, self._roll, self._here = trip, roll, here
        self._trail, self._given = Trail(trip.base, roll), 0

    @abstractmethod
    def declared(self, body: Body) -> int | None:
        """How many records there are in all."""

    @abstractmethod
    def listed(self, body: Body) -> Pairs:
        """The records of this page; raises NotTheAnswer."""

    @abstractmethod
    def following(self, body: Body, *, here: str, given: int) -> str:
        """The whole address of the next page, empty for none; `given` records were on this one."""

    def mark(self, following: str) -> object:
        """What a walk that is cut off needs to go on there."""
        return following

    def pages(self) -> Iterator[Page]:
        """Every page in turn."""
        ending = None
        while ending is None:
            with self._trip.fetch(self._here, limits=CATALOGUE_PAGE) as answer:
                body, known, self._given = Body(answer), self._roll.count, 0
                declared = self.declared(body)
                yield from self._roll.pages(self._counted(body), declared)
                self._trail.saw(self._here, answer.final_url)
                following = self.following(body, here=answer.final_url, given=self._given)
            is_stuck = self._given > 0 and self._roll.count == known and not self.may_repeat
            ending = self._trail.ending(declared, following, is_last=not following, is_stuck=is_stuck)
            self._here = following
            yield Page([], declared, answer.size, ending, self._roll.cursor(self.mark(following)))

    def _counted(self, body: Body) -> Pairs:
        for pair in self.listed(body):
            self._given += 1
            yield pair


def whole(target: str, *, here: str) -> str:
    """The address that `target` means on the page `here`, without its fragment; empty for what is no web address.

    Behind a proxy a portal often takes itself for http: who answers by https is asked by https.
    """
    if not target.strip():  # the page itself, by the rules, and never what was meant
        return ""
    try:
        address = urldefrag(urljoin(here, target.strip())).url
        there, ours = urlsplit(address), urlsplit(here)
        if (there.scheme, ours.scheme) == ("http", "https") and there.netloc.lower() == ours.netloc.lower():
            return there._replace(scheme="https").geturl()
    except ValueError:  # http://[
        return ""
    return address if there.scheme in ("http", "https") else ""


def is_same_host(one: str, other: str) -> bool:
    """Whether two web addresses have one host and port."""
    try:
        hosts = [(parts.scheme, parts.hostname, parts.port) for parts in map(urlsplit, (one, other))]
    except ValueError:
        return False
    usual = {"http": 80, "https": 443}
    first, second = ((host, port or usual.get(scheme)) for scheme, host, port in hosts)
    return bool(first[0]) and first == second
