from datetime import UTC, datetime, time

import pytest

from hackathon.portal.profile.dates import compact_date_in, date_in, month_first, time_in


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "order", "pattern", "when"),
    [
        ("31/05/2024", "day", "%d/%m/%Y", moment(2024, 5, 31)),
        ("5/4/2024", "either", "%d/%m/%Y", moment(2024, 4, 5)),
        ("05/31/2024", "month", "%m/%d/%Y", moment(2024, 5, 31)),
        ("31-5-24", "day", "%d-%m-%y", moment(2024, 5, 31)),
        ("31/12/69", "day", "%d/%m/%y", moment(1969, 12, 31)),
        ("31.05.2024", "day", "%d.%m.%Y", moment(2024, 5, 31)),
        ("31/05/2024 14:30", "day", "%d/%m/%Y %H:%M", moment(2024, 5, 31, 14, 30)),
        ("31/05/2024 02:30:15 p. m.", "day", "%d/%m/%Y %I:%M:%S %p", moment(2024, 5, 31, 14, 30, 15)),
        ("31/05/2024 12:05 a.m.", "day", "%d/%m/%Y %I:%M %p", moment(2024, 5, 31, 0, 5)),
        ("2024-05-31", "iso", "%Y-%m-%d", moment(2024, 5, 31)),
        ("2024/5/1", "iso", "%Y/%m/%d", moment(2024, 5, 1)),
        ("2024-05-31T10:00:00", "iso", "%Y-%m-%dT%H:%M:%S", moment(2024, 5, 31, 10)),
        ("2024-05-31 10:00", "iso", "%Y-%m-%dT%H:%M", moment(2024, 5, 31, 10)),
        ("2024-05-31T10:00:00-05:00", "iso", "%Y-%m-%dT%H:%M:%S", moment(2024, 5, 31, 15)),
        ("31 de mayo de 2024", "named", "%d de %B de %Y", moment(2024, 5, 31)),
        ("1-set-15", "named", "%d-%b-%y", moment(2015, 9, 1)),
        ("2 Enero 2015", "named", "%d %B %Y", moment(2015, 1, 2)),
    ],
)
def test_a_date_is_read_with_its_pattern(text, order, pattern, when):
    found = date_in(text)

    assert (found.order, found.pattern, found.moment) == (order, pattern, when)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024", "13/13/2024", "00/00/0000", "1.2.20", "2024-13-01", "31 de foo de 2024", "31/05/2024 25:00",
        "31/05/2024 14:30 pm", "0001-01-01T00:00:00+14:00", "mayo 2024", "Trujillo", "",
    ],
)  # fmt: skip
def test_no_such_day_is_no_date(text):
    assert date_in(text) is None


def test_where_both_orders_are_possible_both_are_kept():
    found = date_in("04/05/2024")

    assert (found.moment, found.other) == (moment(2024, 5, 4), moment(2024, 4, 5))
    assert month_first(found.pattern) == "%m/%d/%Y"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("05:00:00", time(5)),
        ("5:07", time(5, 7)),
        ("05:30 PM", time(17, 30)),
        ("12:00 p.m.", time(12)),
        ("25:10:00", None),
        ("x", None),
    ],
)
def test_a_time_of_day_is_read(text, clock):
    assert time_in(text) == clock


@pytest.mark.parametrize(
    ("text", "year"), [("20240521", 2024), ("20241321", None), ("10240521", None), ("2024052", None)]
)
def test_eight_digits_may_be_a_day(text, year):
    found = compact_date_in(text)

    assert (found and found.year) == year
