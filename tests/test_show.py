"""What people read: instants in the event's zone, points rounded once, half up."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from hackathon import show
from hackathon.database import language

CLOSING = datetime(2026, 10, 18, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def spanish_again():
    before = language.set("es")
    yield
    language.reset(before)


@pytest.mark.parametrize(
    ("style", "shown"),
    [("time", "13:00"), ("date", "18/10/2026"), ("long", "domingo 18 de octubre de 2026, 13:00")],
)
def test_instants_are_shown_in_the_events_zone(style: str, shown: str) -> None:
    assert show.local_time(CLOSING, "America/Lima", style) == shown


def test_the_same_instant_reads_otherwise_in_english_and_elsewhere() -> None:
    language.set("en")

    assert show.local_time(CLOSING, "Europe/Madrid", "long") == "Sunday 18 October 2026, 20:00"


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (Fraction(874, 10), "87.40"),
        (Fraction(12345, 1000), "12.35"),  # half up, not to even
        (Decimal("0.005"), "0.01"),
        (0, "0.00"),
        (None, "–"),
    ],
)
def test_points_have_two_decimals_rounded_half_up(points, shown: str) -> None:
    assert show.points(points) == shown


def test_money_and_numbers_as_in_peru() -> None:
    assert show.money(5000).replace("\xa0", " ") == "S/ 5,000.00"
    assert show.number(1234.5) == "1,234.5"


@pytest.mark.parametrize(("size", "shown"), [(186_400, "186 kB"), (12_700_000, "12.7 MB"), (40, "40 B"), (None, "–")])
def test_file_sizes_as_people_say_them(size: int | None, shown: str) -> None:
    assert show.file_size(size) == shown


@pytest.mark.parametrize(
    ("distance", "shown"),
    [
        (timedelta(minutes=42), "en 42 min"),
        (timedelta(hours=4, minutes=12), "en 4 h 12 min"),
        (timedelta(days=-3), "hace 3 días"),
    ],
)
def test_how_far_an_instant_is(app: Flask, distance: timedelta, shown: str) -> None:
    with app.test_request_context("/?lang=es"):
        app.preprocess_request()

        assert show.from_now(CLOSING + distance, CLOSING) == shown


def test_facts_stand_in_one_line_without_those_that_are_missing() -> None:
    assert show.dotted(["Salud", None, "", "CSV"]) == "Salud\u00a0· CSV"
