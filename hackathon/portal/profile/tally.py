"""What is counted of a column while its rows pass by. Pure; the memory is bounded whatever the file holds.

Nothing here depends on the order of the rows but the first places and examples, so neither does what is decided later.
As long as a column has few different values each is looked at once, when it is first seen, and weighed at the end; from
then on values are looked at and weighed block by block.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice, repeat

from hackathon.portal.profile.long_texts import E_MAIL, LONGEST_COUNTED, PRIVATE_MAIL, short
from hackathon.portal.profile.places import Places, Sighting, merged
from hackathon.portal.profile.shapes import Shape, Sorted, sorted_cells
from hackathon.portal.profile.spread import Spread

_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_EXCEL_TEXT = re.compile(r"""^(?:'|=")(\d[\d.,]*)"?$""")
_LOST = re.compile("\ufffd")
# What texts are searched for: a sign that is quickly missed in all of them at once, then the thing itself.
TRACES = {
    "e_mail": (re.compile("@"), E_MAIL),
    "private_mail": (re.compile("@"), PRIVATE_MAIL),
    "mojibake": (_MOJIBAKE, _MOJIBAKE),
    "lost_letters": (_LOST, _LOST),
    "excel_text": (re.compile("['=]"), _EXCEL_TEXT),
}
Watch = Callable[[str], str]


@dataclass
class Group:
    """The cells of one shape; `other` spreads them as they are read the other way, where there are two."""

    places: Sighting = field(default_factory=Sighting)
    spread: Spread = field(default_factory=Spread)
    other: Spread = field(default_factory=Spread)
    patterns: Counter[str] = field(default_factory=Counter)


class Tally:
    """One column. Add its cells, then `finish()`; up to `limit` different values are counted exactly.

    `watch` names what is odd about a value (or nothing), and `watched` holds where such values stand.
    """

    def __init__(self, limit: int, watch: Watch | None = None) -> None:
        self.limit = limit
        self.watched: dict[str, Sighting] = {}
        self._watch = watch
        self.values: Counter[str] = Counter()
        self.is_exact = True
        self.groups: dict[Shape, Group] = {}
        self.units: Counter[str] = Counter()
        self.widths: dict[int, Sighting] = {}  # of the cells that are only digits
        self.longest = 0
        self.longest_value = ""
        self.has_spaces = False  # within texts
        self.spaces = Places()  # around cells
        self.measured = Sighting()  # cells with a unit
        self.traces = {kind: Sighting() for kind in TRACES}
        self._unweighed: list[Sorted] = []
        self._tidies = False  # once a cell had spaces around it

    def add(self, raw: Sequence[str], lines: Sequence[int]) -> None:
        """More cells of the column, with their lines."""
        cells = self._add_few(raw, lines) if self.is_exact else self._add_many(raw, lines)
        wanting = [sighting for sighting in self._sightings() if sighting.texts]
        if wanting:
            present = set(cells)
            for sighting in wanting:
                sighting.look(cells, lines, present)

    def finish(self) -> None:
        """Weighs what was only looked at."""
        if not self._unweighed:
            return
        for found in self._unweighed:
            self._weigh(found, [self.values[text] for text in found.texts])
        self._weigh_odd(self.values)
        self._unweighed = []

    def count(self, *shapes: Shape) -> int:
        """How many cells have one of these shapes."""
        return self.places(*shapes).count

    def places(self, *shapes: Shape) -> Places:
        """Where cells of these shapes stand."""
        return merged(self.groups[shape].places for shape in shapes if shape in self.groups)

    def _add_few(self, raw: Sequence[str], lines: Sequence[int]) -> Sequence[str]:
        """Counts cells of a column with few values; only those never seen before are looked at."""
        cells = self._tidied(raw, lines) if self._tidies else raw
        known, before = self.values, len(self.values)
        known.update(cells)
        new = _newest(known, len(known) - before)
        if not self._tidies and not are_tidy(new):
            known.subtract(cells)
            for value in new:
                del known[value]
            self._tidies = True
            return self._add_few(raw, lines)
        if new:
            self._note_longest(new)
            self._unweighed += self._sorted(new)
        if len(known) > self.limit:
            self.is_exact = False
            self.finish()
        return cells

    def _add_many(self, raw: Sequence[str], lines: Sequence[int]) -> Sequence[str]:
        """Counts cells of a column with many values: all are looked at, for most are new anyway."""
        cells = self._tidied(raw, lines) if self._tidies else raw
        counts = Counter(cells)
        different = list(counts)
        if not self._tidies and not are_tidy(different):
            self._tidies = True
            return self._add_many(raw, lines)
        self._note_longest(different)
        are_all_different = len(different) == len(cells)
        for found in self._sorted(different):
            self._weigh(found, None if are_all_different else [counts[text] for text in found.texts])
        self._weigh_odd(counts)
        for value in counts.keys() & self.values.keys():
            self.values[value] += counts[value]
        return cells

    def _tidied(self, raw: Sequence[str], lines: Sequence[int]) -> list[str]:
        """The cells without spaces around them; long ones cut, with a hash in place of their end."""
        cells = [cell.strip() for cell in raw]
        differing = [cell != original for cell, original in zip(cells, raw, strict=True)]
        self.spaces.add(compress(lines, differing), count=sum(differing))
        self._note_longest(cells)
        return [short(cell) for cell in cells]

    def _note_longest(self, texts: Collection[str]) -> None:
        longest = max(map(len, texts))
        if longest > self.longest:
            self.longest, self.longest_value = longest, max(texts, key=len)[:LONGEST_COUNTED]

    def _sorted(self, texts: list[str]) -> list[Sorted]:
        """These values by shape; places are looked for where fewer than FIRST are known."""
        for name, odd in self._odd(texts).items():
            self.watched.setdefault(name, Sighting()).look_for(odd)
        found = list(sorted_cells(texts))
        for part in found:
            self.groups.setdefault(part.shape, Group()).places.look_for(part.texts)
            if part.unit:
                self.measured.look_for(part.texts)
            elif part.shape in (Shape.INTEGER, Shape.ZEROS):
                self._look_for_widths(part.texts)
            elif part.shape == Shape.TEXT:
                self._look_for_traces(part.texts)
        return found

    def _look_for_widths(self, texts: Sequence[str]) -> None:
        for width in set(map(len, texts)):
            sighting = self.widths.setdefault(width, Sighting())
            if sighting.wants_more:
                sighting.look_for(text for text in texts if len(text) == width)

    def _look_for_traces(self, texts: Sequence[str]) -> None:
        joined = "\n".join(texts)
        self.has_spaces = self.has_spaces or " " in joined
        for kind, (sign, pattern) in TRACES.items():
            if sign.search(joined):
                self.traces[kind].look_for(text for text in texts if pattern.search(text))

    def _weigh(self, found: Sorted, weights: list[int] | None) -> None:
        """Counts these values, each as often as its weight says (without weights: once)."""
        group, count = self.groups[found.shape], len(found.texts) if weights is None else sum(weights)
        group.places.count += count
        if found.values:
            group.spread.add(found.values, weights)
        if found.others:
            group.other.add(found.others, weights)
        if found.pattern:
            group.patterns[found.pattern] += count
        if found.unit:
            self.units[found.unit] += count
            self.measured.count += count
        elif found.shape in (Shape.INTEGER, Shape.ZEROS):
            self._weigh_widths(found.texts, weights)
        elif found.shape == Shape.TEXT:
            self._weigh_traces(found.texts, weights)

    def _weigh_widths(self, texts: Sequence[str], weights: list[int] | None) -> None:
        widths = list(map(len, texts))
        if weights is None:
            for width, count in Counter(widths).items():
                self.widths[width].count += count
            return
        for width, weight in zip(widths, weights, strict=True):
            self.widths[width].count += weight

    def _weigh_traces(self, texts: Sequence[str], weights: list[int] | None) -> None:
        joined = "\n".join(texts)
        for kind, (sign, pattern) in TRACES.items():
            if sign.search(joined):
                every = zip(texts, repeat(1) if weights is None else weights, strict=False)
                self.traces[kind].count += sum(weight for text, weight in every if pattern.search(text))

    def _odd(self, texts: Iterable[str]) -> dict[str, list[str]]:
        odd: dict[str, list[str]] = {}
        if self._watch is None:
            return odd
        for text in texts:
            if name := self._watch(text):
                odd.setdefault(name, []).append(text)
        return odd

    def _weigh_odd(self, counts: Mapping[str, int]) -> None:
        for name, odd in self._odd(counts).items():
            self.watched[name].count += sum(counts[text] for text in odd)

    def _sightings(self) -> Iterable[Sighting]:
        yield from (group.places for group in self.groups.values())
        yield from self.widths.values()
        yield from self.traces.values()
        yield from self.watched.values()
        yield self.measured


def _newest(counts: Counter[str], count: int) -> list[str]:
    """The values that came last, in their order: a dictionary keeps it."""
    return list(islice(reversed(counts), count))[::-1] if count else []


def are_tidy(texts: list[str]) -> bool:
    """Whether none of these has spaces around it or is too long to be kept whole."""
    return list(map(str.strip, texts)) == texts and max(map(len, texts), default=0) <= LONGEST_COUNTED
