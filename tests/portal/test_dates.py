from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from hackathon.portal.dates import Order, day_of, order_among, weekday_instant

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Lun, 08/05/2024 - 12:47", datetime(2024, 8, 5, 17, 47, tzinfo=UTC)),  # month first: 8 May was a Wednesday
        ("Mié, 08/05/2024 - 12:47", datetime(2024, 5, 8, 17, 47, tzinfo=UTC)),  # day first, by its weekday alone
        ("Mar, 04/30/2024 - 05:10", datetime(2024, 4, 30, 10, 10, tzinfo=UTC)),
        ("Date changed  Lun, 08/05/2024 - 12:47", datetime(2024, 8, 5, 17, 47, tzinfo=UTC)),
        ("MIÉ., 01/15/2025 - 00:00", datetime(2025, 1, 15, 5, tzinfo=UTC)),
        ("Sáb, 02/10/2024 - 23:59", datetime(2024, 2, 11, 4, 59, tzinfo=UTC)),
        ("sábado, 02/10/2024 - 23:59", datetime(2024, 2, 11, 4, 59, tzinfo=UTC)),
        ("Thu, 08/15/2024 - 09:00:30", datetime(2024, 8, 15, 14, 0, 30, tzinfo=UTC)),
        ("ter, 13/08/2024 - 09:00", datetime(2024, 8, 13, 14, tzinfo=UTC)),
        ("quarta-feira, 14/08/2024", datetime(2024, 8, 14, tzinfo=UTC)),
        ("Lun, 05/13/2024", datetime(2024, 5, 13, tzinfo=UTC)),
    ],
)
def test_the_weekday_tells_day_and_month_apart(written, moment):
    assert weekday_instant(written) == moment


def test_another_zone_is_handed_in():
    assert weekday_instant("mar, 10/12/2019 - 09:23", zone=PARIS) == datetime(2019, 12, 10, 8, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Dom, 08/05/2024 - 12:47",  # no order fits
        "Xyz, 08/05/2024 - 12:47",
        "Lun, 31/02/2024 - 12:47",
        "Lun, 08/05/2024 - 25:47",
        "Lun, 08/05/2024 - 12:47 pm",
        "08/05/2024 - 12:47",
        "Lun, 00/00/0000",
        "Vie, 12/31/9999 - 23:00",  # no year 10000 in UTC
        "2024-08-05",
        "",
        None,
        7,
        ["Lun, 08/05/2024 - 12:47"],
        "lun, " * 50_000,
    ],
)
def test_what_no_weekday_proves_is_unknown(written):
    assert weekday_instant(written) is None


def test_where_both_orders_fit_the_other_dates_of_the_site_decide():
    both = "Lun, 04/01/2024 - 10:00"  # 1 April and 4 January 2024... only one of them was a Monday
    either = "Jue, 05/09/2024 - 10:00"  # 9 May and 5 September 2024 were Thursdays

    assert weekday_instant(both) == datetime(2024, 4, 1, 15, tzinfo=UTC)
    assert weekday_instant(either) is None
    assert weekday_instant(either, order=Order.MONTH_FIRST) == datetime(2024, 5, 9, 15, tzinfo=UTC)
    assert weekday_instant(either, order=Order.DAY_FIRST) == datetime(2024, 9, 5, 15, tzinfo=UTC)
    assert order_among([either, "Lun, 08/05/2024 - 12:47", None]) == Order.MONTH_FIRST
    assert order_among([either, "mar, 10/12/2019 - 09:23"]) == Order.DAY_FIRST
    assert order_among([either]) is None
    assert order_among(["Lun, 08/05/2024 - 12:47", "mar, 10/12/2019 - 09:23"]) is None


def test_a_day_that_is_its_own_month_needs_no_order():
    assert weekday_instant("Jue, 08/08/2024 - 10:00") == datetime(2024, 8, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (datetime(2026, 11, 15, tzinfo=UTC), date(2026, 11, 15)),  # a day without a time stays that day
        (datetime(2026, 11, 15, 0, 0, 1, tzinfo=UTC), date(2026, 11, 14)),  # an instant: the evening before in Lima
        (datetime(2026, 11, 15, 5, tzinfo=UTC), date(2026, 11, 15)),
        (datetime(2026, 11, 15, tzinfo=PARIS), date(2026, 11, 14)),
    ],
)
def test_a_day_without_a_time_is_that_day_in_every_zone(when, day):
    assert day_of(when) == day


def test_a_day_of_a_site_in_another_zone_is_not_moved():
    assert day_of(weekday_instant("mar, 10/12/2019", zone=PARIS)) == date(2019, 12, 10)
