from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from hackathon.portal.dataset_quality import period_of_days, statements

AT = datetime(2026, 11, 23, tzinfo=UTC)


def said(checks=(), names=("Tabla", "Diccionario de datos"), changed=None, **columns):
    known = {"frequency": "P1M", "modified_at": AT - timedelta(days=9), "is_open": True, "formats": ["CSV"]}
    known |= {
        "licence": "",
        "licence_title": "",
        "licence_url": "",
        "resources": [SimpleNamespace(name=n, modified_at=changed) for n in names],
    }
    found = statements(SimpleNamespace(**known | columns), dict(enumerate(checks)), at=AT)
    return [(one.sign, one.words % one.values) for one in found]


def check(*, broken=False, failing=False):
    return SimpleNamespace(is_broken=broken, failing_since=AT if failing or broken else None)


def test_a_good_dataset_is_told_so():
    assert [sign for sign, _ in said([check()])] == ["ok", "ok", "ok"]
    assert said()[0][1] == "It is up to date: its last change was 9 days ago."


@pytest.mark.parametrize(
    ("columns", "sign", "words"),
    [
        ({"modified_at": AT - timedelta(days=46)}, "danger", "It is late"),
        ({"modified_at": None}, "warning", "does not say when"),
        ({"frequency": ""}, "info", "promises no frequency"),
        ({"is_open": None}, "danger", "No licence is stated"),
        ({"is_open": False, "licence_title": "Solo lectura"}, "warning", "does not say that it is open"),
        ({"checks": [check(broken=True), check()]}, "danger", "links are broken, checked on two days: 1."),
        ({"names": ["Tabla"]}, "warning", "No dictionary"),
        ({"formats": ["PDF", "JPG"]}, "danger", "only as documents"),
    ],
)
def test_each_lack_has_its_words(columns, sign, words):
    assert [one for one in said(**columns) if one[0] == sign and words in one[1]]


def test_a_file_that_changed_is_a_change_of_its_dataset():
    long_ago = AT - timedelta(days=400)

    told = said(modified_at=long_ago, changed=AT - timedelta(days=3))

    assert told[0] == ("ok", "It is up to date: its last change was 3 days ago.")


def test_one_failure_alone_says_nothing_yet():
    assert not any("link" in words for _, words in said([check(failing=True)]))


@pytest.mark.parametrize(
    ("period", "days"),
    [("P7D", 7), ("P1Y", 365.25), ("PT1H", 1 / 24), ("P1Y6M", 547.89), ("PT15M", 15 / 1440), ("", None)],
)
def test_periods_are_days(period, days):
    assert period_of_days(period) == (days if days is None else pytest.approx(days))
