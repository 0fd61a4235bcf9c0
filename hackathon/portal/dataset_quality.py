"""What can be said of a whole dataset without opening its files: licence, freshness, links, dictionary, formats. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hackathon.portal.dates import day_of
from hackathon.text import N_, fold

DAYS = {"Y": 365.25, "M": 30.44, "W": 7, "D": 1}
DAYS_OF_TIME = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86_400}
PART = re.compile(r"(\d+(?:\.\d+)?)([A-Z])")
PATIENCE = 1.5  # periods: a monthly dataset of six weeks ago is not late yet
DOCUMENTS = frozenset({"PDF", "DOC", "DOCX", "PPT", "PPTX", "PNG", "JPG", "JPEG", "TIFF", "HTML"})
DICTIONARY = re.compile(r"diccionario|dictionary|metadat|codebook|leyenda|glosario|dicionario")

MOST_LINKS = 5  # files named one by one
BROKEN, SILENT = 30, 15  # points that broken links, or links that failed once, take off where all files have them
LINK_WORDS = {
    # (is broken, has a status)
    (False, True): N_("“%(name)s” does not answer since %(day)s (status %(status)s)."),
    (False, False): N_("“%(name)s” does not answer since %(day)s."),
    (True, True): N_("The link of “%(name)s” is broken: since %(day)s, asked on two days (status %(status)s)."),
    (True, False): N_("The link of “%(name)s” is broken: no answer since %(day)s, asked on two days."),
}


@dataclass(frozen=True)
class Statement:
    """One thing that is known: its sign (ok, info, warning, danger), its words (a gettext source) and their values.

    `points` are what it takes off the dataset's quality.
    """

    sign: str
    words: str
    values: dict[str, Any] = field(default_factory=dict)
    points: int = 0


@dataclass(frozen=True)
class DatasetQuality:
    """Points of a dataset from 0 to 100 (None: no file was read), out of how many of its files."""

    score: int | None
    read: int
    files: int


def quality_of_dataset(known: Iterable[Statement], scores: Sequence[int], *, files: int) -> DatasetQuality:
    """The mean of the files that were read, less what the dataset's own statements take off (decision 0037)."""
    if not scores:
        return DatasetQuality(None, 0, files)
    mean = int(sum(scores) / len(scores) + 0.5)
    return DatasetQuality(max(0, mean - sum(one.points for one in known)), len(scores), files)


def period_of_days(frequency: str) -> float | None:
    """The days of an ISO 8601 period such as `P1M` or `PT1H`; None for none."""
    days, _, hours = frequency.partition("T")
    parts = [(number, unit, DAYS) for number, unit in PART.findall(days)]
    parts += [(number, unit, DAYS_OF_TIME) for number, unit in PART.findall(hours)]
    return sum(float(number) * units.get(unit, 0) for number, unit, units in parts) or None


def statements(dataset: Any, checks: Mapping[str, Any], *, at: datetime) -> Iterator[Statement]:
    """What is known of this dataset; `checks` are the last checks of its files, by the portal's id of each."""
    yield _freshness(dataset, at)
    yield _licence(dataset)
    yield from _links(dataset.resources, checks)
    yield from _form(dataset.formats, [resource.name for resource in dataset.resources])


def _freshness(dataset: Any, at: datetime) -> Statement:
    promised = period_of_days(dataset.frequency)
    changed = max(filter(None, (dataset.modified_at, *(one.modified_at for one in dataset.resources))), default=None)
    if changed is None:
        return Statement("warning", N_("Its portal does not say when it last changed."), points=5)
    age = {"num": max(0, (day_of(at) - day_of(changed)).days)}
    if promised is None:
        return Statement("info", N_("It promises no frequency; its last change was %(num)s days ago."), age)
    if at - changed > timedelta(days=PATIENCE * promised):
        words = N_("It is late: its last change was %(num)s days ago, and it promises more.")
        return Statement("danger", words, age, points=15)
    return Statement("ok", N_("It is up to date: its last change was %(num)s days ago."), age)


def _licence(dataset: Any) -> Statement:
    if dataset.is_open:
        return Statement("ok", N_("Its licence is open."))
    if dataset.licence_title or dataset.licence or dataset.licence_url:
        return Statement("warning", N_("Its licence does not say that it is open."), points=10)
    return Statement("danger", N_("No licence is stated: nobody knows what is allowed."), points=20)


def _links(resources: Sequence[Any], checks: Mapping[str, Any]) -> Iterator[Statement]:
    """Each file that does not answer, the longest silent first; all is well only where all that was asked answered."""
    asked = [(one, checks[one.native_id]) for one in resources if one.native_id in checks]
    silent = sorted((pair for pair in asked if pair[1].failing_since), key=lambda pair: pair[1].failing_since)
    for resource, check in silent[:MOST_LINKS]:
        sign, most = ("danger", BROKEN) if check.is_broken else ("warning", SILENT)
        values = {"name": resource.name or resource.format, "day": check.failing_since, "status": str(check.status)}
        words = LINK_WORDS[check.is_broken, check.status is not None]
        yield Statement(sign, words, values, points=-(-most // len(resources)))
    if more := len(silent[MOST_LINKS:]):
        points = -(-SILENT * more // len(resources))
        yield Statement("warning", N_("More files that do not answer: %(num)s."), {"num": more}, points=points)
    elif asked and not silent:
        yield Statement("ok", N_("The links of its files answer."))


def _form(formats: Collection[str], names: list[str]) -> Iterator[Statement]:
    if formats and DOCUMENTS.issuperset(formats):
        words = N_("It is published only as documents or pictures: no program can count in it.")
        yield Statement("danger", words, points=30)
    elif names and not any(DICTIONARY.search(fold(name)) for name in names):
        yield Statement("warning", N_("No dictionary says what its columns mean."), points=5)
