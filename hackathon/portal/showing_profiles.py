"""A stored profile as its page shows it: columns with their drawings, findings in words, rows a page at a time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hackathon.portal.profile import table_schema
from hackathon.portal.profile.clean_words import CHANGE_WORDS
from hackathon.portal.profile.finding_texts import WORDS
from hackathon.portal.profile.findings import Finding, Severity
from hackathon.portal.profile.report import Profile
from hackathon.portal.profile.snippets import snippets
from hackathon.portal.profile_models import DataProfile

ROWS = 10  # of the preview on one page
DRAWING = (96, 28)  # a histogram, in units of its own
BARS = 3
SIGNS = {Severity.URGENT: "danger", Severity.MAJOR: "danger", Severity.MINOR: "warning", Severity.INFO: "info"}


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its words (gettext sources) and the values that they take."""

    sign: str
    severity: str
    what: str
    why: str
    todo: str
    values: dict[str, Any]
    places: Sequence[int]
    count: int
    points: int  # that it takes off the quality


@dataclass(frozen=True)
class ShownChange:
    """What the clean copy changed: its words, and where."""

    what: str
    values: dict[str, Any]
    places: Sequence[int]


@dataclass(frozen=True)
class ShownProfile:
    """Everything that the page of a file says of its content."""

    profile: Profile
    stored: DataProfile
    findings: list[ShownFinding]
    changes: list[ShownChange]
    rows: list[list[str]]
    points: list[list[float]]
    with_values: bool
    page: int
    pages: int
    clean: str
    snippets: dict[str, str]

    def descriptor(self, *, name: str, path: str) -> dict[str, Any]:
        """The file as a Frictionless tabular data resource."""
        return table_schema.resource(self.profile, name=name, path=path)


def shown(stored: DataProfile, *, clean: str, page: str, with_values: bool) -> ShownProfile:
    """`clean` is the address of the clean copy, empty where it may not be given; `page` is what the address says.

    Without values neither rows nor what stands in cells is shown: of what may not be given on, and of people's data.
    """
    profile = Profile.of_json(stored.profile)
    pages = max(1, -(-len(stored.preview) // ROWS))
    here = min(max(int(page), 1), pages) if page.isdecimal() and len(page) < 4 else 1
    points = {one.code: one.points for one in profile.quality.deductions}
    return ShownProfile(
        profile=profile,
        stored=stored,
        findings=[shown_finding(one, points.get(one.code, 0), with_values=with_values) for one in profile.findings],
        changes=[_change(one) for one in stored.changes],
        rows=stored.preview[(here - 1) * ROWS : here * ROWS] if with_values else [],
        points=stored.points if with_values else [],
        with_values=with_values,
        page=here,
        pages=pages,
        clean=clean,
        snippets=snippets(profile.columns, clean) if clean else {},
    )


def shown_finding(one: Finding, points: int = 0, *, with_values: bool) -> ShownFinding:
    """A finding as pages say it; without values what stands in cells is left out."""
    words = WORDS[one.code]
    values = {"column": one.column, "count": one.count, "values": ", ".join(one.values) if with_values else "…"}
    severity = Severity(one.severity)
    return ShownFinding(
        SIGNS[severity], severity.value, words.what, words.why, words.todo, values, one.places, one.count, points
    )


def _change(one: dict[str, Any]) -> ShownChange:
    values = {"column": one["column"], "count": one["count"]}
    return ShownChange(CHANGE_WORDS[one["code"]], values, one["places"])


def histogram(bins: Sequence[Any]) -> list[tuple[float, float, float, float]]:
    """(x, y, width, height) of each bar in a drawing of DRAWING units."""
    width, height = DRAWING
    most = max((one.count for one in bins), default=0) or 1
    step = width / max(1, len(bins))
    return [
        (
            round(n * step, 2),
            round(height - height * one.count / most, 2),
            round(step - 1, 2),
            round(height * one.count / most, 2),
        )
        for n, one in enumerate(bins)
    ]


def top_bars(top: Sequence[Any]) -> list[tuple[float, float, float, float]]:
    """(x, y, width, height) of the commonest values as lying bars."""
    width, height = DRAWING
    most = max((one.count for one in top), default=0) or 1
    step = height / BARS
    return [
        (0, round(n * step, 2), round(width * one.count / most, 2), round(step - 2, 2))
        for n, one in enumerate(top[:BARS])
    ]


@dataclass(frozen=True)
class Map:
    """Places in a frame: x from the west, y from the north, in units; `width` and `height` keep the true proportions."""

    width: float
    height: float
    dots: list[tuple[float, float]]


def map_of(points: Sequence[Sequence[float]], *, width: float = 400) -> Map | None:
    """A map of these [longitude, latitude] pairs; None without two different ones."""
    usable = [(east, north) for east, north in points if -180 <= east <= 180 and -85 <= north <= 85]
    if len(set(usable)) < 2:
        return None
    west, east = min(p[0] for p in usable), max(p[0] for p in usable)
    south, north = min(p[1] for p in usable), max(p[1] for p in usable)
    span = max(east - west, north - south, 1e-6)
    scale = width / span
    dots = sorted({(round((x - west) * scale, 1), round((north - y) * scale, 1)) for x, y in usable})
    return Map(round((east - west) * scale, 1), round((north - south) * scale, 1), dots)
