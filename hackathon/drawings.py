"""The geometry of the visual language: category marks, the huaca of hours, the frieze.

Decides shapes only, as numbers and SVG path data on a grid; colours, sizes and words belong to the templates.
Knows nothing of events, requests or languages.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from math import ceil

GRID = 8
MARKS = {
    "administracion": ("########", "#......#", "#.####.#", "#.#..#.#", "#.#..#.#", "#.####.#", "#......#", "########"),
    "educacion": ("...##...", "...##...", "..####..", "..#..#..", ".##..##.", ".#....#.", "########", "########"),
    "transporte": ("##......", "####....", "..####..", "....####", "....####", "..####..", "####....", "##......"),
    "salud": ("...##...", "...##...", ".######.", "##....##", "##....##", ".######.", "...##...", "...##..."),
    "otros": ("..####..", ".##..##.", "##....##", "##.###.#", "##.#.#.#", ".###.#.#", "..##...#", "......##"),
}
# A pyramid of more steps would be finer than a fingertip on a phone.
MOST_STEPS = 48
BLOCKS_OF_HOURS = (1, 2, 3, 4, 6, 12, 24)
LOWEST_STEP = 3
# How much of the pyramid's width one character of a label needs on the narrowest page that shows labels under it.
LABEL_CHARACTER = 0.9
LABEL_GAP = 1.5

Shape = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True)
class Step:
    """One block of hours; `state` is past, now or future, `height` counts grid units."""

    state: str
    height: int


@dataclass(frozen=True)
class Label:
    """A moment under the pyramid; `x` in percent of its width, `lane` 0 above 1, `at` in local time."""

    at: datetime
    text: str
    state: str
    x: float
    anchor: str
    lane: int
    new_day: bool


@dataclass(frozen=True)
class Huaca:
    """The hours of an event as a step pyramid, and the moments written under it."""

    steps: tuple[Step, ...]
    labels: tuple[Label, ...]

    @property
    def height(self) -> int:
        return max(step.height for step in self.steps)

    @property
    def current(self) -> int | None:
        """The number of the step that holds now, counted from 1; None before and after the event."""
        return next((number for number, step in enumerate(self.steps, 1) if step.state == "now"), None)


def huaca(
    opens: datetime, closes: datetime, *, now: datetime, zone: tzinfo, moments: Iterable[tuple[datetime, str]] = ()
) -> Huaca:
    """Steps that rise to each midnight and fall to the end; the middle is the peak where no midnight lies inside."""
    hours = max(1, ceil((closes - opens) / timedelta(hours=1)))
    block = next((size for size in BLOCKS_OF_HOURS if hours <= size * MOST_STEPS), ceil(hours / MOST_STEPS))
    starts = [opens + timedelta(hours=block * number) for number in range(ceil(hours / block))]
    length = timedelta(hours=block)
    distances = _distances([start.astimezone(zone) for start in starts], length)
    steps = tuple(
        Step(state=_state(start, start + length, now), height=LOWEST_STEP + max(distances) - distance)
        for start, distance in zip(starts, distances, strict=True)
    )
    return Huaca(steps, _labels(opens, opens + length * len(steps), now=now, zone=zone, moments=moments))


def mark(name: str) -> str:
    """SVG path of a category's mark on an 8 × 8 grid: drawn by us for the known ones, else generated from the name."""
    key = "".join(letter for letter in unicodedata.normalize("NFKD", name.lower()) if letter.isalnum())
    rows = MARKS.get(key)
    return path(tuple(tuple(cell == "#" for cell in row) for row in rows) if rows else generated(key))


