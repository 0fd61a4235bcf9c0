from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from hackathon.portal.dataset_quality import DatasetQuality, Statement, period_of_days, quality_of_dataset, statements

AT = datetime(2026, 11, 23, tzinfo=UTC)


def said(checks=(), names=("Tabla", "Diccionario de datos"), changed=None, at=AT, **columns):
    known = {"frequency": "P1M", "modified_at": AT - timedelta(days=9), "is_open": True, "formats": ["CSV"]}
    known |= {
        "licence": "",
        "licence_title": "",
        "licence_url": "",
        "resources": [
            SimpleNamespace(name=n, format="CSV", native_id=place, modified_at=changed) for place, n in enumerate(names)
        ],
    }
    found = statements(SimpleNamespace(**known | columns), dict(enumerate(checks)), at=at)
    return [(one.sign, one.words % one.values) for one in found]


def check(*, broken=False, failing=False, status=404, days=0):
    since = AT - timedelta(days=days)
    return SimpleNamespace(is_broken=broken, failing_since=since if failing or broken else None, status=status)


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
        ({"checks": [check(broken=True), check()]}, "danger", "The link of “Tabla” is broken: since 2026-11-23"),
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


@pytest.mark.parametrize(
    ("found", "sign", "words"),
    [
        (check(failing=True), "warning", "“Tabla” does not answer since 2026-11-23 00:00:00+00:00 (status 404)."),
        (check(failing=True, status=None), "warning", "“Tabla” does not answer since 2026-11-23 00:00:00+00:00."),
        (check(broken=True, status=None), "danger", "no answer since 2026-11-23 00:00:00+00:00, asked on two days."),
    ],
)
def test_a_file_that_does_not_answer_is_named_at_once(found, sign, words):
    assert [one for one in said([found]) if one[0] == sign and words in one[1]]


def test_many_silent_files_are_named_in_part_the_longest_silent_first():
    checks = [check(failing=True, days=place) for place in range(7)]

    about = [words for _, words in said(checks, names=[f"F{place}" for place in range(7)]) if "answer" in words]

    assert about[0].startswith("“F6”")
    assert len(about) == 6
    assert about[-1] == "More files that do not answer: 2."


def test_a_check_of_a_file_that_is_not_listed_any_more_says_nothing():
    assert not any("answer" in words for _, words in said([check(broken=True)], names=[]))


def test_a_day_without_a_time_is_counted_in_days():
    late = {"modified_at": datetime(2026, 11, 22, tzinfo=UTC), "at": datetime(2026, 11, 24, 3, tzinfo=UTC)}

    assert said(**late)[0][1].endswith("last change was 1 days ago.")  # it is the evening of the 23rd in Lima


def known(**columns):
    """The statements of a dataset, with the points that they take off."""
    made = {"frequency": "", "modified_at": None, "is_open": None, "formats": ["CSV"], "licence": ""}
    made |= {"licence_title": "", "licence_url": "", "resources": []}
    return list(statements(SimpleNamespace(**made | columns), columns.pop("checks", {}), at=AT))


def test_the_points_are_those_of_the_files_less_those_of_the_dataset():
    file = SimpleNamespace(name="Tabla", format="CSV", native_id="a", modified_at=None)
    other = SimpleNamespace(name="Anexo", format="CSV", native_id="b", modified_at=None)
    found = known(resources=[file, other], checks={"b": check(broken=True)})

    quality = quality_of_dataset(found, [100], files=2)

    assert [one.points for one in found] == [5, 20, 15, 5]  # no date, no licence, half its links broken, no dictionary
    assert quality == DatasetQuality(55, read=1, files=2)


def test_a_dataset_without_lacks_has_the_points_of_its_files():
    assert quality_of_dataset([Statement("ok", "")], [90, 95], files=2).score == 93


def test_points_do_not_fall_below_nothing_and_nothing_read_has_none():
    lacks = [Statement("danger", "", points=80)]

    assert quality_of_dataset(lacks, [40], files=1).score == 0
    assert quality_of_dataset(lacks, [], files=3) == DatasetQuality(None, read=0, files=3)


@pytest.mark.parametrize(
    ("period", "days"),
    [("P7D", 7), ("P1Y", 365.25), ("PT1H", 1 / 24), ("P1Y6M", 547.89), ("PT15M", 15 / 1440), ("", None)],
)
def test_periods_are_days(period, days):
    assert period_of_days(period) == (days if days is None else pytest.approx(days))
