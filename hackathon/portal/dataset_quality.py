"""What can be said of a whole dataset without opening its files: licence, freshness, links, dictionary, formats. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hackathon.text import N_, fold

DAYS = {"Y": 365.25, "M": 30.44, "W": 7, "D": 1}
DAYS_OF_TIME = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86_400}
PART = re.compile(r"(\d+(?:\.\d+)?)([A-Z])")
PATIENCE = 1.5  # periods: a monthly dataset of six weeks ago is not late yet
DOCUMENTS = frozenset({"PDF", "DOC", "DOCX", "PPT", "PPTX", "PNG", "JPG", "JPEG", "TIFF", "HTML"})
DICTIONARY = re.compile(r"diccionario|dictionary|metadat|codebook|leyenda|glosario|dicionario")


@dataclass(frozen=True)
class Statement:
    """One thing that is known: its sign (ok, info, warning, danger), its words (a gettext source) and their values."""

    sign: str
    words: str
    values: dict[str, Any] = field(default_factory=dict)


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
    yield from _links(list(checks.values()))
    yield from _form(dataset.formats, [resource.name for resource in dataset.resources])


def _freshness(dataset: Any, at: datetime) -> Statement:
    promised = period_of_days(dataset.frequency)
    changed = max(filter(None, (dataset.modified_at, *(one.modified_at for one in dataset.resources))), default=None)
    if changed is None:
        return Statement("warning", N_("Its portal does not say when it last changed."))
    age = {"num": max(0, (at - changed).days)}
    if promised is None:
        return Statement("info", N_("It promises no frequency; its last change was %(num)s days ago."), age)
    if at - changed > timedelta(days=PATIENCE * promised):
        return Statement("danger", N_("It is late: its last change was %(num)s days ago, and it promises more."), age)
    return Statement("ok", N_("It is up to date: its last change was %(num)s days ago."), age)


def _licence(dataset: Any) -> Statement:
    if dataset.is_open:
        return Statement("ok", N_("Its licence is open."))
    if dataset.licence_title or dataset.licence or dataset.licence_url:
        return Statement("warning", N_("Its licence does not say that it is open."))
    return Statement("danger", N_("No licence is stated: nobody knows what is allowed."))


def _links(checks: list[Any]) -> Iterator[Statement]:
    broken = sum(check.is_broken for check in checks)
    if broken:
        yield Statement("danger", N_("Files whose links are broken, checked on two days: %(num)s."), {"num": broken})
    elif checks and not any(check.failing_since for check in checks):
        yield Statement("ok", N_("The links of its files answer."))


def _form(formats: Collection[str], names: list[str]) -> Iterator[Statement]:
    if formats and DOCUMENTS.issuperset(formats):
        yield Statement("danger", N_("It is published only as documents or pictures: no program can count in it."))
    elif names and not any(DICTIONARY.search(fold(name)) for name in names):
        yield Statement("warning", N_("No dictionary says what its columns mean."))