def generated(key: str) -> Shape:
    """A stepped silhouette with the symmetry of the drawn marks: sideways, upright or both; the same key, the same mark."""
    digest = hashlib.sha256(key.encode()).digest()
    kind, nested = digest[0] % 3, digest[1] % 2 == 1
    widths = _stair(digest[2:10])
    if kind == 0:
        widths = widths[:4] + widths[3::-1]
    body: Shape = tuple(tuple(abs(x - 3.5) < width for x in range(GRID)) for width in widths)
    hollow = _eroded(body)
    seed = _eroded(hollow)
    drawn = tuple(
        tuple(body[y][x] and (not hollow[y][x] or (nested and seed[y][x])) for x in range(GRID)) for y in range(GRID)
    )
    return tuple(zip(*drawn, strict=True)) if kind == 1 else drawn


def path(shape: Shape) -> str:
    """One rectangle per run of filled cells."""
    runs = []
    for y, row in enumerate(shape):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += max(width, 1)
    return "".join(runs)


def tooth(steps: int = 3, unit: int = 8) -> str:
    """SVG path of one tooth of the frieze, hanging from y = 0: `steps` down, `steps` up, with half a gap on each side."""
    down = f"v{unit}h-{unit}" * (steps - 1)
    up = f"h-{unit}v-{unit}" * steps
    return f"M{unit} 0h{unit * (2 * steps - 1)}{down}v{unit}{up}z"


def tooth_width(steps: int = 3, unit: int = 8) -> int:
    return unit * (2 * steps + 1)


def _distances(starts: Sequence[datetime], length: timedelta) -> list[int]:
    """Steps from each block to the nearest peak."""
    last = len(starts) - 1
    # In blocks of half a day and more every second block holds a midnight: that would be a saw, not a pyramid.
    nights = length <= timedelta(hours=6)
    peaks = [n for n, start in enumerate(starts) if nights and 0 < n < last and _holds_midnight(start, length)]
    peaks = peaks or [last // 2, last - last // 2]
    return [min(abs(n - peak) for peak in peaks) for n in range(len(starts))]


def _holds_midnight(start: datetime, length: timedelta) -> bool:
    return (
        start.time().replace(tzinfo=None) == start.min.time()
        or (start + length - timedelta.resolution).day != start.day
    )


def _state(start: datetime, end: datetime, now: datetime) -> str:
    if end <= now:
        return "past"
    return "now" if start <= now else "future"


def _labels(
    opens: datetime, closes: datetime, *, now: datetime, zone: tzinfo, moments: Iterable[tuple[datetime, str]]
) -> tuple[Label, ...]:
    labels: list[Label] = []
    free = [0.0, 0.0]
    for at, text in sorted((at, text) for at, text in moments if opens <= at <= closes):
        local = at.astimezone(zone)
        new_day = not labels or labels[-1].at.date() != local.date()
        width = LABEL_CHARACTER * (len(text) + (10 if new_day else 6))
        x = 100 * ((at - opens) / (closes - opens))
        # A text that would pass the edge ends at its moment instead of beginning there.
        left, anchor = (x, "start") if x + width <= 100 else (x - width, "end")
        lane = 0 if left >= free[0] or free[0] <= free[1] else 1
        free[lane] = left + width + LABEL_GAP
        state = "past" if at <= now else "future"
        labels.append(Label(local, text, state, round(x, 2), anchor, lane, new_day))
    return tuple(labels)


def _stair(noise: bytes) -> list[int]:
    """Half widths from 1 to 4, each one step away from the last or the same, so that the outline is a stair."""
    widths = [1 + noise[0] % 2]
    for byte in noise[1:]:
        step = (byte % 4) - 1
        widths.append(min(4, max(1, widths[-1] + step)))
    return widths


def _eroded(shape: Shape) -> Shape:
    """The cells whose eight neighbours are all filled."""

    def inside(x: int, y: int) -> bool:
        around = [(x + across, y + down) for across in (-1, 0, 1) for down in (-1, 0, 1)]
        return all(0 <= a < GRID and 0 <= b < GRID and shape[b][a] for a, b in around)

    return tuple(tuple(inside(x, y) for x in range(GRID)) for y in range(GRID))
